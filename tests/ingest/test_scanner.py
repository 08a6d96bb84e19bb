"""What a scan says about a folder, and above all what it does not call gone."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.core.errors import FolderError, FolderOfflineError
from photoclip.core.models import DirectoryScan, FileState, FoundFile, KnownFile
from photoclip.ingest import scanner
from photoclip.ingest.drives import DriveJudge
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.mounts import Mounts
from photoclip.ingest.scanner import scan, scan_directory


class Memory:
    """A catalog as a dict: relative directory to file name to what is known."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, KnownFile]] = {}
        self.count = 0

    def listing(self, directory: str) -> dict[str, KnownFile]:
        return dict(self.files.get(directory, {}))

    def directories(self) -> list[str]:
        return [directory for directory, files in self.files.items() if files]

    def paths(self) -> set[str]:
        return {f"{d}/{name}".lstrip("/") for d, files in self.files.items() for name in files}

    def apply(self, found: DirectoryScan) -> None:
        here = self.files.setdefault(found.directory, {})
        for name in [name for name, known in here.items() if known.id in found.gone]:
            del here[name]
        for one in found.added:
            assert one.name not in here
            self._enter(one)
        for one in found.changed:
            assert here[one.name].stat != one.stat
            self._enter(one)

    def _enter(self, one: FoundFile) -> None:
        self.count += 1
        known = KnownFile(self.count, one.stat, FileState.PENDING, None)
        self.files[one.directory][one.name] = known


class Watched:
    """A folder on disk together with what the catalog knows of it."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self.root = root
        self.memory = Memory()
        self.exclusions = Exclusions()

    def write(self, relative: str, content: bytes = b"picture") -> Path:
        path = self.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def steps(self, now_ns: int | None = None) -> Iterator[DirectoryScan]:
        now = time.time_ns() if now_ns is None else now_ns
        known = self.memory.directories()
        return scan(
            self.root, self.memory.listing, known, self.exclusions, lambda: now, self.drives()
        )

    def drives(self) -> DriveJudge:
        return DriveJudge(self.root, Mounts.read, lambda volume, limit: [], lambda one: None)

    def scan(self) -> list[DirectoryScan]:
        steps = list(self.steps())
        for step in steps:
            self.memory.apply(step)
        return steps

    def again(self, directory: str) -> DirectoryScan:
        return scan_directory(
            self.root,
            directory,
            self.memory.listing,
            self.exclusions,
            time.time_ns,
            self.drives(),
        )

    def problems(self) -> list[str]:
        return [p.message for step in self.scan() for p in step.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Watched:
    return Watched(tmp_path / "photos")


@contextlib.contextmanager
def as_somebody(root: Path) -> Iterator[None]:
    """Run without root's power to read everything; pytest's folders are opened for it."""
    if os.geteuid() != 0:
        yield
        return
    for place in root.parents:
        if len(place.parts) > 2:
            place.chmod(place.stat().st_mode | 0o055)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_pictures_are_found_and_everything_else_is_passed_over(folder: Watched) -> None:
    folder.write("b.jpg")
    folder.write("a.JPG")
    folder.write("2024/May/c.png")
    folder.write("2024/notes.txt")
    steps = folder.scan()
    assert [step.directory for step in steps] == ["", "2024", "2024/May"]
    assert [one.name for one in steps[0].added] == ["a.JPG", "b.jpg"]
    assert folder.memory.paths() == {"a.JPG", "b.jpg", "2024/May/c.png"}
    stat = steps[0].added[1].stat
    on_disk = (folder.root / "b.jpg").stat()
    assert (stat.size, stat.modified_ns, stat.inode) == (7, on_disk.st_mtime_ns, on_disk.st_ino)


def test_a_second_scan_finds_nothing_new(folder: Watched) -> None:
    for number in range(5):
        folder.write(f"{number % 2}/{number}.jpg")
    folder.scan()
    again = folder.scan()
    assert sum(step.unchanged for step in again) == 5
    assert not any(step.added or step.changed or step.gone for step in again)


def test_a_changed_file_is_noticed_by_its_size_or_by_its_time(folder: Watched) -> None:
    sized = folder.write("sized.jpg")
    dated = folder.write("dated.jpg")
    folder.write("same.jpg")
    folder.scan()
    before = sized.stat().st_mtime_ns
    sized.write_bytes(b"longer picture")
    os.utime(sized, ns=(before, before))
    os.utime(dated, ns=(1_000, 1_000))
    (step,) = folder.scan()
    assert [one.name for one in step.changed] == ["dated.jpg", "sized.jpg"]
    assert step.unchanged == 1


def test_deleted_files_and_folders_are_gone(folder: Watched) -> None:
    folder.write("keep.jpg")
    folder.write("a/x.jpg").unlink()
    folder.write("a/y.jpg")
    folder.write("b/c/z.jpg")
    folder.scan()
    (folder.root / "a/y.jpg").unlink()
    shutil.rmtree(folder.root / "b")
    gone = {step.directory: len(step.gone) for step in folder.scan() if step.gone}
    assert gone == {"a": 1, "b/c": 1}
    assert folder.memory.paths() == {"keep.jpg"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name",
    [b"new\nline.jpg", "emoji \U0001f436.jpg".encode(), b"inv\xff\xfealid.jpg", b"-rf *.jpg"],
)
def test_odd_names_lead_back_to_their_files(folder: Watched, name: bytes) -> None:
    directory = os.path.join(os.fsencode(folder.root), name[:-4])
    os.mkdir(directory)
    with open(os.path.join(directory, name), "wb") as file:
        file.write(b"picture")
    folder.scan()
    (path,) = folder.memory.paths()
    assert os.stat(folder.root / path).st_size == 7
    assert not any(step.added or step.gone for step in folder.scan())


def test_pipes_sockets_and_folders_named_like_pictures_are_ignored(folder: Watched) -> None:
    os.mkfifo(folder.root / "pipe.jpg")
    (folder.root / "folder.jpg").mkdir()
    with socket.socket(socket.AF_UNIX) as one:
        # A relative name, since a socket's path may have no more than 107 bytes.
        with contextlib.chdir(folder.root):
            one.bind("s.jpg")
        assert folder.problems() == []
    assert folder.memory.paths() == set()


def test_a_loop_of_links_ends_and_each_photo_is_met_once(folder: Watched) -> None:
    folder.write("2024/a.jpg")
    (folder.root / "2024" / "up").symlink_to(folder.root)
    (folder.root / "2023").symlink_to("2024")
    (folder.root / "self").symlink_to("self")
    (folder.root / "around").symlink_to(folder.root.parent)
    folder.scan()
    assert folder.memory.paths() == {"2024/a.jpg"}


def test_a_linked_folder_is_followed_once_and_stays_known_while_its_drive_is_away(
    folder: Watched, tmp_path: Path
) -> None:
    folder.write("here.jpg")
    (tmp_path / "drive" / "deep").mkdir(parents=True)
    (tmp_path / "drive" / "deep" / "there.jpg").write_bytes(b"x")
    (folder.root / "one").symlink_to(tmp_path / "drive")
    (folder.root / "two").symlink_to(tmp_path / "drive" / "deep")
    folder.scan()
    assert folder.memory.paths() == {"here.jpg", "one/deep/there.jpg"}
    (tmp_path / "drive").rename(tmp_path / "unplugged")
    folder.scan()
    assert folder.memory.paths() == {"here.jpg", "one/deep/there.jpg"}
    assert folder.again("one/deep").gone == ()
    (folder.root / "one").unlink()
    folder.scan()
    assert folder.memory.paths() == {"here.jpg"}


def test_a_link_to_a_missing_picture_is_reported_and_its_photo_kept(
    folder: Watched, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(b"x")
    (folder.root / "link.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    (folder.root / "notes").symlink_to(tmp_path / "nothing.txt")
    assert folder.problems() == []
    (tmp_path / "elsewhere.jpg").unlink()
    assert folder.problems() == [f"{folder.root / 'link.jpg'} is a link that leads nowhere."]
    assert folder.memory.paths() == {"link.jpg"}


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_may_not_be_read_loses_nothing(folder: Watched, mode: int) -> None:
    folder.write("closed/a.jpg")
    folder.write("closed/below/b.jpg")
    folder.write("open/c.jpg")
    folder.scan()
    (folder.root / "open" / "c.jpg").unlink()
    (folder.root / "closed").chmod(mode)
    try:
        with as_somebody(folder.root):
            problems = folder.problems()
            assert folder.again("closed").gone == ()
    finally:
        (folder.root / "closed").chmod(0o755)
    assert str(folder.root / "closed") in problems[0]
    assert folder.memory.paths() == {"closed/a.jpg", "closed/below/b.jpg"}
    folder.scan()
    assert folder.memory.paths() == {"closed/a.jpg", "closed/below/b.jpg"}


def test_an_input_error_loses_nothing(folder: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("bad/a.jpg")
    folder.write("bad/below/b.jpg")
    folder.scan()
    real = os.scandir

    def failing(path: str) -> object:
        if os.fspath(path).endswith("bad"):
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(os, "scandir", failing)
    assert folder.problems() == [f"{folder.root / 'bad'} cannot be read: Input/output error."]
    assert folder.memory.paths() == {"bad/a.jpg", "bad/below/b.jpg"}


def test_a_folder_whose_top_may_not_be_read_is_an_error_not_a_loss(folder: Watched) -> None:
    folder.write("a.jpg")
    folder.scan()
    folder.root.chmod(0)
    try:
        with as_somebody(folder.root), pytest.raises(FolderError, match="may not be read"):
            folder.scan()
    finally:
        folder.root.chmod(0o755)


def test_a_missing_folder_is_offline(folder: Watched) -> None:
    folder.write("a.jpg")
    folder.scan()
    folder.root.rename(folder.root.with_name("moved"))
    with pytest.raises(FolderOfflineError, match="is offline"):
        folder.scan()
    with pytest.raises(FolderOfflineError, match="is offline"):
        folder.again("")


def test_an_empty_mount_point_is_offline_but_an_empty_drive_is_empty(
    folder: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = folder.write("2024/a.jpg")
    folder.scan()
    shutil.rmtree(photo.parent)
    with pytest.raises(FolderOfflineError, match="empty, as when its drive is away"):
        folder.scan()
    with pytest.raises(FolderOfflineError):
        folder.again("2024")
    monkeypatch.setattr(os.path, "ismount", lambda path: path == folder.root)
    folder.scan()
    assert folder.memory.paths() == set()


def test_an_empty_folder_of_which_nothing_is_known_is_just_empty(folder: Watched) -> None:
    assert folder.scan() == [DirectoryScan("")]


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_folder_that_goes_away_in_the_middle_loses_nothing(
    folder: Watched, is_replaced: bool
) -> None:
    for name in "abcd":
        folder.write(f"{name}/1.jpg")
    folder.scan()
    steps = folder.steps()
    seen = [next(steps), next(steps)]
    folder.root.rename(folder.root.with_name("unplugged"))
    if is_replaced:
        folder.root.mkdir()
    with pytest.raises(FolderOfflineError):
        seen.extend(steps)
    assert not any(step.gone for step in seen)


def test_a_folder_that_vanishes_between_listing_and_looking_loses_nothing(
    folder: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a.jpg")
    folder.scan()
    compare = scanner._compare

    def unplugged_first(*arguments: object) -> DirectoryScan:
        folder.root.rename(folder.root.with_name("unplugged"))
        return compare(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(scanner, "_compare", unplugged_first)
    with pytest.raises(FolderOfflineError):
        folder.scan()


def test_what_is_excluded_is_neither_found_nor_kept(folder: Watched) -> None:
    folder.write("a.jpg")
    folder.write("raw/deep/b.jpg")
    folder.write("c_proof.jpg")
    folder.write(".hidden/d.jpg")
    folder.write("@eaDir/e.jpg")
    folder.scan()
    assert folder.memory.paths() == {"a.jpg", "raw/deep/b.jpg", "c_proof.jpg"}
    folder.exclusions = Exclusions(["raw", "*_proof.jpg"])
    folder.scan()
    assert folder.memory.paths() == {"a.jpg"}


def test_the_librarys_own_folder_is_not_searched_for_photos(folder: Watched) -> None:
    folder.write("a.jpg")
    folder.write("library/thumbnails/t.jpg")
    folder.exclusions = Exclusions(own_places=[folder.root / "library"])
    folder.scan()
    assert folder.memory.paths() == {"a.jpg"}


def test_an_empty_file_is_given_two_seconds_to_get_its_content(folder: Watched) -> None:
    path = folder.write("a.jpg")
    folder.scan()
    path.write_bytes(b"")
    folder.write("b.jpg", b"")
    written = path.stat().st_mtime_ns
    (step,) = folder.steps(written + 1_000_000)
    assert (step.added, step.changed, step.gone, step.unchanged) == ((), (), (), 1)
    (step,) = folder.steps(written + 5_000_000_000)
    assert [one.name for one in step.added] == ["b.jpg"]
    assert [one.name for one in step.changed] == ["a.jpg"]


def test_one_directory_is_scanned_again_without_those_in_it(folder: Watched) -> None:
    folder.write("a.jpg")
    folder.write("2024/b.jpg")
    folder.scan()
    folder.write("a2.jpg")
    folder.write("2024/b2.jpg")
    (folder.root / "a.jpg").unlink()
    step = folder.again("")
    assert [one.name for one in step.added] == ["a2.jpg"]
    assert len(step.gone) == 1
    shutil.rmtree(folder.root / "2024")
    assert len(folder.again("2024").gone) == 1
    folder.exclusions = Exclusions(["2024"])
    assert len(folder.again("2024").gone) == 1
