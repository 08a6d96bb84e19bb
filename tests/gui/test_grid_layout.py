"""Where photos lie in the grid."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from photoclip.gui.grid.justified_layout import MOST_STRETCHED, JustifiedLayout
from photoclip.gui.grid.layout import GAP, HEADING, MARGIN, GridLayout, Layout, Section

THREE = (Section("March", 0, 7), Section("February", 7, 3), Section("January", 10, 20))


@st.composite
def layouts(draw) -> Layout:
    counts = draw(st.lists(st.integers(0, 40), min_size=1, max_size=6))
    sections, first = [], 0
    for count in counts:
        sections.append(Section("x", first, count, is_folded=draw(st.booleans())))
        first += count
    width, cell = draw(st.integers(200, 2000)), draw(st.integers(80, 400))
    if draw(st.booleans()):
        return GridLayout.of(width, cell, first, sections)
    shapes = st.lists(st.floats(0.4, 3.5), min_size=first, max_size=first)
    return JustifiedLayout.of(width, cell, np.array(draw(shapes), np.float32), sections)


def total(grid: Layout) -> int:
    return sum(section.count for section in grid.sections)


def visible(grid: Layout) -> list[int]:
    return [row for row in range(total(grid)) if not grid.is_hidden(row)]


@given(layouts())
def test_the_point_in_the_middle_of_a_photo_finds_that_photo(grid):
    for row in visible(grid):
        middle = grid.rect(row).center()
        assert grid.row_at(middle.x(), middle.y()) == row


@given(layouts())
def test_photos_never_lie_over_each_other_or_outside(grid):
    rects = [grid.rect(row) for row in visible(grid)]
    for before, after in itertools.pairwise(rects):
        assert not before.intersects(after)
        assert (after.top(), after.left()) > (before.top(), before.left())
    for rect in rects:
        assert rect.top() >= 0
        assert rect.bottom() < grid.height


@given(layouts(), st.integers(0, 3000), st.integers(1, 800))
def test_lines_in_sight_hold_exactly_the_photos_that_touch_it(grid, top, height):
    area = QRect(0, top, 4000, height)
    found = [row for first, last in grid.inside(area) for row in range(first, last)]
    assert found == [row for row in visible(grid) if grid.rect(row).intersects(area)]


@given(layouts(), st.integers(0, 1500), st.integers(0, 800), st.integers(1, 700))
def test_a_band_holds_every_photo_that_it_touches(grid, left, top, edge):
    area = QRect(left, top, edge, edge)
    found = [row for first, last in grid.inside(area) for row in range(first, last)]
    assert found == [row for row in visible(grid) if grid.rect(row).intersects(area)]


@given(layouts())
def test_going_down_and_up_never_leaves_what_is_visible(grid):
    for row in visible(grid):
        assert not grid.is_hidden(grid.below(row))
        assert not grid.is_hidden(grid.above(row))


def test_down_goes_to_the_same_column_also_under_the_next_heading():
    grid = GridLayout.of(5 * 164 + 2 * MARGIN, 160, 30, THREE)

    assert grid.columns == 5
    assert grid.below(1) == 6
    assert grid.below(4) == 6, "the line below is shorter: its last photo"
    assert grid.below(6) == 8
    assert grid.below(5) == 7
    assert grid.above(8) == 6
    assert grid.above(9) == 6
    assert grid.above(0) == 0
    assert grid.below(29) == 29


def test_cells_fill_the_line():
    grid = GridLayout.of(1000, 160, 30)

    last = grid.rect(grid.columns - 1)
    assert 1000 - MARGIN - last.right() <= grid.columns
    assert grid.rect(1).left() - grid.rect(0).right() - 1 == GAP


def test_a_folded_section_shows_its_heading_alone():
    folded = (THREE[0], Section("February", 7, 3, is_folded=True), THREE[2])
    grid = GridLayout.of(860, 160, 30, folded)

    assert grid.tops[2] - grid.tops[1] == HEADING
    assert grid.rect(8) == QRect()
    assert grid.below(6) == 11


@pytest.mark.parametrize("width", [0, 1, 50])
def test_a_window_that_is_far_too_narrow_still_has_one_column(width):
    assert GridLayout.of(width, 160, 3).columns == 1


def test_no_photos_take_no_room():
    grid = GridLayout.of(800, 160, 0)

    assert grid.lines(0, 500) == []
    assert grid.row_at(50, 50) == -1


def test_whole_photos_fill_lines_of_equal_height():
    shapes = np.array([1.5, 0.75, 1.33, 1.78, 0.67, 1.5, 1.5, 2.2, 1.0, 0.8] * 10, np.float32)
    grid = JustifiedLayout.of(1000, 160, shapes)

    for first, last in grid.lines(0, grid.height)[:-1]:
        rects = [grid.rect(row) for row in range(first, last)]
        assert {rect.height() for rect in rects} == {rects[0].height()}
        assert rects[0].left() == MARGIN
        assert rects[-1].right() + 1 == 1000 - MARGIN
        assert 160 / MOST_STRETCHED < rects[0].height() < 160 * MOST_STRETCHED
        for row, rect in zip(range(first, last), rects, strict=True):
            assert abs(rect.width() - shapes[row] * rect.height()) < 3, "nothing is cut"
        for before, after in itertools.pairwise(rects):
            assert after.left() - before.right() - 1 == GAP


def test_half_a_million_whole_photos_are_found_at_once():
    shapes = np.random.default_rng(7).choice([1.5, 1.33, 0.75, 1.78], 500_000)
    sections = [Section("x", n * 500, 500) for n in range(1000)]
    grid = JustifiedLayout.of(1600, 160, shapes.astype(np.float32), sections)

    for row in (0, 250_000, 499_999):
        rect = grid.rect(row)
        assert grid.row_at(rect.center().x(), rect.center().y()) == row
        (run,) = [run for run in grid.lines(rect.top(), rect.bottom()) if run[0] <= row < run[1]]
        assert run[1] - run[0] < 30
