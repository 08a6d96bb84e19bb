"""Photos in a catalog without files and without a worker."""

from __future__ import annotations

from photoclip.catalog.database import Catalog
from photoclip.core.models import PhotoMetadata


def photos_of(catalog: Catalog, count: int) -> list[int]:
    """So many photos; their ids, from 1 on in a new catalog."""
    picture = PhotoMetadata(64, 48, "PNG")
    return [
        catalog.photos.store(number.to_bytes(16, "big"), 100, picture) for number in range(count)
    ]
