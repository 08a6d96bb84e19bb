"""Albums as the person sees them, and the part of their truth that a change touches."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from photoclip.core.errors import AlbumError
from photoclip.core.wording import Message

LONGEST_QUERY = 10_000

USUAL_CUT_OFF = 0.5
"""The least probability of what is in an album that fills itself, until the person pulls it."""

CUT_OFFS = tuple(round(0.05 * step, 2) for step in range(1, 20))
"""The places of an album's slider, as probabilities."""


class ShareAs(enum.StrEnum):
    """COPIES take room and last. LINKS lead to the photos where they lie."""

    COPIES = "copies"
    LINKS = "links"


class SuggestionKind(enum.StrEnum):
    """What holds the photos of a suggested album together."""

    TRIP = "trip"
    EVENT = "event"
    THING = "thing"


class AlbumKind(enum.StrEnum):
    """Who fills an album; the value is stored, so it never changes.

    MANUAL: the person. SMART: a saved query. AUTO: words or labels. LEARNED: a classifier that
    the person teaches with yes and no.
    """

    MANUAL = "manual"
    SMART = "smart"
    AUTO = "auto"
    LEARNED = "learned"


class AlbumOrder(enum.StrEnum):
    """How the photos of an album are ordered. BEST goes by probability, BY_HAND by the person."""

    BY_HAND = "by-hand"
    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Album:
    """One album. parent_id: the album that it lies in, None at the top.

    query: what a smart album asks, or the words of an auto or learned one. labels: of an auto or
    learned one, in the place of words or besides them. cut_off: the probability in [0, 1] from
    which a photo belongs, None for the usual one. cover_id: the photo that stands for it.
    """

    id: int
    name: str
    kind: AlbumKind
    created_at: datetime
    parent_id: int | None = None
    query: str = ""
    labels: tuple[str, ...] = ()
    cut_off: float | None = None
    cover_id: int | None = None
    order: AlbumOrder = AlbumOrder.BY_HAND

    @property
    def is_manual(self) -> bool:
        """Whether it holds what the person put in and nothing else."""
        return self.kind is AlbumKind.MANUAL


@dataclass(frozen=True, slots=True)
class AlbumState:
    """Some rows of the albums' truth; None stands for "is not there".

    albums: by album id. members: the place in the album by (album id, photo id). judgements: yes
    or no by (album id, photo id). dismissed: suggestions by their key. Two of these, before and
    after, are a change that can be made, undone and made again.
    """

    albums: Mapping[int, Album | None] = field(default_factory=dict)
    members: Mapping[tuple[int, int], int | None] = field(default_factory=dict)
    judgements: Mapping[tuple[int, int], bool | None] = field(default_factory=dict)
    dismissed: Mapping[str, bool] = field(default_factory=dict)

    @property
    def album_ids(self) -> tuple[int, ...]:
        """Every album that it says something about, ascending."""
        pairs = (*self.members, *self.judgements)
        return tuple(sorted({*self.albums, *(album_id for album_id, _ in pairs)}))


def check_rules(album: Album) -> None:
    """Raises AlbumError for an album whose rules contradict its kind."""
    if album.is_manual and (album.query or album.labels or album.cut_off is not None):
        raise AlbumError(
            Message("“{album}” cannot be filled by hand and by a rule at once.", album=album.name),
            "Leave the rule out, or make an album that fills itself.",
        )
    if album.kind is AlbumKind.SMART and (album.labels or not album.query):
        raise AlbumError("A smart album needs a query, and nothing else.", "Type what to look for.")
    if album.kind is AlbumKind.AUTO and not (album.query or album.labels):
        raise AlbumError("This album has nothing to look for.", "Type some words or choose labels.")
    if len(album.query) > LONGEST_QUERY:
        raise AlbumError(
            Message(
                "The query has {count} characters, but {most} is the most.",
                count=f"{len(album.query):,}",
                most=f"{LONGEST_QUERY:,}",
            ),
            "Choose a shorter one.",
        )
    if album.cut_off is not None and not 0 <= album.cut_off <= 1:
        raise AlbumError(
            Message(
                "The cut-off is a probability between 0 and 1, not {value}.", value=album.cut_off
            ),
            "Choose another one.",
        )


def checked_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Labels without spaces around them, each once."""
    return tuple(dict.fromkeys(one.strip() for one in labels if one.strip()))


def arranged(order: Sequence[int], photo_ids: Iterable[int], before_id: int | None) -> list[int]:
    """The photos of an album after some of them were put before another one, or at the end."""
    members = set(order)
    moved = dict.fromkeys(one for one in photo_ids if one in members and one != before_id)
    rest = [one for one in order if one not in moved]
    at = rest.index(before_id) if before_id is not None and before_id in members else len(rest)
    return [*rest[:at], *moved, *rest[at:]]
