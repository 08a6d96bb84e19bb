"""Fits resources/calibration/*.json on labelled pictures, and says what holds on others.

    python -m benchmarks.relevance.views --labelled DIR --into VIEWS
    python -m benchmarks.relevance.fit --labelled DIR --views VIEWS --library DIR

Every figure is of folders and queries that took no part in its fit: present ones of a folder that
was left out, and absent ones of a list that was.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.asked import ABSENT, ABSENT_ELSEWHERE, RARE
from benchmarks.relevance.cases import TOP, Case, Texts, cases
from benchmarks.relevance.logistic import by_source, fit
from benchmarks.relevance.pictures import RESOURCES, load_pictures
from photoclip import Library
from photoclip.relevance.calibration import FEATURES
from photoclip.relevance.logistic import logistic
from photoclip.relevance.metrics import calibration_error, reliability
from photoclip.relevance.queries import QueryKind

USED = {
    QueryKind.LABEL: ("best", "gap", "mean", "spread", "skew", "kin"),
    QueryKind.PHRASE: ("best", "gap", "named", "mean", "spread", "kin"),
    QueryKind.SENTENCE: ("best", "gap", "named", "mean", "spread", "skew", "kin"),
}
ABSENT_TARGET = {QueryKind.LABEL: 0.91, QueryKind.PHRASE: 0.92, QueryKind.SENTENCE: 0.93}
"""Share of the absent queries of the fit that the cut-off turns away: of others it is a little
less."""

STRONG_PRECISION = 0.9
MOST_STRONG = 0.85
"""The strong band begins here at the latest: labels of folders are not free of error."""

WEAK_SHARE = 0.25
"""The weak band begins at this part of the cut-off's probability."""

LABELLED = ("things", "rooms", "weather")
GROUPS = (("things",), ("rooms",), ("weather",), ("captions", "words"), ("samples",))

SIZES = ((0, 1_300), (1_300, 10_000))
"""Numbers of photos that are reported apart: real pictures alone, and with views."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """there: weights of FEATURES, then the intercept. shown: weights of a photo's evidence and of
    its distance to the best, then the intercept."""

    there: Floats
    shown: Floats
    strong: float = 1.0
    likely: float = 1.0
    weak: float = 1.0

    def probabilities(self, evidence: Floats, features: Floats, best: Floats) -> Floats:
        """evidence of photos, features (n, f) of their queries, and the best evidence: (n,)."""
        there = features @ self.there[:-1] + self.there[-1]
        shown = np.column_stack([evidence, evidence - best]) @ self.shown[:-1] + self.shown[-1]
        return logistic(there) * logistic(shown)

    def to_json(self) -> dict[str, object]:
        names = (*FEATURES, "intercept")
        there = {n: round(float(w), 4) for n, w in zip(names, self.there, strict=True) if w}
        parts = zip(("evidence", "behind", "intercept"), self.shown, strict=True)
        shown = {name: round(float(weight), 4) for name, weight in parts}
        bands = {"strong": self.strong, "likely": self.likely, "weak": self.weak}
        return {
            "there": there,
            "shown": shown,
            "bands": {name: round(value, 4) for name, value in bands.items()},
        }


def columns(found: list[Case]) -> tuple[Floats, Floats, Floats]:
    """Evidence of the best (n,), features (n, f), truth (n,)."""
    return (
        np.array([one.evidence for one in found]),
        np.array([one.features for one in found]),
        np.array([one.is_present for one in found], float),
    )


@dataclass(frozen=True)
class Pairs:
    """Photos with the query that they were shown for. All (m,), features (m, f).

    weights: those of a query sum up to the weight of the query.
    """

    evidence: Floats
    best: Floats
    features: Floats
    truth: Floats
    weights: Floats

    @classmethod
    def of(cls, found: list[Case], weights: Floats, *, most: int | None = None) -> Pairs:
        """weights: (n,), of the queries. most: so many of the best photos of each, not all."""
        rows = [(one, one.pairs[:most], own) for one, own in zip(found, weights, strict=True)]
        rows = [row for row in rows if len(row[1])]
        return cls(
            np.concatenate([pairs[:, 0] for _, pairs, _ in rows]),
            np.concatenate([np.full(len(pairs), one.evidence) for one, pairs, _ in rows]),
            np.concatenate([np.tile(one.features, (len(pairs), 1)) for one, pairs, _ in rows]),
            np.concatenate([pairs[:, 1] for _, pairs, _ in rows]),
            np.concatenate([own * pairs[:, 2] / pairs[:, 2].sum() for _, pairs, own in rows]),
        )

    def probabilities(self, fitted: Fitted) -> Floats:
        return fitted.probabilities(self.evidence, self.features, self.best)


def train(
    found: list[Case], kind: QueryKind, *, is_trained: bool, absent: Sequence[str] = ABSENT
) -> Fitted:
    """Weights that tell present from absent queries by the best photo, that of the number of
    photos by what turns away as many absent ones in large libraries; then, of queries for what is
    there, weights that tell right photos from others; then the bands."""
    left_out = {*ABSENT, ABSENT_ELSEWHERE, "samples"} - set(absent)
    found = [one for one in found if one.kind is kind and one.source not in left_out]
    evidence, features, truth = columns(found)
    sources = np.array(["absent" if one.source in absent else one.source for one in found])
    few = np.array([one.few for one in found], float)
    counts = by_source(sources, few, truth)
    is_absent = sources == "absent"
    there = _there(features, truth, counts, is_absent, kind, is_trained=is_trained)
    # Of captions only the own picture is known, which would make every pair a right one.
    labels = [place for place, one in enumerate(found) if one.source != "captions"]
    present = [place for place in labels if found[place].is_present]
    rows = Pairs.of([found[one] for one in present], counts[present])
    behind = np.column_stack([rows.evidence, rows.evidence - rows.best])
    fitted = Fitted(there, fit(behind, rows.truth, rows.weights))
    best = fitted.probabilities(evidence, features, evidence)
    likely = float(np.quantile(best[is_absent], ABSENT_TARGET[kind]))
    shown = Pairs.of([found[one] for one in labels], counts[labels], most=TOP)
    strong = _strong(shown.probabilities(fitted), shown, likely)
    return replace(fitted, strong=strong, likely=likely, weak=WEAK_SHARE * likely)


def _strong(chances: Floats, shown: Pairs, likely: float) -> float:
    """The least probability from which on enough of what was shown was right."""
    for level in np.arange(round(likely + 0.05, 2), MOST_STRONG, 0.01):
        is_above = chances >= level
        if np.average(shown.truth[is_above], weights=shown.weights[is_above]) >= STRONG_PRECISION:
            return float(level)
    return MOST_STRONG


def _there(
    features: Floats,
    truth: Floats,
    counts: Floats,
    is_absent: npt.NDArray[np.bool_],
    kind: QueryKind,
    *,
    is_trained: bool,
) -> Floats:
    # Only the starter model comes with vectors of its labels.
    used = np.array([n in USED[kind] and (n != "kin" or is_trained) for n in FEATURES])
    weights = fit(features * used, truth, counts)[:-1]
    sizes = features[is_absent, FEATURES.index("photos")]
    weights[FEATURES.index("photos")] = _even(
        features[is_absent] @ weights, sizes, ABSENT_TARGET[kind]
    )
    slope, intercept = fit((features @ weights)[:, None], truth, counts)
    return np.append(slope * weights, intercept)


def _even(logits: Floats, sizes: Floats, target: float) -> float:
    """The weight of a library's size by which the same share of absent queries stays below the
    same cut in all libraries."""
    libraries = np.unique(sizes)
    tops = [float(np.quantile(logits[sizes == one], target)) for one in libraries]
    slope, _ = np.polyfit(libraries, tops, 1)
    return -float(slope)


def judge(found: list[Case], *, is_trained: bool) -> tuple[list[dict[str, object]], Floats]:
    """Rows by kind, left-out folder and size, and (m, 3) probability, truth and weight of pairs."""
    rows: list[dict[str, object]] = []
    judged = []
    for kind, group in itertools.product(QueryKind, GROUPS):
        held = [one for one in found if one.kind is kind and one.source in group]
        others = [one for one in found if one.source not in group]
        parts = []
        for fit_on, judge_on in (ABSENT, ABSENT[::-1]) if held else ():
            fitted = train(others, kind, is_trained=is_trained, absent=(fit_on,))
            unseen = (judge_on, ABSENT_ELSEWHERE)
            absent = [one for one in found if one.kind is kind and one.source in unseen]
            parts += [_judged(one, fitted) for one in (*held, *absent)]
            # Of captions only the own picture is known, so their pairs would all be right ones.
            if group[0] in LABELLED:
                shown = held + absent[:: len(GROUPS)]
                measured = Pairs.of(shown, np.ones(len(shown)), most=TOP)
                chances = measured.probabilities(fitted)
                judged.append(np.column_stack([chances, measured.truth, measured.weights]))
        for least, most in SIZES:
            some = [one for one in parts if least <= one.case.photos < most]
            if any(one.case.is_present for one in some):
                row = {"kind": kind.value, "left_out": "+".join(group), "photos_up_to": most}
                rows.append(row | _shares(some))
    return rows, np.concatenate(judged)


@dataclass(frozen=True)
class Judged:
    """What a fit that knows neither the query nor its folder makes of a case.

    precision, recall: of the photos above the fold whose truth is known, nan where there are none.
    """

    case: Case
    is_found: bool
    is_right_kept: bool
    precision: float
    recall: float


def _judged(case: Case, fitted: Fitted) -> Judged:
    evidence = np.concatenate([[case.evidence, case.best_right], case.pairs[:, 0]])
    features = np.tile(case.features, (len(evidence), 1))
    best = np.full(len(evidence), case.evidence)
    above = fitted.probabilities(evidence, features, best) >= fitted.likely
    shown, stands_for = above[2:] * case.pairs[:, 2], case.pairs[:, 2]
    right = float((shown * case.pairs[:, 1]).sum())
    return Judged(
        case,
        bool(above[0]),
        bool(above[1]),
        right / shown.sum() if shown.sum() else float("nan"),
        right / max(float((stands_for * case.pairs[:, 1]).sum()), 1.0),
    )


def _shares(judged: list[Judged]) -> dict[str, object]:
    """What is kept, by the number of right photos: "all" are those of a folder."""
    absent = [one for one in judged if not one.case.is_present]
    row: dict[str, object] = {
        "absent": len(absent),
        "say_nothing": round(1 - float(np.mean([one.is_found for one in absent])), 3),
    }
    for few in (*RARE, 0):
        some = [one for one in judged if one.case.is_present and one.case.few == few]
        if some:
            row[f"right_{few or 'all'}"] = {
                "queries": len(some),
                "found": round(float(np.mean([one.is_found for one in some])), 3),
                "right_one_kept": round(float(np.mean([one.is_right_kept for one in some])), 3),
                "precision": round(float(np.nanmean([one.precision for one in some])), 3),
                "recall": round(float(np.mean([one.recall for one in some])), 3),
            }
    return row


def main() -> None:
    """Fit, judge, and write the parameters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labelled", type=Path, required=True)
    parser.add_argument("--views", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    chosen = parser.parse_args()
    with Library.open(chosen.library) as library:
        key = library.model().keys.texts
        texts = Texts(library)
        pictures = load_pictures(library, chosen.labelled, chosen.views)
        texts.prepare_queries([text for lines in pictures.captions.values() for text in lines])
        report: dict[str, object] = {}
        for name, is_trained in (("starter", True), ("general", False)):
            found = cases(pictures, texts, is_trained=is_trained)
            rows, judged = judge(found, is_trained=is_trained)
            error = calibration_error(judged[:, 0], judged[:, 1], judged[:, 2])
            bins = [one.to_json() for one in reliability(judged[:, 0], judged[:, 1], judged[:, 2])]
            report[name] = {"held_out": rows, "ece": round(error, 4), "reliability": bins}
            stored = {
                "model": key if is_trained else "",
                "evidence": "trained" if is_trained else "background",
                "origin": "benchmarks/relevance/fit.py on PACS photos, Houses, Multi-class "
                "weather, Flickr8k and the sample photos, with the starter model",
                "kinds": {
                    kind.value: train(found, kind, is_trained=is_trained).to_json()
                    for kind in QueryKind
                },
            }
            path = RESOURCES / "calibration" / f"{name}.json"
            path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
            print(name, f"ECE {error:.3f}")
            for row in rows:
                print("  ", *row.values())
    results = Path(__file__).parent.parent / "results" / "relevance.json"
    results.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
