"""Pictures from thumbnails and files, cut and shrunk for small places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from photoclip.app.library import Library


SIMILAR_EDGE = 72


def thumbnail_image(library: Library, content_hash: bytes) -> QImage | None:
    """A thumbnail from the cache, None where there is none (any more)."""
    data = library.thumbnails.read(content_hash)
    image = QImage.fromData(data) if data else QImage()
    return None if image.isNull() else image


def file_image(library: Library, path: str) -> QImage:
    """Any picture file, small. For a background thread. Raises as ``small_picture``."""
    found = os.path.abspath(os.path.expanduser(path))
    return QImage.fromData(library.previews.small_picture(found, 2 * SIMILAR_EDGE))


def square(image: QImage, edge: int) -> QImage:
    """The middle of a picture as a square of ``edge`` pixels."""
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    return image.copy(left, top, side, side).scaled(
        edge, edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
