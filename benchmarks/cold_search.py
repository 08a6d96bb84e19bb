"""``photoclip search`` from a cold process to its answer, with the starter model (warm disk).

Times the whole command, several times, after one run that makes the caches.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine

FOUND_NOTHING = 1
SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "sample-photos"


def photoclip(library: Path, *words: str) -> float:
    """Run a command; wall seconds until it has ended."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "photoclip", "--library", str(library), *words],
        capture_output=True,
        text=True,
    )
    # A search that finds nothing ends with 1, says so, and took its time all the same.
    if done.returncode not in (0, FOUND_NOTHING) or "photoclip:" in done.stderr:
        raise SystemExit(f"photoclip {words[0]} failed: {done.stderr.strip()[-400:]}")
    return time.perf_counter() - started


def run(rounds: int, library: Path | None) -> dict[str, object]:
    """Median and worst of ``rounds`` cold searches, in ``library`` or in one of sample photos."""
    with tempfile.TemporaryDirectory() as folder:
        place = library or Path(folder) / "library"
        if library is None:
            photoclip(place, "index", str(SAMPLES))
        photoclip(place, "search", "a dog on a sofa")
        times = [photoclip(place, "search", "a boat at sunset") for _ in range(rounds)]
    return {
        "machine": describe_machine(),
        "cold_search_s": statistics.median(times),
        "worst_s": max(times),
        "times_s": times,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--library", type=Path, default=None)
    options = parser.parse_args()
    print(json.dumps(run(options.rounds, options.library), indent=1))


if __name__ == "__main__":
    main()
