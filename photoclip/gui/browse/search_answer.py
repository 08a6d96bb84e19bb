"""What a search answers, as it is shown. For background threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.listing import Grouping, PhotoListing, PhotoOrder
from photoclip.core.models import SearchResults
from photoclip.core.query.parser import parse
from photoclip.core.query.tree import Filter, leaves
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.grid.date_headings import date_sections
from photoclip.gui.grid.layout import Section

if TYPE_CHECKING:
    from photoclip.app.library import Library

RESULTS_AT_FIRST = 1000
RESULTS_AT_MOST = 10_000
"""Strong and likely ones are all shown up to here; more nobody looks through."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """results: None where only fields were asked for, which has no order but the dates'.

    is_cut: there are more photos than were fetched.
    """

    listing: PhotoListing
    sections: Sequence[Section] = ()
    results: SearchResults | None = None
    is_cut: bool = False


def answer(library: Library, place: Place, order: PhotoOrder, grouping: Grouping) -> Answer:
    """Search for a place's words or picture. Raises as ``SearchService.search``."""
    if place.kind is Kind.SEARCH:
        query = parse(place.text)
        if query.root is not None and not query.needs_model:
            return _dated(library, place.text, order, grouping)
        results = library.search(place.text, limit=RESULTS_AT_FIRST, at_most=RESULTS_AT_MOST)
    elif place.kind is Kind.LIKE_PHOTO:
        results = library.search_like_photo(place.photo_id, limit=RESULTS_AT_FIRST)
    else:
        results = library.search_like(place.picture, limit=RESULTS_AT_FIRST)
    return _ranked(results)


def extend(library: Library, former: SearchResults, photo_ids: Sequence[int]) -> Answer | None:
    """What a search shows after these photos came in; None where it has to be asked anew."""
    results = library.searches.extended(former, np.array(photo_ids, np.int64))
    if results is None:
        return None
    # As many as a search asked anew would show.
    most = RESULTS_AT_MOST if len(former.hits) > RESULTS_AT_FIRST else RESULTS_AT_FIRST
    return _ranked(replace(results, hits=results.hits[:most]))


def _ranked(results: SearchResults) -> Answer:
    count = len(results.hits)
    ids = np.fromiter((one.photo_id for one in results.hits), np.int64, count)
    listing = PhotoListing(ids, np.zeros(count, np.int64), PhotoOrder.ADDED)
    return Answer(listing, (), results, count in (RESULTS_AT_FIRST, RESULTS_AT_MOST))


def asks_for_fields(text: str) -> bool:
    """Whether marks, tags and the like of photos decide what a query finds."""
    try:
        return any(isinstance(one, Filter) for one in leaves(parse(text).root))
    except QuerySyntaxError:
        return False


def _dated(library: Library, text: str, order: PhotoOrder, grouping: Grouping) -> Answer:
    found, _ = library.searches.matching(text)
    listing = library.browse.listing(order, among=found)
    return Answer(listing, date_sections(library.browse.groups(listing, grouping)))
