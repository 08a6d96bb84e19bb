"""What is shown at a place, fetched. For background threads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from photoclip.core.listing import Aspects, Grouping, PhotoListing, PhotoOrder
from photoclip.core.models import Folder, SearchResults
from photoclip.gui.browse.album import AlbumShown, fetch_album
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.search_answer import answer, extend
from photoclip.gui.grid.date_headings import date_sections
from photoclip.gui.grid.layout import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoclip.app.library import Library
    from photoclip.relevance.bands import Thresholds
    from photoclip.services.tasks import CancelToken


@dataclass(frozen=True, slots=True)
class Overview:
    """What the sidebar tells of the library."""

    photos: int
    problems: int
    offers: int
    folders: Sequence[Folder]
    directories: dict[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Manner:
    """How photos are asked for. is_whole: their shapes are wanted, to show them uncut."""

    order: PhotoOrder = PhotoOrder.NEWEST
    grouping: Grouping = Grouping.MONTH
    is_whole: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The photos of a place. results: of a search, in the order of the listing.

    aspects: float32 (n,), width by height of each photo, where photos are shown whole.
    thresholds: where the bands of a search begin before a person pulled the cut-off.
    album: the album whose photos they are.
    is_cut: the search found more than was fetched.
    """

    place: Place
    listing: PhotoListing
    sections: Sequence[Section] = ()
    results: SearchResults | None = None
    is_refresh: bool = False
    thresholds: Thresholds | None = None
    aspects: Aspects | None = None
    album: AlbumShown | None = None
    is_cut: bool = False


def fetch(
    library: Library, place: Place, manner: Manner, token: CancelToken, *, is_refresh: bool
) -> Shown | None:
    """The photos of a place, None when nobody waits for them. For a background thread."""
    if place.kind is Kind.ALBUM:
        album, listing = fetch_album(library, place.album_id)
        aspects = library.browse.aspects(listing.ids) if manner.is_whole else None
        named = replace(place, name=album.album.name)
        return Shown(named, listing, (), None, is_refresh, None, aspects, album=album)
    if not place.is_search:
        among = None
        if place.kind is Kind.TAG:
            tagged = library.tags.photo_ids(place.key)
            among = np.empty(0, np.int64) if tagged is None else tagged
        listing = library.browse.listing(
            manner.order,
            folder=place.folder,
            favourites=place.kind is Kind.FAVOURITES,
            recent=place.kind is Kind.RECENT,
            among=among,
        )
        sections = date_sections(library.browse.groups(listing, manner.grouping))
        aspects = library.browse.aspects(listing.ids) if manner.is_whole else None
        return Shown(place, listing, sections, None, is_refresh, None, aspects)
    if token.is_cancelled:
        return None
    found = answer(library, place, manner.order, manner.grouping)
    text = None if found.results is None else found.results.judged_text
    first = None if text is None else library.relevance.thresholds(text)
    ids = found.listing.ids
    aspects = library.browse.aspects(ids) if manner.is_whole else None
    return Shown(
        place,
        found.listing,
        found.sections,
        found.results,
        is_refresh,
        first,
        aspects,
        is_cut=found.is_cut,
    )


def extended(
    library: Library, former: Shown, manner: Manner, photo_ids: Sequence[int]
) -> Shown | None:
    """A search on show with photos that came in, for a background thread; None where it has to be
    asked anew."""
    if former.results is None:
        return None
    found = extend(library, former.results, photo_ids)
    if found is None:
        return None
    ids = found.listing.ids
    aspects = library.browse.aspects(ids) if manner.is_whole else None
    return replace(
        former,
        listing=found.listing,
        results=found.results,
        is_refresh=True,
        aspects=aspects,
        is_cut=found.is_cut,
    )


def overview(library: Library) -> Overview:
    """For a background thread."""
    return Overview(
        photos=library.browse.count(),
        problems=library.problem_count(),
        offers=library.offers.count(),
        folders=library.folders(),
        directories=library.folder_tree(),
    )
