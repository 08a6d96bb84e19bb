"""Indexing and watching that go on while the window is open."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from photoclip.catalog.database import Catalog
from photoclip.core.errors import DiskFullError, PhotoClipError
from photoclip.core.events import Activity, ActivityChanged, EventBus
from photoclip.core.models import Folder, IndexReport
from photoclip.services.indexing.indexing import IndexingService
from photoclip.services.indexing.pacing import Pacer
from photoclip.services.indexing.watching import WatchService
from photoclip.services.tasks import CancelToken, TaskRunner

log = logging.getLogger(__name__)

LOOK_EVERY_S = 0.25
REST_AFTER_FAULT_S = 5.0
FIRST_RETRY_S = 15.0
LAST_RETRY_S = 600.0
"""Seconds until work that failed for a passing reason is tried again: doubled each time."""


class BackgroundService:
    """One loop that indexes and one that watches, steered by a few commands from any thread.

    after_run: called after a run that changed something, for backups and the like. pacer: makes
    room for other work; without one, it is always full speed.
    """

    def __init__(
        self,
        catalog: Catalog,
        indexing: IndexingService,
        watching: WatchService,
        events: EventBus,
        after_run: Callable[[], object] = lambda: None,
        pacer: Pacer | None = None,
    ) -> None:
        self._catalog = catalog
        self._indexing = indexing
        self._watching = watching
        self._events = events
        self._after_run = after_run
        self._pacer = pacer
        # Threads of its own: these loops never end, and must not take a place from other work.
        self._tasks: TaskRunner | None = None
        self._lock = threading.Lock()
        self._is_running = threading.Lock()
        self._is_looking = threading.Lock()
        self._telling = threading.RLock()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._to_scan: dict[int, Folder] = {}
        self._has_work = False
        self._retry_s: float | None = None
        self._is_paused = False
        self._holders = 0
        self._run_token: CancelToken | None = None
        self._activity = Activity.IDLE

    @property
    def activity(self) -> Activity:
        """What it is about now."""
        return self._activity

    def start(self) -> None:
        """Begin: watch every folder and catch up on what happened meanwhile."""
        if self._tasks is None:
            self._tasks = TaskRunner(threads=2)
            self._tasks.submit("watch folders", self._watch)
            self._tasks.submit("index in the background", self._index)
            self.index(self._catalog.folders.list())

    def index(self, folders: Iterable[Folder] = (), *, is_urgent: bool = False) -> None:
        """Scan ``folders`` soon, and finish what waits.

        is_urgent: what goes on is cut short for the scan and finished after it.
        """
        with self._lock:
            self._to_scan.update({one.id: one for one in folders})
            self._has_work = True
            if is_urgent and self._run_token is not None:
                self._run_token.cancel()
        self._wake.set()

    def pause(self) -> None:
        """Stop embedding; what is under way is kept. Changes are still noticed."""
        with self._lock:
            self._is_paused = True
            if self._run_token is not None:
                self._run_token.cancel()
        self._enter(Activity.PAUSED)

    def resume(self) -> None:
        """Go on after a pause."""
        with self._lock:
            self._is_paused = False
            self._has_work = True
        self._wake.set()

    @contextlib.contextmanager
    def held_still(self) -> Iterator[None]:
        """Neither scan nor embed inside the block: for changes that pull the ground from under."""
        with self._lock:
            if self._run_token is not None:
                self._run_token.cancel()
            self._holders += 1
        try:
            with self._is_running, self._is_looking:
                yield
        finally:
            with self._lock:
                self._holders -= 1
            self._wake.set()

    def ask_to_stop(self) -> None:
        """Let both loops end at their next good moment; does not wait."""
        self._stopping.set()
        with self._lock:
            if self._run_token is not None:
                self._run_token.cancel()
        self._wake.set()

    def stop(self) -> None:
        """End both loops and wait for them."""
        self.ask_to_stop()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def _watch(self, _token: CancelToken) -> None:
        pause_s = LOOK_EVERY_S
        try:
            while not self._stopping.wait(pause_s):
                pause_s = LOOK_EVERY_S if self._look() else REST_AFTER_FAULT_S
        finally:
            with self._is_looking:
                self._watching.close()

    def _look(self) -> bool:
        """False when it failed; the next look comes later then."""
        try:
            with self._is_looking:
                turn = self._watching.poll(time.monotonic())
        except PhotoClipError as error:
            log.warning("a look at the folders failed: %s", error)
            return False
        except Exception:
            log.exception("a look at the folders failed by a fault of PhotoClip")
            return False
        if turn.has_work or turn.returned:
            self.index(turn.returned, is_urgent=turn.is_urgent)
        return True

    def _index(self, _token: CancelToken) -> None:
        while not self._stopping.is_set():
            if not self._wake.wait(self._retry_s):
                with self._lock:
                    self._has_work = True
            self._wake.clear()
            try:
                with self._is_running:
                    self._run_once()
            except DiskFullError as error:
                self._retry_later()
                if not self._stopping.is_set():
                    self._enter(Activity.STOPPED, error.message, error.hint)
            except PhotoClipError as error:
                if not self._stopping.is_set():
                    self._enter(Activity.STOPPED, error.message, error.hint)
            except Exception as error:
                log.exception("indexing ended by a fault of PhotoClip")
                self._enter(Activity.STOPPED, str(error) or type(error).__name__)

    def _run_once(self) -> None:
        with self._lock:
            held = self._is_paused or self._holders or self._stopping.is_set()
            if held or not self._has_work:
                return
            folders, self._to_scan, self._has_work = self._to_scan, {}, False
            token = self._run_token = CancelToken()
        self._enter(Activity.RUNNING)
        report, finished = None, False
        try:
            known = {one.id for one in self._catalog.folders.list()}
            chosen = [one for one in folders.values() if one.id in known]
            report = self._run_watched(chosen, token)
            finished = report is not None and not report.was_cancelled
        finally:
            with self._lock:
                self._run_token = None
                if not finished:
                    # The scan was cut short: do it again when indexing goes on.
                    self._to_scan = {**folders, **self._to_scan}
                    self._has_work = self._has_work or token.is_cancelled
        if finished and report is not None:
            if report.deferred:
                self._retry_later()
            else:
                self._retry_s = None
            self._after_run()
            self._enter(Activity.IDLE)

    def _run_watched(self, folders: Sequence[Folder], token: CancelToken) -> IndexReport | None:
        """Scan folders that are watched by then, and do what waits. None when it never began."""
        # What comes after a directory was scanned and before it is watched, nobody would see.
        with self._is_looking:
            if self._stopping.is_set():
                return None
            self._watching.prepare(folders)
        try:
            return self._indexing.run(folders, token, self._pacer)
        finally:
            self._watching.scanned(folders)

    def _retry_later(self) -> None:
        self._retry_s = min(2 * (self._retry_s or FIRST_RETRY_S / 2), LAST_RETRY_S)

    def _enter(self, activity: Activity, message: str = "", hint: str = "") -> None:
        with self._telling:
            # A run that begins or ends beside a pause does not take it back.
            if self._is_paused and activity in (Activity.RUNNING, Activity.IDLE):
                return
            self._activity = activity
            self._events.emit(ActivityChanged(activity, message, hint))
