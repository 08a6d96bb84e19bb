"""Reads small files whole: those that a person or a stranger names, which may be anything.

A pipe would block for ever, a device may never end, and a file of some gigabytes under the name
of a list takes the memory of the machine. None of them is opened, or is read beyond its bound.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from photoclip.core.errors import UnfitFileError
from photoclip.core.wording import Message

MIB = 1 << 20
MOST_LIST_BYTES = 64 * MIB
"""Of a list that a person keeps or gets: albums, labels, captions. A million lines have as much."""

OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
"""For reading. A pipe that takes a file's place between the check and the open does not block."""


def read_small(path: str | os.PathLike[str], most_bytes: int) -> bytes:
    """The content of a file of at most ``most_bytes`` bytes.

    Raises UnfitFileError for a folder, a pipe, a socket, a device and a larger file; OSError as it
    comes, ValueError for a path that holds a NUL.
    """
    return read_small_with_status(path, most_bytes)[0]


def read_small_with_status(
    path: str | os.PathLike[str], most_bytes: int
) -> tuple[bytes, os.stat_result]:
    """The same, with the status that the file had when it was opened."""
    check_small(path, os.stat(path), most_bytes)
    descriptor = os.open(path, OPEN_FLAGS)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        check_small(path, status, most_bytes)
        # Files of /proc say that they are empty, and others grow.
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise _too_large(path, most_bytes)
    return data, status


def read_small_text(path: str | os.PathLike[str], most_bytes: int, errors: str = "strict") -> str:
    """The same as text in UTF-8, without a mark. Raises UnicodeDecodeError too, if strict."""
    return read_small(path, most_bytes).decode("utf-8-sig", errors)


def check_small(
    path: str | os.PathLike[str], status: os.stat_result, most_bytes: int | None = None
) -> None:
    """Raise UnfitFileError for a status of what is no file, or of one that is too large."""
    if not stat.S_ISREG(status.st_mode):
        raise UnfitFileError(
            Message("{path} is no file but a folder, a pipe or a device.", path=Path(path)),
            "Choose a file.",
        )
    if most_bytes is not None and status.st_size > most_bytes:
        raise _too_large(path, most_bytes)


def _too_large(path: str | os.PathLike[str], most_bytes: int) -> UnfitFileError:
    return UnfitFileError(
        Message(
            "{path} is larger than {most:.0f} MB, which no such file is.",
            path=Path(path),
            most=most_bytes / MIB,
        ),
        "Look whether it is what you meant.",
    )
