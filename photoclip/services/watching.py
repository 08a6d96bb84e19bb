"""Keeps the catalog in step with watched folders while the application runs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus, NoticeGiven
from photoclip.core.models import Folder, IndexReport
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.watcher import FolderWatcher, WatchReport
from photoclip.services.scanning import ScanService

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
    """Owns the watch. All calls come from one background thread.

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

    def poll(self, now: float) -> Turn:
        """Follow the list of folders, and bring in what changed. now: a steady clock, seconds."""
        folders = {one.path: one for one in self._catalog.folders.list()}
        is_urgent = self._follow_exclusions()
        for root in set(self._watcher.roots) - set(folders):
            self._watcher.unwatch(root)
        has_work, returned = False, self._gone_before_the_watch(folders)
        for root in folders:
            self._watcher.watch(root)
        for report in self._watcher.collect(now):
            folder = folders[report.root]
            if report.notice:
                self._events.emit(NoticeGiven(report.notice))
            if folder.is_offline and not report.is_offline:
                returned.append(folder)
            else:
                has_work = self._take_in(folder, report) or has_work
        returned += self._unnoticed_returns(folders.values(), now)
        if is_urgent:
            returned = list(folders.values())
        return Turn(has_work, tuple(returned), is_urgent)

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
        self._watcher.close()

    def _take_in(self, folder: Folder, report: WatchReport) -> bool:
        # A scan of the top sees for itself that the folder is away, and says so.
        directories = frozenset({""}) if report.is_offline else report.directories
        if not directories:
            return False
        seen = IndexReport()
        self._scans.rescan(folder, directories, seen)
        log.debug("%s: %d directories looked at again", folder.path, len(directories))
        return seen.found > seen.unchanged


def _system_watcher(exclusions: Exclusions) -> FolderWatcher:
    return FolderWatcher(exclusions, settle_s=SETTLE_S, longest_wait_s=LONGEST_WAIT_S)
