"""The bar on top: words or a picture in, searches out."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from photoclip.gui import icons, words
from photoclip.gui.drops import first_path, has_remote
from photoclip.gui.parts import IconButton, IconLabel, set_state
from photoclip.gui.search_chip import Chip
from photoclip.gui.suggestions import Suggestion, SuggestionList
from photoclip.gui.theme import SPACE, SPACE_SMALL, scaled
from photoclip.media.formats import is_picture_name

DEBOUNCE_MS = 60
RECENT_KEPT = 12


class SearchBar(QFrame):
    """Typing is passed on after a short rest; Esc clears first and then asks to go back."""

    typed = Signal()
    """A key changed the text: an answer to the former text is of no use any more."""
    text_searched = Signal(str)
    submitted = Signal(str)
    picture_given = Signal(str)
    image_pasted = Signal(QImage)
    cleared = Signal()
    back_asked = Signal()
    down_asked = Signal()
    place_asked = Signal(object)
    """A suggestion that leads to a place was chosen."""
    suggestions_wanted = Signal(str, int)
    """For this text and place of the cursor."""
    odd_thing_given = Signal(QMimeData)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setAcceptDrops(True)
        self.setMaximumWidth(scaled(760))
        self.setFixedHeight(scaled(44))
        self.chip = Chip()
        self.chip.remove.clicked.connect(self.clear)
        self.edit = QLineEdit()
        self.edit.setAcceptDrops(False)
        self._hint = self.tr("Search your photos: “boats at sunset”")
        self.edit.setPlaceholderText(self._hint)
        self.edit.setAccessibleName(self.tr("Search your photos"))
        self.edit.setToolTip(self.tr("Type what the photo shows, or drop a picture here"))
        self.edit.installEventFilter(self)
        self._clear_button = IconButton("x", self.tr("Clear the search"))
        self._clear_button.clicked.connect(self.clear)
        self._clear_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE + SPACE_SMALL, 0, SPACE, 0)
        row.setSpacing(SPACE)
        row.addWidget(IconLabel("search", icons.LARGE))
        row.addWidget(self.chip)
        row.addWidget(self.edit, 1)
        row.addWidget(self._clear_button)
        self.setFocusProxy(self.edit)
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(lambda: self.text_searched.emit(self.text))
        self.recent: list[str] = []
        """Recent searches, newest first."""
        self.suggestions = SuggestionList(self)
        self.suggestions.chosen.connect(self._choose)
        self.suggestions.removed.connect(self._forget)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self._submit)

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.edit.text().strip()

    def set_recent(self, searches: list[str]) -> None:
        """Offer these as recent searches."""
        self.recent = searches[:RECENT_KEPT]

    def add_suggestions(self, text: str, more: Sequence[Suggestion]) -> None:
        """Offer these as well, if the bar still holds the text that they are for."""
        if text == self.edit.text() and self.edit.hasFocus() and more:
            self.suggestions.offer([*self._recent_for(self.text), *more])

    def show_text(self, text: str) -> None:
        """Show a text without searching for it."""
        self._timer.stop()
        self.suggestions.hide()
        self._drop_chip()
        self.edit.setText(text)
        self._clear_button.setVisible(bool(text))

    def show_like(self, path: str, image: QImage | None = None) -> None:
        """Show the picture that is searched by, without searching."""
        self._timer.stop()
        self.edit.clear()
        self.edit.setPlaceholderText("")
        self.chip.show_name(words.printable(os.path.basename(path)))
        if image is not None:
            self.chip.show_picture(image)
        self._clear_button.show()

    def clear(self) -> None:
        """Drop the search."""
        self.show_text("")
        self.cleared.emit()

    def type_first(self, text: str) -> None:
        """Begin with a letter that was typed elsewhere in the window."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(self.edit.text() + text if self.edit.hasFocus() else text)
        self._edited()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is not self.edit:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            set_state(self, "active", event.type() == QEvent.Type.FocusIn)
            if event.type() == QEvent.Type.FocusOut:
                self.suggestions.hide()
        elif event.type() == QEvent.Type.MouseButtonPress and not self.edit.text():
            self._offer()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _gives_picture(event.mimeData()):
            set_state(self, "active", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:  # noqa: N802
        set_state(self, "active", self.edit.hasFocus())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        set_state(self, "active", self.edit.hasFocus())
        if self._take_picture(event.mimeData()):
            event.acceptProposedAction()

    def _drop_chip(self) -> None:
        self.chip.hide()
        self.edit.setPlaceholderText(self._hint)

    def _recent_for(self, text: str) -> list[Suggestion]:
        key = text.casefold()
        fitting = [one for one in self.recent if key in one.casefold() and one != text]
        return [Suggestion(one, one, icon="clock", is_recent=True) for one in fitting[:5]]

    def _offer(self) -> None:
        text = self.edit.text()
        self.suggestions.offer(self._recent_for(self.text))
        if self.text:
            self.suggestions_wanted.emit(text, self.edit.cursorPosition())

    def _choose(self, suggestion: Suggestion) -> None:
        self._timer.stop()
        self.suggestions.hide()
        if suggestion.place is not None:
            self.place_asked.emit(suggestion.place)
            return
        self.edit.setText(suggestion.text)
        if suggestion.is_part:
            self._edited()
        else:
            self._drop_chip()
            self._clear_button.show()
            self._submit()

    def _forget(self, suggestion: Suggestion) -> None:
        row = self.suggestions.currentIndex().row()
        self.recent = [one for one in self.recent if one != suggestion.text]
        others = [one for one in self.suggestions.offers.shown if one != suggestion]
        self.suggestions.offer(others)
        if others:
            last = self.suggestions.offers.index(min(max(row, 0), len(others) - 1))
            self.suggestions.setCurrentIndex(last)

    def _edited(self) -> None:
        self._drop_chip()
        self._clear_button.setVisible(bool(self.edit.text()))
        self.typed.emit()
        self._offer()
        if self.text:
            self._timer.start()
        else:
            self._timer.stop()
            self.cleared.emit()

    def _submit(self) -> None:
        if self.suggestions.current is not None:
            self._choose(self.suggestions.current)
            return
        self.suggestions.hide()
        if self.text:
            self._timer.stop()
            others = [one for one in self.recent if one != self.text]
            self.set_recent([self.text, *others])
            self.submitted.emit(self.text)

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._take_list_key(event.key()):
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.edit.text() or self.chip.isVisible():
                self.clear()
            else:
                self.back_asked.emit()
            return True
        if event.key() == Qt.Key.Key_Down:
            self.down_asked.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._take_picture(QGuiApplication.clipboard().mimeData())
        return False

    def _take_list_key(self, key: int) -> bool:
        """Keys of the suggestions, which never have the keyboard themselves."""
        shown = self.suggestions
        if not shown.isVisible():
            is_empty = not self.edit.text() and not self.chip.isVisible()
            if key == Qt.Key.Key_Down and is_empty and self.recent:
                self._offer()
                shown.step(1)
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            shown.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            shown.hide()
            return True
        if key == Qt.Key.Key_Delete and shown.current is not None and shown.current.is_recent:
            self._forget(shown.current)
            return True
        return False

    def _take_picture(self, data: QMimeData) -> bool:
        path = first_path(data)
        if is_picture_name(os.path.basename(path)):
            self.picture_given.emit(path)
            return True
        if data.hasImage() and not data.hasText():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.image_pasted.emit(image)
                return True
        if has_remote(data):
            self.odd_thing_given.emit(data)
            return True
        return False


def _gives_picture(data: QMimeData) -> bool:
    return data.hasImage() or is_picture_name(os.path.basename(first_path(data)))
