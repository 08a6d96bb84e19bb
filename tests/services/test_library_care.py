"""Libraries that are damaged, newer, locked or read-only: said clearly, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.checks import Verdict
from photoclip.core.errors import (
    CatalogCorruptError,
    LibraryError,
    LibraryLockedError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from photoclip.core.models import Problem


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may write anywhere; a test of permissions needs a person who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everybody may look into, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="photoclip-test-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_damaged_catalog_is_replaced_by_its_backup_and_the_rest_is_found_again(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    first = open_library()
    first.index(photos)
    paint("sea.png", (0, 0, 255))
    first.index()
    first.close()
    catalog = first.folder / "catalog.sqlite3"
    catalog.write_bytes(b"\0" * 50_000)

    second = open_library()

    assert second.restored is not None
    assert "damaged" in second.restored
    assert list(first.folder.glob("catalog.damaged-*")), "the damaged file is kept"
    assert second.status().photos == 1
    assert second.index().embedded == 1
    assert len(second.search("blue").hits) == 2


def test_a_damaged_catalog_without_backup_is_refused_and_left(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    library = open_library()
    library.close()
    catalog = library.folder / "catalog.sqlite3"
    catalog.write_bytes(b"nonsense" * 1000)
    with pytest.raises(CatalogCorruptError):
        open_library()
    assert catalog.read_bytes() == b"nonsense" * 1000


def test_the_library_of_a_newer_version_is_refused_untouched(open_library: OpenLibrary) -> None:
    library = open_library()
    library.close()
    catalog = library.folder / "catalog.sqlite3"
    connection = sqlite3.connect(catalog)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = catalog.read_bytes()

    with pytest.raises(LibraryNewerError):
        open_library()

    assert catalog.read_bytes() == before


def test_a_second_writer_is_told_who_is_first_and_a_reader_is_welcome(
    library: Library, open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    library.index(photos)
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}"):
        open_library()

    reader = open_library(read_only=True)

    assert len(reader.search("red").hits) == 1
    with pytest.raises(LibraryReadOnlyError):
        reader.index(photos)
    paint("second.png", shade=1)
    library.index()
    assert len(reader.search("red").hits) in (1, 2), "it may show what it saw when it opened"


def test_a_library_that_may_not_be_written_can_still_be_looked_at(
    open_place: Path, paint: Paint, photos: Path, open_library: OpenLibrary
) -> None:
    paint("rose.png")
    made = open_library(open_place / "library")
    made.index(photos)
    made.close()
    for path in [made.folder, *made.folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    with as_somebody_else():
        with pytest.raises(LibraryReadOnlyError):
            open_library(made.folder)
        reader = open_library(made.folder, read_only=True)
        assert reader.status().photos == 1
        reader.close()


def test_there_is_nothing_to_read_where_no_library_is(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    with pytest.raises(LibraryError, match="no library"):
        open_library(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_the_doctor_says_what_is_wrong_and_what_to_do(
    library: Library, photos: Path, paint: Paint, tmp_path: Path
) -> None:
    paint("rose.png")
    (photos / "text.png").write_text("no picture")
    library.index(photos)
    photos.rename(tmp_path / "away")

    results = {one.name: one for one in library.doctor()}

    assert results["Catalog"].verdict is Verdict.GOOD
    assert results["Backup"].verdict is Verdict.GOOD
    assert results["Model"].message == "colours: colours on the CPU"
    assert results["Folders"].verdict is Verdict.WARNING
    assert "1 files could not be read" in results["Problems"].message
    assert all(one.advice for one in results.values() if one.verdict is not Verdict.GOOD)


def test_caches_may_be_deleted_at_any_moment(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    library = open_library()
    library.index(photos)
    library.close()
    shutil.rmtree(library.folder / "cache")

    again = open_library()
    assert len(again.search("red").hits) == 1
    paint("sea.png", (0, 0, 255))
    assert again.index().embedded == 1


def test_a_file_that_could_not_be_read_for_a_passing_reason_is_tried_in_every_run(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    library.index(photos)
    files = library._catalog.files
    (file,) = files.listing(library.folders()[0].id, "").values()
    files.fail(file.id, Problem.PERMISSION, "You may not read this file.", None)
    assert library.search("red").hits == []

    assert library.index().recognised == 1

    assert len(library.search("red").hits) == 1
    assert library.problems() == []


def test_an_opening_that_fails_half_way_lets_others_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr("photoclip.app.wiring.BackgroundService", refuse)
        with pytest.raises(RuntimeError, match="a bug"):
            Library.open(tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        assert library.status().photos == 0


def test_a_backup_that_fails_is_noted_and_the_photos_are_in(
    library: Library, paint: Paint, caplog: pytest.LogCaptureFixture
) -> None:
    backups = library.folder / "backups"
    shutil.rmtree(backups, ignore_errors=True)
    backups.write_text("a file stands in the way")
    assert library.index(paint("red.png").parent).embedded == 1
    assert "was not backed up" in caplog.text
