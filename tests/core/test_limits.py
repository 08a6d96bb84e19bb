"""A quiet word where a query asks for what such models cannot do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.limits import Limit, advice_for


@pytest.mark.parametrize(
    ("text", "words", "suggestion"),
    [
        ("beach with no people", "with no people", "beach -people"),
        ("a street without any cars at night", "without any cars", "a street at night -cars"),
        ("no people", "no people", "-people"),
        ("forest but not snow", "not snow", "forest -snow"),
        ("beach with nobody", "nobody", "beach -people"),
        ("A dog without a collar", "without a collar", "A dog -collar"),
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
    ],
)  # fmt: skip
def test_an_ordinary_query_gets_no_advice(text: str) -> None:
    assert advice_for(text) is None


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    advice = advice_for(text)
    assert advice is None or advice.message


def test_a_very_long_query_is_looked_at_quickly() -> None:
    assert advice_for("sea " * 5000) is None
