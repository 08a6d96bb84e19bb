"""The page of the settings on tags, as a person changes the label set."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QLocale, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tag_setup import Tagged, type_into
from window_acts import WAIT_MS, wait_for_names

from photoclip.core.events import TaggingProgressed
from photoclip.core.labels import Label, LabelGroup, LabelSet
from photoclip.gui.language import words
from photoclip.gui.settings.label_model import LabelModel
from photoclip.gui.settings.tags import TagsPage

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
PLENTY = 10_000


@pytest.fixture
def page(tagged: Tagged, qtbot: QtBot) -> TagsPage:
    """Reached by “Show all…” in the sidebar."""
    tagged.section.all_asked.emit()
    dialog = tagged.session.settings
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.tags.model.rowCount() == 3, timeout=WAIT_MS)
    assert dialog.page is dialog.tags
    return dialog.tags


def row(page: TagsPage, label_id: str) -> list[str]:
    place = page.model.row_of(label_id)
    return [page.model.index(place, column).data() for column in range(3)]


def choose(page: TagsPage, label_id: str) -> None:
    page.table.setCurrentIndex(page.model.index(page.model.row_of(label_id), 0))


def retype(page: TagsPage, qtbot: QtBot, label_id: str, column: int, name: str) -> None:
    """Edit a name in the table, by the keyboard."""
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(page.model.row_of(label_id), column))
    qtbot.keyClick(page.table, KEY.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClick(editor, KEY.Key_Delete)
    type_into(editor, name)
    qtbot.keyClick(editor, KEY.Key_Return)


def test_the_label_set_is_listed_with_both_names_and_counts_and_found_by_any_name(
    page: TagsPage, qtbot: QtBot
) -> None:
    assert row(page, "red") == ["red", "빨강", "1"]
    assert row(page, "dog") == ["dog", "강아지", ""]
    for typed, found in (("강아", ["dog"]), ("초록", ["green"]), ("LEAFY", ["green"]), ("x", [])):
        page.filter.clear()
        type_into(page.filter, typed)
        assert [one.id for one in page.model.shown] == found
    page.filter.clear()
    assert page.model.rowCount() == 3


def test_a_new_label_is_tagged_at_once_and_one_that_is_taken_is_refused_in_place(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    type_into(page.english, "red")
    qtbot.keyClick(page.english, KEY.Key_Return)
    qtbot.waitUntil(page.new_verdict.isVisible, timeout=WAIT_MS)
    assert page.new_verdict.text().startswith("“red” is already a name of the label “red”.")
    assert page.english.text() == "red", "what was typed can be mended"

    type_into(page.english, " wine")
    assert not page.new_verdict.isVisible()
    type_into(page.korean, "포도주")
    qtbot.mouseClick(page.add, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=WAIT_MS)
    assert page.english.text() == page.korean.text() == ""
    assert page.chosen is not None
    assert page.chosen.english == "red wine"
    qtbot.waitUntil(lambda: row(page, "red-wine") == ["red wine", "포도주", "1"], timeout=WAIT_MS)
    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=WAIT_MS)
    assert not page.undo.isVisible()


def test_names_are_changed_in_the_table_and_a_clash_is_told(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    retype(page, qtbot, "green", 1, "초록색")
    qtbot.waitUntil(lambda: row(page, "green")[1] == "초록색", timeout=WAIT_MS)
    retype(page, qtbot, "green", 0, "red")
    qtbot.waitUntil(lambda: "same name" in page.verdict.text(), timeout=WAIT_MS)
    assert row(page, "green")[0] == "green"
    retype(page, qtbot, "green", 0, "")
    qtbot.waitUntil(lambda: "no name" in page.verdict.text(), timeout=WAIT_MS)


def test_a_label_gets_other_names_in_the_language_they_are_typed_in(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    choose(page, "dog")
    assert page.also.text() == "“dog” has no other names."
    for name in ("puppy", "멍멍이"):
        type_into(page.synonym, name)
        qtbot.keyClick(page.synonym, KEY.Key_Return)
        qtbot.waitUntil(lambda name=name: name in page.names.names, timeout=WAIT_MS)
    assert page.also.text() == "“dog” is also found by these names:"
    assert page.names.names == ["puppy", "멍멍이"]
    found = tagged.library.tags.labels().find("멍멍이")
    assert found is not None
    assert found.also == (("puppy", ""), ("", "멍멍이"))


def test_one_of_the_other_names_is_taken_away_by_key_or_click_and_comes_back(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    tags = tagged.library.tags
    for name in ("puppy", "doggy", "hound"):
        tags.add_synonym("dog", name)
    choose(page, "dog")
    qtbot.waitUntil(lambda: page.names.names == ["puppy", "doggy", "hound"], timeout=WAIT_MS)

    first = page.names.pills[0]
    page.window().activateWindow()
    page.remove.setFocus()
    qtbot.keyClick(page.remove, KEY.Key_Tab)
    assert first.hasFocus(), "they come before the field for another one"
    qtbot.keyClick(first, KEY.Key_Right)
    assert page.names.pills[1].hasFocus()
    qtbot.keyClick(page.names.pills[1], KEY.Key_Delete)
    qtbot.waitUntil(lambda: page.names.names == ["puppy", "hound"], timeout=WAIT_MS)
    assert page.verdict.text() == "The label does not answer to “doggy” any more."
    assert page.names.pills[1].hasFocus(), "the next name is at hand"
    qtbot.mouseClick(page.names.pills[1].remove, LEFT)
    qtbot.waitUntil(lambda: page.names.names == ["puppy"], timeout=WAIT_MS)
    assert tags.labels().find("hound") is None

    qtbot.mouseClick(page.undo, LEFT)
    qtbot.waitUntil(lambda: page.names.names == ["puppy", "hound"], timeout=WAIT_MS)


def test_a_label_is_removed_and_the_built_in_ones_come_back(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    choose(page, "red")
    qtbot.mouseClick(page.remove, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 2, timeout=WAIT_MS)
    assert "“red” is no label any more" in page.verdict.text()
    assert page.verdict.property("kind") == "quiet"
    qtbot.mouseClick(page.reset, LEFT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: row(page, "red")[2] == "1", timeout=WAIT_MS)


def test_photos_with_a_label_are_shown_in_the_window(
    page: TagsPage, tagged: Tagged, qtbot: QtBot
) -> None:
    assert not page.show_photos.isEnabled()
    choose(page, "red")
    qtbot.mouseClick(page.show_photos, LEFT)
    wait_for_names(qtbot, tagged.application, "rose.png")


def test_tagging_again_says_how_many_and_how_long(page: TagsPage, qtbot: QtBot) -> None:
    part = page.tagging
    qtbot.mouseClick(part.again, LEFT)
    assert not part.again.isEnabled()
    qtbot.waitUntil(part.again.isEnabled, timeout=WAIT_MS)
    assert part.state.text().startswith("3 photos tagged in ")
    assert part.state.text().endswith(" · 2 tags")
    assert not part.bar.isVisible()


def test_the_task_line_says_quietly_that_labels_are_prepared(tagged: Tagged) -> None:
    line = tagged.window.task_line
    tagged.qtbot.waitUntil(lambda: not line.isVisible(), timeout=WAIT_MS)
    tagged.library.events.emit(TaggingProgressed(120, 1450))
    tagged.qtbot.waitUntil(line.isVisible, timeout=WAIT_MS)
    assert line.text == f"Preparing tags: 120 of {words.number(1450)} labels"
    tagged.library.events.emit(TaggingProgressed(0, 0))
    tagged.qtbot.waitUntil(lambda: not line.isVisible(), timeout=WAIT_MS)


# The table alone


def many(count: int) -> LabelSet:
    labels = (
        Label(f"l{number}", "own", f"thing {number:05}", f"물건 {number}" if number % 2 else "")
        for number in range(count)
    )
    return LabelSet((LabelGroup("own", "Mine"),), tuple(labels))


def test_the_table_is_a_proper_model_and_sorts_by_names_and_counts(qtbot: QtBot) -> None:
    model = LabelModel()
    tester = QAbstractItemModelTester(model)
    model.show_labels(many(5), {"l3": 7, "l1": 2})
    assert model.rowCount() == 5
    model.sort(2, Qt.SortOrder.AscendingOrder)
    assert [one.id for one in model.shown][:2] == ["l3", "l1"]
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert [one.id for one in model.shown][:2] == ["l1", "l3"], "those with a name come first"
    model.set_filter("THING 00004")
    assert [one.id for one in model.shown] == ["l4"]
    assert model.label_at(QModelIndex()) is None
    usual = QLocale()
    QLocale.setDefault(QLocale("ko"))
    try:
        horizontal = Qt.Orientation.Horizontal
        assert [model.headerData(one, horizontal) for one in (0, 1)] == ["Korean", "English"]
    finally:
        QLocale.setDefault(usual)
    assert tester.model() is model


def test_ten_thousand_labels_do_not_stall_the_page(page: TagsPage, qtbot: QtBot) -> None:
    page.model.show_labels(many(PLENTY), {})
    began = time.perf_counter()
    for typed in ("t", "th", "thing 0999", ""):
        page.model.set_filter(typed)
        page.table.scrollToBottom()
        page.table.grab()
    # Generous: a machine may be busy. A view that looks at each row takes many times as long.
    assert (time.perf_counter() - began) / 4 < 1.0
    assert page.model.rowCount() == PLENTY
    QTest.keyClick(page.table, KEY.Key_End)
