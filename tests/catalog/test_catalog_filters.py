"""Fields of a query find the photos that they describe."""

from __future__ import annotations

import os
import unicodedata
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from catalog_setup import content_hash, enter, found
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoclip.catalog.database import Catalog
from photoclip.catalog.functions import bounding_box, distance_km
from photoclip.core.listing import Marks
from photoclip.core.models import Folder, PhotoIds, PhotoMetadata
from photoclip.core.query.fields import make_filter
from photoclip.core.query.parser import parse
from photoclip.core.query.tree import And, Filter, Node, Not, Or

SEOUL = (37.566, 126.978)


class Resolver:
    """Knows one tag, one album and one city."""

    def __init__(self) -> None:
        self.named: dict[str, list[int]] = {}

    def photo_ids(self, one: Filter) -> PhotoIds:
        return np.array(self.named[one.value], np.int64)

    def position(self, one: Filter) -> tuple[float, float]:
        assert one.value.startswith("Seoul")
        return SEOUL


class Shelf:
    """Enters photos and names those that a query finds."""

    def __init__(self, catalog: Catalog, folder: Folder) -> None:
        self.catalog, self.folder = catalog, folder
        self.resolver = Resolver()
        self.names: dict[int, str] = {}

    def add(self, path: str, *, modified: datetime | None = None, **metadata: object) -> int:
        moment = modified or datetime(2001, 1, 1)
        status = {"size": metadata.pop("size", 100), "modified_ns": int(moment.timestamp()) * 10**9}
        file_id = enter(self.catalog, self.folder, path, **status)
        about = {"width": 64, "height": 48, "format": "JPEG", **metadata}
        with self.catalog.transaction():
            photo_id = self.catalog.photos.store(
                content_hash(path), status["size"], PhotoMetadata(**about)
            )
            self.catalog.files.link(file_id, photo_id, found(path, **status).stat)
        self.names[photo_id] = path
        return photo_id

    def find(self, text: str, **options: object) -> list[str]:
        root = parse(text).root
        ids = self.catalog.filters.ids(root, self.resolver, **options)
        assert ids.tolist() == sorted(set(ids.tolist()))
        return [self.names[one] for one in ids.tolist()]


@pytest.fixture
def shelf(catalog: Catalog, folder: Folder) -> Shelf:
    return Shelf(catalog, folder)


def test_names_and_folders_are_found_in_any_case_and_script(shelf: Shelf) -> None:
    shelf.add("Holiday/Rome 2020/IMG_1.JPG")
    shelf.add("Élan/été.jpg")
    shelf.add(unicodedata.normalize("NFD", "여행/바다.jpg"))
    shelf.add("work/100%_done.jpg")
    shelf.add("img_2.png")
    assert shelf.find("name:img_") == ["Holiday/Rome 2020/IMG_1.JPG", "img_2.png"]
    assert shelf.find("name:img*jpg") == ["Holiday/Rome 2020/IMG_1.JPG"]
    assert shelf.find("name:ÉTÉ") == ["Élan/été.jpg"]
    assert shelf.find("name:é*") == ["Élan/été.jpg"]
    assert [unicodedata.normalize("NFC", one) for one in shelf.find("name:바다")] == [
        "여행/바다.jpg"
    ]
    assert len(shelf.find("folder:여행")) == 1
    assert shelf.find("folder:élan") == ["Élan/été.jpg"]
    assert shelf.find('folder:"holiday/rome"') == ["Holiday/Rome 2020/IMG_1.JPG"]
    assert shelf.find("name:0%_") == ["work/100%_done.jpg"]
    assert len(shelf.find("folder:photos")) == 5
    assert shelf.find("folder:nowhere") == []
    assert shelf.find(f'folder:"{shelf.folder.path / "work"}"') == ["work/100%_done.jpg"]
    assert shelf.find(f'folder:"{shelf.folder.path / "wor"}"') == []


@pytest.mark.skipif(os.name != "posix", reason="names are text there")
def test_names_that_are_no_text_do_no_harm(shelf: Shelf) -> None:
    shelf.add(os.fsdecode(b"\xff\xfe/caf\xe9.jpg"))
    assert len(shelf.find("name:CAF")) == 1
    assert len(shelf.find("name:caf*.jpg")) == 1
    assert shelf.find("name:é") == []
    assert shelf.find("folder:é") == []


def test_dates_go_by_the_taking_or_else_by_the_file(shelf: Shelf) -> None:
    shelf.add("taken.jpg", taken_at=datetime(2020, 7, 31, 23, 59, 59, 500000))
    shelf.add("filed.jpg", modified=datetime(2020, 8, 1, 0, 0, 0))
    shelf.add("winter.jpg", taken_at=datetime(2019, 1, 5), modified=datetime(2020, 7, 1))
    assert shelf.find("date:2020-07") == ["taken.jpg"]
    assert shelf.find("date:2020-08-01") == ["filed.jpg"]
    assert shelf.find("date:2019..2020") == ["taken.jpg", "filed.jpg", "winter.jpg"]
    assert shelf.find("date:summer") == ["taken.jpg", "filed.jpg"]
    assert shelf.find("date:january") == ["winter.jpg"]
    assert shelf.find("before:2020-08") == ["taken.jpg", "winter.jpg"]
    assert shelf.find("after:2020-08") == ["filed.jpg"]
    assert shelf.find("date:9999") == []
    assert len(shelf.find("date:>0001")) == 3
    assert shelf.find("-date:2020") == ["winter.jpg"]


def test_what_the_camera_wrote_is_found(shelf: Shelf) -> None:
    shelf.add("a.jpg", camera="NIKON D90", lens="50mm f/1.8", iso=800, latitude=1.0, longitude=2.0)
    shelf.add("b.nef", format="NEF", iso=100, size=20_000_000, width=6000, height=4000)
    shelf.add("c.png", format="PNG", width=1170, height=2532)
    shelf.add("d.gif", format="GIF", is_animated=True, width=50, height=50)
    shelf.add("Screenshot_2020.jpg", size=5_000_000)
    assert shelf.find("camera:nikon") == ["a.jpg"]
    assert shelf.find("lens:50MM") == ["a.jpg"]
    assert shelf.find("iso:>=200") == ["a.jpg"]
    assert shelf.find("iso:<200") == ["b.nef"]
    assert shelf.find("-iso:>=200") == ["b.nef", "c.png", "d.gif", "Screenshot_2020.jpg"]
    assert shelf.find("type:raw") == ["b.nef"]
    assert shelf.find("size:>10MB") == ["b.nef"]
    assert shelf.find("size:5MB") == ["Screenshot_2020.jpg"]
    assert shelf.find("size:24MP") == ["b.nef"]
    assert shelf.find("is:screenshot") == ["c.png", "Screenshot_2020.jpg"]
    assert shelf.find("is:animated") == ["d.gif"]
    assert shelf.find("has:gps") == ["a.jpg"]
    assert shelf.find("has:camera or has:date") == ["a.jpg"]
    assert shelf.find("orientation:portrait") == ["c.png"]
    assert shelf.find("orientation:square") == ["d.gif"]
    assert shelf.find("type:raw or (is:animated -has:gps)") == ["b.nef", "d.gif"]
    assert shelf.find("-(type:raw or is:animated or type:png)") == ["a.jpg", "Screenshot_2020.jpg"]


def test_what_a_person_said_is_found(shelf: Shelf) -> None:
    a, b = shelf.add("a.jpg"), shelf.add("b.jpg")
    shelf.catalog.marks.put({a: Marks(True, 4, 90), b: Marks(False, 2, 0)})
    shelf.resolver.named = {"sea": [b], "Rome": [a, b, 999]}
    assert shelf.find("is:favourite") == ["a.jpg"]
    assert shelf.find("rating:>=3") == ["a.jpg"]
    assert shelf.find("rating:1..2") == ["b.jpg"]
    assert shelf.find("orientation:portrait") == ["a.jpg"]
    assert shelf.find("tag:sea") == ["b.jpg"]
    assert shelf.find("album:Rome -tag:sea") == ["a.jpg"]


def test_photos_near_a_place_are_found(shelf: Shelf) -> None:
    shelf.add("seoul.jpg", latitude=37.55, longitude=127.0)
    shelf.add("incheon.jpg", latitude=37.456, longitude=126.705)
    shelf.add("fiji.jpg", latitude=-17.0, longitude=179.99)
    shelf.add("samoa side.jpg", latitude=-17.0, longitude=-179.99)
    shelf.add("nowhere.jpg")
    assert shelf.find("near:Seoul") == ["seoul.jpg"]
    assert shelf.find("near:Seoul,40km") == ["seoul.jpg", "incheon.jpg"]
    assert shelf.find("near:-17,180,10km") == ["fiji.jpg", "samoa side.jpg"]
    assert shelf.find("-near:Seoul,40km has:gps") == ["fiji.jpg", "samoa side.jpg"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(("name", "folder", "camera", "lens")),
    st.text(alphabet=st.characters(), min_size=1, max_size=12),
)
def test_any_value_is_looked_for(shelf: Shelf, field: str, value: str) -> None:
    if not shelf.names:
        shelf.add("é바/a%_.jpg", camera="Ünï 카메라")
    for one in (value, f"*{value}", f"{value}*"):
        found = shelf.catalog.filters.ids(make_filter(field, one), shelf.resolver)
        assert len(found) <= 1


def test_only_photos_with_a_file_count_and_only_those_of_the_folder(shelf: Shelf) -> None:
    shelf.add("in/a.jpg")
    shelf.add("out/b.jpg")
    gone = shelf.add("in/gone.jpg")
    listing = shelf.catalog.files.listing(shelf.folder.id, "in")
    shelf.catalog.files.remove([listing["gone.jpg"].id])
    assert gone not in shelf.catalog.filters.ids(None, shelf.resolver).tolist()
    assert shelf.find("rating:0") == ["in/a.jpg", "out/b.jpg"]
    assert shelf.find("rating:0", folder=shelf.folder.path / "in") == ["in/a.jpg"]
    assert shelf.find("rating:0", folder=Path("/nowhere")) == []


def test_a_listing_is_newest_first_and_agrees_with_the_grid(shelf: Shelf) -> None:
    old = shelf.add("old.jpg", taken_at=datetime(2001, 5, 6))
    new = shelf.add("new.jpg", modified=datetime(2022, 1, 1))
    middle = shelf.add("middle.jpg", taken_at=datetime(2010, 1, 1))
    ids, moments = shelf.catalog.filters.listed(None, shelf.resolver)
    assert ids.tolist() == [new, middle, old]
    grid = dict(zip(*(one.tolist() for one in shelf.catalog.browsing.listed()), strict=True))
    assert dict(zip(ids.tolist(), moments.tolist(), strict=True)) == grid


LEAVES = ("rating:>=3", "is:favorite", "iso:>200", "date:2020", "name:a", "folder:sub", "has:gps")
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' or '.join(some)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' '.join(some)})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=8,
)


def by_hand(node: Node, shelf: Shelf, everything: set[int]) -> set[int]:
    if isinstance(node, Not):
        return everything - by_hand(node.node, shelf, everything)
    if isinstance(node, And | Or):
        parts = [by_hand(one, shelf, everything) for one in node.nodes]
        return set.intersection(*parts) if isinstance(node, And) else set.union(*parts)
    return set(shelf.catalog.filters.ids(node, shelf.resolver).tolist())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TREES)
def test_and_or_and_minus_are_those_of_sets(shelf: Shelf, text: str) -> None:
    if not shelf.names:
        for number in range(24):
            about = {"iso": 100 * number} if number % 3 else {}
            about |= {"latitude": 1.0, "longitude": 1.0} if number % 4 else {}
            about |= {"taken_at": datetime(2020 + number % 2, 1, 1)} if number % 5 else {}
            photo = shelf.add(
                f"{'sub/' if number % 2 else ''}{'ab'[number % 2]}{number}.x", **about
            )
            shelf.catalog.marks.put({photo: Marks(number % 3 == 0, number % 6, 0)})
    everything = set(shelf.names)
    root = parse(text).root
    assert root is not None
    found = set(shelf.catalog.filters.ids(root, shelf.resolver).tolist())
    assert found == by_hand(root, shelf, everything)


DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(DEGREES, DEGREES, st.floats(0.01, 20_000))
def test_what_lies_within_a_radius_lies_within_its_box(
    center: tuple[float, float], point: tuple[float, float], radius: float
) -> None:
    south, north, ranges = bounding_box(*center, radius)
    is_inside = south <= point[0] <= north and any(a <= point[1] <= b for a, b in ranges)
    assert is_inside or distance_km(*center, *point) > radius * (1 - 1e-9)


def test_the_distance_from_seoul_to_busan_is_the_known_one() -> None:
    assert distance_km(*SEOUL, 35.1796, 129.0756) == pytest.approx(325, abs=2)
