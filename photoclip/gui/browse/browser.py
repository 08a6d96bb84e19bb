"""Goes to places, fetches what they show, keeps it fresh, and knows the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.core.events import (
    AlbumsChanged,
    CutOffsChanged,
    DayBegan,
    Event,
    OffersChanged,
    PhotosDescribed,
    PhotosMarked,
    TagsChanged,
)
from photoclip.core.listing import Aspects, Grouping, PhotoListing, PhotoOrder
from photoclip.core.models import Folder, ProblemFile, SearchResults
from photoclip.gui.browse import place as places
from photoclip.gui.browse.album import AlbumShown, fetch_album
from photoclip.gui.browse.offers import OffersShown, fetch_offers
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.search_answer import answer, asks_for_fields
from photoclip.gui.grid.date_headings import date_sections
from photoclip.gui.grid.layout import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.relevance.bands import Thresholds
    from photoclip.services.tasks import CancelToken

REFRESH_MS = 400
OVERVIEW_MS = 1500
WAY_BACK = 50


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


class Browser(QObject):
    """One place at a time. Everything is fetched in the background."""

    left = Signal(object)
    """Another place was asked for; its photos follow."""
    photos_fetched = Signal(object)
    problems_fetched = Signal(list)
    offers_fetched = Signal(object)
    overview_fetched = Signal(object)
    failed = Signal(object, object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._library: Library | None = None
        self._before: list[Place] = []
        self._is_fetching = self._is_dropped = False
        self.place = places.ALL
        self.manner = Manner()
        self._refresh_timer = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh_timer.timeout.connect(self._refresh_now)
        self._overview_timer = QTimer(self, singleShot=True, interval=OVERVIEW_MS)
        self._overview_timer.timeout.connect(self.fetch_overview)

    def attach(self, library: Library) -> None:
        """Show this library from now on, and whatever happens in it."""
        self._library = library
        self._bridge.contents_changed.connect(self._contents_changed)
        self._bridge.folders_changed.connect(self._folders_changed)
        self._bridge.happened.connect(self._heard)
        self.fetch_overview()

    def go(self, place: Place) -> None:
        """Go to a place. Searches that follow each other count as one step of the way back."""
        if place != self.place:
            if not (place.is_search and self.place.is_search):
                self._before = [*self._before[-WAY_BACK:], self.place]
            self.place = place
        self.left.emit(place)
        self._fetch(is_refresh=False)

    def back(self) -> bool:
        """Return to the place before; False when this was the first one."""
        if not self._before:
            return False
        self.place = self._before.pop()
        self.left.emit(self.place)
        self._fetch(is_refresh=False)
        return True

    def leave_search(self) -> None:
        """Go back to where the search was begun."""
        self._bridge.cancel("photos")
        self._is_fetching = False
        while self.place.is_search:
            if not self.back():
                self.go(places.ALL)

    def drop_search(self) -> None:
        """An answer that is on its way is of no use any more."""
        if self._is_fetching:
            self._bridge.cancel("photos")
            self._is_fetching = False
            self._is_dropped = True

    def resume(self) -> None:
        """No other search follows: fetch what was dropped for one after all."""
        if self._is_dropped:
            self._fetch(is_refresh=False)

    def set_order(self, order: PhotoOrder) -> None:
        """Show photos in another order."""
        self._change(replace(self.manner, order=order), is_refresh=False)

    def set_grouping(self, grouping: Grouping) -> None:
        """Show other headings over the same photos."""
        self._change(replace(self.manner, grouping=grouping), is_refresh=True)

    def set_whole(self, is_whole: bool) -> None:
        """Show photos whole, or as squares."""
        self._change(replace(self.manner, is_whole=is_whole), is_refresh=True)

    def _change(self, manner: Manner, *, is_refresh: bool) -> None:
        if manner != self.manner:
            self.manner = manner
            self._fetch(is_refresh=is_refresh)

    def refresh(self) -> None:
        """Fetch the same place again, soon."""
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def fetch_overview(self) -> None:
        """Fetch what the sidebar shows."""
        library = self._library
        if library is not None:
            self._bridge.run("overview", lambda _: overview(library), self.overview_fetched.emit)

    def _fetch(self, *, is_refresh: bool) -> None:
        library, place, manner = self._library, self.place, self.manner
        if library is None or place.kind is Kind.SUGGESTIONS:
            return
        self._is_fetching, self._is_dropped = True, False

        def failed(error: Exception) -> None:
            self._is_fetching = False
            self.failed.emit(place, error)

        if place.kind is Kind.PROBLEMS:
            self._bridge.run("photos", lambda _: library.problems(), self._take_problems, failed)
            return
        if place.kind is Kind.OFFERS:
            self._bridge.run(
                "photos", lambda token: fetch_offers(library, token), self._take_offers, failed
            )
            return

        def work(token: CancelToken) -> Shown | None:
            return fetch(library, place, manner, token, is_refresh=is_refresh)

        self._bridge.run("photos", work, self._take_photos, failed)

    def _take_photos(self, shown: Shown | None) -> None:
        self._is_fetching = False
        if shown is not None:
            self.photos_fetched.emit(shown)

    def _take_problems(self, problems: list[ProblemFile]) -> None:
        self._is_fetching = False
        self.problems_fetched.emit(problems)

    def _take_offers(self, shown: OffersShown) -> None:
        self._is_fetching = False
        self.offers_fetched.emit(shown)

    def _refresh_now(self) -> None:
        if self._is_fetching:
            self._refresh_timer.start()
        else:
            self._fetch(is_refresh=True)

    def _contents_changed(self) -> None:
        self.refresh()
        if not self._overview_timer.isActive():
            self._overview_timer.start()

    def _folders_changed(self) -> None:
        self.refresh()
        self.fetch_overview()

    def _heard(self, event: Event) -> None:
        is_here = isinstance(event, PhotosMarked) and self.place.kind is Kind.FAVOURITES
        is_search = self.place.kind is Kind.SEARCH
        marks = isinstance(event, PhotosMarked | TagsChanged | AlbumsChanged | DayBegan)
        if is_search and marks:
            is_here = asks_for_fields(self.place.text)
        if is_here or (isinstance(event, CutOffsChanged) and is_search):
            self.refresh()
        if isinstance(event, OffersChanged):
            self.fetch_overview()
        if self.place.kind is Kind.OFFERS and (marks or isinstance(event, OffersChanged)):
            self.refresh()
        if isinstance(event, PhotosDescribed):
            self.refresh()
        if isinstance(event, DayBegan) and self.place.kind is Kind.RECENT:
            self.refresh()
        if isinstance(event, TagsChanged) and self.place.kind is Kind.TAG:
            self.refresh()
        if isinstance(event, AlbumsChanged) and self.place.kind is Kind.ALBUM:
            self.refresh()


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


def overview(library: Library) -> Overview:
    """For a background thread."""
    return Overview(
        photos=len(library.browse.ids()),
        problems=library.problem_count(),
        offers=library.offers.count(),
        folders=library.folders(),
        directories=library.folder_tree(),
    )
