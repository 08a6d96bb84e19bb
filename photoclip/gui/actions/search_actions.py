"""What the search bar asks for, and what is said where there is no answer."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QImageWriter

from photoclip.core.errors import ModelError, PhotoClipError, QuerySyntaxError
from photoclip.core.events import (
    AlbumsChanged,
    Event,
    FilesMoved,
    FoldersChanged,
    PhotosAdded,
    TagsChanged,
)
from photoclip.core.query.chips import picture_of
from photoclip.core.query.parser import parse
from photoclip.core.query.text import value_text
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.grid.images import file_image, thumbnail_image
from photoclip.gui.language import words
from photoclip.gui.search.suggestion_sources import completions_of, folders_of
from photoclip.gui.search.suggestions import Source
from photoclip.gui.widgets.message_page import MessagePage

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.browse.browser import Browser
    from photoclip.gui.pages.photo_page import PhotoPage
    from photoclip.gui.search.bar import SearchBar

COMPLETION_MS = 2000
SLOW_MS = 500
"""An answer that takes longer than this is told to be on its way."""

NAMING = (AlbumsChanged, FilesMoved, FoldersChanged, PhotosAdded, TagsChanged)
"""What may bring names that can be searched for."""

_NUMBERED = re.compile(r"like:(\d{1,18})(?!\S)", re.ASCII)


class SearchActions(QObject):
    """Searches by words, by a photo of the library and by any other picture."""

    def __init__(
        self, context: ActionContext, photos: PhotoPage, search: SearchBar, browser: Browser
    ) -> None:
        super().__init__(context.parent)
        self._library = library = context.library
        self._photos, self._search, self._browser = photos, search, browser
        self._bridge, self._toast = context.bridge, context.toast
        self.is_model_ready = False
        search.typed.connect(self._browser.drop_search)
        search.text_searched.connect(self.search_text)
        search.submitted.connect(self._submit)
        search.pictures.picture_given.connect(self._search_picture)
        search.pictures.photo_given.connect(self._search_photo)
        search.pictures.image_pasted.connect(self._search_image)
        search.strip.picture_wanted.connect(self._show_picture)
        search.cleared.connect(self._browser.leave_search)
        search.back_asked.connect(self.go_back)
        search.down_asked.connect(lambda: photos.grid.setFocus(Qt.FocusReason.TabFocusReason))
        self._paths: dict[int, str] = {}
        self.sources: list[Source] = [completions_of(library), folders_of(library)]
        """What is asked for suggestions, in this order."""
        search.suggestions_wanted.connect(self._suggest)
        search.place_asked.connect(self._go_to_place)
        photos.grid.keys.similar_wanted.connect(self.search_like)
        photos.grid.typed.connect(search.type_first)
        photos.cut_off_chosen.connect(self._learn)
        photos.notes.query_asked.connect(search.ask)
        self._completion_timer = QTimer(self, singleShot=True, interval=COMPLETION_MS)
        self._completion_timer.timeout.connect(self._refresh_completion)
        self._bridge.happened.connect(self._heard)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self._browser.left.connect(lambda place: place.is_search and self._slow.start())
        for answered in (self._browser.photos_fetched, self._browser.failed):
            answered.connect(self._slow.stop)

    def focus_search(self) -> None:
        """Let the person type, over what stands there."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.edit.selectAll()

    def go_back(self) -> None:
        """One step of the way back: out of a search first."""
        search = self._search
        if self._browser.place.is_search:
            search.show_text("")
            self._browser.leave_search()
        elif self._browser.back():
            search.show_text(query_of(self._browser.place))

    def search_text(self, text: str) -> None:
        """Show the photos nearest to a query; what is on show stays where it is none."""
        if not text:
            return
        try:
            parse(text)
        except QuerySyntaxError as error:
            self._search.show_fault(error)
            self._browser.resume()
        else:
            self._browser.go(self._place_of(text))

    def search_like(self, photo_id: int) -> None:
        """Show the photos most like one of the library."""
        row = self._photos.model.known(photo_id)
        if row is not None:
            self._paths[photo_id] = row.path
        self._search.show_text(f"like:{photo_id}")
        self._browser.go(self._place_of(f"like:{photo_id}"))

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
            self._toast.say(text.format(reason=reason))

        self._bridge.run_each("load the model", load, ready, failed)
        self._refresh_completion()

    def _suggest(self, text: str, cursor: int) -> None:
        sources = tuple(self.sources)
        self._bridge.run(
            "suggest",
            lambda _: [one for source in sources for one in source(text, cursor)],
            lambda found: self._search.add_suggestions(text, found),
        )

    def _go_to_place(self, place: Place) -> None:
        self._search.show_text("")
        self._browser.go(place)
        self._photos.setFocus()

    def _learn(self, text: str, cut_off: float) -> None:
        cut_offs = self._library.relevance.cut_offs
        self._bridge.run_each(
            "keep a cut-off", lambda _: cut_offs.learn(text, cut_off), lambda _: None
        )

    def _submit(self, text: str) -> None:
        if self._browser.place != self._place_of(text):
            self.search_text(text)

    def _place_of(self, text: str) -> Place:
        like = picture_of(text)
        if like is None:
            known = [self._paths.get(int(one)) for one in _NUMBERED.findall(text)]
            return Place(Kind.SEARCH, text=text, picture=(known[0] or "") if known else "")
        if like.photo_id is not None:
            path = self._paths.get(like.photo_id, "")
            return Place(Kind.LIKE_PHOTO, picture=path, photo_id=like.photo_id)
        return Place(Kind.LIKE_FILE, picture=os.path.expanduser(like.target))

    def _search_with(self, part: str) -> None:
        """Search by a picture, together with the words that stand in the bar."""
        search = self._search
        search.show_text(search.field.with_picture(part))
        self.search_text(search.text)

    def _search_picture(self, path: str) -> None:
        self._search_with(f"like:{value_text(path)}")

    def _search_photo(self, photo_id: int) -> None:
        self._search_with(f"like:{photo_id}")

    def _search_image(self, image: QImage) -> None:
        def search(path: str) -> None:
            self._search_picture(path)
            self._search.strip.show_picture(path, self.tr("pasted picture"), image)

        keep = self._library.pasted.keep
        self._bridge.run(
            "keep a pasted picture", lambda _: str(keep(png_of(image))), search, self._tell
        )

    def _tell(self, error: Exception) -> None:
        self._toast.say(words.told(error))

    def _show_picture(self, target: str) -> None:
        """Show what a chip searches by: a photo of the library with its name, or any file."""
        library, strip = self._library, self._search.strip
        if not (target.isascii() and target.isdigit()):
            self._bridge.run_each(
                "show a picture",
                lambda _: file_image(library, target),
                lambda image: strip.show_picture(target, "", image),
                # What cannot be read is told by the search itself; the chip keeps its icon.
                lambda _error: None,
            )
            return
        photo_id = int(target)

        def work(_: object) -> tuple[str, QImage | None]:
            rows = library.browse.rows([photo_id])
            if not rows:
                return "", None
            return rows[0].path, thumbnail_image(library, rows[0].content_hash)

        def show(found: tuple[str, QImage | None]) -> None:
            path, image = found
            if path:
                self._paths[photo_id] = path
                name = words.printable(os.path.basename(path))
                strip.show_picture(target, name, image)
                self._photos.announce_picture(photo_id, path)

        self._bridge.run_each("name a picture", work, show)

    def _say_slow(self) -> None:
        if self._browser.place.is_search and self.is_model_ready:
            self._photos.show_waiting(self.tr("Searching…"))

    def _heard(self, event: Event) -> None:
        if isinstance(event, NAMING) and not self._completion_timer.isActive():
            self._completion_timer.start()

    def _refresh_completion(self) -> None:
        refresh = self._library.completion.refresh
        self._bridge.run("completion", lambda _: refresh(), lambda _: None)

    def show_failure(self, place: Place, error: Exception) -> None:
        """Say in place of photos why there are none; a query with a mistake leaves them there."""
        if isinstance(error, QuerySyntaxError) and place.kind is Kind.SEARCH:
            self._photos.stay()
            if self._search.text == place.text:
                self._search.show_fault(error)
            return
        told, hint = words.told(error), ""
        if isinstance(error, PhotoClipError):
            told, hint = words.said(error.message), words.said(error.hint)
        title = told
        if isinstance(error, ModelError):
            title = self.tr("The model could not be loaded, so nothing can be searched for now")
            hint = f"{told} {hint}".strip()
        again = (self.tr("Try again"), lambda: self._browser.go(place))
        back = (self.tr("Back to the photos"), self._search.clear)
        choices = [again, back] if place.is_search else [again]
        self._photos.show_message(MessagePage("triangle-alert", title, hint, choices))
        self._photos.show_waiting("")


def query_of(place: Place) -> str:
    """What stands in the bar while a place is on show."""
    if place.kind is Kind.LIKE_PHOTO:
        return f"like:{place.photo_id}"
    if place.kind is Kind.LIKE_FILE:
        return f"like:{value_text(place.picture)}"
    return place.text


def png_of(image: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
