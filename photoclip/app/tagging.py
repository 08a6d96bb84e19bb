"""Puts the parts of tagging together for one library."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from photoclip.app.paths import cache_folder, resources_folder
from photoclip.catalog.database import Catalog
from photoclip.core.config import Settings
from photoclip.core.errors import LabelError, PhotoClipError
from photoclip.core.events import (
    Activity,
    ActivityChanged,
    Event,
    EventBus,
    NoticeGiven,
    TaggingProgressed,
    TagsChanged,
)
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.worker.client import WorkerClient
from photoclip.services.tags.label_sets import LabelSetStore
from photoclip.services.tags.runs import TagRuns
from photoclip.services.tags.tagging import TaggingService
from photoclip.services.tasks import CancelToken, TaskRunner
from photoclip.services.undo import UndoStack

log = logging.getLogger(__name__)

LABELS_NAME = "labels.json"
BUILT_IN = "everyday.json"


def make_tagging(
    folder: Path,
    catalog: Catalog,
    client: WorkerClient,
    events: EventBus,
    undo: UndoStack,
    tasks: TaskRunner,
    settings: Settings,
    identify: Callable[[], ModelKeys | None],
) -> TaggingService:
    """The tags of the library in ``folder``, kept up to date in the background by ``tasks``.

    identify: see :class:`TagRuns`.
    """
    resources, model = resources_folder(), settings.model
    store = LabelSetStore(resources / "labels" / BUILT_IN, folder / LABELS_NAME)
    cache = cache_folder() / "labels"
    runs = TagRuns(
        catalog,
        client,
        events,
        store,
        model=model,
        resources=resources,
        cache=cache,
        identify=identify,
    )
    tagging = TaggingService(catalog, events, undo, store, runs, model)
    events.subscribe(TagKeeper(tagging, tasks, events).hear)
    return tagging


class TagKeeper:
    """Keeps tags in step while indexing goes on in the background.

    Tags what is new whenever the indexing has finished, and everything after a change of labels;
    one run at a time, a wish during a run brings another one after it.
    """

    def __init__(self, tagging: TaggingService, tasks: TaskRunner, events: EventBus) -> None:
        self._tagging = tagging
        self._tasks = tasks
        self._events = events
        self._lock = threading.Lock()
        self._is_live = False
        self._is_wanted = False
        self._is_running = False
        self._is_told = False

    def hear(self, event: Event) -> None:
        """Listen to everything that happens in the library."""
        if isinstance(event, ActivityChanged):
            self._is_live = True
            if event.activity is Activity.IDLE:
                self._tag_soon()
        elif isinstance(event, TagsChanged) and event.labels_changed and self._is_live:
            self._tag_soon()

    def _tag_soon(self) -> None:
        with self._lock:
            self._is_wanted = True
            if not self._is_running:
                self._is_running = True
                try:
                    self._tasks.submit("tag photos", self._run)
                except RuntimeError:
                    log.debug("the library closes; photos are tagged at the next start")

    def _run(self, token: CancelToken) -> None:
        while self._is_next():
            try:
                self._tagging.tag_new(token=token, progress=self._progressed)
            except LabelError as error:
                self._events.emit(NoticeGiven(error.message))
            except PhotoClipError as error:
                # Whatever keeps the model from working is told where photos are indexed.
                log.info("photos were not tagged: %s", error)
            finally:
                self._say_done()

    def _progressed(self, done: int, total: int) -> None:
        self._is_told = True
        self._events.emit(TaggingProgressed(done, total))

    def _say_done(self) -> None:
        if self._is_told:
            self._is_told = False
            self._events.emit(TaggingProgressed(0, 0))

    def _is_next(self) -> bool:
        with self._lock:
            self._is_running, self._is_wanted = self._is_wanted, False
            return self._is_running
