"""The grid with its heading: what is shown, how much of it, and in which order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from photoclip.core.listing import Aspects
from photoclip.core.models import Band, PhotoIds
from photoclip.gui.browse import place as places
from photoclip.gui.browse.fetch import Shown
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.search_answer import asks_for_fields
from photoclip.gui.browse.words import place_title
from photoclip.gui.grid.layout import Section
from photoclip.gui.grid.model import PhotoModel
from photoclip.gui.grid.thumbnails import Thumbnails
from photoclip.gui.grid.view import GridView
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, scaled
from photoclip.gui.pages.empty import nothing_here
from photoclip.gui.pages.view_choices import ViewChoices
from photoclip.gui.search import bands
from photoclip.gui.search.advice_strip import AdviceStrip
from photoclip.gui.search.bands import BandedHits, banded, sections_of
from photoclip.gui.search.cut_off import CutOff
from photoclip.gui.search.notes import SearchNotes
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.parts import ElidedLabel, IconButton, label

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge


class PhotoPage(QWidget):
    """One place's photos, or a sentence where there are none."""

    cut_off_chosen = Signal(str, float)
    """For these words, the least probability of what matches."""
    add_asked = Signal()
    all_asked = Signal()
    more_asked = Signal(QPoint)
    """The menu of the chosen photos, at this place of the screen."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self.model = PhotoModel(bridge, library.browse)
        self.thumbnails = Thumbnails(
            bridge, library.thumbnails, restore=library.previews.restore_thumbnail
        )
        self.grid = GridView(self.model, self.thumbnails)
        self._shown: Shown | None = None
        self._announced = places.ALL
        self._banded = BandedHits(())
        self._is_weak_open = False
        self.cut_off = CutOff()
        self.cut_off.pulled.connect(self._pull)
        self.cut_off.settled.connect(self._keep_cut_off)
        self.advice = AdviceStrip()
        self.advice.all_asked.connect(self.all_asked)
        self.notes = SearchNotes()
        self.grid.section_toggled.connect(self._section_toggled)
        self._heading = ElidedLabel(kind="heading")
        self._heading.setMinimumWidth(scaled(96))
        self._summary = label("", "quiet")
        self.choices = ViewChoices()
        self.choices.setParent(self)
        self.more = IconButton("ellipsis", self.tr("Actions on the chosen photos"))
        self.more.clicked.connect(
            lambda: self.more_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.more.hide()
        self.grid.selection_changed.connect(
            lambda: self.more.setVisible(self.grid.selected_count() > 0)
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top())
        column.addWidget(self.notes)
        column.addWidget(self.advice)
        column.addWidget(self._body, 1)

    def setFocus(self, *reason: Qt.FocusReason) -> None:  # noqa: N802
        """Give the keyboard to the photos."""
        # A focus proxy would take the controls above it out of the reach of Tab.
        self.grid.setFocus(*reason)

    @property
    def place(self) -> Place:
        """The place whose photos are on show."""
        return self._shown.place if self._shown is not None else places.ALL

    @property
    def heading(self) -> str:
        """The heading on show."""
        return self._heading.full_text

    @property
    def summary(self) -> str:
        """The line beside the heading."""
        return self._summary.text()

    @property
    def message(self) -> str:
        """The sentence on show in place of photos, "" while there are photos."""
        page = self._body.currentWidget()
        return page.title.text() if isinstance(page, MessagePage) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.cut_off.fit_into(self.width())

    def announce(self, place: Place) -> None:
        """Name the place whose photos are on their way."""
        self._announced = place
        self._heading.set_text(place_title(place))
        self.choices.button.setVisible(not place.has_own_order)

    def announce_picture(self, photo_id: int, path: str) -> None:
        """The path of a photo that is searched by is known now."""
        place = self._announced
        if not place.picture and (place.photo_id == photo_id or f"like:{photo_id}" in place.text):
            self._heading.set_text(place_title(replace(place, picture=path)))

    def stay(self) -> None:
        """Go on showing what is on show: there is nothing to follow."""
        self.announce(self.place)
        self._offer_orders()
        self.show_waiting("" if self._shown is None else self._summary_of(self._shown))

    def _offer_orders(self) -> None:
        """Results and albums have an order of their own; a search by fields alone has none."""
        is_ranked = self._shown is not None and self._shown.results is not None
        self.choices.button.setVisible(not is_ranked and self.place.kind is not Kind.ALBUM)

    def show_waiting(self, text: str) -> None:
        """Say in the heading's line that an answer takes longer."""
        self._summary.setText(text)

    def show_photos(self, shown: Shown) -> None:
        """Show the photos of a place. A refresh leaves everything where it is."""
        if self._shown is None or shown.place != self._shown.place:
            self._is_weak_open = False
        self._shown = shown
        self.announce(shown.place)
        is_fresh = not shown.is_refresh or self._body.currentWidget() is not self.grid
        cut_off = None if shown.results is None else shown.results.cut_off
        self.cut_off.show_search(shown.thresholds, cut_off)
        self.notes.show_results(shown.results)
        self._offer_orders()
        if shown.results is not None:
            self._show_hits(is_fresh=is_fresh)
        else:
            self._banded = BandedHits(())
            self.advice.hide()
            self._fill(shown.listing.ids, shown.sections, shown.aspects, is_fresh=is_fresh)
        self._summary.setText(self._summary_of(shown))
        self._show_body(shown)

    def _show_hits(self, *, is_fresh: bool) -> None:
        assert self._shown is not None
        assert self._shown.results is not None
        shown = self._shown
        self._banded = banded(self._shown.results.hits, self.cut_off.thresholds)
        ids, aspects = self._banded.ids, shown.aspects
        if aspects is not None:
            by_id = dict(zip(shown.listing.ids.tolist(), aspects.tolist(), strict=True))
            aspects = np.array([by_id[one] for one in ids.tolist()], np.float32)
        self.advice.setVisible(bool(self._banded.closest))
        is_open, is_cut = self._is_weak_open, self._shown.is_cut
        sections = sections_of(self._banded, is_weak_open=is_open, is_cut=is_cut)
        self._fill(ids, sections, aspects, is_fresh=is_fresh)

    def _fill(
        self,
        ids: PhotoIds,
        sections: Sequence[Section],
        aspects: Aspects | None,
        *,
        is_fresh: bool,
    ) -> None:
        if is_fresh:
            self.grid.show_photos(ids, sections, aspects)
        else:
            self.grid.refresh_photos(ids, sections, aspects=aspects)

    def _pull(self) -> None:
        """Band the results on show anew: their probabilities are known, nothing is searched."""
        if self._shown is not None and self._shown.results is not None:
            self._show_hits(is_fresh=False)
            self._summary.setText(self._summary_of(self._shown))

    def _keep_cut_off(self, cut_off: float) -> None:
        if self._shown is not None and self._shown.results is not None:
            self.cut_off_chosen.emit(self._shown.results.query, cut_off)

    def _section_toggled(self, _place: int, is_folded: bool) -> None:
        if self._banded.has_bands:
            self._is_weak_open = not is_folded

    def show_message(self, page: MessagePage) -> None:
        """Show a sentence in place of photos."""
        while (former := self._body.widget(1)) is not None:
            self._body.removeWidget(former)
            former.deleteLater()
        self._body.addWidget(page)
        self._body.setCurrentWidget(page)
        self.advice.hide()
        self.notes.show_results(None)
        self.cut_off.hide()

    def why(self, photo_id: int) -> str:
        """How the search on show came to a photo; "" outside searches."""
        hits = self._banded.hits
        rank = next((n for n, one in enumerate(hits, 1) if one.photo_id == photo_id), 0)
        if not rank:
            return ""
        hit = hits[rank - 1]
        text = self.tr("Result {rank} of {count}, nearness {score}")
        score = words.number(hit.score, 2)
        said = text.format(rank=rank, count=words.number(len(hits)), score=score)
        band = bands.told(hit.band) if not self._banded.closest else ""
        return f"{band} · {said}" if band else said

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_LARGE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE_LARGE)
        smaller = IconButton("grid-3x3", self.tr("Smaller pictures"))
        larger = IconButton("grid-2x2", self.tr("Larger pictures"))
        smaller.clicked.connect(lambda: self.grid.zoom(-1))
        larger.clicked.connect(lambda: self.grid.zoom(1))
        row.addWidget(self._heading, 1)
        row.addWidget(self._summary)
        row.addWidget(self.cut_off)
        row.addWidget(self.choices.button)
        row.addWidget(self.more)
        sizes = QHBoxLayout()
        sizes.setSpacing(0)
        sizes.addWidget(self.choices.shape)
        sizes.addWidget(smaller)
        sizes.addWidget(larger)
        row.addLayout(sizes)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return row

    def _show_body(self, shown: Shown) -> None:
        if len(shown.listing.ids):
            self._body.setCurrentIndex(0)
        elif shown.place.is_search:
            self.show_message(self._no_results(shown))
        else:
            album = None if shown.album is None else shown.album.album
            self.show_message(nothing_here(shown.place, album, self.add_asked.emit))

    def _no_results(self, shown: Shown) -> MessagePage:
        back = [(self.tr("Back to all photos"), self.all_asked.emit)]
        unknown = () if shown.results is None else shown.results.untranslated
        if not unknown and asks_for_fields(shown.place.text):
            title = self.tr("No photo fits these filters")
            return MessagePage("search-x", title, self.tr("Take one of them away."), back)
        if unknown:
            listed = ", ".join(f"“{one}”" for one in unknown)
            title = self.tr("This model does not know {words}").format(words=listed)
            text = self.tr(
                "It reads English and the Korean words of the label list. Use other words, "
                "or choose a model that reads Korean in the settings."
            )
            models = (self.tr("Models that read Korean"), self.notes.models_asked.emit)
            return MessagePage("languages", title, text, [models, *back])
        return MessagePage(
            "search-x",
            self.tr("Nothing found yet"),
            self.tr(
                "Photos can be found once they are taken in. Try again in a moment, "
                "or use other words."
            ),
            back,
        )

    def _summary_of(self, shown: Shown) -> str:
        count = len(shown.listing.ids)
        if not count and shown.place.is_search:
            return ""
        if shown.results is None:
            return words.grouped(self.tr("%n photos", "", count), count)
        if self._banded.has_bands:
            matching = self._banded.matching
            counted = words.grouped(self.tr("%n matches", "", matching), matching)
            if shown.is_cut and not self._banded.count(Band.WEAK):
                counted = self.tr("the first {count} matches; there are more")
                counted = counted.format(count=words.number(matching))
            return bands.summary_of(self._banded, counted)
        if shown.is_cut:
            text = self.tr("the {count} nearest photos")
            return text.format(count=words.number(count))
        text = words.grouped(self.tr("%n photos, nearest first", "", count), count)
        folders = Counter(os.path.dirname(one.path) for one in shown.results.hits)
        if count >= 4 and folders and folders.most_common(1)[0][1] * 2 > count and len(folders) > 1:
            name = words.printable(os.path.basename(folders.most_common(1)[0][0]))
            text += " · " + self.tr("mostly in {folder}").format(folder=name)
        return text
