"""The index of a library: exact while that is fast enough on this machine, a graph beyond."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds, Scores, Vectors
from photoclip.index.exact import ExactIndex
from photoclip.index.hnsw import HnswIndex
from photoclip.index.source import VectorSource

log = logging.getLogger(__name__)

BUDGET_S = 0.015
"""An exact search that takes longer than this makes a graph worth its minutes of building."""

FLOOR = 20_000
"""Below this many photos a graph is never built: no machine is that slow for long."""

_TIMED_SEARCHES = 10
_TIMED_COUNT = 200
_TIMED_AGAIN_AFTER = 1.2
_BUILD_AT_ONCE = 256
_REPLAY_AT_ONCE = 1000


class LibraryIndex:
    """Finds photos by vector, whichever way is faster here. Any thread may use it.

    The vectors live in a source (the catalog); the files in ``directory`` are a cache.
    """

    def __init__(self, source: VectorSource, directory: Path, dim: int, model_key: str) -> None:
        """An empty index. Use ``LibraryIndex.open``."""
        self._source = source
        self._directory = directory
        self._facts = {"model_key": model_key}
        self._index: ExactIndex | HnswIndex = ExactIndex(dim)
        self._last_seq = 0
        self._is_saved = True
        self._changing = threading.Lock()
        self._saving = threading.Lock()
        self._journal: list[PhotoIds] | None = None
        self._timed: tuple[int, float] | None = None

    @classmethod
    def open(cls, source: VectorSource, directory: Path, dim: int, model_key: str) -> LibraryIndex:
        """All vectors of ``source``: from the cache as far as it is valid, the rest from there.

        A damaged, missing or foreign cache costs only time. Raises what the source raises.
        """
        index = cls(source, directory, dim, model_key)
        cached = HnswIndex.load(directory, dim, index._facts)
        if cached is not None:
            index._index, facts = cached
            index._last_seq = int(facts["last_seq"])
            index._catch_up()
            if np.array_equal(index._index.ids, source.ids()):
                return index
            log.warning("the index cache in %s does not fit the catalog", directory)
            index._index, index._last_seq = ExactIndex(dim), 0
        index._catch_up()
        return index

    def __len__(self) -> int:
        return len(self._index)

    @property
    def ids(self) -> PhotoIds:
        """int64 (n,), ascending: the photos in it."""
        return self._index.ids

    @property
    def kind(self) -> Literal["exact", "hnsw"]:
        """How it searches now."""
        return "exact" if isinstance(self._index, ExactIndex) else "hnsw"

    @property
    def wants_graph(self) -> bool:
        """Whether ``build_hnsw`` would make searches faster.

        Runs a few searches to know, and again only once the library has grown by a fifth: ask
        from the background.
        """
        index = self._index
        if isinstance(index, HnswIndex):
            return index.needs_rebuild
        return len(index) >= FLOOR and self._exact_seconds(index) > BUDGET_S

    def add(self, ids: PhotoIds, vectors: npt.NDArray[Any]) -> None:
        """See VectorIndex. They must be in the source already, or the next opening drops them."""
        with self._changing:
            self._index.add(ids, vectors)
            self._note(ids)

    def remove(self, ids: PhotoIds) -> None:
        """See VectorIndex."""
        with self._changing:
            self._index.remove(ids)
            self._note(ids)

    def search(
        self, query: Vectors, count: int, among: PhotoIds | None = None
    ) -> tuple[PhotoIds, Scores]:
        """See VectorIndex."""
        return self._index.search(query, count, among)

    def vectors_of(self, ids: PhotoIds) -> tuple[PhotoIds, Vectors]:
        """Those of ids int64 (m,) that are in it, in their order, with copies of their vectors,
        float32 (k, d)."""
        return self._index.vectors_of(ids)

    def build_hnsw(
        self,
        cancel: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> bool:
        """Build a fresh graph, let it take over, save it; False if cancelled.

        For the background: searches, additions and removals go on, answered by the index as it
        was. cancel: asked about every quarter of a second. progress: told (done, total) photos.
        Meanwhile the vectors are held twice.
        """
        with self._changing:
            if self._journal is not None:
                return False
            self._journal = []
            ids = self._index.ids
        try:
            graph = HnswIndex(self._index.dim, capacity=len(ids))
            for start in range(0, len(ids), _BUILD_AT_ONCE):
                if cancel():
                    return False
                graph.add(*self._index.vectors_of(ids[start : start + _BUILD_AT_ONCE]))
                progress(min(start + _BUILD_AT_ONCE, len(ids)), len(ids))
            if not self._replay_until_few(graph, cancel):
                return False
            self._take_over(graph)
        finally:
            self._journal = None
        self.save()
        return True

    def save(self) -> bool:
        """Write the cache, if there is a graph and it changed; False if that failed.

        A failure (disk full, read-only) is logged and costs only time at the next opening.
        """
        with self._saving:
            index = self._index
            if isinstance(index, ExactIndex) or self._is_saved:
                return True
            self._catch_up()
            self._is_saved = True
            try:
                index.save(self._directory, {**self._facts, "last_seq": self._last_seq})
            except OSError as error:
                self._is_saved = False
                log.warning("the index cache was not saved: %s", error)
                return False
            return True

    def _note(self, ids: PhotoIds) -> None:
        self._is_saved = False
        if self._journal is not None:
            self._journal.append(np.asarray(ids, np.int64))

    def _catch_up(self) -> None:
        """Enter what the source got since the last seq; drop what it has no more.

        Read again here: vectors that ``add`` brought already, so equal ones are passed over.
        """
        for ids, vectors, last_seq in self._source.load(self._last_seq):
            differs = self._differing(ids, vectors) if len(self._index) else slice(None)
            if len(ids[differs]):
                self.add(ids[differs], vectors[differs])
            self._last_seq = last_seq
        present = self._source.ids()
        gone = np.setdiff1d(self._index.ids, present, assume_unique=True)
        if len(gone):
            self.remove(gone)

    def _differing(self, ids: PhotoIds, vectors: npt.NDArray[np.float16]) -> npt.NDArray[np.bool_]:
        """bool (n,): whose vector is unknown or not this one."""
        known, held = self._index.vectors_of(ids)
        places = np.flatnonzero(np.isin(ids, known))
        differs = np.ones(len(ids), bool)
        differs[places] = (held.astype(np.float16) != vectors[places]).any(axis=1)
        return differs

    def _exact_seconds(self, index: ExactIndex) -> float:
        """The best of some searches here and now: what else the machine does only adds to it, so
        the first one within the budget settles it."""
        count = len(index)
        if self._timed is not None and count <= self._timed[0] * _TIMED_AGAIN_AFTER:
            return self._timed[1]
        best = float("inf")
        _, queries = index.vectors_of(index.ids[:: max(1, count // _TIMED_SEARCHES)])
        for query in queries[:_TIMED_SEARCHES]:
            start = time.perf_counter()
            index.search(query, _TIMED_COUNT)
            best = min(best, time.perf_counter() - start)
            if best <= BUDGET_S:
                break
        self._timed = (count, best)
        log.info("exact search of %d photos takes %.1f ms", count, best * 1000)
        return best

    def _replay_until_few(self, graph: HnswIndex, cancel: Callable[[], bool]) -> bool:
        """Bring changes made during the build over, until those left take no time; False if
        cancelled."""
        while True:
            with self._changing:
                changed = self._changed_ids()
                if len(changed) <= _REPLAY_AT_ONCE:
                    self._journal = [changed]
                    return True
            for start in range(0, len(changed), _REPLAY_AT_ONCE):
                if cancel():
                    return False
                self._replay(graph, changed[start : start + _REPLAY_AT_ONCE])

    def _take_over(self, graph: HnswIndex) -> None:
        with self._changing:
            self._replay(graph, self._changed_ids())
            self._index = graph
            self._is_saved = False
            self._journal = None
            self._timed = None

    def _changed_ids(self) -> PhotoIds:
        """What the journal holds, each once; it is empty afterwards."""
        journal, self._journal = self._journal or [], []
        return np.unique(np.concatenate([np.empty(0, np.int64), *journal]))

    def _replay(self, graph: HnswIndex, changed: PhotoIds) -> None:
        present, vectors = self._index.vectors_of(changed)
        graph.remove(np.setdiff1d(changed, present, assume_unique=True))
        graph.add(present, vectors)
