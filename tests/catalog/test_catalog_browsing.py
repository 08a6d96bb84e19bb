"""Lists of photos and what a person said of them."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from catalog_setup import PICTURE, content_hash, enter, found, take_in

from photoclip.core.listing import Marks
from photoclip.core.models import Problem

DATA = Path(__file__).parent / "data"


def seconds(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1)).total_seconds() * 1000)


def test_every_photo_is_listed_once_with_the_moment_it_was_taken(catalog, folder):
    dated = dataclasses.replace(PICTURE, taken_at=datetime(2019, 7, 1, 12, 30, 5, 250000))
    first = take_in(catalog, folder, "dog.jpg", content="dog")
    take_in(catalog, folder, "copy.jpg", content="dog")
    second = take_in(catalog, folder, "cat.jpg", modified_ns=1_561_984_205_000_000_000)
    catalog.photos.store(content_hash("dog"), 100, dated)

    ids, moments = catalog.browsing.listed()

    assert (ids.dtype, moments.dtype) == (np.int64, np.int64)
    assert ids.tolist() == [first, second]
    file_time = datetime.fromtimestamp(1_561_984_205)
    assert moments.tolist() == [seconds(dated.taken_at), seconds(file_time)]


def test_a_file_is_listed_before_it_is_taken_in_and_not_when_it_failed(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    waiting = enter(catalog, folder, "cat.jpg")
    broken = enter(catalog, folder, "torn.jpg")
    catalog.files.fail(broken, Problem.TRUNCATED, "", None)

    assert catalog.browsing.listed()[0].tolist() == [photo_id, -waiting]
    assert catalog.browsing.listed(with_pending=False)[0].tolist() == [photo_id]


def test_an_empty_library_lists_nothing(catalog):
    ids, moments = catalog.browsing.listed()

    assert (len(ids), ids.dtype, len(moments)) == (0, np.int64, 0)
    assert catalog.browsing.listed(folder=Path("/nowhere"))[0].tolist() == []


def test_an_edited_photo_keeps_its_place_while_it_is_read_again(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    enter(catalog, folder, "dog.jpg", modified_ns=99)

    assert catalog.browsing.listed()[0].tolist() == [photo_id]
    assert [row.photo_id for row in catalog.browsing.rows([photo_id])] == [photo_id]


def test_names_are_ordered_without_looking_at_case(catalog, folder):
    ids = [take_in(catalog, folder, name) for name in ("b.jpg", "C.jpg", "a.jpg", "B2.jpg")]
    waiting = enter(catalog, folder, "bb.jpg")

    expected = [ids[2], ids[0], ids[3], -waiting, ids[1]]
    assert catalog.browsing.listed(by_name=True)[0].tolist() == expected


def test_a_list_can_be_of_one_folder_or_of_what_came_lately(catalog, folder, clock):
    old = take_in(catalog, folder, "2019/dog.jpg")
    clock.advance(days=40)
    new = take_in(catalog, folder, "2020/cat.jpg")
    since = clock.now() - timedelta(days=1)

    assert catalog.browsing.listed(folder=folder.path / "2019")[0].tolist() == [old]
    assert catalog.browsing.listed(added_since=since)[0].tolist() == [new]
    assert catalog.browsing.listed(folder=folder.path / "2019", added_since=since)[0].tolist() == []


def test_a_row_says_all_that_a_view_shows(catalog, folder):
    photo_id = take_in(catalog, folder, "2019/dog.jpg", size=321, modified_ns=5_000_000_000)
    catalog.marks.put({photo_id: Marks(True, 3, 90)})
    catalog.folders.set_offline(folder.id, True)

    (row,) = catalog.browsing.rows([photo_id])

    assert row.path == os.path.join(str(folder.path), "2019", "dog.jpg")
    assert (row.name, row.width, row.height, row.size) == ("dog.jpg", 64, 48, 321)
    assert (row.is_favourite, row.rating, row.rotation, row.is_offline) == (True, 3, 90, True)
    assert row.content_hash == content_hash("2019/dog.jpg")
    assert row.moment == row.modified == datetime.fromtimestamp(5)


def test_rows_come_in_the_order_of_the_question_without_what_is_gone(catalog, folder):
    ids = [take_in(catalog, folder, f"{n}.jpg") for n in range(4)]
    waiting = enter(catalog, folder, os.fsdecode(b"caf\xe9.jpg"))
    catalog.files.remove([catalog.files.listing(folder.id, "")["1.jpg"].id])

    rows = catalog.browsing.rows(np.array([ids[3], -waiting, ids[1], ids[0], 999]))

    assert [row.photo_id for row in rows] == [ids[3], -waiting, ids[0]]
    assert rows[1].is_pending
    assert rows[1].name == os.fsdecode(b"caf\xe9.jpg")


def test_a_copy_that_can_be_reached_is_shown_before_one_that_is_away(catalog, tmp_path):
    away, here = catalog.folders.add(tmp_path / "away"), catalog.folders.add(tmp_path / "here")
    photo_id = take_in(catalog, away, "dog.jpg", content="dog")
    take_in(catalog, here, "dog.jpg", content="dog")
    catalog.folders.set_offline(away.id, True)

    (row,) = catalog.browsing.rows([photo_id])

    assert (row.path, row.is_offline) == (str(tmp_path / "here" / "dog.jpg"), False)


def test_a_pending_file_is_known_again_as_the_photo_it_became(catalog, folder):
    first, second = enter(catalog, folder, "a.jpg"), enter(catalog, folder, "b.jpg")
    photo_id = take_in(catalog, folder, "a.jpg")

    assert catalog.browsing.became([-first, -second]) == {-first: photo_id}


def test_marks_survive_an_edit_in_place_a_move_and_a_time_without_files(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", content="dog")
    marks = Marks(is_favourite=True, rating=5, rotation=270)
    catalog.marks.put({photo_id: marks})

    catalog.photos.replace_content(photo_id, content_hash("edited"), 321, PICTURE)
    assert catalog.marks.get([photo_id]) == {photo_id: marks}
    file_id = catalog.files.listing(folder.id, "")["dog.jpg"].id
    catalog.identities.move(catalog.identities.of_file(file_id), folder.id, found("2019/dog.jpg"))
    assert catalog.marks.get([photo_id]) == {photo_id: marks}
    catalog.files.remove([file_id])
    assert take_in(catalog, folder, "back.jpg", content="edited") == photo_id
    assert catalog.marks.get([photo_id, 99]) == {photo_id: marks}
    assert catalog.browsing.listed(favourites=True)[0].tolist() == [photo_id]


@pytest.mark.parametrize("marks", [Marks(rating=6), Marks(rotation=45)])
def test_marks_out_of_range_never_reach_the_catalog(catalog, folder, marks):
    photo_id = take_in(catalog, folder, "dog.jpg")

    with pytest.raises(sqlite3.IntegrityError):
        catalog.marks.put({photo_id: marks})
    assert catalog.marks.get([photo_id]) == {photo_id: Marks()}


@pytest.mark.parametrize(("version", "marks"), [(1, Marks()), (2, Marks(True, 4, 90))])
def test_marks_of_a_stored_catalog_are_there_after_opening(open_catalog, place, version, marks):
    place.parent.mkdir(parents=True)
    connection = sqlite3.connect(place, isolation_level=None)
    connection.executescript((DATA / f"v{version}.sql").read_text("utf-8"))
    connection.close()
    catalog = open_catalog()

    assert catalog.marks.get([1]) == {1: marks}
    (row,) = catalog.browsing.rows([1])
    assert (row.is_favourite, row.rating, row.rotation) == dataclasses.astuple(marks)
    assert catalog.browsing.listed()[0].tolist() == [1, -2]
