"""What keys do in the grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from photoclip.gui.grid.letter_keys import Command, LetterKeys
from photoclip.gui.grid.steps import Move, heading_below, row_after, row_by_heading
from photoclip.gui.keys.action import Needs, Where
from photoclip.gui.keys.keymap import keymap
from photoclip.gui.keys.table import BY_ID

if TYPE_CHECKING:
    from photoclip.gui.grid.canvas import GridCanvas
    from photoclip.gui.grid.model import PhotoModel


class GridKeys(QObject):
    """Single keys act on the selected photos; see LetterKeys for what is typing instead.

    What a person wants comes out as signals.
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
        self.commands = self._make_commands()
        """What the grid can do, by the ids of the table of actions."""
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
        name = keymap().find(Where.GRID, event)
        command = self.commands.get(name) if name and self._is_possible(name) else None
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        text = event.text()
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if held in plain and text.strip() and text.isprintable():
            return self.letters.press(text, command, opens_field=name == "photo.tag")
        self.letters.settle()
        if self._press_on_heading(event.key(), held):
            return True
        if command is None:
            return False
        command()
        return True

    def _is_possible(self, name: str) -> bool:
        match BY_ID[name].needs:
            case Needs.PHOTOS if name == "photo.tag":
                return self.can_tag and bool(self._chosen())
            case Needs.PHOTOS if name in ("photo.look", "photo.quick-look"):
                return self._view.current_id() is not None
            case Needs.PHOTOS:
                return self._view.selected_count() > 0
            case Needs.JUDGING:
                return self.is_judging and self._view.selected_count() > 0
            case Needs.ARRANGING:
                return self.is_arranging
        return True

    def _make_commands(self) -> dict[str, Command]:
        far = 1 << 31
        return {
            "photo.favourite": self.toggle_favourite,
            "photo.album": lambda: self.album_wanted.emit(self._chosen()),
            "photo.tag": self.tags_wanted.emit,
            "photo.rotate-right": lambda: self._rotate(90),
            "photo.rotate-left": lambda: self._rotate(-90),
            "photo.similar": lambda: self._with_current(self.similar_wanted.emit),
            "photo.look": lambda: self._with_current(self.photo_opened.emit),
            "photo.quick-look": lambda: self._with_current(self.quick_look_wanted.emit),
            "photo.belongs": lambda: self._judge(True),
            "photo.belongs-not": lambda: self._judge(False),
            "photo.earlier": lambda: self._arrange(-1),
            "photo.later": lambda: self._arrange(1),
            "photo.to-begin": lambda: self._arrange(-far),
            "photo.to-end": lambda: self._arrange(far),
            "grid.next-heading": lambda: self._go_by_heading(1),
            "grid.previous-heading": lambda: self._go_by_heading(-1),
            "grid.select-all": self._view.selectAll,
            "grid.larger": lambda: self.zoom_wanted.emit(1),
            "grid.smaller": lambda: self.zoom_wanted.emit(-1),
            **{f"photo.rate-{stars}": partial(self._rate, stars) for stars in range(6)},
        }

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

    def _with_current(self, deed: Callable[[int], object]) -> None:
        current = self._view.current_id()
        if current is not None:
            deed(current)

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

    def _arrange(self, steps: int) -> None:
        count = len(self._model.ids)
        ids = self._chosen()
        if ids:
            self.arrangement_wanted.emit(ids, max(-count, min(count, steps)))

    def _go_by_heading(self, direction: int) -> None:
        if not len(self._model.ids):
            return
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else (self._view.visible_rows() or [0])[0]
        target = row_by_heading(self._view.grid, row, direction)
        if target >= 0:
            self._view.go_to(int(self._model.ids[target]))
            self._view.scrollTo(self._model.index(target), QListView.ScrollHint.PositionAtTop)
