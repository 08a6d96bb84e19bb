"""What a typed search means."""

from __future__ import annotations

from datetime import datetime

import pytest

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.parser import MAX_DEPTH, MAX_LENGTH, parse
from photoclip.core.query.text import PartKind, parts, remove_part, to_text
from photoclip.core.query.tree import (
    And,
    Between,
    Contains,
    Dates,
    Filter,
    Like,
    Months,
    Named,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Query,
    Text,
    leaves,
)


def only(text: str) -> Node:
    root = parse(text).root
    assert root is not None
    return root


def condition(text: str) -> object:
    node = only(text)
    assert isinstance(node, Filter)
    return node.condition


def refused(text: str) -> tuple[str, str]:
    """The marked place in the text, and what is suggested instead."""
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    start, end = caught.value.span
    return text[start:end], caught.value.suggestion


def test_words_in_a_row_are_one_sentence() -> None:
    assert only("dog on   the\tbeach") == Text("dog on the beach")


def test_a_field_between_words_does_not_tear_a_sentence_unseen() -> None:
    assert only("dog rating:5 beach") == And(
        (Text("dog"), Filter("rating", "5", Between("rating", 5, 5)), Text("beach"))
    )


def test_signs_and_weights_split_parts_off() -> None:
    assert only("beach ++sunset -people") == And(
        (Text("beach"), Text("sunset", 2.0), Not(Text("people")))
    )
    assert only("old house^0.5 garden") == And((Text("old"), Text("house", 0.5), Text("garden")))
    assert only('"red car"^2') == Text("red car", 2.0, is_phrase=True)
    assert only("++(sea or lake)^2") == Or((Text("sea", 4.0), Text("lake", 4.0)))


def test_a_phrase_stays_a_sentence_of_its_own() -> None:
    assert only('dog "on the beach" sun') == And(
        (Text("dog"), Text("on the beach", is_phrase=True), Text("sun"))
    )
    assert only("“smart marks”") == Text("smart marks", is_phrase=True)
    assert only('"say ""hi"""') == Text('say "hi"', is_phrase=True)
    assert only('"never closed') == Text("never closed", is_phrase=True)


def test_neighbours_bind_tighter_than_or() -> None:
    assert only("black cat or white dog") == Or((Text("black cat"), Text("white dog")))
    assert only("(cat or dog) rating:5") == And(
        (Or((Text("cat"), Text("dog"))), Filter("rating", "5", Between("rating", 5, 5)))
    )
    assert only("-(a or b)") == Not(Or((Text("a"), Text("b"))))
    assert only("-(-cat)") == Text("cat")


@pytest.mark.parametrize(
    "text",
    ["12:30", "http://example.org/a", "C:\\photos", "Dune: part two", "re:stuff", "ratio 16:9",
     "a :) smile".replace(")", ""), "t-shirt", "dog - cat", "5\" pizza", "photo(1)"],
)  # fmt: skip
def test_ordinary_text_stays_text(text: str) -> None:
    assert only(text) == Text(text)


def test_like_takes_a_number_or_a_path() -> None:
    assert only("like:42") == Like("42")
    assert Like("42").photo_id == 42
    assert only('like:"/my photos/a.jpg"^0.5 at night') == And(
        (Like("/my photos/a.jpg", 0.5), Text("at night"))
    )
    assert Like("/my photos/a.jpg").photo_id is None
    assert only("like:C:\\a.jpg") == Like("C:\\a.jpg")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("folder:Holiday", Contains("Holiday")),
        ('camera:"Nikon D90"', Contains("Nikon D90")),
        ("iso:>800", Between("iso", 801, None)),
        ("iso:100..400", Between("iso", 100, 400)),
        ("rating:>=4", Between("rating", 4, None)),
        ("rating:..2", Between("rating", None, 2)),
        ("size:>10MB", Between("bytes", 10_000_001, None)),
        ("size:1..2MiB", Between("bytes", 2**20, 2**21)),
        ("size:12mp", Between("pixels", 11.5e6, 12.5e6)),
        ("size:<=0.5GB", Between("bytes", None, 5e8)),
        ("type:JPG", OneOf("jpeg")),
        ("is:favourite", OneOf("favorite")),
        ("has:location", OneOf("gps")),
        ("orientation:portrait", OneOf("portrait")),
        ("date:2019..2021", Dates(datetime(2019, 1, 1), datetime(2022, 1, 1))),
        ("date:2020-05", Dates(datetime(2020, 5, 1), datetime(2020, 6, 1))),
        ("date:2020-12-31", Dates(datetime(2020, 12, 31), datetime(2021, 1, 1))),
        ("date:>2019", Dates(datetime(2020, 1, 1), None)),
        ("date:<2020-05", Dates(None, datetime(2020, 5, 1))),
        ("date:..2020", Dates(None, datetime(2021, 1, 1))),
        ("date:summer", Months(frozenset({6, 7, 8}))),
        ("date:여름", Months(frozenset({6, 7, 8}))),
        ("date:5월", Months(frozenset({5}))),
        ("date:Jan", Months(frozenset({1}))),
        ('date:"winter 2020"', Dates(datetime(2020, 12, 1), datetime(2021, 3, 1))),
        ("date:may-2020", Dates(datetime(2020, 5, 1), datetime(2020, 6, 1))),
        ("date:9999", Dates(datetime(9999, 1, 1), None)),
        ("before:2020-05", Dates(None, datetime(2020, 5, 1))),
        ("after:2020-05-17", Dates(datetime(2020, 5, 17), None)),
        ("after:2021-06-01T14:30", Dates(datetime(2021, 6, 1, 14, 30), None)),
        ('before:"2021-06-01 14:30"', Dates(None, datetime(2021, 6, 1, 14, 30))),
        (
            "date:2021-06-01T14:30",
            Dates(datetime(2021, 6, 1, 14, 30), datetime(2021, 6, 1, 14, 31)),
        ),
        (
            "date:2021-06-01T09:00..2021-06-01T09:59:30",
            Dates(datetime(2021, 6, 1, 9), datetime(2021, 6, 1, 9, 59, 31)),
        ),
        ("near:37.5,127.0", Near(None, 37.5, 127.0, 25.0)),
        ("near:37.5,-127,10km", Near(None, 37.5, -127.0, 10.0)),
        ('near:"Seoul"', Near("Seoul", 0.0, 0.0, 25.0)),
        ('near:"New York",500m', Near("New York", 0.0, 0.0, 0.5)),
        ('near:"Paris, US"', Near("Paris, US", 0.0, 0.0, 25.0)),
    ],
)
def test_fields_take_their_values(text: str, expected: object) -> None:
    assert condition(text) == expected
    negated = only(f"-{text}")
    assert isinstance(negated, Not)
    assert negated.node == only(text)


@pytest.mark.parametrize(
    ("text", "place", "suggestion"),
    [
        ("beach camra:nikon", "camra", "camera:"),
        ("type:jepg", "jepg", "jpeg"),
        ("is:favorit", "favorit", "favorite"),
        ("date:sumer", "sumer", "summer"),
        ("cat (dog", "(", ""),
        ("cat ) dog", ")", ""),
        ("cat or", "or", ""),
        ("or cat", "or", ""),
        ("cat or or dog", "or", ""),
        ("rating:9", "9", ""),
        ("rating:", "rating:", ""),
        ("date:2021..2019", "2021..2019", ""),
        ("date:2021-02-30", "2021-02-30", ""),
        ("size:100", "100", ""),
        ("iso:fast", "fast", ""),
        ("near:95,10", "95,10", ""),
        ("sunset^0", "^0", ""),
        ("cat ()", "()", ""),
        ('""', '"', ""),
    ],
)
def test_what_is_not_understood_is_pointed_at(text: str, place: str, suggestion: str) -> None:
    assert refused(text) == (place, suggestion)


def test_deep_brackets_are_refused_in_words() -> None:
    assert only("(" * MAX_DEPTH + "cat" + ")" * MAX_DEPTH) == Text("cat")
    with pytest.raises(QuerySyntaxError, match="brackets within each other"):
        parse("(" * 5000 + "cat" + ")" * 5000)


def test_nothing_typed_is_an_empty_query() -> None:
    assert parse("  ") == Query()
    assert to_text(Query()) == ""


def test_the_canonical_spelling_is_one_that_a_person_would_type() -> None:
    text = "beach ++sunset  -people (date:2020 OR date:2021) like:42 near:Seoul,5km"
    assert to_text(parse(text)) == (
        "beach sunset^2 -people (date:2020 or date:2021) like:42 near:Seoul,5km"
    )
    assert to_text(parse("a (b c) d +e")) == "a (b c) +d +e"


def test_chips_show_each_part_and_its_place() -> None:
    text = 'old dog -people^2 "at night" -is:favorite (a or b) or like:7^0.5'
    found = parts(text)
    assert [(one.kind, one.text, one.is_negated, one.weight) for one in found] == [
        (PartKind.WORDS, "old dog", False, 1.0),
        (PartKind.WORDS, "people", True, 2.0),
        (PartKind.PHRASE, "at night", False, 1.0),
        (PartKind.FIELD, "is:favorite", True, 1.0),
        (PartKind.GROUP, "a or b", False, 1.0),
        (PartKind.LIKE, "7", False, 0.5),
    ]
    assert [text[one.start : one.end] for one in found] == [
        "old dog", "-people^2", '"at night"', "-is:favorite", "(a or b)", "like:7^0.5"
    ]  # fmt: skip
    assert [one.alternative for one in found] == [0, 0, 0, 0, 0, 1]


def test_a_part_can_be_taken_away() -> None:
    text = "beach -people rating:5"
    beach, people, rating = parts(text)
    assert remove_part(text, people) == "beach rating:5"
    assert remove_part(text, beach) == "-people rating:5"
    assert remove_part(text, rating) == "beach -people"
    assert remove_part("cat or dog", parts("cat or dog")[1]) == "cat"
    assert remove_part("cat", parts("cat")[0]) == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [("dog^-1", "^-1"), ("dog^1e9", "^1e9"), ('"a dog"^-2 cat', "^-2"), ("(a b)^.5", "^.5")],
)
def test_a_weight_that_cannot_be_is_pointed_at(text: str, place: str) -> None:
    with pytest.raises(QuerySyntaxError, match="A weight lies between") as raised:
        parse(text)
    assert text[slice(*raised.value.span)] == place


def test_a_caret_within_a_word_is_a_letter() -> None:
    assert parse("10^5km").root == Text("10^5km")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("folder：홀리데이", "folder:홀리데이"),
        ("near：“Seoul”，１０km", 'near:"Seoul",10km'),
        ("바다 －사람", "바다 -사람"),
        ("바다 －“검은 고양이”", '바다 -"검은 고양이"'),
        ("beach –people −cars", "beach -people -cars"),
        ("－rating：＞＝４", "-rating:>=4"),
        ("（고양이　ｏｒ　개） ＋＋바다", "(고양이 or 개) ++바다"),
        ("sunset＾0.5 ＂black cat＂＾２", 'sunset^0.5 "black cat"^2'),
        ("date：２０１９．．２０２１", "date:2019..2021"),
        ("ｌｉｋｅ：４２", "like:42"),
    ],
)
def test_punctuation_of_an_east_asian_keyboard_means_what_it_looks_like(
    typed: str, meant: str
) -> None:
    def asked(text: str) -> list[tuple[object, ...]]:
        found = parts(text)
        conditions = [one.condition for one in leaves(parse(text).root) if isinstance(one, Filter)]
        known = [
            (one.kind, one.is_negated, one.weight, one.alternative)
            + (() if one.kind is PartKind.FIELD else (one.text,))
            for one in found
        ]
        return [*known, *((one,) for one in conditions)]

    assert asked(typed) == asked(meant)


def test_full_width_letters_stay_in_the_names_of_files_and_in_sentences() -> None:
    assert only("name:여행：제주") == Filter("name", "여행：제주", Contains("여행：제주"))
    assert only("album：“봄（제주）”") == Filter("album", "봄（제주）", Named("봄（제주）"))
    assert only("Dune： part two") == Text("Dune： part two")
    assert only("바다 － 산") == Text("바다 － 산")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\ufefffolder:a", "folder:a"),
        ("שלום \u200f-עולם", "שלום -עולם"),
        ("\u202bbeach\u202c \u2067-people\u2069", "beach -people"),
        ("dog\u200bbeach", "dog beach"),
        ("\u200b\u200e", ""),
        ("\x00dog\x00\x1b", "dog"),
    ],
)
def test_letters_that_nobody_sees_are_spaces(typed: str, meant: str) -> None:
    assert parse(typed) == parse(meant)


def test_letters_that_join_others_stay() -> None:
    assert only("👨\u200d👩\u200d👧 -می\u200cخواهم") == And(
        (Text("👨\u200d👩\u200d👧"), Not(Text("می\u200cخواهم")))
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("date:2020년", "date:2020"),
        ('date:"2020년 5월"', "date:2020-05"),
        ("date:2020년5월17일", "date:2020-05-17"),
        ("after:2020년5월", "after:2020-05"),
        ("date:2019년..2021년3월", "date:2019..2021-03"),
    ],
)
def test_dates_can_be_written_in_korean(typed: str, meant: str) -> None:
    assert condition(typed) == condition(meant)


@pytest.mark.parametrize("text", ["before:summer", "after:may", "date:summer..2021", "date:>여름"])
def test_a_season_without_its_year_is_not_suggested_for_itself(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="needs a year here") as caught:
        parse(text)
    assert not caught.value.suggestion


@pytest.mark.parametrize("text", [f"rating:{'x' * 10_000}", 'date:"' + "a b " * 2500 + '"'])
def test_a_long_value_is_shortened_where_it_is_refused(text: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(text)
    assert len(str(caught.value)) < 300
    assert "…" in caught.value.message


def test_what_is_longer_than_any_search_is_refused_at_once() -> None:
    assert parse("바다" * (MAX_LENGTH // 2)).root is not None
    with pytest.raises(QuerySyntaxError, match="20,000 characters") as caught:
        parse("바다에서 노는 아이" * 30_000)
    assert caught.value.span == (MAX_LENGTH, 300_000)
