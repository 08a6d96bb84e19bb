"""What the search bar offers under itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, type_text, wait_for_names

from photoclip.gui.app import Application
from photoclip.gui.search.suggestions import Suggestion, SuggestionModel


@pytest.fixture
def searched(open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint) -> Application:
    """A window in which three things were searched for lately."""
    paint("rose.png", (250, 10, 10))
    (photos / "Beach days").mkdir()
    paint("Beach days/sea.png", (10, 10, 250))
    window = open_window(photos)
    wait_for_names(qtbot, window, "rose.png", "sea.png")
    window.window.search.set_recent(["boats", "a beach", "dogs"])
    window.window.activateWindow()
    window.window.search.setFocus()
    qtbot.waitUntil(lambda: window.window.search.edit.hasFocus(), timeout=WAIT_MS)
    return window


def offered(window: Application) -> list[str]:
    shown = window.window.search.suggestions
    return [one.title for one in shown.offers.shown] if shown.isVisible() else []


def test_down_opens_recent_searches_and_enter_searches(searched: Application, qtbot) -> None:
    edit = searched.window.search.edit
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert offered(searched) == ["boats", "a beach", "dogs"]
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.text() == "a beach"
    assert offered(searched) == []
    qtbot.waitUntil(lambda: searched.session.photos.heading == "“a beach”", timeout=WAIT_MS)
    assert searched.window.search.recent[0] == "a beach"


def test_esc_closes_the_list_before_it_clears(searched: Application, qtbot) -> None:
    edit = searched.window.search.edit
    type_text(qtbot, edit, "bo")
    assert offered(searched) == ["boats"]
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert offered(searched) == []
    assert edit.text() == "bo"


def test_delete_removes_one_recent_search(searched: Application, qtbot) -> None:
    edit = searched.window.search.edit
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Delete):
        qtbot.keyClick(edit, key)

    assert offered(searched) == ["boats", "dogs"]
    assert searched.window.search.recent == ["boats", "dogs"]
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "dogs", "the next one is chosen"


def test_the_mouse_chooses_and_removes(searched: Application, qtbot) -> None:
    search = searched.window.search
    qtbot.mouseClick(search.edit, Qt.MouseButton.LeftButton)
    shown = search.suggestions
    assert offered(searched) == ["boats", "a beach", "dogs"]
    last = shown.visualRect(shown.offers.index(2))
    cross = QPoint(last.right() - 8, last.center().y())
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=cross)
    assert search.recent == ["boats", "a beach"]

    first = shown.visualRect(shown.offers.index(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert search.text == "boats"
    assert offered(searched) == []


def test_a_folder_is_offered_and_leads_there(searched: Application, qtbot, photos: Path) -> None:
    edit = searched.window.search.edit
    type_text(qtbot, edit, "beach")
    qtbot.waitUntil(lambda: offered(searched) == ["a beach", "Beach days"], timeout=WAIT_MS)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(edit, key)

    wait_for_names(qtbot, searched, "sea.png")
    assert searched.session.photos.heading == "Beach days"
    assert edit.text() == ""


def test_any_source_can_add_its_own(searched: Application, qtbot) -> None:
    part = Suggestion("mood:", "mood:", is_part=True)
    searched.session.searches.sources.append(lambda text, cursor: [part] if text == "mo" else [])
    edit = searched.window.search.edit
    type_text(qtbot, edit, "mo")
    qtbot.waitUntil(lambda: offered(searched) == ["mood:"], timeout=WAIT_MS)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(edit, key)
    assert edit.text() == "mood:"


def test_the_list_keeps_qts_rules() -> None:
    model = SuggestionModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_shown([Suggestion("a", "a"), Suggestion("b", "b", note="Folder in c")])
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "b, Folder in c"
    model.set_shown([])
    assert model.rowCount() == 0
