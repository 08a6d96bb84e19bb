"""How the system lists what is mounted."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

MOUNTINFO = "/proc/self/mountinfo"
BY_UUID = "/dev/disk/by-uuid"


@dataclass(frozen=True, slots=True)
class Mount:
    """One mount, as proc_pid_mountinfo(5) describes it.

    number, parent: its own and the one that it is mounted on. device: "major:minor". root: which
    directory of the file system is mounted. options: those of the file system.
    """

    number: int
    parent: int
    point: str
    kind: str
    source: str = ""
    device: str = ""
    root: str = "/"
    options: str = ""


def parse_mountinfo(data: bytes) -> list[Mount]:
    """What /proc/self/mountinfo says (proc_pid_mountinfo(5)); lines that make no sense are left."""
    mounts = []
    for line in data.splitlines():
        fields = line.split(b" ")
        with contextlib.suppress(ValueError, IndexError):
            end = fields.index(b"-", 6)
            root, point, kind, source, options = (
                _unescape(fields[one]) for one in (3, 4, end + 1, end + 2, end + 3)
            )
            device = fields[2].decode("ascii")
            number, parent = int(fields[0]), int(fields[1])
            mounts.append(Mount(number, parent, point, kind, source, device, root, options))
    return mounts


def linux_mounts() -> list[Mount]:
    """The mounts that this process sees; none where /proc is not there."""
    try:
        return parse_mountinfo(Path(MOUNTINFO).read_bytes())
    except OSError:
        return []


def linux_uuids() -> dict[str, str]:
    """Device number ("8:17") of each disk to the UUID of what is on it, as udev found it."""
    found = {}
    with contextlib.suppress(OSError), os.scandir(BY_UUID) as entries:
        for entry in entries:
            device = block_device(entry.path)
            if device:
                found[device] = entry.name
    return found


def other_mounts() -> list[Mount]:
    """macOS and Windows: psutil knows neither numbers nor parents, so the paths have to tell."""
    parts = psutil.disk_partitions(all=True)
    return nested((one.mountpoint, one.fstype, one.device) for one in parts)


def nested(parts: Iterable[tuple[str, str, str]]) -> list[Mount]:
    """Mounts of points, types and sources, each on the one with the longest path around it."""
    mounts: list[Mount] = []
    for number, part in enumerate(sorted(parts, key=lambda one: len(one[0]))):
        around = [one for one in mounts if is_inside(part[0], one.point)]
        mounts.append(Mount(number, around[-1].number if around else number, *part))
    return mounts


def block_device(path: str) -> str:
    """The number of the disk at a path, "" for anything else."""
    with contextlib.suppress(OSError, ValueError):
        number = os.stat(path).st_rdev if path.startswith("/") else 0
        return f"{os.major(number)}:{os.minor(number)}" if number else ""
    return ""


def is_inside(path: str, point: str) -> bool:
    """Whether an absolute path is a mount point or lies below it."""
    inner, outer = os.path.normcase(path), os.path.normcase(point)
    return inner == outer or inner.startswith(os.path.join(outer, ""))


def _unescape(field: bytes) -> str:
    return os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda one: bytes([int(one[1], 8) & 255]), field))
