"""Results in bands, and the verdict whether anything matches at all."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Band, Match


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least probability of each band, in [0, 1]: strong ≥ likely ≥ weak.

    ``likely`` is the cut-off: what reaches it is above the fold, and where nothing does, nothing
    matches. Below ``weak`` a photo is in no band.
    """

    strong: float
    likely: float
    weak: float

    def __post_init__(self) -> None:
        if not 1.0 >= self.strong >= self.likely >= self.weak >= 0.0:
            raise ValueError(f"bands out of order: {self.strong}, {self.likely}, {self.weak}")

    def with_cut_off(self, cut_off: float) -> Thresholds:
        """The same with another cut-off; the other bands make way where they must."""
        cut_off = min(max(cut_off, 0.0), 1.0)
        return replace(
            self,
            strong=max(self.strong, cut_off),
            likely=cut_off,
            weak=min(self.weak, cut_off),
        )

    def band(self, probability: float) -> Band:
        """The band of one photo."""
        if probability >= self.strong:
            return Band.STRONG
        if probability >= self.likely:
            return Band.LIKELY
        return Band.WEAK if probability >= self.weak else Band.NONE

    def verdict(self, probabilities: npt.ArrayLike) -> Match:
        """Whether anything among probabilities (n,) is above the fold."""
        best = np.max(np.asarray(probabilities, np.float64), initial=-math.inf)
        return Match.FOUND if best >= self.likely else Match.NOTHING
