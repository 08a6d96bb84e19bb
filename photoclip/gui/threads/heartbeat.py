"""Measures for how long the window's thread did not answer, for tests and benchmarks."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer


class Heartbeat(QObject):
    """A timer that should beat every millisecond; the longest gap is the worst stall.

    worst_s: seconds of wall time, other programs' share included. worst_busy_s: seconds that the
    thread itself was at work between two beats.
    """

    def __init__(self) -> None:
        super().__init__()
        self._now = time.perf_counter
        self._last = 0.0
        self._last_busy = 0.0
        self.worst_s = 0.0
        self.worst_busy_s = 0.0
        self.gaps: list[float] = []
        self._timer = QTimer(self, interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to measure, from nothing."""
        self._last = self._now()
        self._last_busy = time.thread_time()
        self.worst_s, self.worst_busy_s, self.gaps = 0.0, 0.0, []
        self._timer.start()

    def stop(self) -> None:
        """Measure no longer; what was found stays."""
        self._timer.stop()

    def _beat(self) -> None:
        now = self._now()
        self.gaps.append(now - self._last)
        self.worst_s = max(self.worst_s, now - self._last)
        self._last = now
        busy = time.thread_time()
        self.worst_busy_s = max(self.worst_busy_s, busy - self._last_busy)
        self._last_busy = busy
