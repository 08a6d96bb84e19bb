"""What can be done with chosen photos, from a menu or by a key, in the grid and in the viewer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from photoclip.core.listing import PhotoRow
from photoclip.gui.actions.export_actions import ExportActions
from photoclip.gui.actions.trash_actions import TrashActions
from photoclip.gui.desktop.opening import open_files, open_with, show_in_file_manager
from photoclip.gui.desktop.photo_drag import Bundle, clipboard_data, drag_out, reachable
from photoclip.gui.desktop.programs import Program, find_programs, programs_for
from photoclip.gui.grid.keys import GridKeys
from photoclip.gui.keys.keymap import keymap, shown_keys
from photoclip.gui.keys.table import BY_ID
from photoclip.gui.language import words
from photoclip.gui.viewer.pictures import read_picture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.viewer.viewer import Viewer

OPENED_AT_ONCE = 12
AT_ONCE = 200
"""More photos than this are not gone through in the window's thread."""

R = TypeVar("R")

MenuPart = Callable[[QMenu, list[int]], None]


class PhotoActions(QObject):
    """One set of actions for both views: it acts on the photo in the viewer while that is open."""

    def __init__(self, context: ActionContext, page: PhotoPage, viewer: Viewer) -> None:
        super().__init__(context.parent)
        self._library = context.library
        self._page, self._viewer = page, viewer
        self._bridge, self._toast = context.bridge, context.toast
        self._programs: list[Program] = []
        self.menu_parts: list[MenuPart] = []
        """Each may add entries to the menu of some photos, before the one for the trash."""
        self.exports = ExportActions(context)
        self.trash = TrashActions(context, page, viewer)
        self.deeds: dict[str, Callable[[], object]] = {
            "photo.open": self.open,
            "photo.show": self.show,
            "photo.copy": self.copy,
            "photo.export": lambda: self.exports.ask(self.chosen),
            "photo.trash": lambda: self.trash.ask(self.chosen),
            "photo.menu": lambda: self.show_menu(),
        }
        """What can be done with photos besides marks, by the ids of the table of actions."""
        self._actions = self._make_actions()
        self._set_keys()
        keymap().changed.connect(self._set_keys)
        for view in (page, viewer):
            view.addActions(list(self._actions.values()))
        for place in (page.grid, viewer):
            place.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            place.customContextMenuRequested.connect(self._menu_at_pointer)
        page.grid.drag_wanted.connect(self.carry)
        page.more_asked.connect(self.show_menu)
        viewer.menu_wanted.connect(self.show_menu)
        self._find_programs()

    @property
    def chosen(self) -> list[int]:
        """The photos that an action is about, in the order of the grid."""
        if self._viewer.isVisible():
            shown = self._viewer.photo_id
            return [] if shown is None else [shown]
        current = self._page.grid.current_id()
        return self._page.grid.selected_ids() or ([] if current is None else [current])

    def show_menu(self, place: QPoint | None = None) -> None:
        """The menu of the chosen photos; without a place, beside the photo of the keyboard."""
        ids = self.chosen
        # The Menu key comes as a shortcut and, on most systems, once more as a request for a menu.
        if ids and QApplication.activePopupWidget() is None:
            menu = self.build_menu(ids)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._beside_current() if place is None else place)
            self._find_programs()

    def build_menu(self, ids: list[int]) -> QMenu:
        """What can be done with these photos."""
        menu = QMenu(self._viewer if self._viewer.isVisible() else self._page)
        menu.setAccessibleName(self.tr("Actions on the chosen photos"))
        actions = self._actions
        menu.addAction(actions["photo.open"])
        self._add_programs(menu, ids)
        menu.addAction(actions["photo.show"])
        menu.addSeparator()
        if len(ids) == 1 and ids[0] > 0:
            self._add_entry(menu, "photo.similar", self._like)
        if all(one > 0 for one in ids):
            self._add_entry(menu, "photo.favourite", self._favourite)
            self._add_entry(menu, "photo.rotate-right", self._rotate)
        for part in self.menu_parts:
            part(menu, ids)
        menu.addSeparator()
        menu.addAction(actions["photo.copy"])
        menu.addAction(actions["photo.export"])
        menu.addSeparator()
        menu.addAction(actions["photo.trash"])
        return menu

    # The deeds

    def open(self) -> None:
        """Open the chosen photos with their default program."""
        self._with_files(
            "open photos", lambda rows: open_files([one.path for one in rows]), OPENED_AT_ONCE
        )

    def open_with(self, program: Program) -> None:
        """Open the chosen photos with one program."""
        self._with_files("open photos", lambda rows: open_with(program, [one.path for one in rows]))

    def show(self) -> None:
        """Show the chosen photos in the file manager."""
        self._with_files(
            "show photos", lambda rows: show_in_file_manager([one.path for one in rows])
        )

    def copy(self) -> None:
        """Put the chosen photos on the clipboard; a single one as a picture as well."""
        library = self._library

        def work(rows: list[PhotoRow]) -> tuple[Bundle, QImage | None]:
            bundle = Bundle.of(rows)
            if len(rows) != 1:
                return bundle, None
            thumbnail = str(library.thumbnails.path_for(rows[0].content_hash))
            picture = read_picture(rows[0], thumbnail, None)
            return bundle, None if picture is None else picture.image

        def copied(result: tuple[Bundle, QImage | None]) -> None:
            bundle, image = result
            QGuiApplication.clipboard().setMimeData(clipboard_data(bundle, image))
            count = bundle.count
            said = self.tr("%n photos copied", "", count)
            self._toast.say(words.grouped(said, count))

        self._with_files("copy photos", work, done=copied)

    def carry(self, ids: list[int]) -> None:
        """Begin to drag photos out, as soon as it is known where all of them lie."""
        few = ids if len(ids) <= AT_ONCE else []
        rows = [self._page.model.known(one) for one in few]
        known = [one for one in rows if one is not None]
        if known and len(known) == len(ids):
            self._carry(known, Bundle.of([one for one in known if not one.is_offline]))
            return
        browse = self._library.browse

        def fetch(_: object) -> tuple[list[PhotoRow], Bundle]:
            found = browse.rows(ids)
            return found, Bundle.of([one for one in found if not one.is_offline])

        self._bridge.run("drag photos", fetch, self._carry_if_held)

    # Inside

    def _menu_at_pointer(self, _: QPoint) -> None:
        # A click beside the photos chooses none, and there is nothing to do with none.
        if self._viewer.isVisible() or self._page.grid.selected_count():
            self.show_menu(QCursor.pos())

    def _make_actions(self) -> dict[str, QAction]:
        made = {}
        for name, deed in self.deeds.items():
            action = made[name] = QAction(BY_ID[name].text, self)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _=False, deed=deed: deed())
        return made

    def _set_keys(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(one) for one in keymap().keys(name)])

    def _with_files(
        self,
        name: str,
        work: Callable[[list[PhotoRow]], R],
        limit: int = 0,
        done: Callable[[R], object] = lambda _: None,
    ) -> None:
        """Do something with the files of the chosen photos that are there now."""
        ids, browse = self.chosen, self._library.browse
        if not ids:
            return
        if limit and len(ids) > limit:
            text = self.tr("Choose at most %n photos to open them at once.", "", limit)
            self._toast.say(text)
            return

        def run(_: object) -> tuple[int, list[R]]:
            rows = reachable(browse.rows(ids))
            return len(rows), [work(rows)] if rows else []

        def finished(result: tuple[int, list[R]]) -> None:
            count, values = result
            for value in values:
                done(value)
            if count < len(ids):
                self._say_missing(len(ids) - count)

        self._bridge.run_each(name, run, finished)

    def _say_missing(self, count: int) -> None:
        text = self.tr(
            "%n photos cannot be reached: their drive is away or they were moved.", "", count
        )
        self._toast.say(words.grouped(text, count))

    def _carry_if_held(self, found: tuple[list[PhotoRow], Bundle]) -> None:
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._carry(*found)

    def _carry(self, rows: list[PhotoRow], bundle: Bundle) -> None:
        if not bundle.count:
            self._say_missing(len(rows))
            return
        shown = (self._page.thumbnails.picture(one) for one in rows[:3])
        drag_out(self._page.grid, bundle, [one for one in shown if one is not None])

    def _add_programs(self, menu: QMenu, ids: list[int]) -> None:
        rows = [self._page.model.known(one) for one in ids[:AT_ONCE]]
        paths = [one.path for one in rows if one is not None]
        programs = programs_for(self._programs, paths) if paths else []
        if programs:
            more = menu.addMenu(self.tr("Open with"))
            for one in programs:
                name = one.name.replace("&", "&&")
                more.addAction(name).triggered.connect(lambda _=False, one=one: self.open_with(one))

    def _find_programs(self) -> None:
        language = QLocale().name()[:2]

        def found(programs: list[Program]) -> None:
            self._programs = programs

        self._bridge.run("find programs", lambda _: find_programs(language), found)

    def _add_entry(self, menu: QMenu, action_id: str, deed: Callable[[], object]) -> None:
        # The views listen to these keys themselves; here they are only shown.
        text = f"{BY_ID[action_id].text}\t{shown_keys(action_id)}"
        menu.addAction(text).triggered.connect(lambda: deed())

    def _view(self) -> GridKeys | Viewer:
        return self._viewer if self._viewer.isVisible() else self._page.grid.keys

    def _like(self) -> None:
        self._view().similar_wanted.emit(self.chosen[0])

    def _favourite(self) -> None:
        ids = self.chosen
        rows = [self._page.model.known(one) for one in ids]
        is_favourite = not all(one is not None and one.is_favourite for one in rows)
        self._view().favourite_wanted.emit(ids, is_favourite)

    def _rotate(self) -> None:
        self._view().rotation_wanted.emit(self.chosen, 90)

    def _beside_current(self) -> QPoint:
        if self._viewer.isVisible():
            return self._viewer.mapToGlobal(self._viewer.rect().center())
        grid = self._page.grid
        rect = grid.visualRect(grid.currentIndex()) & grid.viewport().rect()
        inside = rect.center() if rect.isValid() else grid.viewport().rect().center()
        return grid.viewport().mapToGlobal(inside)
