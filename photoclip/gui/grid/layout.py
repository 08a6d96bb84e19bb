"""Where each photo of a grid lies: arithmetic on sections, never a loop over photos.

Coordinates are logical pixels from the top left of the whole content.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect

GAP = 4
MARGIN = 16
HEADING = 40
MIN_CELL, MAX_CELL = 72, 512


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring photos under one quiet heading. first: row of the first photo.

    note: said after the title in a second voice, such as how many there are.
    is_folded: only the heading is shown. is_foldable: a click on the heading folds and unfolds.
    is_dimmed: its photos are no matches, only the nearest there are. month: year and month.
    """

    title: str
    first: int
    count: int
    note: str = ""
    is_folded: bool = False
    is_foldable: bool = False
    is_dimmed: bool = False
    month: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout(ABC):
    """What every layout knows of headings. Rows are numbered through all sections."""

    cell: int
    """The edge of a square cell, or the wanted height of a line."""
    sections: tuple[Section, ...]
    tops: Sequence[int] = field(repr=False)
    """Where the heading of each section begins; one more at the end: the height of all."""
    heading: int
    """The height of a heading, 0 where none are shown."""

    @property
    def has_headings(self) -> bool:
        """Whether headings are shown."""
        return self.heading > 0

    @property
    def step(self) -> int:
        """From one line to the next, about."""
        return self.cell + GAP

    @property
    def height(self) -> int:
        """The height of the whole content."""
        return self.tops[-1]

    def section_of(self, row: int) -> int:
        """The place of the section that holds a row."""
        place = bisect_right(self.sections, row, key=lambda one: one.first) - 1
        # An empty section begins where the next one does.
        return max(place, 0)

    def is_hidden(self, row: int) -> bool:
        """Whether the row lies in a folded section."""
        return self.sections[self.section_of(row)].is_folded

    def heading_rect(self, place: int, width: int) -> QRect:
        """The heading of a section, empty where none are shown."""
        return QRect(0, self.tops[place], width, self.heading)

    def heading_at(self, y: int) -> int:
        """The place of the section whose heading holds a height, -1 for none."""
        place = self._section_at(y)
        inside = self.tops[place] <= y < self.tops[place] + self.heading
        return place if inside else -1

    def headings(self, top: int, bottom: int) -> range:
        """The places of the sections that touch the stretch from top to bottom."""
        return range(self._section_at(top), self._section_at(bottom) + 1)

    def inside(self, area: QRect) -> list[tuple[int, int]]:
        """Runs of rows whose cells touch a rectangle, line by line: [(first, last + 1)]."""
        return [(first, last) for first, last in self.runs_inside(area).tolist()]

    def _section_at(self, y: int) -> int:
        return min(max(bisect_right(self.tops, y) - 1, 0), len(self.sections) - 1)

    @abstractmethod
    def lines(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Runs of rows whose lines touch the stretch from top to bottom: [(first, last + 1)]."""

    @abstractmethod
    def rect(self, row: int) -> QRect:
        """The cell of a row; that of a folded section's row is empty."""

    @abstractmethod
    def row_at(self, x: int, y: int) -> int:
        """The row whose cell holds a point, -1 for none."""

    @abstractmethod
    def runs_inside(self, area: QRect) -> npt.NDArray[np.int64]:
        """Runs of rows whose cells touch a rectangle, as an array, int64 (k, 2)."""

    @abstractmethod
    def above(self, row: int) -> int:
        """The row over this one, or the nearest in a section further up."""

    @abstractmethod
    def below(self, row: int) -> int:
        """The row under this one, or the nearest in a section further down."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridLayout(Layout):
    """Square cells in lines under headings, for one width of the view."""

    columns: int
    left: int

    @classmethod
    def of(
        cls,
        width: int,
        wanted_cell: int,
        count: int,
        sections: Sequence[Section] = (),
        heading: int = HEADING,
    ) -> GridLayout:
        """Lay ``count`` photos out in about ``wanted_cell`` pixels each, filling ``width``."""
        room = max(width - 2 * MARGIN, MIN_CELL)
        columns = max(1, round((room + GAP) / (wanted_cell + GAP)))
        cell = max(1, (room + GAP) // columns - GAP)
        rest = room - (columns * (cell + GAP) - GAP)
        shown = tuple(sections) or (Section("", 0, count),)
        high = heading if sections else 0
        counts = np.array([0 if one.is_folded else one.count for one in shown], np.int64)
        heights = -(-counts // columns) * (cell + GAP) + high
        tops = (0 if sections else MARGIN) + np.cumsum(np.append(0, heights))
        tops[-1] += MARGIN
        return cls(
            columns=columns,
            cell=cell,
            left=MARGIN + rest // 2,
            sections=shown,
            tops=tops.tolist(),
            heading=high,
        )

    def rect(self, row: int) -> QRect:
        """The cell of a row; that of a folded section's row is empty."""
        place = self.section_of(row)
        section = self.sections[place]
        if section.is_folded:
            return QRect()
        line, column = divmod(row - section.first, self.columns)
        x = self.left + column * self.step
        return QRect(x, self._first_line(place) + line * self.step, self.cell, self.cell)

    def row_at(self, x: int, y: int) -> int:
        """The row whose cell holds a point, -1 for none."""
        place = self._section_at(y)
        section = self.sections[place]
        line, below = divmod(y - self._first_line(place), self.step)
        column, right = divmod(x - self.left, self.step)
        if section.is_folded or line < 0 or below >= self.cell or right >= self.cell:
            return -1
        if not 0 <= column < self.columns:
            return -1
        offset = line * self.columns + column
        return section.first + offset if offset < section.count else -1

    def lines(self, top: int, bottom: int) -> list[tuple[int, int]]:
        """Runs of rows whose lines touch the stretch from top to bottom: [(first, last + 1)]."""
        runs: list[tuple[int, int]] = []
        for place in range(self._section_at(top), len(self.sections)):
            if self.tops[place] > bottom:
                break
            section, start = self.sections[place], self._first_line(place)
            if section.is_folded or not section.count or bottom < start:
                continue
            first = max(0, (top - start + GAP) // self.step) * self.columns
            last = min(section.count, ((bottom - start) // self.step + 1) * self.columns)
            if first < last:
                runs.append((section.first + first, section.first + last))
        return runs

    def runs_inside(self, area: QRect) -> npt.NDArray[np.int64]:
        """The same as an array, int64 (k, 2)."""
        left = max(0, (area.left() - self.left + GAP) // self.step)
        right = min(self.columns - 1, (area.right() - self.left) // self.step)
        if left > right:
            return np.empty((0, 2), np.int64)
        runs = np.array(self.lines(area.top(), area.bottom()), np.int64).reshape(-1, 2)
        if not len(runs) or (left == 0 and right == self.columns - 1):
            return runs
        counts = -(-(runs[:, 1] - runs[:, 0]) // self.columns)
        # Each run cut into its lines: the number of a line within its run, times the columns.
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        firsts = np.repeat(runs[:, 0], counts) + within * self.columns + left
        lasts = np.minimum(firsts + right - left + 1, np.repeat(runs[:, 1], counts))
        cut = np.stack([firsts, lasts], axis=1)
        inside: npt.NDArray[np.int64] = cut[firsts < lasts]
        return inside

    def above(self, row: int) -> int:
        """The row one line up in the same column, or the nearest in a section further up."""
        return self._vertical(row, -1)

    def below(self, row: int) -> int:
        """The row one line down in the same column, or the nearest in a section further down."""
        return self._vertical(row, 1)

    def _vertical(self, row: int, direction: int) -> int:
        place = self.section_of(row)
        section = self.sections[place]
        offset, column = row - section.first, (row - section.first) % self.columns
        target = offset + direction * self.columns
        if 0 <= target < section.count:
            return section.first + target
        last_line = (section.count - 1) // self.columns
        if direction > 0 and offset // self.columns < last_line:
            return section.first + section.count - 1
        place += direction
        while 0 <= place < len(self.sections):
            other = self.sections[place]
            if other.count and not other.is_folded:
                start = 0 if direction > 0 else (other.count - 1) // self.columns * self.columns
                return other.first + min(start + column, other.count - 1)
            place += direction
        return row

    def _first_line(self, place: int) -> int:
        return self.tops[place] + self.heading
