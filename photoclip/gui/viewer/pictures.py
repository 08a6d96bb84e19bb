"""Reads one whole picture for the viewer, in any thread."""

from __future__ import annotations

import enum
import hashlib
import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QTransform

from photoclip.core.errors import PhotoClipError, PictureError
from photoclip.core.listing import PhotoRow
from photoclip.core.models import CONTENT_HASH_BYTES, Problem
from photoclip.media.fingerprint import check_regular, picture_error_of

MOST_PIXELS = 60_000_000
"""More are not held at once (240 MB): of a larger picture every second pixel, or fewer, is shown.
Qt itself refuses to take 256 MB for one picture, so that a larger PNG goes the worker's way."""


class Previews(Protocol):
    """Has pictures decoded that Qt cannot decode."""

    def preview(
        self,
        path: str,
        content_hash: bytes,
        pixels: int | None,
        is_wanted: Callable[[], bool] = ...,
    ) -> Path | None:
        """The file of a preview; see ``PreviewService.preview``."""
        ...

    def restore_thumbnail(self, path: str, content_hash: bytes) -> None:
        """Make a deleted thumbnail again; see ``PreviewService.restore_thumbnail``."""
        ...


class Fidelity(enum.Enum):
    """What a picture was read from."""

    ORIGINAL = "original"
    """The file, or a preview in its likeness."""
    ROUGH = "rough"
    """From the thumbnail, until the file is read."""
    THUMBNAIL = "thumbnail"
    """From the thumbnail, since the file cannot be read."""
    AWAY = "away"
    """From the thumbnail, since the file's drive is away."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """image: as read, maybe smaller than ``size``, the upright picture in pixels.

    is_whole: whether reading again could bring no finer one. problem, message: why the file could
    not be read, None and "" where it could. is_folder_gone: the file's folder vanished with it.
    """

    photo_id: int
    image: QImage
    size: QSize
    fidelity: Fidelity
    is_whole: bool
    problem: Problem | None = None
    message: str = ""
    is_folder_gone: bool = False

    @property
    def bytes(self) -> int:
        """Bytes that it takes in memory."""
        return int(self.image.sizeInBytes())


def read_picture(
    row: PhotoRow,
    thumbnail: str,
    box: QSize | None,
    previews: Previews | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Picture | None:
    """The upright picture in sRGB, reduced to what fills ``box`` (device pixels), or all of it.

    Formats that Qt does not know (HEIC, RAW) are read from a preview; where there is none, and
    for files that are away, the thumbnail serves, and the fidelity says so. Never raises: what
    cannot be read at all is NOTHING. None only where is_wanted said no before the work was done.
    """
    if not is_wanted():
        return None
    image, size, is_whole = _read(row.path, row.rotation, box)
    if not image.isNull():
        return Picture(row.photo_id, image, size, Fidelity.ORIGINAL, is_whole)
    try:
        _look_at(row.path)
        if previews is not None:
            pixels = None if box is None else max(box.width(), box.height())
            made = previews.preview(row.path, _hash_of(row), pixels, is_wanted)
            return None if made is None else _read_preview(row, made, box)
    except PictureError as error:
        return _substitute(row, thumbnail, error.problem, str(error))
    except PhotoClipError as error:
        return _substitute(row, thumbnail, None, str(error))
    return _substitute(row, thumbnail, None, "")


def read_rough(row: PhotoRow, thumbnail: str) -> Picture | None:
    """The thumbnail in place of the picture, at once; None where there is none."""
    image, _, _ = _read(thumbnail, row.rotation, None)
    if image.isNull():
        return None
    return Picture(row.photo_id, image, _size_of(row, image), Fidelity.ROUGH, True)


def _look_at(path: str) -> None:
    """Raise PictureError where the file cannot be opened."""
    try:
        check_regular(os.stat(path))
        with open(path, "rb") as file:
            file.read(1)
    except OSError as error:
        raise picture_error_of(error) from error
    except ValueError as error:
        raise PictureError(Problem.UNREADABLE, f"The path cannot be used ({error}).") from error


def _read_preview(row: PhotoRow, made: Path, box: QSize | None) -> Picture:
    image, read_size, _ = _read(str(made), row.rotation, box)
    if image.isNull():
        return Picture(row.photo_id, image, QSize(), Fidelity.NOTHING, True, Problem.UNREADABLE, "")
    size = _size_of(row, image) if row.width else read_size
    is_whole = box is None or image.width() >= size.width()
    return Picture(row.photo_id, image, size, Fidelity.ORIGINAL, is_whole)


def _substitute(row: PhotoRow, thumbnail: str, problem: Problem | None, message: str) -> Picture:
    image, _, _ = _read(thumbnail, row.rotation, None)
    if image.isNull():
        fidelity, size = Fidelity.NOTHING, QSize()
    else:
        fidelity = Fidelity.AWAY if row.is_offline else Fidelity.THUMBNAIL
        size = _size_of(row, image)
    is_folder_gone = problem is Problem.VANISHED and not os.path.isdir(os.path.dirname(row.path))
    return Picture(row.photo_id, image, size, fidelity, True, problem, message, is_folder_gone)


def _size_of(row: PhotoRow, image: QImage) -> QSize:
    """The size of the picture itself as it is known, turned as the person turned it."""
    if not row.width:
        return image.size()
    is_turned = row.rotation % 180 != 0
    return QSize(row.height, row.width) if is_turned else QSize(row.width, row.height)


def _hash_of(row: PhotoRow) -> bytes:
    """What a preview is kept by; for a file that is not taken in yet, its place, time and size."""
    if row.content_hash:
        return row.content_hash
    text = f"{row.path}\0{row.modified.isoformat()}\0{row.size}"
    data = text.encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=CONTENT_HASH_BYTES).digest()


def _read(path: str, rotation: int, box: QSize | None) -> tuple[QImage, QSize, bool]:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    # In the file the picture may lie on its side, by the camera's word or the person's.
    lies = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    wanted = size
    if size.isValid():
        wanted = _reduced(size, box, is_turned=lies != (rotation % 180 != 0))
        if wanted != size:
            reader.setScaledSize(wanted)
    image = reader.read()
    if image.isNull():
        return image, QSize(), True
    full = size if size.isValid() else image.size()
    if size.isValid() and lies:
        full = full.transposed()
    if rotation:
        image = image.transformed(QTransform().rotate(rotation))
        full = full.transposed() if rotation % 180 else full
    return _in_srgb(image), full, box is None or wanted == size


def _reduced(size: QSize, box: QSize | None, *, is_turned: bool) -> QSize:
    # By halves, which a JPEG is decoded at directly and never exists in full.
    halves = math.ceil(math.log2(size.width() * size.height() / MOST_PIXELS) / 2)
    factor = 0.5 ** max(0, halves)
    if box is not None:
        seen = box.transposed() if is_turned else box
        factor = min(factor, seen.width() / size.width(), seen.height() / size.height())
    if factor >= 1:
        return size
    # Rounded up, a half would be more than libjpeg's half, and the whole would be decoded.
    whole = math.floor if box is None else round
    return QSize(max(1, whole(size.width() * factor)), max(1, whole(size.height() * factor)))


def _in_srgb(image: QImage) -> QImage:
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        image.convertToColorSpace(srgb)
    has_alpha = image.hasAlphaChannel()
    kind = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    return image.convertToFormat(kind, Qt.ImageConversionFlag.AutoColor)
