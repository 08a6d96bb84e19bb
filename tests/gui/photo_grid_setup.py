"""What tests of the grid and the viewer stand on: photos that exist only as rows, or as files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from photoclip.core.events import Event, EventBus
from photoclip.core.listing import PhotoRow
from photoclip.gui.grid.model import PhotoModel
from photoclip.gui.grid.thumbnails import Thumbnails
from photoclip.gui.grid.view import GridView
from photoclip.gui.threads.bridge import Bridge
from photoclip.services.tasks import TaskRunner

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FIRST_DAY = datetime(2020, 1, 1, 12)


def row_of(photo_id: int, **changes: object) -> PhotoRow:
    """A photo that nobody has marked."""
    name = f"IMG_{abs(photo_id):05d}.JPG"
    content_hash = photo_id.to_bytes(16, "big") if photo_id > 0 else b""
    taken_at = FIRST_DAY + timedelta(days=photo_id % 3000)
    path = f"/photos/{name}"
    row = PhotoRow(photo_id, content_hash, path, name, 4000, 3000, taken_at, taken_at, 1_000_000)
    return replace(row, **changes)


@dataclass
class MadeUpRows:
    """Rows for any id; what a test changed is in ``changed``, what is gone in ``gone``."""

    changed: dict[int, PhotoRow] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    became_of: dict[int, int] = field(default_factory=dict)
    asked: list[list[int]] = field(default_factory=list)

    def rows(self, ids: Collection[int]) -> list[PhotoRow]:
        wanted = [int(one) for one in ids]
        self.asked.append(wanted)
        return [self.changed.get(one) or row_of(one) for one in wanted if one not in self.gone]

    def became(self, pending: Collection[int]) -> dict[int, int]:
        return {one: self.became_of[one] for one in pending if one in self.became_of}


@dataclass
class Store:
    """Thumbnails in one flat folder."""

    folder: Path

    def path_for(self, content_hash: bytes) -> Path:
        return self.folder / f"{content_hash.hex()}.png"


class LibraryOfEvents:
    """As much of a library as a bridge listens to."""

    def __init__(self, tasks: TaskRunner) -> None:
        self.tasks = tasks
        self.events = EventBus()

    def emit(self, event: Event) -> None:
        self.events.emit(event)


def paint_picture(path: Path, color: str, width: int = 64, height: int = 48) -> Path:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    path.parent.mkdir(parents=True, exist_ok=True)
    assert image.save(str(path))
    return path


def color_at(view: GridView, photo_id: int) -> QColor:
    """What a person sees in the middle of a photo's cell."""
    rect = view.visualRect(view.model().index(view.model().row_of(photo_id)))
    image = view.viewport().grab().toImage()
    return image.pixelColor(rect.center() * image.devicePixelRatio())


def cell_of(view: GridView, photo_id: int) -> QPoint:
    """The middle of a photo's cell."""
    return view.visualRect(view.model().index(view.model().row_of(photo_id))).center()


def click(view: GridView, photo_id: int, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, cell_of(view, photo_id))


@dataclass
class GridOnShow:
    """A grid in a window with all that it needs."""

    view: GridView
    model: PhotoModel
    thumbnails: Thumbnails
    source: MadeUpRows
    store: Store
    bridge: Bridge
    library: LibraryOfEvents

    def show(self, ids: Collection[int], sections: Collection = ()) -> None:
        self.model.set_ids(np.array(list(ids), np.int64), tuple(sections))


@pytest.fixture
def bridged(qapp) -> Iterator[tuple[Bridge, LibraryOfEvents]]:
    """A bridge to a library's threads and events."""
    tasks = TaskRunner()
    bridge = Bridge(tasks)
    library = LibraryOfEvents(tasks)
    bridge.attach(library)
    yield bridge, library
    bridge.close()
    tasks.close()


@pytest.fixture
def shown(qtbot, bridged, tmp_path) -> Iterator[GridOnShow]:
    """An empty grid of 5 columns and 4 lines, with the keyboard on it."""
    bridge, library = bridged
    source, store = MadeUpRows(), Store(tmp_path / "thumbnails")
    model = PhotoModel(bridge, source)
    thumbnails = Thumbnails(bridge, store)
    view = GridView(model, thumbnails)
    view.resize(860, 640)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    yield GridOnShow(view, model, thumbnails, source, store, bridge, library)
    view.close()
    view.deleteLater()
