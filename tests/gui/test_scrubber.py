"""The time line beside the grid."""

from __future__ import annotations

import pytest
from photo_grid_setup import GridOnShow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from photoclip.gui.grid.layout import Section
from photoclip.gui.grid.scrubber import Scrubber

CONTROL = Qt.KeyboardModifier.ControlModifier


def months(years: range) -> list[Section]:
    """Twelve months a year, the newest first, twenty photos in each."""
    dates = [(year, month) for year in reversed(years) for month in range(12, 0, -1)]
    return [
        Section(f"{month}/{year}", 20 * n, 20, "20", month=(year, month))
        for n, (year, month) in enumerate(dates)
    ]


@pytest.fixture
def years(shown: GridOnShow) -> GridOnShow:
    """Five years of photos."""
    shown.show(range(1, 5 * 12 * 20 + 1), months(range(2016, 2021)))
    return shown


def in_sight(shown: GridOnShow) -> str:
    rows = shown.view.visible_rows()
    return shown.model.sections[shown.view.grid.section_of(rows[0])].title


def month_of(bar: Scrubber) -> str:
    """The month (or other heading) that is named beside the bar, "" while none is."""
    return bar.labels.text if bar.labels.isVisible() else ""


def test_hovering_names_the_month_and_the_years(years: GridOnShow):
    bar = years.view.scrubber
    QTest.mouseMove(bar, QPoint(8, bar.height() // 2))

    assert month_of(bar).endswith("/2018")
    assert [text for _, text in bar.labels.years] == ["2020", "2019", "2018", "2017", "2016"]
    assert bar.labels.isVisible()


def test_a_click_goes_to_the_month_under_the_pointer(years: GridOnShow):
    bar = years.view.scrubber
    at = QPoint(8, round(bar.place_of(years.view.grid.tops[30])))
    QTest.mouseMove(bar, at)
    month = month_of(bar)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=at)

    assert month == "6/2018"
    assert in_sight(years) in ("6/2018", "7/2018")


def test_dragging_names_where_one_is(years: GridOnShow):
    bar = years.view.scrubber
    start = QPoint(8, round(bar.place_of(0)))
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(bar, QPoint(8, bar.height() // 3))
    first = month_of(bar)
    QTest.mouseMove(bar, QPoint(8, bar.height() - 2))
    assert bar.value() == bar.maximum()
    assert first.endswith(("/2018", "/2019"))
    assert month_of(bar).endswith("/2016")
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(8, bar.height() - 2))


def test_the_time_line_goes_by_month_and_by_year_from_the_keyboard(years: GridOnShow):
    bar = years.view.scrubber
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Down)
    assert in_sight(years) == "11/2020"
    QTest.keyClick(bar, Qt.Key.Key_PageDown)
    assert in_sight(years) == "12/2019"
    QTest.keyClick(bar, Qt.Key.Key_Up)
    assert in_sight(years) == "1/2020"
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()


def test_a_screen_reader_hears_the_month(years: GridOnShow):
    bar = years.view.scrubber
    bar.setValue(years.view.grid.tops[13])
    interface = QAccessible.queryAccessibleInterface(bar)

    assert interface.role() == QAccessible.Role.ScrollBar
    assert interface.text(QAccessible.Text.Name) == "Time line"
    assert interface.text(QAccessible.Text.Description) == "11/2019"
    assert interface.valueInterface().currentValue() == bar.value()


def test_control_and_page_keys_go_from_month_to_month(years: GridOnShow):
    view = years.view
    view.go_to(5)
    QTest.keyClick(view, Qt.Key.Key_PageDown, CONTROL)
    assert view.current_id() == 21
    QTest.keyClick(view, Qt.Key.Key_PageDown, CONTROL)
    assert view.current_id() == 41
    assert in_sight(years) == "10/2020"
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_PageUp, CONTROL)
    assert view.current_id() == 41, "to the beginning of this month first"
    QTest.keyClick(view, Qt.Key.Key_PageUp, CONTROL)
    assert view.current_id() == 21


def test_without_dates_there_are_no_labels(shown: GridOnShow):
    shown.show(range(1, 1000))
    bar = shown.view.scrubber
    QTest.mouseMove(bar, QPoint(8, bar.height() // 2))

    assert month_of(bar) == ""
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(8, bar.height() // 2))
    assert 0 < bar.value() < bar.maximum()
