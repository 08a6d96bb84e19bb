"""Puts together what albums are made of."""

from __future__ import annotations

import json
from dataclasses import dataclass

from photoclip.app.paths import resources_folder
from photoclip.catalog.database import Catalog
from photoclip.core.errors import AlbumError
from photoclip.core.events import EventBus
from photoclip.core.models import PhotoIds
from photoclip.embed.client import WorkerClient
from photoclip.services.album_changes import AlbumEditor
from photoclip.services.album_contents import AlbumContents
from photoclip.services.album_exchange import AlbumExchange
from photoclip.services.album_learning import LearnedAlbums
from photoclip.services.album_previews import AutoAlbums
from photoclip.services.album_sharing import AlbumSharing
from photoclip.services.album_suggestions import AlbumSuggestions
from photoclip.services.albums import AlbumService
from photoclip.services.browsing import BrowseService
from photoclip.services.indexes import IndexService
from photoclip.services.matching import LibraryScores, TextMatcher
from photoclip.services.query_names import QueryNames
from photoclip.services.relevance import RelevanceService
from photoclip.services.search import SearchService
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


class AlbumNames:
    """The albums as a query's album: knows them, by path or by name. A NameResolver."""

    def __init__(self, service: AlbumService) -> None:
        self._service = service

    def photo_ids(self, name: str) -> PhotoIds | None:
        """See NameResolver. Raises AlbumError where albums refer to one another in a circle."""
        tree = self._service.tree()
        try:
            album = tree.find(name)
        except AlbumError:
            return None
        return self._service.content(album.id).photo_ids

    def names(self) -> list[str]:
        """See NameResolver."""
        tree = self._service.tree()
        return [tree.path(one.id) for one in tree]


def make_albums(
    catalog: Catalog,
    client: WorkerClient,
    indexes: IndexService,
    relevance: RelevanceService,
    events: EventBus,
    undo: UndoStack,
    searches: SearchService,
    names: QueryNames,
    model: str,
) -> AlbumDesk:
    """The services of albums over one catalog. model: whose vectors count."""
    scores = LibraryScores(catalog, client, indexes, relevance, model=model)
    matcher = TextMatcher(scores)
    learned = LearnedAlbums(catalog, scores)
    auto = AutoAlbums(matcher)
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
    names.register("album", AlbumNames(service))
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
