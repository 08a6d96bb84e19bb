"""What a page says when it holds nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from photoclip.core.albums import Album
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language.albums import ICONS
from photoclip.gui.widgets.message_page import MessagePage


def empty_page(album: Album) -> MessagePage:
    """What stands in the place of photos in an empty album."""
    if album.is_manual:
        return MessagePage(
            ICONS[album.kind],
            QCoreApplication.translate("albums", "This album is empty"),
            QCoreApplication.translate(
                "albums", "Drag photos onto it in the sidebar, or choose photos and press A."
            ),
        )
    return MessagePage(
        ICONS[album.kind],
        QCoreApplication.translate("albums", "Nothing belongs in this album yet"),
        QCoreApplication.translate(
            "albums", "Photos join by themselves. Pull the slider to “more” for less certain ones."
        ),
    )


def nothing_here(place: Place, album: Album | None, add: Callable[[], None]) -> MessagePage:
    """What stands in the place of photos where there are none. add: asks for folders."""
    if place.kind is Kind.ALBUM and album is not None:
        return empty_page(album)
    if place.kind is Kind.FAVOURITES:
        title = QCoreApplication.translate("PhotoPage", "No favourites yet")
        text = QCoreApplication.translate(
            "PhotoPage", "Choose a photo and press F: it is kept here."
        )
        return MessagePage("heart", title, text)
    if place.kind is Kind.RECENT:
        title = QCoreApplication.translate("PhotoPage", "Nothing new")
        text = QCoreApplication.translate("PhotoPage", "Photos of the last 30 days show up here.")
        return MessagePage("clock", title, text)
    if place.kind is Kind.TAG:
        title = QCoreApplication.translate("PhotoPage", "No photo has this tag")
        text = QCoreApplication.translate(
            "PhotoPage", "Choose photos and press T to give them a tag."
        )
        return MessagePage("tag", title, text)
    return MessagePage(
        "images",
        QCoreApplication.translate("PhotoPage", "No photos here"),
        QCoreApplication.translate(
            "PhotoPage", "Photos that you put into this folder show up by themselves."
        ),
        [(QCoreApplication.translate("PhotoPage", "Add folders…"), add)],
    )
