"""A window on a library whose disk is full: everything can be looked at, nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from drives import Drives
from fakes import load_colours
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    drop,
    mime_of,
    type_text,
    wait_for_names,
    wait_for_toast,
)

from photoclip.app.library import Library


def fill(disk: Path) -> Path:
    """Not a byte is left."""
    ballast = disk / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


@pytest.fixture
def full_disk(tmp_path: Path, drives: Drives, photos: Path, paint: Paint) -> Path:
    """What takes the last byte beside the library of the window."""
    paint("rose.png")
    paint("sea.png", (0, 0, 255))
    disk = drives.mount(tmp_path / "library")
    with Library.open(disk, loader=load_colours) as library:
        library.index(photos)
    return fill(disk)


@pytest.mark.usefixtures("full_disk")
def test_a_library_on_a_full_disk_opens_for_looking(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()

    wait_for_toast(qtbot, window, "The disk is full, so the library can only be looked at.")
    wait_for_names(qtbot, window, "rose.png", "sea.png")
    assert window.library is not None
    assert window.library.is_read_only
    assert window.session is not None
    searches = window.session.searches
    qtbot.waitUntil(lambda: searches.is_model_ready, timeout=WAIT_MS)
    type_text(qtbot, window.window.search.field, "red")
    qtbot.keyClick(window.window.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.photos.place.text == "red", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.session.photos.model.rowCount() > 0, timeout=WAIT_MS)


@pytest.mark.usefixtures("full_disk")
def test_what_would_be_written_on_a_full_disk_is_refused_in_a_sentence(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, paint: Paint
) -> None:
    window = open_window()
    wait_for_names(qtbot, window, "rose.png", "sea.png")
    window.window.toast.hide()
    grid = window.session.photos.grid
    grid.go_to(int(window.session.photos.model.ids[0]))

    qtbot.keyClick(grid, Qt.Key.Key_F)

    wait_for_toast(qtbot, window, "open for looking only")
    window.window.toast.hide()
    other = tmp_path / "other"
    other.mkdir()
    paint("made.png", shade=5).rename(other / "made.png")
    drop(window.window, mime_of(other))
    wait_for_toast(qtbot, window, "open for looking only")


def test_with_room_again_the_window_takes_photos_in(
    open_window: OpenWindow, qtbot: QtBot, full_disk: Path, paint: Paint
) -> None:
    window = open_window()
    wait_for_names(qtbot, window, "rose.png", "sea.png")
    paint("late.png", shade=9)
    full_disk.unlink()

    window.reopen()

    wait_for_names(qtbot, window, "rose.png", "sea.png", "late.png")
    assert window.library is not None
    assert not window.library.is_read_only
