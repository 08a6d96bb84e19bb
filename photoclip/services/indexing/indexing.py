"""Takes folders into the library: scan, hand out to the worker, commit, tell."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from photoclip.catalog.database import Catalog
from photoclip.core.errors import CancelledError, DiskFullError, WorkerError
from photoclip.core.events import EventBus, NoticeGiven
from photoclip.core.models import Folder, IndexReport, Problem
from photoclip.core.wording import Message
from photoclip.embed.worker.client import WorkerClient
from photoclip.services.indexing.commits import CommitService
from photoclip.services.indexing.pacing import Pacer
from photoclip.services.indexing.progress import IndexingRun, SpeedGauge
from photoclip.services.indexing.scanning import ScanService
from photoclip.services.search.modelkeys import remember_model, remembered_model
from photoclip.services.tasks import CancelToken

log = logging.getLogger(__name__)

SCAN_SLICE_S = 0.1
COLLECT_WAIT_S = 0.1
PROGRESS_EVERY_S = 0.2
RECOUNT_EVERY_S = 3.0
DRAIN_S = 3.0
REFILL = 256

RESTS_S = (0.5, 3.0)
"""Seconds before files that failed for passing reasons are tried again in the same run."""

PASSING = (Problem.PERMISSION, Problem.VANISHED, Problem.CHANGING)
"""Problems that can pass without a trace in the file's size or time: tried in every run."""


class IndexingService:
    """One run at a time, in whichever thread calls ``run``."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        scans: ScanService,
        commits: CommitService,
        events: EventBus,
        *,
        model: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._catalog = catalog
        self._client = client
        self._scans = scans
        self._commits = commits
        self._events = events
        self._model = model
        self._now = now
        self._told_reason = ""

    def run(
        self,
        folders: Sequence[Folder],
        token: CancelToken | None = None,
        pacer: Pacer | None = None,
    ) -> IndexReport:
        """Bring the library up to date with ``folders`` and finish all pending work.

        pacer: says when to go slower; without one, it is full speed all through.
        Raises DiskFullError, ModelError or WorkerError; what was done until then is kept.
        """
        run = IndexingRun(token or CancelToken(), SpeedGauge(self._now), self._now(), pacer)
        steps = chain.from_iterable(self._scans.steps(one, run.report) for one in folders)
        try:
            self._catalog.files.retry_failed(PASSING)
            self._loop(run, steps)
        except WorkerError:
            # A worker that dies on everything proves nothing against the files it died on.
            self._catalog.files.retry_failed((Problem.CRASHED,))
            raise
        finally:
            run.report.seconds = self._now() - run.started
        return run.report

    def _loop(self, run: IndexingRun, steps: Iterator[None]) -> None:
        run.is_scanning = self._scan_slice(run, steps)
        # Cancelled while it waited for the model: nothing was handed out yet.
        with contextlib.suppress(CancelledError):
            self._go_on(run, steps)
        if run.token.is_cancelled:
            self._drain(run)
        self._recount(run)
        self._tell(run, is_last=True)
        self._tell_of_deferred(run)
        run.report.was_cancelled = run.token.is_cancelled
        run.report.remaining = run.remaining

    def _go_on(self, run: IndexingRun, steps: Iterator[None]) -> None:
        while not run.token.is_cancelled:
            has_work = self._turn(run)
            if not has_work and not run.is_scanning and not self._try_again(run):
                break
            if run.is_scanning:
                run.is_scanning = self._scan_slice(run, steps)

    def _scan_slice(self, run: IndexingRun, steps: Iterator[None]) -> bool:
        """Scan for a moment. False when the scan is complete."""
        until = self._now() + SCAN_SLICE_S
        while self._now() < until and not run.token.is_cancelled:
            try:
                next(steps)
            except StopIteration:
                return False
            self._tell(run)
        return True

    def _turn(self, run: IndexingRun) -> bool:
        """Hand out, collect, commit. False when nothing is left to do for now."""
        if not self._client.under_way and (run.is_stuck or not (run.queue or self._fetch(run))):
            return False
        if not run.is_stuck:
            self._hand_out(run)
        wait_s = 0.0 if run.is_scanning else COLLECT_WAIT_S
        if not self._client.under_way:
            # Only a pacer's rest leaves the worker without work here.
            run.token.wait(wait_s)
        self._commits.commit(run, self._client.collect(wait_s), self._model_id(run))
        self._tell(run)
        return True

    def _fetch(self, run: IndexingRun) -> bool:
        """Fill the queue from the catalog. False when nothing waits there."""
        model_id = run.model_id or remembered_model(self._catalog, self._model)
        files = self._catalog.files
        if model_id is None and not files.has_pending():
            return False
        if model_id is None:
            model_id = self._model_id(run)
        skip = self._client.under_way | run.deferred.keys()
        # While a scan goes on, what became of a photo may still turn out to be somewhere else.
        is_settled = not (run.is_scanning or self._scans.is_under_way)
        run.queue = files.pending(REFILL, exclude=skip, model_id=model_id, with_claims=is_settled)
        run.queue.reverse()
        return bool(run.queue)

    def _hand_out(self, run: IndexingRun) -> None:
        self._model_id(run)
        free = self._client.free_places
        if run.pacer is not None:
            free = run.pacer.places(free, len(self._client.under_way))
        while free and (run.queue or self._fetch(run)):
            file = run.queue.pop()
            if file.id in run.unresolved:
                if self._client.under_way and not file.known_hashes:
                    # Its twin is still on the way. What is fetched again after that comes with
                    # the hashes that the catalog knows by then.
                    run.queue.clear()
                    return
                file = replace(file, is_forced=True)
            self._client.submit(file)
            free -= 1

    def _model_id(self, run: IndexingRun) -> int:
        if run.model_id is None:
            model = self._client.describe(lambda: run.token.is_cancelled)
            run.model_id = remember_model(self._catalog, self._model, model)
            for notice in model.notices:
                if notice not in run.report.notices:
                    run.report.notices.append(notice)
        return run.model_id

    def _try_again(self, run: IndexingRun) -> bool:
        """Let what failed for passing reasons be tried once more, after a rest; False when it was
        tried often enough, and the next run has to do it."""
        if not run.deferred or run.is_stuck or run.tries >= len(RESTS_S):
            return False
        if run.token.wait(RESTS_S[run.tries]):
            return False
        run.tries += 1
        run.deferred.clear()
        return True

    def _tell_of_deferred(self, run: IndexingRun) -> None:
        run.report.deferred = len(run.deferred)
        if not run.deferred:
            self._told_reason = ""
            return
        reason = next(reversed(run.deferred.values()))
        if run.is_disk_full:
            raise DiskFullError(
                "The disk is full, so some photos could not be taken in.",
                "Nothing was lost: free some space; they are tried again.",
            )
        if reason != self._told_reason:
            self._told_reason = reason
            notice = Message(
                "{count} photos could not be read for now and are tried again later: {reason}",
                count=len(run.deferred),
                reason=reason,
            )
            run.report.notices.append(notice)
            self._events.emit(NoticeGiven(notice))

    def _drain(self, run: IndexingRun) -> None:
        """After a cancel, keep what the worker is about to deliver."""
        until = self._now() + DRAIN_S
        while self._client.under_way and self._now() < until:
            outcomes = self._client.collect(COLLECT_WAIT_S)
            self._commits.commit(run, outcomes, self._model_id(run))

    def _recount(self, run: IndexingRun) -> None:
        model_id = run.model_id or remembered_model(self._catalog, self._model) or 0
        run.remaining = self._catalog.files.pending_count(model_id)
        run.counted_at = self._now()

    def _tell(self, run: IndexingRun, is_last: bool = False) -> None:
        moment = self._now()
        if not is_last and moment - run.told_at < PROGRESS_EVERY_S:
            return
        if not is_last and moment - run.counted_at > RECOUNT_EVERY_S:
            self._recount(run)
        run.told_at = moment
        self._events.emit(run.progress())
