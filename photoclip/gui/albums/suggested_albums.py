"""Looks for albums that might be made, when nothing else goes on, and offers them quietly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer

from photoclip.core.events import Activity, ActivityChanged, AlbumsChanged, Event
from photoclip.gui.albums.suggested_fetch import SuggestionShown, fetch_suggestions
from photoclip.gui.albums.suggested_page import SuggestedPage
from photoclip.gui.browse.place import Kind, Place

if TYPE_CHECKING:
    from photoclip.core.albums import Album
    from photoclip.gui.albums.actions import AlbumActions
    from photoclip.gui.albums.section import AlbumSection
    from photoclip.gui.albums.surroundings import Surroundings

CALM_MS = 5000


class SuggestedAlbums(QObject):
    """Nothing is made unasked: a row in the sidebar leads to a page of cards."""

    def __init__(self, around: Surroundings, section: AlbumSection, actions: AlbumActions) -> None:
        super().__init__(around.context.parent)
        self._around, self._section, self._actions = around, section, actions
        self._library, self._bridge = around.context.library, around.context.bridge
        self._is_idle = False
        self.page = SuggestedPage()
        self.page.create_asked.connect(self._create)
        self.page.dismiss_asked.connect(self._dismiss)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._look_if_calm)
        around.browser.left.connect(self._left)
        self._bridge.activity_changed.connect(self._activity_changed)
        self._bridge.happened.connect(self._heard)

    def look(self) -> None:
        """Look for suggestions now."""
        library, language = self._library, QLocale()
        self._bridge.run(
            "suggest albums",
            lambda token: fetch_suggestions(library, language, token),
            self._show,
            lambda _error: None,
        )

    def _show(self, shown: list[SuggestionShown]) -> None:
        self.page.show_suggestions(shown)
        self._section.show_suggestions(len(shown))

    def _left(self, place: Place) -> None:
        if place.kind is Kind.SUGGESTIONS:
            self._around.show_page(self.page)

    def _activity_changed(self, event: ActivityChanged) -> None:
        self._is_idle = event.activity is Activity.IDLE
        if self._is_idle:
            self._calm.start()

    def _heard(self, event: Event) -> None:
        # Also what was undone: a dismissed suggestion, or an album that was made of one.
        if isinstance(event, AlbumsChanged) and self._is_idle:
            self._calm.start()

    def _look_if_calm(self) -> None:
        if self._is_idle and self._around.is_model_ready():
            self.look()
        elif self._is_idle:
            self._calm.start()

    def _create(self, shown: SuggestionShown) -> None:
        self.page.drop(shown)
        self._section.show_suggestions(len(self.page.cards))
        suggestions = self._library.album_desk.suggestions

        def work() -> Album:
            return suggestions.accept(shown.suggestion, shown.name)

        self._actions.accept(work)

    def _dismiss(self, shown: SuggestionShown) -> None:
        self.page.drop(shown)
        self._section.show_suggestions(len(self.page.cards))
        suggestions = self._library.album_desk.suggestions
        self._actions.dismiss(lambda: suggestions.dismiss(shown.suggestion.key))
