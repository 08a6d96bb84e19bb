"""Reads one whole picture for the viewer, in any thread."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QTransform

from photoclip.core.listing import PhotoRow

MOST_PIXELS = 60_000_000
"""More are not held at once (240 MB): a larger picture is shown a little coarser."""


class Fidelity(enum.Enum):
    """What a picture was read from."""

    ORIGINAL = "original"
    THUMBNAIL = "thumbnail"
    AWAY = "away"
    """From the thumbnail, since the file cannot be reached."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """image: as read, maybe smaller than ``size``, the upright picture in pixels.

    is_whole: whether reading again could bring no finer one.
    """

    photo_id: int
    image: QImage
    size: QSize
    fidelity: Fidelity
    is_whole: bool

    @property
    def bytes(self) -> int:
        """Bytes that it takes in memory."""
        return int(self.image.sizeInBytes())


def read_picture(row: PhotoRow, thumbnail: str, box: QSize | None) -> Picture:
    """The upright picture in sRGB, reduced to what fills ``box`` (device pixels), or all of it.

    Formats that Qt does not know (HEIC, RAW) and files that are away are shown by their thumbnail,
    and the fidelity says so. Never raises: what cannot be read at all is NOTHING.
    """
    image, size, is_whole = _read(row.path, row.rotation, box)
    fidelity = Fidelity.ORIGINAL
    if image.isNull():
        image, size, is_whole = _read(thumbnail, row.rotation, None)
        fidelity = Fidelity.AWAY if row.is_offline else Fidelity.THUMBNAIL
        if row.width and not image.isNull():
            is_turned = row.rotation % 180 != 0
            size = QSize(row.height, row.width) if is_turned else QSize(row.width, row.height)
        is_whole = True
    if image.isNull():
        return Picture(row.photo_id, image, QSize(), Fidelity.NOTHING, True)
    return Picture(row.photo_id, image, size, fidelity, is_whole)


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
    return _in_srgb(image), full, wanted == size


def _reduced(size: QSize, box: QSize | None, *, is_turned: bool) -> QSize:
    factor = math.sqrt(MOST_PIXELS / max(1, size.width() * size.height()))
    if box is not None:
        seen = box.transposed() if is_turned else box
        factor = min(factor, seen.width() / size.width(), seen.height() / size.height())
    if factor >= 1:
        return size
    return QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))


def _in_srgb(image: QImage) -> QImage:
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        image.convertToColorSpace(srgb)
    has_alpha = image.hasAlphaChannel()
    kind = QImage.Format.Format_ARGB32_Premultiplied if has_alpha else QImage.Format.Format_RGB32
    return image.convertToFormat(kind, Qt.ImageConversionFlag.AutoColor)
