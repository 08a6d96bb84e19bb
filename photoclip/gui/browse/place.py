"""Where a person is in the window: which photos are on show, and how to come back."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from pathlib import Path


class Kind(enum.Enum):
    """What a place shows."""

    ALL = "all"
    FAVOURITES = "favourites"
    RECENT = "recent"
    FOLDER = "folder"
    PROBLEMS = "problems"
    OFFERS = "offers"
    SEARCH = "search"
    LIKE_FILE = "like-file"
    LIKE_PHOTO = "like-photo"
    TAG = "tag"
    ALBUM = "album"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. folder: for FOLDER. text: of a search. picture: a file to search by.

    photo_id: a photo of the library to search by, ``picture`` being its path. key: the id of a
    tag. title: what a tag is called now. album_id, name: of an album. Neither title nor name says
    which place it is.
    """

    kind: Kind
    folder: Path | None = None
    text: str = ""
    picture: str = ""
    photo_id: int = 0
    key: str = ""
    title: str = field(default="", compare=False)
    album_id: int = 0
    name: str = field(default="", compare=False)

    @property
    def is_search(self) -> bool:
        """Whether what is shown was searched for."""
        return self.kind in (Kind.SEARCH, Kind.LIKE_FILE, Kind.LIKE_PHOTO)

    @property
    def has_own_order(self) -> bool:
        """Whether its photos come in an order of their own, whatever is chosen for the others."""
        return self.is_search or self.kind is Kind.ALBUM


ALL = Place(Kind.ALL)
FAVOURITES = Place(Kind.FAVOURITES)
RECENT = Place(Kind.RECENT)
PROBLEMS = Place(Kind.PROBLEMS)
OFFERS = Place(Kind.OFFERS)
SUGGESTIONS = Place(Kind.SUGGESTIONS)
