"""Zero-shot classification of labelled pictures, as the CLIP paper measures it.

Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision",
section 3.1: every class is a text vector, the nearest one is the prediction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Vectors

TOP = 5

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClassificationFigures:
    """Shares in [0, 1]. top5 is 1 where there are no more than five labels.

    label_n: int64 (k,), pictures a label. label_top1, label_top5: float64 (k,), NaN where a label
    has no picture. confusion: int64 (k, k), rows are the truth, columns the prediction.
    """

    n: int
    top1: float
    top5: float
    label_n: Counts
    label_top1: npt.NDArray[np.float64]
    label_top5: npt.NDArray[np.float64]
    confusion: Counts

    def confused(self, count: int) -> list[tuple[int, int, int]]:
        """The most frequent mistakes: (truth, prediction, pictures), most frequent first."""
        wrong = self.confusion.copy()
        np.fill_diagonal(wrong, 0)
        order = np.argsort(-wrong, axis=None, kind="stable")[:count]
        places = zip(*np.unravel_index(order, wrong.shape), strict=True)
        return [
            (int(row), int(col), int(wrong[row, col])) for row, col in places if wrong[row, col]
        ]


def classify(pictures: Vectors, truth: Sequence[int], classes: Vectors) -> ClassificationFigures:
    """Figures for unit vectors of pictures (n, d) with their labels (n,) and classes (k, d)."""
    labels = np.asarray(truth, np.int64)
    count = len(classes)
    scores = pictures @ classes.T
    top = np.argsort(-scores, axis=1, kind="stable")[:, :TOP]
    hits = top == labels[:, None]
    first, five = hits[:, 0], hits.any(axis=1)
    confusion = np.zeros((count, count), np.int64)
    np.add.at(confusion, (labels, top[:, 0]), 1)
    label_n = np.bincount(labels, minlength=count)
    share = np.full(count, np.nan)
    share5 = np.full(count, np.nan)
    for value, into in ((first, share), (five, share5)):
        sums = np.bincount(labels, weights=value.astype(np.float64), minlength=count)
        np.divide(sums, label_n, out=into, where=label_n > 0)
    return ClassificationFigures(
        len(labels), float(first.mean()), float(five.mean()), label_n, share, share5, confusion
    )
