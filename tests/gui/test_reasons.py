"""Why a photo is among the results of a search."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot
from tag_setup import Tagged
from window_acts import WAIT_MS, OpenWindow, Paint, type_text, wait_for_names, wait_until_indexed

from photoclip.gui.language.reasons import reasons
from photoclip.services.search.reasons import WordReason, words_of

PATH = "/photos/Beach days/a.jpg"
JULY = datetime(2019, 7, 4)


def test_words_that_show_nothing_and_fields_are_left_out() -> None:
    assert words_of("A dog on the beach, a DOG -people camera:nikon") == ["dog", "beach"]
    assert words_of("") == []
    assert words_of("바다 강아지") == ["바다", "강아지"]
    assert words_of("꽃 a 산") == ["꽃", "산"]


def test_words_folder_and_date_are_told() -> None:
    fitting = [WordReason("beach", 0.9), WordReason("dog", 0.2)]
    assert reasons("dog beach july", fitting, PATH, JULY) == [
        "Shows “beach”",
        "Folder “Beach days”",
        "Taken in July 2019",
    ]
    weak = [WordReason("car", 0.3), WordReason("dog", 0.2)]
    assert reasons("car dog", weak, PATH, JULY) == ["Nearest to “car”"]
    assert reasons("car", weak[:1], PATH, None) == []


def test_the_info_panel_says_why_a_photo_was_found(
    open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png", (250, 10, 10))
    paint("sea.png", (10, 10, 250))
    window = open_window(photos)
    wait_until_indexed(qtbot, window, 2)
    wait_for_names(qtbot, window, "rose.png", "sea.png")
    type_text(qtbot, window.window.search.edit, "red blue")
    page, info = window.session.photos, window.window.info
    qtbot.waitUntil(lambda: page.place.is_search and len(page.model.ids) > 0, timeout=WAIT_MS)
    page.grid.go_to(int(page.model.ids[0]))

    qtbot.waitUntil(lambda: len(info.reasons) == 2, timeout=WAIT_MS)
    assert "Result 1" in info.reasons[0]
    assert "red" in info.reasons[1] or "blue" in info.reasons[1]


def test_korean_words_are_told_as_typed_and_judged_in_english(tagged: Tagged) -> None:
    """The model of this library knows the English names of colours only."""
    tagged.library.tags._translator._reads_korean = False
    reasons = tagged.library.reasons
    rose = tagged.id_of("rose.png")
    found = reasons.words("빨강 초록의 사진 뭔가", rose)
    assert [one.word for one in found] == ["빨강", "초록의"]
    assert found[0].probability > found[1].probability
    english = reasons.words("red green", rose)
    assert [one.probability for one in found] == [one.probability for one in english]
