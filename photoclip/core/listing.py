"""Photos as a view lists them: ids for all, the rest only for those in sight."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds

Moments = npt.NDArray[np.int64]
"""int64 (n,): milliseconds since 1970-01-01 00:00 in the local time of camera or computer."""

Aspects = npt.NDArray[np.float32]
"""float32 (n,): width divided by height of the picture as it is shown."""


class PhotoOrder(enum.StrEnum):
    """How photos are ordered. NEWEST and OLDEST go by the moment of taking, ADDED by arrival."""

    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    NAME = "name"


@dataclass(frozen=True, slots=True, eq=False)
class PhotoListing:
    """ids: photos in order; a file that is found and not taken in yet stands as minus its file id.

    moments: when each was taken, or its file's time where the picture does not say.
    """

    ids: PhotoIds
    moments: Moments
    order: PhotoOrder


class Grouping(enum.StrEnum):
    """What stands under one heading of a listing by date."""

    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class DateGroup:
    """A run of neighbours in a listing that were taken in one month, or on one day of it.

    day: 0 for a whole month.
    """

    year: int
    month: int
    first: int
    count: int
    day: int = 0


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """What a view shows of one photo. Sizes in pixels of the upright picture; size in bytes.

    photo_id: negative for a file that is not taken in yet; content_hash is b"" then, sizes are 0.
    rotation: degrees clockwise that the person added. modified: the file's time, local.
    """

    photo_id: int
    content_hash: bytes
    path: str
    name: str
    width: int
    height: int
    taken_at: datetime | None
    modified: datetime
    size: int
    is_favourite: bool = False
    rating: int = 0
    rotation: int = 0
    is_offline: bool = False

    @property
    def is_pending(self) -> bool:
        """Found, but not taken in yet: it has no thumbnail and cannot be searched or marked."""
        return self.photo_id < 0

    @property
    def moment(self) -> datetime:
        """When it was taken, or its file's time where the picture does not say."""
        return self.taken_at or self.modified


@dataclass(frozen=True, slots=True)
class Marks:
    """What a person said of one photo. rating: 0 (none) to 5; rotation: degrees clockwise."""

    is_favourite: bool = False
    rating: int = 0
    rotation: int = 0
