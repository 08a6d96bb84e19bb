"""What the labels around a query reach in a library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scenery import ROOT

from photoclip.core.errors import ModelError
from photoclip.relevance.kin import LabelBank, load_bank


def test_the_nearest_labels_say_what_to_expect() -> None:
    bank = LabelBank(np.eye(4, dtype=np.float32))
    tops = np.asarray([0.9, 0.1, 0.2, 0.3], np.float32)
    assert bank.expected(bank.vectors[0], tops) == pytest.approx(0.9, abs=1e-3)
    between = (bank.vectors[1] + bank.vectors[3]) / np.float32(np.sqrt(2))
    assert bank.expected(between, tops) == pytest.approx(0.2, abs=1e-3)


def test_what_is_expected_lies_between_the_labels_tops() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(30, 8)).astype(np.float32)
    bank = LabelBank(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    tops = rng.uniform(-0.2, 0.5, 30).astype(np.float32)
    for query in rng.normal(size=(20, 8)).astype(np.float32):
        assert tops.min() <= bank.expected(query, tops) <= tops.max()


def test_the_starter_model_comes_with_its_labels() -> None:
    bank = load_bank(ROOT / "resources", "starter-6f80518df783")
    assert len(bank.vectors) > 400
    assert np.linalg.norm(bank.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_model_without_shipped_labels_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Install PhotoClip again"):
        load_bank(tmp_path, "starter-6f80518df783")
