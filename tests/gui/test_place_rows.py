"""The sidebar changes as little as what it shows: rows that stay are not touched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album, AlbumKind
from photoclip.core.models import Folder
from photoclip.gui.albums.section import AlbumSection
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.sidebar.place_rows import PlaceRows, in_order
from photoclip.gui.sidebar.sidebar import Sidebar

MANY = 1000
MOMENT = datetime(2026, 5, 17, tzinfo=UTC)
Forest = dict[int | None, list[int]]


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    keys = draw(st.lists(st.integers(0, 12), unique=True))
    made: Forest = {}
    for number, key in enumerate(keys):
        parent = draw(st.sampled_from([None, *keys[:number]]))
        made.setdefault(parent, []).append(key)
    return made


class Counted:
    """A model, and how many rows came and went in how many steps."""

    def __init__(self, model: QStandardItemModel) -> None:
        self.steps: list[tuple[str, int]] = []
        model.rowsInserted.connect(lambda _, a, b: self.steps.append(("in", b - a + 1)))
        model.rowsRemoved.connect(lambda _, a, b: self.steps.append(("out", b - a + 1)))
        model.modelReset.connect(lambda: self.steps.append(("reset", 0)))

    def since(self) -> list[tuple[str, int]]:
        steps, self.steps = self.steps, []
        return steps


def rows_under(item: QStandardItem) -> list[object]:
    children = [item.child(row) for row in range(item.rowCount())]
    return [(child.text(), rows_under(child)) for child in children]


def wanted_under(forest: Forest, parent: int | None = None) -> list[object]:
    return [(str(key), wanted_under(forest, key)) for key in forest.get(parent, ())]


@given(forests(), forests(), forests())
def test_whatever_was_there_the_rows_are_those_that_are_wanted(
    qapp: QApplication, first: Forest, second: Forest, third: Forest
) -> None:
    model = QStandardItemModel()
    model.appendRow(heading := QStandardItem("heading"))
    rows = PlaceRows[int](heading)
    counted = Counted(model)
    known: dict[int, QStandardItem] = {}
    for wanted in (first, second, third):
        kept = {key for keys in wanted.values() for key in keys} & set(rows)
        rows.show(wanted, lambda key: QStandardItem(str(key)))
        assert rows_under(heading) == wanted_under(wanted)
        assert rows.is_same(wanted)
        assert all(rows.item(key) is known[key] for key in kept), "a row that stays is the same"
        known = {key: rows.item(key) for key in rows}
        counted.since()
        rows.show(wanted, lambda key: QStandardItem(str(key)))
        assert counted.since() == []


@given(st.permutations(range(12)), st.sets(st.integers(0, 11)))
def test_no_more_rows_move_than_have_to(order: list[int], left_out: set[int]) -> None:
    keys = [one for one in order if one not in left_out]
    stays = in_order(keys, range(12))
    assert [one for one in keys if one in stays] == sorted(stays)
    best = [0] * 13
    for key in keys:
        best[key] = max([0, *best[:key]]) + 1
    assert len(stays) == max(best)


def album(number: int, name: str = "", parent: int | None = None) -> Album:
    title = name or f"Album {number:04}"
    return Album(number, title, AlbumKind.MANUAL, MOMENT, parent)


class AtSidebar:
    """A sidebar with a thousand albums, scrolled to the middle."""

    def __init__(self) -> None:
        self.sidebar = Sidebar()
        self.section = AlbumSection(self.sidebar)
        self.went: list[object] = []
        self.sidebar.place_chosen.connect(self.went.append)
        self.albums = {number: album(number) for number in range(1, MANY + 1)}
        self.albums[3] = album(3, parent=2)
        self.counted = Counted(self.sidebar.tree.model())

    def show(self) -> list[tuple[str, int]]:
        self.counted.since()
        self.section.show_tree(AlbumTree(self.albums.values()))
        return self.counted.since()

    def top(self) -> int | None:
        return self.sidebar.tree.album_at(self.sidebar.tree.indexAt(QPoint(1, 1)))

    def mark(self, number: int) -> None:
        self.sidebar.tree.show_place(Place(Kind.ALBUM, album_id=number))


@pytest.fixture
def many(dressed: QApplication, qtbot: QtBot) -> AtSidebar:
    at = AtSidebar()
    qtbot.addWidget(at.sidebar)
    at.sidebar.resize(240, 500)
    at.sidebar.show()
    at.steps = at.show()
    item = at.section.item(2)
    assert item is not None
    at.sidebar.tree.expand(item.index())
    at.mark(500)
    at.sidebar.tree.scrollTo(at.section.item(500).index())
    return at


def test_a_thousand_albums_come_in_one_step(many: AtSidebar) -> None:
    assert many.steps == [("in", MANY - 1)]


def test_a_refresh_without_news_touches_no_row(many: AtSidebar) -> None:
    changes: list[object] = []
    many.sidebar.tree.model().dataChanged.connect(lambda *what: changes.append(what))
    assert many.show() == []
    assert changes == []


def test_one_more_album_is_one_more_row_and_all_else_stays(many: AtSidebar) -> None:
    tree = many.sidebar.tree
    tree.setFocus()
    first = many.top()
    many.albums[MANY + 1] = album(MANY + 1, "A new one")

    assert many.show() == [("in", 1)]

    assert first is not None
    assert many.top() == first, "the list does not jump for what came above"
    assert many.section.current == 500
    assert tree.hasFocus()
    assert tree.isExpanded(many.section.item(2).index())
    assert many.went == []


def test_another_name_moves_one_row_with_what_is_in_it(many: AtSidebar) -> None:
    many.mark(3)
    many.albums[2] = album(2, "Zoo")

    assert many.show() == [("out", 1), ("in", 1)]

    row = many.section.item(2)
    assert row.row() == MANY - 2
    assert row.text() == "Zoo"
    assert many.sidebar.tree.isExpanded(row.index())
    assert many.section.current == 3
    assert many.went == []


def test_a_name_in_the_same_place_moves_nothing(many: AtSidebar) -> None:
    many.albums[500] = album(500, "Album 0500 b")
    assert many.show() == []
    assert many.section.item(500).text() == "Album 0500 b"
    assert many.sidebar.tree.current_place().name == "Album 0500 b"


def test_albums_that_are_gone_go_together_and_nobody_is_led_to_a_neighbour(
    many: AtSidebar,
) -> None:
    for number in range(490, 510):
        del many.albums[number]
    assert many.show() == [("out", 20)]
    assert many.section.current is None
    assert many.went == []


def test_what_was_inside_of_a_deleted_album_stays(many: AtSidebar) -> None:
    del many.albums[2]
    many.albums[3] = album(3)
    many.show()
    assert many.section.item(3).row() == 1
    assert many.section.item(2) is None


def test_a_directory_that_appears_while_photos_are_taken_in_is_one_row(many: AtSidebar) -> None:
    folder = Folder(1, Path("/photos"), MOMENT)
    names = [f"2019/{number:03}" for number in range(MANY)]
    many.sidebar.set_folders([folder], {1: names})
    many.sidebar.tree.show_place(Place(Kind.FOLDER, Path("/photos/2019/500")))
    many.counted.since()

    many.sidebar.set_folders([folder], {1: [*names, "2020/a"]})
    assert many.counted.since() == [("in", 1)]
    assert many.sidebar.tree.current_place() == Place(Kind.FOLDER, Path("/photos/2019/500"))

    many.sidebar.set_folders([Folder(1, Path("/photos"), MOMENT, True)], {1: [*names, "2020/a"]})
    assert many.counted.since() == []
    assert many.sidebar._folders.names == ["photos (away)"]

    many.sidebar.set_folders([], {})
    assert many.counted.since() == [("out", 1)]
    assert Place(Kind.FOLDER, Path("/photos/2019/500")) not in many.sidebar.tree.places
