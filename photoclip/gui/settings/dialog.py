"""The settings: pages named at the left, everything chosen takes effect without an OK."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photoclip.core.events import Event, PreferencesChanged
from photoclip.gui.look import icons
from photoclip.gui.look.theme import SPACE, theme
from photoclip.gui.settings.data import DataPage, PrivacyPage
from photoclip.gui.settings.folders import FoldersPage
from photoclip.gui.settings.keys import KeysSettingsPage
from photoclip.gui.settings.look import AppearancePage, LanguagePage
from photoclip.gui.settings.model import ModelPage
from photoclip.gui.settings.parts import SettingsPage
from photoclip.gui.settings.sidecars import SidecarsPage
from photoclip.gui.settings.speed import SpeedPage
from photoclip.gui.settings.tags import TagsPage
from photoclip.gui.widgets.parts import pressed_by_enter, rule

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.actions.folder_actions import FolderActions
    from photoclip.gui.desktop.window_memory import WindowMemory

SIZE = QSize(780, 580)


class SettingsDialog(QDialog):
    """Stays open beside the window; a page asks for its facts when it comes into view."""

    reopen_asked = Signal()
    """Something was chosen that holds for a fresh window."""

    def __init__(
        self, context: ActionContext, memory: WindowMemory, folders: FolderActions
    ) -> None:
        super().__init__(context.parent)
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self.setModal(False)
        library, bridge = context.library, context.bridge
        reopen = self.reopen_asked.emit
        self.folders = FoldersPage(bridge, library, folders)
        self.model = ModelPage(bridge, library, reopen)
        self.speed = SpeedPage(bridge, library)
        self.tags = TagsPage(bridge, library)
        self.appearance = AppearancePage(memory)
        self.language = LanguagePage(memory, reopen)
        self.keys = KeysSettingsPage()
        self.sidecars = SidecarsPage(bridge, library)
        self.data = DataPage(bridge, library)
        self.privacy = PrivacyPage()
        self.names = QListWidget()
        self.pages = QStackedWidget()
        self._icons: list[str] = []
        self._lay_out()
        for name, icon, page in (
            (self.tr("Folders"), "folder", self.folders),
            (self.tr("Model and device"), "cpu", self.model),
            (self.tr("Indexing speed"), "gauge", self.speed),
            (self.tr("Tags"), "tags", self.tags),
            (self.tr("Appearance"), "palette", self.appearance),
            (self.tr("Language"), "languages", self.language),
            (self.tr("Keys"), "menu", self.keys),
            (self.tr("Sidecars"), "file-pen", self.sidecars),
            (self.tr("Data"), "hard-drive", self.data),
            (self.tr("Privacy"), "shield-check", self.privacy),
        ):
            self._add(name, icon, page)
        theme().changed.connect(self._dress)
        bridge.happened.connect(self._heard)
        self._dress()
        self._fit()
        self.names.currentRowChanged.connect(self._turn_to)
        self.names.setCurrentRow(0)

    def appear(self) -> None:
        """Come to the front with fresh facts."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.names.setFocus()
        self.page.refresh()

    @property
    def page(self) -> SettingsPage:
        """The page in view."""
        pages = (self.folders, self.model, self.speed, self.tags, self.appearance)
        return (*pages, self.language, self.keys, self.sidecars, self.data, self.privacy)[
            max(0, self.names.currentRow())
        ]

    def go_to(self, page: SettingsPage) -> None:
        """Turn to a page."""
        for row in range(self.names.count()):
            area = self.pages.widget(row)
            if isinstance(area, QScrollArea) and area.widget() is page:
                self.names.setCurrentRow(row)

    def _lay_out(self) -> None:
        self.names.setProperty("kind", "pages")
        self.names.setAccessibleName(self.tr("Pages of the settings"))
        self.names.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget()
        left.setProperty("kind", "pane")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.addWidget(self.names)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(rule(upright=True))
        whole.addWidget(self.pages, 1)

    def _add(self, name: str, icon: str, page: SettingsPage) -> None:
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(page)
        scrolled.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        page.setAccessibleName(name)
        self.names.addItem(QListWidgetItem(name))
        self._icons.append(icon)
        self.pages.addWidget(scrolled)

    def _dress(self) -> None:
        for row, name in enumerate(self._icons):
            self.names.item(row).setIcon(icons.icon(name, "text_secondary"))

    def _fit(self) -> None:
        """Wide enough for the names in any language and at any size of type."""
        self.ensurePolished()
        wide = max(self.names.sizeHintForColumn(0), 120) + 40
        self.names.setFixedWidth(wide)
        line = self.fontMetrics().height()
        wanted = SIZE.expandedTo(QSize(wide + 34 * line, 30 * line))
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        # A dialog would press its first button at any Enter; here no button goes before the others.
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not pressed_by_enter(self, event) and not is_enter:
            super().keyPressEvent(event)

    def _turn_to(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        if self.isVisible():
            self.page.refresh()

    def _heard(self, event: Event) -> None:
        if isinstance(event, PreferencesChanged) and self.isVisible():
            self.page.refresh()
