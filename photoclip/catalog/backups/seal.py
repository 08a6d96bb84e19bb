"""A seal beside a catalog: whether it is still, byte for byte, what PhotoClip left behind.

Reading every page at each start would take seconds. A catalog that was closed in peace, and whose
size, time and inode are those of that moment, need not be read again; any other one is.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from photoclip.catalog.format.header import has_wal

_IN_USE = "in use"


def seal_of(path: Path) -> Path:
    """Where the seal of a catalog lies."""
    return path.with_name(path.name + ".seal")


def was_ours(path: Path) -> bool:
    """Whether a PhotoClip ever had this very file open to write to it."""
    return seal_of(path).exists()


def is_sealed(path: Path) -> bool:
    """Whether a catalog is as it was left. False where nothing tells."""
    try:
        return seal_of(path).read_bytes() == _stamp(path).encode() and not has_wal(path)
    except OSError:
        return False


def was_interrupted(path: Path) -> bool:
    """Whether the last PhotoClip that wrote to a catalog ended without closing it."""
    try:
        return seal_of(path).read_bytes() == _IN_USE.encode()
    except OSError:
        return False


def break_seal(path: Path) -> None:
    """A catalog is opened: until it is closed in peace, nothing vouches for it."""
    _write(path, _IN_USE)


def seal(path: Path) -> None:
    """A catalog was closed in peace. One that left a WAL was not."""
    with contextlib.suppress(OSError):
        if not has_wal(path):
            _write(path, _stamp(path))


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _write(path: Path, text: str) -> None:
    place = seal_of(path)
    # A full disk, or a place that cannot be written: without a seal, more is read at the start.
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(text)
    except OSError:
        with contextlib.suppress(OSError):
            place.unlink(missing_ok=True)
