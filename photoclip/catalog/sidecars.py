"""What is remembered of sidecars, and when a person said what: both decide who has changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from photoclip.catalog.connection import Table
from photoclip.catalog.moments import decode_moment
from photoclip.catalog.names import clean_text, decode_name, encode_name, full_path, id_list
from photoclip.core.files import FileFailure
from photoclip.core.sidecars import SidecarRecord

_COLUMNS = "name, modified_ns, size, rating, keywords, albums, wanted, problem"


class SidecarTable(Table):
    """By file id: copies of a photo have a sidecar each. What is known goes with the file."""

    def get(self, file_ids: Collection[int]) -> dict[int, SidecarRecord]:
        """What is remembered of these files; unknown ones are left out."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"""SELECT s.file_id, {_COLUMNS} FROM json_each(?) wanted
                    CROSS JOIN sidecars s ON s.file_id = wanted.value""",
                (id_list(file_ids),),
            ).fetchall()
        return {
            file_id: SidecarRecord(
                decode_name(name),
                modified_ns,
                size,
                rating,
                tuple(json.loads(keywords)),
                tuple(json.loads(albums)),
                wanted,
                problem,
            )
            for file_id, name, modified_ns, size, rating, keywords, albums, wanted, problem in rows
        }

    def put(self, records: Mapping[int, SidecarRecord | None]) -> None:
        """Remember, or (None) forget. Files that left meanwhile are passed over."""
        with self._connections.writing() as connection:
            connection.executemany(
                "DELETE FROM sidecars WHERE file_id = ?", [(one,) for one in records]
            )
            connection.executemany(
                f"""INSERT INTO sidecars (file_id, {_COLUMNS})
                    SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM files WHERE id = ?""",
                [
                    (
                        encode_name(one.name),
                        one.modified_ns,
                        one.size,
                        one.rating,
                        json.dumps(one.keywords),
                        json.dumps(one.albums),
                        one.wanted,
                        clean_text(one.problem),
                        file_id,
                    )
                    for file_id, one in records.items()
                    if one is not None
                ],
            )

    def known_count(self) -> int:
        """How many files have a sidecar that was read or written."""
        with self._connections.reading() as connection:
            (count,) = connection.execute(
                "SELECT COUNT(*) FROM sidecars WHERE problem = '' AND name <> x''"
            ).fetchone()
        return int(count)

    def problems(self) -> list[FileFailure]:
        """The photo files whose sidecar failed last, with the reason."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT d.path, f.directory, s.name, s.problem FROM sidecars s
                   CROSS JOIN files f ON f.id = s.file_id
                   CROSS JOIN folders d ON d.id = f.folder_id
                   WHERE s.problem <> '' ORDER BY s.file_id"""
            ).fetchall()
        return [FileFailure(full_path(*place), problem) for *place, problem in rows]

    def rated_at(self, photo_ids: Collection[int]) -> dict[int, datetime]:
        """When each photo was rated last; those that never were are left out."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT p.id, p.rated_at FROM json_each(?) wanted
                   CROSS JOIN photos p ON p.id = wanted.value WHERE p.rated_at IS NOT NULL""",
                (id_list(photo_ids),),
            ).fetchall()
        return {photo_id: decode_moment(moment) for photo_id, moment in rows}

    def decided_at(self, photo_ids: Collection[int]) -> dict[tuple[int, str], datetime]:
        """When a person decided, by photo and label id."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT d.photo_id, l.label, d.decided_at FROM json_each(?) wanted
                   CROSS JOIN tag_decisions d ON d.photo_id = wanted.value
                   JOIN tag_labels l ON l.id = d.label_id""",
                (id_list(photo_ids),),
            ).fetchall()
        return {(photo_id, label): decode_moment(moment) for photo_id, label, moment in rows}
