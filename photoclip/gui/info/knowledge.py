"""What the info panel tells of one photo, gathered in the background."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from photoclip.core.models import PhotoDetails
from photoclip.gui.grid.images import SIMILAR_EDGE, square, thumbnail_image
from photoclip.gui.language import words
from photoclip.gui.language.reasons import reasons

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.tasks import CancelToken

SIMILAR = 6


@dataclass(slots=True)
class Known:
    """What was gathered of one photo. images: thumbnails by photo id."""

    photo_id: int
    details: PhotoDetails | None
    modified: datetime | None = None
    is_favourite: bool = False
    rating: int = 0
    image: QImage | None = None
    similar: list[tuple[int, str, QImage]] = field(default_factory=list)


def gather(library: Library, photo_id: int, token: CancelToken) -> Known:
    """What the panel shows. For a background thread."""
    rows = library.browse.rows([photo_id])
    known = Known(photo_id, library.details.of(photo_id))
    if not rows or known.details is None or token.is_cancelled:
        return known
    known.is_favourite, known.rating = rows[0].is_favourite, rows[0].rating
    known.modified = rows[0].modified
    known.image = thumbnail_image(library, rows[0].content_hash)
    if token.is_cancelled:
        return known
    hits = library.search_like_photo(photo_id, limit=SIMILAR).hits
    for row in library.browse.rows([one.photo_id for one in hits]):
        image = thumbnail_image(library, row.content_hash)
        if image is not None:
            small = square(image, 2 * SIMILAR_EDGE)
            known.similar.append((row.photo_id, words.printable(row.name), small))
    return known


def gather_reasons(library: Library, photo_id: int, query: str) -> list[str]:
    """Why a search found a photo. For a background thread; asks the model."""
    rows = library.browse.rows([photo_id])
    fitting = library.reasons.words(query, photo_id)
    return reasons(query, fitting, rows[0].path, rows[0].taken_at) if rows else []
