"""What the catalog remembers of sidecars, and when a person said what."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from catalog_setup import content_hash, take_in

from photoclip.catalog.database import Catalog
from photoclip.core.listing import Marks
from photoclip.core.models import Folder, PhotoMetadata
from photoclip.core.sidecars import SidecarFacts, SidecarRecord
from photoclip.core.tagging import SIDECAR, Decision

NAME = os.fsdecode(b"caf\xe9.jpg.xmp")
RECORD = SidecarRecord(NAME, 1_700_000_000_123_456_789, 900, -1, ("개", "a|b"), ("Albums|x",), "[]")


def file_of(catalog: Catalog, photo_id: int) -> int:
    return catalog.photo_files.of([photo_id])[photo_id][0].file_id


def test_a_record_comes_back_as_it_was(catalog: Catalog, folder: Folder) -> None:
    one, other = (file_of(catalog, take_in(catalog, folder, name)) for name in ("a", "b"))
    catalog.sidecars.put({one: RECORD, other: SidecarRecord(name="b.xmp", problem="broken \udce9")})
    assert catalog.sidecars.get([one, other, 99])[one] == RECORD
    assert catalog.sidecars.known_count() == 1
    (problem,) = catalog.sidecars.problems()
    assert problem.path == str(folder.path / "b.xmp")
    assert problem.message.startswith("broken ")
    catalog.sidecars.put({one: None, 99: RECORD})
    assert set(catalog.sidecars.get([one, other, 99])) == {other}


def test_what_a_sidecar_tells_outlives_another_look_at_the_file_but_not_its_own_word(
    catalog: Catalog, folder: Folder
) -> None:
    silent = PhotoMetadata(10, 10, "PNG")
    photo_id = take_in(catalog, folder, "a")
    catalog.photos.replace_content(photo_id, content_hash("1"), 1, silent)
    facts = SidecarFacts(datetime(2016, 3, 4, 5, 6), 48.25, 16.5)
    record = replace(RECORD, photo_id=photo_id, document="x", facts=facts, is_described=True)
    file_id = file_of(catalog, photo_id)
    catalog.sidecars.put({file_id: record})
    assert catalog.sidecars.get([file_id]) == {file_id: record}
    assert catalog.sidecars.describe([photo_id]) == {photo_id}
    assert catalog.sidecars.describe([photo_id]) == set(), "only what changed is told"
    told = replace(
        silent,
        taken_at=facts.taken_at,
        latitude=48.25,
        longitude=16.5,
        taken_from="sidecar",
        placed_from="sidecar",
    )

    assert catalog.photos.store(content_hash("1"), 1, silent) == photo_id
    assert catalog.photos.metadata(photo_id) == told
    catalog.photos.replace_content(photo_id, content_hash("2"), 2, silent)
    assert catalog.photos.metadata(photo_id) == told

    own = replace(silent, taken_at=datetime(2020, 1, 2), latitude=1.0, longitude=2.0)
    catalog.photos.store(content_hash("2"), 2, own)
    assert catalog.photos.metadata(photo_id) == own
    assert photo_id not in catalog.sidecars.describe([photo_id])
    assert catalog.photos.metadata(photo_id) == own

    catalog.photos.replace_content(photo_id, content_hash("3"), 3, silent)
    assert catalog.photos.metadata(photo_id) == silent
    assert catalog.sidecars.describe([photo_id]) == {photo_id}
    catalog.sidecars.put({file_id: None})
    assert catalog.sidecars.describe([]) == {photo_id}
    assert catalog.photos.metadata(photo_id) == silent


def test_a_record_goes_with_its_file(catalog: Catalog, folder: Folder) -> None:
    file_id = file_of(catalog, take_in(catalog, folder, "a"))
    catalog.sidecars.put({file_id: RECORD})
    catalog.files.remove([file_id])
    assert catalog.sidecars.get([file_id]) == {}


def test_a_photo_remembers_when_it_was_rated_and_only_that(
    catalog: Catalog, folder: Folder
) -> None:
    photo_id = take_in(catalog, folder, "a")
    catalog.marks.put({photo_id: Marks(is_favourite=True)})
    assert catalog.sidecars.rated_at([photo_id]) == {}
    catalog.marks.put({photo_id: Marks(is_favourite=True, rating=3)})
    moment = catalog.sidecars.rated_at([photo_id])[photo_id]
    assert abs(datetime.now(UTC) - moment) < timedelta(hours=1)


def test_a_decision_says_when_and_where_it_was_made(catalog: Catalog, folder: Folder) -> None:
    photo_id = take_in(catalog, folder, "a")
    catalog.tags.decide({(photo_id, "dog"): Decision.ADDED}, SIDECAR)
    catalog.tags.decide({(photo_id, "cat"): Decision.REJECTED})
    sources = {one.label_id: one.source for one in catalog.tags.of([photo_id])[photo_id]}
    assert sources == {"dog": "sidecar", "cat": "person"}
    assert set(catalog.sidecars.decided_at([photo_id])) == {(photo_id, "dog"), (photo_id, "cat")}
