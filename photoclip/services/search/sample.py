"""Some photos of a library, spread over all of them: enough to know how cosines lie in it."""

from __future__ import annotations

import threading

from photoclip.catalog.database import Catalog
from photoclip.core.models import Vectors

SAMPLED = 4096
"""So many photos of a library are enough to know how a query's cosines are spread over it."""

GROWTH = 1.1
"""A library that grew or shrank by less is still what the sample says."""


class LibrarySample:
    """One sample for each model, taken anew where the library has changed; any thread may ask."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._samples: dict[int, tuple[int, Vectors]] = {}

    def of(self, model_id: int) -> tuple[int, Vectors]:
        """How many photos had a vector when it was taken, and float32 (n, d) of some of them."""
        count = self._catalog.vectors.count(model_id)
        with self._lock:
            known = self._samples.get(model_id)
        if known is not None and known[0] / GROWTH <= count <= known[0] * GROWTH:
            return known
        ids = self._catalog.vectors.ids(model_id)
        chosen = ids[:: max(1, len(ids) // SAMPLED)][:SAMPLED]
        _, vectors = self._catalog.vectors.get(model_id, chosen)
        with self._lock:
            self._samples[model_id] = (count, vectors.astype("float32"))
            return self._samples[model_id]
