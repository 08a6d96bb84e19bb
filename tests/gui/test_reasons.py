"""Why a photo is among the results of a search."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, type_text, wait_for_names, wait_until_indexed

from photoclip.gui.reasons import reasons
from photoclip.services.reasons import WordReason, words_of

PATH = "/photos/Beach days/a.jpg"
JULY = datetime(2019, 7, 4)


def test_words_that_show_nothing_and_fields_are_left_out() -> None:
    assert words_of("A dog on the beach, a DOG -people camera:nikon") == ["dog", "beach"]
    assert words_of("") == []
    assert words_of("바다 강아지") == ["바다", "강아지"]


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
