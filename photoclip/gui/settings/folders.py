"""The page of the settings on watched folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from photoclip.core.models import FileState, Folder, FolderStatus
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_SMALL
from photoclip.gui.settings.exclusions import ExclusionsPart
from photoclip.gui.settings.parts import SettingsPage, empty
from photoclip.gui.widgets.parts import ElidedLabel, IconButton, IconLabel, button, label, rule

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.actions.folder_actions import FolderActions
    from photoclip.gui.threads.bridge import Bridge

REFRESH_AFTER_MS = 400


class FolderRow(QWidget):
    """One watched folder: what it holds, look again, remove."""

    def __init__(self, status: FolderStatus) -> None:
        super().__init__()
        folder = status.folder
        name = words.printable(folder.path.name or str(folder.path))
        self.name = ElidedLabel(name, mode=Qt.TextElideMode.ElideMiddle)
        place = words.place_on_disk(str(folder.path))
        self.place = ElidedLabel(place, "secondary", Qt.TextElideMode.ElideMiddle)
        self.count = label(self._count(status), "quiet")
        look = self.tr("Look for changes in “{folder}” now").format(folder=name)
        self.look = IconButton("rotate-cw", look)
        remove = self.tr("Remove “{folder}” from the library").format(folder=name)
        self.remove = IconButton("x", remove)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, SPACE, SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(IconLabel("unplug" if folder.is_offline else "folder", 20))
        row.addSpacing(SPACE_SMALL)
        row.addLayout(texts, 1)
        row.addWidget(self.count)
        row.addWidget(self.look)
        row.addWidget(self.remove)

    def _count(self, status: FolderStatus) -> str:
        count = sum(status.files.get(one, 0) for one in (FileState.READY, FileState.PENDING))
        text = words.grouped(self.tr("%n photos", "", count), count)
        if status.folder.is_offline:
            return self.tr("away · {photos}").format(photos=text)
        return text


class FoldersPage(SettingsPage):
    """The folders, and below them what in them is left out."""

    def __init__(self, bridge: Bridge, library: Library, actions: FolderActions) -> None:
        super().__init__()
        self._bridge = bridge
        self._library = library
        self._actions = actions
        self._shown: list[FolderStatus] | None = None
        self.rows: list[FolderRow] = []
        self.card = QFrame()
        self.card.setProperty("kind", "card")
        self._list = QVBoxLayout(self.card)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.add = button(self.tr("Add folders…"), self._ask)
        self.exclusions = ExclusionsPart(bridge, library)
        self.begin(
            self.tr("Folders"),
            self.tr("PhotoClip watches these folders and never changes what lies in them."),
        )
        self.column.addWidget(self.card)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_section(self.tr("Left out"))
        self.column.addWidget(self.exclusions)
        self.finish()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REFRESH_AFTER_MS)
        self._later.timeout.connect(self.refresh)
        bridge.folders_changed.connect(self._refresh_soon)
        bridge.contents_changed.connect(self._refresh_soon)

    def refresh(self) -> None:
        """Count again."""
        library = self._library
        self._bridge.run("folder counts", lambda _: library.folder_statuses(), self._show)
        self.exclusions.refresh()

    def _refresh_soon(self) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _show(self, statuses: list[FolderStatus]) -> None:
        if statuses == self._shown:
            return
        self._shown = statuses
        empty(self._list)
        self.rows = []
        for status in statuses:
            if self.rows:
                self._list.addWidget(rule())
            row = FolderRow(status)
            row.look.clicked.connect(lambda _=False, one=status.folder: self._look(one))
            row.remove.clicked.connect(lambda _=False, one=status.folder: self._actions.remove(one))
            self.rows.append(row)
            self._list.addWidget(row)
        if not statuses:
            self._list.addWidget(self._nothing())

    def _nothing(self) -> QLabel:
        made = label(self.tr("No folder is watched yet."), "quiet")
        made.setContentsMargins(12, 12, 12, 12)
        return made

    def _look(self, folder: Folder) -> None:
        self._library.background.index([folder], is_urgent=True)

    def _ask(self) -> None:
        place = QStandardPaths.StandardLocation.PicturesLocation
        start = QStandardPaths.writableLocation(place)
        dialog = QFileDialog(self, self.tr("Choose folders"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self._actions.add([Path(one) for one in paths]))
        dialog.open()
