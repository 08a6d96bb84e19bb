"""Approximate search by a graph: HNSW, Malkov and Yashunin 2018.

Kept beside the graph: the vectors as float16 (libraries hand their own out one Python object at a
time, 20,000 in 0.8 s), for exact answers on small subsets and for exact scores of what was found.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds, Scores, Vectors
from photoclip.index import graph_cache
from photoclip.index.exact import checked, checked_query
from photoclip.index.graphs import choice
from photoclip.index.graphs.graph import Graph
from photoclip.index.locks import SharedLock
from photoclip.index.ranking import contenders, ranked
from photoclip.index.rowmap import NO_ROW, RowMap, Rows, each_once, last_of_each
from photoclip.index.store import RowStore

EF_SEARCH = 1200
"""Candidates kept while searching. Queries of another modality need many: at 100,000 vectors and
ef 200, 400, 800, 1200 texts find 0.956, 0.983, 0.995, 0.999 of their ten nearest, photos all of
them from 200 on; 1200 takes 5 ms (benchmarks/vectors.py)."""

EF_GROWTH = 0.5
"""Beyond 100,000 vectors ef grows with their number to this power: at a million, ef 1200 finds
0.95 of the ten nearest of a text and ef 2400 0.98, in 8 and 16 ms (benchmarks/vectors.py)."""

EF_A_RESULT = 2

SCORED_SHARE = 1.25
"""Of what a graph gives beyond what was asked, this much is scored: its own order is rounded."""

EXACT_SHARE = 0.03
"""Asked for more than this share of all photos, exact search is as fast as the graph."""

GRAPH_COST_IN_ROWS = 10
"""One step of ef costs about as much as the exact products of this many rows (measured)."""

REBUILD_SHARE = 0.2
_ADD_AT_ONCE = 64
_SPARE_CAPACITY = 1024


class HnswIndex:
    """A graph over vectors of unit length. Any thread may use it.

    The graph numbers rows, so a photo that gets another vector gets another row too; rows of
    photos that left stay in the graph as passages until it is rebuilt.
    """

    def __init__(
        self,
        dim: int,
        *,
        capacity: int = 0,
        threads: int | None = None,
        graph: Graph | None = None,
    ) -> None:
        """dim: length of every vector. capacity: rows to make room for at once.

        threads: for adding; all but one of the cores if None. graph: one that was loaded.
        """
        self.dim = dim
        self._threads = threads or max(1, (os.cpu_count() or 2) - 1)
        if graph is None:
            graph = choice.graph_class().make(dim, capacity + _SPARE_CAPACITY)
        self._graph = graph
        self._store = RowStore(dim, np.float16)
        self._id_of_row: PhotoIds = np.empty(capacity + _SPARE_CAPACITY, np.int64)
        self._map = RowMap()
        # Search takes the first shared; whoever changes the graph, or saves it, takes the second.
        self._lock = SharedLock()
        self._growing = threading.Lock()

    def __len__(self) -> int:
        return len(self._map)

    @property
    def ids(self) -> PhotoIds:
        """int64 (n,), ascending: the photos in it."""
        return self._map.ids

    @property
    def needs_rebuild(self) -> bool:
        """Whether so many rows belong to no photo any more that they slow search down, or an
        addition was broken off in the middle."""
        with self._lock.shared():
            left = len(self._store) - len(self._map)
            return left > REBUILD_SHARE * len(self._store) or len(self._graph) != len(self._store)

    def add(self, ids: PhotoIds, vectors: npt.NDArray[Any]) -> None:
        """See VectorIndex. Searches go on meanwhile: none waits for more than 64 vectors.

        Raises ValueError when the shapes do not fit.
        """
        ids = checked(ids, vectors, self.dim)
        chosen = np.sort(last_of_each(ids))
        ids, vectors = ids[chosen], vectors[chosen]
        with self._growing:
            for start in range(0, len(ids), _ADD_AT_ONCE):
                stop = start + _ADD_AT_ONCE
                # What lies in the graph is what the store holds, rounded in the same way.
                halves = vectors[start:stop].astype(np.float16, copy=False)
                with self._lock.exclusive():
                    self._append(ids[start:stop], halves)

    def remove(self, ids: PhotoIds) -> None:
        """See VectorIndex."""
        with self._lock.exclusive():
            ids = np.unique(np.asarray(ids, np.int64))
            self._forget(ids[self._map.find(ids) != NO_ROW])

    def search(
        self, query: Vectors, count: int, among: PhotoIds | None = None
    ) -> tuple[PhotoIds, Scores]:
        """See VectorIndex. What is found has its exact score; equal ones come by their ids."""
        query = checked_query(query, self.dim)
        with self._lock.shared():
            if among is not None:
                among = each_once(among)
            candidates = len(self._map) if among is None else len(among)
            count = min(count, candidates)
            if count <= 0:
                return np.empty(0, np.int64), np.empty(0, np.float32)
            rows = self._by_graph(query, count, among)
            if rows is None:
                rows = self._exactly(query, count, among)
            return ranked(self._id_of_row[rows], self._store.take(rows), query, count)

    def vectors_of(self, ids: PhotoIds) -> tuple[PhotoIds, Vectors]:
        """Those of ids (m,) that are in it, with their vectors, float32 (k, d)."""
        with self._lock.shared():
            rows = self._map.find(ids)
            is_known = rows != NO_ROW
            return ids[is_known], self._store.take(rows[is_known])

    def save(self, directory: Path, facts: Mapping[str, Any]) -> None:
        """Write the cache files; see graph_cache.save. Searches and removals go on meanwhile.

        The vectors are read from their file afterwards, which the system may drop from memory.
        """
        with self._growing:
            with self._lock.shared():
                belongs = np.zeros(len(self._store), bool)
                belongs[self._map.rows] = True
                ids = self._id_of_row[: len(self._store)].copy()
            saved = graph_cache.save(directory, self._graph, self._store, ids, belongs, facts)
            with self._lock.exclusive():
                self._store = saved

    @classmethod
    def load(
        cls, directory: Path, dim: int, expected: Mapping[str, Any]
    ) -> tuple[HnswIndex, dict[str, Any]] | None:
        """The saved index with its facts, or None, with the reason in the log: missing, damaged,
        of another dimension or library, or a fact differs from ``expected``. Never raises on
        damage."""
        if not directory.is_dir():
            return None  # a small library, whose first search need not wait for an import
        loaded = graph_cache.load(
            directory, choice.graph_class(), dim, expected, spare=_SPARE_CAPACITY
        )
        if loaded is None:
            return None
        index = cls(dim, graph=loaded.graph)
        index._store = loaded.store
        index._id_of_row = np.concatenate([loaded.ids, np.empty(_SPARE_CAPACITY, np.int64)])
        rows = np.flatnonzero(loaded.belongs)
        index._map.insert(loaded.ids[rows], rows)
        return index, loaded.facts

    def _append(self, ids: PhotoIds, halves: npt.NDArray[np.float16]) -> None:
        start, stop = len(self._store), len(self._store) + len(ids)
        if stop > len(self._id_of_row):
            grown = np.empty(stop * 5 // 4, np.int64)
            grown[:start] = self._id_of_row[:start]
            self._id_of_row = grown
        rows = np.arange(start, stop)
        self._graph.add(rows, halves, self._threads)
        self._store.append(halves)
        self._id_of_row[start:stop] = ids
        self._forget(ids[self._map.find(ids) != NO_ROW])
        self._map.insert(ids, rows)

    def _forget(self, ids: PhotoIds) -> None:
        """Leave ids, which are in it, out of every later answer."""
        self._graph.forget(self._map.find(ids))
        self._map.delete(ids)

    def _by_graph(self, query: Vectors, count: int, among: PhotoIds | None) -> Rows | None:
        """Rows of at least ``count`` nearest photos; None where exact search does better."""
        total = len(self._map)
        asked = count
        if among is not None:
            asked = int(count * total / len(among) * 1.5) + 10
            if len(among) < GRAPH_COST_IN_ROWS * max(_effort(total), asked * EF_A_RESULT):
                return None
        if asked > EXACT_SHARE * total:
            return None
        ef = max(_effort(total), asked * EF_A_RESULT)
        rows = self._graph.nearest(query, asked, ef)
        if rows is None:
            return None
        if len(self._graph) != len(self._store):
            rows = self._known(rows)
        rows = rows[self._map.find(self._id_of_row[rows]) == rows]
        if among is not None:
            ids = self._id_of_row[rows]
            places = np.minimum(np.searchsorted(among, ids), len(among) - 1)
            rows = rows[among[places] == ids]
        return rows[: int(asked * SCORED_SHARE) + 1] if len(rows) >= count else None

    def _known(self, rows: Rows) -> Rows:
        """rows, each once, without those whose addition was broken off: the graph has their
        numbers, which later ones got as well."""
        _, firsts = np.unique(rows, return_index=True)
        once = rows[np.sort(firsts)]
        return once[once < len(self._store)]

    def _exactly(self, query: Vectors, count: int, among: PhotoIds | None) -> Rows:
        rows = self._map.rows if among is None else self._map.find(among)
        rows = rows[rows != NO_ROW]
        if len(rows) > len(self._store) // 4:
            scores = self._store.scores(query)[rows]
        else:
            scores = self._store.scores_of(rows, query)
        best: Rows = rows[contenders(scores, count)]
        return best


def _effort(total: int) -> int:
    """The ef that a graph of ``total`` vectors needs."""
    return int(EF_SEARCH * max(1.0, total / 100_000) ** EF_GROWTH)
