"""Numbers, dates, sizes and reasons in the person's language and habits."""

from __future__ import annotations

import os
from datetime import datetime
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from photoclip.core.errors import PhotoClipError
from photoclip.core.models import PhotoMetadata, Problem
from photoclip.core.wording import Message


def number(value: float, decimals: int = 0) -> str:
    """A number with the separators of the locale."""
    if decimals:
        return QLocale().toString(float(value), "f", decimals)
    return QLocale().toString(int(value))


def grouped(text: str, value: int) -> str:
    """A text in which Qt put a plural's number (%n), with the locale's separators in it."""
    return text.replace(str(value), number(value), 1) if value > 999 else text


def size(value: int) -> str:
    """Bytes for people, in the units that file managers use."""
    return QLocale().formattedDataSize(value, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def pixels(width: int, height: int) -> str:
    """The size of a picture, with megapixels."""
    mega = number(width * height / 1e6, 1)
    return f"{number(width)} × {number(height)} ({mega} MP)"


def qt_moment(value: datetime) -> QDateTime:
    """The same clock time, as Qt wants it."""
    day, time = QDate(value.year, value.month, value.day), (value.hour, value.minute, value.second)
    return QDateTime(day, QTime(*time))


def moment(value: datetime) -> str:
    """A date with its time, long form."""
    at = qt_moment(value)
    date = QLocale().toString(at.date(), QLocale.FormatType.LongFormat)
    return f"{date} {QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)}"


def exposure(metadata: PhotoMetadata) -> str:
    """Aperture, time, sensitivity and focal length in one line; "" where nothing is known."""
    parts = []
    if metadata.exposure_s:
        parts.append(_seconds(metadata.exposure_s))
    if metadata.f_number:
        parts.append(f"ƒ/{number(metadata.f_number, 1)}")
    if metadata.iso:
        parts.append(f"ISO {metadata.iso}")
    if metadata.focal_length_mm:
        parts.append(f"{number(round(metadata.focal_length_mm))} mm")
    return " · ".join(parts)


def _seconds(value: float) -> str:
    if value >= 0.3:
        return f"{number(value, 1)} s"
    nearest = Fraction(value).limit_denominator(8000)
    below = round(1 / value) if nearest.numerator != 1 else nearest.denominator
    return f"1/{below} s"


def place(latitude: float, longitude: float) -> str:
    """Coordinates as people write them."""
    north = "N" if latitude >= 0 else "S"
    east = "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east}"


def duration(seconds: float) -> str:
    """A rough duration: 45 s, 3 min, 2 h 5 min."""
    if seconds < 90:
        text = QCoreApplication.translate("words", "{seconds} s")
        return text.format(seconds=number(round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 90:
        return QCoreApplication.translate("words", "{minutes} min").format(minutes=number(minutes))
    text = QCoreApplication.translate("words", "{hours} h {minutes} min")
    return text.format(hours=number(minutes // 60), minutes=number(minutes % 60))


def printable(path: str) -> str:
    """A path that can be shown: bytes that are no text become a question mark in a diamond."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(one if one.isprintable() or one == "\u200d" else "\ufffd" for one in shown)


def place_on_disk(path: str) -> str:
    """A path as people write it: below their home folder it begins with "~"."""
    home = os.path.expanduser("~").rstrip(os.sep)
    if os.name == "posix" and home and (path == home or path.startswith(home + os.sep)):
        path = "~" + path[len(home) :]
    return printable(path)


def reason(problem: Problem, message: str) -> str:
    """Why a file could not be taken in."""
    reasons = {
        Problem.EMPTY: QCoreApplication.translate("words", "The file is empty."),
        Problem.TRUNCATED: QCoreApplication.translate(
            "words", "The file ends too early; part of it is missing."
        ),
        Problem.NOT_A_PICTURE: QCoreApplication.translate(
            "words", "This is not a picture, whatever its name says."
        ),
        Problem.TOO_LARGE: QCoreApplication.translate(
            "words", "The picture is too large to be opened safely."
        ),
        Problem.PERMISSION: QCoreApplication.translate("words", "You may not read this file."),
        Problem.VANISHED: QCoreApplication.translate(
            "words", "The file disappeared before it could be read."
        ),
        Problem.CHANGING: QCoreApplication.translate("words", "The file was still being written."),
        Problem.CRASHED: QCoreApplication.translate(
            "words", "Reading this file makes the decoder crash; it is left out."
        ),
        Problem.UNREADABLE: QCoreApplication.translate(
            "words", "The file is damaged or of an unknown kind."
        ),
    }
    return reasons.get(problem, message)


def told(error: Exception) -> str:
    """What happened and what can be done about it, in one line."""
    known = error.told if isinstance(error, PhotoClipError) else str(error)
    return said(known) or type(error).__name__


def said(text: str) -> str:
    """A sentence of the library in the window's language; as it is where there is no translation.

    See Message; plain sentences are looked up as well.
    """
    if not isinstance(text, Message):
        return QCoreApplication.translate("Library", text) if text else ""
    values = {name: said(one) if isinstance(one, str) else one for name, one in text.values.items()}
    try:
        return QCoreApplication.translate("Library", text.template).format(**values)
    except (KeyError, IndexError, ValueError):
        # A translation with a place that the sentence does not have.
        return str(text)
