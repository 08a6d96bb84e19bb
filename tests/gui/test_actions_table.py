"""The table of actions: each has words, keys, a place in the menu, and somebody who does it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from scenery import ROOT
from window_acts import WAIT_MS, OpenWindow, Paint

from photoclip.gui.app import Application
from photoclip.gui.keys.action import Action, Section, Where
from photoclip.gui.keys.keymap import KeyMap, keymap, written
from photoclip.gui.keys.table import ACTIONS, BY_ID
from photoclip.gui.window.keys_page import KeysPage, lines_of


@pytest.fixture(autouse=True)
def keys_of_the_table() -> Iterator[None]:
    yield
    keymap().attach(lambda _: None, lambda *_: None)


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot, paint: Paint) -> Application:
    first = paint("red-1.png", (255, 0, 0))
    paint("red-2.png", (255, 0, 0), shade=40)
    made = open_window(first.parent)
    qtbot.waitUntil(lambda: len(made.session.photos.model.ids) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(one > 0 for one in made.session.photos.model.ids), timeout=WAIT_MS)
    return made


def entries(menu: QMenu) -> dict[str, QMenu]:
    """The ids of everything in a menu and in the menus inside."""
    found = {}
    for entry in menu.actions():
        if entry.menu() is not None:
            found.update(entries(entry.menu()))
        elif entry.data():
            found[entry.data()] = entry
    return found


CHANGEABLE = [one for one in ACTIONS if not one.is_fixed]


def test_each_id_and_each_key_of_a_place_stands_once() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for place in Where:
        if place is Where.QUERY:
            continue  # in a chip and in the words a key means different things
        keys = [key for one in ACTIONS if one.where & place for key in one.keys]
        assert sorted(keys) == sorted(set(keys)), place


@pytest.mark.parametrize("action", ACTIONS, ids=lambda one: one.id)
def test_each_key_is_written_as_qt_writes_it(action: Action) -> None:
    assert action.keys
    for key in action.keys:
        sequence = QKeySequence(key)
        assert sequence.toString(QKeySequence.SequenceFormat.PortableText) == key


def test_each_action_has_words_in_korean() -> None:
    tree = ET.parse(ROOT / "resources" / "translations" / "photoclip_ko.ts")
    (context,) = [one for one in tree.iter("context") if one.findtext("name") == "Actions"]
    known = {one.findtext("source"): one.findtext("translation") for one in context.iter("message")}
    for action in ACTIONS:
        assert known.get(action.words), action.words
        assert not action.line or known.get(action.line), action.line


def test_somebody_does_each_action_and_each_is_in_the_menu(
    window: Application, qtbot: QtBot
) -> None:
    assert window.session.deeds.missing == []
    menu = window.session.keyboard.show_menu()
    found = entries(menu)
    # Those of a review are buttons of its page, which covers the menu.
    in_menu = [one for one in ACTIONS if one.where is not Where.REVIEW]
    assert set(found) == {one.id for one in in_menu if one.id != "window.menu"}
    for name, entry in found.items():
        shown = QKeySequence(BY_ID[name].keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        assert entry.text().endswith(shown) or set(entry.text()) & set("←→↑↓"), name
    menu.close()


def test_an_entry_with_fixed_keys_presses_its_key_where_the_keyboard_was(
    window: Application, qtbot: QtBot
) -> None:
    grid, search = window.session.photos.grid, window.window.search
    first, second = window.session.photos.model.ids.tolist()
    grid.go_to(first)
    grid.setFocus()
    menu = window.session.keyboard.show_menu()
    found = entries(menu)
    assert found["grid.end"].isEnabled()
    assert not found["query.clear"].isEnabled()
    assert not found["viewer.left"].isEnabled()

    found["grid.end"].trigger()

    assert grid.current_id() == second
    menu.close()
    search.edit.setFocus()
    search.edit.setText("red")
    menu = window.session.keyboard.show_menu()
    found = entries(menu)
    assert found["query.clear"].isEnabled()
    assert not found["grid.end"].isEnabled()

    found["query.clear"].trigger()

    assert search.edit.text() == ""
    menu.close()


def test_the_page_of_keys_is_made_of_the_table(window: Application) -> None:
    page = KeysPage(window.window)
    said = page.accessibleDescription()
    for action in ACTIONS:
        assert action.line_text in said
    rates = next(one for one in lines_of(Section.PHOTOS) if one.text == "Give stars")
    assert rates.keys == ("1", "2", "3", "4", "5")


def test_a_menu_entry_does_what_its_key_does(window: Application, qtbot: QtBot) -> None:
    grid = window.session.photos.grid
    first, second = window.session.photos.model.ids.tolist()
    grid.go_to(first)
    menu = window.session.keyboard.show_menu()
    found = entries(menu)
    assert found["photo.rate-4"].isEnabled()
    assert not found["viewer.zoom-in"].isEnabled()
    assert not found["photo.belongs"].isEnabled()

    found["photo.rate-4"].trigger()

    rows = window.library.browse.rows
    qtbot.waitUntil(lambda: rows([first])[0].rating == 4, timeout=WAIT_MS)
    grid.go_to(second)
    QTest.keyClick(grid, "2")
    qtbot.waitUntil(lambda: rows([second])[0].rating == 2, timeout=WAIT_MS)
    menu.close()


def test_in_the_viewer_the_menu_acts_on_what_is_open(window: Application, qtbot: QtBot) -> None:
    session = window.session
    first = int(session.photos.model.ids[0])
    session.photos.grid.go_to(first)
    session.deeds.do("photo.look")
    assert session.viewer.isVisible()
    qtbot.waitUntil(lambda: session.viewer.row is not None, timeout=WAIT_MS)

    session.deeds.do("viewer.film-strip")
    session.deeds.do("viewer.next")

    assert session.viewer.strip.isVisible()
    assert session.viewer.photo_id != first


def test_another_key_for_an_action_counts_everywhere_at_once(
    window: Application, qtbot: QtBot
) -> None:
    session, grid = window.session, window.session.photos.grid
    first = int(session.photos.model.ids[0])
    grid.go_to(first)
    keymap().choose("photo.rate-5", ["Ctrl+5"])
    keymap().choose("window.sidebar", ["Ctrl+B"])

    QTest.keyClick(grid, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.window, Qt.Key.Key_F9)
    assert not window.window.is_folded("sidebar")
    QTest.keyClick(window.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: window.library.browse.rows([first])[0].rating == 5, timeout=WAIT_MS)
    assert window.window.is_folded("sidebar")
    assert "Ctrl+5" in KeysPage(window.window).accessibleDescription()
    menu = session.keyboard.show_menu()
    assert entries(menu)["photo.rate-5"].text().endswith("Ctrl+5")
    menu.close()
    assert window.window.memory.keys("window.sidebar") == "Ctrl+B"


def test_a_letter_that_is_no_command_any_more_begins_a_search(
    window: Application, qtbot: QtBot
) -> None:
    grid, search = window.session.photos.grid, window.window.search
    grid.go_to(int(window.session.photos.model.ids[0]))
    keymap().choose("photo.favourite", ["Ctrl+J"])

    QTest.keyClick(grid, "f")

    qtbot.waitUntil(lambda: search.text == "f", timeout=WAIT_MS)


def test_the_settings_tell_of_keys_that_mean_something_already(
    window: Application, qtbot: QtBot
) -> None:
    window.session.show_settings("keys")
    page = window.session.settings.keys
    page.list.setCurrentItem(page._items["photo.export"])
    page.field.setKeySequence(QKeySequence("Ctrl+O"))
    assert "“Open with the default program”" in page.notice.text()

    page.use.click()

    assert keymap().keys("photo.export") == ("Ctrl+O",)
    assert keymap().keys("photo.open") == ()
    page.reset_all.click()
    assert keymap().keys("photo.open") == ("Ctrl+O",)
    page.list.setCurrentItem(page._items["grid.larger"])
    page.field.setKeySequence(QKeySequence("Esc"))
    assert not page.use.isEnabled(), "Esc closes things in every program"


@pytest.mark.parametrize(
    ("key", "held", "text", "expected"),
    [
        (Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier, "R", "Shift+R"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier, "+", "+"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", "5"),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier, "", ""),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, "", "Ctrl+PgDown"),
    ],
)
def test_a_key_press_is_written_as_the_table_writes_it(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, expected: str
) -> None:
    assert written(QKeyEvent(QEvent.Type.KeyPress, key, held, text)) == expected


def test_what_was_kept_is_read_and_what_makes_no_sense_is_not() -> None:
    kept = {"photo.favourite": "Ctrl+J\nJ", "photo.open": "", "query.clear": "X"}
    made = KeyMap()
    made.attach(kept.get, lambda *_: None)

    assert made.keys("photo.favourite") == ("Ctrl+J", "J")
    assert made.keys("photo.open") == ()
    assert made.keys("query.clear") == ("Esc",)
