"""The grid of photos: zoom, keys, mouse, and what to load next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QListView, QWidget

from photoclip.core.listing import Aspects
from photoclip.core.models import PhotoIds
from photoclip.gui.grid.arrivals import Arrivals, Offer
from photoclip.gui.grid.canvas import GridCanvas
from photoclip.gui.grid.delegate import PhotoDelegate
from photoclip.gui.grid.keys import GridKeys
from photoclip.gui.grid.layout import Layout, Section
from photoclip.gui.grid.model import PhotoModel
from photoclip.gui.grid.plan import GridPlan
from photoclip.gui.grid.scrubber import Dates, Scrubber
from photoclip.gui.grid.thumbnails import Thumbnails

EMPTY: Mapping[int, int] = MappingProxyType({})
ZOOMS = (88, 112, 136, 160, 200, 248, 312, 400)


class GridView(GridCanvas):
    """Everything that a person does in the grid comes out as a signal with ids of photos: what keys
    do from ``keys``, the rest from here."""

    typed = Signal(str)
    """Letters that are no command here: the beginning of a search."""
    drag_wanted = Signal(list)
    """Selected photos are about to be carried out of the window."""
    zoom_changed = Signal(int)
    section_toggled = Signal(int, bool)
    """A heading was folded (true) or unfolded."""

    def __init__(
        self, model: PhotoModel, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        self._wish = QTimer(singleShot=True, interval=0)
        super().__init__(model, PhotoDelegate(thumbnails), parent)
        self._thumbnails = thumbnails
        self.keys = GridKeys(self, model)
        self._pass_on_keys()
        self.scrubber = Scrubber(self)
        self.setVerticalScrollBar(self.scrubber)
        self.scrubber.step_asked.connect(self._scroll_by_heading)
        self.arrivals = Arrivals(self, model)
        self._is_show_waiting = False
        self._grip: QPoint | None = None
        self._has_carried = False
        self._wish.setParent(self)
        self._wish.timeout.connect(self._ask)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos"))
        self.laid_out.connect(self._want_soon)
        thumbnails.loaded.connect(self._repaint)
        model.rows_loaded.connect(self._rows_arrived)
        self.laid_out.connect(self._date_scrubber)
        self.scrubber.valueChanged.connect(self._want_soon)

    def _pass_on_keys(self) -> None:
        keys = self.keys
        keys.letters.typed.connect(self.typed)
        keys.zoom_wanted.connect(self.zoom)
        keys.heading_pressed.connect(self.toggle_section)

    def set_taggable(self, can_tag: bool) -> None:
        """Whether T asks for a tag; without, it is a letter like any other."""
        self.keys.can_tag = can_tag

    def set_judging(self, is_judging: bool) -> None:
        """Whether Y and N say of the chosen photos that they belong, or do not."""
        self.keys.is_judging = is_judging

    def set_arranging(self, is_arranging: bool) -> None:
        """Whether Alt with an arrow moves the chosen photos to another place."""
        self.keys.is_arranging = is_arranging

    def set_cell_edge(self, edge: int, anchor: QPoint | None = None) -> None:
        """Make cells larger or smaller; the photo under ``anchor`` stays where it is."""
        edge = min(max(edge, ZOOMS[0]), ZOOMS[-1])
        if edge == self._zoom:
            return
        row, above = self._anchor(anchor)
        self._zoom = edge
        self._lay_out(lambda: self._restore(row, above))
        self.zoom_changed.emit(edge)

    def zoom(self, steps: int, anchor: QPoint | None = None) -> None:
        """Some sizes up (positive) or down."""
        place = int(np.abs(np.array(ZOOMS) - self._zoom).argmin()) + steps
        self.set_cell_edge(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)], anchor)

    def show_photos(
        self, ids: PhotoIds, sections: Sequence[Section] = (), aspects: Aspects | None = None
    ) -> None:
        """Show the photos of another place from the top. aspects: to show them whole."""
        self._is_show_waiting = True

        def show(plan: GridPlan, layout: Layout) -> None:
            self._is_show_waiting = False
            self.give(plan, layout)
            self._photos.set_ids(ids, sections, aspects)
            self.scrollToTop()

        self._prepare(self.plan(ids, sections, aspects), show)

    def refresh_photos(
        self,
        ids: PhotoIds,
        sections: Sequence[Section] = (),
        became: Mapping[int, int] = EMPTY,
        aspects: Aspects | None = None,
    ) -> None:
        """The same place has other photos now: nothing may jump under the pointer.

        became: which photo each file that was not taken in yet has become. See Arrivals.
        """
        if self._is_show_waiting:
            self.show_photos(ids, sections, aspects)
            return

        def offer(plan: GridPlan, layout: Layout) -> None:
            self.arrivals.offer(Offer(ids, tuple(sections), became, plan, layout))

        self._prepare(self.plan(ids, sections, aspects), offer)

    def _prepare(self, plan: GridPlan, then: Callable[[GridPlan, Layout], None]) -> None:
        bridge = self._photos.bridge
        if plan.is_quick:
            bridge.cancel("lay out photos")
            then(plan, plan.layout())
        else:
            bridge.run("lay out photos", lambda _: plan.layout(), lambda layout: then(plan, layout))

    def is_foldable(self, place: int) -> bool:
        """Whether a click on this heading folds or unfolds what is under it."""
        section = self._photos.sections[place]
        return section.is_folded or section.is_foldable

    def toggle_section(self, place: int) -> None:
        """Fold or unfold what is under one heading."""
        sections = list(self._photos.sections)
        is_folded = not sections[place].is_folded
        sections[place] = replace(sections[place], is_folded=is_folded)
        self._photos.set_sections(sections)
        self.section_toggled.emit(place, is_folded)

    # Loading

    def _repaint(self, photo_ids: list[int]) -> None:
        rows = self.visible_rows()
        if not rows:
            return
        wanted = set(photo_ids)
        for row in rows:
            if int(self._photos.ids[row]) in wanted:
                rect = self._grid.rect(row).translated(0, -self.verticalOffset())
                self.viewport().update(rect)

    def _rows_arrived(self, photo_ids: list[int]) -> None:
        self._repaint(photo_ids)
        self._wish.start()

    def _ask(self) -> None:
        """Say what is needed: first what is in sight, from the middle out, then a page around."""
        rows = self.visible_rows()
        if not rows:
            return
        self.chosen.show_around(rows[0], rows[-1])
        page = len(rows)
        before = range(rows[0] - 1, max(rows[0] - 1 - page, -1), -1)
        after = range(rows[-1] + 1, min(rows[-1] + 1 + page, len(self._photos.ids)))
        around = [row for pair in zip(after, before, strict=False) for row in pair]
        around += [*after[len(before) :], *before[len(after) :]]
        middle = rows[page // 2]
        wanted = [*sorted(rows, key=lambda row: abs(row - middle)), *around]
        self._photos.want(wanted)
        known = [(row, self._photos.photo(row)) for row in wanted]
        is_whole = self._photos.aspects is not None
        self._thumbnails.want(
            (photo for _, photo in known if photo is not None),
            {
                photo.photo_id: self._grid.rect(row).size()
                for row, photo in known
                if is_whole and photo is not None
            },
        )

    def _date_scrubber(self) -> None:
        sections = self._photos.sections
        self.scrubber.show_dates(
            Dates(
                self._grid.tops[: len(sections)],
                [one.title for one in sections],
                [one.month[0] if one.month else 0 for one in sections],
            )
        )

    def _scroll_by_heading(self, direction: int, by_year: bool) -> None:
        """Bring the heading before or after the one in sight to the top, or that of a year."""
        grid, top = self._grid, self.verticalOffset()
        place = max(bisect_right(grid.tops, top + 1, hi=len(grid.sections)) - 1, 0)
        year = self._year_of(place)
        target = place if direction < 0 and grid.tops[place] < top else place + direction
        while by_year and 0 < target < len(grid.sections) - 1 and self._year_of(target) == year:
            target += direction
        if direction < 0 and by_year:
            while target > 0 and self._year_of(target - 1) == self._year_of(target):
                target -= 1
        if 0 <= target < len(grid.sections):
            self.scrubber.setValue(grid.tops[target])

    def _year_of(self, place: int) -> int:
        month = self._grid.sections[place].month
        return month[0] if month is not None else 0

    def _want_soon(self) -> None:
        self._thumbnails.set_cell(self._grid.cell, self.devicePixelRatioF())
        self._wish.start()

    # Input

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._show_focus(True)
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        return self.keys.target(action)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        if search.strip():
            self.typed.emit(search)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom(1 if steps > 0 else -1, event.position().toPoint())
            event.accept()
        else:
            QAbstractScrollArea.wheelEvent(self, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._show_focus(False)
        self.keys.letters.settle()
        self.keys.leave_heading()
        point = event.position().toPoint()
        place = self._grid.heading_at(point.y() + self.verticalOffset())
        if place >= 0 and self.is_foldable(place):
            self.toggle_section(place)
            return
        self._grip = point if self._can_carry(event) else None
        self._has_carried = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        is_held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if is_held and self._has_carried:
            return
        if self._grip is None or not is_held:
            super().mouseMoveEvent(event)
            return
        way = event.position().toPoint() - self._grip
        if way.manhattanLength() >= QApplication.startDragDistance():
            self._grip, self._has_carried = None, True
            self.drag_wanted.emit(self.selected_ids())

    def _can_carry(self, event: QMouseEvent) -> bool:
        """Whether a press holds on to selected photos; anywhere else begins a rubber band."""
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        return is_plain and is_left and index.isValid() and bool(self.chosen.bits[index.row()])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        has_carried, self._grip, self._has_carried = self._has_carried, None, False
        if has_carried:
            return  # no click: what was carried stays chosen
        super().mouseReleaseEvent(event)
        if self.band is not None:
            self.band = None
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.keys.photo_opened.emit(int(self._photos.ids[index.row()]))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        # Of the whole view: a button that appears over the photos is no way out.
        super().leaveEvent(event)
        self.pointer_left.emit()

    def _show_focus(self, is_shown: bool) -> None:
        if self.delegate.is_focus_shown != is_shown:
            self.delegate.is_focus_shown = is_shown
            self.viewport().update()
