"""Whose a sidecar is: of the picture beside it, of another one beside it, or of another content.

A sidecar stays where it is when its picture is replaced, renamed or deleted, and then lies beside
a picture that it never spoke of. What it says is offered then, and given to nobody.
"""

from __future__ import annotations

import enum
import os
import re
import uuid
from collections.abc import Mapping

from photoclip.catalog.database import Catalog
from photoclip.core.sidecars import SidecarRecord
from photoclip.core.wording import Message
from photoclip.media.sidecar import Stamp, Standing, possible_names
from photoclip.media.xmp import XmpPacket
from photoclip.media.xmp_facts import document_of, documents_of, extension_of
from photoclip.services.sidecars.sides import Batch, PhotoPlace

_OF_CONTENT = re.compile(
    r"xmp\.did:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
"""A UUID of version 5 (RFC 9562) is made of a name, here of a content: of a known one or another.
Other programs take random ones."""


class Owner(enum.Enum):
    """Whose a sidecar is, in the eyes of one picture beside it.

    THIS: its own. SIBLING: of another picture beside it. UNCLEAR: of this or of a sibling.
    OTHER_CONTENT: of a content that is not this picture's.
    """

    THIS = enum.auto()
    SIBLING = enum.auto()
    UNCLEAR = enum.auto()
    OTHER_CONTENT = enum.auto()


def content_document(content_hash: bytes) -> str:
    """The DocumentID that PhotoClip writes for a content, so that copies agree."""
    return f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_OID, content_hash.hex())}"


def unclear(name: str) -> Message:
    """Why a sidecar gives nothing that several pictures share."""
    return Message(
        "It is not clear to which picture the sidecar {name} belongs, so nothing was taken from "
        "it. Name it after the whole name of its picture, such as photo.jpg.xmp.",
        name=name,
    )


def of_another(name: str) -> Message:
    """Why a sidecar gives nothing that belongs to another content."""
    return Message(
        "The sidecar {name} belongs to another picture than the one beside it, so it is neither "
        "read nor written. What it says is offered under “Offered marks”.",
        name=name,
    )


class SidecarOwners:
    """Asked for one sidecar after the other."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def owner(
        self,
        place: PhotoPlace,
        batch: Batch,
        packet: XmpPacket,
        stamp: Stamp,
        records: Mapping[int, SidecarRecord],
    ) -> Owner:
        """Whose the sidecar is that the names of a batch have for a photo.

        records: what is remembered of the photos of the batch, by file id.
        """
        assert batch.names is not None, "what was read has a name"
        found = batch.names.candidate(place.name)
        assert found is not None, "what was read has a name"
        name, standing = found
        record = records.get(place.file_id, SidecarRecord())
        if standing is not Standing.OWN:
            owner = self._among_siblings(place, batch, packet, found, records)
            if owner is not Owner.THIS:
                return owner
        is_other = self._is_of_another_content(place, packet, name, stamp, record)
        return Owner.OTHER_CONTENT if is_other else Owner.THIS

    def outdated(self, photo_id: int, document: str) -> str | None:
        """The DocumentID of what a photo is now, where a sidecar has that of what it was before an
        edit: a library that is made anew would take it for another picture's."""
        if not _OF_CONTENT.fullmatch(document):
            return None
        relatives = self._catalog.sidecars.relatives(photo_id)
        now = content_document(relatives.get(photo_id, b""))
        known = {content_document(one) for one in relatives.values()}
        return now if document in known and document != now else None

    def _among_siblings(
        self,
        place: PhotoPlace,
        batch: Batch,
        packet: XmpPacket,
        found: tuple[str, Standing],
        records: Mapping[int, SidecarRecord],
    ) -> Owner:
        """By its own word, by the names, and by whose it was before a second picture came."""
        names, standing = batch.names, found[1]
        assert names is not None, "what was read has a name"
        if extension := extension_of(packet):
            is_meant = names.is_meant(place.name, extension)
            if is_meant is not None:
                return Owner.THIS if is_meant else Owner.SIBLING
            return Owner.UNCLEAR
        if standing is Standing.ALONE:
            return Owner.THIS
        if standing is Standing.RIVAL:
            return Owner.SIBLING
        for one in batch.places:
            record = records.get(one.file_id)
            if _is_agreed(record, one, found[0]) and names.candidate(one.name) == found:
                return Owner.THIS if one.file_id == place.file_id else Owner.SIBLING
        return Owner.UNCLEAR

    def _is_of_another_content(
        self, place: PhotoPlace, packet: XmpPacket, name: str, stamp: Stamp, record: SidecarRecord
    ) -> bool:
        relatives = self._catalog.sidecars.relatives(place.photo_id)
        document = document_of(packet)
        is_known = record.photo_id in relatives
        is_same_name = is_known and record.name == name
        if is_same_name and (not record.is_described or record.document == document):
            return False
        own = {content_document(one) for one in relatives.values()}
        documents = documents_of(packet)
        if document in own:
            return False
        if any(_OF_CONTENT.fullmatch(one) and one not in own for one in documents):
            return True
        if left := self._left_by(place, name, stamp, documents):
            return left.isdisjoint(relatives)
        if record.photo_id is None or is_known or record.name != name:
            return False
        # 0 stands for a sidecar that was written and not read yet.
        is_as_it_was = record.size == stamp.size and record.modified_ns in (0, stamp.modified_ns)
        return is_as_it_was or (document != "" and document == record.document)

    def _left_by(
        self, place: PhotoPlace, name: str, stamp: Stamp, documents: tuple[str, ...]
    ) -> set[int]:
        """The photos that had this sidecar and are gone from here: deleted, or moved without it."""
        known = self._catalog.sidecars
        seen = (name, stamp.modified_ns, stamp.size, documents)
        left = known.left_by(*seen)
        for photo_id, path in known.known_beside(place.file_id, *seen):
            directory, picture = os.path.split(path)
            is_its_name = name.lower() in possible_names(picture)
            if not is_its_name or not os.path.lexists(os.path.join(directory, name)):
                left.add(photo_id)
        return left


def _is_agreed(record: SidecarRecord | None, place: PhotoPlace, name: str) -> bool:
    """Whether a sidecar was found to be a photo's own, and it is still that photo."""
    return (
        record is not None
        and record.name == name
        and record.photo_id == place.photo_id
        and not record.problem
    )
