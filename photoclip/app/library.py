"""One library with all that can be done in it: the way in for the window, the shell and Python."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from photoclip.app.ending import close_at_exit, closed
from photoclip.app.opening import (
    BACKUPS_NAME,
    CATALOG_NAME,
    close_catalog,
    damage_behind,
    open_catalog,
)
from photoclip.app.paths import default_library_folder
from photoclip.app.wiring import LibraryParts
from photoclip.catalog.backups.backups import backup_moment, is_due, latest_backup, make_backup
from photoclip.core.checks import CheckResult
from photoclip.core.config import Settings
from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryLockedError,
    LibraryReadOnlyError,
    PhotoClipError,
)
from photoclip.core.events import EventBus, NoticeGiven
from photoclip.core.models import (
    FileState,
    Folder,
    FolderStatus,
    IndexReport,
    LibraryStatus,
    ProblemFile,
    SearchResults,
    Vectors,
)
from photoclip.core.wording import Message
from photoclip.embed.models.registry import find_model
from photoclip.embed.worker.messages import ModelLoader, ModelReady
from photoclip.ingest.folders import normalise
from photoclip.services.measuring.doctor import DoctorService
from photoclip.services.photos.previews import missing_thumbnails
from photoclip.services.search.modelkeys import remembered_model
from photoclip.services.search.search import DEFAULT_LIMIT
from photoclip.services.tasks import CancelToken, Task

log = logging.getLogger(__name__)

BACKUP_EVERY = timedelta(hours=20)
ORPHANS_KEPT = timedelta(days=60)


class Library(LibraryParts):
    """A person's library. Open it with :meth:`open` and close it, or use it in a ``with``.

    >>> with Library.open("my-library") as library:
    ...     library.index("~/Pictures")
    ...     for hit in library.search("a dog on a sofa").hits:
    ...         print(hit.path, hit.score)
    """

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str] | None = None,
        *,
        read_only: bool = False,
        settings: Settings | None = None,
        events: EventBus | None = None,
        loader: ModelLoader | None = None,
    ) -> Self:
        """Open the library in ``folder`` (the person's own by default); make it where none is.

        read_only: search and look only, beside another PhotoClip that writes. loader: loads
        another kind of model in the worker; a function at the top of a module. Raises
        LibraryLockedError when another one writes, LibraryNewerError for a newer version's
        library, CatalogCorruptError when it is damaged and has no backup, LibraryReadOnlyError,
        and ModelError for a model that is not known.
        """
        events, settings = events or EventBus(), settings or Settings()
        if loader is None and settings.model:
            find_model(settings.model)
        place = folder or default_library_folder()
        try:
            return cls._opened(place, read_only, settings, events, loader)
        except CatalogCorruptError:
            if read_only:
                raise
        # Damage met while its parts were read has left a mark: now all is checked and mended.
        return cls._opened(place, read_only, settings, events, loader)

    @classmethod
    def open_to_look(cls, folder: str | os.PathLike[str] | None = None, **options: Any) -> Self:
        """Open a library for whoever only wants to look: as ``open`` does where that succeeds,
        since a writer mends what is damaged, and read-only while another one writes, where
        nothing can be written, and on a full disk. options: as of ``open``."""
        try:
            return cls.open(folder, **options)
        except (LibraryLockedError, LibraryReadOnlyError, DiskFullError) as error:
            library = cls.open(folder, read_only=True, **options)
            if isinstance(error, DiskFullError):
                library.restored = Message(
                    "The disk is full, so the library can only be looked at. "
                    "Make room and start PhotoClip again."
                )
            return library

    @classmethod
    def _opened(
        cls,
        place: str | os.PathLike[str],
        read_only: bool,
        settings: Settings,
        events: EventBus,
        loader: ModelLoader | None,
    ) -> Self:
        opened = open_catalog(place, read_only=read_only)
        if opened.restored is not None:
            log.warning("%s", opened.restored)
            events.emit(NoticeGiven(opened.restored))
        try:
            library = cls(opened.folder, opened.catalog, settings, events, opened.lock, loader)
        except BaseException:
            opened.close()
            raise
        library.restored = opened.restored
        close_at_exit(library)
        return library

    restored: str | None = None  # what was done about a catalog at opening, for the person
    _backup_trouble = ""  # what was said last of a backup that could not be made

    def index(
        self,
        folders: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
        *,
        token: CancelToken | None = None,
        verify: bool = False,
    ) -> IndexReport:
        """Watch ``folders``, all watched ones if none, and bring the library up to date with them.

        One that lies in a watched folder is scanned with it. verify: read every file again and
        compare it. Progress: events. Raises FolderError, ModelError, WorkerError, DiskFullError.
        """
        self._must_write()
        wanted = [folders] if isinstance(folders, str | os.PathLike) else list(folders)
        chosen = {one.id: one for one in map(self._watched, wanted)}
        scanned = list(chosen.values()) if wanted else self._folders.list()
        if verify:
            self._catalog.files.doubt_all({one.id for one in scanned})
        report = self._indexing.run(scanned, token)
        self.previews.restore_thumbnails(missing_thumbnails(self._catalog, self.thumbnails), token)
        if report.embedded or report.gone or report.recognised:
            self._back_up_if_due()
        self.sidecars.catch_up(token)
        return report

    def search(
        self,
        text: str,
        *,
        folder: str | os.PathLike[str] | None = None,
        limit: int = DEFAULT_LIMIT,
        at_most: int = 0,
    ) -> SearchResults:
        """The photos that fit a query best (docs/query-language.md). See SearchService.search."""
        return self.searches.search(text, folder=_place(folder), limit=limit, at_most=at_most)

    def search_like(
        self,
        picture: str | os.PathLike[str],
        *,
        folder: str | os.PathLike[str] | None = None,
        limit: int = DEFAULT_LIMIT,
    ) -> SearchResults:
        """The photos most like a picture file, best first. See SearchService.by_picture."""
        return self.searches.by_picture(Path(picture), folder=_place(folder), limit=limit)

    def search_like_photo(self, photo_id: int, *, limit: int = DEFAULT_LIMIT) -> SearchResults:
        """The photos most like one of the library. See SearchService.by_photo."""
        return self.searches.by_photo(photo_id, limit=limit)

    def add_folder(self, path: str | os.PathLike[str]) -> Folder:
        """Watch a folder without indexing it yet. Raises FolderError."""
        self._must_write()
        return self._folders.add(path)

    def remove_folder(self, path: str | os.PathLike[str]) -> Folder:
        """Stop watching a folder; the files in it are not touched. Raises FolderError."""
        self._must_write()
        with self.background.held_still():
            return self._folders.remove(path)

    def folders(self) -> list[Folder]:
        """Every watched folder."""
        return self._folders.list()

    def folder_statuses(self) -> Sequence[FolderStatus]:
        """Every watched folder with the number of its files by their state."""
        return self._folders.statuses()

    def folder_tree(self) -> dict[int, Sequence[str]]:
        """The relative directories with files of each watched folder, by the folder's id."""
        return self._folders.tree()

    def problems(self) -> list[ProblemFile]:
        """Every file that could not be taken in, with the reason."""
        return self._catalog.files.problems()

    def problem_count(self) -> int:
        """How many files could not be taken in."""
        return self._catalog.files.problem_count()

    def retry_problems(self) -> int:
        """Try files that could not be read again at the next indexing; how many they are."""
        self._must_write()
        return self._catalog.files.retry_failed()

    def status(self) -> LibraryStatus:
        """What the library holds."""
        files = self._catalog.files
        backup = latest_backup(self.folder / BACKUPS_NAME)
        models, counts = self._catalog.models.list(), files.counts()
        return LibraryStatus(
            folder=str(self.folder),
            photos=len(self._catalog.photos.present_ids()),
            files=counts,
            waiting=counts.get(FileState.PENDING, 0),
            folders=self._folders.statuses(),
            models={one.key: self._catalog.vectors.count(one.id) for one in models},
            catalog_bytes=sum(one.stat().st_size for one in self.folder.glob(f"{CATALOG_NAME}*")),
            thumbnail_bytes=self.thumbnails.size_bytes(),
            last_backup=backup_moment(backup) if backup else None,
        )

    def build_index(self) -> Task[bool] | None:
        """Build the graph for fast search in the background, where this library gains by one."""
        self._must_write()
        model_id = remembered_model(self._catalog, self.settings.model)
        return None if model_id is None else self._indexes.build_where_it_pays(model_id)

    def model(self) -> ModelReady:
        """The loaded model and what runs where; waits until it is loaded."""
        return self._client.describe()

    def warm_up(self) -> None:
        """Load what a search needs, so that the first one is as fast as any other."""
        self.searches.warm_up()

    def embed_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, d), unit length: texts as the model sees them."""
        return self._client.embed_texts(texts)

    def index_kind(self) -> str:
        """How the library in memory is searched: "exact", "hnsw", or "none" before a search."""
        model_id = remembered_model(self._catalog, self.settings.model)
        index = None if model_id is None else self._indexes.opened(model_id)
        return "none" if index is None else index.kind

    def doctor(self) -> Iterator[CheckResult]:
        """Check everything, one result after the other."""
        return DoctorService(self._catalog, self._client, self._indexes, self.folder).run()

    def back_up(self, *, only_if_due: bool = False) -> Path | None:
        """Back the catalog up; with ``only_if_due`` at most about once a day."""
        self._must_write()
        folder = self.folder / BACKUPS_NAME
        if only_if_due and not is_due(folder, datetime.now(UTC), BACKUP_EVERY):
            return None
        self._catalog.photos.purge_orphans(datetime.now(UTC) - ORPHANS_KEPT)
        return make_backup(self._catalog, folder, self.settings.backups_kept)

    def close(self) -> None:
        """End the worker and all tasks, and let others write."""
        closed(self)
        self.background.ask_to_stop()
        # First the worker: work that waits for its answer would hold the others up.
        self._client.close()
        self.background.stop()
        self.tasks.close()
        if not self.is_read_only:
            self._indexes.save()
        close_catalog(self._catalog, self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        meaning = damage_behind(error, self._catalog) if isinstance(error, Exception) else None
        self.close()
        if meaning is not None:
            raise meaning from error

    def _after_run(self) -> None:
        self._back_up_if_due()

    def _back_up_if_due(self) -> None:
        try:
            self.back_up(only_if_due=True)
        except PhotoClipError as error:
            # The photos are in, which is what was asked for.
            log.warning("the catalog was not backed up: %s", error)
            if error.message != self._backup_trouble:
                self._backup_trouble = error.message
                self.events.emit(NoticeGiven(error.told))

    def _watched(self, path: str | os.PathLike[str]) -> Folder:
        return self._folders.covering(path) or self._folders.add(path)

    def _must_write(self) -> None:
        if self.is_read_only:
            raise LibraryReadOnlyError(
                "This library is open for looking only.", "Open it without “read only”."
            )


def _place(folder: str | os.PathLike[str] | None) -> Path | None:
    return None if folder is None else normalise(folder)
