"""Finds photos by what is typed, or by another picture."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.errors import PictureError, QuerySyntaxError, SearchError
from photoclip.core.models import (
    PhotoIds,
    Probabilities,
    Problem,
    Scores,
    SearchHit,
    SearchResults,
    Vectors,
)
from photoclip.core.ports import Translator, VectorIndex
from photoclip.core.query.parser import parse
from photoclip.core.query.tree import Like, Query, Text, leaves, wanted_texts
from photoclip.core.wording import Message
from photoclip.embed.worker.client import WorkerClient
from photoclip.services.search.bilingual import advice_about, spoken
from photoclip.services.search.found import Found, goes_on
from photoclip.services.search.indexes import IndexService
from photoclip.services.search.modelkeys import remember_model, remembered_model
from photoclip.services.search.query_names import QueryNames
from photoclip.services.search.query_plan import Clause, Seen, clauses_of
from photoclip.services.search.query_run import QueryRun
from photoclip.services.search.relevance import RelevanceService
from photoclip.services.search.text_vectors import TextVectors

DEFAULT_LIMIT = 50
SPARE = 16

_LIKE_HINT = Message("Give a picture's path after like:, or drop a photo on the search.")


class SearchService:
    """Ranks the photos of a library by their nearness to a query."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        texts: TextVectors,
        indexes: IndexService,
        relevance: RelevanceService,
        names: QueryNames,
        translator: Translator,
        *,
        model: str,
    ) -> None:
        self._catalog = catalog
        self._client = client
        self._texts = texts
        self._indexes = indexes
        self._relevance = relevance
        self.names = names
        self._translator = translator
        self._model = model

    def search(
        self,
        text: str,
        *,
        folder: Path | None = None,
        limit: int = DEFAULT_LIMIT,
        at_most: int = 0,
    ) -> SearchResults:
        """The ``limit`` photos that fit a query best, only from ``folder`` if given.

        text: in the query language (docs/query-language.md). Where only fields are asked for,
        the newest come first and no model is needed. at_most: where photos that fit are among
        the last ones, the ranking goes on up to here. Raises QuerySyntaxError, also for like: with
        a file that is no picture, SearchError for an empty text, ModelError, WorkerError.
        """
        if limit < 1:
            raise SearchError("The number of results must be at least 1.")
        typed = parse(text)
        said = spoken(typed, self._translator)
        query = said.query
        if typed.root is not None and query.root is None:
            return SearchResults(text, self._model, [], untranslated=said.untranslated)
        clauses = clauses_of(query)
        if query.needs_model and self._is_empty():
            return SearchResults(text, self._model, [])
        run, model_key = self._run(query, clauses, folder)
        found = Found.nothing() if run is None else run.best(clauses, limit)
        if not query.needs_model:
            # Fields are fulfilled or not: nothing is to be judged, and no model was loaded.
            hits = self._hits(found.ids, found.scores, folder)
            return SearchResults(text, model_key, hits, untranslated=said.untranslated)
        # In the words that were typed: a translation has lost what they said.
        advised = (advice_about(one.text, self._translator) for one in wanted_texts(typed.root))
        results = SearchResults(
            text,
            model_key,
            self._judged_hits(found, folder),
            advice=next(filter(None, advised), None),
            searched_for=said.searched_for,
            untranslated=said.untranslated,
        )
        if run is None:
            return results
        results = self._in_bands(results, run)
        if len(results.hits) >= limit < at_most and goes_on(results):
            longer = self._judged_hits(run.best(clauses, at_most), folder)
            results = self._in_bands(replace(results, hits=longer), run)
        return results

    def extended(self, results: SearchResults, photo_ids: PhotoIds) -> SearchResults | None:
        """What a search finds after these photos came in: they are looked at alone.

        None where it has to be asked anew: of several parts, with fields, or by pictures.
        """
        query = spoken(parse(results.query), self._translator).query
        clauses = [] if query.root is None else clauses_of(query)
        text = clauses[0].only_text if len(clauses) == 1 else None
        if text is None or not results.hits:
            return None
        run, key = self._run(query, clauses, None)
        if run is None or key != results.model:
            return None
        # A photo that was edited comes in again: what was found of it counts no more.
        arrived = set(photo_ids.tolist())
        known = {one.photo_id: one for one in results.hits if one.photo_id not in arrived}
        found = run.extended(text, list(known.values()), photo_ids)
        known |= {one.photo_id: one for one in self._hits(*found.among(arrived), None)}
        hits = [
            replace(known[photo_id], probability=fit, band=None)
            for photo_id, fit in zip(found.ids.tolist(), found.probabilities.tolist(), strict=True)
            if photo_id in known
        ]
        return self._in_bands(replace(results, hits=hits), run)

    def _in_bands(self, results: SearchResults, run: QueryRun) -> SearchResults:
        if all(one.probability is None for one in results.hits):
            return results
        longer = self._relevance.length_advice(run.text_list)
        if longer is not None:
            results = replace(results, advice=longer)
        cut_off = self._relevance.cut_offs.cut_off(results.query, run.likely)
        return self._relevance.with_cut_off(results, cut_off, text=run.main_text)

    def matching(self, query: str, cut_off: float | None = None) -> tuple[PhotoIds, Probabilities]:
        """All photos that fit a query: ids int64 (n,), best first, probabilities float32 (n,).

        cut_off: least probability in [0, 1]; by default the one at which a photo counts as
        likely, or what the person chose for this query. Looks at every stored vector, for smart
        albums. What only fields ask for has probability 1, newest first. Raises as ``search``.
        """
        nothing = Found.nothing()
        typed = parse(query)
        asked = spoken(typed, self._translator).query
        if typed.root is not None and asked.root is None:
            return nothing.ids, nothing.probabilities.astype(np.float32)
        clauses = clauses_of(asked)
        if asked.needs_model and self._is_empty():
            return nothing.ids, nothing.probabilities.astype(np.float32)
        run, _ = self._run(asked, clauses, None)
        if run is None:
            return nothing.ids, nothing.probabilities.astype(np.float32)
        if cut_off is None and asked.needs_model:
            cut_off = self._relevance.cut_offs.cut_off(query, run.likely)
        found = run.all_above(clauses, cut_off or 0.0)
        return found.ids, found.probabilities.astype(np.float32)

    def by_picture(
        self, path: Path, *, folder: Path | None = None, limit: int = DEFAULT_LIMIT
    ) -> SearchResults:
        """The ``limit`` photos most like the picture in ``path``. Raises PictureError too."""
        place = os.path.abspath(path)
        self._client.start()
        self.warm_up()
        try:
            vector = self._texts.embed_picture(place)
        except PictureError as error:
            raise PictureError(
                error.problem, _why_not(place, error), "Choose another picture."
            ) from error
        return self._search(place, vector, folder, limit)

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

    def _run(
        self, query: Query, clauses: Sequence[Clause], folder: Path | None
    ) -> tuple[QueryRun | None, str]:
        """What searches, and the model's key; None where the model has no vectors yet."""
        if not query.needs_model:
            run = QueryRun(self._catalog, None, self._relevance, self.names, folder=folder)
            return run, self._model
        self._client.start()
        self.warm_up()
        model_id, key = self._model_id()
        if model_id is None:
            return None, key
        # What is wanted comes first: its bands count for the whole query.
        wanted = [one for clause in clauses for one in clause.wanted]
        asked = dict.fromkeys((*wanted, *leaves(query.root)))
        words = [one for one in asked if isinstance(one, Text)]
        # Half of a surrogate pair, or a byte of a name that is no text: no model takes it.
        typed = [one.text.encode("utf-8", "replace").decode() for one in words]
        texts = dict(zip(words, self._relevance.embed_all(typed, is_typed=True), strict=True))
        vectors: dict[Seen, Vectors] = {one: known.vector for one, known in texts.items()}
        for one in asked:
            if isinstance(one, Like):
                vectors[one] = self._picture_vector(one, model_id)
        return QueryRun(
            self._catalog,
            self._indexes.get(model_id),
            self._relevance,
            self.names,
            model_id=model_id,
            vectors=vectors,
            texts=texts,
            folder=folder,
        ), key

    def _picture_vector(self, one: Like, model_id: int) -> Vectors:
        if one.photo_id is None:
            place = os.path.abspath(os.path.expanduser(one.target))
            try:
                return self._texts.embed_picture(place)
            except PictureError as error:
                raise QuerySyntaxError(_why_not(one.target, error), _LIKE_HINT, one.span) from error
        _, vectors = self._catalog.vectors.get(model_id, [one.photo_id])
        if not len(vectors):
            raise QuerySyntaxError(
                Message("There is no photo number {number} to compare with.", number=one.target),
                _LIKE_HINT,
                one.span,
            )
        vector: Vectors = vectors[0].astype(np.float32)
        return vector

    def _model_id(self) -> tuple[int | None, str]:
        """The catalog's number for the vectors of the loaded model, and the model's key."""
        ready = self._client.describe()
        if self._catalog.is_read_only:
            stored = self._catalog.models.find_any(ready.keys.pictures, ready.keys.former)
            return (stored.id if stored else None), ready.keys.texts
        return remember_model(self._catalog, self._model, ready), ready.keys.texts

    def _judged_hits(self, found: Found, folder: Path | None) -> list[SearchHit]:
        known = zip(
            found.ids[found.is_judged].tolist(),
            found.probabilities[found.is_judged].tolist(),
            strict=True,
        )
        fits = dict(known)
        hits = self._hits(found.ids, found.scores, folder)
        return [replace(hit, probability=fits.get(hit.photo_id)) for hit in hits]

    def _search(
        self, query: str, vector: Vectors, folder: Path | None, limit: int
    ) -> SearchResults:
        if limit < 1:
            raise SearchError("The number of results must be at least 1.")
        model_id, key = self._model_id()
        if model_id is None:
            return SearchResults(query, key, [])
        hits = self._ranked(self._indexes.get(model_id), vector, folder, limit)
        return SearchResults(query, key, hits)

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


def _why_not(path: str, error: PictureError) -> Message:
    """Why a picture cannot be searched by; what helps in a photo folder is no help here."""
    if error.problem is Problem.VANISHED:
        return Message("There is no file “{path}” to compare with.", path=path)
    return Message("“{path}” cannot be compared with: {reason}", path=path, reason=error.message)
