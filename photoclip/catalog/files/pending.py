"""The work that waits: a column in the database, so that it survives a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from photoclip.catalog.connection import Table
from photoclip.catalog.names import decode_stat, full_path, id_list, qualified_stat
from photoclip.core.models import PendingFile

HASHES_A_SIZE = 256
"""Known hashes given for one file size. Uncompressed pictures of one camera all have the same
size; beyond this many, a copy among them is embedded again rather than compared with them all."""

_FILE = f"""
    f.id, d.path, f.directory, f.name,
    CASE WHEN f.photo_id IS NULL OR f.state = 'ready' AND f.is_doubted = 0 THEN NULL
    ELSE (SELECT content_hash FROM photos WHERE id = f.photo_id) END, {qualified_stat("f")}"""

_NEW_OR_CHANGED = f"""
    SELECT {_FILE} FROM files f JOIN folders d ON d.id = f.folder_id
    WHERE f.folder_id = ?1 AND f.state = 'pending' AND f.is_away = 0
      AND (?2 OR f.photo_id IS NULL)
      AND f.id NOT IN (SELECT value FROM json_each(?3))
    ORDER BY f.id LIMIT ?4"""

# The plus keeps SQLite to the index of the few that are in doubt.
_DOUBTED = f"""
    SELECT {_FILE} FROM files f JOIN folders d ON d.id = f.folder_id
    WHERE f.folder_id = ?1 AND f.is_doubted = 1 AND +f.state = 'ready' AND f.is_away = 0
      AND f.id NOT IN (SELECT value FROM json_each(?2))
    ORDER BY f.id LIMIT ?3"""

# One file a photo is enough: the first that can be reached.
_WITHOUT_VECTOR = f"""
    SELECT {_FILE} FROM unembedded u
    CROSS JOIN files f ON f.id = (
        SELECT g.id FROM files g CROSS JOIN folders e ON e.id = g.folder_id
        WHERE g.photo_id = u.photo_id AND g.state = 'ready' AND e.is_offline = 0
          AND g.is_away = 0
        ORDER BY g.id LIMIT 1)
    CROSS JOIN folders d ON d.id = f.folder_id
    WHERE u.model_id = ? AND NOT EXISTS (
        SELECT 1 FROM files x
        WHERE x.photo_id = u.photo_id AND x.id IN (SELECT value FROM json_each(?)))
    ORDER BY u.photo_id LIMIT ?"""

_COUNT_WITHOUT_VECTOR = """
    SELECT COUNT(*) FROM unembedded u WHERE u.model_id = ? AND EXISTS (
        SELECT 1 FROM files g CROSS JOIN folders e ON e.id = g.folder_id
        WHERE g.photo_id = u.photo_id AND g.state = 'ready' AND e.is_offline = 0
          AND g.is_away = 0)"""

_HASHES = """
    SELECT p.content_hash FROM photos p
    WHERE p.size = ? AND EXISTS (
        SELECT 1 FROM vectors v WHERE v.model_id = ? AND v.photo_id = p.id)
    ORDER BY p.id DESC LIMIT ?"""

_Row = tuple[int, bytes, bytes, bytes, bytes | None, int, int, int, int, int | None]


class PendingFiles(Table):
    """Files that wait for the worker, for one model."""

    def pending(
        self,
        limit: int,
        exclude: Collection[int] = (),
        *,
        model_id: int,
        with_claims: bool = True,
    ) -> list[PendingFile]:
        """At most ``limit`` files to work on, none of ``exclude`` (those in work already).

        First the new and changed files, by id, then one file of each photo that lacks a vector
        of the model, by photo, then those whose content is in doubt. with_claims: also files that
        may be what a photo has become; they wait while a scan may still meet that photo elsewhere.
        Files that are away wait. Costs a few milliseconds however large the library is.
        """
        excluded = id_list(exclude)
        with self._connections.snapshot() as connection:
            rows: list[_Row] = []
            folders = _online_folders(connection)
            for (folder_id,) in folders:
                values = (folder_id, int(with_claims), excluded, limit)
                rows += connection.execute(_NEW_OR_CHANGED, values)
            rows = sorted(rows)[:limit]
            if len(rows) < limit:
                rows += connection.execute(_WITHOUT_VECTOR, (model_id, excluded, limit - len(rows)))
            if with_claims and len(rows) < limit:
                fetched = id_list([*exclude, *(row[0] for row in rows)])
                for (folder_id,) in folders:
                    rows += connection.execute(_DOUBTED, (folder_id, fetched, limit - len(rows)))
            hashes = _known_hashes(connection, model_id, {row[5] for row in rows})
        return [_pending_file(row, hashes[row[5]]) for row in rows]

    def has_pending(self) -> bool:
        """Whether any file is new or changed, wherever it lies."""
        with self._connections.reading() as connection:
            (found,) = connection.execute(
                """SELECT EXISTS (
                    SELECT 1 FROM folders d CROSS JOIN files f
                    ON f.folder_id = d.id AND f.state = 'pending' AND f.is_away = 0)"""
            ).fetchone()
        return bool(found)

    def pending_count(self, model_id: int) -> int:
        """How many files ``pending`` would give in the end."""
        with self._connections.snapshot() as connection:
            count = 0
            for (folder_id,) in _online_folders(connection):
                for where in ("state = 'pending'", "is_doubted = 1 AND +state = 'ready'"):
                    (waiting,) = connection.execute(
                        f"""SELECT COUNT(*) FROM files
                            WHERE folder_id = ? AND is_away = 0 AND {where}""",
                        (folder_id,),
                    ).fetchone()
                    count += waiting
            (missing,) = connection.execute(_COUNT_WITHOUT_VECTOR, (model_id,)).fetchone()
        return int(count + missing)


def _pending_file(row: _Row, known_hashes: tuple[bytes, ...]) -> PendingFile:
    file_id, folder, directory, name, former_hash = row[:5]
    path = full_path(folder, directory, name)
    stat = decode_stat(*row[5:])
    return PendingFile(file_id, path, stat, known_hashes, former_hash=former_hash)


def _online_folders(connection: sqlite3.Connection) -> list[tuple[int]]:
    # Folder by folder, since each one's pending files lie in the index in the order of their ids;
    # all folders at once would be sorted anew for every batch.
    return connection.execute("SELECT id FROM folders WHERE is_offline = 0").fetchall()


def _known_hashes(
    connection: sqlite3.Connection, model_id: int, sizes: Iterable[int]
) -> dict[int, tuple[bytes, ...]]:
    return {
        size: tuple(row[0] for row in connection.execute(_HASHES, (size, model_id, HASHES_A_SIZE)))
        for size in sizes
    }
