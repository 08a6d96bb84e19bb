"""A page that says one thing calmly, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoclip.gui.look.theme import SPACE
from photoclip.gui.widgets.parts import IconLabel, button, label

Choice = tuple[str, Callable[[], object]]


class MessagePage(QWidget):
    """Icon, one sentence, a smaller one, and buttons; the first of them stands out."""

    def __init__(
        self, icon: str, title: str, text: str = "", choices: Sequence[Choice] = ()
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title = label(title, "heading", wraps=True)
        self.text = label(text, "quiet", wraps=True)
        for one in (self.title, self.text):
            one.setAlignment(centre)
            one.setMinimumWidth(420)
            one.setMaximumWidth(560)
        column = QVBoxLayout(self)
        column.setSpacing(SPACE)
        column.addStretch(3)
        column.addWidget(IconLabel(icon, 32), 0, centre)
        column.addSpacing(SPACE)
        column.addLayout(_in_the_middle(self.title))
        column.addLayout(_in_the_middle(self.text))
        column.addSpacing(SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch()
        self.buttons = []
        for number, (name, act) in enumerate(choices):
            made = button(name, act, "primary" if number == 0 else "")
            self.buttons.append(made)
            row.addWidget(made)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(4)
        self.setAccessibleName(f"{title} {text}")


def _in_the_middle(wrapped: QLabel) -> QHBoxLayout:
    """A layout that gives wrapped text the height of its lines; an alignment would cut them off."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(wrapped, 100)
    row.addStretch(1)
    return row
