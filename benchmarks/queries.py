"""Text queries in a large library: what a search costs beyond embedding the text, and how long
the first answer takes after opening. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic_library import make_library

from photoclip import Library

QUERIES = [
    f"a {colour} {thing}"
    for colour in ("red", "green", "old")
    for thing in ("boat", "dog", "house", "car", "tree", "cake", "street", "bird")
]


def run(count: int, folder: Path) -> dict[str, object]:
    """Measure in a library of ``count`` synthetic photos, made in ``folder``."""
    make_library(folder, count)
    with Library.open(folder / "library") as library:
        library.model()
        started = time.perf_counter()
        library.search(QUERIES[0])
        first_s = time.perf_counter() - started
        total, embed = [], []
        for query in QUERIES:
            started = time.perf_counter()
            library.search(query)
            total.append(time.perf_counter() - started)
            started = time.perf_counter()
            library.embed_texts([query])
            embed.append(time.perf_counter() - started)
        beyond = [whole - part for whole, part in zip(total, embed, strict=True)]
        return {
            "machine": describe_machine(),
            "count": count,
            "beyond_embedding_ms": statistics.median(beyond) * 1000,
            "text_embedding_ms": statistics.median(embed) * 1000,
            "open_to_first_answer_s": first_s,
            "index": library.index_kind(),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(options.count, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
