"""The viewer: one photo as large as the window, the next one a key away."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from photoclip.core.models import PhotoIds
from photoclip.gui.grid.model import RowSource
from photoclip.gui.keys.action import Where
from photoclip.gui.keys.keymap import keymap
from photoclip.gui.language import words
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.viewer.controls import ViewerControls
from photoclip.gui.viewer.pictures import Previews
from photoclip.gui.viewer.slide_show import SlideShow
from photoclip.gui.viewer.stage import PictureStage
from photoclip.gui.widgets.fading_panel import motion_ms
from photoclip.gui.widgets.focus_ring import focus_next
from photoclip.gui.widgets.owned import parent_of

if TYPE_CHECKING:
    from photoclip.gui.desktop.window_memory import WindowMemory
    from photoclip.media.thumbnails import ThumbnailStore

STRIP_KEY = "viewer/film-strip"
PLACES = Where.VIEWER | Where.WINDOW
PAN = 80
"""By so many pixels an arrow moves an enlarged photo."""


class Viewer(PictureStage):
    """Covers its parent while it is open. Every action comes out as a signal, as in the grid."""

    closed = Signal(int)
    """The photo that was shown last."""
    tags_wanted = Signal()
    similar_wanted = Signal(int)
    favourite_wanted = Signal(list, bool)
    rating_wanted = Signal(list, int)
    rotation_wanted = Signal(list, int)
    menu_wanted = Signal(QPoint)
    """The menu of the photo on show, at this place of the screen."""
    album_wanted = Signal(list)

    def __init__(
        self,
        bridge: Bridge,
        source: RowSource,
        store: ThumbnailStore,
        parent: QWidget,
        *,
        previews: Previews | None = None,
        memory: WindowMemory | None = None,
    ) -> None:
        super().__init__(bridge, source, store, parent, previews)
        self._memory = memory
        self._is_quick = False
        self._filled_screen = False
        self._was_running = False
        self._wants_strip = bool(memory and memory.flag(STRIP_KEY))
        self.slides = SlideShow(memory, self)
        self.commands = self._make_commands()
        """What the viewer can do, by the ids of the table of actions."""
        self.controls = ViewerControls(self, self.slides, self.commands)
        self.controls.close_asked.connect(self.close_view)
        self.controls.menu_asked.connect(self.menu_wanted)
        self.bar, self.slide_bar = self.controls.bar, self.controls.slide_bar
        self.slides.turn_due.connect(self._turn)
        self.slides.changed.connect(self._slides_changed)
        self.described.connect(self._describe)
        self.photo_shown.connect(lambda _: self.slides.count_down())
        parent.installEventFilter(self)
        self.hide()

    @property
    def room_below(self) -> int:
        """How much at the bottom a message is not to cover, in pixels."""
        if not self.isVisible():
            return 0
        strip = self.strip.height() if self.strip.isVisible() else 0
        return strip + (self.slide_bar.height() if self.slide_bar.isVisible() else 0)

    def open(
        self, ids: Collection[int] | PhotoIds, photo_id: int, *, is_quick: bool = False
    ) -> None:
        """Show a photo, one of ``ids`` that can be leafed through. is_quick: Space closes it."""
        among = np.array(ids, np.int64)
        found = np.flatnonzero(among == photo_id)
        self._is_quick = is_quick
        self.setGeometry(parent_of(self).rect())
        self._lay_out()
        self.show()
        self.raise_()
        self.setFocus()
        if len(found):
            self.set_photos(among, int(found[0]))
        else:
            self.set_photos(np.array([photo_id], np.int64), 0)
        self.controls.show()

    def close_view(self) -> None:
        """Back to where the photo was opened."""
        shown = self.photo_id
        if shown is None:
            return
        self.slides.end()
        self.controls.stop()
        if self._filled_screen:
            self.toggle_full_screen()
        self.clear()
        self.hide()
        self.closed.emit(shown)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # The window's own shortcuts for these keys (F11) wait while the viewer is open.
            if self._command_of(event) is not None:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and self.photo_id is not None:
            self.controls.show()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        action = self._command_of(event) if self.photo_id is not None else None
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: N802
        focus_next(self, is_forward)
        self.controls.show()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self.setGeometry(parent_of(self).rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._lay_out()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.controls.show()

    # What the keys and the buttons do

    def _make_commands(self) -> dict[str, Callable[[], object]]:
        canvas = self.canvas
        return {
            "viewer.escape": self.escape,
            "window.full-screen": self.toggle_full_screen,
            "viewer.slide-show": self.toggle_slide_show,
            "viewer.film-strip": self.toggle_film_strip,
            "viewer.previous": lambda: self.step(-1),
            "viewer.next": lambda: self.step(1),
            "viewer.first": lambda: self.step(-self.count),
            "viewer.last": lambda: self.step(self.count),
            "viewer.zoom-in": lambda: canvas.step_zoom(1),
            "viewer.zoom-out": lambda: canvas.step_zoom(-1),
            "viewer.actual-size": canvas.toggle_zoom,
            "photo.favourite": self.toggle_favourite,
            "photo.album": self.ask_for_album,
            "photo.rotate-right": lambda: self.rotate(90),
            "photo.rotate-left": lambda: self.rotate(-90),
            "photo.tag": self.tags_wanted.emit,
            "photo.similar": self.ask_for_similar,
            "viewer.left": lambda: self._arrow(-1, 0),
            "viewer.right": lambda: self._arrow(1, 0),
            "viewer.up": lambda: self._arrow(0, -1),
            "viewer.down": lambda: self._arrow(0, 1),
            "viewer.space": self.space,
            **{f"photo.rate-{stars}": partial(self.rate, stars) for stars in range(6)},
        }

    def _command_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key press is to do, None where the viewer has no use for it."""
        focus = self.window().focusWidget()
        is_entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_entered and is_plain and isinstance(focus, QToolButton):
            return focus.click
        return self.commands.get(keymap().find(PLACES, event, is_loose=True))

    def _arrow(self, across: int, down: int) -> None:
        """Leaf through fitted photos, move an enlarged one."""
        if self.canvas.is_fitted:
            self.step(across or down)
        else:
            self.canvas.pan(-across * PAN, -down * PAN)

    def escape(self) -> None:
        """One step back: out of the slide show, out of the viewer."""
        if self.slides.is_running:
            self.slides.end()
        else:
            self.close_view()

    def space(self) -> None:
        """Pause the slide show, close a quick look, or go on to the next photo."""
        if self.slides.is_running:
            self.slides.toggle_pause()
        elif self._is_quick:
            self.close_view()
        else:
            self.step(1)

    def toggle_full_screen(self) -> None:
        """Let the window fill the screen, or no longer."""
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        self._filled_screen = window.isFullScreen()
        self.controls.dress()

    def toggle_film_strip(self) -> None:
        """Show the photos beside this one at the bottom, or no longer."""
        self._wants_strip = not self._wants_strip
        if self._memory is not None:
            self._memory.set_flag(STRIP_KEY, self._wants_strip)
        self._lay_out()

    def toggle_slide_show(self) -> None:
        """Show one photo after the other by itself, or end that."""
        if self.slides.is_running:
            self.slides.end()
        else:
            self.canvas.set_zoom(None)
            self.slides.start()

    def ask_for_similar(self) -> None:
        """Look for photos like this one."""
        self.similar_wanted.emit(self.photo_id)

    def ask_for_album(self) -> None:
        """Put the photo into an album."""
        if self.row is not None and not self.row.is_pending:
            self.album_wanted.emit([self.row.photo_id])

    def toggle_favourite(self) -> None:
        """Make the photo a favourite, or no longer."""
        row = self.row
        if row is not None and not row.is_pending:
            self.favourite_wanted.emit([row.photo_id], not row.is_favourite)

    def rate(self, rating: int) -> None:
        """Give the photo 0 to 5 stars."""
        if self.photo_id is not None and self.photo_id > 0:
            self.rating_wanted.emit([self.photo_id], rating)

    def rotate(self, degrees: int) -> None:
        """Turn the photo clockwise."""
        row = self.row
        if row is not None and not row.is_pending:
            self.rotation_wanted.emit([row.photo_id], degrees)

    # The slide show

    def _turn(self) -> None:
        """The next photo is due."""
        following = self.following
        if following is None:
            self.slides.end()
        elif not self.canvas.is_fitted:
            # Somebody looks closer: no photo is taken from under their eyes.
            self.slides.count_down()
        elif not self.is_awaited(following) or not self.slides.try_again():
            self.go(following, motion_ms(self))

    def _slides_changed(self) -> None:
        is_running = self.slides.is_running
        self.wraps = is_running and self.slides.is_looping
        if is_running != self._was_running:
            self._was_running = is_running
            if is_running != self.window().isFullScreen():
                self.toggle_full_screen()
            self._lay_out()
        self.want()
        self.controls.show()

    # How it looks

    def _lay_out(self) -> None:
        """The film strip has its own room, everything else lies over the picture."""
        has_strip = self._wants_strip and not self.slides.is_running
        if self.strip.hasFocus() and not has_strip:
            self.setFocus()
        self.strip.setVisible(has_strip)
        room = self.rect()
        if has_strip:
            height = self.strip.sizeHint().height()
            self.strip.setGeometry(0, room.height() - height, room.width(), height)
            room.setBottom(room.bottom() - height)
        self.canvas.setGeometry(room)
        self.controls.has_strip = self._wants_strip
        self.controls.lay_out(room)
        self.want_later()

    def _describe(self) -> None:
        row = self.row
        self.bar.describe(row, self.place + 1, self.count)
        self.controls.dress()
        name = words.printable(row.name) if row is not None else self.tr("Photo")
        notice = self.notice.text()
        spoken = [name, self.bar.place, *([notice] if notice else [])]
        self.setAccessibleName(", ".join(spoken))
        self.canvas.setAccessibleName(name)
