"""Which photos fulfil the fields of a query."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np

from photoclip.catalog.conditions import Sql, all_of, any_of, condition_of, contrary_of
from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.files.folders import FolderScopes
from photoclip.catalog.functions import fits, folded
from photoclip.catalog.names import decode_name, id_array, id_list
from photoclip.core.listing import Moments
from photoclip.core.models import PhotoIds
from photoclip.core.ports import FilterResolver
from photoclip.core.query.tree import And, Contains, Filter, Like, Node, Not, Or, Text

_NS = 1_000_000_000
_PLACES_AT_ONCE = 5000

_IDS = """
    SELECT group_concat(id) FROM (
        -- without an index it goes by id, as the other tables do, and stays in what is cached
        SELECT p.id AS id FROM photos p NOT INDEXED WHERE {where} AND {present})"""

_LISTED = f"""
    SELECT group_concat(id), group_concat(CAST((day - 2440587.5) * 86400000.0 + 0.5 AS INTEGER))
    FROM (SELECT p.id AS id, coalesce(julianday(p.taken_at), julianday(
            (SELECT MIN(m.modified_ns) FROM files m
             WHERE m.photo_id = p.id AND m.state <> 'failed') / {_NS}.0,
            'unixepoch', 'localtime')) AS day
        FROM photos p NOT INDEXED WHERE {{where}} AND {{present}})"""

_PRESENT = "EXISTS (SELECT 1 FROM files f WHERE f.photo_id = p.id AND f.state = 'ready' {scope})"

_DIRECTORIES = """
    SELECT g.folder_id, d.path, g.directory
    FROM (SELECT DISTINCT folder_id, directory FROM files) g JOIN folders d ON d.id = g.folder_id"""


class FilterTable(Table):
    """Photos by what is written of them. Words and pictures are no business of the catalog's."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self._scopes = FolderScopes(connections)

    def ids(
        self, node: Node | None, resolver: FilterResolver, folder: Path | None = None
    ) -> PhotoIds:
        """int64 (n,), ascending: photos with a ready file that fulfil a node made of filters only.

        node: None for all. folder: only photos with a file in it or below it. Raises what the
        resolver raises.
        """
        where, present = self._where(node, resolver, folder)
        sql = _IDS.format(where=where.text, present=present.text)
        with self._connections.reading() as connection:
            (ids,) = connection.execute(sql, (*where.values, *present.values)).fetchone()
        return np.sort(id_array(ids))

    def listed(
        self, node: Node | None, resolver: FilterResolver, folder: Path | None = None
    ) -> tuple[PhotoIds, Moments]:
        """The same, newest first, with the moments by which the grid orders: the taking, or the
        file's time where the picture does not say."""
        where, present = self._where(node, resolver, folder)
        sql = _LISTED.format(where=where.text, present=present.text)
        with self._connections.reading() as connection:
            found = connection.execute(sql, (*where.values, *present.values)).fetchone()
        ids, moments = id_array(found[0]), id_array(found[1])
        order = np.lexsort((-ids, -moments))
        return ids[order], moments[order]

    def values_of(self, column: str, limit: int = 500) -> list[str]:
        """Cameras or lenses in the library, the most frequent first. column: one of these."""
        if column not in ("camera", "lens"):
            raise ValueError(f"no column {column!r} to choose from")
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"""SELECT {column} FROM photos WHERE {column} IS NOT NULL
                    GROUP BY {column} ORDER BY COUNT(*) DESC, {column} LIMIT ?""",
                (limit,),
            ).fetchall()
        return [row[0] for row in rows]

    def years(self) -> list[int]:
        """Years in which photos say that they were taken, the newest first."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT DISTINCT CAST(substr(taken_at, 1, 4) AS INTEGER) AS year FROM photos
                   WHERE taken_at IS NOT NULL ORDER BY year DESC"""
            ).fetchall()
        return [row[0] for row in rows]

    def directories(self) -> list[str]:
        """Every directory with files: the watched folder's own name and what lies below it."""
        return sorted({_shown(path, below) for _, path, below in self._places()})

    def _where(
        self, node: Node | None, resolver: FilterResolver, folder: Path | None
    ) -> tuple[Sql, Sql]:
        scope, values = "", []
        if folder is not None:
            conditions = [one.condition() for one in self._scopes.covering(folder)]
            joined = " OR ".join(sql for sql, _ in conditions) or "0"
            scope, values = f"AND ({joined})", [one for _, some in conditions for one in some]
        where = Sql("1") if node is None else self._compiled(node, resolver)
        return where, Sql(_PRESENT.format(scope=scope), tuple(values))

    def _compiled(self, node: Node, resolver: FilterResolver) -> Sql:
        if isinstance(node, And):
            return all_of([self._compiled(one, resolver) for one in node.nodes])
        if isinstance(node, Or):
            return any_of([self._compiled(one, resolver) for one in node.nodes])
        if isinstance(node, Not):
            return contrary_of(self._compiled(node.node, resolver))
        if isinstance(node, Text | Like):
            raise ValueError("words and pictures are no filters")
        if node.field == "folder":
            return self._in_folders(node)
        return condition_of(node, resolver)

    def _in_folders(self, one: Filter) -> Sql:
        """By the directories that fit, which are few, so that no path is built for a file."""
        assert isinstance(one.condition, Contains)
        lies_in = _containment(one.condition.text)
        places = [
            (folder_id, below) for folder_id, path, below in self._places() if lies_in(path, below)
        ]
        if not places:
            return Sql("0")
        if len(places) > _PLACES_AT_ONCE:
            parts = range(0, len(places), _PLACES_AT_ONCE)
            found = [self._ids_in(places[one : one + _PLACES_AT_ONCE]) for one in parts]
            return Sql(
                "p.id IN (SELECT value FROM json_each(?))", (id_list(np.concatenate(found)),)
            )
        inner = _in_places(places)
        return Sql(f"p.id IN ({inner.text})", inner.values)

    def _ids_in(self, places: list[tuple[int, bytes]]) -> PhotoIds:
        query = _in_places(places)
        with self._connections.reading() as connection:
            rows = connection.execute(query.text, query.values)
            return np.fromiter((row[0] for row in rows), np.int64)

    def _places(self) -> list[tuple[int, bytes, bytes]]:
        with self._connections.reading() as connection:
            return connection.execute(_DIRECTORIES).fetchall()


def _in_places(places: list[tuple[int, bytes]]) -> Sql:
    rows = ", ".join(["(?, ?)"] * len(places))
    return Sql(
        f"""WITH wanted (folder_id, directory) AS (VALUES {rows})
            SELECT g.photo_id FROM wanted CROSS JOIN files g
            ON g.folder_id = wanted.folder_id AND g.directory = wanted.directory
            -- the plus keeps the index by state, which knows no directories, out of it
            WHERE +g.state = 'ready'""",
        tuple(value for place in places for value in place),
    )


def _containment(wanted: str) -> Callable[[bytes, bytes], bool]:
    """What says of a watched folder and a directory below it whether it is meant.

    A wanted absolute path must hold the directory; anything else must occur in what is shown.
    """
    wanted = os.path.expanduser(wanted)
    if not os.path.isabs(wanted):
        # A slash at the end says that the directory's name ends there, as completion writes it.
        part = wanted.replace(os.sep, "/")
        end = "/" if part.endswith("/") else ""
        return lambda path, below: fits(_shown(path, below) + end, part)
    wholes = [os.path.normpath(wanted)]
    with contextlib.suppress(ValueError):  # a NUL is in no path
        # Watched folders are kept with their links resolved, but may be typed with them.
        wholes.append(os.path.realpath(wanted))
    starts = tuple(folded(one).rstrip(os.sep) + os.sep for one in wholes)

    def lies_in(path: bytes, below: bytes) -> bool:
        whole = os.path.join(decode_name(path), *decode_name(below).split("/"), "")
        return folded(whole).startswith(starts)

    return lies_in


def _shown(path: bytes, below: bytes) -> str:
    name = os.path.basename(decode_name(path).rstrip(os.sep)) or decode_name(path)
    return f"{name}/{decode_name(below)}".rstrip("/")
