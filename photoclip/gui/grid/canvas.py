"""A list view with a layout of its own: where photos lie, and which of them are selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from photoclip.core.listing import Aspects
from photoclip.core.models import PhotoIds
from photoclip.gui.grid.delegate import PhotoDelegate
from photoclip.gui.grid.layout import HEADING, GridLayout, Layout, Section
from photoclip.gui.grid.memory import Kept, renamed
from photoclip.gui.grid.model import Index, PhotoModel
from photoclip.gui.grid.painter import GridPainter, Keyboard, Scene
from photoclip.gui.grid.plan import GridPlan
from photoclip.gui.grid.selection import PhotoSelection, as_runs, ranges_of
from photoclip.gui.look.theme import scaled

DEFAULT_ZOOM = 160


class GridCanvas(QListView):
    """QListView's own layout goes through all items one by one whenever anything changes.

    Here it is arithmetic on sections (see GridLayout), so that the number of photos costs nothing;
    what is left of QListView is its role for screen readers and the handling of keys and mouse.
    """

    selection_changed = Signal()
    laid_out = Signal()
    pointer_left = Signal()

    def __init__(
        self, model: PhotoModel, delegate: PhotoDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zoom = DEFAULT_ZOOM
        self._grid: Layout = GridLayout.of(400, DEFAULT_ZOOM, 0)
        self._given: tuple[GridPlan, Layout] | None = None
        self._kept = Kept()
        self._became: Mapping[int, int] = {}
        self._photos = model
        self.band: QRect | None = None
        self.heading_focus = -1
        """The heading that the keyboard is on, -1 while it is on a photo."""
        self.delegate = delegate
        self._painter = GridPainter(self.viewport(), model, delegate)
        self.setModel(model)
        self.chosen = PhotoSelection(model)
        self.setSelectionModel(self.chosen)
        self.chosen.changed.connect(self.selection_changed)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the columns do not change when it comes and goes.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._give_back)
        model.layoutChanged.connect(self.doItemsLayout)
        model.reshaped.connect(self._lay_out_in_place)

    @property
    def grid(self) -> Layout:
        """Where everything lies now."""
        return self._grid

    def selected_ids(self) -> list[int]:
        """The selected photos in the order of the grid."""
        found: list[int] = self._photos.ids[self.chosen.bits].tolist()
        return found

    def selected_count(self) -> int:
        """How many photos are selected."""
        return self.chosen.count

    def current_id(self) -> int | None:
        """The photo that the keyboard is on."""
        index = self.currentIndex()
        return int(self._photos.ids[index.row()]) if index.isValid() else None

    def go_to(self, photo_id: int) -> bool:
        """Select one photo and bring it into sight. False where it is not shown."""
        row = self._photos.row_of(photo_id)
        if row < 0:
            return False
        self.setCurrentIndex(self._photos.index(row))
        self.scrollTo(self._photos.index(row))
        return True

    def visible_rows(self) -> list[int]:
        """Rows in sight, in order."""
        top = self.verticalOffset()
        runs = self._grid.lines(top, top + self.viewport().height())
        return [row for first, last in runs for row in range(first, last)]

    # Layout, which replaces QListView's

    def doItemsLayout(self) -> None:  # noqa: N802
        self._lay_out()
        QAbstractItemView.doItemsLayout(self)

    def plan(self, ids: PhotoIds, sections: Sequence[Section], aspects: Aspects | None) -> GridPlan:
        """What a layout of these photos in the present room is made from."""
        return GridPlan(
            self.viewport().width(), self._zoom, scaled(HEADING), len(ids), tuple(sections), aspects
        )

    def give(self, plan: GridPlan, layout: Layout) -> None:
        """Use this layout for the photos that come next, which it was made for."""
        self._given = (plan, layout)

    def _lay_out(
        self, then: Callable[[], None] = lambda: None, *, is_other_photos: bool = False
    ) -> None:
        """Lay out anew; ``then`` follows when it is done, which may be a moment later."""
        photos = self._photos
        plan = self.plan(photos.ids, photos.sections, photos.aspects)
        given, self._given = self._given, None
        if given is not None and given[0].count == plan.count:
            self._use(given[1])
            if not given[0].fits(plan):
                self._lay_out()
        elif plan.is_quick or is_other_photos:
            self._use(plan.layout())
        else:

            def use(layout: Layout) -> None:
                if photos.aspects is plan.aspects:
                    self._use(layout)
                    then()

            photos.bridge.run("lay out again", lambda _: plan.layout(), use)
            return
        then()

    def _lay_out_in_place(self) -> None:
        row, above = self._anchor(None)
        self._lay_out(lambda: self._restore(row, above))

    def _use(self, layout: Layout) -> None:
        self._grid = layout
        self.delegate.cell = layout.cell
        self.updateGeometries()
        self.viewport().update()
        self.laid_out.emit()

    def updateGeometries(self) -> None:  # noqa: N802
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._grid.height - height))
        bar.setPageStep(max(1, height - self._grid.step // 2))
        bar.setSingleStep(max(16, self._grid.step // 3))

    def horizontalOffset(self) -> int:  # noqa: N802
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        return self.verticalScrollBar().value()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        if not index.isValid():
            return QRect()
        return self._grid.rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        row = self._grid.row_at(point.x(), point.y() + self.verticalOffset())
        return self._photos.index(row) if row >= 0 else QModelIndex()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802
        return self._grid.is_hidden(index.row())

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QListView.ScrollHint = QListView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or self._grid.is_hidden(index.row()):
            return
        rect, bar = self._grid.rect(index.row()), self.verticalScrollBar()
        height, top = self.viewport().height(), bar.value()
        heading = self._grid.heading or 4
        if hint == QListView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif rect.top() - heading < top or hint == QListView.ScrollHint.PositionAtTop:
            bar.setValue(rect.top() - heading)
        elif rect.bottom() + 4 > top + height:
            bar.setValue(rect.bottom() + 4 - height)

    def show_heading(self, place: int) -> None:
        """Bring a heading into sight."""
        rect, bar = (
            self._grid.heading_rect(place, self.viewport().width()),
            self.verticalScrollBar(),
        )
        if rect.top() < bar.value():
            bar.setValue(rect.top())
        elif rect.bottom() + 4 > bar.value() + self.viewport().height():
            bar.setValue(rect.bottom() + 4 - self.viewport().height())
        self.viewport().update()

    def viewportSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.viewport().width(), self._grid.height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        row, above = self._anchor(None)
        QAbstractItemView.resizeEvent(self, event)
        if event.oldSize().width() != event.size().width():
            self._lay_out(lambda: self._restore(row, above))
        else:
            self.updateGeometries()
            self.laid_out.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        heading = self.heading_focus if self.hasFocus() else -1
        is_on_photo = self.hasFocus() and self.heading_focus < 0
        current = self.currentIndex().row() if is_on_photo else -1
        keyboard, top = Keyboard(current, heading), self.verticalOffset()
        scene = Scene(self._grid, top, self.chosen.bits, keyboard, self.band, self.font())
        self._painter.paint(event.rect(), scene)

    # Selection

    def setSelection(  # noqa: N802
        self, rect: QRect, command: QItemSelectionModel.SelectionFlag
    ) -> None:
        if self.state() == QListView.State.DragSelectingState:
            area = rect.normalized().translated(0, self.verticalOffset())
            self._show_band(area)
            runs = self._grid.runs_inside(area)
        else:
            # From one photo to another, as they follow each other.
            ends = [self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()]
            runs = as_runs([(min(ends), max(ends) + 1)] if min(ends) >= 0 else [])
        self.chosen.select_runs(runs, command)
        self.viewport().update()

    def selectAll(self) -> None:  # noqa: N802
        # Qt would ask the model about each photo.
        shown = [one for one in self._grid.sections if one.count and not one.is_folded]
        runs = [(one.first, one.first + one.count) for one in shown]
        self.chosen.select_runs(as_runs(runs), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.viewport().update()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        region = QRegion()
        visible = self.visible_rows()
        if not visible:
            return region
        for part in ranges_of(selection):
            first, last = max(part.top(), visible[0]), min(part.bottom(), visible[-1])
            for row in range(first, last + 1):
                region += self._grid.rect(row).translated(0, -self.verticalOffset())
        return region

    def _show_band(self, area: QRect) -> None:
        former, self.band = self.band, area
        dirty = area if former is None else area.united(former)
        self.viewport().update(dirty.translated(0, -self.verticalOffset()).adjusted(-2, -2, 2, 2))

    # The photos change, the person's place stays

    def keep_as(self, became: Mapping[int, int]) -> None:
        """At the next change of photos, these ids go on under other ones."""
        self._became = became

    def _keep(self) -> None:
        current = self.currentIndex()
        ids = self._photos.ids
        row, above = self._anchor(None)
        self._kept = Kept(
            ids[self.chosen.bits],
            int(ids[current.row()]) if current.isValid() else 0,
            int(ids[row]) if row >= 0 else 0,
            above,
        )

    def _give_back(self) -> None:
        kept, became, self._became = self._kept, self._became, {}
        self._lay_out(is_other_photos=True)
        anchor = self._row_of(became.get(kept.anchor, kept.anchor))
        if anchor >= 0 and self.verticalOffset():
            self._restore(anchor, kept.above)
        model = self.selectionModel()
        row = self._row_of(became.get(kept.current, kept.current))
        if row >= 0:
            index = self._photos.index(row)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        rows = self._photos.rows_of(renamed(kept.selected, became))
        if len(rows):
            self.chosen.select_rows(rows)
        elif len(kept.selected):
            self.selection_changed.emit()

    def _row_of(self, photo_id: int) -> int:
        return self._photos.row_of(photo_id) if photo_id else -1

    def _anchor(self, point: QPoint | None) -> tuple[int, int]:
        """A row that is to stay where it is, and how far it is from the top of the view."""
        if point is None and not self.verticalOffset():
            return -1, 0  # What begins at the top stays at the top.
        rows = self.visible_rows()
        current = self.currentIndex()
        index = self.indexAt(point) if point is not None else QModelIndex()
        if not index.isValid() and current.isValid() and current.row() in rows:
            index = current
        row = index.row() if index.isValid() else (rows[0] if rows else -1)
        above = self._grid.rect(row).center().y() - self.verticalOffset() if row >= 0 else 0
        return row, above

    def _restore(self, row: int, above: int) -> None:
        if row >= 0:
            self.verticalScrollBar().setValue(self._grid.rect(row).center().y() - above)
