"""Search results under quiet headings: strong, likely, and weaker ones folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from photoclip.core.models import Band, PhotoIds, SearchHit
from photoclip.gui.grid.layout import Section
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.relevance.bands import Thresholds

BANDS = (Band.STRONG, Band.LIKELY, Band.WEAK)
CLOSEST = 3


@dataclass(frozen=True, slots=True)
class BandedHits:
    """Search hits by band, the strongest band first, each in the order of the search.

    One group of band "" where the search has no bands: a search by picture, no calibration.
    """

    groups: tuple[tuple[str, tuple[SearchHit, ...]], ...]
    closest: tuple[SearchHit, ...] = field(default=())
    """The first few where nothing matches; empty otherwise."""
    has_bands: bool = False
    """Whether the search says how strong its results are."""

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """The hits as they are shown."""
        return self.closest or tuple(hit for _, some in self.groups for hit in some)

    @property
    def ids(self) -> PhotoIds:
        """The photos as they are shown, int64 (n,)."""
        return np.array([hit.photo_id for hit in self.hits], np.int64)

    @property
    def matching(self) -> int:
        """How many results are above the fold."""
        return self.count(Band.STRONG) + self.count(Band.LIKELY)

    def count(self, band: str) -> int:
        """How many results are in a band."""
        return next((len(some) for name, some in self.groups if name == band), 0)


def banded(hits: Sequence[SearchHit], thresholds: Thresholds | None = None) -> BandedHits:
    """The hits in their bands.

    thresholds: where the bands begin, if they are to begin elsewhere than the search put them.
    A hit without probability keeps its band; one in no band is shown where nothing matches only.
    """
    if not any(hit.band for hit in hits):
        return BandedHits((("", tuple(hits)),))
    found: dict[str, list[SearchHit]] = {name: [] for name in BANDS}
    for hit in hits:
        band = hit.band
        if thresholds is not None and hit.probability is not None:
            band = thresholds.band(hit.probability)
        if band in found:
            found[band].append(hit)
    groups = tuple((name, tuple(found[name])) for name in BANDS if found[name])
    is_nothing = not found[Band.STRONG] and not found[Band.LIKELY]
    return BandedHits(groups, tuple(hits[:CLOSEST]) if is_nothing else (), has_bands=True)


def sections_of(
    banded_hits: BandedHits, *, is_weak_open: bool, is_cut: bool = False
) -> list[Section]:
    """The headings over the photos of a search; none for a search without bands.

    is_cut: more photos were found than there are hits, so the last band has more.
    """
    if not banded_hits.has_bands:
        return []
    if banded_hits.closest:
        title = QCoreApplication.translate("Bands", "The closest")
        return [Section(title, 0, len(banded_hits.closest), is_dimmed=True)]
    made, first = [], 0
    for name, some in banded_hits.groups:
        is_more = is_cut and name == banded_hits.groups[-1][0]
        is_weak = name == Band.WEAK
        made.append(
            Section(
                _title(Band(name)),
                first,
                len(some),
                words.number(len(some)) + ("+" if is_more else ""),
                is_folded=is_weak and not is_weak_open,
                is_foldable=is_weak,
            )
        )
        first += len(some)
    return made


def summary_of(banded_hits: BandedHits, counted: str) -> str:
    """How many photos match, and how well, in one line. counted: how many, in words."""
    if banded_hits.closest:
        return ""
    strong, likely = banded_hits.count(Band.STRONG), banded_hits.count(Band.LIKELY)
    text = counted
    if strong and likely:
        said = QCoreApplication.translate("Bands", "{strong} of them strong")
        text += " · " + said.format(strong=words.number(strong))
    elif strong:
        text += " · " + QCoreApplication.translate("Bands", "all strong")
    return text


def told(band: Band | None) -> str:
    """A band in words, for one photo."""
    said = {
        Band.STRONG: QCoreApplication.translate("Bands", "Strong match"),
        Band.LIKELY: QCoreApplication.translate("Bands", "Likely match"),
        Band.WEAK: QCoreApplication.translate("Bands", "Weaker match"),
    }
    return "" if band is None else said[band]


def _title(band: Band) -> str:
    return {
        Band.STRONG: QCoreApplication.translate("Bands", "Strong matches"),
        Band.LIKELY: QCoreApplication.translate("Bands", "Likely"),
        Band.WEAK: QCoreApplication.translate("Bands", "Weaker matches"),
    }[band]
