"""Puts the parts of a library together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from photoclip.app.albums import make_albums
from photoclip.app.opening import with_preferences, worker_setup
from photoclip.app.paths import cache_folder, resources_folder
from photoclip.app.sidecars import make_sidecars
from photoclip.app.tagging import make_tagging
from photoclip.catalog.database import Catalog
from photoclip.core.config import Settings
from photoclip.core.events import EventBus, NoticeGiven, WorkerRestarted
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.copies import WorkerExporter
from photoclip.embed.worker.messages import ModelLoader
from photoclip.media.previews import PreviewStore
from photoclip.media.thumbnails import ThumbnailStore
from photoclip.services.indexing.background import BackgroundService
from photoclip.services.indexing.commits import CommitService
from photoclip.services.indexing.folders import FolderService
from photoclip.services.indexing.indexing import IndexingService
from photoclip.services.indexing.pacing import MachineSensor, Pacer
from photoclip.services.indexing.scanning import ScanService
from photoclip.services.indexing.watching import WatchService
from photoclip.services.lock import WriterLock
from photoclip.services.models import ModelService
from photoclip.services.offers.service import OfferService
from photoclip.services.photos.browsing import BrowseService
from photoclip.services.photos.details import DetailsService
from photoclip.services.photos.exporting import ExportService
from photoclip.services.photos.marking import MarkService
from photoclip.services.photos.previews import PreviewService
from photoclip.services.photos.system_trash import SystemTrash
from photoclip.services.photos.trash import TrashService
from photoclip.services.preferences import PreferenceService
from photoclip.services.search.completion import CompletionService
from photoclip.services.search.cutoffs import CutOffMemory
from photoclip.services.search.indexes import IndexService
from photoclip.services.search.matching import LibraryScores
from photoclip.services.search.pasted import PastedPictures
from photoclip.services.search.query_names import QueryNames
from photoclip.services.search.reasons import ReasonService
from photoclip.services.search.relevance import RelevanceService
from photoclip.services.search.search import SearchService
from photoclip.services.search.text_vectors import TextVectors
from photoclip.services.tasks import TaskRunner
from photoclip.services.undo import UndoStack


class LibraryParts:
    """Everything that a library is made of. What has no underscore is for its faces."""

    def __init__(
        self,
        folder: Path,
        catalog: Catalog,
        settings: Settings,
        events: EventBus,
        lock: WriterLock | None,
        loader: ModelLoader | None = None,
    ) -> None:
        """Use ``Library.open``. lock: None for a library that is only looked at."""
        self.folder = folder
        self.events = events
        own_places = (folder, cache_folder())
        self.preferences = PreferenceService(catalog, events, own_places)
        self.settings = settings = with_preferences(settings, self.preferences.read())
        self.is_read_only = lock is None
        thumbnails = folder / "cache" / "thumbnails"
        self.thumbnails = ThumbnailStore(thumbnails)
        self._catalog = catalog
        self._lock = lock
        self.tasks = TaskRunner()
        log_file = None if self.is_read_only else str(folder / "logs" / "worker.log")
        self._client = WorkerClient(
            replace(worker_setup(settings, thumbnails), loader=loader, log=log_file),
            on_notice=lambda line: events.emit(NoticeGiven(line)),
            on_restart=lambda reason: events.emit(WorkerRestarted(reason)),
        )
        previews = PreviewStore(folder / "cache" / "previews")
        self.previews = PreviewService(
            self._client, previews, self.thumbnails, self.tasks, settings.thumbnail_edge
        )
        self.pasted = PastedPictures(
            folder, lambda: [one.query for one in catalog.albums.list()], self.tasks
        )
        self._indexes = IndexService(catalog, folder / "cache" / "index", self.tasks)
        self._folders = FolderService(catalog, events, own_places)
        scans = ScanService(catalog, events, self.preferences.exclusions)
        self._indexing = IndexingService(
            catalog,
            self._client,
            scans,
            CommitService(catalog, self._indexes.opened, events),
            events,
            model=settings.model,
        )
        self.undo = UndoStack(events)
        texts = TextVectors(self._client, cache_folder() / "texts")
        self.relevance = RelevanceService(
            catalog,
            self._client,
            texts,
            CutOffMemory(catalog, events, self.undo),
            resources_folder(),
        )
        self.models = ModelService(self._client, settings, resources_folder(), cache_folder())
        self.tags = make_tagging(
            folder,
            catalog,
            self._client,
            events,
            self.undo,
            self.tasks,
            settings,
            # A loader of somebody's own knows what it loads once it has loaded it.
            self.models.keys if loader is None else lambda: None,
        )
        names = QueryNames(resources_folder() / "places")
        names.register("tag", self.tags)
        self.searches = SearchService(
            catalog,
            self._client,
            texts,
            self._indexes,
            self.relevance,
            names,
            self.tags,
            model=settings.model,
        )
        self.completion = CompletionService(catalog, names)
        self.background = BackgroundService(
            catalog,
            self._indexing,
            WatchService(catalog, scans, events, self.preferences.exclusions),
            events,
            after_run=self._after_run,
            pacer=Pacer(MachineSensor(self.worker_process_id), self.preferences.read, events),
        )
        self.reasons = ReasonService(
            catalog, texts, self.relevance, self.tags, model=settings.model
        )
        self.details = DetailsService(catalog)
        self.browse = BrowseService(catalog)
        self.marks = MarkService(catalog, events, self.undo)
        self.exports = ExportService(catalog, WorkerExporter(self._client), events)
        self.trash = TrashService(catalog, events, self.undo, SystemTrash(), self.background.index)
        scores = LibraryScores(
            catalog,
            texts,
            self._indexes,
            self.relevance,
            self.tags,
            model=settings.model,
        )
        self.album_desk = make_albums(
            scores, catalog, self.searches, self.tags.labels, events, self.undo
        )
        self.albums = self.album_desk.service
        names.register("album", self.albums)
        self.sidecars = make_sidecars(
            catalog, self.preferences, self.tags, self.albums, events, self.undo, self.tasks
        )
        self.offers = OfferService(catalog, self.tags.store, self.sidecars, events, self.undo)

    def worker_process_id(self) -> int | None:
        """The worker's process id, None while none runs."""
        return self._client.process_id

    def _after_run(self) -> None:
        """Called when an indexing run in the background has ended."""
