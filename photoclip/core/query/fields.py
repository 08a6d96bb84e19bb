"""The fields of the query language: what each takes, and the condition that it makes of a value."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.dates import DATE_WORDS, NotUnderstoodError, after, before, dates
from photoclip.core.query.tree import Between, Condition, Contains, Filter, Named, Near, OneOf, Span
from photoclip.core.wording import Message

NEAR_RADIUS_KM = 25.0

TYPES: Mapping[str, tuple[str, ...]] = {
    "jpeg": ("JPEG", "MPO"),
    "png": ("PNG",),
    "heic": ("HEIF", "HEIC"),
    "avif": ("AVIF",),
    "webp": ("WEBP",),
    "gif": ("GIF",),
    "tiff": ("TIFF",),
    "bmp": ("BMP", "DIB"),
    "jp2": ("JPEG2000",),
    "raw": ("RAW",),
}
"""Values of ``type:``, with the names of the formats in the catalog."""

_TYPE_ALIASES = {"jpg": "jpeg", "heif": "heic", "tif": "tiff", "jpeg2000": "jp2"}
_IS_ALIASES = {"favourite": "favorite", "favourites": "favorite", "favorites": "favorite"}
_HAS_ALIASES = {"location": "gps", "stars": "rating"}

IS_VALUES = ("favorite", "screenshot", "animated")
HAS_VALUES = ("gps", "date", "camera", "lens", "rating")
ORIENTATIONS = ("landscape", "portrait", "square")

SIZE_UNITS: Mapping[str, tuple[str, float]] = {
    "b": ("bytes", 1),
    "kb": ("bytes", 1e3),
    "mb": ("bytes", 1e6),
    "gb": ("bytes", 1e9),
    "kib": ("bytes", 2**10),
    "mib": ("bytes", 2**20),
    "gib": ("bytes", 2**30),
    "px": ("pixels", 1),
    "mp": ("pixels", 1e6),
}
"""Units of ``size:``: bytes of the file, or pixels of the picture."""

_NUMBER = r"\d{1,15}(?:\.\d{1,9})?"
_COMPARISON = re.compile(rf"(>=|<=|>|<|=)?\s*({_NUMBER})\s*([a-z]*)", re.ASCII)
_RANGE = re.compile(rf"(?:({_NUMBER})\s*([a-z]*))?\s*\.\.\s*(?:({_NUMBER})\s*([a-z]*))?", re.ASCII)
_RADIUS = re.compile(rf"({_NUMBER})\s*(km|m|mi)?", re.ASCII | re.IGNORECASE)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,12})?", re.ASCII)
_KM = {"": 1.0, "km": 1.0, "m": 0.001, "mi": 1.609344}

Reader = Callable[[str], Condition]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field. example: how it is used; values: what it takes, where that is a closed list."""

    example: str
    read: Reader
    values: tuple[str, ...] = ()


def make_filter(
    name: str, value: str, span: Span = (0, 0), value_span: Span | None = None
) -> Filter:
    """The filter ``name:value``. Raises QuerySyntaxError where the value is not understood."""
    spec = FIELDS[name]
    value = " ".join(value.split())
    # Names are looked for as they are; what is a number, a date or a word of ours is understood
    # in the full-width forms of East Asian keyboards too.
    is_name = spec.read in (Contains, Named)
    try:
        condition = spec.read(value if is_name else unicodedata.normalize("NFKC", value))
    except ValueError as error:
        guess = error.suggestion if isinstance(error, NotUnderstoodError) else ""
        hint = Message("For example {example}", example=spec.example)
        if guess:
            hint = Message("Did you mean “{name}:{guess}”?", name=name, guess=guess)
        raise QuerySyntaxError(error.args[0], hint, value_span or span, guess) from error
    return Filter(name, value, condition, span)


def near_field(name: str) -> str | None:
    """The field whose name is almost this one."""
    return next(iter(difflib.get_close_matches(name, FIELDS, 1, cutoff=0.75)), None)


def _choice(what: str, values: tuple[str, ...], aliases: Mapping[str, str] | None = None) -> Reader:
    def read(value: str) -> Condition:
        wanted = value.lower()
        wanted = (aliases or {}).get(wanted, wanted)
        if wanted in values:
            return OneOf(wanted)
        guess = next(iter(difflib.get_close_matches(wanted, values, 1, cutoff=0.6)), "")
        known = ", ".join(values)
        raise NotUnderstoodError(
            Message(
                "“{value}” is no {what}; there are {known}.", value=value, what=what, known=known
            ),
            guess,
        )

    return read


def _numbers(quantity: str, highest: float | None = None) -> Reader:
    def read(value: str) -> Condition:
        low, high, unit = _limits(value)
        if unit:
            raise NotUnderstoodError(
                Message(
                    "“{value}” has a unit, but {quantity} is a plain number.",
                    value=value,
                    quantity=quantity,
                )
            )
        if highest is not None and ((low or 0) > highest + 1 or (high or 0) > highest):
            raise NotUnderstoodError(
                Message(
                    "The {quantity} goes from 0 to {highest:g}.", quantity=quantity, highest=highest
                )
            )
        return Between(quantity, low, high)

    return read


def _limits(value: str) -> tuple[float | None, float | None, str]:
    """low, high (both included) and the unit of a comparison or a range of whole numbers."""
    span = _RANGE.fullmatch(value.lower())
    if span and (span[1] or span[3]):
        low = float(span[1]) if span[1] else None
        high = float(span[3]) if span[3] else None
        if low is not None and high is not None and low > high:
            raise NotUnderstoodError(Message("“{value}” ends before it begins.", value=value))
        return low, high, span[2] or span[4] or ""
    match = _COMPARISON.fullmatch(value.lower())
    if match is None:
        raise NotUnderstoodError(
            Message("“{value}” is no number, comparison or range.", value=value)
        )
    number, unit = float(match[2]), match[3]
    # What is compared here are whole numbers: ISO, stars.
    limits = {
        ">=": (number, None),
        ">": (number + 1, None),
        "<=": (None, number),
        "<": (None, number - 1),
    }
    low, high = limits.get(match[1] or "=", (number, number))
    return low, high, unit


def _size(value: str) -> Condition:
    text = value.lower()
    span = _RANGE.fullmatch(text)
    if span and (span[1] or span[3]):
        first, last = span[2] or span[4], span[4] or span[2]
        quantity, low = _quantity(value, span[1], first)
        other, high = _quantity(value, span[3], last)
        if quantity != other or (low is not None and high is not None and low > high):
            raise NotUnderstoodError(Message("“{value}” is no range of sizes.", value=value))
        return Between(quantity, low, high)
    match = _COMPARISON.fullmatch(text)
    if match is None:
        raise NotUnderstoodError(Message("“{value}” is no size.", value=value))
    quantity, amount = _quantity(value, match[2], match[3])
    assert amount is not None
    if match[1] in (">=", ">"):
        return Between(quantity, amount + (match[1] == ">"), None)
    if match[1] in ("<=", "<"):
        return Between(quantity, None, amount - (match[1] == "<"))
    # Nobody knows a file's size to the byte: whatever rounds to the number is meant.
    half = SIZE_UNITS[match[3]][1] * 0.5 / 10 ** len(match[2].partition(".")[2])
    return Between(quantity, amount - half, amount + half)


def _quantity(value: str, number: str | None, unit: str) -> tuple[str, float | None]:
    if unit not in SIZE_UNITS:
        raise NotUnderstoodError(
            Message(
                "“{value}” needs a unit: KB, MB or GB of the file, MP or px of the picture.",
                value=value,
            )
        )
    quantity, factor = SIZE_UNITS[unit]
    return quantity, None if number is None else float(number) * factor


def _near(value: str) -> Condition:
    pieces = [one.strip() for one in value.split(",")]
    is_position = len(pieces) >= 2 and all(_DEGREES.fullmatch(one) for one in pieces[:2])
    radius = NEAR_RADIUS_KM
    match = _RADIUS.fullmatch(pieces[-1])
    if len(pieces) > (2 if is_position else 1) and match:
        radius = float(match[1]) * _KM[(match[2] or "").lower()]
        pieces.pop()
        if not 0 < radius <= 20_040:
            raise NotUnderstoodError(Message("“{value}” has no sensible radius.", value=value))
    if not is_position:
        name = ", ".join(one for one in pieces if one)
        if not name:
            raise NotUnderstoodError(Message("“{value}” names no place.", value=value))
        return Near(name, 0.0, 0.0, radius)
    if len(pieces) != 2 or abs(float(pieces[0])) > 90 or abs(float(pieces[1])) > 180:
        raise NotUnderstoodError(
            Message("“{value}” is no latitude and longitude in degrees.", value=value)
        )
    return Near(None, float(pieces[0]), float(pieces[1]), radius)


FIELDS: Mapping[str, FieldSpec] = {
    "folder": FieldSpec("folder:holiday", Contains),
    "name": FieldSpec("name:IMG_*.jpg", Contains),
    "date": FieldSpec("date:2019..2021 or date:summer", dates, DATE_WORDS),
    "before": FieldSpec("before:2020-05", before),
    "after": FieldSpec("after:2020-05-17", after),
    "camera": FieldSpec("camera:nikon", Contains),
    "lens": FieldSpec('lens:"50mm"', Contains),
    "iso": FieldSpec("iso:>=800", _numbers("iso")),
    "type": FieldSpec("type:raw", _choice("type", tuple(TYPES), _TYPE_ALIASES), tuple(TYPES)),
    "size": FieldSpec("size:>10MB or size:>=12MP", _size),
    "orientation": FieldSpec(
        "orientation:portrait", _choice("orientation", ORIENTATIONS), ORIENTATIONS
    ),
    "rating": FieldSpec("rating:>=4", _numbers("rating", 5)),
    "is": FieldSpec("is:favorite", _choice("mark", IS_VALUES, _IS_ALIASES), IS_VALUES),
    "has": FieldSpec("has:gps", _choice("detail", HAS_VALUES, _HAS_ALIASES), HAS_VALUES),
    "tag": FieldSpec("tag:beach", Named),
    "album": FieldSpec('album:"Summer in Rome"', Named),
    "near": FieldSpec('near:"Seoul" or near:37.5,127.0,10km', _near),
    "like": FieldSpec("like:photo.jpg", Named),
}
"""Every field by its name."""
