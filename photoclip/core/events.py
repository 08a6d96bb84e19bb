"""What happened, in the past tense. Views refresh from these and from nothing else."""

from __future__ import annotations

import enum
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from photoclip.core.config import Preferences

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a library."""


@dataclass(frozen=True, slots=True)
class FoldersChanged(Event):
    """Watched folders were added or removed, or they or parts of them went on- or offline."""


@dataclass(frozen=True, slots=True)
class FilesFound(Event):
    """A scan step entered files in the catalog, to be embedded later."""

    count: int


@dataclass(frozen=True, slots=True)
class PhotosAdded(Event):
    """Photos got their vector and can be found."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FilesGone(Event):
    """Files disappeared from a watched folder."""

    count: int


@dataclass(frozen=True, slots=True)
class FilesMoved(Event):
    """Files of these photos have another name or place; the photos are the same."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FilesFailed(Event):
    """Files could not be taken in; the list of problems says why."""

    file_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PhotosMarked(Event):
    """A person gave photos another favourite mark, rating or rotation, or took it back."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PhotosDescribed(Event):
    """Photos have another date or place than before, by their sidecars."""

    photo_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OffersChanged(Event):
    """Marks are newly offered to photos, or the person has answered offers."""


@dataclass(frozen=True, slots=True)
class TagsChanged(Event):
    """Photos have other tags. photo_ids: None where any photo may have.

    labels_changed: the label set itself is another one, so names and lists of labels are too.
    """

    photo_ids: tuple[int, ...] | None
    labels_changed: bool = False


@dataclass(frozen=True, slots=True)
class TaggingProgressed(Event):
    """How many labels the model was asked about, before photos can be tagged in the background.

    done equals total when nothing is left to wait for.
    """

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class AlbumsChanged(Event):
    """Albums are new, gone or different, or hold other photos than when they were last looked at.

    album_ids: ascending; empty where only suggestions changed.
    """

    album_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UndoChanged(Event):
    """What can be undone and redone changed; the names are keys, None where there is nothing."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class IndexingProgressed(Event):
    """How far indexing is. photos_per_s and seconds_left are None while too little is known."""

    done: int
    total: int
    failed: int
    is_scanning: bool
    photos_per_s: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class SharingProgressed(Event):
    """How far the folder of a shared album is, a few times a second."""

    album_id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class ExportProgressed(Event):
    """How many of the copies that were asked for are made or have failed."""

    done: int
    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class SidecarsProgressed(Event):
    """How many photos a run over sidecars has looked at, and at how many it failed."""

    done: int
    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class DirectoriesScanned(Event):
    """These directories of a watched folder were compared with the disk; None for all of them."""

    folder_id: int
    directories: tuple[str, ...] | None


class Activity(enum.StrEnum):
    """What background indexing is about."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ActivityChanged(Event):
    """Background indexing began, rested, was paused, or cannot go on.

    message, hint: why it stopped, in a person's words; "" otherwise.
    """

    activity: Activity
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class PreferencesChanged(Event):
    """A person chose something else in the settings."""

    preferences: Preferences


class Slowness(enum.StrEnum):
    """Why indexing goes slower than it could."""

    BATTERY = "battery"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class PaceChanged(Event):
    """Indexing goes slower from now on, or (None) at full speed again."""

    slowness: Slowness | None


@dataclass(frozen=True, slots=True)
class WorkerRestarted(Event):
    """The worker died and a fresh one took over."""

    reason: str


@dataclass(frozen=True, slots=True)
class CutOffsChanged(Event):
    """The person's cut-offs of these queries or albums changed; searches may come out otherwise."""

    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayBegan(Event):
    """It is another day than before: what is asked relative to today may find other photos."""


@dataclass(frozen=True, slots=True)
class NoticeGiven(Event):
    """One line that the person should read: a restored catalog, an unusable GPU."""

    message: str


Listener = Callable[[Event], None]


class EventBus:
    """Delivers each event to every listener, in the thread that emits it."""

    def __init__(self) -> None:
        self._listeners: tuple[Listener, ...] = ()
        self._lock = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for each event from now on; the returned function ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def emit(self, event: Event) -> None:
        """Tell every listener. One that fails is logged and keeps nobody else from hearing."""
        for listener in self._listeners:
            try:
                listener(event)
            except Exception:
                log.exception("a listener failed on %s", type(event).__name__)
