"""Dates as the query language takes them: years, months, days, times, ranges, seasons."""

from __future__ import annotations

import difflib
import re
from datetime import datetime, timedelta

from photoclip.core.query.tree import Condition, Dates, Months
from photoclip.core.wording import Message

SEASONS = {
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "winter": (12, 1, 2),
}
"""Meteorological seasons of the northern half of the world, whole months."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
DATE_WORDS = (*SEASONS, *MONTHS)

_ALIASES = {"fall": "autumn", "봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_DATE = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?)?)?",
    re.ASCII,
)
_KOREAN_DATE = re.compile(r"(\d{4})년(?: ?(\d{1,2})월(?: ?(\d{1,2})일)?)?", re.ASCII)
_WORD = re.compile(r"(?:(\d{4})[ -])?([^\W\d_]+|\d{1,2}월)(?:[ -](\d{4}))?")

Period = tuple[datetime, datetime | None]
"""Start, and the end that is no longer in it; None at the end of time."""


class NotUnderstoodError(ValueError):
    """Why a value is not understood. suggestion: the value that may have been meant, or ""."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion


def dates(value: str) -> Condition:
    """The condition of ``date:value``. Raises NotUnderstoodError where it is not understood."""
    for sign in (">=", "<=", ">", "<", "="):
        if value.startswith(sign):
            return _compared(sign, _period(value[len(sign) :].strip()))
    if ".." in value:
        first, _, last = (one.strip() for one in value.partition(".."))
        if not first and not last:
            raise NotUnderstoodError(
                Message("“{value}” has neither a beginning nor an end.", value=value)
            )
        start = _period(first)[0] if first else None
        end = _period(last)[1] if last else None
        if start is not None and end is not None and start >= end:
            raise NotUnderstoodError(Message("“{value}” ends before it begins.", value=value))
        return Dates(start, end)
    months = _months(value)
    return Months(months) if months else Dates(*_period(value))


def before(value: str) -> Condition:
    """Before the first moment of a year, month, day or minute."""
    return Dates(None, _period(value)[0])


def after(value: str) -> Condition:
    """From the first moment of a year, month, day or minute on: that day is in it, as in mail."""
    return Dates(_period(value)[0], None)


def _compared(sign: str, period: Period) -> Condition:
    start, end = period
    if sign == ">=":
        return Dates(start, None)
    if sign == ">":
        # After the end of time comes nothing.
        return Dates(end or datetime.max, None)
    if sign == "<=":
        return Dates(None, end)
    return Dates(None, start) if sign == "<" else Dates(start, end)


def _months(value: str) -> frozenset[int]:
    """The months of a season or of a month's name without a year, empty for anything else."""
    match = _WORD.fullmatch(value)
    if match is None or match[1] or match[3]:
        return frozenset()
    return frozenset(_named(match[2]))


def _named(word: str) -> tuple[int, ...]:
    word = word.lower()
    word = _ALIASES.get(word, word)
    if word in SEASONS:
        return SEASONS[word]
    if word.endswith("월") and 1 <= int(word[:-1] or 0) <= 12:
        return (int(word[:-1]),)
    # Three letters are enough for a month, and all that most people write.
    found = [number for number, name in enumerate(MONTHS, 1) if len(word) >= 3]
    return tuple(number for number in found if MONTHS[number - 1].startswith(word))[:1]


def _period(value: str) -> Period:
    match = _DATE.fullmatch(value) or _KOREAN_DATE.fullmatch(value)
    if match is None:
        return _named_period(value)
    numbers = [int(one) if one else None for one in match.groups()]
    year, month, day, hour, minute, second = (*numbers, *[None] * 3)[:6]
    assert year is not None
    try:
        start = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    except ValueError as error:
        raise NotUnderstoodError(Message("There is no date “{value}”.", value=value)) from error
    if day is not None:
        length = timedelta(1)
        if hour is not None:
            length = timedelta(minutes=1) if second is None else timedelta(seconds=1)
        return start, start + length if start < datetime.max - length else None
    return start, _months_later(start, 12 if month is None else 1)


def _named_period(value: str) -> Period:
    match = _WORD.fullmatch(value)
    months = _named(match[2]) if match and bool(match[1]) != bool(match[3]) else ()
    if match and not match[1] and not match[3] and _named(match[2]):
        raise NotUnderstoodError(
            Message("“{value}” needs a year here, as in {value}-2020.", value=value)
        )
    if match is None or not months:
        guess = difflib.get_close_matches(value.lower(), DATE_WORDS, 1, cutoff=0.7)
        raise NotUnderstoodError(
            Message(
                "“{value}” is no date: write 2020, 2020-05, 2020-05-17 or summer.", value=value
            ),
            guess[0] if guess else "",
        )
    try:
        start = datetime(int(match[1] or match[3]), months[0], 1)
    except ValueError as error:
        raise NotUnderstoodError(Message("There is no date “{value}”.", value=value)) from error
    return start, _months_later(start, len(months))


def _months_later(start: datetime, months: int) -> datetime | None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return datetime(year, month + 1, 1) if year <= datetime.max.year else None
