"""Albums that are offered, made or dismissed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from scenery import Paint

from photoclip.app.albums import album_labels
from photoclip.app.library import Library
from photoclip.core.albums import AlbumKind, SuggestionKind
from photoclip.core.events import AlbumsChanged
from photoclip.services.albums.suggestions import AlbumSuggestions

JULY = datetime(2023, 7, 3, 10)


def taken(path: Path, moment: datetime) -> None:
    """Let a picture say when it was taken (EXIF 2.3, DateTimeOriginal)."""
    with Image.open(path) as picture:
        exif = picture.getexif()
        exif.get_ifd(0x8769)[0x9003] = moment.strftime("%Y:%m:%d %H:%M:%S")
        picture.save(path, exif=exif)


@pytest.fixture
def party(library: Library, paint: Paint) -> list[int]:
    """Fifteen red photos of one afternoon, and green ones of a dozen other days."""
    for number in range(15):
        taken(
            paint(f"{number}.jpg", (255, 0, number), kind="JPEG"),
            JULY + timedelta(minutes=number),
        )
    for number in range(12):
        path = paint(f"other/{number}.jpg", (0, 255, number), kind="JPEG")
        taken(path, JULY - timedelta(days=30 + 3 * number))
    library.index(path.parent.parent)
    rows = library.browse.rows(library.browse.ids("oldest"))
    return [one.photo_id for one in rows if one.taken_at and one.taken_at >= JULY]


@pytest.fixture
def suggestions(library: Library) -> AlbumSuggestions:
    """With the colours as labels, which is what the model knows."""
    offered = library.album_desk.suggestions
    offered._labels = lambda: ["red", "green", "blue"]
    return offered


def test_an_afternoon_is_offered_and_nothing_is_made(
    library: Library, party: list[int], suggestions: AlbumSuggestions
) -> None:
    (event,) = [one for one in suggestions.find() if one.kind is SuggestionKind.EVENT]
    assert event.photo_ids.tolist() == party
    assert event.key == "event:2023-07-03T10"
    assert re.fullmatch(r"(Red, )?2023-07-03", event.name)
    assert len(library.albums.tree()) == 0


def test_what_was_accepted_is_an_album_and_no_longer_offered(
    library: Library, party: list[int], suggestions: AlbumSuggestions
) -> None:
    (event,) = [one for one in suggestions.find() if one.kind is SuggestionKind.EVENT]
    album = suggestions.accept(event, "Party")
    assert library.albums.content(album.id).photo_ids.tolist() == party
    assert event.key not in [one.key for one in suggestions.find()]
    assert suggestions.accept(event, "party").name == "party 2"


def test_what_was_dismissed_stays_so_until_undo(
    library: Library, party: list[int], suggestions: AlbumSuggestions
) -> None:
    heard: list[object] = []
    library.events.subscribe(
        lambda one: heard.append(one) if isinstance(one, AlbumsChanged) else None
    )
    keys = [one.key for one in suggestions.find()]
    suggestions.dismiss("event:2023-07-03T10")
    suggestions.dismiss("event:2023-07-03T10")
    assert heard == [AlbumsChanged(())]
    left = [one.key for one in suggestions.find()]
    assert left == [one for one in keys if one != "event:2023-07-03T10"]
    library.undo.undo()
    assert [one.key for one in suggestions.find()] == keys


def test_a_thing_that_recurs_is_offered_as_an_album_that_fills_itself(
    library: Library, party: list[int], suggestions: AlbumSuggestions
) -> None:
    (green,) = [one for one in suggestions.find() if one.key == "thing:green"]
    assert len(green.photo_ids) == 12
    assert not set(green.photo_ids.tolist()) & set(party)
    album = suggestions.accept(green)
    assert (album.name, album.kind, album.labels) == ("Green", AlbumKind.AUTO, ("green",))
    assert sorted(library.albums.content(album.id).photo_ids) == sorted(green.photo_ids)
    assert "thing:green" not in [one.key for one in suggestions.find()]


def test_an_empty_library_suggests_nothing(library: Library, suggestions: AlbumSuggestions) -> None:
    assert suggestions.find() == []


def test_a_label_of_ones_own_names_what_is_offered(library: Library, party: list[int]) -> None:
    library.tags.add_label("all in red")
    (event,) = [
        one for one in library.album_desk.suggestions.find() if one.kind is SuggestionKind.EVENT
    ]
    assert event.name == "All in red, 2023-07-03"


def test_only_labels_that_a_model_is_asked_about_name_albums(
    library: Library, party: list[int]
) -> None:
    library.tags.add(party[:1], "Grandma")
    library.tags.add_label("heirloom")
    library.tags.remove_label("dog")
    offered = album_labels(library.tags.labels)
    assert "heirloom" in offered
    assert "cat" in offered
    assert not {"Grandma", "dog", "night"} & set(offered)
