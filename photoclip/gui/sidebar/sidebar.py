"""The left pane: the library's fixed places and its folders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
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
from photoclip.gui.look.theme import SPACE, theme
from photoclip.gui.sidebar.folder_rows import FolderRows
from photoclip.gui.sidebar.place_tree import (
    COUNT,
    ICON,
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
        self._places: dict[Place, QStandardItem] = {}
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
    def offer_count(self) -> int:
        """How many offers of marks are told of."""
        return int(self._places[places.OFFERS].data(COUNT) or 0)

    @property
    def folder_names(self) -> list[str]:
        """The watched folders as they are named."""
        return self._folders.names

    def set_problem_count(self, count: int) -> None:
        """Show the place of problems while there are any."""
        item = self._places[places.PROBLEMS]
        item.setData(count, COUNT)
        self.tree.setRowHidden(item.row(), self._library.index(), count == 0)

    def set_offer_count(self, count: int) -> None:
        """Show the place of offered marks while there are any."""
        item = self._places[places.OFFERS]
        item.setData(count, COUNT)
        self.tree.setRowHidden(item.row(), self._library.index(), count == 0)

    def set_photo_count(self, count: int) -> None:
        """How many photos the library holds."""
        self._places[places.ALL].setData(count, COUNT)

    def set_folders(self, folders: Sequence[Folder], directories: dict[int, Sequence[str]]) -> None:
        """Show watched folders with the directories in them that hold photos."""
        self._folders.show(folders, directories)

    def add_section(self, name: str) -> QStandardItem:
        """One more heading, above the many tags; places go under it with ``add_place``."""
        return self._section(name, self.tags.row)

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

    def forget(self, place: Place) -> None:
        """A place whose row goes."""
        self._places.pop(place, None)

    @contextmanager
    def kept_still(self) -> Iterator[None]:
        """Rows may come, go and move meanwhile: nobody goes anywhere, the place that is marked
        stays marked, and the first row on show stays the first."""
        tree, chosen = self.tree, self.current_place()
        is_scrolled = tree.verticalScrollBar().value() > 0
        top = QPersistentModelIndex(tree.indexAt(QPoint(1, 1)) if is_scrolled else QModelIndex())
        tree.selectionModel().blockSignals(True)
        yield
        tree.selectionModel().blockSignals(False)
        if chosen is not None and self.current_place() != chosen:
            self.show_place(chosen)
        if top.isValid():
            tree.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        tree.viewport().update()

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
            # The tree does not hear of it, so it does not scroll there by itself.
            self.tree.scrollTo(item.index())
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
            (places.OFFERS, self.tr("Offered marks"), "star"),
        ):
            self._library.appendRow(self._item(place, name, icon))
        self._folders = FolderRows(self, self._section(self.tr("Folders")))
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
        self.adopt(item, place, name, icon)
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
