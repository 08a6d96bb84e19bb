"""All or nothing: in nested changes, between threads, on a full disk, and through a kill."""

from __future__ import annotations

import gc
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from catalog_setup import enter, found, model_of, run_sql, take_in

from photoclip.catalog.database import Catalog
from photoclip.catalog.format.failures import translate
from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
)
from photoclip.core.models import FileState


class StoppedError(Exception):
    """A mistake in the middle of a change."""


def change_and_stop(catalog: Catalog, change: Callable[[], object]) -> None:
    with catalog.transaction():
        change()
        raise StoppedError


def test_an_error_undoes_everything_in_the_transaction(catalog, folder):
    def change() -> None:
        take_in(catalog, folder, "dog.jpg")
        catalog.settings.set("a", 1)

    with pytest.raises(StoppedError):
        change_and_stop(catalog, change)

    assert catalog.files.counts()[FileState.READY] == 0
    assert catalog.photos.present_ids().tolist() == []
    assert catalog.settings.get("a") is None


def test_an_error_caught_between_two_levels_undoes_the_inner_one_only(catalog):
    def change() -> None:
        catalog.settings.set("inner", 1)
        with catalog.transaction():
            catalog.settings.set("innermost", 1)

    with catalog.transaction():
        catalog.settings.set("before", 1)
        with pytest.raises(StoppedError):
            change_and_stop(catalog, change)
        catalog.settings.set("after", 1)

    kept = {row[0] for row in run_sql(catalog, "SELECT key FROM settings")}
    assert kept == {"before", "after"}


def test_another_thread_sees_nothing_before_the_end(catalog):
    seen: list[object] = []

    def look() -> None:
        seen.append(catalog.settings.get("a"))

    with catalog.transaction():
        catalog.settings.set("a", 1)
        run_in_thread(look)
    run_in_thread(look)

    assert seen == [None, 1]


def run_in_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_two_threads_writing_at_once_lose_nothing(catalog, folder):
    errors: list[BaseException] = []
    start = threading.Barrier(2)

    def write(part: str) -> None:
        try:
            start.wait()
            for number in range(60):
                take_in(catalog, folder, f"{part}/{number}.jpg")
        except BaseException as error:
            errors.append(error)

    model_of(catalog)
    threads = [threading.Thread(target=write, args=(part,)) for part in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert catalog.files.counts()[FileState.READY] == 120
    assert len(catalog.photos.present_ids()) == 120
    assert catalog.check(thorough=True) == []


def test_a_writer_that_waits_in_vain_is_told_who_is_in_the_way(open_catalog):
    patient, hasty = open_catalog(), open_catalog(timeout_s=0)

    with patient.transaction(), pytest.raises(LibraryLockedError, match="Another program"):
        hasty.settings.set("a", 1)
    hasty.settings.set("a", 2)
    assert patient.settings.get("a") == 2


def test_the_connections_of_threads_that_ended_are_closed(catalog):
    for _ in range(20):
        run_in_thread(lambda: catalog.settings.get("a"))

    assert len(catalog.connections._sessions) <= 2


def test_closing_closes_the_connections_of_every_thread(open_catalog, place):
    catalog = open_catalog()
    is_used, may_end = threading.Event(), threading.Event()

    def use() -> None:
        catalog.settings.set("a", 1)
        is_used.set()
        may_end.wait()

    thread = threading.Thread(target=use)
    thread.start()
    is_used.wait()
    catalog.close()
    # The last connection takes the WAL with it: none is left open.
    assert [one.name for one in place.parent.iterdir()] == [place.name]
    may_end.set()
    thread.join()
    gc.collect()


# A full disk


@pytest.fixture
def small_disk(catalog, folder):
    """A catalog that may not grow by more than a few pages."""
    model_of(catalog)
    take_in(catalog, folder, "first.jpg")
    pages = run_sql(catalog, "PRAGMA page_count")[0][0]
    run_sql(catalog, f"PRAGMA max_page_count = {pages + 4}")
    return catalog


def test_a_full_disk_undoes_the_change_and_keeps_what_was_there(small_disk, folder):
    before = run_sql(small_disk, "SELECT * FROM files")
    many = [found(f"{'x' * 200}{number}.jpg") for number in range(2000)]

    with pytest.raises(DiskFullError, match="free some space"):
        small_disk.files.add_pending(folder.id, many)
    assert run_sql(small_disk, "SELECT * FROM files") == before
    assert small_disk.check() == []

    run_sql(small_disk, "PRAGMA max_page_count = 100000")
    assert small_disk.files.add_pending(folder.id, many) == 2000


def test_a_full_disk_that_is_ignored_still_leaves_no_half_of_a_change(small_disk, folder):
    def change() -> None:
        with small_disk.transaction():
            small_disk.settings.set("half", 1)
            with pytest.raises(DiskFullError):
                small_disk.settings.set("large", "x" * 200_000)
            small_disk.settings.set("other half", 1)

    # SQLite may keep the transaction or give it up; either way it is all or nothing.
    try:
        change()
    except LibraryError:
        assert small_disk.settings.get("half") is None
        assert small_disk.settings.get("other half") is None
    else:
        assert small_disk.settings.get("half") == 1
        assert small_disk.settings.get("other half") == 1
    assert small_disk.settings.get("large") is None


def test_a_transaction_that_sqlite_gave_up_is_not_continued(catalog):
    def go_on_regardless() -> None:
        with catalog.transaction():
            run_sql(catalog, "ROLLBACK")
            catalog.settings.set("b", 1)

    with pytest.raises(LibraryError, match="undone"):
        go_on_regardless()
    assert catalog.settings.get("b") is None

    with pytest.raises(LibraryError, match="undone"), catalog.transaction():
        run_sql(catalog, "ROLLBACK")
    catalog.settings.set("c", 1)
    assert catalog.settings.get("c") == 1


# Errors in the person's words


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_CORRUPT, CatalogCorruptError),
        (sqlite3.SQLITE_CORRUPT_INDEX, CatalogCorruptError),
        (sqlite3.SQLITE_NOTADB, CatalogCorruptError),
        (sqlite3.SQLITE_BUSY, LibraryLockedError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LibraryLockedError),
        (sqlite3.SQLITE_LOCKED, LibraryLockedError),
        (sqlite3.SQLITE_FULL, DiskFullError),
        (sqlite3.SQLITE_READONLY_DIRECTORY, LibraryReadOnlyError),
        (sqlite3.SQLITE_CANTOPEN, LibraryError),
        (sqlite3.SQLITE_IOERR_READ, LibraryError),
    ],
)
def test_every_sqlite_error_a_disk_can_cause_says_what_to_do(tmp_path, code, kind):
    error = sqlite3.OperationalError("as SQLite says")
    error.sqlite_errorcode = code

    known = translate(error, tmp_path / "catalog.sqlite3")
    assert type(known) is kind
    assert str(tmp_path) in known.message
    assert known.hint


def test_a_mistake_in_the_program_is_not_dressed_up(catalog):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        run_sql(catalog, "SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError):
        run_sql(catalog, "INSERT INTO files (folder_id) VALUES (1)")


# A kill

WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from catalog_setup import found, take_in
from photoclip.catalog.database import Catalog

catalog = Catalog.open(Path(sys.argv[1]))
folder = catalog.folders.add(Path("photos"))
for number in range(50):
    take_in(catalog, folder, f"{number}.jpg")
with catalog.transaction():
    names = (f"unfinished-{number}.jpg" for number in range(2000))
    catalog.files.add_pending(folder.id, [found(name) for name in names])
    print("in the middle", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
def test_a_kill_in_the_middle_of_a_change_loses_nothing_committed(open_catalog, place):
    command = [sys.executable, "-c", WRITER, str(place), str(Path(__file__).parent)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in the middle\n"
        writer.send_signal(signal.SIGKILL)

    catalog = open_catalog()
    assert catalog.files.counts() == {
        FileState.PENDING: 0,
        FileState.READY: 50,
        FileState.FAILED: 0,
    }
    assert len(catalog.vectors.load(model_of(catalog)).photo_ids) == 50
    assert catalog.check(thorough=True) == []
    (folder,) = catalog.folders.list()
    assert enter(catalog, folder, "next.jpg")
