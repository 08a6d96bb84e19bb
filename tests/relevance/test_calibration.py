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
from photoclip.relevance.calibration import EvidenceScale, SearchContext, load_calibration
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
    mean=st.floats(-1.0, 1.0),
    spread=st.floats(0.0, 1.0),
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
