"""What a page says when it holds nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from photoclip.core.albums import Album
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
