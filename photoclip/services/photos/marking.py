"""Favourites, ratings and rotations: what a person says of photos."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from photoclip.catalog.database import Catalog
from photoclip.catalog.marks import MarkTable
from photoclip.core.events import EventBus, PhotosMarked
from photoclip.core.listing import Marks
from photoclip.services.undo import UndoStack

BEST = 5


@dataclass(frozen=True, slots=True)
class MarkPhotos:
    """Gives photos other marks; knows the ones that they had."""

    name: str
    table: MarkTable
    events: EventBus
    before: Mapping[int, Marks]
    after: Mapping[int, Marks]

    def do(self) -> None:
        """Set the new marks."""
        self.table.put(self.after)
        self.events.emit(PhotosMarked(tuple(self.after)))

    def undo(self) -> None:
        """Set the marks that were there before."""
        self.table.put(self.before)
        self.events.emit(PhotosMarked(tuple(self.before)))


class MarkService:
    """Marks photos; each call is one transaction, one event and one step of undo.

    Ids of pending files and unknown photos are passed over. Returns the photos that changed.
    """

    def __init__(self, catalog: Catalog, events: EventBus, undo: UndoStack) -> None:
        self._catalog = catalog
        self._events = events
        self._undo = undo

    def get(self, photo_ids: Collection[int]) -> dict[int, Marks]:
        """The marks of each known photo among these."""
        return self._catalog.marks.get(photo_ids)

    def set_favourite(self, photo_ids: Collection[int], is_favourite: bool) -> tuple[int, ...]:
        """Make photos favourites, or no longer."""
        name = "set-favourite" if is_favourite else "clear-favourite"
        return self._mark(name, photo_ids, lambda one: replace(one, is_favourite=is_favourite))

    def set_rating(self, photo_ids: Collection[int], rating: int) -> tuple[int, ...]:
        """Rate photos from 1 to 5; 0 takes the rating away. Raises ValueError for another one."""
        if not 0 <= rating <= BEST:
            raise ValueError(f"a rating goes from 0 to {BEST}, not {rating}")
        return self._mark("set-rating", photo_ids, lambda one: replace(one, rating=rating))

    def rotate(self, photo_ids: Collection[int], degrees: int) -> tuple[int, ...]:
        """Turn photos clockwise by a multiple of 90 degrees; their files stay as they are."""
        if degrees % 90:
            raise ValueError(f"photos turn by right angles, not by {degrees} degrees")
        return self._mark(
            "rotate", photo_ids, lambda one: replace(one, rotation=(one.rotation + degrees) % 360)
        )

    def _mark(
        self, name: str, photo_ids: Collection[int], change: Callable[[Marks], Marks]
    ) -> tuple[int, ...]:
        table = self._catalog.marks
        with self._undo.lock:
            known = table.get([one for one in photo_ids if one > 0])
            after = {one: change(marks) for one, marks in known.items()}
            after = {one: marks for one, marks in after.items() if marks != known[one]}
            if after:
                before = {one: known[one] for one in after}
                self._undo.do(MarkPhotos(name, table, self._events, before, after))
        return tuple(after)
