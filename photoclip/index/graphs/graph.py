"""The port: what an approximate index needs of a library of graphs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar, Self

from photoclip.core.models import StoredVectors, Vectors
from photoclip.index.rowmap import Rows

LINKS = 16
"""M of the paper: links a node and layer."""

EF_CONSTRUCTION = 200


class Graph(ABC):
    """Rows of unit vectors, each linked to rows near it: HNSW, Malkov and Yashunin 2018.

    Rows come in their order, from 0, and never leave: those that belong to no photo any more stay
    as passages. Any number of threads may search, also beside ``forget`` and ``save``; ``add``
    wants to be alone.
    """

    LIBRARY: ClassVar[str]
    """The name of the library, as pip knows it."""

    VERSION: ClassVar[str]
    """Its version. What one release wrote is read by the same release only (``release_of``)."""

    @classmethod
    @abstractmethod
    def make(cls, dim: int, capacity: int) -> Self:
        """An empty graph of vectors (dim,). capacity: rows to make room for, where that helps."""

    @classmethod
    @abstractmethod
    def load(cls, path: Path, dim: int, capacity: int) -> Self:
        """What ``save`` wrote, for a file that is known to be whole.

        Raises OSError, RuntimeError or ValueError where it is no graph of this library.
        """

    @abstractmethod
    def __len__(self) -> int:
        """How many rows were added, forgotten ones included."""

    @abstractmethod
    def add(self, rows: Rows, halves: StoredVectors, threads: int) -> None:
        """Add rows (m,), new ones, with their vectors, float16 (m, d).

        Breaking off (MemoryError, KeyboardInterrupt) may leave some of them added.
        """

    @abstractmethod
    def forget(self, rows: Rows) -> None:
        """Rows (m,) are not asked for any more: a hint, ``nearest`` may give them all the same."""

    @abstractmethod
    def nearest(self, query: Vectors, asked: int, ef: int) -> Rows | None:
        """int64 (n,): rows near query (d,), the nearest first; None where the graph does not lead
        to ``asked`` rows. ef: candidates to look through, at least ``asked``. More than asked are
        given where they cost nothing."""

    @property
    @abstractmethod
    def file_size(self) -> int:
        """Bytes that ``save`` will write."""

    @abstractmethod
    def save(self, path: Path) -> None:
        """Write it to a file that is there already. Raises OSError."""


def release_of(version: str) -> str:
    """Major and minor number: within one release a library's files do not change."""
    return ".".join(version.split(".")[:2])
