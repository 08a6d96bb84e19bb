"""Finds in a Korean text what an image-text model cannot do; see ``limits``."""

from __future__ import annotations

import re

_NOTHING = re.compile(
    r"(?:^|(?<=\s))(?P<what>[^\W\d_]+?)\s*(?:없는|없이|없음|빼고|말고|제외하고|제외한|제외|아닌)(?=\s|$)"
)
_IDIOMS = frozenset(("끝", "수", "변함", "쓸모", "빈틈", "상관", "소용", "거침", "틀림"))
_PEOPLE = re.compile("아무도?|사람들?이?")

_NUMBER = "두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_LONG_COUNTERS = "마리|사람|송이|그루|켤레"
_SHORT_COUNTERS = "명|대|권|장|잔|쌍|채|척|개"
# 세대 is a generation, 30대 are people's thirties: short counters need a space or a small number.
_COUNTS = re.compile(
    rf"(?:^|(?<=\s))(?:(?:{_NUMBER}|\d+)\s*(?:{_LONG_COUNTERS})|(?:{_NUMBER})\s+(?:{_SHORT_COUNTERS})|"
    rf"\d+\s*명|[2-9]\s*(?:{_SHORT_COUNTERS}))"
)
_READS = re.compile(r"\S+(?:라고|라는)\s*(?:쓰|적|써|글)\S*")

_FINE_KINDS = {
    "개": "진돗개 푸들 말티즈 시바견 치와와 리트리버 닥스훈트 비숑 코기 허스키 불독 포메라니안 "
    "시츄 요크셔테리어 비글 셰퍼드 보더콜리 달마시안",
    "고양이": "샴고양이 러시안블루 먼치킨 스코티시폴드 페르시안 랙돌 뱅갈고양이",
    "자동차": "벤츠 아우디 테슬라 제네시스 쏘나타",
}
_KIND_OF = {name: broader for broader, names in _FINE_KINDS.items() for name in names.split()}
_FINE = re.compile("|".join(sorted(_KIND_OF, key=len, reverse=True)))


def negation(text: str) -> tuple[str, str, str] | None:
    """The words that say that something is not there, the text without them, and what takes their
    place."""
    for match in _NOTHING.finditer(text):
        if match["what"] in _IDIOMS:
            continue
        what = _without_particle(match["what"])
        rest = " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
        return match.group(), rest, f"-{what}"
    return None


def counting(text: str) -> str | None:
    """The words that count."""
    match = _COUNTS.search(text)
    return match and match.group()


def reading(text: str) -> str | None:
    """The words that ask for written text."""
    match = _READS.search(text)
    return match and match.group()


def fine_kind(text: str) -> tuple[str, str] | None:
    """A kind, and the text with a broader one; that alone where a particle hangs on the kind."""
    match = _FINE.search(text)
    if match is None:
        return None
    broader = _KIND_OF[match.group()]
    if text[match.end() : match.end() + 1].strip():
        return match.group(), broader
    return match.group(), f"{text[: match.start()]}{broader}{text[match.end() :]}"


def _without_particle(word: str) -> str:
    """The word without 을, 를, 은 or 는 where the syllable before it asks for that one.

    이 and 가 stay, but for people: they end as many nouns (고양이, 휴가) as they mark.
    """
    if _PEOPLE.fullmatch(word):
        return "사람"
    if len(word) < 2 or not "가" <= word[-2] <= "힣":
        return word
    has_final = (ord(word[-2]) - ord("가")) % 28 > 0
    return word[:-1] if word[-1] in ("을은" if has_final else "를는") else word
