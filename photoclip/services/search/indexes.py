"""Keeps the vector index of each model in step with the catalog."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoIds, StoredVectors
from photoclip.index.library_index import FLOOR, LibraryIndex
from photoclip.services.tasks import CancelToken, Task, TaskRunner

log = logging.getLogger(__name__)


class CatalogVectors:
    """One model's vectors in the catalog, as the index wants to see them."""

    def __init__(self, catalog: Catalog, model_id: int) -> None:
        self._vectors = catalog.vectors
        self._model_id = model_id

    def ids(self) -> PhotoIds:
        """int64 (n,), ascending."""
        return self._vectors.ids(self._model_id)

    def load(self, after_seq: int) -> Iterator[tuple[PhotoIds, StoredVectors, int]]:
        """Batches of (ids, float16 vectors, last seq) newer than ``after_seq``."""
        for batch in self._vectors.batches(self._model_id, after_seq):
            yield batch.photo_ids, batch.vectors, batch.last_seq


class IndexService:
    """Opens an index on first use; a graph that pays off is built in the background."""

    def __init__(self, catalog: Catalog, cache: Path, tasks: TaskRunner) -> None:
        self._catalog = catalog
        self._cache = cache
        self._tasks = tasks
        self._lock = threading.RLock()
        self._opened: dict[int, LibraryIndex] = {}
        self._builds: dict[int, Task[bool]] = {}

    def opened(self, model_id: int) -> LibraryIndex | None:
        """The index of a model if it is in memory already; indexing keeps that one up to date."""
        with self._lock:
            return self._opened.get(model_id)

    def get(self, model_id: int) -> LibraryIndex:
        """The index of a model, loaded from its cache or from the catalog."""
        with self._lock:
            index = self._opened.get(model_id)
            if index is None:
                model = self._catalog.models.get(model_id)
                source = CatalogVectors(self._catalog, model_id)
                folder = self._cache / str(model_id)
                index = LibraryIndex.open(source, folder, dim=model.dim, model_key=model.key)
                self._opened[model_id] = index
            return index

    def build_where_it_pays(self, model_id: int) -> Task[bool] | None:
        """Start building the graph in the background if searches here would gain by it.

        None when they would not. Searches go on exactly until the graph is ready.
        """
        if self._catalog.vectors.count(model_id) < FLOOR:
            return None
        index = self.get(model_id)
        with self._lock:
            running = self._builds.get(model_id)
            if (running is not None and not running.is_done) or not index.wants_graph:
                return running

            def build(token: CancelToken) -> bool:
                return index.build_hnsw(cancel=lambda: token.is_cancelled)

            self._builds[model_id] = self._tasks.submit("build the index", build)
            return self._builds[model_id]

    def save(self) -> None:
        """Keep the graphs that changed, so that the next start need not top them up."""
        with self._lock:
            opened = list(self._opened.values())
        for index in opened:
            index.save()
