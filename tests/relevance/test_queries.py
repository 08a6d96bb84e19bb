"""What kind of text a query is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance.queries import MAX_NAMED, QueryKind, query_kind, texts_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dog", QueryKind.LABEL),
        ("a dog", QueryKind.LABEL),
        ("the birthday cake", QueryKind.LABEL),
        ("a", QueryKind.LABEL),
        ("a photo of a dog", QueryKind.PHRASE),
        ("a dog runs over the wet grass", QueryKind.SENTENCE),
    ],
)
def test_the_kind_goes_by_the_number_of_words(text: str, kind: QueryKind) -> None:
    assert query_kind(text) is kind


def test_a_label_is_the_same_with_and_without_its_article() -> None:
    assert texts_of("a dog") == texts_of("dog")
    assert texts_of("dog")[0][:2] == ["dog", "a photo of dog"]


def test_a_sentence_is_embedded_with_the_words_it_names() -> None:
    prompts, named = texts_of("Two dogs are running over the grass behind a dog's house")
    assert prompts == ["Two dogs are running over the grass behind a dog's house"]
    assert named == ["dogs", "running", "grass", "dog's", "house"]


@given(st.text(min_size=1).filter(str.strip))
def test_no_text_is_too_odd_to_embed(text: str) -> None:
    prompts, named = texts_of(text)
    assert prompts
    assert all(one.strip() for one in (*prompts, *named))
    assert len(named) <= MAX_NAMED


def test_a_phrase_is_embedded_with_its_words_too() -> None:
    assert texts_of("a bed with pillows") == (["a bed with pillows"], ["bed", "pillows"])
