"""What a person does to teach an album, and what they see of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_toast, wait_until_indexed

from photoclip.core.albums import Album, AlbumKind
from photoclip.gui.app import Application
from photoclip.gui.language.reviews import explanation, measured, progress
from photoclip.gui.review.actions import can_be_judged, can_be_taught
from photoclip.gui.review.page import ReviewPage
from photoclip.services.albums.learning import LearnedQuality, Review

SHADES = {"red": (255, 0, 0), "orange": (255, 120, 0), "blue": (0, 0, 255), "navy": (0, 0, 90)}
EACH = 6
KEYS = Qt.Key


class Teaching:
    """A window on photos in four colours, and somebody who teaches an album."""

    def __init__(self, application: Application, qtbot: QtBot) -> None:
        assert application.session is not None
        assert application.library is not None
        self.application, self.qtbot = application, qtbot
        self.window, self.library = application.window, application.library
        self.session, self.actions = application.session, application.session.review
        self.page: ReviewPage = self.actions.page
        rows = self.library.browse.rows(self.library.browse.ids())
        self.colours = {row.photo_id: Path(row.path).parent.name for row in rows}

    def make(self, kind: str = "learned", query: str = "") -> Album:
        return self.library.albums.create("Evenings", kind, query=query)

    def review(self, album: Album) -> None:
        self.actions.start(album.id)
        self.see_photo()

    def see_photo(self) -> int:
        """Wait until the picture that is asked about is on show."""
        page = self.page

        def is_seen() -> bool:
            picture = page.stage.canvas.picture
            return picture is not None and picture.photo_id == page.photo_id

        self.qtbot.waitUntil(is_seen, timeout=WAIT_MS)
        assert page.photo_id is not None
        return page.photo_id

    def press(self, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.page, key, held)

    def answer(self, wanted: str, count: int) -> list[int]:
        """Look at photos and tell the truth about their colour."""
        asked = []
        for _ in range(count):
            asked.append(self.see_photo())
            self.press(KEYS.Key_Y if self.colours[asked[-1]] == wanted else KEYS.Key_N)
        return asked

    def said(self, album: Album) -> dict[int, bool]:
        return self.library.album_desk.learned.judgements(album)

    def wait_said(self, album: Album, said: dict[int, bool]) -> None:
        self.qtbot.waitUntil(lambda: self.said(album) == said, timeout=WAIT_MS)

    def holds(self, album: Album) -> set[str]:
        content = self.library.albums.content(album.id)
        return {self.colours[one] for one in content.photo_ids.tolist()}


@pytest.fixture(name="teaching")
def window_on_colours(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> Teaching:
    for name, colour in SHADES.items():
        for number in range(EACH):
            paint(f"{name}/{number}.png", (*colour[:2], max(colour[2] - 3 * number, 0)), number)
    application = open_window(photos)
    wait_until_indexed(qtbot, application, EACH * len(SHADES))
    application.window.show()
    qtbot.waitExposed(application.window)
    line = application.window.search.findChild(QLineEdit)
    qtbot.waitUntil(lambda: application.window.focusWidget() is line, timeout=WAIT_MS)
    return Teaching(application, qtbot)


def test_answers_teach_the_album_what_its_name_does_not_say(teaching: Teaching) -> None:
    album = teaching.make()
    assert "navy" not in teaching.holds(album)
    teaching.review(album)
    truth = {one: teaching.colours[one] == "navy" for one in teaching.answer("navy", 10)}
    assert len(truth) == 10
    teaching.wait_said(album, truth)
    assert teaching.holds(album) == {"navy"}
    progress, note = teaching.page.progress, teaching.page.note
    teaching.qtbot.waitUntil(lambda: "10 judged" in progress.text(), timeout=WAIT_MS)
    # A precision of two held-out yeses would say nothing: it is shown from three on.
    has_enough = "precision" in progress.text()
    assert ("take it with care" if has_enough else "after a few more answers") in note.full_text
    assert teaching.page.answers.accessibleName() == (
        f"{sum(truth.values())} yes, {10 - sum(truth.values())} no"
    )


def test_a_screen_reader_is_told_of_every_new_photo(teaching: Teaching) -> None:
    teaching.review(teaching.make())
    rows = teaching.library.browse.rows(teaching.library.browse.ids())
    names = {row.photo_id: row.name for row in rows}
    for _ in range(3):
        name = names[teaching.see_photo()]
        teaching.qtbot.waitUntil(
            lambda name=name: teaching.page.accessibleName().endswith(f"”, {name}"),
            timeout=WAIT_MS,
        )
        teaching.press(KEYS.Key_N)


def test_escape_ends_the_review_and_the_answers_stay(teaching: Teaching) -> None:
    album = teaching.make()
    grid = teaching.session.photos.grid
    grid.setFocus()
    teaching.qtbot.waitUntil(grid.hasFocus, timeout=WAIT_MS)
    teaching.review(album)
    (photo_id,) = teaching.answer("red", 1)
    with teaching.qtbot.waitSignal(teaching.page.ended) as ended:
        teaching.press(KEYS.Key_Escape)
    assert ended.args == [album.id]
    assert not teaching.page.isVisible()
    teaching.qtbot.waitUntil(lambda: teaching.window.focusWidget() is grid, timeout=WAIT_MS)
    teaching.wait_said(album, {photo_id: teaching.colours[photo_id] == "red"})


@pytest.mark.parametrize(
    "back",
    [
        (KEYS.Key_Left, Qt.KeyboardModifier.NoModifier),
        (KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_back_takes_the_last_answer_back_and_asks_again(teaching: Teaching, back) -> None:
    album = teaching.make()
    teaching.review(album)
    assert not teaching.page.undo.isEnabled()
    first = teaching.see_photo()
    teaching.press(KEYS.Key_Y)
    second = teaching.see_photo()
    assert second != first
    teaching.press(KEYS.Key_N)
    teaching.wait_said(album, {first: True, second: False})
    teaching.press(*back)
    assert teaching.see_photo() == second
    teaching.wait_said(album, {first: True})
    assert teaching.page.answers.accessibleName() == "1 yes, 0 no"
    teaching.press(KEYS.Key_Y)
    teaching.wait_said(album, {first: True, second: True})


def test_a_skipped_photo_is_not_asked_about_again_but_back_finds_it(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    first = teaching.see_photo()
    teaching.press(KEYS.Key_Space)
    second = teaching.see_photo()
    teaching.press(KEYS.Key_Right)
    third = teaching.see_photo()
    assert len({first, second, third}) == 3
    teaching.press(KEYS.Key_Left)
    assert teaching.see_photo() == second
    teaching.press(KEYS.Key_Right)
    asked = teaching.answer("red", 8)
    assert first not in asked
    assert second not in asked
    assert len(set(asked)) == 8


def test_answers_faster_than_the_library_learns_are_all_kept(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    queue = teaching.page.queue
    teaching.qtbot.waitUntil(lambda: len(queue.upcoming) >= 5, timeout=WAIT_MS)
    ahead = queue.upcoming[:5]
    for number in range(5):
        queue.answer(number % 2 == 0)
    assert queue.judged == 5
    teaching.page.end()
    teaching.wait_said(album, {one: number % 2 == 0 for number, one in enumerate(ahead)})


def test_a_photo_that_nobody_has_seen_yet_gets_no_answer(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    first = teaching.see_photo()
    teaching.press(KEYS.Key_Y)
    teaching.page.stage.canvas.show_picture(None)
    teaching.press(KEYS.Key_Y)
    assert teaching.page.queue.judged == 1
    teaching.wait_said(album, {first: True})


def test_when_every_photo_has_been_asked_about_it_says_so(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    for _ in range(EACH * len(SHADES)):
        teaching.see_photo()
        teaching.press(KEYS.Key_Space)
    teaching.qtbot.waitUntil(lambda: teaching.page.queue.is_over, timeout=WAIT_MS)
    message = teaching.page.message
    assert message is not None
    assert not teaching.page.yes.isEnabled()
    assert teaching.page.question.full_text == "Evenings"
    teaching.press(KEYS.Key_Return)
    assert not teaching.page.isVisible()


def test_an_album_that_is_sure_says_so_and_asks_on_if_told_to(teaching: Teaching) -> None:
    album = teaching.make(query="red")
    teaching.review(album)
    queue = teaching.page.queue
    for _ in range(EACH * len(SHADES)):
        if queue.is_sure:
            break
        teaching.answer("navy", 1)
        teaching.qtbot.waitUntil(lambda: not queue.is_busy, timeout=WAIT_MS)
    assert queue.is_sure
    message = teaching.page.message
    assert message is not None
    assert message.title.text() == "There is nothing useful left to ask"
    QTest.mouseClick(message.buttons[1], Qt.MouseButton.LeftButton)
    teaching.see_photo()


def test_letters_and_shortcuts_do_not_reach_the_window_beneath(teaching: Teaching) -> None:
    teaching.review(teaching.make())
    for key in (KEYS.Key_B, KEYS.Key_F9, KEYS.Key_Delete):
        teaching.press(key)
    teaching.press(KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert teaching.window.search.text == ""
    assert not teaching.window.is_folded("sidebar")
    assert teaching.window.focusWidget() is teaching.page


def test_tab_goes_round_the_buttons_of_the_review(teaching: Teaching) -> None:
    teaching.review(teaching.make())
    names = []
    for _ in range(7):
        teaching.press(KEYS.Key_Tab)
        names.append(teaching.window.focusWidget().accessibleName())
    expected = ["Done", "What these numbers mean", "Skip", "No", "Yes"]
    assert names[:5] == expected
    assert names[5].startswith("Teach")


def test_a_button_answers_like_its_key(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    first = teaching.see_photo()
    QTest.mouseClick(teaching.page.yes, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    second = teaching.see_photo()
    QTest.mouseClick(teaching.page.no, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    teaching.wait_said(album, {first: True, second: False})
    assert teaching.window.focusWidget() is teaching.page


def test_the_meaning_of_the_numbers_is_a_click_away(teaching: Teaching) -> None:
    teaching.review(teaching.make())
    assert not teaching.page.explanation.isVisible()
    QTest.mouseClick(teaching.page.info, Qt.MouseButton.LeftButton)
    assert teaching.page.explanation.isVisible()
    assert "cross-validation" in teaching.page.explanation.text()


def test_an_album_of_words_is_explained_before_it_learns(teaching: Teaching) -> None:
    album = teaching.make("auto", "red")
    menu = QMenu(teaching.window)
    teaching.actions.add_to(menu, album)
    (entry,) = menu.actions()
    assert entry.text() == "Teach this album…"
    entry.trigger()
    teaching.qtbot.waitUntil(lambda: teaching.actions.sheet is not None, timeout=WAIT_MS)
    QTest.keyClick(teaching.actions.sheet, KEYS.Key_Return)
    teaching.see_photo()
    assert teaching.library.albums.tree().get(album.id).kind is AlbumKind.LEARNED


def test_an_album_that_was_deleted_ends_its_review_with_a_word(teaching: Teaching) -> None:
    album = teaching.make()
    teaching.review(album)
    teaching.library.albums.delete(album.id)
    wait_for_toast(teaching.qtbot, teaching.application, "album")
    assert not teaching.page.isVisible()


def test_y_and_n_judge_in_the_grid_of_an_album_that_learns_only(teaching: Teaching) -> None:
    album, grid = teaching.make(), teaching.session.photos.grid
    chosen = sorted(teaching.colours)[0]
    teaching.qtbot.waitUntil(lambda: chosen in teaching.session.photos.model.ids, timeout=WAIT_MS)
    grid.setFocus()
    grid.go_to(chosen)
    teaching.actions.show_album(album)
    QTest.keyClick(grid, KEYS.Key_N)
    teaching.wait_said(album, {chosen: False})
    wait_for_toast(teaching.qtbot, teaching.application, "not belong in “Evenings”")
    teaching.window.toast.act()
    teaching.wait_said(album, {})
    QTest.keyClick(grid, KEYS.Key_Y)
    teaching.wait_said(album, {chosen: True})
    teaching.actions.show_album(None)
    QTest.keyClick(grid, KEYS.Key_Y)
    assert teaching.window.search.text == "y"


def test_which_albums_can_learn(teaching: Teaching) -> None:
    albums = teaching.library.albums
    plain = albums.create("Plain", "smart", query="red boats")
    filtered = albums.create("Filtered", "smart", query="red date:2019")
    assert can_be_taught(plain)
    assert not can_be_taught(filtered)
    menu = QMenu(teaching.window)
    teaching.actions.add_to(menu, filtered)
    assert menu.isEmpty()
    assert not can_be_judged(plain)
    assert can_be_judged(albums.teach(plain.id))


def review_of(before: float | None, now: float | None, counted: int, unsure: int = 0) -> Review:
    qualities = (LearnedQuality(6, 6, counted, one) for one in (before, now))
    return Review(np.empty(0, np.int64), unsure, *qualities)


def test_the_progress_says_how_good_the_album_was_and_is(dressed: QCoreApplication) -> None:
    assert progress(12, review_of(0.91, 0.95, 8)) == "12 judged · precision 0.91 → 0.95"
    assert progress(12, review_of(None, 0.95, 8)) == "12 judged · precision 0.95"
    assert progress(2, review_of(None, None, 2)) == "2 judged"
    assert progress(0, None) == "0 judged"
    assert measured(review_of(0.9, 0.9, 12)) == "measured on 12 answers; few, so take it with care"
    assert measured(review_of(0.9, 0.9, 40)) == "measured on 40 answers"
    assert "1,200 more photos" in explanation(review_of(0.9, 0.9, 40, 1200))
