"""The page of suggested albums: cards that can become albums, or be dismissed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.albums.suggested_fetch import LARGE, SMALL, SuggestionShown
from photoclip.gui.language import albums as album_words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL, tokens
from photoclip.gui.widgets.flow_layout import FlowLayout
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.parts import ElidedLabel, button, label

CARD_WIDTH = LARGE.width() + SPACE_SMALL + SMALL.width() + 2 * SPACE
AT_ONCE = 4


class Mosaic(QWidget):
    """Three photos of a suggestion: a large one and two small ones beside it."""

    def __init__(self, images: Sequence[QImage]) -> None:
        super().__init__()
        self._images = images
        self.setFixedSize(LARGE.width() + SPACE_SMALL + SMALL.width(), LARGE.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        left = LARGE.width() + SPACE_SMALL
        boxes = (
            QRect(0, 0, LARGE.width(), LARGE.height()),
            QRect(left, 0, SMALL.width(), SMALL.height()),
            QRect(left, LARGE.height() - SMALL.height(), SMALL.width(), SMALL.height()),
        )
        for place, box in enumerate(boxes):
            if place < len(self._images):
                painter.drawImage(box, self._images[place])
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens().color("photo_ground"))
                painter.drawRoundedRect(box, 4, 4)
        painter.end()


class SuggestionCard(QFrame):
    """One suggestion."""

    create_asked = Signal(object)
    dismiss_asked = Signal(object)

    def __init__(self, shown: SuggestionShown) -> None:
        super().__init__()
        self.shown = shown
        self.setProperty("kind", "card")
        self.setFixedWidth(CARD_WIDTH)
        self.name = ElidedLabel(shown.name)
        self.note = label(album_words.suggestion(shown.suggestion), "secondary")
        self.create_button = button(self.tr("Create album"), self._create)
        self.dismiss = button(self.tr("Dismiss"), self._dismiss, "link")
        self.create_button.setAccessibleName(f"{self.create_button.text()}: {shown.name}")
        self.dismiss.setAccessibleName(f"{self.dismiss.text()}: {shown.name}")
        foot = QHBoxLayout()
        foot.addWidget(self.create_button)
        foot.addStretch()
        foot.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE_SMALL)
        column.addWidget(Mosaic(shown.images))
        column.addSpacing(SPACE_SMALL)
        column.addWidget(self.name)
        column.addWidget(self.note)
        column.addSpacing(SPACE_SMALL)
        column.addLayout(foot)

    def _create(self) -> None:
        self.create_asked.emit(self.shown)

    def _dismiss(self) -> None:
        self.dismiss_asked.emit(self.shown)


class SuggestedPage(QWidget):
    """All cards. They are made a few at a time, so that the window never waits for them."""

    create_asked = Signal(object)
    dismiss_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[SuggestionCard] = []
        self._waiting: list[SuggestionShown] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_some)
        room = QWidget()
        self._flow = FlowLayout(room, SPACE_LARGE)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(room)
        self._body = QStackedWidget()
        self._body.addWidget(self._scroll)
        self._body.addWidget(
            MessagePage(
                "lightbulb",
                self.tr("No suggestions now"),
                self.tr("Trips and events show up here as photos come in."),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_LARGE, SPACE + 6, SPACE_LARGE, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(label(self.tr("Suggested albums"), "heading"))
        whole.addWidget(
            label(self.tr("Nothing is made before you say so. The photos stay."), "quiet")
        )
        whole.addSpacing(SPACE)
        whole.addWidget(self._body, 1)

    def show_suggestions(self, shown: Sequence[SuggestionShown]) -> None:
        """Show these; a card that is there already stays where it is."""
        keys = [one.suggestion.key for one in shown]
        for card in [one for one in self.cards if one.shown.suggestion.key not in keys]:
            self.drop(card.shown)
        known = {one.shown.suggestion.key for one in self.cards}
        self._waiting = [one for one in shown if one.suggestion.key not in known]
        self._tell()
        self._next.start()

    def drop(self, shown: SuggestionShown) -> None:
        """Take a card away; the keyboard goes to the next one."""
        place = next((n for n, one in enumerate(self.cards) if one.shown == shown), None)
        if place is None:
            return
        card = self.cards.pop(place)
        has_focus = card.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._flow.removeWidget(card)
        card.hide()
        card.deleteLater()
        if has_focus and self.cards:
            self.cards[min(place, len(self.cards) - 1)].create_button.setFocus()
        self._tell()

    def _add_some(self) -> None:
        for one in self._waiting[:AT_ONCE]:
            card = SuggestionCard(one)
            card.create_asked.connect(self.create_asked)
            card.dismiss_asked.connect(self.dismiss_asked)
            self._flow.addWidget(card)
            self.cards.append(card)
        self._waiting = self._waiting[AT_ONCE:]
        if self._waiting:
            self._next.start()

    def _tell(self) -> None:
        self._body.setCurrentIndex(0 if self.cards or self._waiting else 1)
