"""What keys do in the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from photoclip.gui.grid.letter_keys import Command, LetterKeys

if TYPE_CHECKING:
    from photoclip.gui.grid.model import PhotoModel
    from photoclip.gui.grid.view import GridView

Action = QListView.CursorAction


class GridKeys:
    """Single keys act on the selected photos; see LetterKeys for what is typing instead."""

    def __init__(self, view: GridView, model: PhotoModel) -> None:
        self._view = view
        self._model = model
        self.letters = LetterKeys(view)
        self.letters.typed.connect(view.typed)
        self.heading = -1
        """The heading that the keyboard is on: a folded one can be opened from there."""
        self.is_judging = False
        """Whether the photos on show are those of an album that learns from Y and N."""
        self.is_arranging = False
        """Whether the photos on show are those of an album that is ordered by hand."""
        self.can_tag = True
        """Whether photos can be given tags here."""

    def leave_heading(self) -> None:
        """The keyboard is on a photo again."""
        if self.heading >= 0:
            self.heading = -1
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
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._emit(self._view.photo_opened, current)
        if key == Qt.Key.Key_Space:
            return self._emit(self._view.quick_look_wanted, current)
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
            return self._view.tags_wanted.emit if self.can_tag and self._chosen() else None
        return {
            Qt.Key.Key_M: lambda: self._emit(self._view.similar_wanted, self._view.current_id()),
            Qt.Key.Key_F: self.toggle_favourite,
            Qt.Key.Key_A: lambda: self._view.album_wanted.emit(self._chosen()),
            Qt.Key.Key_R: lambda: self._rotate(90),
        }.get(Qt.Key(key))

    def _press_on_heading(self, key: int, command: Qt.KeyboardModifier) -> bool:
        place = self.heading
        if command != Qt.KeyboardModifier.NoModifier:
            return False
        if place < 0:
            return key in (Qt.Key.Key_Down, Qt.Key.Key_Right) and self._enter_heading(key)
        self.leave_heading()
        if place >= len(self._model.sections):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._view.toggle_section(place)
            self._view.setCurrentIndex(self._model.index(self._model.sections[place].first))
            return True
        return key in (Qt.Key.Key_Up, Qt.Key.Key_Left)

    def _enter_heading(self, key: int) -> bool:
        """Down, from the last line before a folded heading; right, where no photo follows."""
        row, grid = self._view.currentIndex().row(), self._view.grid
        if row < 0:
            return False
        place = grid.section_of(row) + 1
        if place >= len(grid.sections) or not grid.sections[place].is_folded:
            return False
        after = grid.below(row) if key == Qt.Key.Key_Down else row + 1
        if key == Qt.Key.Key_Down:
            leaves = after == row or grid.section_of(after) >= place
        else:
            leaves = self._visible_from(row, 1, len(self._model.ids)) < 0
        if not leaves:
            return False
        self.heading = place
        self._view.show_heading(place)
        return True

    def target(self, action: Action) -> QModelIndex:
        """Where the keyboard goes from the current photo."""
        count = len(self._model.ids)
        if not count:
            return QModelIndex()
        current = self._view.currentIndex()
        if not current.isValid():
            rows = self._view.visible_rows()
            return self._model.index(rows[0] if rows else 0)
        row = self._step(action, current.row(), count)
        return self._model.index(row) if row >= 0 else current

    def toggle_favourite(self) -> bool:
        """Make all of the chosen photos favourites; where all are, none of them any longer."""
        ids = self._chosen()
        rows = [self._model.known(one) for one in ids]
        is_favourite = not all(row is not None and row.is_favourite for row in rows)
        if ids:
            self._view.favourite_wanted.emit(ids, is_favourite)
        return True

    def _step(self, action: Action, row: int, count: int) -> int:
        grid = self._view.grid
        match action:
            case Action.MoveLeft | Action.MovePrevious:
                return self._visible_from(row, -1, count)
            case Action.MoveRight | Action.MoveNext:
                return self._visible_from(row, 1, count)
            case Action.MoveUp:
                return grid.above(row)
            case Action.MoveDown:
                return grid.below(row)
            case Action.MovePageUp | Action.MovePageDown:
                return self._page(row, -1 if action == Action.MovePageUp else 1)
            case Action.MoveHome:
                return self._visible_from(-1, 1, count)
            case Action.MoveEnd:
                return self._visible_from(count, -1, count)
        return row

    def _page(self, row: int, direction: int) -> int:
        grid = self._view.grid
        for _ in range(max(1, self._view.viewport().height() // grid.step)):
            row = grid.above(row) if direction < 0 else grid.below(row)
        return row

    def _visible_from(self, row: int, direction: int, count: int) -> int:
        grid = self._view.grid
        row += direction
        while 0 <= row < count and grid.is_hidden(row):
            section = grid.sections[grid.section_of(row)]
            row = section.first + section.count if direction > 0 else section.first - 1
        return row if 0 <= row < count else -1

    def _chosen(self) -> list[int]:
        """The selected photos; a file not taken in yet has no marks."""
        return [one for one in self._view.selected_ids() if one > 0]

    def _rate(self, rating: int) -> bool:
        ids = self._chosen()
        if ids:
            self._view.rating_wanted.emit(ids, rating)
        return True

    def _judge(self, belongs: bool) -> bool:
        ids = self._chosen()
        if ids:
            self._view.judgement_wanted.emit(ids, belongs)
        return True

    def _arrange(self, key: int) -> bool:
        far = len(self._model.ids)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -far,
            Qt.Key.Key_End: far,
        }
        if not self.is_arranging or key not in steps:
            return False
        ids = self._chosen()
        if ids:
            self._view.arrangement_wanted.emit(ids, steps[Qt.Key(key)])
        return True

    def _rotate(self, degrees: int) -> bool:
        ids = self._chosen()
        if ids:
            self._view.rotation_wanted.emit(ids, degrees)
        return True

    def _zoom(self, key: int) -> bool:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if key not in steps:
            return False
        self._view.zoom(steps[Qt.Key(key)])
        return True

    def _go_by_heading(self, key: int) -> bool:
        """To the first photo of the next heading, or of this one and then the one before."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key not in steps or not len(self._model.ids):
            return False
        grid, direction = self._view.grid, steps[Qt.Key(key)]
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else (self._view.visible_rows() or [0])[0]
        place = grid.section_of(row)
        if direction > 0 or row == grid.sections[place].first:
            place += direction
        while 0 <= place < len(grid.sections):
            section = grid.sections[place]
            if section.count and not section.is_folded:
                self._view.go_to(int(self._model.ids[section.first]))
                self._view.scrollTo(
                    self._model.index(section.first), QListView.ScrollHint.PositionAtTop
                )
                break
            place += direction
        return True

    def _emit(self, signal, photo_id: int | None) -> bool:
        if photo_id is None:
            return False
        signal.emit(photo_id)
        return True
