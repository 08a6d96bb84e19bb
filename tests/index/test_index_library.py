"""A library's index: exact when small, a graph when that pays, and no search waits for it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from index_setup import DIM, MemorySource, recall, unit_vectors

from photoclip.index import library_index
from photoclip.index.library_index import LibraryIndex

pytestmark = pytest.mark.usefixtures("graphs")

COUNT = 3000
IDS = np.arange(1, COUNT + 1)
VECTORS = unit_vectors(COUNT)


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(IDS, VECTORS)


def opened(source: MemorySource, directory: Path) -> LibraryIndex:
    return LibraryIndex.open(source, directory, dim=DIM, model_key="m1")


def test_a_new_library_is_empty_and_answers_nothing(tmp_path: Path) -> None:
    index = opened(MemorySource(), tmp_path / "cache")
    assert len(index) == 0
    assert not index.wants_graph
    assert len(index.search(VECTORS[0], 10)[0]) == 0
    assert not (tmp_path / "cache").exists()


def test_a_small_library_never_wants_a_graph(
    source: MemorySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_index, "BUDGET_S", 0.0)
    assert not opened(source, tmp_path).wants_graph


def test_the_measured_time_decides_whether_a_graph_is_wanted(
    source: MemorySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_index, "FLOOR", 1000)
    index = opened(source, tmp_path)
    monkeypatch.setattr(library_index, "BUDGET_S", 60.0)
    assert not index.wants_graph
    monkeypatch.setattr(library_index, "BUDGET_S", 0.0)
    assert index.wants_graph


def test_the_graph_takes_over_and_finds_the_same(source: MemorySource, tmp_path: Path) -> None:
    index = opened(source, tmp_path)
    queries = unit_vectors(30, seed=8)
    before = [index.search(query, 10)[0] for query in queries]
    steps: list[tuple[int, int]] = []
    assert index.build_hnsw(progress=lambda done, total: steps.append((done, total)))
    assert index.kind == "hnsw"
    assert not index.wants_graph
    assert steps[-1] == (COUNT, COUNT)
    after = [index.search(query, 10)[0] for query in queries]
    assert np.mean([recall(a, b) for a, b in zip(after, before, strict=True)]) >= 0.98


def test_a_cancelled_build_leaves_everything_as_it_was(
    source: MemorySource, tmp_path: Path
) -> None:
    index = opened(source, tmp_path / "cache")
    asked = iter([False, False, True])
    assert not index.build_hnsw(cancel=lambda: next(asked))
    assert index.kind == "exact"
    assert not (tmp_path / "cache").exists()
    assert index.build_hnsw()


def test_what_changes_during_the_build_is_in_the_graph(
    source: MemorySource, tmp_path: Path
) -> None:
    index = opened(source, tmp_path)
    fresh = unit_vectors(3, seed=61)

    def change(done: int, total: int) -> None:
        if done == total:
            index.add(np.array([9001, 5]), fresh[:2])
            index.remove(np.array([6, 7]))
            source.put([9001, 5], fresh[:2])
            source.remove([6, 7])

    assert index.build_hnsw(progress=change)
    assert index.kind == "hnsw"
    assert index.search(fresh[0], 1)[0].tolist() == [9001]
    assert index.search(fresh[1], 1)[0].tolist() == [5]
    assert not np.isin([6, 7], index.search(VECTORS[5], 2000)[0]).any()
    assert len(index) == COUNT - 1


def test_photos_removed_during_the_build_do_not_come_back_with_the_graph(
    source: MemorySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LibraryIndex, "save", lambda _: True)
    index = opened(source, tmp_path)

    def change(done: int, total: int) -> None:
        if done == total:
            index.remove(IDS[:50])

    assert index.build_hnsw(progress=change)
    assert len(index) == COUNT - 50
    assert not np.isin(IDS[:50], index.search(VECTORS[5], COUNT)[0]).any()


def test_thousands_of_changes_during_the_build_are_in_the_graph(
    source: MemorySource, tmp_path: Path
) -> None:
    index = opened(source, tmp_path)
    more = unit_vectors(2500, seed=62)
    new = np.arange(20_000, 22_500)

    def change(done: int, total: int) -> None:
        if done == total:
            source.put(new, more)
            index.add(new, more)

    assert index.build_hnsw(progress=change)
    assert len(index) == COUNT + 2500
    assert all(index.search(more[place], 1)[0] == new[place] for place in range(0, 2500, 250))


def test_only_one_build_runs_at_a_time(source: MemorySource, tmp_path: Path) -> None:
    index = opened(source, tmp_path)
    inner: list[bool] = []
    assert index.build_hnsw(progress=lambda done, total: inner.append(index.build_hnsw()))
    assert not any(inner)


def test_searches_and_additions_go_on_while_the_graph_is_built(
    source: MemorySource, tmp_path: Path
) -> None:
    index = opened(source, tmp_path)
    built = threading.Event()
    began = threading.Event()
    kinds: set[str] = set()
    wrong: list[int] = []

    def look() -> None:
        while not built.is_set():
            kinds.add(index.kind)
            wrong.extend(
                place
                for place in range(0, COUNT, 500)
                if index.search(VECTORS[place], 1)[0].tolist() != [place + 1]
            )
            began.set()

    def build() -> None:
        index.build_hnsw()
        built.set()

    looker, builder = threading.Thread(target=look), threading.Thread(target=build)
    looker.start()
    assert began.wait(30)
    builder.start()
    extra = unit_vectors(300, seed=63)
    for start in range(0, 300, 30):
        ids = np.arange(start, start + 30) + 50_000
        source.put(ids, extra[start : start + 30])
        index.add(ids, extra[start : start + 30])
    builder.join()
    looker.join()
    assert not wrong
    assert "exact" in kinds
    assert index.kind == "hnsw"
    assert index.search(extra[7], 1)[0].tolist() == [50_007]
    assert len(index) == COUNT + 300


def test_a_graph_with_many_removed_photos_is_built_anew(
    source: MemorySource, tmp_path: Path
) -> None:
    index = opened(source, tmp_path)
    index.build_hnsw()
    source.remove(IDS[:1000])
    index.remove(IDS[:1000])
    assert index.wants_graph
    assert index.build_hnsw()
    assert not index.wants_graph
    query = unit_vectors(1, seed=3)[0]
    assert recall(index.search(query, 10)[0], source.nearest(query, 10)) >= 0.9
