"""Python's collector of reference cycles, kept to the window's thread.

Left alone it runs in whichever thread makes an object too many. Where that is a background thread
and a widget hangs in a cycle, Qt's object is destroyed there, and the application crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
OLDEST_EVERY = 120
"""Turns between two looks at the oldest generation: once a minute."""


class GarbageCollector(QObject):
    """Collects a little now and then. What exists at the start is left out, so it stays quick."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """Take over."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        # What is left now must not wait for the end of Python, when Qt is gone already.
        gc.collect()
        gc.enable()

    def _collect(self) -> None:
        self._turn += 1
        youngest, middle, _ = gc.get_threshold()
        counts = gc.get_count()
        if self._turn % OLDEST_EVERY == 0:
            gc.collect()
        elif counts[1] > middle:
            gc.collect(1)
        elif counts[0] > youngest:
            gc.collect(0)
