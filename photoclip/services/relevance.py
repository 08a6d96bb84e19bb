"""Says how likely each photo fits a query, and whether any does."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.catalog.database import Catalog
from photoclip.core.models import SearchResults, Vectors
from photoclip.embed.client import WorkerClient
from photoclip.embed.messages import ModelReady
from photoclip.relevance.background import load_prompts
from photoclip.relevance.bands import Thresholds
from photoclip.relevance.calibration import (
    Calibration,
    EvidenceScale,
    Probabilities,
    SearchContext,
    load_calibration,
)
from photoclip.services.cutoffs import CutOffMemory

SAMPLED = 4096
"""So many photos of a library are enough to know how a query's cosines are spread over it."""

_GROWTH = 1.1


class RelevanceService:
    """Probabilities and bands for one library; any thread may use it."""

    def __init__(
        self, catalog: Catalog, client: WorkerClient, cut_offs: CutOffMemory, resources: Path
    ) -> None:
        self.cut_offs = cut_offs
        self._catalog = catalog
        self._client = client
        self._resources = resources
        self._lock = threading.Lock()
        self._samples: dict[int, tuple[int, Vectors]] = {}
        self._scales: dict[int, tuple[int, EvidenceScale]] = {}
        self._background: dict[str, Vectors] = {}
        self._calibration = lru_cache(maxsize=8)(self._load_calibration)

    def judged(
        self, results: SearchResults, vector: Vectors, *, subject: str | None = None
    ) -> SearchResults:
        """The same results with probabilities, bands and a verdict.

        vector: float32 (d,), the query's. subject: whose remembered cut-off counts, the query by
        default. Results without hits, or of a model without photos, come back as they are.
        """
        stored = self._catalog.models.find(results.model)
        if not results.hits or stored is None:
            return results
        scores = [hit.score for hit in results.hits]
        probabilities = self.probabilities(results.query, vector, scores, stored.id)
        hits = [
            replace(hit, probability=float(probability))
            for hit, probability in zip(results.hits, probabilities, strict=True)
        ]
        default = self.thresholds().likely
        cut_off = self.cut_offs.cut_off(subject or results.query, default)
        return self.with_cut_off(replace(results, hits=hits), cut_off)

    def with_cut_off(self, results: SearchResults, cut_off: float) -> SearchResults:
        """Judged results with their bands and verdict by another cut-off, a probability."""
        thresholds = self.thresholds().with_cut_off(cut_off)
        hits = [
            hit if hit.probability is None else replace(hit, band=thresholds.band(hit.probability))
            for hit in results.hits
        ]
        known = [hit.probability for hit in hits if hit.probability is not None]
        verdict = thresholds.verdict(known) if known else None
        return replace(results, hits=hits, verdict=verdict, cut_off=thresholds.likely)

    def probabilities(
        self, text: str, vector: Vectors, cosines: npt.ArrayLike, model_id: int
    ) -> Probabilities:
        """float64 (n,): how likely ``text`` is true of photos with these cosines (n,) to it.

        vector: float32 (d,), of the text. model_id: the catalog's, of the photos' vectors.
        """
        ready = self._client.describe()
        context = self._context(ready, text, vector, model_id)
        return self._calibration_of(ready).probabilities(cosines, context)

    def line(self, text: str, vector: Vectors, model_id: int) -> tuple[float, float]:
        """(factor, offset): the logit of ``probabilities`` is factor · cosine + offset."""
        ready = self._client.describe()
        return self._calibration_of(ready).line(self._context(ready, text, vector, model_id))

    def _context(
        self, ready: ModelReady, text: str, vector: Vectors, model_id: int
    ) -> SearchContext:
        scale = self._scale(ready, model_id)
        count, sample = self._sample(model_id)
        return SearchContext.of(scale, text, vector, sample, count)

    def thresholds(self) -> Thresholds:
        """The least probability of each band as the calibration of the model has it."""
        return self._calibration_of(self._client.describe()).thresholds

    def _calibration_of(self, ready: ModelReady) -> Calibration:
        return self._calibration(ready.key, ready.logit_bias is not None)

    def _load_calibration(self, key: str, has_bias: bool) -> Calibration:
        return load_calibration(self._resources, key, has_bias=has_bias)

    def _scale(self, ready: ModelReady, model_id: int) -> EvidenceScale:
        if ready.logit_bias is not None:
            return EvidenceScale.trained(ready.logit_scale, ready.logit_bias)
        count, sample = self._sample(model_id)
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
            known = self._background.get(ready.key)
        if known is None:
            known = self._client.embed_texts(load_prompts(self._resources))
            with self._lock:
                self._background[ready.key] = known
        return known

    def _sample(self, model_id: int) -> tuple[int, Vectors]:
        """How many photos had a vector when last looked, and float32 (n, d) of some of them."""
        count = self._catalog.vectors.count(model_id)
        with self._lock:
            known = self._samples.get(model_id)
        if known is not None and known[0] / _GROWTH <= count <= known[0] * _GROWTH:
            return known
        ids = self._catalog.vectors.ids(model_id)
        chosen = ids[:: max(1, len(ids) // SAMPLED)][:SAMPLED]
        _, vectors = self._catalog.vectors.get(model_id, chosen)
        with self._lock:
            self._samples[model_id] = (count, vectors.astype(np.float32))
            return self._samples[model_id]
