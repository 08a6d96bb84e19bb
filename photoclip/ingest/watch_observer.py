"""Watching one folder on macOS and Windows, where the system watches whole trees at no cost."""

from __future__ import annotations

import os
from collections import deque
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
from photoclip.media.formats import is_watched_name


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
        self._directories = {found.directory for found in walk(root, exclusions)}

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories known to be there."""
        return frozenset(self._directories)

    def read(self, now: float) -> set[str]:
        """Relative directories in which something changed since the last call."""
        del now
        paths = {self._paths.popleft() for _ in range(len(self._paths))}
        dirty: set[str] = set()
        for path in paths:
            dirty |= self._take(path)
        return dirty

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
