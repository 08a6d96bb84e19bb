"""Offered marks on the shell."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from scenery import OpenLibrary, Paint
from typer.testing import CliRunner

from photoclip.app.library import Library
from photoclip.cli.main import app
from photoclip.core.errors import OfferError


def photoclip(top: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["--library", str(top / "library"), *map(str, words)])


@pytest.fixture
def place(open_library: OpenLibrary, photos: Path, paint: Paint) -> Path:
    """The place of a library in which a rated picture gave way to another one of its name."""
    library = open_library()
    image = paint("IMG_1.png", (255, 0, 0))
    library.index(photos)
    photo_id = library.details.photo_at(image)
    assert photo_id is not None
    library.marks.set_rating([photo_id], 4)
    library.albums.create("Fruit", photo_ids=[photo_id])
    os.replace(paint("other.png", (0, 0, 255)), image)
    library.index()
    library.close()
    return library.folder.parent


def test_offers_are_listed_dismissed_and_given(place: Path) -> None:
    listed = photoclip(place, "marks", "offered")
    assert listed.exit_code == 0, listed.output
    assert "★★★★, album Fruit" in listed.output
    (offer,) = json.loads(photoclip(place, "marks", "offered", "--json").output)["offers"]
    assert (offer["rating"], offer["albums"]) == (4, ["Fruit"])
    assert offer["path"].endswith("IMG_1.png")
    assert f"{offer['id']}  {offer['path']}" in listed.output

    unnamed = photoclip(place, "marks", "accept").exception
    assert isinstance(unnamed, OfferError)
    assert "--all" in unnamed.message
    both = photoclip(place, "marks", "accept", 1, "--all").exception
    assert isinstance(both, OfferError)
    unknown = photoclip(place, "marks", "accept", 99).exception
    assert isinstance(unknown, OfferError)
    assert unknown.message == "There is no open offer 99."

    given = photoclip(place, "marks", "accept", offer["id"])
    assert given.output == "Marks given to 1 photo.\n"
    assert photoclip(place, "marks", "offered").output == "No marks are offered.\n"
    with Library.open(place / "library") as library:
        assert [one.rating for one in library.marks.get([offer["photo"]]).values()] == [4]
    nothing = photoclip(place, "marks", "dismiss", "--all", "--json")
    assert json.loads(nothing.output) == {"photos": 0}
