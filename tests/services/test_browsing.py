"""Looking through a library, marking photos, and taking it back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from scenery import Paint

from photoclip.app.library import Library
from photoclip.core.events import Event, PhotosMarked, UndoChanged
from photoclip.core.listing import DateGroup, Grouping, Marks, PhotoListing, PhotoOrder

DAY_NS = 86_400_000_000_000
NOON_2020_NS = 1_577_880_000_000_000_000


def names(library: Library, **options: object) -> list[str]:
    listing = library.browse.listing(**options)  # type: ignore[arg-type]
    return [row.name for row in library.browse.rows(listing.ids)]


@pytest.fixture
def three(library: Library, photos: Path, paint: Paint) -> Library:
    """A library of three photos of January, March and March 2020, found in another order."""
    for shade, (name, day) in enumerate({"b.png": 60, "a.png": 62, "c.png": 0}.items()):
        path = paint(name, shade=shade)
        os.utime(path, ns=(NOON_2020_NS + day * DAY_NS,) * 2)
    library.index(photos)
    return library


def test_photos_are_listed_newest_or_oldest_first_or_by_name(three: Library) -> None:
    assert names(three) == ["a.png", "b.png", "c.png"]
    assert names(three, order="oldest") == ["c.png", "b.png", "a.png"]
    assert names(three, order="name") == ["a.png", "b.png", "c.png"]
    assert three.browse.ids("added").tolist() == sorted(three.browse.ids().tolist(), reverse=True)


def test_months_are_runs_of_the_list(three: Library) -> None:
    months = three.browse.groups(three.browse.listing())

    assert months == [DateGroup(2020, 3, 0, 2), DateGroup(2020, 1, 2, 1)]
    assert three.browse.groups(three.browse.listing("name")) == []
    empty = PhotoListing(np.empty(0, np.int64), np.empty(0, np.int64), PhotoOrder.NEWEST)
    assert three.browse.groups(empty) == []


def test_days_are_runs_of_the_list(three: Library) -> None:
    days = three.browse.groups(three.browse.listing(), Grouping.DAY)

    assert days == [
        DateGroup(2020, 3, 0, 1, day=3),
        DateGroup(2020, 3, 1, 1, day=1),
        DateGroup(2020, 1, 2, 1, day=1),
    ]


def test_the_shape_of_a_photo_is_known_as_a_person_turned_it(three: Library) -> None:
    ids = three.browse.listing().ids
    before = three.browse.aspects(ids)
    three.marks.rotate([int(ids[0])], 90)
    after = three.browse.aspects(np.append(ids, [-5, 999]))

    assert before.dtype == np.float32
    assert before[0] == pytest.approx(1 / after[0])
    assert after[1:3].tolist() == before[1:].tolist()
    assert after[3:].tolist() == pytest.approx([4 / 3, 4 / 3])


def test_months_before_1970_have_their_own_names(three: Library) -> None:
    moments = np.array([0, -1], np.int64)
    listing = PhotoListing(np.array([1, 2]), moments, PhotoOrder.NEWEST)

    assert three.browse.groups(listing) == [DateGroup(1970, 1, 0, 1), DateGroup(1969, 12, 1, 1)]


def test_favourites_and_recent_photos_have_lists_of_their_own(three: Library) -> None:
    newest = three.browse.ids().tolist()
    three.marks.set_favourite(newest[:1], True)

    assert names(three, favourites=True) == ["a.png"]
    assert len(names(three, recent=True)) == 3


def test_a_mark_is_undone_and_done_again(three: Library) -> None:
    events: list[Event] = []
    three.events.subscribe(events.append)
    first, second, _ = three.browse.ids().tolist()

    assert three.marks.set_rating([first, second, 999, -4], 4) == (first, second)
    assert three.marks.set_favourite([first], True) == (first,)
    assert events == [
        PhotosMarked((first, second)),
        UndoChanged("set-rating", None),
        PhotosMarked((first,)),
        UndoChanged("set-favourite", None),
    ]
    assert three.undo.undo()
    assert three.marks.get([first]) == {first: Marks(rating=4)}
    assert three.undo.undo()
    assert three.marks.get([first, second]) == {first: Marks(), second: Marks()}
    assert not three.undo.undo()
    assert three.undo.redo()
    assert three.marks.get([second]) == {second: Marks(rating=4)}
    assert (three.undo.undo_name, three.undo.redo_name) == ("set-rating", "set-favourite")


def test_a_mark_that_changes_nothing_is_no_step_of_undo(three: Library) -> None:
    first = int(three.browse.ids()[0])
    three.marks.set_favourite([first], True)

    assert three.marks.set_favourite([first], True) == ()
    three.undo.undo()
    assert three.undo.undo_name is None


def test_a_new_action_forgets_what_was_undone(three: Library) -> None:
    first = int(three.browse.ids()[0])
    three.marks.set_rating([first], 4)
    three.undo.undo()
    three.marks.rotate([first], -90)

    assert not three.undo.redo()
    assert three.marks.get([first]) == {first: Marks(rotation=270)}


def test_only_the_last_hundred_actions_are_kept(three: Library) -> None:
    first = int(three.browse.ids()[0])
    for turn in range(102):
        three.marks.set_rating([first], 1 + turn % 2)

    assert sum(three.undo.undo() for _ in range(102)) == 100


def test_an_edited_and_moved_photo_keeps_its_marks(
    three: Library, photos: Path, paint: Paint
) -> None:
    first = int(three.browse.ids()[0])
    three.marks.set_favourite([first], True)
    paint("a.png", (1, 200, 3))
    three.index()
    (photos / "deep").mkdir()
    shutil.move(photos / "a.png", photos / "deep" / "z.png")
    three.index()

    (row,) = three.browse.rows([first])
    assert (row.name, row.is_favourite) == ("z.png", True)


@pytest.mark.parametrize("rating", [-1, 6])
def test_a_rating_goes_from_none_to_five(three: Library, rating: int) -> None:
    with pytest.raises(ValueError, match="rating"):
        three.marks.set_rating([1], rating)
