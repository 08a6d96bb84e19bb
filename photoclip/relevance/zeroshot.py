"""Zero-shot tags: which labels are true of a photo, from stored vectors alone.

Every label competes with "none of these". For a model trained with a pairwise sigmoid loss
(Zhai et al. 2023, "Sigmoid Loss for Language Image Pre-Training", section 3.2) the odds of one
label are exp(scale · cosine + bias), and "none" has the odds 1. A model trained with a softmax
(Radford et al. 2021, section 2.3) knows no such odds, so "none" there is the sum over a bank of
background prompts and all other labels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from photoclip.core.models import StoredVectors, Vectors
from photoclip.relevance.logistic import logistic

THRESHOLD = 0.5
"""Probability from which on a label becomes a tag; see docs/tags.md for how it was chosen."""

RIVAL_GAP = 1.0
"""Labels whose log-odds lie further below the photo's best one are explained by that one."""

CELLS_AT_ONCE = 1 << 20
"""Photos times labels in one step: some megabytes, which stay in the processor's cache."""

BACKGROUND = (
    "a photo",
    "a picture",
    "an image",
    "a photo of something",
    "a blurry photo",
    "a random snapshot",
    "a close-up photo",
    "a view",
    "a scene",
    "an object",
    "a colorful photo",
    "a photo of many things",
)
"""Texts that say nothing of what a photo shows: what "none of these" looks like to a model."""


@dataclass(frozen=True, slots=True)
class ScoredTags:
    """Tags that passed: rows int64 (m,) of photos, ascending; labels int64 (m,); probabilities
    float32 (m,)."""

    rows: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    probabilities: npt.NDArray[np.float32]


class TagScorer:
    """Scores photos against one label set for one model."""

    def __init__(
        self,
        labels: Vectors,
        exclusive: Sequence[Sequence[int]],
        background: Vectors,
        *,
        logit_scale: float,
        logit_bias: float | None,
        threshold: float = THRESHOLD,
    ) -> None:
        """labels: (k, d), unit length. exclusive: places of labels that exclude one another.

        background: (b, d), used by models without a bias. logit_scale: as trained, a logarithm.
        """
        together = [np.asarray(one, np.int64) for one in exclusive if len(one)]
        alone = np.ones(len(labels), bool)
        for one in together:
            alone[one] = False
        # Labels on their own first, then each group, so that every part is one run of columns.
        self._order = np.concatenate([np.flatnonzero(alone), *together])
        ends = np.cumsum([int(alone.sum()), *map(len, together)])
        self._alone = slice(0, int(ends[0]))
        self._groups = [slice(int(a), int(b)) for a, b in pairwise(ends)]
        scale = np.float32(math.exp(logit_scale))
        self._labels = scale * np.asarray(labels, np.float32)[self._order].T
        self._background = scale * np.asarray(background, np.float32).T
        self._bias = None if logit_bias is None else np.float32(logit_bias)
        self._least = np.float32(math.log(threshold / (1.0 - threshold)))

    def score(self, photos: StoredVectors | Vectors) -> ScoredTags:
        """The tags of photos (n, d). Memory is bounded whatever n and k are."""
        step = max(16, CELLS_AT_ONCE // max(1, len(self._order)))
        parts = [
            self._chunk(photos[first : first + step].astype(np.float32), first)
            for first in range(0, len(photos), step)
        ]
        if not parts:
            empty = np.empty(0, np.int64)
            return ScoredTags(empty, empty, np.empty(0, np.float32))
        rows, columns, odds = (np.concatenate(column) for column in zip(*parts, strict=True))
        return ScoredTags(rows, self._order[columns], logistic(odds).astype(np.float32))

    def log_odds(self, photos: Vectors) -> Vectors:
        """float32 (n, k): of each label against "none", labels of a group excluding each other."""
        ordered = self._odds(photos)
        odds = np.empty_like(ordered)
        odds[:, self._order] = ordered
        return odds

    def _chunk(
        self, photos: Vectors, first: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Vectors]:
        odds = self._odds(photos)
        passed = np.empty(odds.shape, bool)
        alone = odds[:, self._alone]
        if alone.shape[1]:
            least = np.maximum(self._least, alone.max(axis=1) - RIVAL_GAP)
            np.greater_equal(alone, least[:, None], out=passed[:, self._alone])
        rest = slice(alone.shape[1], None)
        np.greater_equal(odds[:, rest], self._least, out=passed[:, rest])
        rows, columns = np.divmod(np.flatnonzero(passed), odds.shape[1])
        return rows + first, columns, odds[rows, columns]

    def _odds(self, photos: Vectors) -> Vectors:
        """float32 (n, k), in the order of the columns here."""
        logits: Vectors = photos @ self._labels
        if self._bias is None:
            nothing = _log_sum(photos @ self._background)
            if logits[:, self._alone].shape[1]:
                logits[:, self._alone] = _against_rest(logits[:, self._alone], nothing)
        else:
            logits += self._bias
            nothing = np.zeros(len(logits), np.float32)
        for group in self._groups:
            logits[:, group] = _against_rest(logits[:, group], nothing)
        return logits


def _log_sum(logits: Vectors) -> Vectors:
    most = logits.max(axis=1, keepdims=True)
    summed: Vectors = most[:, 0] + np.log(np.exp(logits - most).sum(axis=1))
    return summed


def _against_rest(logits: Vectors, nothing: Vectors) -> Vectors:
    """Log-odds of each column of (n, k) in a softmax with all others and ``nothing`` (n,)."""
    most = np.maximum(logits.max(axis=1), nothing)[:, None]
    weights = np.exp(logits - most, dtype=np.float64)
    total = weights.sum(axis=1, keepdims=True) + np.exp(nothing[:, None] - most)
    rest = np.maximum(total - weights, 1e-30)
    odds: Vectors = (np.log(np.maximum(weights, 1e-30)) - np.log(rest)).astype(np.float32)
    return odds
