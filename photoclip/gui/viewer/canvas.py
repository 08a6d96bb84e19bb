"""One picture on near-black or grey, fitted or enlarged, moved with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from photoclip.gui.viewer.pictures import Picture

GROUND = "#0E0E10"
STEP = 1.25
MOST = 8.0
"""Screen pixels for one of the picture, at most."""


class PictureCanvas(QWidget):
    """Zoom counts device pixels of the screen for one pixel of the picture: 1.0 is 100 %."""

    finer_wanted = Signal()
    """The picture is enlarged beyond what was read."""
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._zoom: float | None = None
        self._middle = QPointF(0.5, 0.5)
        self._grip: QPoint | None = None
        self._is_at_rest = False
        self._ground = QColor(GROUND)
        self._former: QPixmap | None = None
        self._fade = QVariantAnimation(self, startValue=1.0, endValue=0.0)
        self._fade.valueChanged.connect(lambda _: self.update())
        self._fade.finished.connect(self._end_fade)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    @property
    def is_fitted(self) -> bool:
        """Whether all of the picture is in sight."""
        return self._zoom is None

    @property
    def zoom(self) -> float:
        """Device pixels for one pixel of the picture."""
        return self._fit() if self._zoom is None else self._zoom

    @property
    def box(self) -> QSize:
        """The room for a fitted picture in device pixels."""
        scale = self.devicePixelRatioF()
        return QSize(max(1, round(self.width() * scale)), max(1, round(self.height() * scale)))

    def show_picture(self, picture: Picture | None) -> None:
        """Show another picture, fitted; a finer reading of the same one keeps zoom and place."""
        former, self._picture = self._picture, picture
        is_same = (
            former is not None
            and picture is not None
            and (former.photo_id, former.size) == (picture.photo_id, picture.size)
        )
        if not is_same:
            self._zoom, self._middle = None, QPointF(0.5, 0.5)
        self._changed()

    def fade_to(self, picture: Picture | None, duration_ms: int) -> None:
        """The same by a cross-fade; at once where the duration is 0."""
        self._end_fade()
        former = self.grab() if duration_ms else None
        self.show_picture(picture)
        if former is not None:
            self._former = former
            self._fade.setDuration(duration_ms)
            self._fade.start()

    def set_ground(self, color: str) -> None:
        """Lay pictures on another colour (#RRGGBB)."""
        self._ground = QColor(color)
        self.update()

    def rest(self, is_at_rest: bool) -> None:
        """Take the pointer off the picture, or bring it back."""
        self._is_at_rest = is_at_rest
        self._dress_cursor()

    def set_zoom(self, zoom: float | None, anchor: QPointF | None = None) -> None:
        """Enlarge (None fits); the point of the picture under ``anchor`` stays where it is."""
        if self._picture is None or self._picture.size.isEmpty():
            return
        at = anchor or QPointF(self.rect().center())
        held = self._to_picture(at)
        # No smaller than fitted, unless the picture is smaller than the screen anyway.
        is_small = zoom is not None and zoom <= self._fit() * 1.001
        self._zoom = None if zoom is None or (is_small and zoom != 1.0) else min(zoom, MOST)
        if self._zoom is None:
            self._middle = QPointF(0.5, 0.5)
        else:
            now = self._to_picture(at)
            self._middle += held - now
        self._changed()

    def step_zoom(self, steps: float, anchor: QPointF | None = None) -> None:
        """A step larger or smaller."""
        self.set_zoom(self.zoom * STEP**steps, anchor)

    def toggle_zoom(self, anchor: QPointF | None = None) -> None:
        """From fitted to 100 % and back."""
        self.set_zoom(1.0 if self.is_fitted else None, anchor)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels."""
        target = self._target()
        if not target.isEmpty():
            self._middle -= QPointF(dx / target.width(), dy / target.height())
            self._changed()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._ground)
        self._paint_picture(painter)
        if self._former is not None:
            painter.setOpacity(float(self._fade.currentValue()))
            painter.drawPixmap(0, 0, self._former)

    def _paint_picture(self, painter: QPainter) -> None:
        picture = self._picture
        if picture is None or picture.image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < 4)
        target = self._target()
        seen = target.intersected(QRectF(self.rect()))
        across = picture.image.width() / target.width()
        down = picture.image.height() / target.height()
        source = QRectF(
            (seen.left() - target.left()) * across,
            (seen.top() - target.top()) * down,
            seen.width() * across,
            seen.height() * down,
        )
        painter.drawImage(seen, picture.image, source)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._end_fade()
        self._changed()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        steps = event.angleDelta().y() / 120
        if steps:
            self.step_zoom(steps, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() == Qt.MouseButton.LeftButton and not self.is_fitted:
            self._grip = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._grip is not None:
            move = event.position().toPoint() - self._grip
            self._grip = event.position().toPoint()
            self.pan(move.x(), move.y())
        # Left for the viewer, which shows its controls when the mouse moves.
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._grip is not None:
            self._grip = None
            self._dress_cursor()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.toggle_zoom(event.position())
        event.accept()

    def _changed(self) -> None:
        self._hold_inside()
        self._dress_cursor()
        self.update()
        self.zoom_changed.emit()
        picture = self._picture
        if picture is not None and not picture.is_whole:
            shown = self._target().size() * self.devicePixelRatioF()
            if shown.width() > picture.image.width() * 1.05:
                self.finer_wanted.emit()

    def _end_fade(self) -> None:
        self._fade.stop()
        self._former = None
        self.update()

    def _dress_cursor(self) -> None:
        if self._is_at_rest:
            self.setCursor(Qt.CursorShape.BlankCursor)
            return
        is_movable = not self.is_fitted
        self.setCursor(Qt.CursorShape.OpenHandCursor if is_movable else Qt.CursorShape.ArrowCursor)

    def _fit(self) -> float:
        picture = self._picture
        if picture is None or picture.size.isEmpty():
            return 1.0
        box = self.box
        fitted = min(box.width() / picture.size.width(), box.height() / picture.size.height())
        # A small picture is not blown up.
        return min(fitted, 1.0)

    def _target(self) -> QRectF:
        """Where the whole picture lies, in logical pixels of the widget."""
        picture = self._picture
        if picture is None or picture.size.isEmpty():
            return QRectF()
        scale = self.zoom / self.devicePixelRatioF()
        width, height = picture.size.width() * scale, picture.size.height() * scale
        x = self.width() / 2 - self._middle.x() * width
        y = self.height() / 2 - self._middle.y() * height
        # On whole pixels: at 100 % every pixel of the picture is one of the screen.
        return QRectF(round(x), round(y), width, height)

    def _to_picture(self, point: QPointF) -> QPointF:
        """A point of the widget as a share of the picture's width and height."""
        target = self._target()
        return QPointF(
            (point.x() - target.left()) / max(1.0, target.width()),
            (point.y() - target.top()) / max(1.0, target.height()),
        )

    def _hold_inside(self) -> None:
        """No more of the ground is shown than must be."""
        picture = self._picture
        if picture is None or picture.size.isEmpty():
            return
        target = self._target()
        self._middle = QPointF(
            _held(self._middle.x(), self.width(), target.width()),
            _held(self._middle.y(), self.height(), target.height()),
        )


def _held(middle: float, room: float, extent: float) -> float:
    half = room / 2 / max(extent, 1.0)
    return 0.5 if half >= 0.5 else min(max(middle, half), 1 - half)
