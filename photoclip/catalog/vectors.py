"""The vectors of the photos, one a model, as float16."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.catalog.connection import Table
from photoclip.catalog.names import id_list
from photoclip.core.errors import CatalogCorruptError, ModelError
from photoclip.core.models import PhotoIds, StoredVectors
from photoclip.core.wording import Message

_STORED = np.dtype("<f2")
_ROWS_A_CHUNK = 4096

_LOAD = """
    SELECT seq, photo_id, vector FROM vectors
    WHERE model_id = ? AND seq > ? ORDER BY seq LIMIT ?"""


@dataclass(frozen=True, slots=True)
class VectorBatch:
    """photo_ids: int64 (n,). vectors: float16 (n, d), in the order of their seq.

    last_seq: the highest seq in it; ``load(model_id, last_seq)`` gives what came later.
    """

    photo_ids: PhotoIds
    vectors: StoredVectors
    last_seq: int


class VectorTable(Table):
    """Vectors by model and photo. A vector that is replaced counts as a new one (a new seq)."""

    def put(
        self,
        model_id: int,
        photo_ids: Sequence[int] | PhotoIds,
        vectors: npt.NDArray[np.float32] | StoredVectors,
    ) -> None:
        """Keep vectors (n, d) of photos (n,), in place of those they had.

        Raises ModelError when d is not the model's dimension, ValueError when a value is not
        finite or the lengths differ.
        """
        with np.errstate(over="ignore"):  # what does not fit becomes infinite, and is refused
            stored = np.ascontiguousarray(vectors, dtype=_STORED)
        if stored.ndim != 2 or len(stored) != len(photo_ids):
            raise ValueError(f"{len(photo_ids)} photos, but vectors of shape {stored.shape}")
        if not np.isfinite(stored).all():
            raise ValueError("a vector has a value that is not finite")
        with self._connections.writing() as connection:
            dim = _dim(connection, model_id)
            if stored.shape[1] != dim:
                raise ModelError(
                    Message(
                        "A vector has {shape} dimensions instead of {dim}.",
                        shape=stored.shape[1],
                        dim=dim,
                    )
                )
            # REPLACE, not an update: AUTOINCREMENT then gives the row a seq above all others.
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (model_id, photo_id, vector) VALUES (?, ?, ?)",
                [
                    (model_id, int(photo_id), row.tobytes())
                    for photo_id, row in zip(photo_ids, stored, strict=True)
                ],
            )

    def load(self, model_id: int, after_seq: int = 0, limit: int | None = None) -> VectorBatch:
        """Every vector of a model with a seq above ``after_seq``, or the first ``limit``."""
        with self._connections.snapshot() as connection:
            (count,) = connection.execute(
                "SELECT COUNT(*) FROM vectors WHERE model_id = ? AND seq > ?", (model_id, after_seq)
            ).fetchone()
            count = count if limit is None else min(count, limit)
            rows = connection.execute(_LOAD, (model_id, after_seq, count))
            return self._filled(rows, count, _dim(connection, model_id), after_seq)

    def batches(
        self, model_id: int, after_seq: int = 0, rows: int = 65536
    ) -> Iterator[VectorBatch]:
        """The same in batches of at most ``rows``, for libraries that are better not held twice.

        Vectors that arrive meanwhile are in it; nothing is held open between two batches.
        """
        while len((batch := self.load(model_id, after_seq, rows)).photo_ids):
            yield batch
            after_seq = batch.last_seq

    def has(self, model_id: int, photo_id: int) -> bool:
        """Whether a photo has a vector of a model."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT 1 FROM vectors WHERE model_id = ? AND photo_id = ?", (model_id, photo_id)
            ).fetchone()
        return row is not None

    def get(
        self, model_id: int, photo_ids: Collection[int] | PhotoIds
    ) -> tuple[PhotoIds, StoredVectors]:
        """Vectors of some photos: ids int64 (k,) in the order asked, those without one left out,
        and float16 (k, d)."""
        with self._connections.snapshot() as connection:
            rows = connection.execute(
                """SELECT v.seq, v.photo_id, v.vector FROM json_each(?) wanted
                   CROSS JOIN vectors v ON v.model_id = ? AND v.photo_id = wanted.value
                   ORDER BY wanted.id""",
                (id_list(photo_ids), model_id),
            )
            batch = self._filled(rows, len(photo_ids), _dim(connection, model_id), 0)
        return batch.photo_ids, batch.vectors

    def ids(self, model_id: int) -> PhotoIds:
        """int64 (n,), ascending: the photos that have a vector of the model."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT photo_id FROM vectors WHERE model_id = ? ORDER BY photo_id", (model_id,)
            )
            return np.fromiter((row[0] for row in rows), np.int64)

    def count(self, model_id: int) -> int:
        """How many photos have a vector of the model."""
        with self._connections.reading() as connection:
            (count,) = connection.execute(
                "SELECT COUNT(*) FROM vectors WHERE model_id = ?", (model_id,)
            ).fetchone()
        return int(count)

    def remove(self, model_id: int, photo_ids: Collection[int] | PhotoIds) -> int:
        """Drop the vectors of some photos, which then wait for new ones; how many they were."""
        with self._connections.writing() as connection:
            return connection.execute(
                """DELETE FROM vectors WHERE model_id = ?
                   AND photo_id IN (SELECT value FROM json_each(?))""",
                (model_id, id_list(photo_ids)),
            ).rowcount

    def _filled(self, rows: sqlite3.Cursor, count: int, dim: int, last_seq: int) -> VectorBatch:
        """Arrays for at most ``count`` rows of (seq, photo_id, vector), not one object a row."""
        photo_ids = np.empty(count, np.int64)
        vectors = np.empty((count, dim), np.float16)
        done = 0
        while chunk := rows.fetchmany(_ROWS_A_CHUNK):
            seqs, ids, blobs = zip(*chunk, strict=True)
            if set(map(len, blobs)) != {dim * _STORED.itemsize}:
                raise CatalogCorruptError(
                    Message(
                        "The catalog {path} holds a vector of the wrong length.",
                        path=self._connections.path,
                    ),
                    "Restore a backup, or remove the model's vectors and index again.",
                )
            joined = np.frombuffer(b"".join(blobs), _STORED)
            photo_ids[done : done + len(chunk)] = ids
            vectors[done : done + len(chunk)] = joined.reshape(len(chunk), dim)
            done, last_seq = done + len(chunk), seqs[-1]
        return VectorBatch(photo_ids[:done], vectors[:done], last_seq)


def _dim(connection: sqlite3.Connection, model_id: int) -> int:
    row = connection.execute("SELECT dim FROM models WHERE id = ?", (model_id,)).fetchone()
    if row is None:
        raise ModelError(
            Message("The library knows no model with the number {model_id}.", model_id=model_id)
        )
    return int(row[0])
