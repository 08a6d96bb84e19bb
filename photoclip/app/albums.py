"""Puts together what albums are made of."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus
from photoclip.embed.client import WorkerClient
from photoclip.services.album_changes import AlbumEditor
from photoclip.services.album_contents import AlbumContents
from photoclip.services.album_learning import LearnedAlbums
from photoclip.services.album_previews import AutoAlbums
from photoclip.services.albums import AlbumService
from photoclip.services.browsing import BrowseService
from photoclip.services.indexes import IndexService
from photoclip.services.matching import LibraryScores, TextMatcher
from photoclip.services.relevance import RelevanceService
from photoclip.services.undo import UndoStack


@dataclass(frozen=True)
class AlbumDesk:
    """All services of albums.

    service: make and change. contents: what is in them. auto: previews of words and
    labels. learned: what albums learn, and what they ask.
    """

    service: AlbumService
    contents: AlbumContents
    auto: AutoAlbums
    learned: LearnedAlbums


def make_albums(
    catalog: Catalog,
    client: WorkerClient,
    indexes: IndexService,
    relevance: RelevanceService,
    browse: BrowseService,
    events: EventBus,
    undo: UndoStack,
    model: str,
) -> AlbumDesk:
    """The services of albums over one catalog. model: whose vectors count."""
    scores = LibraryScores(catalog, client, indexes, relevance, model=model)
    matcher = TextMatcher(scores)
    learned = LearnedAlbums(catalog, scores)
    auto = AutoAlbums(matcher)
    editor = AlbumEditor(catalog, events, undo)
    contents = AlbumContents(
        catalog, browse, events, matcher=matcher, auto=auto.fill, learned=learned.fill
    )
    return AlbumDesk(AlbumService(editor, contents), contents, auto, learned)
