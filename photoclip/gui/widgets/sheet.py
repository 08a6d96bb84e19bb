"""A small dialog of the window: heading, body, a row of buttons with the deed at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.owned import layout_of
from photoclip.gui.widgets.parts import button, label, pressed_by_enter

EDGE = 24


class Sheet(QDialog):
    """Belongs to one window and keeps it waiting, but never the program: use ``open``."""

    def __init__(self, window: QWidget, title: str, width: int) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.heading = label(title, "heading", wraps=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE + 4)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE)
        self._buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, SPACE_LARGE + 4)
        column.setSpacing(SPACE_LARGE)
        column.addWidget(self.heading)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(self._buttons)

    def add_button(self, text: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
        """One more button at the right end."""
        made = button(text, on_click, kind)
        made.setAutoDefault(False)
        self._buttons.addWidget(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # A dialog gives Enter to its default button, even where the keyboard is on “Cancel”.
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def shrink(self) -> None:
        """Take no more room than what is shown now."""
        layout = layout_of(self)
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))
