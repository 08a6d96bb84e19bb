"""What the page of an album shows, and what the sidebar tells of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QImage

from photoclip.core.albums import USUAL_CUT_OFF, Album
from photoclip.core.errors import LabelError, PhotoClipError
from photoclip.core.listing import PhotoListing, PhotoOrder
from photoclip.gui.thumbnails import cut_out

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.album_contents import AlbumContent


@dataclass(frozen=True, slots=True)
class AlbumShown:
    """An album on its page. path: of the albums that it lies in, "" at the top.

    cut_off: the least probability of what is in it. expected_precision: see AlbumContent.
    labels: those of the album as they are called in the person's language.
    """

    album: Album
    path: str
    cut_off: float
    expected_precision: float | None
    labels: tuple[str, ...] = ()


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
    cut_off, labels = _cut_off(album, content), label_names(library, album.labels)
    shown = AlbumShown(album, path, cut_off, content.expected_precision, labels)
    return shown, listing


def label_names(library: Library, texts: Sequence[str]) -> tuple[str, ...]:
    """What labels are called in the person's language. For a background thread."""
    is_korean = QLocale().language() == QLocale.Language.Korean
    if not is_korean or not texts:
        return tuple(texts)
    try:
        labels = library.tags.labels()
    except LabelError:
        return tuple(texts)
    found = (labels.find(one) for one in texts)
    return tuple(
        (label.korean if label is not None else "") or text
        for label, text in zip(found, texts, strict=True)
    )


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


def _cut_off(album: Album, content: AlbumContent) -> float:
    """Where the slider stands. What a search draws the line at by itself is seen in the result."""
    if album.cut_off is not None:
        return album.cut_off
    found = content.probabilities
    is_smart = bool(album.query) and not album.labels and album.kind == "smart"
    return float(found.min()) if is_smart and len(found) else USUAL_CUT_OFF
