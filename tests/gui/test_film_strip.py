"""The photos beside the one on show, at the bottom."""

from __future__ import annotations

import numpy as np
from photo_grid_setup import paint_picture, row_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from viewer_setup import ViewerOnShow

from photoclip.core.events import PhotosMarked
from photoclip.gui.look.theme import DARK
from photoclip.gui.viewer.film_strip import FilmStrip
from photoclip.gui.viewer.viewer import Viewer

MANY = 500_000


def middle_of(strip: FilmStrip, place: int) -> QPoint:
    return strip.rect_of(place).center().toPoint()


def color_of(strip: FilmStrip, point: QPoint) -> str:
    return QColor(strip.grab().toImage().pixel(point)).name()


def test_a_key_shows_the_neighbours_with_the_present_one_marked(qtbot, opened: ViewerOnShow):
    strip = opened.viewer.strip
    assert not strip.isVisible()
    paint_picture(opened.store.path_for(row_of(2).content_hash), "lime")
    opened.press(Qt.Key.Key_B)

    assert strip.isVisible()
    qtbot.waitUntil(lambda: color_of(strip, middle_of(strip, 1)) == "#00ff00")
    ring = strip.rect_of(1).topLeft() + QPointF(32, -1)
    assert color_of(strip, ring.toPoint()) == DARK.accent.lower()
    assert opened.viewer.canvas.height() == 600 - strip.height(), "it covers no picture"
    opened.press(Qt.Key.Key_B)
    assert not strip.isVisible()


def test_a_click_goes_there(qtbot, opened: ViewerOnShow):
    QTest.mouseClick(opened.button("Film strip (B)"), Qt.MouseButton.LeftButton)
    strip = opened.viewer.strip
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle_of(strip, 3))

    assert opened.viewer.photo_id == 4
    qtbot.waitUntil(lambda: opened.color() == "#ffffff")


def test_the_keyboard_reaches_the_strip_and_leafs_there(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_B)
    QTest.keyClick(opened.viewer, Qt.Key.Key_Backtab)
    strip = opened.viewer.strip
    assert strip.hasFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)

    assert opened.viewer.photo_id == 3
    assert strip.hasFocus()
    ring = strip.rect_of(2).topLeft() + QPointF(32, -4)
    assert color_of(strip, ring.toPoint()) == DARK.text.lower(), "the focus is seen"


def test_the_strip_is_there_again_the_next_time(qtbot, opened: ViewerOnShow, bridged):
    opened.press(Qt.Key.Key_B)
    other = Viewer(bridged[0], opened.source, opened.store, opened.window, memory=opened.memory)
    other.open([1, 2], 1)

    assert other.strip.isVisible()
    other.close_view()


def test_a_turned_photo_is_turned_in_the_strip(qtbot, opened: ViewerOnShow):
    path = opened.store.path_for(row_of(3).content_hash)
    paint_picture(path, "red", 64, 64)
    opened.press(Qt.Key.Key_B)
    strip = opened.viewer.strip
    qtbot.waitUntil(lambda: color_of(strip, middle_of(strip, 2)) != "#2a2a2c")
    asked = len(opened.source.asked)
    opened.change(3, rotation=90)
    opened.library.emit(PhotosMarked((3,)))

    qtbot.waitUntil(lambda: any(3 in one for one in opened.source.asked[asked:]))
    qtbot.waitUntil(lambda: strip._rows.get(3) is not None and strip._rows[3].rotation == 90)


def test_half_a_million_photos_cost_no_more_than_those_in_sight(qtbot, opened: ViewerOnShow):
    ids = np.arange(1, MANY + 1)
    opened.viewer.open(ids, MANY // 2)
    opened.press(Qt.Key.Key_B)
    strip = opened.viewer.strip
    qtbot.waitUntil(lambda: len(strip._rows) > 0)
    opened.press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: strip._rows.get(MANY) is not None)

    assert len(strip.places_in_sight()) < 20
    assert len(strip._rows) < 60
    assert abs(middle_of(strip, MANY - 1).x() - strip.width() // 2) <= 1
