"""A list to choose one of, with the window's own chevron."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from photoclip.gui.look import icons


class ChoiceBox(QComboBox):
    """The style sheet takes the style's arrow away, since it knows only one colour."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        size = icons.SMALL
        color = "text_secondary" if self.isEnabled() else "line"
        arrow = icons.pixmap("chevron-down", size, color, self.devicePixelRatioF())
        painter = QPainter(self)
        left = 8 if self.isRightToLeft() else self.width() - size - 8
        painter.drawPixmap(QPoint(left, (self.height() - size) // 2), arrow)
        painter.end()
