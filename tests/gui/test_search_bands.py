"""What a person sees of how well search results match."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    type_text,
    wait_for_names,
    wait_until_indexed,
)

from photoclip.core.models import Band, Match, SearchHit, SearchResults
from photoclip.gui.app import Application
from photoclip.gui.search import bands
from photoclip.relevance.bands import Thresholds

CUT_OFF = 0.5
THRESHOLDS = Thresholds(0.9, CUT_OFF, 0.01)


def hit(photo_id: int, probability: float) -> SearchHit:
    band = THRESHOLDS.band(probability)
    return SearchHit(photo_id, f"/photos/{photo_id}.jpg", probability / 3, probability, band)


def results(*hits: SearchHit) -> SearchResults:
    verdict = Match.FOUND if any(one.probability >= CUT_OFF for one in hits) else Match.NOTHING
    return SearchResults("dog", "model", hits, verdict, CUT_OFF, judged_text="dog")


@pytest.fixture
def six(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint, monkeypatch
) -> Application:
    """A window on six photos, whose search answers as the test says."""
    for shade in range(6):
        paint(f"{shade}.png", (40 * shade, 10, 10))
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 6)
    wait_for_names(qtbot, window, *(f"{shade}.png" for shade in range(6)))
    model = window.session.photos.model
    qtbot.waitUntil(lambda: bool((model.ids > 0).all()), timeout=WAIT_MS)
    return window


def search(qtbot: QtBot, window: Application, monkeypatch, *probabilities: float) -> list[int]:
    """Search, and get these probabilities for the photos in their order."""
    ids = sorted(window.session.photos.model.ids.tolist())
    hits = [hit(one, p) for one, p in zip(ids, probabilities, strict=False)]
    monkeypatch.setattr(window.library.relevance, "thresholds", lambda _text: THRESHOLDS)
    monkeypatch.setattr(window.library, "search", lambda text, **_: results(*hits))
    type_text(qtbot, window.window.search.edit, "dog")
    page = window.session.photos
    qtbot.waitUntil(lambda: page.place.text == "dog", timeout=WAIT_MS)
    return ids


def headings(window: Application) -> list[tuple[str, str, bool]]:
    sections = window.session.photos.model.sections
    return [(one.title, one.note, one.is_folded) for one in sections]


def test_results_stand_under_headings_that_count_them(six: Application, qtbot, monkeypatch) -> None:
    search(qtbot, six, monkeypatch, 0.99, 0.95, 0.7, 0.2, 0.1)

    assert headings(six) == [
        ("Strong matches", "2", False),
        ("Likely", "1", False),
        ("Weaker matches", "2", True),
    ]
    assert six.session.photos.summary == "3 matches · 2 of them strong"


def test_weaker_matches_unfold_on_enter(six: Application, qtbot, monkeypatch) -> None:
    ids = search(qtbot, six, monkeypatch, 0.95, 0.2, 0.1)
    grid = six.session.photos.grid
    grid.setFocus()
    grid.go_to(ids[0])
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.heading_focus == 1
    assert grid.current_id() == ids[0]

    qtbot.keyClick(grid, Qt.Key.Key_Return)

    assert headings(six)[1] == ("Weaker matches", "2", False)
    assert grid.current_id() == ids[1]


def test_weaker_matches_fold_and_unfold_on_a_click_and_stay_so(
    six: Application, qtbot, monkeypatch
) -> None:
    search(qtbot, six, monkeypatch, 0.95, 0.2, 0.1)
    grid = six.session.photos.grid
    heading = grid.grid.heading_rect(1, 200).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert not headings(six)[1][2]
    six.session.photos.cut_off.slider.setValue(-1)
    assert not headings(six)[1][2], "as the person left it"
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert headings(six)[1][2]


def test_where_nothing_matches_the_page_says_so_and_shows_the_three_closest(
    six: Application, qtbot, monkeypatch
) -> None:
    ids = search(qtbot, six, monkeypatch, 0.2, 0.15, 0.1, 0.05)
    page = six.session.photos

    assert page.advice.isVisible()
    assert page.advice.title.text() == ("Nothing in your library matches; the closest are below")
    assert page.model.ids.tolist() == ids[:3]
    assert page.model.sections[0].is_dimmed
    qtbot.mouseClick(page.advice.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.heading == "All photos", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not page.advice.isVisible(), timeout=WAIT_MS)


def test_the_slider_draws_the_line_elsewhere_at_once(six: Application, qtbot, monkeypatch) -> None:
    search(qtbot, six, monkeypatch, 0.95, 0.7, 0.45, 0.1)
    slider = six.session.photos.cut_off.slider
    assert slider.isVisible()
    monkeypatch.setattr(six.library, "search", None)
    learnt = []
    monkeypatch.setattr(six.library.relevance.cut_offs, "learn", lambda *both: learnt.append(both))
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert headings(six)[1] == ("Likely", "2", False)
    for _ in range(4):
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert headings(six) == [("Strong matches", "1", False), ("Weaker matches", "3", True)]
    qtbot.waitUntil(lambda: len(learnt) == 1, timeout=WAIT_MS)
    assert learnt[0][0] == "dog"
    assert learnt[0][1] > 0.7


def test_a_search_without_bands_is_one_plain_list(six: Application, qtbot, monkeypatch) -> None:
    ids = sorted(six.session.photos.model.ids.tolist())
    plain = SearchResults("dog", "m", [SearchHit(one, "/x/y.jpg", 0.2) for one in ids])
    monkeypatch.setattr(six.library, "search", lambda text, **_: plain)
    type_text(qtbot, six.window.search.edit, "dog")
    page = six.session.photos
    qtbot.waitUntil(lambda: "nearest first" in page.summary, timeout=WAIT_MS)

    assert page.model.sections == ()
    assert not page.cut_off.isVisible()


def test_a_pulled_cut_off_is_there_again_and_undo_takes_it_back(
    six: Application, qtbot, monkeypatch
) -> None:
    slider = six.session.photos.cut_off.slider
    type_text(qtbot, six.window.search.edit, "red")
    qtbot.waitUntil(lambda: slider.isVisible(), timeout=WAIT_MS)
    before = slider.value()
    slider.setValue(before + 3)
    cut_offs = six.library.relevance.cut_offs
    qtbot.waitUntil(lambda: "red" in cut_offs.all(), timeout=WAIT_MS)

    six.window.search.clear()
    qtbot.waitUntil(lambda: not slider.isVisible(), timeout=WAIT_MS)
    type_text(qtbot, six.window.search.edit, "red")
    qtbot.waitUntil(lambda: slider.isVisible(), timeout=WAIT_MS)
    assert slider.value() == before + 3

    six.session.marks.undo()
    qtbot.waitUntil(lambda: slider.value() == before, timeout=WAIT_MS)


@given(st.lists(st.floats(0.001, 0.999), max_size=30), st.floats(0, 1), st.floats(0, 1))
def test_a_lower_cut_off_never_hides_a_match(
    probabilities: list[float], one: float, other: float
) -> None:
    hits = [hit(n, p) for n, p in enumerate(sorted(probabilities, reverse=True), 1)]

    def matches(cut_off: float) -> int:
        found = bands.banded(hits, THRESHOLDS.with_cut_off(cut_off))
        return found.count(Band.STRONG) + found.count(Band.LIKELY)

    assert matches(max(one, other)) <= matches(min(one, other))
    assert bands.banded(hits, THRESHOLDS) == bands.banded(hits)
