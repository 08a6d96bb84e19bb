"""One tag as a pill: quiet, and corrected with one key or one click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from photoclip.core.labels import Label
from photoclip.core.tagging import SharedTag
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, scaled
from photoclip.gui.widgets.parts import IconButton, plain_tip, set_state

MARK = 14
ROOM = 24
"""Pixels at either end, for the mark that confirms and the one that rejects."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class TagPill(QPushButton):
    """Enter confirms, Delete rejects; the marks at its ends do the same for the mouse.

    A tag of the person's own is filled and has nothing left to confirm.
    """

    confirmed = Signal()
    rejected = Signal()
    spread = Signal()
    """Every chosen photo is to have the tag."""
    photos_asked = Signal(Label)
    step_asked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget, tag: SharedTag, chosen: int) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pill")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        self.tag, self._chosen, self._full = tag, chosen, ""
        self.confirm = self._mark("sparkles", self.tr("This tag is right (Enter)"))
        self.reject = self._mark("x", "")
        self.confirm.clicked.connect(self._confirm)
        self.reject.clicked.connect(self.rejected)
        self.show_tag(tag, chosen)

    @property
    def is_partial(self) -> bool:
        """Whether only some of the chosen photos have the tag."""
        return len(self.tag.photo_ids) < self._chosen

    def show_tag(self, tag: SharedTag, chosen: int) -> None:
        """Show what holds now. chosen: how many photos are."""
        self.tag, self._chosen = tag, chosen
        count = words.number(len(tag.photo_ids))
        self._full = tag_words.name(tag.label)
        if self.is_partial:
            self._full += f"  {count}"
        lines = tag_words.told(tag)
        if self.is_partial:
            text = self.tr("{count} of {chosen} chosen photos")
            lines.insert(0, text.format(count=count, chosen=words.number(chosen)))
        self.setToolTip(plain_tip("\n".join([tag_words.name(tag.label), *lines])))
        self.setAccessibleName(tag_words.name(tag.label))
        keys = self.tr("Delete: it is wrong")
        if not tag.is_certain:
            keys = self.tr("Enter: it is right") + ", " + keys
        self.setAccessibleDescription(". ".join([*lines, keys]))
        wrong = self.tr("Take this tag away (Delete)")
        self.reject.describe(wrong if tag.is_certain else self.tr("This tag is wrong (Delete)"))
        self.confirm.setAttribute(
            Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=tag.is_certain
        )
        set_state(self, "own", tag.is_certain)
        self._dress()
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._full) + 2 * (scaled(ROOM) + 2)
        return QSize(width, metrics.height() + SPACE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        side, top = scaled(MARK) + 4, (self.height() - scaled(MARK) - 4) // 2
        self.confirm.setGeometry(5, top, side, side)
        self.reject.setGeometry(self.width() - side - 5, top, side, side)
        self._elide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            # A key that is held down says nothing of the next tag.
            if not event.isAutoRepeat():
                self._confirm()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if not event.isAutoRepeat():
                self.rejected.emit()
        elif key in STEPS:
            self.step_asked.emit(STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, deed in self.deeds():
            menu.addAction(text).triggered.connect(lambda _=False, deed=deed: deed())
        menu.popup(event.globalPos())

    def deeds(self) -> list[tuple[str, object]]:
        """What the menu offers, with what each does."""
        title = tag_words.name(self.tag.label).replace("&", "&&")
        deeds: list[tuple[str, object]] = []
        if not self.tag.is_certain:
            deeds.append((self.tr("This tag is right"), self.confirmed.emit))
        if self.is_partial:
            text = words.grouped(
                self.tr("Give it to all %n chosen photos", "", self._chosen), self._chosen
            )
            deeds.append((text, self.spread.emit))
        wrong = self.tr("This tag is wrong")
        away = self.tr("Take this tag away")
        deeds.append((away if self.tag.is_certain else wrong, self.rejected.emit))
        text = self.tr("Show photos with “{name}”").format(name=title)
        deeds.append((text, lambda: self.photos_asked.emit(self.tag.label)))
        return deeds

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self._dress()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._dress()

    def _confirm(self) -> None:
        if not self.tag.is_certain:
            self.confirmed.emit()

    def _mark(self, icon: str, tip: str) -> IconButton:
        made = IconButton(icon, tip, scaled(MARK))
        made.setParent(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.ArrowCursor)
        return made

    def _dress(self) -> None:
        """A model's tag wears its sparkles until the person turns to it: then, a check mark."""
        is_near = self.underMouse() or self.hasFocus()
        self.confirm.show_icon("check" if self.tag.is_certain or is_near else "sparkles")

    def _elide(self) -> None:
        room = self.width() - 2 * (scaled(ROOM) + 1)
        cut = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(room, 8))
        # An ampersand is no shortcut here.
        self.setText(cut.replace("&", "&&"))
