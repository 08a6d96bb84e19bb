"""The offers of marks with their pictures, fetched for the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from photoclip.gui.grid.thumbnails import cut_out
from photoclip.gui.look.theme import THUMBNAIL_RADIUS

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.offers import MarkOffer, OfferedPicture
    from photoclip.services.tasks import CancelToken

SHOWN_AT_MOST = 30
"""The others follow as these are answered."""

PICTURE = QSize(96, 96)
DENSITY = 2


@dataclass(frozen=True, slots=True, eq=False)
class OfferShown:
    """An offer in its row. former, picture: null images where there is nothing to show."""

    offer: MarkOffer
    former: QImage
    picture: QImage


@dataclass(frozen=True, slots=True, eq=False)
class OffersShown:
    """The first open offers, and how many there are in all."""

    rows: tuple[OfferShown, ...] = ()
    count: int = 0


def fetch_offers(library: Library, token: CancelToken) -> OffersShown:
    """What the page of offers shows now."""
    offers = library.offers.list()
    rows = []
    for one in offers[:SHOWN_AT_MOST]:
        if token.is_cancelled:
            break
        rows.append(OfferShown(one, _image(library, one.former), _image(library, one.picture)))
    return OffersShown(tuple(rows), len(offers))


def _image(library: Library, picture: OfferedPicture | None) -> QImage:
    if picture is None:
        return QImage()
    path = library.thumbnails.path_for(picture.content_hash)
    return cut_out(path, PICTURE * DENSITY, picture.rotation, THUMBNAIL_RADIUS * DENSITY)
