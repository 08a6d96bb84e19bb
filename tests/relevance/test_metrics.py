"""Measures with answers that can be checked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance.metrics import (
    average_precision,
    calibration_error,
    precision_recall,
    recall_at,
    reliability,
)


def test_precision_and_recall_count_what_was_found() -> None:
    assert precision_recall([True, True, False, False], [True, False, True, True]) == (0.5, 1 / 3)
    assert math.isnan(precision_recall([False], [True])[0])
    assert math.isnan(precision_recall([True], [False])[1])


def test_average_precision_of_a_ranking_that_is_known() -> None:
    # Right at places 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3.
    found = average_precision([0.9, 0.8, 0.7, 0.6], [True, False, True, True])
    assert found == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
    assert math.isnan(average_precision([0.5], [False]))


def test_recall_at_k_can_reach_one() -> None:
    assert recall_at([3, 2, 1], [True, True, True], 2) == 1.0
    assert recall_at([3, 2, 1], [False, True, True], 2) == 0.5
    assert math.isnan(recall_at([1], [False], 1))


def test_the_calibration_error_is_the_distance_of_claim_and_truth() -> None:
    assert calibration_error([0.75] * 4, [1, 1, 1, 0]) == pytest.approx(0.0)
    assert calibration_error([0.95] * 4, [1, 1, 0, 0]) == pytest.approx(0.45)
    assert calibration_error([0.2, 0.9], [0, 1], [1, 3]) == pytest.approx((0.2 + 3 * 0.1) / 4)
    assert math.isnan(calibration_error([], []))


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_the_bins_hold_every_prediction_once(rows: list[tuple[float, bool]]) -> None:
    claimed, truth = np.array([p for p, _ in rows]), np.array([t for _, t in rows])
    bins = reliability(claimed, truth)
    assert sum(one.weight for one in bins) == pytest.approx(1.0)
    assert sum(one.weight * one.true for one in bins) == pytest.approx(truth.mean())
    assert all(one.low <= one.claimed + 1e-9 and one.claimed <= one.high + 1e-9 for one in bins)
    assert 0.0 <= calibration_error(claimed, truth) <= 1.0


@given(st.lists(st.tuples(st.floats(-1, 1), st.booleans()), min_size=1, max_size=40))
def test_a_perfect_ranking_has_perfect_precision(rows: list[tuple[float, bool]]) -> None:
    right = [t for _, t in rows]
    if any(right):
        assert average_precision([float(one) for one in right], right) == 1.0
        assert 0.0 < average_precision([s for s, _ in rows], right) <= 1.0
