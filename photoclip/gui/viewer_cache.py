"""The pictures beside the one on show, read ahead, so that the next key shows the next picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

from photoclip.core.listing import PhotoRow
from photoclip.gui.bridge import Bridge, Job
from photoclip.gui.photo_model import RowSource
from photoclip.gui.pictures import Picture, read_picture

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore


class ViewerCache(QObject):
    """Holds fitted pictures of a few photos and the whole of at most one."""

    row_known = Signal(int)
    picture_read = Signal(object)

    def __init__(self, bridge: Bridge, source: RowSource, store: ThumbnailStore) -> None:
        super().__init__()
        self._bridge = bridge
        self._source = source
        self._store = store
        self._rows: dict[int, PhotoRow] = {}
        self._pictures: dict[int, Picture] = {}
        self._jobs: dict[int, Job] = {}
        self._wanted: Sequence[int] = ()
        self._box = QSize(1, 1)

    @property
    def size_bytes(self) -> int:
        """Bytes that the held pictures take."""
        return sum(one.bytes for one in self._pictures.values())

    def row(self, photo_id: int) -> PhotoRow | None:
        """What is known of a photo, None until it has been read."""
        return self._rows.get(photo_id)

    def picture(self, photo_id: int) -> Picture | None:
        """The picture of a photo, None until it has been read."""
        return self._pictures.get(photo_id)

    def want(self, photo_ids: Sequence[int], box: QSize) -> None:
        """Hold these, fitted into ``box`` device pixels, the first one first; drop all others."""
        self._wanted, self._box = photo_ids, box
        for held in (self._rows, self._pictures):
            for one in [one for one in held if one not in photo_ids]:
                del held[one]
        for one in [one for one in self._jobs if one not in photo_ids]:
            self._jobs.pop(one).cancel()
        first = photo_ids[0] if photo_ids else 0
        for one, picture in list(self._pictures.items()):
            if one != first and picture.image.width() > 2 * box.width():
                del self._pictures[one]
        unknown = [one for one in photo_ids if one not in self._rows]
        if unknown:
            self._ask_rows(unknown)
        self._read_next()

    def refresh(self, photo_ids: Sequence[int]) -> None:
        """Read again what is known of these."""
        changed = [one for one in photo_ids if one in self._rows]
        if changed:
            self._ask_rows(changed)

    def want_finer(self, photo_id: int) -> None:
        """Read all of one picture."""
        row, picture = self._rows.get(photo_id), self._pictures.get(photo_id)
        if row is not None and picture is not None and not picture.is_whole:
            self._read(row, None)

    def clear(self) -> None:
        """Hold nothing."""
        self.want((), QSize(1, 1))

    def _ask_rows(self, photo_ids: list[int]) -> None:
        self._bridge.run_each(
            "read rows", lambda _token: self._source.rows(photo_ids), self._take_rows
        )

    def _take_rows(self, rows: list[PhotoRow]) -> None:
        for row in rows:
            if row.photo_id not in self._wanted:
                continue
            former = self._rows.get(row.photo_id)
            self._rows[row.photo_id] = row
            if former is not None and _looks(former) != _looks(row):
                self._pictures.pop(row.photo_id, None)
            self.row_known.emit(row.photo_id)
        self._read_next()

    def _read_next(self) -> None:
        """One after the other, so that the picture on show is not held up by its neighbours."""
        for one in self._wanted:
            row = self._rows.get(one)
            if one in self._jobs:
                return
            if row is not None and one not in self._pictures:
                self._read(row, self._box)
                return

    def _read(self, row: PhotoRow, box: QSize | None) -> None:
        thumbnail = str(self._store.path_for(row.content_hash)) if row.content_hash else ""
        former = self._jobs.pop(row.photo_id, None)
        if former is not None:
            former.cancel()
        self._jobs[row.photo_id] = self._bridge.run_each(
            "read a picture",
            lambda _token: read_picture(row, thumbnail, box),
            lambda picture: self._take_picture(row, picture),
        )

    def _take_picture(self, row: PhotoRow, picture: Picture) -> None:
        self._jobs.pop(row.photo_id, None)
        if row.photo_id in self._wanted and self._rows.get(row.photo_id) is row:
            self._pictures[row.photo_id] = picture
            self.picture_read.emit(picture)
        self._read_next()


def _looks(row: PhotoRow) -> tuple[bytes, str, int]:
    return row.content_hash, row.path, row.rotation
