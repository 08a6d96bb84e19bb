"""Turns cosines into probabilities, for each model in its own way.

A model trained with the pairwise sigmoid loss (Zhai et al. 2023, "Sigmoid Loss for Language Image
Pre-Training", section 3.2) carries a scale and a bias; their logit is the evidence. Models that
were trained with a softmax have no such zero, so a cosine is measured against what a fixed bank
of background prompts reaches in the same library. Platt scaling (Platt 1999, "Probabilistic
Outputs for Support Vector Machines") then makes probabilities of what is known of the search and
of the evidence. docs/relevance.md says how it was fitted and what it reaches.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.core.errors import ModelError
from photoclip.core.models import Scores
from photoclip.relevance.bands import Thresholds
from photoclip.relevance.logistic import log_odds, logistic
from photoclip.relevance.queries import QueryKind

Probabilities = npt.NDArray[np.float64]

FEATURES = ("best", "photos", "gap", "named", "mean", "spread", "skew", "kin")
"""What tells whether the thing is in the library at all, the same for all photos of a search.

best: the evidence of the best photo. photos: log10 of their number, since the best of many is high
by chance. gap: by how much the best photo leads, up to MAX_GAP, since chance hits stand alone.
named: the mean of the best evidence of each word that a phrase or sentence names. mean, spread,
skew: of the query's evidence over the library. A text that the model knows well varies much from
photo to photo, one about things of this kind of library lies high in all of them, and where some
photos show the thing the upper tail is long; a cosine that is high by chance has none of these.
kin: what the labels around the query reach.
"""

MAX_GAP = 0.5
FARTHEST, WIDEST, MOST_SKEWED = 15.0, 5.0, 3.0
"""Evidence, its spread over a library and the skew of it beyond these count as these: nothing was
measured there, and in a library of very like photos a deviation of the background may be next to
nothing."""

_FEWEST, _MOST = 50, 10_000
"""Numbers of photos beyond these count as these: nothing was measured there."""

_GENERAL_FILE = "general.json"


@dataclass(frozen=True, slots=True)
class EvidenceScale:
    """evidence = factor · cosine + offset.

    With a trained bias these are exp(logit_scale) and logit_bias. Without one they come from
    the background: ``from_background``.
    """

    factor: float
    offset: float

    @classmethod
    def trained(cls, logit_scale: float, logit_bias: float) -> EvidenceScale:
        """The scale of a model trained with the sigmoid loss. logit_scale: natural logarithm."""
        return cls(math.exp(logit_scale), logit_bias)

    @classmethod
    def from_background(cls, tops: Scores) -> EvidenceScale:
        """How far above the usual a cosine is, in robust standard deviations.

        tops: float32 (m,), the best cosine in the library of each background prompt. Median and
        median absolute deviation, since some of the prompts may well be true of a photo.
        """
        median = float(np.median(tops))
        spread = 1.4826 * float(np.median(np.abs(tops - median)))
        factor = 1.0 / max(spread, 1e-3)
        return cls(factor, -factor * median)

    def evidence(self, cosines: npt.ArrayLike) -> Probabilities:
        """float64 (n,) of cosines (n,)."""
        return self.factor * np.asarray(cosines, np.float64) + self.offset


@dataclass(frozen=True, slots=True)
class Spread:
    """How a query's cosine is spread over a library: mean, standard deviation, and skewness, the
    mean of the third power of the standardised cosine."""

    mean: float
    deviation: float
    skew: float

    @classmethod
    def of(cls, cosines: npt.ArrayLike) -> Spread:
        """cosines: (n,), of the library's photos or a sample of them; n ≥ 1."""
        given = np.asarray(cosines, np.float64)
        mean, deviation = float(given.mean()), float(given.std())
        skew = float((((given - mean) / max(deviation, 1e-9)) ** 3).mean())
        return cls(mean, deviation, skew)


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What is known of one search beside the cosine of a photo.

    photos: in the library. best, second: the highest cosines of the query. named: the mean, over
    the words that a sentence names, of the highest cosine of the word; ``best`` for other queries.
    kin: the cosine expected by the labels around the query, see kin.py; ``best`` where none are
    known.
    """

    kind: QueryKind
    scale: EvidenceScale
    photos: int
    best: float
    second: float
    named: float
    spread: Spread
    kin: float

    def features(self) -> tuple[float, ...]:
        """In the order of FEATURES."""
        given = (self.best, self.second, self.named, self.spread.mean, self.kin)
        evidence = np.clip(self.scale.evidence(given), -FARTHEST, FARTHEST)
        best, second, named, mean, kin = evidence.tolist()
        photos = math.log10(min(max(self.photos, _FEWEST), _MOST))
        gap = min(max(best - second, 0.0), MAX_GAP)
        # Of a handful of photos one that is true makes the spread large by itself.
        handful = min(1.0, math.sqrt(self.photos / _FEWEST))
        spread = min(self.scale.factor * self.spread.deviation, WIDEST) * handful
        skew = min(max(self.spread.skew, -MOST_SKEWED), MOST_SKEWED) * handful
        return (best, photos, gap, named, mean, spread, skew, kin)


@dataclass(frozen=True, slots=True)
class TwoStepPlatt:
    """The parameters for one kind of query, with the thresholds of its bands.

    A photo shows the thing with the probability that the thing is in the library at all, times
    the probability that, if so, this photo shows it: two logistic functions. Of a sum of both
    their logits a thing that is surely there would lift every photo above the fold.

    there: one weight for each of FEATURES. evidence, behind: of a photo's evidence, and of its
    distance to the best photo's, which is zero or less; at least zero, one of them above.
    """

    there: tuple[float, ...]
    there_intercept: float
    evidence: float
    behind: float
    intercept: float
    thresholds: Thresholds

    def probabilities(self, cosines: npt.ArrayLike, context: SearchContext) -> Probabilities:
        """float64 (n,) in [0, 1]: how likely the query is true of each photo."""
        evidence = context.scale.evidence(cosines)
        behind = evidence - context.scale.evidence(context.best)
        shown = self.evidence * evidence + self.behind * behind + self.intercept
        found: Probabilities = self._there(context) * logistic(shown)
        return found

    def line(self, context: SearchContext, *, is_there: bool = False) -> tuple[float, float]:
        """(factor, offset): factor · cosine + offset is the logit of a photo, exact for the best
        one. Below it a photo falls at least as fast as the model was trained to say.

        is_there: the person says that the thing is in the library, so only which photos show it
        is asked.
        """
        best = float(self.probabilities([context.best], context)[0])
        if is_there:
            best /= self._there(context)
        factor = max(self.evidence + self.behind, 1.0) * context.scale.factor
        return factor, log_odds(best) - factor * context.best

    def _there(self, context: SearchContext) -> float:
        logit = float(np.dot(self.there, context.features())) + self.there_intercept
        # Never quite zero, where all photos would be alike.
        return max(float(logistic(logit)), 1e-9)

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> TwoStepPlatt:
        """Raises ValueError, KeyError or TypeError when something is missing or senseless."""
        there, shown = found["there"], found["shown"]
        made = cls(
            tuple(float(there.get(name, 0.0)) for name in FEATURES),
            float(there["intercept"]),
            float(shown["evidence"]),
            float(shown["behind"]),
            float(shown["intercept"]),
            Thresholds(**{key: float(value) for key, value in found["bands"].items()}),
        )
        numbers = (*made.there, made.there_intercept, made.intercept, made.evidence, made.behind)
        if not all(map(math.isfinite, numbers)):
            raise ValueError("a weight is not finite")
        if min(made.evidence, made.behind) < 0 or not made.evidence + made.behind > 0:
            raise ValueError("more evidence must not make a photo less likely")
        return made


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a model's cosines become probabilities, by the kind of query.

    is_trained_scale: evidence is the trained logit; otherwise it is measured against background.
    """

    is_trained_scale: bool
    kinds: Mapping[QueryKind, TwoStepPlatt]

    def probabilities(self, cosines: npt.ArrayLike, context: SearchContext) -> Probabilities:
        """float64 (n,) in [0, 1] of cosines (n,), monotone in them."""
        return self.kinds[context.kind].probabilities(cosines, context)

    @property
    def weighs_kin(self) -> bool:
        """Whether the labels around a query count."""
        return any(one.there[FEATURES.index("kin")] for one in self.kinds.values())

    def thresholds(self, kind: QueryKind) -> Thresholds:
        """The bands for one kind of query."""
        return self.kinds[kind].thresholds

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Calibration:
        """Raises ValueError, KeyError or TypeError when something is missing or senseless."""
        if found["evidence"] not in ("trained", "background"):
            raise ValueError(f"unknown evidence {found['evidence']!r}")
        kinds = {kind: TwoStepPlatt.from_json(found["kinds"][kind]) for kind in QueryKind}
        return cls(found["evidence"] == "trained", kinds)


def load_calibration(resources: Path, model_key: str) -> Calibration:
    """The parameters fitted for this very model, or else the general ones.

    resources: folder with ``calibration/``. model_key: as vectors are stored under. Raises
    ModelError when a file cannot be read.
    """
    folder = resources / "calibration"
    own = folder / f"{model_key.split('-', maxsplit=1)[0]}.json"
    try:
        if own.is_file():
            found = json.loads(own.read_text(encoding="utf-8"))
            if found["model"] == model_key:
                return Calibration.from_json(found)
        return Calibration.from_json(
            json.loads((folder / _GENERAL_FILE).read_text(encoding="utf-8"))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The calibration of {model_key} cannot be read: {error}.", "Install PhotoClip again."
        ) from error
