"""Fits resources/calibration/*.json on labelled pictures, and says what holds on others.

    python -m benchmarks.relevance.fit --labelled DIR --library DIR

Every figure is of folders and queries that took no part in its fit: absent queries of
resources/relevance/absent-queries.txt, and present ones of a folder that was left out.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.cases import RESOURCES, Case, Texts, cases, load_pictures
from benchmarks.relevance.logistic import by_source, fit
from photoclip import Library
from photoclip.relevance.calibration import FEATURES
from photoclip.relevance.metrics import calibration_error, reliability
from photoclip.relevance.queries import QueryKind

USED = {
    QueryKind.LABEL: ("best", "gap", "mean", "spread", "kin"),
    QueryKind.PHRASE: ("best", "gap", "named", "mean", "spread", "kin"),
    QueryKind.SENTENCE: ("best", "gap", "named", "mean", "spread", "kin"),
}
ABSENT_TARGET = {QueryKind.LABEL: 0.91, QueryKind.PHRASE: 0.94, QueryKind.SENTENCE: 0.93}
"""Share of the absent queries of the fit that the cut-off turns away. Longer texts need more:
others than those of the fit come out some points lower."""

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
    """weights: evidence first, then FEATURES."""

    weights: Floats
    intercept: float
    strong: float
    likely: float
    weak: float

    def logits(self, evidence: Floats, features: Floats) -> Floats:
        result: Floats = self.weights[0] * evidence + features @ self.weights[1:] + self.intercept
        return result

    def to_json(self) -> dict[str, object]:
        names = ("evidence", *FEATURES)
        weights = {n: round(float(w), 4) for n, w in zip(names, self.weights, strict=True) if w}
        bands = {"strong": self.strong, "likely": self.likely, "weak": self.weak}
        return {
            "weights": weights,
            "intercept": round(self.intercept, 4),
            "bands": {name: round(value, 4) for name, value in bands.items()},
        }


def sigmoid(logits: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
    return result


def columns(found: list[Case]) -> tuple[Floats, Floats, Floats]:
    """Evidence of the best (n,), features (n, f), truth (n,)."""
    return (
        np.array([one.evidence for one in found]),
        np.array([one.features for one in found]),
        np.array([one.is_present for one in found], float),
    )


def pairs(found: list[Case], fitted: Fitted) -> Floats:
    """(m, 4): of every known pair the logit, how far below the best it is in evidence, the truth,
    and a weight by which a query counts as one."""
    rows = [
        np.column_stack(
            [
                fitted.logits(one.pairs[:, 0], np.tile(one.features, (len(one.pairs), 1))),
                one.pairs[:, 0] - one.evidence,
                one.pairs[:, 1],
                np.full(len(one.pairs), 1 / len(one.pairs)),
            ]
        )
        for one in found
        if len(one.pairs)
    ]
    return np.concatenate(rows)


def train(found: list[Case], kind: QueryKind, *, is_trained: bool) -> Fitted:
    """Weights that tell present from absent queries by the best photo; the weight of the number
    of photos, so that as many absent ones are turned away in large libraries; then on pairs the
    weight of a photo's distance to the best, with Platt's two parameters."""
    left_out = ("absent-judge", "samples")
    found = [one for one in found if one.kind is kind and one.source not in left_out]
    _, features, truth = columns(found)
    sources = np.array([one.source for one in found])
    # Only the starter model comes with vectors of its labels.
    used = np.array([n in USED[kind] and (n != "kin" or is_trained) for n in FEATURES])
    weights = fit(features * used, truth, by_source(sources, truth))[:-1]
    absent = sources == "absent-fit"
    sizes = features[absent, FEATURES.index("photos")]
    weights[FEATURES.index("photos")], cut = _even(
        features[absent] @ weights, sizes, ABSENT_TARGET[kind]
    )
    first = Fitted(np.concatenate([[0.0], weights]), 0.0, 1, 1, 1)
    # Of captions only the own picture is known, which would make every pair a right one.
    rows = pairs([one for one in found if one.source != "captions"], first)
    slope, own, shift = fit(rows[:, :2], rows[:, 2], rows[:, 3])
    weights *= slope
    weights[FEATURES.index("best")] -= own
    likely = float(sigmoid(np.array(slope * cut + shift)))
    probabilities = sigmoid(rows[:, :2] @ (slope, own) + shift)
    strong = next(
        (
            float(level)
            for level in np.arange(round(likely + 0.05, 2), MOST_STRONG, 0.01)
            if np.average(rows[probabilities >= level, 2]) >= STRONG_PRECISION
        ),
        MOST_STRONG,
    )
    weights = np.concatenate([[own], weights])
    return Fitted(weights, float(shift), strong, likely, WEAK_SHARE * likely)


def _even(logits: Floats, sizes: Floats, target: float) -> tuple[float, float]:
    """The weight of a library's size by which the same share of absent queries stays below the
    cut in all libraries, and that cut."""
    libraries = np.unique(sizes)
    tops = [float(np.quantile(logits[sizes == one], target)) for one in libraries]
    slope, cut = np.polyfit(libraries, tops, 1)
    return -float(slope), float(cut)


def judge(found: list[Case], *, is_trained: bool) -> tuple[list[dict[str, object]], Floats]:
    """Rows by kind, left-out folder and size, and (m, 3) probability, truth and weight of pairs."""
    rows: list[dict[str, object]] = []
    judged = []
    for kind, group in itertools.product(QueryKind, GROUPS):
        absent = [one for one in found if one.kind is kind and one.source == "absent-judge"]
        held = [one for one in found if one.kind is kind and one.source in group]
        if not held:
            continue
        fitted = train(
            [one for one in found if one.source not in group], kind, is_trained=is_trained
        )
        for least, most in SIZES:
            some = [one for one in held if least <= one.photos < most]
            none = [one for one in absent if least <= one.photos < most]
            if some and none:
                row = {"kind": kind.value, "left_out": "+".join(group), "photos_up_to": most}
                rows.append(row | _shares(fitted, some, none))
        # Of captions only the own picture is known, so their pairs would all be right ones.
        if group[0] in LABELLED:
            measured = pairs(held + absent[:: len(GROUPS)], fitted)
            chances = sigmoid(measured[:, 0])
            judged.append(np.column_stack([chances, measured[:, 2], measured[:, 3]]))
    return rows, np.concatenate(judged)


def _shares(fitted: Fitted, held: list[Case], absent: list[Case]) -> dict[str, object]:
    cut = np.log(fitted.likely / (1 - fitted.likely))
    evidence, features, _ = columns(absent)
    quiet = fitted.logits(evidence, features) < cut
    evidence, features, _ = columns(held)
    found = fitted.logits(evidence, features) >= cut
    right = np.array([one.best_right for one in held])
    kept = fitted.logits(right, features) >= cut
    return {
        "absent": len(absent),
        "absent_say_nothing": round(float(quiet.mean()), 3),
        "present": len(held),
        "present_found": round(float(found.mean()), 3),
        "right_above_fold": round(float(kept.mean()), 3),
    }


def main() -> None:
    """Fit, judge, and write the parameters."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labelled", type=Path, required=True)
    parser.add_argument("--library", type=Path, required=True)
    chosen = parser.parse_args()
    with Library.open(chosen.library) as library:
        key = library.model().key
        texts = Texts(library)
        pictures = load_pictures(library, chosen.labelled, RESOURCES / "sample-photos")
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
