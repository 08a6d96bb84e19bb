"""Files are read once; whatever is wrong with one is said in a clear sentence."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.errors import PictureError
from photoclip.core.file_identity import FileStat
from photoclip.core.models import Problem
from photoclip.media import fingerprint
from photoclip.media.birth import birth_ns
from photoclip.media.fingerprint import content_hash, read_stable
from photoclip.media.formats import is_picture_name, is_raw_name


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root may read everything, so step down where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def problem_with(path: Path | str, expected: FileStat | None = None) -> Problem:
    with pytest.raises(PictureError) as caught:
        read_stable(str(path), expected)
    error = caught.value
    assert error.message.endswith(".")
    assert error.message.count(". ") == 0
    assert error.hint.endswith(".")
    return error.problem


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_file_is_read_and_hashed_in_one_go(
    tmp_path: Path, in_memory: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    content = os.urandom(10_000)
    path.write_bytes(content)
    monkeypatch.setattr(fingerprint, "_PIECE", 4096)
    if not in_memory:
        monkeypatch.setattr(fingerprint, "IN_MEMORY_LIMIT", 9_999)
    data, digest, stat = read_stable(str(path), FileStat.of(path.stat(), birth_ns(str(path))))
    assert data == (content if in_memory else None)
    assert digest == content_hash(content) == hashlib.blake2b(content, digest_size=16).digest()
    assert stat == FileStat.of(path.stat(), birth_ns(str(path)))


def test_names_of_any_kind_can_be_read(tmp_path: Path) -> None:
    for name in ("line\nbreak.jpg", "🌅 früh.jpg", os.fsdecode(b"caf\xe9.jpg"), " .jpg"):
        path = tmp_path / name
        path.write_bytes(b"content")
        assert read_stable(str(path), None)[0] == b"content"


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    assert problem_with(path) is Problem.EMPTY


def test_a_vanished_file_is_called_vanished(tmp_path: Path) -> None:
    assert problem_with(tmp_path / "gone.jpg") is Problem.VANISHED
    (tmp_path / "file").touch()
    assert problem_with(tmp_path / "file" / "below.jpg") is Problem.VANISHED
    (tmp_path / "dangling.jpg").symlink_to(tmp_path / "nowhere.jpg")
    assert problem_with(tmp_path / "dangling.jpg") is Problem.VANISHED


def test_a_file_that_vanishes_between_two_looks_is_called_vanished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"content")
    stat = os.stat

    def stat_then_delete(which: str) -> os.stat_result:
        found = stat(which)
        path.unlink()
        return found

    monkeypatch.setattr(fingerprint.os, "stat", stat_then_delete)
    assert problem_with(path) is Problem.VANISHED


def test_a_forbidden_file_names_the_permission(tmp_path: Path) -> None:
    # Not below tmp_path, where an ordinary user could not even look.
    for directory in (tmp_path, *tmp_path.parents[:3]):
        directory.chmod(directory.stat().st_mode | 0o055)
    path = tmp_path / "secret.jpg"
    path.write_bytes(b"content")
    path.chmod(0)
    with ordinary_user():
        assert problem_with(path) is Problem.PERMISSION


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_file_that_grows_while_it_is_read_is_left_for_later(
    tmp_path: Path, in_memory: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copying.jpg"
    path.write_bytes(b"first part")
    if not in_memory:
        monkeypatch.setattr(fingerprint, "IN_MEMORY_LIMIT", 1)
    fstat = os.fstat

    def fstat_then_append(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        with path.open("ab") as file:
            file.write(b"second part")
        return found

    monkeypatch.setattr(fingerprint.os, "fstat", fstat_then_append)
    assert problem_with(path) is Problem.CHANGING


def test_a_file_that_is_rewritten_in_place_while_it_is_read_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "saving.jpg"
    path.write_bytes(b"old content")

    def hash_then_rewrite(data: bytes) -> bytes:
        path.write_bytes(b"new content")
        os.utime(path, ns=(1, 1))
        return content_hash(data)

    monkeypatch.setattr(fingerprint, "content_hash", hash_then_rewrite)
    assert problem_with(path) is Problem.CHANGING


def test_a_file_that_shrinks_while_it_is_read_is_left_for_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shrinking.jpg"
    path.write_bytes(b"a longer content")
    fstat = os.fstat

    def fstat_then_cut(descriptor: int) -> os.stat_result:
        found = fstat(descriptor)
        os.truncate(path, 3)
        return found

    monkeypatch.setattr(fingerprint.os, "fstat", fstat_then_cut)
    assert problem_with(path) is Problem.CHANGING


def test_a_file_that_is_not_the_one_the_scan_saw_is_left_for_later(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"content")
    now = FileStat.of(path.stat(), birth_ns(str(path)))
    assert problem_with(path, FileStat(now.size + 1, now.modified_ns)) is Problem.CHANGING
    assert problem_with(path, FileStat(now.size, now.modified_ns + 1)) is Problem.CHANGING
    assert read_stable(str(path), FileStat(now.size, now.modified_ns, 0))[2] == now


@pytest.mark.timeout(20)
def test_what_is_no_regular_file_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, folder = tmp_path / "pipe.jpg", tmp_path / "folder.jpg"
    os.mkfifo(pipe)
    folder.mkdir()
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.jpg")
        monkeypatch.setattr(fingerprint.os, "open", lambda *_: pytest.fail("it was opened"))
        for path in (pipe, folder, tmp_path / "socket.jpg", Path(os.devnull)):
            assert problem_with(path) is Problem.UNREADABLE


@pytest.mark.timeout(20)
def test_a_pipe_that_takes_the_place_of_a_file_blocks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"content")
    stat = os.stat

    def stat_then_replace(which: str) -> os.stat_result:
        found = stat(which)
        path.unlink()
        os.mkfifo(path)
        return found

    monkeypatch.setattr(fingerprint.os, "stat", stat_then_replace)
    assert problem_with(path) is Problem.UNREADABLE


def test_a_failing_drive_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"content")

    def fail(*_: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fingerprint.os, "open", fail)
    with pytest.raises(PictureError, match=r"Input/output error.*drive") as caught:
        read_stable(str(path), None)
    assert caught.value.problem is Problem.UNREADABLE


def test_impossible_paths_are_refused() -> None:
    assert problem_with("a\0b.jpg") is Problem.UNREADABLE
    assert problem_with("x" * 5000 + ".jpg") is Problem.UNREADABLE


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_equal_hashes_mean_equal_contents(one: bytes, other: bytes) -> None:
    assert (content_hash(one) == content_hash(other)) == (one == other)
    assert len(content_hash(one)) == 16


@pytest.mark.parametrize(
    "name",
    ["a.jpg", "A.JPEG", "x.y.HeiC", "scan.TIFF", "b.avif", "c.jp2", "d.nef", "e.CR3", "f.webp"],
)
def test_picture_names_are_known(name: str) -> None:
    assert is_picture_name(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "jpg", ".jpg", "._a.jpg", "a.jpg.part", "a.", "", "a.mp4"]
)
def test_other_names_are_not(name: str) -> None:
    assert not is_picture_name(name)


def test_raw_names_are_told_from_others() -> None:
    assert all(is_raw_name(name) for name in ("a.dng", "a.CR2", "a.3fr", "a.iiq", "a.RAF"))
    assert not any(is_raw_name(name) for name in ("a.jpg", "a.tif", "dng", "a.heic"))
