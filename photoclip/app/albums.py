"""Puts together what albums are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from photoclip.catalog.database import Catalog
from photoclip.core.errors import LabelError
from photoclip.core.events import EventBus
from photoclip.core.labels import LabelSet
from photoclip.core.ports import QueryMatcher
from photoclip.services.albums.changes import AlbumEditor
from photoclip.services.albums.contents import AlbumContents
from photoclip.services.albums.exchange import AlbumExchange
from photoclip.services.albums.learning import LearnedAlbums
from photoclip.services.albums.previews import AutoAlbums
from photoclip.services.albums.service import AlbumService
from photoclip.services.albums.sharing import AlbumSharing
from photoclip.services.albums.suggestions import AlbumSuggestions
from photoclip.services.photos.browsing import BrowseService
from photoclip.services.search.matching import LibraryScores, TextMatcher
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
    labels: Callable[[], LabelSet],
    events: EventBus,
    undo: UndoStack,
) -> AlbumDesk:
    """The services of albums over one catalog. searches: answers smart albums. labels: the label
    set in use, whose names suggested albums bear."""
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
        AlbumSuggestions(catalog, editor, service, scores, lambda: album_labels(labels)),
    )


def album_labels(labels: Callable[[], LabelSet]) -> list[str]:
    """What the label set calls things that photos may show; none while it cannot be read.

    Labels of groups whose members exclude one another (day or night) name no album, and those
    that no model is asked about are found in no photo.
    """
    try:
        found = labels()
    except LabelError:
        return []
    passed = {one.id for one in found.groups if one.is_exclusive}
    return [one.english for one in found.scored if one.group not in passed]
