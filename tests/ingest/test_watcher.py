"""What a watch reports when something happens in a folder, with real events of the system."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from photoclip.ingest import inotify, watch_inotify
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.watch_inotify import InotifyTree
from photoclip.ingest.watch_polling import PollingTree
from photoclip.ingest.watcher import FolderWatcher, Tree, WatchReport

DEADLINE_S = 20.0

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


class Steps:
    """A clock that moves a little each time it is asked, so that nothing has to be waited for."""

    def __init__(self, step: float) -> None:
        self.now = 0.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class Observed:
    """A folder and a watch of it, asked until it has said what is expected."""

    def __init__(self, root: Path, watcher: FolderWatcher, clock: Callable[[], float]) -> None:
        self.root = root
        self.watcher = watcher
        self.clock = clock
        self.reports: list[WatchReport] = []

    def write(self, relative: str, content: bytes = b"picture") -> Path:
        path = self.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def until(self, is_met: Callable[[], bool]) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not is_met():
            assert time.monotonic() < deadline, self.reports
            self.reports.extend(self.watcher.collect(self.clock()))

    def directories(self) -> set[str]:
        return {one for report in self.reports for one in report.directories}

    def expect(self, *directories: str) -> None:
        """Wait for exactly these directories: a marker written last shows that no more come."""
        self.until(lambda: set(directories) <= self.directories())
        assert self.directories() == set(directories)
        self.reports.clear()


def inotify_tree(root: Path, exclusions: Exclusions) -> Tree:
    return InotifyTree(root, exclusions)


def polling_tree(root: Path, exclusions: Exclusions) -> Tree:
    return PollingTree(root, exclusions, every_s=0.1)


@pytest.fixture(
    params=[pytest.param(inotify_tree, marks=on_linux), polling_tree], ids=["inotify", "polling"]
)
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Observed]:
    root = tmp_path / "photos"
    for relative in ("a/one.jpg", "a/deep/two.jpg", "b/three.jpg", ".git/x.jpg", "raw/r.jpg"):
        path = root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"picture")
    threads = set(threading.enumerate())
    watcher = FolderWatcher(Exclusions(["raw"]), open_tree=request.param)
    watcher.watch(root)
    yield Observed(root, watcher, Steps(0.3))
    watcher.close()
    assert set(threading.enumerate()) <= threads


def test_new_changed_and_deleted_photos_make_their_folder_due(watched: Observed) -> None:
    watched.write("a/new.jpg")
    watched.expect("a")
    watched.write("b/three.jpg", b"another picture")
    watched.expect("b")
    (watched.root / "a/deep/two.jpg").unlink()
    watched.expect("a/deep")


def test_a_renamed_photo_makes_both_folders_due(watched: Observed) -> None:
    (watched.root / "a/one.jpg").rename(watched.root / "b/one.jpg")
    watched.expect("a", "b")


def test_a_new_folder_is_watched_with_all_below_it(watched: Observed) -> None:
    watched.write("c/deep/er/new.jpg")
    watched.until(lambda: {"c", "c/deep", "c/deep/er"} <= watched.directories())
    watched.reports.clear()
    watched.write("c/deep/er/newer.jpg")
    watched.until(lambda: "c/deep/er" in watched.directories())


def test_a_moved_folder_is_due_at_both_places_with_all_below_it(watched: Observed) -> None:
    (watched.root / "a").rename(watched.root / "b/moved")
    watched.until(lambda: {"a", "a/deep", "b/moved", "b/moved/deep"} <= watched.directories())
    watched.reports.clear()
    watched.write("b/moved/deep/new.jpg")
    watched.until(lambda: "b/moved/deep" in watched.directories())
    assert "a/deep" not in watched.directories()


def test_a_folder_moved_away_is_due_with_all_below_it(watched: Observed) -> None:
    (watched.root / "a").rename(watched.root.parent / "elsewhere")
    watched.until(lambda: {"a", "a/deep"} <= watched.directories())


def test_a_deleted_folder_is_due_with_all_below_it(watched: Observed) -> None:
    shutil.rmtree(watched.root / "a")
    watched.until(lambda: {"a", "a/deep"} <= watched.directories())


def test_nothing_is_said_of_what_is_excluded_or_no_picture(watched: Observed) -> None:
    watched.write(".git/y.jpg")
    watched.write("raw/s.jpg")
    watched.write("raw/sub/t.jpg")
    watched.write("a/notes.txt")
    watched.write("a/._one.jpg")
    (watched.root / "raw/r.jpg").unlink()
    watched.write("b/last.jpg")
    watched.expect("b")


@on_linux
def test_a_sidecar_that_another_program_wrote_makes_its_folder_due(tmp_path: Path) -> None:
    root = tmp_path / "photos"
    watcher = FolderWatcher(Exclusions(), open_tree=inotify_tree)
    observed = Observed(root, watcher, Steps(0.3))
    observed.write("a/one.jpg")
    watcher.watch(root)
    observed.write("a/.one.jpg.xmp")
    observed.write("a/notes.txt")
    observed.write("b.jpg")
    observed.expect("")
    observed.write("a/one.jpg.xmp")
    observed.expect("a")
    watcher.close()


def test_a_folder_that_is_removed_is_offline_until_it_is_back(watched: Observed) -> None:
    watched.root.rename(watched.root.parent / "unplugged")
    watched.until(lambda: any(report.is_offline for report in watched.reports))
    assert watched.watcher.watched_directories(watched.root) == frozenset()
    watched.reports.clear()
    (watched.root.parent / "unplugged").rename(watched.root)
    watched.until(lambda: {"", "a", "a/deep", "b"} <= watched.directories())
    assert not any(report.is_offline for report in watched.reports)
    watched.reports.clear()
    watched.write("a/new.jpg")
    watched.expect("a")


def test_names_that_are_no_utf_8_are_reported(watched: Observed) -> None:
    os.mkdir(os.fsencode(watched.root) + b"/a\xff")
    watched.until(lambda: "a\udcff" in watched.directories())


def test_a_burst_is_reported_once_when_it_is_over() -> None:
    watcher, tree = scripted()
    tree.say("a")
    assert watcher.collect(0.0) == ()
    tree.say("a", "b")
    assert watcher.collect(0.4) == ()
    assert watcher.collect(0.8) == ()
    (report,) = watcher.collect(0.9)
    assert report.directories == {"a", "b"}
    assert watcher.collect(5.0) == ()


def test_a_burst_that_does_not_end_is_reported_every_two_seconds() -> None:
    watcher, tree = scripted()
    due = []
    for quarter in range(20):
        tree.say("a")
        due += [quarter for _ in watcher.collect(quarter / 4)]
    assert due == [8, 17]


class ScriptedTree:
    """Says what a test tells it to."""

    def __init__(self) -> None:
        self.directories = frozenset({""})
        self._next: set[str] = set()
        self.links: frozenset[str] = frozenset()
        self.error: OSError | None = None

    def refresh(self, places: Collection[str]) -> set[str]:
        return set(places)

    def say(self, *directories: str) -> None:
        self._next = set(directories)

    def read(self, now: float) -> set[str]:
        if self.error is not None:
            raise self.error
        said, self._next = self._next, set()
        return said

    def close(self) -> None:
        self.directories = frozenset()


def scripted() -> tuple[FolderWatcher, ScriptedTree]:
    tree = ScriptedTree()
    watcher = FolderWatcher(Exclusions(), open_tree=lambda root, exclusions: tree)
    watcher.watch(Path(__file__).parent)
    return watcher, tree


def test_a_folder_that_is_away_from_the_beginning_is_waited_for(tmp_path: Path) -> None:
    watcher = FolderWatcher(Exclusions())
    later = Observed(tmp_path / "later", watcher, Steps(0.3))
    watcher.watch(later.root)
    assert watcher.collect(0.0) == ()
    later.write("a/b.jpg")
    later.until(lambda: {"", "a"} <= later.directories())
    watcher.close()


def test_a_folder_that_is_no_longer_watched_is_not_reported(tmp_path: Path) -> None:
    watcher = FolderWatcher(Exclusions())
    one, other = (Observed(tmp_path / name, watcher, Steps(0.3)) for name in ("one", "other"))
    for each in (one, other):
        each.root.mkdir()
        watcher.watch(each.root)
    watcher.unwatch(one.root)
    one.write("a.jpg")
    other.write("b.jpg")
    other.until(lambda: bool(other.reports))
    assert [report.root for report in other.reports] == [other.root]
    watcher.close()


@on_linux
def test_excluded_folders_take_none_of_the_systems_watches(tmp_path: Path) -> None:
    for relative in ("a/b", ".git/objects/1", "raw/deep", "node_modules/x/y"):
        (tmp_path / relative).mkdir(parents=True)
    tree = InotifyTree(tmp_path, Exclusions(["raw", "node_modules"]))
    assert tree.directories == {"", "a", "a/b"}
    assert kernel_watches(tree) == 3
    (tmp_path / "a" / "raw" / "new").mkdir(parents=True)
    (tmp_path / "a" / "c").mkdir()
    tree.read(0.0)
    assert kernel_watches(tree) == 4
    shutil.rmtree(tmp_path / "a")
    tree.read(0.0)
    assert kernel_watches(tree) == 1
    tree.close()


def kernel_watches(tree: InotifyTree) -> int:
    """How many watches the kernel itself counts (proc(5), fdinfo)."""
    lines = Path(f"/proc/self/fdinfo/{tree._inotify._fd}").read_text().splitlines()
    return sum(line.startswith("inotify wd:") for line in lines)


@on_linux
def test_folders_behind_links_are_watched_and_loops_end(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "drive" / "deep").mkdir(parents=True)
    watcher = FolderWatcher(Exclusions())
    linked = Observed(tmp_path / "photos", watcher, Steps(0.3))
    watcher.watch(linked.root)
    (linked.root / "drive").symlink_to(tmp_path / "drive")
    (linked.root / "loop").symlink_to(linked.root)
    linked.until(lambda: {"drive", "drive/deep"} <= linked.directories())
    linked.reports.clear()
    (tmp_path / "drive" / "deep" / "a.jpg").write_bytes(b"x")
    linked.expect("drive/deep")
    (linked.root / "drive").unlink()
    linked.until(lambda: {"drive", "drive/deep"} <= linked.directories())
    assert watcher.watched_directories(linked.root) == {""}
    watcher.close()


@on_linux
def test_a_folder_moved_into_a_new_one_at_once_is_due_at_both_places(tmp_path: Path) -> None:
    (tmp_path / "a" / "deep").mkdir(parents=True)
    tree = InotifyTree(tmp_path, Exclusions())
    (tmp_path / "new").mkdir()
    (tmp_path / "a").rename(tmp_path / "new" / "a")
    assert {"a", "a/deep", "new", "new/a", "new/a/deep"} <= tree.read(0.0)
    assert tree.directories == {"", "new", "new/a", "new/a/deep"}
    tree.close()


@on_linux
@pytest.mark.parametrize(
    ("number", "limit"), [(errno.ENOSPC, "watches"), (errno.EMFILE, "instances")]
)
@pytest.mark.parametrize("allowed", [0, 3])
def test_without_watches_left_the_folder_is_looked_at_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, limit: str, allowed: int
) -> None:
    real, given = inotify.Inotify.add, []

    def scarce(self: inotify.Inotify, path: str) -> int:
        if len(given) >= allowed:
            raise OSError(number, os.strerror(number))
        given.append(path)
        return real(self, path)

    monkeypatch.setattr(watch_inotify.inotify.Inotify, "add", scarce)
    (tmp_path / "photos" / "a").mkdir(parents=True)
    watcher = FolderWatcher(Exclusions(), polling_s=0.1)
    watched = Observed(tmp_path / "photos", watcher, Steps(0.3))
    watcher.watch(watched.root)
    for name in "bcd":
        watched.write(f"{name}/1.jpg")
        watched.until(lambda name=name: name in watched.directories())  # type: ignore[misc]
    notices = [report.notice for report in watched.reports if report.notice]
    assert len(notices) == 1
    assert f"fs.inotify.max_user_{limit}" in notices[0]
    watched.reports.clear()
    watched.write("d/2.jpg")
    watched.expect("d")
    watcher.close()


@on_linux
def test_when_the_kernel_loses_events_everything_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for relative in ("a/b", "c"):
        (tmp_path / relative).mkdir(parents=True)
    tree = InotifyTree(tmp_path, Exclusions())
    shutil.rmtree(tmp_path / "c")
    (tmp_path / "d").mkdir()
    overflow = [inotify.InotifyEvent(-1, inotify.Q_OVERFLOW, "")]
    with monkeypatch.context() as patched:
        patched.setattr(inotify.Inotify, "read", lambda self: overflow)
        assert tree.read(0.0) == {"", "a", "a/b", "c", "d"}
    (tmp_path / "d" / "new.jpg").write_bytes(b"x")
    assert tree.read(0.0) == {"d"}
    tree.close()


@on_linux
def test_a_real_overflow_of_the_kernels_queue_loses_nothing(tmp_path: Path) -> None:
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    if most > 50_000:
        pytest.skip("the queue of this system is too long to fill it in a moment")
    (tmp_path / "a").mkdir()
    (tmp_path / "gone").mkdir()
    tree = InotifyTree(tmp_path, Exclusions())
    # Two events of the same kind in a row are one for the kernel.
    names = [tmp_path / "a" / "1.jpg", tmp_path / "a" / "2.jpg"]
    for number in range(most):
        os.mknod(names[number % 2])
        os.unlink(names[number % 2])
    (tmp_path / "gone").rmdir()
    (tmp_path / "late" / "deep").mkdir(parents=True)
    assert {"", "a", "gone", "late", "late/deep"} <= tree.read(0.0)
    (tmp_path / "late" / "deep" / "new.jpg").write_bytes(b"x")
    assert tree.read(0.0) == {"late/deep"}
    tree.close()


@on_linux
def test_a_folder_that_was_closed_is_due_when_it_opens(tmp_path: Path) -> None:
    tree = InotifyTree(tmp_path, Exclusions())
    closed = tmp_path / "closed"
    closed.mkdir()
    tree.read(0.0)
    tree._drop("closed")  # as for a user who may not read it
    closed.chmod(0o755)
    assert "closed" in tree.read(0.0)
    (closed / "a.jpg").write_bytes(b"x")
    assert tree.read(0.0) == {"closed"}
    tree.close()


def test_what_was_noticed_stays_due_when_the_watch_has_to_begin_anew() -> None:
    watcher, tree = scripted()
    tree.directories = frozenset({"", "a"})
    tree.say("a/vanished")
    assert watcher.collect(0.0) == ()
    tree.error = OSError(errno.ENOSPC, "no space")
    reports = [*watcher.collect(0.1), *watcher.collect(5.0)]
    told = {one for report in reports for one in report.directories}
    assert {"", "a", "a/vanished"} <= told
    watcher.close()


def test_what_was_known_before_is_due_when_a_folder_is_back(tmp_path: Path) -> None:
    (tmp_path / "photos" / "a").mkdir(parents=True)
    (tmp_path / "photos" / "b").mkdir()
    watcher = FolderWatcher(Exclusions())
    watched = Observed(tmp_path / "photos", watcher, Steps(0.3))
    watcher.watch(watched.root)
    watched.root.rename(tmp_path / "away")
    watched.until(lambda: any(report.is_offline for report in watched.reports))
    (tmp_path / "away" / "a").rmdir()
    watched.reports.clear()
    (tmp_path / "away").rename(watched.root)
    watched.until(lambda: {"", "a", "b"} <= watched.directories())
    watcher.close()


def test_a_folder_in_whose_place_another_lies_is_due_with_the_directories_of_both(
    tmp_path: Path,
) -> None:
    (tmp_path / "photos" / "old").mkdir(parents=True)
    watcher = FolderWatcher(Exclusions())
    watched = Observed(tmp_path / "photos", watcher, Steps(0.3))
    watcher.watch(watched.root)
    watched.root.rename(tmp_path / "other")
    (watched.root / "new").mkdir(parents=True)
    watched.until(lambda: {"", "old", "new"} <= watched.directories())
    watched.reports.clear()
    watched.write("new/a.jpg")
    watched.expect("new")
    watcher.close()


@on_linux
def test_what_is_unmounted_is_due_and_what_is_there_in_its_place_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a drive that is away and back between two looks, which no list of mounts tells."""
    (tmp_path / "drive" / "deep").mkdir(parents=True)
    tree = InotifyTree(tmp_path, Exclusions())
    events = [
        inotify.InotifyEvent(tree._watch_of[one], mask, "")
        for one in ("drive/deep", "drive")
        for mask in (inotify.UNMOUNT, inotify.IGNORED)
    ]
    (tmp_path / "drive" / "deep").rename(tmp_path / "drive" / "new")
    with monkeypatch.context() as patched:
        patched.setattr(inotify.Inotify, "read", lambda self: events)
        assert tree.read(0.0) == {"drive", "drive/deep", "drive/new"}
    tree._inotify.read()
    (tmp_path / "drive" / "new" / "a.jpg").write_bytes(b"x")
    assert tree.read(0.0) == {"drive/new"}
    tree.close()
