"""Tags from vectors: what passes, and what "none of these" keeps out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.relevance import zeroshot
from photoclip.relevance.classification import classify
from photoclip.relevance.zeroshot import THRESHOLD, TagScorer

DIM = 8
AXES = np.eye(DIM, dtype=np.float32)
SIGMOID = {"logit_scale": 3.0, "logit_bias": -10.0}


def mixed(*parts: tuple[int, float]) -> np.ndarray:
    vector = np.zeros(DIM, np.float32)
    for axis, weight in parts:
        vector[axis] = weight
    return vector / np.linalg.norm(vector)


def scorer(count: int = 4, exclusive: list[list[int]] | None = None, **model: object) -> TagScorer:
    options = SIGMOID | model
    return TagScorer(AXES[:count], exclusive or [], AXES[-1:], **options)  # type: ignore[arg-type]


def tags(scored: zeroshot.ScoredTags) -> list[tuple[int, int]]:
    return list(zip(scored.rows.tolist(), scored.labels.tolist(), strict=True))


def test_a_photo_gets_the_labels_it_shows_and_no_other() -> None:
    photos = np.stack([AXES[2], AXES[6], mixed((0, 1), (1, 1))])
    found = scorer().score(photos.astype(np.float16))

    assert tags(found) == [(0, 2), (2, 0), (2, 1)]
    assert found.probabilities[0] == pytest.approx(1 / (1 + np.exp(10 - np.exp(3.0))), abs=1e-3)


def test_a_label_far_behind_a_likelier_one_is_explained_by_it() -> None:
    photo = mixed((0, 1.0), (1, 0.8))[None]
    assert tags(scorer().score(photo)) == [(0, 0)]
    assert scorer().log_odds(photo)[0, 1] > np.log(THRESHOLD / (1 - THRESHOLD)), (
        "alone it would have passed"
    )


def test_labels_that_exclude_each_other_share_one_probability() -> None:
    photo = mixed((0, 1), (1, 1))[None]
    group = scorer(exclusive=[[0, 1]])

    odds = group.log_odds(photo)[0, :2]

    assert 1 / (1 + np.exp(-odds)) == pytest.approx([0.5, 0.5], abs=0.01)
    assert tags(group.score(photo)) == []
    assert tags(scorer().score(photo)) == [(0, 0), (0, 1)]


@pytest.mark.parametrize("exclusive", [[], [[0, 1, 2, 3]]])
def test_none_of_these_is_an_answer_for_a_model_without_a_bias(exclusive: list[list[int]]) -> None:
    softmax = scorer(exclusive=exclusive, logit_scale=4.6, logit_bias=None)
    nothing, thing = AXES[-1], AXES[1]

    assert tags(softmax.score(np.stack([nothing, thing]))) == [(1, 1)]


@given(st.integers(0, 40), st.integers(1, 7), st.integers(0, 2**32 - 1))
def test_chunks_change_nothing(count: int, labels: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    photos = rng.normal(size=(count, DIM)).astype(np.float32)
    photos /= np.maximum(np.linalg.norm(photos, axis=1, keepdims=True), 1e-9)
    whole = scorer(labels, [[0]]).score(photos)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zeroshot, "CELLS_AT_ONCE", 1)
        parts = scorer(labels, [[0]]).score(photos)

    assert tags(whole) == tags(parts)
    assert np.allclose(whole.probabilities, parts.probabilities, atol=1e-5)
    assert (whole.probabilities >= THRESHOLD - 1e-3).all()


def test_classification_counts_as_the_paper_does() -> None:
    pictures = np.stack([AXES[0], AXES[1], mixed((1, 1), (0, 0.5)), AXES[0]])
    figures = classify(pictures, [0, 1, 0, 0], AXES[:7])

    assert figures.n == 4
    assert figures.top1 == 0.75
    assert figures.top5 == 1.0
    assert figures.confusion[0].tolist()[:2] == [2, 1]
    assert figures.confused(5) == [(0, 1, 1)]
    assert figures.label_n.tolist()[:3] == [3, 1, 0]
    assert np.isnan(figures.label_top1[2])
