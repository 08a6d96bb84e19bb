"""What an XMP packet tells of the picture that it belongs to: whose it is, when and where taken.

Sources: Adobe, XMP Specification Part 2 (xmpMM, exif, photoshop); ISO 16684-1, 8.2.1.2 (dates);
exif:GPSCoordinate is "degrees,minutes.fraction" or "degrees,minutes,seconds" and N, S, E or W.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import datetime

from photoclip.core.sidecars import SidecarFacts
from photoclip.media.xmp import DOCUMENT, NAMESPACES, XmpPacket
from photoclip.media.xmp_tree import Name

_EXIF = "http://ns.adobe.com/exif/1.0/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
ORIGINAL_DOCUMENT: Name = (NAMESPACES["xmpMM"], "OriginalDocumentID")
FOR_EXTENSION: Name = (_PHOTOSHOP, "SidecarForExtension")
_DATES: tuple[Name, ...] = (
    (_EXIF, "DateTimeOriginal"),
    (_PHOTOSHOP, "DateCreated"),
    (NAMESPACES["xmp"], "CreateDate"),
)
_LATITUDE: Name = (_EXIF, "GPSLatitude")
_LONGITUDE: Name = (_EXIF, "GPSLongitude")
EARLIEST_YEAR = 1826
"""Photography is younger than clocks that were never set."""

_DATE = re.compile(
    r"(\d{4})(?:[-:](\d\d)(?:[-:](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?)?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_ANGLE = re.compile(
    r"([+-]?\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?\s*([NSEW]?)", re.ASCII
)


def document_of(packet: XmpPacket) -> str:
    """The DocumentID, else the OriginalDocumentID, else ""."""
    return next((one for name in (DOCUMENT, ORIGINAL_DOCUMENT) for one in _texts(packet, name)), "")


def documents_of(packet: XmpPacket) -> tuple[str, ...]:
    """The DocumentID and the OriginalDocumentID, as far as they are there."""
    return (*_texts(packet, DOCUMENT), *_texts(packet, ORIGINAL_DOCUMENT))


def extension_of(packet: XmpPacket) -> str:
    """The extension of the picture that a shared name stands for, without its dot, lower case."""
    found = next(_texts(packet, FOR_EXTENSION), "")
    return found.lower().removeprefix(".")


def facts_of(packet: XmpPacket) -> SidecarFacts:
    """When and where the picture was taken; nonsense counts as nothing."""
    moment = next(
        (
            moment
            for name in _DATES
            for text in _texts(packet, name)
            if (moment := moment_of(text)) is not None
        ),
        None,
    )
    latitude = next((angle_of(one, "NS", 90) for one in _texts(packet, _LATITUDE)), None)
    longitude = next((angle_of(one, "EW", 180) for one in _texts(packet, _LONGITUDE)), None)
    # 0,0 lies in the Gulf of Guinea and is what devices write that do not know where they are.
    if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
        latitude = longitude = None
    return SidecarFacts(moment, latitude, longitude)


def moment_of(text: str) -> datetime | None:
    """The local time in a date of XMP, which may be as short as a year. Its zone is left out, as
    in EXIF: what counts is what the clock showed where the picture was taken."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(one or 0) for one in found.groups()[:6])
    micros = int((found[7] or "")[:6].ljust(6, "0"))
    try:
        moment = datetime(
            year,
            1 if found[2] is None else month,
            1 if found[3] is None else day,
            hour,
            minute,
            min(second, 59),  # a leap second
            micros,
        )
    except ValueError:
        return None
    return moment if year >= EARLIEST_YEAR else None


def angle_of(text: str, letters: str, limit: int) -> float | None:
    """Degrees. letters: for a positive and a negative one. limit: the largest there is."""
    found = _ANGLE.fullmatch(text.strip().upper())
    if found is None or (found[4] and found[4] not in letters):
        return None
    parts = [float(one or 0) for one in found.groups()[:3]]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    degrees = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    if found[4] == letters[1] or found[1].startswith("-"):
        degrees = -degrees
    return degrees if math.isfinite(degrees) and abs(degrees) <= limit else None


def _texts(packet: XmpPacket, name: Name) -> Iterator[str]:
    return (text for one in packet.simple_values(name) if (text := one.strip()))
