"""Which folders a person can add, and what is said about the others."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from photoclip.core.errors import FolderError
from photoclip.core.models import Folder
from photoclip.ingest.folders import check_new_folder, normalise


def watched(path: Path, number: int = 1) -> Folder:
    return Folder(number, path, datetime(2024, 5, 1, tzinfo=UTC))


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "pictures" / "2024").mkdir(parents=True)
    return normalise(tmp_path / "pictures")


def test_one_folder_has_one_path_however_it_is_given(
    pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pictures.parent / "link").symlink_to(pictures)
    monkeypatch.chdir(pictures.parent)
    monkeypatch.setenv("HOME", str(pictures.parent))
    monkeypatch.setenv("USERPROFILE", str(pictures.parent))
    ways = ["pictures", "./pictures/", "~/pictures", "link", "pictures/2024/..", str(pictures)]
    assert {normalise(way) for way in ways} == {pictures}


@pytest.mark.parametrize("text", ["", "  ", "a\0b"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(FolderError, match="not the path of a folder"):
        normalise(text)


def test_a_folder_of_its_own_is_welcome(pictures: Path) -> None:
    (pictures.parent / "pictures 2").mkdir()
    assert check_new_folder(pictures.parent / "pictures 2", [watched(pictures)]) == ()


def test_a_missing_folder_and_a_file_are_told_apart(pictures: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        check_new_folder(pictures / "nowhere", [])
    (pictures / "a.jpg").write_bytes(b"x")
    with pytest.raises(FolderError, match="is a file, not a folder") as caught:
        check_new_folder(pictures / "a.jpg", [])
    assert str(pictures) in caught.value.hint


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o111])
def test_a_closed_folder_is_refused(pictures: Path, mode: int) -> None:
    for place in [pictures.parent, *pictures.parent.parents]:
        if place.stat().st_uid == os.getuid() and place.is_relative_to("/tmp"):
            place.chmod(place.stat().st_mode | 0o055)
    pictures.chmod(mode)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        with pytest.raises(FolderError, match="cannot be read"):
            check_new_folder(pictures, [])
    finally:
        if was_root:
            os.seteuid(0)
        pictures.chmod(0o755)


def test_a_watched_folder_and_what_lies_in_it_are_covered(pictures: Path) -> None:
    with pytest.raises(FolderError, match="is watched already"):
        check_new_folder(pictures, [watched(pictures)])
    with pytest.raises(FolderError, match=r"lies inside .*pictures, which is watched already"):
        check_new_folder(pictures / "2024", [watched(pictures)])


def test_a_folder_around_watched_ones_says_which(pictures: Path) -> None:
    (pictures.parent / "other").mkdir()
    inside = watched(pictures / "2024")
    outside = watched(pictures.parent / "other", 2)
    assert check_new_folder(pictures, [inside, outside]) == (inside,)


def test_photoclips_own_folders_are_refused_but_not_those_around_them(pictures: Path) -> None:
    own = [pictures / "2024"]
    (pictures / "2024" / "thumbnails").mkdir()
    for place in (pictures / "2024", pictures / "2024" / "thumbnails"):
        with pytest.raises(FolderError, match="belongs to PhotoClip itself"):
            check_new_folder(place, [], own)
    assert check_new_folder(pictures, [], own) == ()
