"""The watched folders in the sidebar, with the directories in them that hold photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import QStandardItem

from photoclip.core.models import Folder
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import words
from photoclip.gui.sidebar.place_rows import PlaceRows
from photoclip.gui.sidebar.place_tree import IS_AWAY, WATCHED, PlaceTree
from photoclip.gui.widgets.parts import plain_tip

Key = tuple[int, str]
"""A watched folder's id, and a directory in it as ``folder_tree`` writes it; "" for itself."""


class FolderRows(QObject):
    """A directory that comes or goes while photos are taken in leaves all others where they are."""

    def __init__(self, tree: PlaceTree, heading: QStandardItem) -> None:
        super().__init__(tree)
        self._tree, self._heading = tree, heading
        self._rows = PlaceRows[Key](heading)
        self._shown: dict[int, Folder] = {}
        self._directories: Mapping[int, Sequence[str]] = {}
        tree.setRowHidden(heading.row(), QModelIndex(), True)

    @property
    def names(self) -> list[str]:
        """The watched folders as they are named."""
        return [self._heading.child(row).text() for row in range(self._heading.rowCount())]

    def show(self, folders: Sequence[Folder], directories: Mapping[int, Sequence[str]]) -> None:
        """Show these folders and directories."""
        now = {one.id: one for one in folders}
        if list(now) != list(self._shown) or directories != self._directories:
            self._arrange(now, directories)
        for one in folders:
            if self._shown.get(one.id) != one:
                self._dress(one)
        self._shown, self._directories = now, directories

    def _arrange(
        self, folders: Mapping[int, Folder], directories: Mapping[int, Sequence[str]]
    ) -> None:
        wanted: dict[Key | None, list[Key]] = {None: [(one, "") for one in folders]}
        seen = set(wanted[None])
        for folder_id in folders:
            for directory in directories.get(folder_id, ()):
                _enter(wanted, seen, folder_id, directory)
        was_empty = not self._shown
        for key in self._rows:
            if key not in seen:
                self._tree.forget(self._place(self._shown[key[0]], key))
        with self._tree.kept_still():
            self._rows.show(wanted, lambda key: self._made(folders[key[0]], key))
        self._tree.setRowHidden(self._heading.row(), QModelIndex(), not folders)
        if was_empty:
            self._tree.expand(self._heading.index())

    def _made(self, folder: Folder, key: Key) -> QStandardItem:
        item = QStandardItem()
        name = words.printable(key[1].rpartition("/")[2])
        self._tree.adopt(item, self._place(folder, key), name, "folder")
        return item

    def _dress(self, folder: Folder) -> None:
        """The row of the folder itself, which may be away."""
        key = (folder.id, "")
        item = self._rows.item(key)
        if item is None:
            return
        name = words.printable(folder.path.name or str(folder.path))
        path = words.place_on_disk(str(folder.path))
        if folder.is_offline:
            away = self.tr("This folder is away: its drive is not connected. Its photos stay.")
            path = f"{path}\n{away}"
            name = self.tr("{folder} (away)").format(folder=name)
        icon = "unplug" if folder.is_offline else "folder"
        self._tree.adopt(item, self._place(folder, key), name, icon)
        item.setToolTip(plain_tip(path))
        item.setData(folder, WATCHED)
        item.setData(folder.is_offline, IS_AWAY)

    def _place(self, folder: Folder, key: Key) -> Place:
        return Place(Kind.FOLDER, folder.path / key[1])


def _enter(
    wanted: dict[Key | None, list[Key]], seen: set[Key], folder_id: int, directory: str
) -> None:
    """Enter a directory under its parent, and its parents where they are not there yet."""
    missing: list[str] = []
    while (folder_id, directory) not in seen:
        missing.append(directory)
        directory = directory.rpartition("/")[0]
    for one in reversed(missing):
        key = (folder_id, one)
        seen.add(key)
        wanted.setdefault((folder_id, one.rpartition("/")[0]), []).append(key)
