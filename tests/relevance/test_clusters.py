"""Events, trips and things that look alike."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance.clusters import alike, distance_km, events, trips

HOUR = 3_600_000
DAY = 24 * HOUR
SEOUL, JEJU = (37.57, 126.98), (33.50, 126.53)


def moments(*runs: tuple[int, int]) -> np.ndarray:
    """Runs of (start in ms, photos a minute apart)."""
    return np.array(
        [start + 60_000 * one for start, count in runs for one in range(count)], np.int64
    )


def places(*runs: tuple[tuple[float, float] | None, int]) -> tuple[np.ndarray, np.ndarray]:
    """Runs of (place or None, photos)."""
    rows = [place or (np.nan, np.nan) for place, count in runs for _ in range(count)]
    found = np.array(rows, np.float64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def sizes(groups: list[np.ndarray]) -> list[int]:
    return [len(one) for one in groups]


def test_a_long_pause_ends_an_event() -> None:
    when = moments((0, 15), (5 * HOUR, 10), (3 * DAY, 7))
    assert sizes(events(when, *places((None, 32)))) == [15, 10, 7]


def test_the_pauses_of_a_slow_day_end_nothing() -> None:
    when = np.arange(12, dtype=np.int64) * 2 * HOUR
    assert sizes(events(when, *places((None, 12)))) == [12]


def test_a_jump_to_another_place_ends_an_event() -> None:
    when = moments((0, 20))
    assert sizes(events(when, *places((SEOUL, 8), (None, 2), (JEJU, 10)))) == [10, 10]


def test_days_away_from_home_are_a_trip() -> None:
    home = [(DAY * day, 2) for day in range(10)]
    away = [(DAY * (20 + day), 5) for day in range(4)]
    when = moments(*home, *away, (DAY * 30, 3))
    where = places((SEOUL, 20), (JEJU, 8), (None, 4), (JEJU, 8), (SEOUL, 3))
    (trip,) = trips(when, *where)
    assert trip.tolist() == list(range(20, 40))


def test_two_trips_with_home_between_are_two() -> None:
    when = np.arange(0, 13 * DAY, 12 * HOUR, dtype=np.int64)
    where = places((SEOUL, 8), (JEJU, 6), (SEOUL, 1), (JEJU, 6), (SEOUL, 5))
    assert [one.tolist() for one in trips(when, *where)] == [
        list(range(8, 14)),
        list(range(15, 21)),
    ]


def test_a_library_without_places_has_no_trips() -> None:
    assert trips(moments((0, 5)), *places((None, 5))) == []
    assert trips(moments(), *places()) == events(moments(), *places()) == []


def test_the_distance_is_that_of_the_globe() -> None:
    """Seoul to Jeju is 453 km as the crow flies."""
    (found,) = distance_km(np.array([SEOUL[0]]), np.array([SEOUL[1]]), *JEJU)
    assert 445 < found < 460


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**12),
            st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        ),
        max_size=40,
    )
)
def test_every_photo_is_in_one_event_and_trips_do_not_overlap(photos: list) -> None:
    photos = sorted(photos, key=lambda one: one[0])
    when = np.array([one for one, _ in photos], np.int64)
    where = places(*((place, 1) for _, place in photos))
    found = events(when, *where)
    assert [one for run in found for one in run.tolist()] == list(range(len(photos)))
    away = [one for run in trips(when, *where) for one in run.tolist()]
    assert len(away) == len(set(away))


def test_what_looks_alike_is_one_group() -> None:
    generator = np.random.default_rng(3)
    centres = np.eye(8, dtype=np.float32)[:3]
    vectors = np.repeat(centres, (30, 20, 10), axis=0)
    vectors = vectors + generator.normal(0, 0.05, vectors.shape).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = alike(vectors, 3)
    assert [sorted(one.tolist()) for one in groups] == [
        list(range(30)),
        list(range(30, 50)),
        list(range(50, 60)),
    ]
    assert sizes(alike(np.repeat(centres[:1], 5, axis=0), 4)) == [5]
    assert alike(vectors[:0], 3) == []
