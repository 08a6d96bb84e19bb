"""A quiet word where a query asks for what such models cannot do."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.advice import Limit
from photoclip.core.query.limits import advice_for
from photoclip.core.query.parser import parse


@pytest.mark.parametrize(
    ("text", "words", "suggestion"),
    [
        ("beach with no people", "with no people", "beach -people"),
        ("a street without any cars at night", "without any cars", "a street at night -cars"),
        ("no people", "no people", "-people"),
        ("forest but not snow", "not snow", "forest -snow"),
        ("beach with nobody", "nobody", "beach -people"),
        ("A dog without a collar", "without a collar", "A dog -collar"),
        ("no one on the beach", "no one", "on the beach -people"),
        ("a no-one land", "no-one", "land -people"),
        ("beach without red cars", "without red cars", 'beach -"red cars"'),
        ("no dogs or cats", "no dogs or cats", "-dogs -cats"),
        ("forest without people and cars", "without people and cars", "forest -people -cars"),
        ("no people and mountains", "no people", "mountains -people"),
        ("people but no dogs and no cats", "no dogs and no cats", "people -dogs -cats"),
        ("neither dogs nor cats", "neither dogs nor cats", "-dogs -cats"),
        ("dogs, not cats.", "not cats", "dogs -cats"),
        ("photo with no people in it", "with no people", "photo -people"),
        ("a child who isn’t smiling", "who isn’t smiling", "a child -smiling"),
        ("animals other than dogs", "other than dogs", "animals -dogs"),
        ("everything except cats", "except cats", "-cats"),
        ("no smoking sign with no people", "with no people", "no smoking sign -people"),
        ("사람 없는 해변", "사람 없는", "해변 -사람"),
        ("사람이 없는 해변", "사람이 없는", "해변 -사람"),
        ("고양이 없는 방", "고양이 없는", "방 -고양이"),
        ("개를 빼고 동물", "개를 빼고", "동물 -개"),
        ("아무도 없는 거리", "아무도 없는", "거리 -사람"),
        ("가을 말고 바다", "가을 말고", "바다 -가을"),
        ("( 사람 없는 해변", "사람 없는", "-사람"),
        ("(beach with no people", "with no people", "-people"),
    ],
)
def test_a_negation_is_answered_with_a_minus(text: str, words: str, suggestion: str) -> None:
    advice = advice_for(text)
    assert advice is not None
    assert (advice.limit, advice.words, advice.suggestion) == (Limit.NEGATION, words, suggestion)
    assert advice.message.endswith(suggestion)


@pytest.mark.parametrize(
    ("text", "limit", "words"),
    [
        ("three dogs", Limit.COUNTING, "three dogs"),
        ("exactly two red cars on a road", Limit.COUNTING, "exactly two red cars"),
        ("5 people at a table", Limit.COUNTING, "5 people"),
        ("a sign that says open", Limit.READING, "sign that says"),
        ("sign saying stop", Limit.READING, "sign saying"),
        ("a t-shirt with text hello", Limit.READING, "with text hello"),
        ("license plate ABC 123", Limit.READING, "license plate ABC 123"),
        ("cake with the name anna", Limit.READING, "cake with the name"),
        ("정지라고 쓰인 표지판", Limit.READING, "정지라고 쓰인"),
        ("exactly one person", Limit.COUNTING, "exactly one person"),
        ("5 stars and three cats", Limit.COUNTING, "three cats"),
        ("강아지 세 마리", Limit.COUNTING, "세 마리"),
        ("개 두마리가", Limit.COUNTING, "두마리"),
        ("100명", Limit.COUNTING, "100명"),
        ("푸들이 있는", Limit.FINE_KINDS, "푸들"),
        ("a poster with the words happy birthday", Limit.READING, "poster with the words"),
        ("my labrador in the snow", Limit.FINE_KINDS, "labrador"),
        ("Dachshunds", Limit.FINE_KINDS, "Dachshunds"),
    ],
)
def test_other_limits_are_named(text: str, limit: Limit, words: str) -> None:
    advice = advice_for(text)
    assert advice is not None
    assert (advice.limit, advice.words) == (limit, words)
    assert words in advice.message


@pytest.mark.parametrize(
    "text",
    [
        "a dog on a sofa", "notre dame", "a no smoking sign", "knots in a rope", "2019",
        "iphone 12", "one dog", "a 5 years old child", "not",
        "northern lights", "a woman reads a book", "a dog",
        "-people beach", "number plate", "", "  ", "without",
        "no-fly zone", "no fly zone", "no man's land", "no one's land", "no dogs allowed",
        "no problem", "never ending road", "yes or no", "No. 5", "don't look up", "snow-free",
        "one love", "10 downing street", "seven wonders", "four seasons", "24 mm lens",
        "channel 7 news", "top 10 photos", "4 weeks old kitten", "three-piece suit",
        "reading a book", "text message", "a girl with a book reading", "a street sign",
        "the words of a friend", "nikola tesla", "husky voice",
        "끝없는 길", "세대 차이", "30대 남자", "없는 것", "두부", "네잎클로버",
    ],
)  # fmt: skip
def test_an_ordinary_query_gets_no_advice(text: str) -> None:
    assert advice_for(text) is None


def test_a_kind_is_replaced_by_a_broader_one_in_its_sentence() -> None:
    for text, broader in (
        ("black labradors on a beach", "black dogs on a beach"),
        ("a siamese cat", "a cat"),
        ("눈 속의 푸들", "눈 속의 개"),
    ):
        advice = advice_for(text)
        assert advice is not None
        assert (advice.suggestion, advice.text) == (broader, text)


WORDS = (
    *("no", "not", "without", "who", "isn't", "nobody", "no one", "neither", "and", "or", "nor"),
    *("people", "dogs", "two", "the", "(", ")", '"', "-", "^2", "folder:", ",", "with", "except"),
    *("없는", "사람", "두 마리", "빼고", "a"),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_no_text_is_too_odd_and_each_rewritten_one_can_be_asked(text: str) -> None:
    advice = advice_for(text)
    if advice is not None:
        assert advice.message
        if advice.limit is Limit.NEGATION:
            assert parse(advice.suggestion).root is not None


@pytest.mark.parametrize(
    "letters", [", ", "no ", "no a ", "who is not ", "a,", ". ", "두 ", "없는 "]
)
def test_a_thousand_odd_letters_are_looked_at_quickly(letters: str) -> None:
    started = time.process_time()
    advice_for(letters * 400 + "no x" + letters * 400)
    assert time.process_time() - started < 2


def test_a_very_long_query_is_looked_at_quickly() -> None:
    assert advice_for("sea " * 5000) is None
