"""Bulk work gives way to other programs; what a person waits for does not."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

IS_BY_THREAD = sys.platform == "linux"
"""Linux keeps the niceness of each thread by itself (nice(2), "C library/kernel differences")."""


def give_way_as_process(steps: int) -> None:
    """For systems where threads have no niceness of their own: the whole worker gives way."""
    if not IS_BY_THREAD:
        with contextlib.suppress(OSError, AttributeError):
            os.nice(steps)


def give_way(steps: int) -> None:
    """This thread, and those that it begins, let other programs go first."""
    if IS_BY_THREAD:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), steps)
