"""Every photo of the library against a text or a direction: no limit, no band, just numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.embed.client import WorkerClient
from photoclip.services.indexes import IndexService
from photoclip.services.modelkeys import remembered_model

USUAL_CUT_OFF = 0.5

Calibration = Callable[[str, Scores], Probabilities]
"""(text, cosines of that text with every photo) to the probability that each photo shows it."""


class LibraryScores:
    """The stored vectors of the library, as what fills albums needs them."""

    def __init__(
        self, catalog: Catalog, client: WorkerClient, indexes: IndexService, *, model: str
    ) -> None:
        self._catalog = catalog
        self._client = client
        self._indexes = indexes
        self._model = model
        self._texts: dict[str, Vectors] = {}

    def model_id(self) -> int | None:
        """The catalog's number for the vectors in use, None before anything was embedded."""
        return remembered_model(self._catalog, self._model)

    def text(self, text: str) -> Vectors:
        """float32 (d,), unit length: what the model makes of a text. Starts the worker."""
        vector = self._texts.get(text)
        if vector is None:
            vector = self._client.embed_texts([text])[0]
            # Texts of albums are few; a slider or a preview asks for the same one many times.
            self._texts = dict([*self._texts.items(), (text, vector)][-256:])
        return vector

    def scale_and_bias(self) -> tuple[float, float | None]:
        """What the model was trained to multiply a cosine with, and to add (None if nothing)."""
        ready = self._client.describe()
        return math.exp(ready.logit_scale), ready.logit_bias or None

    def vectors(self, photo_ids: PhotoIds) -> tuple[PhotoIds, Vectors]:
        """Those of the photos that have a vector, and the vectors: float32 (k, d)."""
        ids, vectors = self._catalog.vectors.get(self._required_model(), photo_ids)
        return ids, vectors.astype(np.float32)

    def products(self, direction: Vectors) -> tuple[PhotoIds, Scores]:
        """The product of a vector of any length (d,) with each photo that has a file.

        ids int64 (n,), highest product first; products float32 (n,).
        """
        index = self._indexes.get(self._required_model())
        length = float(np.linalg.norm(direction))
        unit = direction / length if length else np.eye(1, len(direction), dtype=np.float32)[0]
        present = self._catalog.photos.present_ids()
        ids, cosines = index.search(unit.astype(np.float32), len(index), present)
        return ids, (cosines * np.float32(length)).astype(np.float32)

    def _required_model(self) -> int:
        model_id = self.model_id()
        if model_id is None:
            raise AlbumError(
                "There are no photos to look through yet.", "Index a folder of photos first."
            )
        return model_id


class TextMatcher:
    """Answers queries that are plain words, by an exact scan."""

    def __init__(self, scores: LibraryScores, calibration: Calibration) -> None:
        self._scores = scores
        self._calibration = calibration

    def probabilities(self, texts: Sequence[str]) -> tuple[PhotoIds, Probabilities]:
        """How probably each photo shows at least one of the texts; the most probable first.

        ids int64 (n,), probabilities float32 (n,). The highest over the texts, not their union:
        the texts are mostly names of one thing, so they are far from independent.
        """
        if self._scores.model_id() is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        best: Probabilities | None = None
        for text in texts:
            ids, cosines = self._scores.products(self._scores.text(text))
            order = np.argsort(ids)
            ids = ids[order]
            found = self._calibration(text, cosines)[order]
            best = found if best is None else np.maximum(best, found)
        if best is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        order = np.argsort(-best, kind="stable")
        return ids[order], best[order]

    def matching(self, query: str, cut_off: float | None = None) -> tuple[PhotoIds, Probabilities]:
        """See QueryMatcher."""
        ids, probabilities = self.probabilities([query])
        count = int((probabilities >= (USUAL_CUT_OFF if cut_off is None else cut_off)).sum())
        return ids[:count], probabilities[:count]


class SigmoidCalibration:
    """The model's own sigmoid, where it was trained with one; else the library's distribution.

    Zhai et al. 2023, "Sigmoid Loss for Language Image Pre-Training", section 3.2. Without a bias
    a cosine counts by its distance from the median in robust deviations (1.4826 · MAD).
    """

    def __init__(self, scores: LibraryScores) -> None:
        self._scores = scores

    def __call__(self, text: str, cosines: Scores) -> Probabilities:
        scale, bias = self._scores.scale_and_bias()
        if bias is not None:
            return sigmoid(scale * cosines + bias)
        if not len(cosines):
            return cosines
        middle = np.median(cosines)
        spread = max(1.4826 * float(np.median(np.abs(cosines - middle))), 1e-3)
        return sigmoid(2.0 * ((cosines - middle) / spread - _FAR_OUT))


_FAR_OUT = 3.0


def sigmoid(logits: Scores) -> Probabilities:
    """1 / (1 + e^-x), as float32."""
    result: Probabilities = (0.5 * (1.0 + np.tanh(0.5 * np.asarray(logits)))).astype(np.float32)
    return result
