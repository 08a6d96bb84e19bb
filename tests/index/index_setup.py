"""Vectors and a source in memory, for the index tests."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds, StoredVectors, Vectors

DIM = 32


def unit_vectors(count: int, seed: int = 0, dim: int = DIM) -> Vectors:
    """float32 (count, dim): photos of a few subjects, already rounded as the catalog does."""
    rng = np.random.default_rng(seed)
    subjects = np.random.default_rng(99).standard_normal((20, dim))
    raw = subjects[rng.integers(20, size=count)] + rng.standard_normal((count, dim))
    unit = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    return unit.astype(np.float16).astype(np.float32)


class MemorySource:
    """A VectorSource as the catalog is one: a vector that is replaced gets a new number."""

    def __init__(self, ids: npt.ArrayLike = (), vectors: Vectors | None = None) -> None:
        self._rows: dict[int, tuple[int, StoredVectors]] = {}
        self._last_seq = 0
        self.rows_loaded = 0
        if vectors is not None:
            self.put(np.asarray(ids), vectors)

    def put(self, ids: npt.ArrayLike, vectors: Vectors) -> None:
        for photo_id, vector in zip(np.asarray(ids), vectors, strict=True):
            self._last_seq += 1
            self._rows[int(photo_id)] = (self._last_seq, vector.astype(np.float16))

    def remove(self, ids: npt.ArrayLike) -> None:
        for photo_id in np.asarray(ids):
            self._rows.pop(int(photo_id), None)

    def ids(self) -> PhotoIds:
        return np.array(sorted(self._rows), np.int64)

    def load(self, after_seq: int) -> Iterator[tuple[PhotoIds, StoredVectors, int]]:
        newer = sorted((seq, i, v) for i, (seq, v) in self._rows.items() if seq > after_seq)
        for start in range(0, len(newer), 500):
            part = newer[start : start + 500]
            self.rows_loaded += len(part)
            ids = np.array([i for _, i, _ in part], np.int64)
            yield ids, np.stack([v for _, _, v in part]), part[-1][0]

    def nearest(self, query: Vectors, count: int, among: PhotoIds | None = None) -> list[int]:
        """The right answer, the slow way."""
        wanted = set(self._rows) if among is None else set(self._rows) & set(among.tolist())
        ids = sorted(wanted)
        if not ids:
            return []
        matrix = np.stack([self._rows[i][1] for i in ids]).astype(np.float64)
        order = np.argsort(-(matrix @ query.astype(np.float64)), kind="stable")[:count]
        return [ids[place] for place in order]


def recall(found: PhotoIds, right: PhotoIds | list[int]) -> float:
    """The share of the right ids that was found."""
    return len(set(found.tolist()) & {int(one) for one in right}) / len(right)
