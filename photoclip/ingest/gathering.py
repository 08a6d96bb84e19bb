"""What is being gathered about one directory while it is compared with the catalog."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from photoclip.core.file_identity import Difference, FileStat
from photoclip.core.models import FileState, FoundFile, KnownFile, ScanProblem
from photoclip.media.birth import birth_ns


@dataclass(slots=True)
class Gathered:
    """What is being gathered about one directory. volume: where it lies."""

    directory: str
    volume: str
    has_stable_inodes: bool
    added: list[FoundFile] = field(default_factory=list)
    changed: list[FoundFile] = field(default_factory=list)
    touched: list[FoundFile] = field(default_factory=list)
    renewed: list[FoundFile] = field(default_factory=list)
    unchanged: int = 0
    kept: set[str] = field(default_factory=set)
    problems: list[ScanProblem] = field(default_factory=list)
    closed: int = 0

    def put(self, entry: os.DirEntry[str], status: os.stat_result, known: KnownFile | None) -> None:
        """Sort in one file that is there."""
        stat = FileStat.of(status)
        if not self.has_stable_inodes or entry.is_symlink():
            # A link has no identity of its own, and its target's is on some other volume.
            stat = replace(stat, inode=0)
        if known is not None and known.stat.difference(stat) is Difference.NONE:
            self.unchanged += 1
            if _knows_less(known, stat, self.volume):
                self.renewed.append(self._found(entry, stat))
            return
        found = self._found(entry, stat)
        if known is None:
            self.added.append(found)
            return
        difference = known.stat.difference(found.stat)
        if difference is Difference.CHANGED or known.state is FileState.FAILED:
            self.changed.append(found)
        else:
            self.touched.append(found)

    def _found(self, entry: os.DirEntry[str], stat: FileStat) -> FoundFile:
        # Only now, since it takes a call of its own: most files are as they were.
        told = replace(stat, born_ns=birth_ns(entry.path))
        return FoundFile(self.directory, entry.name, told, self.volume)


def _knows_less(known: KnownFile, stat: FileStat, volume: str) -> bool:
    return (
        known.stat.born_ns is None
        or known.is_away
        or bool(stat.changed_ns and not known.stat.changed_ns)
        or bool(stat.inode and not known.stat.inode)
        or bool(volume and volume != known.volume)
    )
