"""Watching one folder on macOS and Windows, where the system watches whole trees at no cost."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import is_below, place_of, walk
from photoclip.ingest.watch_mounts import topmost
from photoclip.ingest.watch_polling import PollingTree
from photoclip.media.formats import is_watched_name

LOOK_AGAIN_S = 300.0
"""Seconds between two looks at everything. The systems' queues are short, and neither Windows
nor watchdog says that something was lost (ReadDirectoryChangesW answers with nothing then)."""


class ObserverTree:
    """Gathers what watchdog reports and boils it down to directories when asked.

    watchdog runs its own threads; they only append to a queue. Exclusions cost nothing here: the
    system watches the tree as a whole. Places behind links are left to scans.
    """

    def __init__(self, root: Path, exclusions: Exclusions) -> None:
        self._root = root
        self._exclusions = exclusions
        self._paths: deque[str] = deque()
        self._observer = Observer()
        self._observer.schedule(_Gatherer(self._paths), os.fspath(root), recursive=True)
        self._observer.start()
        self._again = PollingTree(root, exclusions, LOOK_AGAIN_S)
        self._directories = set(self._again.directories)

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories known to be there."""
        return frozenset(self._directories)

    @property
    def links(self) -> frozenset[str]:
        """Relative paths of links to directories, of those that lead nowhere too."""
        return self._again.links

    def read(self, now: float) -> set[str]:
        """Relative directories in which something changed since the last call."""
        paths = {self._paths.popleft() for _ in range(len(self._paths))}
        dirty = self._again.read(now)
        if dirty:
            self._directories = set(self._again.directories)
        for path in paths:
            dirty |= self._take(path)
        return dirty

    def refresh(self, places: Collection[str]) -> set[str]:
        """Go through these places and all below them, since other file systems lie there now.

        Returns the relative directories that were there and those that are.
        """
        found: set[str] = set()
        for place in topmost(places):
            if self._exclusions.excludes_directory(place):
                continue
            gone = {one for one in self._directories if is_below(one, place)}
            found_now = walk(self._root, self._exclusions, place)
            there = {one.directory for one in found_now if one.error is None}
            self._directories = (self._directories - gone) | there
            found |= {place} | gone | there
        return found

    def close(self) -> None:
        """Stop watchdog and wait for its threads."""
        self._observer.stop()
        self._observer.join()

    def _take(self, path: str) -> set[str]:
        relative = os.path.relpath(path, self._root).replace(os.sep, "/")
        if relative == "." or relative.startswith("../"):
            return set()
        directory, _, name = relative.rpartition("/")
        if self._exclusions.excludes_directory(directory):
            return set()
        if os.path.isdir(place_of(self._root, relative)):
            return self._take_directory(relative, directory)
        if relative in self._directories:
            gone = {one for one in self._directories if is_below(one, relative)}
            self._directories -= gone
            return gone | {directory}
        is_file = is_watched_name(name) and not self._exclusions.excludes_file(directory, name)
        return {directory} if is_file else set()

    def _take_directory(self, relative: str, directory: str) -> set[str]:
        if self._exclusions.excludes_directory(relative):
            return set()
        if relative in self._directories:
            return {relative}
        found = {one.directory for one in walk(self._root, self._exclusions, relative)}
        self._directories |= found
        return found | {directory}


class _Gatherer(FileSystemEventHandler):
    def __init__(self, paths: deque[str]) -> None:
        self._paths = paths

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            return  # PhotoClip's own reading would never end
        if event.is_directory and event.event_type == EVENT_TYPE_MODIFIED:
            return  # comes with every change in it, of pictures or not
        self._paths.extend(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
