"""What happened since a place was fetched: whether a search has to be asked anew."""

from __future__ import annotations

from dataclasses import dataclass, field

from photoclip.core.events import (
    ActivityChanged,
    CutOffsChanged,
    DirectoriesScanned,
    Event,
    FilesFailed,
    FilesFound,
    FilesGone,
    FilesMoved,
    FoldersChanged,
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
"""What changes nothing in what a search finds."""

ASKED_ANEW = (CutOffsChanged, FilesGone, FilesMoved, FoldersChanged)
"""What takes photos from a ranked search, or has it draw the line elsewhere. What is only said of
photos (marks, tags) matters to searches with fields, which are never merged."""


@dataclass(slots=True)
class Since:
    """What happened since a place was fetched.

    former: what was fetched. photo_ids: photos that came in. is_all_known: nothing else happened
    that a search for words alone could tell. has_news: something happened that any search could.
    """

    former: Shown | None = None
    photo_ids: list[int] = field(default_factory=list)
    is_all_known: bool = True
    has_news: bool = False

    @property
    def is_nothing_new(self) -> bool:
        """Whether a search would find what it found."""
        ranked = self.former is not None and self.former.results is not None
        return ranked and not self.has_news

    def note(self, event: Event) -> None:
        """Something happened."""
        if isinstance(event, PhotosAdded):
            self.photo_ids += event.photo_ids
        if isinstance(event, ASKED_ANEW):
            self.is_all_known = False
        if not isinstance(event, OF_NO_SEARCH):
            self.has_news = True
