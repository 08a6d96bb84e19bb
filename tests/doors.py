"""Closed doors that hold for root as well, as they do for everybody else."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_VERSION_3 = 0x20080522
_PASSING_THROUGH = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7))."""


@contextmanager
def doors_hold() -> Iterator[None]:
    """Permissions mean something to this thread, whoever it belongs to."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    header, words = (
        (ctypes.c_uint32 * 2)(_VERSION_3, 0),
        (ctypes.c_uint32 * 6)(),
    )  # the first: effective
    assert system.capget(header, words) == 0
    before = words[0]
    words[0] = before & ~_PASSING_THROUGH
    assert system.capset(header, words) == 0
    try:
        yield
    finally:
        words[0] = before
        assert system.capset(header, words) == 0
