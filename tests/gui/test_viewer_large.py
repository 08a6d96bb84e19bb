"""Many photos and very large ones: the window keeps answering, and its memory stays bounded."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from photo_grid_setup import paint_picture, row_of
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from test_grid_stalls import MOST_BUSY_S, MOST_S
from viewer_setup import ViewerOnShow

from photoclip.core.events import PhotosAdded
from photoclip.gui.threads.heartbeat import Heartbeat
from photoclip.gui.viewer import cache as viewer_cache
from photoclip.gui.viewer.cache import BUDGET_BYTES
from photoclip.gui.viewer.pictures import MOST_PIXELS, read_picture

pytestmark = pytest.mark.alone

PHOTOS = 500


@pytest.fixture
def many(opened: ViewerOnShow, tmp_path, monkeypatch) -> ViewerOnShow:
    """Five hundred photos of twelve megapixels: a few files under many names."""
    thumbnails = [
        paint_picture(tmp_path / f"small-{color}.jpg", color, 512, 384)
        for color in ("red", "lime", "blue")
    ]
    large = [
        paint_picture(tmp_path / f"large-{color}.jpg", color, 4000, 3000)
        for color in ("red", "lime", "blue")
    ]
    monkeypatch.setattr(opened.store, "path_for", lambda key: thumbnails[key[-1] % 3])
    for photo_id in range(1, PHOTOS + 1):
        path = str(large[photo_id % 3])
        opened.source.changed[photo_id] = row_of(photo_id, path=path)
    return opened


def test_a_key_that_is_held_down_never_stalls_the_window(qtbot, many: ViewerOnShow):
    viewer = many.viewer
    viewer.toggle_film_strip()

    viewer.open(range(1, PHOTOS + 1), 1)
    heartbeat = Heartbeat()
    heartbeat.start()
    for _ in range(PHOTOS):
        QTest.keyEvent(QTest.KeyAction.Press, viewer, Qt.Key.Key_Right)
        qtbot.wait(3)
    heartbeat.stop()

    assert viewer.photo_id == PHOTOS
    # Five hundred steps are long enough for a busy machine to interrupt some of them; what none
    # of them may exceed is the work of the window's own thread.
    assert median(heartbeat.gaps) < MOST_S
    assert heartbeat.worst_busy_s < MOST_BUSY_S
    # So few are on their way, whatever was wished for: stale wishes are dropped.
    assert len(viewer._cache._reading) <= viewer_cache.AT_ONCE
    qtbot.waitUntil(lambda: not viewer.is_awaited(PHOTOS - 1), timeout=20_000)
    assert viewer.canvas.picture.photo_id == PHOTOS


def test_no_more_than_three_pictures_are_held(qtbot, many: ViewerOnShow):
    many.viewer.open(range(1, PHOTOS + 1), 10)
    for _ in range(20):
        many.press(Qt.Key.Key_Right)
    cache = many.viewer._cache
    qtbot.waitUntil(lambda: {*cache.held} == {29, 30, 31})
    many.press(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: many.viewer.canvas.picture.image.width() == 4000)

    assert many.viewer.size_bytes <= BUDGET_BYTES
    many.press(Qt.Key.Key_Z, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: {*cache.held} == {30, 31, 32})
    assert many.viewer.size_bytes <= 3 * 800 * 600 * 4, "the whole picture is dropped again"


def test_nothing_is_read_ahead_beyond_the_budget(qtbot, opened: ViewerOnShow, monkeypatch):
    cache = opened.viewer._cache
    opened.viewer.open([2], 2)
    qtbot.waitUntil(lambda: {*cache.held} == {2} and not cache._reading)
    # Two pictures as large as this window shows them, whatever room the display gave it.
    box = cache._box
    monkeypatch.setattr(viewer_cache, "BUDGET_BYTES", 2 * box.width() * box.height() * 4)
    opened.viewer.open([1, 2, 3, 4], 2)
    qtbot.waitUntil(lambda: {*cache.held} == {2, 3})
    with qtbot.assertNotEmitted(cache.picture_read, wait=200):
        opened.viewer.want()


@pytest.fixture(scope="module")
def huge(tmp_path_factory) -> Path:
    """A JPEG of 200 megapixels."""
    path = tmp_path_factory.mktemp("huge") / "huge.jpg"
    Image.new("RGB", (16_000, 12_500), (0, 255, 0)).save(path, quality=50)
    return path


def test_a_picture_of_200_megapixels_is_reduced_while_it_is_decoded(huge: Path):
    row = row_of(1, path=str(huge))

    fitted = read_picture(row, "", QSize(1600, 1000))
    whole = read_picture(row, "", None)

    assert fitted is not None
    assert whole is not None
    assert (fitted.image.size(), fitted.size) == (QSize(1280, 1000), QSize(16_000, 12_500))
    assert whole.image.size() == QSize(8000, 6250)
    assert whole.image.width() * whole.image.height() <= MOST_PIXELS


def test_the_window_answers_while_a_picture_of_200_megapixels_is_read(
    qtbot, opened: ViewerOnShow, huge: Path
):
    opened.change(1, path=str(huge))
    opened.library.emit(PhotosAdded((1,)))

    heartbeat = Heartbeat()
    heartbeat.start()
    opened.viewer.open([1], 1)
    canvas = opened.viewer.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None, timeout=30_000)
    opened.press(Qt.Key.Key_Z)
    qtbot.waitUntil(lambda: canvas.picture.image.width() == 8000, timeout=30_000)
    qtbot.wait(20)
    heartbeat.stop()

    assert len(heartbeat.gaps) > 20
    assert median(heartbeat.gaps) < MOST_S
    assert heartbeat.worst_busy_s < MOST_BUSY_S
