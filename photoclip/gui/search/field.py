"""A query as it is typed: its finished parts as chips, and after them the words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query import chips as query_chips
from photoclip.gui.look.theme import SPACE, scaled
from photoclip.gui.search.chip_strip import ChipStrip
from photoclip.gui.search.edit import SearchEdit

CHIPS_SHARE = 0.65
"""So much of the width the chips may take beside long words."""

FREE = 72
"""Beside short words they leave so much room to go on typing."""


class QueryField(QWidget):
    """Words become chips when a space or Enter ends them; the whole is one query."""

    words_edited = Signal()
    chips_changed = Signal()
    typed = Signal(str)
    """A letter, while a chip had the keyboard."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.strip = ChipStrip()
        self.edit = SearchEdit()
        self._hint = hint
        self.edit.setPlaceholderText(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        row.addWidget(self.strip)
        row.addWidget(self.edit, 1)
        self.edit.textEdited.connect(self.words_edited)
        self.edit.textChanged.connect(self._share_room)
        self.strip.changed.connect(self.chips_changed)
        self.strip.changed.connect(self._dress)
        self.strip.edit_asked.connect(self._edit_part)
        self.strip.typed.connect(self.typed)
        self.strip.left.connect(self.leave_chips)

    @property
    def text(self) -> str:
        """The whole query, without blanks around it."""
        return query_chips.joined(self.strip.sources, self.edit.text())

    def has_keyboard(self) -> bool:
        """Whether the words or a chip have it."""
        return self.edit.hasFocus() or any(one.hasFocus() for one in self.strip.chips)

    def show_text(self, text: str) -> None:
        """Show a query in chips and words."""
        pieces = query_chips.split(text)
        self.strip.show_sources(pieces.chips)
        self.edit.setText(pieces.words)
        self._dress()

    def keep_pictures(self) -> None:
        """Drop all but the pictures that are searched by: other words are about to come."""
        kept = [one for one in self.strip.sources if query_chips.picture_of(one) is not None]
        self.show_text(" ".join(kept))

    def with_picture(self, part: str) -> str:
        """The query with a picture (``like:…``) in the place of any other, and the same words."""
        others = [one for one in self.strip.sources if query_chips.picture_of(one) is None]
        return query_chips.joined([part, *others], self.edit.text())

    def take_finished(self) -> None:
        """Make chips of the parts that a space ended."""
        pieces = query_chips.finished(self.edit.text(), self.edit.cursorPosition())
        if pieces is not None:
            self._add(pieces)

    def take_all(self) -> None:
        """Make chips of whatever can be one."""
        pieces = query_chips.split(self.edit.text())
        if pieces.chips:
            self._add(pieces)

    def enter_chips(self) -> bool:
        """Give the keyboard to the last chip; False where the cursor is not beside it."""
        is_beside = self.edit.cursorPosition() == 0 and not self.edit.hasSelectedText()
        if is_beside and self.strip.chips:
            self.strip.focus_last()
            return True
        return False

    def leave_chips(self) -> None:
        """Give the keyboard back to the words."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setCursorPosition(0)

    def show_fault(self, error: QuerySyntaxError | None) -> None:
        """Underline the place of an error, or nothing."""
        if error is None:
            self.edit.mark(None)
            self.strip.show_fault(None)
            return
        place = query_chips.place_in_words(error.span, self.strip.sources, self.edit.text())
        self.edit.mark(place)
        self.strip.show_fault(error.span[0] if place is None else None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        typed = self.edit.fontMetrics().horizontalAdvance(self.edit.text())
        left = self.width() - typed - scaled(FREE)
        self.strip.set_room(max(round(self.width() * CHIPS_SHARE), left))

    def _add(self, pieces: query_chips.Pieces) -> None:
        words = pieces.words.lstrip()
        self.strip.show_sources([*self.strip.sources, *pieces.chips])
        self.edit.setText(words)
        self.edit.setCursorPosition(pieces.cursor - len(pieces.words) + len(words))
        self._dress()

    def _edit_part(self, source: str) -> None:
        rest = self.edit.text()
        text = query_chips.as_text(source, rest)
        self.edit.setText(text)
        self.leave_chips()
        self.edit.setSelection(0, len(source) if rest.strip() else len(text))
        self._dress()

    def _dress(self) -> None:
        self.edit.setPlaceholderText("" if self.strip.chips else self._hint)
