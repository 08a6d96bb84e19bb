"""Looking through the library: lists of photos, and rows for those in sight."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.catalog.moments import SystemClock
from photoclip.core.listing import MonthGroup, PhotoListing, PhotoOrder, PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.core.ports import Clock

RECENT = timedelta(days=30)


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
        with_pending: bool = True,
    ) -> PhotoListing:
        """Every photo with a file, offline ones too, in order; equal moments keep arrival order.

        folder: only at or below this path. favourites: only those. recent: added in the last 30
        days. with_pending: also files that are found and not taken in yet, as minus their file id.
        """
        order = PhotoOrder(order)
        ids, moments = self._catalog.browsing.listed(
            folder=folder,
            favourites=favourites,
            added_since=self._clock.now() - RECENT if recent else None,
            with_pending=with_pending,
            by_name=order is PhotoOrder.NAME,
        )
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

    def months(self, listing: PhotoListing) -> list[MonthGroup]:
        """Runs of one month each; none where the order does not go by time."""
        if listing.order not in (PhotoOrder.NEWEST, PhotoOrder.OLDEST) or not len(listing.ids):
            return []
        months = listing.moments.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64)
        firsts = np.flatnonzero(np.diff(months, prepend=months[0] - 1))
        counts = np.diff(firsts, append=len(months))
        return [
            MonthGroup(1970 + int(month) // 12, int(month) % 12 + 1, int(first), int(count))
            for month, first, count in zip(months[firsts], firsts, counts, strict=True)
        ]

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
