"""What leaves its place is remembered for a while, since it may be met elsewhere, or come back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import STAT
from photoclip.core.models import FoundFile

_COLUMNS = ", ".join(STAT)

_REMEMBER = f"""
    INSERT INTO departed (photo_id, folder_id, directory, name, {_COLUMNS}, volume_id, claim,
        left_at)
    SELECT photo_id, folder_id, directory, name, {_COLUMNS}, volume_id,
        CASE state WHEN 'ready' THEN NULL ELSE COALESCE(claim, 'named') END, ?
    FROM files WHERE photo_id IS NOT NULL AND state <> 'failed' AND """


def enter_volumes(connection: sqlite3.Connection, found: Iterable[FoundFile]) -> None:
    """Make the names of volumes known to the catalog."""
    names = {one.volume for one in found if one.volume}
    connection.executemany(
        "INSERT INTO volumes (name) VALUES (?) ON CONFLICT DO NOTHING", [(one,) for one in names]
    )


def remember_departed(
    connection: sqlite3.Connection, where: str, values: Sequence[object], now: datetime
) -> None:
    """Files leave the catalog: remember which photo lay where, and as which file.

    where, values: the condition on ``files`` and its parameters.
    """
    connection.execute(_REMEMBER + where, (encode_moment(now), *values))
