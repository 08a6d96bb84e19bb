"""Whatever is done to an index, in whatever order, it answers like the slow and simple way."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from index_setup import MemorySource

from photoclip.index import hnsw, store
from photoclip.index.exact import ExactIndex
from photoclip.index.graphs import choice
from photoclip.index.graphs.graph import Graph
from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
from photoclip.index.graphs.usearch_graph import UsearchGraph
from photoclip.index.hnsw import HnswIndex
from photoclip.index.library_index import LibraryIndex

WIDTH = 6
PHOTO = st.integers(1, 40) | st.integers(2**40, 2**40 + 5)
PHOTOS = st.lists(PHOTO, min_size=1, max_size=12)
SEED = st.integers(0, 2**31)
GRAPHS = st.sampled_from([HnswlibGraph, UsearchGraph])


def random_units(count: int, seed: int) -> np.ndarray:
    raw = np.random.default_rng(seed).standard_normal((count, WIDTH))
    unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return unit.astype(np.float16).astype(np.float32)


class ExactMachine(RuleBasedStateMachine):
    """ExactIndex against a dict."""

    def __init__(self) -> None:
        super().__init__()
        self.right = MemorySource()
        self.index: ExactIndex | LibraryIndex = ExactIndex(WIDTH)

    @rule(photos=PHOTOS, seed=SEED)
    def add(self, photos: list[int], seed: int) -> None:
        vectors = random_units(len(photos), seed)
        self.right.put(photos, vectors)
        self.index.add(np.array(photos), vectors)

    @rule(photos=PHOTOS)
    def remove(self, photos: list[int]) -> None:
        self.right.remove(photos)
        self.index.remove(np.array(photos))

    @rule(seed=SEED, count=st.integers(0, 60))
    def search(self, seed: int, count: int) -> None:
        query = random_units(1, seed)[0]
        assert self.index.search(query, count)[0].tolist() == self.right.nearest(query, count)

    @rule(seed=SEED, count=st.integers(1, 60), among=PHOTOS)
    def search_among(self, seed: int, count: int, among: list[int]) -> None:
        query, subset = random_units(1, seed)[0], np.array(sorted(among))
        found = self.index.search(query, count, subset)[0].tolist()
        assert found == self.right.nearest(query, count, subset)

    @invariant()
    def counts_agree(self) -> None:
        assert len(self.index) == len(self.right.ids())


class LibraryMachine(ExactMachine):
    """LibraryIndex with its graph, its cache, and vectors that reach only the source. One library
    of graphs or the other may be there when it is opened."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.patch = pytest.MonkeyPatch()
        self._reopen(HnswlibGraph)

    @rule()
    def build(self) -> None:
        assert self.index.build_hnsw()

    @rule()
    def save(self) -> None:
        assert self.index.save()

    @rule(photos=PHOTOS, gone=PHOTOS, seed=SEED, graphs=GRAPHS)
    def reopen_after_changes_elsewhere(
        self, photos: list[int], gone: list[int], seed: int, graphs: type[Graph]
    ) -> None:
        self.right.put(photos, random_units(len(photos), seed))
        self.right.remove(gone)
        self._reopen(graphs)

    def teardown(self) -> None:
        self.patch.undo()
        self.folder.cleanup()

    def _reopen(self, graphs: type[Graph]) -> None:
        self.patch.setattr(choice, "graph_class", lambda: graphs)
        self.index = LibraryIndex.open(
            self.right, Path(self.folder.name) / "cache", dim=WIDTH, model_key="m"
        )


class GraphMachine(RuleBasedStateMachine):
    """HnswIndex, made to answer by its graph wherever that gives enough, with ExactIndex as its
    shadow."""

    graphs: type[Graph]

    @initialize()
    def begin(self) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(choice, "graph_class", lambda: self.graphs)
        self.patch.setattr(hnsw, "EXACT_SHARE", 1.0)
        self.patch.setattr(hnsw, "GRAPH_COST_IN_ROWS", 0)
        self.folder = tempfile.TemporaryDirectory()
        self.shadow, self.graph = ExactIndex(WIDTH), HnswIndex(WIDTH)

    @rule(photos=PHOTOS, seed=SEED)
    def add(self, photos: list[int], seed: int) -> None:
        for index in (self.shadow, self.graph):
            index.add(np.array(photos), random_units(len(photos), seed))

    @rule(photos=PHOTOS)
    def remove(self, photos: list[int]) -> None:
        for index in (self.shadow, self.graph):
            index.remove(np.array(photos))

    @rule(seed=SEED, count=st.integers(0, 60), among=st.none() | PHOTOS)
    def search(self, seed: int, count: int, among: list[int] | None) -> None:
        query = random_units(1, seed)[0]
        subset = None if among is None else np.array(sorted(among))
        found, scores = self.graph.search(query, count, subset)
        right, right_scores = self.shadow.search(query, count, subset)
        assert found.tolist() == right.tolist()
        assert scores.tolist() == right_scores.tolist()

    @rule()
    def save_and_load(self) -> None:
        folder = Path(self.folder.name) / "cache"
        self.graph.save(folder, {})
        loaded = HnswIndex.load(folder, WIDTH, {})
        assert loaded is not None
        self.graph, _ = loaded

    @invariant()
    def photos_agree(self) -> None:
        assert self.graph.ids.tolist() == self.shadow.ids.tolist()
        assert not self.graph.needs_rebuild or len(self.graph._store) > len(self.graph)

    def teardown(self) -> None:
        self.patch.undo()
        self.folder.cleanup()


class HnswlibMachine(GraphMachine):
    graphs = HnswlibGraph


class UsearchMachine(GraphMachine):
    graphs = UsearchGraph


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful of photos fill several."""
    monkeypatch.setattr(store, "BLOCK_ROWS", 5)


TestExactIndex = ExactMachine.TestCase
TestLibraryIndex = LibraryMachine.TestCase
TestHnswlib = HnswlibMachine.TestCase
TestUsearch = UsearchMachine.TestCase
TestExactIndex.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestLibraryIndex.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestHnswlib.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestUsearch.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
