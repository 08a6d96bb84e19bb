"""Keeps sidecars in step while the window is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from photoclip.catalog.database import Catalog
from photoclip.core.config import Preferences
from photoclip.core.errors import DiskFullError, PhotoClipError
from photoclip.core.events import (
    Activity,
    ActivityChanged,
    AlbumsChanged,
    DirectoriesScanned,
    Event,
    EventBus,
    NoticeGiven,
    PhotosMarked,
    PreferencesChanged,
    TagsChanged,
)
from photoclip.services.albums import AlbumService
from photoclip.services.settings import PreferenceService
from photoclip.services.sidecars import Directories, SidecarService
from photoclip.services.tagging import TaggingService
from photoclip.services.tasks import CancelToken, TaskRunner
from photoclip.services.undo import UndoStack

log = logging.getLogger(__name__)

REST_S = 1.5
"""So long it waits for more of the same before it writes: a person rates many in a row."""


def make_sidecars(
    catalog: Catalog,
    preferences: PreferenceService,
    tags: TaggingService,
    albums: AlbumService,
    events: EventBus,
    undo: UndoStack,
    tasks: TaskRunner,
) -> SidecarService:
    """The sidecars of a library, kept up to date in the background by ``tasks``."""
    service = SidecarService(catalog, preferences, tags.store, albums, events, undo)
    events.subscribe(SidecarKeeper(service, preferences, tasks, events).hear)
    return service


class SidecarKeeper:
    """Gathers what happened, rests a moment, then reads and writes as the person prefers.

    It begins with the background's first word, so never on the shell; a command there that
    changes something is followed by the next start of the window or the next indexing.
    """

    def __init__(
        self,
        service: SidecarService,
        preferences: PreferenceService,
        tasks: TaskRunner,
        events: EventBus,
        rest_s: float = REST_S,
    ) -> None:
        self._service = service
        self._preferences = preferences
        self._tasks = tasks
        self._events = events
        self._rest_s = rest_s
        self._lock = threading.Lock()
        self._is_live = False
        self._is_running = False
        self._chosen = _kept(preferences.read())
        self._all = False
        self._is_every_photo = False
        self._photos: set[int] = set()
        self._directories: dict[int, set[str] | None] = {}

    def hear(self, event: Event) -> None:
        """Listen to everything that happens in the library."""
        chosen = self._preferences.read()
        with self._lock:
            self._gather(event, chosen)
            is_wanted = self._all or self._is_every_photo or self._photos or self._directories
            if not self._is_live or not is_wanted or self._is_running:
                return
            self._is_running = True
        try:
            self._tasks.submit("keep sidecars", self._run)
        except RuntimeError:
            log.debug("the library closes; sidecars follow at the next start")

    def _gather(self, event: Event, chosen: Preferences) -> None:
        if isinstance(event, ActivityChanged) and not self._is_live:
            self._is_live = event.activity is Activity.IDLE
            self._all = self._is_live and (chosen.writes_sidecars or chosen.reads_sidecars)
        elif isinstance(event, PreferencesChanged):
            if _kept(chosen) != self._chosen:
                self._chosen = _kept(chosen)
                self._all = chosen.writes_sidecars or chosen.reads_sidecars
        elif isinstance(event, DirectoriesScanned) and chosen.reads_sidecars:
            known = self._directories.setdefault(event.folder_id, set())
            if event.directories is None or known is None:
                self._directories[event.folder_id] = None
            else:
                known.update(event.directories)
        elif chosen.writes_sidecars:
            if isinstance(event, AlbumsChanged):
                self._is_every_photo = True
            elif isinstance(event, PhotosMarked | TagsChanged):
                # Labels with other names are on any photo.
                self._is_every_photo |= event.photo_ids is None
                self._photos.update(event.photo_ids or ())

    def _run(self, token: CancelToken) -> None:
        while not token.wait(self._rest_s):
            with self._lock:
                is_all, directories = self._all, list(self._directories.items())
                photos = None if self._is_every_photo else self._photos
                self._all = self._is_every_photo = False
                self._photos, self._directories = set(), {}
                if not (is_all or photos is None or photos or directories):
                    self._is_running = False
                    return
            try:
                self._follow(is_all, photos, directories, token)
            except DiskFullError as error:
                self._events.emit(NoticeGiven(error.told))
            except PhotoClipError as error:
                log.warning("sidecars were not kept in step: %s", error)
            except Exception:
                log.exception("sidecars were not kept in step by a fault of PhotoClip")

    def _follow(
        self,
        is_all: bool,
        photos: set[int] | None,
        directories: Sequence[tuple[int, Directories]],
        token: CancelToken,
    ) -> None:
        if is_all:
            self._service.catch_up(token)
            return
        if directories:
            self._service.read_directories(directories, token=token)
        if photos is None or photos:
            self._service.write(photos, only_changed=True, token=token)


def _kept(chosen: Preferences) -> tuple[bool, ...]:
    return (
        chosen.writes_sidecars,
        chosen.reads_sidecars,
        chosen.sidecar_tags,
        chosen.sidecar_model_tags,
        chosen.sidecar_ratings,
        chosen.sidecar_albums,
    )
