"""Queries with their answers in libraries made of labelled folders, as evidence and features."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.asked import Asked, Questions
from benchmarks.relevance.pictures import FOLDERS, RESOURCES, VIEWS, Pictures, Vectors
from photoclip import Library
from photoclip.relevance.background import load_prompts
from photoclip.relevance.calibration import EvidenceScale, SearchContext, Spread
from photoclip.relevance.kin import LabelBank, load_bank
from photoclip.relevance.queries import QueryKind, query_kind, texts_of

TOP = 20
OF_THE_REST = 20
SMALL = 150
LARGE = ((1_300, 5_000), (1_300, 2_000), (400, 5_000), (400, 1_000), (150, 2_500))
"""Large libraries: so many pictures, and so many of the views."""


@dataclass(frozen=True)
class Case:
    """One query in one library. best_right: evidence of the best right photo, -inf if absent.

    few: so many right photos were left, 0 for all of them. pairs: (m, 3) evidence and truth of
    photos whose truth is known, and for how many each stands: the best ones, and some of the rest.
    """

    source: str
    text: str
    kind: QueryKind
    is_present: bool
    few: int
    photos: int
    evidence: float
    best_right: float
    features: tuple[float, ...]
    pairs: npt.NDArray[np.float64]


class Texts:
    """Embeds texts once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._known: dict[str, Vectors] = {}
        self._made: dict[str, tuple[Vectors, Vectors]] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        missing = [one for one in dict.fromkeys(texts) if one not in self._known]
        for start in range(0, len(missing), 64):
            part = missing[start : start + 64]
            self._known.update(zip(part, self.library.embed_texts(part), strict=True))

    def prepare_queries(self, queries: Sequence[str]) -> None:
        self.prepare([text for query in queries for part in texts_of(query) for text in part])

    def query(self, text: str) -> tuple[Vectors, Vectors]:
        """The vector of a query and those of the words it names, as the product makes them."""
        if text not in self._made:
            prompts, named = texts_of(text)
            mean = np.mean([self._known[one] for one in prompts], axis=0)
            words = np.array([self._known[one] for one in named], np.float32)
            self._made[text] = (mean / np.linalg.norm(mean), words.reshape(-1, len(mean)))
        return self._made[text]

    def plain(self, texts: Sequence[str]) -> Vectors:
        self.prepare(texts)
        return np.stack([self._known[one] for one in texts])


def cases(pictures: Pictures, texts: Texts, *, is_trained: bool) -> list[Case]:
    """All queries in libraries of every combination of folders, whole and in small parts."""
    ready = texts.library.model()
    assert ready.logit_bias is not None
    trained = EvidenceScale.trained(ready.logit_scale, ready.logit_bias)
    background = texts.plain(load_prompts(RESOURCES))
    bank = load_bank(RESOURCES, ready.keys.texts)
    chance = np.random.default_rng(0)
    found: list[Case] = []
    for combination, rows in _libraries(pictures, chance):
        vectors = pictures.vectors[rows]
        scale = trained
        if not is_trained:
            scale = EvidenceScale.from_background((vectors @ background.T).max(axis=0))
        asked = list(Questions(pictures, combination, rows, chance).all())
        texts.prepare_queries([one.text for one in asked])
        measured = Measured(vectors, bank, scale)
        found += [measured.case(one, *texts.query(one.text)) for one in asked]
    return found


def _libraries(
    pictures: Pictures, chance: np.random.Generator
) -> Iterator[tuple[tuple[str, ...], npt.NDArray[np.int64]]]:
    folders = pictures.folders
    for count in range(1, len(FOLDERS) + 1):
        for combination in itertools.combinations(FOLDERS, count):
            rows = np.flatnonzero(np.isin(folders, combination))
            yield combination, rows
            if len(rows) > SMALL:
                yield combination, np.sort(chance.choice(rows, SMALL, replace=False))
    views, real = np.flatnonzero(folders == VIEWS), np.flatnonzero(folders != VIEWS)
    for of_real, of_views in LARGE if len(views) else ():
        chosen = chance.permutation(real)[:of_real], chance.permutation(views)[:of_views]
        yield FOLDERS, np.sort(np.concatenate(chosen))


class Measured:
    """One library, to be asked."""

    def __init__(self, vectors: Vectors, bank: LabelBank, scale: EvidenceScale) -> None:
        self._vectors = vectors
        self._bank = bank
        self._scale = scale
        self._chance = np.random.default_rng(0)
        self._labels = vectors @ bank.vectors.T
        self._tops = self._labels.max(axis=0)

    def case(self, asked: Asked, query: Vectors, named: Vectors) -> Case:
        """query: float32 (d,). named: float32 (m, d)."""
        left = asked.left
        is_whole = bool(left.all())
        cosines = (self._vectors @ query)[left]
        words = (named @ self._vectors.T)[:, left].max(axis=1) if len(named) else cosines[:0]
        tops = self._tops if is_whole else self._labels[left].max(axis=0)
        order = np.argsort(-cosines)
        best, second = float(cosines[order[0]]), float(cosines[order[1]])
        kind = query_kind(asked.text)
        context = SearchContext(
            kind=kind,
            scale=self._scale,
            photos=len(cosines),
            best=best,
            second=second,
            named=float(words.mean()) if len(words) else best,
            spread=Spread.of(cosines),
            kin=self._bank.expected(query, tops),
        )
        evidence = self._scale.evidence(cosines)
        right, enough = asked.right[left], asked.enough[left]
        known = order[asked.known[left][order]]
        rest = known[TOP:]
        some = self._chance.permutation(rest)[:OF_THE_REST]
        stands_for = np.ones(len(known[:TOP]) + len(some))
        stands_for[len(known[:TOP]) :] = len(rest) / max(len(some), 1)
        shown = np.concatenate([known[:TOP], some])
        return Case(
            asked.source,
            asked.text,
            kind,
            bool(right.any()),
            asked.few,
            len(cosines),
            float(evidence[order[0]]),
            float(evidence[enough].max()) if right.any() else -np.inf,
            context.features(),
            np.column_stack([evidence[shown], right[shown], stands_for]),
        )
