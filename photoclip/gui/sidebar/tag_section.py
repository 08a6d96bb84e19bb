"""The part of the sidebar with the most frequent tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from photoclip.core.tagging import TagCount
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import tags as tag_words
from photoclip.gui.sidebar.place_tree import COUNT, ICON, IS_FOLDABLE, IS_SECTION, PLACE, PlaceTree
from photoclip.gui.widgets.parts import plain_tip

SHOWN = 8


class TagSection(QObject):
    """Rows in the sidebar's tree; not there while no photo has a tag."""

    all_asked = Signal()
    folded = Signal(bool)

    def __init__(self, tree: PlaceTree, model: QStandardItemModel) -> None:
        super().__init__(tree)
        self._tree, self._items = tree, tree.places
        self._section = QStandardItem(self.tr("Tags"))
        self._section.setData(True, IS_SECTION)
        self._section.setData(True, IS_FOLDABLE)
        self._section.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._all = self._more_row()
        self._places: list[Place] = []
        model.appendRow(self._section)
        tree.clicked.connect(self._pressed)
        tree.activated.connect(self._activated)
        tree.expanded.connect(lambda index: self._tell(index, False))
        tree.collapsed.connect(lambda index: self._tell(index, True))
        self.show_counts([])

    @property
    def row(self) -> int:
        """Where its heading stands among those of the sidebar."""
        return self._section.row()

    @property
    def is_shown(self) -> bool:
        """Whether there are tags to show."""
        return not self._tree.isRowHidden(self._section.row(), QModelIndex())

    @property
    def is_folded(self) -> bool:
        """Whether the person folded the rows away."""
        return not self._tree.isExpanded(self._section.index())

    @property
    def counts(self) -> dict[str, int]:
        """How many photos each tag on show is said to have, by its name."""
        rows = [self._items[one] for one in self._places]
        return {one.text(): int(one.data(COUNT)) for one in rows}

    def fold(self, is_folded: bool) -> None:
        """Fold the rows away, or back."""
        self._tree.setExpanded(self._section.index(), not is_folded)

    def show_counts(self, counts: Sequence[TagCount]) -> None:
        """Show the first of these, the most frequent tags."""
        found = [one for one in counts if one.photos]
        places = [
            Place(Kind.TAG, key=one.label.id, title=tag_words.name(one.label))
            for one in found[:SHOWN]
        ]
        if places != self._places:
            self._rebuild(places)
        for place, one in zip(places, found, strict=False):
            item = self._items[place]
            item.setText(place.title)
            item.setToolTip(plain_tip(tag_words.other_name(one.label)))
            item.setData(place, PLACE)
            item.setData(one.photos, COUNT)
        parent = self._section.index()
        self._tree.setRowHidden(len(places), parent, len(found) <= len(places))
        self._tree.setRowHidden(self._section.row(), QModelIndex(), not found)

    def _rebuild(self, places: list[Place]) -> None:
        """Other rows; the one that is marked stays marked, and nobody goes anywhere."""
        selection, was_folded = self._tree.selectionModel(), self.is_folded
        chosen = self._tree.currentIndex().data(PLACE)
        selection.blockSignals(True)
        for one in self._places:
            self._items.pop(one, None)
        had_rows = self._section.rowCount() > 0
        self._section.removeRows(0, self._section.rowCount())
        for place in places:
            item = self._items[place] = QStandardItem(place.title)
            item.setData(place, PLACE)
            item.setData("tag", ICON)
            self._section.appendRow(item)
        self._all = self._more_row()
        self._section.appendRow(self._all)
        self._places = places
        if isinstance(chosen, Place) and chosen.kind is Kind.TAG:
            now = self._items.get(chosen)
            self._tree.setCurrentIndex(QModelIndex() if now is None else now.index())
        selection.blockSignals(False)
        self.fold(was_folded and had_rows)

    def _more_row(self) -> QStandardItem:
        item = QStandardItem(self.tr("Show all…"))
        item.setData("ellipsis", ICON)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def _pressed(self, index: QModelIndex) -> None:
        if index == self._section.index():
            self.fold(not self.is_folded)
        elif index == self._all.index():
            self.all_asked.emit()

    def _activated(self, index: QModelIndex) -> None:
        # By the keyboard; where one click activates, it was a click already.
        if not self._tree.underMouse():
            self._pressed(index)

    def _tell(self, index: QModelIndex, is_folded: bool) -> None:
        if index == self._section.index():
            self.folded.emit(is_folded)
