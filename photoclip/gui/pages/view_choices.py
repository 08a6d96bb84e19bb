"""How photos are shown: in which order, under which headings, as squares or whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from photoclip.core.listing import Grouping, PhotoOrder
from photoclip.gui.widgets.parts import IconButton

if TYPE_CHECKING:
    from photoclip.gui.desktop.window_memory import WindowMemory

SHAPE, GROUPING = "whole-photos", "grouping"


class ViewChoices(QObject):
    """The menu of orders and headings, and the toggle between squares and whole photos.

    Squares come first: they are calm, and a library of mixed shapes scans fastest in columns.
    """

    order_chosen = Signal(object)
    grouping_chosen = Signal(object)
    shape_chosen = Signal(bool)
    """True: whole photos in lines of equal height; false: squares."""

    def __init__(self) -> None:
        super().__init__()
        self._memory: WindowMemory | None = None
        self.shape = IconButton("brick-wall", self.tr("Show whole photos"))
        self.shape.setCheckable(True)
        self.shape.toggled.connect(self._choose_shape)
        self.button = IconButton("chevron-down", self.tr("Order"))
        # The chevron stands after the text.
        self.button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.button)
        orders = {
            PhotoOrder.NEWEST: self.tr("Newest first"),
            PhotoOrder.OLDEST: self.tr("Oldest first"),
            PhotoOrder.ADDED: self.tr("Last added first"),
            PhotoOrder.NAME: self.tr("By name"),
        }
        groupings = {
            Grouping.MONTH: self.tr("Headings by month"),
            Grouping.DAY: self.tr("Headings by day"),
        }
        self.orders = self._add(orders)
        self._menu.addSeparator()
        self.groupings = self._add(groupings)
        self.orders.triggered.connect(self._choose_order)
        self.groupings.triggered.connect(self._choose_grouping)
        self.button.setMenu(self._menu)
        self.button.setText(orders[PhotoOrder.NEWEST])

    @property
    def is_whole(self) -> bool:
        """Whether photos are shown whole."""
        return self.shape.isChecked()

    @property
    def grouping(self) -> Grouping:
        """What stands under one heading."""
        checked = self.groupings.checkedAction()
        return Grouping(checked.data()) if checked is not None else Grouping.MONTH

    def restore(self, memory: WindowMemory) -> None:
        """Choose what was chosen last, and remember what is chosen from now on."""
        self.shape.setChecked(memory.choice(SHAPE) == "yes")
        for action in self.groupings.actions():
            action.setChecked(action.data() == memory.choice(GROUPING, Grouping.MONTH))
        self._memory = memory

    def _add(self, names: Mapping[PhotoOrder, str] | Mapping[Grouping, str]) -> QActionGroup:
        group = QActionGroup(self)
        for value, name in names.items():
            action = QAction(name, group, checkable=True)
            action.setData(value)
            self._menu.addAction(action)
        group.actions()[0].setChecked(True)
        return group

    def _choose_order(self, action: QAction) -> None:
        self.button.setText(action.text())
        order = PhotoOrder(action.data())
        # Only a date can stand over what was ordered by date.
        self.groupings.setEnabled(order in (PhotoOrder.NEWEST, PhotoOrder.OLDEST))
        self.order_chosen.emit(order)

    def _choose_grouping(self, action: QAction) -> None:
        if self._memory is not None:
            self._memory.keep_choice(GROUPING, str(action.data()))
        self.grouping_chosen.emit(Grouping(action.data()))

    def _choose_shape(self, is_whole: bool) -> None:
        self.shape.describe(self.tr("Show squares") if is_whole else self.tr("Show whole photos"))
        if self._memory is not None:
            self._memory.keep_choice(SHAPE, "yes" if is_whole else "no")
        self.shape_chosen.emit(is_whole)
