"""In which order the photos of an album stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from photoclip.core.albums import Album, AlbumOrder
from photoclip.gui.language import albums as album_words
from photoclip.gui.widgets.parts import IconButton


def fill_orders(menu: QMenu, album: Album, choose: Callable[[AlbumOrder], object]) -> None:
    """The orders of an album, the one in use checked."""
    group = QActionGroup(menu)
    for order, name in album_words.order_names(album).items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(order is album.order)
        action.triggered.connect(lambda _=False, order=order: choose(order))
        group.addAction(action)


class AlbumOrderButton(IconButton):
    """Says the order of the album on show, and opens a menu of all of them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("chevron-down", "")
        self.describe(self.tr("Order of the album"))
        # The chevron stands after the text.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_album(self, album: Album) -> None:
        """Stand for this album."""
        menu = QMenu(self)
        fill_orders(menu, album, self.chosen.emit)
        former = self.menu()
        self.setMenu(menu)
        if former is not None:
            former.deleteLater()
        self.setText(album_words.order_names(album).get(album.order, ""))
        self.show()
