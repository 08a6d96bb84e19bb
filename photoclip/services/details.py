"""All that is known of one photo."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoDetails, PhotoIds


class DetailsService:
    """Gathers what the catalog and the disk say of a photo."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def of(self, photo_id: int) -> PhotoDetails | None:
        """None when the photo left the library."""
        metadata = self._catalog.photos.metadata(photo_id)
        paths = tuple(self._catalog.photos.paths_of([photo_id]).get(photo_id, ()))
        if metadata is None or not paths:
            return None
        return PhotoDetails(photo_id, paths, _size(paths), metadata)

    def photo_at(self, path: str | os.PathLike[str]) -> int | None:
        """The photo that a file of a watched folder is, None where it is none yet."""
        for place in dict.fromkeys((Path(os.path.abspath(path)), Path(os.path.realpath(path)))):
            for folder in self._catalog.folders.list():
                if place.is_relative_to(folder.path):
                    directory = place.parent.relative_to(folder.path).as_posix()
                    listing = self._catalog.files.listing(
                        folder.id, "" if directory == "." else directory
                    )
                    if place.name in listing:
                        return listing[place.name].photo_id
        return None

    def paths_of(self, photo_ids: Collection[int] | PhotoIds) -> dict[int, list[str]]:
        """The paths of each photo's files, oldest first; photos without any are left out."""
        return self._catalog.photos.paths_of(photo_ids)


def _size(paths: tuple[str, ...]) -> int | None:
    for path in paths:
        try:
            return os.stat(path).st_size
        except OSError:
            continue
    return None
