"""The pictures beside the one on show, read ahead, so that the next key shows the next picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from photoclip.core.listing import PhotoRow
from photoclip.core.models import Problem
from photoclip.gui.grid.model import RowSource
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.viewer.pictures import Fidelity, Picture, Previews, read_picture, read_rough

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore

BUDGET_BYTES = 256 << 20
"""Nothing is read ahead beyond it; the picture on show may take all of it."""
AT_ONCE = 2
"""A picture that nobody wants any more may still be on its way while the wanted one is read."""


class ViewerCache(QObject):
    """Holds fitted pictures of a few photos and the whole of at most one."""

    row_known = Signal(int)
    row_gone = Signal(int)
    """The library has no such photo any more."""
    taken_in = Signal(object)
    """Which photos files (minus their ids) have become."""
    picture_read = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        source: RowSource,
        store: ThumbnailStore,
        previews: Previews | None = None,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._source = source
        self._store = store
        self._previews = previews
        self._rows: dict[int, PhotoRow] = {}
        self._pictures: dict[int, Picture] = {}
        self._reading: set[int] = set()
        self._gone: set[int] = set()
        self._wanted: tuple[int, ...] = ()
        self._finer: int | None = None
        self._box = QSize(1, 1)

    @property
    def size_bytes(self) -> int:
        """Bytes that the held pictures take."""
        return sum(one.bytes for one in self._pictures.values())

    @property
    def held(self) -> list[int]:
        """The photos whose pictures are held."""
        return list(self._pictures)

    def row(self, photo_id: int) -> PhotoRow | None:
        """What is known of a photo, None until it has been read."""
        return self._rows.get(photo_id)

    def picture(self, photo_id: int) -> Picture | None:
        """The picture of a photo, None until it has been read."""
        return self._pictures.get(photo_id)

    def is_awaited(self, photo_id: int) -> bool:
        """Whether the picture of a wanted photo is still on its way."""
        picture = self._pictures.get(photo_id)
        is_read = picture is not None and picture.fidelity is not Fidelity.ROUGH
        return not is_read and photo_id not in self._gone

    def want(self, photo_ids: Sequence[int], box: QSize) -> None:
        """Hold these, fitted into ``box`` device pixels, the first one first; drop all others."""
        first = photo_ids[0] if photo_ids else None
        is_other = not self._wanted or self._wanted[0] != first
        self._wanted, self._box = tuple(photo_ids), box
        for held in (self._rows, self._pictures):
            for one in [one for one in held if one not in photo_ids]:
                del held[one]
        for one, picture in list(self._pictures.items()):
            is_rough = picture.fidelity is Fidelity.ROUGH
            if one != first and (is_rough or picture.image.width() > 2 * box.width()):
                del self._pictures[one]
        self._gone.intersection_update(photo_ids)
        if is_other:
            self._finer = None
        unknown = [one for one in photo_ids if one not in self._rows]
        if unknown:
            self._ask_rows(unknown)
        self._read_next()

    def refresh(self, photo_ids: Sequence[int] | None = None) -> None:
        """Read again what is known of these; of all that are wanted by default."""
        among = self._wanted if photo_ids is None else set(photo_ids)
        # A file that was not taken in yet may be one of these photos now.
        changed = [one for one in self._wanted if one in among or one < 0]
        if changed:
            self._ask_rows(changed)

    def want_finer(self, photo_id: int) -> None:
        """Read all of one picture."""
        self._finer = photo_id
        self._read_next()

    def clear(self) -> None:
        """Hold nothing."""
        self.want((), QSize(1, 1))

    def _ask_rows(self, photo_ids: list[int]) -> None:
        self._bridge.run_each(
            "read rows",
            lambda _token: read_rows(self._source, photo_ids),
            lambda found: self._take_rows(photo_ids, *found),
        )

    def _take_rows(self, asked: list[int], rows: list[PhotoRow], became: dict[int, int]) -> None:
        for row in rows:
            if row.photo_id not in self._wanted:
                continue
            former = self._rows.get(row.photo_id)
            self._rows[row.photo_id] = row
            self._gone.discard(row.photo_id)
            if former is not None and _looks(former) != _looks(row):
                self._pictures.pop(row.photo_id, None)
            self.row_known.emit(row.photo_id)
        if became:
            self.taken_in.emit(became)
        for one in {*asked} - {row.photo_id for row in rows} - {*became}:
            if one in self._wanted:
                self._rows.pop(one, None)
                self._gone.add(one)
                self.row_gone.emit(one)
        self._read_next()

    def _read_next(self) -> None:
        """One after the other, so that the picture on show is not held up by its neighbours."""
        for place, one in enumerate(self._wanted):
            if one in self._reading or len(self._reading) >= AT_ONCE:
                return
            row = self._rows.get(one)
            if row is None:
                continue
            picture = self._pictures.get(one)
            is_rough = picture is not None and picture.fidelity is Fidelity.ROUGH
            if picture is None or is_rough:
                if place == 0 and picture is None:
                    self._read_rough(row)
                if place == 0 or self._has_room():
                    self._read(row, self._box)
                return
            if one == self._finer and not picture.is_whole:
                self._read(row, None)
                return

    def _has_room(self) -> bool:
        ahead = self._box.width() * self._box.height() * 4
        return self.size_bytes + ahead <= BUDGET_BYTES

    def _read_rough(self, row: PhotoRow) -> None:
        thumbnail = self._thumbnail(row)
        if thumbnail:
            self._bridge.run(
                "read a rough picture",
                lambda _token: read_rough(row, thumbnail),
                lambda picture: self._take_rough(row, picture),
            )

    def _take_rough(self, row: PhotoRow, picture: Picture | None) -> None:
        is_on_show = self._wanted[:1] == (row.photo_id,) and self._is_current(row)
        if picture is not None and is_on_show and row.photo_id not in self._pictures:
            self._pictures[row.photo_id] = picture
            self.picture_read.emit(picture)

    def _read(self, row: PhotoRow, box: QSize | None) -> None:
        photo_id, thumbnail, previews = row.photo_id, self._thumbnail(row), self._previews
        self._reading.add(photo_id)
        self._bridge.run_each(
            "read a picture",
            # Asked in the thread that reads: whoever leafs on faster than pictures are read
            # leaves a trail of wishes behind.
            lambda _token: read_picture(
                row, thumbnail, box, previews, lambda: photo_id in self._wanted
            ),
            lambda picture: self._take_picture(row, picture),
            lambda error: self._take_picture(row, _nothing(photo_id, error)),
        )

    def _take_picture(self, row: PhotoRow, picture: Picture | None) -> None:
        self._reading.discard(row.photo_id)
        if picture is not None and self._is_current(row):
            self._pictures[row.photo_id] = picture
            self._make_room()
            self.picture_read.emit(picture)
        self._read_next()

    def _is_current(self, row: PhotoRow) -> bool:
        """Whether the photo still looks as it did when it was read."""
        known = self._rows.get(row.photo_id)
        return known is not None and _looks(known) == _looks(row)

    def _make_room(self) -> None:
        for one in reversed(self._wanted[1:]):
            if self.size_bytes > BUDGET_BYTES:
                self._pictures.pop(one, None)

    def _thumbnail(self, row: PhotoRow) -> str:
        return str(self._store.path_for(row.content_hash)) if row.content_hash else ""


def read_rows(source: RowSource, photo_ids: Sequence[int]) -> tuple[list[PhotoRow], dict[int, int]]:
    """What is known of photos, and which photos those files have become that were taken in."""
    rows = source.rows(np.array(photo_ids, np.int64))
    left = {*photo_ids} - {row.photo_id for row in rows}
    pending = [one for one in left if one < 0]
    return rows, source.became(pending) if pending else {}


def _nothing(photo_id: int, error: Exception) -> Picture:
    return Picture(
        photo_id, QImage(), QSize(), Fidelity.NOTHING, True, Problem.UNREADABLE, str(error)
    )


def _looks(row: PhotoRow) -> tuple[bytes, str, int]:
    return row.content_hash, row.path, row.rotation
