"""Answers to offered marks, each with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from photoclip.core.events import OffersChanged
from photoclip.gui.language import words
from photoclip.gui.offers.page import OffersPage

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.actions.mark_actions import MarkActions
    from photoclip.gui.browse.browser import Browser
    from photoclip.gui.browse.offers import OffersShown
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.gui.widgets.toast import Toast


class OfferActions(QObject):
    """The page, and what its buttons do in the background."""

    def __init__(
        self,
        library: Library,
        bridge: Bridge,
        browser: Browser,
        marks: MarkActions,
        toast: Toast,
    ) -> None:
        super().__init__(bridge)
        self._library = library
        self._bridge = bridge
        self._browser = browser
        self._marks = marks
        self._toast = toast
        self.page = OffersPage()
        self.page.give_asked.connect(self.give)
        self.page.dismiss_asked.connect(self.dismiss)
        browser.offers_fetched.connect(self._show)
        bridge.happened.connect(self._heard)

    def give(self, offer_ids: list[int] | None) -> None:
        """Give what these offers say (None: all of them)."""
        offers = self._library.offers

        def done(photo_ids: tuple[int, ...]) -> None:
            count = len(photo_ids)
            if count:
                said = words.grouped(self.tr("%n photos got their marks", "", count), count)
                self._toast.offer_way_back(said, self.tr("Undo"), self._marks.undo)

        self.page.answered(offer_ids)
        self._bridge.run_each(
            "give offered marks", lambda _: offers.accept(offer_ids), done, self._failed
        )

    def dismiss(self, offer_ids: list[int] | None) -> None:
        """Never ask about these again (None: about all that are open)."""
        offers = self._library.offers

        def done(photo_ids: tuple[int, ...]) -> None:
            count = len(photo_ids)
            if count:
                said = words.grouped(self.tr("%n offers dismissed", "", count), count)
                self._toast.offer_way_back(said, self.tr("Undo"), self._marks.undo)

        self.page.answered(offer_ids)
        self._bridge.run_each(
            "dismiss offered marks", lambda _: offers.dismiss(offer_ids), done, self._failed
        )

    def _show(self, shown: OffersShown) -> None:
        self.page.show_offers(shown)

    def _failed(self, error: Exception) -> None:
        self._toast.say(words.told(error))
        self.page.reopen()
        self._browser.refresh()

    def _heard(self, event: object) -> None:
        if isinstance(event, OffersChanged):
            self.page.reopen()
