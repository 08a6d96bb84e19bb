"""``photoclip evaluate``: how well searches do on labelled pictures, as a table or as JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from photoclip.app.evaluating import evaluate
from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.config import Settings
from photoclip.services.measuring.evaluation import Evaluation, QueryOutcome

SKIPPED_SHOWN = 10


def run_evaluate(
    pictures: Path, *, captions: Path | None, k: int, settings: Settings, as_json: bool
) -> int:
    """Evaluate and print; the exit code is 0."""
    found = evaluate(pictures, captions=captions, k=k, settings=settings)
    if as_json:
        say_json(as_dictionary(found))
    else:
        _say_table(found)
    for line in found.skipped[:SKIPPED_SHOWN]:
        note(f"Skipped {printable(line)}")
    if len(found.skipped) > SKIPPED_SHOWN:
        note(f"… and {len(found.skipped) - SKIPPED_SHOWN:,} more.")
    return 0


def as_dictionary(found: Evaluation) -> dict[str, object]:
    """The JSON form. Shares are in [0, 1], null where there was nothing to measure."""
    return {
        "model": found.model,
        "pictures": found.pictures,
        "k": found.k,
        **overall(found),
        "per_label": {one.query: _measures(one) for one in found.labels},
        "absent_found": [one.query for one in found.absent if not one.says_nothing],
        "reliability": [one.to_json() for one in found.reliability],
        "skipped": list(found.skipped),
    }


def overall(found: Evaluation) -> dict[str, float | int | None]:
    """Means over the labels, and the shares of absent and present queries that come out well."""
    return {
        "labels": len(found.labels),
        "precision": _mean(found.labels, lambda one: one.precision),
        "recall": _mean(found.labels, lambda one: one.recall),
        "recall_at_k": _mean(found.labels, lambda one: one.recall_at_k),
        "map": _mean(found.labels, lambda one: one.average_precision),
        "ece": _rounded(found.calibration_error),
        "present_kept": _mean(found.labels, lambda one: one.keeps_a_right_one),
        "absent": len(found.absent),
        "absent_say_nothing": _mean(found.absent, lambda one: one.says_nothing),
        "captions": len(found.captions),
        "captions_found": _mean(found.captions, lambda one: not one.says_nothing),
        "captions_own_kept": _mean(found.captions, lambda one: one.keeps_a_right_one),
        "captions_recall_at_k": _mean(found.captions, lambda one: one.recall_at_k),
    }


def _measures(one: QueryOutcome) -> dict[str, object]:
    values = {name: value for name, value in asdict(one).items() if name != "query"}
    return {
        name: _rounded(value) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _mean(
    outcomes: Sequence[QueryOutcome], measure: Callable[[QueryOutcome], float]
) -> float | None:
    values = [value for one in outcomes if not math.isnan(value := float(measure(one)))]
    return _rounded(sum(values) / len(values)) if values else None


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)


def _say_table(found: Evaluation) -> None:
    labels = counted(len(found.labels), "label")
    say(f"{counted(found.pictures, 'picture')}, {labels}, model {found.model}")
    if found.labels:
        width = max(len(printable(one.query)) for one in found.labels)
        head = ["pictures", "precision", "recall", f"recall@{found.k}", "AP", "kept"]
        say(f"{'':{width}}  " + "  ".join(f"{one:>9}" for one in head))
        for one in found.labels:
            values = [one.precision, one.recall, one.recall_at_k, one.average_precision]
            numbers = "  ".join(f"{_text(value):>9}" for value in values)
            kept = "yes" if one.keeps_a_right_one else "no"
            say(f"{printable(one.query):{width}}  {one.right:9,}  {numbers}  {kept:>9}")
    means = overall(found)
    say(
        f"mean: precision {_text(means['precision'])}, recall {_text(means['recall'])}, "
        f"recall@{found.k} {_text(means['recall_at_k'])}, mAP {_text(means['map'])}"
    )
    say(f"expected calibration error: {_text(means['ece'])}")
    say(f"labels that keep a right photo above the fold: {_percent(means['present_kept'])}")
    say(
        f"queries for what is not there that say so: {_percent(means['absent_say_nothing'])} "
        f"of {len(found.absent)}"
    )
    if found.captions:
        say(
            f"captions that find something: {_percent(means['captions_found'])} "
            f"of {len(found.captions):,}; their own picture above the fold: "
            f"{_percent(means['captions_own_kept'])}, among the first {found.k}: "
            f"{_percent(means['captions_recall_at_k'])}"
        )


def _text(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
