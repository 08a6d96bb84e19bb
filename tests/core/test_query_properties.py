"""Whatever is typed is understood or refused in words, and what is understood can be written."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.fields import FIELDS
from photoclip.core.query.parser import parse
from photoclip.core.query.text import parts, remove_part, to_text
from photoclip.core.query.tree import Dates, Filter, Query

PIECES = (
    *("beach", "dog on the", "or", "OR", "-", "+", "++", "--", "(", ")", '"', "“", " ", "  ", "\n"),
    *("^0.5", "^2", "^", ":", "12:30", "http://a.b/c", "like:", "like:42", "5\""),
    *("a(b)c", "🏖", "שלום"),
    *("date:2019..2021", "date:summer", "before:2020", "rating:>=4", "is:favourite", "-has:gps"),
    *('near:"New York",10km', "near:37.5,127.0", "size:>10MB", "camra:x", 'folder:"a b"(c)'),
    "tag:x", "after:2021-06-01T14:30", 'before:"2021-06-01 14:30"', "date:2021-06-01T9:05:07",
    *("：", "（", "）", "－", "＋＋", "＾2", "＂", "　", "folder：a（b）", "\u200b"),
    "date:２０２０",
)  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.tuples(st.sampled_from(sorted(FIELDS)), st.text(max_size=20)).map(":".join),
)


def parsed(text: str) -> Query | None:
    try:
        return parse(text)
    except QuerySyntaxError as error:
        refusal = error
    start, end = refusal.span
    assert 0 <= start < end <= len(text), (text, refusal.span)
    assert refusal.message
    assert refusal.hint
    return None


@settings(max_examples=1500, deadline=None)
@given(TYPED)
@example('"')
@example("(-)")
@example("a^2^1 b")
@example("x (-)")
@example("-(a b) +or")
@example('like:"a^2"^3')
def test_what_is_understood_is_written_as_it_was_meant(text: str) -> None:
    query = parsed(text)
    if query is not None:
        assert parse(to_text(query)) == query
        assert to_text(parse(to_text(query))) == to_text(query)


@settings(max_examples=600, deadline=None)
@given(TYPED, st.data())
def test_a_part_can_be_taken_away_from_any_query(text: str, data: st.DataObject) -> None:
    if not parsed(text):
        return
    found = parts(text)
    for part in found:
        assert 0 <= part.start < part.end <= len(text)
    if not found:
        return
    part = data.draw(st.sampled_from(found))
    assert len(parts(remove_part(text, part))) <= max(1, len(found))


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(timezones=st.none()).map(lambda one: one.replace(microsecond=0)),
    st.sampled_from(("date", "before", "after")),
    st.sampled_from(("T", " ", "t")),
    st.booleans(),
)
def test_a_time_of_day_is_read_as_it_was_written(
    moment: datetime, field: str, between: str, has_seconds: bool
) -> None:
    if not has_seconds:
        moment = moment.replace(second=0)
    said = moment.isoformat(between, "seconds" if has_seconds else "minutes")
    query = parse(f'{field}:"{said}"')
    assert isinstance(query.root, Filter)
    found = query.root.condition
    assert isinstance(found, Dates)
    assert (found.end if field == "before" else found.start) == moment
    assert parse(to_text(query)) == query
    if field == "date" and found.end is not None:
        assert (found.end - moment).total_seconds() == (1 if has_seconds else 60)


@pytest.mark.parametrize(
    "letter", ["(", ")", '"', "-", "+", "a", "🏖", "א", "a ", "a(", "^", ":", "or "]
)
def test_ten_thousand_characters_are_read_at_once(letter: str) -> None:
    text = (letter * 10_000)[:10_000]
    query = parsed(text)
    if query is not None:
        assert parse(to_text(query)) == query
