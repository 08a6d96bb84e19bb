"""Offers of marks, and marks exactly as they stand, so that what was given can be taken back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import decode_name, encode_name, id_list
from photoclip.core.offers import Answer, OfferedPicture, PhotoMarks, SidecarOffer, StoredOffer
from photoclip.core.ports import Clock

# A photo that was found elsewhere needs no heir; one that had copies may have one all the same.
_UNANSWERED = """
    SELECT o.id, o.photo_id, o.from_id, coalesce(o.from_id, s.photo_id), o.has_copies, o.file_id,
        o.sidecar, o.modified_ns, o.size, o.rating, o.keywords
    FROM mark_offers o LEFT JOIN sidecars s ON s.file_id = o.file_id AND s.photo_id <> o.photo_id
    WHERE o.answer IS NULL
        AND EXISTS (SELECT 1 FROM files WHERE photo_id = o.photo_id AND state = 'ready')
        AND (o.from_id IS NULL OR o.has_copies = 1
            OR NOT EXISTS (SELECT 1 FROM files WHERE photo_id = o.from_id))
        AND (o.file_id IS NULL OR EXISTS (SELECT 1 FROM files
            WHERE id = o.file_id AND photo_id = o.photo_id AND state = 'ready'))
    ORDER BY o.id"""


class OfferTable(Table):
    """Offers stay when they are answered, so that nothing is asked twice."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def offer_sidecar(self, photo_id: int, file_id: int, offer: SidecarOffer) -> None:
        """Remember that a photo may have what a sidecar says. Another answer is wanted only when
        the sidecar changed."""
        with self._connections.writing() as connection:
            connection.execute(
                """INSERT INTO mark_offers (photo_id, sidecar, file_id, modified_ns, size, rating,
                    keywords, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (photo_id, sidecar) DO UPDATE SET file_id = excluded.file_id,
                    rating = excluded.rating, keywords = excluded.keywords,
                    answer = CASE WHEN modified_ns = excluded.modified_ns
                        AND size = excluded.size THEN answer END,
                    modified_ns = excluded.modified_ns, size = excluded.size""",
                (
                    photo_id,
                    encode_name(offer.path),
                    file_id,
                    offer.modified_ns,
                    offer.size,
                    offer.rating,
                    json.dumps(offer.keywords),
                    encode_moment(self._clock.now()),
                ),
            )

    def unanswered(self) -> list[StoredOffer]:
        """The oldest first. Whether there is still anything to give is for the caller."""
        with self._connections.reading() as connection:
            rows = connection.execute(_UNANSWERED).fetchall()
        return [_stored_offer(*row) for row in rows]

    def answer(self, offer_ids: Iterable[int], answer: Answer | None) -> None:
        """Remember what the person said, or (None) that nothing was said."""
        with self._connections.writing() as connection:
            connection.execute(
                "UPDATE mark_offers SET answer = ? WHERE id IN (SELECT value FROM json_each(?))",
                (answer, id_list(offer_ids)),
            )

    def pictures(self, photo_ids: Collection[int]) -> dict[int, OfferedPicture]:
        """What shows each known photo among these, whether or not it has a file."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT p.id, p.content_hash, p.rotation FROM json_each(?) wanted
                   CROSS JOIN photos p ON p.id = wanted.value""",
                (id_list(photo_ids),),
            ).fetchall()
        return {row[0]: OfferedPicture(*row) for row in rows}

    def labels(self) -> dict[int, str]:
        """The label of each of the catalog's label ids."""
        with self._connections.reading() as connection:
            return dict(connection.execute("SELECT id, label FROM tag_labels").fetchall())

    def marks(self, photo_ids: Collection[int]) -> dict[int, PhotoMarks]:
        """All that the person said of each known photo among these."""
        wanted = (id_list(photo_ids),)
        found: dict[int, PhotoMarks] = {}
        with self._connections.snapshot() as connection:
            for row in connection.execute(
                """SELECT p.id, p.is_favourite, p.rating, p.rotation, p.rated_at
                   FROM json_each(?) wanted CROSS JOIN photos p ON p.id = wanted.value""",
                wanted,
            ):
                found[row[0]] = PhotoMarks(bool(row[1]), row[2], row[3], row[4], {}, {}, {})
            for table, columns, name in _ON_PHOTOS:
                rows = connection.execute(
                    f"""SELECT t.photo_id, {columns} FROM json_each(?) wanted
                        CROSS JOIN {table} t ON t.photo_id = wanted.value""",
                    wanted,
                )
                for photo_id, key, *values in rows:
                    kept = getattr(found[photo_id], name)
                    kept[key] = tuple(values) if len(values) > 1 else values[0]
        return found

    def take_back(self, before: Mapping[int, PhotoMarks], after: Mapping[int, PhotoMarks]) -> None:
        """Take from photos what one of two states has more than the other; one transaction."""
        with self._connections.writing() as connection:
            for photo_id, was in before.items():
                now = after[photo_id]
                values = (was.is_favourite, was.rating, was.rotation, photo_id)
                connection.execute(
                    "UPDATE photos SET is_favourite = ?, rating = ?, rotation = ? WHERE id = ?",
                    values,
                )
                # After the rating, whose change sets it.
                connection.execute(
                    "UPDATE photos SET rated_at = ? WHERE id = ?", (was.rated_at, photo_id)
                )
                for table, columns, name in _ON_PHOTOS:
                    column = columns.partition(",")[0].strip().removeprefix("t.")
                    given = getattr(now, name).keys() - getattr(was, name).keys()
                    connection.execute(
                        f"""DELETE FROM {table} WHERE photo_id = ?
                            AND {column} IN (SELECT value FROM json_each(?))""",
                        (photo_id, id_list(given)),
                    )


_ON_PHOTOS = (
    ("album_members", "t.album_id, t.place", "albums"),
    ("album_judgements", "t.album_id, t.is_in", "judgements"),
    ("tag_decisions", "t.label_id, t.decision, t.decided_at, t.source", "decisions"),
)
"""Tables that hang on photos: their key and values, and the field of PhotoMarks."""


def _stored_offer(
    offer_id: int,
    photo_id: int,
    from_id: int | None,
    former_id: int | None,
    has_copies: int,
    file_id: int | None,
    sidecar: bytes | None,
    modified_ns: int,
    size: int,
    rating: int,
    keywords: str,
) -> StoredOffer:
    says = None
    if sidecar is not None:
        words = tuple(json.loads(keywords))
        says = SidecarOffer(decode_name(sidecar), modified_ns, size, rating, words)
    return StoredOffer(offer_id, photo_id, from_id, former_id, bool(has_copies), file_id, says)
