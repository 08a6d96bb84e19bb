"""Albums, what the person put in them, and what the person said of photos in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.moments import decode_moment, encode_moment
from photoclip.catalog.names import clean_text, id_list
from photoclip.core.albums import Album, AlbumKind, AlbumOrder, AlbumState
from photoclip.core.models import PhotoIds
from photoclip.core.ports import Clock

_COLUMNS = (
    "id",
    "name",
    "kind",
    "created_at",
    "parent_id",
    "query",
    "labels",
    "cut_off",
    "cover_id",
    "photo_order",
)

_PUT = f"""
    INSERT INTO albums ({", ".join(_COLUMNS)})
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM photos WHERE id = ?), ?)
    ON CONFLICT (id) DO UPDATE SET {", ".join(f"{one} = excluded.{one}" for one in _COLUMNS[1:])}"""

# A photo that is unknown by now is passed over: an undo must not fail for it.
_PUT_PAIR = """
    INSERT INTO {table} (album_id, photo_id, {column})
    SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM photos WHERE id = ?2)
    ON CONFLICT (album_id, photo_id) DO UPDATE SET {column} = excluded.{column}"""


class AlbumTable(Table):
    """Albums by id. Members and judgements hang on photos, so they survive moves and edits."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def list(self) -> list[Album]:
        """Every album, by id."""
        with self._connections.reading() as connection:
            rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM albums ORDER BY id")
            return [_album(row) for row in rows]

    def new(self, name: str, kind: AlbumKind) -> Album:
        """An album with an id that none ever had, created now; it is not stored yet."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = 'albums'"
            ).fetchone()
        return Album(1 + (int(row[0]) if row else 0), name, kind, self._clock.now())

    def members(self, album_id: int) -> PhotoIds:
        """int64 (n,): the photos that the person put in, in their order, with or without files."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT photo_id FROM album_members WHERE album_id = ?
                   ORDER BY place, photo_id""",
                (album_id,),
            )
            return np.fromiter((row[0] for row in rows), np.int64)

    def places(self, album_id: int) -> dict[int, int]:
        """The place of each photo that the person put in."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT photo_id, place FROM album_members WHERE album_id = ?", (album_id,)
            )
            return dict(rows.fetchall())

    def judgements(self, album_id: int) -> dict[int, bool]:
        """What the person said of photos: whether they belong."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT photo_id, is_in FROM album_judgements WHERE album_id = ?", (album_id,)
            )
            return {photo_id: bool(is_in) for photo_id, is_in in rows}

    def holding(self, photo_id: int) -> Sequence[int]:
        """The albums that the person put a photo in, by hand or by a yes; ascending."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT album_id FROM album_members WHERE photo_id = ?1
                   UNION SELECT album_id FROM album_judgements WHERE photo_id = ?1 AND is_in""",
                (photo_id,),
            )
            return sorted(row[0] for row in rows)

    def dismissed(self) -> set[str]:
        """The keys of suggestions that the person does not want to see again."""
        with self._connections.reading() as connection:
            return {key for (key,) in connection.execute("SELECT key FROM dismissed_albums")}

    def known(self, photo_ids: Iterable[int]) -> set[int]:
        """Those of the photos that the catalog knows."""
        return set(self.hashes(photo_ids))

    def hashes(self, photo_ids: Iterable[int]) -> dict[int, bytes]:
        """The content hash of each known photo among these."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT p.id, p.content_hash FROM json_each(?) wanted
                   CROSS JOIN photos p ON p.id = wanted.value""",
                (id_list(photo_ids),),
            )
            return dict(rows.fetchall())

    def by_hashes(self, hashes: Collection[bytes]) -> dict[bytes, int]:
        """The photo with each content hash, unknown ones left out."""
        found: dict[bytes, int] = {}
        with self._connections.snapshot() as connection:
            for one in hashes:
                row = connection.execute(
                    "SELECT id FROM photos WHERE content_hash = ?", (one,)
                ).fetchone()
                if row is not None:
                    found[one] = int(row[0])
        return found

    def whole(self, album_ids: Iterable[int]) -> AlbumState:
        """All that is known of some albums, as a state that brings them back."""
        wanted = (id_list(album_ids),)
        chosen = "(SELECT value FROM json_each(?))"
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM albums WHERE id IN {chosen}", wanted
            ).fetchall()
            members = connection.execute(
                f"SELECT album_id, photo_id, place FROM album_members WHERE album_id IN {chosen}",
                wanted,
            ).fetchall()
            judged = connection.execute(
                f"""SELECT album_id, photo_id, is_in FROM album_judgements
                    WHERE album_id IN {chosen}""",
                wanted,
            ).fetchall()
        return AlbumState(
            {row[0]: _album(row) for row in rows},
            {(album_id, photo_id): place for album_id, photo_id, place in members},
            {(album_id, photo_id): bool(is_in) for album_id, photo_id, is_in in judged},
        )

    def put(self, state: AlbumState) -> None:
        """Make the catalog say what ``state`` says, and leave the rest as it is. One transaction.

        An album that goes takes those in it along, unless the state gives them another place.
        """
        with self._connections.writing() as connection:
            # A child may stand before its parent.
            connection.execute("PRAGMA defer_foreign_keys = ON")
            rows = [_row(one) for one in state.albums.values() if one is not None]
            connection.executemany(_PUT, rows)
            gone = [key for key, album in state.albums.items() if album is None]
            connection.executemany("DELETE FROM albums WHERE id = ?", [(one,) for one in gone])
            _put_pairs(connection, "album_members", "place", state.members)
            _put_pairs(connection, "album_judgements", "is_in", state.judgements)
            self._put_dismissed(connection, state.dismissed)

    def _put_dismissed(self, connection: sqlite3.Connection, wanted: Mapping[str, bool]) -> None:
        now = encode_moment(self._clock.now())
        connection.executemany(
            "INSERT INTO dismissed_albums (key, dismissed_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(key, now) for key, is_dismissed in wanted.items() if is_dismissed],
        )
        connection.executemany(
            "DELETE FROM dismissed_albums WHERE key = ?",
            [(key,) for key, is_dismissed in wanted.items() if not is_dismissed],
        )


def _put_pairs(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    wanted: Mapping[tuple[int, int], int | bool | None],
) -> None:
    connection.executemany(
        _PUT_PAIR.format(table=table, column=column),
        [(*pair, int(value)) for pair, value in wanted.items() if value is not None],
    )
    connection.executemany(
        f"DELETE FROM {table} WHERE album_id = ? AND photo_id = ?",
        [pair for pair, value in wanted.items() if value is None],
    )


def _row(album: Album) -> tuple[object, ...]:
    return (
        album.id,
        clean_text(album.name),
        album.kind.value,
        encode_moment(album.created_at),
        album.parent_id,
        clean_text(album.query),
        json.dumps(album.labels, ensure_ascii=False),
        album.cut_off,
        album.cover_id,
        album.order.value,
    )


def _album(row: tuple) -> Album:  # type: ignore[type-arg]
    album_id, name, kind, created_at, parent_id, query, labels, cut_off, cover_id, order = row
    return Album(
        album_id,
        name,
        AlbumKind(kind),
        decode_moment(created_at),
        parent_id,
        query,
        tuple(json.loads(labels)),
        cut_off,
        cover_id,
        AlbumOrder(order),
    )
