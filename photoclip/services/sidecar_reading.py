"""Reads what other programs wrote into sidecars, as the word of the person who used them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace

from photoclip.catalog.database import Catalog
from photoclip.catalog.tags import Decisions
from photoclip.core.config import Preferences
from photoclip.core.errors import SidecarError
from photoclip.core.events import EventBus, PhotosMarked, TagsChanged
from photoclip.core.files import FileFailure
from photoclip.core.label_file import format_labels
from photoclip.core.labels import LONGEST_NAME
from photoclip.core.listing import Marks
from photoclip.core.sidecars import SidecarRecord, SidecarReport, merge_names, merge_rating
from photoclip.core.tagging import PERSON, SIDECAR, Decision
from photoclip.media.sidecar import SidecarNames, look, read_sidecar
from photoclip.media.xmp import XmpPacket
from photoclip.services import label_sets
from photoclip.services.label_sets import LabelSetStore
from photoclip.services.sidecar_sides import (
    Batch,
    OurSide,
    PhotoPlace,
    is_later,
    keyword_key,
    keywords_of,
)
from photoclip.services.undo import UndoStack

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


class SidecarReader:
    """One run: ``read`` batches, then ``finish`` makes one action of all that they brought."""

    def __init__(
        self,
        catalog: Catalog,
        store: LabelSetStore,
        events: EventBus,
        undo: UndoStack,
        chosen: Preferences,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._events = events
        self._undo = undo
        self._chosen = chosen
        self._labels = store.load()
        self._new_names: dict[str, str] = {}
        self._tags: dict[tuple[int, str], Decision | None] = {}
        self._ratings: dict[int, int] = {}
        self._before: dict[int, SidecarRecord] = {}
        self._after: dict[int, SidecarRecord] = {}

    def read(
        self,
        batch: Batch,
        sides: dict[int, OurSide],
        report: SidecarReport,
        *,
        only_changed: bool = False,
    ) -> None:
        """Read the sidecars of a batch; what fails is told in the report.

        only_changed: those that are as they were at the last look are passed over.
        """
        if batch.names is None:
            report.away += len(batch.places)
            return
        known = self._catalog.sidecars.get([one.file_id for one in batch.places])
        for place in batch.places:
            ours = sides.get(place.photo_id)
            if ours is None:
                continue
            report.photos += 1
            record = known.get(place.file_id, SidecarRecord())
            after = self._read_one(place, batch.names, ours, record, report, only_changed)
            if after is not None and after != record:
                self._before[place.file_id] = record
                self._after[place.file_id] = after

    def finish(self, report: SidecarReport) -> None:
        """Enter everything as one step of undo. Raises LabelError."""
        with self._undo.lock:
            self._enter(report)

    def _enter(self, report: SidecarReport) -> None:
        decisions, labels = self._decisions()
        known = self._catalog.marks.get(list(self._ratings))
        marks = {one: replace(m, rating=self._ratings[one]) for one, m in known.items()}
        marks = {one: m for one, m in marks.items() if m != known[one]}
        report.imported = len({*marks, *(photo_id for photo_id, _ in decisions[1])})
        if not (decisions[1] or marks):
            self._catalog.sidecars.put(self._after)
            return
        before = {
            one: replace(record, modified_ns=now.modified_ns, size=now.size, name=now.name)
            for one, record in self._before.items()
            if (now := self._after[one])
        }
        self._undo.do(
            ImportSidecars(
                self._catalog,
                self._store,
                self._events,
                decisions,
                ({one: known[one] for one in marks}, marks),
                (before, self._after),
                labels,
            )
        )

    def _read_one(
        self,
        place: PhotoPlace,
        names: SidecarNames,
        ours: OurSide,
        record: SidecarRecord,
        report: SidecarReport,
        only_changed: bool,
    ) -> SidecarRecord | None:
        name = names.find(place.name)
        if name is None:
            return None
        path = os.path.join(place.directory, name)
        stamp = None
        try:
            stamp = look(path)
            if stamp is None:
                return None
            if only_changed and (stamp.modified_ns, stamp.size) == (
                record.modified_ns,
                record.size,
            ):
                return None
            found = read_sidecar(path)
            stamp = found.stamp
            after = self._take_in(place, ours, record, found.packet, stamp.modified_ns, report)
        except SidecarError as error:
            report.failures.append(FileFailure(path, error.told))
            after = replace(record, problem=error.told)
        else:
            report.read += 1
            after = replace(after, problem="")
        if stamp is None:
            return replace(after, name=name)
        return replace(after, name=name, modified_ns=stamp.modified_ns, size=stamp.size)

    def _take_in(
        self,
        place: PhotoPlace,
        ours: OurSide,
        record: SidecarRecord,
        packet: XmpPacket,
        modified_ns: int,
        report: SidecarReport,
    ) -> SidecarRecord:
        if self._chosen.sidecar_ratings:
            is_newer = is_later(ours.rated_at, modified_ns)
            merged = merge_rating(record.rating, ours.rating, packet.rating, is_ours_newer=is_newer)
            if merged.ours != ours.rating:
                self._ratings[place.photo_id] = merged.ours
            if merged.file == packet.rating:
                record = replace(record, rating=packet.rating)
        if self._chosen.sidecar_tags:
            kept = self._take_in_keywords(place, ours, record, packet, modified_ns, report)
            record = replace(record, keywords=kept)
        return record

    def _take_in_keywords(
        self,
        place: PhotoPlace,
        ours: OurSide,
        record: SidecarRecord,
        packet: XmpPacket,
        modified_ns: int,
        report: SidecarReport,
    ) -> tuple[str, ...]:
        file = keywords_of(packet, record, ours, self._labels)
        agreed = {keyword_key(self._labels, one): one for one in record.keywords}
        names = merge_names(
            agreed,
            ours.person,
            file,
            lambda key: key in ours.decided_at and is_later(ours.decided_at[key], modified_ns),
        )
        usable = {key for key in names.to_ours if self._is_name(file[key])}
        report.skipped += len(names.to_ours) - len(usable)
        for key in usable:
            self._new_names.setdefault(key, file[key])
            self._tags[place.photo_id, key] = Decision.ADDED
        for key in names.off_ours:
            is_derived = key in ours.derived
            self._tags[place.photo_id, key] = Decision.REJECTED if is_derived else None
        both = {key for key in file if key in ours.person or key in usable}
        kept = {key: one for key, one in agreed.items() if key not in names.off_ours}
        kept |= {key: file[key] for key in both}
        alive = {key: one for key, one in kept.items() if key in file or key in ours.tags}
        return tuple(alive.values())

    def _is_name(self, keyword: str) -> bool:
        return len(keyword) <= LONGEST_NAME and keyword.replace("\u200d", "").isprintable()

    def _decisions(
        self,
    ) -> tuple[tuple[Decisions, Decisions], tuple[str | None, str | None] | None]:
        """By label id, with labels made for the keywords that have none."""
        unknown = [key for _, key in self._tags if key.startswith("name ")]
        before_text = after_text = None
        ids = {key: key.removeprefix("label ") for _, key in self._tags}
        if unknown:
            before_text = self._store.text()
            own = label_sets.parse_own(before_text, self._store.path)
            for key in dict.fromkeys(unknown):
                add = label_sets.add_label(self._new_names[key], is_scored=False)
                own = add(self._labels.changed_by(own), own)
                ids[key] = own.labels[-1].id
            after_text = format_labels(own)
        after = {(photo_id, ids[key]): said for (photo_id, key), said in self._tags.items()}
        by_label: dict[str, list[int]] = {}
        for photo_id, label_id in after:
            by_label.setdefault(label_id, []).append(photo_id)
        before: dict[tuple[int, str], Decision | None] = {}
        for label_id, photo_ids in by_label.items():
            before |= self._catalog.tags.decisions(photo_ids, label_id)
        after = {key: said for key, said in after.items() if said is not before.get(key)}
        before = {key: before.get(key) for key in after}
        return (before, after), (before_text, after_text) if unknown else None
