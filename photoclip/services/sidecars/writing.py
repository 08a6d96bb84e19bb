"""Writes what the library says of photos into their sidecars."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace

from photoclip.catalog.database import Catalog
from photoclip.core.config import Preferences
from photoclip.core.errors import SidecarChangedError, SidecarError
from photoclip.core.files import FileFailure
from photoclip.core.labels import LabelSet
from photoclip.core.own_files import writing_at
from photoclip.core.sidecars import (
    SidecarRecord,
    SidecarReport,
)
from photoclip.media.sidecar import (
    Sidecar,
    Stamp,
    Standing,
    read_sidecar,
    remove_leftovers,
    replace_sidecar,
)
from photoclip.media.xmp import XmpPacket
from photoclip.media.xmp_changes import new_packet, with_document
from photoclip.media.xmp_facts import document_of
from photoclip.services.identity.file_guard import FileGuard
from photoclip.services.sidecars.owners import (
    Owner,
    SidecarOwners,
    content_document,
    of_another,
)
from photoclip.services.sidecars.packets import PacketWriter
from photoclip.services.sidecars.sides import (
    Batch,
    OurSide,
    PhotoPlace,
)

TRIES = 3
"""So often another program may write in between before it is told as a failure."""


class SidecarWriter:
    """Writes one batch after the other. chosen: what sidecars are to hold."""

    def __init__(self, catalog: Catalog, labels: LabelSet, chosen: Preferences) -> None:
        self._catalog = catalog
        self._labels = labels
        self._chosen = chosen
        self._guard = FileGuard(catalog)
        self._owners = SidecarOwners(catalog)
        self._packets = PacketWriter(labels, chosen)

    def write(
        self,
        batch: Batch,
        sides: dict[int, OurSide],
        report: SidecarReport,
        *,
        only_changed: bool = False,
    ) -> None:
        """Bring the sidecars of a batch in line; what fails is told in the report.

        only_changed: photos for which nothing new is to be said are passed over unread. Raises
        DiskFullError.
        """
        if batch.names is None:
            report.away += len(batch.places)
            return
        if not batch.places:
            return
        directory = batch.places[0].directory
        remove_leftovers(directory, batch.names)
        with writing_at(self._catalog.path.parent, directory):
            self._write(batch, sides, report, only_changed)

    def _write(
        self,
        batch: Batch,
        sides: dict[int, OurSide],
        report: SidecarReport,
        only_changed: bool,
    ) -> None:
        known = self._catalog.sidecars.get([one.file_id for one in batch.places])
        outdated = self._outdated(batch, known)
        records: dict[int, SidecarRecord | None] = {}
        try:
            for place in batch.places:
                ours = sides.get(place.photo_id)
                record = known.get(place.file_id, SidecarRecord())
                if ours is None:
                    continue
                report.photos += 1
                wanted = self._wanted(ours)
                is_said = wanted == (record.wanted or self._wanted_nothing)
                if only_changed and is_said and place.photo_id not in outdated:
                    continue
                after = self._write_one(place, batch, ours, known, report)
                if after is not None and not after.problem:
                    after = replace(after, wanted=wanted)
                if after is not None and after != record:
                    records[place.file_id] = after
        finally:
            if records:
                self._catalog.sidecars.put(records)

    def _outdated(self, batch: Batch, records: Mapping[int, SidecarRecord]) -> set[int]:
        """The photos that were edited since their sidecars were made."""
        documents = {
            one.photo_id: records[one.file_id].document
            for one in batch.places
            if one.file_id in records and records[one.file_id].document
        }
        now = self._catalog.albums.hashes(list(documents))
        return {
            one
            for one, document in documents.items()
            if document != content_document(now.get(one, b""))
            and self._owners.outdated(one, document) is not None
        }

    def _wanted(self, ours: OurSide) -> str:
        """All that decides about what is written, to see whether it has changed."""
        chosen = self._chosen
        tags = sorted(ours.tags.values()) if chosen.sidecar_tags else None
        rating = ours.rating if chosen.sidecar_ratings else None
        return json.dumps([rating, tags, ours.albums if chosen.sidecar_albums else None])

    @property
    def _wanted_nothing(self) -> str:
        chosen = self._chosen
        return json.dumps(
            [
                0 if chosen.sidecar_ratings else None,
                [] if chosen.sidecar_tags else None,
                [] if chosen.sidecar_albums else None,
            ]
        )

    def _write_one(
        self,
        place: PhotoPlace,
        batch: Batch,
        ours: OurSide,
        records: Mapping[int, SidecarRecord],
        report: SidecarReport,
    ) -> SidecarRecord | None:
        names, record = batch.names, records.get(place.file_id, SidecarRecord())
        assert names is not None, "a batch that is away is not written"
        name = self._own_name(place, batch, records)
        if name is None and not self._says_anything(ours):
            return None if record == SidecarRecord() else SidecarRecord()
        target = name or names.new(place.name, is_adobe=self._chosen.sidecar_adobe_names)
        path = os.path.join(place.directory, target)
        is_new = name is None
        for attempt in range(TRIES):
            try:
                after, is_written = self._merge(place, batch, path, is_new, ours, records)
                break
            except SidecarChangedError as error:
                is_new = False
                if attempt + 1 == TRIES:
                    return _failed(record, target, path, error, report)
            except SidecarError as error:
                return _failed(record, target, path, error, report)
        report.written += is_written
        report.made += is_written and is_new
        return after

    def _merge(
        self,
        place: PhotoPlace,
        batch: Batch,
        path: str,
        is_new: bool,
        ours: OurSide,
        records: Mapping[int, SidecarRecord],
    ) -> tuple[SidecarRecord, bool]:
        record = records.get(place.file_id, SidecarRecord())
        if is_new:
            packet, seen = self._new_packet(place, path), None
            # Whoever deleted the sidecar took what it said with it.
            record = SidecarRecord()
        else:
            found: Sidecar = read_sidecar(path)
            packet, seen = found.packet, found.stamp
            if self._owner(place, batch, found, records) is Owner.OTHER_CONTENT:
                raise SidecarError(of_another(os.path.basename(path)))
            if record.photo_id != place.photo_id:
                # What another photo agreed on says nothing of this one.
                record = SidecarRecord()
        change = self._packets.changed(packet, seen, ours, record)
        renewed = self._owners.outdated(place.photo_id, document_of(packet))
        if renewed is not None:
            change = replace(change, packet=with_document(change.packet, renewed))
        is_written = is_new or change.packet.data != packet.data
        if is_written:
            photo = os.path.join(place.directory, place.name)
            refusal = self._guard.refusal_at(place.photo_id, photo)
            if refusal is not None:
                raise SidecarError(refusal)
        stamp = replace_sidecar(path, change.packet, seen) if is_written else seen
        assert stamp is not None
        after = SidecarRecord(
            os.path.basename(path),
            # A file that another program changed is still to be read, whatever was written to it.
            stamp.modified_ns if self._is_read(record, seen) else 0,
            stamp.size,
            change.rating,
            change.keywords,
            change.albums,
            photo_id=place.photo_id,
            document=document_of(change.packet),
            facts=record.facts,
            is_described=record.is_described or is_new,
        )
        return after, is_written

    def _own_name(
        self, place: PhotoPlace, batch: Batch, records: Mapping[int, SidecarRecord]
    ) -> str | None:
        """The name of a photo's sidecar; one that it shares with other pictures is asked."""
        assert batch.names is not None, "a batch that is away is not written"
        candidate = batch.names.candidate(place.name)
        if candidate is None or candidate[1] is Standing.OWN:
            return None if candidate is None else candidate[0]
        try:
            found = read_sidecar(os.path.join(place.directory, candidate[0]))
            owner = self._owner(place, batch, found, records)
        except SidecarError:
            return batch.names.find(place.name)
        return None if owner in (Owner.SIBLING, Owner.UNCLEAR) else candidate[0]

    def _owner(
        self,
        place: PhotoPlace,
        batch: Batch,
        found: Sidecar,
        records: Mapping[int, SidecarRecord],
    ) -> Owner:
        return self._owners.owner(place, batch, found.packet, found.stamp, records)

    def _is_read(self, record: SidecarRecord, seen: Stamp | None) -> bool:
        return seen is None or (seen.modified_ns, seen.size) == (record.modified_ns, record.size)

    def _new_packet(self, place: PhotoPlace, path: str) -> XmpPacket:
        content = self._catalog.albums.hashes([place.photo_id]).get(place.photo_id, b"")
        return new_packet(os.path.basename(path), content_document(content), place.name)

    def _says_anything(self, ours: OurSide) -> bool:
        chosen = self._chosen
        return bool(
            (chosen.sidecar_ratings and ours.rating)
            or (chosen.sidecar_tags and ours.tags)
            or (chosen.sidecar_albums and ours.albums)
        )


def _failed(
    record: SidecarRecord, name: str, path: str, error: SidecarError, report: SidecarReport
) -> SidecarRecord:
    report.failures.append(FileFailure(path, error.told))
    return replace(record, name=name, problem=error.told)
