"""Searching by vector: exact against HNSW, on synthetic libraries (see synthetic_vectors).

    python benchmarks/vectors.py --count 100000 --count 1000000

Prints a table and keeps the figures, one entry a count, in benchmarks/results/vectors.json.
One million needs 8 GB of memory, and with two cores about half an hour.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
from photoclip.index.library_index import BUDGET_S, FLOOR, LibraryIndex

RESULTS = Path(__file__).resolve().parent / "results" / "vectors.json"
DIM = 512
BATCH = 65536
FILTER_SHARES = (0.001, 0.01, 0.1, 0.5)

Search = Callable[[Array, int, PhotoIds | None], tuple[PhotoIds, Array]]
Figures = dict[str, object]


class ArraySource:
    """A VectorSource over one array; ids are 1 to n, and so are the numbers of writing."""

    def __init__(self, vectors: StoredVectors) -> None:
        self._vectors = vectors

    def ids(self) -> PhotoIds:
        return np.arange(1, len(self._vectors) + 1)

    def load(self, after_seq: int) -> Iterator[tuple[PhotoIds, StoredVectors, int]]:
        for start in range(after_seq, len(self._vectors), BATCH):
            part = self._vectors[start : start + BATCH]
            yield np.arange(start, start + len(part)) + 1, part, start + len(part)


def timed(search: Search, queries: Array, count: int, among: PhotoIds | None = None) -> float:
    """Median milliseconds of a search, after a warm one."""
    search(queries[0], count, among)
    taken = []
    for query in queries:
        start = time.perf_counter()
        search(query, count, among)
        taken.append(time.perf_counter() - start)
    return median(taken) * 1000


def answers(
    search: Search, queries: Array, count: int, among: PhotoIds | None = None
) -> list[PhotoIds]:
    return [search(query, count, among)[0] for query in queries]


def recall(found: list[PhotoIds], right: list[PhotoIds]) -> float:
    pairs = zip(found, right, strict=True)
    return mean(len(np.intersect1d(one, other)) / len(other) for one, other in pairs)


def filters(vectors: StoredVectors, space: PhotoSpace) -> dict[str, PhotoIds]:
    """Subsets: of random photos, and the half that lies away from what the texts ask for."""
    rng = np.random.default_rng(5)
    ids = np.arange(1, len(vectors) + 1)
    chosen = {
        f"{share:.1%} at random": np.sort(rng.choice(ids, int(share * len(ids)), replace=False))
        for share in FILTER_SHARES
    }
    towards = space.texts(1, seed=11)[0].astype(np.float16)
    cosines = np.concatenate(
        [vectors[start : start + BATCH] @ towards for start in range(0, len(vectors), BATCH)]
    )
    chosen["50.0% the far half"] = ids[cosines < np.median(cosines)]
    return chosen


def switch_point(source: ArraySource, limit: int) -> Figures:
    """Milliseconds of exact search by count, and the first count over the budget."""
    index, curve, switch = ExactIndex(DIM), {}, None
    _, vectors, _ = next(iter(source.load(0)))
    query = vectors[3].astype(np.float32)
    for ids, part, _ in source.load(0):
        for start in range(0, len(ids), BATCH // 4):
            index.add(ids[start : start + BATCH // 4], part[start : start + BATCH // 4])
            spent = timed(index.search, np.tile(query, (5, 1)), 200)
            curve[len(index)] = round(spent, 2)
            if switch is None and len(index) >= FLOOR and spent > BUDGET_S * 1000:
                switch = len(index)
        if len(index) >= limit:
            break
    return {"exact_ms_by_count": curve, "switch_at": switch, "budget_ms": BUDGET_S * 1000}


def by_ef(
    search: Search, asked: dict[str, Array], right: dict[tuple[str, int], list[PhotoIds]]
) -> Figures:
    """Recall@10 and milliseconds against the number of candidates kept."""
    chosen, growth, curve = hnsw.EF_SEARCH, hnsw.EF_GROWTH, {}
    hnsw.EF_GROWTH = 0.0
    for ef in (150, 300, 600, 1200, 2400, 4800):
        hnsw.EF_SEARCH = ef
        curve[str(ef)] = {
            "ms": timed(search, asked["text"], 10),
            **{
                name: recall(answers(search, rows, 10), right[name, 10])
                for name, rows in asked.items()
            },
        }
    hnsw.EF_SEARCH, hnsw.EF_GROWTH = chosen, growth
    return {f"{ef} (chosen)" if ef == str(chosen) else ef: one for ef, one in curve.items()}


def memory_mib() -> int:
    return psutil.Process().memory_info().rss >> 20


def measure(count: int, queries: int, folder: Path) -> Figures:
    """All figures of one count."""
    space = PhotoSpace.make(count, DIM)
    vectors = np.concatenate(
        [
            space.photos(min(BATCH, count - start), seed=start + 1).astype(np.float16)
            for start in range(0, count, BATCH)
        ]
    )
    asked = {"photo": space.photos(queries, seed=901), "text": space.texts(queries, seed=902)}
    source = ArraySource(vectors)
    start = time.perf_counter()
    index = LibraryIndex.open(source, folder, DIM, "synthetic")
    figures: Figures = {"count": count, "dim": DIM, "open_exact_s": time.perf_counter() - start}
    subsets = filters(vectors, space)
    right = {
        (name, size): answers(index.search, rows, size)
        for name, rows in asked.items()
        for size in (10, 200)
    }
    right_filtered = {
        name: answers(index.search, asked["text"], 10, among) for name, among in subsets.items()
    }
    figures["exact_ms"] = timed(index.search, asked["text"], 200)
    figures["exact_filtered_ms"] = {
        name: timed(index.search, asked["text"][:20], 200, among) for name, among in subsets.items()
    }
    figures["wants_graph"] = index.wants_graph
    figures["memory_exact_mib"] = memory_mib()
    built = time.perf_counter()
    told = [built]

    def progress(done: int, total: int) -> None:
        if time.perf_counter() - told[0] > 30:
            told[0] = time.perf_counter()
            print(f"  graph: {done:,} of {total:,}", file=sys.stderr, flush=True)

    index.build_hnsw(progress=progress)
    figures["build_and_save_s"] = time.perf_counter() - built
    figures["memory_hnsw_mib"] = memory_mib()
    figures["files_mib"] = sum(path.stat().st_size for path in folder.iterdir()) >> 20
    del index
    start = time.perf_counter()
    index = LibraryIndex.open(source, folder, DIM, "synthetic")
    figures["open_hnsw_s"] = time.perf_counter() - start
    figures["kind"] = index.kind
    for (name, size), wanted in right.items():
        found = answers(index.search, asked[name], size)
        figures[f"recall_at_{size}_{name}"] = recall(found, wanted)
        figures[f"hnsw_ms_top_{size}_{name}"] = timed(index.search, asked[name], size)
    figures["hnsw_filtered"] = {
        name: {
            "recall_at_10_text": recall(
                answers(index.search, asked["text"], 10, among), right_filtered[name]
            ),
            "ms_top_200": timed(index.search, asked["text"][:20], 200, among),
        }
        for name, among in subsets.items()
    }
    figures["by_ef"] = by_ef(index.search, asked, right)
    del index
    figures["switch"] = switch_point(source, 200_000)
    return figures


def keep(figures: Figures, path: Path) -> None:
    """Put one count's figures into the results file, in place of those it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    results = json.loads(path.read_text("utf-8")) if path.exists() else {}
    results[str(figures["count"])] = {"machine": describe_machine(), **figures}
    path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def show(figures: Figures, indent: str = "") -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            show(value, indent + "  ")
        else:
            shown = f"{value:.4g}" if isinstance(value, float) else value
            print(f"{indent}{name:<28} {shown}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, action="append", help="vectors; may be repeated")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    for count in options.count or [100_000]:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(count, options.queries, Path(folder) / "index")
        show(figures)
        keep(figures, options.out)


if __name__ == "__main__":
    main()
