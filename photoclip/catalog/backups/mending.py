"""Damage that costs nothing to mend: an index that lost entries is made again from its table."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from photoclip.catalog.format.header import has_wal, wal_of
from photoclip.catalog.format.integrity import check_file

_MISSING = re.compile(r"row \d+ missing from index (\S+)")
_COUNT = re.compile(r"wrong # of entries in index (\S+)")


def is_index_damage(complaints: Sequence[str]) -> bool:
    """Whether only indexes lack entries. An index with more than its table means that the table
    lost rows, and making the index anew would make that loss complete."""
    short = {match[1] for one in complaints if (match := _MISSING.fullmatch(one))}
    return bool(short) and all(
        _MISSING.fullmatch(one) or ((match := _COUNT.fullmatch(one)) and match[1] in short)
        for one in complaints
    )


def mended_copy(path: Path, partial: Path) -> bool:
    """Make a copy whose indexes are whole at ``partial``; False where that does not succeed.

    The catalog must not be in use; it is left as it is. Raises OSError: disk full, unreadable.
    """
    try:
        shutil.copyfile(path, partial)
        if has_wal(path):
            shutil.copyfile(wal_of(path), wal_of(partial))
        connection = sqlite3.connect(partial)
        try:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            connection.execute("REINDEX")
        finally:
            connection.close()
        return not check_file(partial)
    except sqlite3.Error:
        return False
    finally:
        for suffix in ("-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                partial.with_name(partial.name + suffix).unlink(missing_ok=True)
