"""The C library's allocator, told that this process decodes pictures in several threads.

glibc gives every thread an arena of its own, and after the first large block that is freed it
takes ever larger ones from these arenas, where gaps stay. Over 100,000 photos that came to 80 MiB
(``benchmarks/window.py``). See mallopt(3).
"""

from __future__ import annotations

import ctypes
import sys

ARENAS = 2
LARGE_BYTES = 256 << 10
"""From this size on a block has pages of its own, which go back to the system when it is freed."""

_M_ARENA_MAX = -8
_M_MMAP_THRESHOLD = -3


def keep_memory_together() -> bool:
    """Limit the arenas of this process; call it before the first thread. False if not glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL("libc.so.6").mallopt
    except (OSError, AttributeError):
        return False
    return bool(mallopt(_M_ARENA_MAX, ARENAS) and mallopt(_M_MMAP_THRESHOLD, LARGE_BYTES))
