"""How reports about a whole tree, as macOS and Windows give them, become folders to scan."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from photoclip.ingest import watch_observer
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.watch_observer import ObserverTree


class ScriptedObserver:
    """Takes the place of watchdog's: it reports what a test says, when it says so."""

    handler: FileSystemEventHandler

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool) -> None:
        assert recursive
        type(self).handler = handler

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def join(self) -> None: ...


class Reported:
    """A folder, and what becomes of events about it."""

    def __init__(self, root: Path) -> None:
        for relative in ("a/one.jpg", "a/deep/two.jpg", "b/three.jpg", "raw/r.jpg"):
            path = root / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"picture")
        self.root = root
        self.tree = ObserverTree(root, Exclusions(["raw"]))

    def due(self, *events: FileSystemEvent) -> set[str]:
        for event in events:
            ScriptedObserver.handler.dispatch(event)
        return self.tree.read(0.0)

    def at(self, relative: str) -> str:
        return os.path.join(self.root, relative)


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reported:
    monkeypatch.setattr(watch_observer, "Observer", ScriptedObserver)
    return Reported(tmp_path / "photos")


def test_a_photo_makes_its_folder_due(reported: Reported) -> None:
    assert reported.due(FileCreatedEvent(reported.at("a/new.jpg"))) == {"a"}
    assert reported.due(FileModifiedEvent(reported.at("a/deep/two.jpg"))) == {"a/deep"}
    assert reported.due(FileDeletedEvent(reported.at("top.jpg"))) == {""}
    moved = FileMovedEvent(reported.at("a/one.jpg"), reported.at("b/one.jpg"))
    assert reported.due(moved) == {"a", "b"}
    assert reported.due() == set()


def test_reading_excluded_and_other_files_are_nothing_new(reported: Reported) -> None:
    assert (
        reported.due(
            FileOpenedEvent(reported.at("a/one.jpg")),
            DirModifiedEvent(reported.at("a")),
            FileCreatedEvent(reported.at("raw/s.jpg")),
            FileCreatedEvent(reported.at("a/notes.txt")),
            FileCreatedEvent(reported.at("a/._one.jpg")),
            DirModifiedEvent(reported.at("")),
            FileCreatedEvent(reported.at("../elsewhere.jpg")),
        )
        == set()
    )


def test_a_new_folder_is_due_with_all_below_it(reported: Reported) -> None:
    (reported.root / "c" / "deep").mkdir(parents=True)
    assert reported.due(DirCreatedEvent(reported.at("c"))) == {"", "c", "c/deep"}
    assert reported.tree.directories == {"", "a", "a/deep", "b", "c", "c/deep"}
    (reported.root / "raw" / "new").mkdir()
    assert reported.due(DirCreatedEvent(reported.at("raw/new"))) == set()


def test_a_moved_folder_is_due_at_both_places(reported: Reported) -> None:
    (reported.root / "a").rename(reported.root / "b" / "moved")
    moved = DirMovedEvent(reported.at("a"), reported.at("b/moved"))
    assert reported.due(moved) == {"", "a", "a/deep", "b", "b/moved", "b/moved/deep"}
    assert reported.tree.directories == {"", "b", "b/moved", "b/moved/deep"}


def test_a_deleted_folder_is_due_with_all_below_it(reported: Reported) -> None:
    shutil.rmtree(reported.root / "a")
    assert reported.due(DirDeletedEvent(reported.at("a"))) == {"", "a", "a/deep"}
    assert reported.tree.directories == {"", "b"}


def test_the_systems_own_observer_is_understood_and_ends(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    (tmp_path / "a").mkdir()
    tree = ObserverTree(tmp_path, Exclusions())
    (tmp_path / "a" / "new.jpg").write_bytes(b"picture")
    deadline = time.monotonic() + 20
    while "a" not in tree.read(0.0):
        assert time.monotonic() < deadline
    tree.close()
    assert set(threading.enumerate()) <= before
