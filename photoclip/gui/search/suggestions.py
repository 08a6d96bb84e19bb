"""What the search bar offers under itself: recent searches, folders, ways to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from photoclip.gui.browse.place import Place
from photoclip.gui.look import icons
from photoclip.gui.look.theme import RADIUS, SPACE, tokens

SHOWN_AT_MOST = 9
CROSS_ROOM = 28

Index = QModelIndex | QPersistentModelIndex
SUGGESTION = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer. title: what is shown; note: in a second voice, at the right.

    text: what stands in the bar after it was chosen. is_recent: it can be removed. place: where
    choosing leads, instead of a search. is_part: the search goes on being typed after it.
    cursor: where then, at the end if negative.
    """

    title: str
    text: str
    icon: str = "search"
    note: str = ""
    is_recent: bool = False
    place: Place | None = None
    is_part: bool = False
    cursor: int = -1


Source = Callable[[str, int], Sequence[Suggestion]]
"""Text of the bar and place of the cursor to offers; called in the background."""


class SuggestionModel(QAbstractListModel):
    """The offers on show."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Suggestion, ...] = ()

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """The offers, the nearest to the bar first."""
        return self._shown

    def set_shown(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these."""
        self.beginResetModel()
        self._shown = tuple(suggestions)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        one = self._shown[index.row()]
        if role == SUGGESTION:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}, {one.note}" if one.note else one.title
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """Icon, title, note; a cross where the offer can be removed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(120, option.fontMetrics.height() + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, colors = index.data(SUGGESTION), tokens()
        scale = painter.device().devicePixelRatioF()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("selected"))
            painter.drawRoundedRect(option.rect.adjusted(1, 0, -1, 0), RADIUS, RADIUS)
        box = option.rect.adjusted(SPACE, 0, -SPACE, 0)
        middle = box.center().y() - icons.SMALL // 2 + 1
        painter.drawPixmap(
            QPoint(box.left(), middle), icons.pixmap(one.icon, icons.SMALL, "text_secondary", scale)
        )
        box.setLeft(box.left() + icons.SMALL + SPACE)
        if one.is_recent and is_current:
            cross = icons.pixmap("x", 12, "text_secondary", scale)
            painter.drawPixmap(QPoint(box.right() - 12, box.center().y() - 5), cross)
        if one.is_recent:
            box.setRight(box.right() - CROSS_ROOM + SPACE)
        self._paint_texts(painter, box, option.font, one)
        painter.restore()

    def _paint_texts(self, painter: QPainter, box: QRect, font: QFont, one: Suggestion) -> None:
        painter.setFont(font)
        metrics = painter.fontMetrics()
        if one.note:
            note = metrics.elidedText(one.note, Qt.TextElideMode.ElideLeft, box.width() // 2)
            painter.setPen(tokens().color("text_secondary"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, note)
            box.setRight(box.right() - metrics.horizontalAdvance(note) - SPACE)
        painter.setPen(tokens().color("text"))
        title = metrics.elidedText(one.title, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, title)


class SuggestionList(QListView):
    """Lies under the bar and never takes the keyboard from it."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, bar: QWidget) -> None:
        super().__init__()
        self._bar = bar
        self.offers = SuggestionModel()
        self.setModel(self.offers)
        self.setItemDelegate(SuggestionDelegate(self))
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Suggestions"))
        self.entered.connect(self.setCurrentIndex)
        self.hide()

    @property
    def current(self) -> Suggestion | None:
        """The offer that Enter would take."""
        found = self.currentIndex().data(SUGGESTION) if self.isVisible() else None
        return found if isinstance(found, Suggestion) else None

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show these, or nothing where there are none."""
        self.offers.set_shown(suggestions[:SHOWN_AT_MOST])
        if not suggestions:
            self.hide()
            return
        if self.parentWidget() is not self._bar.window():
            self.setParent(self._bar.window())
        rows = sum(self.sizeHintForRow(row) for row in range(self.offers.rowCount()))
        corner = self._bar.mapTo(self._bar.window(), QPoint(0, self._bar.height() + 4))
        room = self._bar.window().height() - corner.y() - SPACE
        self.setGeometry(corner.x(), corner.y(), self._bar.width(), min(rows + 12, room))
        self.show()
        self.raise_()

    def step(self, direction: int) -> None:
        """Go down or up; above the first one is the bar itself again."""
        row = self.currentIndex().row() + direction
        if row < 0:
            self.setCurrentIndex(QModelIndex())
        elif row < self.offers.rowCount():
            self.setCurrentIndex(self.offers.index(row))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        one = index.data(SUGGESTION)
        if not isinstance(one, Suggestion):
            return
        is_cross = event.position().x() > self.visualRect(index).right() - CROSS_ROOM
        (self.removed if one.is_recent and is_cross else self.chosen).emit(one)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.setCurrentIndex(QModelIndex())
