"""Finds photos by words or by another picture."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import SearchError
from photoclip.core.models import PhotoIds, Scores, SearchHit, SearchResults, Vectors
from photoclip.core.ports import QueryEmbedder, VectorIndex
from photoclip.embed.client import WorkerClient
from photoclip.services.indexes import IndexService
from photoclip.services.modelkeys import remember_model, remembered_model
from photoclip.services.relevance import RelevanceService

DEFAULT_LIMIT = 50
SPARE = 16


class SearchService:
    """Ranks the photos of a library by their nearness to a query."""

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

    def by_text(
        self, text: str, *, folder: Path | None = None, limit: int = DEFAULT_LIMIT
    ) -> SearchResults:
        """The ``limit`` photos nearest to ``text``, best first, only from ``folder`` if given.

        Raises SearchError for an empty text, ModelError or WorkerError when the model fails.
        """
        if not text.strip():
            raise SearchError("There is nothing to search for.", "Type what the photo shows.")
        embedder: QueryEmbedder = self._client
        if self._is_empty():
            return SearchResults(text, self._model, [])
        self._client.start()
        self.warm_up()
        vector = embedder.embed_texts([text])[0]
        return self._relevance.judged(self._search(text, vector, folder, limit), vector)

    def by_picture(
        self, path: Path, *, folder: Path | None = None, limit: int = DEFAULT_LIMIT
    ) -> SearchResults:
        """The ``limit`` photos most like the picture in ``path``. Raises PictureError too."""
        place = os.path.abspath(path)
        self._client.start()
        self.warm_up()
        return self._search(place, self._client.embed_picture(place), folder, limit)

    def by_photo(self, photo_id: int, *, limit: int = DEFAULT_LIMIT) -> SearchResults:
        """The ``limit`` photos most like one of the library, by its stored vector.

        Needs no worker. Empty while the photo has no vector yet; the photo itself is left out.
        """
        model_id = remembered_model(self._catalog, self._model)
        if model_id is None:
            return SearchResults("", self._model, [])
        _, vectors = self._catalog.vectors.get(model_id, [photo_id])
        if not len(vectors):
            return SearchResults("", self._model, [])
        index = self._indexes.get(model_id)
        hits = self._ranked(index, vectors[0].astype(np.float32), None, limit + 1)
        others = [one for one in hits if one.photo_id != photo_id][:limit]
        return SearchResults("", self._catalog.models.get(model_id).key, others)

    def warm_up(self) -> None:
        """Load the index that was used last while the worker still loads its model."""
        model_id = remembered_model(self._catalog, self._model)
        if model_id is not None:
            self._indexes.get(model_id)

    def _is_empty(self) -> bool:
        """Nothing has a vector or waits for one: no model need be loaded to find nothing."""
        return not self._catalog.files.has_pending() and all(
            self._catalog.vectors.count(one.id) == 0 for one in self._catalog.models.list()
        )

    def _search(
        self, query: str, vector: Vectors, folder: Path | None, limit: int
    ) -> SearchResults:
        if limit < 1:
            raise SearchError("The number of results must be at least 1.")
        ready = self._client.describe()
        if self._catalog.is_read_only:
            stored = self._catalog.models.find(ready.key)
            model_id = stored.id if stored else None
        else:
            model_id = remember_model(self._catalog, self._model, ready)
        if model_id is None:
            return SearchResults(query, ready.key, [])
        index = self._indexes.get(model_id)
        hits = self._ranked(index, vector, folder, limit)
        return SearchResults(query, ready.key, hits)

    def _ranked(
        self, index: VectorIndex, vector: Vectors, folder: Path | None, limit: int
    ) -> list[SearchHit]:
        """Nearest first. What left the library since the index saw it takes no place."""
        if folder is not None:
            present = self._catalog.photos.present_ids(folder)
            return self._hits(*index.search(vector, limit, present), folder)[:limit]
        hits = self._hits(*index.search(vector, limit + SPARE), None)
        if len(hits) < limit and len(index) > limit + SPARE:
            present = self._catalog.photos.present_ids(None)
            hits = self._hits(*index.search(vector, limit, present), None)
        return hits[:limit]

    def _hits(self, ids: PhotoIds, scores: Scores, folder: Path | None) -> list[SearchHit]:
        paths = self._catalog.photos.paths_of(ids.tolist(), folder)
        return [
            SearchHit(photo_id, paths[photo_id][0], float(np.clip(score, -1.0, 1.0)))
            for photo_id, score in zip(ids.tolist(), scores, strict=True)
            if photo_id in paths
        ]
