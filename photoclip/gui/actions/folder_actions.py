"""Adding and removing folders, and drops of all kinds, each with a quiet word about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal

from photoclip.core.models import Folder
from photoclip.gui.desktop.drops import (
    Added,
    Dropped,
    add_folders,
    first_path,
    has_remote,
    understand,
    url_list,
)
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge
    from photoclip.gui.widgets.toast import Toast


class FolderActions(QObject):
    """Everything slow happens in the background; the person hears of it in a toast."""

    folders_added = Signal(list)
    """Folders that are watched from now on."""

    def __init__(self, library: Library, bridge: Bridge, toast: Toast) -> None:
        super().__init__(bridge)
        self._library = library
        self._bridge = bridge
        self._toast = toast

    def add(self, paths: list[Path]) -> None:
        """Watch folders and take their photos in."""
        if paths:
            library = self._library
            self._bridge.run_each("add folders", lambda _: add_folders(library, paths), self._told)

    def remove(self, folder: Folder) -> None:
        """Stop watching a folder; the toast offers to take it back."""
        library, path = self._library, folder.path
        name = words.printable(path.name or str(path))

        def done(_: object) -> None:
            text = self.tr("“{folder}” left the library. Its files stay where they are.")
            self._toast.say(text.format(folder=name), self.tr("Undo"), lambda: self.add([path]))

        self._bridge.run_each("remove a folder", lambda _: library.remove_folder(path), done)

    def take_drop(self, data: QMimeData) -> None:
        """Folders are added; pictures offer their folder; anything else is declined kindly."""
        urls = url_list(data)
        if first_path(data):
            self._bridge.run_each("look at a drop", lambda _: understand(urls), self._understood)
        elif has_remote(data):
            self._toast.say(
                self.tr(
                    "PhotoClip takes photos from this computer only. "
                    "Save the picture to a folder first."
                )
            )
        else:
            self._decline()

    def _understood(self, dropped: Dropped) -> None:
        if dropped.folders:
            self.add(list(dropped.folders))
        elif dropped.picture_folders:
            self._offer_folder(dropped)
        else:
            self._decline()

    def _offer_folder(self, dropped: Dropped) -> None:
        library, folders = self._library, dropped.picture_folders

        def watched(_: object) -> list[Path]:
            known = [one.path for one in library.folders()]
            return [one for one in folders if not any(one.is_relative_to(k) for k in known)]

        def answer(unknown: list[Path]) -> None:
            if not unknown:
                self._toast.say(self.tr("These photos lie in a folder of the library already."))
                return
            name = words.printable(unknown[0].name or str(unknown[0]))
            text = self.tr("PhotoClip looks after whole folders. Add “{folder}”?")
            self._toast.say(
                text.format(folder=name), self.tr("Add folder"), lambda: self.add(unknown)
            )

        self._bridge.run_each("look for folders", watched, answer)

    def _decline(self) -> None:
        self._toast.say(self.tr("That is no photo and no folder. Drop folders of photos here."))

    def _told(self, added: Added) -> None:
        if added.folders:
            self.folders_added.emit(list(added.folders))
        for line in self._lines(added):
            self._toast.say(line)

    def _lines(self, added: Added) -> list[str]:
        """What is worth a word, the most important last: it is the one that stays."""
        lines = []
        for path, holder in added.covered[:1]:
            folder, watched = _name(path), _name(holder)
            if path == holder:
                lines.append(self.tr("“{folder}” is in the library already.").format(folder=folder))
            else:
                text = self.tr("“{folder}” lies in “{watched}”, which is in the library already.")
                lines.append(text.format(folder=folder, watched=watched))
        if added.swallowed and added.folders:
            inner, outer = _name(added.swallowed[0]), _name(added.folders[0].path)
            text = self.tr("“{inner}” is now a part of “{outer}”. Its photos stay known.")
            lines.append(text.format(inner=inner, outer=outer))
        return [*lines, *added.refused[:1]]


def _name(path: Path) -> str:
    return words.printable(path.name or str(path))
