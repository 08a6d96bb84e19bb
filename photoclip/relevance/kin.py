"""What labels akin to a query reach in a library: smooths over what a model knows of one word.

A rare word or a long text has an unsure vector, while the everyday labels around it are well
known: where “dog” and “puppy” are in the library, “hound” is likely there too. The mean is that of
Nadaraya and Watson (1964): the nearer a label, the more it counts.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Scores, Vectors

WIDTH = 0.05
"""A label counts e times less when its cosine to the query is this much lower."""


class LabelBank:
    """Vectors of everyday labels."""

    def __init__(self, vectors: Vectors) -> None:
        """vectors: float32 (n, d), unit length."""
        self.vectors = vectors
        self._centre = vectors.mean(axis=0)
        self._centred = _unit(vectors - self._centre)

    def expected(self, query: Vectors, tops: Scores) -> float:
        """The mean of the labels' best cosines in the library, by nearness to the query.

        query: float32 (d,). tops: float32 (n,), of each label. What all labels have in common is
        taken away before nearness is measured.
        """
        near = self._centred @ _unit(query - self._centre)
        weights = np.exp((near - near.max()) / WIDTH)
        return float(weights @ tops / weights.sum())


def load_bank(resources: Path, model_key: str) -> LabelBank:
    """The bank that is shipped for a model. Raises ModelError when there is none to read."""
    try:
        path = next(iter(sorted((resources / "labels" / "vectors").glob(f"{model_key}-*.npz"))))
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            vectors = found["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise ModelError(
            f"The label vectors of {model_key} cannot be read: {error}.", "Install PhotoClip again."
        ) from error
    return LabelBank(_unit(vectors))


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result
