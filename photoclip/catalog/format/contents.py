"""Whether the rows of a catalog can be read back as what was written.

SQLite vouches for the structure of its file, for types and for constraints; what stands in a text
or a blob it takes as it is. A flipped byte there shows only where the value is put to use.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator

import numpy as np

from photoclip.catalog.moments import decode_moment
from photoclip.core.albums import AlbumKind, AlbumOrder
from photoclip.core.file_identity import Claim
from photoclip.core.models import CONTENT_HASH_BYTES, Problem

_ROWS_A_CHUNK = 4096
_BIGGEST_REAL = 1e300

_CONDITIONS = (
    ("photos", f"length(content_hash) <> {CONTENT_HASH_BYTES}", "a content hash of wrong length"),
    ("folders", "length(path) = 0 OR instr(path, x'00') > 0", "a folder's path is impossible"),
    *(
        complaint
        for table in ("files", "departed")
        for complaint in (
            (table, "instr(directory, x'00') > 0", "a directory's name is impossible"),
            (
                table,
                "length(name) = 0 OR instr(name, x'00') > 0 OR instr(name, x'2f') > 0",
                "a file's name is impossible",
            ),
        )
    ),
    (
        "vectors",
        "length(vector) <> 2 * (SELECT dim FROM models WHERE models.id = model_id)",
        "a vector of wrong length",
    ),
)
"""Table, what no row of it may be like, and what is said of one that is."""


def _texts(value: str) -> None:
    found = json.loads(value)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError("no list of texts")


_READERS: dict[tuple[str, str], Callable[[str], object]] = {
    ("settings", "value"): json.loads,
    ("albums", "labels"): _texts,
    ("albums", "kind"): AlbumKind,
    ("albums", "photo_order"): AlbumOrder,
    ("sidecars", "keywords"): _texts,
    ("sidecars", "albums"): _texts,
    ("files", "problem"): Problem,
    ("departed", "claim"): Claim,
}


def content_complaints(connection: sqlite3.Connection) -> Iterator[str]:
    """What cannot be read back, a sentence each; at most one for a column.

    Some 1.5 s for 100,000 photos. Raises sqlite3.Error where a page cannot be read.
    """
    tables = {
        name: connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    }
    for table, columns in tables.items():
        texts = [column[1] for column in columns if column[2].upper() == "TEXT"]
        if texts:
            yield from _unreadable_texts(connection, table, texts)
        for name in (column[1] for column in columns if column[2].upper() == "REAL"):
            if _has_row(connection, table, f'abs("{name}") > {_BIGGEST_REAL}'):
                yield f"a number in {table}.{name} is out of bounds"
    for table, condition, complaint in _CONDITIONS:
        if table in tables and _has_row(connection, table, condition):
            yield complaint
    if "vectors" in tables and not _are_finite(connection):
        yield "a vector holds a value that is no number"


def _has_row(connection: sqlite3.Connection, table: str, condition: str) -> bool:
    query = f'SELECT EXISTS (SELECT 1 FROM "{table}" WHERE {condition})'
    return bool(connection.execute(query).fetchone()[0])


def _unreadable_texts(
    connection: sqlite3.Connection, table: str, columns: list[str]
) -> Iterator[str]:
    readers = [_READERS.get((table, one), _reader_of(one)) for one in columns]
    names = ", ".join(f'"{one}"' for one in columns)
    told: set[str] = set()
    try:
        for row in connection.execute(f'SELECT {names} FROM "{table}"'):
            for column, reader, value in zip(columns, readers, row, strict=True):
                if reader is None or value is None or column in told:
                    continue
                try:
                    reader(value)
                except (ValueError, TypeError, OverflowError, RecursionError):
                    told.add(column)
                    yield f"{table}.{column} holds a value that cannot be read"
    except (UnicodeDecodeError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.OperationalError) and "UTF-8" not in str(error):
            raise
        yield f"{table} holds a text that is no UTF-8"


def _reader_of(column: str) -> Callable[[str], object] | None:
    return decode_moment if column.endswith("_at") else None


def _are_finite(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("SELECT vector FROM vectors WHERE length(vector) % 2 = 0")
    while chunk := rows.fetchmany(_ROWS_A_CHUNK):
        values = np.frombuffer(b"".join(blob for (blob,) in chunk), np.dtype("<u2"))
        # All bits of the exponent set: infinite, or no number (IEEE 754 half precision).
        if bool(((values & 0x7C00) == 0x7C00).any()):
            return False
    return True
