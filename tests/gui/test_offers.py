"""The page of offered marks: seen, given, dismissed and taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from scenery import OpenLibrary
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_toast

from photoclip.core.offers import MarkOffer, OfferedMarks, OfferedPicture
from photoclip.core.wording import Message
from photoclip.gui.app import Application
from photoclip.gui.browse import place as places
from photoclip.gui.browse.offers import SHOWN_AT_MOST, OfferShown, OffersShown
from photoclip.gui.offers.page import OffersPage
from photoclip.gui.sidebar.place_tree import COUNT
from photoclip.gui.threads.heartbeat import Heartbeat

NAMES = ["IMG_1.png", "IMG_2.png", "IMG_3.png"]


@pytest.fixture
def offered(
    open_library: OpenLibrary, open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> Application:
    """A window on a library in which three rated pictures gave way to others of their names."""
    library = open_library()
    for shade, name in enumerate(NAMES):
        paint(name, (255, 0, 0), shade=shade)
    library.index(photos)
    ids = [library.details.photo_at(photos / name) for name in NAMES]
    library.marks.set_rating([one for one in ids if one], 4)
    for shade, name in enumerate(NAMES):
        os.replace(paint("other.png", (0, 0, 255), shade=shade), photos / name)
    library.index()
    library.close()
    window = open_window()
    qtbot.waitUntil(lambda: count(window) == 3, timeout=WAIT_MS)
    window.window.sidebar.place_chosen.emit(places.OFFERS)
    page = window.session.offers.page
    qtbot.waitUntil(lambda: page.isVisible() and len(page.rows) == 3, timeout=WAIT_MS)
    return window


def count(window: Application) -> int:
    return int(window.window.sidebar.tree.places[places.OFFERS].data(COUNT) or 0)


def ratings(window: Application, photos: Path) -> list[int]:
    library = window.library
    ids = [library.details.photo_at(photos / name) for name in NAMES]
    return [one.rating for one in library.marks.get([one for one in ids if one]).values()]


def middle(picture: QLabel) -> QColor:
    pixels = picture.pixmap()
    return pixels.toImage().pixelColor(pixels.rect().center())


def test_the_page_shows_both_pictures_and_what_would_be_given(offered: Application) -> None:
    rows = {one.name.full_text: one for one in offered.session.offers.page.rows}
    row = rows["IMG_1.png"]
    assert row.marks.text() == "★★★★"
    assert row.reason.text().endswith(".")
    named = {one.accessibleName(): one for one in row.findChildren(QLabel)}
    former, new = named["The former picture"], named["The picture that is there now"]
    assert middle(former).red() > 200
    assert middle(new).blue() > 200
    assert row.give.accessibleName() == "Give: IMG_1.png"
    assert "★★★★" in row.give.accessibleDescription()


def test_marks_are_given_by_the_keyboard_and_taken_back_in_the_toast(
    offered: Application, qtbot: QtBot, photos: Path
) -> None:
    page = offered.session.offers.page
    names = [one.name.full_text for one in page.rows]
    page.rows[0].give.setFocus()
    qtbot.keyClick(page.rows[0].give, Qt.Key.Key_Return)
    assert len(page.rows) == 2
    assert page.rows[0].give.hasFocus(), "the keyboard goes on to the next offer"
    wait_for_toast(qtbot, offered, "got its marks")
    assert sorted(ratings(offered, photos)) == [0, 0, 4]
    qtbot.waitUntil(lambda: count(offered) == 2, timeout=WAIT_MS)

    offered.window.toast.act()
    qtbot.waitUntil(lambda: len(page.rows) == 3 and count(offered) == 3, timeout=WAIT_MS)
    assert ratings(offered, photos) == [0, 0, 0]
    assert [one.name.full_text for one in page.rows] == names


def test_tab_goes_down_the_page_also_when_a_row_came_back(
    offered: Application, qtbot: QtBot
) -> None:
    page = offered.session.offers.page
    page.rows[1].dismiss.click()
    wait_for_toast(qtbot, offered, "1 offer dismissed")
    offered.window.toast.act()
    qtbot.waitUntil(lambda: len(page.rows) == 3, timeout=WAIT_MS)
    page.give_all.setFocus()
    met = []
    for _ in range(8):
        focus = offered.window.focusWidget()
        met.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    rows = [one for row in page.rows for one in (row.give, row.dismiss)]
    assert met == [page.give_all, page.dismiss_all, *rows]
    assert [row.y() for row in page.rows] == sorted(row.y() for row in page.rows)


def test_the_info_pane_says_what_came_from_a_sidecar(
    open_library: OpenLibrary, open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("a.png")
    (photos / "a.png.xmp").write_text(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        ' exif:DateTimeOriginal="2016-03-04T05:06:07" exif:GPSLatitude="48,12.5N"'
        ' exif:GPSLongitude="16,22.2E"/></rdf:RDF>',
        encoding="utf-8",
    )
    library = open_library()
    library.preferences.change(reads_sidecars=True)
    library.index(photos)
    library.close()
    window = open_window()
    model = window.session.photos.model
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=WAIT_MS)
    window.session.photos.grid.go_to(int(model.ids[0]))
    info = window.window.info
    qtbot.waitUntil(lambda: "Taken" in info.facts, timeout=WAIT_MS)
    assert "2016" in info.facts["Taken"]
    assert info.facts["Taken"].endswith("(from the sidecar)")
    assert info.facts["Place"] == "48.2083° N, 16.3700° E (from the sidecar)"


def test_all_are_given_or_dismissed_at_once(
    offered: Application, qtbot: QtBot, photos: Path
) -> None:
    page, tree = offered.session.offers.page, offered.window.sidebar.tree
    qtbot.mouseClick(page.dismiss_all, Qt.MouseButton.LeftButton)
    wait_for_toast(qtbot, offered, "3 offers dismissed")
    qtbot.waitUntil(lambda: count(offered) == 0, timeout=WAIT_MS)
    item = offered.window.sidebar.tree.places[places.OFFERS]
    assert tree.isRowHidden(item.row(), item.parent().index())
    assert not page.give_all.isEnabled()

    offered.window.toast.act()
    qtbot.waitUntil(lambda: len(page.rows) == 3, timeout=WAIT_MS)
    assert not tree.isRowHidden(item.row(), item.parent().index())
    qtbot.mouseClick(page.give_all, Qt.MouseButton.LeftButton)
    wait_for_toast(qtbot, offered, "3 photos got their marks")
    assert ratings(offered, photos) == [4, 4, 4]


def test_many_offers_come_some_at_a_time_and_hold_the_window_up_for_no_frame(
    qtbot: QtBot, dressed: QApplication
) -> None:
    page = OffersPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    image = QImage(192, 192, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.red)
    rows = tuple(OfferShown(offer(number), image, image) for number in range(SHOWN_AT_MOST))
    beat = Heartbeat()
    beat.start()
    page.show_offers(OffersShown(rows, 1250))
    qtbot.waitUntil(lambda: len(page.rows) == SHOWN_AT_MOST, timeout=WAIT_MS)
    beat.stop()
    # About 10 ms, of which a loaded machine makes more.
    assert beat.worst_busy_s < 0.05
    assert page.summary.text() == "1,250 offers"
    assert page.more.isVisible()
    assert page.more.text() == "1,220 more follow"
    page.answered([3])
    assert page.summary.text() == "1,249 offers"


def offer(number: int) -> MarkOffer:
    picture = OfferedPicture(number + 1, bytes(16))
    marks = OfferedMarks(rating=3, albums=("Trips",), tags=("dog",))
    reason = Message("A sidecar beside this photo belongs to another picture.")
    return MarkOffer(number, picture, f"/photos/{number}.jpg", picture, "", marks, reason)
