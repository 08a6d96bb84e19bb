"""Albums in the window: ties sidebar, page, menus and dialogs to the library's albums."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album, ShareAs
from photoclip.gui.albums.actions import AlbumActions
from photoclip.gui.albums.dialog import AlbumDialog
from photoclip.gui.albums.files import AlbumFiles
from photoclip.gui.albums.menu import AlbumMenu, NewAlbumMenu
from photoclip.gui.albums.page import AlbumPage
from photoclip.gui.albums.popover import AlbumPopover
from photoclip.gui.albums.rows import AlbumRows
from photoclip.gui.albums.section import AlbumSection
from photoclip.gui.albums.suggested_albums import SuggestedAlbums
from photoclip.gui.browse import place as places
from photoclip.gui.browse.place import Kind, Place

if TYPE_CHECKING:
    from photoclip.gui.albums.surroundings import Surroundings


class AlbumsInWindow(QObject):
    """Made after everything that it ties."""

    review_asked = Signal(int)
    """The person wants to judge the photos of an album."""
    place_asked = Signal(Place)

    def __init__(self, around: Surroundings) -> None:
        context = around.context
        super().__init__(context.parent)
        self._around, self._library = around, context.library
        self._window, self._browser = context.parent, around.browser
        self._bridge, self._page = context.bridge, around.photos
        self._tree = AlbumTree([])
        self.menu_parts: list[Callable[[QMenu, Album], None]] = []
        """Each may add entries to the menu of an album."""
        self.actions = AlbumActions(self._library, self._bridge, context.toast, context.undo)
        self.files = AlbumFiles(context)
        self.section = AlbumSection(around.sidebar)
        self.rows = AlbumRows(self._library, self._bridge, self.section)
        self.page = AlbumPage(around, self.actions)
        self.suggested = SuggestedAlbums(around, self.section, self.actions)
        self.popover: AlbumPopover | None = None
        self.dialog: AlbumDialog | None = None
        self._wire()
        self.rows.refresh()

    def _wire(self) -> None:
        section, actions, around = self.section, self.actions, self._around
        section.rename_wanted.connect(actions.rename)
        section.move_wanted.connect(actions.move)
        section.delete_wanted.connect(actions.delete)
        section.photos_dropped.connect(self._dropped)
        section.new_asked.connect(self._offer_new)
        section.menu_asked.connect(self._offer_menu)
        actions.created.connect(self._created)
        self.rows.tree_shown.connect(self._show_tree)
        self.page.change_asked.connect(self.ask_change)
        self.page.review_asked.connect(self.review_asked)
        self._page.grid.keys.album_wanted.connect(self.ask_album)
        around.viewer.album_wanted.connect(self.ask_album)
        around.actions.menu_parts.append(self._photo_entries)

    def _show_tree(self, albums: AlbumTree) -> None:
        self._tree = albums
        place = self._browser.place
        if place.kind is Kind.ALBUM and place.album_id not in albums:
            self._browser.go(places.ALL)

    def _created(self, album: Album, has_no_name: bool) -> None:
        if has_no_name:
            self.section.name_soon(album.id)
        elif not album.is_manual:
            self.go(album)

    def _dropped(self, album_id: int | None, photo_ids: list[int]) -> None:
        if album_id is None:
            self.actions.create_empty(None, photo_ids)
        else:
            self.actions.add(album_id, photo_ids)

    # Menus

    def _offer_new(self, place: QPoint) -> None:
        menu = NewAlbumMenu(
            self._window,
            empty=self.actions.create_empty,
            words=self.ask_words,
            read=self.files.ask_import,
            write=lambda: self.files.ask_export(None),
        )
        menu.popup_below(place)

    def _offer_menu(self, album_id: int, place: QPoint) -> None:
        if album_id in self._tree:
            menu = self.menu_of(album_id)
            for add in self.menu_parts:
                add(menu, self._tree.get(album_id))
            menu.popup(place)

    def menu_of(self, album_id: int) -> AlbumMenu:
        """What can be done with an album."""
        album, actions, files = self._tree.get(album_id), self.actions, self.files
        return AlbumMenu(
            self._window,
            album,
            self._tree,
            {
                "rename": lambda: self.section.edit_name(album_id),
                "new-inside": lambda: actions.create_empty(album_id),
                "change": lambda: self.ask_change(album),
                "sort": lambda order: actions.set_order(album_id, order),
                "merge": lambda target: actions.merge(album_id, target),
                "move": lambda parent: actions.move(album_id, parent),
                "share-copies": lambda: files.ask_share(album, ShareAs.COPIES),
                "share-links": lambda: files.ask_share(album, ShareAs.LINKS),
                "export": lambda: files.ask_export(album),
                "delete": lambda: actions.delete(album_id),
            },
        )

    def _photo_entries(self, menu: QMenu, ids: list[int]) -> None:
        """What albums add to the menu of some photos."""
        if not all(one > 0 for one in ids):
            return
        menu.addAction(self.tr("Add to album…") + "\tA").triggered.connect(
            lambda: self.ask_album(ids)
        )
        shown = self.page.shown
        if shown is None or self._browser.place.kind is not Kind.ALBUM:
            return
        album = shown.album
        text = self.tr("Remove from this album")
        if not album.is_manual:
            text = self.tr("Does not belong in this album")
        menu.addAction(text).triggered.connect(lambda: self.actions.remove(album.id, ids))
        self.page.arranging.add_to(menu, ids)
        if len(ids) == 1:
            menu.addAction(self.tr("Use as cover of the album")).triggered.connect(
                lambda: self.actions.set_cover(album.id, ids[0])
            )

    # Rules

    def ask_words(self) -> None:
        """Ask what a new album shall look for."""
        dialog = self._open_dialog(None)
        dialog.create_wanted.connect(
            lambda name, wish: self.actions.create_filled(
                name, wish, dialog.accept, dialog.show_refusal
            )
        )

    def ask_change(self, album: Album) -> None:
        """Ask what an album shall look for instead."""
        dialog = self._open_dialog(album)
        dialog.create_wanted.connect(
            lambda _name, wish: self.actions.change(album, wish, dialog.accept, dialog.show_refusal)
        )

    def _open_dialog(self, album: Album | None) -> AlbumDialog:
        dialog = self.dialog = AlbumDialog(self._window, self._library, self._bridge, album)
        dialog.destroyed.connect(self._forget_dialog)
        dialog.open()
        return dialog

    def _forget_dialog(self) -> None:
        self.dialog = None

    # Adding

    def ask_album(self, ids: list[int]) -> None:
        """Ask which album these photos go into."""
        if ids and self.popover is None:
            albums = self._library.albums
            self._bridge.run(
                "ask for an album", lambda _: albums.tree(), lambda tree: self._ask(tree, ids)
            )

    def _ask(self, albums: AlbumTree, ids: list[int]) -> None:
        popover = self.popover = AlbumPopover(self._window, albums)
        popover.chosen.connect(lambda album_id: self.actions.add(album_id, ids))
        popover.named.connect(lambda name: self.actions.create(name, ids))
        popover.destroyed.connect(self._forget_popover)
        viewer, grid = self._around.viewer, self._page.grid
        if viewer.isVisible():
            place = viewer.mapToGlobal(viewer.rect().center())
        else:
            rect = grid.visualRect(grid.currentIndex()) & grid.viewport().rect()
            inside = rect if rect.isValid() else grid.viewport().rect()
            place = grid.viewport().mapToGlobal(inside.center())
        popover.open_at(place)

    def _forget_popover(self) -> None:
        self.popover = None

    def go(self, album: Album) -> None:
        """Show an album."""
        self.place_asked.emit(Place(Kind.ALBUM, album_id=album.id, name=album.name))
