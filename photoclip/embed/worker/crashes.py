"""Finds the file that kills the worker, without losing the others or doing them twice.

A worker's crash is not an exception: the only evidence is which files were under way. After a
crash these are handed out again in smaller and smaller groups; a file that was alone when the
worker died, twice, is the culprit. When all suspects are cleared, the groups grow again. A worker
killed from outside therefore costs a restart and nothing else.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable

from photoclip.core.models import PendingFile

SHRINK = 4
DEATHS_ALONE = 2
DEATHS_WITHOUT_WORK = 3
DEATHS_WITHOUT_SUCCESS = 24


class CrashGuard:
    """Decides how many files may be under way, and which go out again after a crash."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._window = limit
        self._again: deque[PendingFile] = deque()
        self._suspects: set[int] = set()
        self._alone: Counter[int] = Counter()
        self._idle_deaths = 0
        self._fruitless_deaths = 0

    @property
    def limit(self) -> int:
        """How many files may be under way in calm times."""
        return self._limit

    @property
    def suspects(self) -> frozenset[int]:
        """Ids of files that were under way when a worker died and have no outcome yet."""
        return frozenset(self._suspects)

    @property
    def window(self) -> int:
        """How many files may be under way now."""
        return self._window

    @property
    def waiting(self) -> int:
        """How many files wait to go out again."""
        return len(self._again)

    @property
    def is_hopeless(self) -> bool:
        """The worker dies without being at work, or so often that no file can be to blame."""
        return (
            self._idle_deaths >= DEATHS_WITHOUT_WORK
            or self._fruitless_deaths >= DEATHS_WITHOUT_SUCCESS
        )

    def next_again(self) -> PendingFile | None:
        """The next file to hand out again, if any."""
        return self._again.popleft() if self._again else None

    def finished(self, file_id: int) -> None:
        """A file came back, whatever its outcome."""
        self._idle_deaths = self._fruitless_deaths = 0
        self._clear(file_id)

    def _clear(self, file_id: int) -> None:
        self._suspects.discard(file_id)
        self._alone.pop(file_id, None)
        if not self._suspects:
            self._window = min(self._limit, self._window * 2)

    def died(self, under_way: Iterable[PendingFile]) -> PendingFile | None:
        """The worker died with these files under way. Returns the culprit once it is certain."""
        files = list(under_way)
        self._fruitless_deaths += 1
        if not files:
            self._idle_deaths += 1
            return None
        self._window = max(1, min(len(files), self._window) // SHRINK)
        if len(files) == 1:
            only = files[0]
            self._alone[only.id] += 1
            if self._alone[only.id] >= DEATHS_ALONE:
                self._clear(only.id)
                return only
        self._suspects.update(file.id for file in files)
        self._again.extendleft(reversed(files))
        return None
