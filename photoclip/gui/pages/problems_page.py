"""Files that could not be taken in, each with its reason."""

from __future__ import annotations

import os
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QDesktopServices, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.models import ProblemFile
from photoclip.gui.language import words
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SECONDARY_PX, SPACE, SPACE_LARGE, scaled, tokens
from photoclip.gui.widgets.parts import button, label

Index = QModelIndex | QPersistentModelIndex
PROBLEM = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 52


class ProblemModel(QAbstractListModel):
    """One row a file."""

    def __init__(self) -> None:
        super().__init__()
        self._files: list[ProblemFile] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._files):
            return None
        file = self._files[index.row()]
        if role == PROBLEM:
            return file
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            name = words.printable(os.path.basename(file.path))
            return f"{name}: {words.reason(file.problem, file.message)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.place_on_disk(file.path)
        return None

    def set_files(self, files: list[ProblemFile]) -> None:
        """Show these, in place of the former ones."""
        if files != self._files:
            self.beginResetModel()
            self._files = files
            self.endResetModel()


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, max(ROW_HEIGHT, 2 * option.fontMetrics.height() + 18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        file = index.data(PROBLEM)
        if not isinstance(file, ProblemFile):
            return
        colors = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 2, 0, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("selected"))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colors.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        mark = icons.pixmap(
            "triangle-alert", icons.LARGE, "text_secondary", painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(box.left() + 12, box.center().y() - 10, mark)
        self._write(painter, box.adjusted(48, 6, -12, -6), file)
        painter.restore()

    def _write(self, painter: QPainter, box: QRect, file: ProblemFile) -> None:
        colors, font = tokens(), painter.font()
        directory, name = os.path.split(file.path)
        top = QRect(box.left(), box.top(), box.width(), box.height() // 2)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(
            words.printable(name), Qt.TextElideMode.ElideMiddle, box.width() // 2
        )
        painter.setPen(colors.color("text"))
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, name)
        used = metrics.horizontalAdvance(name) + 12
        font.setPixelSize(scaled(SECONDARY_PX))
        painter.setFont(font)
        painter.setPen(colors.color("text_secondary"))
        rest = top.adjusted(used, 0, 0, 0)
        place = painter.fontMetrics().elidedText(
            words.place_on_disk(directory), Qt.TextElideMode.ElideMiddle, rest.width()
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, place)
        below = QRect(box.left(), top.bottom() + 1, box.width(), box.height() // 2)
        why = painter.fontMetrics().elidedText(
            words.reason(file.problem, file.message), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, why)


class ProblemsPage(QWidget):
    """The list, with a button that tries everything again."""

    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = ProblemModel()
        self.heading = label(self.tr("Problems"), "heading")
        self.summary = label("", "quiet")
        self.retry = button(self.tr("Try all again"), self.retry_asked.emit)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Files that could not be read"))
        self.list.activated.connect(self._show_in_folder)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.heading)
        top.addWidget(self.summary)
        top.addStretch()
        top.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_LARGE, SPACE, SPACE_LARGE, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(self.list, 1)

    def show_files(self, files: list[ProblemFile]) -> None:
        """The files to list."""
        self.model.set_files(files)
        count = len(files)
        text = self.tr("%n files could not be read", "", count)
        self.summary.setText(words.grouped(text, count))
        if not files:
            self.summary.setText(self.tr("Every file could be read."))
        self.retry.setEnabled(bool(files))

    def _show_in_folder(self, index: QModelIndex) -> None:
        file = index.data(PROBLEM)
        if isinstance(file, ProblemFile):
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(file.path)))
