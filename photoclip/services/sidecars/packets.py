"""What becomes of a sidecar's packet when the library's word is brought into it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from photoclip.core.config import Preferences
from photoclip.core.labels import LabelSet
from photoclip.core.sidecars import (
    ALBUMS,
    MergedNames,
    SidecarRecord,
    levels,
    merge_names,
    merge_rating,
)
from photoclip.media.sidecar import Stamp
from photoclip.media.xmp import HIERARCHY, SUBJECT, TAGS_LIST, TREES, XmpPacket
from photoclip.media.xmp_changes import with_items, with_rating
from photoclip.media.xmp_tree import Name
from photoclip.services.sidecars.sides import OurSide, is_later, keyword_key, keywords_of


@dataclass(frozen=True, slots=True)
class ChangedPacket:
    """What becomes of one packet, and what both sides agree on then."""

    packet: XmpPacket
    rating: int | None
    keywords: tuple[str, ...]
    albums: tuple[str, ...]


class PacketWriter:
    """Brings tags, rating and albums into one packet after the other. chosen: which of them."""

    def __init__(self, labels: LabelSet, chosen: Preferences) -> None:
        self._labels = labels
        self._chosen = chosen

    def changed(
        self, packet: XmpPacket, seen: Stamp | None, ours: OurSide, record: SidecarRecord
    ) -> ChangedPacket:
        """The packet as it is to be. seen: what it was when it was read, None for a new one.

        Raises SidecarError.
        """
        modified_ns = seen.modified_ns if seen else 0
        rating, keywords, albums = record.rating, record.keywords, record.albums
        if self._chosen.sidecar_ratings:
            is_newer = is_later(ours.rated_at, modified_ns)
            merged = merge_rating(rating, ours.rating, packet.rating, is_ours_newer=is_newer)
            if merged.file != packet.rating:
                packet = with_rating(packet, merged.file)
            if merged.ours == ours.rating:
                rating = merged.file
        if self._chosen.sidecar_tags:
            packet, keywords = self._with_tags(packet, modified_ns, ours, record)
        if self._chosen.sidecar_albums:
            packet, albums = _with_albums(packet, ours.albums, albums)
        return ChangedPacket(packet, rating, keywords, albums)

    def _with_tags(
        self, packet: XmpPacket, modified_ns: int, ours: OurSide, record: SidecarRecord
    ) -> tuple[XmpPacket, tuple[str, ...]]:
        labels = self._labels
        file = keywords_of(packet, record, ours, labels)
        agreed = {keyword_key(labels, one): one for one in record.keywords}
        merged = merge_names(
            agreed,
            ours.tags,
            file,
            lambda key: (
                is_later(ours.decided_at[key], modified_ns) if key in ours.decided_at else False
            ),
        )
        # A label that was taken out of use is no word on any photo: its keywords stay.
        off_file = frozenset(one for one in merged.off_file if one.startswith("label "))
        merged = replace(merged, off_file=off_file)
        packet = self._with_names(
            packet, merged, [ours.tags[one] for one in sorted(merged.to_file)]
        )
        kept = {key: one for key, one in agreed.items() if key not in merged.off_file}
        kept |= {key: ours.tags[key] for key in merged.to_file}
        alive = {key: one for key, one in kept.items() if key in file or key in ours.tags}
        return packet, tuple(alive.values())

    def _with_names(self, packet: XmpPacket, merged: MergedNames, added: list[str]) -> XmpPacket:
        """In dc:subject, and as first-level keywords in the hierarchical properties."""
        if not added and not merged.off_file:
            return packet
        flat = packet.items(SUBJECT)

        def is_off(keyword: str) -> bool:
            return keyword_key(self._labels, keyword) in merged.off_file

        packet = with_items(packet, SUBJECT, added, [one for one in flat if is_off(one)])
        for name, separator in _trees(packet):
            items = packet.items(name)
            parts = {one: levels(one, separator) for one in items}
            ends = {keyword_key(self._labels, one[-1]) for one in parts.values() if one}
            # Programs that find this property look at no other, so all keywords are put there.
            first = [] if items else [one for one in flat if not is_off(one)]
            fresh = [one for one in added if keyword_key(self._labels, one) not in ends]
            more = [one.replace(separator, "-") for one in (*first, *fresh)]
            off = [
                item for item, one in parts.items() if one and one[0] != ALBUMS and is_off(one[-1])
            ]
            packet = with_items(packet, name, more if added else (), off)
        return packet


def _hierarchies(packet: XmpPacket) -> list[tuple[Name, str]]:
    """Lightroom's is made where it is missing, and digiKam reads it; digiKam's own is kept up."""
    return [(HIERARCHY, "|"), *([(TAGS_LIST, "/")] if packet.has(TAGS_LIST) else [])]


def _trees(packet: XmpPacket) -> list[tuple[Name, str]]:
    """Every property that keywords are read from, so that one taken out is nowhere left."""
    return [one for one in TREES if one[0] == HIERARCHY or packet.has(one[0])]


def _with_albums(
    packet: XmpPacket, ours: Collection[str], agreed: Collection[str]
) -> tuple[XmpPacket, tuple[str, ...]]:
    """Only albums that were written from here are taken out again."""
    added = [one for one in ours if one not in agreed]
    removed = [one for one in agreed if one not in ours]
    if not added and not removed:
        return packet, tuple(agreed)
    for name, separator in _hierarchies(packet):
        items = packet.items(name)
        first = list(packet.items(SUBJECT)) if added and not items else []
        more, off = (
            [
                separator.join(levels(one.replace("/", "-") if separator == "/" else one))
                for one in some
            ]
            for some in (added, removed)
        )
        packet = with_items(packet, name, [*first, *more], off)
    return packet, tuple(ours)
