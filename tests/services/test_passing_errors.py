"""A full disk, a drive that stumbles, a process without descriptors: nothing of it is held against
a photo."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import SIZE, load_colours, load_on_a_bad_disk, load_starved
from PIL import Image
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.errors import DiskFullError, PassingError
from photoclip.core.events import Event, NoticeGiven
from photoclip.core.models import FileStat, PendingFile
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.worker.messages import FileDeferred, FileFailed
from photoclip.embed.worker.preparing import FilePreparer, PreparedFile
from photoclip.media.failures import explain
from photoclip.media.fingerprint import read_stable
from photoclip.media.thumbnails import ThumbnailStore
from photoclip.services.indexing import background, indexing

PASSING = ("ENOSPC", "EDQUOT", "EIO", "ESTALE", "ETIMEDOUT", "EMFILE", "ENFILE", "ENOMEM")


def refuse(code: int) -> object:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.fixture
def preparer(tmp_path: Path) -> FilePreparer:
    spec = PreprocessSpec(size=(SIZE, SIZE), mean=(0.5,) * 3, std=(0.5,) * 3, resize_mode="squash")
    return FilePreparer(spec, ThumbnailStore(tmp_path / "thumbnails"), 64)


def pending(path: Path) -> PendingFile:
    return PendingFile(1, str(path), FileStat.of(path.stat()))


@pytest.mark.parametrize("name", PASSING)
@pytest.mark.parametrize(
    "step", ["os.open", "os.fstat", "tempfile.mkstemp", "photoclip.embed.worker.preparing.decode"]
)
def test_an_error_of_the_moment_lets_the_photo_wait(
    preparer: FilePreparer, paint: Paint, monkeypatch: pytest.MonkeyPatch, step: str, name: str
) -> None:
    path = paint("rose.png")
    code = getattr(errno, name)
    with monkeypatch.context() as broken:
        broken.setattr(step, refuse(code))
        outcome = preparer.prepare(pending(path))

    assert isinstance(outcome, FileDeferred)
    assert os.strerror(code) in outcome.message
    assert not isinstance(preparer.prepare(pending(path)), FileDeferred | FileFailed)


@pytest.mark.parametrize("name", [*PASSING, "EACCES", "EPERM", "EROFS", "ENOTDIR"])
@pytest.mark.parametrize("step", ["write_whole", "ThumbnailStore.read"])
def test_a_thumbnail_that_cannot_be_written_or_read_says_nothing_of_the_photo(
    preparer: FilePreparer, paint: Paint, monkeypatch: pytest.MonkeyPatch, step: str, name: str
) -> None:
    waiting = replace(pending(paint("rose.png")), former_hash=bytes(16))
    code = getattr(errno, name)
    with monkeypatch.context() as broken:
        broken.setattr(f"photoclip.media.thumbnails.{step}", refuse(code))
        outcome = preparer.prepare(waiting)

    assert isinstance(outcome, FileDeferred)
    assert os.strerror(code) in outcome.message
    assert outcome.is_disk_full is (name in ("ENOSPC", "EDQUOT"))
    assert isinstance(preparer.prepare(waiting), PreparedFile)


@pytest.mark.parametrize("step", ["read_stable", "to_pixels", "ThumbnailStore.write"])
def test_memory_that_is_missing_beside_the_decoder_lets_the_photo_wait(
    preparer: FilePreparer, paint: Paint, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"photoclip.embed.worker.preparing.{step}", fail)
    outcome = preparer.prepare(pending(paint("rose.png")))
    assert isinstance(outcome, FileDeferred)
    assert "not enough memory" in outcome.message


def test_a_model_without_memory_for_one_picture_is_not_blamed_on_the_photos(
    open_library: OpenLibrary, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        paint(f"{number}.png", shade=number)
    monkeypatch.setattr(indexing, "RESTS_S", (0.01,))
    library = open_library(loader=load_starved)

    report = library.index(photos)

    assert (report.embedded, report.failed, report.deferred) == (0, 0, 3)
    assert library.problems() == []
    assert "not enough memory" in report.notices[-1]


def test_an_error_that_tells_of_the_file_is_held_against_it(
    preparer: FilePreparer, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paint("rose.png")
    monkeypatch.setattr("os.open", refuse(errno.EACCES))
    assert isinstance(preparer.prepare(pending(path)), FileFailed)


def test_a_decoder_that_meets_the_disk_says_so(paint: Paint) -> None:
    path = str(paint("rose.png"))
    error = OSError(errno.EIO, "Input/output error")
    assert isinstance(explain(error, path), PassingError)
    assert isinstance(explain(OSError(errno.EMFILE, "Too many open files"), b"abc"), PassingError)
    assert not isinstance(explain(OSError("image file is truncated"), path), PassingError)


def test_reading_by_hand_raises_the_passing_kind(
    paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(paint("rose.png"))
    monkeypatch.setattr("os.open", refuse(errno.ESTALE))
    with pytest.raises(PassingError, match="cannot be read now"):
        read_stable(path, None)


def test_what_failed_for_a_moment_is_tried_again_in_the_same_run(
    open_library: OpenLibrary, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        paint(f"once-{number}.png", shade=number)
    monkeypatch.setattr(indexing, "RESTS_S", (0.01, 0.01))
    library = open_library(loader=load_on_a_bad_disk)
    report = library.index(photos)
    assert (report.embedded, report.failed, report.deferred) == (5, 0, 0)


def test_what_goes_on_failing_waits_without_blame_and_comes_in_when_it_can_be_read(
    open_library: OpenLibrary, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint("fine.png")
    paint("never.png", shade=1)
    monkeypatch.setattr(indexing, "RESTS_S", (0.01, 0.01))
    library = open_library(loader=load_on_a_bad_disk)
    told: list[Event] = []
    library.events.subscribe(told.append)

    report = library.index(photos)
    assert (report.embedded, report.failed, report.deferred, report.remaining) == (1, 0, 1, 1)
    assert library.problems() == []
    assert library.status().waiting == 1
    assert [one.message for one in told if isinstance(one, NoticeGiven)] == list(report.notices)
    assert "tried again later" in report.notices[0]

    (photos / "mended").touch()
    assert library.index().embedded == 1


def test_the_window_tries_again_by_itself(
    open_library: OpenLibrary, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint("never.png")
    monkeypatch.setattr(indexing, "RESTS_S", ())
    monkeypatch.setattr(background, "FIRST_RETRY_S", 0.05)
    library = open_library(loader=load_on_a_bad_disk)
    library.add_folder(photos)
    reports: list[object] = []
    library.events.subscribe(lambda one: reports.append(one) if isinstance(one, NoticeGiven) else 0)
    library.background.start()
    wait_until(lambda: reports)
    assert library.status().photos == 0

    (photos / "mended").touch()
    wait_until(lambda: library.status().photos == 1)


# A disk without room


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk can be mounted by root only, and where mounting is allowed")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Not a byte is left."""
    ballast = disk / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may mount a disk")
@pytest.mark.parametrize("is_crashed", [False, True])
def test_on_a_full_disk_everything_can_be_looked_at(
    tmp_path: Path, photos: Path, paint: Paint, is_crashed: bool
) -> None:
    paint("rose.png")
    with small_disk(tmp_path / "disk", 8) as disk:
        place = disk / "library"
        library = Library.open(place, loader=load_colours)
        library.index(photos)
        if is_crashed:
            subprocess.run(["cp", "-a", str(place), str(disk / "crashed")], check=True)
            library.close()
            place = disk / "crashed"
        else:
            library.close()
        ballast = fill(disk)

        with Library.open_to_look(place, loader=load_colours) as looking:
            assert looking.status().photos == 1
            assert len(looking.search("red").hits) == 1
            assert looking.problems() == []
            paint("sea.png", (0, 0, 255))
        with pytest.raises((DiskFullError, OSError)):
            (disk / "proof").write_bytes(bytes(100_000))
        ballast.unlink()
        with Library.open(place, loader=load_colours) as again:
            assert again.index().embedded == 1
            assert again.problems() == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may mount a disk")
def test_a_disk_that_fills_while_photos_come_in_marks_none(tmp_path: Path, photos: Path) -> None:
    with small_disk(tmp_path / "disk", 8) as disk:
        library = Library.open(disk / "library", loader=load_colours)
        try:
            for number in range(20):
                Image.effect_noise((400, 300), 90 + number).convert("RGB").save(
                    photos / f"{number}.png"
                )
            ballast = fill(disk)
            with pytest.raises(DiskFullError):
                library.index(photos)
            ballast.unlink()
            assert library.problems() == []
            assert library.index(photos).embedded == 20
        finally:
            library.close()
