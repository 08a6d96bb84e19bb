"""Keeps the rows of the sidebar fresh: which albums there are, how many photos, which covers."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album
from photoclip.core.events import AlbumsChanged, Event
from photoclip.gui.albums.fetch import AlbumFacts, fetch_facts
from photoclip.gui.albums.section import COVER_PIXELS, AlbumSection

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge

SOON_MS, CALM_MS = 100, 1500
AT_ONCE = 40


class AlbumRows(QObject):
    """Everything is counted in the background, what a person filled before what fills itself."""

    tree_shown = Signal(object)

    def __init__(self, library: Library, bridge: Bridge, section: AlbumSection) -> None:
        super().__init__(section)
        self._library, self._bridge, self._section = library, bridge, section
        self._waiting: deque[Album] = deque()
        self._is_counting = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.refresh)
        bridge.happened.connect(self._heard)
        bridge.contents_changed.connect(self._contents_changed)

    def refresh(self) -> None:
        """Look at all albums anew."""
        albums = self._library.albums
        self._bridge.run("albums", lambda _: albums.tree(), self._show_tree)

    def _show_tree(self, albums: AlbumTree) -> None:
        self._section.show_tree(albums)
        self.tree_shown.emit(albums)
        self._waiting = deque(sorted(albums, key=lambda one: not one.is_manual))
        if not self._is_counting:
            self._count()

    def _count(self) -> None:
        """The next few; a fresh list may take the place of the rest at any time."""
        portion = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
        self._is_counting = bool(portion)
        if not portion:
            return
        library = self._library

        def work(_: object) -> list[AlbumFacts]:
            return [fetch_facts(library, one, COVER_PIXELS) for one in portion]

        self._bridge.run_each("count albums", work, self._take, self._give_up)

    def _take(self, facts: list[AlbumFacts]) -> None:
        self._section.show_facts(facts)
        self._count()

    def _give_up(self, _error: Exception) -> None:
        self._is_counting = False

    def _heard(self, event: Event) -> None:
        if isinstance(event, AlbumsChanged) and event.album_ids:
            _start(self._soon)

    def _contents_changed(self) -> None:
        _start(self._calm)


def _start(timer: QTimer) -> None:
    # A stream of news must not put the answer off again and again.
    if not timer.isActive():
        timer.start()
