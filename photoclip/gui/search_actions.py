"""What the search bar asks for, and what is said where there is no answer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from photoclip.core.errors import ModelError, PhotoClipError
from photoclip.gui import words
from photoclip.gui.message_page import MessagePage
from photoclip.gui.photo_knowledge import thumbnail_image
from photoclip.gui.places import Kind, Place
from photoclip.gui.suggestion_sources import folders_of
from photoclip.gui.suggestions import Source

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.main_window import MainWindow
    from photoclip.gui.photo_page import PhotoPage

PASTED = "pasted.png"


class SearchActions(QObject):
    """Searches by words, by a photo of the library and by any other picture."""

    def __init__(self, window: MainWindow, library: Library, photos: PhotoPage) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._photos = photos
        self._bridge, self._browser = window.bridge, window.browser
        self.is_model_ready = False
        search = window.search
        search.typed.connect(self._browser.drop_search)
        search.text_searched.connect(self.search_text)
        search.submitted.connect(self._submit)
        search.picture_given.connect(self._search_picture)
        search.image_pasted.connect(self._search_image)
        search.cleared.connect(self._browser.leave_search)
        search.back_asked.connect(self.go_back)
        search.down_asked.connect(lambda: photos.grid.setFocus(Qt.FocusReason.TabFocusReason))
        self.sources: list[Source] = [folders_of(library)]
        """What is asked for suggestions, in this order."""
        search.suggestions_wanted.connect(self._suggest)
        search.place_asked.connect(self._go_to_place)
        photos.grid.similar_wanted.connect(self.search_like)
        photos.grid.typed.connect(search.type_first)
        photos.cut_off_chosen.connect(self._learn)

    def focus_search(self) -> None:
        """Let the person type, over what stands there."""
        self._window.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.search.edit.selectAll()

    def go_back(self) -> None:
        """One step of the way back: out of a search first."""
        if self._browser.place.is_search:
            self._window.search.show_text("")
            self._browser.leave_search()
        else:
            self._browser.back()

    def search_text(self, text: str) -> None:
        """Show the photos nearest to words."""
        if text:
            self._browser.go(Place(Kind.SEARCH, text=text))

    def search_like(self, photo_id: int) -> None:
        """Show the photos most like one of the library."""
        row = self._photos.model.known(photo_id)
        place = Place(Kind.LIKE_PHOTO, picture=row.path if row else "", photo_id=photo_id)
        search = self._window.search
        search.show_like(place.picture)
        self._browser.go(place)
        if row is not None and row.content_hash:
            self._bridge.run(
                "chip",
                lambda _: thumbnail_image(self._library, row.content_hash),
                lambda image: search.show_like(place.picture, image),
            )

    def load_model(self) -> None:
        """Load the model before the first search needs it."""

        def ready(_: object) -> None:
            self.is_model_ready = True

        def load(_: object) -> None:
            self._library.model()
            self._library.warm_up()

        def failed(error: Exception) -> None:
            reason = words.said(error.message) if isinstance(error, PhotoClipError) else str(error)
            text = self.tr("Looking at photos works, searching does not: {reason}")
            self._window.toast.say(text.format(reason=reason))

        self._bridge.run_each("load the model", load, ready, failed)

    def _suggest(self, text: str, cursor: int) -> None:
        sources = tuple(self.sources)
        self._bridge.run(
            "suggest",
            lambda _: [one for source in sources for one in source(text, cursor)],
            lambda found: self._window.search.add_suggestions(text, found),
        )

    def _go_to_place(self, place: Place) -> None:
        self._window.search.show_text("")
        self._browser.go(place)
        self._photos.setFocus()

    def _learn(self, text: str, cut_off: float) -> None:
        cut_offs = self._library.relevance.cut_offs
        self._bridge.run_each(
            "keep a cut-off", lambda _: cut_offs.learn(text, cut_off), lambda _: None
        )

    def _submit(self, text: str) -> None:
        if self._browser.place != Place(Kind.SEARCH, text=text):
            self.search_text(text)

    def _search_picture(self, path: str) -> None:
        self._window.search.show_like(path)
        self._browser.go(Place(Kind.LIKE_FILE, picture=path))

    def _search_image(self, image: QImage) -> None:
        self._bridge.run(
            "keep a pasted picture", lambda _: keep_picture(image), self._search_picture
        )

    def show_failure(self, place: Place, error: Exception) -> None:
        """Say in place of photos why there are none."""
        told, hint = words.told(error), ""
        if isinstance(error, PhotoClipError):
            told, hint = words.said(error.message), words.said(error.hint)
        title = told
        if isinstance(error, ModelError):
            title = self.tr("The model could not be loaded, so nothing can be searched for now")
            hint = f"{told} {hint}".strip()
        again = (self.tr("Try again"), lambda: self._browser.go(place))
        back = (self.tr("Back to the photos"), self._window.search.clear)
        choices = [again, back] if place.is_search else [again]
        self._photos.show_message(MessagePage("triangle-alert", title, hint, choices))
        self._photos.show_waiting("")


def keep_picture(image: QImage) -> str:
    """Write a pasted picture where the worker can read it. For a background thread."""
    path = str(Path(tempfile.gettempdir()) / f"photoclip-{PASTED}")
    image.save(path, "PNG")
    return path
