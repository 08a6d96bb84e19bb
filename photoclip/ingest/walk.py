"""The one way through a folder: what a scan compares and a watch observes."""

from __future__ import annotations

import os
import stat
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from photoclip.ingest.exclusions import Exclusions, is_marked_hidden
from photoclip.media.formats import is_picture_name

Identity = tuple[int, int] | str
"""Device and inode of a folder; its real path where the file system numbers nothing."""

_HAS_HIDDEN_MARK = sys.platform in ("win32", "darwin")
_REPARSE_MOUNT_POINT = 0xA0000003
"""Tag of a Windows junction (MS-FSCC 2.1.2.1): a link in all but name."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one folder holds, before anything is compared.

    directory: relative to the watched folder, "/" between parts, "" for its top.
    files: entries named like pictures that are no folders, sorted by name.
    subdirectories, links: relative paths of real folders and of links to folders, sorted.
    blocked: names that could not be looked at, with the reason; "" where it is of no interest.
    error: why the folder itself could not be read; then everything else is empty.
    """

    directory: str
    files: tuple[os.DirEntry[str], ...] = ()
    subdirectories: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    blocked: tuple[tuple[str, str], ...] = ()
    error: OSError | None = None


def join(directory: str, name: str) -> str:
    """Relative path of an entry, whatever the system's separator is."""
    return f"{directory}/{name}" if directory else name


def is_below(path: str, directory: str) -> bool:
    """Whether a relative path is a directory or lies in it; everything lies in ""."""
    return not directory or path == directory or path.startswith(directory + "/")


def place_of(root: Path, directory: str) -> str:
    """Absolute path of a relative directory. A string: Path would drop nothing but time."""
    return os.path.join(root, *directory.split("/")) if directory else os.fspath(root)


def list_directory(root: Path, directory: str, exclusions: Exclusions) -> Listing:
    """Read one folder without going deeper. Never raises OSError: it is in the answer."""
    try:
        with os.scandir(place_of(root, directory)) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        return Listing(directory, error=error)
    files: list[os.DirEntry[str]] = []
    directories: list[str] = []
    links: list[str] = []
    blocked: list[tuple[str, str]] = []
    for entry in ordered:
        try:
            is_directory = entry.is_dir()
        except OSError as error:  # a link that leads to itself, or behind a closed door
            is_excluded = exclusions.excludes_file(directory, entry.name)
            blocked.append((entry.name, "" if is_excluded else _why_blocked(entry.name, error)))
            continue
        if is_directory:
            relative = join(directory, entry.name)
            if not (exclusions.excludes_directory(relative) or _is_hidden(entry, exclusions)):
                (links if _is_link(entry) else directories).append(relative)
        elif is_picture_name(entry.name):
            if not exclusions.excludes_file(directory, entry.name):
                files.append(entry)
        elif entry.is_symlink() and not os.path.exists(entry.path):
            blocked.append((entry.name, ""))
    return Listing(directory, tuple(files), tuple(directories), tuple(links), tuple(blocked))


def walk(
    root: Path,
    exclusions: Exclusions,
    start: str = "",
    visited: Collection[Identity] = (),
    before: Callable[[str, Identity | None], None] | None = None,
) -> Iterator[Listing]:
    """Every folder from ``start`` down, one at a time, in an order that repeats.

    Links to folders are followed after all real folders, and only to places that no other way
    has led to (nor one of ``visited``), so that loops end and a photo is met once. A link to a
    folder around the watched one is never followed: it would bring in the whole disk.
    before: told of each folder just before it is read, so that a watch misses nothing.
    """
    seen = set(visited)
    # Real folders cannot form a loop, so they are not checked: file systems that number their
    # folders wrongly would lose some. Below a followed link everything is checked.
    stack = [] if _leads_astray(root, start) else [(start, _is_path_link(root, start))]
    links: deque[str] = deque()
    while stack or links:
        is_link = not stack
        directory, is_checked = (links.popleft(), True) if is_link else stack.pop()
        identity = identify(place_of(root, directory))
        if is_checked and identity in seen:
            continue
        if is_link and _leads_astray(root, directory):
            continue
        if identity is not None:
            seen.add(identity)
        if before is not None:
            before(directory, identity)
        found = list_directory(root, directory, exclusions)
        links.extend(found.links)
        stack.extend((one, is_checked) for one in reversed(found.subdirectories))
        yield found


def identify(path: str | Path) -> Identity | None:
    """What tells a folder from every other, or None when it cannot be looked at."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)


def _is_path_link(root: Path, directory: str) -> bool:
    return bool(directory) and os.path.islink(place_of(root, directory))


def _leads_astray(root: Path, directory: str) -> bool:
    """Whether a link leads to the watched folder or to one that the watched folder lies in."""
    if not _is_path_link(root, directory):
        return False
    top, target = os.path.realpath(root), os.path.realpath(place_of(root, directory))
    return top == target or top.startswith(os.path.join(target, ""))


def _is_link(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return True
    if os.name != "nt":
        return False
    tag: int = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return tag == _REPARSE_MOUNT_POINT


def _is_hidden(entry: os.DirEntry[str], exclusions: Exclusions) -> bool:
    if not _HAS_HIDDEN_MARK or exclusions.include_hidden:
        return False
    try:
        return is_marked_hidden(entry.stat(follow_symlinks=False))
    except OSError:
        return False


def _why_blocked(name: str, error: OSError) -> str:
    return (error.strerror or str(error)) if is_picture_name(name) else ""


def is_regular(status: os.stat_result) -> bool:
    """Whether an entry is a file with content; pipes, sockets and devices would block a reader."""
    return stat.S_ISREG(status.st_mode)
