"""Makes room for the person: indexing goes slower on battery, and while others need the machine."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

import psutil

from photoclip.core.config import Preferences
from photoclip.core.events import EventBus, PaceChanged, Slowness

log = logging.getLogger(__name__)

SAMPLE_EVERY_S = 3.0
SAMPLES = 3
STALE_AFTER_S = 15.0
BUSY_ABOVE, CALM_BELOW = 0.5, 0.3
"""Share of all processors that other programs take, averaged over the last samples. Two limits,
so that a load near one of them does not make the pace flutter."""

FILES_AT_ONCE = 16
REST = 2.0
"""Seconds of rest for each second of work: a third of the full speed."""
LONGEST_REST_S = 30.0


class Sensor(Protocol):
    """What is measured on the machine."""

    def is_on_battery(self) -> bool:
        """Whether a battery is the only source of power."""
        ...

    def load_of_others(self) -> float | None:
        """Share of all processors in [0, 1] that other programs took since the last call.

        None at the first call, which has nothing to compare with.
        """
        ...


class Pacer:
    """Hands out work in small portions with rests between while there is a reason to be slow.

    Asked in the thread that indexes. preferences: what the person allows to slow it down.
    """

    def __init__(
        self,
        sensor: Sensor,
        preferences: Callable[[], Preferences],
        events: EventBus,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._sensor = sensor
        self._preferences = preferences
        self._events = events
        self._now = now
        self._sampled_at = float("-inf")
        self._is_on_battery = False
        self._is_busy = False
        self._loads: deque[float] = deque(maxlen=SAMPLES)
        self._slowness: Slowness | None = None
        self._portion_since: float | None = None
        self._rests_until = float("-inf")

    @property
    def slowness(self) -> Slowness | None:
        """Why it is slow now, None at full speed."""
        return self._slowness

    def places(self, free: int, under_way: int) -> int:
        """How many files may be handed out now, at most ``free``.

        under_way: files that were handed out and are not done. Looks at the machine every few
        seconds, however often it is asked.
        """
        now = self._now()
        self._look(now)
        if self._slowness is None:
            self._portion_since = None
            return free
        if under_way:
            return 0
        if self._portion_since is not None:
            worked = now - self._portion_since
            self._rests_until = now + min(REST * worked, LONGEST_REST_S)
            self._portion_since = None
        if now < self._rests_until:
            return 0
        self._portion_since = now
        return min(free, FILES_AT_ONCE)

    def _look(self, now: float) -> None:
        if now - self._sampled_at >= SAMPLE_EVERY_S:
            self._sample(now)
        chosen = self._preferences()
        slowness = None
        if self._is_busy and chosen.slows_when_busy:
            slowness = Slowness.BUSY
        if self._is_on_battery and chosen.slows_on_battery:
            slowness = Slowness.BATTERY
        if slowness is not self._slowness:
            self._slowness = slowness
            self._rests_until = now
            self._events.emit(PaceChanged(slowness))

    def _sample(self, now: float) -> None:
        if now - self._sampled_at > STALE_AFTER_S:
            # Between two runs nobody looked: what was then says nothing about now.
            self._loads.clear()
            self._is_busy = False
            self._sensor.load_of_others()
        else:
            load = self._sensor.load_of_others()
            if load is not None:
                self._loads.append(load)
        self._sampled_at = now
        self._is_on_battery = self._sensor.is_on_battery()
        if len(self._loads) == SAMPLES:
            mean = sum(self._loads) / SAMPLES
            self._is_busy = mean > (CALM_BELOW if self._is_busy else BUSY_ABOVE)


class MachineSensor:
    """The real machine, by psutil. worker: the worker's process id, None while there is none."""

    def __init__(self, worker: Callable[[], int | None]) -> None:
        self._worker = worker
        self._before: tuple[float, float] | None = None
        self._ours: dict[int, float] = {}

    def is_on_battery(self) -> bool:
        """Whether a battery is the only source of power; a machine without one never is."""
        read = getattr(psutil, "sensors_battery", None)
        if read is None:
            return False
        try:
            battery = read()
        except Exception as error:  # vendors' drivers answer in unforeseen ways
            log.debug("the battery cannot be read: %s", error)
            return False
        return battery is not None and battery.power_plugged is False

    def load_of_others(self) -> float | None:
        """See Sensor. Time that a hypervisor gives to other machines counts for nobody."""
        times = psutil.cpu_times()
        total = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
        names = ("user", "nice", "system", "irq", "softirq")
        busy = sum(getattr(times, name, 0.0) for name in names)
        ours = self._time_of_ours()
        before, self._before = self._before, (total, busy)
        if before is None or total <= before[0]:
            return None
        others = busy - before[1] - ours
        return min(1.0, max(0.0, others / (total - before[0])))

    def _time_of_ours(self) -> float:
        """Processor seconds of this process and the worker since the last call."""
        spent = 0.0
        now: dict[int, float] = {}
        for pid in (psutil.Process().pid, self._worker()):
            if pid is None:
                continue
            with contextlib.suppress(psutil.Error):
                times = psutil.Process(pid).cpu_times()
                now[pid] = times.user + times.system
                spent += now[pid] - self._ours.get(pid, 0.0 if self._ours else now[pid])
        self._ours = now
        return spent
