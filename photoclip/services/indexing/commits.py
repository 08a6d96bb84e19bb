"""Enters what the worker delivers into the catalog and the index."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus, FilesFailed, PhotosAdded
from photoclip.core.models import ProblemFile, StoredVectors
from photoclip.core.ports import VectorIndex
from photoclip.embed.worker.messages import (
    FileDeferred,
    FileEmbedded,
    FileFailed,
    FileOutcome,
    FileRecognised,
)
from photoclip.services.identity.succession import Succession
from photoclip.services.indexing.progress import IndexingRun

PROBLEMS_KEPT = 1000


class CommitService:
    """One transaction a batch, then one event of each kind."""

    def __init__(
        self, catalog: Catalog, index: Callable[[int], VectorIndex | None], events: EventBus
    ) -> None:
        self._catalog = catalog
        self._index = index
        self._events = events
        self._succession = Succession(catalog)

    def commit(self, run: IndexingRun, outcomes: Sequence[FileOutcome], model_id: int) -> None:
        """All or nothing: after a crash in between, the files are still pending."""
        if not outcomes:
            return
        started = time.perf_counter()
        embedded: dict[int, StoredVectors] = {}
        failed: list[int] = []
        linked: list[int] = []
        with self._catalog.transaction():
            for outcome in outcomes:
                if isinstance(outcome, FileEmbedded):
                    embedded[self._store(run, outcome, model_id)] = outcome.vector
                elif isinstance(outcome, FileRecognised):
                    linked.extend(self._recognise(run, outcome, model_id))
                elif isinstance(outcome, FileDeferred):
                    run.defer(outcome.file_id, outcome.message, is_disk_full=outcome.is_disk_full)
                else:
                    failed.append(outcome.file_id)
                    self._fail(run, outcome)
        run.report.stages.commit += time.perf_counter() - started
        self._publish(model_id, embedded, linked, failed)

    def _publish(
        self,
        model_id: int,
        embedded: dict[int, StoredVectors],
        linked: list[int],
        failed: list[int],
    ) -> None:
        index = self._index(model_id) if embedded else None
        if index is not None:
            ids = np.fromiter(embedded, np.int64, len(embedded))
            index.add(ids, np.stack([*embedded.values()]))
        if embedded or linked:
            self._events.emit(PhotosAdded((*embedded, *linked)))
        if failed:
            self._events.emit(FilesFailed(tuple(failed)))

    def _store(self, run: IndexingRun, outcome: FileEmbedded, model_id: int) -> int:
        photo_id = self._succession.photo_for(outcome)
        self._catalog.vectors.put(model_id, [photo_id], outcome.vector[np.newaxis])
        self._catalog.files.link(outcome.file_id, photo_id, outcome.stat)
        run.report.embedded += 1
        run.finish_one(outcome.times)
        return photo_id

    def _recognise(self, run: IndexingRun, outcome: FileRecognised, model_id: int) -> list[int]:
        photo_id = self._catalog.photos.by_hash(outcome.content_hash)
        if photo_id is None:
            # The first file with this content is still under way: this one stays pending.
            run.unresolved.add(outcome.file_id)
            return []
        is_as_before = self._succession.return_to(outcome.file_id, photo_id)
        self._catalog.files.link(outcome.file_id, photo_id, outcome.stat)
        if self._catalog.vectors.has(model_id, photo_id):
            run.unresolved.discard(outcome.file_id)
        else:
            # The worker has seen this content before, but its vector went with an edit.
            run.unresolved.add(outcome.file_id)
        run.report.verified += is_as_before
        run.report.recognised += not is_as_before
        run.finish_one(outcome.times)
        return [] if is_as_before else [photo_id]

    def _fail(self, run: IndexingRun, outcome: FileFailed) -> None:
        path = self._catalog.files.path_of(outcome.file_id)
        self._catalog.files.fail(outcome.file_id, outcome.problem, outcome.message, None)
        run.report.failed += 1
        run.finish_one()
        if path is not None and len(run.report.problems) < PROBLEMS_KEPT:
            problem = ProblemFile(outcome.file_id, path, outcome.problem, outcome.message)
            run.report.problems.append(problem)
