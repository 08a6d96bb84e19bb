"""inotify(7) without a thread: folders are watched one by one, events are read when asked for.

watchdog's own inotify observer has no way to leave folders out before they are watched, and
runs a thread for each folder that is scheduled on its own. The kernel's interface is small and
does not change, so it is called directly; watchdog serves the other systems.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
from dataclasses import dataclass

ATTRIB = 0x00000004
CLOSE_WRITE = 0x00000008
MOVED_FROM = 0x00000040
MOVED_TO = 0x00000080
CREATE = 0x00000100
DELETE = 0x00000200
DELETE_SELF = 0x00000400
MOVE_SELF = 0x00000800
UNMOUNT = 0x00002000
Q_OVERFLOW = 0x00004000
IGNORED = 0x00008000
ISDIR = 0x40000000
_ONLYDIR = 0x01000000
_EXCL_UNLINK = 0x04000000

# MODIFY is left out on purpose: a file is of interest once its writer closes it. ATTRIB is in,
# since a restored modification time or permission comes without a write.
WATCHED = ATTRIB | CLOSE_WRITE | MOVED_FROM | MOVED_TO | CREATE | DELETE | DELETE_SELF | MOVE_SELF

_HEADER = struct.Struct("iIII")
_READ_BYTES = 1 << 18
_READS = 8
"""More than the kernel queues by default, and an end to it where events come without one."""


@dataclass(frozen=True, slots=True)
class InotifyEvent:
    """One event. watch: as :meth:`Inotify.add` returned it, -1 for none. name: "" for itself."""

    watch: int
    mask: int
    name: str


class Inotify:
    """One inotify instance. Every call raises OSError as the kernel reports it.

    EMFILE: too many instances (fs.inotify.max_user_instances) or open files. ENOSPC: too many
    watched folders (fs.inotify.max_user_watches).
    """

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._fd = self._checked(self._libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))

    def add(self, path: str) -> int:
        """Watch one folder, without those in it; the same folder again gives the same number."""
        mask = ctypes.c_uint32(WATCHED | _ONLYDIR | _EXCL_UNLINK)
        return self._checked(self._libc.inotify_add_watch(self._fd, os.fsencode(path), mask))

    def remove(self, watch: int) -> None:
        """End one watch; one that has ended by itself is passed over."""
        self._libc.inotify_rm_watch(self._fd, watch)

    def read(self) -> list[InotifyEvent]:
        """The events since the last call; never waits."""
        events: list[InotifyEvent] = []
        with contextlib.suppress(BlockingIOError):
            for _ in range(_READS):
                events.extend(_parse(os.read(self._fd, _READ_BYTES)))
        return events

    def close(self) -> None:
        """End all watches. A second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    @staticmethod
    def _checked(result: int) -> int:
        if result < 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
        return result


def _parse(data: bytes) -> list[InotifyEvent]:
    events = []
    offset = 0
    while offset < len(data):
        watch, mask, _cookie, length = _HEADER.unpack_from(data, offset)
        offset += _HEADER.size
        name = data[offset : offset + length].rstrip(b"\0")
        offset += length
        events.append(InotifyEvent(watch, mask, os.fsdecode(name)))
    return events
