"""The photos of a grid as a list of ids, known as far as they are in sight."""

from __future__ import annotations

import numpy as np
import pytest
from photo_grid_setup import GridOnShow, row_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from photoclip.core.events import FoldersChanged, PhotosMarked
from photoclip.gui.grid.model import ROWS_KEPT, PhotoRole


def test_the_model_keeps_qts_rules(qtbot, shown: GridOnShow):
    tester = QAbstractItemModelTester(
        shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    shown.show(range(1, 2000))
    qtbot.waitUntil(lambda: shown.model.photo(0) is not None)
    shown.show([5, 3, 4])
    shown.show([])
    shown.show(range(1, 50))
    assert tester.model() is shown.model


def test_only_photos_in_sight_and_a_page_around_are_read(qtbot, shown: GridOnShow):
    shown.show(range(1, 100_001))
    qtbot.waitUntil(lambda: shown.model.photo(0) is not None)

    asked = {one for batch in shown.source.asked for one in batch}
    assert len(asked) < 100
    assert max(asked) < 100


def test_a_photo_says_what_it_is_to_eyes_and_ears(qtbot, shown: GridOnShow):
    shown.source.changed[7] = row_of(7, is_favourite=True, rating=4, is_offline=True)
    shown.show([7])
    index = shown.model.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Photo"
    qtbot.waitUntil(lambda: shown.model.photo(0) is not None)

    assert index.data() == "IMG_00007.JPG"
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("IMG_00007.JPG, ")
    assert "favourite" in spoken
    assert "rated 4 of 5" in spoken
    assert "4000 × 3000" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(PhotoRole.PHOTO_ID) == 7
    assert index.data(PhotoRole.RATING) == 4
    assert index.data(PhotoRole.IS_FAVOURITE) is True
    assert index.data(PhotoRole.MOMENT) == row_of(7).taken_at


def test_a_name_that_is_no_text_can_be_shown(qtbot, shown: GridOnShow):
    shown.source.changed[7] = row_of(7, name="caf\udce9.jpg", path="/photos/caf\udce9.jpg")
    shown.show([7])
    qtbot.waitUntil(lambda: shown.model.photo(0) is not None)

    shown.model.index(0).data().encode("utf-8")
    shown.model.index(0).data(Qt.ItemDataRole.ToolTipRole).encode("utf-8")


def test_marks_from_anywhere_show_up(qtbot, shown: GridOnShow):
    shown.show([1, 2, 3])
    qtbot.waitUntil(lambda: shown.model.photo(1) is not None)
    shown.source.changed[2] = row_of(2, rating=5)
    shown.library.emit(PhotosMarked((2,)))

    qtbot.waitUntil(lambda: shown.model.photo(1).rating == 5)


def test_a_drive_that_went_away_shows_up(qtbot, shown: GridOnShow):
    shown.show([1, 2])
    qtbot.waitUntil(lambda: shown.model.photo(1) is not None)
    shown.source.changed[1] = row_of(1, is_offline=True)
    shown.library.emit(FoldersChanged())

    qtbot.waitUntil(lambda: shown.model.photo(0).is_offline)


def test_a_photo_that_is_gone_is_asked_for_once(qtbot, shown: GridOnShow):
    shown.source.gone.add(2)
    shown.show([1, 2, 3])
    qtbot.waitUntil(lambda: shown.model.photo(2) is not None)
    shown.view.viewport().update()
    shown.view.resize(870, 640)
    qtbot.waitUntil(lambda: shown.model._jobs == 0)

    assert sum(batch.count(2) for batch in shown.source.asked) == 1


def test_an_error_while_reading_stops_nothing(qtbot, shown: GridOnShow, monkeypatch, caplog):
    calls = []

    def fail_once(ids):
        calls.append(ids)
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(shown.source, "rows", fail_once)
    shown.show([1, 2, 3])
    qtbot.waitUntil(lambda: bool(calls) and shown.model._jobs == 0)
    monkeypatch.undo()
    shown.show([1, 2, 3])

    qtbot.waitUntil(lambda: shown.model.photo(0) is not None)


def test_rows_out_of_sight_are_forgotten_in_the_end(qtbot, shown: GridOnShow):
    shown.show(range(1, 30_001))
    for start in range(0, 20_000, 200):
        shown.model.want(range(start, start + 200))
        qtbot.waitUntil(lambda: shown.model._jobs == 0)

    assert len(shown.model._rows) == ROWS_KEPT


def test_rows_of_finds_photos_in_the_order_of_the_grid(shown: GridOnShow):
    shown.show([9, 4, 7, 1])

    assert shown.model.rows_of([7, 9, 100]).tolist() == [0, 2]
    assert shown.model.row_of(1) == 3
    assert shown.model.row_of(100) == -1
    assert shown.model.ids.dtype == np.int64


@pytest.mark.parametrize("row", [-1, 3])
def test_a_row_outside_has_nothing_to_say(shown: GridOnShow, row: int):
    shown.show([1, 2, 3])

    assert shown.model.index(row).data() is None
