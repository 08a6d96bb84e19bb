"""Korean queries for a model that reads English only."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenery import ROOT

from photoclip.core.korean import KoreanDictionary, Translated
from photoclip.core.label_file import parse_labels

BUILT_IN = ROOT / "resources" / "labels" / "everyday.json"
DICTIONARY = KoreanDictionary(parse_labels(BUILT_IN.read_text(encoding="utf-8"), "everyday"))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("강아지", "puppy"),
        ("바다", "sea"),
        ("생일 케이크", "birthday cake"),
        ("생일케이크", "birthday cake"),
        ("개", "dog"),
        ("바다에서 뛰는 강아지", "sea running puppy"),
        ("고양이의 사진", "cat"),
        ("강아지사진", "puppy"),
        ("생일케이크사진을", "birthday cake"),
        ("수영하는 아이", "swimming child"),
        ("고양이 두 마리", "cat two"),
        ("강아지랑 산책하는 아이들이", "puppy walking children"),
        ("푸들", "poodle"),
        ("빨간 자동차", "red car"),
        ("dog 고양이가", "dog cat"),
        ("dog와 고양이", "dog cat"),
        ("dog 와 고양이", "dog cat"),
        ("dog들을 on the 해변", "dog on the beach"),
        ("-사람 해변", "-person beach"),
        ("“바다”", "“sea”"),
    ],
)
def test_what_the_labels_cover_is_translated(korean: str, english: str) -> None:
    assert DICTIONARY.translate(korean) == Translated(english)


def test_decomposed_hangul_is_the_same_text() -> None:
    assert DICTIONARY.translate(unicodedata.normalize("NFD", "강아지")) == Translated("puppy")


def test_what_nothing_covers_is_told_apart() -> None:
    assert DICTIONARY.translate("쿠르릉 바다") == Translated("sea", ("쿠르릉",))
    assert DICTIONARY.translate("쿠르릉!") == Translated("", ("쿠르릉",))


def test_text_without_hangul_is_left_alone() -> None:
    assert DICTIONARY.translate("a puppy at sea 🐶") is None
    assert DICTIONARY.translate("Ünal’s café, １２ 5 €") is None


@given(st.text(alphabet=st.characters(categories=("Lo", "Ll", "P", "Zs", "So")), max_size=60))
def test_any_text_is_survived_and_no_hangul_is_passed_on(text: str) -> None:
    translated = DICTIONARY.translate(text)
    if translated is not None:
        words = text.split()
        assert len(translated.uncovered) <= len(words)
        assert DICTIONARY.translate(translated.text) is None


@pytest.mark.parametrize("word", ["犬", "собака", "كلب", "σκύλος"])
def test_letters_that_an_english_model_does_not_know_are_left_out_and_said(word: str) -> None:
    assert DICTIONARY.translate(word) == Translated("", (word,))
    assert DICTIONARY.translate(f"{word} beach") == Translated("beach", (word,))
    assert DICTIONARY.translate(f"{word} 강아지") == Translated("puppy", (word,))
