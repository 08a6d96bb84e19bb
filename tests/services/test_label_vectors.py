"""Vectors of labels that were kept: a broken file counts as none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from photoclip.services.search.vector_file import KnownTexts, write_vectors
from photoclip.services.tags.label_vectors import LabelVectors


def kept(folder: Path, vectors: dict[str, list[float]]) -> LabelVectors:
    folder.mkdir(exist_ok=True)
    path = LabelVectors([folder], "model", ["{}"]).path
    rows = {text: np.array(row, np.float32) for text, row in vectors.items()}
    write_vectors(path, KnownTexts(rows, 3.0, None))
    return LabelVectors([folder], "model", ["{}"])


def test_what_was_kept_is_known_again(tmp_path: Path) -> None:
    found = kept(tmp_path, {"cat": [0.6, 0.8], "dog": [0, 2]})
    assert found.missing(["dog", "horse"]) == ["horse"]
    assert found.matrix(["dog", "cat"]) == pytest.approx(np.array([[0, 1], [0.6, 0.8]]), abs=1e-3)
    assert found.known is not None
    assert (found.known.logit_scale, found.known.logit_bias) == (3.0, None)


@pytest.mark.parametrize("row", [[0.0, 0.0], [np.nan, 1.0], [np.inf, 0.0]])
def test_a_file_with_a_vector_without_direction_is_passed_over(
    tmp_path: Path, row: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    found = kept(tmp_path, {"cat": [0.6, 0.8], "dog": row})
    assert found.known is None
    assert found.missing(["cat"]) == ["cat"]
    assert "is passed over" in caplog.text


def test_half_a_file_is_passed_over(tmp_path: Path) -> None:
    path = kept(tmp_path, {"cat": [0.6, 0.8]}).path
    path.write_bytes(path.read_bytes()[:-40])
    assert LabelVectors([tmp_path], "model", ["{}"]).known is None
