"""What a person does with albums in the window, and sees of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    wait_for_names,
    wait_for_toast,
    wait_until_indexed,
)

from photoclip.core.albums import Album, AlbumKind, AlbumOrder, ShareAs, SuggestionKind
from photoclip.gui.albums.drops import ALBUM_MIME
from photoclip.gui.albums.menu import AlbumMenu
from photoclip.gui.app import Application
from photoclip.gui.browse.place import SUGGESTIONS
from photoclip.gui.desktop.photo_drag import PHOTOS_MIME
from photoclip.gui.sidebar.place_tree import COUNT, PICTURE
from photoclip.services.albums.suggestions import Suggestion

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
NO_KEY = Qt.KeyboardModifier.NoModifier


class AtAlbums:
    """A person in front of a window on two red photos, two green ones and a blue one."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        assert application.session is not None
        assert application.library is not None
        self.application, self.qtbot = application, qtbot
        self.window, self.library = application.window, application.library
        self.session, self.albums = application.session, application.session.albums
        self.section, self.page = self.albums.section, application.session.photos
        self.sidebar = self.window.sidebar

    def until(self, is_true) -> None:
        self.qtbot.waitUntil(lambda: bool(is_true()), timeout=WAIT_MS)

    def make(self, name: str, kind: AlbumKind = AlbumKind.MANUAL, **values: object) -> Album:
        """As another part of the program would; the sidebar shows it by itself."""
        album = self.library.albums.create(name, kind, **values)  # type: ignore[arg-type]
        self.until(lambda: self.section.item(album.id) is not None)
        return album

    def open(self, album: Album) -> None:
        """A click on its row."""
        item = self.section.item(album.id)
        assert item is not None
        self.sidebar.tree.scrollTo(item.index())
        row = self.sidebar.tree.visualRect(item.index())
        QTest.mouseClick(
            self.sidebar.tree.viewport(), Qt.MouseButton.LeftButton, NO_KEY, row.center()
        )
        self.until(lambda: self.page.place.album_id == album.id)

    def rows(self) -> list[str]:
        """The names of the albums in the sidebar, those inside of others with a dash before."""

        def under(item, depth: int) -> list[str]:
            found = []
            for row in range(item.rowCount()):
                child = item.child(row)
                if self.sidebar.tree.album_at(child.index()) is not None:
                    found += ["-" * depth + child.text(), *under(child, depth + 1)]
            return found

        return under(self.section.heading, 0)

    def count(self, album: Album) -> object:
        item = self.section.item(album.id)
        return None if item is None else item.data(COUNT)

    def ids(self, *names: str) -> list[int]:
        rows = self.library.browse.rows(self.library.browse.ids())
        found = {row.name: row.photo_id for row in rows}
        return [found[one] for one in names]

    def choose(self, *names: str) -> list[int]:
        ids = self.ids(*names)
        grid, model = self.page.grid, self.page.model
        grid.setFocus()
        grid.go_to(ids[0])
        chooser = grid.selectionModel()
        for one in ids[1:]:
            chooser.select(model.index(model.row_of(one)), chooser.SelectionFlag.Select)
        return ids

    def shows(self, *names: str) -> None:
        wait_for_names(self.qtbot, self.application, *names)

    def says(self, text: str) -> None:
        wait_for_toast(self.qtbot, self.application, text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        QTest.keyClick(QApplication.focusWidget() or self.page.grid, key, held)

    def editor(self) -> QLineEdit:
        tree = self.sidebar.tree
        self.until(lambda: tree.viewport().findChild(QLineEdit) is not None)
        return tree.viewport().findChild(QLineEdit)

    def write_name(self, name: str) -> None:
        editor = self.editor()
        editor.selectAll()
        QTest.keyClicks(editor, name)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def drop_on(self, album: Album | None, data: QMimeData) -> bool:
        """Let something fall on an album, or on the heading over all of them."""
        item = self.section.heading if album is None else self.section.item(album.id)
        assert item is not None
        place = self.sidebar.tree.visualRect(item.index()).center()
        return drop_at(self.sidebar.tree.viewport(), place, data)

    def entry(self, menu, text: str) -> None:
        """Choose an entry of a menu."""
        action = next(one for one in menu.actions() if one.text().split("\t")[0] == text)
        action.trigger()


def drop_at(widget: QWidget, place: QPoint, data: QMimeData) -> bool:
    import warnings

    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    button = Qt.MouseButton.LeftButton
    with warnings.catch_warnings():
        # Newer versions of Qt want another type of point, older ones know only this one.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(place, actions, data, button, NO_KEY)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(place), actions, data, button, NO_KEY)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def photos_of(ids: list[int]) -> QMimeData:
    data = QMimeData()
    data.setData(PHOTOS_MIME, ",".join(map(str, ids)).encode())
    return data


def album_of(album: Album) -> QMimeData:
    data = QMimeData()
    data.setData(ALBUM_MIME, str(album.id).encode())
    return data


@pytest.fixture
def at(open_window: OpenWindow, qtbot: QtBot, paint: Paint, photos: Path) -> AtAlbums:
    for shade, (name, colour) in enumerate(
        [("r1.png", RED), ("r2.png", RED), ("g1.png", GREEN), ("g2.png", GREEN), ("b.png", BLUE)]
    ):
        paint(name, colour, shade)
    application = open_window(photos)
    wait_until_indexed(qtbot, application, 5)
    wait_for_names(qtbot, application, "r1.png", "r2.png", "g1.png", "g2.png", "b.png")
    made = AtAlbums(application, qtbot)
    made.until(lambda: (made.page.model.ids > 0).all())
    made.shows("r1.png", "r2.png", "g1.png", "g2.png", "b.png")
    return made


# In the sidebar


def test_a_new_album_is_named_in_its_row(at: AtAlbums) -> None:
    at.albums.actions.create_empty()
    at.write_name("Summer")

    at.says("The album is called “Summer” now")
    at.until(lambda: at.rows() == ["Summer"])


def test_the_button_of_the_heading_offers_a_new_album(at: AtAlbums) -> None:
    QTest.mouseClick(at.section.new, Qt.MouseButton.LeftButton)
    at.until(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    at.write_name("Winter")
    at.until(lambda: at.rows() == ["Winter"])


def test_f2_renames_and_a_name_that_is_taken_is_refused_in_words(at: AtAlbums) -> None:
    at.make("One")
    two = at.make("Two")
    at.open(two)
    at.sidebar.tree.setFocus()
    at.press(Qt.Key.Key_F2)
    at.write_name("one")

    at.says("There is an album “One” here already.")
    at.until(lambda: at.rows() == ["One", "Two"])


def test_delete_takes_an_album_away_with_those_in_it_and_undo_brings_them_back(
    at: AtAlbums,
) -> None:
    trips = at.make("Trips")
    at.make("Rome", parent_id=trips.id, photo_ids=at.ids("r1.png"))
    at.open(trips)
    at.sidebar.tree.setFocus()
    at.press(Qt.Key.Key_Delete)

    at.says("“Trips” and 1 album")
    at.until(lambda: at.rows() == [])
    at.shows("r1.png", "r2.png", "g1.png", "g2.png", "b.png")
    at.window.toast.act()
    at.until(lambda: at.rows() == ["Trips", "-Rome"])
    at.says("Undone: Deleted album")


def test_an_album_shows_its_count_and_its_cover(at: AtAlbums) -> None:
    album = at.make("Reds", photo_ids=at.ids("r1.png", "r2.png"))
    at.until(lambda: at.count(album) == 2)
    item = at.section.item(album.id)
    assert item is not None
    colour = item.data(PICTURE).toImage().pixelColor(18, 18)
    assert colour.red() > 200 > 60 > colour.green()


def test_photos_that_fall_on_an_album_are_in_it(at: AtAlbums) -> None:
    album = at.make("Greens")
    assert at.drop_on(album, photos_of(at.ids("g1.png", "g2.png")))

    at.says("2 photos added to “Greens”")
    at.until(lambda: at.count(album) == 2)
    at.open(album)
    at.shows("g1.png", "g2.png")
    at.window.toast.act()
    at.until(lambda: at.page.message == "This album is empty")


def test_photos_that_fall_on_the_heading_make_an_album(at: AtAlbums) -> None:
    assert at.drop_on(None, photos_of(at.ids("b.png")))
    at.write_name("Sea")
    at.until(lambda: at.rows() == ["Sea"])
    assert at.library.albums.content(at.library.albums.find("Sea").id).photo_ids.tolist() == at.ids(
        "b.png"
    )


def test_albums_fall_into_one_another_but_never_into_themselves(at: AtAlbums) -> None:
    outer, inner = at.make("Outer"), at.make("Inner")
    assert at.drop_on(outer, album_of(inner))
    at.says("“Inner” lies in “Outer” now")
    at.until(lambda: at.rows() == ["Outer", "-Inner"])

    item = at.section.item(outer.id)
    assert item is not None
    at.sidebar.tree.expand(item.index())
    assert not at.drop_on(inner, album_of(outer))
    assert at.drop_on(None, album_of(inner))
    at.until(lambda: at.rows() == ["Inner", "Outer"])


def test_files_of_another_program_do_not_fall_on_albums(at: AtAlbums) -> None:
    album = at.make("Mine")
    data = QMimeData()
    data.setText("a page of the web")
    at.drop_on(album, data)
    assert not at.sidebar.tree.drop_row.isValid()
    assert len(at.library.albums.content(album.id).photo_ids) == 0


def test_open_branches_stay_open_when_albums_change(at: AtAlbums) -> None:
    trips = at.make("Trips")
    at.make("Rome", parent_id=trips.id)
    item = at.section.item(trips.id)
    assert item is not None
    at.sidebar.tree.expand(item.index())
    at.make("Zoo")
    item = at.section.item(trips.id)
    assert item is not None
    assert at.sidebar.tree.isExpanded(item.index())


# The menu


def test_the_menu_merges_albums_as_one_step(at: AtAlbums) -> None:
    one = at.make("One", photo_ids=at.ids("r1.png"))
    two = at.make("Two", photo_ids=at.ids("b.png"))
    menu = at.albums.menu_of(one.id)
    merge = next(action.menu() for action in menu.actions() if action.text() == "Merge with")
    at.entry(merge, "Two")

    at.says("The two albums are one now: “Two”")
    at.until(lambda: at.rows() == ["Two"] and at.count(two) == 2)
    at.window.toast.act()
    at.until(lambda: at.rows() == ["One", "Two"])


def test_the_menu_opens_with_a_key(at: AtAlbums) -> None:
    album = at.make("Reds")
    at.open(album)
    at.sidebar.tree.setFocus()
    at.press(Qt.Key.Key_Menu)
    at.until(lambda: isinstance(QApplication.activePopupWidget(), AlbumMenu))
    QApplication.activePopupWidget().close()


def test_an_album_is_shared_as_a_folder_of_copies(at: AtAlbums, tmp_path: Path) -> None:
    album = at.make("Reds", photo_ids=at.ids("r1.png", "r2.png"))
    at.albums.files.share(album, tmp_path, ShareAs.COPIES)

    at.says("2 photos are in “Reds”")
    assert sorted(one.name for one in (tmp_path / "Reds").iterdir()) == ["r1.png", "r2.png"]


def test_albums_go_out_and_come_back_as_json(at: AtAlbums, tmp_path: Path) -> None:
    album = at.make("Reds", photo_ids=at.ids("r1.png"))
    path = tmp_path / "albums.json"
    at.albums.files.export(path, None)
    at.says("The albums are in “albums.json” now")
    assert json.loads(path.read_text())["albums"][0]["path"] == ["Reds"]

    at.library.albums.delete(album.id)
    at.until(lambda: at.rows() == [])
    at.albums.files.read(path)
    at.says("1 new album")
    at.until(lambda: at.rows() == ["Reds"])
    at.albums.files.read(path)
    at.says("All of these albums are here already")
    assert at.window.toast.findChild(QPushButton).isHidden()


def test_an_album_that_is_another_one_here_is_counted_once(at: AtAlbums, tmp_path: Path) -> None:
    at.make("Reds", AlbumKind.SMART, query="red")
    path = tmp_path / "albums.json"
    at.library.album_desk.exchange.write(path)
    at.library.albums.set_rule(at.library.albums.find("Reds").id, "dark red", (), None)
    at.albums.files.read(path)
    at.says("1 new album")
    at.until(lambda: at.rows() == ["Reds", "Reds 2"])


def test_what_is_no_album_file_is_refused_in_words(at: AtAlbums, tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("[1, 2")
    at.albums.files.read(path)
    at.says("nothing was changed")
    at.albums.files.read(tmp_path / "none.json")
    at.says("“none.json” cannot be read or written")


# Adding with the keyboard


def popover_of(at: AtAlbums):
    at.until(lambda: at.albums.popover is not None and at.albums.popover.isVisible())
    return at.albums.popover


def test_a_puts_the_chosen_photos_into_an_album(at: AtAlbums) -> None:
    at.make("Beach")
    reds = at.make("Reds")
    at.choose("r1.png", "r2.png")
    at.press(Qt.Key.Key_A)
    popover = popover_of(at)
    assert popover.offered == ["Beach", "Reds"]
    QTest.keyClicks(popover.edit, "re")
    assert popover.offered == ["Reds", "New album “re”"]
    QTest.keyClick(popover.edit, Qt.Key.Key_Return)

    at.says("2 photos added to “Reds”")
    at.until(lambda: at.count(reds) == 2)


def test_a_makes_a_new_album_from_the_chosen_photos(at: AtAlbums) -> None:
    at.choose("b.png")
    at.press(Qt.Key.Key_A)
    popover = popover_of(at)
    QTest.keyClicks(popover.edit, "Sea")
    assert popover.offered == ["New album “Sea”"]
    QTest.keyClick(popover.edit, Qt.Key.Key_Return)

    at.says("in “Sea” now")
    at.until(lambda: at.rows() == ["Sea"])
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.says("Undone: New album")
    at.until(lambda: at.rows() == [])


def test_escape_closes_the_box_and_changes_nothing(at: AtAlbums) -> None:
    album = at.make("Beach")
    at.choose("b.png")
    at.press(Qt.Key.Key_A)
    popover = popover_of(at)
    QTest.keyClick(popover.edit, Qt.Key.Key_Escape)
    at.until(lambda: at.albums.popover is None)
    assert len(at.library.albums.content(album.id).photo_ids) == 0


# The page


def test_the_page_says_what_a_smart_album_holds_and_new_photos_join_by_themselves(
    at: AtAlbums, paint: Paint
) -> None:
    album = at.make("Named r", AlbumKind.SMART, query="name:r")
    at.open(album)
    at.until(lambda: at.page.heading == "Named r" and len(at.page.model.ids))
    before = len(at.page.model.ids)
    assert at.albums.page.strip.rule.full_text == ("Everything that matches “name:r”")
    paint("r9.png", RED, 77)
    at.library.background.index()
    at.until(lambda: len(at.page.model.ids) == before + 1)


def test_the_slider_of_an_album_is_remembered(at: AtAlbums) -> None:
    album = at.make("Reds", AlbumKind.AUTO, query="red")
    at.open(album)
    strip = at.albums.page.strip
    at.until(lambda: strip.slider.isVisible() and strip.slider.step is not None)
    assert strip.rule.full_text == "Photos that show red"
    at.until(lambda: "right" in at.page.summary)
    assert not at.page.choices.button.isVisible()
    strip.slider.slider.setFocus()
    at.press(Qt.Key.Key_End)
    assert at.page.summary == strip.slider.said != ""

    at.until(lambda: at.library.albums.find("Reds").cut_off == 0.05)
    most = len(at.library.albums.content(album.id).photo_ids)
    at.until(lambda: len(at.page.model.ids) == most)
    at.session.marks.undo()
    at.until(lambda: at.library.albums.find("Reds").cut_off is None)
    at.says("Undone: What the album looks for")


def test_photos_leave_an_album_and_one_becomes_its_cover(at: AtAlbums) -> None:
    album = at.make("Some", photo_ids=at.ids("r1.png", "g1.png", "b.png"))
    at.open(album)
    at.shows("r1.png", "g1.png", "b.png")
    at.choose("g1.png")
    at.entry(at.session.actions.build_menu(at.ids("g1.png")), "Use as cover of the album")
    at.says("This photo is the cover of “Some” now")
    assert at.library.albums.find("Some").cover_id == at.ids("g1.png")[0]

    at.entry(at.session.actions.build_menu(at.ids("b.png")), "Remove from this album")
    at.says("removed from “Some”")
    at.shows("r1.png", "g1.png")


def test_a_photo_that_does_not_belong_teaches_the_album(at: AtAlbums) -> None:
    album = at.make("Reds", AlbumKind.AUTO, query="red")
    at.open(album)
    at.until(lambda: at.page.place.album_id == album.id and len(at.page.model.ids))
    first = int(at.page.model.ids[0])
    at.entry(at.session.actions.build_menu([first]), "Does not belong in this album")

    at.says("belong in “Reds”, which learns from it")
    at.until(lambda: first not in at.page.model.ids)
    assert at.library.albums.find("Reds").kind is AlbumKind.LEARNED


def test_an_album_is_sorted_from_its_page(at: AtAlbums) -> None:
    album = at.make("Some", photo_ids=at.ids("r1.png", "b.png", "g1.png"))
    at.open(album)
    at.shows("r1.png", "b.png", "g1.png")
    at.entry(at.albums.page.order.menu(), "By name")
    at.until(lambda: at.page.model.ids.tolist() == at.ids("b.png", "g1.png", "r1.png"))
    assert at.library.albums.find("Some").order is AlbumOrder.NAME
    assert at.albums.page.order.text() == "By name"


def test_a_rename_changes_the_heading_and_keeps_the_place(at: AtAlbums) -> None:
    album = at.make("Old", photo_ids=at.ids("b.png"))
    at.open(album)
    at.library.albums.rename(album.id, "New")
    at.until(lambda: at.page.heading == "New" and at.rows() == ["New"])
    assert at.section.current == album.id


def test_albums_that_lead_back_to_themselves_say_so_on_their_page(at: AtAlbums) -> None:
    one = at.make("One", AlbumKind.SMART, query="name:r")
    at.make("Two", AlbumKind.SMART, query="album:One")
    at.library.albums.set_rule(one.id, "album:Two", (), None)
    item = at.section.item(one.id)
    assert item is not None
    at.albums.go(one)
    at.until(lambda: "leads back to itself" in at.page.message)


def test_an_album_that_refers_to_a_deleted_one_says_so_and_recovers(at: AtAlbums) -> None:
    one = at.make("One", photo_ids=at.ids("b.png"))
    two = at.make("Two", AlbumKind.SMART, query="album:One")
    at.open(two)
    at.shows("b.png")
    at.library.albums.delete(one.id)
    at.until(lambda: "One" in at.page.message)
    at.session.marks.undo()
    at.until(lambda: not at.page.message)
    at.shows("b.png")


def test_a_search_becomes_a_smart_album(at: AtAlbums) -> None:
    at.session.searches.search_text("name:r1")
    at.until(lambda: at.page.place.text == "name:r1" and at.albums.page.save.isVisible())
    QTest.mouseClick(at.albums.page.save, Qt.MouseButton.LeftButton)
    at.says("“name:r1” is an album now; new photos that match join by themselves")
    at.until(lambda: at.rows() == ["name:r1"])
    assert at.library.albums.find("name:r1").kind is AlbumKind.SMART


def test_a_drag_of_a_row_carries_the_album(at: AtAlbums, monkeypatch) -> None:
    from PySide6.QtGui import QDrag

    carried = []

    def carry(drag: QDrag, *_: object) -> Qt.DropAction:
        carried.append(bytes(drag.mimeData().data(ALBUM_MIME).data()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", carry)
    album = at.make("Carried")
    item = at.section.item(album.id)
    assert item is not None
    viewport = at.sidebar.tree.viewport()
    start = at.sidebar.tree.visualRect(item.index()).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(viewport, start + QPoint(4, 20))
    QTest.mouseMove(viewport, start + QPoint(4, 40))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, NO_KEY, start + QPoint(4, 40))
    assert carried == [str(album.id).encode()]
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.DragLeave))


# Words and labels


def dialog_of(at: AtAlbums):
    at.until(lambda: at.albums.dialog is not None and at.albums.dialog.isVisible())
    return at.albums.dialog


def test_the_dialog_shows_at_once_who_would_be_in(at: AtAlbums) -> None:
    at.albums.ask_words()
    dialog = dialog_of(at)
    assert not dialog.deed.isEnabled()
    QTest.keyClicks(dialog.words, "red")
    at.until(lambda: "photos" in dialog.sentence.text() and dialog.rows.strips[0].count)
    assert dialog.name.text() == "Red"
    QTest.keyClicks(dialog.name, " things")
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)

    at.until(lambda: at.rows() == ["Red things"])
    at.until(lambda: at.page.heading == "Red things" and at.page.place.album_id)
    made = at.library.albums.find("Red things")
    assert (made.kind, made.query, made.cut_off) == (AlbumKind.AUTO, "red", None)
    first = at.page.model.ids[:2].tolist()
    assert sorted(first) == sorted(at.ids("r1.png", "r2.png"))


def test_labels_are_typed_and_kept_as_chips(at: AtAlbums) -> None:
    at.albums.ask_words()
    dialog = dialog_of(at)
    at.until(lambda: dialog.labels._texts)
    for name in ("dog", "Cat"):
        QTest.keyClicks(dialog.labels.edit, name)
        QTest.keyClick(dialog.labels.edit, Qt.Key.Key_Return)
    at.until(lambda: dialog.labels.chosen == ["dog", "cat"])
    assert dialog.name.text() == "Dog, cat"
    QTest.keyClick(dialog.labels.edit, Qt.Key.Key_Backspace)
    assert dialog.labels.chosen == ["dog"]
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    at.until(lambda: at.rows() == ["Dog"])
    assert at.library.albums.find("Dog").labels == ("dog",)


def test_a_name_that_is_taken_keeps_the_dialog_open_with_what_was_typed(at: AtAlbums) -> None:
    at.make("Red")
    at.albums.ask_words()
    dialog = dialog_of(at)
    QTest.keyClicks(dialog.words, "red")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    at.until(lambda: "There is an album “Red” here already." in dialog.note.text())
    assert dialog.words.text() == "red"
    assert dialog.deed.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    at.until(lambda: at.albums.dialog is None)
    assert at.rows() == ["Red"]


def test_what_an_album_looks_for_can_be_changed_and_taken_back(at: AtAlbums) -> None:
    album = at.make("Colour", AlbumKind.AUTO, query="red")
    at.open(album)
    at.albums.ask_change(album)
    dialog = dialog_of(at)
    assert dialog.words.text() == "red"
    dialog.words.selectAll()
    QTest.keyClicks(dialog.words, "green")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)

    at.says("“Colour” looks for something else now")
    greens = sorted(at.ids("g1.png", "g2.png"))
    at.until(lambda: sorted(at.page.model.ids[:2].tolist()) == greens)
    at.window.toast.act()
    at.until(lambda: at.library.albums.find("Colour").query == "red")


def test_the_dialog_says_what_is_wrong_with_a_search(at: AtAlbums) -> None:
    album = at.make("Found", AlbumKind.SMART, query="name:r")
    at.albums.ask_change(album)
    dialog = dialog_of(at)
    dialog.words.selectAll()
    QTest.keyClicks(dialog.words, "rating:many")
    at.until(lambda: dialog.note.text())
    assert dialog.rows.strips[0].count == 0


def test_a_count_that_arrives_does_not_write_over_a_name_being_typed(at: AtAlbums) -> None:
    album = at.make("Old")
    at.until(lambda: at.count(album) == 0)
    at.section.edit_name(album.id)
    editor = at.editor()
    editor.selectAll()
    QTest.keyClicks(editor, "Ne")
    at.library.albums.add(album.id, at.ids("b.png"))
    at.until(lambda: at.count(album) == 1)
    QTest.keyClicks(editor, "w")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    at.until(lambda: at.rows() == ["New"])


# Suggestions


def suggested(at: AtAlbums, monkeypatch, *names: str) -> None:
    """The library finds these groups worth an album."""
    found = [
        Suggestion(f"thing:{one}", SuggestionKind.THING, one, None, None, np.array(at.ids("b.png")))
        for one in names
    ]
    service = at.library.album_desk.suggestions

    def find() -> list[Suggestion]:
        held = {label for album in at.library.albums.tree() for label in album.labels}
        dismissed = service._editor.table.dismissed()
        return [one for one in found if one.key not in dismissed and one.label not in held]

    monkeypatch.setattr(service, "find", find)
    at.albums.suggested.look()
    at.until(lambda: len(at.albums.suggested.page.cards) == len(names))


def test_suggestions_are_offered_in_the_sidebar_and_nothing_is_made_unasked(
    at: AtAlbums, monkeypatch
) -> None:
    suggested(at, monkeypatch, "boat", "kite")
    row = at.section.heading.child(0)
    assert (row.text(), row.data(COUNT)) == ("Suggestions", 2)
    assert at.rows() == []

    at.session.go(SUGGESTIONS)
    page = at.albums.suggested.page
    at.until(page.isVisible)
    assert [one.name.full_text for one in page.cards] == ["Boat", "Kite"]
    QTest.mouseClick(page.cards[0].create_button, Qt.MouseButton.LeftButton)
    at.says("“Boat” is an album now")
    at.until(lambda: at.rows() == ["Boat"])
    assert at.library.albums.find("Boat").labels == ("boat",)
    assert [one.name.full_text for one in page.cards] == ["Kite"]


def test_a_dismissed_suggestion_comes_back_with_undo(at: AtAlbums, monkeypatch) -> None:
    suggested(at, monkeypatch, "boat")
    page = at.albums.suggested.page
    at.session.go(SUGGESTIONS)
    at.until(page.isVisible)
    QTest.mouseClick(page.cards[0].dismiss, Qt.MouseButton.LeftButton)
    at.says("This album is not suggested any more")
    row = at.section.heading.child(0)
    assert at.sidebar.tree.isRowHidden(row.row(), at.section.heading.index())
    at.window.toast.act()
    at.says("Undone: Dismissed suggestion")
    at.albums.suggested.look()
    at.until(lambda: [one.name.full_text for one in page.cards] == ["Boat"])


def test_what_is_in_an_album_already_offers_no_undo_of_something_else(at: AtAlbums) -> None:
    album = at.make("Sea", photo_ids=at.ids("b.png"))
    assert at.drop_on(album, photos_of(at.ids("b.png")))
    at.says("They are in “Sea” already")
    assert not at.window.toast._action_button.isVisible()


def test_a_review_is_offered_where_an_album_learns(at: AtAlbums) -> None:
    album = at.make("Reds", AlbumKind.AUTO, query="red")
    plain = at.make("Plain", photo_ids=at.ids("b.png"))
    strip = at.albums.page.strip
    at.open(plain)
    at.until(lambda: "You choose" in strip.rule.full_text)
    assert not strip.review.isVisible()

    at.open(album)
    at.until(strip.review.isVisible)
    QTest.mouseClick(strip.review, Qt.MouseButton.LeftButton)
    at.until(lambda: at.session.review.sheet is not None)
    at.session.review.sheet.reject()


# Undo takes back what it says


def test_undo_in_a_message_goes_away_when_something_else_is_done(at: AtAlbums) -> None:
    album = at.make("Trip", photo_ids=at.ids("r1.png"))
    at.make("Old")
    at.albums.actions.delete(at.library.albums.find("Old").id)
    at.says("“Old” is deleted. Its photos stay.")
    toast = at.window.toast
    at.albums.actions.set_order(album.id, AlbumOrder.NEWEST)
    at.until(lambda: at.library.albums.find("Trip").order is AlbumOrder.NEWEST)

    at.until(lambda: not toast.isVisible())
    at.session.marks.undo()
    at.says("Undone: Order of the album")
    at.session.marks.undo()
    at.says("Undone: Deleted album")
    assert at.library.albums.find("Old").name == "Old"


def test_what_is_so_already_offers_no_undo(at: AtAlbums) -> None:
    red = at.ids("r1.png")[0]
    album = at.make("Trip", photo_ids=[red])
    at.library.albums.set_cover(album.id, red)
    toast = at.window.toast

    at.albums.actions.set_cover(album.id, red)
    at.says("This photo is the cover of “Trip” now")
    assert toast.findChild(QPushButton).isHidden()
    at.albums.actions.rename(album.id, " Trip ")
    at.says("The album is called “Trip” now")
    assert toast.findChild(QPushButton).isHidden()


def test_words_and_slider_of_an_album_are_one_step(at: AtAlbums) -> None:
    album = at.make("Warm", AlbumKind.AUTO, query="red")
    at.albums.ask_change(album)
    dialog = dialog_of(at)
    dialog.words.setText("green")
    dialog.slider.slider.setValue(0)
    dialog.slider.pulled.emit()
    at.until(lambda: dialog._shown is not None and dialog._shown.wish.cut_off is not None)
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    at.says("“Warm” looks for something else now")
    changed = at.library.albums.find("Warm")
    assert (changed.query, changed.cut_off) == ("green", 0.95)
    at.session.marks.undo()
    at.says("Undone: What the album looks for")
    assert at.library.albums.find("Warm") == album
