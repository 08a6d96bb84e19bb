"""The files of some photos: taken out of the catalog, and entered again as they were."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.files import FileTable
from photoclip.catalog.names import (
    decode_name,
    decode_stat,
    encode_directory,
    encode_name,
    full_path,
    id_list,
    qualified_stat,
)
from photoclip.core.files import PhotoFile
from photoclip.core.models import FoundFile

_FILES = """
    SELECT f.id, f.photo_id, f.folder_id, d.path, f.directory, f.name,
        d.is_offline OR f.is_away, f.state = 'ready' AND f.is_doubted = 0, p.content_hash,
        {stat}
    FROM json_each(?) wanted
    CROSS JOIN files f ON {match} AND f.state <> 'failed'
    CROSS JOIN folders d ON d.id = f.folder_id LEFT JOIN photos p ON p.id = f.photo_id
    ORDER BY wanted.id, d.is_offline OR f.is_away, f.state = 'pending', f.id"""
_OF_PHOTO = _FILES.format(match="f.photo_id = wanted.value", stat=qualified_stat("f"))
_OF_FILE = _FILES.format(
    match="f.id = wanted.value AND f.photo_id IS NULL", stat=qualified_stat("f")
)

_AT_PLACE = "SELECT id FROM files WHERE folder_id = ? AND directory = ? AND name = ?"


class PhotoFileTable(Table):
    """Photos are named as in lists: a file that is not taken in yet by minus its file id."""

    def __init__(self, connections: Connections, files: FileTable) -> None:
        super().__init__(connections)
        self._files = files

    def of(self, photo_ids: Collection[int]) -> dict[int, list[PhotoFile]]:
        """All files of each photo, the one that lists show first; unknown ones are left out."""
        found: dict[int, list[PhotoFile]] = {}
        with self._connections.snapshot() as connection:
            rows = [
                *connection.execute(_OF_PHOTO, (id_list(one for one in photo_ids if one > 0),)),
                *connection.execute(_OF_FILE, (id_list(-one for one in photo_ids if one < 0),)),
            ]
        for row in rows:
            file = _photo_file(row)
            found.setdefault(file.listed_id, []).append(file)
        return {one: found[one] for one in photo_ids if one in found}

    def remove(self, files: Sequence[PhotoFile]) -> int:
        """Forget files that are gone from their places; how many were still known.

        Told by place, since a file that was entered again has another id.
        """
        with self._connections.writing() as connection:
            found = [
                row[0]
                for file in files
                for row in connection.execute(_AT_PLACE, _place(file)).fetchall()
            ]
            return self._files.remove(found)

    def enter_again(self, files: Sequence[PhotoFile]) -> None:
        """Enter files that are back, unread, as what they were; one transaction.

        Files that were not taken in yet wait for it again. Those whose folder is no longer watched
        are passed over.
        """
        with self._connections.writing() as connection:
            watched = {row[0] for row in connection.execute("SELECT id FROM folders")}
            for file in files:
                if file.folder_id not in watched:
                    continue
                place = FoundFile(file.directory, file.name, file.stat)
                self._files.add_pending(file.folder_id, [place])
                known = self._files.listing(file.folder_id, file.directory).get(file.name)
                is_photo = connection.execute(
                    "SELECT 1 FROM photos WHERE id = ?", (file.photo_id,)
                ).fetchone()
                if known is not None and file.photo_id is not None and is_photo:
                    self._files.link(known.id, file.photo_id, file.stat)


def _place(file: PhotoFile) -> tuple[int, bytes, bytes]:
    return file.folder_id, encode_directory(file.directory), encode_name(file.name)


def _photo_file(row: tuple) -> PhotoFile:  # type: ignore[type-arg]
    file_id, photo_id, folder_id, root, directory, name = row[:6]
    is_away, is_certain, content_hash, *stat = row[6:]
    return PhotoFile(
        file_id,
        photo_id,
        folder_id,
        decode_name(root),
        decode_name(directory),
        decode_name(name),
        full_path(root, directory, name),
        decode_stat(*stat),
        bool(is_away),
        bool(is_certain),
        content_hash,
    )
