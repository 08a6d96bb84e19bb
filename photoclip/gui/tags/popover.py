"""The tags of the chosen photos beside them, where the info panel is out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QVBoxLayout, QWidget

from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, scaled
from photoclip.gui.tags.box import TagBox
from photoclip.gui.widgets.owned import application, layout_of, parent_of
from photoclip.gui.widgets.parts import label

if TYPE_CHECKING:
    from photoclip.gui.threads.bridge import Bridge

WIDTH = 300


class TagPopover(QFrame):
    """Goes away with Esc, and when the keyboard or the mouse turns to something else."""

    def __init__(self, window: QWidget, bridge: Bridge) -> None:
        super().__init__(window)
        self.setProperty("kind", "popover")
        self.setAccessibleName(self.tr("Tags of the chosen photos"))
        self._before: QWidget | None = None
        self._place = QPoint()
        self.title = label("", "section")
        self.box = TagBox(bridge, "popover")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE + 4, SPACE_LARGE, SPACE_LARGE)
        column.setSpacing(SPACE)
        column.addWidget(self.title)
        column.addWidget(self.box)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 70))
        self.setGraphicsEffect(shadow)
        self.box.left.connect(self.close_box)
        window.installEventFilter(self)
        application().focusChanged.connect(self._focus_changed)
        self.hide()

    def ask(self, ids: Sequence[int], place: QPoint) -> None:
        """Show the tags of these photos near a place of the window, ready to type."""
        if not self.isVisible():
            self._before = self.window().focusWidget()
        text = self.tr("Tags of %n photos", "", len(ids))
        self.title.setText(words.grouped(text, len(ids)))
        self._place = place
        self.box.show_photos(ids)
        self.show()
        self.raise_()
        self._fit()
        self.box.focus_field()

    def close_box(self) -> None:
        """Back to where the keyboard was."""
        if self.isVisible():
            self.hide()
            if self._before is not None:
                self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        # Tags that arrive, or leave, change how high it has to be.
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            handled = super().event(event)
            self._fit()
            return handled
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        room = parent_of(self).rect().adjusted(SPACE, SPACE, -SPACE, -SPACE)
        width = min(scaled(WIDTH), room.width())
        height = min(layout_of(self).totalHeightForWidth(width), room.height())
        x = max(room.left(), min(self._place.x() - width // 2, room.right() - width))
        y = max(room.top(), min(self._place.y(), room.bottom() - height))
        if (x, y, width, height) != self.geometry().getRect():
            self.setGeometry(x, y, width, height)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and not self.isAncestorOf(now):
            self.hide()
