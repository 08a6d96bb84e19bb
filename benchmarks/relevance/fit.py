"""Fits resources/calibration/*.json on labelled pictures, and says what holds on others.

    python -m benchmarks.relevance.fit --labelled DIR --library DIR

Every figure is of folders and queries that took no part in its fit: absent queries of
resources/relevance/absent-queries.txt, and present ones of a folder that was left out.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.cases import RESOURCES, Case, Texts, cases, load_pictures
from benchmarks.relevance.logistic import balanced, fit
from photoclip import Library
from photoclip.relevance.calibration import FEATURES
from photoclip.relevance.metrics import calibration_error, reliability
from photoclip.relevance.queries import QueryKind

USED = {
    QueryKind.LABEL: ("photos", "gap"),
    QueryKind.PHRASE: ("photos", "gap"),
    QueryKind.SENTENCE: ("photos", "gap", "named"),
}
ABSENT_TARGET = {QueryKind.LABEL: 0.91, QueryKind.PHRASE: 0.91, QueryKind.SENTENCE: 0.935}
"""Share of the absent queries of the fit that the cut-off turns away. Sentences need more: others
than those of the fit come out some points lower."""

STRONG_PRECISION = 0.9
WEAK_SHARE = 0.25
"""The weak band begins at this part of the cut-off's probability."""

LABELLED = ("things", "rooms", "weather")
GROUPS = (("things",), ("rooms",), ("weather",), ("captions", "words"), ("samples",))

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
    """(m, 3): logit, truth and weight of every known pair; a query counts as one."""
    rows = [
        np.column_stack(
            [
                fitted.logits(one.pairs[:, 0], np.tile(one.features, (len(one.pairs), 1))),
                one.pairs[:, 1],
                np.full(len(one.pairs), 1 / len(one.pairs)),
            ]
        )
        for one in found
        if len(one.pairs)
    ]
    return np.concatenate(rows)


def train(found: list[Case], kind: QueryKind) -> Fitted:
    """First the weights that tell present from absent queries, then Platt's two on pairs."""
    found = [one for one in found if one.kind is kind and one.source != "absent-judge"]
    evidence, features, truth = columns(found)
    is_used = np.array([name in USED[kind] for name in FEATURES])
    best = fit(np.column_stack([evidence, features * is_used]), truth, balanced(truth))
    first = Fitted(best[:-1], float(best[-1]), 1, 1, 1)
    logits = first.logits(evidence, features)
    cut = float(np.quantile(logits[truth == 0], ABSENT_TARGET[kind]))
    # Of captions only the own picture is known, which would make every pair a right one.
    rows = pairs([one for one in found if one.source not in ("captions", "samples")], first)
    slope, shift = fit(rows[:, :1], rows[:, 1], rows[:, 2])
    likely = float(sigmoid(np.array(slope * cut + shift)))
    probabilities = sigmoid(slope * rows[:, 0] + shift)
    strong = next(
        (
            float(level)
            for level in np.arange(round(likely + 0.05, 2), 0.96, 0.01)
            if np.average(rows[probabilities >= level, 1]) >= STRONG_PRECISION
        ),
        0.95,
    )
    intercept = slope * first.intercept + shift
    return Fitted(slope * first.weights, float(intercept), strong, likely, WEAK_SHARE * likely)


def judge(found: list[Case]) -> tuple[list[dict[str, object]], Floats]:
    """One row a kind and left-out folder, and (m, 3) probability, truth and weight of pairs."""
    rows: list[dict[str, object]] = []
    judged = []
    for kind in QueryKind:
        absent = [one for one in found if one.kind is kind and one.source == "absent-judge"]
        for group in GROUPS:
            held = [one for one in found if one.kind is kind and one.source in group]
            if not held:
                continue
            fitted = train([one for one in found if one.source not in group], kind)
            cut = np.log(fitted.likely / (1 - fitted.likely))
            evidence, features, _ = columns(absent)
            quiet = fitted.logits(evidence, features) < cut
            evidence, features, _ = columns(held)
            right = np.array([one.best_right for one in held])
            rows.append(
                {
                    "kind": kind.value,
                    "left_out": "+".join(group),
                    "absent": len(absent),
                    "absent_say_nothing": round(float(quiet.mean()), 3),
                    "present": len(held),
                    "present_found": round(
                        float((fitted.logits(evidence, features) >= cut).mean()), 3
                    ),
                    "right_above_fold": round(
                        float((fitted.logits(right, features) >= cut).mean()), 3
                    ),
                }
            )
            # Of captions only the own picture is known, so their pairs would all be right ones.
            if group[0] in LABELLED:
                measured = pairs(held + absent[:: len(GROUPS)], fitted)
                judged.append(
                    np.column_stack([sigmoid(measured[:, 0]), measured[:, 1], measured[:, 2]])
                )
    return rows, np.concatenate(judged)


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
            rows, judged = judge(found)
            error = calibration_error(judged[:, 0], judged[:, 1], judged[:, 2])
            bins = [one.to_json() for one in reliability(judged[:, 0], judged[:, 1], judged[:, 2])]
            report[name] = {"held_out": rows, "ece": round(error, 4), "reliability": bins}
            stored = {
                "model": key if is_trained else "",
                "evidence": "trained" if is_trained else "background",
                "origin": "benchmarks/relevance/fit.py on PACS photos, Houses, Multi-class "
                "weather, Flickr8k and the sample photos, with the starter model",
                "kinds": {kind.value: train(found, kind).to_json() for kind in QueryKind},
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
