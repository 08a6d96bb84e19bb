"""Photos whose last file is gone: kept for a while, so that a file that comes back is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import id_list

PERSONS_WORD = (
    "is_favourite = 1",
    "rating > 0",
    "rotation <> 0",
    "EXISTS (SELECT 1 FROM album_members WHERE photo_id = photos.id)",
    "EXISTS (SELECT 1 FROM album_judgements WHERE photo_id = photos.id)",
    "EXISTS (SELECT 1 FROM albums WHERE cover_id = photos.id)",
    "EXISTS (SELECT 1 FROM tag_decisions WHERE photo_id = photos.id)",
)
"""SQL on a row of ``photos``: each is something that a person said of it. That is kept for good,
since the photo may come back from another disk."""

# The time comes from the clock of the catalog, which a trigger could not ask; so every change
# that takes a file from a photo calls this, in its own transaction.


def mark_orphans_among(
    connection: sqlite3.Connection, photo_ids: Iterable[int], now: datetime
) -> int:
    """Set ``orphaned_at`` on those of the photos that have no file left; how many they were."""
    return connection.execute(
        """UPDATE photos SET orphaned_at = ?
           WHERE orphaned_at IS NULL AND id IN (SELECT value FROM json_each(?))
             AND NOT EXISTS (SELECT 1 FROM files WHERE photo_id = photos.id)""",
        (encode_moment(now), id_list(photo_ids)),
    ).rowcount


def take_back(connection: sqlite3.Connection, photo_id: int | None) -> None:
    """A photo has a file (again), so it waits for none and is no photo's past."""
    connection.execute(
        """UPDATE photos SET orphaned_at = NULL, former_of = NULL
           WHERE id = ? AND (orphaned_at IS NOT NULL OR former_of IS NOT NULL)""",
        (photo_id,),
    )


def purge_orphans_of(connection: sqlite3.Connection, older_than: datetime) -> int:
    """Forget photos without a file since before that moment, unless the person said something of
    them; how many they were. What an edited photo was before goes too: the edited one has all."""
    return connection.execute(
        f"""DELETE FROM photos WHERE orphaned_at < ?
            AND NOT EXISTS (SELECT 1 FROM files WHERE photo_id = photos.id)
            AND (former_of IS NOT NULL OR NOT ({" OR ".join(PERSONS_WORD)}))""",
        (encode_moment(older_than),),
    ).rowcount
