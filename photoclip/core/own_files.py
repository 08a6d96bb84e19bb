"""Files of PhotoClip's own: for this person only, and known to be in use as long as they are.

A file or folder that is being made is held by a lock of its descriptor (flock), which the system
takes away when the process ends, however it ends. What is not held was left behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be deleted
    fcntl = None  # type: ignore[assignment]

FOLDER_MODE = 0o700
FILE_MODE = 0o600
UNFINISHED = "unfinished"
"""Folder in a library with notes of places outside where something is being written."""

OLD_S = 3600.0
"""Seconds after which nobody can still be writing, where locks do not tell."""


def make_folder(path: Path) -> None:
    """Make a folder, and those above it that are missing, for this person only.

    Raises OSError as it comes.
    """
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):
            one.mkdir(FOLDER_MODE)
            os.chmod(one, FOLDER_MODE)
    if not path.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(path))


def private_opener(path: str, flags: int) -> int:
    """For ``open(…, opener=…)``: what is made is for this person only, whatever the umask says."""
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), FILE_MODE)


def make_private(path: Path) -> None:
    """An empty file for this person only, for a program that fills it; one that is there stays as
    it is but for its permissions. Raises OSError as it comes."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE_MODE))
    tighten(path)


def tighten(path: Path) -> None:
    """Take a file's or a folder's permissions from everybody else. Links are left alone."""
    with contextlib.suppress(OSError):
        mode = os.lstat(path).st_mode
        if not stat.S_ISLNK(mode) and mode & 0o077:
            os.chmod(path, stat.S_IMODE(mode) & 0o700)


def tighten_tree(folder: Path) -> None:
    """The same for all below a folder. One that is closed already was gone through before."""
    with contextlib.suppress(OSError):
        if not os.stat(folder).st_mode & 0o077:
            return
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            tighten(Path(place, name))
        tighten(Path(place))


def hold(descriptor: int) -> None:
    """As long as this descriptor is open, ``is_held`` says so of its file or folder."""
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)


@contextlib.contextmanager
def held_folder(folder: Path) -> Iterator[None]:
    """A folder is in use inside the block."""
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        hold(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a living process, on this machine, is making a file or folder now. Where locks do
    not tell, what is young counts as held."""
    try:
        if fcntl is None:
            return time.time() - path.stat().st_mtime < OLD_S
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return time.time() - os.fstat(descriptor).st_mtime < OLD_S
    finally:
        os.close(descriptor)
    return False


def discard(path: Path) -> bool:
    """Delete what was left behind, a file or a folder, unless it is held; whether it is gone."""
    if is_held(path):
        return False
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return not path.exists()


@contextlib.contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """A folder in the system's place for such, gone at the end, and known to be in use before."""
    with (
        tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name,
        held_folder(Path(name)),
    ):
        yield Path(name)


@contextlib.contextmanager
def writing_at(library: Path, place: str | os.PathLike[str]) -> Iterator[None]:
    """Something is written into a folder outside the library: if this process is killed inside the
    block, the next start knows where to look for what is half done."""
    note: Path | None = None
    with contextlib.suppress(OSError):
        make_folder(library / UNFINISHED)
        descriptor, name = tempfile.mkstemp(dir=library / UNFINISHED)
        note = Path(name)
        with open(descriptor, "wb") as file:
            file.write(os.fsencode(os.path.abspath(place)))
    try:
        yield
    finally:
        if note is not None:
            with contextlib.suppress(OSError):
                note.unlink(missing_ok=True)
