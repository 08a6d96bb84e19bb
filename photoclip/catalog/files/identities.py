"""Files are known again by what they are: inode, birth, size and time, on their volume."""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from datetime import timedelta

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.departures import enter_volumes, remember_departed
from photoclip.catalog.files.files import VOLUME, FileTable
from photoclip.catalog.files.orphans import take_back
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import (
    STAT,
    decode_name,
    decode_stat,
    encode_directory,
    encode_name,
    encode_stat,
    full_path,
    qualified_stat,
)
from photoclip.core.file_identity import Claim, FileStat
from photoclip.core.models import FileState, FoundFile
from photoclip.core.ports import Clock

_SET_STAT = ", ".join(f"{name} = ?" for name in STAT)

KEPT = timedelta(days=1)
"""How long an identity is remembered after its file was last seen, beyond the scan at hand."""

_ROWS = f"""
    SELECT f.id, NULL, f.folder_id, d.path, f.directory, f.name, f.photo_id, f.state, f.claim,
        f.has_copies, f.is_away, {qualified_stat("f")}
    FROM files f JOIN folders d ON d.id = f.folder_id LEFT JOIN volumes v ON v.id = f.volume_id"""

_DEPARTED = f"""
    SELECT NULL, x.id, x.folder_id, d.path, x.directory, x.name, x.photo_id, NULL, x.claim,
        0, 0, {qualified_stat("x")}
    FROM departed x JOIN folders d ON d.id = x.folder_id
    LEFT JOIN volumes v ON v.id = x.volume_id"""

_AT_PLACE = "folder_id = ? AND directory = ? AND name = ?"

_ON_VOLUME = "(v.name IS NULL OR ?2 = '' OR v.name = ?2)"

_BY_INODE = f"""
    {_ROWS} WHERE f.inode = ?1 AND f.inode <> 0 AND f.photo_id IS NOT NULL
        AND f.state <> 'failed' AND {_ON_VOLUME}
    UNION ALL
    {_DEPARTED} WHERE x.inode = ?1 AND x.inode <> 0 AND {_ON_VOLUME}"""


@dataclass(frozen=True, slots=True)
class FormerFile:
    """A file as it was when it was last seen: one of the catalog, or one that left its place.

    file_id: None for one that left. photo_id: what it holds, or with a claim, what its content may
    have become of. state: None for one that left. has_copies: other files held the same photo.
    """

    file_id: int | None
    departed_id: int | None
    folder_id: int
    path: str
    directory: str
    name: str
    photo_id: int | None
    state: FileState | None
    claim: Claim | None
    has_copies: bool
    is_away: bool
    stat: FileStat

    @property
    def age(self) -> int:
        """Orders what is known of one inode, the last first: a file that is still known leads."""
        return -sys.maxsize if self.departed_id is None else -self.departed_id


class IdentityTable(Table):
    """Files that changed places or contents, known again by what they are and not by their names.

    What it enters belongs into one transaction with the questions before it.
    """

    def __init__(self, connections: Connections, files: FileTable, clock: Clock) -> None:
        super().__init__(connections)
        self._files = files
        self._clock = clock

    def by_inode(self, found: FoundFile) -> list[FormerFile]:
        """Every file, and every departed one, with this inode on this volume, oldest first."""
        if not found.stat.inode:
            return []
        with self._connections.reading() as connection:
            inode = encode_stat(found.stat)[2]
            rows = connection.execute(_BY_INODE, (inode, found.volume)).fetchall()
        return [_former(row) for row in rows]

    def at_place(self, folder_id: int, found: FoundFile) -> FormerFile | None:
        """The file that the catalog has at a place now."""
        with self._connections.reading() as connection:
            row = connection.execute(
                f"{_ROWS} WHERE f.folder_id = ? AND f.directory = ? AND f.name = ?",
                (folder_id, *_place(found)),
            ).fetchone()
        return None if row is None else _former(row)

    def left_place(self, folder_id: int, found: FoundFile, wait: timedelta) -> FormerFile | None:
        """What left a place last, not longer ago than ``wait`` and with no file since."""
        since = encode_moment(self._clock.now() - wait)
        with self._connections.reading() as connection:
            row = connection.execute(
                f"""{_DEPARTED} WHERE x.folder_id = ? AND x.directory = ? AND x.name = ?
                    AND x.left_at >= ?
                    AND NOT EXISTS (SELECT 1 FROM files g WHERE g.photo_id = x.photo_id)
                    ORDER BY x.id DESC LIMIT 1""",
                (folder_id, *_place(found), since),
            ).fetchone()
        return None if row is None else _former(row)

    def move(
        self,
        former: FormerFile,
        folder_id: int,
        found: FoundFile,
        *,
        claim: Claim | None = None,
        is_doubted: bool = False,
    ) -> int:
        """A file was met at a new place: its photo goes along; the id of the file there.

        claim: what it may have been written to since, so it waits to be read, with this claim on
        its photo. is_doubted: that is not likely, so it counts as what it was until then. What was
        known at the new place before is remembered as departed.
        """
        with self._connections.writing() as connection:
            there = self.at_place(folder_id, found)
            if there is not None and there.file_id != former.file_id:
                self._files.remove([there.file_id or 0])
            file_id = former.file_id
            if file_id is None:
                self._files.add_pending(folder_id, [found])
                (file_id,) = connection.execute(
                    f"UPDATE files SET photo_id = ? WHERE {_AT_PLACE} RETURNING id",
                    (former.photo_id, folder_id, *_place(found)),
                ).fetchone()
            else:
                enter_volumes(connection, [found])
                connection.execute(
                    f"""UPDATE files SET folder_id = ?, directory = ?, name = ?, {_SET_STAT},
                        volume_id = {VOLUME}, is_away = 0 WHERE id = ?""",
                    (folder_id, *_place(found), *encode_stat(found.stat), found.volume, file_id),
                )
            self._settle_departed(connection, former, found.volume, file_id)
            self._settle(connection, former, file_id, claim, is_doubted=is_doubted)
        return file_id

    def change(self, former: FormerFile, found: FoundFile, claim: Claim) -> None:
        """Something was written to a place that is known: it waits to be read.

        What lay there before is remembered as departed unless it is certain to be the same file.
        """
        with self._connections.writing() as connection:
            if claim is not Claim.SAME:
                remember_departed(connection, "id = ?", (former.file_id,), self._clock.now())
            enter_volumes(connection, [found])
            connection.execute(
                f"""UPDATE files SET {_SET_STAT}, volume_id = {VOLUME}, is_away = 0,
                    is_doubted = 0, claim = ?, has_copies = ?, state = 'pending',
                    problem = NULL, problem_message = NULL WHERE id = ?""",
                (
                    *encode_stat(found.stat),
                    found.volume,
                    self._claim(former, claim),
                    self._has_copies(connection, former),
                    former.file_id,
                ),
            )

    def doubt(self, former: FormerFile, claim: Claim) -> None:
        """A file may hold something else than before though it does not look like it: it stays
        what it is until its content was looked at."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE files SET is_doubted = 1, is_away = 0, claim = ?, has_copies = ?"
                " WHERE id = ?",
                (
                    self._claim(former, claim),
                    self._has_copies(connection, former),
                    former.file_id,
                ),
            )

    def claim(self, folder_id: int, found: FoundFile, former: FormerFile, claim: Claim) -> None:
        """A new file lies where another one lay a while ago, and may be what became of it."""
        with self._connections.writing() as connection:
            self._files.add_pending(folder_id, [found])
            connection.execute(
                f"UPDATE files SET photo_id = ?, claim = ? WHERE {_AT_PLACE} AND photo_id IS NULL",
                (former.photo_id, weaker(claim, former.claim), folder_id, *_place(found)),
            )

    def of_file(self, file_id: int) -> FormerFile | None:
        """What a file holds or held, and on what grounds; None when it is not known any more."""
        with self._connections.reading() as connection:
            row = connection.execute(f"{_ROWS} WHERE f.id = ?", (file_id,)).fetchone()
        return None if row is None else _former(row)

    def forget_old(self) -> None:
        """Let go of what left its place long ago: its content tells what it is when it returns."""
        before = encode_moment(self._clock.now() - KEPT)
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM departed WHERE left_at < ?", (before,))

    def _settle(
        self,
        connection: sqlite3.Connection,
        former: FormerFile,
        file_id: int,
        claim: Claim | None,
        *,
        is_doubted: bool,
    ) -> None:
        # A ready file is what it was known as, whatever was met in its place since.
        before = None if former.state is FileState.READY else former.claim
        weakest = weaker(claim, before)
        connection.execute(
            "UPDATE files SET is_doubted = ?, claim = ?, has_copies = ? WHERE id = ?",
            (int(is_doubted), weakest, int(former.has_copies), file_id),
        )
        is_waiting = former.state is FileState.PENDING or before is not None
        if is_waiting or (claim is not None and not is_doubted):
            connection.execute("UPDATE files SET state = 'pending' WHERE id = ?", (file_id,))
            return
        # Not before, since what becomes ready is entered as lacking vectors.
        connection.execute("UPDATE files SET state = 'ready' WHERE id = ?", (file_id,))
        take_back(connection, former.photo_id)

    def _settle_departed(
        self, connection: sqlite3.Connection, former: FormerFile, volume: str, file_id: int
    ) -> None:
        """This file was met, so it is departed no more, and what lies in a place that it had is
        not what became of it.

        volume: where it was met. Every volume has the same low inodes; only a birth tells them
        apart, where it is known.
        """
        inode = encode_stat(former.stat)[2]
        departed = connection.execute(
            """DELETE FROM departed WHERE id = ?1 OR inode = ?2 AND inode <> 0 AND born_ns IS ?3
               AND (born_ns IS NOT NULL OR volume_id IS NULL OR ?4 = ''
                    OR volume_id = (SELECT id FROM volumes WHERE name = ?4))
               RETURNING folder_id, directory, name""",
            (former.departed_id, inode, former.stat.born_ns, volume),
        ).fetchall()
        connection.executemany(
            f"""UPDATE files SET photo_id = NULL, claim = NULL, has_copies = 0
                WHERE {_AT_PLACE} AND photo_id = ? AND id <> ?
                AND state = 'pending' AND claim IN ('watched', 'named')""",
            [(*place, former.photo_id, file_id) for place in departed],
        )

    def _claim(self, former: FormerFile, claim: Claim) -> Claim | None:
        """The weakest of a row of claims: what was unsure before stays so."""
        return None if former.photo_id is None else weaker(claim, former.claim)

    def _has_copies(self, connection: sqlite3.Connection, former: FormerFile) -> int:
        (found,) = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM files WHERE photo_id = ? AND id <> ?)",
            (former.photo_id, former.file_id),
        ).fetchone()
        return int(found or former.has_copies)


_STRENGTH = (None, Claim.SAME, Claim.WATCHED, Claim.NAMED)


def weaker(one: Claim | None, other: Claim | None) -> Claim | None:
    """The less certain of two claims; None means that there is nothing to claim."""
    return max(one, other, key=_STRENGTH.index)


def _former(row: tuple) -> FormerFile:  # type: ignore[type-arg]
    (file_id, departed_id, folder_id, folder, directory, name) = row[:6]
    photo_id, state, claim, has_copies, is_away, *stat = row[6:]
    return FormerFile(
        file_id,
        departed_id,
        folder_id,
        full_path(folder, directory, name),
        decode_name(directory),
        decode_name(name),
        photo_id,
        None if state is None else FileState(state),
        None if claim is None else Claim(claim),
        bool(has_copies),
        bool(is_away),
        decode_stat(*stat),
    )


def _place(found: FoundFile) -> tuple[bytes, bytes]:
    return encode_directory(found.directory), encode_name(found.name)
