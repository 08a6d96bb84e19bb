"""The page of an album: its line over the grid, and what is said where it cannot be filled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from photoclip.core.album_tree import AlbumTree
from photoclip.core.albums import Album, AlbumOrder
from photoclip.core.errors import PhotoClipError
from photoclip.gui.albums.actions import AlbumActions
from photoclip.gui.albums.arranging import AlbumArranging
from photoclip.gui.albums.order import AlbumOrderButton
from photoclip.gui.albums.strip import AlbumStrip
from photoclip.gui.browse.album import AlbumShown
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import words
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.parts import IconButton

if TYPE_CHECKING:
    from photoclip.gui.albums.surroundings import Surroundings
    from photoclip.gui.browse.fetch import Shown


class AlbumPage(QObject):
    """Adds to the page of photos what an album has besides them."""

    change_asked = Signal(object)
    """Another rule is wanted for an album (Album)."""
    review_asked = Signal(int)

    def __init__(self, around: Surroundings, actions: AlbumActions) -> None:
        super().__init__(around.context.parent)
        self._actions, self._is_model_ready = actions, around.is_model_ready
        self._library, self._bridge = around.context.library, around.context.bridge
        self._photos, self._browser = around.photos, around.browser
        self.shown: AlbumShown | None = None
        self.arranging = AlbumArranging(around.photos, actions)
        self.strip = AlbumStrip()
        self.save = IconButton("album", self.tr("Save this search as an album"))
        self.save.clicked.connect(self._save_search)
        self.order = AlbumOrderButton()
        for one in (self.save, self.order):
            one.hide()
        column = self._photos.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.strip)
        first = column.itemAt(0)
        top = None if first is None else first.layout()
        assert isinstance(top, QHBoxLayout)
        for one in (self.order, self.save):
            top.insertWidget(top.count() - 2, one)
        self._browser.left.connect(self._left)
        self._browser.photos_fetched.connect(self._fetched)
        self.order.chosen.connect(self._sort)
        self.strip.told.connect(self._photos.show_waiting)
        self.strip.change_asked.connect(lambda: self._with_album(self.change_asked.emit))
        self.strip.review_asked.connect(
            lambda: self._with_album(lambda album: self.review_asked.emit(album.id))
        )
        self.strip.slider.settled.connect(self._keep_cut_off)
        self.strip.slider.reset_asked.connect(lambda: self._keep_cut_off(None))

    def show_failure(self, place: Place, error: Exception) -> None:
        """Say why an album cannot be filled, and what to do about it."""
        title, hint = words.told(error), ""
        if isinstance(error, PhotoClipError):
            title, hint = words.said(error.message), words.said(error.hint)
        choices = [(self.tr("Try again"), lambda: self._browser.go(place))]
        album_id = place.album_id
        self._bridge.run(
            "albums of a failure",
            lambda _: self._library.albums.tree(),
            lambda tree: self._offer_change(album_id, tree, title, hint),
        )
        self._photos.show_message(MessagePage("triangle-alert", title, hint, choices))
        self._photos.show_waiting("")
        self.strip.hide()

    def _offer_change(self, album_id: int, tree: AlbumTree, title: str, hint: str) -> None:
        """The rule can be changed, or the album goes; unless it is gone already."""
        place = self._browser.place
        if place.album_id != album_id or album_id not in tree:
            return
        album = tree.get(album_id)
        choices = [
            (self.tr("Try again"), lambda: self._browser.go(place)),
            (self.tr("Delete album"), lambda: self._actions.delete(album_id)),
        ]
        if not album.is_manual:
            change = (
                self.tr("Change what it looks for…"),
                lambda: self.change_asked.emit(album),
            )
            choices.insert(0, change)
        self._photos.show_message(MessagePage("triangle-alert", title, hint, choices))

    def _left(self, place: Place) -> None:
        self.save.setVisible(place.kind is Kind.SEARCH)
        if place.kind is not Kind.ALBUM:
            self.shown = None
            self.strip.hide()
            self.order.hide()
            self.arranging.show_album(None)
        elif not self._is_model_ready():
            self._photos.show_waiting(self.tr("The album is being filled"))

    def _fetched(self, shown: Shown) -> None:
        if shown.album is None:
            return
        self.shown = shown.album
        self.strip.show_album(shown.album, len(shown.listing.ids))
        self.order.show_album(shown.album.album)
        self.arranging.show_album(shown.album.album)
        album, contents = shown.album.album, self._library.album_desk.contents
        if not album.is_manual:
            self._bridge.run(
                "album slider", lambda _: contents.slider(album), self.strip.show_steps
            )
        else:
            self._bridge.cancel("album slider")
            self.strip.show_steps(())

    def _sort(self, order: AlbumOrder) -> None:
        self._with_album(lambda album: self._actions.set_order(album.id, order))

    def _keep_cut_off(self, cut_off: float | None) -> None:
        self._with_album(lambda album: self._actions.set_cut_off(album.id, cut_off))

    def _with_album(self, deed: Callable[[Album], object]) -> None:
        if self.shown is not None:
            deed(self.shown.album)

    def _save_search(self) -> None:
        place = self._browser.place
        if place.kind is Kind.SEARCH and place.text:
            self._actions.save_search(place.text)
