"""Where the keyboard goes in a grid: arithmetic on its layout alone."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtWidgets import QListView

from photoclip.gui.grid.layout import Layout

Move: TypeAlias = QListView.CursorAction


def row_after(layout: Layout, row: int, count: int, move: Move, lines: int) -> int:
    """The row that a key leads to, -1 for none. count: of all rows. lines: of one page."""
    match move:
        case Move.MoveLeft | Move.MovePrevious:
            return beside(layout, row, count, -1)
        case Move.MoveRight | Move.MoveNext:
            return beside(layout, row, count, 1)
        case Move.MoveUp:
            return layout.above(row)
        case Move.MoveDown:
            return layout.below(row)
        case Move.MovePageUp:
            return _page(layout, row, -1, lines)
        case Move.MovePageDown:
            return _page(layout, row, 1, lines)
        case Move.MoveHome:
            return beside(layout, -1, count, 1)
        case Move.MoveEnd:
            return beside(layout, count, count, -1)
    return row


def beside(layout: Layout, row: int, count: int, direction: int) -> int:
    """The next row in sight in one direction (1 or -1), over what is folded; -1 for none."""
    row += direction
    while 0 <= row < count and layout.is_hidden(row):
        section = layout.sections[layout.section_of(row)]
        row = section.first + section.count if direction > 0 else section.first - 1
    return row if 0 <= row < count else -1


def _page(layout: Layout, row: int, direction: int, lines: int) -> int:
    for _ in range(lines):
        row = layout.above(row) if direction < 0 else layout.below(row)
    return row


def heading_below(layout: Layout, row: int, count: int, *, is_down: bool) -> int:
    """The folded heading that comes next, -1 for none.

    Down leads there from the last line before it; right, where no photo follows.
    """
    place = layout.section_of(row) + 1
    if place >= len(layout.sections) or not layout.sections[place].is_folded:
        return -1
    if is_down:
        after = layout.below(row)
        leaves = after == row or layout.section_of(after) >= place
    else:
        leaves = beside(layout, row, count, 1) < 0
    return place if leaves else -1


def row_by_heading(layout: Layout, row: int, direction: int) -> int:
    """The first row of the next heading; back, of this one, then of the one before. -1: none."""
    place = layout.section_of(row)
    if direction > 0 or row == layout.sections[place].first:
        place += direction
    while 0 <= place < len(layout.sections):
        section = layout.sections[place]
        if section.count and not section.is_folded:
            return section.first
        place += direction
    return -1
