"""What a person does in the grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from photo_grid_setup import GridOnShow, cell_of, click, row_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from photoclip.gui.grid.layout import Section
from photoclip.gui.grid.letter_keys import BURST_MS

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
THREE = (Section("March", 0, 7), Section("February", 7, 3), Section("January", 10, 20))


def press(shown: GridOnShow, *keys: Qt.Key, held: Qt.KeyboardModifier = None) -> None:
    for key in keys:
        QTest.keyClick(shown.view, key, held or Qt.KeyboardModifier.NoModifier)


def known(qtbot, shown: GridOnShow) -> None:
    qtbot.waitUntil(lambda: shown.model.photo(shown.view.visible_rows()[-1]) is not None)


def wheel(shown: GridOnShow, steps: int, at: QPoint) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(at), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shown.view.viewport(), event)


def point_at(monkeypatch, shown: GridOnShow, photo_id: int | None) -> None:
    """The pointer rests on a photo, or beside the grid."""
    viewport = shown.view.viewport()
    monkeypatch.setattr(viewport, "underMouse", lambda: photo_id is not None)
    spot = viewport.mapToGlobal(cell_of(shown.view, photo_id)) if photo_id else QPoint()
    monkeypatch.setattr("photoclip.gui.grid.arrivals.QCursor.pos", lambda: spot)
    monkeypatch.setattr(shown.view, "viewport", lambda: viewport)


def place_of(shown: GridOnShow, photo_id: int) -> QPoint:
    return shown.view.visualRect(shown.model.index(shown.model.row_of(photo_id))).topLeft()


def refresh(shown: GridOnShow, ids: Sequence[int], sections: Sequence[Section] = ()) -> None:
    shown.view.refresh_photos(np.array(ids, np.int64), sections)


def test_a_click_selects_and_control_and_shift_extend(shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 2)
    click(shown.view, 4, CONTROL)
    assert shown.view.selected_ids() == [2, 4]
    click(shown.view, 12, SHIFT)
    assert shown.view.selected_ids() == [2, *range(4, 13)], "as they follow each other"
    click(shown.view, 7)
    assert shown.view.selected_ids() == [7]
    assert shown.view.current_id() == 7


def test_arrows_go_through_the_headings(shown: GridOnShow):
    shown.show(range(1, 31), THREE)
    press(shown, Qt.Key.Key_Right)
    assert shown.view.current_id() == 1, "the first key only shows where one is"
    press(shown, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert shown.view.current_id() == 7
    press(shown, Qt.Key.Key_Down)
    assert shown.view.current_id() == 9
    press(shown, Qt.Key.Key_End)
    assert shown.view.current_id() == 30
    press(shown, Qt.Key.Key_Home)
    assert shown.view.current_id() == 1
    press(shown, Qt.Key.Key_Right, Qt.Key.Key_Right, held=SHIFT)
    assert shown.view.selected_ids() == [1, 2, 3]


def test_the_current_photo_is_brought_into_sight(shown: GridOnShow):
    shown.show(range(1, 1001))
    press(shown, Qt.Key.Key_Home, Qt.Key.Key_End)
    assert shown.view.current_id() == 1000
    assert shown.view.viewport().rect().contains(cell_of(shown.view, 1000))
    press(shown, Qt.Key.Key_PageUp)
    assert shown.view.current_id() == 1000 - 3 * shown.view.grid.columns
    assert shown.view.go_to(3)
    assert shown.view.viewport().rect().contains(cell_of(shown.view, 3))
    assert not shown.view.go_to(5000)


def test_a_rubber_band_selects_what_it_touches(shown: GridOnShow):
    shown.show(range(1, 31))
    viewport = shown.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     cell_of(shown.view, 2))  # fmt: skip
    QTest.mouseMove(viewport, cell_of(shown.view, 8) + QPoint(-10, 0))
    QTest.mouseMove(viewport, cell_of(shown.view, 9))
    assert shown.view.band is not None
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                       cell_of(shown.view, 9))  # fmt: skip

    assert shown.view.grid.columns == 5
    assert shown.view.selected_ids() == [2, 3, 4, 7, 8, 9]
    assert shown.view.band is None


def test_everything_can_be_selected_at_once(qtbot, shown: GridOnShow):
    shown.show(range(1, 100_001))
    with qtbot.waitSignal(shown.view.selection_changed):
        press(shown, Qt.Key.Key_A, held=CONTROL)

    assert shown.view.selected_count() == 100_000
    assert len(shown.view.selected_ids()) == 100_000


def test_enter_space_and_m_ask_for_the_current_photo(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 5)
    for key, signal in (
        (Qt.Key.Key_Return, shown.view.keys.photo_opened),
        (Qt.Key.Key_Space, shown.view.keys.quick_look_wanted),
        (Qt.Key.Key_M, shown.view.keys.similar_wanted),
    ):
        with qtbot.waitSignal(signal) as heard:
            press(shown, key)
        assert heard.args == [5]
    with qtbot.waitSignal(shown.view.keys.photo_opened) as heard:
        QTest.mouseDClick(shown.view.viewport(), Qt.MouseButton.LeftButton,
                          pos=cell_of(shown.view, 9))  # fmt: skip
    assert heard.args == [9]


def test_f_makes_favourites_of_all_or_of_none(qtbot, shown: GridOnShow):
    shown.source.changed[5] = row_of(5, is_favourite=True)
    shown.show(range(1, 31))
    known(qtbot, shown)
    click(shown.view, 5)
    with qtbot.waitSignal(shown.view.keys.favourite_wanted) as heard:
        press(shown, Qt.Key.Key_F)
    assert heard.args == [[5], False]
    click(shown.view, 6, CONTROL)
    with qtbot.waitSignal(shown.view.keys.favourite_wanted) as heard:
        press(shown, Qt.Key.Key_F)
    assert heard.args == [[5, 6], True]


@pytest.mark.parametrize("rating", range(6))
def test_a_digit_rates_the_selected_photos(qtbot, shown: GridOnShow, rating: int):
    shown.show(range(1, 31))
    click(shown.view, 5)
    with qtbot.waitSignal(shown.view.keys.rating_wanted) as heard:
        press(shown, Qt.Key(Qt.Key.Key_0 + rating))
    assert heard.args == [[5], rating]


def test_r_turns_photos_one_way_and_the_other(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 5)
    with qtbot.waitSignal(shown.view.keys.rotation_wanted) as heard:
        press(shown, Qt.Key.Key_R)
    assert heard.args == [[5], 90]
    with qtbot.waitSignal(shown.view.keys.rotation_wanted) as heard:
        press(shown, Qt.Key.Key_R, held=SHIFT)
    assert heard.args == [[5], -90]


def test_a_file_that_is_not_taken_in_yet_cannot_be_marked(qtbot, shown: GridOnShow):
    shown.show([-3, 1])
    click(shown.view, -3)
    with qtbot.assertNotEmitted(shown.view.keys.favourite_wanted):
        press(shown, Qt.Key.Key_F)


def test_letters_that_are_no_command_begin_a_search(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    with qtbot.waitSignal(shown.view.typed) as heard:
        QTest.keyClicks(shown.view, "b")
    assert heard.args == ["b"]


@pytest.mark.parametrize("word", ["food", "mr", "2019", "Forest"])
def test_a_word_typed_over_a_selected_photo_marks_nothing(qtbot, shown: GridOnShow, word: str):
    shown.show(range(1, 31))
    click(shown.view, 5)
    begun = []
    shown.view.typed.connect(begun.append)
    marks = (
        shown.view.keys.favourite_wanted,
        shown.view.keys.rating_wanted,
        shown.view.keys.rotation_wanted,
    )
    asked = []
    for signal in (*marks, shown.view.keys.similar_wanted):
        signal.connect(lambda *args: asked.append(args))
    QTest.keyClicks(shown.view, word[:2])
    qtbot.wait(2 * BURST_MS)

    assert begun == [word[:2]], "the search bar has the keyboard from here on"
    assert asked == []


@pytest.mark.parametrize("letter", ["f", "3", "m"])
def test_without_a_selected_photo_every_letter_is_a_search(qtbot, shown: GridOnShow, letter: str):
    shown.show(range(1, 31))
    click(shown.view, 5)
    click(shown.view, 5, CONTROL)
    with qtbot.waitSignal(shown.view.typed) as heard:
        QTest.keyClicks(shown.view, letter)
    assert heard.args == [letter]


def test_t_asks_for_a_tag_at_once_and_takes_no_part_in_typing(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 5)
    asked, begun = [], []
    shown.view.keys.tags_wanted.connect(lambda: asked.append(True))
    shown.view.typed.connect(begun.append)
    press(shown, Qt.Key.Key_T)
    assert asked == [True], "no timer runs before it"
    QTest.keyClicks(shown.view, "ft")
    assert asked == [True]
    assert begun == ["ft"], "a T within a word is a letter"


def test_where_nothing_can_be_tagged_t_is_a_letter(qtbot, shown: GridOnShow):
    shown.show([-3, 1])
    click(shown.view, -3)
    begun = []
    shown.view.typed.connect(begun.append)
    QTest.keyClicks(shown.view, "t")
    click(shown.view, 1)
    shown.view.set_taggable(False)
    QTest.keyClicks(shown.view, "t")
    assert begun == ["t", "t"]


def test_the_same_key_twice_is_the_command_twice_and_an_arrow_hurries_it(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 5)
    turned, rated = [], []
    shown.view.keys.rotation_wanted.connect(lambda *args: turned.append(args))
    shown.view.keys.rating_wanted.connect(lambda *args: rated.append(args))
    press(shown, Qt.Key.Key_R, Qt.Key.Key_R, Qt.Key.Key_Right)
    assert turned == [([5], 90), ([5], 90)]
    press(shown, Qt.Key.Key_4, Qt.Key.Key_Right)
    assert rated == [([6], 4)]


def test_control_and_wheel_change_the_size_around_the_pointer(qtbot, shown: GridOnShow):
    shown.show(range(1, 1001))
    shown.view.go_to(500)
    photo_id = shown.view.selected_ids()[0]
    before = cell_of(shown.view, photo_id)
    with qtbot.waitSignal(shown.view.zoom_changed) as heard:
        wheel(shown, -1, before)

    assert heard.args == [136]
    assert abs(cell_of(shown.view, photo_id).y() - before.y()) <= 1
    for _ in range(20):
        wheel(shown, -1, before)
    assert shown.view._zoom == 88
    press(shown, Qt.Key.Key_Plus, held=CONTROL)
    assert shown.view._zoom == 112


def test_resizing_the_window_keeps_the_place(shown: GridOnShow):
    shown.show(range(1, 1001))
    shown.view.go_to(500)
    shown.view.resize(500, 640)

    assert shown.view.viewport().rect().contains(cell_of(shown.view, 500))


def test_what_is_folded_is_passed_over_and_opens_on_a_click(shown: GridOnShow):
    folded = (*THREE[:1], Section("Weaker", 7, 3, is_folded=True), *THREE[2:])
    shown.show(range(1, 31), folded)
    click(shown.view, 7)
    press(shown, Qt.Key.Key_Right)
    assert shown.view.current_id() == 11
    heading = shown.view.grid.heading_rect(1, 100).center()
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    press(shown, Qt.Key.Key_Left)
    assert shown.view.current_id() == 10


def test_other_photos_leave_selection_and_current_photo_in_place(shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 4)
    click(shown.view, 9, CONTROL)
    shown.show([30, 9, 50, 51, 4, 60])

    assert shown.view.selected_ids() == [9, 4]
    assert shown.view.current_id() == 9


def test_a_selection_that_is_gone_is_told(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    click(shown.view, 4)
    with qtbot.waitSignal(shown.view.selection_changed):
        shown.show([1, 2, 3])
    assert shown.view.selected_ids() == []


def test_new_photos_further_up_move_nothing_in_sight(shown: GridOnShow):
    """Ten new photos are two full lines of five: the scroll bar makes up for them."""
    shown.show(range(1, 1001))
    shown.view.go_to(500)
    before = place_of(shown, 500)
    refresh(shown, [*range(2001, 2011), *range(1, 1001)])

    assert shown.model.row_of(2001) == 0
    assert place_of(shown, 500) == before


def test_new_photos_wait_while_the_pointer_is_on_a_photo(qtbot, shown: GridOnShow, monkeypatch):
    shown.show(range(1, 1001))
    point_at(monkeypatch, shown, 3)
    before = place_of(shown, 3)
    refresh(shown, [2001, 2002, *range(1, 1001)])

    assert place_of(shown, 3) == before
    assert shown.model.row_of(2001) == -1
    (button,) = [one for one in shown.view.findChildren(QPushButton) if one.isVisible()]
    assert "2 new photo" in button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.model.row_of(2001) == 0
    assert not button.isVisible()


def test_what_a_person_brings_back_does_not_wait(shown: GridOnShow, monkeypatch):
    shown.show(range(1, 1001))
    point_at(monkeypatch, shown, 3)
    shown.view.arrivals.expect()
    refresh(shown, [2001, *range(1, 1001)])

    assert shown.model.row_of(2001) == 0


def test_waiting_photos_come_in_when_the_pointer_leaves(shown: GridOnShow, monkeypatch):
    shown.show(range(1, 1001))
    point_at(monkeypatch, shown, 3)
    refresh(shown, [2001, *range(1, 1001)])
    shown.view.pointer_left.emit()

    assert shown.model.row_of(2001) == 0


def test_photos_that_come_in_below_do_not_wait(shown: GridOnShow, monkeypatch):
    shown.show(range(1, 4))
    point_at(monkeypatch, shown, 3)
    refresh(shown, [1, 2, 3, 4, 5])

    assert shown.model.row_of(5) == 4


def test_a_photo_in_sight_that_is_gone_leaves_at_once(shown: GridOnShow, monkeypatch):
    shown.show(range(1, 31))
    point_at(monkeypatch, shown, 3)
    refresh(shown, [1, *range(3, 31)])

    assert shown.model.row_of(2) == -1


def test_a_file_that_is_taken_in_stays_selected_as_the_photo_it_became(
    qtbot, shown: GridOnShow, monkeypatch
):
    shown.source.became_of = {-8: 77}
    shown.show([1, -8, 2])
    click(shown.view, -8)
    point_at(monkeypatch, shown, -8)
    before = place_of(shown, -8)
    refresh(shown, [1, 77, 2])

    qtbot.waitUntil(lambda: shown.view.selected_ids() == [77])
    assert place_of(shown, 77) == before
    assert shown.view.current_id() == 77


def test_a_file_that_is_taken_in_can_be_marked_while_the_change_waits(
    qtbot, shown: GridOnShow, monkeypatch
):
    shown.source.became_of = {-8: 77}
    shown.show([1, -8, *range(100, 1000)])
    click(shown.view, -8)
    point_at(monkeypatch, shown, -8)
    with qtbot.waitSignal(shown.model.files_taken_in):
        refresh(shown, [2001, 1, 77, *range(100, 1000)])
    assert shown.view.selected_ids() == [77]
    assert shown.model.row_of(2001) == -1, "nothing moved under the pointer"

    with qtbot.waitSignal(shown.view.keys.favourite_wanted) as heard:
        press(shown, Qt.Key.Key_F)

    assert heard.args == [[77], True]
    shown.view.pointer_left.emit()
    assert shown.view.selected_ids() == [77]
    assert shown.model.row_of(2001) == 0


def test_a_screen_reader_meets_a_list_of_named_photos(qtbot, shown: GridOnShow):
    shown.show(range(1, 31))
    known(qtbot, shown)
    interface = QAccessible.queryAccessibleInterface(shown.view)

    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Photos"
    assert interface.childCount() == 30
    item = interface.child(4)
    assert item.text(QAccessible.Text.Name).startswith("IMG_00005.JPG")
    assert item.rect().size() == shown.view.visualRect(shown.model.index(4)).size()


def test_an_empty_grid_takes_every_key(shown: GridOnShow):
    keys = (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_F, Qt.Key.Key_3)
    press(shown, *keys)
    assert shown.view.selected_ids() == []
