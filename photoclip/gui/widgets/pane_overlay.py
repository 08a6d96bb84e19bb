"""A side pane that slides over the photos where the window has no room beside them."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QStyle, QVBoxLayout, QWidget

from photoclip.gui.widgets.owned import layout_of, parent_of

SLIDE_MS = 140
WIDTH = 300


class PaneOverlay(QWidget):
    """Covers the window while it is open: Esc or a click beside the pane closes it."""

    closed = Signal()

    def __init__(self, window: QWidget, pane: QWidget) -> None:
        super().__init__(window)
        self._pane = pane
        self._splitter: QSplitter | None = None
        self._frame = QFrame(self)
        self._frame.setProperty("kind", "overlay")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(1, 0, 0, 0)
        self._slide = QPropertyAnimation(self._frame, b"pos", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close_pane)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the pane lies over the photos."""
        return not self.isHidden()

    def open_pane(self, splitter: QSplitter) -> None:
        """Take the pane out of the splitter and slide it in from the right."""
        self._splitter = splitter
        layout_of(self._frame).addWidget(self._pane)
        self._pane.show()
        self.show()
        self.raise_()
        self.fit()
        place = self._frame.pos()
        # 0 where the system asks for no motion.
        wanted = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        if wanted > 0:
            self._slide.setDuration(min(wanted, SLIDE_MS))
            self._slide.setStartValue(place + QPoint(self._frame.width(), 0))
            self._slide.setEndValue(place)
            self._slide.start()

    def close_pane(self) -> None:
        """Put the pane back into the splitter, unseen."""
        if self.is_open:
            self._slide.stop()
            self.hide()
            self._pane.hide()
            if self._splitter is not None:
                self._splitter.addWidget(self._pane)
            self.closed.emit()

    def fit(self) -> None:
        """Follow the size of the window."""
        whole = parent_of(self).rect()
        self.setGeometry(whole)
        self._slide.stop()
        width = min(max(WIDTH, self._pane.minimumSizeHint().width()), whole.width() - 48)
        self._frame.setGeometry(QRect(whole.width() - width, 0, width, whole.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_pane()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 56))
        painter.end()
