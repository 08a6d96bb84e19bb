"""Indexing 12-megapixel JPEGs end to end, against the plain way, in one run.

Prints photos/s of both, their ratio, each stage's share of the work, and what the slowest stage
alone would allow on this machine. The loading of models is not counted on either side.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic import write_photos

from photoclip import Library
from photoclip.core.config import Settings

HERE = Path(__file__).resolve().parent


def measure_photoclip(photos: Path, model: str) -> dict[str, object]:
    """Index into a fresh library, the model loaded before."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", settings=Settings(model=model)) as library,
    ):
        ready = library.model()
        # One picture through everything: first calls pay for memory and caches once.
        library.search_like(next(iter(sorted(photos.iterdir()))))
        report = library.index(photos)
        if report.failed:
            raise SystemExit(f"{report.failed} photos failed: {report.problems[:3]}")
        stages = asdict(report.stages)
        return {
            "photos_per_s": report.embedded / report.seconds,
            "stage_s_per_photo": {name: s / report.embedded for name, s in stages.items()},
            "runtime": ready.label,
        }


def measure_plain(photos: Path, model: str) -> float:
    """Photos a second of the plain way, in a process of its own."""
    resources = HERE.parent / "resources"
    command = [sys.executable, str(HERE / "plain.py"), str(photos), "--model", model]
    command += ["--resources", str(resources)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.splitlines()[-1])["photos_per_s"])


def run(count: int, model: str, rounds: int) -> dict[str, object]:
    """Both ways in turn, ``rounds`` times; medians, and the ratio pair by pair."""
    ours, plain = [], []
    with tempfile.TemporaryDirectory() as folder:
        photos = Path(folder) / "photos"
        write_photos(photos, count)
        for _ in range(rounds):
            ours.append(measure_photoclip(photos, model))
            plain.append(measure_plain(photos, model))
    rates = [float(str(one["photos_per_s"])) for one in ours]
    stages = ours[-1]["stage_s_per_photo"]
    assert isinstance(stages, dict)
    total = sum(stages.values())
    slowest = max(stages, key=lambda name: stages[name])
    return {
        "machine": describe_machine(),
        "model": model,
        "photos": count,
        "runtime": ours[-1]["runtime"],
        "photoclip_photos_per_s": statistics.median(rates),
        "plain_photos_per_s": statistics.median(plain),
        "ratio": statistics.median(a / b for a, b in zip(rates, plain, strict=True)),
        "ratios": [a / b for a, b in zip(rates, plain, strict=True)],
        "stage_share": {name: seconds / total for name, seconds in stages.items()},
        "stage_ms_per_photo": {name: seconds * 1000 for name, seconds in stages.items()},
        "slowest_stage": slowest,
        "slowest_stage_limit_photos_per_s": (os.cpu_count() or 1) / stages[slowest],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=48)
    parser.add_argument("--model", default="starter")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(json.dumps(run(options.photos, options.model, options.rounds), indent=1))


if __name__ == "__main__":
    main()
