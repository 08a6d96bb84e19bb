"""Says how likely each photo fits a query, and whether any does."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.advice import Limit, QueryAdvice
from photoclip.core.models import Scores, SearchResults, Vectors
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import ModelReady
from photoclip.relevance.background import load_prompts
from photoclip.relevance.bands import Thresholds
from photoclip.relevance.calibration import (
    Calibration,
    EvidenceScale,
    Probabilities,
    SearchContext,
    Spread,
    load_calibration,
)
from photoclip.relevance.kin import LabelBank, load_bank
from photoclip.relevance.queries import query_kind, texts_of
from photoclip.services.search.cutoffs import CutOffMemory
from photoclip.services.search.sample import LibrarySample
from photoclip.services.search.text_vectors import TextVectors


@dataclass(frozen=True, slots=True)
class EmbeddedQuery:
    """A query's text with its vector, float32 (d,), and those of the words that it names, (n, d).

    Without named words (0, d) the text counts as one that names nothing apart.
    """

    text: str
    vector: Vectors
    named: Vectors


class RelevanceService:
    """Probabilities and bands for one library; any thread may use it."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        texts: TextVectors,
        cut_offs: CutOffMemory,
        resources: Path,
    ) -> None:
        self.cut_offs = cut_offs
        self._catalog = catalog
        self._client = client
        self._texts = texts
        self._resources = resources
        self._lock = threading.Lock()
        self.sample = LibrarySample(catalog)
        self._scales: dict[int, tuple[int, EvidenceScale]] = {}
        self._background: dict[str, Vectors] = {}
        self._bank_tops: dict[int, tuple[int, Scores]] = {}
        self._bank = lru_cache(maxsize=2)(self._load_bank)
        self._calibration = lru_cache(maxsize=8)(self._load_calibration)

    def embed(self, text: str) -> EmbeddedQuery:
        """The vectors of a query, in one call of the worker. Raises ModelError, WorkerError."""
        return self.embed_all([text])[0]

    def embed_all(self, texts: Sequence[str], *, is_typed: bool = False) -> list[EmbeddedQuery]:
        """The same for several queries, in one call together. is_typed: a person waits for it."""
        if not texts:
            return []
        parts = [texts_of(text) for text in texts]
        vectors = self._texts.embed(
            [one for both in parts for part in both for one in part], is_typed=is_typed
        )
        made, start = [], 0
        for text, (prompts, named) in zip(texts, parts, strict=True):
            middle, end = start + len(prompts), start + len(prompts) + len(named)
            mean: Vectors = vectors[start:middle].mean(axis=0, dtype=np.float32)
            mean /= max(float(np.linalg.norm(mean)), 1e-12)
            made.append(EmbeddedQuery(text, mean, vectors[middle:end]))
            start = end
        return made

    def length_advice(self, texts: Sequence[str]) -> QueryAdvice | None:
        """One quiet line where the model reads only the beginning of one of these texts."""
        for text in texts:
            words = self._texts.words_read(text)
            if words is not None:
                return QueryAdvice(Limit.LENGTH, text, words_read=words)
        return None

    def with_cut_off(
        self, results: SearchResults, cut_off: float, *, text: str | None = None
    ) -> SearchResults:
        """Judged results with their bands and verdict by another cut-off, a probability.

        text: the words that were judged, where they are not the whole query.
        """
        text = text or results.query
        thresholds = self.thresholds(text).with_cut_off(cut_off)
        hits = [
            hit if hit.probability is None else replace(hit, band=thresholds.band(hit.probability))
            for hit in results.hits
        ]
        known = [hit.probability for hit in hits if hit.probability is not None]
        verdict = thresholds.verdict(known) if known else None
        return replace(
            results, hits=hits, verdict=verdict, cut_off=thresholds.likely, judged_text=text
        )

    def probabilities(
        self,
        query: EmbeddedQuery,
        cosines: npt.ArrayLike,
        model_id: int,
        *,
        best: npt.ArrayLike | None = None,
    ) -> Probabilities:
        """float64 (n,): how likely the query is true of photos with these cosines (n,) to it.

        best: (m,), the cosines of the best two photos or more of the whole library, each once.
        Without it they must be among ``cosines``, in any order. model_id: the catalog's, of the
        photos' vectors.
        """
        calibration = self._calibration(self._client.describe().keys.texts)
        context = self._context(query, cosines if best is None else best, model_id)
        return calibration.probabilities(cosines, context)

    def line(
        self, query: EmbeddedQuery, model_id: int, *, is_there: bool = False
    ) -> tuple[float, float]:
        """(factor, offset): the logit that the query is true of a photo is factor · cosine +
        offset, with the best photos of a sample in the place of the library's best.

        is_there: the person says that the library has photos of it.
        """
        _, sample = self.sample.of(model_id)
        cosines = sample @ query.vector if len(sample) else np.zeros(1, np.float32)
        context = self._context(query, cosines, model_id)
        calibration = self._calibration(self._client.describe().keys.texts)
        return calibration.kinds[context.kind].line(context, is_there=is_there)

    def _context(
        self, query: EmbeddedQuery, cosines: npt.ArrayLike, model_id: int
    ) -> SearchContext:
        ready = self._client.describe()
        count, sample = self.sample.of(model_id)
        best = np.sort(np.asarray(cosines, np.float64))[::-1]
        named = (sample @ query.named.T).max(axis=0) if len(query.named) and len(sample) else best
        over_library = sample @ query.vector if len(sample) else best
        return SearchContext(
            kind=query_kind(query.text),
            scale=self._scale(ready, self._calibration(ready.keys.texts), model_id),
            photos=count,
            best=float(best[0]),
            second=float(best[min(1, len(best) - 1)]),
            named=float(named.mean() if len(query.named) else best[0]),
            spread=Spread.of(over_library),
            kin=self._kin(query, ready.keys.texts, model_id, float(best[0])),
        )

    def _kin(self, query: EmbeddedQuery, key: str, model_id: int, best: float) -> float:
        count, sample = self.sample.of(model_id)
        if not self._calibration(key).weighs_kin or not len(sample):
            return best
        bank = self._bank(key)
        with self._lock:
            known = self._bank_tops.get(model_id)
        if known is None or known[0] != count:
            known = (count, (sample @ bank.vectors.T).max(axis=0))
            with self._lock:
                self._bank_tops[model_id] = known
        return bank.expected(query.vector, known[1])

    def thresholds(self, text: str) -> Thresholds:
        """The least probability of each band for a query, as the model's calibration has it."""
        calibration = self._calibration(self._client.describe().keys.texts)
        return calibration.thresholds(query_kind(text))

    def _load_calibration(self, key: str) -> Calibration:
        return load_calibration(self._resources, key)

    def _load_bank(self, key: str) -> LabelBank:
        return load_bank(self._resources, key)

    def _scale(self, ready: ModelReady, calibration: Calibration, model_id: int) -> EvidenceScale:
        if calibration.is_trained_scale and ready.logit_bias is not None:
            return EvidenceScale.trained(ready.logit_scale, ready.logit_bias)
        count, sample = self.sample.of(model_id)
        with self._lock:
            known = self._scales.get(model_id)
        if known is not None and known[0] == count:
            return known[1]
        prompts = self._background_vectors(ready)
        tops = (sample @ prompts.T).max(axis=0) if len(sample) else np.zeros(1, np.float32)
        scale = EvidenceScale.from_background(tops)
        with self._lock:
            self._scales[model_id] = (count, scale)
        return scale

    def _background_vectors(self, ready: ModelReady) -> Vectors:
        with self._lock:
            known = self._background.get(ready.keys.texts)
        if known is None:
            known = self._client.embed_texts(load_prompts(self._resources))
            with self._lock:
                self._background[ready.keys.texts] = known
        return known
