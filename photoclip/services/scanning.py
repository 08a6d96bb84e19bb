"""Enters what a scan finds into the catalog, one directory a transaction."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator

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
from photoclip.core.models import DirectoryScan, Folder, FoundFile, IndexReport
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.scanner import scan, scan_directory

log = logging.getLogger(__name__)

GONE_A_TRANSACTION = 2000


class ScanService:
    """Compares folders on disk with the catalog.

    exclusions: asked at the start of each scan, since a person may change them at any moment.
    """

    def __init__(
        self, catalog: Catalog, events: EventBus, exclusions: Callable[[], Exclusions]
    ) -> None:
        self._catalog = catalog
        self._events = events
        self._exclusions = exclusions

    def steps(self, folder: Folder, report: IndexReport) -> Iterator[None]:
        """Scan one folder; yields after each directory, so that other work can go on between.

        A folder that is away becomes offline: nothing of it is removed. Files that are gone leave
        the catalog at the end, so that one met later in the scan, at its new place, is known
        again by its inode and need not be read.
        """
        files = self._catalog.files
        gone: list[tuple[str, tuple[int, ...]]] = []
        try:
            for part in scan(
                folder.path,
                lambda directory: files.listing(folder.id, directory),
                files.directories(folder.id),
                self._exclusions(),
                time.time_ns,
            ):
                left = self._enter(folder, part, report)
                if left:
                    gone.append((part.directory, left))
                yield
            self._set_offline(folder, is_offline=False)
        except FolderError as error:
            self._notice(report, error.told)
            if isinstance(error, FolderOfflineError):
                self._set_offline(folder, is_offline=True)
                return
        self._remove(folder, gone, report)
        self._events.emit(DirectoriesScanned(folder.id, None))

    def rescan(self, folder: Folder, directories: frozenset[str], report: IndexReport) -> None:
        """Compare some directories only, as a watch calls for."""
        files, exclusions = self._catalog.files, self._exclusions()
        gone: list[tuple[str, tuple[int, ...]]] = []
        try:
            for directory in sorted(directories):
                part = scan_directory(
                    folder.path,
                    directory,
                    lambda one: files.listing(folder.id, one),
                    exclusions,
                    time.time_ns,
                )
                gone.append((directory, self._enter(folder, part, report)))
        except FolderError as error:
            self._notice(report, error.told)
            if isinstance(error, FolderOfflineError):
                self._set_offline(folder, is_offline=True)
                return
        self._remove(folder, gone, report)
        self._events.emit(DirectoriesScanned(folder.id, tuple(sorted(directories))))

    def _enter(self, folder: Folder, part: DirectoryScan, report: IndexReport) -> tuple[int, ...]:
        """Bring the catalog up to date with what one directory holds; the files that are gone."""
        report.found += part.unchanged + len(part.added) + len(part.changed)
        report.unchanged += part.unchanged
        for problem in part.problems:
            self._notice(report, problem.message)
        if not (part.added or part.changed):
            return part.gone
        moved: dict[int, int | None] = {}
        fresh: list[FoundFile] = []
        with self._catalog.transaction():
            for found in part.added:
                file_id = self._take_over(folder, found)
                if file_id is None:
                    fresh.append(found)
                else:
                    moved[file_id] = self._catalog.files.photo_of(file_id)
            self._catalog.files.add_pending(folder.id, [*fresh, *part.changed])
        report.moved += len(moved)
        if moved:
            self._events.emit(FilesMoved(tuple(one for one in moved.values() if one is not None)))
        if fresh or part.changed:
            self._events.emit(FilesFound(len(fresh) + len(part.changed)))
        # A file that only got another name in this directory is the same row, and not gone.
        return tuple(one for one in part.gone if one not in moved)

    def _take_over(self, folder: Folder, found: FoundFile) -> int | None:
        """A file that only moved keeps its row: same inode, size and time, and the old place empty.

        Anything less certain is read again and recognised by its content. Returns the file's id.
        """
        for old in self._catalog.files.find_moved(found.stat):
            if not os.path.lexists(old.path):
                self._catalog.files.move(old.id, folder.id, found)
                return old.id
        return None

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

    def _notice(self, report: IndexReport, message: str) -> None:
        report.notices.append(message)
        self._events.emit(NoticeGiven(message))

    def _set_offline(self, folder: Folder, *, is_offline: bool) -> None:
        if folder.is_offline != is_offline:
            self._catalog.folders.set_offline(folder.id, is_offline)
            self._events.emit(FoldersChanged())
