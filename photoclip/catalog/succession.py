"""What becomes of marks when the content of a file changes: they belong to contents.

A photo that was edited keeps its id and all that hangs on it; what it was before stays behind as a
photo without files, with the same marks, so that the former content is known when it comes back.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.orphans import PERSONS_WORD
from photoclip.catalog.moments import encode_moment
from photoclip.core.ports import Clock

_UNIQUE = ("id", "content_hash", "orphaned_at", "former_of")

_INHERITED = (
    """INSERT INTO album_members (album_id, photo_id, place)
    SELECT album_id, :heir, place FROM album_members WHERE photo_id = :photo
    ON CONFLICT DO NOTHING""",
    """INSERT INTO album_judgements (album_id, photo_id, is_in)
    SELECT album_id, :heir, is_in FROM album_judgements WHERE photo_id = :photo
    ON CONFLICT DO NOTHING""",
    """INSERT INTO tag_decisions (photo_id, label_id, decision, decided_at, source)
    SELECT :heir, label_id, decision, decided_at, source FROM tag_decisions
    WHERE photo_id = :photo ON CONFLICT DO NOTHING""",
)

_HAS_MARKS = f"SELECT 1 FROM photos WHERE id = ? AND ({' OR '.join(PERSONS_WORD)})"


def leave_former(connection: sqlite3.Connection, photo_id: int, now: datetime) -> None:
    """Let a photo stay behind as it is, without files, before its content is replaced.

    What departed as this photo is that one now. Its vectors are not kept: it gets new ones when
    its content comes back. To be called in one transaction with the replacement, until which the
    photo has a content hash that belongs to nothing.
    """
    columns = [row[1] for row in connection.execute("PRAGMA table_info(photos)")]
    kept = ", ".join(one for one in columns if one not in _UNIQUE)
    (former_id, content_hash) = connection.execute(
        f"""INSERT INTO photos (content_hash, orphaned_at, former_of, {kept})
            SELECT randomblob(16), ?, id, {kept} FROM photos WHERE id = ?
            RETURNING id, (SELECT content_hash FROM photos WHERE id = ?)""",
        (encode_moment(now), photo_id, photo_id),
    ).fetchone()
    for sql in _INHERITED:
        connection.execute(sql, {"heir": former_id, "photo": photo_id})
    connection.execute("UPDATE departed SET photo_id = ? WHERE photo_id = ?", (former_id, photo_id))
    connection.execute(
        "UPDATE mark_offers SET from_id = ? WHERE from_id = ?", (former_id, photo_id)
    )
    connection.execute("UPDATE photos SET content_hash = randomblob(16) WHERE id = ?", (photo_id,))
    connection.execute("UPDATE photos SET content_hash = ? WHERE id = ?", (content_hash, former_id))


class SuccessionTable(Table):
    """Marks that pass from one photo to another, or are offered to it."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def inherit(self, heir: int, photo_id: int) -> None:
        """Give a photo the marks of another one, beside those that it has."""
        with self._connections.writing() as connection:
            connection.execute(
                """UPDATE photos SET
                    is_favourite = max(photos.is_favourite, o.is_favourite),
                    rating = CASE photos.rating WHEN 0 THEN o.rating ELSE photos.rating END,
                    rotation = CASE photos.rotation WHEN 0 THEN o.rotation
                        ELSE photos.rotation END
                   FROM photos o WHERE o.id = ? AND photos.id = ?""",
                (photo_id, heir),
            )
            # The rating is as old as it was, which decides against a sidecar.
            connection.execute(
                """UPDATE photos SET rated_at = o.rated_at FROM photos o
                   WHERE o.id = ? AND photos.id = ? AND photos.rating = o.rating""",
                (photo_id, heir),
            )
            for sql in _INHERITED:
                connection.execute(sql, {"heir": heir, "photo": photo_id})

    def step_back(self, heir: int, photo_id: int) -> None:
        """A photo was edited back to what it was: that one is what it has become in turn."""
        with self._connections.writing() as connection:
            self.inherit(heir, photo_id)
            connection.execute(
                """UPDATE photos SET former_of = ? WHERE id = ?
                   AND (SELECT COUNT(*) FROM files WHERE photo_id = photos.id) <= 1""",
                (heir, photo_id),
            )

    def has_marks(self, photo_id: int) -> bool:
        """Whether the person said anything of a photo."""
        with self._connections.reading() as connection:
            return connection.execute(_HAS_MARKS, (photo_id,)).fetchone() is not None

    def is_former(self, photo_id: int, of: int) -> bool:
        """Whether a photo is what another one was before it was edited."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM photos WHERE id = ? AND former_of = ?", (photo_id, of)
            ).fetchone()
        return row is not None

    def offer(self, photo_id: int, from_id: int, *, has_copies: bool) -> None:
        """Remember that a photo may be what became of another one. Made once only.

        has_copies: other files held the former photo at that time, so that it still having files
        does not mean that it was found elsewhere.
        """
        with self._connections.writing() as connection:
            connection.execute(
                """INSERT INTO mark_offers (photo_id, from_id, has_copies, made_at)
                   VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                (photo_id, from_id, int(has_copies), encode_moment(self._clock.now())),
            )
