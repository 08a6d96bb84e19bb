"""What the services need of the world, as protocols."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from photoclip.core.files import ExportJob
from photoclip.core.korean import Translated
from photoclip.core.models import PhotoIds, Probabilities, Scores, Vectors
from photoclip.core.query.tree import Filter


class Clock(Protocol):
    """Tells the time, so that tests can choose it."""

    def now(self) -> datetime:
        """The present moment, with its zone (UTC)."""
        ...


class VectorIndex(Protocol):
    """Finds the nearest vectors by cosine; every vector given to it has unit length."""

    def __len__(self) -> int: ...

    def add(
        self, ids: PhotoIds, vectors: npt.NDArray[np.float32] | npt.NDArray[np.float16]
    ) -> None:
        """Enter vectors (n, d) under ids (n,); an id that is there already gets the new vector."""
        ...

    def remove(self, ids: PhotoIds) -> None:
        """Forget ids; unknown ones are passed over. They are in no later answer."""
        ...

    def search(
        self, query: Vectors, count: int, among: PhotoIds | None = None
    ) -> tuple[PhotoIds, Scores]:
        """The ``count`` nearest to query (d,), best first: ids int64 (k,), cosines float32 (k,).

        among: if given, only these ids are candidates. k is less than count only where fewer
        candidates exist.
        """
        ...


class NameResolver(Protocol):
    """Knows the photos of named things: tags, or albums."""

    def photo_ids(self, name: str) -> PhotoIds | None:
        """int64 (n,): the photos under this name, case ignored; None where there is no such name.

        A smart album may answer by searching itself, on the calling thread.
        """
        ...

    def names(self) -> Sequence[str]:
        """Every name there is, for completion and for suggestions."""
        ...


class FilterResolver(Protocol):
    """Answers what a filter needs to know and the photo table does not hold."""

    def photo_ids(self, one: Filter) -> PhotoIds:
        """int64 (n,): the photos of a tag or an album. Raises QuerySyntaxError for unknown ones."""
        ...

    def position(self, one: Filter) -> tuple[float, float]:
        """Latitude and longitude in degrees of a place. Raises QuerySyntaxError likewise."""
        ...


class Translator(Protocol):
    """Puts queries into words that the model reads."""

    def translate(self, text: str) -> Translated | None:
        """What to search for instead of ``text``; None where the model reads it as it is."""
        ...

    def hardly_read(self, text: str) -> list[str]:
        """Words of a text in scripts in which the model was never measured."""
        ...


class QueryMatcher(Protocol):
    """Answers a saved query completely, however many photos match."""

    def matching(self, query: str, cut_off: float | None = None) -> tuple[PhotoIds, Probabilities]:
        """All that match with a probability of at least ``cut_off`` (the usual one if None).

        Best first: ids int64 (n,), probabilities float32 (n,), which are 1 where the query only
        filters. Raises SearchError where the query cannot be understood or answered.
        """
        ...


class Trash(Protocol):
    """Where the system keeps what people throw away. Paths are absolute."""

    @property
    def can_restore(self) -> bool:
        """Whether ``restore`` works here."""
        ...

    def put(self, path: str) -> None:
        """Move a file there. Raises TrashError, and leaves the file where it is then."""
        ...

    def restore(self, path: str) -> None:
        """Bring back what was moved there from ``path`` last. Never overwrites: TrashError."""
        ...


class PictureExporter(Protocol):
    """Makes copies of pictures, in whatever process can decode them."""

    def export(self, job: ExportJob) -> str:
        """Make one copy and return its path.

        Raises PictureError where the original cannot be read, ExportError where the folder cannot
        be written, DiskFullError, WorkerError.
        """
        ...
