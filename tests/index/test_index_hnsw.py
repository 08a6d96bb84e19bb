"""The graph finds what exact search finds, and never what was removed."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from index_setup import DIM, recall, unit_vectors

from photoclip.core.models import StoredVectors
from photoclip.index import hnsw
from photoclip.index.exact import ExactIndex
from photoclip.index.graphs.graph import Graph
from photoclip.index.hnsw import HnswIndex
from photoclip.index.rowmap import Rows

pytestmark = pytest.mark.usefixtures("graphs")

COUNT = 4000
IDS = np.arange(COUNT, dtype=np.int64) * 5 + 11
VECTORS = unit_vectors(COUNT)
QUERIES = unit_vectors(40, seed=21)


@pytest.fixture
def graph(graphs: type[Graph]) -> HnswIndex:
    index = HnswIndex(DIM)
    index.add(IDS, VECTORS)
    return index


@pytest.fixture
def exact() -> ExactIndex:
    index = ExactIndex(DIM)
    index.add(IDS, VECTORS)
    return index


def mean_recall(graph: HnswIndex, exact: ExactIndex, among: np.ndarray | None = None) -> float:
    return float(
        np.mean(
            [recall(graph.search(q, 10, among)[0], exact.search(q, 10, among)[0]) for q in QUERIES]
        )
    )


def graph_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an answer by exact search an error."""

    def refuse(*_: object) -> None:
        raise AssertionError("searched exactly")

    monkeypatch.setattr(HnswIndex, "_exactly", refuse)


def test_ten_nearest_are_those_of_exact_search(
    graph: HnswIndex, exact: ExactIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph_only(monkeypatch)
    assert mean_recall(graph, exact) >= 0.98


def test_scores_are_those_of_exact_search(graph: HnswIndex, exact: ExactIndex) -> None:
    by_graph = dict(zip(*(part.tolist() for part in graph.search(QUERIES[0], 10)), strict=True))
    right = dict(zip(*(part.tolist() for part in exact.search(QUERIES[0], 10)), strict=True))
    shared = by_graph.keys() & right.keys()
    assert shared
    assert all(by_graph[one] == right[one] for one in shared)


def test_texts_that_lie_far_from_every_photo_find_their_nearest_too(
    graph: HnswIndex, exact: ExactIndex
) -> None:
    rng = np.random.default_rng(4)
    for _ in range(30):
        far = rng.standard_normal(DIM).astype(np.float32)
        query = (far + 1.5 * VECTORS[rng.integers(COUNT)]) / 6
        query /= np.linalg.norm(query)
        assert recall(graph.search(query, 10)[0], exact.search(query, 10)[0]) >= 0.9


@pytest.mark.parametrize("size", [1, 12, 300, 2500])
def test_filters_of_any_size_keep_the_recall(
    graph: HnswIndex, exact: ExactIndex, size: int
) -> None:
    among = np.sort(np.random.default_rng(size).choice(IDS, size, replace=False))
    assert mean_recall(graph, exact, among) >= 0.98


def test_a_large_filter_is_answered_by_the_graph(
    graph: HnswIndex, exact: ExactIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hnsw, "GRAPH_COST_IN_ROWS", 0.0)
    graph_only(monkeypatch)
    assert mean_recall(graph, exact, IDS[: COUNT // 2]) >= 0.98


def test_a_large_filter_without_what_is_nearest_is_answered_all_the_same(
    graph: HnswIndex, exact: ExactIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hnsw, "GRAPH_COST_IN_ROWS", 0.0)
    for query in QUERIES[:5]:
        farthest = np.sort(exact.search(query, COUNT)[0][COUNT // 2 :])
        found = graph.search(query, 10, farthest)[0]
        assert found.tolist() == exact.search(query, 10, farthest)[0].tolist()


def test_removed_photos_never_appear(graph: HnswIndex, exact: ExactIndex) -> None:
    for query in QUERIES:
        nearest = exact.search(query, 60)[0]
        graph.remove(nearest)
        exact.remove(nearest)
        assert not np.isin(graph.search(query, 100)[0], nearest).any()
    assert len(graph) == len(exact)
    assert mean_recall(graph, exact) >= 0.95


def test_all_but_a_few_can_be_removed(graph: HnswIndex) -> None:
    graph.remove(IDS[7:])
    assert graph.search(QUERIES[0], 5)[0].size == 5
    assert set(graph.search(QUERIES[0], 50)[0].tolist()) == set(IDS[:7].tolist())
    graph.remove(IDS)
    assert len(graph.search(QUERIES[0], 5)[0]) == 0


def test_a_graph_that_cannot_reach_enough_photos_is_searched_exactly(
    graph: HnswIndex, exact: ExactIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(graph._graph), "nearest", lambda *_: None)
    found = graph.search(QUERIES[0], 10)[0]
    assert found.tolist() == exact.search(QUERIES[0], 10)[0].tolist()


def test_a_replaced_vector_is_the_one_that_counts(graph: HnswIndex) -> None:
    fresh = unit_vectors(2, seed=77)
    graph.add(IDS[[4, 9, 4]], fresh[[0, 1, 1]])
    assert len(graph) == COUNT
    assert set(graph.search(fresh[1], 2)[0].tolist()) == {IDS[4], IDS[9]}
    assert IDS[4] not in graph.search(VECTORS[4], 1)[0]


def test_photos_added_one_by_one_are_found(graph: HnswIndex) -> None:
    extra = unit_vectors(1500, seed=31)
    for number in range(0, 1500, 75):
        graph.add(np.arange(number, number + 75) + 10**6, extra[number : number + 75])
    assert len(graph) == COUNT + 1500
    for number in range(0, 1500, 100):
        assert graph.search(extra[number], 1)[0].tolist() == [number + 10**6]


def test_a_rebuild_is_asked_for_once_a_fifth_is_gone(graph: HnswIndex) -> None:
    graph.remove(IDS[: COUNT // 5])
    assert not graph.needs_rebuild
    graph.remove(IDS[: COUNT // 5 + 1])
    assert graph.needs_rebuild


def test_more_are_asked_for_than_there_are(graph: HnswIndex) -> None:
    found, scores = graph.search(QUERIES[0], 10 * COUNT)
    assert sorted(found.tolist()) == IDS.tolist()
    assert (np.diff(scores) <= 0).all()


def test_an_empty_graph_answers_nothing_and_is_kept(tmp_path: Path) -> None:
    empty = HnswIndex(DIM)
    assert len(empty.search(QUERIES[0], 10)[0]) == 0
    assert len(empty.search(QUERIES[0], 10, IDS[:5])[0]) == 0
    empty.save(tmp_path / "cache", {})
    loaded = HnswIndex.load(tmp_path / "cache", DIM, {})
    assert loaded is not None
    again, _ = loaded
    again.add(IDS[:20], VECTORS[:20])
    assert again.search(VECTORS[3], 1)[0].tolist() == [IDS[3]]


def test_half_precision_vectors_give_the_same_graph(graph: HnswIndex) -> None:
    halves = HnswIndex(DIM)
    halves.add(IDS, VECTORS.astype(np.float16))
    for query in QUERIES[:10]:
        assert halves.search(query, 5)[0].tolist() == graph.search(query, 5)[0].tolist()


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_any_number_of_threads_builds_it(exact: ExactIndex, threads: int) -> None:
    graph = HnswIndex(DIM, threads=threads)
    graph.add(IDS, VECTORS)
    assert mean_recall(graph, exact) >= 0.98


def test_a_loaded_graph_grows_shrinks_and_finds_like_before(
    graph: HnswIndex, exact: ExactIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.remove(IDS[::40])
    graph.save(tmp_path / "cache", {"a": 1})
    loaded = HnswIndex.load(tmp_path / "cache", DIM, {"a": 1})
    assert loaded is not None
    again, facts = loaded
    assert facts["rows"] == COUNT
    extra = unit_vectors(3000, seed=32)
    again.add(np.arange(3000) + 10**6, extra)
    exact.add(np.arange(3000) + 10**6, extra)
    exact.remove(IDS[::40])
    graph_only(monkeypatch)
    assert len(again) == len(exact)
    assert mean_recall(again, exact) >= 0.98


def test_searches_removals_and_saves_go_on_while_photos_are_added(
    graph: HnswIndex, tmp_path: Path
) -> None:
    done = threading.Event()
    wrong: list[object] = []
    extra = unit_vectors(1200, seed=41)
    gone = IDS[1::9]

    def look() -> None:
        while not done.is_set():
            found, scores = graph.search(VECTORS[0], 30)
            if found[0] != IDS[0] or len(set(found.tolist())) != 30 or scores[0] < 0.99:
                wrong.append(found)

    def save() -> None:
        while not done.is_set():
            graph.save(tmp_path / "cache", {})

    def remove() -> None:
        for one in gone:
            graph.remove(np.array([one]))
            if one in graph.search(VECTORS[(one - 11) // 5], 5)[0]:
                wrong.append(one)

    others = [threading.Thread(target=one) for one in (look, look, save, remove)]
    for thread in others:
        thread.start()
    for start in range(0, 1200, 40):
        graph.add(np.arange(start, start + 40) + 10**6, extra[start : start + 40])
    others[-1].join()
    done.set()
    for thread in others:
        thread.join()
    assert wrong == []
    graph.save(tmp_path / "cache", {})
    loaded = HnswIndex.load(tmp_path / "cache", DIM, {})
    assert loaded is not None
    assert len(loaded[0]) == len(graph) == COUNT + 1200 - len(gone)
    assert not np.isin(gone, loaded[0].search(QUERIES[0], COUNT)[0]).any()


def test_an_addition_that_breaks_off_spoils_no_answer_and_heals_by_itself(
    graph: HnswIndex,
    exact: ExactIndex,
    graphs: type[Graph],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The graph then holds rows that the store never got, under numbers that come again."""
    whole = graphs.add

    def half(graph: Graph, rows: Rows, halves: StoredVectors, threads: int) -> None:
        whole(graph, rows[: len(rows) // 2], halves[: len(rows) // 2], threads)
        raise KeyboardInterrupt

    lost, later = unit_vectors(60, seed=51), unit_vectors(60, seed=52)
    with monkeypatch.context() as patch:
        patch.setattr(graphs, "add", half)
        with pytest.raises(KeyboardInterrupt):
            graph.add(np.arange(60) + 10**6, lost)
    for query in lost[:10]:
        assert graph.search(query, 5)[0].tolist() == exact.search(query, 5)[0].tolist()
    graph.add(np.arange(60) + 2 * 10**6, later)
    exact.add(np.arange(60) + 2 * 10**6, later)
    for query in (*lost[:10], *later[:10]):
        assert graph.search(query, 5)[0].tolist() == exact.search(query, 5)[0].tolist()
    assert graph.needs_rebuild or graphs.LIBRARY == "hnswlib"
