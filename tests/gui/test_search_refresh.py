"""A search on show while photos come in."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint

from photoclip.core.events import (
    FilesFound,
    FilesGone,
    IndexingProgressed,
    PhotosAdded,
    PhotosMarked,
)
from photoclip.core.listing import PhotoListing, PhotoOrder
from photoclip.core.models import SearchResults
from photoclip.gui.browse.fetch import Shown
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.since import Since


def shown() -> Shown:
    nothing = np.empty(0, np.int64)
    listing = PhotoListing(nothing, nothing, PhotoOrder.ADDED)
    return Shown(Place(Kind.SEARCH, text="red"), listing, results=SearchResults("red", "m", []))


def test_what_happened_decides_whether_a_search_is_asked_anew() -> None:
    since = Since(shown())
    since.note(FilesFound(3))
    since.note(IndexingProgressed(1, 2, 0, False, None, None))
    assert since.is_nothing_new
    since.note(PhotosAdded((4, 5)))
    assert (since.is_nothing_new, since.is_all_known, since.photo_ids) == (False, True, [4, 5])
    since.note(FilesGone(1))
    assert not since.is_all_known
    assert not Since().is_nothing_new, "nothing was fetched yet"
    marked = Since(shown())
    marked.note(PhotosMarked((1,)))
    assert (marked.is_all_known, marked.is_nothing_new) == (True, False)


def test_new_photos_join_the_search_on_show_without_another_search(
    open_window: OpenWindow, qtbot: QtBot, paint: Paint, monkeypatch
) -> None:
    first = paint("red-1.png", (255, 0, 0))
    window = open_window(first.parent)
    window.session.searches.search_text("red")
    model = window.session.photos.model
    qtbot.waitUntil(lambda: len(model.ids) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not window.session.browser._is_fetching, timeout=WAIT_MS)
    asked: list[str] = []
    search = window.library.search

    def count(text: str, **how: object) -> SearchResults:
        asked.append(text)
        return search(text, **how)

    monkeypatch.setattr(window.library, "search", count)

    paint("red-2.png", (255, 0, 0), shade=40)
    qtbot.waitUntil(lambda: len(model.ids) == 2, timeout=WAIT_MS)

    assert asked == []
    assert set(model.ids.tolist()) == set(window.library.browse.ids().tolist())
