"""A model's vectors are found again under whatever key they were stored."""

from __future__ import annotations

import pytest

from photoclip.catalog.database import Catalog
from photoclip.core.errors import ModelError

TOWER = "0123456789ab"


def test_a_model_is_entered_once(catalog: Catalog) -> None:
    first = catalog.models.id_of(f"starter-{TOWER}", 4)
    assert catalog.models.id_of(f"starter-{TOWER}", 4) == first
    assert [one.key for one in catalog.models.list()] == [f"starter-{TOWER}"]


def test_vectors_stay_where_a_former_key_has_them(catalog: Catalog) -> None:
    old = catalog.models.id_of("starter-3d25974fc641", 4)
    found = catalog.models.id_of(f"starter-{TOWER}", 4, ("other", "starter-3d25974fc641"))
    assert found == old
    assert [one.key for one in catalog.models.list()] == ["starter-3d25974fc641"]


def test_a_folder_that_was_renamed_keeps_its_vectors(catalog: Catalog) -> None:
    old = catalog.models.id_of(f"My model-{TOWER}", 4)
    assert catalog.models.id_of(f"clip-{TOWER}", 4) == old


def test_names_that_only_end_alike_are_two_models(catalog: Catalog) -> None:
    assert catalog.models.id_of("a-colours", 4) != catalog.models.id_of("b-colours", 4)


def test_the_own_key_goes_before_a_former_one(catalog: Catalog) -> None:
    old = catalog.models.id_of("old", 4)
    new = catalog.models.id_of(f"starter-{TOWER}", 4)
    assert catalog.models.id_of(f"starter-{TOWER}", 4, ("old",)) == new != old


def test_vectors_of_another_length_are_refused_under_a_former_key_too(catalog: Catalog) -> None:
    catalog.models.id_of("old", 4)
    with pytest.raises(ModelError, match="4 dimensions"):
        catalog.models.id_of(f"starter-{TOWER}", 8, ("old",))
