"""Albums in a person's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoclip.core.albums import Album, AlbumKind, AlbumOrder, SuggestionKind
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.services.albums.suggestions import Suggestion

ICONS = {
    AlbumKind.MANUAL: "album",
    AlbumKind.SMART: "search",
    AlbumKind.AUTO: "sparkles",
    AlbumKind.LEARNED: "sparkles",
}


def kind_name(kind: AlbumKind) -> str:
    """What kind of album it is."""
    names = {
        AlbumKind.MANUAL: QCoreApplication.translate("albums", "Album"),
        AlbumKind.SMART: QCoreApplication.translate("albums", "Smart album"),
        AlbumKind.AUTO: QCoreApplication.translate("albums", "Album that fills itself"),
        AlbumKind.LEARNED: QCoreApplication.translate("albums", "Album that learns"),
    }
    return names[kind]


def rule_of(album: Album, labels: Sequence[str]) -> str:
    """What it holds, in words. labels: as they are called in the person's language."""
    sought = ", ".join(one for one in (album.query, *labels) if one)
    rules = {
        AlbumKind.MANUAL: QCoreApplication.translate("albums", "You choose what is in it"),
        AlbumKind.SMART: QCoreApplication.translate("albums", "Everything that matches “{query}”"),
        AlbumKind.AUTO: QCoreApplication.translate("albums", "Photos that show {query}"),
        AlbumKind.LEARNED: QCoreApplication.translate(
            "albums", "Photos that show {query}, and what you said of them"
        ),
    }
    if album.kind is AlbumKind.LEARNED and not sought:
        return QCoreApplication.translate("albums", "Photos like those that you said belong")
    return rules[album.kind].format(query=sought)


def precision(expected: float | None) -> str:
    """How many are probably right, "" where there is nothing in the album."""
    if expected is None:
        return ""
    tenths = round(expected * 10)
    if expected >= 0.97:
        return QCoreApplication.translate("albums", "nearly all are right")
    if tenths < 1:
        return QCoreApplication.translate("albums", "hardly any are right")
    text = QCoreApplication.translate("albums", "about {count} of 10 are right")
    return text.format(count=words.number(min(tenths, 9)))


def photos(count: int) -> str:
    """How many photos."""
    text = QCoreApplication.translate("albums", "%n photos", "", count)
    return words.grouped(text, count)


def suggestion(one: Suggestion) -> str:
    """How many photos a suggestion has, and what holds them together."""
    kinds = {
        SuggestionKind.TRIP: QCoreApplication.translate("albums", "a trip"),
        SuggestionKind.EVENT: QCoreApplication.translate("albums", "an event"),
        SuggestionKind.THING: QCoreApplication.translate("albums", "fills itself"),
    }
    return f"{photos(len(one.photo_ids))} · {kinds[one.kind]}"


def order_names(album: Album) -> dict[AlbumOrder, str]:
    """The orders that an album can be shown in."""
    names = {
        AlbumOrder.BY_HAND: QCoreApplication.translate("albums", "In the order of adding"),
        AlbumOrder.BEST: QCoreApplication.translate("albums", "Best first"),
        AlbumOrder.NEWEST: QCoreApplication.translate("albums", "Newest first"),
        AlbumOrder.OLDEST: QCoreApplication.translate("albums", "Oldest first"),
        AlbumOrder.NAME: QCoreApplication.translate("albums", "By name"),
    }
    del names[AlbumOrder.BEST if album.is_manual else AlbumOrder.BY_HAND]
    return names
