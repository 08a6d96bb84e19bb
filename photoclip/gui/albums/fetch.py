"""What the page of an album shows, and what the sidebar tells of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from photoclip.core.albums import Album
from photoclip.core.errors import PhotoClipError
from photoclip.gui.grid.thumbnails import cut_out

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.albums.contents import AlbumContent


@dataclass(frozen=True, slots=True)
class AlbumFacts:
    """What a row of the sidebar tells besides the name. count: None where it is not known."""

    album_id: int
    count: int | None
    cover: QImage | None


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
    rows = library.browse.rows([one for one in photo_ids if one > 0])
    size, radius = QSize(edge, edge), max(edge / 18, 4)
    made = (
        cut_out(library.thumbnails.path_for(row.content_hash), size, row.rotation, radius)
        for row in rows
        if row.content_hash
    )
    return [one for one in made if not one.isNull()]
