"""All that is known of one photo."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.catalog.names import absolute
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

    def paths_of(self, photo_ids: Collection[int] | PhotoIds) -> dict[int, list[str]]:
        """The paths of each photo's files, oldest first; photos without any are left out."""
        return self._catalog.photos.paths_of(photo_ids)

    def paths(self, photo_ids: Iterable[int] | PhotoIds) -> dict[int, str]:
        """A path of each photo that has a file; the one that has been there longest."""
        found = self._catalog.photos.paths_of([int(one) for one in photo_ids])
        return {photo_id: paths[0] for photo_id, paths in found.items()}

    def photo_at(self, path: str | os.PathLike[str]) -> int | None:
        """The photo in this file, None where the library does not hold it."""
        known = self._catalog.photos.at_path(absolute(Path(path)))
        # Watched folders are kept as they were named; the same file may be named another way.
        return known or self._catalog.photos.at_path(Path(os.path.realpath(path)))


def _size(paths: tuple[str, ...]) -> int | None:
    for path in paths:
        try:
            return os.stat(path).st_size
        except OSError:
            continue
    return None
