"""Every photo of the library against a text or a direction: no limit, no band, just numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.embed.client import WorkerClient
from photoclip.services.indexes import IndexService
from photoclip.services.modelkeys import remembered_model
from photoclip.services.relevance import EmbeddedQuery, RelevanceService

USUAL_CUT_OFF = 0.5
_SAMPLED = 4096
_TEXTS_KEPT = 2048
_TEXTS_AT_ONCE = 32


class LibraryScores:
    """The stored vectors of the library, as what fills albums needs them."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        indexes: IndexService,
        relevance: RelevanceService,
        *,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._client = client
        self._indexes = indexes
        self._relevance = relevance
        self._model = model
        self._mean: tuple[tuple[int, int], Vectors] | None = None
        self._texts: dict[str, Vectors] = {}
        self._queries: dict[str, EmbeddedQuery] = {}

    def model_id(self) -> int | None:
        """The catalog's number for the vectors in use, None before anything was embedded."""
        return remembered_model(self._catalog, self._model)

    def query(self, text: str) -> EmbeddedQuery:
        """A text as a search sees it. Starts the worker; a slider or a preview asks many times."""
        found = self._queries.get(text)
        if found is None:
            found = self._relevance.embed(text)
            self._queries = dict([*self._queries.items(), (text, found)][-_TEXTS_KEPT:])
        return found

    def texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, d), unit length: many bare texts, in small calls that let searches pass."""
        known = self._texts
        new = [one for one in dict.fromkeys(texts) if one not in known]
        if new:
            for start in range(0, len(new), _TEXTS_AT_ONCE):
                some = new[start : start + _TEXTS_AT_ONCE]
                known = {**known, **dict(zip(some, self._client.embed_texts(some), strict=True))}
            self._texts = dict(list(known.items())[-_TEXTS_KEPT:])
        return np.stack([known[one] for one in texts])

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

    def mean(self) -> Vectors:
        """float32 (d,): the mean of the vectors of the library, or of a sample where it is large.

        It is kept until the library has doubled: it hardly moves before.
        """
        model_id = self._required_model()
        size = self._catalog.vectors.count(model_id).bit_length()
        if self._mean is None or self._mean[0] != (model_id, size):
            ids = self._catalog.vectors.ids(model_id)
            _, vectors = self.vectors(ids[:: max(1, len(ids) // _SAMPLED)])
            self._mean = ((model_id, size), vectors.mean(axis=0, dtype=np.float32))
        return self._mean[1]

    def probabilities(self, text: str, cosines: Scores) -> Probabilities:
        """float32 (n,): how probably a text is true of photos with these cosines (n,) to it, the
        best ones of the library among them."""
        found = self._relevance.probabilities(self.query(text), cosines, self._required_model())
        return found.astype(np.float32)

    def line(self, text: str) -> tuple[float, float]:
        """(factor, offset): the logit that a photo shows a text is factor · cosine + offset."""
        query = self.query(text)
        index = self._indexes.get(self._required_model())
        _, best = index.search(query.vector, 2)
        return self._relevance.line(query, best, self._required_model())

    def lines(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, 2): ``line`` for many bare texts, by a sample of the library."""
        return self._relevance.lines(texts, self.texts(texts), self._required_model())

    def _required_model(self) -> int:
        model_id = self.model_id()
        if model_id is None:
            raise AlbumError(
                "There are no photos to look through yet.", "Index a folder of photos first."
            )
        return model_id


class TextMatcher:
    """Answers queries that are plain words, by an exact scan."""

    def __init__(self, scores: LibraryScores) -> None:
        self._scores = scores

    def probabilities(self, texts: Sequence[str]) -> tuple[PhotoIds, Probabilities]:
        """How probably each photo shows at least one of the texts; the most probable first.

        ids int64 (n,), probabilities float32 (n,). The highest over the texts, not their union:
        the texts are mostly names of one thing, so they are far from independent.
        """
        if self._scores.model_id() is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        best: Probabilities | None = None
        for text in texts:
            ids, cosines = self._scores.products(self._scores.query(text).vector)
            order = np.argsort(ids)
            ids = ids[order]
            found = self._scores.probabilities(text, cosines)[order]
            best = found if best is None else np.maximum(best, found)
        if best is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        order = np.argsort(-best, kind="stable")
        return ids[order], best[order]


def sigmoid(logits: Scores) -> Probabilities:
    """1 / (1 + e^-x), as float32."""
    result: Probabilities = (0.5 * (1.0 + np.tanh(0.5 * np.asarray(logits)))).astype(np.float32)
    return result
