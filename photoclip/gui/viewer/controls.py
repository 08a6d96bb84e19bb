"""The controls over the picture in the viewer: they fade when nobody needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QToolButton

from photoclip.gui.keys.keymap import keymap, with_key
from photoclip.gui.look.theme import SPACE_LARGE
from photoclip.gui.viewer.bar import ViewerBar
from photoclip.gui.viewer.slide_show import SlideBar
from photoclip.gui.widgets.fading_panel import dark_icon, name_button

if TYPE_CHECKING:
    from photoclip.gui.viewer.slide_show import SlideShow
    from photoclip.gui.viewer.stage import PictureStage

REST_MS = 2000


class ViewerControls(QObject):
    """The bar at the top and the bar of the slide show."""

    close_asked = Signal()
    menu_asked = Signal(QPoint)
    """The button of the menu was pressed; a place of the screen."""

    def __init__(
        self, viewer: PictureStage, slides: SlideShow, commands: Mapping[str, Callable[[], object]]
    ) -> None:
        """commands: what the viewer can do, by names (see the table of actions)."""
        super().__init__(viewer)
        self._viewer, self._slide_show = viewer, slides
        self.has_strip = False
        """Whether the person wants the film strip."""
        self.bar = ViewerBar(viewer)
        self.slide_bar = SlideBar(slides, viewer)
        self.slide_bar.hide()
        self._add_buttons(commands)
        self.rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.rest.timeout.connect(self._hide)

    def show(self) -> None:
        """Bring the controls back for a while."""
        self._set_shown(True)
        self.rest.start()

    def stop(self) -> None:
        """The viewer closes."""
        self.rest.stop()
        self._set_shown(True)

    def lay_out(self, room: QRect) -> None:
        """Take places over the picture, which has this room."""
        self.bar.setGeometry(0, 0, room.width(), self.bar.sizeHint().height())
        viewer = self._viewer
        is_running = self._slide_show.is_running
        focus = viewer.window().focusWidget()
        if not is_running and focus is not None and self.slide_bar.isAncestorOf(focus):
            viewer.setFocus()
        self.slide_bar.setVisible(is_running)
        place = QRect(room.topLeft(), self.slide_bar.sizeHint())
        place.moveCenter(room.center())
        place.moveBottom(room.bottom() - SPACE_LARGE)
        self.slide_bar.setGeometry(place)
        if is_running:
            room = room.adjusted(0, 0, 0, -place.height() - SPACE_LARGE)
        viewer.notice.place(room)
        self.dress()

    def dress(self) -> None:
        """Show on the buttons how things stand."""
        viewer = self._viewer
        row = viewer.row
        is_favourite = row is not None and row.is_favourite
        heart = self.tr("No longer a favourite") if is_favourite else self.tr("Favourite")
        name_button(self._heart, with_key(heart, "photo.favourite"))
        self.bar.show_heart(self._heart, is_favourite)
        self._strip.setChecked(self.has_strip)
        self._slides.setChecked(self._slide_show.is_running)
        is_full = viewer.window().isFullScreen()
        full = self.tr("Leave full screen") if is_full else self.tr("Full screen")
        name_button(self._full, with_key(full, "window.full-screen"))
        self._full.setIcon(dark_icon("minimize" if is_full else "maximize"))

    def _add_buttons(self, commands: Mapping[str, Callable[[], object]]) -> None:
        add = self.bar.add_button
        self._heart: QToolButton = add("heart", "", commands["photo.favourite"])
        turn = add("rotate-cw", "", commands["photo.rotate-right"])
        size = add("search", "", commands["viewer.actual-size"])
        add("chevron-left", self.tr("Previous photo"), commands["viewer.previous"])
        add("chevron-right", self.tr("Next photo"), commands["viewer.next"])
        strip = "gallery-thumbnails"
        self._strip = add(strip, "", commands["viewer.film-strip"])
        self._slides = add("play", "", commands["viewer.slide-show"])
        self._full = add("maximize", "", commands["window.full-screen"])
        self._more = add("ellipsis", self.tr("More actions"), self._ask_for_menu)
        add("x", self.tr("Close"), self.close_asked.emit)
        self._strip.setCheckable(True)
        self._slides.setCheckable(True)
        self._named = {
            turn: (self.tr("Rotate"), "photo.rotate-right"),
            size: (self.tr("Actual size"), "viewer.actual-size"),
            self._strip: (self.tr("Film strip"), "viewer.film-strip"),
            self._slides: (self.tr("Slide show"), "viewer.slide-show"),
        }
        keymap().changed.connect(self._name_buttons)
        self._name_buttons()

    def _name_buttons(self) -> None:
        for one, (text, action_id) in self._named.items():
            name_button(one, with_key(text, action_id))
        self.dress()

    def _ask_for_menu(self) -> None:
        place = self._more.rect().bottomLeft()
        self.menu_asked.emit(self._more.mapToGlobal(place))

    def _hide(self) -> None:
        if self.bar.is_in_use() or self.slide_bar.is_in_use():
            self.rest.start()
        else:
            self._set_shown(False)

    def _set_shown(self, is_shown: bool) -> None:
        for one in (self.bar, self.slide_bar):
            one.set_shown(is_shown)
        self._viewer.canvas.rest(not is_shown)
