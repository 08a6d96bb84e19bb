"""One photo as large as the window."""

from __future__ import annotations

import pytest
from photo_grid_setup import paint_picture, row_of
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from viewer_setup import ViewerOnShow

from photoclip.core.events import FilesGone, PhotosAdded, PhotosMarked
from photoclip.gui.viewer.pictures import Fidelity, Picture, read_picture


def test_arrows_leaf_through_the_photos_and_stop_at_the_ends(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.color() == "#0000ff")
    opened.press(Qt.Key.Key_End, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.color() == "#ffffff")
    assert opened.viewer.bar.place == "4 of 4"
    opened.press(Qt.Key.Key_Home, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: opened.color() == "#ff0000")


def test_the_neighbours_are_read_ahead_so_that_a_key_shows_them_at_once(
    qtbot, opened: ViewerOnShow
):
    cache = opened.viewer._cache
    qtbot.waitUntil(lambda: cache.picture(1) is not None and cache.picture(3) is not None)
    opened.press(Qt.Key.Key_Right)

    assert opened.color() == "#0000ff"
    assert opened.viewer.size_bytes <= 3 * 800 * 600 * 4


def test_escape_goes_back_to_the_photo_that_was_shown_last(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_Right)
    with qtbot.waitSignal(opened.viewer.closed) as heard:
        opened.press(Qt.Key.Key_Escape)

    assert heard.args == [3]
    assert not opened.viewer.isVisible()
    assert opened.viewer.size_bytes == 0


def test_space_closes_a_quick_look_and_goes_on_otherwise(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_Space)
    assert opened.viewer.photo_id == 3
    opened.press(Qt.Key.Key_Escape)
    opened.viewer.open([1, 2, 3, 4], 2, is_quick=True)
    with qtbot.waitSignal(opened.viewer.closed):
        opened.press(Qt.Key.Key_Space)


def test_at_full_size_a_pixel_of_the_photo_is_one_of_the_screen(qtbot, opened: ViewerOnShow):
    canvas = opened.viewer.canvas
    assert canvas.zoom == pytest.approx(0.5)
    opened.press(Qt.Key.Key_Z)
    assert canvas.zoom == 1.0
    qtbot.waitUntil(lambda: canvas.picture.image.size() == QSize(1600, 1200))
    opened.press(Qt.Key.Key_Right)
    assert opened.viewer.photo_id == 2, "an enlarged photo is moved"
    opened.press(Qt.Key.Key_Z)
    assert canvas.is_fitted


def test_the_wheel_enlarges_around_the_pointer_and_the_mouse_moves_the_photo(
    qtbot, opened: ViewerOnShow
):
    canvas = opened.viewer.canvas
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert canvas.zoom == 1.0
    left = canvas._target().left()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(250, 300))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(250, 300))

    assert canvas._target().left() == left - 50
    canvas.pan(-9000, -9000)
    assert canvas._target().right() == pytest.approx(canvas.width(), abs=1), "held inside"


def test_a_photo_that_is_smaller_than_the_window_is_not_blown_up(
    qtbot, opened: ViewerOnShow, tmp_path
):
    path = paint_picture(tmp_path / "small.png", "red", 100, 80)
    opened.change(1, path=str(path))
    opened.library.emit(PhotosAdded((1,)))
    cache = opened.viewer._cache
    qtbot.waitUntil(lambda: _held(cache.picture(1)) == QSize(100, 80))
    opened.press(Qt.Key.Key_Left)

    assert opened.viewer.canvas.zoom == 1.0
    assert opened.color() == "#ff0000"


def test_keys_mark_the_photo_on_show(qtbot, opened: ViewerOnShow):
    viewer = opened.viewer
    for key, signal, args in (
        (Qt.Key.Key_F, viewer.favourite_wanted, [[2], True]),
        (Qt.Key.Key_4, viewer.rating_wanted, [[2], 4]),
        (Qt.Key.Key_R, viewer.rotation_wanted, [[2], 90]),
        (Qt.Key.Key_M, viewer.similar_wanted, [2]),
    ):
        with qtbot.waitSignal(signal) as heard:
            opened.press(key)
        assert heard.args == args
    opened.change(2, is_favourite=True)
    opened.library.emit(PhotosMarked((2,)))
    qtbot.waitUntil(lambda: viewer.row is not None and viewer.row.is_favourite)
    assert "No longer a favourite (F)" in opened.button_names()


def _held(picture: Picture | None) -> QSize | None:
    return None if picture is None else picture.size


def _size(opened: ViewerOnShow) -> QSize | None:
    return _held(opened.viewer.canvas.picture)


def test_a_turned_photo_turns_on_the_screen(qtbot, opened: ViewerOnShow):
    opened.change(2, rotation=90)
    opened.library.emit(PhotosMarked((2,)))

    qtbot.waitUntil(lambda: _size(opened) == QSize(1200, 1600))


def test_a_format_that_cannot_be_read_is_shown_by_its_thumbnail_and_says_so(
    qtbot, opened: ViewerOnShow, tmp_path
):
    path = tmp_path / "photo.cr3"
    path.write_bytes(b"raw" * 100)
    opened.change(1, path=str(path))
    opened.library.emit(PhotosAdded((1,)))
    paint_picture(opened.store.path_for(row_of(1).content_hash), "yellow", 512, 384)
    opened.press(Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: "small preview" in opened.notice())
    assert opened.color() == "#ffff00"
    assert "small preview" in opened.viewer.accessibleName()


def test_a_photo_that_was_deleted_behind_the_apps_back_says_so_and_the_next_one_works(
    qtbot, opened: ViewerOnShow, tmp_path
):
    opened.change(1, path=str(tmp_path / "gone.png"))
    opened.library.emit(PhotosAdded((1,)))
    opened.viewer.open([1, 2], 1)

    qtbot.waitUntil(lambda: opened.notice() == "The file of this photo is no longer there.")
    assert opened.color(100) == "#0e0e10"
    opened.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.color() == "#00ff00")
    assert opened.notice() == ""


def test_a_folder_that_disappeared_is_named_as_the_reason(qtbot, opened: ViewerOnShow):
    opened.change(1, path="/nowhere/at/all.png")
    opened.library.emit(PhotosAdded((1,)))
    opened.press(Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: opened.notice() == "The folder of this photo is no longer there.")


def test_a_drive_that_is_away_is_named_as_the_reason(qtbot, opened: ViewerOnShow):
    paint_picture(opened.store.path_for(row_of(1).content_hash), "yellow", 512, 384)
    opened.change(1, path="/nowhere/at/all.png", is_offline=True)
    opened.library.emit(PhotosAdded((1,)))
    opened.press(Qt.Key.Key_Left)

    qtbot.waitUntil(lambda: opened.notice().startswith("The drive of this photo is away."))
    assert opened.color() == "#ffff00"


def test_a_photo_that_leaves_the_library_while_it_is_shown_says_so(qtbot, opened: ViewerOnShow):
    opened.source.gone.add(2)
    opened.library.emit(FilesGone(1))

    qtbot.waitUntil(lambda: opened.notice() == "This photo is no longer in your library.")
    assert opened.color() == "#00ff00", "what was read stays"
    opened.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: opened.color() == "#0000ff")
    opened.press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: opened.notice() == "This photo is no longer in your library.")


def test_a_file_that_is_taken_in_while_it_is_shown_stays_on_show(
    qtbot, opened: ViewerOnShow, tmp_path
):
    path = paint_picture(tmp_path / "new.png", "blue", 900, 600)
    opened.source.changed[-7] = row_of(-7, path=str(path), width=0, height=0)
    opened.viewer.open([2, -7], -7)
    qtbot.waitUntil(lambda: opened.color() == "#0000ff")
    opened.press(Qt.Key.Key_B)
    opened.source.gone.add(-7)
    opened.source.became_of[-7] = 30
    opened.source.changed[30] = row_of(30, path=str(path))
    opened.library.emit(PhotosAdded((30,)))

    qtbot.waitUntil(lambda: opened.viewer.photo_id == 30 and opened.viewer.row is not None)
    assert opened.notice() == ""
    qtbot.waitUntil(lambda: opened.color() == "#0000ff")
    opened.press(Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: opened.color() == "#00ff00")


def test_the_thumbnail_is_seen_until_the_picture_is_read(qtbot, opened: ViewerOnShow):
    paint_picture(opened.store.path_for(row_of(4).content_hash), "yellow", 512, 384)
    seen = []
    opened.viewer._cache.picture_read.connect(
        lambda picture: seen.append((picture.photo_id, picture.fidelity))
    )
    opened.press(Qt.Key.Key_End)

    qtbot.waitUntil(lambda: opened.color() == "#ffffff")
    of_the_last = [fidelity for photo_id, fidelity in seen if photo_id == 4]
    assert of_the_last[-1] is Fidelity.ORIGINAL
    assert of_the_last[:-1] in ([], [Fidelity.ROUGH]), "no later than the picture itself"


def test_controls_leave_the_photo_alone_until_the_mouse_moves(qtbot, opened: ViewerOnShow):
    opened.let_rest(qtbot)
    assert opened.viewer.canvas.cursor().shape() is Qt.CursorShape.BlankCursor
    QTest.mouseMove(opened.viewer.canvas, QPoint(300, 300))

    qtbot.waitUntil(lambda: opened.viewer.bar.is_shown)
    assert opened.viewer.canvas.cursor().shape() is Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Q])
def test_any_key_brings_the_controls_back(qtbot, opened: ViewerOnShow, key: Qt.Key):
    opened.let_rest(qtbot)
    opened.press(key)

    assert opened.viewer.bar.is_shown


def test_controls_stay_while_the_keyboard_is_on_one_of_them(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_Tab)
    assert opened.viewer.bar.isAncestorOf(opened.window.focusWidget())
    QCursor.setPos(opened.viewer.canvas.mapToGlobal(QPoint(400, 400)))
    opened.viewer.controls.rest.setInterval(1)
    with qtbot.waitSignals([opened.viewer.controls.rest.timeout] * 3):
        opened.viewer.controls.show()

    assert opened.viewer.bar.is_shown


def test_tab_goes_round_in_the_viewer_and_never_below_it(qtbot, opened: ViewerOnShow):
    below = QToolButton(opened.window)
    below.show()
    met = []
    for _ in range(len(opened.buttons()) + 1):
        QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Tab)
        met.append(opened.window.focusWidget())

    assert met == [*opened.buttons(), opened.viewer]
    QTest.keyClick(opened.viewer, Qt.Key.Key_Backtab)
    assert opened.window.focusWidget() is opened.buttons()[-1]


def test_enter_presses_the_button_that_has_the_keyboard(qtbot, opened: ViewerOnShow):
    opened.button("Next photo").setFocus()
    QTest.keyClick(opened.window.focusWidget(), Qt.Key.Key_Return)

    assert opened.viewer.photo_id == 3


def test_f11_fills_the_screen_and_closing_gives_it_back(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_F11)
    qtbot.waitUntil(opened.window.isFullScreen)
    assert "Leave full screen (F11)" in opened.button_names()
    opened.press(Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not opened.window.isFullScreen())


def test_the_viewer_fills_the_window_when_it_grows(qtbot, opened: ViewerOnShow):
    opened.window.resize(1000, 700)

    qtbot.waitUntil(lambda: opened.viewer.size() == QSize(1000, 700))


def test_every_button_has_a_name_and_is_reached_by_the_keyboard(opened: ViewerOnShow):
    assert len(opened.buttons()) == 10
    for button in opened.buttons():
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_key_that_qt_has_no_name_for_does_nothing(opened: ViewerOnShow):
    QTest.sendKeyEvent(
        QTest.KeyAction.Click,
        opened.viewer,
        Qt.Key(Qt.Key.Key_unknown),
        "ㅎ",
        Qt.KeyboardModifier.NoModifier,
    )

    assert opened.viewer.photo_id == 2


def test_a_huge_picture_is_reduced_while_it_is_read(tmp_path):
    path = paint_picture(tmp_path / "wide.png", "red", 1600, 400)
    row = row_of(1, path=str(path), rotation=90)

    fitted = read_picture(row, "", QSize(200, 200))
    assert fitted.image.size() == QSize(50, 200)
    assert (fitted.size, fitted.is_whole) == (QSize(400, 1600), False)
    assert fitted.fidelity is Fidelity.ORIGINAL
    whole = read_picture(row, "", None)
    assert (whole.image.size(), whole.is_whole) == (QSize(400, 1600), True)
