"""The left pane: the library's fixed places and its folders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QPalette,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.models import Folder
from photoclip.gui.browse import place as places
from photoclip.gui.browse.place import Place
from photoclip.gui.keys.keymap import keymap, with_key
from photoclip.gui.keys.table import BY_ID
from photoclip.gui.look.theme import SPACE, theme
from photoclip.gui.sidebar.folder_rows import FolderRows
from photoclip.gui.sidebar.place_tree import (
    COUNT,
    IS_SECTION,
    PLACE,
    WATCHED,
    PlaceDelegate,
    PlaceTree,
)
from photoclip.gui.sidebar.tag_section import TagSection
from photoclip.gui.widgets.parts import IconButton


class Sidebar(QWidget):
    """Emits the place that the person goes to."""

    place_chosen = Signal(object)
    add_asked = Signal()
    removal_asked = Signal(object)
    rescan_asked = Signal(object)
    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = QStandardItemModel(self)
        self.tree = PlaceTree()
        self._dress_tree()
        self._build()
        self.tags = TagSection(self.tree, self._model)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.tree)
        self.add = IconButton("folder-plus", self.tr("Add folders…"))
        self.add.setText(" " + self.tr("Add folders…"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.clicked.connect(self.add_asked)
        self.settings = IconButton("settings", "")
        keymap().changed.connect(self._name_settings)
        self._name_settings()
        self.settings.clicked.connect(self.settings_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        foot.addWidget(self.settings)
        column.addLayout(foot)
        theme().changed.connect(self.tree.viewport().update)

    @property
    def problem_count(self) -> int:
        """How many problems are told of."""
        return int(self.tree.places[places.PROBLEMS].data(COUNT) or 0)

    def set_problem_count(self, count: int) -> None:
        """Show the place of problems while there are any."""
        item = self.tree.places[places.PROBLEMS]
        item.setData(count, COUNT)
        self.tree.setRowHidden(item.row(), self._library.index(), count == 0)

    def set_offer_count(self, count: int) -> None:
        """Show the place of offered marks while there are any."""
        item = self.tree.places[places.OFFERS]
        item.setData(count, COUNT)
        self.tree.setRowHidden(item.row(), self._library.index(), count == 0)

    def set_photo_count(self, count: int) -> None:
        """How many photos the library holds."""
        self.tree.places[places.ALL].setData(count, COUNT)

    def set_folders(self, folders: Sequence[Folder], directories: dict[int, Sequence[str]]) -> None:
        """Show watched folders with the directories in them that hold photos."""
        self._folders.show(folders, directories)

    def add_section(self, name: str) -> QStandardItem:
        """One more heading, above the many tags."""
        return self._section(name, self.tags.row)

    def _name_settings(self) -> None:
        self.settings.describe(with_key(BY_ID["window.settings"].text, "window.settings"))

    def _dress_tree(self) -> None:
        self.tree.setModel(self._model)
        self.tree.setItemDelegate(PlaceDelegate(self.tree))
        # The tree marks its rows itself; the style would add blocks beside them.
        palette = self.tree.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.tree.setPalette(palette)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setRootIsDecorated(False)
        self.tree.setExpandsOnDoubleClick(True)
        self.tree.setAccessibleName(self.tr("Places"))
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._offer)
        self.tree.selectionModel().currentChanged.connect(self._go)

    def _build(self) -> None:
        self._library = self._section(self.tr("Library"))
        for place, name, icon in (
            (places.ALL, self.tr("All photos"), "images"),
            (places.FAVOURITES, self.tr("Favourites"), "heart"),
            (places.RECENT, self.tr("Recently added"), "clock"),
            (places.PROBLEMS, self.tr("Problems"), "triangle-alert"),
            (places.OFFERS, self.tr("Offered marks"), "star"),
        ):
            self._library.appendRow(self._item(place, name, icon))
        self._folders = FolderRows(self.tree, self._section(self.tr("Folders")))
        self.tree.expandAll()
        self.set_problem_count(0)
        self.set_offer_count(0)

    def _section(self, name: str, row: int | None = None) -> QStandardItem:
        item = QStandardItem(name)
        item.setData(True, IS_SECTION)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._model.insertRow(self._model.rowCount() if row is None else row, item)
        return item

    def _item(self, place: Place, name: str, icon: str) -> QStandardItem:
        item = QStandardItem()
        self.tree.adopt(item, place, name, icon)
        return item

    def _go(self, current: QModelIndex) -> None:
        place = current.data(PLACE)
        if isinstance(place, Place):
            self.place_chosen.emit(place)

    def _offer(self, where: QPoint) -> None:
        folder = self.tree.indexAt(where).data(WATCHED)
        if not isinstance(folder, Folder):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look = QAction(self.tr("Look for changes now"), menu)
        look.triggered.connect(lambda: self.rescan_asked.emit(folder))
        remove = QAction(self.tr("Remove from library"), menu)
        remove.triggered.connect(lambda: self.removal_asked.emit(folder))
        menu.addActions([look, remove])
        menu.popup(self.tree.viewport().mapToGlobal(where))
