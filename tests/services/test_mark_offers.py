"""Offered marks: nothing is given without a word, and a word can be taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from fakes import load_tagging_colours
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.errors import OfferError
from photoclip.core.events import AlbumsChanged, Event, OffersChanged, PhotosMarked, TagsChanged

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    return open_library(loader=load_tagging_colours)


def photo(library: Library, path: Path) -> int:
    found = library.details.photo_at(path)
    assert found is not None
    return found


def everything(library: Library, photo_id: int) -> tuple[object, ...]:
    """All that a person said of a photo, to the moment."""
    return library._catalog.offers.marks([photo_id])[photo_id], [
        (one.label.english, one.stored.decision, one.stored.source)
        for one in library.tags.tags_of(photo_id)
    ]


@pytest.fixture
def replaced(library: Library, photos: Path, paint: Paint) -> Path:
    """A marked picture gave way to another one of its name, while nobody watched."""
    place = paint("IMG_0001.png", RED)
    library.index(photos)
    rose = photo(library, place)
    library.marks.set_rating([rose], 4)
    library.marks.set_favourite([rose], True)
    library.tags.add([rose], "dog")
    library.albums.create("Trips", photo_ids=[rose])
    other = paint("other.png", BLUE)
    place.unlink()
    os.rename(other, place)
    library.index()
    assert library.marks.get([photo(library, place)])[photo(library, place)].rating == 0
    return place


def test_marks_of_a_picture_that_gave_way_are_offered_with_all_that_would_be_given(
    library: Library, replaced: Path
) -> None:
    (offer,) = library.offers.list()

    assert offer.path == str(replaced)
    assert offer.picture.photo_id == photo(library, replaced)
    assert offer.former is not None
    assert offer.former.content_hash != offer.picture.content_hash
    assert (offer.marks.rating, offer.marks.is_favourite) == (4, True)
    assert offer.marks.albums == ("Trips",)
    assert offer.marks.tag_names == ("dog",)
    assert offer.reason.endswith(".")
    assert library.offers.count() == 1


def test_what_is_given_is_one_step_and_its_undo_is_exact(library: Library, replaced: Path) -> None:
    heir = photo(library, replaced)
    library.marks.rotate([heir], 90)
    before = everything(library, heir)
    (offer,) = library.offers.list()
    heard: list[Event] = []
    library.events.subscribe(heard.append)

    assert library.offers.accept([offer.id]) == (heir,)

    given, tags = everything(library, heir)
    assert (given.rating, given.is_favourite, given.rotation) == (4, True, 90)
    assert len(given.albums) == 1
    assert [name for name, *_ in tags] == ["dog"]
    assert library.offers.count() == 0
    for kind in (PhotosMarked, TagsChanged, AlbumsChanged, OffersChanged):
        assert len([one for one in heard if isinstance(one, kind)]) == 1

    assert library.undo.undo()
    assert everything(library, heir) == before
    assert [one.id for one in library.offers.list()] == [offer.id]

    assert library.undo.redo()
    assert everything(library, heir)[0].rating == 4
    library.marks.set_rating([heir], 0)
    assert library.offers.count() == 0, "what was answered is not asked again"


def test_what_was_said_of_the_new_picture_stays(library: Library, replaced: Path) -> None:
    heir = photo(library, replaced)
    library.marks.set_rating([heir], 2)
    (offer,) = library.offers.list()
    assert offer.marks.rating == 0, "the photo has a rating of its own"

    library.offers.accept()
    assert everything(library, heir)[0].rating == 2
    library.undo.undo()
    assert everything(library, heir)[0].rating == 2


def test_what_is_dismissed_is_not_asked_again_unless_it_is_undone(
    library: Library, replaced: Path
) -> None:
    library.offers.dismiss()
    assert library.offers.list() == []
    library.index()
    assert library.offers.list() == []
    library.undo.undo()
    assert library.offers.count() == 1


def test_an_offer_ends_when_the_former_picture_is_found_elsewhere(
    library: Library, replaced: Path, photos: Path, paint: Paint
) -> None:
    assert library.offers.count() == 1
    paint("found again.png", RED)
    library.index()
    assert library.marks.get([photo(library, photos / "found again.png")]) != {}
    assert library.offers.list() == []


def test_an_offer_ends_when_there_is_nothing_left_to_give(library: Library, replaced: Path) -> None:
    heir = photo(library, replaced)
    library.marks.set_rating([heir], 1)
    library.marks.set_favourite([heir], True)
    library.tags.add([heir], "dog")
    assert library.offers.list()[0].marks.albums == ("Trips",)
    (album,) = library.albums.tree()
    library.albums.add(album.id, [heir])
    assert library.offers.list() == []


def test_an_offer_that_is_not_there_is_told(library: Library, replaced: Path) -> None:
    for answer in (library.offers.accept, library.offers.dismiss):
        with pytest.raises(OfferError, match="no open offer 99"):
            answer([99])
    assert library.undo.undo_name != "give-offers"
    assert library.offers.count() == 1


def test_many_are_given_in_one_step(library: Library, photos: Path, paint: Paint) -> None:
    names = [f"IMG_{number}.png" for number in range(3)]
    for shade, name in enumerate(names):
        paint(name, RED, shade=shade)
    library.index(photos)
    library.marks.set_rating([photo(library, photos / name) for name in names], 5)
    for shade, name in enumerate(names):
        made = paint("new.png", GREEN, shade=shade)
        (photos / name).unlink()
        os.rename(made, photos / name)
    library.index()
    assert library.offers.count() == 3

    library.offers.accept()
    heirs = [photo(library, photos / name) for name in names]
    assert [one.rating for one in library.marks.get(heirs).values()] == [5, 5, 5]
    library.undo.undo()
    assert [one.rating for one in library.marks.get(heirs).values()] == [0, 0, 0]
    assert library.offers.count() == 3
