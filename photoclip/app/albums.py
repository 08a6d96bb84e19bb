"""Puts together what albums are made of."""

from __future__ import annotations

from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus
from photoclip.embed.client import WorkerClient
from photoclip.services.album_changes import AlbumEditor
from photoclip.services.album_contents import AlbumContents
from photoclip.services.album_previews import AutoAlbums
from photoclip.services.albums import AlbumService
from photoclip.services.browsing import BrowseService
from photoclip.services.indexes import IndexService
from photoclip.services.matching import LibraryScores, SigmoidCalibration, TextMatcher
from photoclip.services.undo import UndoStack


@dataclass(frozen=True)
class AlbumDesk:
    """All services of albums.

    service: make and change. contents: what is in them. auto: previews of words and labels.
    """

    service: AlbumService
    contents: AlbumContents
    auto: AutoAlbums


def make_albums(
    catalog: Catalog,
    client: WorkerClient,
    indexes: IndexService,
    browse: BrowseService,
    events: EventBus,
    undo: UndoStack,
    model: str,
) -> AlbumDesk:
    """The services of albums over one catalog. model: whose vectors count."""
    scores = LibraryScores(catalog, client, indexes, model=model)
    matcher = TextMatcher(scores, SigmoidCalibration(scores))
    auto = AutoAlbums(matcher)
    editor = AlbumEditor(catalog, events, undo)
    contents = AlbumContents(
        catalog, browse, events, matcher=matcher, auto=auto.fill, learned=auto.fill
    )
    return AlbumDesk(AlbumService(editor, contents), contents, auto)
