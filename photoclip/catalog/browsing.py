"""Lists of photos for a view: all ids in one go, the rest for a few of them at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.folders import FolderScopes
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import decode_name, full_path, id_list
from photoclip.core.listing import Moments, PhotoRow
from photoclip.core.models import PhotoIds

_NS = 1_000_000_000

# A local file time for what says nothing of its own. Julian days count milliseconds exactly.
_FILE_DAY = f"julianday({{}} / {_NS}.0, 'unixepoch', 'localtime')"

# A photo that is being read again after an edit keeps its place: its file is pending and knows it.
_PHOTOS = f"""
    SELECT p.id AS id, coalesce(julianday(p.taken_at), {_FILE_DAY.format("MIN(f.modified_ns)")})
        AS day {{name}}
    FROM files f CROSS JOIN photos p ON p.id = f.photo_id
    WHERE f.photo_id IS NOT NULL AND f.state <> 'failed' AND {{scope}} AND {{chosen}}
    GROUP BY f.photo_id"""

_PENDING = f"""
    SELECT -f.id AS id, {_FILE_DAY.format("f.modified_ns")} AS day {{name}}
    FROM files f WHERE f.photo_id IS NULL AND f.state = 'pending' AND {{scope}} AND {{chosen}}"""

# One row with two long texts instead of many rows: SQLite makes it without Python's lock, so
# that no other thread, the window's least of all, waits for a hundred thousand steps.
_LISTED = """
    SELECT group_concat(id), group_concat(CAST((day - 2440587.5) * 86400000.0 + 0.5 AS INTEGER))
    FROM ({rows})"""

_COUNT = """
    SELECT (SELECT COUNT(DISTINCT photo_id) FROM files
            WHERE photo_id IS NOT NULL AND state <> 'failed')
        + (SELECT COUNT(*) FROM files WHERE photo_id IS NULL AND state = 'pending')"""

_ROW = """
    SELECT {id}, {photo}, d.path, f.directory, f.name, f.modified_ns,
        d.is_offline OR f.is_away
    FROM json_each(?) wanted {join}
    CROSS JOIN folders d ON d.id = f.folder_id
    ORDER BY wanted.id"""

_PHOTO_ROW = _ROW.format(
    id="p.id",
    photo="p.content_hash, p.width, p.height, p.taken_at, p.size,"
    " p.is_favourite, p.rating, p.rotation",
    # The file that can be reached and has been there longest.
    join="""CROSS JOIN photos p ON p.id = wanted.value
    CROSS JOIN files f ON f.id = (
        SELECT g.id FROM files g CROSS JOIN folders e ON e.id = g.folder_id
        WHERE g.photo_id = p.id AND g.state <> 'failed'
        ORDER BY e.is_offline OR g.is_away, g.state = 'pending', g.id LIMIT 1)""",
)
_PENDING_ROW = _ROW.format(
    id="-f.id",
    photo="x'', 0, 0, NULL, f.size, 0, 0, 0",
    join="CROSS JOIN files f ON f.id = wanted.value AND f.state = 'pending'",
)

_SHAPES = """
    SELECT group_concat(id),
        group_concat(CASE WHEN rotation % 180 THEN height ELSE width END),
        group_concat(CASE WHEN rotation % 180 THEN width ELSE height END)
    FROM (SELECT id, width, height, rotation FROM photos ORDER BY id)"""

_BECAME = """
    SELECT -f.id, f.photo_id FROM json_each(?) wanted CROSS JOIN files f ON f.id = wanted.value
    WHERE f.photo_id IS NOT NULL AND f.state <> 'failed'"""


class BrowsingTable(Table):
    """Photos and pending files as a view lists them."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._scopes = FolderScopes(connections)

    def listed(
        self,
        *,
        folder: Path | None = None,
        favourites: bool = False,
        added_since: datetime | None = None,
        with_pending: bool = True,
        by_name: bool = False,
    ) -> tuple[PhotoIds, Moments]:
        """Ids int64 (n,) and moments int64 (n,), by ascending id or by name.

        A file that is found and not taken in yet stands as minus its file id.
        folder: only at or below this path. favourites, added_since: only such photos.
        """
        scope, values = self._scope(folder)
        chosen, since = "1", []
        if favourites:
            chosen = "p.is_favourite = 1"
        if added_since is not None:
            chosen, since = f"{chosen} AND p.added_at >= ?", [encode_moment(added_since)]
        name = ", f.name AS name" if by_name else ""
        photos = _PHOTOS.format(scope=scope, chosen=chosen, name=name)
        parts: list[tuple[str, list[object]]] = [(photos, [*values, *since])]
        if with_pending and not favourites:
            found = "f.found_at >= ?" if since else "1"
            pending = _PENDING.format(scope=scope, chosen=found, name=name)
            parts.append((pending, [*values, *since]))
        if by_name:
            parts = [_by_name(parts)]
        with self._connections.snapshot() as connection:
            found_ids, moments = zip(
                *(
                    connection.execute(_LISTED.format(rows=sql), bound).fetchone()
                    for sql, bound in parts
                ),
                strict=True,
            )
        return _numbers(found_ids), _numbers(moments)

    def count(self) -> int:
        """How many photos and pending files there are: as many as ``listed`` lists of all."""
        with self._connections.reading() as connection:
            (count,) = connection.execute(_COUNT).fetchone()
        return int(count)

    def rows(self, ids: Collection[int] | PhotoIds) -> list[PhotoRow]:
        """What to show of each, in the order of ``ids``; those that are gone are left out."""
        asked = [int(one) for one in ids]
        with self._connections.snapshot() as connection:
            found = [
                *connection.execute(_PHOTO_ROW, (id_list(one for one in asked if one > 0),)),
                *connection.execute(_PENDING_ROW, (id_list(-one for one in asked if one < 0),)),
            ]
        rows = {row.photo_id: row for row in map(_row, found)}
        return [rows[one] for one in asked if one in rows]

    def shapes(self) -> tuple[PhotoIds, PhotoIds, PhotoIds]:
        """Ids, widths and heights of all photos by ascending id: int64 (n,), pixels.

        Of the upright picture, turned as the person has it.
        """
        with self._connections.reading() as connection:
            ids, widths, heights = connection.execute(_SHAPES).fetchone()
        return _numbers([ids]), _numbers([widths]), _numbers([heights])

    def became(self, pending: Collection[int]) -> dict[int, int]:
        """Which photo each pending file (minus its file id) has become; others are left out."""
        with self._connections.reading() as connection:
            return dict(connection.execute(_BECAME, (id_list(-one for one in pending),)).fetchall())

    def _scope(self, folder: Path | None) -> tuple[str, Sequence[int | bytes]]:
        if folder is None:
            return "1", ()
        conditions = [scope.condition() for scope in self._scopes.covering(folder)]
        where = " OR ".join(sql for sql, _ in conditions) or "0"
        return f"({where})", [value for _, some in conditions for value in some]


def _by_name(parts: Sequence[tuple[str, list[object]]]) -> tuple[str, list[object]]:
    """All parts as one. Bytes as text, so that upper and lower case stand together."""
    rows = " UNION ALL ".join(sql for sql, _ in parts)
    bound = [value for _, some in parts for value in some]
    return f"SELECT id, day FROM ({rows}) ORDER BY CAST(name AS TEXT) COLLATE NOCASE, id", bound


def _numbers(texts: Sequence[str | None]) -> PhotoIds:
    parts = [np.fromstring(text, np.int64, sep=",") for text in texts if text]
    return np.concatenate([np.empty(0, np.int64), *parts])


def _row(row: tuple) -> PhotoRow:  # type: ignore[type-arg]
    (photo_id, content_hash, width, height, taken_at, size, is_favourite, rating, rotation) = row[
        :9
    ]
    watched, directory, name, modified_ns, is_offline = row[9:]
    return PhotoRow(
        photo_id,
        content_hash,
        full_path(watched, directory, name),
        decode_name(name),
        width,
        height,
        None if taken_at is None else datetime.fromisoformat(taken_at),
        _file_time(modified_ns),
        size,
        bool(is_favourite),
        rating,
        rotation,
        bool(is_offline),
    )


def _file_time(modified_ns: int) -> datetime:
    try:
        return datetime.fromtimestamp(modified_ns / _NS)
    except (OverflowError, OSError, ValueError):
        # A file system that lost its clock; some systems know no time before 1970.
        return datetime(1970, 1, 1)
