"""Korean queries for a model that knows English only: the label set's names are the dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from photoclip.core.labels import LabelSet, plain

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
_WITH_PARTICLE = re.compile("(.*[^\\W\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff])([\uac00-\ud7a3]+)")
_WORD = re.compile(r"^(?P<before>[^\w]*)(?P<word>.*?)(?P<after>[^\w]*)$", re.DOTALL)
_LONGEST_PHRASE = 5

_PARTICLE_WORDS = """이 가 을 를 은 는 의 에 에서 에는 에서는 와 과 이랑 랑 하고 로 으로 도 만 까지
부터 에게 한테 께 처럼 보다 마다 이나 나 들 들이 들을 들은 들의 들과 속 속의 속에서 이다 인
하는 했던"""
_SILENT_WORDS = """사진 사진들 이미지 있는 있다 하는 하고 찍은 찍힌 나오는 나온 보이는 그리고 및
또는 같은 위 위에 위의 위에서 옆 옆에 옆의 앞 앞에 앞의 앞에서 뒤 뒤에 안 안에 안의 안에서 아래
밑 밑에 함께 같이 모든 어떤 찾아줘 보여줘 내 나의 우리 의 마리 명"""

# Longest first, so that 에서 goes before 서 would; a word keeps at least one syllable.
_PARTICLES = tuple(sorted(_PARTICLE_WORDS.split(), key=len, reverse=True))
_ALONE = frozenset(_PARTICLES)
_SILENT = frozenset(_SILENT_WORDS.split())
_SMALL_WORDS = "그 이 저 한 두 세 네 더 또 등 수 것 못 잘 큰 제 몇 각 여러 많은 아주 매우"
_SMALL = frozenset(_SMALL_WORDS.split())
_CLEAR_PARTICLES = (
    *("에서는", "에게서", "에서", "에게", "에는", "으로", "까지", "부터", "처럼", "하고"),
    *("을", "를", "의", "에"),
)
"""Endings that hardly a noun has, the longest first."""


@dataclass(frozen=True, slots=True)
class Translated:
    """text: what to search for in English, "" when nothing is known. uncovered: words left out."""

    text: str
    uncovered: tuple[str, ...] = ()


def is_korean(text: str) -> bool:
    """Whether there is any Hangul in it."""
    return bool(_HANGUL.search(text))


def is_foreign(text: str) -> bool:
    """Whether it has a word that is written in no Latin letter, such as 犬 or собака."""
    return not text.isascii() and any(map(_is_foreign_word, text.split()))


def foreign_words(text: str) -> list[str]:
    """The words of a text that are written in neither Latin letters nor Hangul, each once; pictures
    in the place of words (emoji) are among them."""
    if text.isascii():
        return []
    words = dict.fromkeys(text.split())
    return [
        one for one in words if _is_emoji(one) or (_is_foreign_word(one) and not is_korean(one))
    ]


def content_words(text: str) -> list[str]:
    """The words in Hangul that could show in a picture, without particles that no noun ends with.

    이, 가, 은, 는 and the like stay: 고양이 and 휴가 end with them as nouns do.
    """
    found = []
    for word in map(_bare, unicodedata.normalize("NFC", text).split()):
        if not is_korean(word) or word in _SILENT or word in _ALONE or word in _SMALL:
            continue
        ending = next((one for one in _CLEAR_PARTICLES if word.endswith(one)), "")
        least = 2 if len(ending) == 1 else 1
        found.append(word.removesuffix(ending) if len(word) >= len(ending) + least else word)
    return found


def _is_emoji(word: str) -> bool:
    return any(unicodedata.category(one) == "So" for one in word) and not any(
        map(str.isalnum, word)
    )


def _is_foreign_word(word: str) -> bool:
    letters = [one for one in word if one.isalnum()]
    return any(map(str.isalpha, letters)) and not any(
        one.isdecimal() or unicodedata.name(one, "").startswith(("LATIN", "FULLWIDTH LATIN"))
        for one in letters
    )


class KoreanDictionary:
    """Translates words and phrases by a label set; build once, ask often."""

    def __init__(self, labels: LabelSet) -> None:
        self._english: dict[str, str] = {}
        for english, korean in labels.words:
            self._english[_key([korean])] = english
        for label in labels.labels:
            for english, korean in label.also:
                if korean:
                    self._english[_key([korean])] = english or label.english
        for label in labels.labels:
            if label.korean:
                self._english[_key([label.korean])] = label.english

    def translate(self, text: str) -> Translated | None:
        """The English of a text that is not all in Latin letters, the longest known phrases first.

        Particles (은, 는, 에서, …) at the end of words, of Latin ones too, and words without a
        picture-like meaning ("photo", "with") are passed over; words in other scripts are left
        out. None for a text in Latin letters.
        """
        if not is_foreign(text) and not is_korean(text):
            return None
        words = unicodedata.normalize("NFC", text).split()
        found: list[str] = []
        uncovered: list[str] = []
        place = 0
        while place < len(words):
            taken, english = self._longest(words[place : place + _LONGEST_PHRASE])
            if english is None:
                uncovered.append(_bare(words[place]))
            elif english:
                found.append(english)
            place += taken
        return Translated(" ".join(found), tuple(uncovered))

    def _longest(self, words: list[str]) -> tuple[int, str | None]:
        """How many of the words make a phrase, and its English: "" is silent, None unknown."""
        if not is_korean(words[0]):
            return 1, None if _is_foreign_word(words[0]) else words[0]
        before = _parts(words[0])[0]
        for count in range(len(words), 0, -1):
            english = self._phrase(words[:count])
            if english is not None:
                after = _parts(words[count - 1])[1]
                return count, f"{before}{english}{after}" if english else ""
        # dog와: a particle is written without a space after a word of any script.
        mixed = _WITH_PARTICLE.fullmatch(_bare(words[0]))
        if mixed and not _is_foreign_word(mixed[1]) and "" in _without_particles(mixed[2], least=0):
            return 1, f"{before}{mixed[1]}{_parts(words[0])[1]}"
        return 1, None

    def _phrase(self, words: list[str]) -> str | None:
        key = _key(map(_bare, words))
        for candidate in _without_particles(key):
            if candidate in self._english:
                return self._english[candidate]
            if candidate in _SILENT or candidate in _ALONE:
                return ""
        # 강아지사진을: the last part says only that it is a photo.
        named = (one.removesuffix("사진") for one in _without_particles(key))
        return next((self._english[one] for one in named if one in self._english), None)


def _parts(word: str) -> tuple[str, str]:
    """Punctuation before and after a word."""
    match = _WORD.match(word)
    return (match["before"], match["after"]) if match else ("", "")


def _bare(word: str) -> str:
    match = _WORD.match(word)
    return match["word"] if match else word


def _key(words: Iterable[str]) -> str:
    """Koreans put spaces in compounds or not, as they like: 생일 케이크, 생일케이크."""
    return plain("".join(words)).replace(" ", "")


def _without_particles(word: str, least: int = 1) -> list[str]:
    """The word, and what is left of it without one particle, and without another before it.

    least: so many letters are left at least.
    """
    candidates = [word]
    for _ in range(2):
        shorter = [
            one.removesuffix(particle)
            for one in candidates
            for particle in _PARTICLES
            if one.endswith(particle) and len(one) >= len(particle) + least
        ]
        candidates = list(dict.fromkeys([*candidates, *shorter]))
    # 아이들이 is 아이들 (children) with 이 before it is 아이 (child) with 들이.
    return sorted(candidates, key=len, reverse=True)
