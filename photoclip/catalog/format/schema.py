"""What the tables of a catalog have to be like, by its version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from photoclip.catalog.format.migrations import MIGRATIONS, NEWEST_VERSION

_PARTS = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"

FARTHEST_VERSION = 1000
"""No PhotoClip will ever write a higher ``user_version``; one that stands there is damage."""


def schema_complaints(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, indexes and triggers that are missing or not as the catalog's version has them.

    Nothing is said of a newer version's. Others beside them are no concern. Raises sqlite3.Error.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > NEWEST_VERSION:
        return
    found = {(kind, name): sql for kind, name, sql in connection.execute(_PARTS)}
    if version < 0:
        yield f"its version is {version}"
        return
    for (kind, name), sql in _expected(version).items():
        if (kind, name) not in found:
            yield f"the {kind} {name} is missing"
        elif found[kind, name] != sql:
            yield f"the {kind} {name} is not what it was made as"
    if version == 0 and found:
        yield "its version is lost"


@lru_cache(maxsize=4)
def _expected(version: int) -> dict[tuple[str, str], str]:
    connection = sqlite3.connect(":memory:")
    try:
        for statements in MIGRATIONS[:version]:
            for statement in statements:
                connection.execute(statement)
        return {(kind, name): sql for kind, name, sql in connection.execute(_PARTS)}
    finally:
        connection.close()
