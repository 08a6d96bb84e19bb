"""The folders that the person asked PhotoClip to watch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.orphans import mark_orphans_among
from photoclip.catalog.moments import decode_moment, encode_moment
from photoclip.catalog.names import absolute, decode_name, encode_name
from photoclip.core.models import Folder
from photoclip.core.ports import Clock


class FolderTable(Table):
    """Watched folders."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def add(self, path: Path) -> Folder:
        """Watch a folder from now on; one that is watched already is returned as it is."""
        stored = encode_name(str(absolute(path)))
        with self._connections.writing() as connection:
            connection.execute(
                "INSERT INTO folders (path, added_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                (stored, encode_moment(self._clock.now())),
            )
            row = connection.execute(
                "SELECT id, path, added_at, is_offline FROM folders WHERE path = ?", (stored,)
            ).fetchone()
        return _folder(row)

    def remove(self, folder_id: int) -> None:
        """Forget a folder and its files; photos that have no other file become orphans."""
        with self._connections.writing() as connection:
            photo_ids = connection.execute(
                "SELECT DISTINCT photo_id FROM files WHERE folder_id = ? AND photo_id IS NOT NULL",
                (folder_id,),
            ).fetchall()
            connection.execute("DELETE FROM folders WHERE id = ?", (folder_id,))
            mark_orphans_among(connection, (row[0] for row in photo_ids), self._clock.now())

    def list(self) -> list[Folder]:
        """All watched folders in the order of their paths."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT id, path, added_at, is_offline FROM folders ORDER BY path"
            ).fetchall()
        return [_folder(row) for row in rows]

    def set_offline(self, folder_id: int, is_offline: bool) -> None:
        """Note that a folder's drive is away (nothing is deleted) or back."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE folders SET is_offline = ?1 WHERE id = ?2 AND is_offline <> ?1",
                (int(is_offline), folder_id),
            )


@dataclass(frozen=True, slots=True)
class Scope:
    """A watched folder, or the part of it at and below ``directory`` (b"" for all of it)."""

    folder_id: int
    directory: bytes

    def condition(self) -> tuple[str, tuple[int | bytes, ...]]:
        """SQL on a table alias ``f`` of files, and its parameters."""
        if not self.directory:
            return "f.folder_id = ?", (self.folder_id,)
        # "/" + 1 is "0": everything below lies in one stretch of the index by directory. Names
        # such as "a-b", which sort between "a" and "a/", lie in it too and are passed over.
        return (
            "(f.folder_id = ? AND f.directory >= ? AND f.directory < ?"
            " AND (f.directory = ? OR f.directory >= ?))",
            (
                self.folder_id,
                self.directory,
                self.directory + b"0",
                self.directory,
                self.directory + b"/",
            ),
        )


class FolderScopes(Table):
    """Turns a path on disk into the parts of watched folders that it covers."""

    def covering(self, path: Path) -> list[Scope]:
        """Scopes at and below ``path``: it may be watched, lie in a watched folder, or above some.

        An empty list means that the path has nothing to do with any watched folder.
        """
        wanted = absolute(path)
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT id, path FROM folders").fetchall()
        scopes = []
        for folder_id, stored in rows:
            watched = Path(decode_name(stored))
            if watched.is_relative_to(wanted):
                scopes.append(Scope(folder_id, b""))
            elif wanted.is_relative_to(watched):
                below = wanted.relative_to(watched).as_posix()
                scopes.append(Scope(folder_id, encode_name(below)))
        return scopes


def _folder(row: tuple[int, bytes, str, int]) -> Folder:
    folder_id, path, added_at, is_offline = row
    return Folder(folder_id, Path(decode_name(path)), decode_moment(added_at), bool(is_offline))
