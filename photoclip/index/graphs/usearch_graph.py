"""Graphs by usearch: installed as it comes on every system, and half the memory of hnswlib's."""

from __future__ import annotations

import contextlib
import mmap
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import numpy as np
import usearch
from usearch.index import Index

from photoclip.core.models import StoredVectors, Vectors
from photoclip.index.graphs.graph import EF_CONSTRUCTION, LINKS, Graph
from photoclip.index.rowmap import Rows


class UsearchGraph(Graph):
    """Holds its vectors as float16, as they come, and finds what hnswlib finds at the same ef
    (benchmarks/graphs.py). As int8 they would take half the memory and half the time to build, but
    of a text's 200 nearest 0.989 instead of 0.994 were found where cosines lie close together.

    Nothing is removed from it. usearch would give the place of a removed row to the next one, with
    the links that led to the old one, and a file that is being saved would change meanwhile.
    Instead ``nearest`` gives all candidates, so that enough are left where some are forgotten.
    """

    LIBRARY = "usearch"
    VERSION = str(usearch.__version__)

    def __init__(self, dim: int) -> None:
        """An empty graph. Use ``make`` or ``load``."""
        # Without the table from keys to places, which only removing and getting need.
        self._index: Any = Index(
            ndim=dim,
            metric="ip",
            dtype="f16",
            connectivity=LINKS,
            expansion_add=EF_CONSTRUCTION,
            enable_key_lookups=False,
        )
        self._query_lock = threading.Lock()

    @classmethod
    def make(cls, dim: int, capacity: int) -> Self:
        """See Graph. It grows without moving what it holds, so capacity is of no use."""
        return cls(dim)

    @classmethod
    def load(cls, path: Path, dim: int, capacity: int) -> Self:
        """See Graph."""
        graph = cls(dim)
        # Through memory, like ``save``, for the sake of names that usearch cannot open.
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
        ):
            graph._index.load(content)
        if (graph._index.ndim, graph._index.connectivity) != (dim, LINKS):
            raise ValueError(f"{path.name} holds a graph of another shape")
        return graph

    def __len__(self) -> int:
        return len(self._index)

    def add(self, rows: Rows, halves: StoredVectors, threads: int) -> None:
        """See Graph."""
        with _interruptible():
            self._index.add(rows.astype(np.uint64), np.ascontiguousarray(halves), threads=threads)

    def forget(self, rows: Rows) -> None:
        """See Graph. They are left to whoever asks."""

    def nearest(self, query: Vectors, asked: int, ef: int) -> Rows | None:
        """See Graph."""
        with self._query_lock, _interruptible():
            self._index.expansion_search = ef
            found = self._index.search(query, max(asked, ef), threads=1)
        rows: Rows = found.keys.astype(np.int64)
        return rows if len(rows) >= asked else None

    @property
    def file_size(self) -> int:
        """See Graph."""
        size: int = self._index.serialized_length
        return size

    def save(self, path: Path) -> None:
        """See Graph. The file is held in memory for a moment: usearch keeps Python's lock while it
        saves, so it must not wait for a disk, and opens no name that the system has no letters
        for."""
        with path.open("r+b") as file:
            file.write(self._index.save())


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """usearch looks for signals while it works, and turns Ctrl+C into an error of its own."""
    try:
        yield
    except RuntimeError as error:
        if "terminated" in str(error):
            raise KeyboardInterrupt from error
        raise
