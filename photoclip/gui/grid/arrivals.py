"""New photos come into a grid without moving what a person points at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QPushButton

from photoclip.core.models import PhotoIds
from photoclip.gui.grid.layout import Layout, Section
from photoclip.gui.grid.plan import GridPlan
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE

if TYPE_CHECKING:
    from photoclip.gui.grid.canvas import GridCanvas
    from photoclip.gui.grid.model import PhotoModel

EXPECTED_MS = 3000


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """Another list for the grid. became: see GridView. layout: where it puts everything."""

    ids: PhotoIds
    sections: tuple[Section, ...]
    became: Mapping[int, int]
    plan: GridPlan
    layout: Layout


class Arrivals(QObject):
    """Decides when a changed list is shown.

    At once, when all photos in sight stay where they are (the scroll bar makes up for lines that
    came in above), or when the pointer is not over a photo. Else it waits until the pointer has
    left the grid, with a button that says how many photos wait. A photo in sight that is gone is
    taken away at once: it would only lead to a click into nothing.
    """

    def __init__(self, view: GridCanvas, model: PhotoModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._held: Offer | None = None
        self._expected = QDeadlineTimer(0)
        self._button = QPushButton(view)
        self._button.setProperty("kind", "primary")
        self._button.hide()
        self._button.clicked.connect(self.show_held)
        view.pointer_left.connect(self.show_held)
        model.modelReset.connect(self._drop)
        view.installEventFilter(self)

    @property
    def waiting(self) -> int:
        """How many new photos wait to be shown."""
        if self._held is None:
            return 0
        return int(np.count_nonzero(~np.isin(self._held.ids, self._model.ids)))

    def offer(self, offer: Offer) -> None:
        """Show this list, now or when it disturbs nobody."""
        vanished = self._vanished_pending(offer.ids)
        if vanished and not offer.became:
            self._model.find_became(
                vanished, lambda found: self._consider(replace(offer, became=found))
            )
        else:
            self._consider(offer)

    def expect(self) -> None:
        """A person asked for a change: what comes of it within a moment is shown at once."""
        self._expected = QDeadlineTimer(EXPECTED_MS)
        self.show_held()

    def show_held(self) -> None:
        """Show what waits."""
        if self._held is not None:
            self._show(self._held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _consider(self, offer: Offer) -> None:
        if self._is_on_show(offer):
            return
        if not self._expected.hasExpired() or self._is_calm() or self._stays(offer):
            self._show(offer)
            return
        # What is on show goes on under its new ids at once, so that keys act on it meanwhile.
        self._model.become(offer.became)
        self._held = offer
        waiting = self.waiting
        text = self.tr("Show %n new photo(s)", "", waiting) if waiting else self.tr("Show changes")
        self._button.setText(
            text if waiting < 1000 else text.replace(str(waiting), words.number(waiting), 1)
        )
        self._button.adjustSize()
        self._button.show()
        self._place()

    def _show(self, offer: Offer) -> None:
        self._view.keep_as(offer.became)
        self._view.give(offer.plan, offer.layout)
        self._model.set_ids(offer.ids, offer.sections, offer.plan.aspects)

    def _is_on_show(self, offer: Offer) -> bool:
        now, then = self._model.aspects, offer.plan.aspects
        is_same_shape = now is then or (
            now is not None and then is not None and np.array_equal(now, then)
        )
        same_ids = np.array_equal(offer.ids, self._model.ids)
        return same_ids and is_same_shape and offer.sections == self._model.sections

    def _drop(self) -> None:
        if self._button.hasFocus():
            self._view.setFocus()
        self._held = None
        self._button.hide()

    def _vanished_pending(self, ids: PhotoIds) -> list[int]:
        """Files that were not taken in yet and are in the list no more."""
        pending = self._model.ids[self._model.ids < 0]
        vanished: list[int] = pending[~np.isin(pending, ids)].tolist()
        return vanished

    def _is_calm(self) -> bool:
        """Whether nothing can jump under the pointer, since it points at no photo."""
        viewport = self._view.viewport()
        if not self._view.isVisible() or not viewport.underMouse():
            return True
        point = viewport.mapFromGlobal(QCursor.pos())
        return not self._view.indexAt(point).isValid() and self._view.band is None

    def _stays(self, offer: Offer) -> bool:
        """Whether all photos in sight keep their places but for one common move up or down."""
        ids, became, then = offer.ids, offer.became, offer.layout
        rows = self._view.visible_rows()
        if not rows:
            return True
        now = self._view.grid
        shown = [became.get(one, one) for one in self._model.ids[rows].tolist()]
        found = np.flatnonzero(np.isin(ids, shown))
        places = dict(zip(ids[found].tolist(), found.tolist(), strict=True))
        if len(places) < len(set(shown)):
            return True
        moves = set()
        for photo_id, row in zip(shown, rows, strict=True):
            before, after = now.rect(row), then.rect(places[photo_id])
            moves.add((after.x() - before.x(), after.y() - before.y()))
        if len(moves) != 1:
            return False
        ((sideways, down),) = moves
        # At the very top nothing can make up for lines that come in above.
        return sideways == 0 and (down == 0 or self._view.verticalOffset() > 0)

    def _place(self) -> None:
        if self._button.isVisible():
            area = self._view.viewport().geometry()
            self._button.move(area.center().x() - self._button.width() // 2, area.top() + SPACE)
            self._button.raise_()
            self._button.setCursor(Qt.CursorShape.PointingHandCursor)
