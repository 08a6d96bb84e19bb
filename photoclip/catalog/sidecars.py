"""What is remembered of sidecars, and when a person said what: both decide who has changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from photoclip.catalog.connection import Table
from photoclip.catalog.moments import decode_moment
from photoclip.catalog.names import clean_text, decode_name, encode_name, full_path, id_list
from photoclip.core.files import FileFailure
from photoclip.core.sidecars import SidecarFacts, SidecarRecord
from photoclip.core.wording import from_kept, to_keep

_COLUMNS = """name, modified_ns, size, rating, keywords, albums, wanted, problem, photo_id,
    document, taken_at, latitude, longitude, is_described"""

# What the sidecar of the photo's oldest file says, if it was agreed on with this very photo.
_TOLD = """FROM files f CROSS JOIN sidecars s ON s.file_id = f.id AND s.photo_id = f.photo_id
    WHERE f.photo_id = photos.id AND s.{} IS NOT NULL ORDER BY f.id LIMIT 1"""

_DATED = f"""
    UPDATE photos SET taken_at = (SELECT s.taken_at {_TOLD.format("taken_at")}),
        taken_from = (SELECT 'sidecar' {_TOLD.format("taken_at")})
    WHERE id IN (SELECT value FROM json_each(?)) AND (taken_at IS NULL OR taken_from IS NOT NULL)
        AND taken_at IS NOT (SELECT s.taken_at {_TOLD.format("taken_at")})
    RETURNING id"""

_PLACED = f"""
    UPDATE photos SET latitude = (SELECT s.latitude {_TOLD.format("latitude")}),
        longitude = (SELECT s.longitude {_TOLD.format("latitude")}),
        placed_from = (SELECT 'sidecar' {_TOLD.format("latitude")})
    WHERE id IN (SELECT value FROM json_each(?)) AND (latitude IS NULL OR placed_from IS NOT NULL)
        AND (latitude IS NOT (SELECT s.latitude {_TOLD.format("latitude")})
            OR longitude IS NOT (SELECT s.longitude {_TOLD.format("latitude")}))
    RETURNING id"""

_RELATIVES = """
    SELECT r.id, r.content_hash FROM photos p JOIN photos r
    ON r.id = p.id OR r.former_of = p.id OR r.id = p.former_of OR r.former_of = p.former_of
    WHERE p.id = ?"""

_LEFT_BY = """
    SELECT photo_id FROM left_sidecars WHERE name = ? AND modified_ns IN (0, ?) AND size = ?
    UNION SELECT photo_id FROM left_sidecars
    WHERE document <> '' AND document IN (SELECT value FROM json_each(?))"""

_BESIDE = """
    SELECT s.photo_id, d.path, f.directory, f.name FROM sidecars s
    JOIN files f ON f.id = s.file_id JOIN folders d ON d.id = f.folder_id
    WHERE s.name = ? AND s.file_id <> ? AND s.photo_id IS NOT NULL
        AND ((s.modified_ns IN (0, ?) AND s.size = ?)
            OR (s.document <> '' AND s.document IN (SELECT value FROM json_each(?))))
    LIMIT 20"""


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
        return {file_id: _record(*row) for file_id, *row in rows}

    def put(self, records: Mapping[int, SidecarRecord | None]) -> None:
        """Remember, or (None) forget. Files that left meanwhile are passed over."""
        with self._connections.writing() as connection:
            connection.executemany(
                "DELETE FROM sidecars WHERE file_id = ?", [(one,) for one in records]
            )
            connection.executemany(
                f"""INSERT INTO sidecars (file_id, {_COLUMNS})
                    SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM photos WHERE id = ?),
                        ?, ?, ?, ?, ? FROM files WHERE id = ?""",
                [(*_row(one), file_id) for file_id, one in records.items() if one is not None],
            )

    def describe(self, photo_ids: Collection[int]) -> set[int]:
        """Let photos have the date and the place that their sidecars tell, where their files tell
        none; the ids of those that have another date or place now.

        Photos whose date or place came from a sidecar are looked at in any case: it may be gone.
        """
        with self._connections.writing() as connection:
            told = connection.execute(
                "SELECT id FROM photos WHERE taken_from IS NOT NULL OR placed_from IS NOT NULL"
            ).fetchall()
            ids = (id_list({*photo_ids, *(row[0] for row in told)}),)
            changed = [*connection.execute(_DATED, ids), *connection.execute(_PLACED, ids)]
        return {row[0] for row in changed}

    def relatives(self, photo_id: int) -> dict[int, bytes]:
        """The content hashes of a photo, of what it was before edits, and of what it became."""
        with self._connections.reading() as connection:
            return dict(connection.execute(_RELATIVES, (photo_id,)).fetchall())

    def left_by(self, name: str, modified_ns: int, size: int, documents: Iterable[str]) -> set[int]:
        """The photos whose files went away and left a sidecar like this one behind."""
        values = (encode_name(name), modified_ns, size, json.dumps([*documents]))
        with self._connections.reading() as connection:
            return {row[0] for row in connection.execute(_LEFT_BY, values)}

    def known_beside(
        self, file_id: int, name: str, modified_ns: int, size: int, documents: Iterable[str]
    ) -> list[tuple[int, str]]:
        """Other files that a sidecar like this one was agreed on with: photo and path."""
        values = (encode_name(name), file_id, modified_ns, size, json.dumps([*documents]))
        with self._connections.reading() as connection:
            rows = connection.execute(_BESIDE, values).fetchall()
        return [(photo_id, full_path(*file)) for photo_id, *file in rows]

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
        failures = (FileFailure(full_path(*place), from_kept(problem)) for *place, problem in rows)
        return list(dict.fromkeys(failures))

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


def _record(*row: Any) -> SidecarRecord:
    name, modified_ns, size, rating, keywords, albums, wanted, problem, photo_id = row[:9]
    document, taken_at, latitude, longitude, is_described = row[9:]
    return SidecarRecord(
        decode_name(name),
        modified_ns,
        size,
        rating,
        tuple(json.loads(keywords)),
        tuple(json.loads(albums)),
        wanted,
        from_kept(problem),
        photo_id,
        document,
        SidecarFacts(taken_at and datetime.fromisoformat(taken_at), latitude, longitude),
        bool(is_described),
    )


def _row(one: SidecarRecord) -> tuple[object, ...]:
    facts = one.facts
    return (
        encode_name(one.name),
        one.modified_ns,
        one.size,
        one.rating,
        json.dumps(one.keywords),
        json.dumps(one.albums),
        one.wanted,
        clean_text(to_keep(one.problem)),
        one.photo_id,
        clean_text(one.document),
        facts.taken_at and facts.taken_at.isoformat(),
        facts.latitude,
        facts.longitude,
        int(one.is_described),
    )
