"""Sidecar files: found by their names, read with care, replaced whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from xmp_samples import DIGIKAM

from photoclip.core.errors import DiskFullError, SidecarChangedError, SidecarError
from photoclip.media import sidecar as module
from photoclip.media.sidecar import SidecarNames, look, read_sidecar, replace_sidecar
from photoclip.media.xmp_changes import new_packet, with_rating


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg.xmp"
    path.write_text(DIGIKAM, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("names", "photo", "found"),
    [
        (["a.jpg", "a.jpg.xmp", "a.xmp"], "a.jpg", "a.jpg.xmp"),
        (["a.jpg", "a.xmp"], "a.jpg", "a.xmp"),
        (["a.jpg", "A.JPG.XMP"], "a.jpg", "A.JPG.XMP"),
        (["a.jpg", "a.png", "a.xmp"], "a.jpg", None),
        (["a.jpg", "a.cr2", "a.xmp"], "a.jpg", None),
        (["a.jpg", "a.cr2", "a.xmp"], "a.cr2", "a.xmp"),
        (["a.cr2", "a.dng", "a.xmp"], "a.cr2", None),
        (["a.jpg", "ab.xmp"], "a.jpg", None),
    ],
)
def test_a_sidecar_is_found_where_it_can_mean_one_photo_only(
    names: list[str], photo: str, found: str | None
) -> None:
    assert SidecarNames(names).find(photo) == found


def test_new_sidecars_are_named_as_wanted_where_that_is_beyond_doubt() -> None:
    names = SidecarNames(["a.jpg", "b.jpg", "b.png"])
    assert names.new("a.jpg", is_adobe=False) == "a.jpg.xmp"
    assert names.new("a.jpg", is_adobe=True) == "a.xmp"
    assert names.new("b.jpg", is_adobe=True) == "b.jpg.xmp"


def test_a_sidecar_is_replaced_whole_with_its_permissions(place: Path) -> None:
    place.chmod(0o640)
    found = read_sidecar(str(place))
    stamp = replace_sidecar(str(place), with_rating(found.packet, 1), found.stamp)
    assert look(str(place)) == stamp
    assert read_sidecar(str(place)).packet.rating == 1
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_what_another_program_wrote_meanwhile_stays(place: Path) -> None:
    found = read_sidecar(str(place))
    place.write_text("theirs", encoding="utf-8")
    with pytest.raises(SidecarChangedError):
        replace_sidecar(str(place), found.packet, found.stamp)
    assert place.read_text(encoding="utf-8") == "theirs"
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_a_new_sidecar_never_takes_a_place_that_is_taken(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "look", lambda path: None if path == str(place) else look(path))
    with pytest.raises(SidecarChangedError):
        replace_sidecar(str(place), new_packet("x", "xmp.did:1", "x"), None)
    assert place.read_text(encoding="utf-8") == DIGIKAM


def test_a_deleted_sidecar_is_no_longer_the_one_that_was_read(place: Path) -> None:
    found = read_sidecar(str(place))
    place.unlink()
    with pytest.raises(SidecarError):
        replace_sidecar(str(place), found.packet, found.stamp)
    assert list(place.parent.iterdir()) == []


def test_where_there_are_no_hard_links_a_rename_does(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    new = place.with_name("other.jpg.xmp")
    replace_sidecar(str(new), new_packet("x", "xmp.did:1", "x"), None)
    assert read_sidecar(str(new)).packet.rating is None


@pytest.mark.parametrize(("number", "kind"), [(28, DiskFullError), (30, SidecarError)])
def test_a_place_that_takes_nothing_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    found = read_sidecar(str(place))
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(kind) as told:
        replace_sidecar(str(place), with_rating(found.packet, 1), found.stamp)
    assert told.value.hint  # type: ignore[attr-defined]
    assert place.read_text(encoding="utf-8") == DIGIKAM
    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_what_is_no_sidecar_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder.xmp").mkdir()
    (tmp_path / "large.xmp").write_text(DIGIKAM, encoding="utf-8")
    monkeypatch.setattr(module, "LARGEST_BYTES", 100)
    names = ["folder.xmp", "large.xmp", "missing.xmp"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.xmp")
        names.append("pipe.xmp")
    for name in names:
        with pytest.raises(SidecarError):
            read_sidecar(str(tmp_path / name))
    assert look(str(tmp_path / "missing.xmp")) is None
