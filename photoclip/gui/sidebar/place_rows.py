"""Rows of the sidebar under one heading, changed only where what they show has changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtGui import QStandardItem

K = TypeVar("K", bound=Hashable)
Forest = Mapping[K | None, Sequence[K]]
"""The rows under each row, None for those directly under the heading. Each key occurs once."""


class PlaceRows(Generic[K]):
    """Knows the row of each key. What stays in its place is not touched, so it keeps all that a
    view knows of it: whether it is open, marked, being written in."""

    def __init__(self, heading: QStandardItem) -> None:
        self.heading = heading
        self.first = 0
        """Rows of others that stand before these."""
        self._items: dict[K, QStandardItem] = {}
        self._children: dict[K | None, list[K]] = {}

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def item(self, key: K) -> QStandardItem | None:
        """The row of a key."""
        return self._items.get(key)

    def is_same(self, wanted: Forest[K]) -> bool:
        """Whether these rows are there, in this order."""
        mine = {key: list(keys) for key, keys in wanted.items() if keys}
        return mine == {key: keys for key, keys in self._children.items() if keys}

    def show(self, wanted: Forest[K], make: Callable[[K], QStandardItem]) -> list[K]:
        """Take out, move and put in rows until they are as wanted.

        make: for a row that is not there yet. The keys of new rows and of those that moved come
        back: views have forgotten whether they, and rows in them, were open.
        """
        parents = {key: parent for parent, keys in wanted.items() for key in keys}
        staying = self._take_loose(wanted, parents)
        self._drop_gone(parents)
        fresh = [key for keys in wanted.values() for key in keys if key not in staying]
        for key in fresh:
            if key not in self._items:
                self._items[key] = make(key)
        # Rows inside of others first: what is not in the tree yet costs no view a layout.
        for parent in reversed(_downwards(wanted)):
            self._put(parent, wanted[parent], staying)
        self._children = {key: list(keys) for key, keys in wanted.items()}
        return fresh

    def _take_loose(self, wanted: Forest[K], parents: Mapping[K, K | None]) -> set[K]:
        """Take out, but keep, the rows that go somewhere else. Those that stay come back."""
        staying: set[K] = set()
        for parent, keys in self._children.items():
            here = [one for one in keys if one in parents and parents[one] == parent]
            stays = in_order(here, wanted.get(parent, ()))
            staying |= stays
            for row in reversed(range(len(keys))):
                if keys[row] in parents and keys[row] not in stays:
                    self._host(parent).takeRow(self._row(parent, row))
                    del keys[row]
        return staying

    def _drop_gone(self, parents: Mapping[K, K | None]) -> None:
        for parent, keys in self._children.items():
            if parent is not None and parent not in parents:
                continue
            row = len(keys)
            while row:
                last = row = row - 1
                if keys[row] in parents:
                    continue
                while row and keys[row - 1] not in parents:
                    row -= 1
                self._host(parent).removeRows(self._row(parent, row), last - row + 1)
        self._items = {key: item for key, item in self._items.items() if key in parents}

    def _put(self, parent: K | None, keys: Sequence[K], staying: Collection[K]) -> None:
        row = 0
        while row < len(keys):
            first = row
            while row < len(keys) and keys[row] not in staying:
                row += 1
            if row > first:
                items = [self._items[one] for one in keys[first:row]]
                self._host(parent).insertRows(self._row(parent, first), items)
            row += 1

    def _host(self, parent: K | None) -> QStandardItem:
        return self.heading if parent is None else self._items[parent]

    def _row(self, parent: K | None, row: int) -> int:
        return row + self.first if parent is None else row


def in_order(keys: Sequence[K], wanted: Sequence[K]) -> set[K]:
    """The most of the keys that stand in the wanted order already: a longest increasing
    subsequence, by patience sorting (Fredman 1975)."""
    place = {key: number for number, key in enumerate(wanted)}
    tops: list[int] = []
    heads: list[K] = []
    before: dict[K, K | None] = {}
    for key in keys:
        pile = bisect_left(tops, place[key])
        before[key] = heads[pile - 1] if pile else None
        if pile == len(tops):
            tops.append(place[key])
            heads.append(key)
        else:
            tops[pile], heads[pile] = place[key], key
    found: set[K] = set()
    step = heads[-1] if heads else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _downwards(wanted: Forest[K]) -> list[K | None]:
    """Every key with rows under it, each before those in it."""
    found: list[K | None] = []
    waiting: list[K | None] = [None]
    while waiting:
        parent = waiting.pop()
        if wanted.get(parent):
            found.append(parent)
            waiting.extend(wanted[parent])
    return found
