"""Changes of albums that can be undone: each is two states, the one before and the one after."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from photoclip.catalog.albums import AlbumTable
from photoclip.catalog.database import Catalog
from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album, AlbumState
from photoclip.core.events import AlbumsChanged, EventBus
from photoclip.services.undo import UndoStack


@dataclass(frozen=True, slots=True)
class ChangeAlbums:
    """Puts albums into another state; knows the one that they were in."""

    name: str
    put: Callable[[AlbumState], None]
    before: AlbumState
    after: AlbumState

    def do(self) -> None:
        """Make the change."""
        self.put(self.after)

    def undo(self) -> None:
        """Bring back what was there before."""
        self.put(self.before)


class AlbumEditor:
    """The one way by which albums change: one transaction, one event, one step of undo.

    ``lock`` is the stack's: held from reading what is there to the change, so that neither
    another thread nor an undo comes between.
    """

    def __init__(self, catalog: Catalog, events: EventBus, undo: UndoStack) -> None:
        self._catalog = catalog
        self._events = events
        self._undo = undo
        self._tree: AlbumTree | None = None
        self._reading = threading.Lock()
        self.lock = undo.lock

    @property
    def table(self) -> AlbumTable:
        """The albums in the catalog."""
        return self._catalog.albums

    def tree(self) -> AlbumTree:
        """All albums as they are now."""
        with self._reading:
            tree = self._tree or AlbumTree(self.table.list())
            # Another process may write while this one only reads.
            self._tree = None if self._catalog.is_read_only else tree
            return tree

    def change(self, name: str, before: AlbumState, after: AlbumState) -> bool:
        """Go from one state to another as one action called ``name``; False if they are equal."""
        if before == after:
            return False
        self._undo.do(ChangeAlbums(name, self._put, before, after))
        return True

    def change_albums(self, name: str, after: Mapping[int, Album]) -> bool:
        """Give albums that are there other properties."""
        tree = self.tree()
        return self.change(
            name,
            AlbumState(albums={one: tree.get(one) for one in after}),
            AlbumState(albums=after),
        )

    def _put(self, state: AlbumState) -> None:
        with self._reading:
            self.table.put(state)
            self._tree = None
        self._events.emit(AlbumsChanged(state.album_ids))
