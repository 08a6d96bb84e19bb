"""File systems that come and go below, at and around a watched folder."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from doors import doors_hold
from drives import Drives

from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.mount_table import Mount
from photoclip.ingest.mounts import Mounts, MountWatch
from photoclip.ingest.watch_inotify import InotifyTree
from photoclip.ingest.watch_mounts import places_changed, topmost, volumes_in
from photoclip.ingest.watch_observer import ObserverTree
from photoclip.ingest.watch_polling import PollingTree
from photoclip.ingest.watcher import FolderWatcher, Tree

SOON_S = 3.0


def inotify_tree(root: Path, exclusions: Exclusions) -> Tree:
    return InotifyTree(root, exclusions)


def polling_tree(root: Path, exclusions: Exclusions) -> Tree:
    """One that by itself looks so seldom that only the news of a mount makes it look."""
    return PollingTree(root, exclusions, every_s=10_000.0)


def observer_tree(root: Path, exclusions: Exclusions) -> Tree:
    return ObserverTree(root, exclusions)


class Watched:
    """A folder that is watched in real time, as the window does it."""

    def __init__(self, root: Path, watcher: FolderWatcher) -> None:
        self.root = root
        self.watcher = watcher

    def reported(self, *expected: str) -> set[str]:
        """Directories reported until all expected ones are; fails when that takes too long."""
        told: set[str] = set()
        until = time.monotonic() + SOON_S
        while not set(expected) <= told:
            assert time.monotonic() < until, f"{set(expected) - told} not among {told}"
            for report in self.watcher.collect(time.monotonic()):
                assert not report.is_offline
                told |= report.directories
            time.sleep(0.01)
        return told

    def directories(self) -> frozenset[str]:
        return self.watcher.watched_directories(self.root)


@pytest.fixture(params=[inotify_tree, polling_tree, observer_tree])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    root = tmp_path / "photos"
    (root / "a" / "deep").mkdir(parents=True)
    watcher = FolderWatcher(Exclusions(["raw"]), 0.1, 0.5, open_tree=request.param)
    yield Watched(root, watcher)
    watcher.close()


def fill(place: Path) -> None:
    (place / "x" / "y").mkdir(parents=True)
    (place / "x" / "y" / "one.jpg").write_bytes(b"picture")


@pytest.mark.parametrize("is_lazy", [False, True])
def test_a_drive_below_comes_goes_and_comes_back(
    watched: Watched, drives: Drives, tmp_path: Path, is_lazy: bool
) -> None:
    point = watched.root / "a" / "drive"
    point.mkdir()
    (point / "under.jpg").write_bytes(b"what the drive covers")
    watched.watcher.watch(watched.root)
    fill(drives.mount(tmp_path / "elsewhere"))
    drives.bind(tmp_path / "elsewhere", point)
    watched.reported("a/drive", "a/drive/x", "a/drive/x/y")
    assert {"a/drive", "a/drive/x", "a/drive/x/y"} <= watched.directories()
    drives.unmount(point, is_lazy=is_lazy)
    watched.reported("a/drive", "a/drive/x", "a/drive/x/y")
    assert watched.directories() == {"", "a", "a/deep", "a/drive"}
    drives.bind(tmp_path / "elsewhere", point)
    watched.reported("a/drive", "a/drive/x", "a/drive/x/y")


def test_what_comes_onto_a_new_drive_is_noticed(drives: Drives, tmp_path: Path) -> None:
    watched = Watched(tmp_path, FolderWatcher(Exclusions(), 0.1, 0.5, open_tree=inotify_tree))
    watched.watcher.watch(tmp_path)
    fill(drives.mount(tmp_path / "a"))
    watched.reported("a", "a/x", "a/x/y")
    (tmp_path / "a" / "x" / "y" / "two.jpg").write_bytes(b"picture")
    watched.reported("a/x/y")
    (tmp_path / "a" / "new" / "er").mkdir(parents=True)
    watched.reported("a/new", "a/new/er")
    watched.watcher.close()


def test_a_file_system_that_really_ends_is_noticed_also_when_another_is_there_at_once(
    watched: Watched, drives: Drives
) -> None:
    point = watched.root / "a" / "drive"
    fill(drives.mount(point))
    watched.watcher.watch(watched.root)
    drives.unmount(point)
    drives.mount(point)
    (point / "other").mkdir()
    told = watched.reported("a/drive", "a/drive/x", "a/drive/x/y", "a/drive/other")
    assert "a/deep" not in told
    drives.unmount(point)
    watched.reported("a/drive", "a/drive/other")
    assert watched.directories() == {"", "a", "a/deep", "a/drive"}


@pytest.mark.parametrize("is_lazy", [False, True])
def test_the_watched_folder_itself_is_a_drive(
    watched: Watched, drives: Drives, is_lazy: bool
) -> None:
    fill(drives.mount(watched.root))
    watched.watcher.watch(watched.root)
    assert watched.directories() == {"", "x", "x/y"}
    drives.unmount(watched.root, is_lazy=is_lazy)
    watched.reported("", "x", "x/y")
    assert watched.directories() == {"", "a", "a/deep"}
    fill(drives.mount(watched.root))
    watched.reported("", "a", "a/deep", "x", "x/y")
    drives.unmount(watched.root)
    drives.mount(watched.root)  # between two looks, so that device and inode may be the same
    watched.reported("", "x", "x/y")
    assert watched.directories() == {""}


def test_a_drive_around_the_watched_folder(watched: Watched, drives: Drives) -> None:
    watched.watcher.watch(watched.root)
    above = drives.mount(watched.root.parent)
    until = time.monotonic() + SOON_S
    reports = list(watched.watcher.collect(time.monotonic()))
    while not reports:
        assert time.monotonic() < until
        reports += watched.watcher.collect(time.monotonic())
    assert [one.is_offline for one in reports] == [True]
    assert watched.directories() == frozenset()
    drives.unmount(above)
    watched.reported("", "a", "a/deep")


def test_a_drive_behind_a_link_that_led_nowhere(
    watched: Watched, drives: Drives, tmp_path: Path
) -> None:
    (watched.root / "link").symlink_to(tmp_path / "media" / "card" / "DCIM")
    watched.watcher.watch(watched.root)
    for _ in range(2):
        card = drives.mount(tmp_path / "media" / "card")
        fill(card / "DCIM")
        # No directory that is watched tells of this; in the system the drive comes filled.
        drives.bind(card, tmp_path / "media" / "card2")
        told = watched.reported("link", "link/x", "link/x/y")
        assert "a" not in told
        drives.unmount(tmp_path / "media" / "card2")
        drives.unmount(card, is_lazy=True)
        watched.reported("link", "link/x", "link/x/y")


def test_a_drive_at_a_place_that_is_left_out_is_no_news(watched: Watched, drives: Drives) -> None:
    watched.watcher.watch(watched.root)
    fill(drives.mount(watched.root / "raw"))
    fill(drives.mount(watched.root / "a" / "drive"))
    told = watched.reported("a/drive", "a/drive/x/y")
    assert not {one for one in told if one.startswith("raw")}


@pytest.mark.parametrize("way", ["mount", "mkdir and mount"])
def test_a_mount_is_noticed_where_no_watches_are_left(
    drives: Drives, tmp_path: Path, way: str
) -> None:
    def limited(root: Path, exclusions: Exclusions) -> Tree:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    root = tmp_path / "photos"
    (root / "drive").mkdir(parents=True)
    watcher = FolderWatcher(Exclusions(), 0.1, 0.5, open_tree=limited)
    watched = Watched(root, watcher)
    watcher.watch(root)
    point = root / "drive" if way == "mount" else root / "drive" / "new"
    fill(drives.mount(point))
    inside = point.relative_to(root).as_posix()
    watched.reported(inside, f"{inside}/x/y")
    drives.unmount(point)
    watched.reported(inside, f"{inside}/x/y")
    watcher.close()


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_a_folder_that_was_closed_to_us_for_a_while_is_due_with_all_below(tmp_path: Path) -> None:
    door = tmp_path / "a"
    (door / "b").mkdir(parents=True)
    tree = InotifyTree(tmp_path, Exclusions())
    with doors_hold():
        door.chmod(0)
        assert "a" in tree.read(0.0)
        door.chmod(0o755)
        assert tree.read(0.0) >= {"a", "a/b"}
        (door / "b" / "new.jpg").write_bytes(b"x")
        assert tree.read(0.0) == {"a/b"}
        door.touch()
        assert "a/b" not in tree.read(0.0)
    tree.close()


class Told:
    """A watch of mounts, and mounts, as a test wants them to be: any system's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.mounts = [Mount(1, 1, "/", "nfs", "top:/")]
        self.now = 0.0

    def mount(self, point: str, source: str) -> None:
        number = len(self.mounts) + 1
        self.mounts.append(Mount(number, 1, str(self.root / point), "nfs", source))

    def read(self) -> Mounts:
        return Mounts(self.mounts)

    def watch(self) -> MountWatch:
        def listed() -> Iterable[Mount]:
            return list(self.mounts)

        return MountWatch(lambda: self.now, read=listed)


def test_mounts_are_followed_on_every_system(tmp_path: Path) -> None:
    """macOS and Windows as far as they can be tried elsewhere: their tree, and told mounts."""
    (tmp_path / "drive" / "x").mkdir(parents=True)
    told = Told(tmp_path)
    watcher = FolderWatcher(
        Exclusions(),
        open_tree=observer_tree,
        watch_mounts=told.watch,
        read_mounts=told.read,
    )
    watcher.watch(tmp_path)
    told.mount("drive", "card:/")
    assert watcher.collect(0.5) == ()
    told.now = 1.0
    assert watcher.collect(1.0) == ()
    (report,) = watcher.collect(2.0)
    assert report.directories == {"drive", "drive/x"}
    told.mounts.pop()
    told.now = 2.0
    assert watcher.collect(2.1) == ()
    (report,) = watcher.collect(3.0)
    assert report.directories == {"drive", "drive/x"}
    told.mount("", "other:/")
    told.now = 3.0
    (report,) = watcher.collect(3.1)
    assert report.directories == {"", "drive", "drive/x"}
    watcher.close()


def test_a_mount_elsewhere_makes_nothing_due(tmp_path: Path) -> None:
    (tmp_path / "photos" / "a").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    told = Told(tmp_path)
    watcher = FolderWatcher(Exclusions(), watch_mounts=told.watch, read_mounts=told.read)
    watcher.watch(tmp_path / "photos")
    told.mount("other", "card:/")
    told.now = 1.0
    assert watcher.collect(1.0) == watcher.collect(9.0) == ()
    watcher.close()


def test_a_drive_that_goes_and_comes_between_two_looks_is_seen(tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    told = Told(tmp_path)
    told.mount("drive", "card:/")
    watcher = FolderWatcher(Exclusions(), watch_mounts=told.watch, read_mounts=told.read)
    watcher.watch(tmp_path)
    told.mounts.pop()
    told.mount("drive", "card:/")
    told.mounts[-1] = replace(told.mounts[-1], number=9)
    told.now = 1.0
    assert watcher.collect(1.0) == ()
    assert watcher.mounts_changed
    assert watcher.collect(2.0) == ()
    assert not watcher.mounts_changed
    watcher.close()


def test_volumes_are_told_for_the_folder_the_points_in_it_and_behind_links(tmp_path: Path) -> None:
    (tmp_path / "photos" / "a" / "b").mkdir(parents=True)
    (tmp_path / "media" / "card" / "DCIM").mkdir(parents=True)
    (tmp_path / "photos" / "link").symlink_to(tmp_path / "media")
    (tmp_path / "photos" / "broken").symlink_to(tmp_path / "nowhere")
    told = Told(tmp_path)
    told.mount("photos/a/b", "b:/")
    told.mount("media/card", "card:/")
    before = volumes_in(tmp_path / "photos", ["link", "broken"], told.read())
    assert before == {
        "": "nfs:top:/",
        "a/b": "nfs:b:/",
        "link": "nfs:top:/",
        "link/card": "nfs:card:/",
        "broken": "",
    }
    told.mounts.pop()
    after = volumes_in(tmp_path / "photos", ["link", "broken"], told.read())
    assert places_changed(before, after) == {"link/card"}


def test_the_topmost_of_some_places() -> None:
    places = {"a/b", "a", "a b", "a/b/c", "d/e", "d/ef", "d/e/f"}
    assert set(topmost(places)) == {"a", "a b", "d/e", "d/ef"}
    assert list(topmost({"", "a"})) == [""]


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_a_directory_shown_twice_is_due_at_both_places(tmp_path: Path, drives: Drives) -> None:
    (tmp_path / "p" / "a" / "deep").mkdir(parents=True)
    drives.bind(tmp_path / "p" / "a", tmp_path / "p" / "b")
    tree = InotifyTree(tmp_path / "p", Exclusions())
    (tmp_path / "p" / "a" / "deep" / "new.jpg").write_bytes(b"x")
    assert tree.read(0.0) == {"a/deep", "b/deep"}
    subprocess.run(["umount", str(tmp_path / "p" / "b")], check=True)
    tree.refresh({"b"})
    (tmp_path / "p" / "a" / "deep" / "new.jpg").write_bytes(b"xx")
    assert tree.read(0.0) == {"a/deep"}
    tree.close()
