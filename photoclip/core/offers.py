"""Marks that a photo may be given if the person says so: nothing tells for certain that they are
its own."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from photoclip.core.labels import Label
from photoclip.core.wording import Message


class Answer(enum.StrEnum):
    """What the person said to an offer; the value is stored, so it never changes."""

    GIVEN = "given"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class SidecarOffer:
    """What a sidecar of another content says. path: of the sidecar. modified_ns, size: of it when
    it was read. rating: 0 to 5. keywords: as they are written there."""

    path: str
    modified_ns: int
    size: int
    rating: int
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredOffer:
    """An offer without an answer, as the catalog has it.

    from_id: the photo that has the marks, None where a sidecar has them. file_id: the picture that
    the sidecar lies beside. former_id: the photo that lay there before, as far as it is known.
    """

    id: int
    photo_id: int
    from_id: int | None
    former_id: int | None
    has_copies: bool
    file_id: int | None
    sidecar: SidecarOffer | None


@dataclass(frozen=True, slots=True)
class OfferedMarks:
    """What would be given. rating: 0 for none. rotation: degrees clockwise, 0 for none.

    albums: names. tags: labels of the person's tags; a keyword without a label stands for itself.
    """

    rating: int = 0
    is_favourite: bool = False
    rotation: int = 0
    albums: tuple[str, ...] = ()
    tags: tuple[Label | str, ...] = ()

    @property
    def tag_names(self) -> tuple[str, ...]:
        """The tags by their English names."""
        return tuple(one if isinstance(one, str) else one.english for one in self.tags)

    def __bool__(self) -> bool:
        return bool(self.rating or self.is_favourite or self.rotation or self.albums or self.tags)


@dataclass(frozen=True, slots=True)
class OfferedPicture:
    """A picture of an offer, for showing. rotation: degrees clockwise that the person added."""

    photo_id: int
    content_hash: bytes
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class MarkOffer:
    """One open offer. path: the file of the photo that may be given the marks.

    former: the picture that has them, or lay beside the sidecar; None where that is not known.
    sidecar: its path, "" where another photo has the marks. reason: one sentence.
    """

    id: int
    picture: OfferedPicture
    path: str
    former: OfferedPicture | None
    sidecar: str
    marks: OfferedMarks
    reason: Message


@dataclass(frozen=True, slots=True)
class PhotoMarks:
    """All that a person said of a photo, exactly.

    rated_at: as the catalog keeps it. albums: place by album id. judgements: by album id.
    decisions: (decision, moment, source) by the catalog's label id.
    """

    is_favourite: bool
    rating: int
    rotation: int
    rated_at: str | None
    albums: Mapping[int, int]
    judgements: Mapping[int, bool]
    decisions: Mapping[int, tuple[str, str, str]]
