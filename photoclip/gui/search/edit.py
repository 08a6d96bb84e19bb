"""The line in the search bar, which can underline a place in what is typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from photoclip.core.query.tree import Span
from photoclip.gui.look.theme import tokens


class SearchEdit(QLineEdit):
    """Underlines through the formats of input methods: a line edit knows no others."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: Span | None = None
        """The underlined place, start and end in characters."""

    def mark(self, span: Span | None) -> None:
        """Underline a place, or nothing."""
        if span != self.marked:
            self.marked = span
            self._underline()

    def _underline(self) -> None:
        formats = []
        if self.marked is not None:
            start, end = self.marked
            wave = QTextCharFormat()
            wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wave.setUnderlineColor(tokens().color("danger"))
            kind = QInputMethodEvent.AttributeType.TextFormat
            place = start - self.cursorPosition()
            formats = [QInputMethodEvent.Attribute(kind, place, max(end - start, 1), wave)]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", formats))
