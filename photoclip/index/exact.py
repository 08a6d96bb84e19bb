"""Exact search: the product of the query with every vector."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds, Scores, Vectors
from photoclip.index.locks import SharedLock
from photoclip.index.ranking import contenders, ranked
from photoclip.index.rowmap import NO_ROW, RowMap, Rows, each_once, last_of_each
from photoclip.index.store import RowStore

_GATHER_BELOW = 0.25
"""Above this share of all rows, reading everything in order beats picking rows (measured)."""


class ExactIndex:
    """Vectors as float32 in memory; 2 KB a photo at 512 dimensions. Any thread may use it."""

    def __init__(self, dim: int) -> None:
        """dim: length of every vector."""
        self.dim = dim
        self._lock = SharedLock()
        self._store = RowStore(dim, np.float32)
        self._id_of_row: PhotoIds = np.empty(0, np.int64)
        self._map = RowMap()

    def __len__(self) -> int:
        return len(self._map)

    @property
    def ids(self) -> PhotoIds:
        """int64 (n,), ascending: the photos in it."""
        return self._map.ids

    def add(self, ids: PhotoIds, vectors: npt.NDArray[Any]) -> None:
        """See VectorIndex. Raises ValueError when the shapes do not fit."""
        ids = checked(ids, vectors, self.dim)
        chosen = last_of_each(ids)
        ids, vectors = ids[chosen], vectors[chosen]
        with self._lock.exclusive():
            rows = self._map.find(ids)
            is_known = rows != NO_ROW
            if is_known.any():
                self._store.overwrite(rows[is_known], vectors[is_known])
            self._append(ids[~is_known], vectors[~is_known])

    def remove(self, ids: PhotoIds) -> None:
        """See VectorIndex."""
        with self._lock.exclusive():
            ids = np.unique(np.asarray(ids, np.int64))
            rows = self._map.find(ids)
            ids, rows = ids[rows != NO_ROW], rows[rows != NO_ROW]
            if not len(ids):
                return
            self._map.delete(ids)
            self._fill_holes(rows)

    def search(
        self, query: Vectors, count: int, among: PhotoIds | None = None
    ) -> tuple[PhotoIds, Scores]:
        """See VectorIndex. Equal scores come in the order of their ids."""
        query = checked_query(query, self.dim)
        with self._lock.shared():
            rows = None if among is None else self._rows_among(among)
            candidates = len(self._map) if rows is None else len(rows)
            if count <= 0 or not candidates:
                return np.empty(0, np.int64), np.empty(0, np.float32)
            if rows is None:
                best = contenders(self._store.scores(query), count)
            else:
                best = rows[contenders(self._scores_of(rows, query), count)]
            return ranked(self._id_of_row[best], self._store.take(best), query, count)

    def vectors_of(self, ids: PhotoIds) -> tuple[PhotoIds, Vectors]:
        """Those of ids (m,) that are in it, with copies of their vectors, float32 (k, d)."""
        with self._lock.shared():
            rows = self._map.find(ids)
            is_known = rows != NO_ROW
            return ids[is_known], self._store.take(rows[is_known])

    def _rows_among(self, among: PhotoIds) -> Rows:
        rows = self._map.find(each_once(among))
        known: Rows = rows[rows != NO_ROW]
        return known

    def _scores_of(self, rows: Rows, query: Vectors) -> Scores:
        if len(rows) < _GATHER_BELOW * len(self._store):
            return self._store.scores_of(rows, query)
        return self._store.scores(query)[rows]

    def _append(self, ids: PhotoIds, vectors: npt.NDArray[Any]) -> None:
        start, stop = len(self._store), len(self._store) + len(ids)
        if stop > len(self._id_of_row):
            grown = np.empty(max(stop, len(self._id_of_row) * 5 // 4), np.int64)
            grown[:start] = self._id_of_row[:start]
            self._id_of_row = grown
        self._id_of_row[start:stop] = ids
        self._store.append(vectors)
        self._map.insert(ids, np.arange(start, stop))

    def _fill_holes(self, rows: Rows) -> None:
        """Move the last rows into the place of removed ones."""
        kept = len(self._store) - len(rows)
        holes = rows[rows < kept]
        movers = np.setdiff1d(np.arange(kept, len(self._store)), rows, assume_unique=True)
        if len(holes):
            self._store.overwrite(holes, self._store.take(movers))
            self._id_of_row[holes] = self._id_of_row[movers]
            self._map.move(self._id_of_row[holes], holes)
        self._store.truncate(kept)


def checked(ids: PhotoIds, vectors: npt.NDArray[Any], dim: int) -> PhotoIds:
    """ids as int64 (n,). Raises ValueError unless vectors are (n, dim)."""
    ids = np.asarray(ids, np.int64)
    if ids.ndim != 1 or vectors.shape != (len(ids), dim):
        raise ValueError(f"{ids.shape} ids and {vectors.shape} vectors do not make {dim}-d rows")
    return ids


def checked_query(query: Vectors, dim: int) -> Vectors:
    """query as float32 (dim,). Raises ValueError when it is not one vector of that length."""
    query = np.ascontiguousarray(query, np.float32)
    if query.shape != (dim,):
        raise ValueError(f"a query of shape {query.shape}, but vectors have {dim} dimensions")
    return query
