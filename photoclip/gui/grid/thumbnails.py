"""Thumbnails for the cells of a grid: cut and rounded off the window's thread, kept by bytes."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap, QTransform

from photoclip.core.errors import PhotoClipError
from photoclip.core.listing import PhotoRow
from photoclip.gui.look.theme import THUMBNAIL_RADIUS
from photoclip.gui.threads.bridge import Bridge

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore


BUDGET_BYTES = 64 << 20
AT_ONCE = 2
FAILED_KEPT = 10_000
NO_SIZES: Mapping[int, QSize] = MappingProxyType({})

Key = tuple[bytes | str, int]
"""Content and rotation; the path where the content is not known yet."""

Restore = Callable[[str, bytes], None]
"""Makes the thumbnail of a file, of this content, again; see PreviewService."""


def key_of(row: PhotoRow) -> Key:
    """What a thumbnail is kept by: an edited photo has another one, a moved photo the same."""
    return (row.content_hash or row.path, row.rotation)


class Thumbnails(QObject):
    """Pictures of photos for one size of cell at a time, or for a size of each.

    A view says what it wants, nearest first; whatever it no longer wants and is not being read
    yet is dropped. After a change of size the old picture serves, scaled, until the new one is
    there. The least recently painted go first when the budget is full.
    """

    loaded = Signal(list)
    """Ids of photos whose picture has just arrived."""

    def __init__(
        self,
        bridge: Bridge,
        store: ThumbnailStore,
        budget_bytes: int = BUDGET_BYTES,
        restore: Restore | None = None,
    ) -> None:
        super().__init__()
        self._restore = restore
        self._bridge = bridge
        self._store = store
        self._budget = budget_bytes
        self._edge = 160
        self._scale = 1.0
        self._sizes: Mapping[int, QSize] = {}
        self._pictures: OrderedDict[Key, tuple[QSize, QPixmap]] = OrderedDict()
        self._bytes = 0
        self._failed: OrderedDict[Key, None] = OrderedDict()
        self._reading: set[Key] = set()
        self._wanted: list[PhotoRow] = []
        bridge.contents_changed.connect(self.forget_failures)
        bridge.folders_changed.connect(self.forget_failures)

    @property
    def size_bytes(self) -> int:
        """Bytes that the kept pictures take."""
        return self._bytes

    def set_cell(self, edge: int, scale: float) -> None:
        """From now on, pictures of ``edge`` logical pixels at this scale of the screen."""
        self._edge, self._scale = edge, scale

    def picture(self, row: PhotoRow) -> QPixmap | None:
        """The picture of a photo, of an older size maybe; never reads anything."""
        kept = self._pictures.get(key_of(row))
        if kept is None:
            return None
        self._pictures.move_to_end(key_of(row))
        return kept[1]

    def has_failed(self, row: PhotoRow) -> bool:
        """Whether there is nothing to show of this photo."""
        return key_of(row) in self._failed

    def want(self, rows: Iterable[PhotoRow], sizes: Mapping[int, QSize] = NO_SIZES) -> None:
        """Read these soon, the first ones first; what was wanted before is dropped.

        sizes: of cells in logical pixels, by photo id; what is left out is a square.
        """
        self._sizes = sizes
        self._wanted = [row for row in rows if self._is_missing(row)]
        # Taken from the end.
        self._wanted.reverse()
        self._read()

    def forget_failures(self) -> None:
        """Try again what could not be read: files may have come back."""
        self._failed.clear()

    def _pixels(self, row: PhotoRow) -> QSize:
        cell = self._sizes.get(row.photo_id) or QSize(self._edge, self._edge)
        return QSize(
            max(1, round(cell.width() * self._scale)), max(1, round(cell.height() * self._scale))
        )

    def _is_missing(self, row: PhotoRow) -> bool:
        key = key_of(row)
        if key in self._reading or key in self._failed:
            return False
        kept = self._pictures.get(key)
        return kept is None or kept[0] != self._pixels(row)

    def _read(self) -> None:
        while self._wanted and len(self._reading) < AT_ONCE:
            row = self._wanted.pop()
            if not self._is_missing(row):
                continue
            self._reading.add(key_of(row))
            self._read_one(row)

    def _read_one(self, row: PhotoRow) -> None:
        path, size, radius = self._path(row), self._pixels(row), THUMBNAIL_RADIUS * self._scale
        self._bridge.run_each(
            "read a thumbnail",
            lambda _: self._cut_out(row, path, size, radius),
            lambda image: self._take_in(row, size, image),
            lambda _: self._take_in(row, size, QImage()),
        )

    def _path(self, row: PhotoRow) -> str:
        """The thumbnail's file; for a file that is not taken in yet, the file itself."""
        if row.is_pending:
            return row.path
        return str(self._store.path_for(row.content_hash))

    def _cut_out(self, row: PhotoRow, path: str, size: QSize, radius: float) -> QImage:
        """For a background thread. A thumbnail that somebody deleted is made again."""
        image = cut_out(path, size, row.rotation, radius)
        can_restore = not (row.is_pending or row.is_offline)
        if image.isNull() and can_restore and self._restore is not None:
            with contextlib.suppress(PhotoClipError):
                self._restore(row.path, row.content_hash)
                image = cut_out(path, size, row.rotation, radius)
        return image

    def _take_in(self, row: PhotoRow, size: QSize, image: QImage) -> None:
        key = key_of(row)
        self._reading.discard(key)
        if image.isNull():
            self._failed[key] = None
            if len(self._failed) > FAILED_KEPT:
                self._failed.popitem(last=False)
        else:
            picture = QPixmap.fromImage(image)
            former = self._pictures.pop(key, None)
            self._bytes += image.sizeInBytes() - (_bytes_of(former[1]) if former else 0)
            self._pictures[key] = (size, picture)
            self._make_room()
        self.loaded.emit([row.photo_id])
        self._read()

    def _make_room(self) -> None:
        while self._bytes > self._budget and len(self._pictures) > 1:
            _, (_, picture) = self._pictures.popitem(last=False)
            self._bytes -= _bytes_of(picture)


def cut_out(path: str | Path, size: QSize, rotation: int, radius: float) -> QImage:
    """The middle of a picture, as large as it fits, in ``size`` pixels with round corners.

    For any thread. A null image where the file cannot be read.
    """
    image = _read_about(path, size.transposed() if rotation % 180 else size)
    if image.isNull():
        return image
    if rotation:
        image = image.transformed(QTransform().rotate(rotation))
    middle = size.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = QPoint((image.width() - middle.width()) // 2, (image.height() - middle.height()) // 2)
    result = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(QPointF(), QSizeF(size)), radius, radius)
    painter.setClipPath(outline)
    painter.drawImage(QRect(QPoint(), size), image, QRect(corner, middle))
    painter.end()
    return result


def _read_about(path: str | Path, size: QSize) -> QImage:
    """The whole picture, no smaller than ``size`` needs where the file is larger."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    full = reader.size()
    # A camera's picture may lie on its side in the file: what covers both ways is large enough.
    box = size.expandedTo(size.transposed()) if reader.transformation() else size
    if full.isValid() and full.width() > box.width() and full.height() > box.height():
        # JPEG is decoded at an eighth, a quarter or a half at once, which is several times faster.
        reader.setScaledSize(full.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()


def _bytes_of(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
