"""The window with a large library: start, stalls, memory, and the time from key press to results.

Starts PhotoClip's window in a process of its own, offscreen (or on the display that
QT_QPA_PLATFORM names), on a synthetic library whose files exist, while new photos are copied into
a watched folder and taken in. A heartbeat in the window's thread measures the worst gap of every
scene. A first start, not counted, warms the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic_library import make_library

SCENES = Path(__file__).resolve().parent / "window_scenes.py"


def start_window(library: Path, *words: str) -> dict[str, object]:
    """Run the scenes in a window's process of its own; what it measured."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PHOTOCLIP_BORN": str(time.time())}
    done = subprocess.run(
        [sys.executable, str(SCENES), str(library), *words],
        env=environment,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"the window failed: {done.stderr.strip()[-2000:]}")
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return result


RATE_PHOTOS, RATE_NEW, RATE_ROUNDS = 2000, 200, 3


def measure_rates(place: Path, photos: int, new: int, rounds: int) -> dict[str, object]:
    """Indexing with all photos and with a search on show, in turns, in a library of its own."""
    make_library(place, photos, files=True, thumbnails=True)
    words = "--arrivals", str(place / "photos" / "arrivals"), "--new", str(new)
    return start_window(place / "library", *words, "--rounds", str(rounds))


def run(place: Path, count: int, new: int) -> dict[str, object]:
    """Measure in ``place``, where a library of ``count`` photos is made unless one is there."""
    library = place / "library"
    if not library.is_dir():
        make_library(place, count, files=True, thumbnails=True)
    start_window(library, "--only-start")
    return {
        "machine": describe_machine(),
        "photos": count,
        **start_window(library, "--only-start"),
        **start_window(
            library, "--arrivals", str(place / "photos" / "arrivals"), "--new", str(new)
        ),
        **measure_rates(place / "rates", min(count, RATE_PHOTOS), min(new, RATE_NEW), RATE_ROUNDS),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--place", type=Path, help="keep the synthetic library here")
    parser.add_argument("--new", type=int, default=1500, help="photos that arrive meanwhile")
    options = parser.parse_args()
    if options.place is not None:
        result = run(options.place, options.photos, options.new)
    else:
        with tempfile.TemporaryDirectory() as folder:
            result = run(Path(folder), options.photos, options.new)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
