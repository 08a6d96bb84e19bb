"""What of a typed query becomes a chip, and that it goes on asking for the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query import chips as query_chips
from photoclip.core.query.parser import parse
from photoclip.core.query.text import PartKind, parts


def kinds(text: str) -> list[tuple[object, ...]]:
    """What a query asks for, whatever the order of its parts."""
    return sorted((one.kind, one.text, one.is_negated, one.weight) for one in parts(text))


@pytest.mark.parametrize(
    ("text", "chips", "words"),
    [
        ("boats at sunset", (), "boats at sunset"),
        ("boats -people date:2019..2021", ("-people", "date:2019..2021"), "boats"),
        ('"black cat" ++sunset dog', ('"black cat"', "++sunset"), "dog"),
        ("like:12 at night", ("like:12",), "at night"),
        ("(cat or dog) folder:x", ("(cat or dog)", "folder:x"), ""),
        ("beach -people sunset", ("(beach)", "-people"), "sunset"),
        ("cat or dog", (), "cat or dog"),
        ("camera:", (), "camera:"),
        ('-people "no end', ("-people", '"no end"'), ""),
    ],
)
def test_a_query_is_shown_as_chips_and_words(text: str, chips: tuple[str, ...], words: str) -> None:
    pieces = query_chips.split(text)
    assert (pieces.chips, pieces.words) == (chips, words)


LETTERS = st.text(alphabet='ab -+^2():"or.,', max_size=30)
QUERIES = st.lists(
    st.sampled_from(
        ["beach", "sea view", "-people", "++sun", "sun^0.5", '"a cat"', "like:3", "like:/a/b.png"]
    )
    | st.sampled_from(
        ["date:2019", "is:favorite", "(a or b)", "-(a b)", 'folder:"x y"', "+dog", "-tag:beach"]
    ),
    max_size=8,
).map(" ".join)


@given(QUERIES | LETTERS)
def test_the_chips_and_words_ask_for_what_was_typed(text: str) -> None:
    pieces = query_chips.split(text)
    again = query_chips.joined(pieces.chips, pieces.words)
    try:
        parse(text)
    except QuerySyntaxError:
        assert again == text.strip()
        return
    assert kinds(again) == kinds(text)


@given(QUERIES)
def test_a_chip_turned_round_twice_asks_for_the_same(text: str) -> None:
    for chip in query_chips.split(text).chips:
        once = query_chips.negated(chip)
        assert query_chips.part_of(once).is_negated != query_chips.part_of(chip).is_negated
        assert kinds(query_chips.negated(once)) == kinds(chip)
        assert len(parts(f"{once} and more")) == 2, "it stays apart from the words after it"


@given(QUERIES, st.sampled_from([1, -1]))
def test_a_chip_weighs_more_or_less_and_asks_for_the_same_otherwise(text: str, step: int) -> None:
    for chip in query_chips.split(text).chips:
        before = query_chips.part_of(chip)
        changed = query_chips.reweighted(chip, step)
        if before.kind in (PartKind.FIELD, PartKind.GROUP):
            assert changed is None
            continue
        assert changed is not None
        after = query_chips.part_of(changed)
        assert (after.weight - before.weight) * step > 0
        assert replace(after, weight=1, start=0, end=0) == replace(before, weight=1, start=0, end=0)
        assert kinds(str(query_chips.reweighted(changed, -step))) == kinds(chip)
        assert len(parts(f"{changed} and more")) == 2, "it stays apart from the words after it"


def test_no_weight_goes_beyond_the_last() -> None:
    assert query_chips.reweighted("sun^5", 1) is None
    assert query_chips.reweighted("sun^0.1", -1) is None
    assert query_chips.reweighted("sun^0.1", 1) == "sun^0.25"


@pytest.mark.parametrize(
    ("typed", "chips", "rest"),
    [
        ("beach -people |", ("(beach)", "-people"), "|"),
        ("dog camera:canon |cat", ("(dog)", "camera:canon"), "|cat"),
        ("dog camera:canon cat |", ("(dog)", "camera:canon"), "cat |"),
        ("a dog camera:can|", None, None),
        ("beach -people|", None, None),
        ("camera:nikon |dog", ("camera:nikon",), "|dog"),
        ("camera:nikon| dog", None, None),
        ('"black cat" |', ('"black cat"',), "|"),
        ('"black |', None, None),
        ("a dog |", None, None),
        ("camera: |", None, None),
        ("cat or date:2019 |", None, None),
    ],
)
def test_a_part_is_finished_by_the_space_after_it(
    typed: str, chips: tuple[str, ...] | None, rest: str | None
) -> None:
    cursor = typed.index("|")
    pieces = query_chips.finished(typed.replace("|", ""), cursor)
    if chips is None:
        assert pieces is None
        return
    assert pieces is not None
    assert pieces.chips == chips
    assert f"{pieces.words[: pieces.cursor]}|{pieces.words[pieces.cursor :]}" == rest


@pytest.mark.parametrize(
    ("chips", "words", "query"),
    [
        (["(dog)", "camera:canon"], "", "dog camera:canon"),
        (["(dog)", "camera:canon"], "cat", "dog camera:canon cat"),
        (["(dog)"], "cat", "(dog) cat"),
        (["(dog)", "(cat)", "date:2019"], "", "(dog) (cat) date:2019"),
        (["(dog or cat)", "date:2019"], "", "(dog or cat) date:2019"),
        (["(date:2019)"], "", "(date:2019)"),
    ],
)
def test_words_have_brackets_only_where_others_would_join_them(
    chips: list[str], words: str, query: str
) -> None:
    assert query_chips.joined(chips, words) == query
    assert len(parts(query)) == len(chips) + bool(words)


@given(
    st.lists(st.sampled_from(["dog", "sea view", "-people", "date:2019", '"a cat"']), max_size=8)
)
def test_what_is_typed_word_by_word_asks_for_what_it_says(typed: list[str]) -> None:
    """The chips that appear on the way change nothing of it."""
    chips: list[str] = []
    words = ""
    for one in typed:
        words += f"{one} "
        pieces = query_chips.finished(words, len(words))
        if pieces is not None:
            chips, words = [*chips, *pieces.chips], pieces.words
    assert parse(query_chips.joined(chips, words)) == parse(" ".join(typed))


def test_a_chip_is_changed_without_the_brackets_that_held_it() -> None:
    assert query_chips.as_text("(a dog)", " ") == "a dog"
    assert query_chips.as_text("(a dog)", "cat") == "(a dog) cat"
    assert query_chips.as_text("date:2019", "") == "date:2019"


def test_an_or_in_the_words_stays_within_them() -> None:
    text = query_chips.joined(["date:2019"], "cat or dog")
    assert [one.kind for one in parts(text)] == [PartKind.FIELD, PartKind.GROUP]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("boats camra:nikon", "boats camera:nikon"),
        ("type:jpag dog", "type:jpeg dog"),
        ("is:favorit", "is:favorite"),
    ],
)
def test_a_suggestion_mends_the_place_of_the_error(text: str, better: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    assert query_chips.mended(text, caught.value) == better


def test_a_suggested_name_goes_behind_its_field() -> None:
    error = QuerySyntaxError("There is no tag named “beech”.", "", (4, 14), "sandy beach")
    assert query_chips.mended("sea -tag:beech now", error) == 'sea -tag:"sandy beach" now'


def test_the_place_of_an_error_is_found_behind_the_chips() -> None:
    chips, words = ["date:2019"], " boats camra:x"
    text = query_chips.joined(chips, words)
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    place = query_chips.place_in_words(caught.value.span, chips, words)
    assert place is not None
    assert words[slice(*place)] == "camra"
    assert query_chips.place_in_words((0, 9), chips, words) is None


def test_better_words_take_the_place_of_the_others() -> None:
    text = "date:2019 a street with no people"
    assert query_chips.reworded(text, "a street with no people", "a street -people") == (
        "date:2019 a street -people"
    )
    assert query_chips.reworded(text, "a street", "x") is None
