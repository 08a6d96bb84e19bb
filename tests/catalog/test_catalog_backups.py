"""Backups, and the way back to one."""

from __future__ import annotations

import contextlib
import random
import threading
from pathlib import Path

import pytest
from catalog_setup import everything_in, run_sql, take_in

from photoclip.catalog.backups.backups import (
    backup_moment,
    latest_backup,
    make_backup,
    restore_if_corrupt,
)
from photoclip.catalog.backups.seal import seal
from photoclip.catalog.database import Catalog
from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryError,
    LibraryNewerError,
    PhotoClipError,
)
from photoclip.core.models import FileState

PAGE = 8192


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "library" / "backups"


@pytest.fixture
def filled(catalog, folder):
    """A catalog of some hundred kilobytes."""
    with catalog.transaction():
        for number in range(300):
            take_in(catalog, folder, f"{number % 7}/{number}.jpg")
    return catalog


@pytest.fixture
def backed_up(filled, backups, clock, place):
    """A library with a backup, closed."""
    make_backup(filled, backups, 2, clock)
    filled.settings.set("after the backup", 1)
    filled.close()
    return place


def ready(path: Path) -> int:
    with Catalog.open(path) as catalog:
        assert catalog.check(thorough=True) == []
        return catalog.files.counts()[FileState.READY]


def overwrite(path: Path, offset: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(content)


def damaged_files(place: Path) -> list[Path]:
    return sorted(place.parent.glob("catalog.damaged-*"))


# Making backups


def test_a_backup_is_a_whole_library_in_one_file(filled, backups, clock):
    backup = make_backup(filled, backups, 2, clock)

    assert backup.name == "catalog-000001-20240305-140321.sqlite3"
    assert backup_moment(backup) == clock.now()
    assert [one.name for one in backups.iterdir()] == [backup.name]
    assert ready(backup) == 300


def test_only_the_newest_backups_are_kept(catalog, backups, clock):
    backups.mkdir(parents=True)
    (backups / "holiday.sqlite3").write_bytes(b"the person's own")
    made = []
    for _ in range(4):
        made.append(make_backup(catalog, backups, 2, clock).name)
        clock.advance(hours=1)

    left = sorted(one.name for one in backups.iterdir())
    assert left == [*made[2:], "holiday.sqlite3"]
    assert latest_backup(backups).name == made[-1]


def test_the_new_backup_is_always_kept(catalog, backups, clock):
    assert make_backup(catalog, backups, 0, clock).exists()


def test_without_backups_there_is_no_latest_one(backups):
    assert latest_backup(backups) is None
    backups.mkdir(parents=True)
    (backups / "catalog-yesterday.sqlite3").touch()
    assert latest_backup(backups) is None
    with pytest.raises(ValueError, match="not the name of a backup"):
        backup_moment(backups / "catalog-yesterday.sqlite3")


def test_a_backup_does_not_hold_an_unfinished_change(filled, backups, clock):
    with filled.transaction():
        filled.settings.set("unfinished", 1)
        backup = make_backup(filled, backups, 2, clock)

    with Catalog.open(backup) as copy:
        assert copy.settings.get("unfinished") is None


def test_a_backup_is_finished_while_another_thread_keeps_writing(filled, backups, clock):
    is_writing, may_end = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not may_end.is_set():
            filled.settings.set("number", number)
            number += 1
            is_writing.set()

    thread = threading.Thread(target=write)
    thread.start()
    is_writing.wait()
    try:
        assert ready(make_backup(filled, backups, 2, clock)) == 300
    finally:
        may_end.set()
        thread.join()


def test_a_damaged_catalog_does_not_push_out_good_backups(backed_up, backups, clock):
    before = everything_in(backups)
    clock.advance(hours=1)
    zero_page_of(backed_up, "vectors")

    with Catalog.open(backed_up) as catalog, pytest.raises(CatalogCorruptError):
        make_backup(catalog, backups, 1, clock)
    assert everything_in(backups) == before


def test_no_room_for_a_backup_leaves_the_older_ones(filled, backups, clock, monkeypatch):
    make_backup(filled, backups, 1, clock)
    before = everything_in(backups)
    clock.advance(hours=1)

    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", no_room)
    with pytest.raises(DiskFullError, match="full"):
        make_backup(filled, backups, 1, clock)
    assert everything_in(backups) == before


# Going back to one


def zero_page_of(path: Path, table: str) -> None:
    """Zeros over the first page of a table, as a failing disk gives."""
    with Catalog.open(path) as catalog:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        root = run_sql(catalog, sql, table)[0][0]
    overwrite(path, (root - 1) * PAGE, bytes(PAGE))


def truncate(path: Path, keep: float) -> None:
    with path.open("rb+") as file:
        file.truncate(int(path.stat().st_size * keep))


DAMAGES = {
    "garbage in the header": lambda path: overwrite(path, 0, random.Random(1).randbytes(100)),
    "zeroed first page": lambda path: overwrite(path, 0, bytes(PAGE)),
    "zeros behind the header": lambda path: overwrite(path, 100, bytes(PAGE - 100)),
    "half of it gone": lambda path: truncate(path, 0.5),
    "its last byte gone": lambda path: truncate(path, 0.99999),
    "all of it gone": lambda path: truncate(path, 0),
    "a zeroed table": lambda path: zero_page_of(path, "files"),
    "another table": lambda path: zero_page_of(path, "photos"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_catalog_is_replaced_by_its_backup(backed_up, backups, clock, damage):
    DAMAGES[damage](backed_up)
    broken = backed_up.read_bytes()
    clock.advance(days=1)

    told = restore_if_corrupt(backed_up, backups, clock=clock)

    assert told is not None
    (kept,) = damaged_files(backed_up)
    assert kept.name == "catalog.damaged-20240306-140321.sqlite3"
    assert str(kept) in told
    local = backup_moment(latest_backup(backups)).astimezone()
    assert local.strftime("%Y-%m-%d %H:%M") in told
    assert kept.read_bytes() == broken
    assert ready(backed_up) == 300
    assert restore_if_corrupt(backed_up, backups) is None


@pytest.mark.parametrize("damage", sorted(set(DAMAGES) - {"all of it gone"}))
def test_without_a_backup_nothing_is_touched_and_the_way_out_is_told(backed_up, tmp_path, damage):
    DAMAGES[damage](backed_up)
    before = everything_in(backed_up.parent)

    with pytest.raises(CatalogCorruptError, match="no backup") as caught:
        restore_if_corrupt(backed_up, tmp_path / "nothing")
    assert caught.value.hint
    assert everything_in(backed_up.parent) == before


def test_a_healthy_catalog_is_left_alone(backed_up, backups):
    before = everything_in(backed_up.parent)

    assert restore_if_corrupt(backed_up, backups) is None
    assert restore_if_corrupt(backed_up, backups, thorough=True) is None
    left = everything_in(backed_up.parent)
    assert {name: left[name] for name in before} == before


def test_a_library_that_is_new_or_was_never_there_is_not_restored(place, backups):
    assert restore_if_corrupt(place, backups) is None
    place.parent.mkdir()
    place.touch()
    assert restore_if_corrupt(place, backups) is None


def test_a_broken_backup_is_passed_over_for_an_older_good_one(filled, place, backups, clock):
    good = make_backup(filled, backups, 9, clock)
    take_in(filled, filled.folders.list()[0], "later.jpg")
    for damage in ("garbage in the header", "a zeroed table", "half of it gone"):
        clock.advance(hours=1)
        DAMAGES[damage](make_backup(filled, backups, 9, clock))
    filled.close()
    DAMAGES["zeroed first page"](place)

    told = restore_if_corrupt(place, backups)
    assert backup_moment(good).astimezone().strftime("%Y-%m-%d %H:%M") in told
    assert ready(place) == 300


def test_a_wal_of_the_damaged_catalog_is_not_replayed_into_the_backup(
    filled, place, backups, clock, tmp_path
):
    make_backup(filled, backups, 2, clock)
    filled.settings.set("after the backup", 1)
    crashed = tmp_path / "crashed" / place.name
    crashed.parent.mkdir()
    for name, content in everything_in(place.parent).items():
        (crashed.parent / name).write_bytes(content)
    overwrite(crashed, 0, bytes(100))

    assert restore_if_corrupt(crashed, backups, clock=clock) is not None
    names = [one.name.partition(".sqlite3")[2] for one in damaged_files(crashed)]
    assert "-wal" in names
    with Catalog.open(crashed) as catalog:
        assert catalog.settings.get("after the backup") is None
        assert catalog.check(thorough=True) == []


def test_damage_met_in_use_is_repaired_at_the_next_start(backed_up, backups):
    """A page deep inside is not read at each start; whoever meets it leaves a mark."""
    with Catalog.open(backed_up) as catalog:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'photos'"
        root = run_sql(catalog, sql)[0][0]
        names = {name for (name,) in run_sql(catalog, "SELECT name FROM sqlite_schema")}
        assert "photos" in names
    leaf = last_child(backed_up, root)
    overwrite(backed_up, (leaf - 1) * PAGE, bytes(PAGE))
    seal(backed_up)  # a disk that loses a page changes no time
    assert restore_if_corrupt(backed_up, backups) is None

    with Catalog.open(backed_up) as catalog:
        assert catalog.check() != []
        with pytest.raises(CatalogCorruptError, match="Start PhotoClip again"):
            run_sql(catalog, "SELECT SUM(width) FROM photos")
    assert restore_if_corrupt(backed_up, backups) is not None
    assert ready(backed_up) == 300


def last_child(path: Path, page: int) -> int:
    """The right-most page below an inner page of a table (file format, section 1.6)."""
    content = path.read_bytes()[(page - 1) * PAGE : page * PAGE]
    assert content[0] == 5, "the table is large enough to have inner pages"
    return int.from_bytes(content[8:12], "big")


def test_a_mark_without_damage_is_taken_away(backed_up, backups):
    mark = backed_up.with_name(backed_up.name + ".suspect")
    mark.touch()

    assert restore_if_corrupt(backed_up, backups) is None
    assert not mark.exists()


def test_after_an_unclean_end_the_whole_file_is_read(filled, place, backups, clock, tmp_path):
    make_backup(filled, backups, 2, clock)
    run_sql(filled, "PRAGMA wal_checkpoint(TRUNCATE)")
    filled.settings.set("a", 1)
    crashed = tmp_path / "crashed" / place.name
    crashed.parent.mkdir()
    for name, content in everything_in(place.parent).items():
        (crashed.parent / name).write_bytes(content)
    root = run_sql(filled, "SELECT rootpage FROM sqlite_schema WHERE name = 'photos'")[0][0]
    assert restore_if_corrupt(crashed, backups, clock=clock) is None, "a crash alone is no damage"

    overwrite(crashed, (last_child(crashed, root) - 1) * PAGE, bytes(PAGE))
    assert restore_if_corrupt(crashed, backups, clock=clock) is not None
    assert ready(crashed) == 300


def test_a_newer_or_foreign_catalog_is_not_replaced(backed_up, backups):
    overwrite(backed_up, 60, (99).to_bytes(4, "big"))
    before = everything_in(backed_up.parent)
    assert restore_if_corrupt(backed_up, backups) is None
    with pytest.raises(LibraryNewerError):
        Catalog.open(backed_up)

    overwrite(backed_up, 60, before[backed_up.name][60:64])
    overwrite(backed_up, 68, b"Else")
    before = everything_in(backed_up.parent)
    assert restore_if_corrupt(backed_up, backups) is None
    with pytest.raises(LibraryError, match="another program"):
        Catalog.open(backed_up)
    assert everything_in(backed_up.parent) == before


def test_no_room_to_restore_changes_nothing(backed_up, backups, monkeypatch):
    DAMAGES["zeroed first page"](backed_up)
    before = everything_in(backed_up.parent)

    def no_room(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", no_room)
    with pytest.raises(DiskFullError):
        restore_if_corrupt(backed_up, backups)
    left = everything_in(backed_up.parent)
    left.pop(backed_up.name + ".suspect", None)
    assert left == before


def test_two_damages_in_one_second_keep_both_files(backed_up, backups, clock):
    for _ in range(2):
        DAMAGES["zeroed first page"](backed_up)
        restore_if_corrupt(backed_up, backups, clock=clock)

    assert len(damaged_files(backed_up)) == 2


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_is_repaired_or_reported_but_never_a_crash(backed_up, backups, seed):
    """Whatever a disk does, a person gets either the library back or a sentence."""
    dice = random.Random(seed)
    size = backed_up.stat().st_size
    for _ in range(3):
        overwrite(backed_up, dice.randrange(size - 2000), dice.randbytes(dice.randrange(1, 2000)))

    with contextlib.suppress(PhotoClipError):
        told = restore_if_corrupt(backed_up, backups, thorough=True)
        with Catalog.open(backed_up) as catalog:
            assert catalog.check() == []
            assert told is None or catalog.files.counts()[FileState.READY] == 300
