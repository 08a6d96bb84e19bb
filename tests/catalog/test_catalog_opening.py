"""What may be opened, what is refused, and what stays untouched."""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
from pathlib import Path

import pytest
from catalog_setup import everything_in, model_of, orphans, run_sql, take_in

from photoclip.catalog import database
from photoclip.catalog.database import Catalog
from photoclip.catalog.format.header import FileKind, read_header
from photoclip.catalog.format.migrations import APPLICATION_ID, MIGRATIONS, NEWEST_VERSION
from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryError,
    LibraryNewerError,
    LibraryReadOnlyError,
)

DATA = Path(__file__).parent / "data"

needs_permissions = pytest.mark.skipif(
    os.name != "posix", reason="permissions are set with POSIX calls"
)


def pragma(catalog: Catalog, name: str) -> object:
    return run_sql(catalog, f"PRAGMA {name}")[0][0]


def make_newer(path: Path) -> None:
    """What a later PhotoClip would leave, committed into the file itself."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    connection.commit()
    connection.close()


def test_a_new_catalog_is_made_with_its_folder(open_catalog, place):
    catalog = open_catalog()

    assert place.exists()
    assert pragma(catalog, "journal_mode") == "wal"
    assert pragma(catalog, "foreign_keys") == 1
    assert pragma(catalog, "synchronous") == 1
    assert pragma(catalog, "application_id") == APPLICATION_ID
    assert pragma(catalog, "user_version") == NEWEST_VERSION
    assert catalog.check() == []
    assert catalog.check(thorough=True) == []


def test_what_was_kept_is_there_after_closing(open_catalog, tmp_path):
    with open_catalog() as first:
        photo_id = take_in(first, first.folders.add(tmp_path / "photos"), "dog.jpg")

    second = open_catalog()
    assert second.photos.present_ids().tolist() == [photo_id]
    assert [one.path for one in second.folders.list()] == [tmp_path / "photos"]


def test_a_clean_end_leaves_one_file(open_catalog, place):
    with open_catalog() as catalog:
        catalog.settings.set("a", 1)

    assert [one.name for one in place.parent.iterdir()] == [place.name]


def test_a_closed_catalog_says_so(open_catalog):
    catalog = open_catalog()
    catalog.close()

    with pytest.raises(LibraryError, match="closed"):
        catalog.settings.get("a")
    catalog.close()


def test_an_empty_file_becomes_a_catalog(open_catalog, place):
    place.parent.mkdir()
    place.touch()

    assert open_catalog().check() == []


# Versions


def stored_versions() -> list[int]:
    return sorted(int(one.stem.removeprefix("v")) for one in DATA.glob("v*.sql"))


def load_dump(version: int, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((DATA / f"v{version}.sql").read_text("utf-8"))
    connection.close()


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return dict(rows.fetchall())


def test_a_catalog_of_every_version_is_stored():
    assert stored_versions() == list(range(1, NEWEST_VERSION + 1))


@pytest.mark.parametrize("version", stored_versions())
def test_a_catalog_of_every_version_can_be_opened(open_catalog, place, version):
    load_dump(version, place)
    assert read_header(place).version == version
    catalog = open_catalog()

    assert pragma(catalog, "user_version") == NEWEST_VERSION
    assert pragma(catalog, "foreign_keys") == 1
    assert catalog.check(thorough=True) == []
    (folder,) = catalog.folders.list()
    names = sorted(catalog.files.listing(folder.id, "2019"))
    assert names == [os.fsdecode(b"caf\xe9.jpg"), "dog.jpg", "torn.jpg"]
    (photo_id,) = catalog.photos.present_ids().tolist()
    assert catalog.photos.metadata(photo_id).camera == "Canon EOS R6"
    orphan = photo_id + 1
    assert catalog.vectors.load(model_of(catalog)).photo_ids.tolist() == [photo_id, orphan]
    assert orphans(catalog) == {orphan}
    assert catalog.settings.get("model-id:starter") == 1
    assert catalog.files.problem_count() == 1


@pytest.mark.parametrize("version", stored_versions())
def test_migrations_that_went_out_are_never_changed(tmp_path, version):
    load_dump(version, tmp_path / "stored.sqlite3")
    stored = sqlite3.connect(tmp_path / "stored.sqlite3")
    made = sqlite3.connect(":memory:")
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            made.execute(statement)

    assert schema_of(stored) == schema_of(made)
    stored.close()
    made.close()


def test_an_older_catalog_is_brought_up_to_date_or_left_as_it_was(open_catalog, place, monkeypatch):
    load_dump(1, place)
    good = ("CREATE TABLE albums (id INTEGER PRIMARY KEY) STRICT",)
    bad = (*good, "CREATE TABLE broken (")
    monkeypatch.setattr(database, "NEWEST_VERSION", 2)

    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:1], bad))
    with pytest.raises(sqlite3.OperationalError):
        open_catalog()
    assert read_header(place).version == 1

    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:1], good))
    catalog = open_catalog()
    assert pragma(catalog, "user_version") == 2
    assert run_sql(catalog, "SELECT * FROM albums") == []


def test_a_migration_that_tears_rows_apart_is_undone(open_catalog, place, monkeypatch):
    load_dump(1, place)
    monkeypatch.setattr(database, "NEWEST_VERSION", 2)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:1], ("DELETE FROM models",)))

    with pytest.raises(CatalogCorruptError, match="up to date"):
        open_catalog()
    assert read_header(place).version == 1


def test_an_older_catalog_is_not_changed_by_a_reader(open_catalog, place, monkeypatch):
    load_dump(1, place)
    monkeypatch.setattr(database, "NEWEST_VERSION", 2)

    with pytest.raises(LibraryReadOnlyError, match="older"):
        open_catalog(read_only=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_the_catalog_of_a_newer_photoclip_is_refused_untouched(open_catalog, place, read_only):
    open_catalog().close()
    make_newer(place)
    before = everything_in(place.parent)

    with pytest.raises(LibraryNewerError, match="Update PhotoClip"):
        open_catalog(read_only=read_only)
    assert everything_in(place.parent) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_version_is_seen_while_it_lies_in_the_wal(open_catalog, place, tmp_path, read_only):
    copy = newer_in_the_wal(open_catalog, place, tmp_path)
    before = everything_in(copy.parent)
    assert struct.unpack_from(">i", before[copy.name], 60)[0] == NEWEST_VERSION

    with pytest.raises(LibraryNewerError):
        open_catalog(copy, read_only=read_only)
    assert everything_in(copy.parent) == before


def newer_in_the_wal(open_catalog, place, tmp_path) -> Path:
    """A catalog as a crash of a newer PhotoClip leaves it: the new version not checkpointed."""
    catalog = open_catalog()
    run_sql(catalog, "PRAGMA wal_checkpoint(TRUNCATE)")
    with catalog.transaction():
        run_sql(catalog, f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    catalog.settings.set("a", 2)
    return copy_of(place, tmp_path / "crashed")


def copy_of(place: Path, directory: Path) -> Path:
    directory.mkdir()
    for name, content in everything_in(place.parent).items():
        (directory / name).write_bytes(content)
    return directory / place.name


def test_a_newer_version_that_was_never_committed_does_not_count(
    open_catalog, place, tmp_path, catalog
):
    catalog.settings.set("a", 1)
    with catalog.transaction():
        run_sql(catalog, "PRAGMA cache_size = 1")
        run_sql(catalog, f"PRAGMA user_version = {NEWEST_VERSION + 1}")
        for number in range(3000):  # more than the cache holds, so that pages reach the WAL
            catalog.settings.set(f"{number:0500}", number)
        crashed = copy_of(place, tmp_path / "crashed")
        run_sql(catalog, f"PRAGMA user_version = {NEWEST_VERSION}")
    assert (crashed.parent / f"{crashed.name}-wal").stat().st_size > 1_000_000

    assert open_catalog(crashed).settings.get("a") == 1


@pytest.mark.parametrize("garbage", [b"", b"x" * 10, b"x" * 31, b"x" * 5000])
def test_a_wal_that_makes_no_sense_is_left_to_sqlite(open_catalog, place, garbage):
    open_catalog().close()
    place.with_name(place.name + "-wal").write_bytes(garbage)

    assert open_catalog().check() == []


# Files that are no catalog


def test_the_database_of_another_program_is_refused_untouched(open_catalog, place):
    place.parent.mkdir()
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()
    before = everything_in(place.parent)

    for read_only in (False, True):
        with pytest.raises(LibraryError, match="another program"):
            open_catalog(read_only=read_only)
    assert everything_in(place.parent) == before


@pytest.mark.parametrize("content", [b"x", b"A letter to my aunt.\n" * 500, bytes(8192)])
def test_a_file_that_is_no_database_is_refused_untouched(open_catalog, place, content):
    place.parent.mkdir()
    place.write_bytes(content)

    with pytest.raises(CatalogCorruptError, match="damaged or no catalog"):
        open_catalog()
    assert everything_in(place.parent) == {place.name: content}


def test_a_directory_in_the_place_of_the_catalog_is_refused(open_catalog, place):
    place.mkdir(parents=True)

    with pytest.raises(LibraryError, match="cannot be read"):
        open_catalog()


def test_a_folder_that_cannot_be_made_is_explained(open_catalog, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError, match="cannot be"):
        open_catalog(tmp_path / "file" / "library" / "catalog.sqlite3")


# Reading only


def test_a_reader_sees_what_a_writer_commits_meanwhile(open_catalog):
    writer = open_catalog()
    writer.settings.set("a", 1)
    reader = open_catalog(read_only=True)
    assert reader.settings.get("a") == 1

    with writer.transaction():
        writer.settings.set("a", 2)
        assert reader.settings.get("a") == 1
    assert reader.settings.get("a") == 2


def test_a_reader_cannot_write(open_catalog):
    open_catalog().close()
    reader = open_catalog(read_only=True)

    with pytest.raises(LibraryReadOnlyError, match="looking only"):
        reader.settings.set("a", 1)
    with pytest.raises(LibraryReadOnlyError, match="looking only"):
        reader.models.id_of("new", 8)


@pytest.mark.parametrize("is_empty", [False, True])
def test_a_reader_needs_a_library(open_catalog, place, is_empty):
    place.parent.mkdir()
    if is_empty:
        place.touch()

    with pytest.raises(LibraryError, match="no library"):
        open_catalog(read_only=True)
    assert place.exists() == is_empty


@needs_permissions
@pytest.mark.parametrize("is_file_writable", [False, True])
def test_a_library_on_a_read_only_place_can_be_read(
    open_catalog, shared_directory, as_ordinary_user, is_file_writable
):
    path = shared_directory / "catalog.sqlite3"
    with open_catalog(path) as catalog:
        catalog.settings.set("a", 1)
    path.chmod(0o666 if is_file_writable else 0o444)
    shared_directory.chmod(0o555)
    before = everything_in(shared_directory)
    as_ordinary_user()

    with open_catalog(path, read_only=True) as reader:
        assert reader.settings.get("a") == 1
        assert reader.check() == []
    with pytest.raises(LibraryReadOnlyError, match="nothing can be written"):
        open_catalog(path)
    assert everything_in(shared_directory) == before


@needs_permissions
def test_a_library_cannot_be_made_where_nothing_can_be_written(
    open_catalog, shared_directory, as_ordinary_user
):
    shared_directory.chmod(0o555)
    as_ordinary_user()

    with pytest.raises(LibraryReadOnlyError):
        open_catalog(shared_directory / "catalog.sqlite3")
    with pytest.raises(LibraryReadOnlyError):
        open_catalog(shared_directory / "library" / "catalog.sqlite3")


@needs_permissions
def test_a_catalog_that_may_not_be_read_is_explained(
    open_catalog, shared_directory, as_ordinary_user
):
    path = shared_directory / "catalog.sqlite3"
    open_catalog(path).close()
    path.chmod(0o000)
    as_ordinary_user()

    with pytest.raises(LibraryError, match="cannot be read"):
        open_catalog(path)


def test_no_room_for_a_new_folder_is_told_as_a_full_disk(open_catalog, place, monkeypatch):
    def no_room(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", no_room)

    with pytest.raises(DiskFullError, match="full"):
        open_catalog()


def test_two_programs_may_make_the_same_library_at_once(place, clock):
    """Both find it, one makes it, and both have the same one."""
    start = threading.Barrier(2)
    opened: list[Catalog] = []

    def open_it() -> None:
        start.wait()
        opened.append(Catalog.open(place, clock=clock))

    place.parent.mkdir()
    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 2
    opened[0].settings.set("a", 1)
    assert opened[1].settings.get("a") == 1
    for catalog in opened:
        catalog.close()


def test_the_header_tells_what_a_file_is(place, open_catalog):
    assert read_header(place).kind is FileKind.ABSENT
    open_catalog().close()
    header = read_header(place)
    assert (header.kind, header.version, header.is_whole) == (
        FileKind.CATALOG,
        NEWEST_VERSION,
        True,
    )
    with place.open("rb+") as file:
        file.truncate(place.stat().st_size - 1)
    assert not read_header(place).is_whole
