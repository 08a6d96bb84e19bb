"""Puts together what albums are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass

from photoclip.app.paths import resources_folder
from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus
from photoclip.core.ports import QueryMatcher
from photoclip.services.album_changes import AlbumEditor
from photoclip.services.album_contents import AlbumContents
from photoclip.services.album_exchange import AlbumExchange
from photoclip.services.album_learning import LearnedAlbums
from photoclip.services.album_previews import AutoAlbums
from photoclip.services.album_sharing import AlbumSharing
from photoclip.services.album_suggestions import AlbumSuggestions
from photoclip.services.albums import AlbumService
from photoclip.services.browsing import BrowseService
from photoclip.services.matching import LibraryScores, TextMatcher
from photoclip.services.undo import UndoStack


@dataclass(frozen=True)
class AlbumDesk:
    """All services of albums.

    service: make and change. contents: what is in them. auto: previews of words and
    labels. learned: what albums learn, and what they ask. sharing: folders of
    photos. exchange: JSON. suggestions: albums that might be made.
    """

    service: AlbumService
    contents: AlbumContents
    auto: AutoAlbums
    learned: LearnedAlbums
    sharing: AlbumSharing
    exchange: AlbumExchange
    suggestions: AlbumSuggestions


def make_albums(
    scores: LibraryScores,
    catalog: Catalog,
    searches: QueryMatcher,
    events: EventBus,
    undo: UndoStack,
) -> AlbumDesk:
    """The services of albums over one catalog. searches: answers smart albums."""
    learned = LearnedAlbums(catalog, scores)
    auto = AutoAlbums(TextMatcher(scores))
    editor = AlbumEditor(catalog, events, undo)
    contents = AlbumContents(
        catalog,
        BrowseService(catalog),
        events,
        matcher=searches,
        auto=auto.fill,
        learned=learned.fill,
    )
    service = AlbumService(editor, contents)
    return AlbumDesk(
        service,
        contents,
        auto,
        learned,
        AlbumSharing(catalog, service),
        AlbumExchange(editor),
        AlbumSuggestions(catalog, editor, service, scores, _labels),
    )


def _labels() -> list[str]:
    """What the label set calls things that photos may show; none where it is not installed.

    Labels of groups whose members exclude one another (day or night) name no album.
    """
    path = resources_folder() / "labels" / "everyday.json"
    if not path.is_file():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))
    passed = {one["id"] for one in found["groups"] if one.get("exclusive")}
    return [one["english"] for one in found["labels"] if one["group"] not in passed]
