"""Queries in the search bar: chips, ways to go on, mistakes, and honest lines over the results."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from window_acts import (
    WAIT_MS,
    OpenWindow,
    Paint,
    drop,
    mime_of,
    shown_names,
    type_text,
    wait_for_names,
    wait_until_indexed,
)

from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.models import Band, Match, SearchHit, SearchResults
from photoclip.gui.app import Application
from photoclip.gui.browse import search_answer
from photoclip.gui.browse.place import Kind
from photoclip.gui.browse.search_title import search_title
from photoclip.gui.look import icons


@pytest.fixture
def colours(open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint) -> Application:
    """A window on three photos that are taken in, with the keyboard in the search bar."""
    paint("rose.png", (250, 10, 10))
    paint("meadow.png", (10, 240, 10))
    (photos / "Beach days").mkdir()
    paint("Beach days/sea.png", (10, 10, 240))
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 3)
    wait_for_names(qtbot, window, "rose.png", "meadow.png", "sea.png")
    model = window.session.photos.model
    qtbot.waitUntil(lambda: bool((model.ids > 0).all()), timeout=WAIT_MS)
    window.window.activateWindow()
    window.window.search.setFocus()
    qtbot.waitUntil(lambda: window.window.search.edit.hasFocus(), timeout=WAIT_MS)
    return window


def chips(window: Application) -> list[str]:
    return [one.title for one in window.window.search.strip.chips]


def offered(window: Application) -> list[str]:
    shown = window.window.search.suggestions
    return [one.title for one in shown.offers.shown] if shown.isVisible() else []


def place_text(qtbot: QtBot, window: Application, text: str) -> None:
    page = window.session.photos
    qtbot.waitUntil(lambda: page.place.text == text, timeout=WAIT_MS)


def id_of(qtbot: QtBot, window: Application, name: str) -> int:
    model = window.session.photos.model
    qtbot.waitUntil(lambda: len(shown_names(window)) == model.rowCount(), timeout=WAIT_MS)
    return int(model.ids[shown_names(window).index(name)])


def answer_with(monkeypatch, window: Application, results: SearchResults) -> None:
    monkeypatch.setattr(window.library, "search", lambda text, **_: results)


def test_a_space_makes_a_chip_of_a_finished_part_and_words_stay_text(
    colours: Application, qtbot: QtBot
) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "name:rose")
    assert chips(colours) == []
    type_text(qtbot, search.edit, " red ")
    assert chips(colours) == ["name:rose"]
    assert search.edit.text() == "red "
    assert search.text == "name:rose red"
    wait_for_names(qtbot, colours, "rose.png")
    assert colours.session.photos.heading == "“red” · name:rose"


def test_a_field_between_words_ends_the_sentence_before_it(
    colours: Application, qtbot: QtBot
) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "red name:rose ")
    assert chips(colours) == ["red", "name:rose"]
    assert search.text == "red name:rose"
    type_text(qtbot, search.edit, "flower")
    assert search.text == "red name:rose flower"
    place_text(qtbot, colours, "red name:rose flower")
    qtbot.keyClick(search.edit, Qt.Key.Key_Home)
    qtbot.keyClick(search.edit, Qt.Key.Key_Left)
    qtbot.keyClick(search.strip.chips[1], Qt.Key.Key_Delete)
    assert search.text == "(red) flower", "still two parts, not one sentence"


def test_enter_makes_chips_of_all_that_can_be_one(colours: Application, qtbot: QtBot) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, 'red -"green grass')
    qtbot.keyClick(search.edit, Qt.Key.Key_Return)
    assert chips(colours) == ["−“green grass”"]
    assert search.edit.text() == "red"
    assert search.recent[0] == '-"green grass" red'


def test_the_keyboard_reaches_negates_edits_and_removes_chips(
    colours: Application, qtbot: QtBot
) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "name:rose name:sea red")
    qtbot.keyClick(search.edit, Qt.Key.Key_Home)
    qtbot.keyClick(search.edit, Qt.Key.Key_Left)
    last = search.strip.chips[1]
    assert last.hasFocus()
    assert last.accessibleName() == "name:sea"
    qtbot.keyClick(last, Qt.Key.Key_Minus)
    assert chips(colours) == ["name:rose", "−name:sea"]
    place_text(qtbot, colours, "name:rose -name:sea red")
    wait_for_names(qtbot, colours, "rose.png")

    qtbot.keyClick(last, Qt.Key.Key_Left)
    first = search.strip.chips[0]
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert chips(colours) == ["−name:sea"]
    assert search.strip.chips[0].hasFocus()
    place_text(qtbot, colours, "-name:sea red")

    qtbot.keyClick(search.strip.chips[0], Qt.Key.Key_Return)
    assert chips(colours) == []
    assert search.edit.hasFocus()
    assert search.edit.text() == "-name:sea red"
    assert search.edit.selectedText() == "-name:sea"


def test_the_mouse_negates_and_removes_a_chip(colours: Application, qtbot: QtBot) -> None:
    search = colours.window.search
    search.ask("name:rose")
    wait_for_names(qtbot, colours, "rose.png")
    (chip,) = search.strip.chips
    qtbot.mouseClick(chip.negate, Qt.MouseButton.LeftButton)
    wait_for_names(qtbot, colours, "meadow.png", "sea.png")
    qtbot.mouseClick(chip.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: colours.session.photos.heading == "All photos", timeout=WAIT_MS)
    assert chips(colours) == []


def test_fields_and_their_values_are_offered_and_chosen(colours: Application, qtbot: QtBot) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "fol")
    qtbot.waitUntil(lambda: "folder:" in offered(colours), timeout=WAIT_MS)
    qtbot.keyClick(search.edit, Qt.Key.Key_Down)
    qtbot.keyClick(search.edit, Qt.Key.Key_Return)
    assert search.edit.text() == "folder:"
    complete = colours.library.completion.complete
    qtbot.waitUntil(lambda: bool(complete("folder:bea", 10)), timeout=WAIT_MS)
    type_text(qtbot, search.edit, "bea")
    qtbot.waitUntil(lambda: any('Beach days"' in one for one in offered(colours)), timeout=WAIT_MS)
    assert offered(colours)[0].endswith('Beach days"')
    qtbot.keyClick(search.edit, Qt.Key.Key_Down)
    qtbot.keyClick(search.edit, Qt.Key.Key_Return)
    assert [one.rpartition("/")[2] for one in chips(colours)] == ["Beach days"]
    assert search.edit.text() == ""
    wait_for_names(qtbot, colours, "sea.png")


def test_half_a_query_shows_no_error_and_leaves_the_photos(
    colours: Application, qtbot: QtBot
) -> None:
    search, page = colours.window.search, colours.session.photos
    type_text(qtbot, search.edit, "red camra:nikon")
    qtbot.waitUntil(lambda: search._fault is not None, timeout=WAIT_MS)
    assert not search.notice.isVisible()
    assert page.message == ""
    qtbot.waitUntil(search.notice.isVisible, timeout=WAIT_MS)
    assert search.notice.text.text() == "There is no field “camra:”."
    assert search.edit.marked == (4, 9)
    assert page.message == ""
    assert len(shown_names(colours)) == 3

    qtbot.mouseClick(search.notice.suggestion, Qt.MouseButton.LeftButton)
    assert search.text == "camera:nikon red"
    assert not search.notice.isVisible()
    assert search.edit.marked is None


def test_enter_says_at_once_what_is_wrong(colours: Application, qtbot: QtBot) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "(red or")
    qtbot.keyClick(search.edit, Qt.Key.Key_Return)
    assert search.notice.isVisible()
    assert not search.notice.suggestion.isVisible()
    assert search.recent == []
    type_text(qtbot, search.edit, " blue)")
    assert not search.notice.isVisible()
    place_text(qtbot, colours, "(red or blue)")


def test_an_unknown_name_is_told_the_same_way(colours: Application, qtbot: QtBot) -> None:
    search, page = colours.window.search, colours.session.photos
    search.ask("near:Atlantis99")
    qtbot.waitUntil(search.notice.isVisible, timeout=WAIT_MS)
    assert "Atlantis99" in search.notice.text.text()
    assert search.strip.chips[0].property("fault") is True
    assert page.message == ""
    assert page.heading == "All photos"


def test_words_join_a_dropped_picture_and_the_picture_stays(
    colours: Application, qtbot: QtBot, tmp_path: Path, photos: Path
) -> None:
    search = colours.window.search
    other = tmp_path / "my picture.png"
    shutil.copy(photos / "Beach days" / "sea.png", other)
    assert drop(search, mime_of(other))
    assert chips(colours) == ["like my picture.png"]
    qtbot.waitUntil(lambda: colours.session.photos.place.kind is Kind.LIKE_FILE, timeout=WAIT_MS)
    type_text(qtbot, search.edit, "but red")
    assert chips(colours) == ["like my picture.png"]
    place_text(qtbot, colours, f'like:"{other}" but red')
    assert colours.session.photos.heading == "“but red” · like my picture.png"


def test_chips_that_have_no_room_fade_away_at_the_side_where_they_are(
    colours: Application, qtbot: QtBot
) -> None:
    search = colours.window.search
    search.show_text("name:rose")
    left, right = search.strip.fades
    assert (left.isVisible(), right.isVisible()) == (False, False)
    search.show_text(" ".join(f"name:picture-{one}" for one in range(12)))
    bar = search.strip.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0, timeout=WAIT_MS)
    assert (left.isVisible(), right.isVisible()) == (True, False)
    bar.setValue(0)
    assert (left.isVisible(), right.isVisible()) == (False, True)


def test_beside_few_words_chips_take_the_room_that_is_there(
    colours: Application, qtbot: QtBot
) -> None:
    search = colours.window.search
    parts = " ".join(f"name:picture-{one}" for one in range(12))
    search.show_text(parts + " a long sentence of words about what the photo shows")
    qtbot.waitUntil(lambda: search.strip.width() > 0, timeout=WAIT_MS)
    beside_words = search.strip.width()
    search.show_text(parts)
    qtbot.waitUntil(lambda: search.strip.width() > beside_words + 20, timeout=WAIT_MS)
    assert search.edit.width() >= 40


def test_in_a_narrow_window_a_long_chip_is_shortened_instead_of_cut(
    colours: Application, qtbot: QtBot
) -> None:
    strip = colours.window.search.strip
    colours.window.search.show_text('folder:"a very long name of a folder"')
    (chip,) = strip.chips
    colours.window.resize(600, 700)
    bar = strip.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0 and chip.width() <= strip.width(), timeout=WAIT_MS)
    assert "…" in chip.name.text()
    assert chip.accessibleName() == "folder:a very long name of a folder"
    assert not any(one.isVisible() for one in strip.fades)


def test_a_search_that_takes_long_says_so(
    colours: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, is_free = colours.session.photos, threading.Event()
    qtbot.waitUntil(lambda: colours.session.searches.is_model_ready, timeout=WAIT_MS)
    search = colours.library.search

    def slowly(*asked: object, **how: object) -> object:
        is_free.wait(WAIT_MS / 1000)
        return search(*asked, **how)

    monkeypatch.setattr(colours.library, "search", slowly)
    colours.window.search.ask("red")
    qtbot.waitUntil(lambda: page.summary == "Searching…", timeout=WAIT_MS)
    is_free.set()
    qtbot.waitUntil(lambda: "match" in page.summary, timeout=WAIT_MS)


def test_a_chip_counts_more_or_less_by_keys(colours: Application, qtbot: QtBot) -> None:
    search = colours.window.search
    type_text(qtbot, search.edit, "name:rose ++red ")
    qtbot.keyClick(search.edit, Qt.Key.Key_Left)
    field, part = search.strip.chips
    qtbot.keyClick(part, Qt.Key.Key_Up)
    assert chips(colours) == ["name:rose", "red × 3"]
    place_text(qtbot, colours, "name:rose red^3")
    for _ in range(3):
        qtbot.keyClick(part, Qt.Key.Key_Down)
    assert chips(colours)[1] == "red × 0.5"
    assert part.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert chips(colours)[0] == "name:rose", "a field has no weight"


def test_a_dropped_picture_is_seen_in_its_chip(
    colours: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    search = colours.window.search
    other = tmp_path / "leaf.png"
    Image.new("RGB", (400, 200), (20, 180, 40)).save(other)
    assert drop(search, mime_of(other))
    (chip,) = search.strip.chips
    qtbot.waitUntil(lambda: chip.has_picture, timeout=WAIT_MS)
    seen = chip.picture.pixmap().toImage()
    assert seen.width() == seen.height()
    middle = seen.pixelColor(seen.rect().center())
    assert (middle.red(), middle.green(), middle.blue()) == pytest.approx((20, 180, 40), abs=12)
    assert chip.title == "like leaf.png"


def test_a_dropped_file_that_is_no_picture_keeps_its_icon(
    colours: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    search = colours.window.search
    other = tmp_path / "broken.png"
    other.write_bytes(b"no picture")
    assert drop(search, mime_of(other))
    qtbot.waitUntil(lambda: bool(colours.session.photos.message), timeout=WAIT_MS)
    (chip,) = search.strip.chips
    assert not chip.has_picture
    assert chip.picture.pixmap().width() == icons.SMALL * chip.devicePixelRatioF()


def test_more_like_this_goes_on_with_words_typed_over_the_photos(
    colours: Application, qtbot: QtBot
) -> None:
    page, search = colours.session.photos, colours.window.search
    photo_id = id_of(qtbot, colours, "rose.png")
    page.grid.go_to(photo_id)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: chips(colours) == ["like rose.png"], timeout=WAIT_MS)
    assert page.heading == "Photos like rose.png"
    qtbot.keyClick(page.grid, "b")
    type_text(qtbot, search.edit, "lue")
    place_text(qtbot, colours, f"like:{photo_id} blue")
    assert chips(colours) == ["like rose.png"]


def test_filters_alone_are_shown_by_date_like_any_listing(
    colours: Application, qtbot: QtBot
) -> None:
    page = colours.session.photos
    colours.window.search.ask("type:png -name:rose")
    wait_for_names(qtbot, colours, "meadow.png", "sea.png")
    assert [one.month for one in page.model.sections] != []
    assert page.summary == "2 photos"
    assert page.choices.button.isVisible()
    colours.window.search.ask("rating:5")
    qtbot.waitUntil(lambda: page.message == "No photo fits these filters", timeout=WAIT_MS)
    colours.window.search.ask("type:png")
    wait_for_names(qtbot, colours, "meadow.png", "sea.png", "rose.png")
    colours.window.search.ask("red rating:5")
    qtbot.waitUntil(lambda: page.message == "No photo fits these filters", timeout=WAIT_MS)


def test_a_rated_photo_joins_the_search_that_asks_for_it(
    colours: Application, qtbot: QtBot
) -> None:
    page = colours.session.photos
    photo_id = id_of(qtbot, colours, "rose.png")
    colours.window.search.ask("rating:>=4")
    qtbot.waitUntil(lambda: page.message != "", timeout=WAIT_MS)
    colours.library.marks.set_rating([photo_id], 5)
    wait_for_names(qtbot, colours, "rose.png")


def test_negation_is_told_and_one_click_rewrites_the_query(
    colours: Application, qtbot: QtBot, monkeypatch
) -> None:
    page, search = colours.session.photos, colours.window.search
    ids = page.model.ids.tolist()
    words = "a red wall with no people"
    advice = QueryAdvice(Limit.NEGATION, "with no people", "a red wall -people", words)
    hits = [SearchHit(ids[0], "/x.png", 0.3, 0.9, Band.STRONG)]
    answer_with(
        monkeypatch,
        colours,
        SearchResults(words, "m", hits, Match.FOUND, 0.5, advice=advice, judged_text=words),
    )
    type_text(qtbot, search.edit, words)
    line = page.notes.advice
    qtbot.waitUntil(line.isVisible, timeout=WAIT_MS)
    assert line.text.full_text == (
        "Searches do not understand “with no people”, but a minus works."
    )
    qtbot.mouseClick(line.act, Qt.MouseButton.LeftButton)
    assert chips(colours) == ["−people"]
    assert search.edit.text() == "a red wall"


def test_that_only_the_beginning_of_a_long_text_is_read_is_told(
    colours: Application, qtbot: QtBot, monkeypatch
) -> None:
    page, search = colours.session.photos, colours.window.search
    hits = [SearchHit(page.model.ids.tolist()[0], "/x.png", 0.3, 0.9, Band.STRONG)]
    advice = QueryAdvice(Limit.LENGTH, "dog " * 2500, words_read=46)
    answer_with(
        monkeypatch, colours, SearchResults("dog", "m", hits, Match.FOUND, 0.5, advice=advice)
    )
    type_text(qtbot, search.edit, "dog")
    line = page.notes.advice
    qtbot.waitUntil(line.isVisible, timeout=WAIT_MS)
    assert line.text.full_text == "Searches read only the first 46 words of so long a text."
    assert not line.act.isVisible()


def test_a_translation_and_what_was_left_out_are_told(
    colours: Application, qtbot: QtBot, monkeypatch
) -> None:
    page = colours.session.photos
    hits = [SearchHit(page.model.ids.tolist()[0], "/x.png", 0.3, 0.9, Band.STRONG)]
    answer_with(
        monkeypatch,
        colours,
        SearchResults(
            "강아지 뽀삐", "m", hits, Match.FOUND, searched_for="puppy", untranslated=("뽀삐",)
        ),
    )
    colours.window.search.ask("강아지 뽀삐")
    qtbot.waitUntil(page.notes.isVisible, timeout=WAIT_MS)
    assert page.notes.translated.text.full_text == "Searched for: puppy"
    assert "“뽀삐”" in page.notes.left_out.text.full_text
    answer_with(monkeypatch, colours, SearchResults("뽀삐", "m", [], untranslated=("뽀삐",)))
    colours.window.search.ask("뽀삐")
    qtbot.waitUntil(lambda: page.message == "This model does not know “뽀삐”", timeout=WAIT_MS)


def test_all_matches_are_fetched_where_more_than_the_first_thousand_match(
    colours: Application, monkeypatch
) -> None:
    asked: list[int] = []

    def search(text: str, *, limit: int, at_most: int) -> SearchResults:
        asked.extend([limit, at_most])
        bands = [Band.LIKELY] * 1200 + [Band.WEAK] * 2000
        hits = [SearchHit(n, "/x.png", 0.3, 0.9, band) for n, band in enumerate(bands, 1)]
        return SearchResults(text, "m", hits[:at_most], Match.FOUND, 0.5, judged_text=text)

    monkeypatch.setattr(colours.library, "search", search)
    place = colours.session.searches._place_of("dog")
    manner = colours.window.browser.manner
    found = search_answer.answer(colours.library, place, manner.order, manner.grouping)
    assert asked == [search_answer.RESULTS_AT_FIRST, search_answer.RESULTS_AT_MOST]
    assert sum(one.band is Band.LIKELY for one in found.results.hits) == 1200
    assert not found.is_cut


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("date:2019 boats", "“boats” · date:2019"),
        ("like:12 -people", "Like cat.jpg · −“people”"),
        ("cat or dog", "“cat or dog”"),
        ("(", "“(”"),
    ],
)
def test_a_heading_names_the_words_first(dressed, text: str, heading: str) -> None:
    assert search_title(text, "/photos/cat.jpg") == heading
