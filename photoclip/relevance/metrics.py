"""Measures of retrieval and of calibration."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

BINS = 10


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """One bar of a reliability diagram: what was claimed and what was true, both in [0, 1].

    weight: share of all predictions that fall into [low, high].
    """

    low: float
    high: float
    weight: float
    claimed: float
    true: float

    def to_json(self) -> dict[str, float]:
        """This as a JSON object."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


def precision_recall(is_found: npt.ArrayLike, is_right: npt.ArrayLike) -> tuple[float, float]:
    """Precision and recall of what was found, bool (n,) each; nan where nothing is to divide."""
    found, right = np.asarray(is_found, bool), np.asarray(is_right, bool)
    hits = float((found & right).sum())
    return _share(hits, float(found.sum())), _share(hits, float(right.sum()))


def recall_at(scores: npt.ArrayLike, is_right: npt.ArrayLike, k: int) -> float:
    """The share of the right ones among the k of the highest scores, of what k could hold.

    scores: (n,). is_right: bool (n,). The denominator is min(k, right ones), so that 1.0 can be
    reached where more than k are right. nan where none is right.
    """
    right = np.asarray(is_right, bool)
    order = np.argsort(-np.asarray(scores, np.float64), kind="stable")[:k]
    return _share(float(right[order].sum()), float(min(k, int(right.sum()))))


def average_precision(scores: npt.ArrayLike, is_right: npt.ArrayLike) -> float:
    """The mean of the precisions at the place of each right one (Manning, Raghavan and Schütze
    2008, "Introduction to Information Retrieval", section 8.4); its mean over queries is mAP.

    scores: (n,). is_right: bool (n,). nan where none is right.
    """
    right = np.asarray(is_right, bool)
    ranked = right[np.argsort(-np.asarray(scores, np.float64), kind="stable")]
    if not ranked.any():
        return float("nan")
    precisions = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return float(precisions[ranked].mean())


def reliability(
    probabilities: npt.ArrayLike,
    truth: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    bins: int = BINS,
) -> list[ReliabilityBin]:
    """The bins of equal width that hold anything (Guo et al. 2017, "On Calibration of Modern
    Neural Networks", section 2). probabilities, truth, weights: (n,)."""
    claimed, true, weight = _columns(probabilities, truth, weights)
    places = np.minimum((claimed * bins).astype(int), bins - 1)
    found = []
    for place in range(bins):
        here = places == place
        total = float(weight[here].sum())
        if total > 0:
            found.append(
                ReliabilityBin(
                    place / bins,
                    (place + 1) / bins,
                    total / float(weight.sum()),
                    float(np.average(claimed[here], weights=weight[here])),
                    float(np.average(true[here], weights=weight[here])),
                )
            )
    return found


def calibration_error(
    probabilities: npt.ArrayLike,
    truth: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    bins: int = BINS,
) -> float:
    """Expected calibration error in [0, 1]: the mean distance of claim and truth over the bins
    (Guo et al. 2017, equation 3). nan where nothing was predicted."""
    found = reliability(probabilities, truth, weights, bins)
    if not found:
        return float("nan")
    return sum(one.weight * abs(one.claimed - one.true) for one in found)


def _columns(
    probabilities: npt.ArrayLike, truth: npt.ArrayLike, weights: npt.ArrayLike | None
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    claimed = np.asarray(probabilities, np.float64)
    true = np.asarray(truth, np.float64)
    weight = np.ones(len(claimed)) if weights is None else np.asarray(weights, np.float64)
    return claimed, true, weight


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
