"""Reads what other programs wrote into sidecars, as the word of the person who used them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import replace

from photoclip.catalog.database import Catalog
from photoclip.core.config import Preferences
from photoclip.core.errors import SidecarError
from photoclip.core.events import EventBus, OffersChanged, PhotosDescribed
from photoclip.core.files import FileFailure
from photoclip.core.offers import SidecarOffer
from photoclip.core.sidecars import (
    NO_FACTS,
    SidecarRecord,
    SidecarReport,
    stars,
)
from photoclip.media.sidecar import Sidecar, Stamp, Standing, look, read_sidecar
from photoclip.media.xmp import XmpPacket
from photoclip.media.xmp_facts import document_of, facts_of
from photoclip.services.sidecars.importing import ImportSidecars
from photoclip.services.sidecars.intake import SidecarIntake, is_tag_name
from photoclip.services.sidecars.owners import Owner, SidecarOwners, of_another, unclear
from photoclip.services.sidecars.sides import (
    Batch,
    OurSide,
    PhotoPlace,
    keywords_of,
)
from photoclip.services.tags.label_sets import LabelSetStore
from photoclip.services.undo import UndoStack


def _without_facts(record: SidecarRecord) -> SidecarRecord | None:
    """What is remembered of a sidecar that is gone: what was agreed on, but not what it told."""
    if record.facts == NO_FACTS and not record.problem:
        return None
    return replace(record, problem="", facts=NO_FACTS, is_described=False)


def _is_unchanged(record: SidecarRecord, place: PhotoPlace, name: str, stamp: Stamp) -> bool:
    """Whether this very sidecar was read for this very photo."""
    is_same = (stamp.modified_ns, stamp.size) == (record.modified_ns, record.size)
    return is_same and record.photo_id == place.photo_id and record.name == name


def _described(record: SidecarRecord, packet: XmpPacket) -> SidecarRecord:
    """With what an earlier version did not look for."""
    facts, document = facts_of(packet), document_of(packet)
    return replace(record, facts=facts, document=document, is_described=True)


def _is_settled(
    record: SidecarRecord, place: PhotoPlace, candidate: tuple[str, Standing], stamp: Stamp
) -> bool:
    """Whether nothing changed since the last look: neither the sidecar nor whose it is."""
    name, standing = candidate
    if _is_unchanged(record, place, name, stamp):
        return record.is_described or bool(record.problem)
    # It was found to be of another picture beside this one.
    is_of_sibling = standing is Standing.RIVAL and not record.name
    is_same = (stamp.modified_ns, stamp.size) == (record.modified_ns, record.size)
    return is_of_sibling and is_same and record.photo_id == place.photo_id


class SidecarReader:
    """One run: ``read`` batches, then ``finish`` makes one action of all that they brought."""

    def __init__(
        self,
        catalog: Catalog,
        store: LabelSetStore,
        events: EventBus,
        undo: UndoStack,
        chosen: Preferences,
        trusted: Collection[int] = (),
    ) -> None:
        """trusted: ids of files whose sidecars are theirs, since the person says so."""
        self._trusted = frozenset(trusted)
        self._owners = SidecarOwners(catalog)
        self._catalog = catalog
        self._store = store
        self._events = events
        self._undo = undo
        self._chosen = chosen
        self._labels = store.load()
        self._intake = SidecarIntake(catalog, store, chosen)
        self._before: dict[int, SidecarRecord] = {}
        self._after: dict[int, SidecarRecord] = {}
        self._has_offered = False
        self._command: ImportSidecars | None = None

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
            after = self._read_one(place, batch, ours, known, report, only_changed)
            if after is not None and after != record:
                self._before[place.file_id] = record
                self._after[place.file_id] = after

    def finish(self, report: SidecarReport) -> None:
        """Enter everything as one step of undo. Raises LabelError."""
        with self._undo.lock:
            command = self.command(report)
            if command is None:
                self._catalog.sidecars.put(self._after)
            else:
                self._undo.do(command)
        self.describe()

    def enter(self) -> None:
        """Enter everything as a part of another step of undo. Raises LabelError."""
        if self._command is None:
            self._command = self.command(SidecarReport())
        if self._command is None:
            self._catalog.sidecars.put(self._after)
        else:
            self._command.do()
        self.describe()

    def take_back(self) -> None:
        """Undo what ``enter`` did."""
        if self._command is None:
            self._catalog.sidecars.put(self._before)
        else:
            self._command.undo()
        self.describe()

    def describe(self) -> None:
        """Let photos have the dates and places that sidecars tell. These are no word of a person
        here, so they are no step of undo."""
        photo_ids = {one.photo_id for one in self._after.values() if one.photo_id is not None}
        changed = self._catalog.sidecars.describe(photo_ids)
        if changed:
            self._events.emit(PhotosDescribed(tuple(sorted(changed))))
        if self._has_offered:
            self._events.emit(OffersChanged())

    def command(self, report: SidecarReport) -> ImportSidecars | None:
        """What enters everything, None where nothing is to be told but what was looked at."""
        decisions, labels = self._intake.decisions()
        ratings = self._intake.ratings
        known = self._catalog.marks.get(list(ratings))
        marks = {one: replace(m, rating=ratings[one]) for one, m in known.items()}
        marks = {one: m for one, m in marks.items() if m != known[one]}
        report.imported = len({*marks, *(photo_id for photo_id, _ in decisions[1])})
        if not (decisions[1] or marks):
            return None
        before = {one: self._as_before(record, one) for one, record in self._before.items()}
        return ImportSidecars(
            self._catalog,
            self._store,
            self._events,
            decisions,
            ({one: known[one] for one in marks}, marks),
            (before, self._after),
            labels,
        )

    def _as_before(self, record: SidecarRecord, file_id: int) -> SidecarRecord:
        """What is remembered after an undo: what was agreed on before, of the file as it is now,
        so that it is not read again before it changes."""
        now = self._after[file_id]
        if file_id in self._trusted:
            return record
        return replace(
            now,
            rating=record.rating,
            keywords=record.keywords,
            albums=record.albums,
            wanted=record.wanted,
            problem=record.problem,
        )

    def _read_one(
        self,
        place: PhotoPlace,
        batch: Batch,
        ours: OurSide,
        records: Mapping[int, SidecarRecord],
        report: SidecarReport,
        only_changed: bool,
    ) -> SidecarRecord | None:
        record = records.get(place.file_id, SidecarRecord())
        candidate = batch.names.candidate(place.name) if batch.names is not None else None
        if candidate is None:
            return _without_facts(record)
        name, standing = candidate
        path = os.path.join(place.directory, name)
        stamp = None
        try:
            stamp = look(path)
            if stamp is None:
                return _without_facts(record)
            if only_changed and _is_settled(record, place, candidate, stamp):
                return None
            found = read_sidecar(path)
            stamp = found.stamp
            if only_changed and _is_unchanged(record, place, name, stamp):
                return _described(record, found.packet)
            after = self._take(place, batch, ours, records, found, report)
        except SidecarError as error:
            if standing is Standing.RIVAL:
                return None  # told of at the picture whose it is
            report.failures.append(FileFailure(path, error.told))
            after = replace(record, name=name, problem=error.told)
            after = replace(after, photo_id=record.photo_id or place.photo_id)
        if stamp is None:
            return after
        return replace(after, modified_ns=stamp.modified_ns, size=stamp.size)

    def _take(
        self,
        place: PhotoPlace,
        batch: Batch,
        ours: OurSide,
        records: Mapping[int, SidecarRecord],
        found: Sidecar,
        report: SidecarReport,
    ) -> SidecarRecord:
        """What is remembered once a sidecar was understood, by whose it is."""
        name = os.path.basename(found.path)
        record = records.get(place.file_id, SidecarRecord())
        owner = self._owners.owner(place, batch, found.packet, found.stamp, records)
        if owner is Owner.SIBLING:
            return SidecarRecord(photo_id=place.photo_id)
        if owner is Owner.UNCLEAR:
            said = unclear(name)
            report.failures.append(FileFailure(found.path, said))
            return SidecarRecord(name=name, problem=said)
        is_trusted = place.file_id in self._trusted
        if owner is Owner.OTHER_CONTENT and not is_trusted:
            return self._offer(place, ours, record, found, report)
        if record.photo_id != place.photo_id:
            # What another photo agreed on says nothing of this one.
            record = SidecarRecord()
        modified_ns = 0 if is_trusted else found.stamp.modified_ns
        after = self._intake.take_in(place, ours, record, found.packet, modified_ns, report)
        report.read += 1
        return replace(
            after,
            name=name,
            problem="",
            photo_id=place.photo_id,
            document=document_of(found.packet),
            facts=facts_of(found.packet),
            is_described=True,
        )

    def _offer(
        self,
        place: PhotoPlace,
        ours: OurSide,
        record: SidecarRecord,
        found: Sidecar,
        report: SidecarReport,
    ) -> SidecarRecord:
        """A sidecar of another content gives nothing. What it says may be given by the person; if
        all of it is said of this photo already, it is this photo's from now on."""
        packet, name = found.packet, os.path.basename(found.path)
        says = keywords_of(packet, SidecarRecord(), ours, self._labels)
        says = {key: one for key, one in says.items() if is_tag_name(one)}
        rating = stars(packet.rating)
        if rating in (0, ours.rating) and says.keys() <= ours.person.keys():
            return SidecarRecord(
                name=name,
                rating=packet.rating,
                keywords=tuple(says.values()),
                photo_id=place.photo_id,
                document=document_of(packet),
                is_described=True,
            )
        said = of_another(name)
        report.failures.append(FileFailure(found.path, said))
        self._catalog.offers.offer_sidecar(
            place.photo_id,
            place.file_id,
            SidecarOffer(
                found.path,
                found.stamp.modified_ns,
                found.stamp.size,
                rating if self._chosen.sidecar_ratings else 0,
                tuple(says.values()) if self._chosen.sidecar_tags else (),
            ),
        )
        self._has_offered = True
        former = None if record.photo_id == place.photo_id else record.photo_id
        return replace(record, name=name, problem=said, photo_id=former, facts=NO_FACTS)
