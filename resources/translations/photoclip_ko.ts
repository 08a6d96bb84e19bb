<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
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
    <name>Chip</name>
    <message>
        <source>Stop searching by this picture</source>
        <translation>이 사진으로 찾기 끝내기</translation>
    </message>
    <message>
        <source>like {name}</source>
        <translation>{name} 비슷한 사진</translation>
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
    <message numerus="yes">
        <source>%n photos are chosen</source>
        <translation>
            <numerusform>사진 %n장 선택됨</numerusform>
        </translation>
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
        <source>Similar photo {name}</source>
        <translation>비슷한 사진 {name}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Show or hide the sidebar (F9)</source>
        <translation>사이드바 표시/숨기기 (F9)</translation>
    </message>
    <message>
        <source>Show or hide the info (F10)</source>
        <translation>정보 표시/숨기기 (F10)</translation>
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
        <source>Order</source>
        <translation>정렬</translation>
    </message>
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
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>사진 %n장</numerusform>
        </translation>
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
    <name>SearchActions</name>
    <message>
        <source>Looking at photos works, searching does not: {reason}</source>
        <translation>사진은 볼 수 있지만 찾기는 되지 않습니다: {reason}</translation>
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
        <source>Folders</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>This folder is away: its drive is not connected. Its photos stay.</source>
        <translation>드라이브가 연결되어 있지 않은 폴더입니다. 사진 정보는 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>{folder} (away)</source>
        <translation>{folder} (연결 안 됨)</translation>
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
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n개 건너뜀</numerusform>
        </translation>
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
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>shown by its small preview</source>
        <translation>작은 미리보기로 표시</translation>
    </message>
    <message>
        <source>its drive is away, shown by its small preview</source>
        <translation>드라이브가 연결되어 있지 않아 작은 미리보기로 표시</translation>
    </message>
    <message>
        <source>this picture cannot be shown</source>
        <translation>이 사진은 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>즐겨찾기</translation>
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
        <source>Previous photo</source>
        <translation>이전 사진</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>다음 사진</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>즐겨찾기에서 빼기</translation>
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
        <source>Choose folders</source>
        <translation>폴더 선택</translation>
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
