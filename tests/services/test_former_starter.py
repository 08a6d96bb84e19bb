"""A library of the former starter: its image tower is the same, so nothing is embedded again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from scenery import SAMPLES, wait_until

from photoclip import Library
from photoclip.core.events import Event, TagsChanged
from photoclip.embed.models.registry import find_model

FORMER = "starter-3d25974fc641"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for name in ("grocery-lemon.jpg", "caltech101-airplanes.jpg", "cc0-kitten-on-lawn.jpg"):
        shutil.copy(SAMPLES / name, folder)
    return folder


@pytest.fixture
def former(tmp_path: Path, photos: Path) -> Path:
    """A library as the former starter left it: its key for vectors, and for the origin of tags."""
    place = tmp_path / "library"
    with Library.open(place) as library:
        library.index(photos)
        assert library.tags.retag() is not None
    with closing(sqlite3.connect(place / "catalog.sqlite3")) as catalog, catalog:
        assert catalog.execute("UPDATE models SET key = ?", (FORMER,)).rowcount == 1
        assert catalog.execute("UPDATE tag_origins SET model_key = ?", (FORMER,)).rowcount == 1
        catalog.execute("DELETE FROM settings WHERE key LIKE 'model-texts:%'")
    (place / "catalog.sqlite3.seal").unlink()
    return place


@pytest.fixture
def library(former: Path) -> Iterator[Library]:
    with Library.open(former) as opened:
        yield opened


def origins(library: Library) -> set[str]:
    found = [
        tag.stored.origin
        for hit in library.search("a photo").hits
        for tag in library.tags.tags_of(hit.photo_id)
    ]
    return {one.model_key for one in found if one is not None}


def stored(place: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(place / "catalog.sqlite3")) as catalog:
        return catalog.execute(
            "SELECT m.key, count(*) FROM vectors v JOIN models m ON m.id = v.model_id GROUP BY m.id"
        ).fetchall()


def test_the_former_key_is_known() -> None:
    assert FORMER in find_model("starter").formerly


def test_photos_are_found_with_nothing_embedded_again(library: Library, photos: Path) -> None:
    first = library.search("a lemon").hits[0]
    assert Path(first.path).name == "grocery-lemon.jpg"
    report = library.index(photos)
    assert (report.unchanged, report.embedded) == (3, 0)
    assert stored(library.folder) == [(FORMER, 3)]
    assert library.search("a lemon").hits[0] == first


def test_tags_are_renewed_in_the_background(library: Library, photos: Path) -> None:
    events: list[Event] = []
    library.events.subscribe(events.append)
    # Nothing is to be embedded, and nobody searches: the model is not even loaded.
    library.background.start()
    wait_until(lambda: any(isinstance(one, TagsChanged) for one in events))
    keys = library.models.keys()
    assert keys is not None
    assert origins(library) == {keys.texts} != {FORMER}


def test_what_is_asked_after_a_change_of_the_text_tower_is_of_the_new_one(
    library: Library, photos: Path
) -> None:
    report = library.tags.retag()
    assert report is not None
    assert report.photos == 3
    assert FORMER not in origins(library)
