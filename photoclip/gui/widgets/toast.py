"""One quiet line above everything else that goes away by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import IconButton, button, label

SHOWN_MS = 6000
WIDEST = 560


class Toast(QFrame):
    """Sits at the bottom of ``host``. A new message takes the place of the former."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("kind", "toast")
        self.setObjectName("toast")
        self._text = label(wraps=True)
        self._text.setMaximumWidth(WIDEST)
        self._action_button = button("", self.act, "link")
        self._action: Callable[[], object] | None = None
        self._is_way_back = False
        self.room_below: Callable[[], int] = lambda: 0
        """How much at the bottom is not to be covered, in pixels."""
        close = IconButton("x", self.tr("Close this message"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_LARGE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self._text)
        row.addWidget(self._action_button)
        row.addWidget(close)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The message on show."""
        return self._text.text()

    def say(
        self, text: str, action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show a message, with a button (“Undo”) where there is something to do about it."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action = on_action
        self._is_way_back = False
        self._action_button.setText(action)
        self._action_button.setVisible(bool(action))
        metrics = self._text.fontMetrics()
        self._text.setMinimumWidth(min(metrics.horizontalAdvance(text) + 4, self._room()))
        self.show()
        self.raise_()
        self._place()
        self._timer.start()

    def offer_way_back(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Show a message with a button that takes back the last action, or does it again."""
        self.say(text, action, on_action)
        self._is_way_back = True

    def withdraw_way_back(self) -> None:
        """Something else was done since: the button would take back that instead."""
        if self._is_way_back and self._action is not None:
            self._action = None
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self._timer.start()
        super().leaveEvent(event)

    def _room(self) -> int:
        return min(WIDEST, max(160, self._host.width() - 220))

    def _place(self) -> None:
        self.setMaximumWidth(max(200, self._host.width() - 2 * SPACE_LARGE))
        self.adjustSize()
        x = (self._host.width() - self.width()) // 2
        self.move(x, self._host.height() - self.room_below() - self.height() - 3 * SPACE_LARGE)

    def act(self) -> None:
        """Do what the button offers."""
        self.hide()
        action, self._action = self._action, None
        if action is not None:
            action()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
