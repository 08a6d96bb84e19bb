"""A hundred thousand photos scroll without a stutter.

The machine of a test may be busy with other work, which no window can help: a stall of the window's
own making is in every one of a few attempts, so the best one counts; and the time that its thread
was at work itself is held to the length of one frame, whatever else went on.
"""

from __future__ import annotations

import time

import numpy as np
import pytest
from photo_grid_setup import GridOnShow, paint_picture, row_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from photoclip.gui.grid.layout import Section
from photoclip.gui.threads.heartbeat import Heartbeat

pytestmark = pytest.mark.alone

PHOTOS = 100_000


def a_sort_s() -> float:
    """What sorting half a million numbers takes on this machine now, at best: the measure that
    stalls are held against. 40 ms on 2 cores of an Intel Xeon."""
    numbers = np.random.default_rng(0).integers(0, 1 << 40, 500_000)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        np.argsort(numbers, kind="stable")
        times.append(time.perf_counter() - started)
    return min(times)


MOST_S = 1.3 * a_sort_s()
MOST_BUSY_S = 0.9 * a_sort_s()
ATTEMPTS = 5


def months(count: int) -> list[Section]:
    return [Section(f"Month {n}", n * 500, 500, "500") for n in range(count // 500)]


def measure(qtbot, act) -> tuple[float, float]:
    """The best worst gap and the best worst time of work among a few attempts, in seconds."""
    heartbeat = Heartbeat()
    walls, works = [], []
    for _ in range(ATTEMPTS):
        heartbeat.start()
        act()
        qtbot.wait(20)
        heartbeat.stop()
        walls.append(heartbeat.worst_s)
        works.append(heartbeat.worst_busy_s)
        if walls[-1] < MOST_S and works[-1] < MOST_BUSY_S:
            break
    return min(walls), min(works)


@pytest.fixture
def many(shown: GridOnShow, qtbot, monkeypatch) -> GridOnShow:
    """The smallest cells in a large window; all photos have the same few thumbnails."""
    paths = [
        paint_picture(shown.store.folder / f"{n}.jpg", color, 512, 384)
        for n, color in enumerate(("red", "green", "blue"))
    ]
    monkeypatch.setattr(shown.store, "path_for", lambda key: paths[key[-1] % len(paths)])
    shown.view.resize(1600, 1000)
    shown.view.set_cell_edge(88)
    shown.show(range(1, PHOTOS + 1), months(PHOTOS))
    qtbot.waitUntil(lambda: shown.thumbnails.picture(row_of(1)) is not None)
    return shown


@pytest.mark.parametrize("way", ["pages", "wheel", "handle"])
def test_scrolling_never_stalls(qtbot, many: GridOnShow, way: str):
    bar = many.view.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(0)
        for turn in range(40):
            if way == "handle":
                bar.setValue(bar.maximum() * turn // 40)
            else:
                bar.setValue(bar.value() + (bar.pageStep() if way == "pages" else 90))
            qtbot.wait(8)

    worst_s, busy_s = measure(qtbot, scroll)

    assert len(many.view.visible_rows()) > 150
    assert worst_s < MOST_S
    assert busy_s < MOST_BUSY_S


def test_a_photo_more_costs_no_stall(qtbot, many: GridOnShow):
    extra = iter(range(PHOTOS + 1, PHOTOS + 100))
    many.view.go_to(50_000)

    def grow() -> None:
        ids = np.append(many.model.ids, next(extra))
        many.view.refresh_photos(ids, [*months(PHOTOS)[:-1], Section("x", PHOTOS - 500, 501)])

    worst_s, busy_s = measure(qtbot, grow)

    assert many.view.selected_ids() == [50_000]
    assert worst_s < MOST_S
    assert busy_s < MOST_BUSY_S


def test_selecting_all_and_changing_the_size_cost_no_stall(qtbot, many: GridOnShow):
    def act() -> None:
        many.view.selectAll()
        many.view.zoom(1)
        qtbot.wait(5)
        many.view.clearSelection()
        many.view.zoom(-1)

    worst_s, busy_s = measure(qtbot, act)

    assert worst_s < MOST_S
    assert busy_s < MOST_BUSY_S


@pytest.mark.parametrize("count", [PHOTOS, 500_000])
def test_a_refresh_with_everything_selected_costs_no_stall(qtbot, many: GridOnShow, count: int):
    many.show(range(1, count + 1), months(count))
    many.view.selectAll()
    extra = iter(range(count + 1, count + 100))

    def grow() -> None:
        ids = np.append(next(extra), many.model.ids)
        many.view.refresh_photos(ids, [Section("x", 0, len(ids))])

    _, busy_s = measure(qtbot, grow)

    assert many.view.selected_count() == count
    assert busy_s < MOST_BUSY_S


def test_a_rubber_band_over_thousands_of_lines_costs_no_stall(qtbot, many: GridOnShow):
    viewport, grid = many.view.viewport(), many.view.grid
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, none, grid.rect(2).center())
    QTest.mouseMove(viewport, grid.rect(3).center())

    def drag() -> None:
        many.view.verticalScrollBar().setValue(many.view.verticalScrollBar().maximum() // 2)
        QTest.mouseMove(viewport, grid.rect(5).center())
        qtbot.wait(5)
        QTest.mouseMove(viewport, grid.rect(6).center() + QPoint(0, 200))

    worst_s, busy_s = measure(qtbot, drag)

    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, none, grid.rect(6).center())
    assert many.view.selected_count() > 10_000
    assert worst_s < MOST_S
    assert busy_s < MOST_BUSY_S


def test_half_a_million_whole_photos_are_laid_out_and_scrolled_without_a_stall(
    qtbot, many: GridOnShow
):
    count, view = 500_000, many.view
    shapes = np.random.default_rng(7).choice([1.5, 1.33, 0.75, 1.78], count).astype(np.float32)
    ids = np.arange(1, count + 1)
    sections = months(count)

    def act() -> None:
        view.show_photos(ids, sections, shapes)
        qtbot.waitUntil(lambda: many.model.aspects is shapes and len(many.model.ids) == count)
        before = view.grid
        view.zoom(1)
        qtbot.waitUntil(lambda: view.grid is not before)
        for turn in range(10):
            view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() * turn // 10)
            qtbot.wait(8)
        view.zoom(-1)

    worst_s, busy_s = measure(qtbot, act)
    print("WHOLE", worst_s, busy_s)

    assert len({view.visualRect(many.model.index(row)).width() for row in view.visible_rows()}) > 2
    assert worst_s < 2 * MOST_S
    assert busy_s < MOST_BUSY_S
