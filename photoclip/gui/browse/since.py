"""What happened since a place was fetched: whether a search has to be asked anew."""

from __future__ import annotations

from dataclasses import dataclass, field

from photoclip.core.events import (
    ActivityChanged,
    DirectoriesScanned,
    Event,
    FilesFailed,
    FilesFound,
    IndexingProgressed,
    NoticeGiven,
    PaceChanged,
    PhotosAdded,
    TaggingProgressed,
    UndoChanged,
)
from photoclip.gui.browse.fetch import Shown

OF_NO_SEARCH = (
    ActivityChanged,
    DirectoriesScanned,
    FilesFailed,
    FilesFound,
    IndexingProgressed,
    NoticeGiven,
    PaceChanged,
    TaggingProgressed,
    UndoChanged,
)
"""What changes nothing in what a ranked search finds."""


@dataclass(slots=True)
class Since:
    """What happened since a place was fetched.

    former: what was fetched. photo_ids: photos that came in. is_all_known: nothing else happened
    that a search could find. Files that only wait to be taken in are in no search.
    """

    former: Shown | None = None
    photo_ids: list[int] = field(default_factory=list)
    is_all_known: bool = True

    @property
    def is_nothing_new(self) -> bool:
        """Whether a search would find what it found."""
        ranked = self.former is not None and self.former.results is not None
        return ranked and self.is_all_known and not self.photo_ids

    def note(self, event: Event) -> None:
        """Something happened."""
        if isinstance(event, PhotosAdded):
            self.photo_ids += event.photo_ids
        elif not isinstance(event, OF_NO_SEARCH):
            self.is_all_known = False
