"""Which photos of a grid are selected: one bit a row, so that half a million cost a millisecond."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Signal,
)

from photoclip.core.models import PhotoIds
from photoclip.gui.grid.model import PhotoModel

Flag = QItemSelectionModel.SelectionFlag
Bits = npt.NDArray[np.bool_]
Runs = npt.NDArray[np.int64]
"""int64 (k, 2): first row and last row + 1 of each run; runs do not overlap."""

RUNS_TOLD = 64


class PhotoSelection(QItemSelectionModel):
    """Qt keeps a selection as a list of ranges, which a rubber band over many lines makes long.

    The bits are the truth. Qt's own list, which screen readers and the handling of the mouse look
    at, holds all runs while they are few, and else those in sight.
    """

    changed = Signal()

    def __init__(self, model: PhotoModel) -> None:
        super().__init__(model)
        self._photos = model
        self._base: Bits = np.zeros(0, bool)
        self._bits: Bits = np.zeros(0, bool)
        self._seen = (0, 0)

    @property
    def bits(self) -> Bits:
        """Whether each row is selected, bool (n,); not to be changed."""
        self._fit()
        return self._bits

    @property
    def rows(self) -> PhotoIds:
        """The selected rows, ascending, int64 (k,)."""
        return np.flatnonzero(self.bits)

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return int(np.count_nonzero(self.bits))

    def select_rows(self, rows: PhotoIds) -> None:
        """Select exactly these rows."""
        self._fit()
        self._bits = np.zeros(len(self._bits), bool)
        self._bits[rows] = True
        self._base = self._bits
        self._tell_qt()
        self.changed.emit()

    def select_runs(self, runs: Runs, command: Flag) -> None:
        """What ``select`` of Qt does, for runs of rows."""
        if command == Flag.NoUpdate:
            return
        self._fit()
        if command & Flag.Clear:
            self._base = self._bits = np.zeros(len(self._bits), bool)
        if not command & Flag.Current:
            # From here on, another stretch of keyboard or mouse; the former one stands.
            self._base = self._bits
        self._bits = _changed(self._base, runs, command)
        self._tell_qt()
        self.changed.emit()

    def select(
        self, what: QItemSelection | QModelIndex | QPersistentModelIndex, command: Flag
    ) -> None:
        """As Qt calls it, with an index or with ranges."""
        if isinstance(what, QItemSelection):
            runs = [(one.top(), one.bottom() + 1) for one in ranges_of(what)]
        else:
            runs = [(what.row(), what.row() + 1)] if what.isValid() else []
        self.select_runs(as_runs(runs), command)

    def reset(self) -> None:
        """Forget everything: the rows are others now."""
        self._bits = self._base = np.zeros(len(self._photos.ids), bool)
        super().reset()

    def show_around(self, first: int, last: int) -> None:
        """Tell Qt of the runs from row first to last, where there are too many to tell of all."""
        if self._seen != (first, last):
            self._seen = (first, last)
            if len(_runs_of(self.bits)) > RUNS_TOLD:
                self._tell_qt()

    def _fit(self) -> None:
        if len(self._bits) != len(self._photos.ids):
            self._bits = self._base = np.zeros(len(self._photos.ids), bool)

    def _tell_qt(self) -> None:
        runs = _runs_of(self._bits)
        if len(runs) > RUNS_TOLD:
            near = (runs[:, 0] <= self._seen[1]) & (runs[:, 1] > self._seen[0])
            # One at least: Qt takes an empty list for a selection that need not be cleared.
            near[0] = True
            runs = runs[near]
        told = QItemSelection()
        for first, last in runs.tolist():
            told.select(self._photos.index(first), self._photos.index(last - 1))
        super().select(told, Flag.ClearAndSelect)


def ranges_of(selection: QItemSelection) -> Iterator[QItemSelectionRange]:
    """The ranges of a selection, which is a list that Qt does not declare as one."""
    return (selection.at(place) for place in range(selection.size()))


def as_runs(runs: Iterable[tuple[int, int]]) -> Runs:
    """Pairs of first row and last row + 1 as an array."""
    return np.array(list(runs), np.int64).reshape(-1, 2)


def _changed(base: Bits, runs: Runs, command: Flag) -> Bits:
    if not len(runs):
        return base
    edges = np.zeros(len(base) + 1, np.int8)
    edges[runs[:, 0]] += 1
    edges[runs[:, 1]] -= 1
    touched = np.cumsum(edges[:-1], dtype=np.int8).view(bool)
    if command & Flag.Toggle == Flag.Toggle:
        base = base ^ touched
    elif command & Flag.Deselect:
        base = base & ~touched
    else:
        base = base | touched
    return base


def _runs_of(bits: Bits) -> Runs:
    edges = np.flatnonzero(np.diff(bits.view(np.int8), prepend=np.int8(0), append=np.int8(0)))
    return edges.reshape(-1, 2)
