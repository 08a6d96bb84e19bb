"""What an index needs of the place where the vectors are kept for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from photoclip.core.models import PhotoIds, StoredVectors


class VectorSource(Protocol):
    """The vectors of one model. Every vector written gets a number (seq) above all before it."""

    def ids(self) -> PhotoIds:
        """int64 (n,), ascending: every photo that has a vector now."""
        ...

    def load(self, after_seq: int) -> Iterable[tuple[PhotoIds, StoredVectors, int]]:
        """Batches (ids, float16 vectors (n, d), last seq in it) written after ``after_seq``."""
        ...
