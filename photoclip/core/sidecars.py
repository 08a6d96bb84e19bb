"""What sidecars and the library say of photos, and how the two are brought together.

A three-way merge: what both agreed on last is remembered, so a difference tells which side has
changed. Where both have, the later word counts: the person's here against the file's time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from photoclip.core.files import FileFailure

ALBUMS = "Albums"
"""The root that album names get among hierarchical keywords."""

BEST = 5


@dataclass(frozen=True, slots=True)
class SidecarFacts:
    """When and where a picture was taken, by its sidecar.

    taken_at: local time, without a zone. latitude, longitude: degrees (WGS 84), both or none.
    """

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None


NO_FACTS = SidecarFacts()


@dataclass(frozen=True, slots=True)
class SidecarRecord:
    """What is remembered of one photo file's sidecar.

    name: of the sidecar, in the directory of the photo. modified_ns, size: when it was read or
    written last; 0 where there was none. rating, keywords, albums: what both sides agreed on.
    wanted: what was to be written last, as text. problem: why it could not be, or "".
    photo_id: the photo with which it was agreed on, None for none; the file may hold another one
    by now. document: what the sidecar itself says whose it is (xmpMM:DocumentID), or "".
    is_described: whether date and place were looked for.
    """

    name: str = ""
    modified_ns: int = 0
    size: int = 0
    rating: int | None = None
    keywords: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    wanted: str = ""
    problem: str = ""
    photo_id: int | None = None
    document: str = ""
    facts: SidecarFacts = NO_FACTS
    is_described: bool = False


@dataclass(slots=True)
class SidecarReport:
    """What a run over sidecars did.

    photos: looked at. written, made: files changed, and new ones among them. read: sidecars that
    were understood. imported: photos that changed by it. away: photos in folders that are away.
    skipped: keywords that cannot be names of tags.
    """

    photos: int = 0
    written: int = 0
    made: int = 0
    read: int = 0
    imported: int = 0
    away: int = 0
    skipped: int = 0
    failures: list[FileFailure] = field(default_factory=list)
    was_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class SidecarStatus:
    """known: photo files whose sidecar was read or written. problems: those that failed last."""

    known: int
    problems: tuple[FileFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedRating:
    """What either side is to hold. file: as stored, None for nothing."""

    ours: int
    file: int | None


def merge_rating(
    agreed: int | None, ours: int, file: int | None, *, is_ours_newer: bool
) -> MergedRating:
    """ours: 0 to 5, 0 for none. agreed, file: -1 (rejected) to 5, None for none."""
    if stars(file) == ours:
        return MergedRating(ours, file)
    have_we_changed, has_file_changed = ours != stars(agreed), file != agreed
    if have_we_changed and (is_ours_newer or not has_file_changed):
        return MergedRating(ours, ours)
    return MergedRating(stars(file), file)


def stars(rating: int | None) -> int:
    """A rating of a sidecar as the library counts: none and rejected are 0."""
    return max(0, rating or 0)


@dataclass(frozen=True, slots=True)
class MergedNames:
    """Keys that are to be added to and taken from either side."""

    to_ours: frozenset[str]
    off_ours: frozenset[str]
    to_file: frozenset[str]
    off_file: frozenset[str]


def merge_names(
    agreed: Collection[str],
    ours: Collection[str],
    file: Collection[str],
    is_ours_newer: Callable[[str], bool],
) -> MergedNames:
    """What was agreed on and is missing on one side was taken off there; else it is new here.

    is_ours_newer: whether the person's word here on a key is later than the file.
    """
    agreed, ours, file = frozenset(agreed), frozenset(ours), frozenset(file)
    only_ours, only_file = ours - file, file - ours
    back = frozenset(one for one in only_ours & agreed if is_ours_newer(one))
    refused = frozenset(one for one in only_file - agreed if is_ours_newer(one))
    return MergedNames(
        to_ours=only_file - agreed - refused,
        off_ours=(only_ours & agreed) - back,
        to_file=(only_ours - agreed) | back,
        off_file=only_file & agreed,
    )


def album_keyword(names: Collection[str]) -> str:
    """An album as a hierarchical keyword of Lightroom. names: from the top to the album."""
    return "|".join((ALBUMS, *(one.replace("|", "-") for one in names)))


def levels(keyword: str, separator: str = "|") -> list[str]:
    """The levels of a hierarchical keyword, from the top."""
    return [one.strip() for one in re.split(re.escape(separator), keyword) if one.strip()]
