"""Goes to places, fetches what they show, keeps it fresh, and knows the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from photoclip.core.listing import Grouping, PhotoOrder
from photoclip.core.models import ProblemFile
from photoclip.gui.browse import place as places
from photoclip.gui.browse.fetch import Manner, Shown, extended, fetch, overview
from photoclip.gui.browse.offers import OffersShown, fetch_offers
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.search_answer import asks_for_fields
from photoclip.gui.browse.since import Since

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.services.tasks import CancelToken

REFRESH_MS = 400
OVERVIEW_MS = 1500

WAY_BACK = 50


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
        self._since = Since()
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
        since, self._since = self._since, Since()
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

        is_asked_before = is_refresh and since.is_all_known and place.kind is Kind.SEARCH
        former = since.former if is_asked_before else None

        def work(token: CancelToken) -> Shown | None:
            if former is not None and former.place == place:
                shown = extended(library, former, manner, since.photo_ids)
                if shown is not None:
                    return shown
            return fetch(library, place, manner, token, is_refresh=is_refresh)

        self._bridge.run("photos", work, self._take_photos, failed)

    def _take_photos(self, shown: Shown | None) -> None:
        self._is_fetching = False
        if shown is not None:
            self._since.former = shown
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
        elif not (self.place.is_search and self._since.is_nothing_new):
            self._fetch(is_refresh=True)

    def _contents_changed(self) -> None:
        self.refresh()
        if not self._overview_timer.isActive():
            self._overview_timer.start()

    def _folders_changed(self) -> None:
        self.refresh()
        self.fetch_overview()

    def _heard(self, event: Event) -> None:
        self._since.note(event)
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
