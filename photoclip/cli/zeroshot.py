"""``photoclip zeroshot``: how well words alone sort labelled pictures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from photoclip.app.opening import worker_without_library
from photoclip.app.paths import resources_folder
from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.config import Settings
from photoclip.relevance.classification import ClassificationFigures
from photoclip.services.measuring.zeroshot import ZeroShotReport, ZeroShotService

WIDEST_MATRIX = 12
MISTAKES_SHOWN = 20
SKIPPED_SHOWN = 10


def run_zeroshot(
    settings: Settings, pictures: Path, *, labels: Path | None, templates: str, as_json: bool
) -> None:
    """Measure and print; nothing is written anywhere."""
    with worker_without_library(settings, lambda line: note(printable(line))) as client:
        service = ZeroShotService(client, resources_folder())
        report = service.run(pictures, labels=labels, templates=templates, progress=_progress)
    if as_json:
        say_json(as_dictionary(report))
    else:
        _say(report)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(
            f"\r{done:,} of {total:,} pictures", end="" if done < total else "\n", file=sys.stderr
        )


def as_dictionary(report: ZeroShotReport) -> dict[str, Any]:
    """The documented form: model, n, top1, top5, per_label, and what was compared."""
    figures = report.figures
    return {
        "model": report.model,
        "n": figures.n,
        "top1": figures.top1,
        "top5": figures.top5,
        "per_label": _per_label(report, figures),
        "templates": {"name": report.templates, "count": report.template_count},
        "single_template": {"top1": report.single.top1, "top5": report.single.top5},
        "labels": [folder for folder, _ in report.labels],
        "confusion": figures.confusion.tolist(),
        "skipped": list(report.skipped),
    }


def _per_label(report: ZeroShotReport, figures: ClassificationFigures) -> dict[str, Any]:
    return {
        folder: {
            "label": text,
            "n": int(figures.label_n[place]),
            "top1": float(figures.label_top1[place]),
            "top5": float(figures.label_top5[place]),
        }
        for place, (folder, text) in enumerate(report.labels)
        if figures.label_n[place]
    }


def _say(report: ZeroShotReport) -> None:
    figures, single = report.figures, report.single
    say(f"Model     {report.model}")
    say(f"Pictures  {figures.n:,} with {counted(len(report.labels), 'label')}")
    say(f"          {'top-1':>7} {'top-5':>7}")
    prompts = f"{report.template_count} prompts" if report.template_count > 1 else "1 prompt"
    say(f"{prompts:<10}{figures.top1:7.1%} {figures.top5:7.1%}  ({report.templates})")
    say(f"{'1 prompt':<10}{single.top1:7.1%} {single.top5:7.1%}  (“a photo of a …”)")
    say()
    width = max(len(printable(folder)) for folder, _ in report.labels)
    for folder, one in _per_label(report, figures).items():
        name = printable(folder).ljust(width)
        say(f"{name}  {one['top1']:6.1%} {one['top5']:6.1%}  of {one['n']:,}")
    say()
    if len(report.labels) <= WIDEST_MATRIX:
        _say_matrix(report, width)
    else:
        _say_mistakes(report)
    for line in report.skipped[:SKIPPED_SHOWN]:
        note(f"Skipped {printable(line)}")
    if len(report.skipped) > SKIPPED_SHOWN:
        note(f"… and {len(report.skipped) - SKIPPED_SHOWN:,} more.")


def _say_matrix(report: ZeroShotReport, width: int) -> None:
    say("Rows are the folders, columns what the pictures were taken for:")
    names = [printable(folder) for folder, _ in report.labels]
    say(" " * width + "".join(f" {name[:9]:>9}" for name in names))
    for name, row in zip(names, report.figures.confusion, strict=True):
        say(name.ljust(width) + "".join(f" {count:9,}" for count in row))


def _say_mistakes(report: ZeroShotReport) -> None:
    say("Taken for something else most often:")
    for truth, guess, count in report.figures.confused(MISTAKES_SHOWN):
        say(f"  {count:5,}  {printable(report.labels[truth][0])} → {report.labels[guess][0]}")
