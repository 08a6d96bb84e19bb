"""What keys do in the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from photoclip.gui.grid.letter_keys import Command, LetterKeys
from photoclip.gui.grid.steps import Move, heading_below, row_after, row_by_heading

if TYPE_CHECKING:
    from photoclip.gui.grid.canvas import GridCanvas
    from photoclip.gui.grid.model import PhotoModel


class GridKeys(QObject):
    """Single keys act on the selected photos; see LetterKeys for what is typing instead.

    What a person wants comes out as signals, which the view passes on.
    """

    photo_opened = Signal(int)
    quick_look_wanted = Signal(int)
    tags_wanted = Signal()
    similar_wanted = Signal(int)
    favourite_wanted = Signal(list, bool)
    rating_wanted = Signal(list, int)
    rotation_wanted = Signal(list, int)
    judgement_wanted = Signal(list, bool)
    album_wanted = Signal(list)
    arrangement_wanted = Signal(list, int)
    zoom_wanted = Signal(int)
    heading_pressed = Signal(int)

    def __init__(self, view: GridCanvas, model: PhotoModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.letters = LetterKeys(view)
        self.is_judging = False
        """Whether the photos on show are those of an album that learns from Y and N."""
        self.is_arranging = False
        """Whether the photos on show are those of an album that is ordered by hand."""
        self.can_tag = True
        """Whether photos can be given tags here."""

    def leave_heading(self) -> None:
        """The keyboard is on a photo again."""
        if self._view.heading_focus >= 0:
            self._view.heading_focus = -1
            self._view.viewport().update()

    def press(self, event: QKeyEvent) -> bool:
        """True when the key was a command of the grid."""
        command = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        text = event.text()
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if command in plain and text.strip() and text.isprintable():
            act = self._letter_command(key, command)
            return self.letters.press(text, act, opens_field=key == Qt.Key.Key_T)
        self.letters.settle()
        if self._press_on_heading(key, command):
            return True
        if command == Qt.KeyboardModifier.ControlModifier:
            return self._zoom(key) or self._go_by_heading(key)
        if command == Qt.KeyboardModifier.AltModifier:
            return self._arrange(key)
        if command != Qt.KeyboardModifier.NoModifier:
            return False
        current = self._view.current_id()
        if current is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.photo_opened.emit(current)
            return True
        if key == Qt.Key.Key_Space:
            self.quick_look_wanted.emit(current)
            return True
        return False

    def _letter_command(self, key: int, held: Qt.KeyboardModifier) -> Command | None:
        """What a letter or digit does to the selected photos, None where it is no command."""
        if not self._view.selected_count():
            return None
        if held == Qt.KeyboardModifier.ShiftModifier:
            return (lambda: self._rotate(-90)) if key == Qt.Key.Key_R else None
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            return lambda: self._rate(key - Qt.Key.Key_0)
        if self.is_judging and key in (Qt.Key.Key_Y, Qt.Key.Key_N):
            return lambda: self._judge(key == Qt.Key.Key_Y)
        if key == Qt.Key.Key_T:
            return self.tags_wanted.emit if self.can_tag and self._chosen() else None
        commands: dict[int, Command] = {
            Qt.Key.Key_M: self._ask_for_similar,
            Qt.Key.Key_F: self.toggle_favourite,
            Qt.Key.Key_A: lambda: self.album_wanted.emit(self._chosen()),
            Qt.Key.Key_R: lambda: self._rotate(90),
        }
        return commands.get(key)

    def _press_on_heading(self, key: int, command: Qt.KeyboardModifier) -> bool:
        place = self._view.heading_focus
        if command != Qt.KeyboardModifier.NoModifier:
            return False
        if place < 0:
            return key in (Qt.Key.Key_Down, Qt.Key.Key_Right) and self._enter_heading(key)
        self.leave_heading()
        if place >= len(self._model.sections):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.heading_pressed.emit(place)
            self._view.setCurrentIndex(self._model.index(self._model.sections[place].first))
            return True
        return key in (Qt.Key.Key_Up, Qt.Key.Key_Left)

    def _enter_heading(self, key: int) -> bool:
        row = self._view.currentIndex().row()
        if row < 0:
            return False
        count, is_down = len(self._model.ids), key == Qt.Key.Key_Down
        place = heading_below(self._view.grid, row, count, is_down=is_down)
        if place < 0:
            return False
        self._view.heading_focus = place
        self._view.show_heading(place)
        return True

    def target(self, move: Move) -> QModelIndex:
        """Where the keyboard goes from the current photo."""
        count = len(self._model.ids)
        if not count:
            return QModelIndex()
        current, grid = self._view.currentIndex(), self._view.grid
        if not current.isValid():
            rows = self._view.visible_rows()
            return self._model.index(rows[0] if rows else 0)
        lines = max(1, self._view.viewport().height() // grid.step)
        row = row_after(grid, current.row(), count, move, lines)
        return self._model.index(row) if row >= 0 else current

    def toggle_favourite(self) -> None:
        """Make all of the chosen photos favourites; where all are, none of them any longer."""
        ids = self._chosen()
        rows = [self._model.known(one) for one in ids]
        is_favourite = not all(row is not None and row.is_favourite for row in rows)
        if ids:
            self.favourite_wanted.emit(ids, is_favourite)

    def _chosen(self) -> list[int]:
        """The selected photos; a file not taken in yet has no marks."""
        return [one for one in self._view.selected_ids() if one > 0]

    def _ask_for_similar(self) -> None:
        current = self._view.current_id()
        if current is not None:
            self.similar_wanted.emit(current)

    def _rate(self, rating: int) -> None:
        ids = self._chosen()
        if ids:
            self.rating_wanted.emit(ids, rating)

    def _judge(self, belongs: bool) -> None:
        ids = self._chosen()
        if ids:
            self.judgement_wanted.emit(ids, belongs)

    def _rotate(self, degrees: int) -> None:
        ids = self._chosen()
        if ids:
            self.rotation_wanted.emit(ids, degrees)

    def _arrange(self, key: int) -> bool:
        far = len(self._model.ids)
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -far,
            Qt.Key.Key_End: far,
        }
        if not self.is_arranging or key not in steps:
            return False
        ids = self._chosen()
        if ids:
            self.arrangement_wanted.emit(ids, steps[key])
        return True

    def _zoom(self, key: int) -> bool:
        steps: dict[int, int] = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if key not in steps:
            return False
        self.zoom_wanted.emit(steps[key])
        return True

    def _go_by_heading(self, key: int) -> bool:
        steps: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key not in steps or not len(self._model.ids):
            return False
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else (self._view.visible_rows() or [0])[0]
        target = row_by_heading(self._view.grid, row, steps[key])
        if target >= 0:
            self._view.go_to(int(self._model.ids[target]))
            self._view.scrollTo(self._model.index(target), QListView.ScrollHint.PositionAtTop)
        return True
