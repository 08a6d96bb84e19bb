"""Which folders are watched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.errors import FolderError
from photoclip.core.events import EventBus, FoldersChanged
from photoclip.core.models import Folder, FolderStatus
from photoclip.core.wording import Message
from photoclip.ingest.folders import check_new_folder, normalise


class FolderService:
    """Adds, removes and lists watched folders. Never touches what lies in them."""

    def __init__(self, catalog: Catalog, events: EventBus, own_places: Sequence[Path]) -> None:
        self._catalog = catalog
        self._events = events
        self._own_places = tuple(own_places)

    def list(self) -> list[Folder]:
        """Every watched folder, in the order in which they were added."""
        return self._catalog.folders.list()

    def statuses(self) -> Sequence[FolderStatus]:
        """Every watched folder with the number of its files by their state."""
        counts = self._catalog.files.folder_counts()
        return [FolderStatus(one, counts.get(one.id, {})) for one in self._catalog.folders.list()]

    def tree(self) -> dict[int, Sequence[str]]:
        """The directories of each watched folder that hold known files, by the folder's id."""
        files = self._catalog.files
        return {one.id: sorted(files.directories(one.id)) for one in self.list()}

    def add(self, path: str | os.PathLike[str]) -> Folder:
        """Watch a folder. Watched folders inside it become a part of it and keep their photos.

        Raises FolderError, with the reason, when it cannot be watched or is covered already.
        """
        place = normalise(path)
        swallowed = check_new_folder(place, self.list(), self._own_places)
        with self._catalog.transaction():
            # Their photos stay as orphans and are recognised by inode or content when met again.
            for inner in swallowed:
                self._catalog.folders.remove(inner.id)
            folder = self._catalog.folders.add(place)
        self._events.emit(FoldersChanged())
        return folder

    def remove(self, path: str | os.PathLike[str]) -> Folder:
        """Stop watching a folder: its photos leave the library, the files stay where they are."""
        folder = self.find(path)
        self._catalog.folders.remove(folder.id)
        self._events.emit(FoldersChanged())
        return folder

    def find(self, path: str | os.PathLike[str]) -> Folder:
        """The watched folder with this path. Raises FolderError when there is none."""
        place = normalise(path)
        for folder in self.list():
            if folder.path in (place, Path(os.path.abspath(path))):
                return folder
        raise FolderError(
            Message("The folder {place} is not watched.", place=place),
            "“photoclip folders list” shows those that are.",
        )

    def covering(self, path: str | os.PathLike[str]) -> Folder | None:
        """The watched folder that holds ``path`` already, if any."""
        place = normalise(path)
        return next((one for one in self.list() if place.is_relative_to(one.path)), None)
