"""Marks stay with the picture that they were given to, whatever happens to names and places."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scenery import OpenLibrary, wait_until

from photoclip.app.library import Library
from photoclip.core.albums import AlbumKind
from photoclip.core.events import Activity

NOON = 1_600_000_000_000_000_000


def draw(path: Path, scene: int, version: int = 0) -> Path:
    """A picture of some scene, of the same size and time as every other one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(scene)
    pixels = np.kron(chance.integers(0, 256, (4, 4, 3), np.uint8), np.ones((8, 8, 1), np.uint8))
    tells = np.random.default_rng(1_000_000 + version)
    pixels[:2, :2] = tells.integers(0, 256, (2, 2, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    os.utime(path, ns=(NOON, NOON))
    return path


def put_over(path: Path, scene: int, version: int = 0) -> Path:
    """Another file takes the place of one, as editors do it that write beside it first."""
    beside = draw(path.parent.parent / "beside.bmp", scene, version)
    os.replace(beside, path)
    return path


def photo_at(library: Library, path: Path) -> int:
    found = library._catalog.photos.at_path(path)
    assert found is not None, f"{path} is not in the library"
    return found


def star(library: Library, *paths: Path) -> None:
    library.marks.set_favourite([photo_at(library, one) for one in paths], True)


def has_star(library: Library, path: Path) -> bool:
    photo_id = photo_at(library, path)
    return library._catalog.marks.get([photo_id])[photo_id].is_favourite


@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize(("old", "new"), [("Import", "Trip"), ("Trip", "Import")])
@pytest.mark.parametrize("is_same_time", [True, False])
def test_a_folder_is_renamed_and_a_card_with_the_same_names_takes_its_place(
    open_library: OpenLibrary, photos: Path, count: int, old: str, new: str, is_same_time: bool
) -> None:
    names = [f"IMG_{number:04}.bmp" for number in range(count)]
    for number, name in enumerate(names):
        draw(photos / old / name, number)
    library = open_library()
    library.index(photos)
    star(library, *(photos / old / name for name in names))
    album = library.albums.create("Best", AlbumKind.MANUAL)
    library.albums.add(album.id, [photo_at(library, photos / old / name) for name in names])
    library.close()
    (photos / old).rename(photos / new)
    for number, name in enumerate(names):
        draw(photos / old / name, 1000 + number)
        if not is_same_time:
            os.utime(photos / old / name, ns=(NOON + 5 * 10**9,) * 2)

    library = open_library()
    report = library.index()

    assert [has_star(library, photos / new / name) for name in names] == [True] * count
    assert [has_star(library, photos / old / name) for name in names] == [False] * count
    members = set(library.albums.content(album.id).photo_ids.tolist())
    assert members == {photo_at(library, photos / new / name) for name in names}
    assert report.moved == count


def test_two_files_of_the_same_size_and_time_swap_their_names(
    library: Library, photos: Path
) -> None:
    one, other = draw(photos / "a.bmp", 1), draw(photos / "b.bmp", 2)
    library.index(photos)
    star(library, one)
    first = photo_at(library, one)
    one.rename(photos / "aside")
    other.rename(one)
    (photos / "aside").rename(other)

    library.index()

    assert photo_at(library, other) == first
    assert (has_star(library, one), has_star(library, other)) == (False, True)


def test_an_edit_that_keeps_size_and_time_is_noticed(library: Library, photos: Path) -> None:
    path = draw(photos / "a.bmp", 1)
    library.index(photos)
    first = photo_at(library, path)
    star(library, path)
    draw(path, 1, version=5)

    report = library.index()

    assert (report.embedded, photo_at(library, path)) == (1, first)
    assert has_star(library, path)


def test_a_new_file_that_keeps_size_and_time_of_the_old_one_is_noticed(
    library: Library, photos: Path
) -> None:
    path = draw(photos / "a" / "a.bmp", 1)
    library.index(photos)
    first = photo_at(library, path)
    star(library, path)
    put_over(path, 2)

    library.index()

    assert photo_at(library, path) != first
    assert not has_star(library, path), "another picture that only has the name"


def test_verify_reads_every_file_again_and_says_so(library: Library, photos: Path) -> None:
    draw(photos / "a.bmp", 1)
    draw(photos / "b.bmp", 2)
    library.index(photos)
    assert library.index().verified == 0

    report = library.index(verify=True)

    assert (report.verified, report.embedded, report.recognised) == (2, 0, 0)


def test_the_edited_one_of_two_copies_keeps_the_marks_and_so_does_the_other(
    library: Library, photos: Path
) -> None:
    one = draw(photos / "a.bmp", 1)
    shutil.copy2(one, photos / "b.bmp")
    library.index(photos)
    star(library, one)
    draw(one, 1, version=7)

    library.index()

    assert photo_at(library, one) != photo_at(library, photos / "b.bmp")
    assert has_star(library, one)
    assert has_star(library, photos / "b.bmp")


def test_what_a_photo_was_before_an_edit_is_known_when_it_comes_back(
    library: Library, photos: Path, tmp_path: Path
) -> None:
    path = draw(photos / "a.bmp", 1)
    library.index(photos)
    star(library, path)
    shutil.copy2(path, tmp_path / "backup.bmp")
    draw(path, 1, version=3)
    library.index()
    shutil.copy2(tmp_path / "backup.bmp", photos / "restored.bmp")

    library.index()

    assert has_star(library, path)
    assert has_star(library, photos / "restored.bmp")
    assert photo_at(library, path) != photo_at(library, photos / "restored.bmp")


def test_an_edit_that_is_undone_in_place_keeps_what_was_said_meanwhile(
    library: Library, photos: Path
) -> None:
    path = draw(photos / "a.bmp", 1)
    library.index(photos)
    draw(path, 1, version=3)
    library.index()
    star(library, path)
    draw(path, 1)

    library.index()

    assert has_star(library, path)


def test_edited_in_place_and_moved_before_anybody_looks(library: Library, photos: Path) -> None:
    path = draw(photos / "a.bmp", 1)
    library.index(photos)
    star(library, path)
    draw(path, 9)
    os.utime(path, ns=(NOON + 10**9, NOON + 10**9))
    (photos / "deep").mkdir()
    path.rename(photos / "deep" / "b.bmp")

    library.index()

    assert has_star(library, photos / "deep" / "b.bmp")


def test_a_deleted_file_whose_inode_is_given_to_another_picture_keeps_its_star_to_itself(
    library: Library, photos: Path
) -> None:
    path = draw(photos / "a.bmp", 1)
    inode = path.stat().st_ino
    library.index(photos)
    star(library, path)
    path.unlink()
    for number in range(50):
        draw(path, 2)
        if path.stat().st_ino == inode:
            break
        path.rename(photos / f"other-{number}.tmp")

    library.index()

    assert not has_star(library, path)


def test_pixels_that_are_the_same_keep_the_marks_when_only_the_date_was_changed(
    library: Library, photos: Path
) -> None:
    path = draw(photos / "a" / "a.bmp", 1)
    picture = Image.open(path)
    jpeg = photos / "a" / "a.jpg"
    path.unlink()
    exif = Image.Exif()
    exif[0x0132] = "2021:05:06 07:08:09"
    picture.save(jpeg, quality=90, exif=exif)
    library.index(photos)
    star(library, jpeg)
    exif[0x0132] = "2022:05:06 07:08:09"
    picture.save(photos / "beside.tmp", "JPEG", quality=90, exif=exif)
    os.replace(photos / "beside.tmp", jpeg)

    library.index()

    assert has_star(library, jpeg)


@pytest.fixture
def watched(open_library: OpenLibrary, photos: Path) -> Callable[[], Library]:
    """A library that has seen its folder and watches it."""

    def begin() -> Library:
        library = open_library()
        library.index(photos)
        library.background.start()
        wait_until(lambda: library.background.activity is Activity.IDLE)
        return library

    return begin


@pytest.mark.parametrize(
    ("version", "scene", "keeps"), [(4, 1, True), (0, 2, False)], ids=["an edit", "another picture"]
)
def test_a_name_that_is_empty_for_a_moment(
    watched: Callable[[], Library], photos: Path, version: int, scene: int, keeps: bool
) -> None:
    path = draw(photos / "a" / "a.bmp", 1)
    library = watched()
    star(library, path)
    first = photo_at(library, path)
    path.rename(path.with_name("a.bmp~"))
    wait_until(lambda: library._catalog.photos.at_path(path) is None)

    draw(path, scene, version)
    wait_until(lambda: library._catalog.photos.at_path(path) is not None)

    assert has_star(library, path) is keeps
    assert (photo_at(library, path) == first) is keeps


def test_a_name_that_comes_again_after_the_program_was_closed_is_only_a_name(
    open_library: OpenLibrary, photos: Path
) -> None:
    path = draw(photos / "a" / "a.bmp", 1)
    library = open_library()
    library.index(photos)
    star(library, path)
    first = photo_at(library, path)
    library.close()
    put_over(path, 1, version=4)

    library = open_library()
    library.index()

    assert not has_star(library, path), "it looks like it, but nobody saw where it came from"
    with library._catalog.connections.reading() as connection:
        offered = connection.execute("SELECT photo_id, from_id FROM mark_offers").fetchall()
    assert offered == [(photo_at(library, path), first)], "so the star is offered"


def test_a_rename_within_a_folder_that_is_watched_keeps_the_photo_at_once(
    watched: Callable[[], Library], photos: Path
) -> None:
    path = draw(photos / "a.bmp", 1)
    library = watched()
    star(library, path)
    first = photo_at(library, path)

    path.rename(photos / "b.bmp")
    wait_until(lambda: library._catalog.photos.at_path(photos / "b.bmp") == first)

    assert has_star(library, photos / "b.bmp")
