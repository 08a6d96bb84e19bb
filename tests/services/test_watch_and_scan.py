"""Watch first, then scan: what comes while both begin, or go on side by side, is known after."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drives import Drives
from scenery import ROOT, OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.errors import DiskFullError
from photoclip.core.events import DirectoriesScanned, Event
from photoclip.core.models import Folder, IndexReport
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.watch_polling import PollingTree
from photoclip.ingest.watcher import FolderWatcher
from photoclip.services.indexing import scanning
from photoclip.services.indexing.scanning import ScanService
from photoclip.services.indexing.watching import WatchService

sys.path.insert(0, str(ROOT / "benchmarks" / "reliability"))

from storm import run as run_storm

FULL_SPEED = {"slows_when_busy": False, "slows_on_battery": False}


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    """An empty library that does not rest while the machine is busy with other tests."""
    made = open_library()
    made.preferences.change(**FULL_SPEED)
    return made


def names(library: Library) -> set[str]:
    """File names that the catalog holds."""
    files = library._catalog.files
    return {
        name
        for folder in library.folders()
        for directory in files.directories(folder.id)
        for name in files.listing(folder.id, directory)
    }


def at_the_end_of_a_scan(library: Library, act: Callable[[], object]) -> None:
    """Do something once, in the moment in which a folder was scanned."""
    acts = [act]

    def hear(event: Event) -> None:
        if isinstance(event, DirectoriesScanned) and event.directories is None and acts:
            acts.pop()()

    library.events.subscribe(hear)


def test_a_photo_that_comes_right_after_the_first_scan_is_known(
    library: Library, paint: Paint, photos: Path
) -> None:
    paint("deep/first.png")
    library.add_folder(photos)
    at_the_end_of_a_scan(library, lambda: paint("deep/late.png", shade=1))
    at_the_end_of_a_scan(library, lambda: paint("new/later.png", shade=2))
    library.background.start()
    wait_until(lambda: names(library) == {"first.png", "late.png", "later.png"}, timeout_s=20)


def test_a_photo_that_comes_right_after_the_scan_of_an_added_folder_is_known(
    library: Library, paint: Paint, photos: Path
) -> None:
    library.background.start()
    paint("first.png")
    at_the_end_of_a_scan(library, lambda: paint("late.png", shade=1))
    library.background.index([library.add_folder(photos)])
    wait_until(lambda: names(library) == {"first.png", "late.png"}, timeout_s=20)


def test_a_photo_that_comes_right_after_the_scan_is_known_without_watches_left(
    open_library: OpenLibrary, paint: Paint, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make_watcher(exclusions: Exclusions) -> FolderWatcher:
        return FolderWatcher(
            exclusions, open_tree=lambda root, rules: PollingTree(root, rules, every_s=0.1)
        )

    monkeypatch.setattr("photoclip.services.indexing.watching._system_watcher", make_watcher)
    library = open_library()
    library.preferences.change(**FULL_SPEED)
    paint("first.png")
    library.add_folder(photos)
    at_the_end_of_a_scan(library, lambda: paint("late.png", shade=1))
    library.background.start()
    wait_until(lambda: names(library) == {"first.png", "late.png"}, timeout_s=20)


def test_a_photo_that_is_back_before_the_scan_calls_it_gone_stays_known(
    library: Library, paint: Paint, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scan removes what it missed at its end; a look at the directory came in between."""
    paint("one.png")
    paint("two.png", shade=1)
    library.index(photos)
    (photos / "one.png").unlink()
    looks: list[Event] = []
    library.events.subscribe(
        lambda event: (
            looks.append(event)
            if isinstance(event, DirectoriesScanned) and event.directories is not None
            else None
        )
    )
    real = scanning.scan

    def scan(*parts: Any, **named: Any) -> Iterator[Any]:
        for part in real(*parts, **named):
            if part.gone and not looks:
                paint("one.png", shade=2)
                wait_until(lambda: looks, timeout_s=20)
            yield part

    monkeypatch.setattr(scanning, "scan", scan)
    library.background.start()
    wait_until(lambda: looks)
    wait_until(lambda: names(library) == {"one.png", "two.png"} and len(looks) > 1, timeout_s=20)


class Failing(ScanService):
    """A scan for which the disk is full the first time."""

    def __init__(self, library: Library) -> None:
        super().__init__(library._catalog, library.events, library.preferences.exclusions)
        self.failures = 0

    def rescan(self, folder: Folder, directories: frozenset[str], report: IndexReport) -> None:
        if not self.failures:
            self.failures += 1
            raise DiskFullError(OSError(errno.ENOSPC, "full"))
        super().rescan(folder, directories, report)


def test_what_was_noticed_stays_due_when_it_cannot_be_entered(
    library: Library, paint: Paint, photos: Path
) -> None:
    folder = library.add_folder(photos)
    scans = Failing(library)
    watching = WatchService(library._catalog, scans, library.events, library.preferences.exclusions)
    clock = iter(range(1000))

    def has_tried() -> bool:
        try:
            watching.poll(next(clock))
        except DiskFullError:
            return True
        return False

    watching.poll(next(clock))
    paint("one.png")
    wait_until(has_tried)
    assert not library._catalog.files.listing(folder.id, "")
    assert watching.poll(next(clock)).has_work
    assert set(library._catalog.files.listing(folder.id, "")) == {"one.png"}
    watching.close()


def test_a_drive_that_goes_and_comes_between_two_looks_is_known_to_be_there_each_time(
    library: Library, paint: Paint, photos: Path, drives: Drives, tmp_path: Path
) -> None:
    card, point = drives.mount(tmp_path / "card"), photos / "drive"
    shutil.move(paint("one.png"), card / "one.png")
    drives.bind(card, point)
    library.index(photos)
    (folder,) = library.folders()
    scans = ScanService(library._catalog, library.events, library.preferences.exclusions)
    watching = WatchService(library._catalog, scans, library.events, library.preferences.exclusions)
    watching.poll(0.0)
    for now in (10.0, 20.0):
        drives.unmount(point)
        for _ in scans.steps(folder, IndexReport()):
            pass
        assert library._catalog.files.away(folder.id)
        drives.bind(card, point)
        watching.poll(now)
        assert not library._catalog.files.away(folder.id)
    watching.close()


def test_photos_on_a_drive_that_is_mounted_later_are_known_soon(
    library: Library, paint: Paint, photos: Path, drives: Drives, tmp_path: Path
) -> None:
    paint("first.png")
    library.add_folder(photos)
    library.background.start()
    wait_until(lambda: names(library) == {"first.png"})
    card = drives.mount(tmp_path / "card")
    paint("late.png", shade=1).rename(card.parent / "late.png")
    (card / "DCIM").mkdir()
    shutil.copy(card.parent / "late.png", card / "DCIM")
    drives.bind(card, photos / "drive")
    wait_until(lambda: names(library) == {"first.png", "late.png"}, timeout_s=20)
    library.close()


@pytest.mark.alone
def test_in_a_storm_every_file_is_known_exactly_once(tmp_path: Path) -> None:
    outcome = run_storm(500, seed=7, folder=tmp_path)
    assert (outcome.missed, outcome.doubled) == ((), ())
    assert outcome.tried == outcome.known > 500
