"""What a search answers, as it is shown. For background threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.listing import Grouping, PhotoListing, PhotoOrder
from photoclip.core.models import Band, SearchResults
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
        results = library.search(place.text, limit=RESULTS_AT_FIRST)
        if len(results.hits) >= RESULTS_AT_FIRST and goes_on(results):
            results = library.search(place.text, limit=RESULTS_AT_MOST)
    elif place.kind is Kind.LIKE_PHOTO:
        results = library.search_like_photo(place.photo_id, limit=RESULTS_AT_FIRST)
    else:
        results = library.search_like(place.picture, limit=RESULTS_AT_FIRST)
    count = len(results.hits)
    ids = np.fromiter((one.photo_id for one in results.hits), np.int64, count)
    listing = PhotoListing(ids, np.zeros(count, np.int64), PhotoOrder.ADDED)
    return Answer(listing, (), results, count in (RESULTS_AT_FIRST, RESULTS_AT_MOST))


def goes_on(results: SearchResults) -> bool:
    """Whether photos above the fold are among the last ones: others may follow.

    Several of the last are looked at, since a query of several parts is ranked by all of them
    together and judged by the least fitting.
    """
    last = results.hits[-max(len(results.hits) // 10, 1) :]
    return any(one.band in (Band.STRONG, Band.LIKELY) for one in last)


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
