"""Favourites, ratings, rotations, and the way back from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoclip.core.events import Event, UndoChanged
from photoclip.gui.language import undo as undo_words
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.gui.viewer.viewer import Viewer
    from photoclip.gui.widgets.toast import Toast


class MarkActions(QObject):
    """Shows a mark at once, writes it down in the background, and offers to undo it."""

    def __init__(
        self, library: Library, bridge: Bridge, page: PhotoPage, viewer: Viewer, toast: Toast
    ) -> None:
        super().__init__(bridge)
        self._library = library
        self._bridge = bridge
        self._page = page
        self._toast = toast
        for view in (page.grid.keys, viewer):
            view.favourite_wanted.connect(self.set_favourite)
            view.rating_wanted.connect(self.set_rating)
            view.rotation_wanted.connect(self.rotate)
        bridge.happened.connect(self._heard)

    def set_favourite(self, ids: list[int], is_favourite: bool) -> None:
        """Make photos favourites, or no longer."""
        self._page.model.mark(ids, is_favourite=is_favourite)
        marks, count = self._library.marks, len(ids)
        if is_favourite:
            said = self.tr("%n photos are favourites now", "", count)
        else:
            said = self.tr("%n photos are no favourites any more", "", count)
        self._do(lambda _: marks.set_favourite(ids, is_favourite), words.grouped(said, count))

    def set_rating(self, ids: list[int], rating: int) -> None:
        """Rate photos from 1 to 5; 0 takes the rating away."""
        self._page.model.mark(ids, rating=rating)
        marks, count = self._library.marks, len(ids)
        said = words.grouped(self.tr("%n photos rated", "", count), count)
        stars = "★" * rating if rating else self.tr("no stars")
        self._do(lambda _: marks.set_rating(ids, rating), f"{said}: {stars}")

    def rotate(self, ids: list[int], degrees: int) -> None:
        """Turn photos; their files stay as they are."""
        marks, count = self._library.marks, len(ids)
        said = words.grouped(self.tr("%n photos turned", "", count), count)
        self._do(lambda _: marks.rotate(ids, degrees), said)

    def undo(self) -> None:
        """Take the last action back."""
        undo = self._library.undo
        # Not only when it is done: its button would take back the action before this one.
        self._toast.withdraw_way_back()

        def work(_: object) -> str | None:
            name = undo.undo_name or ""
            return name if undo.undo() else None

        self._bridge.run_each("undo", work, self._said_undone)

    def redo(self) -> None:
        """Do again what was taken back."""
        undo = self._library.undo
        self._toast.withdraw_way_back()

        def work(_: object) -> str | None:
            name = undo.redo_name or ""
            return name if undo.redo() else None

        self._bridge.run_each("redo", work, self._said_redone)

    def _do(self, work: Callable[[object], tuple[int, ...]], said: str) -> None:
        def done(changed: tuple[int, ...]) -> None:
            if changed:
                self._toast.offer_way_back(said, self.tr("Undo"), self.undo)

        self._bridge.run_each("mark photos", work, done)

    def _heard(self, event: Event) -> None:
        if isinstance(event, UndoChanged):
            self._toast.withdraw_way_back()

    def _said_undone(self, name: str | None) -> None:
        """name: of what was taken back, None where there was nothing."""
        self._page.grid.arrivals.expect()
        if name is None:
            self._toast.say(self.tr("There is nothing to undo."))
        elif deed := undo_words.deed(name):
            said = self.tr("Undone: {deed}").format(deed=deed)
            self._toast.offer_way_back(said, self.tr("Redo"), self.redo)

    def _said_redone(self, name: str | None) -> None:
        self._page.grid.arrivals.expect()
        if name is None:
            self._toast.say(self.tr("There is nothing to do again."))
        elif deed := undo_words.deed(name):
            said = self.tr("Done again: {deed}").format(deed=deed)
            self._toast.offer_way_back(said, self.tr("Undo"), self.undo)
