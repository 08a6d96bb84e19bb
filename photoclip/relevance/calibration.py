"""Turns cosines into probabilities, for each model in its own way.

A model trained with the pairwise sigmoid loss (Zhai et al. 2023, "Sigmoid Loss for Language Image
Pre-Training", section 3.2) carries a scale and a bias; their logit is the evidence. Other models
have no such zero, so a cosine is measured against what a fixed bank of background prompts reaches
in the same library. Platt scaling (Platt 1999, "Probabilistic Outputs for Support Vector
Machines") then makes a probability of the evidence and of what is known of query and library.
docs/relevance.md says how it was fitted and what it reaches.
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
from photoclip.core.models import Scores, Vectors
from photoclip.relevance.bands import Thresholds

Probabilities = npt.NDArray[np.float64]

FEATURES = ("mean", "deviation", "words", "photos")
"""What a calibration may weigh beside the evidence; the same for all photos of one search, so
that a higher cosine always means a higher probability."""

_SOFTMAX_FILE = "softmax.json"
_SIGMOID_FILE = "sigmoid.json"


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
class SearchContext:
    """What is known of one search beside the cosines of its hits.

    scale: the model's. words: in the query. photos: in the library. mean, deviation: of the
    query's cosines over the library (or a sample of it).
    """

    scale: EvidenceScale
    words: int
    photos: int
    mean: float
    deviation: float

    @classmethod
    def of(
        cls, scale: EvidenceScale, text: str, vector: Vectors, sample: Vectors, photos: int
    ) -> SearchContext:
        """vector: float32 (d,), the query's. sample: float32 (n, d), some of the library's."""
        cosines = sample @ vector if len(sample) else np.zeros(1, np.float32)
        return cls(scale, len(text.split()), photos, float(cosines.mean()), float(cosines.std()))

    def features(self) -> tuple[float, ...]:
        """In the order of FEATURES, on the scale of the evidence where they are cosines."""
        return (
            self.scale.factor * self.mean + self.scale.offset,
            self.scale.factor * self.deviation,
            math.log2(min(max(self.words, 1), 16)),
            math.log10(max(self.photos, 1)),
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling with its parameters and the thresholds of the bands.

    weight: of the evidence, above zero. weights: one for each of FEATURES.
    """

    weight: float
    weights: tuple[float, ...]
    intercept: float
    thresholds: Thresholds

    def line(self, context: SearchContext) -> tuple[float, float]:
        """The logit of a photo is factor · cosine + offset: (factor, offset)."""
        rest = float(np.dot(self.weights, context.features())) + self.intercept
        scale = context.scale
        return self.weight * scale.factor, self.weight * scale.offset + rest

    def probabilities(self, cosines: npt.ArrayLike, context: SearchContext) -> Probabilities:
        """float64 (n,) in [0, 1]: how likely the query is true of each photo."""
        factor, offset = self.line(context)
        logits = factor * np.asarray(cosines, np.float64) + offset
        # The logistic function by way of tanh, which cannot overflow.
        return 0.5 * (1.0 + np.tanh(0.5 * logits))

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Calibration:
        """Raises ValueError, KeyError or TypeError when something is missing or senseless."""
        weights = tuple(float(found["weights"].get(name, 0.0)) for name in FEATURES)
        weight = float(found["weights"]["evidence"])
        if not weight > 0 or not all(map(math.isfinite, (weight, *weights))):
            raise ValueError("the weight of the evidence must be above zero, and all finite")
        thresholds = Thresholds(**{key: float(value) for key, value in found["bands"].items()})
        return cls(weight, weights, float(found["intercept"]), thresholds)


def load_calibration(resources: Path, model_key: str, *, has_bias: bool) -> Calibration:
    """The parameters fitted for this very model, or else the general ones of its kind.

    resources: folder with ``calibration/``. model_key: as vectors are stored under. Raises
    ModelError when a file cannot be read.
    """
    folder = resources / "calibration"
    own = folder / f"{model_key.split('-', maxsplit=1)[0]}.json"
    general = folder / (_SIGMOID_FILE if has_bias else _SOFTMAX_FILE)
    try:
        if own.is_file():
            found = json.loads(own.read_text(encoding="utf-8"))
            if found["model"] == model_key:
                return Calibration.from_json(found)
        return Calibration.from_json(json.loads(general.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"The calibration of {model_key} cannot be read: {error}.", "Install PhotoClip again."
        ) from error
