"""Takes in what sidecars say, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.catalog.tags import Decisions
from photoclip.core.events import EventBus, PhotosMarked, TagsChanged
from photoclip.core.listing import Marks
from photoclip.core.sidecars import SidecarRecord
from photoclip.core.tagging import PERSON, SIDECAR
from photoclip.services.tags.label_sets import LabelSetStore

Records = Mapping[int, SidecarRecord | None]


@dataclass(frozen=True, slots=True)
class ImportSidecars:
    """Takes in ratings and keywords; knows what was there before. Each pair: before, after.

    labels: the person's label file, None where it stays as it is.
    """

    catalog: Catalog
    store: LabelSetStore
    events: EventBus
    decisions: tuple[Decisions, Decisions]
    marks: tuple[Mapping[int, Marks], Mapping[int, Marks]]
    records: tuple[Records, Records]
    labels: tuple[str | None, str | None] | None
    name: str = "import-sidecars"

    def do(self) -> None:
        """Enter what the sidecars say."""
        self._enter(1)

    def undo(self) -> None:
        """Enter what was there before; the sidecars are not read again until they change."""
        self._enter(0)

    def _enter(self, side: int) -> None:
        decisions, marks = self.decisions[side], self.marks[side]
        with self.catalog.transaction():
            if decisions:
                self.catalog.tags.decide(decisions, SIDECAR if side else PERSON)
            if marks:
                self.catalog.marks.put(marks)
            self.catalog.sidecars.put(self.records[side])
            # The file comes last: where it cannot be written, nothing was taken in either.
            if self.labels is not None:
                self.store.write(self.labels[side])
        if decisions or self.labels is not None:
            photo_ids = tuple(dict.fromkeys(photo_id for photo_id, _ in decisions))
            changed = self.labels is not None
            self.events.emit(TagsChanged(None if changed else photo_ids, labels_changed=changed))
        if marks:
            self.events.emit(PhotosMarked(tuple(marks)))
