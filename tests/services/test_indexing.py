"""What happens to photos on their way into the library."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from fakes import DEADLY, load_deadly
from scenery import SAMPLES, OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.errors import DiskFullError, FolderError
from photoclip.core.events import Event, FilesFailed, IndexingProgressed, PhotosAdded
from photoclip.core.models import FileState, Problem
from photoclip.services.tasks import CancelToken


def names(library: Library, text: str, **options: object) -> list[str]:
    return [Path(hit.path).name for hit in library.search(text, **options).hits]  # type: ignore[arg-type]


def test_an_indexed_folder_can_be_searched(library: Library, photos: Path, paint: Paint) -> None:
    paint("rose.png", (250, 10, 10))
    paint("meadow.png", (10, 240, 10))
    paint("sea.jpg", (10, 10, 240), kind="JPEG")

    report = library.index(photos)

    assert (report.found, report.embedded, report.failed) == (3, 3, 0)
    assert names(library, "green")[0] == "meadow.png"
    assert names(library, "blue", limit=1) == ["sea.jpg"]


def test_a_second_run_embeds_nothing_and_needs_no_worker(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    first = open_library()
    first.index(photos)
    first.close()

    second = open_library()
    report = second.index()

    assert (report.found, report.unchanged, report.embedded) == (1, 1, 0)
    assert second.worker_process_id() is None


def test_a_copy_is_recognised_and_not_embedded_again(
    library: Library, photos: Path, paint: Paint
) -> None:
    original = paint("rose.png")
    library.index(photos)
    shutil.copy(original, photos / "copy.png")

    report = library.index()

    assert (report.embedded, report.recognised) == (0, 1)
    assert library.status().photos == 1


def test_copies_met_in_the_same_run_are_embedded_once(
    library: Library, photos: Path, paint: Paint
) -> None:
    original = paint("0.png")
    for number in range(1, 40):
        shutil.copy(original, photos / f"{number}.png")

    report = library.index(photos)

    assert (report.embedded, report.recognised, report.remaining) == (1, 39, 0)


def test_a_moved_photo_is_not_read_again_wherever_it_went(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("zoo/rose.png")
    library.index(photos)
    before = library.search("red").hits[0]
    (photos / "a").mkdir()
    path.rename(photos / "a" / "tulip.png")

    report = library.index()

    after = library.search("red").hits[0]
    assert (report.embedded, report.recognised, report.moved) == (0, 0, 1)
    assert report.verified == 1, "a rename changes the inode's time, so its content is looked at"
    assert Path(after.path) == photos / "a" / "tulip.png"
    assert after.photo_id == before.photo_id


def test_a_renamed_photo_stays_in_its_folder_and_in_the_library(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("rose.png")
    library.index(photos)
    before = library.search("red").hits[0].photo_id
    path.rename(photos / "tulip.png")

    report = library.index()

    assert (report.moved, report.gone, report.embedded) == (1, 0, 0)
    assert [(Path(hit.path).name, hit.photo_id) for hit in library.search("red").hits] == [
        ("tulip.png", before)
    ]


def test_a_photo_that_comes_back_later_is_still_known(
    library: Library, photos: Path, paint: Paint, tmp_path: Path
) -> None:
    path = paint("rose.png")
    library.index(photos)
    photo = library.search("red").hits[0].photo_id
    away = shutil.move(path, tmp_path / "elsewhere.png")
    paint("other.png", (0, 0, 255))
    library.index()
    assert photo not in [hit.photo_id for hit in library.search("red").hits]

    shutil.copy(away, photos / "back.png")
    report = library.index()

    assert (report.embedded, report.recognised) == (0, 1)
    assert library.search("red").hits[0].photo_id == photo


def test_an_edited_photo_stays_the_same_photo(library: Library, photos: Path, paint: Paint) -> None:
    path = paint("picture.png", (255, 0, 0))
    paint("other.png", (0, 255, 0))
    library.index(photos)
    before = library.search("red").hits[0].photo_id
    paint("picture.png", (0, 0, 255))
    os.utime(path, ns=(1, 1))

    report = library.index()

    assert report.embedded == 1
    hit = library.search("blue").hits[0]
    assert (Path(hit.path).name, hit.photo_id) == ("picture.png", before)


def test_a_deleted_photo_leaves_the_results(library: Library, photos: Path, paint: Paint) -> None:
    path = paint("rose.png")
    paint("sea.png", (0, 0, 255))
    library.index(photos)
    library.search("red")
    path.unlink()

    assert library.index().gone == 1
    assert names(library, "red") == ["sea.png"]


def test_a_folder_that_is_away_keeps_its_photos(
    library: Library, photos: Path, paint: Paint, tmp_path: Path
) -> None:
    paint("rose.png")
    library.index(photos)
    photos.rename(tmp_path / "unplugged")

    report = library.index()

    assert report.gone == 0
    assert report.notices
    assert library.folders()[0].is_offline
    assert names(library, "red") == ["rose.png"]

    (tmp_path / "unplugged").rename(photos)
    library.index()
    assert not library.folders()[0].is_offline


def test_unreadable_files_are_told_one_by_one_and_hold_nothing_up(
    library: Library, photos: Path, paint: Paint
) -> None:
    good = paint("good.png")
    (photos / "empty.jpg").write_bytes(b"")
    os.utime(photos / "empty.jpg", (1, 1))
    (photos / "text.png").write_text("not a picture at all")
    (photos / "torn.png").write_bytes(good.read_bytes()[:80])
    (photos / "half.jpg").write_bytes((SAMPLES / "coco-173350.jpg").read_bytes()[:30000])

    report = library.index(photos)

    found = {Path(one.path).name: one.problem for one in report.problems}
    assert found == {
        "empty.jpg": Problem.EMPTY,
        "text.png": Problem.NOT_A_PICTURE,
        "torn.png": Problem.TRUNCATED,
        "half.jpg": Problem.TRUNCATED,
    }
    assert (report.embedded, report.failed) == (1, 4)
    assert all(one.message for one in report.problems)
    assert library.index().failed == 0, "they are not tried again until they change"
    assert library.retry_problems() == 4
    assert library.index().failed == 4


def test_names_of_every_kind_lead_back_to_their_files(library: Library, photos: Path) -> None:
    picture = (SAMPLES / "grocery-lemon.jpg").read_bytes()
    wanted = ["line\nbreak.jpg", "strandurlaub 🏖️.jpg", "강아지.jpg", "-rf.jpg", "a'b\"c.jpg"]
    for number, name in enumerate(wanted):
        (photos / name).write_bytes(picture + bytes([number]))
    invalid = os.fsencode(photos) + b"/caf\xe9.jpg"
    with open(invalid, "wb") as file:
        file.write(picture + b"x")

    report = library.index(photos)

    assert (report.embedded, report.failed) == (6, 0)
    hits = library.search("yellow").hits
    assert {os.fsencode(hit.path) for hit in hits} == {
        invalid,
        *(os.fsencode(photos / name) for name in wanted),
    }
    assert all(os.path.exists(hit.path) for hit in hits)


def test_a_photo_that_kills_the_worker_is_found_out_and_the_others_are_kept(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    for number in range(30):
        paint(f"{number:02}.png", (0, 200, 0), shade=number)
    paint("17-deadly.png", DEADLY)
    library = open_library(loader=load_deadly)

    report = library.index(photos)

    assert [Path(one.path).name for one in report.problems] == ["17-deadly.png"]
    assert report.problems[0].problem is Problem.CRASHED
    assert (report.embedded, report.failed, report.remaining) == (30, 1, 0)
    files = library.status().files
    assert (files[FileState.READY], files[FileState.FAILED]) == (30, 1)


def test_a_stopped_run_keeps_what_is_done_and_the_next_one_resumes(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(200):
        paint(f"{number}.png", shade=number)
    token = CancelToken()

    def stop_after_some(event: Event) -> None:
        if isinstance(event, PhotosAdded):
            token.cancel()

    forget = library.events.subscribe(stop_after_some)
    first = library.index(photos, token=token)
    forget()
    assert first.was_cancelled
    assert 0 < first.embedded < 200
    assert first.remaining == 200 - first.embedded

    second = library.index()

    assert second.embedded == first.remaining
    assert library.status().photos == 200


def test_the_run_tells_how_far_it_is(library: Library, photos: Path, paint: Paint) -> None:
    for number in range(20):
        paint(f"{number}.png", shade=number)
    (photos / "text.png").write_text("no picture")
    told: list[Event] = []
    library.events.subscribe(told.append)

    library.index(photos)

    progress = [one for one in told if isinstance(one, IndexingProgressed)]
    assert progress[-1].done == progress[-1].total == 21
    assert progress[-1].failed == 1
    assert not progress[-1].is_scanning
    added = [photo for one in told if isinstance(one, PhotosAdded) for photo in one.photo_ids]
    assert len(set(added)) == len(added) == 20
    assert sum(len(one.file_ids) for one in told if isinstance(one, FilesFailed)) == 1


def test_watched_folders_do_not_nest(library: Library, photos: Path, paint: Paint) -> None:
    paint("inner/rose.png")
    library.index(photos / "inner")
    with pytest.raises(FolderError):
        library.add_folder(photos / "inner")

    report = library.index(photos)

    assert [folder.path for folder in library.folders()] == [photos]
    assert report.embedded == 0
    assert names(library, "red") == ["rose.png"]
    assert library.index(photos / "inner").found == 1
    assert len(library.folders()) == 1


def test_a_removed_folder_leaves_the_library_and_its_files_alone(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("rose.png")
    library.index(photos)

    library.remove_folder(photos)

    assert path.exists()
    assert library.search("red").hits == []


def test_a_full_disk_is_said_clearly_and_loses_nothing(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(400):
        paint(f"{number}.png", shade=number)
    # SQLite then answers exactly as it does when the disk is full.
    with library._catalog.connections.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    with pytest.raises(DiskFullError):
        library.index(photos)

    with library._catalog.connections.reading() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    library.index()
    assert library.status().photos == 400


def test_search_in_a_folder_finds_only_what_lies_there(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(30):
        paint(f"many/{number}.png", (255, 0, 0), shade=number)
    paint("few/pale.png", (200, 120, 120))
    library.index(photos)

    assert names(library, "red", folder=photos / "few") == ["pale.png"]
    assert len(names(library, "red", folder=photos)) == 31
    assert names(library, "red", folder=photos / "nowhere") == []


def test_search_by_picture_finds_the_picture_itself_first(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("sea.png", (0, 0, 250))
    paint("rose.png")
    library.index(photos)

    hits = library.search_like(path).hits

    assert Path(hits[0].path) == path
    assert hits[0].score == pytest.approx(1.0, abs=2e-3)


def test_the_index_holds_exactly_what_the_catalog_holds(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(25):
        paint(f"{number}.png", (number * 10, 0, 0), shade=number)
    library.index(photos)
    library.search("red")
    for number in range(5):
        (photos / f"{number}.png").unlink()
    paint("new.png", (0, 255, 0))
    library.index()

    assert len(names(library, "red", limit=100)) == 21
    with sqlite3.connect(library.folder / "catalog.sqlite3") as connection:
        (count,) = connection.execute("SELECT COUNT(*) FROM vectors").fetchone()
    connection.close()
    assert count == 26, "vectors of vanished photos stay for a while, should they come back"
