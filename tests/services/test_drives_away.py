"""Photos on a drive that is not there stay known, whatever lies in its place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from drives import Drives
from PIL import Image
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.events import Activity
from photoclip.core.models import FileState, IndexReport


def known(library: Library) -> dict[str, bool]:
    """Name of each known file to whether it is away."""
    with library._catalog.connections.reading() as connection:
        rows = connection.execute("SELECT CAST(name AS TEXT), is_away FROM files ORDER BY name")
        return {name: bool(is_away) for name, is_away in rows}


@pytest.fixture
def stick(tmp_path: Path, photos: Path) -> Path:
    """What is on a drive, to be shown below the folder of photos."""
    content = tmp_path / "stick"
    (content / "2020" / "05").mkdir(parents=True)
    return content


@pytest.fixture
def filled(photos: Path, paint: Paint, stick: Path) -> None:
    """Three photos on the drive, one beside it."""
    for number, place in enumerate(["top.png", "2020/year.png", "2020/05/month.png"]):
        shutil.move(paint("moving.png", shade=number), stick / place)
    paint("home.png", shade=77)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("left_behind", ["nothing", "another file", "a file of the same name"])
def test_a_drive_below_a_watched_folder_goes_and_comes_back(
    library: Library, photos: Path, stick: Path, drives: Drives, paint: Paint, left_behind: str
) -> None:
    point = photos / "usb"
    point.mkdir()
    if left_behind == "another file":
        paint("usb/other.png", (0, 255, 0))
    elif left_behind == "a file of the same name":
        paint("usb/top.png", (0, 255, 0))
    drives.bind(stick, point)
    library.index(photos)
    on_drive = {"month.png", "top.png", "year.png"}
    assert set(known(library)) == on_drive | {"home.png"}
    before = library._catalog.photos.at_path(point / "top.png")
    drives.unmount(point)

    report = library.index()

    assert report.gone == 0
    assert {name for name, is_away in known(library).items() if is_away} == on_drive
    assert library._catalog.files.counts()[FileState.READY] >= 4
    drives.bind(stick, point)
    report = library.index()
    away = {name for name, is_away in known(library).items() if is_away}
    assert away == ({"other.png"} if left_behind == "another file" else set())
    assert (report.gone, report.embedded) == (0, 0)
    assert library._catalog.photos.at_path(point / "top.png") == before


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("other_file", [None, "note.txt", "cover.png"])
def test_a_watched_mount_point_without_its_drive_loses_nothing(
    library: Library,
    photos: Path,
    stick: Path,
    drives: Drives,
    paint: Paint,
    tmp_path: Path,
    other_file: str | None,
) -> None:
    point = tmp_path / "mnt"
    point.mkdir()
    if other_file:
        shutil.copy(paint("made.png", (9, 200, 9)), point / other_file)
    drives.bind(stick, point)
    library.index(point)
    drives.unmount(point)

    report = library.index()

    assert report.gone == 0
    assert len(library._catalog.photos.present_ids()) >= 3
    (folder,) = library.folders()
    assert folder.is_offline or known(library)["year.png"]
    drives.bind(stick, point)
    report = library.index()
    assert (report.gone, report.embedded) == (0, 0)
    (folder,) = library.folders()
    assert not folder.is_offline
    assert not known(library)["year.png"]


@pytest.mark.usefixtures("filled")
def test_another_drive_in_the_same_place_takes_nothing_over(
    library: Library, photos: Path, stick: Path, drives: Drives, paint: Paint, tmp_path: Path
) -> None:
    point = photos / "usb"
    drives.bind(stick, point)
    library.index(photos)
    photo_id = library._catalog.photos.at_path(point / "top.png")
    drives.unmount(point)
    other = tmp_path / "other-stick"
    other.mkdir()
    shutil.move(paint("x.png", (3, 3, 222)), other / "top.png")
    shutil.move(paint("x.png", (3, 222, 222)), other / "new.png")
    drives.bind(other, point)

    report = library.index()

    assert report.gone == 0
    state = known(library)
    assert (state["top.png"], state["new.png"]) == (True, False)
    drives.unmount(point)
    drives.bind(stick, point)
    library.index()
    assert library._catalog.photos.at_path(point / "top.png") == photo_id
    assert known(library)["top.png"] is False


@pytest.mark.usefixtures("filled")
def test_a_drive_that_was_copied_to_a_larger_one_is_the_same_to_the_library(
    library: Library, photos: Path, stick: Path, drives: Drives, tmp_path: Path
) -> None:
    point = photos / "usb"
    drives.bind(stick, point)
    library.index(photos)
    drives.unmount(point)
    shutil.copytree(stick, tmp_path / "larger")
    drives.bind(tmp_path / "larger", point)

    report = library.index()

    assert (report.gone, report.embedded) == (0, 0)
    assert not any(known(library).values())
    assert library.index().verified == 0, "its files were looked at once"


def alike(path: Path, colour: tuple[int, int, int]) -> None:
    """A picture as cards write them: the size in bytes and the time of every other one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (32, 32), colour).save(path, "BMP")
    os.utime(path, (1_600_000_000, 1_600_000_000))


def test_pictures_of_the_same_size_and_time_are_not_taken_for_the_drive(
    library: Library, photos: Path, stick: Path, drives: Drives
) -> None:
    point = photos / "usb"
    point.mkdir(parents=True)
    alike(point / "IMG_1.bmp", (9, 9, 9))
    alike(stick / "IMG_1.bmp", (200, 0, 0))
    alike(stick / "2020" / "IMG_2.bmp", (0, 200, 0))
    drives.bind(stick, point)
    library.index(photos)
    drives.unmount(point)

    report = library.index()

    assert report.gone == 0
    assert known(library) == {"IMG_1.bmp": True, "IMG_2.bmp": True}


def test_what_is_left_on_a_drive_that_was_copied_and_cleared_is_found_again(
    library: Library, photos: Path, stick: Path, drives: Drives, tmp_path: Path
) -> None:
    point = photos / "usb"
    for number in range(5):
        alike(stick / f"IMG_{number}.bmp", (40 * number, 0, 0))
    drives.bind(stick, point)
    library.index(photos)
    left = library._catalog.photos.at_path(point / "IMG_3.bmp")
    drives.unmount(point)
    shutil.copytree(stick, tmp_path / "larger")
    for number in (0, 1, 2, 4):
        (tmp_path / "larger" / f"IMG_{number}.bmp").unlink()
    drives.bind(tmp_path / "larger", point)

    library.index()

    assert known(library)["IMG_3.bmp"] is False
    assert library._catalog.photos.at_path(point / "IMG_3.bmp") == left


@pytest.mark.usefixtures("filled")
def test_a_folder_deleted_on_a_drive_that_is_there_is_gone(
    library: Library, photos: Path, stick: Path, drives: Drives
) -> None:
    drives.bind(stick, photos / "usb")
    library.index(photos)
    shutil.rmtree(stick / "2020")

    report = library.index()

    assert report.gone == 2
    assert set(known(library)) == {"home.png", "top.png"}


@pytest.mark.usefixtures("filled")
def test_a_drive_that_goes_and_comes_while_its_folder_is_watched(
    library: Library, photos: Path, stick: Path, drives: Drives
) -> None:
    point = photos / "usb"
    drives.bind(stick, point)
    library.index(photos)
    library.background.start()
    wait_until(lambda: library.background.activity is Activity.IDLE)

    # The first scan may see it away before the watch has looked for the first time.
    drives.unmount(point, is_lazy=True)
    wait_until(lambda: all(known(library)[one] for one in ("top.png", "year.png", "month.png")))
    drives.bind(stick, point)
    wait_until(lambda: not any(known(library).values()))

    assert len(known(library)) == 4


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_away_is_not_handed_to_the_worker_or_the_trash(
    open_library: OpenLibrary, photos: Path, stick: Path, drives: Drives
) -> None:
    library = open_library()
    point = photos / "usb"
    drives.bind(stick, point)
    library.index(photos)
    photo_id = library._catalog.photos.at_path(point / "top.png")
    assert photo_id is not None
    drives.unmount(point)
    library.index()

    plan = library.trash.plan([photo_id])

    assert (plan.photo_ids, plan.away) == ((), 1)
    library._catalog.files.doubt_all({one.id for one in library.folders()})
    report: IndexReport = library.index()
    assert (report.failed, report.verified) == (0, 1)
    (row,) = library.browse.rows([photo_id])
    assert row.is_offline
