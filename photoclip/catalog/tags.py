"""Tags of photos: those that a model derived, and a person's decisions, which always win."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from photoclip.catalog.connection import Connections, Table
from photoclip.catalog.moments import encode_moment
from photoclip.catalog.names import id_list
from photoclip.core.models import PhotoIds
from photoclip.core.ports import Clock
from photoclip.core.tagging import PERSON, Decision, StoredTag, TagOrigin

Decisions = Mapping[tuple[int, str], Decision | None]
"""By photo and label id; None where a person has said nothing."""

_HOLDS = """
    SELECT photo_id FROM photo_tags t WHERE label_id = :label AND NOT EXISTS (
        SELECT 1 FROM tag_decisions d WHERE d.photo_id = t.photo_id
        AND d.label_id = t.label_id AND d.decision = 'rejected')
    UNION
    SELECT photo_id FROM tag_decisions WHERE label_id = :label AND decision <> 'rejected'"""

_PRESENT = """photo_id IN (SELECT photo_id FROM files
    WHERE state = 'ready' AND photo_id IS NOT NULL)"""

_OF_PHOTOS = """
    SELECT k.photo_id, l.label, t.probability, o.model_key, o.label_version, o.prompts, d.decision,
        d.source
    FROM (
        SELECT t.photo_id, t.label_id FROM json_each(:ids) w
            CROSS JOIN photo_tags t ON t.photo_id = w.value
        UNION
        SELECT d.photo_id, d.label_id FROM json_each(:ids) w
            CROSS JOIN tag_decisions d ON d.photo_id = w.value
    ) k
    JOIN tag_labels l ON l.id = k.label_id
    LEFT JOIN photo_tags t ON t.photo_id = k.photo_id AND t.label_id = k.label_id
    LEFT JOIN tag_origins o ON o.id = t.origin_id
    LEFT JOIN tag_decisions d ON d.photo_id = k.photo_id AND d.label_id = k.label_id
    ORDER BY k.photo_id, (d.decision IS NULL OR d.decision = 'rejected'), t.probability DESC"""

# Rejected ones are few, so they are taken off the whole instead of being asked for at every tag.
_COUNTS = f"""
    SELECT l.label, SUM(c.photos), SUM(c.decided) FROM (
        SELECT label_id, COUNT(*) AS photos, 0 AS decided FROM photo_tags
            WHERE {_PRESENT} GROUP BY label_id
        UNION ALL
        SELECT d.label_id,
            SUM((d.decision <> 'rejected') - (t.photo_id IS NOT NULL)), COUNT(*)
        FROM tag_decisions d
        LEFT JOIN photo_tags t ON t.photo_id = d.photo_id AND t.label_id = d.label_id
        WHERE d.{_PRESENT} GROUP BY d.label_id
    ) c JOIN tag_labels l ON l.id = c.label_id GROUP BY l.label"""


class TagTable(Table):
    """Tags hang on photos, so they stay when a file is moved or copied."""

    def __init__(self, connections: Connections, clock: Clock) -> None:
        super().__init__(connections)
        self._clock = clock

    def of(self, photo_ids: Collection[int]) -> dict[int, list[StoredTag]]:
        """Derived tags and decisions of photos, a person's first, then the most probable ones."""
        with self._connections.reading() as connection:
            rows = connection.execute(_OF_PHOTOS, {"ids": id_list(photo_ids)}).fetchall()
        found: dict[int, list[StoredTag]] = {}
        for photo_id, label, probability, model, version, prompts, decision, source in rows:
            origin = None if model is None else TagOrigin(model, version, prompts)
            said = None if decision is None else Decision(decision)
            tag = StoredTag(label, probability, origin, said, source or PERSON)
            found.setdefault(photo_id, []).append(tag)
        return found

    def photos_with(self, label: str) -> PhotoIds:
        """int64 (n,), ascending: photos with a file that have the tag."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"SELECT photo_id FROM ({_HOLDS}) WHERE {_PRESENT} ORDER BY photo_id",
                {"label": _label_id(connection, label)},
            )
            return np.fromiter((row[0] for row in rows), np.int64)

    def counts(self) -> dict[str, tuple[int, int]]:
        """By label: photos with a file that have the tag, and those that a person decided on."""
        with self._connections.reading() as connection:
            rows = connection.execute(_COUNTS).fetchall()
        return {label: (photos, decided) for label, photos, decided in rows if photos or decided}

    def origin(self, origin: TagOrigin) -> int:
        """The number of an origin, entered where it is new."""
        values = (origin.model_key, origin.label_version, origin.prompts)
        with self._connections.writing() as connection:
            connection.execute(
                """INSERT INTO tag_origins (model_key, label_version, prompts)
                   VALUES (?, ?, ?) ON CONFLICT DO NOTHING""",
                values,
            )
            (number,) = connection.execute(
                """SELECT id FROM tag_origins
                   WHERE model_key = ? AND label_version = ? AND prompts = ?""",
                values,
            ).fetchone()
        return int(number)

    def progress(self, origin: int) -> int:
        """The seq of the last vector that an origin has looked at, 0 before the first."""
        with self._connections.reading() as connection:
            (last_seq,) = connection.execute(
                "SELECT last_seq FROM tag_origins WHERE id = ?", (origin,)
            ).fetchone()
        return int(last_seq)

    def label_numbers(self, labels: Iterable[str]) -> dict[str, int]:
        """The catalog's number of each label id, entered where it is new."""
        wanted = list(dict.fromkeys(labels))
        with self._connections.writing() as connection:
            connection.executemany(
                "INSERT INTO tag_labels (label) VALUES (?) ON CONFLICT DO NOTHING",
                [(one,) for one in wanted],
            )
            known = dict(connection.execute("SELECT label, id FROM tag_labels"))
        return {one: known[one] for one in wanted}

    def replace(
        self,
        origin: int,
        photo_ids: PhotoIds,
        tags: Iterable[tuple[int, int, float]],
        last_seq: int | None = None,
    ) -> None:
        """Give photos new derived tags (photo, label number, probability) for all they had.

        last_seq: vectors up to this one are done now. Photos that left meanwhile are passed over.
        Other origins have to look at everything again if they are asked once more.
        """
        with self._connections.writing() as connection:
            connection.execute(
                "DELETE FROM photo_tags WHERE photo_id IN (SELECT value FROM json_each(?))",
                (id_list(photo_ids),),
            )
            gone = self._gone(connection, photo_ids)
            connection.executemany(
                """INSERT INTO photo_tags (photo_id, label_id, origin_id, probability)
                   VALUES (?, ?, ?, ?)""",
                (
                    (photo_id, label, origin, probability)
                    for photo_id, label, probability in tags
                    if photo_id not in gone
                ),
            )
            # What others derived is no longer whole, also where this run never comes to its end.
            connection.execute(
                "UPDATE tag_origins SET last_seq = 0 WHERE id <> ? AND last_seq > 0", (origin,)
            )
            if last_seq is not None:
                connection.execute(
                    "UPDATE tag_origins SET last_seq = MAX(last_seq, ?) WHERE id = ?",
                    (last_seq, origin),
                )

    def start_again(self, origin: int) -> None:
        """Let an origin look at every vector again."""
        with self._connections.writing() as connection:
            connection.execute("UPDATE tag_origins SET last_seq = 0 WHERE id = ?", (origin,))

    def forget_other_origins(self, origin: int) -> None:
        """After a complete run: those that no tag comes from any more."""
        with self._connections.writing() as connection:
            connection.execute(
                """DELETE FROM tag_origins WHERE id <> ?
                   AND id NOT IN (SELECT DISTINCT origin_id FROM photo_tags)""",
                (origin,),
            )

    def decisions(self, photo_ids: Collection[int], label: str) -> Decisions:
        """What a person said about one label on each known photo among these."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                """SELECT p.id, d.decision FROM json_each(?) w CROSS JOIN photos p ON p.id = w.value
                   LEFT JOIN tag_decisions d ON d.photo_id = p.id AND d.label_id = ?""",
                (id_list(photo_ids), _label_id(connection, label)),
            ).fetchall()
        return {(one, label): None if said is None else Decision(said) for one, said in rows}

    def decide(
        self, decisions: Decisions, source: str = PERSON, forgotten: Collection[str] = ()
    ) -> None:
        """Enter what a person said, or that nothing was said (None). One transaction.

        source: where the person said it. forgotten: labels that are in no set any more; their
        numbers go where no photo needs them.
        """
        now = encode_moment(self._clock.now())
        with self._connections.writing() as connection:
            numbers = self.label_numbers(label for _, label in decisions)
            connection.executemany(
                "DELETE FROM tag_decisions WHERE photo_id = ? AND label_id = ?",
                [(photo_id, numbers[label]) for photo_id, label in decisions],
            )
            connection.executemany(
                """INSERT INTO tag_decisions (photo_id, label_id, decision, decided_at, source)
                   SELECT id, ?, ?, ?, ? FROM photos WHERE id = ?""",
                [
                    (numbers[label], said.value, now, source, photo_id)
                    for (photo_id, label), said in decisions.items()
                    if said is not None
                ],
            )
            connection.executemany(
                """DELETE FROM tag_labels WHERE label = ?
                   AND NOT EXISTS (SELECT 1 FROM tag_decisions WHERE label_id = tag_labels.id)
                   AND NOT EXISTS (SELECT 1 FROM photo_tags WHERE label_id = tag_labels.id)""",
                [(one,) for one in forgotten],
            )

    def _gone(self, connection: sqlite3.Connection, photo_ids: PhotoIds) -> set[int]:
        rows = connection.execute(
            """SELECT value FROM json_each(?) WHERE NOT EXISTS (
                   SELECT 1 FROM photos WHERE id = value)""",
            (id_list(photo_ids),),
        )
        return {row[0] for row in rows}


def _label_id(connection: sqlite3.Connection, label: str) -> int:
    row = connection.execute("SELECT id FROM tag_labels WHERE label = ?", (label,)).fetchone()
    return -1 if row is None else int(row[0])
