"""Search results under quiet headings: strong, likely, and weaker ones folded away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QCoreApplication

from photoclip.core.models import PhotoIds, SearchHit
from photoclip.gui import words
from photoclip.gui.grid_layout import Section

STRONG, LIKELY, WEAK = "strong", "likely", "weak"
BANDS = (STRONG, LIKELY, WEAK)
CLOSEST = 3
MOST_PULLED = 8
"""Steps of the cut-off to either side."""

LOG_ODDS_PER_STEP = 0.4
_SURE = 1e-6


@dataclass(frozen=True, slots=True)
class BandedHits:
    """Search hits by band, the strongest band first, each in the order of the search.

    One group of band "" where the search has no bands: a search by picture, no calibration.
    """

    groups: tuple[tuple[str, tuple[SearchHit, ...]], ...]
    closest: tuple[SearchHit, ...] = field(default=())
    """The first few where nothing matches; empty otherwise."""

    @property
    def has_bands(self) -> bool:
        """Whether the search says how strong its results are."""
        return any(name for name, _ in self.groups)

    @property
    def hits(self) -> tuple[SearchHit, ...]:
        """The hits as they are shown."""
        return self.closest or tuple(hit for _, some in self.groups for hit in some)

    @property
    def ids(self) -> PhotoIds:
        """The photos as they are shown, int64 (n,)."""
        return np.array([hit.photo_id for hit in self.hits], np.int64)

    def count(self, band: str) -> int:
        """How many results are in a band."""
        return next((len(some) for name, some in self.groups if name == band), 0)


def banded(hits: Sequence[SearchHit], cut_off: float | None = None) -> BandedHits:
    """The hits in their bands, after a person pulled the cut-off.

    cut_off: the least probability of what matches, where a person moved it; the line between
    strong and likely stays unless it would lie below. A hit without probability keeps its band.
    """
    if not any(hit.band for hit in hits):
        return BandedHits((("", tuple(hits)),))
    found: dict[str, list[SearchHit]] = {name: [] for name in BANDS}
    for hit in hits:
        band = _band_of(hit, cut_off)
        if band in found:
            found[band].append(hit)
    groups = tuple((name, tuple(found[name])) for name in BANDS if found[name])
    is_nothing = not found[STRONG] and not found[LIKELY]
    return BandedHits(groups, tuple(hits[:CLOSEST]) if is_nothing else ())


def pulled_cut_off(cut_off: float, steps: int) -> float:
    """A cut-off some steps towards more (positive) or fewer results, in [0, 1].

    Each step is the same distance in log-odds, so that it does as much near 1 as in the middle.
    """
    sure = min(max(cut_off, _SURE), 1 - _SURE)
    odds = math.log(sure / (1 - sure)) - steps * LOG_ODDS_PER_STEP
    return 1 / (1 + math.exp(-odds))


def sections_of(banded_hits: BandedHits, *, is_weak_open: bool) -> list[Section]:
    """The headings over the photos of a search; none for a search without bands."""
    if not banded_hits.has_bands:
        return []
    if banded_hits.closest:
        title = QCoreApplication.translate("Bands", "The closest")
        return [Section(title, 0, len(banded_hits.closest), is_dimmed=True)]
    made, first = [], 0
    for name, some in banded_hits.groups:
        is_weak = name == WEAK
        made.append(
            Section(
                _title(name),
                first,
                len(some),
                words.number(len(some)),
                is_folded=is_weak and not is_weak_open,
                is_foldable=is_weak,
            )
        )
        first += len(some)
    return made


def summary_of(banded_hits: BandedHits) -> str:
    """How many photos match, and how well, in one line."""
    if banded_hits.closest:
        return ""
    strong, likely = banded_hits.count(STRONG), banded_hits.count(LIKELY)
    count = strong + likely
    text = words.grouped(QCoreApplication.translate("Bands", "%n matches", "", count), count)
    if strong and likely:
        said = QCoreApplication.translate("Bands", "{strong} of them strong")
        text += " · " + said.format(strong=words.number(strong))
    elif strong:
        text += " · " + QCoreApplication.translate("Bands", "all strong")
    return text


def told(band: str) -> str:
    """A band in words, for one photo."""
    return {
        STRONG: QCoreApplication.translate("Bands", "Strong match"),
        LIKELY: QCoreApplication.translate("Bands", "Likely match"),
        WEAK: QCoreApplication.translate("Bands", "Weaker match"),
    }.get(band, "")


def _title(band: str) -> str:
    return {
        STRONG: QCoreApplication.translate("Bands", "Strong matches"),
        LIKELY: QCoreApplication.translate("Bands", "Likely"),
        WEAK: QCoreApplication.translate("Bands", "Weaker matches"),
    }[band]


def _band_of(hit: SearchHit, cut_off: float | None) -> str:
    band = str(hit.band or WEAK)
    if cut_off is None or hit.probability is None:
        return band
    if hit.probability >= cut_off:
        return STRONG if band == STRONG else LIKELY
    return WEAK if band in (STRONG, LIKELY) else band
