"""What is in an album, fetched for the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLocale

from photoclip.core.albums import USUAL_CUT_OFF, Album
from photoclip.core.errors import LabelError
from photoclip.core.listing import PhotoListing, PhotoOrder

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.albums.contents import AlbumContent


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


def _cut_off(album: Album, content: AlbumContent) -> float:
    """Where the slider stands. What a search draws the line at by itself is seen in the result."""
    if album.cut_off is not None:
        return album.cut_off
    found = content.probabilities
    is_smart = bool(album.query) and not album.labels and album.kind == "smart"
    return float(found.min()) if is_smart and len(found) else USUAL_CUT_OFF
