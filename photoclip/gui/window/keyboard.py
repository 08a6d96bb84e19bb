"""The keys of the whole window, and the menu in which every action is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from photoclip.gui.keys.action import Needs, Where
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
        menu = WindowMenu(self._window, self._deeds, self.is_possible)
        button = self._window.menu
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        return menu

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
            case Needs.QUERY:
                return False
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
