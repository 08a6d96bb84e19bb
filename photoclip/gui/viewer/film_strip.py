"""The photos beside the one on show, as a strip of thumbnails.

Nothing in it grows with the number of photos: only what is in sight is known and painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from photoclip.core.listing import PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.gui.grid.model import RowSource
from photoclip.gui.grid.thumbnails import Restore, Thumbnails
from photoclip.gui.look.theme import DARK, SPACE, SPACE_SMALL, THUMBNAIL_RADIUS
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.viewer.cache import read_rows

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore

EDGE = 64
STEP = EDGE + SPACE_SMALL
BUDGET_BYTES = 16 << 20
ROWS_KEPT = 2000
SETTLE_MS = 30
GROUND = "#161618"
EMPTY = "#2A2A2C"


class FilmStrip(QWidget):
    """Keeps the photo on show in the middle; the wheel looks further without leaving it."""

    chosen = Signal(int)
    """A place among the photos."""
    taken_in = Signal(object)
    """Which photos files (minus their ids) have become."""

    def __init__(
        self,
        bridge: Bridge,
        source: RowSource,
        store: ThumbnailStore,
        parent: QWidget,
        restore: Restore | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._source = source
        self._thumbnails = Thumbnails(bridge, store, BUDGET_BYTES, restore)
        self._ids: PhotoIds = np.empty(0, np.int64)
        self._rows: dict[int, PhotoRow] = {}
        self._is_stale = False
        self._current = 0
        self._left = 0
        self._hovered = -1
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._fetch)
        self._thumbnails.loaded.connect(lambda _: self.update())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Film strip"))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(8 * STEP, EDGE + 2 * SPACE)

    @property
    def size_bytes(self) -> int:
        """Bytes that its thumbnails take."""
        return self._thumbnails.size_bytes

    def set_photos(self, ids: PhotoIds, current: int) -> None:
        """Show other photos, int64 (n,), which it does not copy."""
        self._ids, self._rows = ids, {}
        self.set_current(current)

    def set_current(self, place: int) -> None:
        """Bring a place to the middle and mark it."""
        self._current = place
        self._look_at(place * STEP + EDGE // 2 - self.width() // 2)

    def refresh(self) -> None:
        """Ask again what is known of the photos in sight."""
        self._is_stale = True
        self._settle.start()

    def rect_of(self, place: int) -> QRectF:
        """Where a place lies in the widget."""
        return QRectF(place * STEP - self._left, SPACE, EDGE, EDGE)

    def places_in_sight(self) -> range:
        """The places that are painted at least in part."""
        first = max(0, self._left // STEP)
        last = min(len(self._ids), (self._left + self.width()) // STEP + 1)
        return range(first, max(first, last))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(GROUND))
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        for place in self.places_in_sight():
            self._paint_place(painter, place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.set_current(self._current)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.set_current(self._current)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        place = self._place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(place)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._hover(self._place_at(event.position().toPoint()))
        # Left for the viewer, which shows its controls when the mouse moves.
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._hover(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        self._look_at(self._left - (delta.x() or delta.y()))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.update()

    def _look_at(self, left: int) -> None:
        whole = len(self._ids) * STEP - SPACE_SMALL
        if whole <= self.width():
            self._left = (whole - self.width()) // 2
        else:
            # Room at both ends, so that the first and the last photo can be in the middle, too.
            margin = self.width() // 2 - EDGE // 2
            self._left = min(max(left, -margin), whole - self.width() + margin)
        self.update()
        self._settle.start()

    def _fetch(self) -> None:
        """Rows and thumbnails for what is in sight, the photo on show first."""
        if not self.isVisible() or not len(self._ids):
            return
        places = sorted(self.places_in_sight(), key=lambda one: abs(one - self._current))
        ids = [int(self._ids[one]) for one in places]
        # What is known stays on show until it is known anew.
        unknown = ids if self._is_stale else [one for one in ids if one not in self._rows]
        if unknown:
            self._bridge.run(
                "film strip rows",
                lambda _: read_rows(self._source, unknown),
                lambda found: self._take(*found),
            )
        self._thumbnails.set_cell(EDGE, self.devicePixelRatioF())
        self._thumbnails.want([self._rows[one] for one in ids if one in self._rows])

    def _take(self, rows: list[PhotoRow], became: dict[int, int]) -> None:
        if became:
            self.taken_in.emit(became)
        if self._is_stale or len(self._rows) > ROWS_KEPT:
            self._is_stale = False
            self._rows.clear()
        self._rows.update((one.photo_id, one) for one in rows)
        self._thumbnails.want(rows)
        self.update()

    def _paint_place(self, painter: QPainter, place: int) -> None:
        rect = self.rect_of(place)
        row = self._rows.get(int(self._ids[place]))
        picture = None if row is None else self._thumbnails.picture(row)
        is_current = place == self._current
        painter.setPen(Qt.PenStyle.NoPen)
        if picture is None:
            painter.setBrush(QColor(EMPTY))
            painter.drawRoundedRect(rect, THUMBNAIL_RADIUS, THUMBNAIL_RADIUS)
        else:
            painter.setOpacity(1.0 if is_current or place == self._hovered else 0.65)
            painter.drawPixmap(rect, picture, QRectF(QPixmap.rect(picture)))
            painter.setOpacity(1.0)
        if is_current:
            self._paint_ring(painter, rect)

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        """The accent marks the photo on show; white around it, that the keyboard is here."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(DARK.accent), 3))
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), THUMBNAIL_RADIUS, THUMBNAIL_RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(QColor(DARK.text), 2))
            around = rect.adjusted(-4, -4, 4, 4)
            painter.drawRoundedRect(around, THUMBNAIL_RADIUS + 3, THUMBNAIL_RADIUS + 3)

    def _place_at(self, point: QPoint) -> int:
        """The place under a point, -1 where there is none."""
        place = (point.x() + self._left) // STEP
        is_inside = 0 <= place < len(self._ids)
        return place if is_inside and self.rect_of(place).contains(point.toPointF()) else -1

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()
