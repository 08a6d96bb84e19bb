"""What places are called."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication

from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.browse.search_title import search_title
from photoclip.gui.language import words


def place_title(place: Place) -> str:
    """The heading over the photos of a place."""
    if place.kind is Kind.FOLDER and place.folder is not None:
        return words.printable(place.folder.name or str(place.folder))
    if place.kind in (Kind.LIKE_FILE, Kind.LIKE_PHOTO):
        name = words.printable(os.path.basename(place.picture))
        text = (
            QCoreApplication.translate("PhotoPage", "Photos like {name}")
            if name
            else QCoreApplication.translate("PhotoPage", "Photos like this one")
        )
        return text.format(name=name)
    return {
        Kind.ALL: QCoreApplication.translate("PhotoPage", "All photos"),
        Kind.FAVOURITES: QCoreApplication.translate("PhotoPage", "Favourites"),
        Kind.RECENT: QCoreApplication.translate("PhotoPage", "Recently added"),
        Kind.PROBLEMS: QCoreApplication.translate("PhotoPage", "Problems"),
        Kind.OFFERS: QCoreApplication.translate("PhotoPage", "Offered marks"),
        Kind.SEARCH: search_title(place.text, place.picture),
        Kind.TAG: place.title,
        Kind.ALBUM: place.name,
        Kind.SUGGESTIONS: "",
    }[place.kind]
