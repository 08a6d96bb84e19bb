"""Scores photos against the label set and enters their tags: stored vectors only, no decoding."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus, TagsChanged
from photoclip.core.labels import Label, LabelSet
from photoclip.core.models import PhotoIds, StoredVectors, Vectors
from photoclip.core.tagging import TaggingReport, TagOrigin
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.prompts import load_templates
from photoclip.embed.worker.client import WorkerClient
from photoclip.relevance.zeroshot import BACKGROUND, TagScorer
from photoclip.services.search.modelkeys import (
    remember_model,
    remembered_model,
    remembered_texts,
)
from photoclip.services.tags.label_sets import LabelSetStore
from photoclip.services.tags.label_vectors import LabelVectors, Progress
from photoclip.services.tasks import CancelToken

ROWS_AT_ONCE = 16_384
MANY_LABELS = 1_500
MOST_NAMED = 10_000
TEXTS_AT_ONCE = 8
GAP_S = 0.001


class TagRuns:
    """Derives tags. One run at a time; any thread may ask for one."""

    def __init__(
        self,
        catalog: Catalog,
        client: WorkerClient,
        events: EventBus,
        labels: LabelSetStore,
        *,
        model: str,
        resources: Path,
        cache: Path,
        identify: Callable[[], ModelKeys | None] = lambda: None,
    ) -> None:
        """identify: the keys of the model's files as they are now, without loading them; None
        where they cannot be told."""
        self._catalog = catalog
        self._client = client
        self._events = events
        self._labels = labels
        self._model = model
        self._resources = resources
        self._cache = cache
        self._identify = identify
        self._running = threading.Lock()
        self._vectors: tuple[tuple[str, str], LabelVectors] | None = None

    def run(
        self,
        photo_ids: Collection[int] | None = None,
        *,
        anew: bool = False,
        token: CancelToken | None = None,
        may_embed: bool = True,
        progress: Progress = lambda *_: None,
    ) -> TaggingReport | None:
        """Tag what is new since the last run, or everything after a change of labels or model.

        photo_ids: these alone. anew: everything. may_embed: False gives up (None) where the
        labels have no vectors yet, which would need the worker for a while. progress: told of
        labels embedded. None also where it was cancelled before that was done.
        Raises LabelError, ModelError, WorkerError, DiskFullError.
        """
        token = token or CancelToken()
        with self._running:
            started = time.perf_counter()
            labels = self._labels.load()
            model_id, key = self._model_now()
            if (
                model_id is None
                or key is None
                or not labels.scored
                or not self._catalog.vectors.count(model_id)
            ):
                return TaggingReport(0, 0, len(labels.scored), 0.0, 0.0)
            prepared = self._prepare(key, labels, token, may_embed, progress)
            if prepared is None:
                return None
            origin, scorer = prepared
            embedded = time.perf_counter() - started
            run = _Run(self._catalog, origin, scorer, labels.scored, token)
            try:
                if photo_ids is not None:
                    run.some(model_id, photo_ids)
                else:
                    run.all(model_id, anew)
            finally:
                # Batches that were entered before a disk was full stay, and are told.
                if run.done:
                    self._events.emit(TagsChanged(run.changed()))
            seconds = time.perf_counter() - started
            return TaggingReport(
                run.done, run.tags, len(labels.scored), seconds, embedded, token.is_cancelled
            )

    def _model_now(self) -> tuple[int | None, str | None]:
        """The catalog's id of the model's vectors, and the key of what it makes of texts.

        A model whose text tower was renewed is noticed here, before anybody loads it.
        """
        keys = self._identify()
        if keys is not None:
            stored = self._catalog.models.find_any(keys.pictures, keys.former)
            return (None if stored is None else stored.id), keys.texts
        return (
            remembered_model(self._catalog, self._model),
            remembered_texts(self._catalog, self._model),
        )

    def _prepare(
        self,
        key: str,
        labels: LabelSet,
        token: CancelToken,
        may_embed: bool,
        progress: Progress,
    ) -> tuple[int, TagScorer] | None:
        """The origin of the tags and what scores them; None as ``run`` says."""
        prompts = "openai80" if len(labels.scored) <= MANY_LABELS else "openai7"
        vectors = self._vectors_of(key, prompts)
        texts = [one.text for one in labels.scored]
        wanted = [*texts, *BACKGROUND]
        if vectors.missing(wanted):
            if not may_embed:
                return None
            self._client.start()
            ready = self._client.describe()
            if ready.keys.texts != key:
                # Another text tower than the one that was remembered.
                remember_model(self._catalog, self._model, ready)
                return self._prepare(ready.keys.texts, labels, token, may_embed, progress)
            done = vectors.embed(
                wanted,
                ready,
                self._embed_gently,
                is_cancelled=lambda: token.is_cancelled,
                progress=progress,
            )
            if not done:
                return None
        known = vectors.known
        assert known is not None
        scorer = TagScorer(
            vectors.matrix(texts),
            exclusive_places(labels),
            vectors.matrix(BACKGROUND),
            logit_scale=known.logit_scale,
            logit_bias=known.logit_bias,
        )
        origin = self._catalog.tags.origin(TagOrigin(key, labels.version, prompts))
        return origin, scorer

    def _embed_gently(self, texts: Sequence[str]) -> Vectors:
        """A few texts at a time, with a gap in which a search that waits gets its turn."""
        parts = []
        for first in range(0, len(texts), TEXTS_AT_ONCE):
            parts.append(self._client.embed_texts(texts[first : first + TEXTS_AT_ONCE]))
            time.sleep(GAP_S)
        return np.concatenate(parts)

    def _vectors_of(self, key: str, prompts: str) -> LabelVectors:
        if self._vectors is None or self._vectors[0] != (key, prompts):
            folders = (self._cache, self._resources / "labels" / "vectors")
            templates = load_templates(self._resources, prompts)
            self._vectors = ((key, prompts), LabelVectors(folders, key, templates))
        return self._vectors[1]


def exclusive_places(labels: LabelSet) -> list[list[int]]:
    """Places among the scored labels of each group whose labels exclude one another."""
    return [
        [place for place, one in enumerate(labels.scored) if one.group == group.id]
        for group in labels.groups
        if group.is_exclusive
    ]


class _Run:
    """One pass over vectors, a transaction a batch."""

    def __init__(
        self,
        catalog: Catalog,
        origin: int,
        scorer: TagScorer,
        labels: tuple[Label, ...],
        token: CancelToken,
    ) -> None:
        self._catalog = catalog
        self._origin = origin
        self._scorer = scorer
        self._token = token
        known = catalog.tags.label_numbers(one.id for one in labels)
        self._numbers = np.array([known[one.id] for one in labels], np.int64)
        self._ids: list[PhotoIds] = []
        self.done = 0
        self.tags = 0

    def some(self, model_id: int, photo_ids: Collection[int]) -> None:
        """These photos, as far as they have a vector."""
        wanted = list(dict.fromkeys(photo_ids))
        for first in range(0, len(wanted), ROWS_AT_ONCE):
            if self._token.is_cancelled:
                return
            found, vectors = self._catalog.vectors.get(
                model_id, wanted[first : first + ROWS_AT_ONCE]
            )
            self._enter(found, vectors, None)

    def all(self, model_id: int, anew: bool) -> None:
        """Every vector that this origin has not looked at; ``anew``: every vector."""
        if anew:
            self._catalog.tags.start_again(self._origin)
        last_seq = self._catalog.tags.progress(self._origin)
        was_first = last_seq == 0
        while not self._token.is_cancelled:
            batch = self._catalog.vectors.load(model_id, last_seq, ROWS_AT_ONCE)
            if not len(batch.photo_ids):
                if was_first:
                    self._catalog.tags.forget_other_origins(self._origin)
                return
            last_seq = batch.last_seq
            self._enter(batch.photo_ids, batch.vectors, last_seq)

    def changed(self) -> tuple[int, ...] | None:
        """The photos, or None where they are too many to name."""
        if self.done > MOST_NAMED:
            return None
        return tuple(int(one) for ids in self._ids for one in ids)

    def _enter(self, photo_ids: PhotoIds, vectors: StoredVectors, last_seq: int | None) -> None:
        scored = self._scorer.score(vectors)
        tags = zip(
            photo_ids[scored.rows].tolist(),
            self._numbers[scored.labels].tolist(),
            scored.probabilities.tolist(),
            strict=True,
        )
        self._catalog.tags.replace(self._origin, photo_ids, tags, last_seq)
        self.done += len(photo_ids)
        self.tags += len(scored.rows)
        if self.done <= MOST_NAMED:
            self._ids.append(photo_ids)
