"""From the library's threads to the window's: events and results arrive as Qt signals."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photoclip.core.errors import PhotoClipError
from photoclip.core.events import (
    ActivityChanged,
    Event,
    FilesFailed,
    FilesFound,
    FilesGone,
    FilesMoved,
    FoldersChanged,
    IndexingProgressed,
    NoticeGiven,
    PhotosAdded,
    WorkerRestarted,
)
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.tasks import CancelToken, Task, TaskRunner

log = logging.getLogger(__name__)

SLICE_S = 0.006
"""Seconds of news that the window takes in at once, so that a frame is never missed for them."""

Work = Callable[["CancelToken"], Any]
Heard = Callable[[Any], None]


class Job:
    """One piece of work that the window waits for."""

    def __init__(self, name: str, on_result: Heard, on_error: Heard | None) -> None:
        self.name = name
        self.on_result = on_result
        self.on_error = on_error
        self.is_cancelled = False
        self.task: Task[Any] | None = None

    def cancel(self) -> None:
        """Drop it: neither result nor error is delivered any more."""
        self.is_cancelled = True
        if self.task is not None:
            self.task.cancel()


class Bridge(QObject):
    """Lives in the window's thread. Every signal is emitted there."""

    happened = Signal(object)
    """Any event of the library."""
    contents_changed = Signal()
    """Photos or files came, went, or failed."""
    folders_changed = Signal()
    progressed = Signal(object)
    activity_changed = Signal(object)
    notice_given = Signal(str)
    worker_restarted = Signal(str)
    fault_met = Signal(str)
    """Work that nobody asked about ended with an error; the text is for the person."""

    _arrived = Signal()

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._lock = threading.Lock()
        self._inbox: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._is_woken = False
        self._is_closed = False
        self._newest: dict[str, Job] = {}
        self._unsubscribe: Callable[[], None] = lambda: None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def attach(self, library: Library) -> None:
        """Listen to a library, and run work on its threads from now on."""
        self._tasks = library.tasks
        self._unsubscribe = library.events.subscribe(lambda one: self._post(self._announce, one))

    def run(self, name: str, work: Work, on_result: Heard, on_error: Heard | None = None) -> Job:
        """Do ``work`` in the background; its result comes back in the window's thread.

        Work of the same name that still goes on is dropped: only the newest counts. Without
        on_error, a known error is shown as a toast, and an unknown one is logged as well.
        """
        former = self._newest.get(name)
        if former is not None:
            former.cancel()
        job = self._newest[name] = Job(name, on_result, on_error)
        self._submit(job, work)
        return job

    def run_each(
        self, name: str, work: Work, on_result: Heard, on_error: Heard | None = None
    ) -> Job:
        """The same, beside other work of this name instead of in its place."""
        job = Job(name, on_result, on_error)
        self._submit(job, work)
        return job

    def cancel(self, name: str) -> None:
        """Drop the work of this name, if any goes on."""
        job = self._newest.pop(name, None)
        if job is not None:
            job.cancel()

    def close(self) -> None:
        """Deliver nothing more."""
        with self._lock:
            self._is_closed = True
            self._inbox.clear()
        self._unsubscribe()
        for job in self._newest.values():
            job.cancel()
        self._newest.clear()

    def _submit(self, job: Job, work: Work) -> None:
        if self._is_closed:
            return
        try:
            job.task = self._tasks.submit(job.name, work)
        except RuntimeError:
            # The library closes: nobody is left to show a result to.
            return
        job.task.when_done(lambda task: self._post(self._finish, job, task))

    def _post(self, call: Callable[..., None], *values: Any) -> None:
        """From any thread. One wake-up at a time, however much arrives."""
        with self._lock:
            if self._is_closed:
                return
            self._inbox.append((call, values))
            if self._is_woken:
                return
            self._is_woken = True
        self._arrived.emit()

    @Slot()
    def _deliver(self) -> None:
        until = time.perf_counter() + SLICE_S
        while True:
            with self._lock:
                if self._is_closed or not self._inbox:
                    self._is_woken = False
                    return
                call, values = self._inbox.popleft()
            try:
                call(*values)
            except Exception:
                log.exception("the window failed to take in something that happened")
            if time.perf_counter() > until:
                # The rest comes after whatever else the window has to do.
                self._arrived.emit()
                return

    def _finish(self, job: Job, task: Task[Any]) -> None:
        if self._newest.get(job.name) is job:
            del self._newest[job.name]
        if job.is_cancelled:
            return
        try:
            result = task.result(0)
        except CancelledError:
            return
        except Exception as error:
            self._fail(job, error)
            return
        job.on_result(result)

    def _fail(self, job: Job, error: Exception) -> None:
        if not isinstance(error, PhotoClipError):
            log.error("%s failed", job.name, exc_info=error)
        if job.on_error is not None:
            job.on_error(error)
        else:
            self.fault_met.emit(words.told(error))

    def _announce(self, event: Event) -> None:
        self.happened.emit(event)
        if isinstance(event, FilesFound | FilesMoved | PhotosAdded | FilesGone | FilesFailed):
            self.contents_changed.emit()
        elif isinstance(event, FoldersChanged):
            self.folders_changed.emit()
        elif isinstance(event, IndexingProgressed):
            self.progressed.emit(event)
        elif isinstance(event, ActivityChanged):
            self.activity_changed.emit(event)
        elif isinstance(event, NoticeGiven):
            self.notice_given.emit(words.said(event.message))
        elif isinstance(event, WorkerRestarted):
            self.worker_restarted.emit(words.said(event.reason))
