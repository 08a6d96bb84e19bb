"""The field that a tag is typed into, with the label set's names under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from photoclip.gui.language.tags import Vocabulary
from photoclip.gui.look.theme import SPACE
from photoclip.gui.search.suggestions import Suggestion, SuggestionList

OFFERED = 7
LEAST_ROOM = 120


class TagOffers(SuggestionList):
    """Under the field, or above it where there is no room."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        super().offer(suggestions)
        if not self.isVisible():
            return
        rows = sum(self.sizeHintForRow(row) for row in range(self.offers.rowCount())) + 12
        top = self._field.mapTo(self._field.window(), QPoint(0, 0))
        below = self._field.window().height() - top.y() - self._field.height() - SPACE
        if below < min(rows, LEAST_ROOM):
            height = min(rows, top.y() - SPACE)
            self.setGeometry(top.x(), top.y() - height - 4, self._field.width(), height)


class TagField(QLineEdit):
    """Enter gives the tag on offer, or what is typed; Esc closes the offers and then goes back."""

    entered = Signal(str)
    """The id of a label, or a name that no label has yet."""
    left = Signal()
    up_asked = Signal()
    wanted = Signal()
    """The keyboard is here now: the names of labels will be needed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self.setToolTip(self.tr("Give the chosen photos a tag (T)"))
        self.offers = TagOffers(self)
        self.offers.chosen.connect(self._take)
        self._vocabulary: Vocabulary | None = None
        self.textEdited.connect(lambda _: self._offer())
        self.installEventFilter(self)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Complete from these labels."""
        self._vocabulary = vocabulary
        if self.hasFocus() and self.text():
            self._offer()

    def event(self, event: QEvent) -> bool:
        is_early = event.type() == QEvent.Type.ShortcutOverride and not self.text()
        if is_early and isinstance(event, QKeyEvent):
            # With nothing typed, what is undone is the tag that was given last.
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return False
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self and event.type() == QEvent.Type.FocusIn:
            self.wanted.emit()
        elif watched is self and event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.offers.hide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, shown = event.key(), self.offers
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            if shown.isVisible():
                shown.hide()
            else:
                self.clear()
                self.left.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shown.isVisible():
            shown.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Up and not self.text():
            self.up_asked.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        typed, known = self.text().strip(), self._vocabulary
        if known is None or not typed:
            self.offers.offer([])
            return
        found = known.matches(typed, OFFERED)
        offered = [Suggestion(one.title, one.label.id, icon="tag", note=one.note) for one in found]
        is_known = known.find(typed) is not None
        if not is_known:
            title = self.tr("New tag “{name}”").format(name=typed)
            offered.append(Suggestion(title, typed, icon="plus"))
        self.offers.offer(offered)
        if found or not is_known:
            self.offers.setCurrentIndex(self.offers.offers.index(0))

    def _enter(self) -> None:
        current = self.offers.current
        if current is not None:
            self._take(current)
        elif self.text().strip():
            self._give(self.text().strip())

    def _take(self, suggestion: Suggestion) -> None:
        self._give(suggestion.text)

    def _give(self, name: str) -> None:
        self.offers.hide()
        self.clear()
        self.entered.emit(name)
