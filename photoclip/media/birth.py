"""When a file was made, which tells it from a later one that was given the same inode.

Python tells the birth time on macOS and Windows; on Linux it takes ``statx(2)``, which the C
library has since glibc 2.28 and musl 1.2.
"""

from __future__ import annotations

import ctypes
import functools
import os
import struct
import sys
from collections.abc import Callable

_AT_FDCWD = -100
_AT_EMPTY_PATH = 0x1000
_AT_STATX_DONT_SYNC = 0x4000
_STATX_BTIME = 0x800
_SIZE = 256
_BIRTH = struct.Struct("=qI")
_BIRTH_AT = 80
"""Offset of ``stx_btime`` in ``struct statx``, the same on every architecture."""

_Statx = Callable[[int, bytes, int, int, ctypes.Array[ctypes.c_char]], int]


def birth_ns(place: str | int) -> int:
    """Nanoseconds since the epoch at which a file was made, 0 where the system does not tell.

    place: a path, links followed, or an open descriptor. Never raises: a file that is not there
    has no birth either.
    """
    if sys.platform == "linux":
        return _linux_birth(place)
    try:
        status = os.stat(place)
    except (OSError, ValueError):
        return 0
    exact = getattr(status, "st_birthtime_ns", None)
    if exact is not None:
        return int(exact)
    if os.name == "nt":
        return status.st_ctime_ns
    return int(getattr(status, "st_birthtime", 0) * 1_000_000_000)


@functools.cache
def _statx() -> _Statx | None:
    try:
        function = ctypes.CDLL(None, use_errno=True).statx
    except (OSError, AttributeError):
        return None
    function.argtypes = (
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_void_p,
    )
    function.restype = ctypes.c_int
    return function


def _linux_birth(place: str | int) -> int:
    statx = _statx()
    if statx is None:
        return 0
    buffer = ctypes.create_string_buffer(_SIZE)
    if isinstance(place, int):
        failed = statx(place, b"", _AT_EMPTY_PATH | _AT_STATX_DONT_SYNC, _STATX_BTIME, buffer)
    else:
        name = os.fsencode(place)
        if b"\0" in name:
            return 0
        failed = statx(_AT_FDCWD, name, _AT_STATX_DONT_SYNC, _STATX_BTIME, buffer)
    told = int.from_bytes(buffer.raw[:4], sys.byteorder)
    if failed or not told & _STATX_BTIME:
        return 0
    seconds, nanoseconds = _BIRTH.unpack_from(buffer.raw, _BIRTH_AT)
    return int(seconds) * 1_000_000_000 + int(nanoseconds)
