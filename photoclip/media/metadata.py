"""What a picture says of itself: EXIF (CIPA DC-008, version 2.3) of any format that carries it.

Nothing here raises: cameras and programs write every kind of nonsense, and a photo without a date
is better than no photo.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

from photoclip.core.models import PhotoMetadata

log = logging.getLogger(__name__)

_TIFF_HEAD_BYTES = 2 * 1024 * 1024
_MAX_TEXT = 200

# Panasonic and Olympus write TIFF under another magic number.
_TIFF_MAGICS = {
    b"II*\0": b"II*\0",
    b"MM\0*": b"MM\0*",
    b"IIU\0": b"II*\0",
    b"IIRO": b"II*\0",
    b"IIRS": b"II*\0",
    b"MMOR": b"MM\0*",
}

Tags = Mapping[int, Any]


def exif_of(image: Image.Image) -> Image.Exif:
    """The EXIF of an opened picture, empty where there is none or it cannot be read."""
    try:
        return image.getexif()
    except Exception as error:
        log.debug("EXIF was passed over: %s", error)
        return Image.Exif()


def exif_of_tiff(data: bytes) -> Image.Exif:
    """The EXIF in the header of a TIFF-based RAW file, empty where it is none of these."""
    exif = Image.Exif()
    magic = _TIFF_MAGICS.get(data[:4])
    if magic is not None:
        try:
            exif.load_from_fp(io.BytesIO(magic + data[4:_TIFF_HEAD_BYTES]))
        except Exception as error:
            log.debug("the RAW header was passed over: %s", error)
            return Image.Exif()
    return exif


def photo_metadata(
    exif: Image.Exif, *, width: int, height: int, format: str, is_animated: bool = False
) -> PhotoMetadata:
    """The metadata in ``exif``. width, height: pixels of the upright picture. Never raises."""
    main: Tags = _readable(exif)
    details = _directory(exif, ExifTags.IFD.Exif)
    # Some programs, and TIFF-based RAW files, keep the details in the main directory.
    merged: Tags = {**main, **details}
    position = _directory(exif, ExifTags.IFD.GPSInfo)
    latitude = _coordinate(position, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, 90)
    longitude = _coordinate(position, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, 180)
    # 0,0 is what devices write that do not know where they are.
    has_place = None not in (latitude, longitude) and (latitude, longitude) != (0, 0)
    return PhotoMetadata(
        width=width,
        height=height,
        format=format,
        taken_at=_taken_at(merged),
        camera=_camera(merged),
        lens=_text(merged.get(ExifTags.Base.LensModel)),
        iso=_iso(merged),
        f_number=_positive(merged.get(ExifTags.Base.FNumber)),
        exposure_s=_positive(merged.get(ExifTags.Base.ExposureTime)),
        focal_length_mm=_positive(merged.get(ExifTags.Base.FocalLength)),
        latitude=latitude if has_place else None,
        longitude=longitude if has_place else None,
        altitude_m=_altitude(position),
        is_animated=is_animated,
    )


def _readable(tags: Image.Exif) -> Tags:
    """Values are decoded lazily, so each may fail on its own: take those that do not."""
    found: dict[int, Any] = {}
    try:
        for tag in list(tags):
            try:
                found[tag] = tags[tag]
            except Exception as error:
                log.debug("EXIF tag %s was passed over: %s", tag, error)
    except Exception as error:
        log.debug("EXIF was passed over: %s", error)
    return found


def _directory(exif: Image.Exif, tag: ExifTags.IFD) -> Tags:
    try:
        return dict(exif.get_ifd(tag))
    except Exception as error:
        log.debug("EXIF directory %s was passed over: %s", tag.name, error)
        return {}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple | list) and value else value


def _number(value: Any) -> float | None:
    try:
        number = float(_first(value))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _positive(value: Any) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _text(value: Any) -> str | None:
    value = _first(value)
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            value = value.decode("latin-1")
    if not isinstance(value, str):
        return None
    value = value.split("\0", 1)[0]
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        # Pillow reads EXIF text as Latin-1; many programs write UTF-8.
        value = value.encode("latin-1").decode("utf-8")
    printable = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(printable.split())[:_MAX_TEXT] or None


def _taken_at(tags: Tags) -> datetime | None:
    for tag in (
        ExifTags.Base.DateTimeOriginal,
        ExifTags.Base.DateTimeDigitized,
        ExifTags.Base.DateTime,
    ):
        text = _text(tags.get(tag))
        moment = _moment(text) if text else None
        if moment is not None:
            fraction = _text(tags.get(ExifTags.Base.SubsecTimeOriginal)) or ""
            if tag == ExifTags.Base.DateTimeOriginal and fraction.isascii() and fraction.isdigit():
                return moment.replace(microsecond=int(fraction[:6].ljust(6, "0")))
            return moment
    return None


def _moment(text: str) -> datetime | None:
    for pattern in ("%Y:%m:%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"):
        try:
            moment = datetime.strptime(text[:19], pattern)
        except ValueError:
            continue
        # Clocks that were never set; photography is younger than this anyway.
        return moment if moment.year >= 1826 else None
    return None


def _camera(tags: Tags) -> str | None:
    make = _text(tags.get(ExifTags.Base.Make))
    model = _text(tags.get(ExifTags.Base.Model))
    if not make or not model:
        return model or make
    # "NIKON CORPORATION" + "NIKON D90": the model already names the maker.
    if model.casefold().startswith(make.split()[0].casefold()):
        return model
    return f"{make} {model}"


def _iso(tags: Tags) -> int | None:
    for tag in (ExifTags.Base.ISOSpeedRatings, ExifTags.Base.RecommendedExposureIndex):
        number = _positive(tags.get(tag))
        # 65535 says: too high for 16 bits, look at the other tag.
        if number is not None and number != 65535:
            return round(number) or None
    return None


def _coordinate(tags: Tags, tag: int, reference_tag: int, limit: float) -> float | None:
    parts = tags.get(tag)
    if not isinstance(parts, tuple | list) or not parts:
        parts = (parts,)
    numbers = [_number(part) for part in parts[:3]]
    if numbers[0] is None or any(number is None for number in numbers):
        return None
    degrees = sum((number or 0.0) / 60**place for place, number in enumerate(numbers))
    reference = (_text(tags.get(reference_tag)) or "").upper()
    if reference.startswith(("S", "W")):
        degrees = -degrees
    return degrees if abs(degrees) <= limit else None


def _altitude(tags: Tags) -> float | None:
    altitude = _number(tags.get(ExifTags.GPS.GPSAltitude))
    if altitude is None:
        return None
    reference = _first(tags.get(ExifTags.GPS.GPSAltitudeRef))
    return -altitude if reference in (1, b"\x01", "1", "\x01") else altitude
