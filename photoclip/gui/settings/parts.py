"""What the pages of the settings are made of: headings, rows, switches, choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL, theme, tokens
from photoclip.gui.widgets.parts import button, label

INDENT = 30
"""Where the words of a choice begin: behind its round mark."""


class SettingsPage(QWidget):
    """A column under a heading. ``refresh`` is called each time the page comes into view."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_LARGE + SPACE, SPACE_LARGE, SPACE_LARGE + SPACE, 24)
        self.column.setSpacing(SPACE)

    def begin(self, heading: str, text: str = "") -> None:
        """The heading, and a sentence on what can be chosen here."""
        self.column.addWidget(label(heading, "heading"))
        if text:
            self.column.addWidget(quiet(text))
        self.column.addSpacing(SPACE)

    def refresh(self) -> None:
        """Ask for what may have changed since the page was last seen."""

    def add_section(self, title: str) -> None:
        """A small heading with room above it."""
        self.column.addSpacing(SPACE_LARGE)
        self.column.addWidget(label(title, "section"))

    def finish(self) -> None:
        """Push everything to the top."""
        self.column.addStretch(1)


def quiet(text: str = "") -> QLabel:
    """Running text in the second colour, as long as it needs."""
    made = label(text, "quiet", wraps=True)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def field(hint: str) -> QLineEdit:
    """A line to type in, with what belongs there as long as it is empty."""
    made = QLineEdit()
    made.setProperty("kind", "field")
    made.setPlaceholderText(hint)
    made.setAccessibleName(hint)
    return made


def line(*widgets: QWidget, stretch: QWidget) -> QHBoxLayout:
    """Widgets one beside the other. stretch: the one that takes what room is left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for one in widgets:
        row.addWidget(one, 1 if one is stretch else 0)
    return row


class Switch(QAbstractButton):
    """A sliding switch, on or off."""

    WIDTH, HEIGHT = 36, 20

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.WIDTH + 6, self.HEIGHT + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        colors = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, (self.height() - self.HEIGHT) / 2, self.WIDTH, self.HEIGHT)
        if self.hasFocus():
            painter.setPen(QPen(colors.color("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 12, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.color("accent" if self.isChecked() else "text_secondary"))
        painter.drawRoundedRect(box, self.HEIGHT / 2, self.HEIGHT / 2)
        knob = self.HEIGHT - 6
        left = box.right() - knob - 3 if self.isChecked() else box.left() + 3
        painter.setBrush(colors.color("accent_text" if self.isChecked() else "surface"))
        painter.drawEllipse(QRectF(left, box.top() + 3, knob, knob))
        painter.end()


class SwitchRow(QWidget):
    """A sentence, an explanation below it, and a switch at the right."""

    toggled = Signal(bool)

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self.switch = Switch(title)
        self.switch.setAccessibleDescription(text)
        self.switch.clicked.connect(self.toggled)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, wraps=True))
        if text:
            words.addWidget(label(text, "secondary", wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_SMALL, 0, SPACE_SMALL)
        row.setSpacing(SPACE_LARGE)
        row.addLayout(words, 1)
        row.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, is_on: bool) -> None:
        """Show the state without telling anybody."""
        self.switch.setChecked(is_on)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several. reason: why it cannot be chosen, "" where it can."""

    key: str
    title: str
    text: str = ""
    reason: str = ""


class ChoiceList(QWidget):
    """Round marks, one of them chosen; those that cannot be chosen say why."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QRadioButton] = {}
        self._choices: tuple[Choice, ...] = ()
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    @property
    def key(self) -> str:
        """The chosen one."""
        return next((key for key, one in self.buttons.items() if one.isChecked()), "")

    def show_choices(self, choices: Sequence[Choice], key: str) -> None:
        """Offer these, with the one of that key chosen."""
        if tuple(choices) != self._choices:
            self._rebuild(tuple(choices))
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def _rebuild(self, choices: tuple[Choice, ...]) -> None:
        self._choices = choices
        empty(self._column)
        self.buttons = {}
        for one in choices:
            made = QRadioButton(one.title)
            made.setEnabled(not one.reason)
            made.setAccessibleDescription(one.reason or one.text)
            made.clicked.connect(lambda _=False, key=one.key: self.chosen.emit(key))
            self._group.addButton(made)
            self.buttons[one.key] = made
            self._column.addWidget(made)
            if one.reason or one.text:
                below = label(one.reason or one.text, "secondary", wraps=True)
                below.setContentsMargins(INDENT, 0, 0, SPACE_SMALL)
                self._column.addWidget(below)


class Notice(QFrame):
    """A sentence on a tinted ground with a button: what was chosen needs one more step."""

    def __init__(self, text: str, action: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.text = label(text, wraps=True)
        self.button = button(action, act)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE_LARGE)
        row.addWidget(self.text, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()


def empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
