"""The menu of an album, and the one of the heading over all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album
from photoclip.gui.albums.order import fill_orders

Deed = Callable[[], object]

MOST_TARGETS = 30
LONGEST_LINE = 60


class AlbumMenu(QMenu):
    """What can be done with one album. Each entry does something that is given by its name."""

    def __init__(
        self,
        parent: QWidget,
        album: Album,
        albums: AlbumTree,
        deeds: dict[str, Callable[..., object]],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(album.name)
        self._deeds = deeds
        self._add(self.tr("Rename") + "\tF2", "rename")
        self._add(self.tr("New album inside"), "new-inside")
        if not album.is_manual:
            self._add(self.tr("Change what it looks for…"), "change")
        self._add_sorting(album)
        if album.is_manual:
            self._add_merging(album, albums)
        self._add_moving(album, albums)
        self.addSeparator()
        self._add(self.tr("Share as a folder of copies…"), "share-copies")
        self._add(self.tr("Share as a folder of links…"), "share-links")
        self._add(self.tr("Export as JSON…"), "export")
        self.addSeparator()
        self._add(self.tr("Delete album") + "\t" + self.tr("Del"), "delete")

    def _add(self, text: str, deed: str) -> None:
        self.addAction(text).triggered.connect(lambda: self._deeds[deed]())

    def _add_sorting(self, album: Album) -> None:
        more = self.addMenu(self.tr("Sort"))
        fill_orders(more, album, lambda order: self._deeds["sort"](order))

    def _add_moving(self, album: Album, albums: AlbumTree) -> None:
        inside = {album.id, *(one.id for one in albums.below(album.id))}
        targets = [one for one in albums if one.id not in inside and one.id != album.parent_id]
        if album.parent_id is not None:
            self.addAction(self.tr("Move to the top")).triggered.connect(
                lambda: self._deeds["move"](None)
            )
        self._add_targets(self.tr("Move into"), "move", targets, albums)

    def _add_merging(self, album: Album, albums: AlbumTree) -> None:
        inside = {album.id, *(one.id for one in albums.below(album.id))}
        targets = [one for one in albums if one.is_manual and one.id not in inside]
        self._add_targets(self.tr("Merge with"), "merge", targets, albums)

    def _add_targets(
        self, text: str, deed: str, targets: Sequence[Album], albums: AlbumTree
    ) -> None:
        """A menu of other albums; a long one has menus of its own, so that none is left out."""
        if not targets:
            return
        more = self.addMenu(text)
        if len(targets) <= MOST_TARGETS:
            self._fill(more, deed, targets, albums)
            return
        for first in range(0, len(targets), MOST_TARGETS):
            portion = targets[first : first + MOST_TARGETS]
            ends = [_line(albums.path(one.id)) for one in (portion[0], portion[-1])]
            part = more.addMenu(" – ".join(ends))
            # Thousands of entries would delay the menu.
            part.aboutToShow.connect(
                lambda part=part, portion=portion: self._fill(part, deed, portion, albums)
            )

    def _fill(self, menu: QMenu, deed: str, targets: Sequence[Album], albums: AlbumTree) -> None:
        if menu.actions():
            return
        for one in targets:
            menu.addAction(_line(albums.path(one.id))).triggered.connect(
                lambda _=False, one=one: self._deeds[deed](one.id)
            )


def _line(path: str) -> str:
    """A path as a menu has room for it: its end says most."""
    shown = path if len(path) <= LONGEST_LINE else f"…{path[1 - LONGEST_LINE :]}"
    return shown.replace("&", "&&")


class NewAlbumMenu(QMenu):
    """The ways to an album."""

    def __init__(self, parent: QWidget, empty: Deed, words: Deed, read: Deed, write: Deed) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.addAction(self.tr("New album")).triggered.connect(lambda: empty())
        self.addAction(self.tr("New album that fills itself…")).triggered.connect(lambda: words())
        self.addSeparator()
        self.addAction(self.tr("Import albums…")).triggered.connect(lambda: read())
        self.addAction(self.tr("Export all albums…")).triggered.connect(lambda: write())

    def popup_below(self, place: QPoint) -> None:
        """Open at a place of the screen, the first entry chosen."""
        self.popup(place)
        self.setActiveAction(self.actions()[0])
