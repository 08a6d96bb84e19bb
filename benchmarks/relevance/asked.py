"""What is asked of a library, and which of its photos are right.

Things are rare in a real library: one photo of a raccoon among tens of thousands. A folder named
by its label holds dozens. So each query for something that is there is asked again of the same
library with all but one, three and ten of its right photos taken out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.pictures import RESOURCES, Pictures
from photoclip.relevance.background import load_lines

HERE = Path(__file__).parent

CERTAIN = frozenset(
    ("dog", "elephant", "giraffe", "guitar", "horse", "bathroom", "bedroom", "kitchen", "rain")
)
"""Labels that are surely in none of the other labelled folders."""

ABSENT = ("absent-1", "absent-2")
"""Lists of queries for things that are not there: each is judged by a fit on the other one."""

ABSENT_ELSEWHERE = "absent-queries"
"""Those of ``photoclip evaluate``, which take part in no fit."""

RARE = (1, 3, 10)
"""So many right photos are left in a library, for every query that has more."""

CAPTIONS_A_LIBRARY = 150

Booleans = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Asked:
    """One query. All arrays: (n,), of the photos of the library.

    right: what it is surely true of. known: where ``right`` is certain. enough: what counts as a
    right one above the fold: the right ones and their cut-outs. left: what the library holds.
    few: so many right ones were left, 0 if none was taken out.
    """

    source: str
    text: str
    right: Booleans
    known: Booleans
    enough: Booleans
    left: Booleans
    few: int = 0


class Questions:
    """All that is asked of one library."""

    def __init__(
        self,
        pictures: Pictures,
        combination: tuple[str, ...],
        rows: Rows,
        chance: np.random.Generator,
    ) -> None:
        """combination: the folders that the library is made of. rows: its pictures, (n,)."""
        self._pictures = pictures
        self._combination = combination
        self._rows = rows
        self._chance = chance
        self._nothing = np.zeros(len(rows), bool)
        self._everything = np.ones(len(rows), bool)

    def all(self) -> Iterator[Asked]:
        """Absent things, labels and words that captions say, rare and frequent, and captions."""
        for source, text in self._absent():
            yield Asked(
                source, text, self._nothing, self._everything, self._nothing, self._everything
            )
        yield from self._labels()
        if "captioned" in self._combination:
            yield from self._words()
        yield from self._captions()

    def _absent(self) -> Iterator[tuple[str, str]]:
        said = " ".join(
            text.lower()
            for name, lines in self._pictures.captions.items()
            if name.split("/")[0] in self._combination
            for text in lines
        )
        for source, path in (
            (ABSENT_ELSEWHERE, RESOURCES / "relevance" / "absent-queries.txt"),
            *((name, HERE / f"{name}.txt") for name in ABSENT),
        ):
            for text in load_lines(path):
                if _is_absent(text, said, "things" in self._combination):
                    yield source, text
        for row in _present():
            # Common in photos, yet surely not in these folders.
            is_away = row["folder"] not in self._combination and row["label"] in CERTAIN
            if is_away and not {"captioned", "samples"} & set(self._combination):
                yield "absent-common", row["query"]

    def _labels(self) -> Iterator[Asked]:
        folders = self._pictures.folders[self._rows]
        labels = self._pictures.labels[self._rows]
        for row in _present():
            right = (folders == row["folder"]) & (labels == row["label"])
            if row["folder"] in self._combination and right.any():
                known = folders == row["folder"]
                yield from self._rare_and_frequent(row["folder"], row["query"], right, known, right)

    def _words(self) -> Iterator[Asked]:
        for line in load_lines(HERE / "caption_words.txt"):
            head, times = _said(self._pictures, line)
            counts = times[self._rows]
            if (counts >= 2).any():
                is_captioned = self._pictures.folders[self._rows] == "captioned"
                known = is_captioned & (counts != 1)
                yield from self._rare_and_frequent(
                    "words", head, is_captioned & (counts >= 2), known, is_captioned & (counts > 0)
                )

    def _rare_and_frequent(
        self, source: str, text: str, right: Booleans, known: Booleans, perhaps: Booleans
    ) -> Iterator[Asked]:
        """perhaps: (n,), what goes with the right ones when they are taken out."""
        yield Asked(source, text, right, known, self._with_views(right), self._everything)
        if source == "weather":
            return  # A rainy sky is cloudy: without the cloudy ones, clouds are still there.
        places = np.flatnonzero(right)
        for few in RARE:
            if len(places) > few:
                kept = self._nothing.copy()
                kept[self._chance.choice(places, few, replace=False)] = True
                left = ~self._with_views(perhaps & ~kept)
                yield Asked(source, text, kept, known, self._with_views(kept), left, few)

    def _captions(self) -> Iterator[Asked]:
        """Captions: their own picture is right, of the others nothing is known."""
        every = [
            (place, text)
            for place, row in enumerate(self._rows)
            for text in self._pictures.captions.get(self._pictures.names[row], ())
        ]
        chosen = self._chance.permutation(len(every))[:CAPTIONS_A_LIBRARY]
        for place, text in (every[one] for one in chosen):
            right = self._nothing.copy()
            right[place] = True
            is_sample = self._pictures.folders[self._rows[place]] == "samples"
            source = "samples" if is_sample else "captions"
            yield Asked(source, text, right, right, self._with_views(right), self._everything)

    def _with_views(self, chosen: Booleans) -> Booleans:
        originals = self._pictures.originals[self._rows]
        return np.isin(originals, originals[chosen])


@cache
def _present() -> tuple[dict[str, str], ...]:
    with (HERE / "present.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _is_absent(text: str, said: str, with_things: bool) -> bool:
    words = re.sub(r"^(a|an|the) ", "", text.lower()).removesuffix("s")
    labels = "elephant giraffe" if with_things else ""
    return not re.search(r"\b" + re.escape(words), f"{said} {labels}")


def _said(pictures: Pictures, line: str) -> tuple[str, Rows]:
    """A word, and how many captions of each captioned picture say it."""
    if line not in pictures.said:
        head, _, others = line.partition(":")
        forms = [head, *filter(None, others.split("|"))]
        pattern = re.compile(r"\b(" + "|".join(map(re.escape, forms)) + r")\b")
        counts = [
            sum(bool(pattern.search(text.lower())) for text in pictures.captions.get(name, ()))
            for name in pictures.names
        ]
        pictures.said[line] = (head, np.array(counts))
    return pictures.said[line]
