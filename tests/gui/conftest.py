"""A window on a library of its own, with the colour model, offscreen where there is no display."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import load_colours
from photo_grid_setup import bridged, shown  # noqa: F401  (fixtures)
from tag_setup import tagged  # noqa: F401
from viewer_setup import opened_viewer  # noqa: F401

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QLocale, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.gui.app import Application
from photoclip.gui.language.translation import install_translation
from photoclip.gui.look import theme
from photoclip.gui.threads.garbage import GarbageCollector

OpenWindow = Callable[..., Application]
WAIT_MS = 20_000


@pytest.fixture(autouse=True, scope="session")
def garbage_stays_in_this_thread(qapp: QApplication) -> Iterator[None]:
    """As in the application: no widget of a former test is destroyed by a background thread."""
    collector = GarbageCollector(qapp)
    collector.start()
    yield
    collector.stop()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application as people see it, in English."""
    install_translation(qapp, "en")
    # A test closes windows and opens others.
    qapp.setQuitOnLastWindowClosed(False)
    theme.install(qapp).force(False)
    return qapp


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    """Whatever language the test before chose, in whichever folder it lies."""
    if QLocale().name() != QLocale("en").name():
        install_translation(qapp, "en")


@pytest.fixture
def open_window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    """Opens windows on a temporary library and closes them with all that runs behind them."""
    opened: list[Application] = []

    def open_it(*folders: Path, loader: object = load_colours, waits: bool = True) -> Application:
        application = Application(tmp_path / "library", list(folders), loader=loader)  # type: ignore[arg-type]
        opened.append(application)
        application.window.resize(1200, 800)
        application.start()
        # Away from the photos, which do not change places under the pointer.
        QTest.mouseMove(application.window, QPoint(2, 2))
        if waits:
            qtbot.waitUntil(lambda: application.session is not None, timeout=WAIT_MS)
        return application

    yield open_it
    for application in opened:
        application.window.close()
        application.close()
        application.window.deleteLater()
    opened.clear()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dressed.processEvents()
    gc.collect()


@pytest.fixture
def window(open_window: OpenWindow) -> Application:
    """A window on an empty library."""
    return open_window()
