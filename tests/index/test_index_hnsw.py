"""The graph finds what exact search finds, and never what was removed."""

from __future__ import annotations

import numpy as np
import pytest
from index_setup import DIM, recall, unit_vectors

from photoclip.index import hnsw
from photoclip.index.exact import ExactIndex
from photoclip.index.hnsw import HnswIndex

COUNT = 4000
IDS = np.arange(COUNT, dtype=np.int64) * 5 + 11
VECTORS = unit_vectors(COUNT)
QUERIES = unit_vectors(40, seed=21)


@pytest.fixture
def graph() -> HnswIndex:
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
    graph: HnswIndex, exact: ExactIndex
) -> None:
    """nmslib/hnswlib #321: queries raise after many removals."""
    asked: list[int] = []

    class Torn:
        def set_ef(self, ef: int) -> None:
            asked.append(ef)

        def knn_query(self, *_: object, **__: object) -> None:
            raise RuntimeError("Cannot return the results in a contiguous 2D array.")

    graph._graph = Torn()
    found = graph.search(QUERIES[0], 10)[0]
    assert found.tolist() == exact.search(QUERIES[0], 10)[0].tolist()
    assert asked[1] > asked[0]


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
