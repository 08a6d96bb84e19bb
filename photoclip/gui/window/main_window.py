"""The window: sidebar, search bar, photos, task line, info."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.gui.browse.browser import Browser
from photoclip.gui.desktop.photo_drag import photo_ids
from photoclip.gui.desktop.window_memory import WindowMemory, keep_on_screen
from photoclip.gui.info.panel import InfoPanel
from photoclip.gui.keys.keymap import keymap, with_key
from photoclip.gui.keys.table import BY_ID
from photoclip.gui.look.theme import SPACE, SPACE_LARGE, theme
from photoclip.gui.pages.welcome import WelcomePage
from photoclip.gui.search.bar import SearchBar
from photoclip.gui.sidebar.sidebar import Sidebar
from photoclip.gui.threads.bridge import Bridge
from photoclip.gui.widgets.message_page import MessagePage
from photoclip.gui.widgets.owned import application
from photoclip.gui.widgets.pane_overlay import PaneOverlay
from photoclip.gui.widgets.parts import IconButton, pressed_by_enter
from photoclip.gui.widgets.toast import Toast
from photoclip.gui.window.task_line import TaskLine

if TYPE_CHECKING:
    from photoclip.services.tasks import TaskRunner

SIDEBAR_WIDTH, INFO_WIDTH = 220, 280
NARROW = 900
QUEUED = Qt.ConnectionType.QueuedConnection


class MainWindow(QWidget):
    """Holds the parts and lays them out; what they do together is for ``Session``."""

    reopen_asked = Signal()
    """Something was chosen that holds for a fresh window: open the library again in one."""
    back_asked = Signal()
    menu_asked = Signal()
    things_dropped = Signal(QMimeData)

    def __init__(self, library_folder: Path, tasks: TaskRunner) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("PhotoClip")
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.memory = WindowMemory(library_folder)
        keymap().attach(self.memory.keys, self.memory.keep_keys)
        if chosen := self.memory.theme():
            theme().force(chosen == "dark")
        self.bridge = Bridge(tasks, self)
        self.browser = Browser(self.bridge, self)
        self.sidebar = Sidebar()
        self.search = SearchBar()
        self.pages = QStackedWidget()
        self.welcome = WelcomePage()
        self.task_line = TaskLine()
        self.info = InfoPanel(self.bridge)
        self.toast = Toast(self)
        self.cover: QWidget | None = None
        """What may lie over everything: while it is seen, letters begin no search."""
        self.is_open = False
        """Whether there is a library; nothing is taken from outside before."""
        self.info_overlay = PaneOverlay(self, self.info)
        self._folded = {name: self.memory.is_folded(name) for name in ("sidebar", "info")}
        self._has_library = False
        self._lay_out()
        self.search.set_recent(self.memory.recent_searches())
        self.memory.restore(self)
        # Only after Qt itself has moved what was on a screen that went away.
        application().screenRemoved.connect(self._come_back, QUEUED)
        self.show_page(QWidget())

    def show_page(self, page: QWidget) -> None:
        """Show a page in the middle; message pages that nobody sees any more are dropped."""
        former = self.pages.currentWidget()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if isinstance(former, MessagePage) and former is not page:
            self.pages.removeWidget(former)
            former.deleteLater()

    def show_frame(self, *, is_shown: bool) -> None:
        """With a library that has folders: search bar and panes; the first page stands alone."""
        self._has_library = is_shown
        self._top.setVisible(is_shown)
        self._apply_folds()

    def is_folded(self, pane: str) -> bool:
        """Whether a pane ("sidebar", "info") is folded away."""
        return self._folded[pane]

    @property
    def is_info_beside(self) -> bool:
        """Whether the info panel stands beside the photos, not over them."""
        return self.info.isVisible() and not self.info_overlay.is_open

    def fold(self, pane: str) -> None:
        """Fold a pane away, or back. In a narrow window the info slides over the photos."""
        if pane == "info" and self.width() < NARROW:
            self._slide_info()
            return
        self._folded[pane] = not self._folded[pane]
        self.memory.set_folded(pane, self._folded[pane])
        self._apply_folds()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def come_to_front(self) -> None:
        """Be seen, wherever the window was."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _come_back(self) -> None:
        keep_on_screen(self)

    def _lay_out(self) -> None:
        centre = QWidget()
        centre.setObjectName("centre")
        centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = self._top_row()
        column.addWidget(self._top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.task_line)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for pane in (self.sidebar, centre, self.info):
            self.splitter.addWidget(pane)
        self.splitter.setCollapsible(1, False)
        self.splitter.setStretchFactor(1, 1)
        self.sidebar.setMinimumWidth(160)
        self.info.setMinimumWidth(self.info.least_width)
        centre.setMinimumWidth(360)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        sizes = [SIDEBAR_WIDTH, 1280 - SIDEBAR_WIDTH - INFO_WIDTH, INFO_WIDTH]
        self.memory.restore_splitter(self.splitter, sizes)
        self.show_frame(is_shown=False)

    def _top_row(self) -> QWidget:
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(SPACE_LARGE, SPACE + 4, SPACE_LARGE, SPACE)
        row.setSpacing(SPACE)
        left = IconButton("panel-left", "", 20)
        right = IconButton("panel-right", "", 20)
        self.menu = IconButton("menu", "", 20)
        self.menu.clicked.connect(self.menu_asked)
        self._named = {left: "window.sidebar", right: "window.info", self.menu: "window.menu"}
        keymap().changed.connect(self._name_buttons)
        self._name_buttons()
        left.clicked.connect(lambda: self.fold("sidebar"))
        right.clicked.connect(lambda: self.fold("info"))
        row.addWidget(left)
        row.addStretch(1)
        row.addWidget(self.search, 40)
        row.addStretch(1)
        row.addWidget(right)
        row.addWidget(self.menu)
        return top

    def _name_buttons(self) -> None:
        for one, action_id in self._named.items():
            one.describe(with_key(BY_ID[action_id].text, action_id))

    def _apply_folds(self) -> None:
        self.sidebar.setVisible(self._has_library and not self._folded["sidebar"])
        has_room = self.width() >= NARROW
        if self.info_overlay.is_open:
            if not has_room and self._has_library:
                self.info_overlay.fit()
                return
            self.info_overlay.close_pane()
        self.info.setVisible(self._has_library and has_room and not self._folded["info"])

    def _slide_info(self) -> None:
        if self.info_overlay.is_open:
            self.info_overlay.close_pane()
        elif self._has_library:
            self.info_overlay.open_pane(self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._apply_folds()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # A letter that nobody else wanted begins a search.
        text = event.text()
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        is_letter = bool(text.strip()) and text.isprintable() and event.modifiers() in plain
        is_browsing = self.cover is None or not self.cover.isVisible()
        if self._has_library and is_browsing and is_letter:
            self.search.type_first(text)
        elif event.key() == Qt.Key.Key_Escape and self.is_open:
            self.back_asked.emit()
        elif not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        # Everything is let in, so that a drop that makes no sense gets a word instead of nothing.
        if photo_ids(event.mimeData()):
            event.ignore()  # photos of this very library: nothing is to be added
        elif self.is_open:
            event.acceptProposedAction()
            self.welcome.show_drag(event.mimeData().hasUrls())

    def dragLeaveEvent(self, event: QEvent) -> None:  # noqa: N802
        self.welcome.show_drag(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.welcome.show_drag(False)
        if self.is_open:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.things_dropped.emit(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.memory.keep(self, self.splitter)
        self.memory.set_recent_searches(self.search.recent)
        self.bridge.close()
        super().closeEvent(event)
