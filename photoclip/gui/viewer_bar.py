"""The controls over a picture: what it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLabel,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.listing import PhotoRow
from photoclip.gui import icons, words
from photoclip.gui.photo_delegate import heart
from photoclip.gui.theme import DARK, RADIUS, SPACE, SPACE_LARGE, SPACE_SMALL

FADE_MS = 140
STYLE = f"""
QWidget#bar {{ background: rgba(14, 14, 16, 190); }}
QLabel {{ color: {DARK.text}; background: transparent; }}
QLabel#second {{ color: {DARK.text_secondary}; font-size: 11px; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {RADIUS}px;
  padding: {SPACE_SMALL}px; color: {DARK.text}; }}
QToolButton:hover {{ background: rgba(255, 255, 255, 30); }}
QToolButton:pressed {{ background: rgba(255, 255, 255, 48); }}
QToolButton:focus {{ border-color: {DARK.accent}; }}
"""


class ViewerBar(QWidget):
    """Always light on dark, whatever the theme: the ground of a picture is near-black."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(STYLE)
        self._name, self._second = QLabel(), QLabel(objectName="second")
        self._place = QLabel(objectName="second")
        for one in (self._name, self._second, self._place):
            one.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, SPACE)
        self._row.setSpacing(SPACE_SMALL)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._second)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._place)
        self._row.addSpacing(SPACE)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(1.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.is_shown = True

    @property
    def note(self) -> str:
        """The second line on show."""
        return self._second.text()

    @property
    def place(self) -> str:
        """Which of how many is on show."""
        return self._place.text()

    def add_button(self, icon: str, tip: str, on_click: Callable[[], object]) -> QToolButton:
        """One more button at the right end."""
        made = QToolButton(self)
        made.setIcon(dark_icon(icon))
        made.setIconSize(QSize(icons.LARGE, icons.LARGE))
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.clicked.connect(lambda: on_click())
        self._row.addWidget(made)
        return made

    def show_heart(self, button: QToolButton, is_filled: bool) -> None:
        """A filled heart for a favourite."""
        button.setIcon(_filled_heart() if is_filled else dark_icon("heart"))

    def describe(self, row: PhotoRow | None, note: str, place: int, count: int) -> None:
        """Name the photo on show; note says what is special about the picture."""
        self._name.setText(words.printable(row.name) if row is not None else "")
        facts = []
        if row is not None:
            facts.append(words.moment(row.moment))
            if row.width:
                facts.append(f"{row.width} × {row.height}")
            if row.rating:
                facts.append("★" * row.rating)
        if note:
            facts.append(note)
        self._second.setText(" · ".join(facts))
        text = self.tr("{place} of {count}")
        self._place.setText(text.format(place=words.number(place), count=words.number(count)))

    def set_shown(self, is_shown: bool) -> None:
        """Fade in or out; at once where the system asks for no motion."""
        if is_shown == self.is_shown:
            return
        self.is_shown = is_shown
        self._fade.stop()
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self._fade.setDuration(FADE_MS if moves else 0)
        self._fade.setEndValue(1.0 if is_shown else 0.0)
        self._fade.start()

    def has_focus(self) -> bool:
        """Whether the keyboard is on one of the buttons."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)


def _filled_heart() -> QIcon:
    made = QIcon()
    for scale in (1.0, 2.0):
        made.addPixmap(heart(scale, icons.LARGE))
    return made


def dark_icon(name: str) -> QIcon:
    """An icon in the text colour of the dark scheme."""
    made = QIcon()
    for scale in (1.0, 2.0):
        made.addPixmap(icons.colored(name, icons.LARGE, DARK.text, scale))
    return made
