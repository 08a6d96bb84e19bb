"""Watching a folder by looking at it again and again, where the system has no watches left."""

from __future__ import annotations

import time
from pathlib import Path

from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.walk import Listing, is_below, join, walk

RESTS_PER_WALK = 20
"""A look takes at most one part in so many of the time, however large the folder is."""


class PollingTree:
    """Remembers one number a directory, over names, sizes and times of its pictures."""

    def __init__(self, root: Path, exclusions: Exclusions, every_s: float) -> None:
        self._root = root
        self._exclusions = exclusions
        self._every_s = every_s
        self._next: float | None = None
        self._walk_s = 0.0
        self._prints = self._look({})

    @property
    def directories(self) -> frozenset[str]:
        """Relative directories that are looked at."""
        return frozenset(self._prints)

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
        for found in walk(self._root, self._exclusions):
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
    facts: list[tuple[str, int, int]] = []
    for entry in found.files:
        try:
            status = entry.stat()
        except OSError:
            facts.append((entry.name, -1, -1))
        else:
            facts.append((entry.name, status.st_size, status.st_mtime_ns))
    return hash(tuple(facts))
