"""Groups of photos that belong together: events by time and place, things by their vectors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Vectors

Places = npt.NDArray[np.int64]
"""int64 (k,): positions of photos in the arrays given."""

Degrees = npt.NDArray[np.float64]

_HOUR = 3_600_000.0
_DAY = 24 * _HOUR
_EARTH_KM = 6371.0

WINDOW = 10
FACTOR = np.log(17.0)
"""An event ends at a gap 17 times the usual one around it, in a window of 10 gaps on each side
(Platt, Czerwinski and Field 2003, "PhotoTOC: Automatic Clustering for Browsing Personal
Photographs", section 3.1)."""

LEAST_GAP = 1.0 * _HOUR
LONGEST_GAP = 24.0 * _HOUR
JUMP_KM = 100.0
AWAY_KM = 60.0
TRIP_GAP = 3.0 * _DAY


def events(moments: npt.NDArray[np.int64], latitudes: Degrees, longitudes: Degrees) -> list[Places]:
    """Runs of photos without a long pause or a jump to another place, in order of time.

    moments: (n,), milliseconds, ascending. latitudes, longitudes: (n,), NaN where unknown.
    """
    if not len(moments):
        return []
    gaps = np.maximum(np.diff(moments), 1).astype(np.float64)
    logs = np.log(gaps)
    sums = np.concatenate([[0.0], np.cumsum(logs)])
    here = np.arange(len(gaps))
    first, last = np.maximum(here - WINDOW, 0), np.minimum(here + WINDOW + 1, len(gaps))
    usual = (sums[last] - sums[first]) / np.maximum(last - first, 1)
    is_end = (logs >= FACTOR + usual) & (gaps >= LEAST_GAP)
    is_end |= gaps >= LONGEST_GAP
    is_end |= _jumps(latitudes, longitudes)
    return np.split(np.arange(len(moments)), np.flatnonzero(is_end) + 1)


def trips(moments: npt.NDArray[np.int64], latitudes: Degrees, longitudes: Degrees) -> list[Places]:
    """Runs of photos far from home with less than three days between, longer than a day.

    Home is the cell of a quarter of a degree with photos on most days. Photos without a place
    that were taken in the middle of a trip belong to it. Arrays as for ``events``.
    """
    located = np.flatnonzero(~np.isnan(latitudes) & ~np.isnan(longitudes))
    if not len(located):
        return []
    days = moments[located] // int(_DAY)
    cells = np.stack([latitudes[located], longitudes[located]], axis=1)
    cells = np.floor(cells * 4.0).astype(np.int64)
    on_days = np.unique(np.column_stack([cells, days]), axis=0)
    found, counts = np.unique(on_days[:, :2], axis=0, return_counts=True)
    home = (found[np.argmax(counts)] + 0.5) / 4.0
    away = distance_km(latitudes[located], longitudes[located], home[0], home[1]) > AWAY_KM
    far = located[away]
    if not len(far):
        return []
    # A day at home ends a trip as well as a long pause does.
    at_home = located[~away]
    between = np.searchsorted(at_home, far[1:]) > np.searchsorted(at_home, far[:-1])
    is_end = (np.diff(moments[far]) > TRIP_GAP) | between
    runs = np.split(far, np.flatnonzero(is_end) + 1)
    long = [one for one in runs if moments[one[-1]] - moments[one[0]] > _DAY]
    return [np.arange(one[0], one[-1] + 1) for one in long]


def distance_km(
    latitudes: Degrees, longitudes: Degrees, latitude: Degrees | float, longitude: Degrees | float
) -> Degrees:
    """Great-circle distances (haversine; Sinnott 1984), float64 (n,)."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    other, side = np.radians(latitude), np.radians(longitude)
    half = np.sin((other - north) / 2) ** 2
    half += np.cos(north) * np.cos(other) * np.sin((side - east) / 2) ** 2
    distance: Degrees = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return distance


def _jumps(latitudes: Degrees, longitudes: Degrees) -> npt.NDArray[np.bool_]:
    """bool (n - 1,): whether each photo but the first was taken far from the one located last."""
    known = np.flatnonzero(~np.isnan(latitudes) & ~np.isnan(longitudes))
    jumps = np.zeros(max(len(latitudes) - 1, 0), np.bool_)
    if len(known) > 1:
        north, east = latitudes[known], longitudes[known]
        far = distance_km(north[1:], east[1:], north[:-1], east[:-1]) > JUMP_KM
        jumps[known[1:][far] - 1] = True
    return jumps


def alike(vectors: Vectors, count: int, steps: int = 12) -> list[Places]:
    """Spherical k-means (Dhillon and Modha 2001) into at most ``count`` groups, the largest first.

    vectors: float32 (n, d), unit length; a sample of some thousands, where a library is large.
    Seeded as k-means++ does (Arthur and Vassilvitskii 2007), from a fixed number, so that the
    same library gives the same groups.
    """
    if not len(vectors):
        return []
    centres = _seeds(vectors, min(count, len(vectors)))
    for _ in range(steps):
        groups = _nearest(vectors, centres)
        sums = np.stack([vectors[one].sum(axis=0) for one in groups])
        moved = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        if moved.shape == centres.shape and np.allclose(moved, centres, atol=1e-4):
            break
        centres = moved
    return sorted(_nearest(vectors, centres), key=len, reverse=True)


def _nearest(vectors: Vectors, centres: Vectors) -> list[Places]:
    """The members of each group that has any."""
    nearest = (vectors @ centres.T).argmax(axis=1)
    order = np.argsort(nearest, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(nearest[order])) + 1)


def _seeds(vectors: Vectors, count: int) -> Vectors:
    generator = np.random.default_rng(0)
    places = [int(generator.integers(len(vectors)))]
    distance = 1.0 - vectors @ vectors[places[0]]
    while len(places) < count:
        weights = np.maximum(distance, 0.0).astype(np.float64)
        if weights.sum() <= 1e-6:
            break
        places.append(int(generator.choice(len(vectors), p=weights / weights.sum())))
        distance = np.minimum(distance, 1.0 - vectors @ vectors[places[-1]])
    return vectors[places]
