"""The first minutes with the window."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import load_nothing
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    drop,
    mime_of,
    shown_names,
    type_text,
    wait_for_names,
    wait_for_toast,
    wait_until_indexed,
)

from photoclip.gui.app import Application
from photoclip.gui.desktop.instance import hand_over
from photoclip.gui.desktop.window_memory import keep_on_screen
from photoclip.gui.threads.heartbeat import Heartbeat
from photoclip.gui.widgets.message_page import MessagePage


def test_an_empty_library_starts_with_a_friendly_page_and_nothing_else(
    window: Application, qtbot: QtBot
) -> None:
    view = window.window
    qtbot.waitUntil(lambda: view.pages.currentWidget() is view.welcome, timeout=WAIT_MS)
    assert not view.sidebar.isVisible()
    assert not view.search.isVisible()
    assert not view.task_line.isVisible()


def test_the_first_page_says_what_the_model_cannot_do_and_leads_to_another_one(
    window: Application, qtbot: QtBot
) -> None:
    welcome = window.window.welcome
    qtbot.waitUntil(welcome.isVisible, timeout=WAIT_MS)
    for word in ("text in photos", "counts", "breeds"):
        assert word in welcome.limits.text()

    qtbot.mouseClick(welcome.models, Qt.MouseButton.LeftButton)

    dialog = window.session.settings
    assert dialog is not None
    assert dialog.page is dialog.model
    assert dialog.model.take_folder.isVisible()


def test_the_sample_photos_are_one_click_away(
    window: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, photos: Path, paint: Paint
) -> None:
    paint("lemon.png")
    samples = photos.parent / "resources" / "sample-photos"
    samples.parent.mkdir()
    photos.rename(samples)
    monkeypatch.setattr("photoclip.gui.pages.welcome.resources_folder", lambda: samples.parent)
    view = window.window
    qtbot.waitUntil(lambda: view.welcome.isVisible(), timeout=WAIT_MS)

    qtbot.mouseClick(view.welcome.sample, Qt.MouseButton.LeftButton)

    wait_for_names(qtbot, window, "lemon.png")
    assert view.search.isVisible()
    assert view.sidebar.isVisible()


def test_a_dropped_folder_shows_its_photos(
    window: Application, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    paint("summer/meadow.png", (0, 255, 0))

    assert drop(window.window, mime_of(photos))

    wait_for_names(qtbot, window, "rose.png", "meadow.png")
    wait_until_indexed(qtbot, window, 2)


def test_photos_show_before_the_model_has_seen_them(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    window = open_window(photos, loader=load_nothing)
    wait_for_names(qtbot, window, "rose.png")
    wait_for_toast(qtbot, window, "searching does not")

    session = window.session
    assert session is not None
    session.photos.grid.go_to(int(session.photos.model.ids[0]))
    sentences = [one.text() for one in window.window.info.findChildren(QLabel)]
    assert "This photo has not been looked at yet." in sentences


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "hello"}, "no photo and no folder"),
        ({"urls": ["https://example.org/cat.jpg"]}, "from this computer only"),
    ],
)
def test_a_drop_that_makes_no_sense_gets_a_quiet_word(
    window: Application, qtbot: QtBot, given: dict[str, object], said: str
) -> None:
    drop(window.window, mime_of(**given))  # type: ignore[arg-type]
    wait_for_toast(qtbot, window, said)


def test_a_dropped_text_file_is_declined(window: Application, qtbot: QtBot, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("not a picture")
    drop(window.window, mime_of(note))
    wait_for_toast(qtbot, window, "no photo and no folder")


def test_a_dropped_photo_offers_its_folder(
    window: Application, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    drop(window.window, mime_of(paint("rose.png")))
    wait_for_toast(qtbot, window, "Add “photos”?")

    window.window.toast.act()

    wait_for_names(qtbot, window, "rose.png")


def test_ten_thousand_dropped_files_are_taken_calmly(
    window: Application, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    data = mime_of(*(photos / f"{number}.png" for number in range(10_000)))
    heartbeat = Heartbeat()
    heartbeat.start()
    drop(window.window, data)
    wait_for_toast(qtbot, window, "no photo and no folder")
    heartbeat.stop()
    assert 0 < heartbeat.worst_busy_s < 0.050


def test_a_folder_inside_a_watched_one_is_explained(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("summer/rose.png")
    window = open_window(photos)
    wait_for_names(qtbot, window, "rose.png")

    drop(window.window, mime_of(photos / "summer"))
    wait_for_toast(qtbot, window, "“summer” lies in “photos”")

    drop(window.window, mime_of(photos))
    wait_for_toast(qtbot, window, "“photos” is in the library already")


def test_a_folder_around_a_watched_one_takes_it_in(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("summer/rose.png")
    paint("autumn/leaf.png", shade=2)
    window = open_window(photos / "summer")
    wait_for_names(qtbot, window, "rose.png")

    drop(window.window, mime_of(photos))

    wait_for_toast(qtbot, window, "“summer” is now a part of “photos”")
    wait_for_names(qtbot, window, "rose.png", "leaf.png")


def test_a_second_start_raises_the_first_window_and_hands_its_folders_over(
    window: Application, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    window.window.showMinimized()
    command = [sys.executable, "-m", "photoclip", "--library", str(window.library_folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([*command, str(photos)], env=environment) as second:
        wait_for_names(qtbot, window, "rose.png")
        assert second.wait(20) == 0
    assert not window.window.isMinimized()


def test_no_window_answers_where_none_is_open(tmp_path: Path) -> None:
    assert not hand_over(tmp_path / "library", [])


def test_a_library_that_cannot_be_opened_is_explained_on_a_page(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    with sqlite3.connect(folder / "catalog.sqlite3") as other:
        other.execute("CREATE TABLE someone_elses (thing)")
    other.close()

    window = open_window(waits=False)

    pages = window.window.pages
    qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), MessagePage), timeout=WAIT_MS)
    assert "another program" in pages.currentWidget().title.text()
    os.unlink(folder / "catalog.sqlite3")
    qtbot.mouseClick(pages.currentWidget().buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session is not None, timeout=WAIT_MS)


def test_the_window_comes_back_on_a_screen_that_is_there(window: Application) -> None:
    view = window.window
    view.setGeometry(QRect(QPoint(9000, 9000), view.size()))
    keep_on_screen(view)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(view.geometry().center())


def test_folded_panes_and_recent_searches_are_remembered(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    first = open_window(photos)
    wait_until_indexed(qtbot, first, 1)
    qtbot.waitUntil(lambda: first.window.search.isVisible(), timeout=WAIT_MS)
    qtbot.keyClick(first.window, Qt.Key.Key_F9)
    assert not first.window.sidebar.isVisible()
    type_text(qtbot, first.window.search.edit, "red rose")
    qtbot.keyClick(first.window.search.edit, Qt.Key.Key_Return)
    first.window.close()
    first.close()

    second = open_window()

    wait_for_names(qtbot, second, "rose.png")
    assert not second.window.sidebar.isVisible()
    assert second.window.search.recent == ["red rose"]
    assert shown_names(second) == ["rose.png"]


def test_a_window_on_a_screen_that_was_unplugged_comes_back(
    window: Application, qtbot: QtBot
) -> None:
    view = window.window
    view.move(20_000, 20_000)
    screen = QGuiApplication.primaryScreen()

    QGuiApplication.instance().screenRemoved.emit(screen)

    qtbot.waitUntil(lambda: screen.availableGeometry().intersects(view.geometry()))
