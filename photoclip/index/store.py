"""Rows of vectors in blocks, and their products with a query."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Scores, StoredVectors, Vectors
from photoclip.index.halves import SHIFTED_SCALE, shift_halves, to_single
from photoclip.index.rowmap import Rows

BLOCK_ROWS = 4096
"""Blocks instead of one matrix: growing it would hold every vector twice for a moment."""

_ROWS_IN_CACHE = 256

# Windows knows no flags; elsewhere the default would be memory shared with forked processes.
_PRIVATE: dict[str, int] = (
    {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if hasattr(mmap, "MAP_PRIVATE") else {}
)


class RowStore:
    """Vectors (n, d) of float32, or of float16 at half the memory and twice the time a search.

    Not thread-safe.
    """

    def __init__(self, dim: int, dtype: npt.DTypeLike) -> None:
        self.dim = dim
        self.dtype: np.dtype[Any] = np.dtype(dtype)
        self._blocks: list[npt.NDArray[Any]] = []
        self._count = 0

    @classmethod
    def over(cls, halves: StoredVectors) -> RowStore:
        """A store that starts with these rows, without copying them: a memory-mapped file."""
        store = cls(halves.shape[1], np.float16)
        store._blocks = [
            halves[start : start + BLOCK_ROWS] for start in range(0, len(halves), BLOCK_ROWS)
        ]
        store._count = len(halves)
        return store

    def __len__(self) -> int:
        return self._count

    def append(self, vectors: npt.NDArray[Any]) -> None:
        """Add rows (m, d) of float16 or float32 at the end."""
        while len(vectors):
            used = self._count % BLOCK_ROWS
            if not used:
                self._blocks.append(self._new_block())
            elif len(self._blocks[-1]) < BLOCK_ROWS:
                self._blocks[-1] = self._widened(self._blocks[-1])
            part = vectors[: BLOCK_ROWS - used]
            self._blocks[-1][used : used + len(part)] = self._converted(part)
            self._count += len(part)
            vectors = vectors[len(part) :]

    def overwrite(self, rows: Rows, vectors: npt.NDArray[Any]) -> None:
        """Put vectors (m, d) in place of rows (m,)."""
        converted = self._converted(vectors)
        numbers = rows // BLOCK_ROWS
        for number in np.unique(numbers):
            inside = numbers == number
            self._blocks[number][rows[inside] % BLOCK_ROWS] = converted[inside]

    def truncate(self, count: int) -> None:
        """Keep the first ``count`` rows."""
        self._count = count
        del self._blocks[-(-count // BLOCK_ROWS) :]

    def blocks(self) -> Iterator[npt.NDArray[Any]]:
        """All rows in order, (up to BLOCK_ROWS, d) each, as views."""
        for number, block in enumerate(self._blocks):
            yield block[: self._count - number * BLOCK_ROWS]

    def take(self, rows: Rows) -> Vectors:
        """float32 (m, d): copies of rows (m,)."""
        out = np.empty((len(rows), self.dim), np.float32)

        def fill(places: Rows, block: npt.NDArray[Any], inside: Rows) -> None:
            found = block[inside]
            out[places] = found if self.dtype == np.float32 else to_single(found)

        self._each_block(rows, fill)
        return out

    def scores(self, query: Vectors) -> Scores:
        """float32 (n,): the product of every row with query (d,)."""
        out = np.empty(self._count, np.float32)
        for number, block in enumerate(self.blocks()):
            start = number * BLOCK_ROWS
            self._multiply(block, query, out[start : start + len(block)])
        return out

    def scores_of(self, rows: Rows, query: Vectors) -> Scores:
        """float32 (m,): the product of rows (m,) with query (d,)."""
        out = np.empty(len(rows), np.float32)

        def fill(places: Rows, block: npt.NDArray[Any], inside: Rows) -> None:
            products = np.empty(len(inside), np.float32)
            self._multiply(block[inside], query, products)
            out[places] = products

        self._each_block(rows, fill)
        return out

    def _each_block(
        self, rows: Rows, visit: Callable[[Rows, npt.NDArray[Any], Rows], None]
    ) -> None:
        """Visit (places in ``rows``, block, rows inside that block) for each block concerned."""
        order = np.argsort(rows, kind="stable")
        ordered = rows[order]
        limits = np.searchsorted(ordered, np.arange(len(self._blocks) + 1) * BLOCK_ROWS)
        for number in np.flatnonzero(np.diff(limits)):
            start, stop = limits[number], limits[number + 1]
            visit(order[start:stop], self._blocks[number], ordered[start:stop] % BLOCK_ROWS)

    def _multiply(self, block: npt.NDArray[Any], query: Vectors, out: Scores) -> None:
        # einsum, not dot: BLAS splits every block over its threads, and while indexing keeps the
        # cores busy each hand-over waits for its turn (200 ms instead of 20 at 100,000 rows).
        if self.dtype == np.float32:
            np.einsum("ij,j->i", block, query, out=out)
            return
        scaled = query * SHIFTED_SCALE
        scratch = np.empty((min(_ROWS_IN_CACHE, len(block)), self.dim), np.float32)
        for start in range(0, len(block), _ROWS_IN_CACHE):
            piece = block[start : start + _ROWS_IN_CACHE]
            shift_halves(piece, scratch[: len(piece)])
            products = out[start : start + len(piece)]
            np.einsum("ij,j->i", scratch[: len(piece)], scaled, out=products)

    def _new_block(self) -> npt.NDArray[Any]:
        # Pages of its own, since malloc keeps what lies between other things when it is freed:
        # after a graph took over, 200 MB of 100,000 photos stayed.
        size = BLOCK_ROWS * self.dim * self.dtype.itemsize
        pages = mmap.mmap(-1, size, **_PRIVATE)
        return np.frombuffer(pages, self.dtype).reshape(BLOCK_ROWS, self.dim)

    def _converted(self, vectors: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if self.dtype == np.float32 and vectors.dtype == np.float16:
            return to_single(vectors)
        return vectors.astype(self.dtype, copy=False)

    def _widened(self, block: npt.NDArray[Any]) -> npt.NDArray[Any]:
        wide = self._new_block()
        wide[: len(block)] = block
        return wide
