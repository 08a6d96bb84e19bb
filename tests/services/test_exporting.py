"""Copies of a library's photos, made beside everything else that goes on."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest
from fakes import load_nothing
from PIL import Image
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.errors import ExportError
from photoclip.core.events import Event, ExportProgressed
from photoclip.core.files import ExportFormat, ExportSettings
from photoclip.services.tasks import CancelToken


@pytest.fixture
def three(library: Library, photos: Path, paint: Paint) -> Library:
    for shade, name in enumerate(("a.png", "b.png", "c.png")):
        path = paint(name, shade=shade)
        os.utime(path, (1_588_500_000, 1_588_500_000))
    library.index(photos)
    return library


def size_of(path: str) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


def digests(folder: Path) -> dict[str, bytes]:
    return {one.name: hashlib.sha256(one.read_bytes()).digest() for one in folder.iterdir()}


def test_photos_are_copied_turned_as_the_person_turned_them(
    three: Library, photos: Path, tmp_path: Path
) -> None:
    before = digests(photos)
    ids = three.browse.ids("name").tolist()
    three.marks.rotate(ids[:1], 90)
    seen: list[Event] = []
    three.events.subscribe(seen.append)

    settings = ExportSettings(str(tmp_path / "out"), 32, ExportFormat.JPEG, dated_names=True)
    report = three.exports.run(ids, settings)

    assert [os.path.basename(one) for one in report.paths] == [
        f"2020-05-03 {name}.jpg" for name in "abc"
    ]
    assert [size_of(one) for one in report.paths] == [(24, 32), (32, 24), (32, 24)]
    assert [one for one in seen if isinstance(one, ExportProgressed)] == [
        ExportProgressed(done, 3, 0) for done in (1, 2, 3)
    ]
    assert digests(photos) == before
    assert three.status().photos == 3


def test_a_photo_that_cannot_be_read_keeps_no_other_from_being_copied(
    three: Library, photos: Path, tmp_path: Path
) -> None:
    (photos / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (photos / "c.png").unlink()
    ids = [*three.browse.ids("name").tolist(), 999]

    report = three.exports.run(ids, ExportSettings(str(tmp_path / "out"), 32))

    assert [os.path.basename(one) for one in report.paths] == ["a.png"]
    told = {os.path.basename(one.path): one.message for one in report.failures}
    assert set(told) == {"b.png", "c.png", ""}
    assert "no longer there" in told["c.png"]
    assert "left the library" in told[""]


def test_an_export_stops_when_it_is_told_to(three: Library, tmp_path: Path) -> None:
    token = CancelToken()
    three.events.subscribe(lambda _: token.cancel())

    report = three.exports.run(three.browse.ids(), ExportSettings(str(tmp_path / "out")), token)

    assert report.was_cancelled
    assert len(report.paths) == len(list((tmp_path / "out").iterdir())) == 1


def test_a_place_that_cannot_be_written_ends_it_with_clear_words(
    three: Library, photos: Path
) -> None:
    with pytest.raises(ExportError, match=r"cannot be written.*Choose another folder"):
        three.exports.run(three.browse.ids(), ExportSettings(str(photos / "a.png" / "out")))


def test_photos_of_a_drive_that_is_away_are_named(
    three: Library, photos: Path, tmp_path: Path
) -> None:
    photos.rename(tmp_path / "elsewhere")

    report = three.exports.run(three.browse.ids()[:1], ExportSettings(str(tmp_path / "out")))

    assert "is away" in report.failures[0].message


def test_copies_can_be_made_without_any_model(
    three: Library, open_library: OpenLibrary, tmp_path: Path
) -> None:
    folder, ids = three.folder, three.browse.ids()
    three.close()
    library = open_library(folder, loader=load_nothing)

    assert len(library.exports.run(ids, ExportSettings(str(tmp_path / "out"), 16)).paths) == 3


def test_an_export_survives_the_death_of_the_worker(three: Library, tmp_path: Path) -> None:
    pid = three.worker_process_id()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    report = three.exports.run(three.browse.ids(), ExportSettings(str(tmp_path / "out"), 16))

    assert len(report.paths) == 3
    assert three.worker_process_id() != pid
