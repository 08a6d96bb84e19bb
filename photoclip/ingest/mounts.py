"""Which file system a place lies on, and whether file systems came or went.

A *volume* is a file system together with the part of it that is mounted, so that a bind mount is
another volume than the directory that it covers. Volumes have names, to be remembered and
compared. What a name is worth:

- ext2 to ext4, btrfs, zfs, bcachefs and tmpfs say who they are (statfs(2), ``f_fsid``). The name
  stays through remounts and reboots; a tmpfs gets a new one each time, since it comes back empty.
- Other disks (xfs, vfat, exfat, ntfs, f2fs, iso9660, ...) are named by their UUID or serial number
  as /dev/disk/by-uuid lists them. The name stays as well.
- Network and FUSE file systems are named by what they show: "nfs:server:/export". The name stays
  as long as the server is called the same.
- For everything else (no udev, as in a container; a FUSE program that names no source) the name
  holds within one mount only: device number, type, source and size. It begins with "passing:".
- On macOS the name is type, mount point and size; on Windows the serial number of the volume.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
from collections.abc import Callable, Iterable, Mapping

from photoclip.ingest.mount_table import (
    MOUNTINFO,
    Mount,
    block_device,
    is_inside,
    linux_mounts,
    linux_uuids,
    other_mounts,
)

_PASSING = "passing:"
_ONE_KIND = {"nfs4": "nfs", "ext2": "ext4", "ext3": "ext4", "smb3": "cifs"}
_TELLS_ITSELF = ("ext4", "btrfs", "zfs", "bcachefs", "tmpfs")
_ON_NETWORK = ("nfs", "cifs", "9p", "virtiofs", "afs", "ceph", "glusterfs", "davfs")
_MADE_UP_INODES = (
    *("vfat", "msdos", "exfat", "fuse", "9p", "drvfs", "vboxsf", "prl_fs", "vmhgfs"),
    *("smbfs", "webdav", "macfuse", "osxfuse", "fat", "fat32"),
)
_INODES_BY_OPTION = ("cifs", "smb3")


class Mounts:
    """The mounts of the system at one moment, as this process sees them.

    Where a file system of another device came or went since, ``volume_of`` reads the mounts anew
    by itself. Whoever draws a conclusion from what a directory lacks reads them once more after
    having looked into it.

    uuids: device number to the UUID of the file system on it. reread: gives the mounts of now.
    """

    def __init__(
        self,
        mounts: Iterable[Mount],
        uuids: Mapping[str, str] | None = None,
        reread: Callable[[], Mounts] | None = None,
    ) -> None:
        self._uuids = dict(uuids or {})
        self._reread = reread
        self._odd: set[tuple[int, int]] = set()
        self._fill(mounts)

    @classmethod
    def read(cls) -> Mounts:
        """Ask the system. Never raises OSError: where it does not say, no mounts are known."""
        if sys.platform == "linux":
            return cls(linux_mounts(), linux_uuids(), cls.read)
        return cls(other_mounts(), None, cls.read)

    def volume_of(self, path: str | os.PathLike[str]) -> str:
        """The name of the volume on which an existing path lies, links followed.

        See the module on how long a name lasts. "" where there is nothing at the path or it
        cannot be looked at. An automounter is made to mount what belongs here.
        """
        try:
            real = os.path.realpath(path)
            device = os.stat(real).st_dev
            mount = self._mount_of(real, device)
            if mount is not None and mount.kind == "autofs":
                os.close(os.open(real, os.O_RDONLY))
                self._read_anew()
                mount = self._mount_of(real, os.stat(real).st_dev)
            return self._name(mount, real, device)
        except (OSError, ValueError):
            return ""

    def points_below(self, root: str | os.PathLike[str]) -> frozenset[str]:
        """Absolute real paths at or below a folder on which something is mounted."""
        top = os.path.realpath(root)
        inside = {point for point in self._points if is_inside(point, top)}
        return frozenset(
            point for point in inside if (found := self._at(point)) and found.point == point
        )

    def has_stable_inodes(self, path: str | os.PathLike[str]) -> bool:
        """Whether inode numbers there belong to the files, and are not made up as one looks.

        False also where nothing is known of the place.
        """
        mount = self._at(os.path.realpath(path))
        if mount is None:
            return False
        kind = mount.kind.lower()
        if kind in _INODES_BY_OPTION:
            return "serverino" in mount.options.split(",")
        return kind.split(".")[0] not in _MADE_UP_INODES

    def _fill(self, mounts: Iterable[Mount]) -> None:
        self._mounts = {one.number: one for one in mounts}
        self._points = {one.point for one in self._mounts.values()}
        self._on: dict[int | None, list[Mount]] = {}
        for one in self._mounts.values():
            is_top = one.parent == one.number or one.parent not in self._mounts
            self._on.setdefault(None if is_top else one.parent, []).append(one)
        for stack in self._on.values():
            # The way to a path meets the upper point first; of two on one point the last one.
            stack.sort(key=lambda one: (len(one.point), -one.number))

    def _read_anew(self) -> None:
        if self._reread is not None:
            now = self._reread()
            self._uuids = now._uuids
            self._fill(now._mounts.values())

    def _mount_of(self, real: str, device: int) -> Mount | None:
        mount = self._at(real)
        if mount is None or _has_device(mount, device) or (mount.number, device) in self._odd:
            return mount
        self._read_anew()
        mount = self._at(real)
        if mount is not None and not _has_device(mount, device):
            # Subvolumes of btrfs have devices of their own: not to be asked for each directory.
            self._odd.add((mount.number, device))
        return mount

    def _at(self, real: str) -> Mount | None:
        """Follow the path from mount to mount, as the kernel does."""
        here: Mount | None = None
        while True:
            stack = self._on.get(here.number if here is not None else None, ())
            found = next((one for one in stack if is_inside(real, one.point)), None)
            if found is None:
                return here
            here = found

    def _name(self, mount: Mount | None, real: str, device: int) -> str:
        if sys.platform == "win32":
            # Python 3.12 widened the number; its lower half is what it was.
            return f"serial:{device & 0xFFFFFFFF:08x}" if device else ""
        status = os.statvfs(real)
        size = status.f_blocks * status.f_frsize
        if mount is None:
            return f"{_PASSING}{device}:{size}"
        if sys.platform == "darwin":
            return _mac_name(mount, size)
        identity = self._identity(mount, status.f_fsid, size)
        return identity if mount.root == "/" else f"{identity}:{mount.root}"

    def _identity(self, mount: Mount, fsid: int, size: int) -> str:
        kind = _ONE_KIND.get(mount.kind, mount.kind)
        if kind in _TELLS_ITSELF and fsid:
            return f"{kind}:{fsid:016x}"
        uuid = self._uuids.get(block_device(mount.source) or mount.device)
        if uuid:
            return f"uuid:{uuid}"  # without the kind: ntfs has three drivers
        layer = re.search(r"(?:^|,)upperdir=([^,]+)", mount.options)
        if kind == "overlay" and layer:
            return f"{kind}:{layer[1]}"
        is_named = kind.startswith("fuse.") and not mount.source.startswith("/dev/")
        is_remote = kind in _ON_NETWORK and mount.source not in ("", "none")
        if is_remote or (is_named and re.search("[:/]", mount.source)):
            return f"{kind}:{mount.source}"
        return f"{_PASSING}{kind}:{mount.source}:{mount.device}:{size}"


class MountWatch:
    """Tells whether file systems were mounted or unmounted. Never waits.

    On Linux the kernel is asked (poll(2) on /proc/self/mountinfo), which costs a microsecond and
    misses nothing, however short it was. Elsewhere the list of mounts is compared, at most once
    in every_s seconds of ``clock``. Make one before the mounts are read.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        every_s: float = 1.0,
        read: Callable[[], Iterable[Mount]] | None = None,
    ) -> None:
        self._clock = clock
        self._every_s = every_s
        self._read = read or other_mounts
        self._fd = -1
        if read is None and sys.platform == "linux":
            with contextlib.suppress(OSError):
                self._fd = os.open(MOUNTINFO, os.O_RDONLY | os.O_CLOEXEC)
        self._looked_at = clock()
        self._seen = frozenset(self._read()) if self._fd < 0 else frozenset()

    def changed(self) -> bool:
        """Whether mounts changed since the last call, or since the watch was made."""
        if self._fd >= 0:
            return _has_news(self._fd)
        now = self._clock()
        if now - self._looked_at < self._every_s:
            return False
        before, self._seen, self._looked_at = self._seen, frozenset(self._read()), now
        return before != self._seen

    def close(self) -> None:
        """End the watch. A second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def _mac_name(mount: Mount, size: int) -> str:
    if not mount.source.startswith("/dev/"):
        return f"{mount.kind}:{mount.source}"
    # The number of a disk is given anew each time; its name stands in the mount point.
    return f"{mount.kind}:{mount.point}:{size}" if mount.point != "/" else f"{mount.kind}:/"


def _has_device(mount: Mount, device: int) -> bool:
    return not mount.device or mount.device == f"{os.major(device)}:{os.minor(device)}"


def _has_news(fd: int) -> bool:
    asked = select.poll()
    asked.register(fd, select.POLLPRI | select.POLLERR)
    return bool(asked.poll(0))
