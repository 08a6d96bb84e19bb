"""No photo is moved, changed or deleted by anything but a wish for exactly that."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.albums import AlbumKind
from photoclip.core.files import ExportFormat, ExportSettings

Deed = Callable[[Library, Path], object]


def all_of(library: Library) -> list[int]:
    return [int(one) for one in library.browse.ids() if one > 0]


def judge(library: Library, _place: Path) -> None:
    album = library.albums.create("Learned", AlbumKind.LEARNED)
    library.albums.judge(album.id, all_of(library)[:1], True)
    library.albums.delete([album.id])


def export(library: Library, place: Path) -> None:
    settings = ExportSettings(str(place / "copies"), 32, ExportFormat.JPEG)
    assert len(library.exports.run(all_of(library), settings).paths) == 3


def throw_the_library_away(library: Library, _place: Path) -> None:
    folder = library.folder
    library.close()
    for one in sorted(folder.rglob("*"), reverse=True):
        one.rmdir() if one.is_dir() else one.unlink()


DEEDS: dict[str, Deed] = {
    "index": lambda library, place: library.index(place / "photos"),
    "verify": lambda library, place: library.index(place / "photos", verify=True),
    "search": lambda library, _: library.search("red"),
    "look alike": lambda library, place: library.search_like(place / "photos" / "rose.png"),
    "mark": lambda library, _: (
        library.marks.set_rating(all_of(library), 4),
        library.marks.set_favourite(all_of(library), True),
    ),
    "turn": lambda library, _: library.marks.rotate(all_of(library), 90),
    "tag": lambda library, _: library.tags.add(all_of(library), "garden"),
    "undo": lambda library, _: library.undo.undo(),
    "albums": judge,
    "export": export,
    "plan for the trash": lambda library, _: library.trash.plan(all_of(library)),
    "back up": lambda library, _: library.back_up(),
    "forget the folder": lambda library, place: library.remove_folder(place / "photos"),
    "delete the library": throw_the_library_away,
}


def as_it_is(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every file and folder by its path: inode, rights, times of content and of the entry."""
    return {
        str(one.relative_to(folder)): (
            *((status := one.lstat()).st_ino, status.st_mode, status.st_mtime_ns),
            status.st_ctime_ns,
            one.read_bytes() if stat.S_ISREG(status.st_mode) else None,
        )
        for one in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def place(tmp_path: Path, photos: Path, paint: Paint) -> Path:
    """A place with a folder of three photos, one of them deeper, and a file that is none."""
    paint("rose.png", (255, 0, 0), 1)
    paint("leaf.png", (0, 255, 0), 2)
    paint("deep/sea.jpg", (0, 0, 255), 3, kind="JPEG")
    (photos / "notes.txt").write_text("not a photo")
    for one in photos.rglob("*.*"):
        os.utime(one, (1_588_500_000, 1_588_500_000))
    return tmp_path


def test_photos_stay_as_they_are_whatever_is_done_in_the_library(
    open_library: OpenLibrary, photos: Path, place: Path
) -> None:
    before = as_it_is(photos)
    library = open_library()
    for name, deed in DEEDS.items():
        deed(library, place)
        assert as_it_is(photos) == before, name


@pytest.mark.parametrize(
    "break_it",
    [
        lambda photos: os.rename(photos / "rose.png", photos / "tulip.png"),
        lambda photos: (photos / "rose.png").write_bytes((photos / "rose.png").read_bytes()),
        lambda photos: (photos / "rose.png").chmod(0o600),
        lambda photos: (photos / "rose.png.xmp").touch(),
        lambda photos: (photos / "deep" / "sea.jpg").unlink(),
    ],
    ids=["moved", "written", "protected", "something beside it", "deleted"],
)
def test_each_kind_of_change_would_be_seen(
    photos: Path, place: Path, break_it: Callable[[Path], object]
) -> None:
    before = as_it_is(photos)
    break_it(photos)
    assert as_it_is(photos) != before
