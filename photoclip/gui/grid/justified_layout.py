"""Where each photo of a grid lies when every photo is whole: lines of equal height.

Lines are broken greedily, each where it comes nearest to the wanted height, as photo books have
it; the height of a line then follows from the widths in it. All in numpy, so that half a million
photos take a background thread a tenth of a second, and a window nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect

from photoclip.core.listing import Aspects
from photoclip.gui.grid.layout import GAP, HEADING, MARGIN, MIN_CELL, Layout, Section

Ints = npt.NDArray[np.int64]

MOST_STRETCHED = 1.5
"""A line that cannot be filled without growing beyond this stays short."""
OUT_OF_SIGHT = -(1 << 30)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JustifiedLayout(Layout):
    """Whole photos side by side in lines that fill the width.

    firsts, lasts: int64 (l,), the first row of each line and the last one + 1. line_tops,
    line_heights: int64 (l,), pixels. lefts, widths: int64 (n,), pixels by row; those of folded
    sections lie out of sight.
    """

    firsts: Ints = field(repr=False)
    lasts: Ints = field(repr=False)
    line_tops: Ints = field(repr=False)
    line_heights: Ints = field(repr=False)
    lefts: Ints = field(repr=False)
    widths: Ints = field(repr=False)

    @classmethod
    def of(
        cls,
        width: int,
        wanted: int,
        aspects: Aspects,
        sections: Sequence[Section] = (),
        heading: int = HEADING,
    ) -> JustifiedLayout:
        """Lay photos with these aspect ratios (n,) out in lines of about ``wanted`` pixels."""
        room = max(width - 2 * MARGIN, MIN_CELL)
        shown = tuple(sections) or (Section("", 0, len(aspects)),)
        high = heading if sections else 0
        widest = np.append(0.0, np.cumsum(aspects, dtype=np.float64))
        firsts, lasts, lines_in = _broken(widest, shown, room, wanted)
        heights, factors = _heights(widest, firsts, lasts, room, wanted, shown)
        lefts, widths = _placed(widest, firsts, lasts, factors)
        below = np.append(0, np.cumsum(heights + GAP))
        starts = np.append(0, np.cumsum(lines_in))
        top = 0 if sections else MARGIN
        tops = top + np.arange(len(shown) + 1) * high + below[starts]
        tops[-1] += MARGIN
        of_line = np.repeat(np.arange(len(shown)), lines_in)
        return cls(
            cell=wanted,
            sections=shown,
            tops=tops.tolist(),
            heading=high,
            firsts=firsts,
            lasts=lasts,
            line_tops=top + (of_line + 1) * high + below[:-1],
            line_heights=heights,
            lefts=lefts,
            widths=widths,
        )

    def rect(self, row: int) -> QRect:
        if self.is_hidden(row):
            return QRect()
        line = self._line_of(row)
        return QRect(
            int(self.lefts[row]),
            int(self.line_tops[line]),
            int(self.widths[row]),
            int(self.line_heights[line]),
        )

    def row_at(self, x: int, y: int) -> int:
        line = int(np.searchsorted(self.line_tops, y, "right")) - 1
        if line < 0 or y >= self.line_tops[line] + self.line_heights[line]:
            return -1
        first, last = int(self.firsts[line]), int(self.lasts[line])
        row = first + int(np.searchsorted(self.lefts[first:last], x, "right")) - 1
        return row if row >= first and x < self.lefts[row] + self.widths[row] else -1

    def lines(self, top: int, bottom: int) -> list[tuple[int, int]]:
        start, stop = self._lines_between(top, bottom)
        return list(
            zip(self.firsts[start:stop].tolist(), self.lasts[start:stop].tolist(), strict=True)
        )

    def runs_inside(self, area: QRect) -> Ints:
        start, stop = self._lines_between(area.top(), area.bottom())
        if start >= stop:
            return np.empty((0, 2), np.int64)
        first, last = int(self.firsts[start]), int(self.lasts[stop - 1])
        lefts = self.lefts[first:last]
        touched = (lefts <= area.right()) & (lefts + self.widths[first:last] > area.left())
        edges = np.diff(touched.view(np.int8), prepend=np.int8(0), append=np.int8(0))
        return first + np.flatnonzero(edges).reshape(-1, 2)

    def above(self, row: int) -> int:
        return self._nearest(row, self._line_of(row) - 1)

    def below(self, row: int) -> int:
        return self._nearest(row, self._line_of(row) + 1)

    def _line_of(self, row: int) -> int:
        return max(int(np.searchsorted(self.firsts, row, "right")) - 1, 0)

    def _lines_between(self, top: int, bottom: int) -> tuple[int, int]:
        start = max(int(np.searchsorted(self.line_tops, top, "right")) - 1, 0)
        # The line before may end above: between lines there are gaps and headings.
        if start < len(self.firsts) and self.line_tops[start] + self.line_heights[start] <= top:
            start += 1
        return start, int(np.searchsorted(self.line_tops, bottom, "right"))

    def _nearest(self, row: int, line: int) -> int:
        """The row of a line whose middle is nearest to the middle of ``row``."""
        if not 0 <= line < len(self.firsts):
            return row
        first, last = int(self.firsts[line]), int(self.lasts[line])
        middles = 2 * self.lefts[first:last] + self.widths[first:last]
        return first + int(np.abs(middles - 2 * self.lefts[row] - self.widths[row]).argmin())


def _broken(
    widest: npt.NDArray[np.float64], sections: Sequence[Section], room: int, wanted: int
) -> tuple[Ints, Ints, Ints]:
    """First rows and last rows + 1 of all lines, and how many lines each section has."""
    count = len(widest) - 1
    edges = widest * wanted + np.arange(count + 1) * GAP
    middles = (edges[:-1] + edges[1:] - GAP) / 2
    # From each row, where the next line would begin: a photo is taken in up to its middle.
    follow = np.searchsorted(middles, edges[:-1] + room)
    firsts: list[int] = []
    lasts: list[int] = []
    lines_in = []
    for section in sections:
        before, row, end = len(firsts), section.first, section.first + section.count
        while row < end and not section.is_folded:
            firsts.append(row)
            row = min(max(int(follow[row]), row + 1), end)
            lasts.append(row)
        lines_in.append(len(firsts) - before)
    return np.array(firsts, np.int64), np.array(lasts, np.int64), np.array(lines_in, np.int64)


def _heights(
    widest: npt.NDArray[np.float64],
    firsts: Ints,
    lasts: Ints,
    room: int,
    wanted: int,
    sections: Sequence[Section],
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """The height of each line, and by what an aspect ratio in it becomes a width."""
    filling = (room - (lasts - firsts - 1) * GAP) / (widest[lasts] - widest[firsts])
    ends = np.array([one.first + one.count for one in sections], np.int64)
    is_last = np.isin(lasts, ends)
    limits = np.where(is_last, float(wanted), wanted * MOST_STRETCHED)
    factors = np.minimum(filling, limits)
    return np.maximum(np.rint(factors), 1).astype(np.int64), factors


def _placed(
    widest: npt.NDArray[np.float64], firsts: Ints, lasts: Ints, factors: npt.NDArray[np.float64]
) -> tuple[Ints, Ints]:
    lefts = np.full(len(widest) - 1, OUT_OF_SIGHT, np.int64)
    widths = np.zeros(len(widest) - 1, np.int64)
    counts = lasts - firsts
    line = np.repeat(np.arange(len(firsts)), counts)
    within = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = firsts[line] + within
    start, factor = widest[firsts][line], factors[line]
    left = MARGIN + (widest[rows] - start) * factor + within * GAP
    right = MARGIN + (widest[rows + 1] - start) * factor + within * GAP
    lefts[rows] = np.rint(left)
    widths[rows] = np.maximum(np.rint(right).astype(np.int64) - lefts[rows], 1)
    return lefts, widths
