"""From a folder on disk to the difference with the catalog, one directory at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from photoclip.core.errors import FolderError, FolderOfflineError
from photoclip.core.models import DirectoryScan, KnownFile, ScanProblem
from photoclip.core.wording import Message
from photoclip.ingest.drives import DriveJudge
from photoclip.ingest.exclusions import Exclusions, is_marked_hidden
from photoclip.ingest.gathering import Gathered
from photoclip.ingest.walk import (
    Listing,
    identify,
    is_below,
    is_regular,
    join,
    list_directory,
    place_of,
    walk,
)

SETTLING_NS = 2_000_000_000
"""Nanoseconds in which an empty file is taken for one that is just being written."""

NOT_LOOKED_AT = "{path} cannot be looked at: {reason}."
NOT_READ = "{path} cannot be read: {reason}."

Known = Callable[[str], Mapping[str, KnownFile]]
"""What the catalog holds of a relative directory: file name to what is remembered of it."""


def scan(
    root: Path,
    listing: Known,
    known_directories: Collection[str],
    exclusions: Exclusions,
    now_ns: Callable[[], int],
    drives: DriveJudge,
) -> Iterator[DirectoryScan]:
    """Compare a watched folder with the catalog: one result a directory met, in a fixed order.

    listing: see :data:`Known`. known_directories: relative directories in which the catalog has
    files. now_ns: nanoseconds since the epoch. drives: tells what is away with its drive. Memory
    holds one directory's entries, and the names and identities of directories.

    A file is gone only when its directory was read and lacks it, when its directory is not there
    any more, or when it is excluded now. Below a directory that could not be read nothing is
    gone, and neither is what was on a drive that is not there now: that is away, at any depth.
    Directories that the walk did not meet come last, without ``added``.

    Raises FolderOfflineError when the folder is away, also when it goes away in the middle:
    before each ``gone`` the folder is looked at again. A folder that is there but empty, where
    the catalog knows files, counts as away too, since a mount point without its drive looks
    just like that, unless something is mounted there. Raises FolderError when the top cannot
    be read.
    """
    top = _Top.open(root, knows_files=bool(known_directories))
    rules = exclusions.within(root)
    unmet = set(known_directories)
    unread: list[str] = []
    for found in walk(root, rules):
        if found.error is not None:
            if not found.directory:
                top.check(found.error)
            if _has_vanished(found.error):
                continue
            unread.append(found.directory)
            yield _unreadable(root, found)
        else:
            known = listing(found.directory)
            yield _compare(root, found, known, rules, now_ns(), top, drives)
            unread.extend(join(found.directory, name) for name, _ in found.blocked)
        unmet.discard(found.directory)
    for directory in sorted(unmet):
        if rules.excludes_directory(directory):
            top.check()
            yield _all_gone(listing(directory), directory)
        elif not any(is_below(directory, one) for one in unread):
            top.check()
            yield _not_there(listing(directory), directory, drives)
        else:
            yield DirectoryScan(directory, unchanged=len(listing(directory)))


def scan_directory(
    root: Path,
    directory: str,
    listing: Known,
    exclusions: Exclusions,
    now_ns: Callable[[], int],
    drives: DriveJudge,
) -> DirectoryScan:
    """Compare one directory, without those in it: what a watch calls for.

    Raises as :func:`scan` does.
    """
    known = listing(directory)
    top = _Top.open(root, knows_files=bool(known))
    rules = exclusions.within(root)
    if rules.excludes_directory(directory):
        return _all_gone(known, directory)
    found = list_directory(root, directory, rules)
    if found.error is None:
        return _compare(root, found, known, rules, now_ns(), top, drives)
    top.check(found.error if not directory else None)
    if _has_vanished(found.error) and not _is_behind_broken_link(root, directory):
        return _not_there(known, directory, drives)
    return _unreadable(root, found)


@dataclass(frozen=True, slots=True)
class _Top:
    """The watched folder as it was when the scan began."""

    root: Path
    identity: object

    @classmethod
    def open(cls, root: Path, knows_files: bool) -> _Top:
        """Look at the folder before anything is compared."""
        try:
            with os.scandir(root) as entries:
                is_empty = next(entries, None) is None
        except OSError as error:
            raise _folder_error(root, error) from error
        # Asked after reading: reading is what makes an automounter mount.
        identity = identify(root)
        if identity is None or (is_empty and knows_files and not os.path.ismount(root)):
            raise _offline(root, is_empty=identity is not None)
        return cls(root, identity)

    def check(self, error: OSError | None = None) -> None:
        """Raise when the folder went away, was replaced, or (with error) cannot be read."""
        if identify(self.root) != self.identity:
            raise _offline(self.root, is_empty=False)
        if error is not None:
            raise _folder_error(self.root, error) from error


def _compare(
    root: Path,
    found: Listing,
    known: Mapping[str, KnownFile],
    rules: Exclusions,
    now: int,
    top: _Top,
    drives: DriveJudge,
) -> DirectoryScan:
    place = place_of(root, found.directory)
    volume = drives.volume(found.directory)
    result = Gathered(found.directory, volume, drives.has_stable_inodes(found.directory))
    away = {name for name, one in known.items() if not drives.is_here(one.volume, volume)}
    away -= {
        entry.name
        for entry in found.files
        if entry.name in away and drives.is_that_file(entry.path, known[entry.name])
    }
    for name, message in found.blocked:
        result.kept.add(name)
        if message:
            result.problems.append(_problem(os.path.join(place, name), NOT_LOOKED_AT, message))
    for entry in found.files:
        # A file that is away keeps its place: what has its name on this volume has to wait.
        if entry.name not in away:
            _compare_entry(entry, known.get(entry.name), rules, now, result)
    waiting = sum(entry.name in away for entry in found.files)
    if waiting:
        message = Message(
            "{count} files in the folder {place} are not taken in: photos with these names are on"
            " a drive that is away.",
            count=waiting,
            place=place,
        )
        result.problems.append(ScanProblem(place, message))
    if result.closed:
        message = Message(
            "{count} files in the folder {place} may not be looked at.",
            count=result.closed,
            place=place,
        )
        result.problems.append(ScanProblem(place, message))
    missing = [one for name, one in known.items() if name not in result.kept and name not in away]
    if missing:
        top.check()
        if drives.has_moved_on(found.directory, volume):
            missing = []
    return DirectoryScan(
        found.directory,
        tuple(result.added),
        tuple(result.changed),
        tuple(one.id for one in missing),
        result.unchanged,
        tuple(result.problems),
        tuple(result.touched),
        tuple(result.renewed),
        tuple(known[name].id for name in away),
    )


def _compare_entry(
    entry: os.DirEntry[str],
    known: KnownFile | None,
    rules: Exclusions,
    now: int,
    result: Gathered,
) -> None:
    try:
        status = entry.stat()
    except FileNotFoundError:
        if entry.is_symlink():  # the drive that it leads to may be away: nothing is gone
            result.kept.add(entry.name)
            result.problems.append(_problem(entry.path, "{path} is a link that leads nowhere."))
        return
    except PermissionError:
        result.kept.add(entry.name)
        result.closed += 1
        return
    except OSError as error:
        result.kept.add(entry.name)
        result.problems.append(_problem(entry.path, NOT_LOOKED_AT, error.strerror))
        return
    if not is_regular(status) or (is_marked_hidden(status) and not rules.include_hidden):
        return
    result.kept.add(entry.name)
    if status.st_size == 0 and abs(now - status.st_mtime_ns) < SETTLING_NS:
        # Just created, content still to come. What is known of it stays until then.
        result.unchanged += known is not None
        return
    result.put(entry, status, known)


def _all_gone(known: Mapping[str, KnownFile], directory: str) -> DirectoryScan:
    return DirectoryScan(directory, gone=tuple(one.id for one in known.values()))


def _not_there(known: Mapping[str, KnownFile], directory: str, drives: DriveJudge) -> DirectoryScan:
    """The directory is not there: its files are gone, or away with the drive that they were on."""
    volume = drives.nearest_volume(directory)
    away = {one.id for one in known.values() if not drives.is_here(one.volume, volume)}
    gone = tuple(one.id for one in known.values() if one.id not in away)
    return DirectoryScan(directory, gone=gone, away=tuple(sorted(away)))


def _unreadable(root: Path, found: Listing) -> DirectoryScan:
    reason = found.error.strerror if found.error is not None else ""
    problem = _problem(place_of(root, found.directory), NOT_READ, reason)
    return DirectoryScan(found.directory, problems=(problem,))


def _problem(path: str, template: str, reason: str | None = None) -> ScanProblem:
    return ScanProblem(path, Message(template, path=path, reason=reason))


def _has_vanished(error: OSError) -> bool:
    return isinstance(error, FileNotFoundError | NotADirectoryError)


def _is_behind_broken_link(root: Path, directory: str) -> bool:
    """Whether a part of the path is a link whose target is away, as an unplugged drive is."""
    parts = directory.split("/")
    places = (place_of(root, "/".join(parts[:end])) for end in range(1, len(parts) + 1))
    return any(os.path.islink(one) and not os.path.exists(one) for one in places)


def _folder_error(root: Path, error: OSError) -> FolderError:
    if isinstance(error, PermissionError):
        return FolderError(
            Message("The folder {root} may not be read.", root=root),
            "Change its permissions, or remove it.",
        )
    return _offline(root, is_empty=False)


def whole_folder_away(root: Path) -> FolderOfflineError:
    """Everything that was known in a folder is on a drive that is not there."""
    return _offline(root, is_empty=False)


def _offline(root: Path, is_empty: bool) -> FolderOfflineError:
    if is_empty:
        return FolderOfflineError(
            Message(
                "The folder {root} is offline: it is there, but empty, as when its drive is away.",
                root=root,
            ),
            "Connect the drive; if you emptied the folder yourself, remove it from PhotoClip.",
        )
    return FolderOfflineError(
        Message(
            "The folder {root} is offline: its drive is not connected, or it was moved.", root=root
        ),
        "Its photos stay known. Connect the drive, or remove the folder from PhotoClip.",
    )
