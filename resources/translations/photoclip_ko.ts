<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>Actions</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Favourite, or no longer</source>
        <translation>즐겨찾기 켜기, 끄기</translation>
    </message>
    <message>
        <source>Add to an album…</source>
        <translation>앨범에 넣기…</translation>
    </message>
    <message>
        <source>1 star</source>
        <translation>별 1개</translation>
    </message>
    <message>
        <source>Give stars</source>
        <translation>별점 주기</translation>
    </message>
    <message>
        <source>2 stars</source>
        <translation>별 2개</translation>
    </message>
    <message>
        <source>3 stars</source>
        <translation>별 3개</translation>
    </message>
    <message>
        <source>4 stars</source>
        <translation>별 4개</translation>
    </message>
    <message>
        <source>5 stars</source>
        <translation>별 5개</translation>
    </message>
    <message>
        <source>Take the stars away</source>
        <translation>별점 지우기</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>태그 달기…</translation>
    </message>
    <message>
        <source>Tags: add, then ↑ to confirm (Enter) or reject (Del)</source>
        <translation>태그: 추가, ↑로 이동해 확정(Enter) 또는 거부(Del)</translation>
    </message>
    <message>
        <source>Rotate to the right</source>
        <translation>오른쪽으로 회전</translation>
    </message>
    <message>
        <source>Rotate to the right, to the left</source>
        <translation>오른쪽, 왼쪽으로 회전</translation>
    </message>
    <message>
        <source>Rotate to the left</source>
        <translation>왼쪽으로 회전</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Export copies…</source>
        <translation>사본 내보내기…</translation>
    </message>
    <message>
        <source>Open with the default program</source>
        <translation>기본 프로그램으로 열기</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>파일 관리자에서 보기</translation>
    </message>
    <message>
        <source>Move to Trash…</source>
        <translation>휴지통으로 옮기기…</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>모든 작업</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Open the photo</source>
        <translation>사진 열기</translation>
    </message>
    <message>
        <source>Open the photo; there: actual size</source>
        <translation>사진 열기, 연 사진에서는 실제 크기</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>빠르게 보기</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Previous, next photo</source>
        <translation>이전, 다음 사진</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>첫 사진</translation>
    </message>
    <message>
        <source>First, last photo</source>
        <translation>첫 사진, 마지막 사진</translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation>마지막 사진</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>크게</translation>
    </message>
    <message>
        <source>Larger, smaller</source>
        <translation>크게, 작게</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>작게</translation>
    </message>
    <message>
        <source>Actual size, or fitted</source>
        <translation>실제 크기, 창에 맞춤</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>슬라이드 쇼</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>필름 스트립</translation>
    </message>
    <message>
        <source>Close the photo</source>
        <translation>사진 닫기</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Leaf through photos, or move an enlarged one</source>
        <translation>사진 넘기기, 확대한 사진은 움직이기</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래</translation>
    </message>
    <message>
        <source>Next photo, or pause the slide show</source>
        <translation>다음 사진, 슬라이드 쇼에서는 멈춤</translation>
    </message>
    <message>
        <source>Search (or just type)</source>
        <translation>찾기 (바로 입력해도 됩니다)</translation>
    </message>
    <message>
        <source>More like this photo</source>
        <translation>이 사진과 비슷한 사진</translation>
    </message>
    <message>
        <source>Search by a copied picture</source>
        <translation>복사한 그림으로 찾기</translation>
    </message>
    <message>
        <source>From the search to the photos</source>
        <translation>검색창에서 사진으로</translation>
    </message>
    <message>
        <source>From the words to the parts before them, and on</source>
        <translation>검색어에서 앞쪽 조각으로, 조각 사이를 이동</translation>
    </message>
    <message>
        <source>There: exclude the part, or want it again</source>
        <translation>조각에서: 제외하거나 다시 포함</translation>
    </message>
    <message>
        <source>There: let it count more, less</source>
        <translation>조각에서: 비중 높이기, 낮추기</translation>
    </message>
    <message>
        <source>There: change it</source>
        <translation>조각에서: 고치기</translation>
    </message>
    <message>
        <source>There: take it away</source>
        <translation>조각에서: 빼기</translation>
    </message>
    <message>
        <source>Clear the search, then back</source>
        <translation>검색 지우기, 다시 누르면 뒤로</translation>
    </message>
    <message>
        <source>Move forwards in an album ordered by hand</source>
        <translation>직접 정렬한 앨범에서 앞으로 옮기기</translation>
    </message>
    <message>
        <source>Move within an album ordered by hand</source>
        <translation>직접 정렬한 앨범 안에서 옮기기</translation>
    </message>
    <message>
        <source>Move backwards in an album ordered by hand</source>
        <translation>직접 정렬한 앨범에서 뒤로 옮기기</translation>
    </message>
    <message>
        <source>Move to the beginning of the album</source>
        <translation>앨범의 맨 앞으로 옮기기</translation>
    </message>
    <message>
        <source>Move to its beginning, to its end</source>
        <translation>앨범의 맨 앞으로, 맨 뒤로 옮기기</translation>
    </message>
    <message>
        <source>Move to the end of the album</source>
        <translation>앨범의 맨 뒤로 옮기기</translation>
    </message>
    <message>
        <source>The photo belongs in the album</source>
        <translation>사진이 앨범에 들어감</translation>
    </message>
    <message>
        <source>The photo belongs, does not</source>
        <translation>사진이 들어감, 들어가지 않음</translation>
    </message>
    <message>
        <source>The photo does not belong in the album</source>
        <translation>사진이 앨범에 들어가지 않음</translation>
    </message>
    <message>
        <source>In the review: it belongs</source>
        <translation>판단 화면: 들어감</translation>
    </message>
    <message>
        <source>In the review: it belongs, does not</source>
        <translation>판단 화면: 들어감, 들어가지 않음</translation>
    </message>
    <message>
        <source>In the review: it does not belong</source>
        <translation>판단 화면: 들어가지 않음</translation>
    </message>
    <message>
        <source>In the review: skip the photo</source>
        <translation>판단 화면: 사진 건너뛰기</translation>
    </message>
    <message>
        <source>In the review: back, and take the answer back</source>
        <translation>판단 화면: 뒤로 가며 답 취소</translation>
    </message>
    <message>
        <source>In the review: enough</source>
        <translation>판단 화면: 끝내기</translation>
    </message>
    <message>
        <source>Rename the album</source>
        <translation>앨범 이름 바꾸기</translation>
    </message>
    <message>
        <source>Delete the album</source>
        <translation>앨범 지우기</translation>
    </message>
    <message>
        <source>All actions on the album</source>
        <translation>앨범의 모든 작업</translation>
    </message>
    <message>
        <source>First photo of all</source>
        <translation>맨 처음 사진</translation>
    </message>
    <message>
        <source>Last photo of all</source>
        <translation>맨 마지막 사진</translation>
    </message>
    <message>
        <source>A page up</source>
        <translation>한 쪽 위로</translation>
    </message>
    <message>
        <source>A page up, down</source>
        <translation>한 쪽 위로, 아래로</translation>
    </message>
    <message>
        <source>A page down</source>
        <translation>한 쪽 아래로</translation>
    </message>
    <message>
        <source>Next heading</source>
        <translation>다음 제목</translation>
    </message>
    <message>
        <source>Next, previous heading</source>
        <translation>다음, 이전 제목</translation>
    </message>
    <message>
        <source>Previous heading</source>
        <translation>이전 제목</translation>
    </message>
    <message>
        <source>Choose all photos</source>
        <translation>모든 사진 고르기</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>사진 크게</translation>
    </message>
    <message>
        <source>Larger, smaller pictures</source>
        <translation>사진 크게, 작게</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>사진 작게</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Show or hide the sidebar</source>
        <translation>사이드바 보이기 또는 숨기기</translation>
    </message>
    <message>
        <source>Show or hide the info</source>
        <translation>정보 보이기 또는 숨기기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Menu of all actions</source>
        <translation>모든 작업 메뉴</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>AdviceStrip</name>
    <message>
        <source>Nothing in your library matches; the closest are below</source>
        <translation>라이브러리에 일치하는 사진이 없습니다. 가장 가까운 사진은 아래와 같습니다</translation>
    </message>
    <message>
        <source>Try other or fewer words, or name what is in the picture. A larger model knows more words (Settings).</source>
        <translation>다른 낱말이나 더 적은 낱말로, 또는 사진에 보이는 것의 이름으로 검색해 보세요. 더 큰 모델은 더 많은 낱말을 압니다(설정).</translation>
    </message>
    <message>
        <source>Back to all photos</source>
        <translation>모든 사진으로</translation>
    </message>
</context>
<context>
    <name>AlbumActions</name>
    <message>
        <source>New album</source>
        <translation>새 앨범</translation>
    </message>
    <message numerus="yes">
        <source>%n photos are in “{album}” now</source>
        <translation>
            <numerusform>이제 “{album}” 앨범에 사진 %n장이 있습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>“{album}” is an album now; new photos that match join by themselves</source>
        <translation>“{album}” 앨범을 만들었습니다. 맞는 새 사진은 저절로 들어옵니다</translation>
    </message>
    <message>
        <source>“{album}” is an album now; new photos join by themselves</source>
        <translation>“{album}” 앨범을 만들었습니다. 새 사진은 저절로 들어옵니다</translation>
    </message>
    <message>
        <source>“{album}” looks for something else now</source>
        <translation>“{album}” 앨범이 찾는 내용을 바꿨습니다</translation>
    </message>
    <message>
        <source>“{album}” is an album now</source>
        <translation>“{album}” 앨범을 만들었습니다</translation>
    </message>
    <message>
        <source>This album is not suggested any more</source>
        <translation>이 앨범은 더 이상 제안하지 않습니다</translation>
    </message>
    <message>
        <source>The album is called “{album}” now</source>
        <translation>앨범 이름을 “{album}”(으)로 바꿨습니다</translation>
    </message>
    <message>
        <source>“{album}” lies at the top now</source>
        <translation>“{album}” 앨범을 맨 위로 옮겼습니다</translation>
    </message>
    <message>
        <source>“{album}” lies in “{parent}” now</source>
        <translation>“{album}” 앨범을 “{parent}” 안으로 옮겼습니다</translation>
    </message>
    <message>
        <source>“{album}” is deleted. Its photos stay.</source>
        <translation>“{album}” 앨범을 삭제했습니다. 사진은 그대로 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>“{album}” and %n albums in it are deleted. The photos stay.</source>
        <translation>
            <numerusform>“{album}” 앨범과 그 안의 앨범 %n개를 삭제했습니다. 사진은 그대로 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The two albums are one now: “{album}”</source>
        <translation>두 앨범을 “{album}”(으)로 합쳤습니다</translation>
    </message>
    <message>
        <source>This photo is the cover of “{album}” now</source>
        <translation>이 사진을 “{album}” 앨범의 표지로 정했습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n photos added to “{album}”</source>
        <translation>
            <numerusform>사진 %n장을 “{album}” 앨범에 넣었습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos added to “{album}”, which learns from it</source>
        <translation>
            <numerusform>사진 %n장을 “{album}” 앨범에 넣었습니다. 앨범이 이를 배웁니다</numerusform>
        </translation>
    </message>
    <message>
        <source>They are in “{album}” already</source>
        <translation>이미 “{album}” 앨범에 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n photos removed from “{album}”</source>
        <translation>
            <numerusform>사진 %n장을 “{album}” 앨범에서 뺐습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos do not belong in “{album}”, which learns from it</source>
        <translation>
            <numerusform>사진 %n장이 “{album}” 앨범에 맞지 않습니다. 앨범이 이를 배웁니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>AlbumArranging</name>
    <message>
        <source>Move back in the album</source>
        <translation>앨범에서 앞으로 옮기기</translation>
    </message>
    <message>
        <source>Move on in the album</source>
        <translation>앨범에서 뒤로 옮기기</translation>
    </message>
</context>
<context>
    <name>AlbumDialog</name>
    <message>
        <source>New album that fills itself</source>
        <translation>저절로 채워지는 새 앨범</translation>
    </message>
    <message>
        <source>What “{album}” looks for</source>
        <translation>“{album}” 앨범이 찾는 내용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Create album</source>
        <translation>앨범 만들기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>말로</translation>
    </message>
    <message>
        <source>a dog on the beach</source>
        <translation>해변의 강아지</translation>
    </message>
    <message>
        <source>Or by labels</source>
        <translation>또는 라벨로</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>앨범 이름</translation>
    </message>
    <message>
        <source>Type what to look for; who is in shows here</source>
        <translation>찾을 내용을 입력하면 들어갈 사진이 여기에 나타납니다</translation>
    </message>
    <message>
        <source>Searched for: {words}</source>
        <translation>검색한 말: {words}</translation>
    </message>
    <message>
        <source>Nothing is that certain; pull the slider to “more”</source>
        <translation>그만큼 확실한 사진이 없습니다. 슬라이더를 “더 많이” 쪽으로 옮기세요</translation>
    </message>
</context>
<context>
    <name>AlbumFiles</name>
    <message>
        <source>Where to put the folder “{album}”</source>
        <translation>“{album}” 폴더를 둘 곳</translation>
    </message>
    <message>
        <source>Making the folder “{album}”…</source>
        <translation>“{album}” 폴더를 만드는 중…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Making the folder: {done} of {total} photos</source>
        <translation>폴더를 만드는 중: 사진 {total}장 중 {done}장</translation>
    </message>
    <message numerus="yes">
        <source>%n photos are in “{folder}”</source>
        <translation>
            <numerusform>사진 %n장이 “{folder}” 폴더에 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos could not be reached</source>
        <translation>
            <numerusform>사진 %n장은 찾을 수 없었습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Export albums</source>
        <translation>앨범 내보내기</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>The albums are in “{file}” now</source>
        <translation>앨범을 “{file}” 파일로 내보냈습니다</translation>
    </message>
    <message>
        <source>Import albums</source>
        <translation>앨범 가져오기</translation>
    </message>
    <message>
        <source>All of these albums are here already</source>
        <translation>이 앨범들은 이미 모두 있습니다</translation>
    </message>
    <message numerus="yes">
        <source>%n new albums</source>
        <translation>
            <numerusform>새 앨범 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n albums took what they lacked</source>
        <translation>
            <numerusform>앨범 %n개에 빠진 것을 채웠습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos stay as you judged them here</source>
        <translation>
            <numerusform>사진 %n장은 여기서 판단한 대로 둡니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are not in this library</source>
        <translation>
            <numerusform>사진 %n장은 이 라이브러리에 없습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>“{file}” cannot be read or written: {reason}</source>
        <translation>“{file}” 파일을 읽거나 쓸 수 없습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>AlbumMenu</name>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>New album inside</source>
        <translation>이 안에 새 앨범</translation>
    </message>
    <message>
        <source>Change what it looks for…</source>
        <translation>찾는 내용 바꾸기…</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>맨 위로 옮기기</translation>
    </message>
    <message>
        <source>Share as a folder of copies…</source>
        <translation>사본 폴더로 공유…</translation>
    </message>
    <message>
        <source>Share as a folder of links…</source>
        <translation>링크 폴더로 공유…</translation>
    </message>
    <message>
        <source>Export as JSON…</source>
        <translation>JSON으로 내보내기…</translation>
    </message>
    <message>
        <source>Delete album</source>
        <translation>앨범 삭제</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Move into</source>
        <translation>다른 앨범 안으로 옮기기</translation>
    </message>
    <message>
        <source>Merge with</source>
        <translation>다른 앨범과 합치기</translation>
    </message>
</context>
<context>
    <name>AlbumOrderButton</name>
    <message>
        <source>Order of the album</source>
        <translation>앨범의 순서</translation>
    </message>
</context>
<context>
    <name>AlbumPage</name>
    <message>
        <source>Save this search as an album</source>
        <translation>이 검색을 앨범으로 저장</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Delete album</source>
        <translation>앨범 삭제</translation>
    </message>
    <message>
        <source>Change what it looks for…</source>
        <translation>찾는 내용 바꾸기…</translation>
    </message>
    <message>
        <source>The album is being filled</source>
        <translation>앨범을 채우는 중입니다</translation>
    </message>
</context>
<context>
    <name>AlbumPopover</name>
    <message>
        <source>Add to an album</source>
        <translation>앨범에 넣기</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>앨범 이름</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>New album “{name}”</source>
        <translation>새 앨범 “{name}”</translation>
    </message>
</context>
<context>
    <name>AlbumSection</name>
    <message>
        <source>Albums</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>새 앨범</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>제안</translation>
    </message>
</context>
<context>
    <name>AlbumSlider</name>
    <message>
        <source>How many photos belong in the album</source>
        <translation>앨범에 들어갈 사진의 양</translation>
    </message>
    <message>
        <source>How well a photo must fit; remembered for this album. Double click or Delete: reset</source>
        <translation>사진이 얼마나 맞아야 하는지 정합니다. 앨범마다 기억합니다. 두 번 클릭하거나 Delete를 누르면 처음 값으로 돌아갑니다.</translation>
    </message>
    <message>
        <source>fewer</source>
        <comment>photos in an album</comment>
        <translation>더 적게</translation>
    </message>
    <message>
        <source>more</source>
        <comment>photos in an album</comment>
        <translation>더 많이</translation>
    </message>
</context>
<context>
    <name>AlbumStrip</name>
    <message>
        <source>Change…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>검토…</translation>
    </message>
</context>
<context>
    <name>AlbumsInWindow</name>
    <message>
        <source>Add to album…</source>
        <translation>앨범에 넣기…</translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation>이 앨범에서 빼기</translation>
    </message>
    <message>
        <source>Does not belong in this album</source>
        <translation>이 앨범에 맞지 않음</translation>
    </message>
    <message>
        <source>Use as cover of the album</source>
        <translation>앨범 표지로 사용</translation>
    </message>
</context>
<context>
    <name>AnswerStrip</name>
    <message>
        <source>{yes} yes, {no} no</source>
        <translation>예 {yes}장, 아니요 {no}장</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Light or dark, as it is set there.</source>
        <translation>시스템에 설정된 대로 밝게 또는 어둡게 표시합니다.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Movement in the window follows the system as well.</source>
        <translation>창의 움직임 효과도 시스템 설정을 따릅니다.</translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>Show %n new photo(s)</source>
        <translation>
            <numerusform>새 사진 %n장 보기</numerusform>
        </translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>바뀐 내용 보기</translation>
    </message>
</context>
<context>
    <name>Bands</name>
    <message>
        <source>The closest</source>
        <translation>가장 가까운 사진</translation>
    </message>
    <message>
        <source>{strong} of them strong</source>
        <translation>그중 {strong}개는 확실함</translation>
    </message>
    <message>
        <source>all strong</source>
        <translation>모두 확실함</translation>
    </message>
    <message>
        <source>Strong match</source>
        <translation>확실한 일치</translation>
    </message>
    <message>
        <source>Likely match</source>
        <translation>일치 가능성 높음</translation>
    </message>
    <message>
        <source>Weaker match</source>
        <translation>약한 일치</translation>
    </message>
    <message>
        <source>Strong matches</source>
        <translation>확실한 일치</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>일치 가능성 높음</translation>
    </message>
    <message>
        <source>Weaker matches</source>
        <translation>약한 일치</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Want it again</source>
        <translation>다시 포함</translation>
    </message>
    <message>
        <source>Exclude it</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Stop searching by this picture</source>
        <translation>이 사진으로 찾기 끝내기</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Part of the search. Minus excludes it, Up and Down let it count more or less, Delete takes it away, Enter edits it</source>
        <translation>검색의 한 부분입니다. 빼기 키로 제외하고, 위아래 화살표로 비중을 높이거나 낮추고, Delete 키로 빼고, Enter 키로 고칩니다</translation>
    </message>
    <message>
        <source>like {name}</source>
        <translation>{name} 비슷한 사진</translation>
    </message>
</context>
<context>
    <name>CutOff</name>
    <message>
        <source>How many results count as matches</source>
        <translation>일치로 볼 결과의 범위</translation>
    </message>
    <message>
        <source>How well a photo must match; remembered for these words. Double click: reset</source>
        <translation>사진이 얼마나 잘 맞아야 하는지 정합니다. 이 검색어에 기억됩니다. 두 번 클릭: 초기화</translation>
    </message>
    <message>
        <source>fewer</source>
        <comment>results of a search</comment>
        <translation>적게</translation>
    </message>
    <message>
        <source>more</source>
        <comment>results of a search</comment>
        <translation>많이</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>Back up now</source>
        <translation>지금 백업</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete the thumbnails</source>
        <translation>섬네일 삭제</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>Prepared models</source>
        <translation>준비된 모델</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>What PhotoClip keeps. Your photos lie where you put them.</source>
        <translation>PhotoClip이 보관하는 데이터입니다. 사진은 원래 있던 자리에 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>카탈로그</translation>
    </message>
    <message>
        <source>All that is known of your photos</source>
        <translation>사진에 대해 알고 있는 모든 정보</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>섬네일</translation>
    </message>
    <message>
        <source>Search index</source>
        <translation>검색 색인</translation>
    </message>
    <message>
        <source>Made again when it is deleted</source>
        <translation>지워도 다시 만들어집니다</translation>
    </message>
    <message>
        <source>Made again when they are deleted</source>
        <translation>지워도 다시 만들어집니다</translation>
    </message>
    <message>
        <source>There is no backup of the catalog yet.</source>
        <translation>카탈로그 백업이 아직 없습니다.</translation>
    </message>
    <message>
        <source>The last one is of {moment}.</source>
        <translation>마지막 백업: {moment}</translation>
    </message>
</context>
<context>
    <name>ExclusionsPart</name>
    <message>
        <source>Look into hidden folders</source>
        <translation>숨긴 폴더도 보기</translation>
    </message>
    <message>
        <source>Folders and files that the system hides, such as those that begin with a dot.</source>
        <translation>이름이 점으로 시작하는 등 시스템이 숨기는 폴더와 파일입니다.</translation>
    </message>
    <message>
        <source>A name or a pattern: Proofs, *.tmp.jpg, 2024/raw*</source>
        <translation>이름 또는 패턴: Proofs, *.tmp.jpg, 2024/raw*</translation>
    </message>
    <message>
        <source>What to leave out</source>
        <translation>제외할 이름</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Photos with such names, or in folders with them, leave the grid and keep what you gave them. Caches and bins of other programs are always left out.</source>
        <translation>이런 이름의 사진이나 폴더에 든 사진은 목록에서 빠지며, 붙여 둔 정보는 유지됩니다. 다른 프로그램의 캐시와 휴지통은 항상 제외됩니다.</translation>
    </message>
    <message>
        <source>This is left out already.</source>
        <translation>이미 제외되어 있습니다.</translation>
    </message>
    <message>
        <source>This would leave out every photo.</source>
        <translation>모든 사진이 제외됩니다.</translation>
    </message>
    <message>
        <source>Begin at the watched folder, not at the disk: a name, or a path inside it.</source>
        <translation>디스크가 아니라 보고 있는 폴더를 기준으로 이름이나 그 안의 경로를 입력하세요.</translation>
    </message>
    <message>
        <source>A “[” needs a “]” after it.</source>
        <translation>“[” 뒤에는 “]”가 있어야 합니다.</translation>
    </message>
    <message>
        <source>None of your photos is named like this at the moment.</source>
        <translation>지금은 이런 이름의 사진이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos would leave</source>
        <translation>
            <numerusform>사진 %n장이 빠집니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message numerus="yes">
        <source>%n copies made</source>
        <translation>
            <numerusform>사본 %n개를 만들었습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n copies</source>
        <translation>
            <numerusform>사본 %n개를 만든 뒤 멈췄습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %n copies</source>
        <translation>
            <numerusform>사본 %n개 내보내기</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{done} of {total} copied</source>
        <translation>{total}개 중 {done}개 복사함</translation>
    </message>
    <message numerus="yes">
        <source>%n copies made</source>
        <translation>
            <numerusform>사본 %n개를 만들었습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos could not be copied</source>
        <translation>
            <numerusform>사진 %n장은 복사하지 못했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>폴더 보기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Choose the folder for the copies</source>
        <translation>사본을 넣을 폴더 고르기</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Original size</source>
        <translation>원본 크기</translation>
    </message>
    <message>
        <source>Long side {pixels} pixels</source>
        <translation>긴 변 {pixels}픽셀</translation>
    </message>
    <message>
        <source>Long side of my own</source>
        <translation>긴 변 직접 정하기</translation>
    </message>
    <message>
        <source>Pixels of the long side</source>
        <translation>긴 변의 픽셀 수</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>As the original</source>
        <translation>원본과 같게</translation>
    </message>
    <message>
        <source>HEIC, AVIF and RAW become JPEG as soon as anything about them changes.</source>
        <translation>HEIC, AVIF, RAW 사진은 조금이라도 바뀌면 JPEG로 저장됩니다.</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>사진 정보</translation>
    </message>
    <message>
        <source>Keep camera, date and place</source>
        <translation>카메라, 날짜, 장소 남기기</translation>
    </message>
    <message>
        <source>Leave out the place</source>
        <translation>장소 빼기</translation>
    </message>
    <message>
        <source>Leave out all details</source>
        <translation>모든 정보 빼기</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Begin with the date</source>
        <translation>날짜로 시작</translation>
    </message>
    <message>
        <source>Photos that could not be copied</source>
        <translation>복사하지 못한 사진</translation>
    </message>
    <message>
        <source>Folder for the copies</source>
        <translation>사본을 넣을 폴더</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>Film strip</source>
        <translation>필름 띠</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>“{folder}” left the library. Its files stay where they are.</source>
        <translation>“{folder}” 폴더를 라이브러리에서 뺐습니다. 파일은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>PhotoClip takes photos from this computer only. Save the picture to a folder first.</source>
        <translation>PhotoClip은 이 컴퓨터에 있는 사진만 다룹니다. 먼저 사진을 폴더에 저장하세요.</translation>
    </message>
    <message>
        <source>These photos lie in a folder of the library already.</source>
        <translation>이 사진들은 이미 라이브러리의 폴더에 있습니다.</translation>
    </message>
    <message>
        <source>PhotoClip looks after whole folders. Add “{folder}”?</source>
        <translation>PhotoClip은 폴더 단위로 사진을 관리합니다. “{folder}” 폴더를 추가할까요?</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>폴더 추가</translation>
    </message>
    <message>
        <source>That is no photo and no folder. Drop folders of photos here.</source>
        <translation>사진도 폴더도 아닙니다. 사진이 든 폴더를 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>“{folder}” is in the library already.</source>
        <translation>“{folder}” 폴더는 이미 라이브러리에 있습니다.</translation>
    </message>
    <message>
        <source>“{folder}” lies in “{watched}”, which is in the library already.</source>
        <translation>“{folder}” 폴더는 이미 라이브러리에 있는 “{watched}” 안에 있습니다.</translation>
    </message>
    <message>
        <source>“{inner}” is now a part of “{outer}”. Its photos stay known.</source>
        <translation>이제 “{inner}” 폴더는 “{outer}”에 포함됩니다. 사진 정보는 그대로 유지됩니다.</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Look for changes in “{folder}” now</source>
        <translation>“{folder}”의 바뀐 내용을 지금 찾기</translation>
    </message>
    <message>
        <source>Remove “{folder}” from the library</source>
        <translation>“{folder}” 폴더를 라이브러리에서 빼기</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>away · {photos}</source>
        <translation>연결 안 됨 · {photos}</translation>
    </message>
</context>
<context>
    <name>FolderRows</name>
    <message>
        <source>This folder is away: its drive is not connected. Its photos stay.</source>
        <translation>드라이브가 연결되어 있지 않은 폴더입니다. 사진 정보는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>{folder} (away)</source>
        <translation>{folder} (연결 안 됨)</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Add folders…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>PhotoClip watches these folders and never changes what lies in them.</source>
        <translation>PhotoClip은 이 폴더들을 보고 있으며 안에 든 것을 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외 항목</translation>
    </message>
    <message>
        <source>No folder is watched yet.</source>
        <translation>아직 보고 있는 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Choose folders</source>
        <translation>폴더 선택</translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Choose a photo to see what is known of it.</source>
        <translation>사진을 선택하면 정보가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Why it is here</source>
        <translation>여기 있는 이유</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>비슷한 사진</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>촬영</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>This photo has not been looked at yet.</source>
        <translation>아직 살펴보지 않은 사진입니다.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>렌즈</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>노출</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>복사본</translation>
    </message>
    <message>
        <source>{fact} (from the sidecar)</source>
        <translation>{fact} (사이드카에서)</translation>
    </message>
    <message>
        <source>File date</source>
        <translation>파일 날짜</translation>
    </message>
    <message>
        <source>Similar photo {name}</source>
        <translation>비슷한 사진 {name}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>KeysSettingsPage</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Choose an action, then press the keys that it is to have.</source>
        <translation>작업을 고른 다음 새 단축키를 누르세요.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>작업과 단축키</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>새 단축키</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>단축키 없음</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>원래대로</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>모두 원래대로</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>{key} cannot be used: it means {names}.</source>
        <translation>{key}에는 이미 {names} 기능이 있어 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>{key} means {names} already. “Use” takes it from there.</source>
        <translation>{key}에는 이미 {names} 기능이 있습니다. “사용”을 누르면 이 작업으로 옮깁니다.</translation>
    </message>
</context>
<context>
    <name>LabelField</name>
    <message>
        <source>Add a label</source>
        <translation>라벨 추가</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>라벨</translation>
    </message>
    <message>
        <source>Remove “{label}”</source>
        <translation>“{label}” 빼기</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>Photos</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>English</source>
        <translation>영어</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>한국어</translation>
    </message>
</context>
<context>
    <name>LabelNames</name>
    <message>
        <source>Other names of the label</source>
        <translation>라벨의 다른 이름</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>The window speaks the new language once it is opened again.</source>
        <translation>창을 다시 열면 새 언어로 표시됩니다.</translation>
    </message>
    <message>
        <source>Open again now</source>
        <translation>지금 다시 열기</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>A label of the group “{group}” has no name.</source>
        <translation>“{group}” 그룹에 이름이 없는 라벨이 있습니다.</translation>
    </message>
    <message>
        <source>A search has at most {most} characters.</source>
        <translation>검색어는 {most}자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>A sidecar beside this photo belongs to another picture.</source>
        <translation>이 사진 옆의 사이드카는 다른 사진의 것입니다.</translation>
    </message>
    <message>
        <source>A smart album needs a query, and nothing else.</source>
        <translation>스마트 앨범에는 검색어만 있으면 됩니다.</translation>
    </message>
    <message>
        <source>A vector has {shape} dimensions instead of {dim}.</source>
        <translation>벡터의 차원이 {dim}이 아니라 {shape}입니다.</translation>
    </message>
    <message>
        <source>A weight lies between {min_weight:g} and {max_weight:g}.</source>
        <translation>무게는 {min_weight:g}에서 {max_weight:g} 사이입니다.</translation>
    </message>
    <message>
        <source>Add a line “folder,label text” for each folder.</source>
        <translation>폴더마다 “폴더,라벨 글” 한 줄을 추가하세요.</translation>
    </message>
    <message>
        <source>Add the folder that it lies in: {parent}</source>
        <translation>파일이 든 폴더를 추가하세요: {parent}</translation>
    </message>
    <message>
        <source>Albums can lie {most} deep in one another, not deeper.</source>
        <translation>앨범은 {most}단계까지만 겹쳐 넣을 수 있습니다.</translation>
    </message>
    <message>
        <source>Albums of words, of labels and learned ones do.</source>
        <translation>낱말, 라벨, 배운 앨범에서만 됩니다.</translation>
    </message>
    <message>
        <source>An album follows either a query or words and labels.</source>
        <translation>앨범은 검색어를 따르거나 낱말과 라벨을 따릅니다.</translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation>앨범에는 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>Another file named {name} has taken its place.</source>
        <translation>그 자리에 {name}(이)라는 다른 파일이 있습니다.</translation>
    </message>
    <message>
        <source>Another program has just written {path}.</source>
        <translation>다른 프로그램이 방금 {path}을(를) 썼습니다.</translation>
    </message>
    <message>
        <source>Another program is writing to the catalog {path}.</source>
        <translation>다른 프로그램이 카탈로그 {path}에 쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Change its permissions, or remove it.</source>
        <translation>권한을 바꾸거나 라이브러리에서 빼세요.</translation>
    </message>
    <message>
        <source>Change the rights of the file, of its folder, or of a write-protected drive.</source>
        <translation>파일이나 폴더의 권한, 또는 쓰기 금지된 드라이브를 바꾸세요.</translation>
    </message>
    <message>
        <source>Check how it is spelled.</source>
        <translation>철자를 확인하세요.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>이름을 확인하세요.</translation>
    </message>
    <message>
        <source>Check that its drive is connected and healthy.</source>
        <translation>드라이브가 연결되어 있고 정상인지 확인하세요.</translation>
    </message>
    <message>
        <source>Check that its drive is connected and that you may read it.</source>
        <translation>드라이브가 연결되어 있고 읽기 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Check that its drive is connected; it is tried again at the next indexing.</source>
        <translation>드라이브가 연결되어 있는지 확인하세요. 다음 색인 때 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Check that you may write there; nothing was changed.</source>
        <translation>그곳에 쓸 권한이 있는지 확인하세요. 아무것도 바뀌지 않았습니다.</translation>
    </message>
    <message>
        <source>Check the drive that it lies on.</source>
        <translation>파일이 있는 드라이브를 확인하세요.</translation>
    </message>
    <message>
        <source>Check the drive that it lies on; it is tried again by itself.</source>
        <translation>파일이 있는 드라이브를 확인하세요. 저절로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>파일의 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Check the permissions of its folder, or choose another with --library.</source>
        <translation>폴더의 권한을 확인하거나 --library로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose a file that “albums export” wrote; nothing was changed.</source>
        <translation>“albums export”로 만든 파일을 고르세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>파일을 선택하십시오.</translation>
    </message>
    <message>
        <source>Choose a folder that is there and that you may write to; no folder was made.</source>
        <translation>실제로 있고 쓸 수 있는 폴더를 고르세요. 폴더는 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose a folder with open_clip_config.json and open_clip_model.safetensors.</source>
        <translation>open_clip_config.json과 open_clip_model.safetensors가 있는 폴더를 선택하십시오.</translation>
    </message>
    <message>
        <source>Choose a folder with your own photos.</source>
        <translation>내 사진이 든 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose a place that you may write to.</source>
        <translation>쓰기 권한이 있는 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Choose a shorter one.</source>
        <translation>더 짧은 것을 고르세요.</translation>
    </message>
    <message>
        <source>Choose an album further up.</source>
        <translation>더 위에 있는 앨범을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose an album outside of it.</source>
        <translation>그 밖에 있는 앨범을 고르세요.</translation>
    </message>
    <message>
        <source>Choose an order for it, or put its photos in an album of your own.</source>
        <translation>정렬 순서를 고르거나, 사진을 직접 만든 앨범에 넣으세요.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another folder for the library; the file was left as it is.</source>
        <translation>라이브러리로 다른 폴더를 고르세요. 파일은 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Choose another folder, or give your user account the right to write there.</source>
        <translation>다른 폴더를 고르거나, 이 계정에 쓰기 권한을 주세요.</translation>
    </message>
    <message>
        <source>Choose another model, or get this one again from its makers.</source>
        <translation>다른 모델을 선택하거나, 제작자에게서 이 모델을 다시 받으십시오.</translation>
    </message>
    <message>
        <source>Choose another name, or merge the two.</source>
        <translation>다른 이름을 고르거나 둘을 합치세요.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another name; nothing was overwritten.</source>
        <translation>다른 이름을 고르세요. 아무것도 덮어쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>다른 것을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another picture.</source>
        <translation>다른 사진을 선택하세요.</translation>
    </message>
    <message>
        <source>Choose another place with --library.</source>
        <translation>--library로 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <source>Choose another sign.</source>
        <translation>다른 기호를 고르세요.</translation>
    </message>
    <message>
        <source>Close it there, or wait until it is done; searching works meanwhile.</source>
        <translation>그쪽을 닫거나 끝날 때까지 기다리세요. 그동안에도 검색은 됩니다.</translation>
    </message>
    <message>
        <source>Close it, or put the words in quotation marks.</source>
        <translation>괄호를 닫거나 낱말을 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>Close other programs; it is tried again by itself.</source>
        <translation>다른 프로그램을 닫아 주세요. 저절로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Complete it, or put it in quotation marks to search for the word.</source>
        <translation>끝까지 쓰거나, 그 낱말을 찾으려면 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>Connect the drive that they lie on, or index their folder anew.</source>
        <translation>사진이 있는 드라이브를 연결하거나 그 폴더를 다시 색인하세요.</translation>
    </message>
    <message>
        <source>Connect the drive; if you emptied the folder yourself, remove it from PhotoClip.</source>
        <translation>드라이브를 연결하세요. 폴더를 직접 비웠다면 PhotoClip에서 빼세요.</translation>
    </message>
    <message>
        <source>Copy it again from a backup if you can.</source>
        <translation>가능하면 백업에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>Copy it again from its source.</source>
        <translation>원본에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>Copy it again from the camera or from a backup.</source>
        <translation>카메라나 백업에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>Copy or download them again.</source>
        <translation>다시 복사하거나 내려받으세요.</translation>
    </message>
    <message>
        <source>Did you mean {names}?</source>
        <translation>혹시 {names}인가요?</translation>
    </message>
    <message>
        <source>Did you mean “{field}:”? Put it in quotation marks to search for the words.</source>
        <translation>“{field}:”를 뜻했나요? 낱말을 찾으려면 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>Did you mean “{guess}”?</source>
        <translation>“{guess}”를 뜻했나요?</translation>
    </message>
    <message>
        <source>Did you mean “{name}:{guess}”?</source>
        <translation>“{name}:{guess}”를 뜻했나요?</translation>
    </message>
    <message>
        <source>Export it at its original size, in its own format, with everything kept.</source>
        <translation>원래 크기와 형식으로, 모든 정보를 그대로 두고 내보내세요.</translation>
    </message>
    <message>
        <source>For example sunset^0.5; a minus before a word shuts it out: -sunset.</source>
        <translation>예: sunset^0.5. 단어 앞에 빼기표를 붙이면 그 단어를 뺍니다: -sunset.</translation>
    </message>
    <message>
        <source>For example {example}</source>
        <translation>예: {example}</translation>
    </message>
    <message>
        <source>For example: photoclip search &quot;a dog on a sofa&quot;</source>
        <translation>예: photoclip search &quot;소파 위의 강아지&quot;</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>공간을 비우고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Free some space; no folder was made.</source>
        <translation>공간을 비우세요. 폴더는 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>Get PhotoClip&apos;s source and run “photoclip bench” there.</source>
        <translation>PhotoClip 소스를 받아 그곳에서 “photoclip bench”를 실행하세요.</translation>
    </message>
    <message>
        <source>Get them as {weight_files}, or have their makers convert them.</source>
        <translation>{weight_files} 형식으로 받거나, 제작자에게 변환을 요청하십시오.</translation>
    </message>
    <message>
        <source>Give a CSV file with the columns “file” and “caption”.</source>
        <translation>“file”과 “caption” 열이 있는 CSV 파일을 주세요.</translation>
    </message>
    <message>
        <source>Give a folder with one directory a label.</source>
        <translation>라벨마다 폴더가 하나씩 있는 폴더를 주세요.</translation>
    </message>
    <message>
        <source>Give a picture&apos;s path after like:, or drop a photo on the search.</source>
        <translation>like: 뒤에 사진 경로를 쓰거나, 사진을 검색창에 놓으세요.</translation>
    </message>
    <message>
        <source>Give each label a name of its own.</source>
        <translation>라벨마다 다른 이름을 주세요.</translation>
    </message>
    <message>
        <source>Give it an English name.</source>
        <translation>영어 이름을 주세요.</translation>
    </message>
    <message>
        <source>Give the path of a folder.</source>
        <translation>폴더의 경로를 입력하세요.</translation>
    </message>
    <message>
        <source>Give your user account the right to read it, then index again.</source>
        <translation>사용자 계정에 읽기 권한을 준 뒤 다시 색인하세요.</translation>
    </message>
    <message>
        <source>Index a folder first: photoclip index.</source>
        <translation>먼저 폴더를 색인하세요: photoclip index.</translation>
    </message>
    <message>
        <source>Index a folder of photos first.</source>
        <translation>먼저 사진 폴더를 색인하세요.</translation>
    </message>
    <message>
        <source>Index its folder first.</source>
        <translation>먼저 그 폴더를 가져오세요.</translation>
    </message>
    <message>
        <source>Index its folder first: photoclip index.</source>
        <translation>먼저 그 폴더를 가져오세요: photoclip index.</translation>
    </message>
    <message>
        <source>Install PhotoClip again.</source>
        <translation>PhotoClip을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Install the model again.</source>
        <translation>모델을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Install them with: pip install “photoclip[torch]”</source>
        <translation>다음 명령으로 설치하세요: pip install “photoclip[torch]”</translation>
    </message>
    <message>
        <source>It is not clear to which picture the sidecar {name} belongs, so nothing was taken from it. Name it after the whole name of its picture, such as photo.jpg.xmp.</source>
        <translation>사이드카 {name}이(가) 어느 사진의 것인지 분명하지 않아 아무것도 가져오지 않았습니다. photo.jpg.xmp처럼 사진의 전체 이름을 따서 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>It is still in the system&apos;s trash.</source>
        <translation>아직 시스템 휴지통에 있습니다.</translation>
    </message>
    <message>
        <source>It is tried again at the next indexing, once it is complete.</source>
        <translation>파일이 다 쓰이면 다음 색인 때 다시 시도합니다.</translation>
    </message>
    <message>
        <source>It may have been renamed or deleted.</source>
        <translation>이름이 바뀌었거나 삭제되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>It was left as it is. Mend or remove it, or write it anew with the program that made it.</source>
        <translation>파일은 그대로 두었습니다. 고치거나 지우거나, 만든 프로그램에서 다시 쓰세요.</translation>
    </message>
    <message>
        <source>It was left as it is; look whether it is a sidecar at all.</source>
        <translation>파일은 그대로 두었습니다. 사이드카가 맞는지 확인하세요.</translation>
    </message>
    <message>
        <source>It was left as it is; try again.</source>
        <translation>파일은 그대로 두었습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>It was left at its version; restore a backup and try again.</source>
        <translation>이전 버전 그대로 두었습니다. 백업을 복원하고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>It was moved or deleted elsewhere.</source>
        <translation>다른 곳에서 옮겨졌거나 삭제되었습니다.</translation>
    </message>
    <message>
        <source>Its files are damaged or do not belong together; install it again.</source>
        <translation>파일이 손상되었거나 서로 맞지 않습니다. 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Its main names can be changed instead.</source>
        <translation>대표 이름은 빼는 대신 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Its photos are covered; there is nothing to add.</source>
        <translation>그 안의 사진은 이미 포함되어 있으니 추가할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Its photos stay known. Connect the drive, or remove the folder from PhotoClip.</source>
        <translation>사진 정보는 유지됩니다. 드라이브를 연결하거나 폴더를 PhotoClip에서 빼세요.</translation>
    </message>
    <message>
        <source>Its tokenizer mode {text_cfg!r} is not supported.</source>
        <translation>토크나이저 방식 {text_cfg!r}은(는) 지원하지 않습니다.</translation>
    </message>
    <message>
        <source>Leave one of them out.</source>
        <translation>둘 중 하나를 빼세요.</translation>
    </message>
    <message>
        <source>Leave some of them away.</source>
        <translation>몇 개를 빼세요.</translation>
    </message>
    <message>
        <source>Leave some out.</source>
        <translation>몇 개를 빼세요.</translation>
    </message>
    <message>
        <source>Leave the rule out, or make an album that fills itself.</source>
        <translation>규칙을 빼거나, 스스로 채워지는 앨범을 만드세요.</translation>
    </message>
    <message>
        <source>Look whether it is what you meant.</source>
        <translation>의도한 파일이 맞는지 확인하십시오.</translation>
    </message>
    <message>
        <source>Make an album from words or labels, and teach that one.</source>
        <translation>낱말이나 라벨로 앨범을 만들어 그것을 가르치세요.</translation>
    </message>
    <message>
        <source>Make its folder writable, or open the library for reading only.</source>
        <translation>폴더에 쓸 수 있게 하거나 라이브러리를 읽기 전용으로 여세요.</translation>
    </message>
    <message>
        <source>Make room or choose another folder; the copies made so far are complete.</source>
        <translation>공간을 비우거나 다른 폴더를 고르세요. 지금까지 만든 복사본은 온전합니다.</translation>
    </message>
    <message>
        <source>Make some room there.</source>
        <translation>그곳에 공간을 비우세요.</translation>
    </message>
    <message>
        <source>Mend or remove the file.</source>
        <translation>파일을 고치거나 지우세요.</translation>
    </message>
    <message>
        <source>Mend the file, or remove it to go back to the labels that come with PhotoClip.</source>
        <translation>파일을 고치거나, 지워서 PhotoClip의 기본 라벨로 돌아가세요.</translation>
    </message>
    <message>
        <source>Mend the query in the file and import it again; nothing was changed.</source>
        <translation>파일에서 검색어를 고친 뒤 다시 가져오세요. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>More than {max_depth} brackets within each other are not understood.</source>
        <translation>괄호는 {max_depth}겹까지만 이해합니다.</translation>
    </message>
    <message>
        <source>Move it away, or leave it.</source>
        <translation>다른 곳으로 옮기거나 그대로 두세요.</translation>
    </message>
    <message>
        <source>Move it elsewhere, or choose another folder for the library.</source>
        <translation>다른 곳으로 옮기거나 라이브러리를 둘 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Move it out of the photo folder or exclude it.</source>
        <translation>사진 폴더 밖으로 옮기거나 제외하세요.</translation>
    </message>
    <message>
        <source>Move that file elsewhere and index your folders again; your photos are untouched.</source>
        <translation>그 파일을 다른 곳으로 옮기고 폴더를 다시 색인하세요. 사진은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>Name the one that takes the others last.</source>
        <translation>나머지를 받을 앨범을 마지막에 적으세요.</translation>
    </message>
    <message>
        <source>Names in the column “file” are relative to the pictures or to the CSV file.</source>
        <translation>“file” 열의 이름은 사진 폴더나 CSV 파일을 기준으로 합니다.</translation>
    </message>
    <message>
        <source>No folder was made.</source>
        <translation>폴더는 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>No library can be made in {place}: {strerror}.</source>
        <translation>{place}에 라이브러리를 만들 수 없습니다: {strerror}.</translation>
    </message>
    <message>
        <source>No photo fits.</source>
        <translation>맞는 사진이 없습니다.</translation>
    </message>
    <message>
        <source>No photo of “{name}” can be read now, so no folder was made.</source>
        <translation>“{name}”의 사진을 지금 하나도 읽을 수 없어 폴더를 만들지 않았습니다.</translation>
    </message>
    <message>
        <source>No place named “{place}” is known.</source>
        <translation>“{place}”라는 곳을 모릅니다.</translation>
    </message>
    <message>
        <source>No room is left on the disk of {folder}.</source>
        <translation>{folder} 폴더가 있는 디스크에 남은 공간이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing can be written in {directory}.</source>
        <translation>{directory}에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing in your library matches; the closest are below.</source>
        <translation>라이브러리에 일치하는 사진이 없습니다. 가장 가까운 사진은 아래와 같습니다.</translation>
    </message>
    <message>
        <source>Nothing of this kind is offered: {kind}.</source>
        <translation>이런 제안은 없습니다: {kind}.</translation>
    </message>
    <message>
        <source>Nothing was lost: free some space and try again.</source>
        <translation>잃은 것은 없습니다. 공간을 비우고 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Nothing was lost: free some space; they are tried again.</source>
        <translation>잃은 것은 없습니다. 공간을 비우면 다시 시도합니다.</translation>
    </message>
    <message>
        <source>One of several copies of the former picture was replaced by this one.</source>
        <translation>이전 사진의 여러 사본 중 하나가 이 사진으로 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Only albums that you fill by hand can be.</source>
        <translation>직접 채우는 앨범만 가능합니다.</translation>
    </message>
    <message>
        <source>Only one album is named.</source>
        <translation>앨범을 하나만 적었습니다.</translation>
    </message>
    <message>
        <source>Open it from your file manager.</source>
        <translation>파일 관리자에서 여세요.</translation>
    </message>
    <message>
        <source>Open it in another program and save it anew, or restore it from a backup.</source>
        <translation>다른 프로그램에서 열어 새로 저장하거나 백업에서 복원하세요.</translation>
    </message>
    <message>
        <source>Open it once where it can be written.</source>
        <translation>쓸 수 있는 곳에서 한 번 여세요.</translation>
    </message>
    <message>
        <source>Open it without “read only”.</source>
        <translation>“읽기 전용” 없이 여세요.</translation>
    </message>
    <message>
        <source>PhotoClip is closing; the request came too late.</source>
        <translation>PhotoClip이 닫히는 중이라 요청을 처리하지 못했습니다.</translation>
    </message>
    <message>
        <source>PhotoClip needs 3.37 or newer.</source>
        <translation>PhotoClip에는 3.37 이상이 필요합니다.</translation>
    </message>
    <message>
        <source>Put the files of huggingface.co/{repository} into {cache}.</source>
        <translation>huggingface.co/{repository}의 파일을 {cache}에 넣으세요.</translation>
    </message>
    <message>
        <source>Put the pictures of each label in a folder of its name.</source>
        <translation>라벨마다 그 이름의 폴더에 사진을 넣으세요.</translation>
    </message>
    <message>
        <source>Put their pictures together, or tell them apart with --labels.</source>
        <translation>두 폴더의 사진을 합치거나 --labels로 구분해 주세요.</translation>
    </message>
    <message>
        <source>Put {weight_files} into its folder, or install it again.</source>
        <translation>{weight_files} 파일을 폴더에 넣거나 다시 설치하세요.</translation>
    </message>
    <message>
        <source>Reading this file makes the picture decoder crash.</source>
        <translation>이 파일을 읽으면 사진 해독기가 멈춥니다.</translation>
    </message>
    <message>
        <source>Remove one of the two lines.</source>
        <translation>두 줄 가운데 하나를 지우세요.</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>둘 가운데 하나를 지우세요.</translation>
    </message>
    <message>
        <source>Remove the model&apos;s vectors from the library, or use the model they came from.</source>
        <translation>라이브러리에서 이 모델의 벡터를 지우거나 벡터를 만든 모델을 쓰세요.</translation>
    </message>
    <message>
        <source>Rename it to what it is, or exclude it.</source>
        <translation>실제 형식에 맞게 이름을 바꾸거나 제외하세요.</translation>
    </message>
    <message>
        <source>Rename the file.</source>
        <translation>파일 이름을 바꾸세요.</translation>
    </message>
    <message>
        <source>Restore a backup, or choose another folder for the library.</source>
        <translation>백업을 복원하거나 라이브러리로 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Restore a backup, or remove the model&apos;s vectors and index again.</source>
        <translation>백업을 복원하거나 모델의 벡터를 지우고 다시 색인하세요.</translation>
    </message>
    <message>
        <source>Run “photoclip doctor” to see why.</source>
        <translation>“photoclip doctor”를 실행해 이유를 확인하세요.</translation>
    </message>
    <message>
        <source>Run “photoclip doctor” to see why; what is done so far is kept.</source>
        <translation>“photoclip doctor”를 실행해 이유를 확인하세요. 지금까지 한 작업은 유지됩니다.</translation>
    </message>
    <message>
        <source>Run “photoclip doctor”, or choose another model.</source>
        <translation>“photoclip doctor”를 실행하거나 다른 모델을 고르세요.</translation>
    </message>
    <message>
        <source>SQLite {sqlite_version} is too old.</source>
        <translation>SQLite {sqlite_version}은(는) 너무 오래되었습니다.</translation>
    </message>
    <message>
        <source>Save a smaller copy, or exclude it.</source>
        <translation>더 작은 사본을 저장하거나 제외하세요.</translation>
    </message>
    <message>
        <source>Save it as a file and drop that.</source>
        <translation>파일로 저장한 뒤 끌어 놓으십시오.</translation>
    </message>
    <message>
        <source>Say --english or --korean.</source>
        <translation>--english 또는 --korean을 적으세요.</translation>
    </message>
    <message>
        <source>Say an English or a Korean one.</source>
        <translation>영어나 한국어 이름을 쓰세요.</translation>
    </message>
    <message>
        <source>Say it in English, or choose a model of many languages.</source>
        <translation>영어로 적거나, 여러 언어를 아는 모델을 선택하세요.</translation>
    </message>
    <message>
        <source>Say what to look for: either words or --like with a picture, not both.</source>
        <translation>무엇을 찾을지 적으세요. 낱말이나 --like 그림 중 하나만 씁니다.</translation>
    </message>
    <message>
        <source>Say which offers are meant: their numbers, or --all.</source>
        <translation>어느 제안인지 적으세요. 번호나 --all을 씁니다.</translation>
    </message>
    <message>
        <source>Say which: {paths}.</source>
        <translation>어느 것인지 적으세요: {paths}.</translation>
    </message>
    <message>
        <source>Searches cannot count well, so “{words}” may be any number.</source>
        <translation>검색은 수를 잘 세지 못합니다. “{words}”의 수는 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>Searches do not understand “{words}”; a minus does: {suggestion}</source>
        <translation>검색은 “{words}”을(를) 이해하지 못하지만 빼기 기호는 통합니다: {suggestion}</translation>
    </message>
    <message>
        <source>Searches hardly read text in photos, so “{words}” is a guess.</source>
        <translation>검색은 사진 속 글자를 거의 읽지 못합니다. “{words}”은(는) 짐작입니다.</translation>
    </message>
    <message>
        <source>Searches hardly tell fine kinds apart, such as “{words}”.</source>
        <translation>검색은 “{words}” 같은 종류를 잘 구별하지 못합니다.</translation>
    </message>
    <message>
        <source>Searches hardly tell fine kinds apart, such as “{words}”; broader: {suggestion}.</source>
        <translation>검색은 “{words}” 같은 종류를 잘 구별하지 못합니다. 더 넓게: {suggestion}.</translation>
    </message>
    <message>
        <source>Searches read only the beginning of so long a text.</source>
        <translation>이렇게 긴 글은 앞부분만 읽어 검색합니다.</translation>
    </message>
    <message>
        <source>Searches read only the first {count} words of so long a text.</source>
        <translation>이렇게 긴 글은 처음 {count}단어만 읽어 검색합니다.</translation>
    </message>
    <message>
        <source>See which there are with: photoclip marks offered.</source>
        <translation>무엇이 있는지 보려면: photoclip marks offered.</translation>
    </message>
    <message>
        <source>See “albums suggest”.</source>
        <translation>“albums suggest”를 보세요.</translation>
    </message>
    <message>
        <source>Several albums are called “{name}”.</source>
        <translation>“{name}”이라는 앨범이 여러 개입니다.</translation>
    </message>
    <message>
        <source>Share copies instead.</source>
        <translation>대신 복사본을 나누세요.</translation>
    </message>
    <message>
        <source>Sharing was stopped.</source>
        <translation>나누기를 멈췄습니다.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>줄이세요.</translation>
    </message>
    <message>
        <source>Start PhotoClip again: it puts the last good backup in place.</source>
        <translation>PhotoClip을 다시 시작하면 마지막 정상 백업으로 바꿉니다.</translation>
    </message>
    <message>
        <source>Starter (small, ready at once)</source>
        <translation>기본 모델(작고 바로 쓸 수 있음)</translation>
    </message>
    <message>
        <source>Take it away, or put the words in quotation marks.</source>
        <translation>빼거나, 낱말을 따옴표로 묶으세요.</translation>
    </message>
    <message>
        <source>Take some away.</source>
        <translation>몇 개를 빼세요.</translation>
    </message>
    <message>
        <source>Take “album:” out of one of the queries.</source>
        <translation>검색어 하나에서 “album:”을 빼세요.</translation>
    </message>
    <message>
        <source>The album “{name}” cannot be filled: {reason}</source>
        <translation>앨범 “{name}”을(를) 채울 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>The albums were written by a newer PhotoClip (version {version}, this one knows {known}).</source>
        <translation>더 새로운 PhotoClip에서 내보낸 앨범입니다(버전 {version}, 이 프로그램은 {known}까지 읽습니다).</translation>
    </message>
    <message>
        <source>The benchmarks are not part of this installation.</source>
        <translation>이 설치에는 벤치마크가 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The catalog was damaged in a part that could be made anew from the rest; nothing is lost. The damaged file is kept as {damaged}.</source>
        <translation>카탈로그에서 손상된 부분을 나머지로부터 다시 만들었습니다. 잃은 것은 없습니다. 손상된 파일은 {damaged}(으)로 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>The catalog was damaged, so the backup of {made} took its place; what came later is found again by the next scan. The damaged file is kept as {damaged}.</source>
        <translation>카탈로그가 손상되어 {made}의 백업으로 바꾸었습니다. 그 뒤의 내용은 다음 검사에서 다시 찾습니다. 손상된 파일은 {damaged}(으)로 남겨 두었습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} cannot be read ({strerror}).</source>
        <translation>카탈로그 {path}을(를) 읽을 수 없습니다({strerror}).</translation>
    </message>
    <message>
        <source>The catalog {path} cannot be read or written ({error}).</source>
        <translation>카탈로그 {path}을(를) 읽거나 쓸 수 없습니다({error}).</translation>
    </message>
    <message>
        <source>The catalog {path} cannot be read: it is a folder.</source>
        <translation>카탈로그 {path}을(를) 읽을 수 없습니다. 파일이 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>The catalog {path} could not be brought up to date.</source>
        <translation>카탈로그 {path}을(를) 새 버전으로 바꾸지 못했습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} holds a vector of the wrong length.</source>
        <translation>카탈로그 {path}에 길이가 맞지 않는 벡터가 있습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} is closed.</source>
        <translation>카탈로그 {path}이(가) 닫혀 있습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} is damaged ({complaints}).</source>
        <translation>카탈로그 {path}이(가) 손상되었습니다({complaints}).</translation>
    </message>
    <message>
        <source>The catalog {path} is damaged ({complaint}) and there is no backup of it.</source>
        <translation>카탈로그 {path}이(가) 손상되었고({complaint}) 백업이 없습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} is damaged.</source>
        <translation>카탈로그 {path}이(가) 손상되었습니다.</translation>
    </message>
    <message>
        <source>The catalog {path} lies where nothing can be written.</source>
        <translation>카탈로그 {path}이(가) 쓸 수 없는 곳에 있습니다.</translation>
    </message>
    <message>
        <source>The change could not be finished, so all of it was undone.</source>
        <translation>변경을 끝내지 못해 모두 되돌렸습니다.</translation>
    </message>
    <message>
        <source>The copy could not be made: {error}.</source>
        <translation>복사본을 만들 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The cut-off is a probability between 0 and 1, not {value}.</source>
        <translation>기준은 0에서 1 사이의 확률이어야 하며 {value}은(는) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The disk is full, so some photos could not be taken in.</source>
        <translation>디스크가 가득 차서 일부 사진을 가져오지 못했습니다.</translation>
    </message>
    <message>
        <source>The disk is full, so the library can only be looked at. Make room and start PhotoClip again.</source>
        <translation>디스크가 가득 차서 라이브러리를 보기만 할 수 있습니다. 공간을 비우고 PhotoClip을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>The disk is full, so {path} could not be written.</source>
        <translation>디스크가 가득 차서 {path}을(를) 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The disk that holds the catalog {path} is full.</source>
        <translation>카탈로그 {path}이(가) 있는 디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>The disk that holds {directory} is full.</source>
        <translation>{directory}이(가) 있는 디스크가 가득 찼습니다.</translation>
    </message>
    <message>
        <source>The drive of {name} has no trash that you may use.</source>
        <translation>{name} 파일이 있는 드라이브에는 사용할 수 있는 휴지통이 없습니다.</translation>
    </message>
    <message>
        <source>The exported model in {folder} is damaged.</source>
        <translation>{folder}에 내보낸 모델이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The exported model {path} cannot be loaded: {error}.</source>
        <translation>내보낸 모델 {path}을(를) 불러올 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The file cannot be read now ({reason}).</source>
        <translation>지금은 파일을 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The file changed while it was being read.</source>
        <translation>읽는 동안 파일이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The file could not be read ({reason}).</source>
        <translation>파일을 읽지 못했습니다({reason}).</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>빈 파일입니다.</translation>
    </message>
    <message>
        <source>The file is no longer there.</source>
        <translation>파일이 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>The file is not a picture, or of a kind that cannot be shown.</source>
        <translation>사진이 아니거나 표시할 수 없는 형식의 파일입니다.</translation>
    </message>
    <message>
        <source>The file stays.</source>
        <translation>파일은 그대로 있습니다.</translation>
    </message>
    <message>
        <source>The file stays; delete it in the file manager if you are sure.</source>
        <translation>파일은 그대로 있습니다. 확실하면 파일 관리자에서 지우세요.</translation>
    </message>
    <message>
        <source>The file there is not known to hold this photo any more.</source>
        <translation>그 파일에 이 사진이 아직 들어 있는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The files of {title} are damaged or do not belong together.</source>
        <translation>{title}의 파일이 손상되었거나 서로 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The files that come with PhotoClip (its model and sample photos) are missing.</source>
        <translation>PhotoClip에 딸린 파일(모델과 예제 사진)이 없습니다.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({reason}).</source>
        <translation>{folder} 폴더에 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The folder {folder} is away, so its photos stay in the library.</source>
        <translation>{folder} 폴더에 접근할 수 없어 그 안의 사진은 라이브러리에 남습니다.</translation>
    </message>
    <message>
        <source>The folder {folder} is away. Connect its drive and export again.</source>
        <translation>{folder} 폴더에 접근할 수 없습니다. 드라이브를 연결하고 다시 내보내세요.</translation>
    </message>
    <message>
        <source>The folder {path} belongs to PhotoClip itself.</source>
        <translation>{path} 폴더는 PhotoClip이 쓰는 폴더입니다.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read: {strerror}.</source>
        <translation>{path} 폴더를 읽을 수 없습니다: {strerror}.</translation>
    </message>
    <message>
        <source>The folder {path} does not exist.</source>
        <translation>{path} 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>The folder {path} is watched already.</source>
        <translation>{path} 폴더는 이미 라이브러리에 있습니다.</translation>
    </message>
    <message>
        <source>The folder {path} lies inside {watched}, which is watched already.</source>
        <translation>{path} 폴더는 이미 라이브러리에 있는 {watched} 안에 있습니다.</translation>
    </message>
    <message>
        <source>The folder {place} is not watched.</source>
        <translation>{place} 폴더는 라이브러리에 없습니다.</translation>
    </message>
    <message>
        <source>The folder {root} is offline: it is there, but empty, as when its drive is away.</source>
        <translation>{root} 폴더가 연결되어 있지 않습니다. 폴더는 있지만 드라이브가 빠진 것처럼 비어 있습니다.</translation>
    </message>
    <message>
        <source>The folder {root} is offline: its drive is not connected, or it was moved.</source>
        <translation>{root} 폴더가 연결되어 있지 않습니다. 드라이브가 빠졌거나 폴더가 옮겨졌습니다.</translation>
    </message>
    <message>
        <source>The folder {root} may not be read.</source>
        <translation>{root} 폴더를 읽을 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The helper process that reads photos died several times on this request.</source>
        <translation>사진을 읽는 보조 프로그램이 이 요청에서 여러 번 종료되었습니다.</translation>
    </message>
    <message>
        <source>The helper process that reads photos ended before its model was loaded.</source>
        <translation>사진을 읽는 보조 프로그램이 모델을 불러오기 전에 종료되었습니다.</translation>
    </message>
    <message>
        <source>The helper process that reads photos keeps ending by itself.</source>
        <translation>사진을 읽는 보조 프로그램이 계속 저절로 종료됩니다.</translation>
    </message>
    <message>
        <source>The input is too large to be a list of albums.</source>
        <translation>앨범 목록이라기에는 입력이 너무 큽니다.</translation>
    </message>
    <message>
        <source>The label set has {count:,} labels, more than {most:,}.</source>
        <translation>라벨이 {count:,}개로, 최대 {most:,}개를 넘습니다.</translation>
    </message>
    <message>
        <source>The label set {path} cannot be read: {error}.</source>
        <translation>라벨 파일 {path}을(를) 읽을 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The label set {path} cannot be written: {reason}.</source>
        <translation>라벨 파일 {path}을(를) 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The label set {source} has an entry of a wrong form, number {number} of “{name}”: {error}.</source>
        <translation>라벨 모음 {source}에 형식이 잘못된 항목이 있습니다. “{name}”의 {number}번째: {error}.</translation>
    </message>
    <message>
        <source>The label set {source} has the id “{id}” twice in “{name}”: numbers {first} and {second}.</source>
        <translation>라벨 모음 {source}의 “{name}”에 id “{id}”이(가) 두 번 있습니다: {first}번째와 {second}번째.</translation>
    </message>
    <message>
        <source>The label set {source} is no JSON object.</source>
        <translation>라벨 파일 {source}이(가) JSON 객체가 아닙니다.</translation>
    </message>
    <message>
        <source>The label set {source} is not valid JSON: {error}.</source>
        <translation>라벨 파일 {source}이(가) 올바른 JSON이 아닙니다: {error}.</translation>
    </message>
    <message>
        <source>The label set {source}, line {lines}: {reason}</source>
        <translation>라벨 모음 {source}, {lines}행: {reason}</translation>
    </message>
    <message>
        <source>The label set {source}: {reason}</source>
        <translation>라벨 모음 {source}: {reason}</translation>
    </message>
    <message>
        <source>The label “{label}” has a name that is longer than {most} characters or holds control characters.</source>
        <translation>“{label}” 라벨의 이름이 {most}자보다 길거나 제어 문자를 포함합니다.</translation>
    </message>
    <message>
        <source>The label “{label}” is in the group “{group}”, which does not exist.</source>
        <translation>“{label}” 라벨이 속한 “{group}” 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>The labels “{label}” and “{other}” have the same name “{name}”.</source>
        <translation>“{label}” 라벨과 “{other}” 라벨의 이름이 “{name}”(으)로 같습니다.</translation>
    </message>
    <message>
        <source>The library cannot be written: {reason}.</source>
        <translation>라이브러리에 쓸 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The library has no model with the number {model_id}.</source>
        <translation>라이브러리에 {model_id}번 모델이 없습니다.</translation>
    </message>
    <message>
        <source>The library holds vectors of {dim} dimensions for the model {key}, but it gives {new_dim}.</source>
        <translation>라이브러리에 있는 {key} 모델의 벡터는 {dim}차원인데 모델은 {new_dim}차원을 냅니다.</translation>
    </message>
    <message>
        <source>The library knows no model with the number {model_id}.</source>
        <translation>라이브러리에 {model_id}번 모델이 없습니다.</translation>
    </message>
    <message>
        <source>The library was last used by a newer PhotoClip (catalog version {version}, this one knows {newest_version}).</source>
        <translation>이 라이브러리는 더 새로운 PhotoClip에서 사용했습니다(카탈로그 버전 {version}, 이 프로그램은 {newest_version}까지).</translation>
    </message>
    <message>
        <source>The library was last used by an older PhotoClip and has to be brought up to date.</source>
        <translation>이 라이브러리는 이전 PhotoClip에서 사용했으므로 새 버전으로 바꿔야 합니다.</translation>
    </message>
    <message>
        <source>The model failed on this query: {error}.</source>
        <translation>모델이 이 검색을 처리하지 못했습니다: {error}.</translation>
    </message>
    <message>
        <source>The model is not loaded: {reason}.</source>
        <translation>모델을 불러오지 않았습니다: {reason}.</translation>
    </message>
    <message>
        <source>The model “starter” reads Korean, and models of many languages do.</source>
        <translation>“starter” 모델과 여러 언어를 아는 모델은 한국어를 읽습니다.</translation>
    </message>
    <message>
        <source>The model “{model}” could not be loaded: {error}.</source>
        <translation>“{model}” 모델을 불러오지 못했습니다: {error}.</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer cannot be read: {error}.</source>
        <translation>모델의 토크나이저를 읽을 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The model&apos;s weights are damaged: they give no numbers.</source>
        <translation>모델의 가중치가 손상되어 값을 내지 못합니다.</translation>
    </message>
    <message>
        <source>The name has characters that cannot be shown.</source>
        <translation>이름에 표시할 수 없는 글자가 있습니다.</translation>
    </message>
    <message>
        <source>The name has {count} characters, but {most} is the most.</source>
        <translation>이름이 {count}자입니다. 최대 {most}자입니다.</translation>
    </message>
    <message>
        <source>The name of an album cannot contain “/”, which stands between nested albums.</source>
        <translation>앨범 이름에는 겹친 앨범을 나누는 “/”를 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The names are those of open_clip.list_models().</source>
        <translation>이름은 open_clip.list_models()에 있는 것을 씁니다.</translation>
    </message>
    <message>
        <source>The number of results must be at least 1.</source>
        <translation>결과 수는 1 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>The pasted picture cannot be kept: {reason}.</source>
        <translation>붙여넣은 그림을 보관할 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>The path cannot be used ({error}).</source>
        <translation>쓸 수 없는 경로입니다({error}).</translation>
    </message>
    <message>
        <source>The photo cannot be opened: {program} is not there ({error}).</source>
        <translation>사진을 열 수 없습니다. {program} 프로그램이 없습니다({error}).</translation>
    </message>
    <message>
        <source>The photo left the library before it could be copied.</source>
        <translation>복사하기 전에 사진이 라이브러리에서 없어졌습니다.</translation>
    </message>
    <message>
        <source>The photo stays in the trash; the file manager can restore it elsewhere.</source>
        <translation>사진은 휴지통에 남습니다. 파일 관리자에서 다른 곳으로 되살릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The picture asks for more memory than one may take to open.</source>
        <translation>이 사진을 여는 데 필요한 메모리가 한도를 넘습니다.</translation>
    </message>
    <message>
        <source>The picture is cut short: its end is missing.</source>
        <translation>사진이 중간에서 끊겨 끝부분이 없습니다.</translation>
    </message>
    <message>
        <source>The picture is damaged or of an unusual kind ({error}).</source>
        <translation>사진이 손상되었거나 특이한 형식입니다({error}).</translation>
    </message>
    <message>
        <source>The picture is too large to open safely ({width} x {height} pixels, the limit is {max_pixels:.0f} megapixels).</source>
        <translation>사진이 너무 커서 안전하게 열 수 없습니다({width} x {height} 픽셀, 한도는 {max_pixels:.0f}메가픽셀).</translation>
    </message>
    <message>
        <source>The picture moves, so it can only be copied as it is.</source>
        <translation>움직이는 그림이라 그대로만 복사할 수 있습니다.</translation>
    </message>
    <message>
        <source>The picture needs {needed:.1f} GB of memory to open ({width} x {height} pixels, {kind}), and the limit is {limit:.1f} GB.</source>
        <translation>이 사진을 열려면 메모리가 {needed:.1f} GB 필요하지만({width} x {height} 픽셀, {kind}) 한도는 {limit:.1f} GB입니다.</translation>
    </message>
    <message>
        <source>The picture there is not the one that PhotoClip knows, so it was left alone. It is looked at again; then try once more.</source>
        <translation>그곳의 사진이 PhotoClip이 아는 사진과 달라 그대로 두었습니다. 다시 살펴본 뒤에 한 번 더 해 보세요.</translation>
    </message>
    <message>
        <source>The prompt templates {name!r} cannot be read: {error}.</source>
        <translation>프롬프트 틀 {name!r}을(를) 읽을 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The prompt templates {name!r} must each contain {placeholder}.</source>
        <translation>프롬프트 틀 {name!r}의 각 줄에는 {placeholder}이(가) 있어야 합니다.</translation>
    </message>
    <message>
        <source>The query has {count} characters, but {most} is the most.</source>
        <translation>검색어가 {count}자입니다. 최대 {most}자입니다.</translation>
    </message>
    <message>
        <source>The query of the album “{name}” is not understood at “{place}”: {reason}</source>
        <translation>앨범 “{name}”의 검색어를 “{place}”에서 이해하지 못했습니다: {reason}</translation>
    </message>
    <message>
        <source>The query of “{name}” leads back to itself.</source>
        <translation>“{name}” 앨범의 검색이 자기 자신으로 되돌아옵니다.</translation>
    </message>
    <message>
        <source>The sidecar {name} belongs to another picture than the one beside it, so it is neither read nor written. What it says is offered under “Offered marks”.</source>
        <translation>사이드카 {name}은(는) 옆에 있는 사진이 아니라 다른 사진의 것이므로 읽지도 쓰지도 않습니다. 그 내용은 “제안된 표시”에서 제안합니다.</translation>
    </message>
    <message>
        <source>The sidecar {path} cannot be read ({reason}).</source>
        <translation>사이드카 {path}을(를) 읽을 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The sidecar {path} cannot be written ({reason}).</source>
        <translation>사이드카 {path}을(를) 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>The sidecar {what} is broken: {why}.</source>
        <translation>사이드카 {what}이(가) 손상되었습니다: {why}.</translation>
    </message>
    <message>
        <source>The sidecar {what} is larger than {limit} MiB.</source>
        <translation>사이드카 {what}이(가) {limit}MiB보다 큽니다.</translation>
    </message>
    <message>
        <source>The system cannot watch all of {root} ({reason}), so changes in it are looked for every {seconds:.0f} seconds. On Linux, a higher limit fs.inotify.max_user_{limit} helps.</source>
        <translation>시스템이 {root} 전체를 지켜볼 수 없어({reason}) {seconds:.0f}초마다 바뀐 내용을 찾습니다. Linux에서는 fs.inotify.max_user_{limit} 한도를 높이면 됩니다.</translation>
    </message>
    <message>
        <source>The system left {name} where it is.</source>
        <translation>시스템이 {name} 파일을 제자리에 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>The tokenizer {name} cannot be loaded: it has no words.</source>
        <translation>토크나이저 {name}을(를) 불러올 수 없습니다. 단어가 없습니다.</translation>
    </message>
    <message>
        <source>The tokenizer {name} has no fast form.</source>
        <translation>토크나이저 {name}에는 빠른 형식이 없습니다.</translation>
    </message>
    <message>
        <source>The weights in {path} cannot be read: {error}.</source>
        <translation>{path}의 가중치를 읽을 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>The weights in {weights} are damaged or cut off.</source>
        <translation>{weights}의 가중치가 손상되었거나 잘렸습니다.</translation>
    </message>
    <message>
        <source>The weights of {title} are a pickle ({name}), which may run code when it is read.</source>
        <translation>{title}의 가중치는 피클 파일({name})이며, 읽을 때 코드가 실행될 수 있습니다.</translation>
    </message>
    <message>
        <source>The weights of {title} are damaged ({name} is not what it should be).</source>
        <translation>{title} 모델의 가중치가 손상되었습니다({name} 파일이 원래와 다름).</translation>
    </message>
    <message>
        <source>The weights of {title} are missing.</source>
        <translation>{title} 모델의 가중치가 없습니다.</translation>
    </message>
    <message>
        <source>The worker does not know the request {name}.</source>
        <translation>작업 프로세스가 {name} 요청을 알지 못합니다.</translation>
    </message>
    <message>
        <source>The worker gave an odd answer: {kind}.</source>
        <translation>작업 프로세스가 예상하지 못한 답을 보냈습니다: {kind}.</translation>
    </message>
    <message>
        <source>The worker gave an unexpected answer: {name}.</source>
        <translation>작업 프로세스가 예상하지 못한 답을 보냈습니다: {name}.</translation>
    </message>
    <message>
        <source>The {kind} “{name}” occurs twice.</source>
        <translation>“{name}”이(가) 두 번 나옵니다({kind}).</translation>
    </message>
    <message>
        <source>The {quantity} goes from 0 to {highest:g}.</source>
        <translation>{quantity} 값은 0에서 {highest:g}까지입니다.</translation>
    </message>
    <message>
        <source>There are no photos to look through yet.</source>
        <translation>아직 살펴볼 사진이 없습니다.</translation>
    </message>
    <message>
        <source>There are no photos to search in yet: photoclip index FOLDER takes some in.</source>
        <translation>아직 찾을 사진이 없습니다. photoclip index 폴더로 사진을 가져오세요.</translation>
    </message>
    <message>
        <source>There is an album “{name}” here already.</source>
        <translation>여기에 이미 “{name}” 앨범이 있습니다.</translation>
    </message>
    <message>
        <source>There is no album “{name}”.</source>
        <translation>“{name}” 앨범이 없습니다.</translation>
    </message>
    <message>
        <source>There is no date “{value}”.</source>
        <translation>“{value}”라는 날짜는 없습니다.</translation>
    </message>
    <message>
        <source>There is no field “{name}:”.</source>
        <translation>“{name}:”라는 항목은 없습니다.</translation>
    </message>
    <message>
        <source>There is no file “{path}” to compare with.</source>
        <translation>비교할 파일 “{path}”이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no label “{name}”.</source>
        <translation>“{name}” 라벨이 없습니다.</translation>
    </message>
    <message>
        <source>There is no library at {parent}.</source>
        <translation>{parent}에 라이브러리가 없습니다.</translation>
    </message>
    <message>
        <source>There is no library in {place}.</source>
        <translation>{place}에 라이브러리가 없습니다.</translation>
    </message>
    <message>
        <source>There is no model {key!r}.</source>
        <translation>{key!r} 모델이 없습니다.</translation>
    </message>
    <message>
        <source>There is no name to add.</source>
        <translation>추가할 이름이 없습니다.</translation>
    </message>
    <message>
        <source>There is no new name.</source>
        <translation>새 이름이 없습니다.</translation>
    </message>
    <message>
        <source>There is no open offer {id}.</source>
        <translation>열린 제안 {id}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>There is no opening bracket for this one.</source>
        <translation>이 괄호에 맞는 여는 괄호가 없습니다.</translation>
    </message>
    <message>
        <source>There is no photo number {number} to compare with.</source>
        <translation>비교할 {number}번 사진이 없습니다.</translation>
    </message>
    <message>
        <source>There is no room left on the disk of the library.</source>
        <translation>보관함이 있는 디스크에 남은 공간이 없습니다.</translation>
    </message>
    <message>
        <source>There is no {field} named “{name}”.</source>
        <translation>{field} 가운데 “{name}”라는 이름은 없습니다.</translation>
    </message>
    <message>
        <source>There is not enough memory now to open this picture.</source>
        <translation>지금은 이 사진을 열 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>There is nothing to search for here.</source>
        <translation>여기에는 찾을 것이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to search for.</source>
        <translation>찾을 내용이 없습니다.</translation>
    </message>
    <message>
        <source>This album has nothing to look for.</source>
        <translation>이 앨범에는 찾을 것이 없습니다.</translation>
    </message>
    <message>
        <source>This album is not there any more.</source>
        <translation>이 앨범은 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>This bracket is never closed.</source>
        <translation>이 괄호는 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>This is no list of albums ({kind}: {reason}).</source>
        <translation>앨범 목록이 아닙니다({kind}: {reason}).</translation>
    </message>
    <message>
        <source>This is not a regular file but a folder, a pipe or a device.</source>
        <translation>일반 파일이 아니라 폴더, 파이프 또는 장치입니다.</translation>
    </message>
    <message>
        <source>This is not the path of a folder.</source>
        <translation>폴더의 경로가 아닙니다.</translation>
    </message>
    <message>
        <source>This library is in use by another PhotoClip{who}.</source>
        <translation>다른 PhotoClip이 이 라이브러리를 쓰고 있습니다{who}.</translation>
    </message>
    <message>
        <source>This library is open for looking only, so nothing is moved to the trash.</source>
        <translation>이 보관함은 보기 전용으로 열려 있어 휴지통으로 옮길 수 없습니다.</translation>
    </message>
    <message>
        <source>This library is open for looking only.</source>
        <translation>이 라이브러리는 보기 전용으로 열려 있습니다.</translation>
    </message>
    <message>
        <source>This model knows English only, and no label translates “{words}”.</source>
        <translation>이 모델은 영어만 알고, “{words}”을(를) 옮겨 줄 라벨이 없습니다.</translation>
    </message>
    <message>
        <source>This model knows English only; left out, since no label translates it: {words}.</source>
        <translation>이 모델은 영어만 압니다. 옮길 라벨이 없어 뺀 낱말: {words}.</translation>
    </message>
    <message>
        <source>This model may hardly read “{words}”: it was tried in English and Korean.</source>
        <translation>이 모델은 “{words}”을(를) 거의 읽지 못할 수 있습니다. 영어와 한국어로 확인한 모델입니다.</translation>
    </message>
    <message>
        <source>This photo is not in the library any more.</source>
        <translation>이 사진은 더 이상 보관함에 없습니다.</translation>
    </message>
    <message>
        <source>This picture has the name of one that had these marks and is gone.</source>
        <translation>이 표시가 있던 사진은 없어졌고, 이 사진이 그 이름을 가지고 있습니다.</translation>
    </message>
    <message>
        <source>This search has too many parts.</source>
        <translation>이 검색에는 부분이 너무 많습니다.</translation>
    </message>
    <message>
        <source>Thumbnails cannot be kept ({reason}).</source>
        <translation>축소판을 저장할 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>Try again; if it happens again, run “photoclip doctor”.</source>
        <translation>다시 시도하고, 또 이러면 “photoclip doctor”를 실행하세요.</translation>
    </message>
    <message>
        <source>Try it in the file manager.</source>
        <translation>파일 관리자에서 해 보세요.</translation>
    </message>
    <message>
        <source>Type it anew.</source>
        <translation>다시 입력하세요.</translation>
    </message>
    <message>
        <source>Type one.</source>
        <translation>하나를 입력하세요.</translation>
    </message>
    <message>
        <source>Type some words or choose labels.</source>
        <translation>낱말을 입력하거나 라벨을 고르세요.</translation>
    </message>
    <message>
        <source>Type what the photo shows.</source>
        <translation>사진에 보이는 것을 입력하세요.</translation>
    </message>
    <message>
        <source>Type what to look for.</source>
        <translation>찾을 것을 입력하세요.</translation>
    </message>
    <message>
        <source>Update PhotoClip and try again.</source>
        <translation>PhotoClip을 업데이트한 뒤 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Update PhotoClip; the library was left as it is.</source>
        <translation>PhotoClip을 업데이트하세요. 라이브러리는 그대로 두었습니다.</translation>
    </message>
    <message>
        <source>Use one of: {groups}.</source>
        <translation>다음 중 하나를 쓰세요: {groups}.</translation>
    </message>
    <message>
        <source>Wait until it has finished, or close it, and try again.</source>
        <translation>끝날 때까지 기다리거나 닫은 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Write less, or drop a picture that shows what you mean.</source>
        <translation>더 짧게 쓰거나, 찾는 것이 담긴 그림을 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Write one label a line, in UTF-8.</source>
        <translation>한 줄에 라벨 하나씩 UTF-8로 쓰세요.</translation>
    </message>
    <message>
        <source>Write something or take it away.</source>
        <translation>무언가를 쓰거나 빼세요.</translation>
    </message>
    <message>
        <source>You have no permission to read the file.</source>
        <translation>파일을 읽을 권한이 없습니다.</translation>
    </message>
    <message>
        <source>You have no right to move {name} to the trash.</source>
        <translation>{name} 파일을 휴지통으로 옮길 권한이 없습니다.</translation>
    </message>
    <message>
        <source>a tag at byte {start} is not understood</source>
        <translation>{start}바이트 위치의 태그를 알 수 없습니다</translation>
    </message>
    <message>
        <source>a tag in it is longer than a megabyte</source>
        <translation>1메가바이트보다 긴 태그가 있습니다</translation>
    </message>
    <message>
        <source>it asks for {asked} numbers, and has {held}</source>
        <translation>숫자 {asked}개를 요구하지만 {held}개만 있습니다</translation>
    </message>
    <message>
        <source>it crashed with signal {number}</source>
        <translation>신호 {number}(으)로 중단됨</translation>
    </message>
    <message>
        <source>it declares more than {most} namespaces</source>
        <translation>이름공간을 {most}개 넘게 선언합니다</translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation>코드 {code}(으)로 종료됨</translation>
    </message>
    <message>
        <source>it gives other vectors than it should (cosine {worst:.4f})</source>
        <translation>나와야 할 벡터와 다른 벡터가 나옵니다(코사인 {worst:.4f})</translation>
    </message>
    <message>
        <source>it has more than {most:,} elements</source>
        <translation>요소가 {most:,}개를 넘습니다</translation>
    </message>
    <message>
        <source>it has no part “{name}”</source>
        <translation>“{name}” 부분이 없습니다</translation>
    </message>
    <message>
        <source>it holds a document type definition</source>
        <translation>문서 형식 정의가 들어 있습니다</translation>
    </message>
    <message>
        <source>it holds no rdf:RDF element</source>
        <translation>rdf:RDF 요소가 없습니다</translation>
    </message>
    <message>
        <source>it is not in the encoding {encoding}</source>
        <translation>{encoding} 인코딩이 아닙니다</translation>
    </message>
    <message>
        <source>it lists more than {most:,} keywords</source>
        <translation>키워드가 {most:,}개를 넘습니다</translation>
    </message>
    <message>
        <source>it was ended by the system, perhaps for want of memory</source>
        <translation>메모리 부족 등으로 시스템이 종료함</translation>
    </message>
    <message>
        <source>its XML is wrong in line {line}, column {column}</source>
        <translation>{line}행 {column}열의 XML이 잘못되었습니다</translation>
    </message>
    <message>
        <source>its elements are nested too deeply</source>
        <translation>요소가 너무 깊이 중첩되어 있습니다</translation>
    </message>
    <message>
        <source>its file {name} cannot be read</source>
        <translation>파일 {name}을(를) 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>its file {name} is missing</source>
        <translation>파일 {name}이(가) 없습니다</translation>
    </message>
    <message>
        <source>its file {name} lies outside of its folder</source>
        <translation>파일 {name}이(가) 모델 폴더 밖에 있습니다</translation>
    </message>
    <message>
        <source>its rating has a form that XMP does not know</source>
        <translation>평점이 XMP에 없는 형식으로 적혀 있습니다</translation>
    </message>
    <message>
        <source>open_clip knows no architecture {architecture!r}.</source>
        <translation>open_clip에 {architecture!r} 구조가 없습니다.</translation>
    </message>
    <message>
        <source>searched for: {words}</source>
        <translation>다음으로 검색함: {words}</translation>
    </message>
    <message>
        <source>the exported {name} tower differs (cosine {worst:.4f})</source>
        <translation>내보낸 {name} 타워의 결과가 다릅니다(코사인 {worst:.4f})</translation>
    </message>
    <message>
        <source>the prefix “{prefix}” is not declared</source>
        <translation>접두사 “{prefix}”이(가) 선언되지 않았습니다</translation>
    </message>
    <message>
        <source>{count} files in the folder {place} are not taken in: photos with these names are on a drive that is away.</source>
        <translation>{place} 폴더의 파일 {count}개를 가져오지 않았습니다. 연결되지 않은 드라이브에 같은 이름의 사진이 있습니다.</translation>
    </message>
    <message>
        <source>{count} files in the folder {place} may not be looked at.</source>
        <translation>{place} 폴더의 파일 {count}개를 볼 권한이 없습니다.</translation>
    </message>
    <message>
        <source>{count} photos could not be read for now and are tried again later: {reason}</source>
        <translation>사진 {count}장을 지금은 읽을 수 없어 나중에 다시 시도합니다: {reason}</translation>
    </message>
    <message>
        <source>{directory} cannot be written ({strerror}).</source>
        <translation>{directory}에 쓸 수 없습니다({strerror}).</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({reason}).</source>
        <translation>{folder}에 쓸 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{folder} cannot hold links to the photos ({reason}).</source>
        <translation>{folder}에는 사진 링크를 둘 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{message} {hint}</source>
        <translation>{message} {hint}</translation>
    </message>
    <message>
        <source>{name} could not be brought back ({reason}).</source>
        <translation>{name} 파일을 되살릴 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{name} could not be moved to the trash ({reason}).</source>
        <translation>{name} 파일을 휴지통으로 옮길 수 없습니다({reason}).</translation>
    </message>
    <message>
        <source>{name} does not belong to the weights in {weights}</source>
        <translation>{name} 파일이 {weights}의 가중치와 맞지 않습니다</translation>
    </message>
    <message>
        <source>{name} failed: {error}</source>
        <translation>{name} 실패: {error}</translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation>{name} 파일이 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>{name} is not in the trash any more.</source>
        <translation>{name} 파일이 더 이상 휴지통에 없습니다.</translation>
    </message>
    <message>
        <source>{name} is not used: packages are missing ({names}). The CPU does the work. {hint}</source>
        <translation>{name}: 쓰지 않습니다. 패키지가 없습니다({names}). 프로세서가 대신 처리합니다. {hint}</translation>
    </message>
    <message>
        <source>{name} is present but not used: {reason}. The CPU does the work.</source>
        <translation>{name}이(가) 있지만 쓰지 않습니다: {reason}. CPU로 작업합니다.</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
    <message>
        <source>{path} cannot be looked at: {reason}.</source>
        <translation>{path}을(를) 볼 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>{path}을(를) 읽을 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path}을(를) 읽을 수 없습니다: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {error}.</source>
        <translation>{path} 파일을 쓸 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>{path} holds no model in open_clip&apos;s form ({error}).</source>
        <translation>{path}에 open_clip 형식의 모델이 없습니다({error}).</translation>
    </message>
    <message>
        <source>{path} is a database of another program.</source>
        <translation>{path}은(는) 다른 프로그램의 데이터베이스입니다.</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder.</source>
        <translation>{path}은(는) 폴더가 아니라 파일입니다.</translation>
    </message>
    <message>
        <source>{path} is a link that leads nowhere.</source>
        <translation>{path}은(는) 대상이 없는 링크입니다.</translation>
    </message>
    <message>
        <source>{path} is damaged or no catalog at all.</source>
        <translation>{path}이(가) 손상되었거나 카탈로그가 아닙니다.</translation>
    </message>
    <message>
        <source>{path} is larger than {most:.0f} MB, which no such file is.</source>
        <translation>{path}이(가) {most:.0f} MB보다 큽니다. 그런 파일은 이렇게 크지 않습니다.</translation>
    </message>
    <message>
        <source>{path} is no file but a folder, a pipe or a device.</source>
        <translation>{path}은(는) 파일이 아니라 폴더, 파이프 또는 장치입니다.</translation>
    </message>
    <message>
        <source>{path} is no photo of this library.</source>
        <translation>{path}은(는) 이 라이브러리의 사진이 아닙니다.</translation>
    </message>
    <message>
        <source>{path} is not in the library.</source>
        <translation>{path}은(는) 라이브러리에 없습니다.</translation>
    </message>
    <message>
        <source>{place} is in no watched folder: photoclip folders list shows them.</source>
        <translation>{place}은(는) 지켜보는 폴더 안에 없습니다. photoclip folders list로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>{stem} tower: {names}</source>
        <translation>{stem} 타워: {names}</translation>
    </message>
    <message>
        <source>{title} cannot be loaded: {error}.</source>
        <translation>{title} 모델을 불러올 수 없습니다: {error}.</translation>
    </message>
    <message>
        <source>{title} is not downloaded.</source>
        <translation>{title} 모델을 내려받지 않았습니다.</translation>
    </message>
    <message>
        <source>{title} needs more memory than there is.</source>
        <translation>{title} 모델에 필요한 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>{title} needs packages that are not installed: {names}.</source>
        <translation>{title}에 필요한 패키지가 설치되어 있지 않습니다: {names}.</translation>
    </message>
    <message>
        <source>{weights} cannot be read: {strerror}.</source>
        <translation>{weights}을(를) 읽을 수 없습니다: {strerror}.</translation>
    </message>
    <message>
        <source>{what} is nested too deeply</source>
        <translation>{what}의 중첩이 너무 깊습니다</translation>
    </message>
    <message>
        <source>{what} is no JSON that can be read</source>
        <translation>{what}은(는) 읽을 수 있는 JSON이 아닙니다</translation>
    </message>
    <message>
        <source>{what} is no file.</source>
        <translation>{what}은(는) 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>“or” needs something on both sides.</source>
        <translation>“or”는 양쪽에 무언가가 필요합니다.</translation>
    </message>
    <message>
        <source>“photoclip folders list” shows those that are.</source>
        <translation>“photoclip folders list”로 라이브러리의 폴더를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>“photoclip tags labels list” shows them all.</source>
        <translation>“photoclip tags labels list”로 모두 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>“{album}” cannot be filled by hand and by a rule at once.</source>
        <translation>“{album}” 앨범은 손과 규칙으로 동시에 채울 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}:” needs a value right after the colon.</source>
        <translation>“{name}:” 바로 뒤에 값이 필요합니다.</translation>
    </message>
    <message>
        <source>“{name}” cannot be put into itself.</source>
        <translation>“{name}” 앨범을 자기 안에 넣을 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” does not learn from answers.</source>
        <translation>“{name}”은(는) 답에서 배우지 않습니다.</translation>
    </message>
    <message>
        <source>“{name}” fills itself and cannot be merged.</source>
        <translation>“{name}” 앨범은 저절로 채워지므로 합칠 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” fills itself, so its photos cannot be ordered by hand.</source>
        <translation>“{name}” 앨범은 저절로 채워지므로 사진 순서를 손으로 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” follows its query and cannot learn.</source>
        <translation>“{name}” 앨범은 검색을 따르므로 배울 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” in the label set {source} is no list.</source>
        <translation>라벨 모음 {source}의 “{name}” 항목이 목록이 아닙니다.</translation>
    </message>
    <message>
        <source>“{name}” is already a name of the label “{label}”.</source>
        <translation>“{name}”은(는) 이미 “{label}” 라벨의 이름입니다.</translation>
    </message>
    <message>
        <source>“{name}” is no further name of the label “{label}”.</source>
        <translation>“{name}”은(는) “{label}” 라벨의 다른 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>“{name}” is nothing that a model may say</source>
        <translation>“{name}”은(는) 모델이 지정할 수 없는 항목입니다</translation>
    </message>
    <message>
        <source>“{name}” may not be {value}</source>
        <translation>“{name}”의 값은 {value}일 수 없습니다</translation>
    </message>
    <message>
        <source>“{path}” cannot be compared with: {reason}</source>
        <translation>“{path}”과(와) 비교할 수 없습니다: {reason}</translation>
    </message>
    <message>
        <source>“{value}” ends before it begins.</source>
        <translation>“{value}”는 시작보다 끝이 앞섭니다.</translation>
    </message>
    <message>
        <source>“{value}” has a unit, but {quantity} is a plain number.</source>
        <translation>“{value}”에 단위가 있지만 {quantity}는 그냥 숫자입니다.</translation>
    </message>
    <message>
        <source>“{value}” has neither a beginning nor an end.</source>
        <translation>“{value}”에는 시작도 끝도 없습니다.</translation>
    </message>
    <message>
        <source>“{value}” has no sensible radius.</source>
        <translation>“{value}”의 반지름이 알맞지 않습니다.</translation>
    </message>
    <message>
        <source>“{value}” is no date: write 2020, 2020-05, 2020-05-17 or summer.</source>
        <translation>“{value}”는 날짜가 아닙니다. 2020, 2020-05, 2020-05-17이나 summer처럼 쓰세요.</translation>
    </message>
    <message>
        <source>“{value}” is no latitude and longitude in degrees.</source>
        <translation>“{value}”는 위도와 경도(도)가 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” is no number, comparison or range.</source>
        <translation>“{value}”는 숫자도 비교도 범위도 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” is no range of sizes.</source>
        <translation>“{value}”는 크기의 범위가 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” is no size.</source>
        <translation>“{value}”는 크기가 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” is no {what}; there are {known}.</source>
        <translation>“{value}”는 {what}이(가) 아닙니다. 쓸 수 있는 것: {known}.</translation>
    </message>
    <message>
        <source>“{value}” names no place.</source>
        <translation>“{value}”는 장소 이름이 아닙니다.</translation>
    </message>
    <message>
        <source>“{value}” needs a unit: KB, MB or GB of the file, MP or px of the picture.</source>
        <translation>“{value}”에는 단위가 필요합니다. 파일은 KB, MB, GB, 그림은 MP나 px입니다.</translation>
    </message>
    <message>
        <source>“{value}” needs a year here, as in {value}-2020.</source>
        <translation>여기서 “{value}”에는 연도가 필요합니다. 예: {value}-2020</translation>
    </message>
</context>
<context>
    <name>MarkActions</name>
    <message numerus="yes">
        <source>%n photos are favourites now</source>
        <translation>
            <numerusform>사진 %n장을 즐겨찾기에 넣었습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are no favourites any more</source>
        <translation>
            <numerusform>사진 %n장을 즐겨찾기에서 뺐습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos rated</source>
        <translation>
            <numerusform>사진 %n장에 별점을 매겼습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>no stars</source>
        <translation>별 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n photos turned</source>
        <translation>
            <numerusform>사진 %n장을 회전했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>Undone: {deed}</source>
        <translation>되돌림: {deed}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>다시 실행할 것이 없습니다.</translation>
    </message>
    <message>
        <source>Done again: {deed}</source>
        <translation>다시 함: {deed}</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Measure again</source>
        <translation>다시 측정</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>장치</translation>
    </message>
    <message>
        <source>Use a model from a folder…</source>
        <translation>폴더에 있는 모델 사용…</translation>
    </message>
    <message>
        <source>Graphics cards, and models that were not made for PhotoClip, need more packages. They are installed with: pip install “photoclip[torch]”</source>
        <translation>그래픽 카드와 PhotoClip용이 아닌 모델에는 패키지가 더 필요합니다. 설치 명령: pip install “photoclip[torch]”</translation>
    </message>
    <message>
        <source>What you chose is used once the window is opened again. With another model, all photos are then looked at once more in the background; a search finds those that have been. What the former model saw is kept, in case you go back to it.</source>
        <translation>선택한 내용은 창을 다시 열면 적용됩니다. 모델을 바꾸면 모든 사진을 백그라운드에서 다시 살펴보며, 검색은 그때까지 살펴본 사진을 찾습니다. 이전 모델이 본 내용은 보관되므로 언제든 되돌아갈 수 있습니다.</translation>
    </message>
    <message>
        <source>Open again now</source>
        <translation>지금 다시 열기</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>측정하는 중…</translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation>모델과 장치</translation>
    </message>
    <message>
        <source>{photos} photos or {texts} texts a second, without reading them from disk</source>
        <translation>초당 사진 {photos}장 또는 글 {texts}개(디스크에서 읽는 시간 제외)</translation>
    </message>
    <message>
        <source>The model does not run</source>
        <translation>모델이 실행되지 않습니다</translation>
    </message>
    <message>
        <source>It cannot be found on this computer any more.</source>
        <translation>이 컴퓨터에서 더 이상 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>licence: {name}</source>
        <translation>라이선스: {name}</translation>
    </message>
    <message>
        <source>about a hundred languages</source>
        <translation>약 백 개 언어</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>The fastest that works, found by measuring.</source>
        <translation>측정해서 가장 빠른 것을 씁니다.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>프로세서</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>그래픽 카드(CUDA)</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple 그래픽(MPS)</translation>
    </message>
    <message>
        <source>There is no such graphics card in this computer.</source>
        <translation>이 컴퓨터에는 해당 그래픽 카드가 없습니다.</translation>
    </message>
    <message>
        <source>The torch that is installed is made for the processor only.</source>
        <translation>설치된 torch는 프로세서 전용입니다.</translation>
    </message>
    <message>
        <source>It needs packages that are not installed: photoclip[torch]</source>
        <translation>설치되지 않은 패키지가 필요합니다: photoclip[torch]</translation>
    </message>
    <message>
        <source>Only on Macs with an Apple processor.</source>
        <translation>Apple 프로세서를 쓰는 Mac에서만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Choose the folder of a model</source>
        <translation>모델 폴더 선택</translation>
    </message>
</context>
<context>
    <name>NamePill</name>
    <message>
        <source>Delete takes this name away</source>
        <translation>Delete 키로 이 이름을 뺍니다</translation>
    </message>
    <message>
        <source>Take the name “{name}” away (Delete)</source>
        <translation>“{name}” 이름 빼기(Delete)</translation>
    </message>
</context>
<context>
    <name>NewAlbumMenu</name>
    <message>
        <source>New album</source>
        <translation>새 앨범</translation>
    </message>
    <message>
        <source>New album that fills itself…</source>
        <translation>저절로 채워지는 새 앨범…</translation>
    </message>
    <message>
        <source>Import albums…</source>
        <translation>앨범 가져오기…</translation>
    </message>
    <message>
        <source>Export all albums…</source>
        <translation>모든 앨범 내보내기…</translation>
    </message>
</context>
<context>
    <name>OfferActions</name>
    <message numerus="yes">
        <source>%n photos got their marks</source>
        <translation>
            <numerusform>사진 %n장에 표시를 주었습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message numerus="yes">
        <source>%n offers dismissed</source>
        <translation>
            <numerusform>제안 %n개를 거절했습니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferRow</name>
    <message>
        <source>Give</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>The former picture</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>The picture that is there now</source>
        <translation>지금 있는 사진</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>turned by {degrees}°</source>
        <translation>{degrees}° 회전</translation>
    </message>
    <message>
        <source>album “{album}”</source>
        <translation>앨범 “{album}”</translation>
    </message>
    <message>
        <source>tag “{tag}”</source>
        <translation>태그 “{tag}”</translation>
    </message>
</context>
<context>
    <name>OffersPage</name>
    <message>
        <source>Give all</source>
        <translation>모두 주기</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>모두 거절</translation>
    </message>
    <message>
        <source>Offered marks</source>
        <translation>제안된 표시</translation>
    </message>
    <message>
        <source>No marks are offered</source>
        <translation>제안된 표시가 없습니다</translation>
    </message>
    <message>
        <source>Where it is not certain whose stars, albums and tags are, you are asked.</source>
        <translation>별점, 앨범, 태그가 누구의 것인지 확실하지 않으면 여기에서 묻습니다.</translation>
    </message>
    <message>
        <source>These marks stay with the former pictures until you give them.</source>
        <translation>주기 전까지 이 표시는 이전 사진에 남아 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n offers</source>
        <translation>
            <numerusform>제안 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow</source>
        <translation>
            <numerusform>%n개가 더 이어집니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatternRow</name>
    <message>
        <source>No longer leave out “{name}”</source>
        <translation>“{name}” 제외 취소</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>Actions on the chosen photos</source>
        <translation>고른 사진으로 할 수 있는 작업</translation>
    </message>
    <message numerus="yes">
        <source>%n photos copied</source>
        <translation>
            <numerusform>사진 %n장을 복사했습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose at most %n photos to open them at once.</source>
        <translation>
            <numerusform>한 번에 열 수 있는 사진은 %n장까지입니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos cannot be reached: their drive is away or they were moved.</source>
        <translation>
            <numerusform>사진 %n장을 찾을 수 없습니다. 드라이브가 연결되어 있지 않거나 사진이 옮겨졌습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open with</source>
        <translation>다른 프로그램으로 열기</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Its drive is away</source>
        <translation>드라이브가 연결되어 있지 않습니다</translation>
    </message>
    <message>
        <source>rated {rating} of 5</source>
        <translation>별점 5점 중 {rating}점</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>not taken in yet</source>
        <translation>아직 분석하지 않음</translation>
    </message>
    <message>
        <source>its drive is away</source>
        <translation>드라이브가 연결되어 있지 않음</translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Result {rank} of {count}, nearness {score}</source>
        <translation>결과 {count}개 중 {rank}번째, 가까움 {score}</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>작게 보기</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>크게 보기</translation>
    </message>
    <message>
        <source>Actions on the chosen photos</source>
        <translation>고른 사진으로 할 수 있는 작업</translation>
    </message>
    <message>
        <source>Nothing found yet</source>
        <translation>아직 찾은 사진이 없습니다</translation>
    </message>
    <message>
        <source>Photos can be found once they are taken in. Try again in a moment, or use other words.</source>
        <translation>분석이 끝난 사진부터 찾을 수 있습니다. 잠시 뒤 다시 찾거나 다른 말로 찾아보세요.</translation>
    </message>
    <message>
        <source>Back to all photos</source>
        <translation>모든 사진으로</translation>
    </message>
    <message>
        <source>No photo fits these filters</source>
        <translation>이 조건에 맞는 사진이 없습니다</translation>
    </message>
    <message>
        <source>Take one of them away.</source>
        <translation>조건을 하나 빼 보세요.</translation>
    </message>
    <message>
        <source>This model does not know {words}</source>
        <translation>이 모델은 {words}을(를) 모릅니다</translation>
    </message>
    <message>
        <source>It reads English and the Korean words of the label list. Use other words, or choose a model that reads Korean in the settings.</source>
        <translation>영어와 라벨 목록의 한국어 낱말을 읽습니다. 다른 낱말을 쓰거나 설정에서 한국어를 읽는 모델을 고르세요.</translation>
    </message>
    <message>
        <source>Models that read Korean</source>
        <translation>한국어를 읽는 모델</translation>
    </message>
    <message>
        <source>Choose a photo and press F: it is kept here.</source>
        <translation>사진을 선택하고 F 키를 누르면 여기에 모입니다.</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>즐겨찾기가 없습니다</translation>
    </message>
    <message>
        <source>Photos of the last 30 days show up here.</source>
        <translation>최근 30일 동안 추가된 사진이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>새 사진이 없습니다</translation>
    </message>
    <message>
        <source>Choose photos and press T to give them a tag.</source>
        <translation>사진을 선택하고 T 키를 눌러 태그를 붙이세요.</translation>
    </message>
    <message>
        <source>No photo has this tag</source>
        <translation>이 태그가 붙은 사진이 없습니다</translation>
    </message>
    <message>
        <source>No photos here</source>
        <translation>사진이 없습니다</translation>
    </message>
    <message>
        <source>Photos that you put into this folder show up by themselves.</source>
        <translation>이 폴더에 사진을 넣으면 저절로 나타납니다.</translation>
    </message>
    <message>
        <source>Add folders…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Photos like {name}</source>
        <translation>{name} 비슷한 사진</translation>
    </message>
    <message>
        <source>Photos like this one</source>
        <translation>이 사진과 비슷한 사진</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>모든 사진</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>최근 추가됨</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Offered marks</source>
        <translation>제안된 표시</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n개 일치</numerusform>
        </translation>
    </message>
    <message>
        <source>the first {count} matches; there are more</source>
        <translation>처음 {count}개의 일치 결과, 더 있음</translation>
    </message>
    <message>
        <source>the {count} nearest photos</source>
        <translation>가장 가까운 사진 {count}장</translation>
    </message>
    <message numerus="yes">
        <source>%n photos, nearest first</source>
        <translation>
            <numerusform>사진 %n장, 가까운 순</numerusform>
        </translation>
    </message>
    <message>
        <source>mostly in {folder}</source>
        <translation>대부분 {folder}</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written</comment>
        <translation>yyyy년 M월</translation>
    </message>
</context>
<context>
    <name>PreviewRows</name>
    <message>
        <source>In the album</source>
        <translation>앨범에 들어감</translation>
    </message>
    <message>
        <source>At the edge</source>
        <translation>경계에 있음</translation>
    </message>
    <message>
        <source>Not in it, but near</source>
        <translation>들어가지 않지만 가까움</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>아무것도 이 컴퓨터를 떠나지 않습니다</translation>
    </message>
    <message>
        <source>Photos, searches, names and albums are looked at and kept here alone. There is no account, no cloud, and nothing is counted or reported.</source>
        <translation>사진, 검색어, 이름, 앨범은 이 컴퓨터에서만 처리하고 보관합니다. 계정도 클라우드도 없으며, 사용 기록을 세거나 보내지 않습니다.</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>네트워크 없음</translation>
    </message>
    <message>
        <source>PhotoClip works without a connection and opens none by itself. What its building blocks would report to their makers is switched off. This is tested: tests/test_privacy.py watches every process and fails on any connection, and on any file written outside of PhotoClip&apos;s own folders.</source>
        <translation>PhotoClip은 연결 없이 작동하며 스스로 연결하지 않습니다. 구성 요소가 제작사에 보고하려는 기능은 꺼져 있습니다. 이는 테스트로 확인됩니다. tests/test_privacy.py가 모든 프로세스를 지켜보며, 연결이 하나라도 열리거나 PhotoClip의 폴더 밖에 파일이 쓰이면 실패합니다.</translation>
    </message>
    <message>
        <source>Your photos stay as they are</source>
        <translation>사진은 그대로 유지됩니다</translation>
    </message>
    <message>
        <source>No photo is moved, renamed or rewritten unless you ask for exactly that. Ratings and rotation are noted in the library, not in the files. Sidecars beside them are written only where you switch that on.</source>
        <translation>직접 요청하지 않는 한 사진을 옮기거나 이름을 바꾸거나 다시 쓰지 않습니다. 평점과 회전은 파일이 아니라 라이브러리에 기록합니다. 사진 옆의 사이드카는 켠 경우에만 씁니다.</translation>
    </message>
    <message>
        <source>All of it lies in two folders</source>
        <translation>모든 데이터는 두 폴더에 있습니다</translation>
    </message>
    <message>
        <source>The library holds what is known of your photos, with small pictures of them; the other folder holds prepared models. The page Data opens both. Delete them, and nothing of PhotoClip is left.</source>
        <translation>라이브러리에는 사진에 대한 정보와 작은 그림이, 다른 폴더에는 준비된 모델이 있습니다. ‘데이터’ 쪽에서 둘 다 열 수 있으며, 이 폴더들을 지우면 PhotoClip의 데이터는 남지 않습니다.</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>모두 다시 시도</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>읽지 못한 파일</translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be read</source>
        <translation>
            <numerusform>파일 %n개를 읽지 못했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Every file could be read.</source>
        <translation>모든 파일을 읽었습니다.</translation>
    </message>
</context>
<context>
    <name>QueryNotice</name>
    <message>
        <source>Did you mean {words}?</source>
        <translation>{words}을(를) 찾으셨나요?</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Nearest to “{word}”</source>
        <translation>“{word}”에 가장 가까움</translation>
    </message>
    <message>
        <source>Shows {words}</source>
        <translation>{words} 보임</translation>
    </message>
    <message>
        <source>Folder “{name}”</source>
        <translation>“{name}” 폴더</translation>
    </message>
    <message>
        <source>Taken in {month}</source>
        <translation>{month}에 촬영</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>%n judged</source>
        <translation>%n장 판단함</translation>
    </message>
    <message>
        <source>precision {now}</source>
        <translation>정밀도 {now}</translation>
    </message>
    <message>
        <source>precision {before} → {now}</source>
        <translation>정밀도 {before} → {now}</translation>
    </message>
    <message>
        <source>The precision shows after a few more answers.</source>
        <translation>몇 장 더 답하면 정밀도가 표시됩니다.</translation>
    </message>
    <message>
        <source>measured on %n answers</source>
        <translation>답 %n개로 측정</translation>
    </message>
    <message>
        <source>; few, so take it with care</source>
        <translation>(적으므로 참고만 하세요)</translation>
    </message>
    <message>
        <source>Precision is the share of right photos among those that the album takes by itself. It is measured on your answers by cross-validation: each is foretold by an album that was taught all the others. The first number is the album as it was when you began. The photos asked about are the hard ones, so the album as a whole is mostly better than this. What you say always counts: a photo with your yes stays in, one with your no stays out.</source>
        <translation>정밀도는 앨범이 스스로 고른 사진 가운데 맞는 사진의 비율입니다. 답하신 사진으로 교차 검증하여 측정합니다. 각 사진은 나머지 답만 배운 앨범이 예측합니다. 앞의 숫자는 시작할 때의 앨범입니다. 묻는 사진은 어려운 사진이므로 앨범 전체는 대개 이보다 낫습니다. 직접 하신 답이 항상 우선합니다. ‘예’라고 한 사진은 남고 ‘아니요’라고 한 사진은 빠집니다.</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Review…</source>
        <translation>판단하기…</translation>
    </message>
    <message>
        <source>Teach this album…</source>
        <translation>이 앨범 가르치기…</translation>
    </message>
    <message numerus="yes">
        <source>%n photos belong in “{album}”</source>
        <translation>
            <numerusform>사진 %n장이 ‘{album}’에 들어갑니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos do not belong in “{album}”</source>
        <translation>
            <numerusform>사진 %n장이 ‘{album}’에 들어가지 않습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Teach “{album}”</source>
        <translation>‘{album}’ 가르치기</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>What these numbers mean</source>
        <translation>이 숫자의 뜻</translation>
    </message>
    <message>
        <source>Does this photo belong in “{album}”?</source>
        <translation>이 사진이 ‘{album}’에 들어가나요?</translation>
    </message>
    <message>
        <source>Choosing the photo that teaches most…</source>
        <translation>가장 많이 배울 수 있는 사진을 고르는 중…</translation>
    </message>
    <message>
        <source>There is nothing useful left to ask</source>
        <translation>더 물어볼 것이 없습니다</translation>
    </message>
    <message>
        <source>The album is sure of every other photo: more answers would hardly change it.</source>
        <translation>나머지 사진은 앨범이 모두 확신합니다. 더 답해도 거의 달라지지 않습니다.</translation>
    </message>
    <message>
        <source>Ask all the same</source>
        <translation>그래도 계속 묻기</translation>
    </message>
    <message>
        <source>Every photo has been asked about</source>
        <translation>모든 사진을 물어보았습니다</translation>
    </message>
    <message>
        <source>You can change an answer in the album at any time.</source>
        <translation>답은 앨범에서 언제든지 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>There are no photos to ask about yet</source>
        <translation>아직 물어볼 사진이 없습니다</translation>
    </message>
    <message>
        <source>Photos can be asked about once they are taken in.</source>
        <translation>사진을 가져온 뒤에 물어볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Time line</source>
        <translation>시간 막대</translation>
    </message>
</context>
<context>
    <name>SearchActions</name>
    <message>
        <source>Looking at photos works, searching does not: {reason}</source>
        <translation>사진은 볼 수 있지만 찾기는 되지 않습니다: {reason}</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>붙여 넣은 사진</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>The model could not be loaded, so nothing can be searched for now</source>
        <translation>모델을 불러오지 못해 지금은 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>사진으로 돌아가기</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search your photos: “boats at sunset”</source>
        <translation>사진 찾기: “boats at sunset”</translation>
    </message>
    <message>
        <source>Search your photos</source>
        <translation>사진 찾기</translation>
    </message>
    <message>
        <source>Type what the photo shows, or drop a picture here</source>
        <translation>사진에 보이는 것을 입력하거나 사진을 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색 지우기</translation>
    </message>
</context>
<context>
    <name>SearchNotes</name>
    <message>
        <source>Searched for: {words}</source>
        <translation>다음으로 검색함: {words}</translation>
    </message>
    <message>
        <source>Left out, since this model reads English: {words}</source>
        <translation>이 모델은 영어를 읽으므로 제외한 낱말: {words}</translation>
    </message>
    <message>
        <source>Models that read Korean</source>
        <translation>한국어를 읽는 모델</translation>
    </message>
    <message>
        <source>Search for {query}</source>
        <translation>{query}(으)로 검색</translation>
    </message>
    <message>
        <source>Searches read only the beginning of so long a text.</source>
        <translation>이렇게 긴 글은 앞부분만 읽어 검색합니다.</translation>
    </message>
    <message numerus="yes">
        <source>Searches read only the first %n words of so long a text.</source>
        <translation>
            <numerusform>이렇게 긴 글은 처음 %n단어만 읽어 검색합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Searches do not understand “{words}”, but a minus works.</source>
        <translation>검색은 “{words}”을(를) 이해하지 못하지만 빼기 기호는 통합니다.</translation>
    </message>
    <message>
        <source>Searches cannot count well: “{words}” may be any number.</source>
        <translation>검색은 수를 잘 세지 못합니다. “{words}”의 수는 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>Searches hardly read text in photos: “{words}” is a guess.</source>
        <translation>검색은 사진 속 글자를 거의 읽지 못합니다. “{words}”은(는) 짐작입니다.</translation>
    </message>
    <message>
        <source>This model may hardly read “{words}”: it was tried in English and Korean.</source>
        <translation>이 모델은 “{words}”을(를) 거의 읽지 못할 수 있습니다. 영어와 한국어로 확인한 모델입니다.</translation>
    </message>
    <message>
        <source>Searches hardly tell kinds such as “{words}” apart.</source>
        <translation>검색은 “{words}” 같은 종류를 거의 구별하지 못합니다.</translation>
    </message>
</context>
<context>
    <name>SearchTitle</name>
    <message>
        <source>like {name}</source>
        <translation>{name}과(와) 비슷한 사진</translation>
    </message>
</context>
<context>
    <name>SelectionPage</name>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message numerus="yes">
        <source>%n photos are chosen</source>
        <translation>
            <numerusform>사진 %n장 선택됨</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The model is still loading; your search follows</source>
        <translation>모델을 불러오는 중입니다. 곧 찾아 드립니다</translation>
    </message>
    <message>
        <source>The helper that reads photos was started again: {reason}</source>
        <translation>사진을 읽는 프로그램을 다시 시작했습니다: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>%n files are tried again</source>
        <translation>
            <numerusform>파일 %n개를 다시 시도합니다</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Model and device</source>
        <translation>모델과 장치</translation>
    </message>
    <message>
        <source>Indexing speed</source>
        <translation>색인 속도</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Sidecars</source>
        <translation>사이드카</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인 정보</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>설정 목록</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Add folders…</source>
        <translation>폴더 추가…</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>장소</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>라이브러리</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>모든 사진</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>최근 추가됨</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Offered marks</source>
        <translation>제안된 표시</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Look for changes now</source>
        <translation>바뀐 내용 지금 확인</translation>
    </message>
    <message>
        <source>Remove from library</source>
        <translation>라이브러리에서 빼기</translation>
    </message>
</context>
<context>
    <name>SidecarsPage</name>
    <message>
        <source>Write all now</source>
        <translation>지금 모두 쓰기</translation>
    </message>
    <message>
        <source>Read all now</source>
        <translation>지금 모두 읽기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Sidecars</source>
        <translation>사이드카</translation>
    </message>
    <message>
        <source>Small files beside your photos, such as photo.jpg.xmp, through which digiKam, Lightroom and other programs share what you say of them. The photos themselves are never touched.</source>
        <translation>사진 옆에 놓이는 작은 파일(예: photo.jpg.xmp)입니다. digiKam, Lightroom 등 다른 프로그램과 태그와 평점을 함께 쓸 수 있습니다. 사진 자체는 절대 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Write sidecars</source>
        <translation>사이드카 쓰기</translation>
    </message>
    <message>
        <source>What you change here is written beside the photo. All else in there stays.</source>
        <translation>여기서 바꾼 내용을 사진 옆 파일에 씁니다. 파일의 다른 내용은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Read sidecars</source>
        <translation>사이드카 읽기</translation>
    </message>
    <message>
        <source>What you change in other programs is taken in. The later word counts.</source>
        <translation>다른 프로그램에서 바꾼 내용을 가져옵니다. 더 나중에 바꾼 쪽을 따릅니다.</translation>
    </message>
    <message>
        <source>What they hold</source>
        <translation>담는 내용</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Those that you gave or confirmed.</source>
        <translation>직접 붙였거나 맞다고 확인한 태그입니다.</translation>
    </message>
    <message>
        <source>Tags that PhotoClip found</source>
        <translation>PhotoClip이 찾은 태그</translation>
    </message>
    <message>
        <source>Written together with yours, though some of them are wrong.</source>
        <translation>직접 붙인 태그와 함께 씁니다. 일부는 틀릴 수 있습니다.</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>평점</translation>
    </message>
    <message>
        <source>One to five stars.</source>
        <translation>별 1~5개입니다.</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>Their names, below the keyword “Albums”, for photos that you put in yourself.</source>
        <translation>직접 넣은 사진에 앨범 이름을 “Albums” 키워드 아래에 씁니다.</translation>
    </message>
    <message>
        <source>Names of new sidecars</source>
        <translation>새 사이드카의 이름</translation>
    </message>
    <message>
        <source>As Lightroom names them</source>
        <translation>Lightroom 방식으로 이름 짓기</translation>
    </message>
    <message>
        <source>photo.xmp instead of photo.jpg.xmp, where it can belong to one photo only.</source>
        <translation>한 사진에만 해당할 때 photo.jpg.xmp 대신 photo.xmp로 만듭니다.</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>모든 사진</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>사진을 찾는 중…</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars were written.</source>
        <translation>
            <numerusform>사이드카 %n개를 썼습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos got other tags or ratings.</source>
        <translation>
            <numerusform>사진 %n장의 태그나 평점이 바뀌었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are away with their drive.</source>
        <translation>
            <numerusform>드라이브가 연결되지 않은 사진이 %n장 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>사진 {total}장 중 {done}장</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars are known.</source>
        <translation>
            <numerusform>알고 있는 사이드카: %n개.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be read or written.</source>
        <translation>
            <numerusform>읽거나 쓰지 못한 사이드카가 %n개 더 있습니다.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlideBar</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>더 짧게</translation>
    </message>
    <message>
        <source>Longer</source>
        <translation>더 길게</translation>
    </message>
    <message>
        <source>Begin again after the last photo</source>
        <translation>마지막 사진 다음에 처음부터 다시 보기</translation>
    </message>
    <message>
        <source>End the slide show</source>
        <translation>슬라이드 쇼 끝내기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>Indexing speed</source>
        <translation>색인 속도</translation>
    </message>
    <message>
        <source>Slower on battery</source>
        <translation>배터리 사용 중에는 천천히</translation>
    </message>
    <message>
        <source>New photos are looked at with long rests, so that the battery lasts.</source>
        <translation>배터리가 오래가도록 새 사진을 쉬어 가며 살펴봅니다.</translation>
    </message>
    <message>
        <source>Slower when the computer is busy</source>
        <translation>컴퓨터가 바쁠 때는 천천히</translation>
    </message>
    <message>
        <source>Other programs come first while they take more than half of the processor.</source>
        <translation>다른 프로그램이 프로세서를 절반 넘게 쓰는 동안 먼저 쓰게 합니다.</translation>
    </message>
    <message>
        <source>Slower means about a third of the full speed. With both switched off, photos are always looked at as fast as this computer can.</source>
        <translation>천천히는 최고 속도의 약 3분의 1입니다. 둘 다 끄면 항상 이 컴퓨터가 낼 수 있는 최고 속도로 사진을 살펴봅니다.</translation>
    </message>
</context>
<context>
    <name>SuggestedPage</name>
    <message>
        <source>No suggestions now</source>
        <translation>지금은 제안이 없습니다</translation>
    </message>
    <message>
        <source>Trips and events show up here as photos come in.</source>
        <translation>사진이 들어오면 여행과 행사가 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Suggested albums</source>
        <translation>제안된 앨범</translation>
    </message>
    <message>
        <source>Nothing is made before you say so. The photos stay.</source>
        <translation>직접 만들기 전에는 아무것도 생기지 않습니다. 사진은 그대로 있습니다.</translation>
    </message>
</context>
<context>
    <name>SuggestionCard</name>
    <message>
        <source>Create album</source>
        <translation>앨범 만들기</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>거절</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Suggestions</source>
        <translation>추천 검색어</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Folder in {parent}</source>
        <translation>{parent} 안의 폴더</translation>
    </message>
</context>
<context>
    <name>TagActions</name>
    <message numerus="yes">
        <source>They have the tag “{name}” already</source>
        <translation>
            <numerusform>이미 “{name}” 태그가 붙어 있습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” added to %n photos</source>
        <translation>
            <numerusform>사진 %n장에 “{name}” 태그를 붙였습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” confirmed for %n photos</source>
        <translation>
            <numerusform>사진 %n장의 “{name}” 태그를 확정했습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” taken from %n photos</source>
        <translation>
            <numerusform>사진 %n장에서 “{name}” 태그를 뗐습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>태그…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>TagAgain</name>
    <message>
        <source>Tag again now</source>
        <translation>지금 다시 태그 붙이기</translation>
    </message>
    <message>
        <source>New labels are looked for by themselves, in what is known of each photo.</source>
        <translation>새 라벨은 이미 알고 있는 사진 정보에서 자동으로 찾습니다.</translation>
    </message>
    <message>
        <source>Tagging…</source>
        <translation>태그 붙이는 중…</translation>
    </message>
    <message>
        <source>Preparing labels: {done} of {total}</source>
        <translation>라벨 준비 중: {total}개 중 {done}개</translation>
    </message>
    <message numerus="yes">
        <source>%n photos tagged in {seconds} s</source>
        <translation>
            <numerusform>사진 %n장에 {seconds}초 만에 태그를 붙였습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>태그 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagBox</name>
    <message>
        <source>No tags yet</source>
        <translation>아직 태그가 없습니다</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n개 더 보기</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation>태그 추가</translation>
    </message>
    <message>
        <source>Give the chosen photos a tag (T)</source>
        <translation>선택한 사진에 태그 붙이기 (T)</translation>
    </message>
    <message>
        <source>New tag “{name}”</source>
        <translation>새 태그 “{name}”</translation>
    </message>
</context>
<context>
    <name>TagPill</name>
    <message>
        <source>This tag is right (Enter)</source>
        <translation>맞는 태그입니다 (Enter)</translation>
    </message>
    <message>
        <source>{count} of {chosen} chosen photos</source>
        <translation>선택한 사진 {chosen}장 중 {count}장</translation>
    </message>
    <message>
        <source>Delete: it is wrong</source>
        <translation>Delete: 틀린 태그</translation>
    </message>
    <message>
        <source>Enter: it is right</source>
        <translation>Enter: 맞는 태그</translation>
    </message>
    <message>
        <source>Take this tag away (Delete)</source>
        <translation>이 태그 떼기 (Delete)</translation>
    </message>
    <message>
        <source>This tag is wrong (Delete)</source>
        <translation>틀린 태그입니다 (Delete)</translation>
    </message>
    <message>
        <source>This tag is right</source>
        <translation>맞는 태그입니다</translation>
    </message>
    <message numerus="yes">
        <source>Give it to all %n chosen photos</source>
        <translation>
            <numerusform>선택한 사진 %n장 모두에 붙이기</numerusform>
        </translation>
    </message>
    <message>
        <source>This tag is wrong</source>
        <translation>틀린 태그입니다</translation>
    </message>
    <message>
        <source>Take this tag away</source>
        <translation>이 태그 떼기</translation>
    </message>
    <message>
        <source>Show photos with “{name}”</source>
        <translation>“{name}” 사진 보기</translation>
    </message>
</context>
<context>
    <name>TagPopover</name>
    <message>
        <source>Tags of the chosen photos</source>
        <translation>선택한 사진의 태그</translation>
    </message>
    <message numerus="yes">
        <source>Tags of %n photos</source>
        <translation>
            <numerusform>사진 %n장의 태그</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagSection</name>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Show all…</source>
        <translation>모두 보기…</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>very likely, {percent} %</source>
        <translation>거의 확실, {percent} %</translation>
    </message>
    <message>
        <source>likely, {percent} %</source>
        <translation>가능성 높음, {percent} %</translation>
    </message>
    <message>
        <source>perhaps, {percent} %</source>
        <translation>아마도, {percent} %</translation>
    </message>
    <message>
        <source>Model {model}, labels {version}, prompts {prompts}</source>
        <translation>모델 {model}, 라벨 {version}, 프롬프트 {prompts}</translation>
    </message>
    <message>
        <source>Said by you</source>
        <translation>직접 붙임</translation>
    </message>
    <message>
        <source>Said by the model: {sureness}</source>
        <translation>모델이 붙임: {sureness}</translation>
    </message>
</context>
<context>
    <name>TagsPage</name>
    <message>
        <source>Find a label</source>
        <translation>라벨 찾기</translation>
    </message>
    <message>
        <source>Another name for it</source>
        <translation>이 라벨의 다른 이름</translation>
    </message>
    <message>
        <source>Add name</source>
        <translation>이름 추가</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>사진 보기</translation>
    </message>
    <message>
        <source>Remove label</source>
        <translation>라벨 제거</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>영어 이름</translation>
    </message>
    <message>
        <source>Korean name (optional)</source>
        <translation>한국어 이름(선택 사항)</translation>
    </message>
    <message>
        <source>Add label</source>
        <translation>라벨 추가</translation>
    </message>
    <message>
        <source>Back to the built-in labels</source>
        <translation>기본 라벨로 되돌리기</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>라벨</translation>
    </message>
    <message>
        <source>Order of the labels</source>
        <translation>라벨 순서</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Photos are tagged by themselves with these labels; what you say of a tag always wins. Double-click a name, or press F2, to change it.</source>
        <translation>이 라벨로 사진에 자동으로 태그를 붙입니다. 직접 정한 태그가 언제나 우선합니다. 이름을 바꾸려면 두 번 클릭하거나 F2 키를 누르세요.</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>새 라벨</translation>
    </message>
    <message>
        <source>Tag again</source>
        <translation>다시 태그 붙이기</translation>
    </message>
    <message>
        <source>Choose a label to see its other names.</source>
        <translation>라벨을 선택하면 다른 이름이 나타납니다.</translation>
    </message>
    <message>
        <source>“{name}” has no other names.</source>
        <translation>“{name}”에는 다른 이름이 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” is also found by these names:</source>
        <translation>“{name}” 라벨은 다음 이름으로도 찾을 수 있습니다:</translation>
    </message>
    <message>
        <source>“{name}” is a label now; photos are tagged with it.</source>
        <translation>“{name}” 라벨을 추가했습니다. 사진에 이 태그를 붙입니다.</translation>
    </message>
    <message>
        <source>The label has its new name; what you said of it stays.</source>
        <translation>라벨 이름을 바꿨습니다. 직접 정한 태그는 그대로입니다.</translation>
    </message>
    <message>
        <source>The label answers to “{name}” as well.</source>
        <translation>이제 “{name}”(으)로도 이 라벨을 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>The label does not answer to “{name}” any more.</source>
        <translation>이제 “{name}”(으)로는 이 라벨을 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>“{name}” is no label any more; what you said of it is kept.</source>
        <translation>“{name}” 라벨을 제거했습니다. 직접 정한 태그는 보관됩니다.</translation>
    </message>
    <message>
        <source>The built-in labels hold again.</source>
        <translation>기본 라벨로 되돌렸습니다.</translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message>
        <source>What goes on in the background</source>
        <translation>백그라운드 작업</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Stopped: {reason}</source>
        <translation>멈춤: {reason}</translation>
    </message>
    <message>
        <source>Preparing tags: {done} of {total} labels</source>
        <translation>태그 준비 중: 라벨 {total}개 중 {done}개</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시 정지됨</translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>사진 {total}장 중 {done}장</translation>
    </message>
    <message>
        <source>Looking for photos: {total} so far</source>
        <translation>사진 찾는 중: 지금까지 {total}장</translation>
    </message>
    <message>
        <source>{speed} a second</source>
        <translation>초당 {speed}장</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
    </message>
    <message>
        <source>slower: on battery</source>
        <translation>천천히: 배터리 사용 중</translation>
    </message>
    <message>
        <source>slower: the computer is busy</source>
        <translation>천천히: 컴퓨터가 바쁨</translation>
    </message>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n개 건너뜀</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TeachSheet</name>
    <message>
        <source>Teach “{album}”</source>
        <translation>‘{album}’ 가르치기</translation>
    </message>
    <message>
        <source>From now on the album fills itself. The photos in it are your first yeses, and they stay in it.</source>
        <translation>이제부터 앨범이 스스로 채워집니다. 지금 들어 있는 사진은 첫 ‘예’가 되며 그대로 남습니다.</translation>
    </message>
    <message>
        <source>From now on the album follows your answers as well as its words.</source>
        <translation>이제부터 앨범이 단어뿐 아니라 답하신 내용도 따릅니다.</translation>
    </message>
    <message>
        <source>You are shown one photo after the other and press Y if it belongs or N if it does not. The photos that teach most come first; ten answers make a difference that you can see. What you say always counts more than what the album has learned.</source>
        <translation>사진이 한 장씩 나오면 앨범에 들어가면 Y, 아니면 N을 누르세요. 가장 많이 배울 수 있는 사진부터 나오며, 열 장쯤 답하면 차이가 보입니다. 직접 하신 답이 앨범이 배운 것보다 항상 우선합니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Teach this album</source>
        <translation>이 앨범 가르치기</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>TrashActions</name>
    <message numerus="yes">
        <source>%n photos stay: their drive is away.</source>
        <translation>
            <numerusform>드라이브가 연결되어 있지 않아 사진 %n장은 그대로 둡니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>These photos have left the library already.</source>
        <translation>이 사진들은 이미 라이브러리에 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n photos moved to Trash</source>
        <translation>
            <numerusform>사진 %n장을 휴지통으로 옮겼습니다</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be moved</source>
        <translation>
            <numerusform>파일 %n개는 옮기지 못했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>the system&apos;s trash has them</source>
        <translation>시스템 휴지통에 있습니다</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message numerus="yes">
        <source>Move %n photos to Trash?</source>
        <translation>
            <numerusform>사진 %n장을 휴지통으로 옮길까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>You can take this back with Undo as long as they lie in the trash.</source>
        <translation>휴지통에 있는 동안에는 실행 취소로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The system&apos;s trash keeps them until it is emptied.</source>
        <translation>휴지통을 비울 때까지 시스템 휴지통에 남아 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n more photos stay where they are: their drive is away.</source>
        <translation>
            <numerusform>다른 사진 %n장은 드라이브가 연결되어 있지 않아 그대로 둡니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message numerus="yes">
        <source>Move %n photos to Trash</source>
        <translation>
            <numerusform>사진 %n장을 휴지통으로 옮기기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies of them, in other files, go too:</source>
        <translation>
            <numerusform>같은 사진의 다른 파일 %n개도 함께 옮깁니다:</numerusform>
        </translation>
    </message>
    <message>
        <source>Copies that go too</source>
        <translation>함께 옮기는 사본</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>confirming a tag</source>
        <translation>태그 확정</translation>
    </message>
    <message>
        <source>rejecting a tag</source>
        <translation>태그 거부</translation>
    </message>
    <message>
        <source>adding a tag</source>
        <translation>태그 추가</translation>
    </message>
    <message>
        <source>removing a tag</source>
        <translation>태그 떼기</translation>
    </message>
    <message>
        <source>a new label</source>
        <translation>새 라벨</translation>
    </message>
    <message>
        <source>renaming a label</source>
        <translation>라벨 이름 바꾸기</translation>
    </message>
    <message>
        <source>removing a label</source>
        <translation>라벨 제거</translation>
    </message>
    <message>
        <source>another name for a label</source>
        <translation>라벨의 다른 이름 추가</translation>
    </message>
    <message>
        <source>taking a name from a label</source>
        <translation>라벨의 다른 이름 빼기</translation>
    </message>
    <message>
        <source>resetting the labels</source>
        <translation>라벨 되돌리기</translation>
    </message>
    <message>
        <source>marking favourites</source>
        <translation>즐겨찾기 표시</translation>
    </message>
    <message>
        <source>unmarking favourites</source>
        <translation>즐겨찾기 해제</translation>
    </message>
    <message>
        <source>a rating</source>
        <translation>별점</translation>
    </message>
    <message>
        <source>a rotation</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>moving the cut-off</source>
        <translation>검색 기준 조정</translation>
    </message>
    <message>
        <source>giving offered marks</source>
        <translation>제안된 표시 주기</translation>
    </message>
    <message>
        <source>dismissing offered marks</source>
        <translation>제안된 표시 거절</translation>
    </message>
    <message>
        <source>moving photos to Trash</source>
        <translation>휴지통으로 이동</translation>
    </message>
</context>
<context>
    <name>ViewChoices</name>
    <message>
        <source>Show whole photos</source>
        <translation>사진 전체 보기</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>정렬</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>오래된순</translation>
    </message>
    <message>
        <source>Last added first</source>
        <translation>최근 추가순</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>Headings by month</source>
        <translation>월별로 묶기</translation>
    </message>
    <message>
        <source>Headings by day</source>
        <translation>일별로 묶기</translation>
    </message>
    <message>
        <source>Show squares</source>
        <translation>정사각형으로 보기</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
</context>
<context>
    <name>ViewerBar</name>
    <message>
        <source>{place} of {count}</source>
        <translation>{count}장 중 {place}번째</translation>
    </message>
</context>
<context>
    <name>ViewerControls</name>
    <message>
        <source>No longer a favourite</source>
        <translation>즐겨찾기 해제</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>전체 화면 끝내기</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>회전</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>실제 크기</translation>
    </message>
    <message>
        <source>Film strip</source>
        <translation>필름 스트립</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>슬라이드 쇼</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>추가 작업</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ViewerNotice</name>
    <message>
        <source>This photo is no longer in your library.</source>
        <translation>이 사진은 더 이상 라이브러리에 없습니다.</translation>
    </message>
    <message>
        <source>The drive of this photo is away.</source>
        <translation>이 사진이 있는 드라이브가 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The file of this photo is no longer there.</source>
        <translation>이 사진의 파일이 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>The folder of this photo is no longer there.</source>
        <translation>이 사진이 있던 폴더가 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>This picture cannot be read.</source>
        <translation>이 사진은 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>{reason} You see its small preview.</source>
        <translation>{reason} 작은 미리보기로 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop folders of photos here</source>
        <translation>사진 폴더를 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
        <source>PhotoClip looks at them and finds photos by what they show.</source>
        <translation>PhotoClip이 사진을 살펴보고, 사진에 보이는 것으로 찾아 줍니다.</translation>
    </message>
    <message>
        <source>Choose folders…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Look around with sample photos</source>
        <translation>예제 사진으로 둘러보기</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>모든 것은 이 컴퓨터 안에만 남습니다.</translation>
    </message>
    <message>
        <source>The built-in model is small and quick. It knows everyday things, scenes and occasions, and reads English and the Korean words of its label list. It hardly reads text in photos, counts, or tells fine kinds apart, such as breeds.</source>
        <translation>기본 모델은 작고 빠릅니다. 일상적인 사물과 장면, 행사를 알아보며 영어와 라벨 목록에 있는 한국어를 읽습니다. 사진 속 글자를 읽거나 수를 세거나 품종처럼 세세한 종류를 구분하는 일은 거의 하지 못합니다.</translation>
    </message>
    <message>
        <source>Use a larger model from a folder…</source>
        <translation>폴더에 있는 더 큰 모델 쓰기…</translation>
    </message>
    <message>
        <source>Choose folders</source>
        <translation>폴더 선택</translation>
    </message>
</context>
<context>
    <name>albums</name>
    <message>
        <source>Album</source>
        <translation>앨범</translation>
    </message>
    <message>
        <source>Smart album</source>
        <translation>스마트 앨범</translation>
    </message>
    <message>
        <source>Album that fills itself</source>
        <translation>저절로 채워지는 앨범</translation>
    </message>
    <message>
        <source>Album that learns</source>
        <translation>배우는 앨범</translation>
    </message>
    <message>
        <source>You choose what is in it</source>
        <translation>직접 고른 사진이 들어 있습니다</translation>
    </message>
    <message>
        <source>Everything that matches “{query}”</source>
        <translation>“{query}” 검색에 맞는 모든 사진</translation>
    </message>
    <message>
        <source>Photos that show {query}</source>
        <translation>{query}이(가) 보이는 사진</translation>
    </message>
    <message>
        <source>Photos that show {query}, and what you said of them</source>
        <translation>{query}이(가) 보이는 사진과 직접 판단한 사진</translation>
    </message>
    <message>
        <source>Photos like those that you said belong</source>
        <translation>맞다고 판단한 사진과 비슷한 사진</translation>
    </message>
    <message>
        <source>nearly all are right</source>
        <translation>거의 모두 맞음</translation>
    </message>
    <message>
        <source>hardly any are right</source>
        <translation>맞는 사진이 거의 없음</translation>
    </message>
    <message>
        <source>about {count} of 10 are right</source>
        <translation>10장 중 약 {count}장이 맞음</translation>
    </message>
    <message>
        <source>%n photos</source>
        <translation>사진 %n장</translation>
    </message>
    <message>
        <source>a trip</source>
        <translation>여행</translation>
    </message>
    <message>
        <source>an event</source>
        <translation>행사</translation>
    </message>
    <message>
        <source>fills itself</source>
        <translation>저절로 채워짐</translation>
    </message>
    <message>
        <source>In the order of adding</source>
        <translation>넣은 순서</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>잘 맞는 순서</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>오래된 순</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>이름순</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>새 앨범 만들기</translation>
    </message>
    <message>
        <source>Renamed album</source>
        <translation>앨범 이름 바꾸기</translation>
    </message>
    <message>
        <source>Moved album</source>
        <translation>앨범 옮기기</translation>
    </message>
    <message>
        <source>Chosen cover</source>
        <translation>표지 정하기</translation>
    </message>
    <message>
        <source>Order of the album</source>
        <translation>앨범의 순서</translation>
    </message>
    <message>
        <source>What the album looks for</source>
        <translation>앨범이 찾는 내용 바꾸기</translation>
    </message>
    <message>
        <source>Deleted album</source>
        <translation>앨범 삭제</translation>
    </message>
    <message>
        <source>Merged albums</source>
        <translation>앨범 합치기</translation>
    </message>
    <message>
        <source>What belongs in the album</source>
        <translation>앨범에 맞는지 판단</translation>
    </message>
    <message>
        <source>Arranged album</source>
        <translation>앨범 배열</translation>
    </message>
    <message>
        <source>Photos added to an album</source>
        <translation>앨범에 사진 넣기</translation>
    </message>
    <message>
        <source>Photos removed from an album</source>
        <translation>앨범에서 사진 빼기</translation>
    </message>
    <message>
        <source>Imported albums</source>
        <translation>앨범 가져오기</translation>
    </message>
    <message>
        <source>Dismissed suggestion</source>
        <translation>제안 거절</translation>
    </message>
    <message>
        <source>This album is empty</source>
        <translation>빈 앨범입니다</translation>
    </message>
    <message>
        <source>Drag photos onto it in the sidebar, or choose photos and press A.</source>
        <translation>사진을 사이드바의 앨범으로 끌어다 놓거나, 사진을 고르고 A를 누르세요.</translation>
    </message>
    <message>
        <source>Nothing belongs in this album yet</source>
        <translation>아직 이 앨범에 맞는 사진이 없습니다</translation>
    </message>
    <message>
        <source>Photos join by themselves. Pull the slider to “more” for less certain ones.</source>
        <translation>사진은 저절로 들어옵니다. 덜 확실한 사진도 넣으려면 슬라이더를 “더 많이” 쪽으로 옮기세요.</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy년 M월 d일</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds}초</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>빈 파일입니다.</translation>
    </message>
    <message>
        <source>The file ends too early; part of it is missing.</source>
        <translation>파일이 중간에 끊겨 일부가 없습니다.</translation>
    </message>
    <message>
        <source>This is not a picture, whatever its name says.</source>
        <translation>이름과 달리 사진 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>The picture is too large to be opened safely.</source>
        <translation>사진이 너무 커서 안전하게 열 수 없습니다.</translation>
    </message>
    <message>
        <source>You may not read this file.</source>
        <translation>이 파일을 읽을 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The file disappeared before it could be read.</source>
        <translation>읽기 전에 파일이 사라졌습니다.</translation>
    </message>
    <message>
        <source>The file was still being written.</source>
        <translation>아직 저장 중인 파일이었습니다.</translation>
    </message>
    <message>
        <source>Reading this file makes the decoder crash; it is left out.</source>
        <translation>이 파일을 읽으면 디코더가 중단되어 제외했습니다.</translation>
    </message>
    <message>
        <source>The file is damaged or of an unknown kind.</source>
        <translation>파일이 손상되었거나 알 수 없는 형식입니다.</translation>
    </message>
</context>
</TS>
