"""The page of offered marks: what may have become of a picture, side by side with what it was."""

from __future__ import annotations

import os
from collections.abc import Collection

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.labels import Label
from photoclip.core.offers import OfferedMarks
from photoclip.gui.browse.offers import DENSITY, PICTURE, OfferShown, OffersShown
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, SPACE_SMALL
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.parts import ElidedLabel, IconLabel, button, label, plain_tip

AT_ONCE = 1
"""Rows that are made before the window looks at anything else: some milliseconds each."""


class OfferRow(QFrame):
    """One offer, with its answers."""

    give_asked = Signal(int)
    dismiss_asked = Signal(int)

    def __init__(self, shown: OfferShown) -> None:
        super().__init__()
        self.offer = shown.offer
        self.setProperty("kind", "card")
        name = words.printable(os.path.basename(self.offer.path))
        self.name = ElidedLabel(name)
        self.place = ElidedLabel(
            words.place_on_disk(os.path.dirname(self.offer.path)),
            "quiet",
            Qt.TextElideMode.ElideMiddle,
        )
        self.marks = label(self.told(self.offer.marks), wraps=True)
        self.reason = label(words.said(self.offer.reason), "secondary", wraps=True)
        if self.offer.sidecar:
            self.reason.setToolTip(plain_tip(words.place_on_disk(self.offer.sidecar)))
        self.give = button(self.tr("Give"), lambda: self.give_asked.emit(self.offer.id))
        self.dismiss = button(
            self.tr("Dismiss"), lambda: self.dismiss_asked.emit(self.offer.id), "link"
        )
        for one in (self.give, self.dismiss):
            one.setAccessibleName(f"{one.text()}: {name}")
            one.setAccessibleDescription(f"{self.marks.text()}. {self.reason.text()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(_picture(shown.former, self.tr("The former picture")))
        row.addWidget(IconLabel("chevron-right", 16))
        row.addWidget(_picture(shown.picture, self.tr("The picture that is there now")))
        row.addSpacing(SPACE_SMALL)
        row.addLayout(self._texts(), 1)
        row.addWidget(self.give)
        row.addWidget(self.dismiss)

    def told(self, marks: OfferedMarks) -> str:
        """What would be given, in one line."""
        parts = ["★" * marks.rating]
        if marks.is_favourite:
            parts.append(self.tr("Favourite"))
        if marks.rotation:
            parts.append(self.tr("turned by {degrees}°").format(degrees=marks.rotation))
        parts += [
            self.tr("album “{album}”").format(album=words.printable(one)) for one in marks.albums
        ]
        parts += [self.tr("tag “{tag}”").format(tag=_tag_name(one)) for one in marks.tags]
        return " · ".join(one for one in parts if one)

    def _texts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE_SMALL)
        column.addStretch()
        for one in (self.name, self.place, self.marks, self.reason):
            column.addWidget(one)
        column.addStretch()
        return column


class OffersPage(QWidget):
    """All open offers. Rows are made a few at a time, so that the window never waits for them."""

    give_asked = Signal(object)
    """Ids of offers, None for all."""
    dismiss_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OfferRow] = []
        self._waiting: list[OfferShown] = []
        self._answered: set[int] = set()
        self._count = 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add_some)
        self.summary = label("", "quiet")
        self.give_all = button(self.tr("Give all"), lambda: self.give_asked.emit(None))
        self.dismiss_all = button(self.tr("Dismiss all"), lambda: self.dismiss_asked.emit(None))
        self.more = label("", "quiet")
        room = QWidget()
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, SPACE, SPACE)
        self._column.setSpacing(SPACE)
        self._column.addWidget(self.more)
        self._column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("Offered marks"))
        self._scroll.setWidget(room)
        self._body = QStackedWidget()
        self._body.addWidget(self._scroll)
        self._body.addWidget(
            MessagePage(
                "star",
                self.tr("No marks are offered"),
                self.tr("Where it is not certain whose stars, albums and tags are, you are asked."),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(self._top())
        whole.addWidget(
            label(
                self.tr("These marks stay with the former pictures until you give them."),
                "quiet",
                wraps=True,
            )
        )
        whole.addWidget(self._body, 1)
        self._tell()

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(label(self.tr("Offered marks"), "heading"))
        top.addWidget(self.summary)
        top.addStretch()
        top.addWidget(self.give_all)
        top.addWidget(self.dismiss_all)
        return top

    def show_offers(self, shown: OffersShown) -> None:
        """Show these; a row that is there already stays where it is, unless it says otherwise."""
        self._count = shown.count
        fresh = {one.offer.id: one.offer for one in shown.rows}
        for row in [one for one in self.rows if fresh.get(one.offer.id) != one.offer]:
            self._drop(row)
        known = {one.offer.id for one in self.rows}
        self._answered &= fresh.keys()
        self._waiting = [
            one
            for one in shown.rows
            if one.offer.id not in known and one.offer.id not in self._answered
        ]
        self._tell()
        self._next.start()

    def answered(self, offer_ids: Collection[int] | None) -> None:
        """Take rows away (None: all); the keyboard goes to the next one."""
        gone = [one for one in self.rows if offer_ids is None or one.offer.id in offer_ids]
        self._count = max(0, 0 if offer_ids is None else self._count - len(gone))
        self._answered.update(one.offer.id for one in gone)
        if offer_ids is None:
            self._waiting = []
        for one in gone:
            self._drop(one)
        self._tell()

    def reopen(self) -> None:
        """Answers were taken back, or failed: rows may come again."""
        self._answered.clear()

    def _drop(self, row: OfferRow) -> None:
        place = self.rows.index(row)
        self.rows.pop(place)
        focus = self.focusWidget()
        had_focus = focus is not None and row.isAncestorOf(focus)
        was_give = focus is row.give
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if had_focus and self.rows:
            following = self.rows[min(place, len(self.rows) - 1)]
            (following.give if was_give else following.dismiss).setFocus()

    def _add_some(self) -> None:
        for one in self._waiting[:AT_ONCE]:
            row = OfferRow(one)
            row.give_asked.connect(lambda offer_id: self.give_asked.emit([offer_id]))
            row.dismiss_asked.connect(lambda offer_id: self.dismiss_asked.emit([offer_id]))
            place = sum(each.offer.id < one.offer.id for each in self.rows)
            self._column.insertWidget(place, row)
            # Tab goes down the page, whenever a row came.
            self.setTabOrder(self.rows[place - 1].dismiss if place else self.dismiss_all, row.give)
            self.setTabOrder(row.give, row.dismiss)
            self.rows.insert(place, row)
        self._waiting = self._waiting[AT_ONCE:]
        if self._waiting:
            self._next.start()

    def _tell(self) -> None:
        count, shown = self._count, len(self.rows) + len(self._waiting)
        self.summary.setText(words.grouped(self.tr("%n offers", "", count), count) if count else "")
        left = max(0, count - shown)
        self.more.setText(words.grouped(self.tr("%n more follow", "", left), left))
        self.more.setVisible(bool(left and shown))
        for one in (self.give_all, self.dismiss_all):
            one.setEnabled(bool(count))
        self._body.setCurrentIndex(0 if count else 1)


def _picture(image: QImage, name: str) -> QLabel:
    """A picture of fixed size; an empty ground where there is none."""
    if image.isNull():
        made: QLabel = IconLabel("image", 24)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    else:
        made = QLabel()
        pixels = QPixmap.fromImage(image)
        pixels.setDevicePixelRatio(DENSITY)
        made.setPixmap(pixels)
    made.setFixedSize(PICTURE)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def _tag_name(tag: Label | str) -> str:
    if isinstance(tag, str):
        return words.printable(tag)
    is_korean = QLocale().language() == QLocale.Language.Korean
    return words.printable((tag.korean if is_korean else "") or tag.english)
