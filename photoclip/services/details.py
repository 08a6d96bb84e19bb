"""All that is known of one photo."""

from __future__ import annotations

import os

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoDetails


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


def _size(paths: tuple[str, ...]) -> int | None:
    for path in paths:
        try:
            return os.stat(path).st_size
        except OSError:
            continue
    return None
