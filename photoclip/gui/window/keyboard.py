"""The keys of the whole window, and the menu in which every action is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from photoclip.gui.keys.action import Action, Needs, Where
from photoclip.gui.keys.keymap import keymap
from photoclip.gui.keys.table import ACTIONS
from photoclip.gui.window.menu import WindowMenu

if TYPE_CHECKING:
    from photoclip.gui.albums.section import AlbumSection
    from photoclip.gui.grid.view import GridView
    from photoclip.gui.keys.deeds import Deed, Deeds
    from photoclip.gui.viewer.viewer import Viewer
    from photoclip.gui.window.main_window import MainWindow


class Keyboard(QObject):
    """Binds the keys of the window to its deeds, and those of grid and viewer to what is open."""

    def __init__(self, window: MainWindow, deeds: Deeds, grid: GridView, viewer: Viewer) -> None:
        super().__init__(window)
        self._window, self._deeds = window, deeds
        self._grid, self._viewer = grid, viewer
        self._albums: AlbumSection | None = None
        self._was_in: QWidget | None = None
        self._shortcuts: list[QShortcut] = []
        window.menu_asked.connect(self.show_menu)
        keymap().changed.connect(self._listen)
        self._listen()

    def bind(self, photos: Mapping[str, Deed], albums: AlbumSection) -> None:
        """The deeds of the views, beside those that the window does itself."""
        self._albums = albums
        self._deeds.bind(photos)
        self._deeds.bind(albums.deeds)
        both = {**self._grid.keys.commands, **self._viewer.commands}
        for one in ACTIONS:
            if one.id in both and not self._deeds.has(one.id):
                self._deeds.bind({one.id: self._in_view(one.id)})

    def show_menu(self) -> WindowMenu:
        """The menu of all actions, below its button."""
        self._was_in = QApplication.focusWidget()
        menu = WindowMenu(self._window, self._deeds, self.can_do, self._press)
        button = self._window.menu
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

    def can_do(self, action: Action) -> bool:
        """Whether an action makes sense now; one with fixed keys does where the keyboard is."""
        if self._deeds.has(action.id):
            return self.is_possible(action.needs)
        return self._target(action) is not None

    def _target(self, action: Action) -> QWidget | None:
        """Where the keyboard was when the menu opened, if the action's keys count there."""
        places: dict[Where, QWidget] = {
            Where.GRID: self._grid,
            Where.VIEWER: self._viewer,
            Where.QUERY: self._window.search,
        }
        place, focus = places.get(action.where), self._was_in
        if place is None or focus is None or not place.isVisible():
            return None
        return focus if focus is place or place.isAncestorOf(focus) else None

    def _press(self, action: Action) -> None:
        target = self._target(action)
        if target is None:
            return
        target.setFocus()
        # PySide declares no indexing, which QKeySequence has.
        pressed = QKeySequence(action.keys[0])[0]  # type: ignore[index]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, pressed.key(), pressed.keyboardModifiers())
            QApplication.sendEvent(target, event)

    def is_possible(self, needs: Needs) -> bool:
        """Whether what an action needs is there now."""
        is_open = self._viewer.isVisible()
        match needs:
            case Needs.PHOTOS:
                return is_open or self._grid.selected_count() > 0
            case Needs.VIEWER:
                return is_open
            case Needs.JUDGING:
                return (
                    not is_open and self._grid.keys.is_judging and self._grid.selected_count() > 0
                )
            case Needs.ARRANGING:
                return (
                    not is_open and self._grid.keys.is_arranging and self._grid.selected_count() > 0
                )
            case Needs.ALBUM:
                return self._albums is not None and self._albums.current is not None
        return True

    def _in_view(self, action_id: str) -> Callable[[], object]:
        """In the viewer while that is open, and it knows how; in the grid otherwise."""

        def do() -> None:
            in_viewer = self._viewer.commands.get(action_id) if self._viewer.isVisible() else None
            command = in_viewer or self._grid.keys.commands.get(action_id)
            if command is not None:
                command()

        return do

    def _listen(self) -> None:
        for one in self._shortcuts:
            one.setEnabled(False)
            one.deleteLater()
        self._shortcuts = []
        for action in ACTIONS:
            if action.where is not Where.WINDOW:
                continue
            for key in keymap().keys(action.id):
                made = QShortcut(QKeySequence(key), self._window)
                made.activated.connect(lambda name=action.id: self._deeds.do(name))
                self._shortcuts.append(made)
