"""Albums without a mouse, and where they are many, deep, or odd."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from test_window_albums import AtAlbums, at, dialog_of, popover_of  # noqa: F401

from photoclip.core.albums import AlbumKind, AlbumOrder, ShareAs
from photoclip.gui.widgets.parts import plain_tip
from photoclip.services.albums import sharing as album_sharing


def below(menu: QMenu, text: str) -> QMenu:
    """The menu that opens from an entry."""
    return next(one.menu() for one in menu.actions() if one.text() == text)


def test_an_album_moves_into_another_one_from_its_menu(at: AtAlbums) -> None:  # noqa: F811
    trips, rome = at.make("Trips & more"), at.make("Rome")
    at.make("Inside", parent_id=rome.id)
    into = below(at.albums.menu_of(rome.id), "Move into")
    assert [one.text() for one in into.actions()] == ["Trips && more"]
    at.entry(into, "Trips && more")
    at.says("“Rome” lies in “Trips & more” now")
    assert at.library.albums.tree().get(rome.id).parent_id == trips.id


def test_of_many_albums_each_can_be_chosen(at: AtAlbums) -> None:  # noqa: F811
    album = at.make("One")
    for number in range(65):
        at.library.albums.create(f"Album {number:02}")
    at.until(lambda: len(at.rows()) == 66)
    parts = [one.menu() for one in below(at.albums.menu_of(album.id), "Merge with").actions()]
    assert [one.title() for one in parts] == [
        "Album 00 – Album 29",
        "Album 30 – Album 59",
        "Album 60 – Album 64",
    ]
    parts[2].aboutToShow.emit()
    at.entry(parts[2], "Album 63")
    at.says("The two albums are one now: “Album 63”")


def test_delete_on_the_slider_brings_the_usual_cut_off_back(at: AtAlbums) -> None:  # noqa: F811
    album = at.make("Warm", AlbumKind.AUTO, query="red", cut_off=0.95)
    at.open(album)
    slider = at.albums.page.strip.slider
    at.until(lambda: slider.isVisible() and slider.cut_off == 0.95)
    QTest.keyClick(slider.slider, Qt.Key.Key_Delete)
    at.until(lambda: at.library.albums.find("Warm").cut_off is None)
    assert at.library.status().photos == 5


def test_a_path_makes_an_album_inside_of_another_one(at: AtAlbums) -> None:  # noqa: F811
    trips = at.make("Trips")
    (red,) = at.choose("r1.png")
    at.press(Qt.Key.Key_A)
    popover = popover_of(at)
    QTest.keyClicks(popover.edit, "trips/Seoul")
    assert popover.offered == ["New album “trips › Seoul”"]
    QTest.keyClick(popover.edit, Qt.Key.Key_Return)
    at.says("1 photo is in “Seoul” now")
    seoul = at.library.albums.find("Trips/Seoul")
    assert seoul.parent_id == trips.id
    assert at.library.albums.content(seoul.id).photo_ids.tolist() == [red]


def test_a_long_wish_proposes_a_name_that_can_be(at: AtAlbums) -> None:  # noqa: F811
    at.albums.ask_words()
    dialog = dialog_of(at)
    dialog.words.setText("red " * 100)
    at.until(dialog.deed.isEnabled)
    QTest.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    at.until(lambda: len(at.rows()) == 1)
    assert at.rows() == [("Red " + "red " * 14).strip()]


def test_an_album_that_is_gone_to_can_be_seen_in_the_sidebar(at: AtAlbums) -> None:  # noqa: F811
    for number in range(60):
        at.library.albums.create(f"Album {number:02}")
    last = at.make("Zoo", photo_ids=at.ids("r1.png"))
    at.albums.go(last)
    tree = at.sidebar.tree
    item = at.section.item(last.id)
    assert item is not None
    at.until(lambda: tree.viewport().rect().contains(tree.visualRect(item.index()).center()))


def test_teaching_stands_in_the_menu_away_from_deleting(at: AtAlbums) -> None:  # noqa: F811
    album = at.make("Reds")
    menu = at.albums.menu_of(album.id)
    at.session.review.add_to(menu, album)
    texts = [one.text().split("\t")[0] for one in menu.actions()]
    assert texts[-1] == "Delete album"
    assert texts.index("Teach this album…") < texts.index("")


def test_a_long_share_says_how_far_it_is_and_can_be_stopped(
    at: AtAlbums,  # noqa: F811
    tmp_path: Path,
    monkeypatch,
) -> None:
    album = at.make("All", photo_ids=at.ids("r1.png", "r2.png", "b.png"))
    goes_on, copy = threading.Semaphore(0), album_sharing.shutil.copyfile

    def wait_and_copy(source: str, to: Path) -> object:
        goes_on.acquire(timeout=30)
        return copy(source, to)

    monkeypatch.setattr(album_sharing.shutil, "copyfile", wait_and_copy)
    target = tmp_path / "stick"
    target.mkdir()
    at.albums.files.share(album, target, ShareAs.COPIES)
    goes_on.release()
    at.says("Making the folder: 1 of 3 photos")
    assert at.window.toast.findChild(QPushButton).text() == "Stop"
    at.window.toast.act()
    goes_on.release(2)
    at.says("Sharing was stopped. No folder was made.")
    assert list(target.iterdir()) == []


def names_in_order(at: AtAlbums) -> list[str]:  # noqa: F811
    rows = at.library.browse.rows(at.library.browse.ids())
    names = {row.photo_id: row.name for row in rows}
    return [names[int(one)] for one in at.page.model.ids]


def test_photos_of_an_album_are_put_in_order_with_keys(at: AtAlbums) -> None:  # noqa: F811
    album = at.make("Mine", photo_ids=at.ids("r1.png", "g1.png", "b.png"))
    at.open(album)
    at.shows("r1.png", "g1.png", "b.png")
    at.choose("b.png")

    QTest.keyClick(at.page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: names_in_order(at) == ["r1.png", "b.png", "g1.png"])
    QTest.keyClick(at.page.grid, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: names_in_order(at) == ["b.png", "r1.png", "g1.png"])
    QTest.keyClick(at.page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(at.page.grid, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: names_in_order(at) == ["r1.png", "g1.png", "b.png"])
    at.library.undo.undo()
    at.until(lambda: names_in_order(at) == ["b.png", "r1.png", "g1.png"])

    menu = QMenu()
    at.albums.page.arranging.add_to(menu, at.ids("b.png"))
    back, on = menu.actions()
    assert (back.isEnabled(), on.isEnabled()) == (False, True)
    on.trigger()
    at.until(lambda: names_in_order(at) == ["r1.png", "b.png", "g1.png"])

    at.albums.actions.set_order(album.id, AlbumOrder.NAME)
    at.until(lambda: names_in_order(at) == ["b.png", "g1.png", "r1.png"])
    at.choose("b.png")
    QTest.keyClick(at.page.grid, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
    assert names_in_order(at) == ["b.png", "g1.png", "r1.png"]
    assert at.library.albums.tree().get(album.id).order is AlbumOrder.NAME


def test_a_name_is_never_taken_for_markup(at: AtAlbums) -> None:  # noqa: F811
    album = at.make("<h1>big & <img src=x>", photo_ids=at.ids("r1.png"))
    item = at.section.item(album.id)
    assert item is not None
    shown = QTextDocument()
    shown.setHtml(item.toolTip())
    assert shown.toPlainText() == "<h1>big & <img src=x>\nAlbum"
    assert plain_tip("Tom & Jerry") == "Tom & Jerry"
