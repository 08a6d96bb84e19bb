"""Keeps the catalog in step with watched folders while the application runs."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.events import DirectoriesScanned, Event, EventBus, NoticeGiven
from photoclip.core.models import Folder, IndexReport
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.watcher import FolderWatcher, WatchReport
from photoclip.services.indexing.scanning import ScanService

log = logging.getLogger(__name__)

SETTLE_S = 0.3
LONGEST_WAIT_S = 1.0
BACK_FOR_S = 3.0
TRY_AGAIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What one look at the folders brought.

    has_work: files wait for the worker, or left. returned: folders that were away and are back,
    which need a scan of their own. is_urgent: other things are excluded now; what goes on is to
    give way to a scan of ``returned``.
    """

    has_work: bool = False
    returned: tuple[Folder, ...] = ()
    is_urgent: bool = False


class WatchService:
    """Owns the watch. Calls come from one thread at a time.

    Watch first, then scan: whoever scans folders calls ``prepare`` before and ``scanned`` after.
    A scan and a look at single directories may go on side by side, and then each may enter what
    the other one is about to call gone. So what was looked at during a scan is looked at again
    when the scan is through; after that the catalog holds what the disk does.

    exclusions: asked at each poll. make_watcher: builds the watch for some exclusions; the
    system's own by default.
    """

    def __init__(
        self,
        catalog: Catalog,
        scans: ScanService,
        events: EventBus,
        exclusions: Callable[[], Exclusions],
        make_watcher: Callable[[Exclusions], FolderWatcher] | None = None,
    ) -> None:
        self._catalog = catalog
        self._scans = scans
        self._events = events
        self._back_since: dict[int, float] = {}
        self._exclusions = exclusions
        self._seen = exclusions()
        self._make_watcher = make_watcher or _system_watcher
        self._watcher = self._make_watcher(self._seen)
        self._due: dict[int, set[str]] = {}
        self._returned: dict[int, Folder] = {}
        self._lock = threading.Lock()
        # Of folders that are being scanned: what was looked at meanwhile.
        self._beside: dict[int, set[str]] = {}
        self._again: dict[int, set[str]] = {}
        # A drive may come and go between two looks of the watch, and a scan see it away meanwhile.
        self._was_scanned = False
        self._looked_for: set[tuple[int, str]] = set()
        self._unsubscribe = events.subscribe(self._hear)

    def prepare(self, folders: Iterable[Folder]) -> None:
        """Watch folders that are about to be scanned, so that nothing comes unseen between."""
        for folder in folders:
            self._watcher.watch(folder.path)
            with self._lock:
                self._beside.setdefault(folder.id, set())

    def scanned(self, folders: Iterable[Folder]) -> None:
        """The scan of these folders has ended, in whichever way."""
        for folder in folders:
            self._end_scan(folder.id)

    def poll(self, now: float) -> Turn:
        """Follow the list of folders, and bring in what changed. now: a steady clock, seconds.

        What was noticed stays due until it was brought in, also when this fails in between.
        """
        folders = {one.path: one for one in self._catalog.folders.list()}
        is_urgent = self._follow_exclusions()
        for root in set(self._watcher.roots) - set(folders):
            self._watcher.unwatch(root)
        self._return(self._gone_before_the_watch(folders))
        for root in folders:
            self._watcher.watch(root)
        for report in self._watcher.collect(now):
            self._note(folders[report.root], report)
        self._return(self._unnoticed_returns(folders.values(), now))
        self._look_for_drives(folders.values())
        if is_urgent:
            self._return(folders.values())
        has_work = self._bring_in({one.id: one for one in folders.values()})
        returned, self._returned = self._returned, {}
        return Turn(has_work, tuple(returned.values()), is_urgent)

    def _return(self, folders: Iterable[Folder]) -> None:
        self._returned.update({one.id: one for one in folders})

    def _note(self, folder: Folder, report: WatchReport) -> None:
        if report.notice:
            self._events.emit(NoticeGiven(report.notice))
        if folder.is_offline and not report.is_offline:
            self._return([folder])
            return
        # A scan of the top sees for itself that the folder is away, and says so.
        due = {""} if report.is_offline else report.directories
        self._due.setdefault(folder.id, set()).update(due)

    def _bring_in(self, folders: Mapping[int, Folder]) -> bool:
        """Look at what is due; whether there is work for the worker now."""
        with self._lock:
            again, self._again = self._again, {}
        for folder_id, directories in again.items():
            self._due.setdefault(folder_id, set()).update(directories)
        has_work, failed = False, None
        for folder_id in list(self._due):
            try:
                if folder_id in folders and self._due[folder_id]:
                    has_work = self._rescan(folders[folder_id], self._due[folder_id]) or has_work
            except Exception as error:
                failed = error  # the other folders are not to wait for this one
            else:
                del self._due[folder_id]
        if failed is not None:
            raise failed
        return has_work

    def _rescan(self, folder: Folder, directories: Iterable[str]) -> bool:
        seen, chosen = IndexReport(), frozenset(directories)
        with self._lock:
            if folder.id in self._beside:
                self._beside[folder.id] |= chosen
        self._scans.rescan(folder, chosen, seen)
        log.debug("%s: %d directories looked at again", folder.path, len(chosen))
        return seen.found > seen.unchanged

    def _look_for_drives(self, folders: Iterable[Folder]) -> None:
        """Drives that are back though nobody saw them come."""
        if self._watcher.mounts_changed:
            self._looked_for.clear()
        elif not self._was_scanned:
            return
        self._was_scanned = False
        for folder in folders:
            places = {(folder.id, one) for one in self._scans.returned(folder)}
            # A directory that stays away for another reason is not looked at over and over.
            fresh = places - self._looked_for
            self._looked_for |= fresh
            self._due.setdefault(folder.id, set()).update(one for _, one in fresh)

    def _hear(self, event: Event) -> None:
        if isinstance(event, DirectoriesScanned):
            self._was_scanned = True
        if isinstance(event, DirectoriesScanned) and event.directories is None:
            self._end_scan(event.folder_id)

    def _end_scan(self, folder_id: int) -> None:
        with self._lock:
            beside = self._beside.pop(folder_id, None)
            if beside:
                self._again.setdefault(folder_id, set()).update(beside)

    def _gone_before_the_watch(self, folders: Mapping[Path, Folder]) -> list[Folder]:
        """Folders that went away after their scan and before they are watched: no event tells."""
        new = set(folders) - set(self._watcher.roots)
        return [folders[one] for one in new if not folders[one].is_offline and not one.is_dir()]

    def _follow_exclusions(self) -> bool:
        """Begin anew where other things are excluded: a watch is set up for what it leaves out."""
        wanted = self._exclusions()
        if wanted is self._seen:
            return False
        self._seen = wanted
        self._watcher.close()
        self._watcher = self._make_watcher(wanted)
        self._looked_for.clear()  # what was mounted until now, the former watch may not have told
        return True

    def _unnoticed_returns(self, folders: Iterable[Folder], now: float) -> list[Folder]:
        """Folders that a scan found away, and that were back before the watch looked."""
        watched = [one for one in folders if one.is_offline and self._is_there(one)]
        self._back_since = {one.id: self._back_since.get(one.id, now) for one in watched}
        returned = [one for one in watched if now - self._back_since[one.id] >= BACK_FOR_S]
        for one in returned:
            # Should the scan find it away again, the next one is tried a good while later.
            self._back_since[one.id] = now + TRY_AGAIN_S
        return returned

    def _is_there(self, folder: Folder) -> bool:
        if not self._watcher.watched_directories(folder.path):
            return False
        try:
            with os.scandir(folder.path) as entries:
                return next(entries, None) is not None
        except OSError:
            return False

    def close(self) -> None:
        """End the watch."""
        self._unsubscribe()
        self._watcher.close()


def _system_watcher(exclusions: Exclusions) -> FolderWatcher:
    return FolderWatcher(exclusions, settle_s=SETTLE_S, longest_wait_s=LONGEST_WAIT_S)
