"""Cosines become probabilities, probabilities become bands."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenery import ROOT

from photoclip.core.errors import ModelError
from photoclip.core.models import Band, Match
from photoclip.relevance.bands import Thresholds
from photoclip.relevance.calibration import (
    Calibration,
    EvidenceScale,
    SearchContext,
    Spread,
    load_calibration,
)
from photoclip.relevance.logistic import logistic
from photoclip.relevance.queries import QueryKind

RESOURCES = ROOT / "resources"
STARTER = json.loads((RESOURCES / "calibration" / "starter.json").read_text())["model"]
ORDER = [Band.NONE, Band.WEAK, Band.LIKELY, Band.STRONG]

cosines = st.lists(st.floats(-1.0, 1.0), min_size=2, max_size=30)
contexts = st.builds(
    SearchContext,
    scale=st.builds(EvidenceScale, factor=st.floats(1.0, 1000.0), offset=st.floats(-50.0, 0.0)),
    kind=st.sampled_from(QueryKind),
    photos=st.integers(0, 10_000_000),
    best=st.floats(-1.0, 1.0),
    second=st.floats(-1.0, 1.0),
    named=st.floats(-1.0, 1.0),
    spread=st.builds(
        Spread,
        mean=st.floats(-1.0, 1.0),
        deviation=st.floats(0.0, 1.0),
        skew=st.floats(-50.0, 50.0),
    ),
    kin=st.floats(-1.0, 1.0),
)
models = st.sampled_from([STARTER, "siglip-base-0123", "vit-b-32-0123"])


@given(cosines, contexts, models)
def test_a_higher_cosine_never_means_a_lower_probability_or_band(
    cosines: list[float], context: SearchContext, model: str
) -> None:
    calibration = load_calibration(RESOURCES, model)
    found = calibration.probabilities(sorted(cosines), context)
    assert np.isfinite(found).all()
    assert ((found >= 0.0) & (found <= 1.0)).all()
    assert (np.diff(found) >= 0.0).all()
    thresholds = calibration.thresholds(context.kind)
    bands = [ORDER.index(thresholds.band(one)) for one in found]
    assert bands == sorted(bands)


@given(contexts, models)
def test_the_line_meets_the_probability_of_the_best_photo(
    context: SearchContext, model: str
) -> None:
    kind = load_calibration(RESOURCES, model).kinds[context.kind]
    factor, offset = kind.line(context)
    assert factor >= context.scale.factor
    (best,) = kind.probabilities([context.best], context)
    assert logistic(factor * context.best + offset) == pytest.approx(best, abs=1.1e-4)
    same, higher = kind.line(context, is_there=True)
    assert same == factor
    assert higher >= offset


def test_what_is_surely_there_does_not_lift_a_photo_that_shows_nothing_of_it() -> None:
    calibration = load_calibration(RESOURCES, STARTER)
    scale = EvidenceScale.trained(math.log(25.0), -8.5)
    there = SearchContext(
        QueryKind.LABEL, scale, 5000, 0.6, 0.59, 0.6, Spread(0.05, 0.15, 2.0), kin=0.6
    )
    best, other = calibration.probabilities([0.6, 0.1], there)
    thresholds = calibration.thresholds(QueryKind.LABEL)
    assert thresholds.band(best) is Band.STRONG
    assert thresholds.band(other) is Band.NONE


def test_the_spread_of_cosines_knows_a_long_upper_tail() -> None:
    few_show_it = Spread.of([0.0] * 95 + [1.0] * 5)
    assert (few_show_it.mean, few_show_it.deviation) == pytest.approx((0.05, 0.2179), abs=1e-4)
    assert few_show_it.skew == pytest.approx(4.129, abs=1e-3)
    assert Spread.of([0.3, 0.3]).skew == 0.0


@pytest.mark.parametrize("shown", [(-0.1, 0.5), (0.5, -0.1), (0.0, 0.0), (math.inf, 0.0)])
def test_a_calibration_by_which_more_evidence_counts_for_less_is_refused(
    shown: tuple[float, float],
) -> None:
    one = {
        "there": {"best": 1.0, "intercept": 0.0},
        "shown": {"evidence": shown[0], "behind": shown[1], "intercept": 0.0},
        "bands": {"strong": 0.8, "likely": 0.4, "weak": 0.1},
    }
    with pytest.raises(ValueError, match=r"evidence|finite"):
        Calibration.from_json({"evidence": "trained", "kinds": dict.fromkeys(QueryKind, one)})


probabilities = st.floats(0.0, 1.0)


@given(st.lists(probabilities, min_size=3, max_size=3), probabilities, st.lists(probabilities))
def test_bands_stay_in_order_wherever_the_cut_off_is_pulled(
    three: list[float], cut_off: float, found: list[float]
) -> None:
    weak, likely, strong = sorted(three)
    thresholds = Thresholds(strong, likely, weak).with_cut_off(cut_off)
    assert thresholds.strong >= thresholds.likely == cut_off >= thresholds.weak
    above = [one for one in found if thresholds.band(one) in (Band.STRONG, Band.LIKELY)]
    assert above == [one for one in found if one >= cut_off]
    assert (thresholds.verdict(found) is Match.FOUND) == bool(above)


def test_bands_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        Thresholds(strong=0.2, likely=0.5, weak=0.1)


def test_the_scale_of_a_sigmoid_model_is_the_trained_logit() -> None:
    scale = EvidenceScale.trained(math.log(25.0), -8.0)
    assert scale.evidence([0.0, 0.32, 1.0]) == pytest.approx([-8.0, 0.0, 17.0])


def test_the_scale_without_a_bias_starts_where_the_background_ends() -> None:
    tops = np.asarray([0.20, 0.21, 0.22, 0.23, 0.24, 0.60], np.float32)
    scale = EvidenceScale.from_background(tops)
    assert scale.evidence([np.median(tops)])[0] == pytest.approx(0.0, abs=1e-6)
    lifted = EvidenceScale.from_background(tops + 0.1)
    assert lifted.evidence([0.45])[0] == pytest.approx(scale.evidence([0.35])[0], abs=1e-3)


def test_other_weights_under_the_same_name_get_the_general_calibration() -> None:
    general = load_calibration(RESOURCES, "starter-ffffffffffff")
    assert general == load_calibration(RESOURCES, "some-siglip-0123")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"evidence": "trained", "kinds": {}}', '{"evidence": "guess"}']
)
def test_a_broken_calibration_is_a_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "calibration").mkdir()
    (tmp_path / "calibration" / "general.json").write_text(text)
    with pytest.raises(ModelError, match="Install PhotoClip again"):
        load_calibration(tmp_path, "x-0123")
