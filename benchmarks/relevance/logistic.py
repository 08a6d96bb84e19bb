"""Logistic regression by Newton's method, for a handful of features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

ROUNDS = 50
RIDGE = 1e-2


def fit(features: Floats, truth: Floats, sample_weights: Floats) -> Floats:
    """float64 (d + 1,): the weights of features (n, d), then the intercept.

    truth: (n,), 0 or 1, or a target in between as Platt (1999) advises against overfitting.
    """
    rows = np.column_stack([features, np.ones(len(features))])
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.diag([1.0] * features.shape[1] + [0.0])
    for _ in range(ROUNDS):
        predicted = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (sample_weights * (truth - predicted)) - ridge @ weights
        curvature = (rows * (sample_weights * predicted * (1 - predicted))[:, None]).T @ rows
        step = np.linalg.solve(curvature + ridge + 1e-9 * np.eye(len(ridge)), slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def by_source(sources: npt.NDArray[np.str_], few: Floats, truth: Floats) -> Floats:
    """float64 (n,): weights by which both classes count the same, so does every source of the
    present ones, and in it every number of right photos that were left (few, (n,)); of the absent
    ones "absent-common" counts a fifth. One a row in the mean."""
    weights = np.zeros(len(truth))
    present = np.unique(sources[truth == 1])
    for source in present:
        numbers = np.unique(few[sources == source])
        for number in numbers:
            these = (sources == source) & (few == number)
            weights[these] = 0.5 / len(present) / len(numbers) / these.sum()
    common = sources == "absent-common"
    weights[(truth == 0) & ~common] = (0.4 if common.any() else 0.5) / (
        (truth == 0) & ~common
    ).sum()
    weights[common] = 0.1 / max(1, common.sum())
    return weights * len(truth)
