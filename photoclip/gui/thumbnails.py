"""Thumbnails for the cells of a grid: cut and rounded off the window's thread, kept by bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap, QTransform

from photoclip.core.listing import PhotoRow
from photoclip.gui.bridge import Bridge
from photoclip.gui.theme import THUMBNAIL_RADIUS

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore


BUDGET_BYTES = 64 << 20
AT_ONCE = 2
FAILED_KEPT = 10_000

Key = tuple[bytes | str, int]
"""Content and rotation; the path where the content is not known yet."""


def key_of(row: PhotoRow) -> Key:
    """What a thumbnail is kept by: an edited photo has another one, a moved photo the same."""
    return (row.content_hash or row.path, row.rotation)


class Thumbnails(QObject):
    """Square pictures of photos for one size of cell at a time.

    A view says what it wants, nearest first; whatever it no longer wants and is not being read
    yet is dropped. After a change of size the old picture serves, scaled, until the new one is
    there. The least recently painted go first when the budget is full.
    """

    loaded = Signal(list)
    """Ids of photos whose picture has just arrived."""

    def __init__(
        self, bridge: Bridge, store: ThumbnailStore, budget_bytes: int = BUDGET_BYTES
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._store = store
        self._budget = budget_bytes
        self._edge = 160
        self._scale = 1.0
        self._pictures: OrderedDict[Key, tuple[int, QPixmap]] = OrderedDict()
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

    def want(self, rows: Iterable[PhotoRow]) -> None:
        """Read these soon, the first ones first; what was wanted before is dropped."""
        edge = self._pixels
        self._wanted = [row for row in rows if self._is_missing(row, edge)]
        # Taken from the end.
        self._wanted.reverse()
        self._read()

    def forget_failures(self) -> None:
        """Try again what could not be read: files may have come back."""
        self._failed.clear()

    @property
    def _pixels(self) -> int:
        return max(1, round(self._edge * self._scale))

    def _is_missing(self, row: PhotoRow, edge: int) -> bool:
        key = key_of(row)
        if key in self._reading or key in self._failed:
            return False
        kept = self._pictures.get(key)
        return kept is None or kept[0] != edge

    def _read(self) -> None:
        while self._wanted and len(self._reading) < AT_ONCE:
            row = self._wanted.pop()
            edge, scale = self._pixels, self._scale
            if not self._is_missing(row, edge):
                continue
            path, key = self._path(row), key_of(row)
            self._reading.add(key)
            self._bridge.run_each(
                "read a thumbnail",
                lambda _token, path=path, turn=row.rotation, edge=edge, scale=scale: square(
                    path, edge, turn, THUMBNAIL_RADIUS * scale
                ),
                lambda image, row=row, edge=edge: self._take_in(row, edge, image),
                lambda _error, row=row, edge=edge: self._take_in(row, edge, QImage()),
            )

    def _path(self, row: PhotoRow) -> str:
        """The thumbnail's file; for a file that is not taken in yet, the file itself."""
        if row.is_pending:
            return row.path
        return str(self._store.path_for(row.content_hash))

    def _take_in(self, row: PhotoRow, edge: int, image: QImage) -> None:
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
            self._pictures[key] = (edge, picture)
            self._make_room()
        self.loaded.emit([row.photo_id])
        self._read()

    def _make_room(self) -> None:
        while self._bytes > self._budget and len(self._pictures) > 1:
            _, (_, picture) = self._pictures.popitem(last=False)
            self._bytes -= _bytes_of(picture)


def square(path: str | Path, edge: int, rotation: int, radius: float) -> QImage:
    """The middle of a picture as a square of ``edge`` pixels with round corners.

    For any thread. A null image where the file cannot be read.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        # JPEG is decoded at an eighth, a quarter or a half at once, which is several times faster.
        shorter = min(size.width(), size.height())
        if shorter > edge:
            reader.setScaledSize(
                size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            )
    image = reader.read()
    if image.isNull():
        return image
    if rotation:
        image = image.transformed(QTransform().rotate(rotation))
    shorter = min(image.width(), image.height())
    middle = QRect(
        (image.width() - shorter) // 2, (image.height() - shorter) // 2, shorter, shorter
    )
    result = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0, 0, edge, edge), radius, radius)
    painter.setClipPath(outline)
    painter.drawImage(QRect(0, 0, edge, edge), image, middle)
    painter.end()
    return result


def _bytes_of(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
