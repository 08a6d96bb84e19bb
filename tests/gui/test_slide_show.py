"""One photo after the other by itself."""

from __future__ import annotations

import pytest
from photo_grid_setup import paint_picture, row_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle
from viewer_setup import ViewerOnShow

from photoclip.gui.app import Application
from photoclip.gui.viewer.pictures import Picture
from photoclip.gui.viewer.slide_show import SlideShow
from photoclip.gui.widgets.fading_panel import motion_ms


def let_time_pass(opened: ViewerOnShow) -> None:
    """The time for the photo on show is over."""
    slides = opened.viewer.slides
    assert slides._timer.isActive()
    slides._timer.start(0)


def wait_for(qtbot, opened: ViewerOnShow, photo_id: int) -> None:
    qtbot.waitUntil(lambda: opened.viewer.photo_id == photo_id)


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_F5])
def test_a_key_starts_it_and_it_ends_at_the_last_photo(qtbot, opened: ViewerOnShow, key: Qt.Key):
    opened.press(key)
    viewer = opened.viewer
    assert viewer.slide_bar.isVisible()
    assert opened.window.isFullScreen()
    for following in (3, 4):
        let_time_pass(opened)
        wait_for(qtbot, opened, following)
    let_time_pass(opened)

    qtbot.waitUntil(lambda: not viewer.slides.is_running)
    assert viewer.photo_id == 4
    assert viewer.isVisible()
    assert not viewer.slide_bar.isVisible()
    assert not opened.window.isFullScreen()


def test_it_begins_again_where_that_is_chosen(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_End, Qt.Key.Key_S)
    QTest.mouseClick(opened.viewer.slide_bar.loop, Qt.MouseButton.LeftButton)
    let_time_pass(opened)

    wait_for(qtbot, opened, 1)
    qtbot.waitUntil(lambda: opened.color() == "#ff0000")
    assert SlideShow(opened.memory, opened.window).is_looping, "it is remembered"


def test_space_pauses_and_goes_on(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S, Qt.Key.Key_Space)
    slides = opened.viewer.slides
    assert slides.is_paused
    assert not slides._timer.isActive()
    assert opened.viewer.slide_bar.pause.accessibleName() == "Go on"
    opened.press(Qt.Key.Key_Right, Qt.Key.Key_Space)

    assert opened.viewer.photo_id == 3
    let_time_pass(opened)
    wait_for(qtbot, opened, 4)


def test_escape_ends_the_slide_show_first_and_the_viewer_then(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S, Qt.Key.Key_Escape)
    assert not opened.viewer.slides.is_running
    assert opened.viewer.isVisible()
    opened.press(Qt.Key.Key_Escape)

    assert not opened.viewer.isVisible()


def test_the_interval_is_between_2_and_30_seconds_and_is_remembered(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S)
    bar, left = opened.viewer.slide_bar, Qt.MouseButton.LeftButton
    assert bar.time == "5 s"
    while bar.longer.isEnabled():
        QTest.mouseClick(bar.longer, left)
    assert bar.time == "30 s"
    assert 28_000 < opened.viewer.slides._timer.remainingTime() < 32_000
    while bar.shorter.isEnabled():
        QTest.mouseClick(bar.shorter, left)

    assert bar.time == "2 s"
    assert SlideShow(opened.memory, opened.window).seconds == 2


def test_leafing_gives_the_next_photo_its_full_time(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S)
    opened.viewer.slides._timer.start(100_000)
    opened.press(Qt.Key.Key_Right)

    assert opened.viewer.slides._timer.remainingTime() < 6000


def test_it_waits_for_a_picture_that_is_not_read_yet(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not opened.viewer.is_awaited(2))
    opened.viewer._cache._pictures.pop(3)
    let_time_pass(opened)
    qtbot.waitUntil(lambda: opened.viewer.slides._tries > 0)
    assert opened.viewer.photo_id == 2
    opened.viewer.want()

    wait_for(qtbot, opened, 3)
    assert opened.viewer.canvas.picture.photo_id == 3


def test_a_photo_that_cannot_be_shown_does_not_hold_it_up(qtbot, opened: ViewerOnShow):
    opened.source.gone.add(3)
    opened.viewer.open([1, 2, 3, 4], 2)
    opened.press(Qt.Key.Key_S)
    for following in (3, 4):
        let_time_pass(opened)
        wait_for(qtbot, opened, following)


def test_no_photo_is_taken_from_somebody_who_looks_closer(qtbot, opened: ViewerOnShow):
    opened.press(Qt.Key.Key_S, Qt.Key.Key_Z)
    let_time_pass(opened)
    with qtbot.waitSignal(opened.viewer.slides.turn_due):
        pass

    assert opened.viewer.photo_id == 2


def test_photos_fade_into_one_another(qtbot, opened: ViewerOnShow, monkeypatch):
    canvas = opened.viewer.canvas
    seen: list[tuple[int, QColor]] = []
    fade_to = canvas.fade_to

    def fade_half_way(picture: Picture, duration_ms: int) -> None:
        fade_to(picture, duration_ms)
        if duration_ms and not seen:
            # Looked at here: later a better reading of the picture may have ended it.
            canvas._fade.setCurrentTime(duration_ms // 2)
            seen.append((duration_ms, QColor(opened.color())))

    monkeypatch.setattr(canvas, "fade_to", fade_half_way)
    opened.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not opened.viewer.is_awaited(2))
    let_time_pass(opened)
    wait_for(qtbot, opened, 3)
    ((duration_ms, mixed),) = seen
    assert 0 < duration_ms < 150
    assert (mixed.green(), mixed.blue()) == pytest.approx((128, 128), abs=2)
    qtbot.waitUntil(lambda: opened.color() == "#0000ff")


class Still(QProxyStyle):
    """The style of a system that asks for less motion."""

    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, data)


def test_nothing_moves_where_the_system_asks_for_less_motion(qtbot, opened: ViewerOnShow):
    # A widget does not keep its style alive.
    still = Still()
    still.setParent(opened.window)
    opened.viewer.setStyle(still)
    assert motion_ms(opened.viewer) == 0
    opened.press(Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not opened.viewer.is_awaited(2))
    let_time_pass(opened)
    wait_for(qtbot, opened, 3)

    assert opened.color() == "#0000ff"
    opened.viewer.setStyle(QApplication.style())


def test_the_film_strip_makes_room_for_it_and_comes_back(qtbot, opened: ViewerOnShow):
    paint_picture(opened.store.path_for(row_of(2).content_hash), "lime")
    opened.press(Qt.Key.Key_B, Qt.Key.Key_S)
    assert not opened.viewer.strip.isVisible()
    assert opened.viewer.canvas.height() == opened.viewer.height()
    opened.press(Qt.Key.Key_S)

    assert opened.viewer.strip.isVisible()


class CountingScreen:
    """A screen that notes when it was held and released."""

    is_quick = False

    def __init__(self) -> None:
        self.said: list[str] = []

    def hold(self) -> None:
        self.said.append("on")

    def release(self) -> None:
        self.said.append("as usual")


def test_the_screen_stays_on_while_photos_follow_each_other(window: Application, qtbot):
    session, screen = window.session, CountingScreen()
    assert session is not None
    session.awake._screen = screen
    slides = session.viewer.slides

    slides.start()
    qtbot.waitUntil(lambda: screen.said == ["on"])
    slides.toggle_pause()
    qtbot.waitUntil(lambda: screen.said == ["on", "as usual"])
    slides.toggle_pause()
    qtbot.waitUntil(lambda: screen.said[2:] == ["on"])
    slides.end()
    qtbot.waitUntil(lambda: screen.said[3:] == ["as usual"])
