"""The info pane in a window that has no room for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names

from photoclip.gui.app import Application


@pytest.fixture
def narrow(open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint) -> Application:
    """A window of 800 pixels with a photo in it."""
    paint("rose.png", (250, 10, 10))
    window = open_window(photos)
    wait_for_names(qtbot, window, "rose.png")
    qtbot.waitUntil(lambda: window.window.info.isVisible(), timeout=WAIT_MS)
    window.window.resize(800, 700)
    return window


def test_f10_slides_the_info_over_the_photos_and_away(narrow: Application, qtbot: QtBot) -> None:
    window = narrow.window
    width = narrow.session.photos.grid.width()
    assert not window.info.isVisible()
    window.fold("info")
    assert window.info.isVisible()
    assert narrow.session.photos.grid.width() == width, "over the photos, not beside them"
    window.fold("info")
    assert not window.info.isVisible()


def test_esc_and_a_click_beside_it_close_it(narrow: Application, qtbot: QtBot) -> None:
    window = narrow.window
    window.activateWindow()
    window.fold("info")
    qtbot.mouseClick(window.info_overlay, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert not window.info.isVisible()

    window.fold("info")
    narrow.session.photos.grid.setFocus()
    qtbot.keyClick(narrow.session.photos.grid, Qt.Key.Key_Escape)
    assert not window.info.isVisible()


def test_in_a_wide_window_the_info_is_a_pane_again(narrow: Application, qtbot: QtBot) -> None:
    window = narrow.window
    window.fold("info")
    window.resize(1200, 700)

    assert not window.info_overlay.is_open
    assert window.info.isVisible()
    assert window.splitter.indexOf(window.info) == 2
    assert not window.is_folded("info")
