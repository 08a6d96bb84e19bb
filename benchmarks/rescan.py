"""Re-scanning a library of many unchanged files, and a cold search in it. One JSON object."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cold_search import run as run_cold_search
from machine import describe_machine
from synthetic_library import make_library

from photoclip import Library


def run(count: int, folder: Path) -> dict[str, object]:
    """Scan ``count`` files that the catalog knows already; then search from cold processes."""
    make_library(folder, count, files=True, thumbnails=True)
    started = time.perf_counter()
    with Library.open(folder / "library") as library:
        report = library.index()
    seconds = time.perf_counter() - started
    if report.unchanged != count or report.embedded:
        raise SystemExit(f"not what was expected: {report}")
    cold = run_cold_search(5, folder / "library")
    return {
        "machine": describe_machine(),
        "files": count,
        "rescan_s": seconds,
        "cold_search_s": cold["cold_search_s"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(options.count, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
