"""What the catalog remembers of sidecars, and when a person said what."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from catalog_setup import take_in

from photoclip.catalog.database import Catalog
from photoclip.core.listing import Marks
from photoclip.core.models import Folder
from photoclip.core.sidecars import SidecarRecord
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
