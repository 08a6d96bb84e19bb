"""Photos that come in are merged into what a search has found, as if it were asked anew."""

from __future__ import annotations

import numpy as np
import pytest
from scenery import Paint

from photoclip.app.library import Library


@pytest.fixture
def some(library: Library, paint: Paint) -> Library:
    for number in range(12):
        paint(f"photo-{number}.png", (20 * number, 10, 250 - 20 * number), shade=number)
    library.index(paint("photo-0.png", (0, 10, 250)).parent)
    return library


def arrive(library: Library, paint: Paint) -> np.ndarray:
    """More photos; their ids."""
    before = library.browse.ids()
    paint("redder.png", (255, 0, 0), shade=90)
    paint("bluer.png", (0, 0, 255), shade=91)
    paint("between.png", (128, 5, 128), shade=92)
    library.index()
    return np.setdiff1d(library.browse.ids(), before)


@pytest.mark.parametrize("query", ["red", "a blue thing", "nothing like it"])
def test_it_is_what_a_search_asked_anew_finds(some: Library, paint: Paint, query: str) -> None:
    former = some.search(query)
    new = arrive(some, paint)

    merged = some.searches.extended(former, new)

    fresh = some.search(query)
    assert merged is not None
    assert [one.photo_id for one in merged.hits] == [one.photo_id for one in fresh.hits]
    assert {one.photo_id: one.path for one in merged.hits} == {
        one.photo_id: one.path for one in fresh.hits
    }
    assert [one.band for one in merged.hits] == [one.band for one in fresh.hits]
    assert [one.probability for one in merged.hits] == pytest.approx(
        [one.probability for one in fresh.hits], abs=1e-5
    )
    assert (merged.verdict, merged.advice) == (fresh.verdict, fresh.advice)


def test_photos_that_are_there_already_do_not_come_twice(some: Library, paint: Paint) -> None:
    former = some.search("red")
    ids = np.array([one.photo_id for one in former.hits])

    merged = some.searches.extended(former, ids)

    assert merged is not None
    assert [one.photo_id for one in merged.hits] == ids.tolist()


def test_a_photo_that_was_edited_counts_as_it_looks_now(some: Library, paint: Paint) -> None:
    former = some.search("red")
    edited = paint("photo-11.png", (0, 0, 255), shade=95)
    some.index()
    photo_id = some._catalog.photos.at_path(edited)
    assert photo_id in {one.photo_id for one in former.hits}, "it keeps its photo"

    merged = some.searches.extended(former, np.array([photo_id]))

    fresh = some.search("red")
    assert merged is not None
    assert [one.photo_id for one in merged.hits] == [one.photo_id for one in fresh.hits]
    assert [one.score for one in merged.hits] == pytest.approx([one.score for one in fresh.hits])


@pytest.mark.parametrize(
    "query", ["red -blue", "red or blue", "red date:2019", "rating:5", "red name:photo"]
)
def test_what_has_several_parts_is_asked_anew(some: Library, query: str) -> None:
    assert some.searches.extended(some.search(query), np.array([1])) is None


def test_a_photo_that_left_before_it_was_merged_is_left_out(some: Library, paint: Paint) -> None:
    former = some.search("red")
    new = arrive(some, paint)
    gone = paint("redder.png", (255, 0, 0), shade=90)
    gone.unlink()
    some.index()

    merged = some.searches.extended(former, new)

    assert merged is not None
    assert {one.photo_id for one in merged.hits} == {
        one.photo_id for one in some.search("red").hits
    }
