"""Every photo of the library against a text or a direction: no limit, no band, just numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.core.ports import Translator
from photoclip.core.wording import Message
from photoclip.embed.worker.client import WorkerClient
from photoclip.relevance.logistic import logistic
from photoclip.services.search.indexes import IndexService
from photoclip.services.search.modelkeys import remembered_model
from photoclip.services.search.relevance import EmbeddedQuery, RelevanceService

_SAMPLED = 4096
_TEXTS_KEPT = 256
_LABELS_AT_ONCE = 32


class LibraryScores:
    """The stored vectors of the library, as what fills albums needs them."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        indexes: IndexService,
        relevance: RelevanceService,
        translator: Translator,
        *,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._translator = translator
        self._client = client
        self._indexes = indexes
        self._relevance = relevance
        self._model = model
        self._mean: tuple[tuple[int, int], Vectors] | None = None
        self._texts: dict[str, EmbeddedQuery] = {}
        self._labels: dict[str, EmbeddedQuery] = {}

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
        """What the model makes of texts. Starts the worker for those not asked for lately."""
        known = self._texts
        new = [one for one in dict.fromkeys(texts) if one not in known]
        if new:
            made = self._relevance.embed_all(new)
            known = {**known, **dict(zip(new, made, strict=True))}
            # Texts of albums are few; a slider or a preview asks for the same ones many times.
            self._texts = dict(list(known.items())[-_TEXTS_KEPT:])
        return [known[one] for one in texts]

    def labels(self, labels: Sequence[str]) -> list[EmbeddedQuery]:
        """The same for many labels: quicker and a little coarser, by the bare words alone."""
        new = [one for one in dict.fromkeys(labels) if one not in self._labels]
        if new:
            # In portions, so that a search in between does not wait for all of them.
            for start in range(0, len(new), _LABELS_AT_ONCE):
                portion = new[start : start + _LABELS_AT_ONCE]
                made = self._client.embed_texts(portion)
                for label, vector in zip(portion, made, strict=True):
                    self._labels[label] = EmbeddedQuery(label, vector, made[:0])
        return [self._labels[one] for one in labels]

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

        Zeros where nothing has a vector. It is kept until the library has doubled: it hardly moves
        before.
        """
        model_id = self._required_model()
        size = self._catalog.vectors.count(model_id).bit_length()
        if self._mean is None or self._mean[0] != (model_id, size):
            ids = self._catalog.vectors.ids(model_id)
            _, vectors = self.vectors(ids[:: max(1, len(ids) // _SAMPLED)])
            total = vectors.sum(axis=0, dtype=np.float32)
            self._mean = ((model_id, size), total / np.float32(max(len(vectors), 1)))
        return self._mean[1]

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
