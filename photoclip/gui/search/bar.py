"""The bar on top: words or a picture in, searches out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.chips import mended
from photoclip.core.query.parser import parse
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE, SPACE_SMALL, scaled
from photoclip.gui.search.field import QueryField
from photoclip.gui.search.notice import QueryNotice
from photoclip.gui.search.picture_input import PictureInput
from photoclip.gui.search.suggestions import Suggestion, SuggestionList
from photoclip.gui.widgets.parts import IconButton, IconLabel, set_state

DEBOUNCE_MS = 60
PAUSE_MS = 900
"""Nobody is told that half a query is none while still typing it."""

RECENT_KEPT = 12

_INTO_CHIPS = (Qt.Key.Key_Left, Qt.Key.Key_Backspace)


class SearchBar(QFrame):
    """Typing is passed on after a short rest; Esc clears first and then asks to go back."""

    typed = Signal()
    """A key changed the query: an answer to the former one is of no use any more."""
    text_searched = Signal(str)
    submitted = Signal(str)
    cleared = Signal()
    back_asked = Signal()
    down_asked = Signal()
    place_asked = Signal(object)
    """A suggestion that leads to a place was chosen."""
    suggestions_wanted = Signal(str, int)
    """For these words and place of the cursor in them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setAcceptDrops(True)
        self.setMaximumWidth(scaled(760))
        self.setFixedHeight(scaled(44))
        self.field = QueryField(self.tr("Search your photos: “boats at sunset”"))
        self.edit, self.strip = self.field.edit, self.field.strip
        self.edit.setAcceptDrops(False)
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
        row.addWidget(self.field, 1)
        row.addWidget(self._clear_button)
        self.setFocusProxy(self.edit)
        self.recent: list[str] = []
        """Recent searches, newest first."""
        self.suggestions = SuggestionList(self)
        self.notice = QueryNotice(self)
        self._fault: QuerySyntaxError | None = None
        self.pictures = PictureInput(self)
        """What was dropped or pasted to search by."""
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._wire()

    def _wire(self) -> None:
        self._timer.timeout.connect(lambda: self.text_searched.emit(self.text))
        self._pause.timeout.connect(self._tell_fault)
        self.suggestions.chosen.connect(self._choose)
        self.suggestions.removed.connect(self._forget)
        self.notice.mended.connect(self.ask)
        self.edit.returnPressed.connect(self._submit)
        self.field.words_edited.connect(self._edited)
        self.field.chips_changed.connect(self._changed)
        self.field.typed.connect(self.type_first)

    @property
    def text(self) -> str:
        """The whole query, chips and words, without blanks around it."""
        return self.field.text

    def set_recent(self, searches: list[str]) -> None:
        """Offer these as recent searches."""
        self.recent = searches[:RECENT_KEPT]

    def add_suggestions(self, words: str, more: Sequence[Suggestion]) -> None:
        """Offer these as well, if the bar still holds the words that they are for."""
        if words == self.edit.text() and self.edit.hasFocus() and more:
            self.suggestions.offer([*self._recent_for(self.text), *more])

    def show_text(self, text: str) -> None:
        """Show a query, in chips and words, without searching for it."""
        self._timer.stop()
        self.suggestions.hide()
        self._drop_fault()
        self.field.show_text(text)
        self._clear_button.setVisible(bool(self.text))

    def ask(self, text: str) -> None:
        """Show a query and search for it, as if it had been typed and Enter pressed."""
        self.show_text(text)
        self._remember()
        self.submitted.emit(self.text)

    def show_fault(self, error: QuerySyntaxError, *, at_once: bool = False) -> None:
        """The query is not understood: say so where it stands, once the person rests."""
        self._fault = error
        if at_once:
            self._tell_fault(is_asked=True)
        else:
            self._pause.start()

    def clear(self) -> None:
        """Drop the search."""
        self.show_text("")
        self.cleared.emit()

    def type_first(self, text: str) -> None:
        """Begin with a letter that was typed elsewhere in the window."""
        if not self.field.has_keyboard():
            self.field.keep_pictures()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setText(self.edit.text() + text)
        self._edited()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is not self.edit:
            return super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent):
            set_state(self, "active", event.gotFocus())
            if event.lostFocus():
                self.suggestions.hide()
                self.notice.leave(event.reason())
        elif event.type() == QEvent.Type.MouseButtonPress and not self.edit.text():
            self._offer()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if self.pictures.fits(event.mimeData()):
            set_state(self, "active", True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:  # noqa: N802
        set_state(self, "active", self.edit.hasFocus())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        set_state(self, "active", self.edit.hasFocus())
        if self.pictures.take(event.mimeData()):
            event.acceptProposedAction()

    def _recent_for(self, text: str) -> list[Suggestion]:
        key = text.casefold()
        fitting = [one for one in self.recent if key in one.casefold() and one != text]
        return [Suggestion(one, one, icon="clock", is_recent=True) for one in fitting[:5]]

    def _offer(self) -> None:
        self.suggestions.offer(self._recent_for(self.text))
        if self.edit.text().strip():
            self.suggestions_wanted.emit(self.edit.text(), self.edit.cursorPosition())

    def _choose(self, suggestion: Suggestion) -> None:
        self._timer.stop()
        self.suggestions.hide()
        if suggestion.place is not None:
            self.place_asked.emit(suggestion.place)
        elif suggestion.is_part:
            self.edit.setText(suggestion.text)
            if suggestion.cursor >= 0:
                self.edit.setCursorPosition(suggestion.cursor)
            self._edited()
        else:
            self.ask(suggestion.text)

    def _forget(self, suggestion: Suggestion) -> None:
        row = self.suggestions.currentIndex().row()
        self.recent = [one for one in self.recent if one != suggestion.text]
        others = [one for one in self.suggestions.offers.shown if one != suggestion]
        self.suggestions.offer(others)
        if others:
            last = self.suggestions.offers.index(min(max(row, 0), len(others) - 1))
            self.suggestions.setCurrentIndex(last)

    def _edited(self) -> None:
        self.field.take_finished()
        self._changed()
        self._offer()

    def _changed(self) -> None:
        """The query is another one: search for it soon."""
        self._drop_fault()
        self._clear_button.setVisible(bool(self.text))
        self.typed.emit()
        if self.text:
            self._timer.start()
        else:
            self._timer.stop()
            self.suggestions.hide()
            self.cleared.emit()

    def _submit(self) -> None:
        if self.suggestions.current is not None:
            self._choose(self.suggestions.current)
            return
        self.suggestions.hide()
        if not self.text:
            return
        self._timer.stop()
        try:
            parse(self.text)
        except QuerySyntaxError as error:
            self.show_fault(error, at_once=True)
            return
        self.field.take_all()
        self._remember()
        self.submitted.emit(self.text)

    def _remember(self) -> None:
        if text := self.text:
            self.set_recent([text, *(one for one in self.recent if one != text)])

    def _tell_fault(self, *, is_asked: bool = False) -> None:
        error = self._fault
        if error is None or (self.suggestions.isVisible() and not is_asked):
            return
        self.field.show_fault(error)
        self.notice.tell(error, mended(self.text, error))

    def _drop_fault(self) -> None:
        self._fault = None
        self._pause.stop()
        self.field.show_fault(None)
        self.notice.hide()

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._take_list_key(event.key()):
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.notice.isVisible():
                self.notice.hide()
            elif self.text:
                self.clear()
            else:
                self.back_asked.emit()
            return True
        if event.key() == Qt.Key.Key_Down:
            self.down_asked.emit()
            return True
        if event.key() in _INTO_CHIPS and self.field.enter_chips():
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.pictures.take(QGuiApplication.clipboard().mimeData())
        return False

    def _take_list_key(self, key: int) -> bool:
        """Keys of the suggestions, which never have the keyboard themselves."""
        shown = self.suggestions
        if not shown.isVisible():
            is_empty = not self.text
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
