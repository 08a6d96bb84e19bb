"""Watching a folder by looking at it again and again, where the system has no watches left."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path

from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import Listing, is_below, join, walk
from photoclip.ingest.watch_mounts import links_in

RESTS_PER_WALK = 20
"""A look takes at most one part in so many of the time, however large the folder is."""


class PollingTree:
    """Remembers one number a directory, over names, sizes and times of its pictures.

    What differs from the first look, made at once, is reported; a scan comes after that.
    """

    def __init__(self, root: Path, exclusions: Exclusions, every_s: float) -> None:
        self._root = root
        self._exclusions = exclusions
        self._every_s = every_s
        self._next: float | None = None
        self._walk_s = 0.0
        self._links: set[str] = set()
        self._prints = self._look({})

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories that are looked at."""
        return frozenset(self._prints)

    @property
    def links(self) -> frozenset[str]:
        """Relative paths of links to directories, of those that lead nowhere too."""
        return frozenset(self._links)

    def read(self, now: float) -> set[str]:
        """Relative directories that differ from the last look; looks only when it is time.

        now: seconds of any steady clock.
        """
        if self._next is None or now >= self._next:
            is_first = self._next is None
            self._next = now + max(self._every_s, RESTS_PER_WALK * self._walk_s)
            if not is_first:
                return self._differences()
        return set()

    def refresh(self, places: Collection[str]) -> set[str]:
        """Look at once, since other file systems lie at these places now.

        Returns the relative directories that were there and those that are, with every other
        one that differs.
        """
        before = self._prints.keys()
        found = self._differences()
        there = before | self._prints.keys()
        return found.union(
            (one for one in there if any(is_below(one, place) for place in places)),
            (one for one in places if not self._exclusions.excludes_directory(one)),
        )

    def close(self) -> None:
        """Forget everything."""
        self._prints.clear()

    def _differences(self) -> set[str]:
        before, after = self._prints, self._look(self._prints)
        self._prints = after
        return {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}

    def _look(self, before: dict[str, int]) -> dict[str, int]:
        started = time.perf_counter()
        prints: dict[str, int] = {}
        self._links = set()
        for found in walk(self._root, self._exclusions):
            self._links.update(links_in(found))
            if found.error is None:
                prints[found.directory] = _print_of(found)
            unread = [join(found.directory, name) for name, _ in found.blocked]
            if found.error is not None and not isinstance(found.error, FileNotFoundError):
                unread.append(found.directory)
            for place in unread:  # closed or away, so as far as one knows nothing changed
                prints.update({one: old for one, old in before.items() if is_below(one, place)})
        self._walk_s = time.perf_counter() - started
        return prints


def _print_of(found: Listing) -> int:
    facts: list[tuple[str, int, int, int]] = []
    for entry in found.files:
        try:
            status = entry.stat()
        except OSError:
            facts.append((entry.name, -1, -1, -1))
        else:
            # The last one also tells of an edit that kept size and time.
            times = (status.st_mtime_ns, status.st_ctime_ns)
            facts.append((entry.name, status.st_size, *times))
    return hash(tuple(facts))
