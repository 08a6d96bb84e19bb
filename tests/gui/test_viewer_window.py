"""Photos that only the worker can decode, looked at in a window with all that is behind it."""

from __future__ import annotations

from pathlib import Path

import pillow_heif
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from window_acts import WAIT_MS, OpenWindow, wait_for_names, wait_until_indexed

from photoclip.gui.app import Application
from photoclip.gui.viewer.pictures import Fidelity
from photoclip.gui.viewer.viewer import Viewer


def save_picture(path: Path, colour: tuple[int, int, int], size: tuple[int, int]) -> Path:
    image = Image.new("RGB", size, colour)
    if path.suffix == ".heic":
        pillow_heif.from_pillow(image).save(path, quality=90)
    else:
        image.save(path)
    return path


def open_viewer(qtbot, window: Application, count: int) -> Viewer:
    """Enter on the first photo of the grid."""
    wait_until_indexed(qtbot, window, count)
    session = window.session
    assert session is not None
    grid = session.photos.grid
    qtbot.waitUntil(lambda: session.photos.model.rowCount() == count)
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Home)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(session.viewer.isVisible)
    return session.viewer


def is_shown_in_full(viewer: Viewer, photo: str) -> bool:
    """Whether the file itself is on show, no thumbnail."""
    picture, row = viewer.canvas.picture, viewer.row
    return (
        picture is not None
        and row is not None
        and row.name == photo
        and picture.photo_id == row.photo_id
        and picture.fidelity is Fidelity.ORIGINAL
    )


def test_heic_avif_and_jpeg_2000_are_seen_in_full(qtbot, open_window: OpenWindow, photos: Path):
    names = ["a.heic", "b.avif", "c.jp2"]
    for name in names:
        save_picture(photos / name, (200, 40, 40), (1800, 1200))
    window = open_window(photos)
    wait_for_names(qtbot, window, *names)
    viewer = open_viewer(qtbot, window, 3)
    seen = set()
    for _ in names:
        qtbot.waitUntil(
            lambda: any(is_shown_in_full(viewer, name) for name in names), timeout=WAIT_MS
        )
        assert not viewer.notice.isVisible()
        picture = viewer.canvas.picture
        assert picture is not None
        assert picture.size == QSize(1800, 1200)
        assert viewer.canvas.box.width() <= picture.image.width() < 1800
        QTest.keyClick(viewer, Qt.Key.Key_Z)
        qtbot.waitUntil(lambda: viewer.canvas.picture.image.width() == 1800, timeout=WAIT_MS)
        middle = QColor(viewer.canvas.grab().toImage().pixel(300, 300))
        assert abs(middle.red() - 200) < 8
        assert viewer.row is not None
        seen.add(viewer.row.name)
        QTest.keyClick(viewer, Qt.Key.Key_Z)
        QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert seen == set(names)


def test_a_heic_that_is_gone_is_shown_by_its_thumbnail_and_the_next_photo_works(
    qtbot, open_window: OpenWindow, photos: Path
):
    for name, shade in (("a.heic", 40), ("b.heic", 90)):
        save_picture(photos / name, (200, shade, shade), (900, 600))
    window = open_window(photos)
    library = window.library
    assert library is not None
    wait_until_indexed(qtbot, window, 2)
    library.background.pause()
    first = open_viewer(qtbot, window, 2)
    qtbot.waitUntil(lambda: first.row is not None)
    assert first.row is not None
    name = first.row.name
    QTest.keyClick(first, Qt.Key.Key_Escape)
    (photos / name).unlink()
    for path in (library.folder / "cache" / "previews").rglob("*.jpg"):
        path.unlink()
    viewer = open_viewer(qtbot, window, 2)

    gone = "The file of this photo is no longer there."
    left = "This photo is no longer in your library."
    qtbot.waitUntil(lambda: viewer.notice.text().startswith((gone, left)), timeout=WAIT_MS)
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    other = "b.heic" if name == "a.heic" else "a.heic"
    qtbot.waitUntil(lambda: is_shown_in_full(viewer, other), timeout=WAIT_MS)
    assert not viewer.notice.isVisible()


def test_f11_in_the_viewer_is_for_the_viewer(qtbot, open_window: OpenWindow, photos: Path):
    save_picture(photos / "a.png", (200, 40, 40), (90, 60))
    window = open_window(photos)
    viewer = open_viewer(qtbot, window, 1)
    QTest.keyClick(viewer, Qt.Key.Key_F11)
    qtbot.waitUntil(window.window.isFullScreen)
    QTest.keyClick(viewer, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not window.window.isFullScreen())
