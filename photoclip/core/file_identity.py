"""What a file is: by its numbers without reading it, and by what it was before."""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass


class Difference(enum.IntEnum):
    """How the identity of a file that was met differs from the one that is remembered."""

    NONE = 0
    """Nothing differs; the catalog may lack a part that the system tells now."""
    TOUCHED = 1
    """Size and time are as before, but the inode is another or was written to: look inside."""
    CHANGED = 2
    """Size or time differ."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """What tells a file from any other, and a changed one from an unchanged one, without reading.

    size: bytes. modified_ns, changed_ns, born_ns: when its content, its inode and it itself were
    last written, changed and made (mtime, ctime and birth time), nanoseconds since the epoch.
    inode: the file system's number of the file. 0 stands for what the system does not tell;
    born_ns is None where it was not asked for, which costs a call of its own on Linux.
    """

    size: int
    modified_ns: int
    inode: int = 0
    changed_ns: int = 0
    born_ns: int | None = None

    @classmethod
    def of(cls, status: os.stat_result, born_ns: int | None = None) -> FileStat:
        """The stat that matters from what the operating system returned.

        born_ns: the birth time where the caller asked for it (``media/birth.py``).
        """
        # On Windows, st_ctime is the time of birth.
        changed_ns = 0 if os.name == "nt" else status.st_ctime_ns
        return cls(status.st_size, status.st_mtime_ns, status.st_ino, changed_ns, born_ns)

    def difference(self, other: FileStat) -> Difference:
        """How another look at the same place differs; what either does not know is passed over."""
        if (self.size, self.modified_ns) != (other.size, other.modified_ns):
            return Difference.CHANGED
        if _differ(self.inode, other.inode) or _differ(self.changed_ns, other.changed_ns):
            return Difference.TOUCHED
        return Difference.TOUCHED if _differ(self.born_ns, other.born_ns) else Difference.NONE

    def is_same_inode(self, other: FileStat) -> bool | None:
        """Whether both are one file, whatever was written to it; None where that is not certain.

        An inode's number is given to a new file when the old one is deleted, so it takes the birth
        time to be certain.
        """
        if not (self.inode and other.inode):
            return None
        if self.inode != other.inode or _differ(self.born_ns, other.born_ns):
            return False
        return True if self.born_ns and other.born_ns else None


def _differ(one: int | None, other: int | None) -> bool:
    return bool(one and other and one != other)


class Claim(enum.StrEnum):
    """Why the new content of a file may be what a photo has become; the value is stored."""

    SAME = "same"
    """It is the very same file, which was written to."""
    WATCHED = "watched"
    """It has the name of one that was there minutes ago, while PhotoClip was watching."""
    NAMED = "named"
    """It has the name of one that was there when PhotoClip last looked."""


class Likeness(enum.IntEnum):
    """How much the picture in a file looks like the one that was there before."""

    UNKNOWN = 0
    UNLIKE = 1
    ALIKE = 2
    """An edit of it, by a perceptual hash."""
    EQUAL = 3
    """The same pixels: only what is written beside them differs."""
