"""Which row belongs to which photo, in 16 bytes a photo."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds

Rows = npt.NDArray[np.int64]
"""int64 (n,): positions in a vector store."""

NO_ROW = -1


class RowMap:
    """Photo ids, sorted, each with its row.

    Two arrays and binary search: a dict of 500,000 ids would take 60 MB, and asking it for a
    filter's 100,000 ids would take a Python step for each. A change copies the arrays, which for
    1,000,000 ids costs about 3 ms a batch. Not thread-safe.
    """

    def __init__(self) -> None:
        self._ids: PhotoIds = np.empty(0, np.int64)
        self._rows: Rows = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> PhotoIds:
        """int64 (n,), ascending; never changed later, so it may be kept."""
        return self._ids

    @property
    def rows(self) -> Rows:
        """int64 (n,): the row of each of ``ids``."""
        return self._rows

    def find(self, ids: PhotoIds) -> Rows:
        """int64 (m,): the row of each id, NO_ROW for unknown ones."""
        if not len(self._ids):
            return np.full(len(ids), NO_ROW, np.int64)
        places = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        return np.where(self._ids[places] == ids, self._rows[places], NO_ROW)

    def insert(self, ids: PhotoIds, rows: Rows) -> None:
        """Enter ids that are not in it yet, each once."""
        order = np.argsort(ids)
        ids, rows = ids[order], rows[order]
        places = np.searchsorted(self._ids, ids)
        self._ids = np.insert(self._ids, places, ids)
        self._rows = np.insert(self._rows, places, rows)

    def move(self, ids: PhotoIds, rows: Rows) -> None:
        """Give ids that are in it other rows."""
        changed = self._rows.copy()
        changed[np.searchsorted(self._ids, ids)] = rows
        self._rows = changed

    def delete(self, ids: PhotoIds) -> None:
        """Forget ids that are in it."""
        places = np.searchsorted(self._ids, ids)
        self._ids = np.delete(self._ids, places)
        self._rows = np.delete(self._rows, places)


def each_once(ids: npt.ArrayLike) -> PhotoIds:
    """int64 (m,): ids in ascending order, each once. What is so already is not sorted again: a
    filter's half a million ids come sorted from the catalog."""
    ids = np.asarray(ids, np.int64)
    return ids if bool((ids[1:] > ids[:-1]).all()) else np.unique(ids)


def last_of_each(ids: PhotoIds) -> Rows:
    """int64 (m,): where each different id stands last, so that the later vector wins."""
    _, from_end = np.unique(ids[::-1], return_index=True)
    return len(ids) - 1 - from_end
