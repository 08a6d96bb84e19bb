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

from photoclip.index import store
from photoclip.index.exact import ExactIndex
from photoclip.index.library_index import LibraryIndex

WIDTH = 6
PHOTO = st.integers(1, 40) | st.integers(2**40, 2**40 + 5)
PHOTOS = st.lists(PHOTO, min_size=1, max_size=12)
SEED = st.integers(0, 2**31)


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
    """LibraryIndex with its graph, its cache, and vectors that reach only the source."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self._reopen()

    @rule()
    def build(self) -> None:
        assert self.index.build_hnsw()

    @rule()
    def save(self) -> None:
        assert self.index.save()

    @rule(photos=PHOTOS, gone=PHOTOS, seed=SEED)
    def reopen_after_changes_elsewhere(self, photos: list[int], gone: list[int], seed: int) -> None:
        self.right.put(photos, random_units(len(photos), seed))
        self.right.remove(gone)
        self._reopen()

    def teardown(self) -> None:
        self.folder.cleanup()

    def _reopen(self) -> None:
        self.index = LibraryIndex.open(
            self.right, Path(self.folder.name) / "cache", dim=WIDTH, model_key="m"
        )


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a handful of photos fill several."""
    monkeypatch.setattr(store, "BLOCK_ROWS", 5)


TestExactIndex = ExactMachine.TestCase
TestLibraryIndex = LibraryMachine.TestCase
TestExactIndex.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestLibraryIndex.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
