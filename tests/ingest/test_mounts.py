"""On which file system a place lies, and whether file systems came or went."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from drives import Drives

from photoclip.ingest.mount_table import Mount, nested, parse_mountinfo
from photoclip.ingest.mounts import Mounts, MountWatch

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="mountinfo is Linux's")


def test_mountinfo_is_read_with_its_escapes_and_any_number_of_optional_fields() -> None:
    data = (
        b"22 27 0:21 / /proc rw,relatime - proc proc rw\n"
        b"36 27 8:17 /DCIM /media/my\\040card\\134x\xff rw shared:1 master:2 - vfat "
        b"/dev/sd\\040b1 rw\n"
        b"no line of this kind\n"
        b"37 27 0:40 / /empty rw -  \n"
        b"38 27 0:41 / /nas rw - cifs //nas/photos rw,serverino,vers=3.0\n"
    )
    proc, card, nas = parse_mountinfo(data)
    assert proc == Mount(22, 27, "/proc", "proc", "proc", "0:21", "/", "rw")
    assert card == Mount(
        36, 27, "/media/my card\\x\udcff", "vfat", "/dev/sd b1", "8:17", "/DCIM", "rw"
    )
    assert nas.options == "rw,serverino,vers=3.0"


def mounts_at(folder: Path, *mounts: Mount, uuids: dict[str, str] | None = None) -> Mounts:
    """Mounts whose points are relative to a folder, on "/" as number 1."""
    placed = [
        Mount(
            one.number,
            one.parent,
            str(folder / one.point),
            one.kind,
            one.source,
            one.device,
            one.root,
            one.options,
        )
        for one in mounts
    ]
    return Mounts([Mount(1, 0, "/", "xfs", "/dev/none-1"), *placed], uuids)


def test_the_last_file_system_on_a_point_counts_and_an_upper_one_hides_those_below(
    tmp_path: Path,
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    below = Mount(2, 1, "a/b", "nfs", "nas:/low")
    twice = Mount(3, 2, "a/b", "nfs", "nas:/twice")
    above = Mount(4, 1, "a", "nfs4", "nas:/above")
    place = tmp_path / "a" / "b"
    assert mounts_at(tmp_path, below).volume_of(place) == "nfs:nas:/low"
    assert mounts_at(tmp_path, twice, below).volume_of(place) == "nfs:nas:/twice"
    hidden = mounts_at(tmp_path, below, twice, above)
    assert hidden.volume_of(place) == "nfs:nas:/above"
    assert hidden.points_below(tmp_path) == {str(tmp_path / "a")}
    assert mounts_at(tmp_path, twice, below).points_below(tmp_path) == {str(place)}


def test_a_name_that_only_begins_like_a_mount_point_is_not_on_it(tmp_path: Path) -> None:
    (tmp_path / "card2").mkdir()
    card = Mount(2, 1, "card", "nfs", "nas:/card")
    mounts = mounts_at(tmp_path, card)
    assert mounts.volume_of(tmp_path / "card2") == mounts.volume_of("/")
    assert mounts.points_below(tmp_path / "card2") == frozenset()


@pytest.mark.parametrize(
    ("mount", "name"),
    [
        (Mount(2, 1, "a", "vfat", "/dev/x", "8:17"), "uuid:ABCD-1234"),
        (Mount(2, 1, "a", "vfat", "/dev/x", "8:17", "/DCIM"), "uuid:ABCD-1234:/DCIM"),
        (Mount(2, 1, "a", "cifs", "//nas/photos"), "cifs://nas/photos"),
        (Mount(2, 1, "a", "fuse.sshfs", "me@there:/p"), "fuse.sshfs:me@there:/p"),
        (
            Mount(2, 1, "a", "overlay", "overlay", "", "/", "rw,upperdir=/u,workdir=/w"),
            "overlay:/u",
        ),
    ],
)
def test_a_volume_is_named_by_what_stays(tmp_path: Path, mount: Mount, name: str) -> None:
    place = tmp_path / "a"
    place.mkdir()
    mounts = mounts_at(tmp_path, mount, uuids={mount.device: "ABCD-1234"} if mount.device else None)
    assert mounts.volume_of(place) == name


@pytest.mark.parametrize(
    "mount",
    [
        Mount(2, 1, "a", "xfs", "/dev/none", "8:17"),
        Mount(2, 1, "a", "fuse.encfs", "encfs", "0:50"),
        Mount(2, 1, "a", "fuse.x", "/dev/fuse", "0:50"),
        Mount(2, 1, "a", "9p", "none", "0:50"),
    ],
)
def test_a_name_that_holds_within_one_mount_only_says_so(tmp_path: Path, mount: Mount) -> None:
    (tmp_path / "a").mkdir()
    name = mounts_at(tmp_path, mount).volume_of(tmp_path / "a")
    assert name.startswith("passing:")


def test_there_is_no_volume_where_nothing_is(tmp_path: Path) -> None:
    assert Mounts.read().volume_of(tmp_path / "nothing") == ""
    assert Mounts.read().volume_of("a\0b") == ""


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "card" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "card" / "deep")
    mounts = mounts_at(tmp_path, Mount(2, 1, "card", "nfs", "nas:/card"))
    assert mounts.volume_of(tmp_path / "link") == "nfs:nas:/card"


def test_mounts_that_are_out_of_date_are_read_anew_once(tmp_path: Path) -> None:
    status = os.stat(tmp_path)
    device = f"{os.major(status.st_dev)}:{os.minor(status.st_dev)}"
    readings: list[int] = []

    def reread() -> Mounts:
        readings.append(1)
        return Mounts([Mount(1, 0, "/", "nfs", "now:/", device if len(readings) == 1 else "9:9")])

    stale = Mounts([Mount(1, 0, "/", "nfs", "then:/", "250:250")], None, reread)
    assert stale.volume_of(tmp_path) == "nfs:now:/"
    assert len(readings) == 1
    # A subvolume of btrfs has another device than its mount for ever.
    odd = Mounts([Mount(1, 0, "/", "nfs", "then:/", "250:250")], None, reread)
    assert [odd.volume_of(tmp_path) for _ in range(3)] == ["nfs:now:/"] * 3
    assert len(readings) == 2


@pytest.mark.parametrize(
    ("kind", "options", "is_stable"),
    [
        ("ext4", "rw", True),
        ("xfs", "rw", True),
        ("fuseblk", "rw", True),
        ("NTFS", "rw", True),
        ("vfat", "rw", False),
        ("exFAT", "rw", False),
        ("FAT32", "rw", False),
        ("fuse", "rw", False),
        ("fuse.sshfs", "rw", False),
        ("9p", "rw", False),
        ("cifs", "rw,serverino", True),
        ("cifs", "rw,noserverino", False),
    ],
)
def test_inodes_that_are_made_up_are_known(
    tmp_path: Path, kind: str, options: str, is_stable: bool
) -> None:
    mounts = Mounts([Mount(1, 1, "/", kind, options=options)])
    assert mounts.has_stable_inodes(tmp_path) is is_stable


def test_without_numbers_a_mount_lies_on_the_one_around_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    parts = [
        (str(tmp_path / "a/b"), "nfs", "b:/"),
        ("/", "nfs", "top:/"),
        (str(tmp_path), "nfs", "t:/"),
    ]
    mounts = Mounts(nested(parts))
    names = [mounts.volume_of(one) for one in (tmp_path / "a/b", tmp_path / "a", "/")]
    assert names == ["nfs:b:/", "nfs:t:/", "nfs:top:/"]


def test_mac_and_windows_name_their_volumes_by_what_they_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Mounts(nested([("/", "apfs", "/dev/disk1"), (str(tmp_path), "exfat", "/dev/disk4s1")]))
    share = Mounts(nested([("/", "smbfs", "//me@nas/photos")]))
    monkeypatch.setattr(sys, "platform", "darwin")
    size = os.statvfs(tmp_path).f_blocks * os.statvfs(tmp_path).f_frsize
    assert disk.volume_of(tmp_path) == f"exfat:{tmp_path}:{size}"
    assert disk.volume_of("/") == "apfs:/"
    assert share.volume_of(tmp_path) == "smbfs://me@nas/photos"
    monkeypatch.setattr(sys, "platform", "win32")
    serial = os.stat(tmp_path).st_dev & 0xFFFFFFFF
    assert share.volume_of(tmp_path) == f"serial:{serial:08x}"


def test_real_drives_have_names_of_their_own_for_as_long_as_they_are_there(
    tmp_path: Path, drives: Drives
) -> None:
    point = tmp_path / "drive é\n"
    below = Mounts.read().volume_of(tmp_path)
    drives.mount(point)
    (point / "deep").mkdir()
    mounts = Mounts.read()
    first = mounts.volume_of(point)
    assert mounts.volume_of(point / "deep") == first != below
    assert mounts.points_below(tmp_path) == {str(point)}
    (tmp_path / "other").mkdir()
    drives.bind(tmp_path / "other", tmp_path / "bound")
    bound = Mounts.read().volume_of(tmp_path / "bound")
    assert bound not in (below, first)
    assert Mounts.read().volume_of(tmp_path / "other") == below
    drives.unmount(point)
    assert mounts.volume_of(point) == below, "the mounts of a moment before are not believed"
    drives.mount(point)
    assert Mounts.read().volume_of(point) not in (below, first, bound)
    drives.unmount(tmp_path / "bound")
    drives.bind(tmp_path / "other", tmp_path / "bound")
    assert Mounts.read().volume_of(tmp_path / "bound") == bound


@on_linux
def test_the_kernel_tells_of_each_mount_and_unmount(tmp_path: Path, drives: Drives) -> None:
    watch = MountWatch(lambda: 0.0)
    # Other programs may mount things meanwhile, so that only a silence would be no surprise.
    drives.mount(tmp_path / "a")
    assert watch.changed()
    drives.bind(tmp_path / "a", tmp_path / "b")
    assert watch.changed()
    drives.unmount(tmp_path / "b")
    assert watch.changed()
    drives.unmount(tmp_path / "a", is_lazy=True)
    assert watch.changed()
    drives.mount(tmp_path / "a")
    drives.unmount(tmp_path / "a")
    assert watch.changed(), "one that was there for a moment only"
    watch.close()
    watch.close()


def test_elsewhere_the_mounts_are_compared_once_a_second() -> None:
    now, there = [0.0], [Mount(1, 1, "/", "apfs")]
    readings: list[int] = []

    def read() -> list[Mount]:
        readings.append(1)
        return list(there)

    watch = MountWatch(lambda: now[0], read=read)
    there.append(Mount(2, 1, "/Volumes/CARD", "exfat"))
    assert not watch.changed()
    now[0] = 1.0
    assert watch.changed()
    now[0] = 1.5
    assert not watch.changed()
    assert len(readings) == 2
    now[0] = 2.0
    assert not watch.changed()
    there.pop()
    now[0] = 3.0
    assert watch.changed()
    watch.close()
