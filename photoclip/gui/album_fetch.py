"""What the page of an album shows, and what the sidebar tells of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoclip.core.albums import Album
from photoclip.core.errors import PhotoClipError
from photoclip.core.listing import PhotoListing, PhotoOrder
from photoclip.services.album_contents import AlbumContent
from photoclip.services.matching import USUAL_CUT_OFF

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from photoclip.app.library import Library


@dataclass(frozen=True, slots=True)
class AlbumShown:
    """An album on its page. path: of the albums that it lies in, "" at the top.

    cut_off: the least probability of what is in it. expected_precision: see AlbumContent.
    """

    album: Album
    path: str
    cut_off: float
    expected_precision: float | None


@dataclass(frozen=True, slots=True)
class AlbumFacts:
    """What a row of the sidebar tells besides the name. count: None where it is not known."""

    album_id: int
    count: int | None
    cover: QImage | None


def fetch_album(library: Library, album_id: int) -> tuple[AlbumShown, PhotoListing]:
    """An album with its photos. For a background thread. Raises AlbumError, SearchError."""
    tree = library.albums.tree()
    album = tree.get(album_id)
    content = library.album_desk.contents.of(album)
    path = "" if album.parent_id is None else tree.path(album.parent_id)
    count = len(content.photo_ids)
    listing = PhotoListing(content.photo_ids, np.zeros(count, np.int64), PhotoOrder.ADDED)
    shown = AlbumShown(album, path, _cut_off(album, content), content.expected_precision)
    return shown, listing


def fetch_facts(library: Library, album: Album, edge: int) -> AlbumFacts:
    """Count and cover of an album. For a background thread.

    edge: of the cover in pixels. An album that cannot be filled has neither.
    """
    try:
        content = library.album_desk.contents.of(album)
    except PhotoClipError:
        return AlbumFacts(album.id, None, None)
    covers = cover_images(library, [cover_of(album, content)], edge)
    return AlbumFacts(album.id, len(content.photo_ids), covers[0] if covers else None)


def cover_of(album: Album, content: AlbumContent) -> int:
    """The photo that stands for an album, 0 where it is empty."""
    if album.cover_id is not None:
        return album.cover_id
    return int(content.photo_ids[0]) if len(content.photo_ids) else 0


def cover_images(library: Library, photo_ids: Sequence[int], edge: int) -> list[QImage]:
    """Square pictures of photos with round corners, those that cannot be read left out.

    For a background thread. edge: in pixels.
    """
    from PySide6.QtCore import QSize

    from photoclip.gui.thumbnails import cut_out

    rows = library.browse.rows([one for one in photo_ids if one > 0])
    made = (
        cut_out(
            library.thumbnails.path_for(row.content_hash),
            QSize(edge, edge),
            row.rotation,
            edge * 4 / 72 if edge > 40 else 3,
        )
        for row in rows
        if row.content_hash
    )
    return [one for one in made if not one.isNull()]


def _cut_off(album: Album, content: AlbumContent) -> float:
    """Where the slider stands. What a search draws the line at by itself is seen in the result."""
    if album.cut_off is not None:
        return album.cut_off
    found = content.probabilities
    is_smart = bool(album.query) and not album.labels and album.kind == "smart"
    return float(found.min()) if is_smart and len(found) else USUAL_CUT_OFF
