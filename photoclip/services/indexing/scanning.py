"""Enters what a scan finds into the catalog, one directory a transaction."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from photoclip.catalog.database import Catalog
from photoclip.core.errors import FolderError, FolderOfflineError
from photoclip.core.events import (
    DirectoriesScanned,
    EventBus,
    FilesFound,
    FilesGone,
    FilesMoved,
    FoldersChanged,
    NoticeGiven,
)
from photoclip.core.models import DirectoryScan, Folder, IndexReport
from photoclip.ingest.drives import DriveJudge, Volumes
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.mounts import Mounts
from photoclip.ingest.scanner import scan, scan_directory, whole_folder_away
from photoclip.services.identity.recognition import Recognised, Recognition

log = logging.getLogger(__name__)

GONE_A_TRANSACTION = 2000


@dataclass(slots=True)
class _Seen:
    """What a scan of a folder has gathered for its end."""

    gone: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    here: int = 0
    away: int = 0
    has_drive_news: bool = False


class ScanService:
    """Compares folders on disk with the catalog.

    exclusions: asked at the start of each scan, since a person may change them at any moment.
    read_mounts: asks the system for the file systems of now.
    """

    def __init__(
        self,
        catalog: Catalog,
        events: EventBus,
        exclusions: Callable[[], Exclusions],
        read_mounts: Callable[[], Volumes] = Mounts.read,
    ) -> None:
        self._catalog = catalog
        self._events = events
        self._exclusions = exclusions
        self._read_mounts = read_mounts
        self._lock = threading.Lock()
        self._under_way = 0
        self._seen_whole: set[int] = set()

    @property
    def is_under_way(self) -> bool:
        """Whether a scan may still meet elsewhere what was missing in its place."""
        return self._under_way > 0

    def steps(self, folder: Folder, report: IndexReport) -> Iterator[None]:
        """Scan one folder; yields after each directory, so that other work can go on between.

        A folder that is away becomes offline: nothing of it is removed. Files that are gone leave
        the catalog at the end, so that one met later in the scan, at its new place, is known
        again by its inode and need not be read.
        """
        files, seen = self._catalog.files, _Seen()
        self._seen_whole.discard(folder.id)
        with self._scanning():
            try:
                for part in scan(
                    folder.path,
                    lambda directory: files.listing(folder.id, directory),
                    files.directories(folder.id),
                    self._exclusions(),
                    time.time_ns,
                    self._judge(folder),
                ):
                    self._enter(folder, part, report, seen, is_watched=False)
                    yield
                if seen.away and not seen.here:
                    raise whole_folder_away(folder.path)
                self._set_offline(folder, is_offline=False)
            except FolderError as error:
                if self._is_away(folder, error, report):
                    return
            self._remove(folder, seen.gone, report)
        self._tell_of_drives(seen)
        self._seen_whole.add(folder.id)
        self._catalog.identities.forget_old()
        self._events.emit(DirectoriesScanned(folder.id, None))

    def rescan(self, folder: Folder, directories: frozenset[str], report: IndexReport) -> None:
        """Compare some directories only, as a watch calls for."""
        files, exclusions, seen = self._catalog.files, self._exclusions(), _Seen()
        # Before the first scan, what differs may have happened while nobody was watching.
        is_watched = folder.id in self._seen_whole
        judge = self._judge(folder)
        with self._scanning():
            try:
                for directory in sorted(directories):
                    part = scan_directory(
                        folder.path,
                        directory,
                        lambda one: files.listing(folder.id, one),
                        exclusions,
                        time.time_ns,
                        judge,
                    )
                    self._enter(folder, part, report, seen, is_watched=is_watched)
            except FolderError as error:
                if self._is_away(folder, error, report):
                    return
            self._remove(folder, seen.gone, report)
        self._tell_of_drives(seen)
        self._events.emit(DirectoriesScanned(folder.id, tuple(sorted(directories))))

    def returned(self, folder: Folder) -> set[str]:
        """Directories whose files are thought to be away while their drive is there."""
        away = self._catalog.files.away(folder.id)
        if not away:
            return set()
        judge = self._judge(folder)
        return {directory for directory, volume in away if judge.volume(directory) == volume}

    def _judge(self, folder: Folder) -> DriveJudge:
        return DriveJudge(
            folder.path,
            self._read_mounts,
            lambda volume, limit: self._catalog.files.on_volume(folder.id, volume, limit),
            self._catalog.files.content_of,
        )

    @contextlib.contextmanager
    def _scanning(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def _enter(
        self,
        folder: Folder,
        part: DirectoryScan,
        report: IndexReport,
        seen: _Seen,
        *,
        is_watched: bool,
    ) -> None:
        """Bring the catalog up to date with what one directory holds."""
        news = (*part.added, *part.touched, *part.changed)
        here = part.unchanged + len(news)
        seen.here += here
        seen.away += len(part.away)
        report.found += here
        report.unchanged += part.unchanged
        for problem in part.problems:
            self._notice(report, problem.message)
        moved: set[int] = set()
        if news or part.renewed or part.away:
            with self._catalog.transaction():
                recognition = Recognition(
                    self._catalog, folder.id, part.gone, is_watched=is_watched
                )
                for found in news:
                    recognition.enter(found)
                recognition.finish()
                returned = self._catalog.files.renew(folder.id, part.renewed)
                left = self._catalog.files.set_away(part.away)
            moved = recognition.result.moved_ids
            seen.has_drive_news = seen.has_drive_news or bool(returned or left)
            self._tell(recognition.result, report)
        # A file that only got another name in this directory is the same row, and not gone.
        gone = tuple(one for one in part.gone if one not in moved)
        if gone:
            seen.gone.append((part.directory, gone))

    def _tell_of_drives(self, seen: _Seen) -> None:
        if seen.has_drive_news:
            self._events.emit(FoldersChanged())

    def _tell(self, result: Recognised, report: IndexReport) -> None:
        report.moved += len(result.moved)
        if result.moved:
            moved = tuple(one for one in result.moved if one is not None)
            self._events.emit(FilesMoved(moved))
        if result.waiting:
            self._events.emit(FilesFound(result.waiting))

    def _remove(
        self, folder: Folder, gone: list[tuple[str, tuple[int, ...]]], report: IndexReport
    ) -> None:
        count = 0
        while gone:
            with self._catalog.transaction():
                size = 0
                while gone and size < GONE_A_TRANSACTION:
                    directory, ids = gone.pop()
                    place = (folder.id, directory)
                    count += self._catalog.files.remove(ids, only_in=place)
                    size += len(ids)
        report.gone += count
        if count:
            self._events.emit(FilesGone(count))

    def _is_away(self, folder: Folder, error: FolderError, report: IndexReport) -> bool:
        """Tell of a folder that could not be scanned; whether it is away, so nothing is gone."""
        self._notice(report, error.told)
        if isinstance(error, FolderOfflineError):
            self._set_offline(folder, is_offline=True)
            return True
        return False

    def _notice(self, report: IndexReport, message: str) -> None:
        report.notices.append(message)
        self._events.emit(NoticeGiven(message))

    def _set_offline(self, folder: Folder, *, is_offline: bool) -> None:
        if folder.is_offline != is_offline:
            self._catalog.folders.set_offline(folder.id, is_offline)
            self._events.emit(FoldersChanged())
