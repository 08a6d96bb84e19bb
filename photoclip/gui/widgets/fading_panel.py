"""Controls over a picture that come and go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QSize, Qt
from PySide6.QtGui import QCursor, QIcon
from PySide6.QtWidgets import QGraphicsOpacityEffect, QStyle, QToolButton, QWidget

from photoclip.gui.look import icons
from photoclip.gui.look.theme import DARK, RADIUS, SPACE_SMALL

FADE_MS = 140
STYLE = f"""
QWidget#bar {{ background: rgba(14, 14, 16, 190); }}
QWidget#pill {{ background: rgba(28, 28, 31, 225); border: 1px solid rgba(255, 255, 255, 26);
  border-radius: {2 * RADIUS}px; }}
QLabel {{ color: {DARK.text}; background: transparent; }}
QLabel#second {{ color: {DARK.text_secondary}; font-size: 11px; }}
QToolButton {{ background: transparent; border: 2px solid transparent; border-radius: {RADIUS}px;
  padding: {SPACE_SMALL}px; color: {DARK.text}; }}
QToolButton:hover {{ background: rgba(255, 255, 255, 30); }}
QToolButton:pressed {{ background: rgba(255, 255, 255, 48); }}
QToolButton:checked {{ background: rgba(255, 255, 255, 38); }}
QToolButton:disabled {{ color: {DARK.text_secondary}; }}
QToolButton:focus {{ border-color: {DARK.accent}; }}
"""


class FadingPanel(QWidget):
    """Always light on dark, whatever the theme: the ground of a picture is near-black."""

    def __init__(self, parent: QWidget, kind: str) -> None:
        super().__init__(parent)
        self.setObjectName(kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(STYLE)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(1.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.is_shown = True

    def make_button(self, icon: str, tip: str, on_click: Callable[[], object]) -> QToolButton:
        """A button with an icon; where it stands is for the caller."""
        made = QToolButton(self)
        made.setIcon(dark_icon(icon))
        made.setIconSize(QSize(icons.LARGE, icons.LARGE))
        name_button(made, tip)
        made.clicked.connect(lambda: on_click())
        return made

    def set_shown(self, is_shown: bool) -> None:
        """Fade in or out; at once where the system asks for no motion."""
        if is_shown == self.is_shown:
            return
        self.is_shown = is_shown
        self._fade.stop()
        self._fade.setDuration(motion_ms(self))
        self._fade.setEndValue(1.0 if is_shown else 0.0)
        self._fade.start()

    def is_in_use(self) -> bool:
        """Whether the keyboard is on one of the buttons, or the pointer on the panel."""
        if not self.isVisible():
            return False
        focus = self.window().focusWidget()
        has_focus = focus is not None and self.isAncestorOf(focus)
        return has_focus or self.rect().contains(self.mapFromGlobal(QCursor.pos()))


def motion_ms(widget: QWidget) -> int:
    """How long a fade lasts in milliseconds; 0 where the system asks for less motion."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return FADE_MS if widget.style().styleHint(hint, None, widget) else 0


def name_button(button: QToolButton, text: str) -> None:
    """The same words for those who see the button and for those who hear it."""
    button.setToolTip(text)
    button.setAccessibleName(text)


def dark_icon(name: str) -> QIcon:
    """An icon in the text colour of the dark scheme."""
    made = QIcon()
    for scale in (1.0, 2.0):
        made.addPixmap(icons.colored(name, icons.LARGE, DARK.text, scale))
    return made
