"""What a review asks, what was answered, and the way back. Nothing here waits for the library.

Questions are computed ahead, while the person looks at a photo: an answer shows the next one at
once, and the album learns from it in the background, so that the one after next is well chosen.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photoclip.core.errors import AlbumError
from photoclip.core.events import AlbumsChanged, Event

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.albums import Album
    from photoclip.core.listing import PhotoRow
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.services.albums.learning import Review
    from photoclip.services.tasks import CancelToken

AHEAD = 8
KEPT = 2
"""The photo on show and the next one, whose picture is being read, stay whatever was learned."""
ENOUGH = 10
"""Before so many answers an album that is sure of everything may be sure of the wrong things."""


@dataclass(eq=False)
class Step:
    """One photo that was asked about. said: None where it was skipped."""

    photo_id: int
    said: bool | None
    row: PhotoRow | None = field(default=None, repr=False)
    has_changed: bool = False
    """Whether the answer said anything new; set by the thread that writes it down."""


@dataclass(frozen=True)
class Write:
    """An answer to write down, or to take back."""

    album_id: int
    step: Step
    is_back: bool = False


class ReviewQueue(QObject):
    """Belongs to one review at a time."""

    changed = Signal()
    """Another photo is asked about, or more is known of the album."""
    failed = Signal(object)

    def __init__(self, library: Library, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._library, self._bridge = library, bridge
        self.album: Album | None = None
        self.review: Review | None = None
        self.steps: list[Step] = []
        self._earlier: dict[int, bool] | None = None
        self._upcoming: list[int] = []
        self._writes: deque[Write] = deque()
        self._is_writing = self._is_computing = self._is_stale = False
        self._goes_on = False
        self._number = 0
        bridge.happened.connect(self._heard)

    @property
    def upcoming(self) -> list[int]:
        """The photo asked about, and those that follow as far as is known now."""
        return list(self._upcoming)

    @property
    def judged(self) -> int:
        """How many answers this review got; skipped photos are none."""
        return sum(one.said is not None for one in self.steps)

    @property
    def total(self) -> int:
        """How many photos of the album are judged, those of former reviews too."""
        before = self._earlier or {}
        said = {one.photo_id for one in self.steps if one.said is not None}
        return len(before.keys() | said)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left that could be asked."""
        return self.review is not None and not self._upcoming and not self.is_busy

    @property
    def is_sure(self) -> bool:
        """Whether answers would hardly change the album any more, and nobody asked to go on."""
        review = self.review
        if review is None or self._goes_on:
            return False
        return review.unsure == 0 and review.now.yes + review.now.no >= ENOUGH

    def begin(self, album: Album) -> None:
        """Ask about the photos of an album."""
        self.end()
        self.album = album
        self._compute()

    def end(self) -> None:
        """Ask nothing more. What was answered is written down all the same."""
        self._number += 1
        self.album = self.review = self._earlier = None
        self.steps, self._upcoming = [], []
        self._is_computing = self._is_stale = self._goes_on = False

    def answer(self, said: bool | None, row: PhotoRow | None = None) -> None:
        """The person's word on the photo on show; None passes over it."""
        if not self._upcoming:
            return
        step = Step(self._upcoming.pop(0), said, row)
        self.steps.append(step)
        if said is None:
            self._compute()
        else:
            self._write(step)
        self.changed.emit()

    def back(self) -> bool:
        """Ask about the last photo again, and take back what was said; False at the beginning."""
        if not self.steps:
            return False
        step = self.steps.pop()
        self._upcoming.insert(0, step.photo_id)
        if step.said is not None:
            self._write(step, is_back=True)
        self.changed.emit()
        return True

    def drop(self, photo_id: int) -> None:
        """A photo has left the library: ask about the next one."""
        if photo_id in self._upcoming:
            self._upcoming.remove(photo_id)
            self._compute()
            self.changed.emit()

    def go_on(self) -> None:
        """Ask although the album is sure."""
        self._goes_on = True
        self.changed.emit()

    # What was said

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being written down, or a question being chosen."""
        return self._is_writing or self._is_computing

    def _write(self, step: Step, *, is_back: bool = False) -> None:
        assert self.album is not None
        self._writes.append(Write(self.album.id, step, is_back))
        self._write_on()

    def _write_on(self) -> None:
        if self._is_writing or not self._writes:
            return
        self._is_writing = True
        writes, library = self._writes, self._library

        # One thread at a time takes them in their order, as many as there are by then.
        def work(_token: CancelToken) -> None:
            while writes:
                write_down(library, writes.popleft())

        self._bridge.run_each("judge photos", work, self._written, self._not_written)

    def _written(self, _: object) -> None:
        self._is_writing = False
        self._write_on()
        self._compute()

    def _not_written(self, error: Exception) -> None:
        self._is_writing = False
        self._writes.clear()
        self.failed.emit(error)

    # What to ask

    def _compute(self) -> None:
        album = self.album
        if album is None:
            return
        if self._is_computing:
            self._is_stale = True
            return
        self._is_computing, self._is_stale = True, False
        library, number, earlier = self._library, self._number, self._earlier
        passed = [one.photo_id for one in self.steps] + self._upcoming[:KEPT]

        def work(_token: CancelToken) -> tuple[dict[int, bool], Review]:
            learned = library.album_desk.learned
            # Read anew: an album of words becomes one that learns with the first answer.
            current = library.albums.tree().get(album.id)
            began = learned.judgements(current) if earlier is None else earlier
            return began, learned.review(current, AHEAD, passed, began)

        self._bridge.run_each(
            "choose questions",
            work,
            lambda made: self._take(number, *made),
            lambda error: self._not_computed(number, error),
        )

    def _take(self, number: int, earlier: dict[int, bool], review: Review) -> None:
        if number != self._number:
            return
        self._is_computing = False
        self._earlier, self.review = earlier, review
        asked = {one.photo_id for one in self.steps}
        chosen = [*self._upcoming[:KEPT], *review.questions.tolist()]
        self._upcoming = [one for one in dict.fromkeys(chosen) if one not in asked]
        if self._is_stale:
            self._compute()
        self.changed.emit()

    def _not_computed(self, number: int, error: Exception) -> None:
        if number == self._number:
            self._is_computing = False
            self.failed.emit(error)

    def _heard(self, event: Event) -> None:
        # Somebody else's change; one's own is followed up when it is written.
        if self.album is None or self._is_writing:
            return
        if isinstance(event, AlbumsChanged) and self.album.id in event.album_ids:
            self._compute()


def write_down(library: Library, write: Write) -> None:
    """For a background thread. Raises AlbumError where the album is gone."""
    step = write.step
    if not write.is_back:
        step.has_changed = bool(library.albums.judge(write.album_id, [step.photo_id], step.said))
    elif step.has_changed:
        if library.undo.undo_name != "judge-album":
            raise AlbumError(
                "This answer cannot be taken back any more: something else was done since.",
                "Answer the photo again instead.",
            )
        library.undo.undo()
