"""The label set as a table: names in both languages and how many photos have each tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from photoclip.core.labels import Label, LabelSet, plain
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language import words

Index = QModelIndex | QPersistentModelIndex
NAME, OTHER, PHOTOS = range(3)


class LabelModel(QAbstractTableModel):
    """Searchable and sortable; ten thousand labels are a list like any other.

    A name that is edited is asked for, not entered: the table shows it when the library has it.
    """

    renamed = Signal(Label, bool, str)
    """For this label: whether the English name is meant, and the name that it is to have."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[tuple[str, Label]] = []
        self._photos: Mapping[str, int] = {}
        self._shown: list[Label] = []
        self._filter = ""
        self._order = (NAME, Qt.SortOrder.AscendingOrder)
        self.is_editable = True

    @property
    def shown(self) -> list[Label]:
        """The labels in the table, in its order."""
        return self._shown

    def show_labels(self, labels: LabelSet, photos: Mapping[str, int]) -> None:
        """Show this set. photos: how many have each tag, by the label's id."""
        self._all = [("\n".join(map(plain, one.names())), one) for one in labels.labels]
        self._photos = photos
        self._refill()

    def set_filter(self, text: str) -> None:
        """Show only labels that have this in any of their names."""
        self._filter = plain(text)
        self._refill()

    def label_at(self, index: Index) -> Label | None:
        """The label of a row."""
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def row_of(self, label_id: str) -> int:
        """The row of a label, -1 where it is not shown."""
        return next((row for row, one in enumerate(self._shown) if one.id == label_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        label = self.label_at(index)
        if label is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(label, column)
        if role == Qt.ItemDataRole.EditRole and column != PHOTOS:
            return label.english if self._is_english(column) else label.korean
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(map(words.printable, label.names()))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == PHOTOS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        label = self.label_at(index)
        if label is None or role != Qt.ItemDataRole.EditRole or index.column() == PHOTOS:
            return False
        name, is_english = str(value).strip(), self._is_english(index.column())
        if name != (label.english if is_english else label.korean):
            self.renamed.emit(label, is_english, name)
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() != PHOTOS and self.is_editable:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < 3:
            if section == PHOTOS:
                return self.tr("Photos")
            return self.tr("English") if self._is_english(section) else self.tr("Korean")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == PHOTOS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (column, order)
        self._refill()

    def _text(self, label: Label, column: int) -> str:
        if column == PHOTOS:
            count = self._photos.get(label.id, 0)
            return words.number(count) if count else ""
        return words.printable(label.english if self._is_english(column) else label.korean)

    def _is_english(self, column: int) -> bool:
        return (column == NAME) != tag_words.is_korean()

    def _refill(self) -> None:
        column, order = self._order
        found = [one for names, one in self._all if self._filter in names]
        if column == PHOTOS:
            # The first click brings the most frequent ones to the top.
            found.sort(key=lambda one: (-self._photos.get(one.id, 0), plain(one.english)))
        elif self._is_english(column):
            found.sort(key=lambda one: plain(one.english))
        else:
            # Labels without a name in this language come last.
            found.sort(key=lambda one: (not one.korean, plain(one.korean)))
        if order == Qt.SortOrder.DescendingOrder:
            found.reverse()
        self.beginResetModel()
        self._shown = found
        self.endResetModel()
