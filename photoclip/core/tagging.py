"""Tags of photos: what a model derived, and what a person decided."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from photoclip.core.labels import Label

PERSON = "person"
SIDECAR = "sidecar"
"""Where a person decided: here, or in another program that wrote it to a sidecar."""


class Decision(enum.StrEnum):
    """A person's word on a tag; the value is stored, so it never changes."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class TagOrigin:
    """What derived a tag. label_version: of the label set. prompts: name of the templates."""

    model_key: str
    label_version: str
    prompts: str


@dataclass(frozen=True, slots=True)
class StoredTag:
    """One label of one photo as the catalog has it; decision wins over the rest.

    probability, origin: None where no model derived it. source: PERSON or SIDECAR.
    """

    label_id: str
    probability: float | None
    origin: TagOrigin | None
    decision: Decision | None
    source: str = PERSON

    @property
    def holds(self) -> bool:
        """Whether the photo has the tag."""
        return self.decision is not Decision.REJECTED


@dataclass(frozen=True, slots=True)
class PhotoTag:
    """A tag of a photo with its label's names, for showing."""

    label: Label
    stored: StoredTag

    @property
    def is_certain(self) -> bool:
        """Whether a person said so."""
        return self.stored.decision in (Decision.CONFIRMED, Decision.ADDED)


@dataclass(frozen=True, slots=True)
class SharedTag:
    """A tag that some of several photos have.

    photo_ids: those that have it. certain: on how many of them a person said so. probability: the
    mean over the photos for which a model derived it, None where none did. origins: of these.
    """

    label: Label
    photo_ids: tuple[int, ...]
    certain: int
    probability: float | None
    origins: tuple[TagOrigin, ...]

    @property
    def is_certain(self) -> bool:
        """Whether a person said so for every photo that has it."""
        return self.certain == len(self.photo_ids)


@dataclass(frozen=True, slots=True)
class TagCount:
    """A label with the photos that have it, and how many of these a person has decided on."""

    label: Label
    photos: int
    decided: int


@dataclass(frozen=True, slots=True)
class TaggingReport:
    """What a tagging run did. seconds: wall time, of which embedding_s for texts of labels."""

    photos: int
    tags: int
    labels: int
    seconds: float
    embedding_s: float
    was_cancelled: bool = False
