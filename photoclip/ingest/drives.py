"""Whether files that were on one drive are to be looked for on another one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from photoclip.core.errors import PictureError
from photoclip.core.file_identity import FileStat
from photoclip.core.models import KnownContent, KnownFile
from photoclip.ingest.walk import place_of
from photoclip.media.fingerprint import read_stable

SAMPLE = 200
READ = 3
"""So many files are read at most where names and sizes speak for a copy."""

OnVolume = Callable[[str, int], Sequence[KnownContent]]
"""Some of the files that the catalog has on a volume, at most as many as asked for."""

ContentOf = Callable[[int], bytes | None]
"""The content hash of a file of the catalog, by its id; None before it was taken in."""


class Volumes(Protocol):
    """What is asked of :class:`photoclip.ingest.mounts.Mounts`."""

    def volume_of(self, path: str | os.PathLike[str]) -> str: ...
    def has_stable_inodes(self, path: str | os.PathLike[str]) -> bool: ...


class DriveJudge:
    """Tells for one scan whether files of a folder are where they can be looked for.

    A file that was seen on another volume than the one on which its directory is now is away, as
    when its drive was unplugged and the mount point stayed. It is not when the same files lie
    there: then the drive was copied, or its file system has another name today.
    read_mounts: asks the system for the file systems of now.
    """

    def __init__(
        self,
        root: Path,
        read_mounts: Callable[[], Volumes],
        on_volume: OnVolume,
        content_of: ContentOf,
    ) -> None:
        self._root = root
        self._read_mounts = read_mounts
        self._volumes = read_mounts()
        self._on_volume = on_volume
        self._content_of = content_of
        self._accepted: dict[tuple[str, str], bool] = {}

    def volume(self, directory: str) -> str:
        """The volume on which a relative directory lies, "" where that cannot be told."""
        return self._volumes.volume_of(place_of(self._root, directory))

    def has_moved_on(self, directory: str, volume: str) -> bool:
        """Whether a directory lies on another volume now than when it was read."""
        self._volumes = self._read_mounts()
        return self.volume(directory) != volume

    def nearest_volume(self, directory: str) -> str:
        """The same, for a directory that is not there any more: of what is left of its path."""
        place = place_of(self._root, directory)
        while not os.path.exists(place) and place != os.path.dirname(place):
            place = os.path.dirname(place)
        return self._volumes.volume_of(place)

    def has_stable_inodes(self, directory: str) -> bool:
        """Whether the inodes of a directory's files are theirs for good."""
        return self._volumes.has_stable_inodes(place_of(self._root, directory))

    def is_here(self, remembered: str, current: str) -> bool:
        """Whether what was on one volume is to be looked for on another one."""
        if not remembered or remembered == current:
            return True
        if not current:
            return False
        pair = (remembered, current)
        if pair not in self._accepted:
            self._accepted[pair] = self._holds_the_same(remembered, current)
        return self._accepted[pair]

    def is_that_file(self, path: str, known: KnownFile) -> bool:
        """Whether a file on another volume is the very one that was known by its name.

        So the last photos of a drive that was copied and then cleared are found again.
        """
        if not _has_same(path, known.stat, with_time=True):
            return False
        return _holds(path, self._content_of(known.id))

    def _holds_the_same(self, remembered: str, current: str) -> bool:
        sample = [
            one
            for one in self._on_volume(remembered, SAMPLE)
            if self.nearest_volume(one.directory) == current
        ]
        for with_time in (True, False):
            same = [one for one in sample if _has_same(self._path(one), one.stat, with_time)]
            if same and 2 * len(same) >= len(sample):
                # Cards begin again with the same names, and files without compression have the
                # same size, so some are read.
                some = same[:: -(-len(same) // READ)]
                return all(_holds(self._path(one), one.content_hash) for one in some)
        return False

    def _path(self, file: KnownContent) -> str:
        return os.path.join(place_of(self._root, file.directory), file.name)


def _has_same(path: str, known: FileStat, with_time: bool) -> bool:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    is_same_time = status.st_mtime_ns == known.modified_ns
    return status.st_size == known.size and (is_same_time or not with_time)


def _holds(path: str, content_hash: bytes | None) -> bool:
    with contextlib.suppress(PictureError):
        return read_stable(path, None)[1] == content_hash
    return False
