"""Searching, marking and looking around in the window."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from fakes import load_nothing
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
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

from photoclip.core.albums import AlbumKind
from photoclip.core.models import Problem, ProblemFile
from photoclip.gui.app import Application
from photoclip.gui.browse import place as places
from photoclip.gui.browse.place import Kind
from photoclip.gui.pages.problems_page import ProblemModel


@pytest.fixture
def colours(open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint) -> Application:
    """A window on three photos that are taken in."""
    paint("rose.png", (250, 10, 10))
    paint("meadow.png", (10, 240, 10))
    paint("sea.png", (10, 10, 240))
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 3)
    wait_for_names(qtbot, window, "rose.png", "meadow.png", "sea.png")
    model = window.session.photos.model
    qtbot.waitUntil(lambda: bool((model.ids > 0).all()), timeout=WAIT_MS)
    return window


def first_result(qtbot: QtBot, window: Application, name: str) -> None:
    page = window.session.photos
    qtbot.waitUntil(
        lambda: page.place.is_search and shown_names(window)[:1] == [name],
        timeout=WAIT_MS,
    )


def choose(qtbot: QtBot, window: Application, name: str) -> None:
    assert window.session is not None
    grid, model = window.session.photos.grid, window.session.photos.model
    qtbot.waitUntil(lambda: name in shown_names(window), timeout=WAIT_MS)
    row = next(row for row in range(model.rowCount()) if model.index(row).data() == name)
    grid.go_to(int(model.ids[row]))
    grid.setFocus()


def test_results_come_while_typing_and_esc_leads_back(colours: Application, qtbot: QtBot) -> None:
    edit = colours.window.search.edit

    type_text(qtbot, edit, "a green hill")
    first_result(qtbot, colours, "meadow.png")
    assert colours.session.photos.heading == "“a green hill”"

    edit.clear()
    type_text(qtbot, edit, "blue water")
    first_result(qtbot, colours, "sea.png")

    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == ""
    qtbot.waitUntil(lambda: colours.session.photos.heading == "All photos", timeout=WAIT_MS)
    assert colours.window.browser.place == places.ALL


def test_only_the_last_of_quick_keystrokes_is_searched_for(
    colours: Application, qtbot: QtBot
) -> None:
    asked: list[str] = []
    colours.window.search.text_searched.connect(asked.append)
    type_text(qtbot, colours.window.search.edit, "red")
    first_result(qtbot, colours, "rose.png")
    assert asked == ["red"]


def test_typing_in_the_grid_begins_a_search(colours: Application, qtbot: QtBot) -> None:
    grid = colours.session.photos.grid
    grid.setFocus()
    qtbot.keyClicks(grid, "b")
    type_text(qtbot, colours.window.search.edit, "lue")
    assert colours.window.search.text == "blue"
    first_result(qtbot, colours, "sea.png")


def test_a_picture_dropped_on_the_bar_finds_its_like(
    colours: Application, qtbot: QtBot, tmp_path: Path, photos: Path
) -> None:
    other = tmp_path / "elsewhere.png"
    shutil.copy(photos / "sea.png", other)

    assert drop(colours.window.search, mime_of(other))

    first_result(qtbot, colours, "sea.png")
    (chip,) = colours.window.search.strip.chips
    assert chip.title == "like elsewhere.png"
    assert "elsewhere.png" in colours.session.photos.heading
    qtbot.mouseClick(chip.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: colours.window.browser.place == places.ALL, timeout=WAIT_MS)


def paste(qtbot: QtBot, window: Application, colour: tuple[int, int, int]) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor(*colour))
    data = QMimeData()
    data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(window.window.search.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_image_finds_its_like(colours: Application, qtbot: QtBot) -> None:
    paste(qtbot, colours, (10, 240, 10))
    first_result(qtbot, colours, "meadow.png")
    # Without this, Qt destroys the data when Python is gone already.
    QGuiApplication.clipboard().clear()


def test_a_search_saved_from_a_pasted_image_stays_what_it_was(
    colours: Application, qtbot: QtBot
) -> None:
    library = colours.library
    assert library is not None
    paste(qtbot, colours, (10, 240, 10))
    first_result(qtbot, colours, "meadow.png")
    saved = colours.window.search.text
    album = library.albums.create("Green", kind=AlbumKind.SMART, query=saved)
    paste(qtbot, colours, (240, 10, 10))
    first_result(qtbot, colours, "rose.png")
    QGuiApplication.clipboard().clear()

    assert colours.window.search.text != saved
    assert len(list(library.pasted.folder.iterdir())) == 2
    assert not library.pasted.folder.is_relative_to(library.folder / "cache")
    found = library.search(saved, limit=1).hits
    assert [Path(one.path).name for one in found] == ["meadow.png"]

    # The next start: what the album names stays, the other one goes.
    assert library.pasted.sweep() == 1
    found = library.search(saved, limit=1).hits
    assert [Path(one.path).name for one in found] == ["meadow.png"]
    library.albums.delete(album.id)
    assert library.pasted.sweep() == 1
    assert list(library.pasted.folder.iterdir()) == []


def test_a_recent_search_keeps_its_picture(colours: Application, qtbot: QtBot) -> None:
    library = colours.library
    assert library is not None
    path = library.pasted.keep(b"a picture")
    assert library.pasted.keep(b"a picture") == path
    assert path.read_bytes() == b"a picture"
    assert library.pasted.sweep([f"like:{path} red"]) == 0
    (library.pasted.folder / "of-somebody.png").write_bytes(b"")
    assert library.pasted.sweep() == 1
    assert [one.name for one in library.pasted.folder.iterdir()] == ["of-somebody.png"]


def test_m_shows_photos_like_the_chosen_one(colours: Application, qtbot: QtBot) -> None:
    choose(qtbot, colours, "rose.png")
    qtbot.keyClick(colours.session.photos.grid, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(shown_names(colours)) == 2, timeout=WAIT_MS)
    assert colours.window.browser.place.kind is Kind.LIKE_PHOTO


def test_f_makes_a_favourite_that_undo_takes_back(colours: Application, qtbot: QtBot) -> None:
    choose(qtbot, colours, "sea.png")
    qtbot.keyClick(colours.session.photos.grid, Qt.Key.Key_F)
    wait_for_toast(qtbot, colours, "1 photo is a favourite now")

    colours.window.sidebar.place_chosen.emit(places.FAVOURITES)
    wait_for_names(qtbot, colours, "sea.png")

    colours.session.marks.undo()
    qtbot.waitUntil(lambda: colours.session.photos.message == "No favourites yet", timeout=WAIT_MS)


def test_the_info_panel_tells_of_the_chosen_photo(colours: Application, qtbot: QtBot) -> None:
    choose(qtbot, colours, "sea.png")
    info = colours.window.info
    qtbot.waitUntil(lambda: info._name.full_text == "sea.png", timeout=WAIT_MS)
    assert info.facts["Size"] == "64 × 48 (0.0 MP)"
    assert info._similar.count() == 2


def test_enter_opens_the_viewer_and_esc_comes_back_to_the_photo(
    colours: Application, qtbot: QtBot
) -> None:
    choose(qtbot, colours, "rose.png")
    qtbot.keyClick(colours.session.photos.grid, Qt.Key.Key_Return)
    viewer = colours.session.viewer
    assert viewer.isVisible()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    shown = viewer.photo_id
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert colours.session.photos.grid.selected_ids() == [shown]


def test_a_file_that_is_no_picture_is_listed_with_its_reason(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    (photos / "torn.jpg").write_bytes(b"no picture at all")
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 1)
    qtbot.waitUntil(lambda: window.window.sidebar.problem_count == 1, timeout=WAIT_MS)

    window.window.sidebar.place_chosen.emit(places.PROBLEMS)

    page = window.session.problems
    qtbot.waitUntil(lambda: page.isVisible() and page.model.rowCount() == 1, timeout=WAIT_MS)
    assert page.model.index(0).data().startswith("torn.jpg: This is not a picture")

    shutil.copy(photos / "rose.png", photos / "torn.jpg")
    qtbot.mouseClick(page.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=WAIT_MS)


def test_the_list_of_problems_keeps_the_rules_of_models() -> None:
    model = ProblemModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    files = [ProblemFile(n, f"/photos/{n}.jpg", Problem.EMPTY, "empty") for n in range(3)]
    model.set_files(files)
    model.set_files(files[:1])
    assert model.rowCount() == 1


def test_changes_on_disk_show_by_themselves(
    colours: Application, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("moon.png", (255, 255, 255))
    wait_for_names(qtbot, colours, "rose.png", "meadow.png", "sea.png", "moon.png")
    (photos / "rose.png").rename(photos / "flower.png")
    wait_for_names(qtbot, colours, "flower.png", "meadow.png", "sea.png", "moon.png")
    (photos / "flower.png").unlink()
    wait_for_names(qtbot, colours, "meadow.png", "sea.png", "moon.png")


def test_a_new_photo_joins_the_search_on_show(
    colours: Application, qtbot: QtBot, paint: Paint
) -> None:
    type_text(qtbot, colours.window.search.edit, "yellow")
    qtbot.waitUntil(lambda: colours.window.browser.place.is_search, timeout=WAIT_MS)
    paint("sun.png", (255, 255, 0))
    first_result(qtbot, colours, "sun.png")


def test_a_folder_that_disappears_while_it_is_shown_is_away_and_keeps_its_photos(
    colours: Application, qtbot: QtBot, photos: Path
) -> None:
    away = photos.with_name("drive is away")
    photos.rename(away)
    qtbot.waitUntil(
        lambda: colours.window.sidebar._folders.names == ["photos (away)"], timeout=WAIT_MS
    )
    assert sorted(shown_names(colours)) == ["meadow.png", "rose.png", "sea.png"]

    away.rename(photos)
    qtbot.waitUntil(lambda: colours.window.sidebar._folders.names == ["photos"], timeout=WAIT_MS)


def test_a_removed_folder_takes_its_photos_along_and_undo_brings_them_back(
    colours: Application, qtbot: QtBot
) -> None:
    (folder,) = colours.library.folders()
    colours.window.sidebar.removal_asked.emit(folder)
    wait_for_toast(qtbot, colours, "“photos” left the library")
    qtbot.waitUntil(lambda: colours.window.welcome.isVisible(), timeout=WAIT_MS)

    colours.window.toast.act()

    wait_for_names(qtbot, colours, "rose.png", "meadow.png", "sea.png")


def test_a_worker_that_dies_during_a_search_costs_nothing(
    colours: Application, qtbot: QtBot
) -> None:
    process_id = colours.library.worker_process_id()
    assert process_id is not None
    os.kill(process_id, signal.SIGKILL)
    type_text(qtbot, colours.window.search.edit, "blue")
    first_result(qtbot, colours, "sea.png")
    assert colours.library.worker_process_id() != process_id


def test_without_a_model_photos_can_be_looked_at_and_the_search_says_why_it_cannot(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    window = open_window(photos, loader=load_nothing)
    wait_for_names(qtbot, window, "rose.png")
    line = window.window.task_line
    qtbot.waitUntil(lambda: "the weights are torn" in line.text, timeout=WAIT_MS)

    type_text(qtbot, window.window.search.edit, "red")
    page = window.session.photos
    qtbot.waitUntil(lambda: "model could not be loaded" in page.message, timeout=WAIT_MS)

    qtbot.keyClick(window.window.search.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.message == "", timeout=WAIT_MS)
    assert shown_names(window) == ["rose.png"]


def test_indexing_pauses_and_goes_on(colours: Application, qtbot: QtBot, paint: Paint) -> None:
    colours.window.task_line.pause_asked.emit()
    qtbot.waitUntil(lambda: colours.window.task_line.isVisible(), timeout=WAIT_MS)
    paint("sun.png", (255, 255, 0))
    wait_for_names(qtbot, colours, "meadow.png", "rose.png", "sea.png", "sun.png")
    assert colours.library.status().photos == 3

    colours.window.task_line.resume_asked.emit()
    wait_until_indexed(qtbot, colours, 4)
    qtbot.waitUntil(lambda: not colours.window.task_line.isVisible(), timeout=WAIT_MS)
