"""Files that appear whole or not at all, and what is left of those that did not."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from photoclip.core.own_files import discard, hold, make_folder

TEMPORARY = ".tmp"
LEFTOVER_AGE_S = 3600.0
"""Seconds after which nobody can still be writing a temporary file."""


def write_whole(path: Path, data: bytes | memoryview) -> None:
    """Put ``data`` at ``path`` in one step, with the folders above it.

    Raises OSError as it comes: ENOSPC means that the disk is full.
    """
    make_folder(path.parent)
    try:
        _write_whole(path, data)
    except FileNotFoundError:
        # Swept away in the moment between its making and its lock, or its folder was deleted.
        make_folder(path.parent)
        _write_whole(path, data)


def _write_whole(path: Path, data: bytes | memoryview) -> None:
    descriptor, temporary = tempfile.mkstemp(suffix=TEMPORARY, dir=path.parent)
    try:
        with open(descriptor, "wb") as file:
            hold(descriptor)
            file.write(data)
            file.flush()
            if os.name == "posix":  # before the lock goes; elsewhere an open file cannot be moved
                os.replace(temporary, path)
        if os.name != "posix":
            os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def write_document(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, which a person chose, in one step; it is on the disk afterwards.

    Permissions are those of a new file, or of the one that it replaces. Raises OSError as it comes.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    partial = target.with_name(f".photoclip-{secrets.token_hex(8)}.partial")
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            os.chmod(partial, os.stat(target).st_mode & 0o777)
        os.replace(partial, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise


def remove_leftovers(
    directory: Path,
    *,
    age_s: float = LEFTOVER_AGE_S,
    is_stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Delete the temporary files below ``directory`` that a killed process left; how many.

    age_s: younger ones stay, and so do those that a living process holds. is_stopped: asked once
    a folder.
    """
    before = time.time() - age_s
    removed = 0
    for folder, _, names in os.walk(directory):
        if is_stopped():
            break
        for name in names:
            if not name.endswith(TEMPORARY):
                continue
            path = os.path.join(folder, name)
            with contextlib.suppress(OSError):
                if os.stat(path).st_mtime <= before and discard(Path(path)):
                    removed += 1
    return removed
