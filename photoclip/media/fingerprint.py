"""Reads a file once, and tells by its content whether it is known.

The hash is BLAKE2b (RFC 7693) with a 128-bit digest over the whole file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat as stat_module
from collections.abc import Callable
from io import BufferedReader
from typing import TypeVar

from photoclip.core.errors import PassingError, PictureError, is_passing
from photoclip.core.file_identity import FileStat
from photoclip.core.models import CONTENT_HASH_BYTES, Problem
from photoclip.core.small_files import OPEN_FLAGS
from photoclip.core.wording import Message
from photoclip.media.birth import birth_ns

IN_MEMORY_LIMIT = 256 * 1024 * 1024
"""Bytes: larger files are hashed in pieces and decoded from their path."""

_PIECE = 4 * 1024 * 1024

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})


def content_hash(data: bytes) -> bytes:
    """16 bytes: BLAKE2b-128 of ``data``."""
    return hashlib.blake2b(data, digest_size=CONTENT_HASH_BYTES).digest()


def hash_file(path: str) -> bytes:
    """The content hash of a whole file (16 bytes), read in pieces. Raises as ``read_stable``."""
    return _opened(path, lambda file, status: _hash_stable(file, status))


def read_stable(path: str, expected: FileStat | None) -> tuple[bytes | None, bytes, FileStat]:
    """The file's bytes, its content hash (16 bytes) and its stat, from one pass over the file.

    The bytes are None for files above ``IN_MEMORY_LIMIT``: these are decoded from their path.
    expected: size and time that the file must still have, None where any will do.
    Raises PassingError where it may succeed another time, PictureError: VANISHED, PERMISSION,
    EMPTY, CHANGING while somebody writes to it, and UNREADABLE for other failures and for what is
    no regular file (a pipe, a device), which is never opened.
    """
    return _opened(path, lambda file, status: _read(file, status, expected))


_Result = TypeVar("_Result")


def _opened(path: str, read: Callable[[BufferedReader, os.stat_result], _Result]) -> _Result:
    """What ``read`` makes of a regular file and its status. Raises PictureError."""
    try:
        check_regular(os.stat(path))
        descriptor = os.open(path, OPEN_FLAGS)
        with open(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            check_regular(before)
            return read(file, before)
    except OSError as error:
        raise picture_error_of(error) from error
    except ValueError as error:  # a NUL inside the path
        raise PictureError(
            Problem.UNREADABLE,
            Message("The path cannot be used ({error}).", error=error),
            "Rename the file.",
        ) from error


def picture_error_of(error: OSError) -> PictureError:
    """What the operating system reported, in a sentence for the person; PassingError where it
    says nothing of the file."""
    if is_passing(error):
        return PassingError(
            Problem.UNREADABLE,
            Message("The file cannot be read now ({reason}).", reason=error.strerror or error),
            "Check the drive that it lies on; it is tried again by itself.",
        )
    if error.errno in _GONE:
        return PictureError(
            Problem.VANISHED,
            "The file is no longer there.",
            "Check that its drive is connected; it is tried again at the next indexing.",
        )
    if error.errno in _FORBIDDEN:
        return PictureError(
            Problem.PERMISSION,
            "You have no permission to read the file.",
            "Give your user account the right to read it, then index again.",
        )
    return PictureError(
        Problem.UNREADABLE,
        Message("The file could not be read ({reason}).", reason=error.strerror or error),
        "Check the drive that it lies on.",
    )


def _read(
    file: BufferedReader, status: os.stat_result, expected: FileStat | None
) -> tuple[bytes | None, bytes, FileStat]:
    before = FileStat.of(status, birth_ns(file.fileno()))
    if expected is not None and not _same(before, expected):
        raise _changing()
    if before.size == 0:
        raise PictureError(Problem.EMPTY, "The file is empty.", "Copy it again from its source.")
    data = None
    if before.size <= IN_MEMORY_LIMIT:
        # One byte more than announced shows growth without reading for as long as it grows.
        data = file.read(before.size + 1)
        length, digest = len(data), content_hash(data)
    else:
        length, digest = _hash_pieces(file, before.size)
    if length != before.size or not _same(before, FileStat.of(os.fstat(file.fileno()))):
        raise _changing()
    return data, digest, before


def _hash_stable(file: BufferedReader, status: os.stat_result) -> bytes:
    before = FileStat.of(status)
    length, digest = _hash_pieces(file, before.size)
    if length != before.size or not _same(before, FileStat.of(os.fstat(file.fileno()))):
        raise _changing()
    return digest


def _hash_pieces(file: BufferedReader, size: int) -> tuple[int, bytes]:
    hasher = hashlib.blake2b(digest_size=CONTENT_HASH_BYTES)
    length = 0
    while length <= size and (piece := file.read(_PIECE)):
        hasher.update(piece)
        length += len(piece)
    return length, hasher.digest()


def _same(one: FileStat, other: FileStat) -> bool:
    return (one.size, one.modified_ns) == (other.size, other.modified_ns)


def check_regular(status: os.stat_result) -> None:
    """Raise PictureError (UNREADABLE) for what is no file: a pipe would block for ever."""
    if not stat_module.S_ISREG(status.st_mode):
        raise PictureError(
            Problem.UNREADABLE,
            "This is not a regular file but a folder, a pipe or a device.",
            "Move it out of the photo folder or exclude it.",
        )


def _changing() -> PictureError:
    return PictureError(
        Problem.CHANGING,
        "The file changed while it was being read.",
        "It is tried again at the next indexing, once it is complete.",
    )
