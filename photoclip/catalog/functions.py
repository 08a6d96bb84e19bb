"""What SQLite cannot do by itself: names of any script compared, distances on the Earth."""

from __future__ import annotations

import math
import os
import re
import sqlite3
import unicodedata
from functools import lru_cache

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""


def register_functions(connection: sqlite3.Connection) -> None:
    """Make ``fits(text or name, pattern)`` and ``distance_km(lat, lon, lat, lon)`` known."""
    connection.create_function("fits", 2, fits, deterministic=True)
    connection.create_function("distance_km", 4, distance_km, deterministic=True)


def fits(value: str | bytes | None, pattern: str) -> bool:
    """Whether a text, or a name as the catalog keeps it, holds ``pattern``.

    Case, and composed against decomposed letters (macOS), make no difference. With a * in the
    pattern the whole must fit, and * stands for anything.
    """
    if value is None:
        return False
    text = folded(os.fsdecode(value) if isinstance(value, bytes) else value)
    if "*" not in pattern:
        return _folded_pattern(pattern) in text
    return _expression(pattern).fullmatch(text) is not None


def folded(text: str) -> str:
    """Text in which only differences that matter to a reader are left."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=64)
def _folded_pattern(pattern: str) -> str:
    return folded(pattern)


@lru_cache(maxsize=64)
def _expression(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"\*+", folded(pattern))
    return re.compile(".*".join(map(re.escape, pieces)), re.DOTALL)


def distance_km(latitude: float, longitude: float, other: float, other_longitude: float) -> float:
    """Kilometres between two points in degrees, on a sphere: the haversine formula (Sinnott 1984,
    "Virtues of the Haversine"), right to 0.5 %."""
    first, second = math.radians(latitude), math.radians(other)
    step = math.radians(other_longitude - longitude) / 2
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(step) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def bounding_box(
    latitude: float, longitude: float, radius_km: float
) -> tuple[float, float, list[tuple[float, float]]]:
    """South, north, and ranges of longitude (two across the date line) around a circle.

    Degrees. All longitudes where the circle holds a pole.
    """
    angle = radius_km / EARTH_RADIUS_KM
    spread = math.degrees(angle)
    south, north = latitude - spread, latitude + spread
    if south <= -90 or north >= 90:
        return max(south, -90.0), min(north, 90.0), [(-180.0, 180.0)]
    width = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    west, east = longitude - width, longitude + width
    if west < -180:
        return south, north, [(west + 360, 180.0), (-180.0, east)]
    if east > 180:
        return south, north, [(west, 180.0), (-180.0, east - 360)]
    return south, north, [(west, east)]
