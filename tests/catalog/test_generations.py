"""Which backups are kept, which is the newest, when one is due: whatever clocks do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from catalog_setup import everything_in, model_of, run_sql, take_in

from photoclip.catalog.backups import generations
from photoclip.catalog.backups.backups import is_due, latest_backup, make_backup, restore_if_corrupt
from photoclip.catalog.backups.seal import break_seal, seal
from photoclip.catalog.database import Catalog
from photoclip.core.errors import CatalogCorruptError

DAY = timedelta(hours=20)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "library" / "backups"


def names(backups: Path) -> list[str]:
    return [one.path.name for one in generations.backups_in(backups)]


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for one in statements:
            connection.execute(one)
    connection.close()


def make_old_style(catalog, backups, clock) -> Path:
    """A backup as it was made before backups had numbers."""
    backup = make_backup(catalog, backups, 9, clock)
    sql(backup, "DELETE FROM settings WHERE key = 'backup'")
    old = backups / f"catalog-{clock.now():%Y%m%d-%H%M%S}.sqlite3"
    return backup.rename(old)


# Generations


def test_two_newest_a_week_of_days_and_a_month_of_weeks_are_kept(catalog, backups, clock):
    for _ in range(70):
        make_backup(catalog, backups, 2, clock)
        clock.advance(days=1)

    kept = [one.moment.date() for one in generations.backups_in(backups)]
    assert [(kept[0] - one).days for one in kept[:7]] == list(range(7))
    weeks = {one.isocalendar()[:2] for one in kept}
    assert len(weeks) == 5
    assert len(kept) <= 7 + 4
    assert 21 <= (kept[0] - kept[-1]).days <= 35


def test_many_backups_in_an_hour_do_not_push_out_those_of_earlier_days(catalog, backups, clock):
    first = make_backup(catalog, backups, 2, clock)
    clock.advance(days=1)
    for _ in range(9):
        make_backup(catalog, backups, 2, clock)
        clock.advance(minutes=1)

    assert len(names(backups)) == 3
    assert first.exists()


def test_all_together_take_no_more_than_two_gigabytes_but_the_two_newest_stay(
    catalog, backups, clock, monkeypatch
):
    size = make_backup(catalog, backups, 2, clock).stat().st_size
    monkeypatch.setattr(generations, "MOST_BYTES", 4 * size + 10)
    for _ in range(8):
        clock.advance(days=1)
        make_backup(catalog, backups, 2, clock)
    assert len(names(backups)) == 4

    monkeypatch.setattr(generations, "MOST_BYTES", 1)
    clock.advance(days=1)
    make_backup(catalog, backups, 2, clock)
    assert len(names(backups)) == 2


def test_a_damaged_backup_does_not_count_as_one_of_the_two(catalog, backups, clock):
    good = make_backup(catalog, backups, 2, clock)
    clock.advance(minutes=1)
    make_backup(catalog, backups, 2, clock).write_bytes(b"torn")
    clock.advance(minutes=1)
    last = make_backup(catalog, backups, 2, clock)

    assert {one.path for one in generations.backups_in(backups)} >= {good, last}


# Clocks


def test_a_clock_that_once_was_far_ahead_neither_stops_backups_nor_names_the_newest(
    catalog, folder, place, backups, clock
):
    now = clock.moment
    clock.advance(days=5000)
    take_in(catalog, folder, "before.jpg")
    make_backup(catalog, backups, 2, clock)
    clock.moment = now
    assert is_due(backups, now, DAY)
    take_in(catalog, folder, "after.jpg")
    last = make_backup(catalog, backups, 2, clock)
    assert latest_backup(backups) == last
    assert not is_due(backups, now, DAY)
    clock.advance(days=-9000)
    assert is_due(backups, clock.now(), DAY)
    catalog.close()

    place.write_bytes(b"")
    assert "2024-03-05" in str(restore_if_corrupt(place, backups))
    with Catalog.open(place) as restored:
        assert restored.files.problem_count() == 0
        assert sum(restored.files.counts().values()) == 2


def test_two_backups_of_one_moment_are_two_files(catalog, backups, clock):
    assert make_backup(catalog, backups, 2, clock) != make_backup(catalog, backups, 2, clock)
    assert len(names(backups)) == 2


def test_backups_of_before_there_were_numbers_are_taken_over_in_their_order(
    catalog, folder, backups, clock
):
    now = clock.moment
    clock.advance(days=5000)
    wrong = make_old_style(catalog, backups, clock)
    clock.moment = now
    take_in(catalog, folder, "later.jpg")
    right = make_old_style(catalog, backups, clock)
    assert names(backups) == [right.name, wrong.name]

    clock.advance(days=1)
    numbered = make_backup(catalog, backups, 2, clock)
    assert names(backups) == [numbered.name, right.name, wrong.name]


@pytest.mark.parametrize("name", ["catalog-99999999-999999.sqlite3", "catalog-000001-.sqlite3"])
def test_a_file_with_a_name_that_names_no_moment_is_no_backup(backups, name):
    backups.mkdir(parents=True)
    (backups / name).touch()
    assert latest_backup(backups) is None


# What a backup has to be


def test_a_row_missing_from_an_index_makes_no_backup_and_is_mended_without_loss(
    catalog, folder, place, backups, clock
):
    """A quick check passes over it, so two damaged backups once replaced both good ones."""
    for number in range(20):
        take_in(catalog, folder, f"{number}.jpg")
    good = make_backup(catalog, backups, 2, clock)
    row = run_sql(catalog, "SELECT * FROM sqlite_schema WHERE name = 'files_by_photo'")[0]
    catalog.close()
    sql(
        place,
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_schema WHERE name = 'files_by_photo'",
    )
    with Catalog.open(place) as half:
        take_in(half, half.folders.list()[0], "late.jpg")
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
    connection.commit()
    connection.close()
    seal(place)
    before = everything_in(backups)

    with Catalog.open(place) as damaged:
        assert damaged.check(thorough=False) == []
        with pytest.raises(CatalogCorruptError):
            make_backup(damaged, backups, 2, clock)
    assert everything_in(backups) == before
    assert good.exists()

    told = restore_if_corrupt(place, backups, clock=clock)
    assert "nothing is lost" in str(told)
    assert len(list(place.parent.glob("catalog.damaged-*"))) == 1
    with Catalog.open(place) as mended:
        assert mended.check(thorough=True) == []
        assert sum(mended.files.counts().values()) == 21


def test_a_value_that_nobody_wrote_is_damage_also_where_the_structure_is_sound(
    catalog, folder, place, backups, clock
):
    take_in(catalog, folder, "a.jpg")
    make_backup(catalog, backups, 2, clock)
    catalog.close()
    sql(place, "UPDATE photos SET camera = CAST(x'ff41fe' AS TEXT)")

    assert "no UTF-8" in next(iter(generations_complaints(place)))
    assert restore_if_corrupt(place, backups) is not None
    assert generations_complaints(place) == []


def generations_complaints(place: Path) -> list[str]:
    from photoclip.catalog.format.integrity import check_file

    return check_file(place)


def test_damage_met_in_use_is_one_sentence_and_a_bug_stays_a_bug(catalog, folder):
    take_in(catalog, folder, "a.jpg")
    with pytest.raises(ValueError, match="2 photos"):
        catalog.vectors.put(1, [1, 2], [[0.5]])
    assert not catalog.path.with_name("catalog.sqlite3.suspect").exists()

    model = model_of(catalog)
    run_sql(catalog, "UPDATE vectors SET vector = x'01'")
    mark = catalog.path.with_name("catalog.sqlite3.suspect")
    with pytest.raises(CatalogCorruptError, match="wrong length"):
        catalog.vectors.load(model)
    assert mark.exists()
    mark.unlink()

    run_sql(catalog, "UPDATE folders SET added_at = 'yesterday'")
    with pytest.raises(CatalogCorruptError, match="is damaged"):
        catalog.folders.list()
    assert mark.exists()


# Losses that leave a sound file


def test_a_catalog_that_lost_its_wal_goes_on_from_the_backup_that_is_newer(
    catalog, folder, place, backups, clock, tmp_path
):
    run_sql(catalog, "PRAGMA wal_checkpoint(TRUNCATE)")
    crashed = tmp_path / "crashed" / place.name
    crashed.parent.mkdir()
    shutil.copyfile(place, crashed)
    break_seal(crashed)
    take_in(catalog, folder, "a.jpg")
    make_backup(catalog, backups, 2, clock)

    assert "took its place" in str(restore_if_corrupt(crashed, backups, clock=clock))
    with Catalog.open(crashed) as restored:
        assert sum(restored.files.counts().values()) == 1


def test_an_older_backup_that_somebody_put_in_place_stays(catalog, folder, place, backups, clock):
    older = make_backup(catalog, backups, 2, clock)
    take_in(catalog, folder, "a.jpg")
    make_backup(catalog, backups, 2, clock)
    catalog.close()
    shutil.copyfile(older, place)
    break_seal(place)

    assert restore_if_corrupt(place, backups) is None


def test_backups_and_what_is_restored_are_for_this_person_only(catalog, place, backups, clock):
    before = os.umask(0)
    try:
        backup = make_backup(catalog, backups, 2, clock)
        catalog.close()
        place.write_bytes(b"")
        restore_if_corrupt(place, backups, clock=clock)
    finally:
        os.umask(before)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
