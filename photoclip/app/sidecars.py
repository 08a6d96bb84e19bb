"""Keeps sidecars in step while the window is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from dataclasses import dataclass, field

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
from photoclip.services.albums.service import AlbumService
from photoclip.services.preferences import PreferenceService
from photoclip.services.sidecars.service import Directories, SidecarService
from photoclip.services.tags.tagging import TaggingService
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


@dataclass
class _Wishes:
    """What is to be done. photos: to be written; None for every one. directories: to be read, by
    folder; None for all of it."""

    everything: bool = False
    albums: bool = False
    photos: set[int] | None = field(default_factory=set)
    directories: dict[int, set[str] | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.everything or self.albums or self.photos is None or self.photos) or bool(
            self.directories
        )

    def write(self, photo_ids: Collection[int] | None) -> None:
        """These photos too, None for every one."""
        if photo_ids is None:
            self.photos = None
        elif self.photos is not None:
            self.photos.update(photo_ids)

    def read(self, folder_id: int, directories: Directories) -> None:
        """These directories too, None for all of the folder."""
        known = self.directories.setdefault(folder_id, set())
        if directories is None or known is None:
            self.directories[folder_id] = None
        else:
            known.update(directories)


class SidecarKeeper:
    """Gathers what happened, rests a moment, then reads and writes as the person prefers.

    It begins when the background rests for the first time, so never on the shell; a command there
    that changes something is followed by the next start of the window or the next indexing.
    """

    def __init__(
        self,
        service: SidecarService,
        preferences: PreferenceService,
        tasks: TaskRunner,
        events: EventBus,
    ) -> None:
        self._service = service
        self._preferences = preferences
        self._tasks = tasks
        self._events = events
        self._lock = threading.Lock()
        self._is_live = False
        self._is_running = False
        self._chosen = _kept(preferences.read())
        self._wishes = _Wishes()

    def hear(self, event: Event) -> None:
        """Listen to everything that happens in the library."""
        chosen = self._preferences.read()
        with self._lock:
            self._gather(event, chosen)
            if not self._is_live or not self._wishes or self._is_running:
                return
            self._is_running = True
        try:
            self._tasks.submit("keep sidecars", self._run)
        except RuntimeError:
            log.debug("the library closes; sidecars follow at the next start")

    def _gather(self, event: Event, chosen: Preferences) -> None:
        is_any_on = chosen.writes_sidecars or chosen.reads_sidecars
        if isinstance(event, ActivityChanged) and not self._is_live:
            self._is_live = event.activity is Activity.IDLE
            self._wishes.everything = self._is_live and is_any_on
        elif isinstance(event, PreferencesChanged) and _kept(chosen) != self._chosen:
            self._chosen = _kept(chosen)
            self._wishes.everything = is_any_on
        elif isinstance(event, DirectoriesScanned) and chosen.reads_sidecars:
            self._wishes.read(event.folder_id, event.directories)
        elif isinstance(event, AlbumsChanged) and chosen.writes_sidecars:
            self._wishes.albums = True
        elif isinstance(event, PhotosMarked | TagsChanged) and chosen.writes_sidecars:
            self._wishes.write(event.photo_ids)

    def _run(self, token: CancelToken) -> None:
        while not token.wait(REST_S):
            with self._lock:
                wishes, self._wishes = self._wishes, _Wishes()
                if not wishes:
                    self._is_running = False
                    return
            try:
                self._follow(wishes, token)
            except DiskFullError as error:
                self._events.emit(NoticeGiven(error.told))
            except PhotoClipError as error:
                log.warning("sidecars were not kept in step: %s", error)
            except Exception:
                log.exception("sidecars were not kept in step by a fault of PhotoClip")

    def _follow(self, wishes: _Wishes, token: CancelToken) -> None:
        if wishes.everything or wishes.albums:
            # Albums that fill themselves change often; only what the person put in is written.
            wishes.write(self._service.photos_in_other_albums())
        if wishes.everything:
            self._service.catch_up(token)
            return
        if wishes.directories:
            self._service.read_directories(list(wishes.directories.items()), token=token)
        if wishes.photos is None or wishes.photos:
            self._service.write(wishes.photos, only_changed=True, token=token)


def _kept(chosen: Preferences) -> tuple[bool, ...]:
    return (
        chosen.writes_sidecars,
        chosen.reads_sidecars,
        chosen.sidecar_tags,
        chosen.sidecar_model_tags,
        chosen.sidecar_ratings,
        chosen.sidecar_albums,
    )
