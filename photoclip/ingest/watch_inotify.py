"""Watching one folder on Linux: one kernel watch a directory, none for what is excluded."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection
from pathlib import Path

from photoclip.ingest import inotify
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import Identity, is_below, join, place_of, walk
from photoclip.ingest.watch_mounts import links_in, topmost
from photoclip.media.formats import is_watched_name

LIMIT_ERRORS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
"""The system has no watches left, as opposed to this folder being unwatchable."""


class InotifyTree:
    """Watches a folder and everything below it that is not excluded.

    What was there when the watch was set up is not reported: it is for a scan that begins after
    that. Every directory that is watched later is reported, since it may have been filled before.

    Raises OSError with one of :data:`LIMIT_ERRORS` (from the constructor, ``read`` and
    ``refresh``) when the system has no more watches to give; FileNotFoundError when the folder
    is not there. What changed until then is not told: everything has to be looked at.
    """

    def __init__(self, root: Path, exclusions: Exclusions) -> None:
        self._root = root
        self._exclusions = exclusions
        self._inotify = inotify.Inotify()
        # One watch for two directories: one moved that the kernel has not told of yet, or one
        # that a bind mount shows a second time.
        self._names_of: dict[int, set[str]] = {}
        self._watch_of: dict[str, int] = {}
        self._identity_of: dict[str, Identity] = {}
        self._links: set[str] = set()
        self._unmounted: set[str] = set()
        self._closed: set[str] = set()
        try:
            self._adopt("")
        except OSError:
            self.close()
            raise

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories that are watched."""
        return frozenset(self._watch_of)

    @property
    def links(self) -> frozenset[str]:
        """Relative paths of links to directories, of those that lead nowhere too."""
        return frozenset(self._links)

    def read(self, now: float) -> set[str]:
        """Relative directories in which something changed since the last call."""
        del now  # the kernel tells by itself
        dirty: set[str] = set()
        for event in self._inotify.read():
            if event.mask & inotify.Q_OVERFLOW:
                return dirty | self._start_over()
            for directory in tuple(self._names_of.get(event.watch, ())):
                dirty |= self._take(event, directory)
        unmounted, self._unmounted = self._unmounted, set()
        return dirty | self.refresh(unmounted - {""})

    def refresh(self, places: Collection[str]) -> set[str]:
        """Watch these places and all below them anew, since other file systems lie there now.

        Returns the relative directories that were watched there and those that are.
        """
        found: set[str] = set()
        for place in topmost(places):
            if not self._exclusions.excludes_directory(place):
                found |= {place} | self._drop_all(place) | self._appear(place)
        return found

    def close(self) -> None:
        """End all watches."""
        self._inotify.close()
        self._names_of.clear()
        self._watch_of.clear()
        self._identity_of.clear()
        self._links.clear()
        self._unmounted.clear()
        self._closed.clear()

    def _take(self, event: inotify.InotifyEvent, directory: str) -> set[str]:
        if event.mask & inotify.UNMOUNT:
            # Whether what was mounted here is away or back already shows when all is told.
            self._unmounted.add(directory)
            return self._drop(directory)
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
        is_new = event.mask & (inotify.CREATE | inotify.MOVED_TO)
        if is_new or (event.mask & inotify.ISDIR and relative not in self._watch_of):
            # Its permissions changed if it is not new: it may have been closed to us.
            below = self._drop(relative) | self._appear(relative)
            return below | self._of_interest(directory, event.name, bool(below))
        below = self._look_at_door(relative) if relative in self._watch_of else set()
        return below | self._of_interest(directory, event.name, bool(below))

    def _look_at_door(self, directory: str) -> set[str]:
        """The permissions of a watched directory may be other ones: while it was closed to us the
        kernel told of changes in it, and nobody could look at them."""
        place = place_of(self._root, directory)
        if not os.access(place, os.R_OK | os.X_OK, effective_ids=True):
            self._closed.add(directory)
        elif directory in self._closed:
            self._closed.discard(directory)
            return self.refresh({directory})
        return {directory}

    def _of_interest(self, directory: str, name: str, is_directory: bool) -> set[str]:
        is_file = is_watched_name(name) and not self._exclusions.excludes_file(directory, name)
        return {directory} if is_directory or is_file else set()

    def _appear(self, relative: str) -> set[str]:
        """Watch a new entry if it is a directory (or a link to one) that is not excluded."""
        if self._exclusions.excludes_directory(relative):
            return set()
        place = place_of(self._root, relative)
        if not os.path.isdir(place):
            if os.path.islink(place):
                self._links.add(relative)  # what it leads to may be mounted later
            return set()
        return self._adopt(relative)

    def _adopt(self, start: str) -> set[str]:
        """Watch a directory and all below it. The watch comes before the look at what is there."""
        identities = set(self._identity_of.values())
        adopted = set()
        if start and os.path.islink(place_of(self._root, start)):
            self._links.add(start)
        for found in walk(self._root, self._exclusions, start, identities, self._add):
            adopted.add(found.directory)
            self._links.update(links_in(found))
        return adopted

    def _add(self, directory: str, identity: Identity | None) -> None:
        try:
            watch = self._inotify.add(place_of(self._root, directory))
        except OSError as error:
            if error.errno in LIMIT_ERRORS or not directory:
                raise
            return  # vanished or closed to us: a scan says so
        former = self._watch_of.get(directory, watch)
        if former != watch:
            self._names_of[former].discard(directory)
        self._names_of.setdefault(watch, set()).add(directory)
        self._watch_of[directory] = watch
        if identity is not None:
            self._identity_of[directory] = identity

    def _drop(self, directory: str) -> set[str]:
        """Stop watching a directory and all below it; says which these were."""
        self._links.discard(directory)
        return self._drop_all(directory) if directory in self._watch_of else set()

    def _drop_all(self, directory: str) -> set[str]:
        below = {one for one in self._watch_of if is_below(one, directory)}
        for one in below:
            watch = self._watch_of.pop(one)
            self._identity_of.pop(one, None)
            names = self._names_of[watch]
            names.discard(one)
            if not names:
                del self._names_of[watch]
                self._inotify.remove(watch)
        self._links -= {one for one in self._links if is_below(one, directory)}
        return below

    def _start_over(self) -> set[str]:
        """Events were lost: watch everything anew and call everything changed."""
        before = set(self._watch_of)
        self.close()
        self._inotify = inotify.Inotify()
        return before | self._adopt("")
