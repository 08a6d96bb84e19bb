"""Suggested albums with their names and pictures, made ready in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QSize
from PySide6.QtGui import QImage

from photoclip.core.albums import SuggestionKind
from photoclip.core.errors import LabelError
from photoclip.gui.grid.thumbnails import cut_out
from photoclip.gui.look.theme import THUMBNAIL_RADIUS

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.labels import LabelSet
    from photoclip.services.albums.suggestions import Suggestion
    from photoclip.services.tasks import CancelToken

LARGE, SMALL = QSize(156, 124), QSize(76, 60)
DENSITY = 2


@dataclass(frozen=True, slots=True, eq=False)
class SuggestionShown:
    """A suggestion on its card. name: in the person's language."""

    suggestion: Suggestion
    name: str
    images: tuple[QImage, ...]


def fetch_suggestions(
    library: Library, language: QLocale, token: CancelToken
) -> list[SuggestionShown]:
    """All suggestions as they are now; takes seconds in a large library."""
    found = library.album_desk.suggestions.find()
    try:
        labels = library.tags.labels()
    except LabelError:
        labels = None
    shown = []
    for one in found:
        if token.is_cancelled:
            break
        shown.append(SuggestionShown(one, name_of(one, labels, language), _images(library, one)))
    return shown


def name_of(suggestion: Suggestion, labels: LabelSet | None, language: QLocale) -> str:
    """What the album would be called: what it shows, and when."""
    label = labels.find(suggestion.label) if labels is not None and suggestion.label else None
    what = suggestion.label
    if label is not None and language.language() == QLocale.Language.Korean:
        what = label.korean or label.english
    what = what[:1].upper() + what[1:]
    first, last = suggestion.first, suggestion.last
    if first is None or last is None or suggestion.kind is SuggestionKind.THING:
        return what
    form = QCoreApplication.translate("albums", "d MMM yyyy")
    days = [language.toString(QDate(one.year, one.month, one.day), form) for one in (first, last)]
    when = days[0] if first == last else " – ".join(days)
    return f"{what}, {when}" if what else when


def _images(library: Library, suggestion: Suggestion) -> tuple[QImage, ...]:
    ids = suggestion.photo_ids
    some = [int(ids[len(ids) * part // 3]) for part in range(3)] if len(ids) else []
    rows = library.browse.rows(list(dict.fromkeys(some)))
    made: list[QImage] = []
    for row in rows:
        size = (LARGE if not made else SMALL) * DENSITY
        path = library.thumbnails.path_for(row.content_hash)
        image = cut_out(path, size, row.rotation, THUMBNAIL_RADIUS * DENSITY)
        if not image.isNull():
            made.append(image)
    return tuple(made)
