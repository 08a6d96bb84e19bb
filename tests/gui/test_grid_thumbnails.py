"""How pictures come into the grid."""

from __future__ import annotations

import pytest
from photo_grid_setup import GridOnShow, Store, color_at, paint_picture, row_of
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from photoclip.core.events import PhotosAdded
from photoclip.gui.grid.thumbnails import AT_ONCE, Thumbnails, cut_out
from photoclip.gui.look.theme import tokens

SQUARE = QSize(50, 50)


@pytest.fixture
def red_photos(shown: GridOnShow) -> GridOnShow:
    for photo_id in range(1, 300):
        paint_picture(shown.store.path_for(row_of(photo_id).content_hash), "red")
    return shown


def test_a_photo_is_grey_until_its_thumbnail_is_there(qtbot, red_photos: GridOnShow):
    red_photos.show([1, 2])
    assert color_at(red_photos.view, 1).name() == tokens().photo_ground.lower()

    qtbot.waitUntil(lambda: color_at(red_photos.view, 1).name() == "#ff0000")


def test_what_is_in_sight_is_read_before_what_is_around(qtbot, red_photos: GridOnShow):
    order: list[int] = []
    red_photos.thumbnails.loaded.connect(order.extend)
    red_photos.show(range(1, 300))
    visible = {red_photos.model.ids[row] for row in red_photos.view.visible_rows()}
    # Some are read side by side, so the last in sight may be overtaken by the first around it.
    side_by_side = AT_ONCE - 1
    qtbot.waitUntil(lambda: len(order) > len(visible) + side_by_side)

    assert visible <= set(order[: len(visible) + side_by_side])


def test_what_was_scrolled_past_is_not_read(qtbot, red_photos: GridOnShow):
    order: list[int] = []
    red_photos.show(range(1, 300))
    qtbot.waitUntil(lambda: red_photos.model.photo(0) is not None)
    red_photos.thumbnails.loaded.connect(order.extend)
    red_photos.view.go_to(299)
    qtbot.waitUntil(lambda: color_at(red_photos.view, 299).name() == "#ff0000")

    assert not set(order) & set(range(80, 200))


def test_another_size_shows_the_old_picture_until_the_new_one_is_there(
    qtbot, red_photos: GridOnShow
):
    red_photos.show([1])
    qtbot.waitUntil(lambda: color_at(red_photos.view, 1).name() == "#ff0000")
    red_photos.view.set_cell_edge(312)
    assert color_at(red_photos.view, 1).name() == "#ff0000"

    edge = red_photos.view.grid.cell
    picture = red_photos.thumbnails.picture
    qtbot.waitUntil(lambda: picture(row_of(1)).width() == edge * red_photos.view.devicePixelRatio())


def test_a_file_that_is_not_taken_in_yet_is_shown_from_its_own_picture(
    qtbot, shown: GridOnShow, tmp_path
):
    path = paint_picture(tmp_path / "new.png", "blue")
    shown.source.changed[-4] = row_of(-4, path=str(path))
    shown.show([-4])

    qtbot.waitUntil(lambda: color_at(shown.view, -4).name() == "#0000ff")


def test_a_lost_thumbnail_is_tried_again_when_the_photo_is_taken_in_again(qtbot, shown: GridOnShow):
    shown.show([1])
    qtbot.waitUntil(lambda: shown.thumbnails.has_failed(row_of(1)))
    paint_picture(shown.store.path_for(row_of(1).content_hash), "red")
    shown.library.emit(PhotosAdded((1,)))

    qtbot.waitUntil(lambda: color_at(shown.view, 1).name() == "#ff0000")


def test_an_edited_photo_gets_its_new_thumbnail(qtbot, red_photos: GridOnShow):
    red_photos.show([1])
    qtbot.waitUntil(lambda: color_at(red_photos.view, 1).name() == "#ff0000")
    edited = row_of(1, content_hash=b"e" * 16)
    paint_picture(red_photos.store.path_for(edited.content_hash), "lime")
    red_photos.source.changed[1] = edited
    red_photos.library.emit(PhotosAdded((1,)))

    qtbot.waitUntil(lambda: color_at(red_photos.view, 1).name() == "#00ff00")


def test_pictures_never_take_more_than_their_budget(qtbot, red_photos: GridOnShow):
    thumbnails = Thumbnails(red_photos.bridge, red_photos.store, budget_bytes=40 * 160 * 160 * 4)
    read: list[int] = []
    thumbnails.loaded.connect(read.extend)
    thumbnails.want(row_of(one) for one in range(1, 100))
    qtbot.waitUntil(lambda: len(read) == 99)

    assert thumbnails.size_bytes == 40 * 160 * 160 * 4
    assert thumbnails.picture(row_of(99)) is not None
    assert thumbnails.picture(row_of(1)) is None


def test_the_middle_of_a_picture_fills_the_square(tmp_path):
    path = paint_picture(tmp_path / "wide.png", "red", 400, 100)

    image = cut_out(path, SQUARE, 0, 4)
    assert (image.width(), image.height()) == (50, 50)
    assert image.pixelColor(25, 25).name() == "#ff0000"
    assert image.pixelColor(0, 0).alpha() < 128, "round corners"
    assert cut_out(tmp_path / "none.png", SQUARE, 0, 4).isNull()


def test_a_whole_photo_fills_a_cell_of_its_shape(tmp_path):
    path = paint_picture(tmp_path / "wide.png", "red", 400, 100)

    image = cut_out(path, QSize(200, 50), 0, 4)
    assert (image.width(), image.height()) == (200, 50)
    assert image.pixelColor(195, 25).name() == "#ff0000"
    turned = cut_out(path, QSize(50, 200), 90, 4)
    assert turned.pixelColor(25, 195).name() == "#ff0000"


def test_a_turned_photo_is_turned_in_the_grid(tmp_path):
    path = paint_picture(tmp_path / "two.png", "red", 100, 100)
    image = QImage(str(path))
    for y in range(50):
        for x in range(100):
            image.setPixelColor(x, y, QColor("blue"))
    image.save(str(path))

    assert cut_out(path, SQUARE, 0, 0).pixelColor(25, 5).name() == "#0000ff"
    assert cut_out(path, SQUARE, 90, 0).pixelColor(45, 25).name() == "#0000ff"
    assert cut_out(path, SQUARE, 180, 0).pixelColor(25, 45).name() == "#0000ff"


def test_a_deleted_thumbnail_is_made_again(qtbot, bridged, tmp_path) -> None:
    bridge, _ = bridged
    store = Store(tmp_path / "thumbnails")
    asked = []

    def restore(path: str, content_hash: bytes) -> None:
        asked.append(path)
        paint_picture(store.path_for(content_hash), "red")

    thumbnails = Thumbnails(bridge, store, restore=restore)
    here, away = row_of(1), row_of(2, is_offline=True)
    thumbnails.want([here, away])

    qtbot.waitUntil(lambda: thumbnails.picture(here) is not None)
    qtbot.waitUntil(lambda: thumbnails.has_failed(away))
    assert asked == [here.path], "a file that is away is not asked for"
