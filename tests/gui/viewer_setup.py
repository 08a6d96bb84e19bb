"""A viewer over an empty window, and what a person does with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from photo_grid_setup import MadeUpRows, Store, paint_picture, row_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from photoclip.gui.desktop.window_memory import WindowMemory
from photoclip.gui.viewer.viewer import Viewer

COLORS = ("red", "lime", "blue", "white")


class ViewerOnShow:
    """A viewer over an empty window, and the photos 1 to 4 in four colours."""

    def __init__(self, bridge, library, folder: Path) -> None:
        self.source, self.library = MadeUpRows(), library
        self.store = Store(folder / "thumbnails")
        for photo_id, color in enumerate(COLORS, 1):
            path = paint_picture(folder / f"{photo_id}.png", color, 1600, 1200)
            self.source.changed[photo_id] = row_of(photo_id, path=str(path))
        self.window = QWidget()
        self.window.resize(800, 600)
        self.memory = WindowMemory(folder)
        self.viewer = Viewer(bridge, self.source, self.store, self.window, memory=self.memory)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.viewer, key)

    def color(self, below: int = 0) -> str:
        """What a person sees in the middle of the picture, or so many pixels below that."""
        image = self.viewer.canvas.grab().toImage()
        return QColor(image.pixel(image.width() // 2, image.height() // 2 + below)).name()

    def notice(self) -> str:
        """The sentence over the picture."""
        notice = self.viewer.notice
        return notice.text() if notice.isVisible() else ""

    def buttons(self) -> list[QToolButton]:
        """The buttons of the bar at the top, from left to right."""
        return self.viewer.bar.findChildren(QToolButton)

    def button_names(self) -> list[str]:
        return [one.accessibleName() for one in self.buttons()]

    def button(self, name: str) -> QToolButton:
        return self.buttons()[self.button_names().index(name)]

    def let_rest(self, qtbot) -> None:
        """Nobody touches anything until the controls have faded."""
        QCursor.setPos(self.viewer.canvas.mapToGlobal(QPoint(400, 300)))
        self.viewer.controls.rest.start(1)
        qtbot.waitUntil(lambda: not self.viewer.bar.is_shown)

    def change(self, photo_id: int, **changes: object) -> None:
        row = self.source.changed[photo_id]
        self.source.changed[photo_id] = replace(row, **changes)


@pytest.fixture(name="opened")
def opened_viewer(qtbot, bridged, tmp_path) -> Iterator[ViewerOnShow]:
    """The second of four photos is on show."""
    shown = ViewerOnShow(*bridged, tmp_path)
    shown.window.show()
    qtbot.waitExposed(shown.window)
    shown.viewer.open([1, 2, 3, 4], 2)
    qtbot.waitUntil(lambda: shown.color() == "#00ff00")
    yield shown
    shown.window.close()
    shown.window.deleteLater()
