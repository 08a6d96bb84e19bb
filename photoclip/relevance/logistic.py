"""The logistic function and its inverse: from log odds to probabilities and back."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

_SURE = 1e-4


def logistic(log_odds: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """float64, of the shape of ``log_odds``: 1 / (1 + e^-x), in [0, 1]."""
    # By way of tanh, which cannot overflow.
    half = 0.5 * np.asarray(log_odds, np.float64)
    found: npt.NDArray[np.float64] = 0.5 * (1.0 + np.tanh(half))
    return found


def log_odds(probability: float) -> float:
    """The inverse for one probability; 0 and 1 count as almost sure."""
    sure = min(max(probability, _SURE), 1.0 - _SURE)
    return math.log(sure / (1.0 - sure))
