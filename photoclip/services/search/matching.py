"""Every photo of the library against a text or a direction: no limit, no band, just numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.core.ports import Translator
from photoclip.core.wording import Message
from photoclip.relevance.logistic import logistic
from photoclip.services.search.indexes import IndexService
from photoclip.services.search.modelkeys import remembered_model
from photoclip.services.search.relevance import EmbeddedQuery, RelevanceService
from photoclip.services.search.text_vectors import TextVectors


class LibraryScores:
    """The stored vectors of the library, as what fills albums needs them."""

    def __init__(
        self,
        catalog: Catalog,
        texts: TextVectors,
        indexes: IndexService,
        relevance: RelevanceService,
        translator: Translator,
        *,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._translator = translator
        self._indexes = indexes
        self._relevance = relevance
        self._model = model
        self._texts = texts

    def model_id(self) -> int | None:
        """The catalog's number for the vectors in use, None before anything was embedded."""
        return remembered_model(self._catalog, self._model)

    def spoken(self, texts: Sequence[str]) -> list[str]:
        """Texts in words that the model reads.

        Raises AlbumError where that leaves nothing of them.
        """
        found: list[str] = []
        for text in texts:
            translated = self._translator.translate(text)
            found.append(text if translated is None else translated.text)
        known = list(dict.fromkeys(filter(None, found)))
        if texts and not known:
            raise AlbumError(
                Message(
                    "This model knows English only, and no label translates “{words}”.",
                    words=", ".join(texts),
                ),
                "Say it in English, or choose a model of many languages.",
            )
        return known

    def queries(self, texts: Sequence[str]) -> list[EmbeddedQuery]:
        """What the model makes of texts."""
        return self._relevance.embed_all(texts)

    def labels(self, labels: Sequence[str]) -> list[EmbeddedQuery]:
        """The same for many labels: quicker and a little coarser, by the bare words alone."""
        if not labels:
            return []
        made = self._texts.embed_names(labels)
        return [EmbeddedQuery(one, row, made[:0]) for one, row in zip(labels, made, strict=True)]

    def direction(self, query: EmbeddedQuery, *, is_there: bool = False) -> tuple[Vectors, float]:
        """(direction, offset): direction · x + offset is the logit that a photo x shows it;
        direction: float32 (d,). is_there: the person says that the library has photos of it."""
        factor, offset = self._relevance.line(query, self._required_model(), is_there=is_there)
        return np.float32(factor) * query.vector, offset

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

        Zeros where nothing has a vector.
        """
        _, vectors = self._relevance.sample.of(self._required_model())
        total: Vectors = vectors.sum(axis=0, dtype=np.float32)
        return total / np.float32(max(len(vectors), 1))

    def probabilities(self, text: str) -> tuple[PhotoIds, Probabilities]:
        """How probably a text is true of each photo: ids int64 (n,), probabilities float32 (n,),
        the most probable first."""
        (query,) = self.queries([text])
        ids, cosines = self.products(query.vector)
        if not len(ids):
            return ids, cosines
        found = self._relevance.probabilities(query, cosines, self._required_model())
        return ids, found.astype(np.float32)

    def _required_model(self) -> int:
        model_id = self.model_id()
        if model_id is None:
            raise AlbumError(
                "There are no photos to look through yet.", "Index a folder of photos first."
            )
        return model_id


class TextMatcher:
    """Finds everything that shows one of some texts, by an exact scan."""

    def __init__(self, scores: LibraryScores) -> None:
        self._scores = scores

    def probabilities(self, texts: Sequence[str]) -> tuple[PhotoIds, Probabilities]:
        """How probably each photo shows at least one of the texts; the most probable first.

        ids int64 (n,), probabilities float32 (n,). Korean is translated as in searches. The
        highest over the texts, not their union: the texts are mostly names of one thing, so they
        are far from independent.
        """
        if self._scores.model_id() is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        ids: PhotoIds = np.empty(0, np.int64)
        best: Probabilities | None = None
        for text in self._scores.spoken(texts):
            found_ids, found = self._scores.probabilities(text)
            order = np.argsort(found_ids)
            found_ids, found = found_ids[order], found[order]
            if best is None:
                ids, best = found_ids, found
                continue
            # Photos come and go meanwhile; those that were there for every text count.
            ids, here, there = np.intersect1d(
                ids, found_ids, assume_unique=True, return_indices=True
            )
            best = np.maximum(best[here], found[there])
        if best is None:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        order = np.argsort(-best, kind="stable")
        return ids[order], best[order]


def sigmoid(logits: Scores) -> Probabilities:
    """The logistic function, as float32."""
    return logistic(logits).astype(np.float32)
