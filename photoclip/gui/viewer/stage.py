"""One photo out of many on show: its picture, its neighbours read ahead, what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from photoclip.core.events import (
    Event,
    FilesGone,
    FilesMoved,
    FoldersChanged,
    PhotosAdded,
    PhotosMarked,
)
from photoclip.core.listing import PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.gui.grid.model import RowSource
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.viewer.cache import ViewerCache
from photoclip.gui.viewer.canvas import PictureCanvas
from photoclip.gui.viewer.film_strip import FilmStrip
from photoclip.gui.viewer.notice import ViewerNotice
from photoclip.gui.viewer.pictures import Picture, Previews

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore

SETTLE_MS = 120
BLANK_MS = 150
"""A photo that is not read by then leaves the screen empty instead of showing another one."""


class PictureStage(QWidget):
    """Shows one of ``ids``; where its parts lie is for the viewer, which is made from it."""

    photo_shown = Signal(int)
    described = Signal()
    """More is known of the photo on show."""
    gone = Signal(int)
    """The library has no such photo any more; it is on show."""

    def __init__(
        self,
        bridge: Bridge,
        source: RowSource,
        store: ThumbnailStore,
        parent: QWidget,
        previews: Previews | None,
    ) -> None:
        super().__init__(parent)
        self._ids: PhotoIds = np.empty(0, np.int64)
        self._place = 0
        self.wraps = False
        self._cache = ViewerCache(bridge, source, store, previews)
        self.canvas = PictureCanvas(self)
        self.strip = FilmStrip(
            bridge, source, store, self, None if previews is None else previews.restore_thumbnail
        )
        self.notice = ViewerNotice(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._blank = QTimer(self, singleShot=True, interval=BLANK_MS)
        self._settle.timeout.connect(self.want)
        self._blank.timeout.connect(lambda: self.canvas.show_picture(None))
        self._cache.row_known.connect(self._row_known)
        self._cache.row_gone.connect(self._row_gone)
        self._cache.picture_read.connect(self._picture_read)
        self._cache.taken_in.connect(self._take_in)
        self.strip.taken_in.connect(self._take_in)
        self.canvas.finer_wanted.connect(self._want_finer)
        self.strip.chosen.connect(self.go)
        bridge.happened.connect(self._heard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def photo_id(self) -> int | None:
        """The photo on show, None while there is none."""
        return int(self._ids[self._place]) if len(self._ids) else None

    @property
    def place(self) -> int:
        """Which of the photos is on show, from 0."""
        return self._place

    @property
    def count(self) -> int:
        """How many photos can be leafed through."""
        return len(self._ids)

    @property
    def size_bytes(self) -> int:
        """Bytes that the pictures held for it take."""
        return self._cache.size_bytes

    @property
    def row(self) -> PhotoRow | None:
        """What is known of the photo on show."""
        shown = self.photo_id
        return None if shown is None else self._cache.row(shown)

    @property
    def following(self) -> int | None:
        """The place that comes next by itself, None at the end."""
        if self._place + 1 < self.count:
            return self._place + 1
        return 0 if self.wraps and self.count > 1 else None

    def set_photos(self, ids: PhotoIds, place: int) -> None:
        """Show one of other photos, int64 (n,)."""
        self._ids = ids
        self.canvas.show_picture(None)
        self.strip.set_photos(ids, place)
        self.go(place)

    def follow(self, ids: PhotoIds, place: int) -> None:
        """Others lie beside the photo on show from now on; it stays as it is, at this place."""
        self._ids, self._place = ids, place
        self.strip.set_photos(ids, place)
        self.want()

    def clear(self) -> None:
        """Show nothing, hold nothing."""
        self._ids = np.empty(0, np.int64)
        self.canvas.show_picture(None)
        self.strip.set_photos(self._ids, 0)
        self._cache.clear()
        self._settle.stop()
        self._blank.stop()

    def step(self, by: int) -> None:
        """Some photos on or back; stops at the ends."""
        place = min(max(self._place + by, 0), self.count - 1)
        if self.count and place != self._place:
            self.go(place)

    def go(self, place: int, fade_ms: int = 0) -> None:
        """Show the photo at a place, by a cross-fade where it is read already."""
        self._place = place
        shown = self.photo_id
        assert shown is not None
        self.want()
        picture = self._cache.picture(shown)
        if picture is None:
            self._blank.start()
        else:
            self._blank.stop()
            self.canvas.fade_to(picture, fade_ms)
        self.strip.set_current(place)
        self.notice.explain(picture, self.row)
        self.described.emit()
        self.photo_shown.emit(shown)

    def want(self) -> None:
        """Read the one on show first, then the next, then the one before."""
        if self.count:
            after = self._place + 1 if self.following is None else self.following
            around = [self._place, after, self._place - 1]
            ids = [int(self._ids[one]) for one in around if 0 <= one < self.count]
            self._cache.want(list(dict.fromkeys(ids)), self.canvas.box)

    def is_awaited(self, place: int) -> bool:
        """Whether the picture at a place beside the one on show is still on its way."""
        return self._cache.is_awaited(int(self._ids[place]))

    def want_later(self) -> None:
        """The room for the picture changes; read it anew once that has come to rest."""
        self._settle.start()

    def _want_finer(self) -> None:
        if self.photo_id is not None:
            self._cache.want_finer(self.photo_id)

    def _row_known(self, photo_id: int) -> None:
        if photo_id == self.photo_id:
            self.described.emit()

    def _row_gone(self, photo_id: int) -> None:
        if photo_id == self.photo_id:
            self.notice.say_gone(has_picture=self._cache.picture(photo_id) is not None)
            self.described.emit()
            self.gone.emit(photo_id)

    def _take_in(self, became: dict[int, int]) -> None:
        """Files that were leafed through before they were taken in have got their photos."""
        shown = self.photo_id
        for file, photo_id in became.items():
            self._ids[self._ids == file] = photo_id
        self.strip.refresh()
        if self.photo_id != shown:
            self.go(self._place)
        else:
            self.want()

    def _picture_read(self, picture: Picture) -> None:
        if picture.photo_id == self.photo_id:
            self._blank.stop()
            self.canvas.show_picture(picture)
            self.notice.explain(picture, self.row)
            self.described.emit()

    def _heard(self, event: Event) -> None:
        if isinstance(event, PhotosMarked | PhotosAdded | FilesMoved):
            self._cache.refresh(event.photo_ids)
            self.strip.refresh()
        elif isinstance(event, FilesGone | FoldersChanged):
            self._cache.refresh()
            self.strip.refresh()
