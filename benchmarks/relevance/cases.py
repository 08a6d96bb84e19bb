"""Queries with their answers in libraries made of labelled folders, as evidence and features."""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import Library
from photoclip.relevance.background import load_lines, load_prompts
from photoclip.relevance.calibration import EvidenceScale, SearchContext
from photoclip.relevance.kin import load_bank
from photoclip.relevance.queries import QueryKind, query_kind, texts_of

HERE = Path(__file__).parent
RESOURCES = HERE.parent.parent / "resources"
FOLDERS = ("things", "rooms", "weather", "captioned", "samples")
VIEWS = "views"
"""Pictures of any other folder of the library: more of the same kinds, to make a library large."""

CERTAIN = frozenset(
    ("dog", "elephant", "giraffe", "guitar", "horse", "bathroom", "bedroom", "kitchen", "rain")
)
"""Labels that are surely in none of the other labelled folders."""

TOP = 20
CAPTIONS_A_LIBRARY = 150
SMALL = 150
LARGE = ((1_300, 5_000), (1_300, 2_000), (400, 5_000), (400, 1_000), (150, 2_500))
"""Large libraries: so many pictures, and so many of the views."""


Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Case:
    """One query in one library. best_right: evidence of the best right photo, -inf if absent.

    pairs: (m, 2) evidence and truth of those of the best photos whose truth is known.
    """

    source: str
    text: str
    kind: QueryKind
    is_present: bool
    photos: int
    evidence: float
    best_right: float
    features: tuple[float, ...]
    pairs: npt.NDArray[np.float64]


@dataclass
class Pictures:
    """All pictures. names: "folder/label/file" or "captioned/file". captions: by name."""

    names: list[str]
    vectors: Vectors
    captions: dict[str, list[str]]
    said: dict[str, tuple[str, npt.NDArray[np.int64]]] = field(default_factory=dict)

    def folders(self) -> npt.NDArray[np.str_]:
        return np.array([name.split("/")[0] for name in self.names])

    def labels(self) -> npt.NDArray[np.str_]:
        return np.array([name.split("/")[1] for name in self.names])


class Texts:
    """Embeds texts once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[str, Vectors] = {}
        self._made: dict[str, tuple[Vectors, Vectors]] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        missing = [one for one in dict.fromkeys(texts) if one not in self._known]
        for start in range(0, len(missing), 64):
            part = missing[start : start + 64]
            self._known.update(zip(part, self._library.embed_texts(part), strict=True))

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


def load_pictures(library: Library, labelled: Path, samples: Path) -> Pictures:
    """Take the folders in (what is known already costs nothing) and read the vectors."""
    library.index([labelled, samples])
    (model,) = library._catalog.models.list()
    batch = library._catalog.vectors.load(model.id)
    paths = library._catalog.photos.paths_of(batch.photo_ids.tolist(), None)
    names = [_name(Path(paths[one][0]), labelled, samples) for one in batch.photo_ids.tolist()]
    captions: dict[str, list[str]] = defaultdict(list)
    for path, prefix in ((labelled / "captions.csv", ""), (samples / "photos.csv", "samples//")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                captions[prefix + row["file"]].append(row["caption"])
    return Pictures(names, batch.vectors.astype(np.float32), captions)


def _name(path: Path, labelled: Path, samples: Path) -> str:
    if path.is_relative_to(labelled):
        return path.relative_to(labelled).as_posix()
    return f"{'samples' if path.is_relative_to(samples) else VIEWS}//{path.name}"


def cases(pictures: Pictures, texts: Texts, *, is_trained: bool) -> list[Case]:
    """All queries in libraries of every combination of folders, whole and in small parts."""
    ready = texts._library.model()
    assert ready.logit_bias is not None
    trained = EvidenceScale.trained(ready.logit_scale, ready.logit_bias)
    background = texts.plain(load_prompts(RESOURCES))
    bank = load_bank(RESOURCES, ready.key)
    rng = np.random.default_rng(0)
    found: list[Case] = []
    for combination, rows in _libraries(pictures, rng):
        vectors = pictures.vectors[rows]
        tops = (vectors @ background.T).max(axis=0)
        scale = trained if is_trained else EvidenceScale.from_background(tops)
        queries = list(_queries(pictures, combination, rows, rng))
        texts.prepare_queries([text for _, text, _, _ in queries])
        asked = [texts.query(text) for _, text, _, _ in queries]
        cosines = np.stack([vector for vector, _ in asked]) @ vectors.T
        words = (np.concatenate([named for _, named in asked]) @ vectors.T).max(axis=1)
        ends = np.cumsum([len(named) for _, named in asked])
        parts = np.split(words, ends[:-1])
        tops = (vectors @ bank.vectors.T).max(axis=0)
        kin = [bank.expected(vector, tops) for vector, _ in asked]
        found += [_case(*one) for one in zip(queries, cosines, parts, kin, itertools.repeat(scale))]
    return found


def _libraries(
    pictures: Pictures, rng: np.random.Generator
) -> Iterator[tuple[tuple[str, ...], npt.NDArray[np.int64]]]:
    folders = pictures.folders()
    for count in range(1, len(FOLDERS) + 1):
        for combination in itertools.combinations(FOLDERS, count):
            rows = np.flatnonzero(np.isin(folders, combination))
            yield combination, rows
            if len(rows) > SMALL:
                yield combination, np.sort(rng.choice(rows, SMALL, replace=False))
    views, real = np.flatnonzero(folders == VIEWS), np.flatnonzero(folders != VIEWS)
    for of_real, of_views in LARGE if len(views) else ():
        chosen = rng.permutation(real)[:of_real], rng.permutation(views)[:of_views]
        yield FOLDERS, np.sort(np.concatenate(chosen))


Query = tuple[str, str, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]


def _queries(
    pictures: Pictures,
    combination: tuple[str, ...],
    rows: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> Iterator[Query]:
    """(source, text, right (n,), known (n,)): known says where ``right`` is certain."""
    nothing, everything = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    said = " ".join(
        text.lower()
        for name, lines in pictures.captions.items()
        if name.split("/")[0] in combination
        for text in lines
    )
    for source, path in (
        ("absent-judge", RESOURCES / "relevance" / "absent-queries.txt"),
        ("absent-judge", HERE / "absent-judge.txt"),
        ("absent-fit", HERE / "absent.txt"),
    ):
        for text in load_lines(path):
            if _is_absent(text, said, "things" in combination):
                yield source, text, nothing, everything
    for text in _elsewhere(combination):
        yield "absent-common", text, nothing, everything
    yield from _label_queries(pictures, combination, rows)
    if "captioned" in combination:
        yield from _word_queries(pictures, rows)
    yield from _caption_queries(pictures, rows, rng)


@cache
def _is_absent(text: str, said: str, with_things: bool) -> bool:
    words = re.sub(r"^(a|an|the) ", "", text.lower()).removesuffix("s")
    labels = "elephant giraffe" if with_things else ""
    return not re.search(r"\b" + re.escape(words), f"{said} {labels}")


def _elsewhere(combination: tuple[str, ...]) -> list[str]:
    """Things that are common in photos, yet surely not in these folders."""
    if "captioned" in combination or "samples" in combination:
        return []
    with (HERE / "present.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    away = [row for row in rows if row["folder"] not in combination and row["label"] in CERTAIN]
    return [row["query"] for row in away]


def _label_queries(
    pictures: Pictures, combination: tuple[str, ...], rows: npt.NDArray[np.int64]
) -> Iterator[Query]:
    folders, labels = pictures.folders()[rows], pictures.labels()[rows]
    with (HERE / "present.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            right = (folders == row["folder"]) & (labels == row["label"])
            if row["folder"] in combination and right.any():
                yield row["folder"], row["query"], right, folders == row["folder"]


def _word_queries(pictures: Pictures, rows: npt.NDArray[np.int64]) -> Iterator[Query]:
    for line in load_lines(HERE / "caption_words.txt"):
        head, times = _said(pictures, line)
        counts = times[rows]
        if (counts >= 2).any():
            yield "words", head, counts >= 2, counts != 1


def _said(pictures: Pictures, line: str) -> tuple[str, npt.NDArray[np.int64]]:
    """A word, and how many captions of each picture say it; 1, which is no answer, without any."""
    if line not in pictures.said:
        head, _, others = line.partition(":")
        forms = [head, *filter(None, others.split("|"))]
        pattern = re.compile(r"\b(" + "|".join(map(re.escape, forms)) + r")\b")
        counts = [
            sum(bool(pattern.search(text.lower())) for text in pictures.captions[name])
            if name.startswith("captioned")
            else 1
            for name in pictures.names
        ]
        pictures.said[line] = (head, np.array(counts))
    return pictures.said[line]


def _caption_queries(
    pictures: Pictures, rows: npt.NDArray[np.int64], rng: np.random.Generator
) -> Iterator[Query]:
    """Captions: their own picture is right, of the others nothing is known."""
    every = [
        (place, text)
        for place, row in enumerate(rows)
        for text in pictures.captions.get(pictures.names[row], ())
    ]
    chosen = rng.permutation(len(every))[:CAPTIONS_A_LIBRARY]
    for place, text in (every[one] for one in chosen):
        right = np.zeros(len(rows), bool)
        right[place] = True
        folder = pictures.names[rows[place]].split("/")[0]
        yield ("captions" if folder == "captioned" else "samples"), text, right, right


def _case(query: Query, cosines: Vectors, words: Vectors, kin: float, scale: EvidenceScale) -> Case:
    """cosines: float32 (n,), of the query. words: (m,), the best of each word that it names."""
    source, text, right, known = query
    order = np.argsort(-cosines)[:TOP]
    best, second = float(cosines[order[0]]), float(cosines[order[1]])
    kind = query_kind(text)
    context = SearchContext(
        kind,
        scale,
        len(cosines),
        best,
        second,
        float(words.mean()) if len(words) else best,
        float(cosines.mean()),
        float(cosines.std()),
        kin,
    )
    evidence = scale.evidence(cosines)
    shown = order[known[order]]
    return Case(
        source,
        text,
        kind,
        bool(right.any()),
        len(cosines),
        float(evidence[order[0]]),
        float(evidence[right].max()) if right.any() else -np.inf,
        context.features(),
        np.column_stack([evidence[shown], right[shown]]),
    )
