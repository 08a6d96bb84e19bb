"""Watching one folder on Linux: one kernel watch a directory, none for what is excluded."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from photoclip.ingest import inotify
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import Identity, is_below, join, place_of, walk
from photoclip.media.formats import is_watched_name

LIMIT_ERRORS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""The system has no watches left, as opposed to this folder being unwatchable."""


class InotifyTree:
    """Watches a folder and everything below it that is not excluded.

    Raises OSError with one of :data:`LIMIT_ERRORS` (from the constructor and from ``read``) when
    the system has no more watches to give; FileNotFoundError when the folder is not there.
    """

    def __init__(self, root: Path, exclusions: Exclusions) -> None:
        self._root = root
        self._exclusions = exclusions
        self._inotify = inotify.Inotify()
        self._directory_of: dict[int, str] = {}
        self._watch_of: dict[str, int] = {}
        self._identity_of: dict[str, Identity] = {}
        self._displaced: set[str] = set()
        try:
            self._adopt("")
        except OSError:
            self.close()
            raise

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories that are watched."""
        return frozenset(self._watch_of)

    def read(self, now: float) -> set[str]:
        """Relative directories in which something changed since the last call."""
        del now  # the kernel tells by itself
        dirty: set[str] = set()
        for event in self._inotify.read():
            if event.mask & inotify.Q_OVERFLOW:
                return dirty | self._start_over()
            directory = self._directory_of.get(event.watch)
            if directory is not None:
                dirty |= self._take(event, directory)
        displaced, self._displaced = self._displaced, set()
        return dirty | displaced

    def close(self) -> None:
        """End all watches."""
        self._inotify.close()
        self._directory_of.clear()
        self._watch_of.clear()
        self._identity_of.clear()

    def _take(self, event: inotify.InotifyEvent, directory: str) -> set[str]:
        if event.mask & inotify.UNMOUNT:
            # What was mounted here is away, not gone: nobody is to look at the empty place.
            self._drop(directory)
            return set()
        if event.mask & (inotify.DELETE_SELF | inotify.IGNORED):
            return self._drop(directory)
        if not event.name:
            return set()
        relative = join(directory, event.name)
        if event.mask & (inotify.DELETE | inotify.MOVED_FROM):
            below = self._drop(relative)
            if event.mask & inotify.ISDIR and not self._exclusions.excludes_directory(relative):
                below.add(relative)  # one that was closed to us had no watch
            return below | self._of_interest(directory, event.name, bool(below))
        if event.mask & (inotify.CREATE | inotify.MOVED_TO):
            below = self._drop(relative) | self._appear(relative)
            return below | self._of_interest(directory, event.name, bool(below))
        return self._of_interest(directory, event.name, relative in self._watch_of)

    def _of_interest(self, directory: str, name: str, is_directory: bool) -> set[str]:
        is_file = is_watched_name(name) and not self._exclusions.excludes_file(directory, name)
        return {directory} if is_directory or is_file else set()

    def _appear(self, relative: str) -> set[str]:
        """Watch a new entry if it is a directory (or a link to one) that is not excluded."""
        if self._exclusions.excludes_directory(relative):
            return set()
        if not os.path.isdir(place_of(self._root, relative)):
            return set()
        return self._adopt(relative)

    def _adopt(self, start: str) -> set[str]:
        """Watch a directory and all below it. The watch comes before the look at what is there."""
        identities = set(self._identity_of.values())
        found = walk(self._root, self._exclusions, start, identities, self._add)
        return {listing.directory for listing in found}

    def _add(self, directory: str, identity: Identity | None) -> None:
        try:
            watch = self._inotify.add(place_of(self._root, directory))
        except OSError as error:
            if error.errno in LIMIT_ERRORS or not directory:
                raise
            return  # vanished or closed to us: a scan says so
        former = self._directory_of.get(watch)
        if former is not None and former != directory:
            # A moved directory is met at its new place before the event that tells of the move.
            self._watch_of.pop(former, None)
            self._identity_of.pop(former, None)
            self._displaced.add(former)
        self._directory_of[watch] = directory
        self._watch_of[directory] = watch
        if identity is not None:
            self._identity_of[directory] = identity

    def _drop(self, directory: str) -> set[str]:
        """Stop watching a directory and all below it; says which these were."""
        if directory not in self._watch_of:
            return set()
        below = {one for one in self._watch_of if is_below(one, directory)}
        for one in below:
            watch = self._watch_of.pop(one)
            self._identity_of.pop(one, None)
            del self._directory_of[watch]
            self._inotify.remove(watch)
        return below

    def _start_over(self) -> set[str]:
        """Events were lost: watch everything anew and call everything changed."""
        before = set(self._watch_of)
        self.close()
        self._inotify = inotify.Inotify()
        return before | self._adopt("")
