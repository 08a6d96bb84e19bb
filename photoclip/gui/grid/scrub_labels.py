"""The years along the time line, and the month under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from photoclip.gui.look.theme import RADIUS, SPACE, SPACE_SMALL, tokens

ROOM = 320


class ScrubLabels(QWidget):
    """Lies over the right edge of the photos while the pointer is on the time line."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._at = 0.0
        self.text = ""
        self.years: list[tuple[float, str]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, at: float, text: str, years: Sequence[tuple[float, str]]) -> None:
        """Name the month at a height, and the years where they begin."""
        area = self._view.viewport().geometry()
        width = min(ROOM, area.width())
        self.setGeometry(QRect(area.right() + 1 - width, area.top(), width, area.height()))
        self._at, self.text = at, text
        self.years = self._apart(years)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        bubble = self._box(self._at, self.text, font)
        for at, text in self.years:
            box = self._box(at, text, font)
            if not box.intersects(bubble):
                self._paint(painter, box, text, tokens().color("surface_raised"), "text_secondary")
        if self.text:
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            box = self._box(self._at, self.text, font)
            self._paint(painter, box, self.text, tokens().color("text"), "surface")
        painter.end()

    def _paint(self, painter: QPainter, box: QRectF, text: str, ground: QColor, ink: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(tokens().color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _box(self, at: float, text: str, font: QFont) -> QRectF:
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text) + 2 * SPACE
        height = metrics.height() + 2 * SPACE_SMALL
        top = min(max(at - height / 2, SPACE_SMALL), self.height() - height - SPACE_SMALL)
        return QRectF(self.width() - width - SPACE_SMALL, top, width, height)

    def _apart(self, years: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
        """Those of the years that do not lie over each other."""
        least = QFontMetricsF(self.font()).height() + 2 * SPACE_SMALL + 2
        shown: list[tuple[float, str]] = []
        for at, text in years:
            if not shown or at - shown[-1][0] >= least:
                shown.append((at, text))
        return shown
