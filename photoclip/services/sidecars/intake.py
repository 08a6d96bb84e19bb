"""What sidecars bring to the library: ratings, and keywords as a person's word on tags."""

from __future__ import annotations

from dataclasses import replace

from photoclip.catalog.database import Catalog
from photoclip.catalog.tags import Decisions
from photoclip.core.config import Preferences
from photoclip.core.label_file import format_labels
from photoclip.core.labels import LONGEST_NAME
from photoclip.core.sidecars import SidecarRecord, SidecarReport, merge_names, merge_rating
from photoclip.core.tagging import Decision
from photoclip.media.xmp import XmpPacket
from photoclip.services.sidecars.sides import (
    OurSide,
    PhotoPlace,
    is_later,
    keyword_key,
    keywords_of,
)
from photoclip.services.tags import label_sets
from photoclip.services.tags.label_sets import LabelSetStore


def is_tag_name(keyword: str) -> bool:
    """Whether a keyword can be the name of a tag."""
    return len(keyword) <= LONGEST_NAME and keyword.replace("\u200d", "").isprintable()


class SidecarIntake:
    """Gathers from one sidecar after the other. ratings: new ones, by photo id."""

    def __init__(self, catalog: Catalog, store: LabelSetStore, chosen: Preferences) -> None:
        self._catalog = catalog
        self._store = store
        self._chosen = chosen
        self._labels = store.load()
        self._new_names: dict[str, str] = {}
        self._tags: dict[tuple[int, str], Decision | None] = {}
        self.ratings: dict[int, int] = {}

    def take_in(
        self,
        place: PhotoPlace,
        ours: OurSide,
        record: SidecarRecord,
        packet: XmpPacket,
        modified_ns: int,
        report: SidecarReport,
    ) -> SidecarRecord:
        """Gather what a photo's own sidecar says; what both sides agree on then.

        modified_ns: of the sidecar. Keywords that cannot be names of tags are told in the report.
        """
        if self._chosen.sidecar_ratings:
            is_newer = is_later(ours.rated_at, modified_ns)
            merged = merge_rating(record.rating, ours.rating, packet.rating, is_ours_newer=is_newer)
            if merged.ours != ours.rating:
                self.ratings[place.photo_id] = merged.ours
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
        usable = {key for key in names.to_ours if is_tag_name(file[key])}
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

    def decisions(
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
