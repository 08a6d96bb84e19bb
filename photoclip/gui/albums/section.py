"""The albums in the sidebar: a tree with covers and counts, whose rows take photos and albums."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QStandardItem
from PySide6.QtWidgets import QHBoxLayout, QWidget

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album, AlbumKind
from photoclip.gui.albums.drops import AlbumDrops
from photoclip.gui.albums.fetch import AlbumFacts
from photoclip.gui.browse.place import SUGGESTIONS, Kind, Place
from photoclip.gui.language import albums as album_words
from photoclip.gui.sidebar.place_rows import PlaceRows
from photoclip.gui.sidebar.place_tree import COUNT, COVER_EDGE, MARK, PICTURE, PlaceDelegate
from photoclip.gui.sidebar.sidebar import Sidebar
from photoclip.gui.widgets.parts import IconButton, plain_tip

EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class AlbumSection(QObject):
    """Shows what the library says; what the person wants comes out as signals with album ids."""

    rename_wanted = Signal(int, str)
    move_wanted = Signal(int, object)
    """An album, and the one to put it into; None for the top."""
    photos_dropped = Signal(object, list)
    """Photos on an album; on none (None) where they fell on the heading."""
    new_asked = Signal(QPoint)
    """The button of the heading was pressed; a place of the screen for its menu."""
    menu_asked = Signal(int, QPoint)
    delete_wanted = Signal(int)

    def __init__(self, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._tree = sidebar.tree
        self._shown: dict[int, tuple[str, AlbumKind]] = {}
        self._expanded: set[int] = set()
        self._kinds = {one: album_words.kind_name(one) for one in AlbumKind}
        self._named_soon: int | None = None
        self._waiting: AlbumTree | None = None
        self.heading = sidebar.add_section(self.tr("Albums"))
        self._rows = PlaceRows[int](self.heading)
        self._suggestions: QStandardItem | None = None
        self.new = IconButton("plus", self.tr("New album"), 14)
        self.new.setFixedSize(28, 26)
        self._dress_heading()
        delegate = self._tree.itemDelegate()
        assert isinstance(delegate, PlaceDelegate)
        delegate.renamed.connect(self._renamed)
        delegate.closeEditor.connect(self._editor_closed, Qt.ConnectionType.QueuedConnection)
        self._tree.customContextMenuRequested.connect(self._ask_menu)
        self._tree.expanded.connect(lambda index: self._remember(index, is_open=True))
        self._tree.collapsed.connect(lambda index: self._remember(index, is_open=False))
        self._drops = AlbumDrops(self._tree, self.heading, self)
        self._drops.moved.connect(self.move_wanted)
        self._drops.photos_dropped.connect(self.photos_dropped)
        self._drops.name_asked.connect(self.edit_name)
        self._drops.delete_asked.connect(self.delete_wanted)
        self._drops.menu_asked.connect(self._ask_menu_of_current)

    @property
    def tree(self) -> QWidget:
        """The tree that the rows are in."""
        return self._tree

    @property
    def current(self) -> int | None:
        """The album that is marked."""
        return self._tree.album_at(self._tree.currentIndex())

    def item(self, album_id: int) -> QStandardItem | None:
        """The row of an album."""
        return self._rows.item(album_id)

    def show_tree(self, albums: AlbumTree) -> None:
        """Show these albums; nothing moves where they are the same as before."""
        if self._tree.state() == self._tree.State.EditingState:
            # The row that is being written in stays until the name is there.
            self._waiting = albums
            return
        wanted: dict[int | None, list[int]] = {}
        for one in albums:
            wanted.setdefault(one.parent_id, []).append(one.id)
        if not self._rows.is_same(wanted):
            self._arrange(albums, wanted)
        for one in albums:
            if self._shown.get(one.id) != (one.name, one.kind):
                self._dress(one)
        if self._named_soon is not None and self.item(self._named_soon) is not None:
            album_id, self._named_soon = self._named_soon, None
            self.edit_name(album_id)

    def show_facts(self, facts: Iterable[AlbumFacts]) -> None:
        """Counts and covers."""
        for one in facts:
            item = self._rows.item(one.album_id)
            if item is not None:
                item.setData(one.count, COUNT)
                item.setData(_picture(one.cover), PICTURE)

    def show_suggestions(self, count: int) -> None:
        """Offer the suggestions while there are any."""
        if self._suggestions is None:
            if not count:
                return
            item = QStandardItem()
            self.heading.insertRow(0, item)
            self._tree.adopt(item, SUGGESTIONS, self.tr("Suggestions"), "lightbulb")
            self._suggestions = item
            self._rows.first = 1
        self._suggestions.setData(count, COUNT)
        self._tree.setRowHidden(self._suggestions.row(), self.heading.index(), count == 0)

    def edit_name(self, album_id: int) -> None:
        """Let the person write another name into the row."""
        item = self.item(album_id)
        if item is None:
            return
        self._tree.setFocus()
        self._tree.scrollTo(item.index())
        self._tree.edit(item.index())

    def name_soon(self, album_id: int) -> None:
        """The same for an album whose row is not there yet."""
        self._named_soon = album_id
        if self.item(album_id) is not None:
            self._named_soon = None
            self.edit_name(album_id)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What can be done with the marked album, by the ids of the table of actions."""
        return {
            "album.rename": lambda: self._with_current(self.edit_name),
            "album.delete": lambda: self._with_current(self.delete_wanted.emit),
            "album.menu": self._ask_menu_of_current,
        }

    def _with_current(self, deed: Callable[[int], object]) -> None:
        if self.current is not None:
            deed(self.current)

    def _ask_menu_of_current(self) -> None:
        """The menu of the marked album, from the keyboard."""
        index = self._tree.currentIndex()
        album_id = self._tree.album_at(index)
        if album_id is not None:
            corner = self._tree.visualRect(index).bottomLeft()
            self.menu_asked.emit(album_id, self._tree.viewport().mapToGlobal(corner))

    def _dress_heading(self) -> None:
        self.new.clicked.connect(
            lambda: self.new_asked.emit(self.new.mapToGlobal(self.new.rect().bottomLeft()))
        )
        room = QWidget()
        row = QHBoxLayout(room)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self.new, 0, Qt.AlignmentFlag.AlignBottom)
        self._tree.setIndexWidget(self.heading.index(), room)

    def _arrange(self, albums: AlbumTree, wanted: dict[int | None, list[int]]) -> None:
        """Other rows, or another order: only those that differ come, go and move."""
        was_empty = not self._shown
        gone = [one for one in self._shown if one not in albums]
        with self._tree.kept_still():
            for one in gone:
                del self._shown[one]
                self._tree.forget(Place(Kind.ALBUM, album_id=one))
            moved = self._rows.show(wanted, lambda album_id: self._made(albums.get(album_id)))
            if was_empty:
                self._tree.expand(self.heading.index())
            inside = (below.id for one in moved for below in albums.below(one))
            for one in self._expanded.intersection([*moved, *inside]):
                item = self._rows.item(one)
                if item is not None:
                    self._tree.expand(item.index())

    def _made(self, album: Album) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(EDITABLE)
        self._enter(item, album)
        return item

    def _dress(self, album: Album) -> None:
        item = self._rows.item(album.id)
        if item is not None:
            self._enter(item, album)

    def _enter(self, item: QStandardItem, album: Album) -> None:
        """What a row says of its album by itself, without looking into it."""
        icon, kind = album_words.ICONS[album.kind], self._kinds[album.kind]
        place = Place(Kind.ALBUM, album_id=album.id, name=album.name)
        self._tree.adopt(item, place, album.name, icon)
        item.setToolTip(plain_tip(f"{album.name}\n{kind}"))
        item.setData(f"{album.name}, {kind}", Qt.ItemDataRole.AccessibleTextRole)
        if not album.is_manual or album.id in self._shown:
            item.setData(None if album.is_manual else icon, MARK)
        self._shown[album.id] = (album.name, album.kind)

    def _remember(self, index: QModelIndex, *, is_open: bool) -> None:
        album_id = self._tree.album_at(index)
        if album_id is not None:
            (self._expanded.add if is_open else self._expanded.discard)(album_id)

    def _renamed(self, place: Place, name: str) -> None:
        if place.kind is Kind.ALBUM:
            self.rename_wanted.emit(place.album_id, name)

    def _editor_closed(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_tree(waiting)

    def _ask_menu(self, where: QPoint) -> None:
        album_id = self._tree.album_at(self._tree.indexAt(where))
        if album_id is not None:
            self.menu_asked.emit(album_id, self._tree.viewport().mapToGlobal(where))


def _picture(image: QImage | None) -> QPixmap | None:
    return None if image is None else QPixmap.fromImage(image)


COVER_PIXELS = COVER_EDGE * 2
"""Sharp on screens of twice the density as well."""
