"""Full disks and closed doors for campaigns, with the rights that these need."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

DISK_MB = 24
NO_PASSING_THROUGH = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7))."""
PR_CAPBSET_DROP = 24


class Log(logging.Handler):
    """What PhotoClip warns of, instead of on the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        logger = logging.getLogger("photoclip")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)


@contextlib.contextmanager
def shut(*folders: Path, mode: int) -> Iterator[None]:
    """Other permissions for a while."""
    before = [(one, one.stat().st_mode & 0o777) for one in folders]
    for one in folders:
        one.chmod(mode)
    try:
        yield
    finally:
        for one, former in before:
            one.chmod(former)


@contextlib.contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is left on the disk."""
    ballast = disk / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    try:
        yield
    finally:
        ballast.unlink()


@contextlib.contextmanager
def mounted(disk: Path) -> Iterator[bool]:
    """A small disk of its own at an empty place; False where this user may not mount."""
    disk.mkdir()
    can_mount = mount(disk, f"size={DISK_MB}m")
    try:
        yield can_mount
    finally:
        if can_mount:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def mount(disk: Path, options: str) -> bool:
    """Put a file system in memory there, or change how it is mounted; whether that went."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    with contextlib.suppress(FileNotFoundError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def folders_in(folder: Path) -> list[Path]:
    """A folder and all below it."""
    return [folder, *(one for one in folder.rglob("*") if one.is_dir())]


def doors_hold(place: Path) -> bool:
    """Whether permissions mean anything to this process."""
    door = place / "door"
    door.mkdir(mode=0)
    try:
        return not os.access(door, os.R_OK)
    finally:
        door.rmdir()


def stop_passing_through() -> None:
    """Begin this program anew as a root that closed doors hold for (Linux)."""
    if sys.platform != "linux" or os.geteuid() != 0 or "PHOTOCLIP_DOORS_HOLD" in os.environ:
        return
    os.environ["PHOTOCLIP_DOORS_HOLD"] = "1"
    system = ctypes.CDLL(None)
    if not any(system.prctl(PR_CAPBSET_DROP, one, 0, 0, 0) for one in NO_PASSING_THROUGH):
        os.execv(sys.executable, [sys.executable, *sys.argv])
