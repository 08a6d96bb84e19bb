"""Graphs by hnswlib: the fastest queries, for machines where it could be compiled."""

from __future__ import annotations

import contextlib
import importlib.metadata
import threading
from pathlib import Path
from typing import Any, Self

import hnswlib
import numpy as np

from photoclip.core.models import StoredVectors, Vectors
from photoclip.index.graphs.graph import EF_CONSTRUCTION, LINKS, Graph
from photoclip.index.rowmap import Rows

_FURTHER = 8


def _version() -> str:
    """It does not tell by itself, and a program that was packed may have lost the note."""
    try:
        return importlib.metadata.version("hnswlib")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


class HnswlibGraph(Graph):
    """Holds its vectors as float32. Forgotten rows are marked, and passed over while searching."""

    LIBRARY = "hnswlib"
    VERSION = _version()

    def __init__(self, index: Any) -> None:
        """index: hnswlib.Index, made or loaded. Use ``make`` or ``load``."""
        self._index = index
        self._query_lock = threading.Lock()

    @classmethod
    def make(cls, dim: int, capacity: int) -> Self:
        """See Graph."""
        index = hnswlib.Index(space="ip", dim=dim)
        index.init_index(max_elements=capacity, M=LINKS, ef_construction=EF_CONSTRUCTION)
        return cls(index)

    @classmethod
    def load(cls, path: Path, dim: int, capacity: int) -> Self:
        """See Graph."""
        index = hnswlib.Index(space="ip", dim=dim)
        index.load_index(str(path), max_elements=capacity)
        return cls(index)

    def __len__(self) -> int:
        count: int = self._index.get_current_count()
        return count

    def add(self, rows: Rows, halves: StoredVectors, threads: int) -> None:
        """See Graph."""
        needed = len(self) + len(rows)
        if needed > self._index.get_max_elements():
            self._index.resize_index(needed * 5 // 4)
        self._index.add_items(halves.astype(np.float32), rows, num_threads=threads)

    def forget(self, rows: Rows) -> None:
        """See Graph."""
        for row in rows:
            # It raises where the mark is there: saved while this photo was being removed.
            with contextlib.suppress(RuntimeError):
                self._index.mark_deleted(int(row))

    def nearest(self, query: Vectors, asked: int, ef: int) -> Rows | None:
        """See Graph. After many removals hnswlib can fail to reach enough rows (nmslib/hnswlib
        #321); then it is asked once more, to look further."""
        for wider in (ef, ef * _FURTHER):
            try:
                with self._query_lock:
                    self._index.set_ef(wider)
                    labels, _ = self._index.knn_query(query, k=asked, num_threads=1)
            except RuntimeError:
                continue
            rows: Rows = labels[0].astype(np.int64)
            return rows
        return None

    @property
    def file_size(self) -> int:
        """See Graph."""
        size: int = self._index.index_file_size()
        return size

    def save(self, path: Path) -> None:
        """See Graph."""
        try:
            self._index.save_index(str(path))
        except (RuntimeError, TypeError) as error:  # no such place; a name without letters
            raise OSError(f"hnswlib cannot write {path}: {error}") from error
        # hnswlib does not look whether its writes succeed.
        if path.stat().st_size != self.file_size:
            raise OSError(f"{path} was not written as a whole")
