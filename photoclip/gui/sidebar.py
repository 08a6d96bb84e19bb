"""The left pane: the library's fixed places and its folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
from photoclip.gui import places, words
from photoclip.gui.parts import IconButton
from photoclip.gui.place_tree import (
    COUNT,
    ICON,
    IS_AWAY,
    IS_SECTION,
    PLACE,
    WATCHED,
    PlaceDelegate,
    PlaceTree,
)
from photoclip.gui.places import Kind, Place
from photoclip.gui.tag_section import TagSection
from photoclip.gui.theme import SPACE, theme


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
        self._places: dict[Place, QStandardItem] = {}
        self._expanded: set[str] = set()
        self._build()
        self.tags = TagSection(self.tree, self._model, self._places)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.tree)
        self.add = IconButton("folder-plus", self.tr("Add folders…"))
        self.add.setText(" " + self.tr("Add folders…"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.clicked.connect(self.add_asked)
        self.settings = IconButton("settings", self.tr("Settings (Ctrl+,)"))
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
        return int(self._places[places.PROBLEMS].data(COUNT) or 0)

    @property
    def folder_names(self) -> list[str]:
        """The watched folders as they are named."""
        return [self._folders.child(row).text() for row in range(self._folders.rowCount())]

    def set_problem_count(self, count: int) -> None:
        """Show the place of problems while there are any."""
        item = self._places[places.PROBLEMS]
        item.setData(count, COUNT)
        self.tree.setRowHidden(item.row(), self._library.index(), count == 0)

    def set_photo_count(self, count: int) -> None:
        """How many photos the library holds."""
        self._places[places.ALL].setData(count, COUNT)

    def set_folders(self, folders: Sequence[Folder], directories: dict[int, Sequence[str]]) -> None:
        """Show watched folders with the directories in them that hold photos."""
        chosen = self.current_place()
        self._remember_expanded()
        for place in [one for one in self._places if one.kind is Kind.FOLDER]:
            del self._places[place]
        self._folders.removeRows(0, self._folders.rowCount())
        for folder in folders:
            self._add_folder(folder, directories.get(folder.id, ()))
        self.tree.setRowHidden(self._folders.row(), QModelIndex(), not folders)
        self.tree.expand(self._folders.index())
        self._restore_expanded()
        if chosen is not None:
            self.show_place(chosen)

    def add_section(self, name: str) -> QStandardItem:
        """One more heading; places go under it with ``add_place``."""
        return self._section(name)

    def add_place(self, under: QStandardItem, place: Place, name: str, icon: str) -> QStandardItem:
        """One more place, at the end of those under a heading or another place."""
        item = self._item(place, name, icon)
        under.appendRow(item)
        return item

    def adopt(self, item: QStandardItem, place: Place, name: str, icon: str) -> None:
        """Make a row that stands in the tree already the one of a place."""
        item.setText(name)
        item.setData(place, PLACE)
        item.setData(icon, ICON)
        self._places[place] = item

    def drop_places(self, kind: Kind) -> None:
        """Forget the places of a kind, whose rows go."""
        for place in [one for one in self._places if one.kind is kind]:
            del self._places[place]

    def item_of(self, place: Place) -> QStandardItem | None:
        """The row of a place."""
        return self._places.get(place)

    def current_place(self) -> Place | None:
        """The place that is marked."""
        place = self.tree.currentIndex().data(PLACE)
        return place if isinstance(place, Place) else None

    def show_place(self, place: Place) -> None:
        """Mark a place without going there; none is marked for a search."""
        item = self._places.get(place)
        selection = self.tree.selectionModel()
        selection.blockSignals(True)
        if item is None:
            self.tree.setCurrentIndex(QModelIndex())
            self.tree.clearSelection()
        else:
            self.tree.setCurrentIndex(item.index())
        selection.blockSignals(False)
        self.tree.viewport().update()

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
        ):
            self._library.appendRow(self._item(place, name, icon))
        self._folders = self._section(self.tr("Folders"))
        self.tree.setRowHidden(self._folders.row(), QModelIndex(), True)
        self.tree.expandAll()
        self.set_problem_count(0)

    def _section(self, name: str) -> QStandardItem:
        item = QStandardItem(name)
        item.setData(True, IS_SECTION)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._model.appendRow(item)
        return item

    def _item(self, place: Place, name: str, icon: str) -> QStandardItem:
        item = QStandardItem()
        self.adopt(item, place, name, icon)
        return item

    def _add_folder(self, folder: Folder, directories: Sequence[str]) -> None:
        name = words.printable(folder.path.name or str(folder.path))
        top = self._item(
            Place(Kind.FOLDER, folder.path), name, "unplug" if folder.is_offline else "folder"
        )
        top.setData(folder, WATCHED)
        path = words.place_on_disk(str(folder.path))
        if folder.is_offline:
            away = self.tr("This folder is away: its drive is not connected. Its photos stay.")
            top.setToolTip(f"{path}\n{away}")
            top.setData(True, IS_AWAY)
            top.setText(self.tr("{folder} (away)").format(folder=name))
        else:
            top.setToolTip(path)
        self._folders.appendRow(top)
        nodes = {"": top}
        for directory in directories:
            self._add_directory(folder.path, directory, nodes)

    def _add_directory(self, root: Path, directory: str, nodes: dict[str, QStandardItem]) -> None:
        parts = directory.split("/") if directory else []
        for depth in range(1, len(parts) + 1):
            here = "/".join(parts[:depth])
            if here not in nodes:
                place = Place(Kind.FOLDER, root / here)
                item = self._item(place, words.printable(parts[depth - 1]), "folder")
                nodes["/".join(parts[: depth - 1])].appendRow(item)
                nodes[here] = item

    def _remember_expanded(self) -> None:
        for place, item in self._places.items():
            if place.kind is Kind.FOLDER:
                is_open = self.tree.isExpanded(item.index())
                (self._expanded.add if is_open else self._expanded.discard)(str(place.folder))

    def _restore_expanded(self) -> None:
        for place, item in self._places.items():
            if place.kind is Kind.FOLDER and str(place.folder) in self._expanded:
                self.tree.expand(item.index())

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
