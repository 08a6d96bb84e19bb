"""The best few of many scores, in an order that never depends on chance."""

from __future__ import annotations

import numpy as np

from photoclip.core.models import PhotoIds, Scores, Vectors
from photoclip.index.rowmap import Rows

ROUNDING = np.float32(4e-6)
"""More than the product of two unit vectors of some thousand dimensions can be off in float32."""

_ROWS_AT_ONCE = 2048


def contenders(scores: Scores, count: int) -> Rows:
    """int64 (m,): where the ``count`` highest scores stand, and any that rounding may hide."""
    if count >= len(scores):
        return np.arange(len(scores))
    limit = np.partition(scores, len(scores) - count)[len(scores) - count]
    return np.flatnonzero(scores >= limit - ROUNDING)


def ranked(ids: PhotoIds, vectors: Vectors, query: Vectors, count: int) -> tuple[PhotoIds, Scores]:
    """The ``count`` best of ids (m,) with vectors (m, d): by cosine, equal ones by id.

    Matrix products round a row by where it lies in the matrix, so that copies of one picture
    would change places from search to search. Here each row is summed in the same way.
    """
    exact = np.empty(len(ids), np.float64)
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        piece = slice(start, start + _ROWS_AT_ONCE)
        np.sum(vectors[piece] * query, axis=1, dtype=np.float64, out=exact[piece])
    cosines = exact.astype(np.float32)
    order = np.lexsort((ids, -cosines))[:count]
    return ids[order], np.clip(cosines[order], -1.0, 1.0)
