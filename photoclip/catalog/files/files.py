"""The picture files of the watched folders, and where each stands on its way into the library."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from photoclip.catalog.connection import Connections
from photoclip.catalog.files.departures import enter_volumes, remember_departed
from photoclip.catalog.files.orphans import mark_orphans_among, take_back
from photoclip.catalog.files.pending import PendingFiles
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import (
    STAT,
    clean_text,
    decode_name,
    decode_stat,
    encode_directory,
    encode_name,
    encode_stat,
    full_path,
    id_list,
    qualified_stat,
)
from photoclip.core.file_identity import FileStat
from photoclip.core.models import (
    FileState,
    FoundFile,
    KnownContent,
    KnownFile,
    Problem,
    ProblemFile,
)
from photoclip.core.ports import Clock

_STATES = {state.value: state for state in FileState}

_COLUMNS = ", ".join(STAT)
_SET_STAT = ", ".join(f"{name} = ?" for name in STAT)
VOLUME = "(SELECT id FROM volumes WHERE name = ?)"
"""The id of a volume that was entered, in SQL, by its name."""

_ADD = f"""
    INSERT INTO files (folder_id, directory, name, {_COLUMNS}, volume_id, state, found_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, {VOLUME}, 'pending', ?)
    ON CONFLICT (folder_id, directory, name) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in STAT)}, volume_id = excluded.volume_id,
        is_away = 0, state = 'pending', problem = NULL, problem_message = NULL
    WHERE (size, modified_ns, inode) <> (excluded.size, excluded.modified_ns, excluded.inode)"""

_RENEW = f"""
    UPDATE files SET {_SET_STAT}, volume_id = {VOLUME}
    WHERE folder_id = ? AND directory = ? AND name = ?"""

_ALL_SETTLED = "is_away = 0, is_doubted = 0, claim = NULL, has_copies = 0"


class FileTable(PendingFiles):
    """Files. Directories are relative to their watched folder, "" for its top, "/" between."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def listing(self, folder_id: int, directory: str) -> dict[str, KnownFile]:
        """The known files of one directory, not of those below it, by name."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"""SELECT f.name, f.id, f.state, f.photo_id, v.name, f.is_away, {_COLUMNS}
                   FROM files f LEFT JOIN volumes v ON v.id = f.volume_id
                   WHERE folder_id = ? AND directory = ?""",
                (folder_id, encode_directory(directory)),
            ).fetchall()
        return {
            decode_name(name): KnownFile(
                file_id, decode_stat(*stat), _STATES[state], photo_id, volume or "", bool(is_away)
            )
            for name, file_id, state, photo_id, volume, is_away, *stat in rows
        }

    def directories(self, folder_id: int) -> set[str]:
        """Every directory of a folder that holds known files."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT directory FROM files WHERE folder_id = ?", (folder_id,)
            ).fetchall()
        return {decode_name(row[0]) for row in rows}

    def add_pending(self, folder_id: int, found: Sequence[FoundFile]) -> int:
        """Enter new files, and known ones whose stat changed, as work to do; how many they were.

        A changed file keeps its photo_id, which says whose place its content takes. Known files
        with the same stat stay as they are, also those that failed.
        """
        now = encode_moment(self._clock.now())
        with self._connections.writing() as connection:
            enter_volumes(connection, found)
            return connection.executemany(
                _ADD,
                [
                    (folder_id, *_place(one), *encode_stat(one.stat), one.volume, now)
                    for one in found
                ],
            ).rowcount

    def renew(self, folder_id: int, found: Sequence[FoundFile]) -> int:
        """Known files are there, unchanged, and more is known of their identity now.

        Returns how many of them were away.
        """
        places = [(folder_id, *_place(one)) for one in found]
        with self._connections.writing() as connection:
            enter_volumes(connection, found)
            returned = connection.executemany(
                """UPDATE files SET is_away = 0
                   WHERE folder_id = ? AND directory = ? AND name = ? AND is_away = 1""",
                places,
            ).rowcount
            connection.executemany(
                _RENEW,
                [
                    (*encode_stat(one.stat), one.volume, *place)
                    for one, place in zip(found, places, strict=True)
                ],
            )
        return max(returned, 0)

    def set_away(self, ids: Collection[int]) -> int:
        """The file system of these files is not there; how many were thought to be there."""
        with self._connections.writing() as connection:
            return connection.execute(
                """UPDATE files SET is_away = 1
                   WHERE id IN (SELECT value FROM json_each(?)) AND is_away = 0""",
                (id_list(ids),),
            ).rowcount

    def away(self, folder_id: int) -> list[tuple[str, str]]:
        """Directories of a folder with files that are away, and the volumes that these were on."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT DISTINCT f.directory, v.name FROM files f INDEXED BY files_away
                   JOIN volumes v ON v.id = f.volume_id
                   WHERE f.folder_id = ? AND f.is_away = 1""",
                (folder_id,),
            ).fetchall()
        return [(decode_name(directory), volume) for directory, volume in rows]

    def doubt(self, file_id: int) -> None:
        """Have the content of a file looked at again."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE files SET is_doubted = 1 WHERE id = ? AND state = 'ready'", (file_id,)
            )

    def doubt_all(self, folder_ids: Collection[int]) -> int:
        """Have the content of every file of some folders looked at again; how many they are."""
        with self._connections.writing() as connection:
            return connection.execute(
                """UPDATE files SET is_doubted = 1 WHERE state = 'ready'
                   AND folder_id IN (SELECT value FROM json_each(?))""",
                (id_list(folder_ids),),
            ).rowcount

    def content_of(self, file_id: int) -> bytes | None:
        """The content hash of a file, None before it was taken in."""
        with self._connections.reading() as connection:
            row = connection.execute(
                """SELECT content_hash FROM files f JOIN photos p ON p.id = f.photo_id
                   WHERE f.id = ?""",
                (file_id,),
            ).fetchone()
        return None if row is None else bytes(row[0])

    def on_volume(self, folder_id: int, volume: str, limit: int) -> list[KnownContent]:
        """Some of a folder's files that were on a volume, spread over all of them."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"""SELECT f.directory, f.name, p.content_hash, {qualified_stat("f")}
                   FROM files f JOIN volumes v ON v.id = f.volume_id
                   LEFT JOIN photos p ON p.id = f.photo_id
                   WHERE f.folder_id = ? AND v.name = ?
                   ORDER BY f.id * 2654435761 % 4294967296 LIMIT ?""",
                (folder_id, volume, limit),
            ).fetchall()
        return [
            KnownContent(decode_name(directory), decode_name(name), decode_stat(*stat), digest)
            for directory, name, digest, *stat in rows
        ]

    def remove(self, ids: Collection[int], *, only_in: tuple[int, str] | None = None) -> int:
        """Forget files that are gone; photos without any other file become orphans.

        only_in: (folder_id, directory) where they were seen to be missing; a file that has been
        moved elsewhere in the meantime stays. Returns how many were removed.
        """
        where, values = "id IN (SELECT value FROM json_each(?))", [id_list(ids)]
        if only_in is None:
            return self._remove(where, values)
        folder_id, directory = only_in
        where += " AND folder_id = ? AND directory = ?"
        return self._remove(where, [*values, folder_id, encode_directory(directory)])

    def counts(self) -> dict[FileState, int]:
        """How many files are in each state, with a zero where none is."""
        totals = dict.fromkeys(FileState, 0)
        for counts in self.folder_counts().values():
            for state, count in counts.items():
                totals[state] += count
        return totals

    def folder_counts(self) -> dict[int, dict[FileState, int]]:
        """The same for each folder by its id, also for those without files."""
        with self._connections.snapshot() as connection:
            folders = connection.execute("SELECT id FROM folders").fetchall()
            rows = connection.execute(
                "SELECT folder_id, state, COUNT(*) FROM files GROUP BY folder_id, state"
            ).fetchall()
        counts = {folder_id: dict.fromkeys(FileState, 0) for (folder_id,) in folders}
        for folder_id, state, count in rows:
            counts[folder_id][_STATES[state]] = count
        return counts

    def path_of(self, file_id: int) -> str | None:
        """Where a file lies, None when it is not known any more."""
        with self._connections.reading() as connection:
            row = connection.execute(
                """SELECT d.path, f.directory, f.name FROM files f
                   JOIN folders d ON d.id = f.folder_id WHERE f.id = ?""",
                (file_id,),
            ).fetchone()
        return None if row is None else full_path(*row)

    def link(self, file_id: int, photo_id: int, stat: FileStat) -> None:
        """A file was taken in as this photo. stat: of the very bytes that were read.

        Does nothing when the file has been removed meanwhile, except that the photo is an orphan
        then if it has no other file.
        """
        with self._connections.writing() as connection:
            before = connection.execute(
                "SELECT photo_id FROM files WHERE id = ?", (file_id,)
            ).fetchone()
            connection.execute(
                f"""UPDATE files SET state = 'ready', photo_id = ?, {_SET_STAT}, {_ALL_SETTLED},
                   problem = NULL, problem_message = NULL WHERE id = ?""",
                (photo_id, *encode_stat(stat), file_id),
            )
            if before is None:
                mark_orphans_among(connection, [photo_id], self._clock.now())
                return
            take_back(connection, photo_id)
            if before[0] is not None and before[0] != photo_id:
                mark_orphans_among(connection, before, self._clock.now())

    def fail(self, file_id: int, problem: Problem, message: str, stat: FileStat | None) -> None:
        """A file could not be taken in, and why. It is tried again when it changes.

        stat: of the bytes that were tried, None where nothing could be read. The file keeps its
        photo_id, so that a picture that can be read again is the photo it was.
        """
        with self._connections.writing() as connection:
            connection.execute(
                """UPDATE files SET state = 'failed', is_doubted = 0, problem = ?,
                   problem_message = ? WHERE id = ?""",
                (problem.value, clean_text(message), file_id),
            )
            if stat is not None:
                connection.execute(
                    f"UPDATE files SET {_SET_STAT} WHERE id = ?",
                    (*encode_stat(stat), file_id),
                )

    def retry_failed(self, problems: Collection[Problem] = tuple(Problem)) -> int:
        """Let every file that failed for one of ``problems`` be tried once more; how many."""
        with self._connections.writing() as connection:
            return connection.execute(
                """UPDATE files SET state = 'pending', problem = NULL, problem_message = NULL
                   WHERE folder_id IN (SELECT id FROM folders) AND state = 'failed'
                   AND problem IN (SELECT value FROM json_each(?))""",
                (json.dumps([one.value for one in problems]),),
            ).rowcount

    def problems(self, limit: int = -1, offset: int = 0) -> list[ProblemFile]:
        """Files that could not be taken in, in the order they were found; -1 for no limit."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT f.id, d.path, f.directory, f.name, f.problem, f.problem_message
                   FROM folders d CROSS JOIN files f ON f.folder_id = d.id AND f.state = 'failed'
                   ORDER BY f.id LIMIT ? OFFSET ?""",
                (limit, offset),
            ).fetchall()
        return [
            ProblemFile(file_id, full_path(folder, directory, name), Problem(problem), message)
            for file_id, folder, directory, name, problem, message in rows
        ]

    def problem_count(self) -> int:
        """How many files could not be taken in."""
        return self.counts()[FileState.FAILED]

    def _remove(self, where: str, values: Iterable[object]) -> int:
        values = tuple(values)
        with self._connections.writing() as connection:
            photo_ids = connection.execute(
                f"SELECT DISTINCT photo_id FROM files WHERE {where} AND photo_id IS NOT NULL",
                values,
            ).fetchall()
            remember_departed(connection, where, values, self._clock.now())
            removed = connection.execute(f"DELETE FROM files WHERE {where}", values).rowcount
            mark_orphans_among(connection, (row[0] for row in photo_ids), self._clock.now())
        return removed


def _place(found: FoundFile) -> tuple[bytes, bytes]:
    return encode_directory(found.directory), encode_name(found.name)
