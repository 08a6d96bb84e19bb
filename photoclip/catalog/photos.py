"""Photos: each a content, however many files hold it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.folders import FolderScopes
from photoclip.catalog.files.orphans import purge_orphans_of
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import clean_text, encode_name, full_path, id_array, id_list
from photoclip.catalog.succession import leave_former
from photoclip.core.models import PhotoIds, PhotoMetadata
from photoclip.core.ports import Clock

ASKED_ONE_BY_ONE = 16_384
"""More photos than this are found sooner among all of them (measured at 100,000)."""

_METADATA = tuple(field.name for field in fields(PhotoMetadata))
_COLUMNS = ", ".join(_METADATA)

# What a sidecar tells of date and place stays where the file has nothing to say.
_TOLD = {
    "taken_at": ("taken_at", "taken_from"),
    "taken_from": ("taken_at", "taken_from"),
    "latitude": ("latitude", "placed_from"),
    "longitude": ("latitude", "placed_from"),
    "placed_from": ("latitude", "placed_from"),
}


def _renewed(name: str, value: str) -> str:
    """The new value of a column. value: SQL of the file's own; {} stands for a column's name."""
    own = value.format(name)
    if name not in _TOLD:
        return f"{name} = {own}"
    decisive, source = _TOLD[name]
    kept = f"photos.{source} IS NOT NULL AND {value.format(decisive)} IS NULL"
    return f"{name} = CASE WHEN {kept} THEN photos.{name} ELSE {own} END"


_STORE = f"""
    INSERT INTO photos (content_hash, size, {_COLUMNS}, added_at)
    VALUES (?, ?, {", ".join("?" * len(_METADATA))}, ?)
    ON CONFLICT (content_hash) DO UPDATE SET orphaned_at = NULL,
        {", ".join(_renewed(name, "excluded.{}") for name in _METADATA)}
    RETURNING id"""

_REPLACE = f"""
    UPDATE photos SET content_hash = :content_hash, size = :file_size,
        {", ".join(_renewed(name, ":{}") for name in _METADATA)}
    WHERE id = :id"""

_PRESENT = """
    SELECT DISTINCT photo_id FROM files
    WHERE state = 'ready' AND photo_id IS NOT NULL ORDER BY photo_id"""


_TAKEN = """
    SELECT id, CAST((julianday(taken_at) - 2440587.5) * 86400000.0 + 0.5 AS INTEGER) AS moment,
        latitude, longitude
    FROM photos WHERE taken_at IS NOT NULL AND julianday(taken_at) IS NOT NULL
    AND EXISTS (SELECT 1 FROM files f WHERE f.photo_id = photos.id AND f.state = 'ready')
    ORDER BY moment, id"""


@dataclass(frozen=True, slots=True, eq=False)
class TakenPhotos:
    """When and where photos were taken, by ascending moment.

    photo_ids: int64 (n,). moments: int64 (n,), milliseconds since 1970 in the camera's local
    time. latitudes, longitudes: float64 (n,), degrees (WGS 84), NaN where unknown.
    """

    photo_ids: PhotoIds
    moments: PhotoIds
    latitudes: npt.NDArray[np.float64]
    longitudes: npt.NDArray[np.float64]

    def moment(self, place: int) -> datetime:
        """When the photo at a place was taken, local time."""
        return datetime(1970, 1, 1) + timedelta(milliseconds=int(self.moments[place]))

    def days_of(self, photo_ids: PhotoIds) -> tuple[int, int]:
        """How many of some photos say when they were taken, and on how many days."""
        moments = self.moments[np.isin(self.photo_ids, photo_ids)]
        return len(moments), len(np.unique(moments // 86_400_000))


class PhotoTable(Table):
    """Photos and what they say of themselves."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock
        self._scopes = FolderScopes(connections)

    def by_hash(self, content_hash: bytes) -> int | None:
        """The photo with this content (16 bytes of BLAKE2b), None where it is new."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT id FROM photos WHERE content_hash = ?", (content_hash,)
            ).fetchone()
        return None if row is None else int(row[0])

    def store(self, content_hash: bytes, size: int, metadata: PhotoMetadata) -> int:
        """Enter a photo, or refresh the metadata of the one with this content; returns its id.

        To be called in one transaction with the ``link`` of its file. size: bytes.
        """
        now = encode_moment(self._clock.now())
        with self._connections.writing() as connection:
            (photo_id,) = connection.execute(
                _STORE, (content_hash, size, *_values(metadata), now)
            ).fetchone()
        return int(photo_id)

    def replace_content(
        self, photo_id: int, content_hash: bytes, size: int, metadata: PhotoMetadata
    ) -> None:
        """A photo was edited in place: it keeps its id and what hangs on it, but no vector.

        What it was before stays behind as a photo of its own, without files and with the same
        marks (``succession.py``), unless this is its content already.
        Raises ValueError when another photo has this content; link the file to that one then.
        """
        with self._connections.writing() as connection:
            known = self.by_hash(content_hash)
            if known not in (None, photo_id):
                raise ValueError("another photo has this content already")
            if known is None:
                leave_former(connection, photo_id, self._clock.now())
            values = dict(zip(_METADATA, _values(metadata), strict=True))
            given = {"content_hash": content_hash, "file_size": size, "id": photo_id, **values}
            connection.execute(_REPLACE, given)
            connection.execute("DELETE FROM vectors WHERE photo_id = ?", (photo_id,))

    def metadata(self, photo_id: int) -> PhotoMetadata | None:
        """What a photo says of itself, None for an unknown id."""
        with self._connections.reading() as connection:
            row = connection.execute(
                f"SELECT {_COLUMNS} FROM photos WHERE id = ?", (photo_id,)
            ).fetchone()
        if row is None:
            return None
        values = dict(zip(_METADATA, row, strict=True))
        taken_at, is_animated = values.pop("taken_at"), values.pop("is_animated")
        return PhotoMetadata(
            **values,
            taken_at=None if taken_at is None else datetime.fromisoformat(taken_at),
            is_animated=bool(is_animated),
        )

    def file_count(self, photo_id: int) -> int:
        """How many files hold this photo, in any state."""
        with self._connections.reading() as connection:
            (count,) = connection.execute(
                "SELECT COUNT(*) FROM files WHERE photo_id = ?", (photo_id,)
            ).fetchone()
        return int(count)

    def present_ids(self, folder: Path | None = None) -> PhotoIds:
        """int64 (n,), ascending: photos with at least one ready file, also in offline folders.

        folder: only files in it or below it; it may be a watched folder, a directory inside one,
        or a parent of several.
        """
        if folder is None:
            return self._ids(_PRESENT, ())
        found = [np.empty(0, np.int64)]
        for scope in self._scopes.covering(folder):
            where, values = scope.condition()
            sql = f"SELECT f.photo_id FROM files f WHERE {where} AND f.state = 'ready'"
            found.append(self._ids(sql, values))
        return np.unique(np.concatenate(found))

    def present_among(self, photo_ids: PhotoIds) -> PhotoIds:
        """int64 (k,), ascending: those of ids (n,) that have a ready file."""
        if len(photo_ids) > ASKED_ONE_BY_ONE:
            return np.intersect1d(photo_ids, self.present_ids())
        sql = """SELECT DISTINCT photo_id FROM files WHERE state = 'ready'
                 AND photo_id IN (SELECT value FROM json_each(?)) ORDER BY photo_id"""
        return self._ids(sql, (id_list(photo_ids),))

    def paths_of(
        self, photo_ids: Collection[int] | PhotoIds, folder: Path | None = None
    ) -> dict[int, list[str]]:
        """The paths of each photo's ready files, oldest first; photos without any are left out.

        folder: only paths in it or below it.
        """
        where, values = "1", []
        if folder is not None:
            conditions = [scope.condition() for scope in self._scopes.covering(folder)]
            where = " OR ".join(sql for sql, _ in conditions) or "0"
            values = [value for _, some in conditions for value in some]
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"""SELECT f.photo_id, d.path, f.directory, f.name
                    FROM json_each(?) wanted
                    CROSS JOIN files f ON f.photo_id = wanted.value AND f.state = 'ready'
                    CROSS JOIN folders d ON d.id = f.folder_id
                    WHERE {where} ORDER BY wanted.id, f.id""",
                (id_list(dict.fromkeys(photo_ids)), *values),
            ).fetchall()
        paths: dict[int, list[str]] = {}
        for photo_id, watched, directory, name in rows:
            paths.setdefault(photo_id, []).append(full_path(watched, directory, name))
        return paths

    def at_path(self, path: Path) -> int | None:
        """The photo that a ready file at this path holds, None where the library has none."""
        for scope in self._scopes.covering(path.parent):
            with self._connections.reading() as connection:
                row = connection.execute(
                    """SELECT photo_id FROM files WHERE folder_id = ? AND directory = ?
                       AND name = ? AND state = 'ready'""",
                    (scope.folder_id, scope.directory, encode_name(path.name)),
                ).fetchone()
            if row is not None:
                return int(row[0])
        return None

    def taken(self) -> TakenPhotos:
        """Every photo with a ready file that says when it was taken, by that moment."""
        with self._connections.reading() as connection:
            rows = connection.execute(_TAKEN).fetchall()
        columns = zip(*rows, strict=True) if rows else ((), (), (), ())
        ids, moments, latitudes, longitudes = columns
        return TakenPhotos(
            np.array(ids, np.int64),
            np.array(moments, np.int64),
            np.array(latitudes, np.float64),
            np.array(longitudes, np.float64),
        )

    def purge_orphans(self, older_than: datetime) -> int:
        """Forget photos that have had no file since before that moment, with their vectors.

        Those that the person marked or put in an album stay.
        """
        with self._connections.writing() as connection:
            return purge_orphans_of(connection, older_than)

    def _ids(self, sql: str, values: tuple[int | bytes | str, ...]) -> PhotoIds:
        with self._connections.reading() as connection:
            joined = f"SELECT group_concat(photo_id) FROM ({sql})"
            return id_array(connection.execute(joined, values).fetchone()[0])


def _values(metadata: PhotoMetadata) -> list[object]:
    return [_value(one) for one in astuple(metadata)]


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return clean_text(value) if isinstance(value, str) else value
