"""What is in an album at this moment. Nothing is stored of what a query or a classifier finds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.albums import CUT_OFFS, Album, AlbumKind, AlbumOrder
from photoclip.core.errors import AlbumError, QuerySyntaxError, SearchError
from photoclip.core.events import (
    AlbumsChanged,
    DayBegan,
    Event,
    EventBus,
    FilesFailed,
    FilesGone,
    FilesMoved,
    FoldersChanged,
    PhotosAdded,
    PhotosMarked,
    TagsChanged,
)
from photoclip.core.listing import PhotoOrder
from photoclip.core.models import PhotoIds, Probabilities
from photoclip.core.ports import QueryMatcher
from photoclip.core.wording import Message
from photoclip.services.albums.previews import SliderStep, steps_of
from photoclip.services.photos.browsing import BrowseService

AGEING = (
    PhotosAdded,
    FilesGone,
    FilesMoved,
    FilesFailed,
    FoldersChanged,
    PhotosMarked,
    TagsChanged,
)
"""After these an album that fills itself may hold other photos."""

_REFERENCE = "album:"
_DATED = ("date:", "before:", "after:", _REFERENCE)
"""What a query asks by that may find other photos tomorrow."""

Ranking = tuple[PhotoIds, Probabilities]
Filler = Callable[[Album], Ranking]
"""All photos that belong in an album by its rule, best first, and how probably each does."""


@dataclass(frozen=True, slots=True, eq=False)
class AlbumContent:
    """photo_ids: int64 (n,) in the order of the album. probabilities: float32 (n,), 1 where the
    person has spoken or a query only filters.

    expected_precision: their mean, which is the share that rightly belongs if the probabilities
    are calibrated; None for an empty album.
    """

    photo_ids: PhotoIds
    probabilities: Probabilities

    @property
    def expected_precision(self) -> float | None:
        """The mean probability of what is in it."""
        return float(self.probabilities.mean()) if len(self.probabilities) else None


class AlbumContents:
    """Fills albums when they are looked at, and remembers it until something changed."""

    def __init__(
        self,
        catalog: Catalog,
        browse: BrowseService,
        events: EventBus,
        *,
        matcher: QueryMatcher,
        auto: Filler,
        learned: Filler,
    ) -> None:
        self._catalog = catalog
        self._browse = browse
        self._events = events
        self.matcher = matcher
        self._fillers: dict[AlbumKind, Filler] = {
            AlbumKind.MANUAL: self._held,
            AlbumKind.SMART: lambda album: self.matcher.matching(album.query, album.cut_off),
            AlbumKind.AUTO: auto,
            AlbumKind.LEARNED: learned,
        }
        self._lock = threading.Lock()
        self._known: dict[int, tuple[Album, AlbumContent]] = {}
        self._generation = 0
        self._open = threading.local()
        self.forget = events.subscribe(self._age)

    def of(self, album: Album) -> AlbumContent:
        """The content of an album. Raises AlbumError where albums refer to one another in a
        circle, and what the search raises."""
        with self._lock:
            generation = self._generation
            known = self._known.get(album.id)
        if known is not None and known[0] == album:
            return known[1]
        content = self._computed(album)
        with self._lock:
            if generation == self._generation:
                self._known[album.id] = (album, content)
        return content

    def slider(self, album: Album) -> tuple[SliderStep, ...]:
        """What each cut-off would give, by rising cut-off; none for an album filled by hand."""
        if album.is_manual:
            return ()
        widest = self._computed(replace(album, cut_off=CUT_OFFS[0], order=AlbumOrder.BEST))
        return steps_of(np.sort(widest.probabilities)[::-1])

    def _computed(self, album: Album) -> AlbumContent:
        under_way: list[int] = getattr(self._open, "albums", [])
        if album.id in under_way:
            raise AlbumError(
                Message("The query of “{name}” leads back to itself.", name=album.name),
                "Take “album:” out of one of the queries.",
            )
        # An album whose query refers to another one is filled by this thread inside of itself.
        self._open.albums = [*under_way, album.id]
        try:
            ids, probabilities = self._fillers[album.kind](album)
        except QuerySyntaxError as error:
            # Its place is one in the query of this album, which nobody may be looking at.
            raise SearchError(
                Message(
                    "The album “{name}” cannot be filled: {reason}",
                    name=album.name,
                    reason=error.message,
                ),
                error.hint,
            ) from error
        finally:
            self._open.albums = under_way
        if not album.is_manual:
            ids, probabilities = self._with_judgements(album, ids, probabilities)
        is_present = np.isin(ids, self._catalog.photos.present_among(ids))
        return self._ordered(album, ids[is_present], probabilities[is_present])

    def _held(self, album: Album) -> Ranking:
        ids = self._catalog.albums.members(album.id)
        return ids, np.ones(len(ids), np.float32)

    def _with_judgements(
        self, album: Album, ids: PhotoIds, probabilities: Probabilities
    ) -> Ranking:
        """The person's yeses first, then what the rule finds without their noes."""
        said = self._catalog.albums.judgements(album.id)
        if not said:
            return ids, probabilities
        yeses = np.array([one for one, is_in in said.items() if is_in], np.int64)
        is_open = ~np.isin(ids, np.array(list(said), np.int64))
        return (
            np.concatenate([yeses, ids[is_open]]),
            np.concatenate([np.ones(len(yeses), np.float32), probabilities[is_open]]),
        )

    def _ordered(self, album: Album, ids: PhotoIds, probabilities: Probabilities) -> AlbumContent:
        if album.order in (AlbumOrder.BY_HAND, AlbumOrder.BEST) or not len(ids):
            return AlbumContent(ids, probabilities)
        listed = self._browse.listing(PhotoOrder(album.order.value), with_pending=False).ids
        listed = listed[np.isin(listed, ids)]
        by_id = np.argsort(ids)
        places = by_id[np.searchsorted(ids[by_id], listed)]
        return AlbumContent(ids[places], probabilities[places])

    def _age(self, event: Event) -> None:
        if isinstance(event, AlbumsChanged):
            # Any album may be what the query of another one refers to.
            self._start_anew(
                lambda album: album.id not in event.album_ids and _REFERENCE in album.query
            )
        elif isinstance(event, DayBegan):
            self._start_anew(lambda album: any(one in album.query.lower() for one in _DATED))
        elif isinstance(event, AGEING):
            self._start_anew(lambda _album: True)

    def _start_anew(self, is_touched: Callable[[Album], bool]) -> None:
        """Forget everything, and say which albums that somebody looked at may be different now."""
        with self._lock:
            self._generation += 1
            known, self._known = self._known, {}
        told = sorted(album.id for album, _ in known.values() if is_touched(album))
        if told:
            self._events.emit(AlbumsChanged(tuple(told)))
