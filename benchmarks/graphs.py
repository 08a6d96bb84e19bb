"""The libraries of graphs beside each other: hnswlib and usearch, on synthetic libraries.

    python benchmarks/graphs.py --count 20000 --count 100000 --keep

Each builds, saves and loads its graph in a process of its own, so that memory is its own; then
both are asked the same in turns, so that what else the machine does falls on both. Prints one JSON
object; --keep puts it into benchmarks/results/graphs.json as well.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median

import numpy as np
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))

from machine import describe_machine
from synthetic_vectors import Array, PhotoSpace

from photoclip.core.models import PhotoIds, StoredVectors
from photoclip.index import hnsw
from photoclip.index.exact import ExactIndex
from photoclip.index.graphs import choice
from photoclip.index.graphs.graph import Graph
from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
from photoclip.index.graphs.usearch_graph import UsearchGraph
from photoclip.index.hnsw import HnswIndex

RESULTS = Path(__file__).resolve().parent / "results" / "graphs.json"
DIM = 512
BATCH = 65536
BUILD_AT_ONCE = 256
EFS = (200, 400, 800, 1200, 2400)
SIZES = (10, 200)
GRAPHS: dict[str, type[Graph]] = {one.LIBRARY: one for one in (HnswlibGraph, UsearchGraph)}

Figures = dict[str, object]


class Watch:
    """What else happens during a deed: the longest time, in ms, for which another thread did not
    get Python's lock, and the most memory, in MiB."""

    def __init__(self) -> None:
        self.stall_ms = 0.0
        self.peak_mib = 0.0
        self._process = psutil.Process()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.is_set():
            start = time.perf_counter()
            self._ended.wait(0.001)
            self.stall_ms = max(self.stall_ms, (time.perf_counter() - start) * 1000 - 1)
            self.peak_mib = max(self.peak_mib, self._process.memory_info().rss / 2**20)


def library_of(count: int) -> tuple[PhotoSpace, StoredVectors]:
    """The same photos in every process."""
    space = PhotoSpace.make(count, DIM)
    parts = [
        space.photos(min(BATCH, count - start), seed=start + 1).astype(np.float16)
        for start in range(0, count, BATCH)
    ]
    return space, np.concatenate(parts)


def resident_mib() -> float:
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20


def watched(deed: Callable[[], object], before_mib: float) -> Figures:
    """Seconds of a deed, and what else happened meanwhile."""
    with Watch() as watch:
        start = time.perf_counter()
        deed()
        spent = time.perf_counter() - start
    return {"s": spent, "stall_ms": watch.stall_ms, "peak_mib": watch.peak_mib - before_mib}


def build_and_save(vectors: StoredVectors, folder: Path) -> Figures:
    ids = np.arange(1, len(vectors) + 1)
    HnswIndex(DIM).add(ids[:64], vectors[:64])
    before = resident_mib()
    index = HnswIndex(DIM, capacity=len(vectors))

    def build() -> None:
        for start in range(0, len(vectors), BUILD_AT_ONCE):
            part = slice(start, start + BUILD_AT_ONCE)
            index.add(ids[part], vectors[part])

    return {
        "threads": index._threads,
        "build": watched(build, before),
        "memory_built_mib": resident_mib() - before,
        "save": watched(lambda: index.save(folder, {}), before),
    }


def make(library: str, count: int, folder: Path) -> Figures:
    """Build, save and load a graph in this process.

    The vectors that are kept beside a graph, 1 KB a photo, are the same for both.
    """
    choice.graph_class = lambda: GRAPHS[library]  # type: ignore[assignment]
    _, vectors = library_of(count)
    figures = build_and_save(vectors, folder)
    before = resident_mib()
    loaded: list[HnswIndex] = []
    figures["load"] = watched(lambda: loaded.append(opened(library, folder)), before)
    figures["memory_loaded_mib"] = resident_mib() - before
    graph_file = next(path for path in folder.iterdir() if path.name.startswith("graph-"))
    figures["graph_file_mib"] = graph_file.stat().st_size / 2**20
    return figures


def made(library: str, count: int, folder: Path) -> Figures:
    """What ``make`` measures in a process of its own."""
    words = ["--count", str(count), "--make", library, str(folder)]
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), *words],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def opened(library: str, folder: Path) -> HnswIndex:
    choice.graph_class = lambda: GRAPHS[library]  # type: ignore[assignment]
    loaded = HnswIndex.load(folder, DIM, {})
    if loaded is None:
        raise SystemExit(f"the graph of {library} could not be loaded")
    return loaded[0]


def asked_in_turns(
    indexes: dict[str, HnswIndex], queries: Array, size: int, right: list[PhotoIds]
) -> Figures:
    """Recall and median ms of each, every query asked of all before the next."""
    spent: dict[str, list[float]] = {name: [] for name in indexes}
    found: dict[str, list[float]] = {name: [] for name in indexes}
    for turn, (query, wanted) in enumerate(zip(queries, right, strict=True)):
        order = list(indexes) if turn % 2 else list(indexes)[::-1]
        for name in order:
            start = time.perf_counter()
            ids, _ = indexes[name].search(query, size)
            spent[name].append(time.perf_counter() - start)
            found[name].append(len(np.intersect1d(ids, wanted)) / len(wanted))
    return {
        name: {"recall": round(mean(found[name]), 4), "ms": round(median(spent[name]) * 1000, 3)}
        for name in indexes
    }


def measure(count: int, queries: int, folder: Path) -> Figures:
    """All figures of one count."""
    figures: Figures = {
        "machine": describe_machine(),
        "count": count,
        "dim": DIM,
        "made": {name: made(name, count, folder / name) for name in GRAPHS},
    }
    space, vectors = library_of(count)
    exact = ExactIndex(DIM)
    for start in range(0, count, BATCH):
        part = vectors[start : start + BATCH]
        exact.add(np.arange(start, start + len(part)) + 1, part)
    asked = {"photo": space.photos(queries, seed=901), "text": space.texts(queries, seed=902)}
    right = {
        (kind, size): [exact.search(query, size)[0] for query in rows]
        for kind, rows in asked.items()
        for size in SIZES
    }
    del exact, vectors
    indexes = {name: opened(name, folder / name) for name in GRAPHS}
    chosen, growth, share = hnsw.EF_SEARCH, hnsw.EF_GROWTH, hnsw.EXACT_SHARE
    hnsw.EF_GROWTH, hnsw.EXACT_SHARE = 0.0, 1.0
    by_ef: dict[str, Figures] = {}
    for ef in EFS:
        hnsw.EF_SEARCH = ef
        by_ef[f"{ef} (chosen)" if ef == chosen else str(ef)] = {
            f"{kind}@{size}": asked_in_turns(indexes, asked[kind], size, wanted)
            for (kind, size), wanted in right.items()
        }
    hnsw.EF_SEARCH, hnsw.EF_GROWTH, hnsw.EXACT_SHARE = chosen, growth, share
    return {**figures, "by_ef": by_ef}


def keep(figures: Figures, path: Path) -> None:
    """Put one count's figures into the results file, in place of those it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    results = json.loads(path.read_text("utf-8")) if path.exists() else {}
    results[str(figures["count"])] = figures
    path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, action="append", help="vectors; may be repeated")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--keep", action="store_true", help="also into results/graphs.json")
    parser.add_argument("--make", nargs=2, metavar=("LIBRARY", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    counts = options.count or [20_000]
    if options.make:
        print(json.dumps(make(options.make[0], counts[0], Path(options.make[1]))))
        return
    results = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            results[str(count)] = measure(count, options.queries, Path(folder))
        if options.keep:
            keep(results[str(count)], RESULTS)
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
