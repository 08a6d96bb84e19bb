"""Says which month one is in while the scroll bar is dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QLabel

from photoclip.gui.theme import RADIUS, SPACE, SPACE_SMALL, theme

LINGER_MS = 700


class ScrubLabel(QLabel):
    """Lies beside the handle of the scroll bar, over the view but not in it, so it stays put."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self._rest = QTimer(self, singleShot=True, interval=LINGER_MS)
        self._rest.timeout.connect(self.hide)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show it now, until ``fade``."""
        self._rest.stop()
        tokens = theme().tokens
        self.setStyleSheet(
            f"background: {tokens.text}; color: {tokens.surface}; border-radius: {RADIUS}px;"
            f" padding: {SPACE_SMALL}px {SPACE}px;"
        )
        self.setText(text)
        self.adjustSize()
        bar = self._view.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        room = max(0, self._view.viewport().height() - self.height() - 2 * SPACE)
        left = self._view.viewport().geometry().right() - self.width() - SPACE
        self.move(left, SPACE + round(share * room))
        self.show()
        self.raise_()

    def fade(self) -> None:
        """Hide it soon."""
        self._rest.start()
