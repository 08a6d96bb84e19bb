"""Small pieces that every page is made of."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from photoclip.gui.look import icons
from photoclip.gui.look.theme import theme


def label(text: str = "", kind: str = "", *, wraps: bool = False) -> QLabel:
    """Text of one kind of the style sheet; never taken for markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if kind:
        made.setProperty("kind", kind)
    return made


def plain_tip(text: str) -> str:
    """The text of a tool tip, which Qt takes for markup where a name looks like it."""
    if "<" not in text:
        return text
    return f"<qt>{html.escape(text)}</qt>".replace("\n", "<br>")


def button(text: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
    """A push button; kinds are "primary" and "link"."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda: on_click())
    return made


def pressed_by_enter(window: QWidget, event: QKeyEvent) -> bool:
    """Enter presses the button that has the keyboard, as Space does; whether there was one."""
    focus = window.focusWidget()
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    has_modifier = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not is_enter or has_modifier or not isinstance(focus, QAbstractButton):
        return False
    focus.click()
    return True


class IconButton(QToolButton):
    """A flat button with a line icon that follows the theme, and a name for screen readers."""

    def __init__(self, name: str, tip: str, size: int = icons.SMALL) -> None:
        super().__init__()
        self._name = name
        self.setIconSize(QSize(size, size))
        self.describe(tip)
        theme().changed.connect(self._dress)
        self._dress()

    def describe(self, tip: str) -> None:
        """Change what it says it does."""
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(tip)

    def show_icon(self, name: str) -> None:
        """Change the icon."""
        self._name = name
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icons.icon(self._name, "text_secondary"))


class IconLabel(QLabel):
    """A line icon that is no button."""

    def __init__(self, name: str, size: int, color: str = "text_secondary") -> None:
        super().__init__()
        self._name, self._size, self._color = name, size, color
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        scale = self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._name, self._size, self._color, scale))


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where it is too long; the tool tip has all of it."""

    def __init__(
        self, text: str = "", kind: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__()
        self._full = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if kind:
            self.setProperty("kind", kind)
        self.set_text(text)

    @property
    def full_text(self) -> str:
        """The text before it was cut."""
        return self._full

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        width = max(self.width(), 24)
        cut = QFontMetrics(self.font()).elidedText(self._full, self._mode, width)
        if cut != self.text():
            self.setText(cut)
        self.setToolTip(plain_tip(self._full) if cut != self._full else "")


def rule(*, upright: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setProperty("kind", "upright-rule" if upright else "rule")
    return made


def set_state(widget: QWidget, name: str, value: bool | str) -> None:
    """Set a dynamic property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
