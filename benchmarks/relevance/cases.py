"""Queries with their answers in libraries made of labelled folders, as evidence and features."""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import Library
from photoclip.relevance.background import load_lines, load_prompts
from photoclip.relevance.calibration import EvidenceScale, SearchContext
from photoclip.relevance.queries import QueryKind, query_kind, texts_of

HERE = Path(__file__).parent
RESOURCES = HERE.parent.parent / "resources"
FOLDERS = ("things", "rooms", "weather", "captioned", "samples")
TOP = 20
CAPTIONS_A_LIBRARY = 150
SMALL = 150

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

    def prepare(self, texts: Sequence[str]) -> None:
        missing = [one for one in dict.fromkeys(texts) if one not in self._known]
        for start in range(0, len(missing), 64):
            part = missing[start : start + 64]
            self._known.update(zip(part, self._library.embed_texts(part), strict=True))

    def prepare_queries(self, queries: Sequence[str]) -> None:
        self.prepare([text for query in queries for part in texts_of(query) for text in part])

    def query(self, text: str) -> tuple[Vectors, Vectors]:
        """The vector of a query and those of the words it names, as the product makes them."""
        prompts, named = texts_of(text)
        mean = np.mean([self._known[one] for one in prompts], axis=0)
        words = [self._known[one] for one in named]
        return mean / np.linalg.norm(mean), np.array(words).reshape(len(words), len(mean))

    def plain(self, texts: Sequence[str]) -> Vectors:
        self.prepare(texts)
        return np.stack([self._known[one] for one in texts])


def load_pictures(library: Library, labelled: Path, samples: Path) -> Pictures:
    """Take the folders in (what is known already costs nothing) and read the vectors."""
    library.index([labelled, samples])
    (model,) = library._catalog.models.list()
    batch = library._catalog.vectors.load(model.id)
    paths = library._catalog.photos.paths_of(batch.photo_ids.tolist(), None)
    names = [_name(Path(paths[one][0]), labelled) for one in batch.photo_ids.tolist()]
    captions: dict[str, list[str]] = defaultdict(list)
    for path, prefix in ((labelled / "captions.csv", ""), (samples / "photos.csv", "samples//")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                captions[prefix + row["file"]].append(row["caption"])
    return Pictures(names, batch.vectors.astype(np.float32), captions)


def _name(path: Path, labelled: Path) -> str:
    if path.is_relative_to(labelled):
        return path.relative_to(labelled).as_posix()
    return f"samples//{path.name}"


def cases(pictures: Pictures, texts: Texts, *, is_trained: bool) -> list[Case]:
    """All queries in libraries of every combination of folders, whole and in small parts."""
    ready = texts._library.model()
    assert ready.logit_bias is not None
    trained = EvidenceScale.trained(ready.logit_scale, ready.logit_bias)
    background = texts.plain(load_prompts(RESOURCES))
    rng = np.random.default_rng(0)
    found: list[Case] = []
    for combination, rows in _libraries(pictures, rng):
        vectors = pictures.vectors[rows]
        tops = (vectors @ background.T).max(axis=0)
        scale = trained if is_trained else EvidenceScale.from_background(tops)
        for source, text, right, known in _queries(pictures, combination, rows, rng):
            found.append(_case(texts, vectors, scale, source, text, right, known))
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
        ("absent-fit", HERE / "absent.txt"),
    ):
        for text in load_lines(path):
            if _is_absent(text, said, combination):
                yield source, text, nothing, everything
    yield from _label_queries(pictures, combination, rows)
    if "captioned" in combination:
        yield from _word_queries(pictures, rows)
    yield from _caption_queries(pictures, rows, rng)


def _is_absent(text: str, said: str, combination: tuple[str, ...]) -> bool:
    words = re.sub(r"^(a|an|the) ", "", text.lower()).removesuffix("s")
    if query_kind(text) is not QueryKind.LABEL:
        return True
    labels = "elephant giraffe" if "things" in combination else ""
    return not re.search(r"\b" + re.escape(words), f"{said} {labels}")


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


def _case(
    texts: Texts,
    vectors: Vectors,
    scale: EvidenceScale,
    source: str,
    text: str,
    right: npt.NDArray[np.bool_],
    known: npt.NDArray[np.bool_],
) -> Case:
    texts.prepare_queries([text])
    vector, named = texts.query(text)
    cosines = vectors @ vector
    order = np.argsort(-cosines)[:TOP]
    best, second = cosines[order[0]], cosines[order[1]]
    words = float((vectors @ named.T).max(axis=0).mean()) if len(named) else float(best)
    kind = query_kind(text)
    context = SearchContext(kind, scale, len(vectors), float(best), float(second), words)
    evidence = scale.evidence(cosines)
    shown = order[known[order]]
    return Case(
        source,
        text,
        kind,
        bool(right.any()),
        float(evidence[order[0]]),
        float(evidence[right].max()) if right.any() else -np.inf,
        context.features(),
        np.column_stack([evidence[shown], right[shown]]),
    )
