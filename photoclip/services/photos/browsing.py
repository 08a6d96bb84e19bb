"""Looking through the library: lists of photos, and rows for those in sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.catalog.moments import SystemClock
from photoclip.core.listing import Aspects, DateGroup, Grouping, PhotoListing, PhotoOrder, PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.core.ports import Clock

RECENT = timedelta(days=30)
USUAL_ASPECT = 4 / 3
NARROWEST, WIDEST = 0.4, 3.5


class BrowseService:
    """Lists photos. A method may take tens of milliseconds: not for the thread of a window."""

    def __init__(self, catalog: Catalog, clock: Clock | None = None) -> None:
        self._catalog = catalog
        self._clock = clock or SystemClock()

    def listing(
        self,
        order: PhotoOrder | str = PhotoOrder.NEWEST,
        *,
        folder: Path | None = None,
        favourites: bool = False,
        recent: bool = False,
        among: PhotoIds | None = None,
        with_pending: bool = True,
    ) -> PhotoListing:
        """Every photo with a file, offline ones too, in order; equal moments keep arrival order.

        folder: only at or below this path. favourites: only those. recent: added in the last 30
        days. among: only these, int64 (k,). with_pending: also files that are found and not taken
        in yet, as minus their file id; none of them where ``among`` is given.
        """
        order = PhotoOrder(order)
        ids, moments = self._catalog.browsing.listed(
            folder=folder,
            favourites=favourites,
            added_since=self._clock.now() - RECENT if recent else None,
            with_pending=with_pending and among is None,
            by_name=order is PhotoOrder.NAME,
        )
        if among is not None:
            chosen = np.isin(ids, among)
            ids, moments = ids[chosen], moments[chosen]
        places = _places(ids, moments, order)
        return PhotoListing(ids[places], moments[places], order)

    def ids(
        self,
        order: PhotoOrder | str = PhotoOrder.NEWEST,
        folder: Path | None = None,
        favourites: bool = False,
        recent: bool = False,
    ) -> PhotoIds:
        """The ids of ``listing``: int64 (n,)."""
        return self.listing(order, folder=folder, favourites=favourites, recent=recent).ids

    def count(self) -> int:
        """How many there are, without listing them."""
        return self._catalog.browsing.count()

    def groups(self, listing: PhotoListing, grouping: Grouping = Grouping.MONTH) -> list[DateGroup]:
        """The months or days of a listing by date, in its order; empty for any other order."""
        by_date = listing.order in (PhotoOrder.NEWEST, PhotoOrder.OLDEST)
        if not by_date or not len(listing.ids):
            return []
        unit = "D" if grouping is Grouping.DAY else "M"
        dates = listing.moments.astype("datetime64[ms]").astype(f"datetime64[{unit}]")
        numbers = dates.astype(np.int64)
        firsts = np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))
        counts = np.diff(firsts, append=len(numbers))
        months = dates[firsts].astype("datetime64[M]")
        days = (dates[firsts] - months).astype(np.int64) + 1 if unit == "D" else 0 * firsts
        since = months.astype(np.int64)
        parts = (since // 12 + 1970, since % 12 + 1, firsts, counts, days)
        return [DateGroup(*each) for each in zip(*(one.tolist() for one in parts), strict=True)]

    def aspects(self, ids: PhotoIds) -> Aspects:
        """Width by height of each photo as it is shown, float32 (n,), in the order of ``ids``.

        A file that is not taken in yet, and a photo that is gone, count as 4 by 3. Panoramas and
        ribbons are held to what a line of a grid can show.
        """
        known, widths, heights = self._catalog.browsing.shapes()
        if not len(known):
            return np.full(len(ids), USUAL_ASPECT, np.float32)
        shapes = np.where(
            (widths > 0) & (heights > 0), widths / np.maximum(heights, 1), USUAL_ASPECT
        )
        places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        found = np.where(known[places] == ids, shapes[places], USUAL_ASPECT)
        return np.clip(found, NARROWEST, WIDEST).astype(np.float32)

    def rows(self, ids: Collection[int] | PhotoIds) -> list[PhotoRow]:
        """What to show of a few photos, in the order of ``ids``; what is gone is left out."""
        return self._catalog.browsing.rows(ids)

    def became(self, pending: Collection[int]) -> dict[int, int]:
        """Which photo each pending file (minus its file id) has become; others are left out."""
        return self._catalog.browsing.became(pending)


def _places(ids: PhotoIds, moments: PhotoIds, order: PhotoOrder) -> PhotoIds:
    """The order as places in the unordered arrays, int64 (n,)."""
    if order is PhotoOrder.NAME:
        return np.arange(len(ids))
    # Pending files come after all photos in arrival, and among themselves by file id.
    arrival = np.where(ids < 0, (1 << 62) - ids, ids)
    if order is PhotoOrder.ADDED:
        return np.argsort(-arrival, kind="stable")
    return np.lexsort((arrival, moments if order is PhotoOrder.OLDEST else -moments))
