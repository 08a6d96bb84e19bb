"""With text twice as large, nothing that is said is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from window_acts import WAIT_MS, OpenWindow, Paint, wait_for_names

from photoclip.gui.look import theme
from photoclip.gui.widgets.parts import ElidedLabel


@pytest.fixture
def large_text(dressed: QApplication) -> Iterator[None]:
    """The system's text at 200 %."""
    usual = theme.theme().text_scale
    theme.theme().text_scale = 2.0
    theme.theme().apply()
    yield
    theme.theme().text_scale = usual
    theme.theme().apply()


@pytest.mark.parametrize(("pixels", "scale"), [(9, 1.0), (13, 1.0), (27, 2.0), (200, 3.0)])
def test_large_text_of_the_system_is_followed(pixels: int, scale: float) -> None:
    font = QFont()
    font.setPixelSize(pixels)
    assert theme.text_scale_of(font) == scale


def test_at_twice_the_text_nothing_is_cut_off(
    large_text: None, open_window: OpenWindow, qtbot: QtBot, photos: Path, paint: Paint
) -> None:
    paint("rose.png", (250, 10, 10))
    window = open_window(photos)
    window.window.resize(1400, 900)
    wait_for_names(qtbot, window, "rose.png")
    grid = window.session.photos.grid
    qtbot.waitUntil(lambda: grid.grid.has_headings, timeout=WAIT_MS)

    assert grid.font().pixelSize() == 2 * theme.BODY_PX
    assert grid.grid.heading >= QFontMetrics(grid.font()).height() + 8
    edit = window.window.search.edit
    assert edit.height() >= QFontMetrics(edit.font()).height()
    tree = window.window.sidebar.tree
    for row in range(tree.model().rowCount()):
        assert tree.sizeHintForIndex(tree.model().index(row, 0)).height() >= 2 * theme.BODY_PX
    shown = [
        one
        for kind in (QLabel, QToolButton)
        for one in window.window.findChildren(kind)
        if one.isVisible() and one.text() and not isinstance(one, ElidedLabel)
    ]
    assert len(shown) > 3
    for one in shown:
        assert one.height() >= QFontMetrics(one.font()).height(), one.text()
