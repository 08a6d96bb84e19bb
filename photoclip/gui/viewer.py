"""The viewer: one photo as large as the window, the next one a key away."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from photoclip.core.events import Event, PhotosAdded, PhotosMarked
from photoclip.core.listing import PhotoRow
from photoclip.core.models import PhotoIds
from photoclip.gui import words
from photoclip.gui.bridge import Bridge
from photoclip.gui.photo_model import RowSource
from photoclip.gui.picture_canvas import PictureCanvas
from photoclip.gui.pictures import Fidelity, Picture
from photoclip.gui.viewer_bar import ViewerBar
from photoclip.gui.viewer_cache import ViewerCache

if TYPE_CHECKING:
    from photoclip.media.thumbnails import ThumbnailStore


CONTROLS_MS = 2000
SETTLE_MS = 120
PAN = 80


class Viewer(QWidget):
    """Covers its parent while it is open. Every action comes out as a signal, as in the grid."""

    closed = Signal(int)
    """The photo that was shown last."""
    photo_shown = Signal(int)
    similar_wanted = Signal(int)
    favourite_wanted = Signal(list, bool)
    rating_wanted = Signal(list, int)
    rotation_wanted = Signal(list, int)

    def __init__(
        self, bridge: Bridge, source: RowSource, store: ThumbnailStore, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ids: PhotoIds = np.empty(0, np.int64)
        self._place = 0
        self._is_quick = False
        self._was_full_screen = False
        self._cache = ViewerCache(bridge, source, store)
        self.canvas = PictureCanvas(self)
        self.bar = ViewerBar(self)
        self._buttons()
        self._rest = QTimer(self, singleShot=True, interval=CONTROLS_MS)
        self._rest.timeout.connect(self._hide_controls)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._want)
        self._cache.row_known.connect(self._row_known)
        self._cache.picture_read.connect(self._picture_read)
        self.canvas.finer_wanted.connect(self._want_finer)
        bridge.happened.connect(self._heard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        parent.installEventFilter(self)
        self.hide()

    @property
    def photo_id(self) -> int | None:
        """The photo on show, None while closed."""
        return int(self._ids[self._place]) if len(self._ids) else None

    @property
    def size_bytes(self) -> int:
        """Bytes that the pictures held for it take."""
        return self._cache.size_bytes

    def open(
        self, ids: Collection[int] | PhotoIds, photo_id: int, *, is_quick: bool = False
    ) -> None:
        """Show a photo, one of ``ids`` that can be leafed through. is_quick: Space closes it."""
        self._ids = np.array(ids, np.int64)
        found = np.flatnonzero(self._ids == photo_id)
        if not len(found):
            self._ids = np.array([photo_id], np.int64)
        self._is_quick = is_quick
        self.setGeometry(self.parentWidget().rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._go(int(found[0]) if len(found) else 0)
        self._show_controls()

    def close_view(self) -> None:
        """Back to where the photo was opened."""
        shown = self.photo_id
        if shown is None:
            return
        if self._was_full_screen:
            self.toggle_full_screen()
        self._ids = np.empty(0, np.int64)
        self.canvas.show_picture(None)
        self._cache.clear()
        self._rest.stop()
        self.hide()
        self.closed.emit(shown)

    def step(self, by: int) -> None:
        """Some photos on or back; stops at the ends."""
        if len(self._ids):
            place = min(max(self._place + by, 0), len(self._ids) - 1)
            if place != self._place:
                self._go(place)

    def toggle_full_screen(self) -> None:
        """Let the window fill the screen, or no longer."""
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        self._was_full_screen = window.isFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key, photo_id = event.key(), self.photo_id
        is_plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if photo_id is None or not is_plain or not self._press(key, photo_id, event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.setGeometry(self.parentWidget().rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.canvas.setGeometry(self.rect())
        self.bar.setGeometry(0, 0, self.width(), self.bar.sizeHint().height())
        self._settle.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._show_controls()

    # What is shown

    def _go(self, place: int) -> None:
        self._place = place
        shown = self.photo_id
        assert shown is not None
        self._want()
        self.canvas.show_picture(self._cache.picture(shown))
        self._describe()
        self.photo_shown.emit(shown)

    def _want(self) -> None:
        """The one on show first, then the next, then the one before."""
        if len(self._ids):
            around = [self._place, self._place + 1, self._place - 1]
            ids = [int(self._ids[one]) for one in around if 0 <= one < len(self._ids)]
            self._cache.want(ids, self.canvas.box)

    def _want_finer(self) -> None:
        if self.photo_id is not None:
            self._cache.want_finer(self.photo_id)

    def _row_known(self, photo_id: int) -> None:
        if photo_id == self.photo_id:
            self._describe()

    def _picture_read(self, picture: Picture) -> None:
        if picture.photo_id == self.photo_id:
            self.canvas.show_picture(picture)
            self._describe()

    def _heard(self, event: Event) -> None:
        if isinstance(event, PhotosMarked | PhotosAdded):
            self._cache.refresh(event.photo_ids)

    def _describe(self) -> None:
        shown = self.photo_id
        if shown is None:
            return
        row, picture = self._cache.row(shown), self._cache.picture(shown)
        note = self._note(picture)
        self.bar.describe(row, note, self._place + 1, len(self._ids))
        self._dress_heart(row)
        name = words.printable(row.name) if row is not None else self.tr("Photo")
        spoken = [name, self.bar.place, *([note] if note else [])]
        self.setAccessibleName(", ".join(spoken))
        self.canvas.setAccessibleName(name)

    def _note(self, picture: Picture | None) -> str:
        if picture is None:
            return ""
        return {
            Fidelity.ORIGINAL: "",
            Fidelity.THUMBNAIL: self.tr("shown by its small preview"),
            Fidelity.AWAY: self.tr("its drive is away, shown by its small preview"),
            Fidelity.NOTHING: self.tr("this picture cannot be shown"),
        }[picture.fidelity]

    # Controls

    def _buttons(self) -> None:
        add = self.bar.add_button
        self._heart: QToolButton = add("heart", self.tr("Favourite"), self._toggle_favourite)
        add("rotate-cw", self.tr("Rotate"), lambda: self._rotate(90))
        add("search", self.tr("Actual size"), self.canvas.toggle_zoom)
        add("chevron-left", self.tr("Previous photo"), lambda: self.step(-1))
        add("chevron-right", self.tr("Next photo"), lambda: self.step(1))
        add("maximize", self.tr("Full screen"), self.toggle_full_screen)
        add("x", self.tr("Close"), self.close_view)

    def _press(self, key: int, photo_id: int, event: QKeyEvent) -> bool:
        keys = Qt.Key
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        actions = {
            keys.Key_Escape: self.close_view,
            keys.Key_F11: self.toggle_full_screen,
            keys.Key_PageUp: lambda: self.step(-1),
            keys.Key_PageDown: lambda: self.step(1),
            keys.Key_Home: lambda: self.step(-len(self._ids)),
            keys.Key_End: lambda: self.step(len(self._ids)),
            keys.Key_Plus: lambda: self.canvas.step_zoom(1),
            keys.Key_Equal: lambda: self.canvas.step_zoom(1),
            keys.Key_Minus: lambda: self.canvas.step_zoom(-1),
            keys.Key_Z: self.canvas.toggle_zoom,
            keys.Key_F: self._toggle_favourite,
            keys.Key_R: lambda: self._rotate(-90 if is_shifted else 90),
            keys.Key_M: lambda: self.similar_wanted.emit(photo_id),
            keys.Key_Left: lambda: self._arrow(-1, 0),
            keys.Key_Right: lambda: self._arrow(1, 0),
            keys.Key_Up: lambda: self._arrow(0, -1),
            keys.Key_Down: lambda: self._arrow(0, 1),
            keys.Key_Space: self.close_view if self._is_quick else lambda: self.step(1),
            keys.Key_Return: self.canvas.toggle_zoom,
            keys.Key_Enter: self.canvas.toggle_zoom,
        }
        if keys.Key_0 <= key <= keys.Key_5:
            self._rate(photo_id, key - keys.Key_0)
            return True
        action = actions.get(keys(key))
        if action is not None:
            action()
        return action is not None

    def _arrow(self, across: int, down: int) -> None:
        """Leaf through fitted photos, move an enlarged one."""
        if self.canvas.is_fitted:
            self.step(across or down)
        else:
            self.canvas.pan(-across * PAN, -down * PAN)

    def _toggle_favourite(self) -> None:
        row = self._shown_row()
        if row is not None:
            self.favourite_wanted.emit([row.photo_id], not row.is_favourite)

    def _rate(self, photo_id: int, rating: int) -> None:
        if photo_id > 0:
            self.rating_wanted.emit([photo_id], rating)

    def _rotate(self, degrees: int) -> None:
        row = self._shown_row()
        if row is not None:
            self.rotation_wanted.emit([row.photo_id], degrees)

    def _shown_row(self) -> PhotoRow | None:
        """What is known of the photo on show, if it can be marked."""
        shown = self.photo_id
        return self._cache.row(shown) if shown is not None and shown > 0 else None

    def _dress_heart(self, row: PhotoRow | None) -> None:
        is_favourite = row is not None and row.is_favourite
        text = self.tr("No longer a favourite") if is_favourite else self.tr("Favourite")
        self._heart.setToolTip(text)
        self._heart.setAccessibleName(text)
        self.bar.show_heart(self._heart, is_favourite)

    def _show_controls(self) -> None:
        self.bar.set_shown(True)
        self._rest.start()

    def _hide_controls(self) -> None:
        pointer = self.bar.mapFromGlobal(QCursor.pos())
        if self.bar.has_focus() or self.bar.rect().contains(pointer):
            self._rest.start()
        else:
            self.bar.set_shown(False)
