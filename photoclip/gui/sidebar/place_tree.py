"""The tree of places: how its rows are drawn, and what they carry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QFont, QKeyEvent, QPainter, QPen, QStandardItem
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import words
from photoclip.gui.look import icons
from photoclip.gui.look.theme import RADIUS, SECONDARY_PX, SPACE, scaled, tokens

PLACE = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
COUNT = Qt.ItemDataRole.UserRole + 3
IS_SECTION = Qt.ItemDataRole.UserRole + 4
WATCHED = Qt.ItemDataRole.UserRole + 5
IS_AWAY = Qt.ItemDataRole.UserRole + 6
IS_FOLDABLE = Qt.ItemDataRole.UserRole + 20
PICTURE = Qt.ItemDataRole.UserRole + 7
MARK = Qt.ItemDataRole.UserRole + 8

Index = QModelIndex | QPersistentModelIndex
COVER_EDGE = 18


class PlaceDelegate(QStyledItemDelegate):
    """Icon, name, and the count at the right; headings of sections are small and quiet.

    PICTURE: a small picture in the place of the icon. MARK: an icon beside the count.
    """

    renamed = Signal(object, str)
    """A place got another name in its row; the row follows when the library says so."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        height = option.fontMetrics.height()
        return QSize(64, height + (20 if index.data(IS_SECTION) else 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        if index.data(IS_SECTION):
            self._paint_section(painter, option, index)
        else:
            self._paint_place(painter, option, index)
        painter.restore()

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        font = QFont(option.font)
        font.setPixelSize(scaled(SECONDARY_PX))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(tokens().color("text_secondary"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        box = option.rect.adjusted(SPACE, 0, 0, -5)
        painter.drawText(box, flags, str(index.data()))
        if index.data(IS_FOLDABLE):
            is_open = option.state & QStyle.StateFlag.State_Open
            name = "chevron-down" if is_open else "chevron-right"
            mark = icons.pixmap(name, 12, "text_secondary", painter.device().devicePixelRatioF())
            metrics = painter.fontMetrics()
            x = box.left() + metrics.horizontalAdvance(str(index.data())) + SPACE // 2
            painter.drawPixmap(x, box.bottom() - (metrics.height() + 12) // 2, mark)

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colors, box = tokens(), option.rect.adjusted(2, 0, -SPACE, 0)
        is_away = bool(index.data(IS_AWAY))
        scale = painter.device().devicePixelRatioF()
        picture = index.data(PICTURE)
        if picture is None:
            picture = icons.pixmap(str(index.data(ICON)), icons.SMALL, "text_secondary", scale)
            painter.drawPixmap(box.left(), box.center().y() - 7, picture)
        else:
            room = QRect(box.left() - 1, box.center().y() - 8, COVER_EDGE, COVER_EDGE)
            painter.drawPixmap(room, picture)
        painter.setFont(option.font)
        count = index.data(COUNT)
        if count:
            painter.setPen(colors.color("text_secondary"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            said = words.number(count)
            painter.drawText(box, flags, said)
            box.setRight(box.right() - option.fontMetrics.horizontalAdvance(said) - SPACE)
        if index.data(MARK) and index.data(PICTURE) is not None:
            small = icons.pixmap(str(index.data(MARK)), 12, "text_secondary", scale)
            painter.drawPixmap(box.right() - 12, box.center().y() - 5, small)
            box.setRight(box.right() - 12 - SPACE)
        box.setLeft(box.left() + icons.SMALL + SPACE)
        painter.setPen(colors.color("text_secondary" if is_away else "text"))
        name = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideMiddle, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        # Counts and covers that arrive meanwhile must not write over what is being typed.
        if not editor.property("begun"):
            editor.setProperty("begun", True)
            super().setEditorData(editor, index)

    def setModelData(  # noqa: N802
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QLineEdit) and editor.text().strip() != index.data():
            self.renamed.emit(index.data(PLACE), editor.text())

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(icons.SMALL + 4, 1, -SPACE, -1))


class PlaceTree(QTreeView):
    """A tree with quiet chevrons, whose rows are marked from edge to edge."""

    drop_row = QPersistentModelIndex()
    """The row that what is being dragged would fall into."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Place, QStandardItem] = {}
        """The rows by their places."""

    def adopt(self, item: QStandardItem, place: Place, name: str, icon: str) -> None:
        """Make a row that stands in the tree already the one of a place."""
        item.setText(name)
        item.setData(place, PLACE)
        item.setData(icon, ICON)
        self.places[place] = item

    def forget(self, place: Place) -> None:
        """A place whose row goes."""
        self.places.pop(place, None)

    def album_at(self, index: Index) -> int | None:
        """The album of a row, None for any other row."""
        place = index.data(PLACE)
        return place.album_id if isinstance(place, Place) and place.kind is Kind.ALBUM else None

    def mark_target(self, index: Index) -> None:
        """Show which row a drag would fall into; an invalid one for none."""
        self.drop_row = QPersistentModelIndex(index)
        self.viewport().update()

    @contextmanager
    def kept_still(self) -> Iterator[None]:
        """Rows may come, go and move meanwhile: nobody goes anywhere, the place that is marked
        stays marked, and the first row on show stays the first."""
        chosen = self.current_place()
        is_scrolled = self.verticalScrollBar().value() > 0
        top = QPersistentModelIndex(self.indexAt(QPoint(1, 1)) if is_scrolled else QModelIndex())
        self.selectionModel().blockSignals(True)
        yield
        self.selectionModel().blockSignals(False)
        if chosen is not None and self.current_place() != chosen:
            self.show_place(chosen)
        if top.isValid():
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        self.viewport().update()

    def current_place(self) -> Place | None:
        """The place that is marked."""
        place = self.currentIndex().data(PLACE)
        return place if isinstance(place, Place) else None

    def show_place(self, place: Place) -> None:
        """Mark a place without going there; none is marked for a search."""
        item = self.places.get(place)
        selection = self.selectionModel()
        selection.blockSignals(True)
        if item is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentIndex(item.index())
            # The tree does not hear of it, so it does not scroll there by itself.
            self.scrollTo(item.index())
        selection.blockSignals(False)
        self.viewport().update()

    def drawRow(  # noqa: N802
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        under = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        is_target = self.drop_row.isValid() and self.drop_row == index
        is_chosen = self.selectionModel().isSelected(index) or is_target
        is_under = self.underMouse() and under == index and not index.data(IS_SECTION)
        if is_chosen or is_under:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(tokens().color("selected" if is_chosen else "hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            if is_target or (is_chosen and self.hasFocus()):
                painter.setPen(QPen(tokens().color("accent"), 1.5))
            row = QRectF(0, option.rect.top(), self.viewport().width(), option.rect.height())
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802
        model = index.model()
        if model is None or not model.hasChildren(index) or index.data(IS_SECTION):
            return
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        mark = icons.pixmap(name, 12, "text_secondary", self.devicePixelRatioF())
        painter.drawPixmap(QPoint(rect.right() - 12, rect.center().y() - 5), mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # Letters start a search instead of jumping in the tree.
        if event.text().isprintable() and event.text().strip() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)
