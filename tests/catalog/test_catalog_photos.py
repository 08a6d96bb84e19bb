"""Photos: one content, however many files."""

from __future__ import annotations

import dataclasses
import os
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from catalog_setup import (
    PICTURE,
    content_hash,
    enter,
    found,
    model_of,
    on_disk,
    orphans,
    pending_paths,
    remove_below,
    take_in,
)

from photoclip.core.models import PhotoMetadata
from photoclip.core.tagging import Decision

FULL = PhotoMetadata(
    width=4000,
    height=3000,
    format="JPEG",
    taken_at=datetime(2019, 7, 1, 12, 30, 5, 250000),
    camera="Canon EOS R6",
    lens="RF 24-105mm",
    iso=400,
    f_number=5.6,
    exposure_s=1 / 250,
    focal_length_mm=50.0,
    latitude=-33.8568,
    longitude=151.2153,
    altitude_m=-3.5,
    is_animated=True,
)


@pytest.mark.parametrize("metadata", [FULL, PICTURE])
def test_what_a_picture_says_of_itself_comes_back_as_it_was(catalog, metadata):
    photo_id = catalog.photos.store(b"x" * 16, 123, metadata)

    assert catalog.photos.metadata(photo_id) == metadata
    assert catalog.photos.by_hash(b"x" * 16) == photo_id
    assert catalog.photos.by_hash(b"y" * 16) is None
    assert catalog.photos.metadata(photo_id + 1) is None


def test_a_camera_name_that_is_no_valid_text_is_kept_readable(catalog):
    odd = dataclasses.replace(PICTURE, camera=os.fsdecode(b"Cam\xff"))
    photo_id = catalog.photos.store(b"x" * 16, 1, odd)

    assert catalog.photos.metadata(photo_id).camera == "Cam\\udcff"


def test_the_same_content_is_the_same_photo_and_its_metadata_is_refreshed(catalog):
    photo_id = catalog.photos.store(b"x" * 16, 123, PICTURE)

    assert catalog.photos.store(b"x" * 16, 123, FULL) == photo_id
    assert catalog.photos.metadata(photo_id) == FULL


def test_an_edited_photo_keeps_its_id_and_loses_its_vectors(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    catalog.photos.replace_content(photo_id, content_hash("edited"), 321, FULL)

    assert catalog.photos.by_hash(content_hash("edited")) == photo_id
    former = catalog.photos.by_hash(content_hash("dog.jpg"))
    assert former not in (None, photo_id), "what it was is known when it comes back"
    assert orphans(catalog) == {former}
    assert catalog.photos.metadata(photo_id) == FULL
    assert catalog.vectors.count(model_of(catalog)) == 0
    assert len(pending_paths(catalog)) == 1


def test_a_photo_cannot_be_edited_into_another_one(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    take_in(catalog, folder, "cat.jpg")

    with pytest.raises(ValueError, match="another photo"):
        catalog.photos.replace_content(photo_id, content_hash("cat.jpg"), 1, PICTURE)
    assert catalog.vectors.count(model_of(catalog)) == 2


def test_only_photos_with_a_ready_file_are_present(catalog, folder):
    first = take_in(catalog, folder, "a.jpg")
    second = take_in(catalog, folder, "b.jpg")
    changed = take_in(catalog, folder, "c.jpg")
    enter(catalog, folder, "c.jpg", modified_ns=99)
    enter(catalog, folder, "new.jpg")

    ids = catalog.photos.present_ids()
    assert ids.dtype == np.int64
    assert ids.tolist() == [first, second]
    assert catalog.photos.paths_of([changed, first]) == {
        first: [on_disk(str(folder.path), "a.jpg")]
    }


def test_photos_are_found_by_any_folder_on_their_way(catalog, tmp_path):
    watched = catalog.folders.add(tmp_path / "photos" / "2020")
    other = catalog.folders.add(tmp_path / "photos" / "2021")
    away = catalog.folders.add(tmp_path / "elsewhere")
    top = take_in(catalog, watched, "top.jpg")
    below = take_in(catalog, watched, "a/below.jpg")
    deep = take_in(catalog, watched, "a/b/deep.jpg")
    beside = take_in(catalog, watched, "a-b/beside.jpg")
    later = take_in(catalog, other, "later.jpg")
    far = take_in(catalog, away, "far.jpg")

    def present(*parts: str) -> list[int]:
        return catalog.photos.present_ids(tmp_path.joinpath(*parts)).tolist()

    assert present("photos", "2020", "a") == [below, deep]
    assert present("photos", "2020", "a", "b") == [deep]
    assert present("photos", "2020") == [top, below, deep, beside]
    assert present("photos") == [top, below, deep, beside, later]
    assert present() == [top, below, deep, beside, later, far]
    assert present("photos", "20") == []
    assert present("photos", "2020", "a", "..", "..", "2021") == [later]
    assert catalog.photos.present_ids(Path(tmp_path.anchor)).dtype == np.int64


def test_paths_of_a_photo_are_those_in_the_folder_asked_for(catalog, tmp_path):
    one = catalog.folders.add(tmp_path / "one")
    two = catalog.folders.add(tmp_path / "two")
    photo_id = take_in(catalog, one, "x/dog.jpg", content="dog")
    take_in(catalog, two, "dog.jpg", content="dog")
    first, second = str(tmp_path / "one" / "x" / "dog.jpg"), str(tmp_path / "two" / "dog.jpg")

    assert catalog.photos.paths_of([photo_id]) == {photo_id: [first, second]}
    assert catalog.photos.paths_of([photo_id], tmp_path / "one" / "x") == {photo_id: [first]}
    assert catalog.photos.paths_of([photo_id], tmp_path / "two") == {photo_id: [second]}
    assert catalog.photos.paths_of([photo_id], tmp_path) == {photo_id: [first, second]}
    assert catalog.photos.paths_of([photo_id], tmp_path / "three") == {}


def test_paths_come_in_the_order_of_the_question(catalog, folder):
    ids = [take_in(catalog, folder, f"{n}.jpg") for n in range(5)]
    asked = np.array([ids[3], ids[0], ids[4], ids[3]])

    assert list(catalog.photos.paths_of(asked)) == [ids[3], ids[0], ids[4]]


@pytest.mark.parametrize("at_most", [0, 100])
def test_some_photos_are_asked_for_one_by_one_and_many_all_at_once(
    catalog, folder, monkeypatch, at_most
):
    monkeypatch.setattr("photoclip.catalog.photos.ASKED_ONE_BY_ONE", at_most)
    first, second, third = (take_in(catalog, folder, f"{one}.jpg") for one in "abc")
    catalog.files.remove([catalog.files.listing(folder.id, "")["b.jpg"].id])
    asked = np.array([third, second, 999, first, third])
    assert catalog.photos.present_among(asked).tolist() == [first, third]
    assert catalog.photos.present_among(asked[:0]).tolist() == []


def test_photos_in_a_folder_that_is_away_stay_present(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    catalog.folders.set_offline(folder.id, True)

    assert catalog.photos.present_ids().tolist() == [photo_id]


def test_an_orphan_is_forgotten_only_after_its_time(catalog, folder, clock):
    photo_id = take_in(catalog, folder, "dog.jpg")
    remove_below(catalog, folder)
    clock.advance(days=10)

    assert catalog.photos.purge_orphans(clock.now() - timedelta(days=11)) == 0
    assert catalog.vectors.ids(model_of(catalog)).tolist() == [photo_id]
    assert catalog.photos.purge_orphans(clock.now() - timedelta(days=9)) == 1
    assert catalog.vectors.count(model_of(catalog)) == 0
    assert catalog.photos.by_hash(content_hash("dog.jpg")) is None


def test_an_orphan_that_a_person_tagged_is_kept(catalog, folder, clock):
    photo_id = take_in(catalog, folder, "dog.jpg")
    catalog.tags.decide({(photo_id, "dog"): Decision.REJECTED})
    remove_below(catalog, folder)
    clock.advance(days=10)

    assert catalog.photos.purge_orphans(clock.now() - timedelta(days=9)) == 0
    catalog.tags.decide({(photo_id, "dog"): None})
    assert catalog.photos.purge_orphans(clock.now() - timedelta(days=9)) == 1


def test_an_orphan_whose_file_comes_back_is_a_photo_again(catalog, folder, clock):
    photo_id = take_in(catalog, folder, "dog.jpg", content="dog")
    remove_below(catalog, folder)
    clock.advance(days=10)
    file_id = enter(catalog, folder, "back.jpg")
    catalog.files.link(file_id, photo_id, found("back.jpg").stat)

    assert orphans(catalog) == set()
    assert catalog.photos.purge_orphans(clock.now()) == 0
    assert catalog.photos.present_ids().tolist() == [photo_id]


def test_an_id_is_never_given_to_another_photo(catalog, folder, clock):
    photo_id = take_in(catalog, folder, "dog.jpg")
    remove_below(catalog, folder)
    clock.advance(days=1)
    catalog.photos.purge_orphans(clock.now())

    assert take_in(catalog, folder, "cat.jpg") > photo_id
