"""How far an indexing run is, how fast, and how long it will take."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from photoclip.core.events import IndexingProgressed
from photoclip.core.models import IndexReport, PendingFile, StageTimes
from photoclip.services.indexing.pacing import Pacer
from photoclip.services.tasks import CancelToken

WINDOW_S = 20.0
MOST_DEFERRED_IN_A_ROW = 200
MOST_DEFERRED_ON_A_FULL_DISK = 32
SETTLED_AFTER = 4


class SpeedGauge:
    """Photos a second over the last seconds, so that a pause or a slow start soon drops out."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._marks: deque[tuple[float, int]] = deque([(now(), 0)])

    def advance(self, done: int) -> None:
        """Note that ``done`` photos are finished in all."""
        moment = self._now()
        if done != self._marks[-1][1]:
            self._marks.append((moment, done))
        while len(self._marks) > 2 and moment - self._marks[0][0] > WINDOW_S:
            self._marks.popleft()

    @property
    def photos_per_s(self) -> float | None:
        """None while too few photos are done to tell."""
        (first, before), (_, after) = self._marks[0], self._marks[-1]
        seconds = self._now() - first
        if after - before < SETTLED_AFTER or seconds <= 0:
            return None
        return (after - before) / seconds

    def seconds_left(self, remaining: int) -> float | None:
        """Time for ``remaining`` photos at the present speed."""
        speed = self.photos_per_s
        return remaining / speed if speed else None


@dataclass(slots=True)
class IndexingRun:
    """The state of one run.

    queue: files fetched from the catalog and not handed out yet, last first.
    unresolved: files whose content the worker had just seen, before the catalog knew it.
    remaining: files still to do, as counted at ``counted_at`` and kept up since.
    deferred: files that could not be taken in for a passing reason, and that reason; they stay
    pending. in_a_row: how many of them came without a success in between. tries: how often they
    were tried again.
    """

    token: CancelToken
    gauge: SpeedGauge
    started: float
    pacer: Pacer | None = None
    report: IndexReport = field(default_factory=IndexReport)
    queue: list[PendingFile] = field(default_factory=list)
    unresolved: set[int] = field(default_factory=set)
    model_id: int | None = None
    is_scanning: bool = True
    done: int = 0
    remaining: int = 0
    counted_at: float = float("-inf")
    told_at: float = float("-inf")
    deferred: dict[int, str] = field(default_factory=dict)
    is_disk_full: bool = False
    in_a_row: int = 0
    tries: int = 0

    def defer(self, file_id: int, reason: str, *, is_disk_full: bool) -> None:
        """A file waits for better times."""
        self.deferred[file_id] = reason
        self.in_a_row += 1
        self.is_disk_full = self.is_disk_full or is_disk_full

    @property
    def is_stuck(self) -> bool:
        """So many failed in a row for passing reasons that trying more of them is of no use now."""
        most = MOST_DEFERRED_ON_A_FULL_DISK if self.is_disk_full else MOST_DEFERRED_IN_A_ROW
        return self.in_a_row >= most

    def finish_one(self, times: StageTimes | None = None) -> None:
        """Count one file as done, with the time that each stage took for it."""
        self.done += 1
        self.in_a_row = 0
        self.remaining = max(0, self.remaining - 1)
        if times is not None:
            self.report.stages.add(times)

    def progress(self) -> IndexingProgressed:
        """The state as an event."""
        self.gauge.advance(self.done)
        left = None if self.is_scanning else self.gauge.seconds_left(self.remaining)
        return IndexingProgressed(
            done=self.done,
            total=self.done + self.remaining,
            failed=self.report.failed,
            is_scanning=self.is_scanning,
            photos_per_s=self.gauge.photos_per_s,
            seconds_left=left,
        )
