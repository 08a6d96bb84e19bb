"""Measures how well searches do on folders named by what they show."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.core.errors import SearchError
from photoclip.core.models import Vectors
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.relevance.metrics import (
    ReliabilityBin,
    average_precision,
    calibration_error,
    precision_recall,
    recall_at,
    reliability,
)
from photoclip.services.measuring.labelled_pictures import label_of_folder
from photoclip.services.search.relevance import RelevanceService

TOP = 50
"""So many photos of each search count for the calibration error: what a person would look at."""


@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """One query against all pictures. Measures are nan where there is nothing to divide.

    right: how many pictures it is true of. keeps_a_right_one: one of them is above the fold.
    recall_at_k: of the k best, of what k could hold.
    """

    query: str
    right: int
    says_nothing: bool
    keeps_a_right_one: bool
    precision: float
    recall: float
    recall_at_k: float
    average_precision: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All outcomes: labels that are there, captions of pictures, and things that are not there.

    calibration_error: of the best photos of every label and every absent query. skipped: a
    sentence for each file that could not be read.
    """

    model: str
    pictures: int
    k: int
    labels: Sequence[QueryOutcome]
    captions: Sequence[QueryOutcome]
    absent: Sequence[QueryOutcome]
    calibration_error: float
    reliability: Sequence[ReliabilityBin]
    skipped: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Truth:
    """What the pictures show. paths: (n,). labels: (n,), "" where a picture has none.

    captions: pairs of a picture's place in ``paths`` and a sentence that is true of it.
    """

    paths: Sequence[str]
    labels: Sequence[str]
    captions: Sequence[tuple[int, str]] = ()


def label_of(path: str, folder: Path) -> str:
    """The label that the directory of a picture stands for; "" directly in ``folder``."""
    parent = Path(path).parent
    if parent == folder or not parent.is_relative_to(folder):
        return ""
    return label_of_folder(parent.name)


def read_captions(file: Path, folder: Path, paths: Sequence[str]) -> list[tuple[int, str]]:
    """Rows of a CSV with the columns ``file`` and ``caption``; files lie in ``folder`` or beside
    the CSV. Raises SearchError when it cannot be read or names no picture that is there."""
    place_of = {path: place for place, path in enumerate(paths)}
    try:
        opened = io.StringIO(read_small_text(file, MOST_LIST_BYTES), newline="")
        rows = [(row["file"], row["caption"]) for row in csv.DictReader(opened)]
    except (OSError, UnicodeDecodeError, KeyError, csv.Error) as error:
        raise SearchError(
            f"The captions in {file} cannot be read: {error}.",
            "Give a CSV file with the columns “file” and “caption”.",
        ) from error
    base = file.resolve().parent
    found = [
        (place, caption.strip())
        for name, caption in rows
        for path in (str(folder / name), str(base / name))
        if (place := place_of.get(path)) is not None and caption and caption.strip()
    ]
    if not found:
        raise SearchError(
            f"No caption in {file} belongs to a picture in {folder}.",
            "Names in the column “file” are relative to the pictures or to the CSV file.",
        )
    return list(dict.fromkeys(found))


class EvaluationService:
    """Asks for every label, and for things that are not there, and compares with the truth."""

    def __init__(
        self, relevance: RelevanceService, model: str, model_id: int, vectors: Vectors, k: int
    ) -> None:
        """vectors: float32 (n, d), of the pictures, in the order of the truth's paths."""
        self._relevance = relevance
        self._model = model
        self._model_id = model_id
        self._vectors = vectors
        self._k = k
        self._claims: list[npt.NDArray[np.float64]] = []

    def run(self, truth: Truth, absent: Sequence[str]) -> Evaluation:
        """Evaluate all. absent: queries for things that are in none of the pictures."""
        self._claims = []
        names = np.asarray(truth.labels)
        labels = [
            self._outcome(label, names == label, is_counted=True)
            for label in sorted(set(truth.labels) - {""})
        ]
        nothing = np.zeros(len(truth.paths), bool)
        missing = [self._outcome(one, nothing, is_counted=True) for one in absent]
        captions = []
        for place, caption in truth.captions:
            right = nothing.copy()
            right[place] = True
            captions.append(self._outcome(caption, right, is_counted=False))
        claims = np.concatenate(self._claims) if self._claims else np.empty((0, 2))
        return Evaluation(
            self._model,
            len(truth.paths),
            self._k,
            labels,
            captions,
            missing,
            calibration_error(claims[:, 0], claims[:, 1]),
            reliability(claims[:, 0], claims[:, 1]),
        )

    def _outcome(
        self, text: str, right: npt.NDArray[np.bool_], *, is_counted: bool
    ) -> QueryOutcome:
        query = self._relevance.embed(text)
        cosines = self._vectors @ query.vector
        found = self._relevance.probabilities(query, cosines, self._model_id)
        is_above = found >= self._relevance.thresholds(text).likely
        if is_counted:
            best = np.argsort(-found, kind="stable")[:TOP]
            self._claims.append(np.column_stack([found[best], right[best]]))
        precision, recall = precision_recall(is_above, right)
        return QueryOutcome(
            text,
            int(right.sum()),
            not bool(is_above.any()),
            bool((is_above & right).any()),
            precision,
            recall,
            recall_at(cosines, right, self._k),
            average_precision(cosines, right),
        )


def absent_queries(built_in: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Of the built-in queries those that share no word with a label that is there."""
    present = {_stem(word) for label in labels for word in label.lower().split()}
    return [
        query
        for query in built_in
        if not present & {_stem(word.strip(".,!?'")) for word in query.lower().split()}
    ]


def _stem(word: str) -> str:
    return word.removesuffix("s")
