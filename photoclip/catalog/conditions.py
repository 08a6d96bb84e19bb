"""Conditions of the query language as SQL on an alias ``p`` of photos."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from photoclip.catalog.functions import bounding_box
from photoclip.catalog.names import id_list
from photoclip.core.ports import FilterResolver
from photoclip.core.query.fields import TYPES
from photoclip.core.query.tree import (
    Between,
    Condition,
    Contains,
    Dates,
    Filter,
    Months,
    Named,
    Near,
    OneOf,
)
from photoclip.media.formats import RAW_EXTENSIONS

Value = str | int | float | bytes

_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")

_NS = 1_000_000_000
_LAST_NS = 2**63 - 1

_FILE_NS = (
    "(SELECT MIN(m.modified_ns) FROM files m WHERE m.photo_id = p.id AND m.state <> 'failed')"
)
_TURNED_WIDTH = "CASE WHEN p.rotation IN (90, 270) THEN p.height ELSE p.width END"
_TURNED_HEIGHT = "CASE WHEN p.rotation IN (90, 270) THEN p.width ELSE p.height END"

_QUANTITIES = {
    "iso": "p.iso",
    "rating": "p.rating",
    "bytes": "p.size",
    "pixels": "p.width * p.height",
}

# The names that Android, iOS, macOS, Windows, GNOME and KDE give to them, and in Korean.
_SCREENSHOT_NAMES = (
    *("%screenshot%", "%screen shot%", "%screen_shot%", "%screen capture%", "%screencap%"),
    *(
        "%스크린샷%",
        "%화면 캡처%",
        "%bildschirmfoto%",
        "%capture d’écran%",
        "%captura de pantalla%",
    ),
)

# Short and long side of what screens of telephones, tablets and computers show.
_SCREENS = (
    *((640, 1136), (750, 1334), (828, 1792), (1080, 1920), (1080, 2340), (1080, 2400)),
    *((1125, 2436), (1170, 2532), (1179, 2556), (1206, 2622), (1242, 2208), (1242, 2688)),
    *((1284, 2778), (1290, 2796), (1320, 2868), (1440, 2560), (1440, 2960), (1440, 3040)),
    *((1440, 3088), (1440, 3200), (720, 1280), (720, 1600), (768, 1024), (1536, 2048)),
    *((1668, 2388), (2048, 2732), (768, 1366), (800, 1280), (900, 1440), (900, 1600)),
    *((1050, 1680), (1200, 1920), (1600, 2560), (1664, 2560), (1800, 2880), (1964, 3024)),
    *((2160, 3840), (2234, 3456), (2880, 5120)),
)


@dataclass(frozen=True, slots=True)
class Sql:
    """A condition that is true or false, never NULL, with the values of its question marks."""

    text: str
    values: tuple[Value, ...] = ()


def all_of(conditions: Sequence[Sql]) -> Sql:
    """Every one of them."""
    return _joined(" AND ", conditions)


def any_of(conditions: Sequence[Sql]) -> Sql:
    """At least one of them."""
    return _joined(" OR ", conditions)


def contrary_of(condition: Sql) -> Sql:
    """Not this one: a photo of which nothing is known is in it."""
    return Sql(f"NOT ({condition.text})", condition.values)


def condition_of(one: Filter, resolver: FilterResolver) -> Sql:
    """The condition of any field but ``folder:``. Raises what the resolver raises."""
    condition = one.condition
    if isinstance(condition, Named):
        return Sql("p.id IN (SELECT value FROM json_each(?))", (id_list(resolver.photo_ids(one)),))
    if isinstance(condition, Near):
        if condition.place is None:
            return _near(condition.latitude, condition.longitude, condition.radius_km)
        return _near(*resolver.position(one), condition.radius_km)
    if isinstance(condition, OneOf):
        return _CHOICES[one.field](condition.value)
    return _simple(one.field, condition)


def _simple(field: str, condition: Condition) -> Sql:
    if isinstance(condition, Between):
        return _between(condition)
    if isinstance(condition, Dates):
        return _dates(condition)
    if isinstance(condition, Months):
        return _months(condition)
    assert isinstance(condition, Contains)
    if field == "name":
        inner = _contains("CAST(n.name AS TEXT)", "n.name", condition.text)
        return Sql(
            f"""p.id IN (SELECT n.photo_id FROM files n
                WHERE +n.state = 'ready' AND {inner.text})""",
            inner.values,
        )
    return _contains(f"coalesce(p.{field}, '')", f"p.{field}", condition.text)


def _contains(as_text: str, column: str, wanted: str) -> Sql:
    """SQLite's LIKE knows upper and lower case of ASCII; everything else is Python's business."""
    if not wanted.isascii() and wanted.upper() == wanted.lower() and "*" not in wanted:
        # Hangul, kanji, Arabic: no case, only composed or (macOS) decomposed.
        forms = [unicodedata.normalize(one, wanted).encode("utf-8", "replace") for one in _FORMS]
        found = " OR ".join([f"instr(CAST({column} AS BLOB), ?) > 0"] * len(forms))
        return Sql(f"coalesce({found}, 0)", tuple(forms))
    if not wanted.isascii():
        return Sql(f"fits({column}, ?)", (wanted.encode("utf-8", "replace").decode(),))
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = escaped.replace("*", "%") if "*" in wanted else f"%{escaped}%"
    return Sql(f"{as_text} LIKE ? ESCAPE '\\'", (pattern,))


def _between(condition: Between) -> Sql:
    column = _QUANTITIES[condition.quantity]
    limits = [(">=", condition.low), ("<=", condition.high)]
    found = [Sql(f"{column} {sign} ?", (limit,)) for sign, limit in limits if limit is not None]
    if condition.quantity == "iso":
        found.append(Sql("p.iso IS NOT NULL"))
    return all_of([Sql(f"coalesce({one.text}, 0)", one.values) for one in found])


def _dates(condition: Dates) -> Sql:
    limits = [(">=", condition.start), ("<", condition.end)]
    given = [(sign, moment) for sign, moment in limits if moment is not None]
    taken = [Sql(f"p.taken_at {sign} ?", (moment.isoformat(),)) for sign, moment in given]
    filed = [Sql(f"{_FILE_NS} {sign} ?", (_nanoseconds(moment),)) for sign, moment in given]
    return any_of(
        [
            all_of([Sql("p.taken_at IS NOT NULL"), *taken]),
            all_of([Sql("p.taken_at IS NULL"), *filed]),
        ]
    )


def _nanoseconds(local: datetime) -> int:
    """Since the epoch, of a local time; what no file system knows becomes the next thing to it."""
    try:
        return max(-_LAST_NS, min(_LAST_NS, int(local.timestamp()) * _NS))
    except (OverflowError, OSError, ValueError):
        return _LAST_NS if local.year > 1970 else -_LAST_NS


def _months(condition: Months) -> Sql:
    filed = f"strftime('%m', {_FILE_NS} / {_NS}, 'unixepoch', 'localtime')"
    wanted = ", ".join(f"'{one:02}'" for one in sorted(condition.months))
    return Sql(f"coalesce(substr(p.taken_at, 6, 2), {filed}, '') IN ({wanted})")


def _near(latitude: float, longitude: float, radius_km: float) -> Sql:
    south, north, ranges = bounding_box(latitude, longitude, radius_km)
    box = " OR ".join(["p.longitude BETWEEN ? AND ?"] * len(ranges))
    return Sql(
        # CASE, since only it promises that the distance is not computed outside the box.
        f"""CASE WHEN p.latitude BETWEEN ? AND ? AND ({box})
            THEN distance_km(?, ?, p.latitude, p.longitude) <= ? ELSE 0 END""",
        (
            *(south, north),
            *(limit for one in ranges for limit in one),
            *(latitude, longitude, radius_km),
        ),
    )


def _type(value: str) -> Sql:
    formats = [*TYPES[value], *(one.upper() for one in RAW_EXTENSIONS if value == "raw")]
    return Sql(f"p.format IN ({', '.join('?' * len(formats))})", tuple(formats))


def _orientation(value: str) -> Sql:
    sign = {"landscape": ">", "portrait": "<", "square": "="}[value]
    return Sql(f"{_TURNED_WIDTH} {sign} {_TURNED_HEIGHT}")


def _mark(value: str) -> Sql:
    if value != "screenshot":
        return Sql({"favorite": "p.is_favourite = 1", "animated": "p.is_animated = 1"}[value])
    names = " OR ".join(["CAST(s.name AS TEXT) LIKE ?"] * len(_SCREENSHOT_NAMES))
    screens = ", ".join(f"({short}, {long})" for short, long in _SCREENS)
    return Sql(
        f"""(p.camera IS NULL AND (p.format = 'PNG'
                AND (min(p.width, p.height), max(p.width, p.height)) IN (VALUES {screens})
            OR EXISTS (SELECT 1 FROM files s
                WHERE s.photo_id = p.id AND s.state = 'ready' AND ({names}))))""",
        _SCREENSHOT_NAMES,
    )


def _has(value: str) -> Sql:
    columns = {"gps": "latitude", "date": "taken_at", "camera": "camera", "lens": "lens"}
    return Sql("p.rating > 0" if value == "rating" else f"p.{columns[value]} IS NOT NULL")


_CHOICES: Mapping[str, Callable[[str], Sql]] = {
    "type": _type,
    "orientation": _orientation,
    "is": _mark,
    "has": _has,
}


def _joined(word: str, conditions: Sequence[Sql]) -> Sql:
    text = word.join(one.text for one in conditions)
    return Sql(f"({text})", tuple(value for one in conditions for value in one.values))
