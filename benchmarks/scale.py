"""Indexing and re-scanning many small files: memory of the app process, and seconds.

Memory is the peak resident size of this process (the app), without its worker.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic import write_tiny_photos

from photoclip import Library
from photoclip.core.events import Event, IndexingProgressed


class MemoryTrace:
    """Resident size of this process against the number of photos done."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.points: list[tuple[int, int]] = []

    def __call__(self, event: Event) -> None:
        if isinstance(event, IndexingProgressed):
            self.points.append((event.done, self._process.memory_info().rss))

    def at(self, share: float) -> float:
        """MiB when that share of the photos was done."""
        goal = share * self.points[-1][0]
        return min(self.points, key=lambda point: abs(point[0] - goal))[1] / 2**20

    @property
    def peak(self) -> float:
        return max(size for _, size in self.points) / 2**20


def run(files: int, folder: Path) -> dict[str, object]:
    """Index ``files`` tiny photos, then scan them again unchanged."""
    photos = folder / "photos"
    write_tiny_photos(photos, files)
    trace = MemoryTrace()
    with Library.open(folder / "library") as library:
        library.model()
        library.search("warm")
        forget = library.events.subscribe(trace)
        first = library.index(photos)
        forget()
    started = time.perf_counter()
    with Library.open(folder / "library") as library:
        again = library.index()
    seconds = time.perf_counter() - started
    assert threading.active_count() == 1
    return {
        "machine": describe_machine(),
        "files": files,
        "photos_per_s": first.embedded / first.seconds,
        "embedded": first.embedded,
        "failed": first.failed,
        "app_peak_mib": trace.peak,
        "app_mib_at_half": trace.at(0.5),
        "app_mib_at_end": trace.at(1.0),
        "rescan_s": seconds,
        "rescan_embedded": again.embedded,
        "rescan_unchanged": again.unchanged,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(options.files, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
