"""The pages of the settings on where the library lies, and on what stays private."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from photoclip.app.paths import cache_folder
from photoclip.core.models import LibraryStatus
from photoclip.gui.language import words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.settings.parts import SettingsPage
from photoclip.gui.widgets.parts import ElidedLabel, IconLabel, button, label

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Stored:
    """What lies where. index_bytes, model_bytes: of caches, which are made again when deleted."""

    status: LibraryStatus
    index_bytes: int
    model_bytes: int


class Place(QWidget):
    """A folder with a button that opens it in the file manager."""

    def __init__(self, title: str, path: Path, open_it: str) -> None:
        super().__init__()
        self.path = path
        text = ElidedLabel(
            words.place_on_disk(str(path)), "secondary", Qt.TextElideMode.ElideMiddle
        )
        self.button = button(open_it, self._open)
        self.button.setAccessibleName(f"{open_it}: {title}")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(title))
        texts.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_LARGE)
        row.addLayout(texts, 1)
        row.addWidget(self.button)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))


class DataPage(SettingsPage):
    """Where the library lies, how large its parts are, and its backups."""

    def __init__(self, bridge: Bridge, library: Library) -> None:
        super().__init__()
        self._bridge = bridge
        self._library = library
        self.sizes: dict[str, str] = {}
        self._cells = {name: label("…", "quiet") for name in ("catalog", "thumbnails", "index")}
        self._cells["models"] = label("…", "quiet")
        self.backup = label("", "quiet", wraps=True)
        self.back_up = button(self.tr("Back up now"), self._back_up)
        self.delete = button(self.tr("Delete"), self._delete_thumbnails)
        self.delete.setAccessibleName(self.tr("Delete the thumbnails"))
        open_it = self.tr("Open folder")
        self.library_place = Place(self.tr("Library"), library.folder, open_it)
        self.cache_place = Place(self.tr("Prepared models"), cache_folder(), open_it)
        self.begin(
            self.tr("Data"), self.tr("What PhotoClip keeps. Your photos lie where you put them.")
        )
        self.column.addWidget(self.library_place)
        self.column.addWidget(self.cache_place)
        self.add_section(self.tr("Sizes"))
        self.column.addLayout(self._table())
        self.add_section(self.tr("Backup"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_LARGE)
        row.addWidget(self.backup, 1)
        row.addWidget(self.back_up)
        self.column.addLayout(row)
        self.finish()

    def refresh(self) -> None:
        """Measure again, in the background."""
        library = self._library

        def look(_: object) -> Stored:
            index = folder_bytes(library.folder / "cache" / "index")
            return Stored(library.status(), index, folder_bytes(cache_folder()))

        self._bridge.run("sizes of the library", look, self._show)

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_LARGE)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        rows = (
            ("catalog", self.tr("Catalog"), self.tr("All that is known of your photos")),
            ("thumbnails", self.tr("Thumbnails"), self.tr("Made again when they are deleted")),
            ("index", self.tr("Search index"), self.tr("Made again when it is deleted")),
            ("models", self.tr("Prepared models"), self.tr("Made again when they are deleted")),
        )
        for row, (key, name, what) in enumerate(rows):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(label(name), row, 0)
            grid.addWidget(self._cells[key], row, 1, right)
            grid.addWidget(label(what, "secondary", wraps=True), row, 2)
        grid.addWidget(self.delete, 1, 3)
        return grid

    def _show(self, stored: Stored) -> None:
        status = stored.status
        for key, value in (
            ("catalog", status.catalog_bytes),
            ("thumbnails", status.thumbnail_bytes),
            ("index", stored.index_bytes),
            ("models", stored.model_bytes),
        ):
            self.sizes[key] = words.size(value)
            self._cells[key].setText(self.sizes[key])
        if status.last_backup is None:
            self.backup.setText(self.tr("There is no backup of the catalog yet."))
        else:
            moment = words.moment(status.last_backup.astimezone())
            self.backup.setText(self.tr("The last one is of {moment}.").format(moment=moment))

    def _delete_thumbnails(self) -> None:
        store = self._library.thumbnails
        self.delete.setEnabled(False)

        def done(_: object) -> None:
            self.delete.setEnabled(True)
            self.refresh()

        self._bridge.run_each("delete thumbnails", lambda _: store.clear(), done, done)

    def _back_up(self) -> None:
        library = self._library
        self.back_up.setEnabled(False)

        def failed(error: Exception) -> None:
            self.back_up.setEnabled(True)
            self.backup.setText(words.told(error))

        def done(_: object) -> None:
            self.back_up.setEnabled(True)
            self.refresh()

        self._bridge.run_each("back up", lambda _: library.back_up(), done, failed)


def folder_bytes(folder: Path) -> int:
    """Size of all files below a folder, 0 for one that is not there. For a background thread."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total


class PrivacyPage(SettingsPage):
    """Says plainly what stays where."""

    def __init__(self) -> None:
        super().__init__()
        self.begin(self.tr("Privacy"))
        for icon, title, text in (
            (
                "shield-check",
                self.tr("Nothing leaves this computer"),
                self.tr(
                    "Photos, searches, names and albums are looked at and kept here alone. "
                    "There is no account, no cloud, and nothing is counted or reported."
                ),
            ),
            (
                "unplug",
                self.tr("No network"),
                self.tr(
                    "PhotoClip works without a connection and opens none by itself. What its "
                    "building blocks would report to their makers is switched off. This is tested: "
                    "tests/test_privacy.py watches every process and fails on any connection, and "
                    "on any file written outside of PhotoClip's own folders."
                ),
            ),
            (
                "images",
                self.tr("Your photos stay as they are"),
                self.tr(
                    "No photo is moved, renamed or rewritten unless you ask for exactly that. "
                    "Ratings and rotation are noted in the library, not in the files. "
                    "Sidecars beside them are written only where you switch that on."
                ),
            ),
            (
                "hard-drive",
                self.tr("All of it lies in two folders"),
                self.tr(
                    "The library holds what is known of your photos, with small pictures of them; "
                    "the other folder holds prepared models. The page Data opens both. "
                    "Delete them, and nothing of PhotoClip is left."
                ),
            ),
        ):
            self.column.addLayout(_promise(icon, title, text))
            self.column.addSpacing(SPACE_LARGE)
        self.finish()


def _promise(icon: str, title: str, text: str) -> QHBoxLayout:
    words_column = QVBoxLayout()
    words_column.setSpacing(2)
    words_column.addWidget(label(title, wraps=True))
    words_column.addWidget(label(text, "quiet", wraps=True))
    row = QHBoxLayout()
    row.setSpacing(SPACE_LARGE)
    row.addWidget(IconLabel(icon, 20, "accent"), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words_column, 1)
    row.setContentsMargins(0, SPACE // 2, 0, 0)
    return row
