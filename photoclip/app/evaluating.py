"""Evaluates a folder of labelled pictures in a library that is thrown away afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip.app.library import Library
from photoclip.app.paths import resources_folder
from photoclip.core.config import Settings
from photoclip.core.errors import SearchError
from photoclip.core.events import EventBus, IndexingProgressed
from photoclip.core.own_files import temporary_folder
from photoclip.embed.worker.messages import ModelLoader
from photoclip.relevance.background import load_lines
from photoclip.services.measuring.evaluation import (
    Evaluation,
    EvaluationService,
    Truth,
    absent_queries,
    label_of,
    read_captions,
)
from photoclip.services.search.modelkeys import remembered_model


def evaluate(
    pictures: str | os.PathLike[str],
    *,
    captions: str | os.PathLike[str] | None = None,
    k: int = 10,
    settings: Settings | None = None,
    loader: ModelLoader | None = None,
    on_progress: Callable[[IndexingProgressed], None] | None = None,
) -> Evaluation:
    """Measure searches on ``pictures``, whose directories are named by what they show.

    captions: a CSV with the columns ``file`` and ``caption``. The person's own library is not
    touched. Raises SearchError where there are no pictures, FolderError, ModelError, WorkerError.
    """
    folder = Path(os.path.realpath(os.path.expanduser(pictures)))
    events = EventBus()
    if on_progress is not None:
        told = on_progress
        events.subscribe(lambda one: told(one) if isinstance(one, IndexingProgressed) else None)
    with (
        temporary_folder("photoclip-evaluate-") as place,
        Library.open(place, settings=settings, events=events, loader=loader) as library,
    ):
        library.index(folder)
        return _measure(library, folder, Path(captions) if captions else None, k)


def _measure(library: Library, folder: Path, captions: Path | None, k: int) -> Evaluation:
    catalog = library._catalog
    model_id = remembered_model(catalog, library.settings.model)
    ids = catalog.photos.present_ids() if model_id is not None else np.empty(0, np.int64)
    if model_id is None or not len(ids):
        raise SearchError(
            f"There are no pictures in {folder}.", "Give a folder with one directory a label."
        )
    found, vectors = catalog.vectors.get(model_id, ids)
    by_id = catalog.photos.paths_of(found.tolist(), None)
    paths = [by_id[photo_id][0] for photo_id in found.tolist()]
    truth = Truth(
        paths,
        [label_of(path, folder) for path in paths],
        read_captions(captions, folder, paths) if captions else (),
    )
    built_in = load_lines(resources_folder() / "relevance" / "absent-queries.txt")
    said = [*truth.labels, *(caption for _, caption in truth.captions)]
    service = EvaluationService(
        library.relevance,
        library.model().keys.texts,
        model_id,
        vectors.astype(np.float32),
        k,
    )
    measured = service.run(truth, absent_queries(built_in, said))
    skipped = [f"{one.path}: {one.message}" for one in library.problems()]
    return replace(measured, skipped=skipped)
