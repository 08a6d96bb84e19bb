"""Tags in the catalog: derived ones come and go, a person's word stays."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from catalog_setup import run_sql, take_in

from photoclip.catalog.database import Catalog
from photoclip.core.models import Folder
from photoclip.core.tagging import Decision, TagOrigin

FIRST = TagOrigin("starter", "aaaa", "openai80")
SECOND = TagOrigin("larger", "aaaa", "openai80")


@pytest.fixture
def photos(catalog: Catalog, folder: Folder) -> list[int]:
    return [take_in(catalog, folder, f"{number}.jpg") for number in range(3)]


def derive(catalog: Catalog, origin: TagOrigin, tags: dict[int, dict[str, float]]) -> None:
    number = catalog.tags.origin(origin)
    labels = catalog.tags.label_numbers(label for some in tags.values() for label in some)
    rows = [
        (photo, labels[label], probability)
        for photo, some in tags.items()
        for label, probability in some.items()
    ]
    catalog.tags.replace(number, np.array(list(tags), np.int64), rows, last_seq=len(tags))


def held(catalog: Catalog, photo: int) -> list[str]:
    return [one.label_id for one in catalog.tags.of([photo]).get(photo, []) if one.holds]


def test_derived_tags_come_with_their_probability_and_origin(catalog, photos):
    derive(catalog, FIRST, {photos[0]: {"dog": 0.75, "beach": 0.875}})

    first, second = catalog.tags.of(photos)[photos[0]]
    assert (first.label_id, first.probability, first.origin) == ("beach", 0.875, FIRST)
    assert (second.label_id, second.decision) == ("dog", None)


def test_a_persons_word_survives_another_model(catalog, photos):
    one, other, third = photos
    derive(catalog, FIRST, {one: {"dog": 0.9}, other: {"dog": 0.8}, third: {}})
    catalog.tags.decide({(one, "dog"): Decision.REJECTED, (third, "dog"): Decision.ADDED})

    derive(catalog, SECOND, {one: {"dog": 0.99}, other: {"cat": 0.9}, third: {}})

    assert held(catalog, one) == []
    assert held(catalog, other) == ["cat"]
    assert held(catalog, third) == ["dog"]
    assert catalog.tags.photos_with("dog").tolist() == [third]
    assert catalog.tags.photos_with("no such label").tolist() == []


def test_counts_agree_with_the_photos(catalog, photos):
    one, other, third = photos
    derive(catalog, FIRST, {one: {"dog": 0.9}, other: {"dog": 0.8, "cat": 0.7}, third: {}})
    catalog.tags.decide(
        {
            (one, "dog"): Decision.CONFIRMED,
            (other, "dog"): Decision.REJECTED,
            (third, "dog"): Decision.ADDED,
            (third, "cat"): Decision.REJECTED,
        }
    )

    counts = catalog.tags.counts()

    assert counts == {"dog": (2, 3), "cat": (1, 1)}
    for label, (count, _) in counts.items():
        assert len(catalog.tags.photos_with(label)) == count


def test_a_decision_can_be_taken_back(catalog, photos):
    catalog.tags.decide({(photos[0], "dog"): Decision.ADDED})
    assert catalog.tags.decisions(photos, "dog") == {
        (photos[0], "dog"): Decision.ADDED,
        (photos[1], "dog"): None,
        (photos[2], "dog"): None,
    }

    catalog.tags.decide({(photos[0], "dog"): None})
    assert held(catalog, photos[0]) == []


def test_progress_belongs_to_one_origin(catalog, photos):
    derive(catalog, FIRST, {one: {} for one in photos})
    first, second = catalog.tags.origin(FIRST), catalog.tags.origin(SECOND)
    assert (catalog.tags.progress(first), catalog.tags.progress(second)) == (3, 0)

    derive(catalog, SECOND, {photos[0]: {"dog": 0.9}})
    catalog.tags.forget_other_origins(second)

    assert catalog.tags.progress(catalog.tags.origin(FIRST)) == 0
    assert catalog.tags.progress(second) == 1


def test_photos_that_left_take_their_tags_along_but_not_what_a_person_said(
    catalog, folder, photos, clock
):
    derive(catalog, FIRST, {one: {"dog": 0.9} for one in photos})
    catalog.tags.decide({(photos[0], "dog"): Decision.CONFIRMED})
    catalog.folders.remove(folder.id)
    assert catalog.tags.photos_with("dog").tolist() == []
    assert catalog.tags.counts() == {}

    clock.advance(days=61)
    catalog.photos.purge_orphans(clock.now() - timedelta(days=60))
    assert run_sql(catalog, "SELECT photo_id FROM photo_tags") == [(photos[0],)]
    assert run_sql(catalog, "SELECT photo_id FROM tag_decisions") == [(photos[0],)]

    derive(catalog, FIRST, {photos[1]: {"dog": 0.9}})
    assert list(catalog.tags.of(photos)) == [photos[0]]
