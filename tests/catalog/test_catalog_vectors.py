"""Vectors, models and settings."""

from __future__ import annotations

import numpy as np
import pytest
from catalog_setup import DIM, PICTURE, content_hash, model_of, run_sql

from photoclip.core.errors import CatalogCorruptError, ModelError


@pytest.fixture
def model(catalog):
    return model_of(catalog)


@pytest.fixture
def photos(catalog):
    """The ids of ten photos."""
    with catalog.transaction():
        return [catalog.photos.store(content_hash(n), n, PICTURE) for n in range(10)]


def some(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)


def test_vectors_come_back_as_float16_in_the_order_they_came(catalog, model, photos):
    vectors = some(10)
    order = photos[::-1]
    catalog.vectors.put(model, order, vectors)

    batch = catalog.vectors.load(model)
    assert batch.photo_ids.dtype == np.int64
    assert batch.photo_ids.tolist() == order
    assert batch.vectors.dtype == np.float16
    assert np.array_equal(batch.vectors, vectors.astype(np.float16))
    assert catalog.vectors.ids(model).tolist() == photos
    assert catalog.vectors.count(model) == 10


def test_an_empty_model_gives_empty_arrays_of_the_right_shape(catalog, model):
    batch = catalog.vectors.load(model, 17)

    assert (batch.photo_ids.shape, batch.vectors.shape) == ((0,), (0, DIM))
    assert batch.last_seq == 17
    assert list(catalog.vectors.batches(model)) == []


def test_only_what_is_new_or_replaced_is_loaded_again(catalog, model, photos):
    catalog.vectors.put(model, photos[:5], some(5))
    seen = catalog.vectors.load(model).last_seq
    changed = some(2, seed=1)
    catalog.vectors.put(model, [photos[7], photos[2]], changed)

    batch = catalog.vectors.load(model, seen)
    assert batch.photo_ids.tolist() == [photos[7], photos[2]]
    assert np.array_equal(batch.vectors, changed.astype(np.float16))
    assert batch.last_seq > seen
    assert catalog.vectors.count(model) == 6
    assert len(catalog.vectors.load(model, batch.last_seq).photo_ids) == 0


def test_a_number_is_never_used_twice(catalog, model, photos):
    catalog.vectors.put(model, photos[:1], some(1))
    seen = catalog.vectors.load(model).last_seq
    catalog.vectors.remove(model, photos[:1])
    catalog.vectors.put(model, photos[1:2], some(1))

    assert catalog.vectors.load(model, seen).photo_ids.tolist() == photos[1:2]


def test_batches_hold_everything_once(catalog, model, photos):
    catalog.vectors.put(model, photos, some(10))
    batches = list(catalog.vectors.batches(model, rows=4))

    assert [len(one.photo_ids) for one in batches] == [4, 4, 2]
    assert np.concatenate([one.photo_ids for one in batches]).tolist() == photos
    whole = catalog.vectors.load(model)
    assert np.array_equal(np.concatenate([one.vectors for one in batches]), whole.vectors)
    assert batches[-1].last_seq == whole.last_seq


def test_more_rows_than_one_fetch_are_all_there(catalog, model):
    count = 10_000
    with catalog.transaction():
        ids = [catalog.photos.store(content_hash(n), n, PICTURE) for n in range(count)]
        vectors = some(count)
        catalog.vectors.put(model, ids, vectors)

    batch = catalog.vectors.load(model)
    assert batch.photo_ids.tolist() == ids
    assert np.array_equal(batch.vectors, vectors.astype(np.float16))


def test_models_keep_their_vectors_apart(catalog, model, photos):
    other = model_of(catalog, "larger")
    catalog.vectors.put(model, photos[:3], some(3))
    catalog.vectors.put(other, photos[1:2], some(1, seed=5))

    assert catalog.vectors.ids(model).tolist() == photos[:3]
    assert catalog.vectors.load(other).photo_ids.tolist() == photos[1:2]
    catalog.models.remove(other)
    assert catalog.vectors.count(model) == 3
    assert [one.key for one in catalog.models.list()] == ["starter"]
    with pytest.raises(ModelError):
        catalog.vectors.load(other)


def test_vectors_of_chosen_photos_come_in_the_order_asked(catalog, model, photos):
    vectors = some(10)
    catalog.vectors.put(model, photos, vectors)
    catalog.vectors.remove(model, photos[4:5])

    ids, found = catalog.vectors.get(model, np.array([photos[6], photos[4], photos[0]]))
    assert ids.tolist() == [photos[6], photos[0]]
    assert np.array_equal(found, vectors[[6, 0]].astype(np.float16))
    ids, found = catalog.vectors.get(model, [])
    assert (ids.shape, found.shape) == ((0,), (0, DIM))


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e6])
def test_a_vector_that_is_no_direction_is_refused(catalog, model, photos, bad):
    vectors = some(2)
    vectors[1, 3] = bad

    with pytest.raises(ValueError, match="finite"):
        catalog.vectors.put(model, photos[:2], vectors)
    assert catalog.vectors.count(model) == 0


def test_vectors_of_the_wrong_shape_are_refused(catalog, model, photos):
    with pytest.raises(ModelError, match="9 dimensions instead of 8"):
        catalog.vectors.put(model, photos[:1], np.zeros((1, DIM + 1), np.float32))
    with pytest.raises(ValueError, match="3 photos"):
        catalog.vectors.put(model, photos[:3], some(2))
    with pytest.raises(ModelError, match="no model"):
        catalog.vectors.put(model + 1, photos[:1], some(1))


def test_a_stored_vector_of_the_wrong_length_is_damage(catalog, model, photos):
    catalog.vectors.put(model, photos[:2], some(2))
    run_sql(catalog, "UPDATE vectors SET vector = x'00' WHERE photo_id = ?", photos[1])

    with pytest.raises(CatalogCorruptError, match="wrong length"):
        catalog.vectors.load(model)


def test_a_model_keeps_its_number_and_its_dimension(catalog):
    model = catalog.models.id_of("starter", 512)

    assert catalog.models.id_of("starter", 512) == model
    assert catalog.models.get(model).dim == 512
    assert catalog.models.find("nobody") is None
    with pytest.raises(ModelError, match="512 dimensions"):
        catalog.models.id_of("starter", 768)


@pytest.mark.parametrize("value", [None, True, 0, 1.5, "täxt\n🐕", [1, "a"], {"a": {"b": []}}])
def test_a_setting_comes_back_as_it_was(catalog, value):
    catalog.settings.set("key", "before")
    catalog.settings.set("key", value)

    assert catalog.settings.get("key", "default") == value
    assert catalog.settings.get("other", "default") == "default"
