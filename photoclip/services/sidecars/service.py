"""Sidecars: what a person says of photos, shared with other programs, where the person wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from photoclip.catalog.database import Catalog
from photoclip.core.events import EventBus, SidecarsProgressed
from photoclip.core.sidecars import SidecarReport, SidecarStatus
from photoclip.services.albums.service import AlbumService
from photoclip.services.preferences import PreferenceService
from photoclip.services.sidecars.reading import SidecarReader
from photoclip.services.sidecars.sides import Batch, LibrarySides, OurSide, Places, memberships
from photoclip.services.sidecars.writing import SidecarWriter
from photoclip.services.tags.label_sets import LabelSetStore
from photoclip.services.tasks import CancelToken
from photoclip.services.undo import UndoStack

Directories = Collection[str] | None


class SidecarService:
    """Writes and reads sidecars; one run at a time, for a background thread.

    What a run holds to is in the preferences: which of tags, ratings and albums. Originals are
    never opened. A file that fails is told in the report, and the others go on. Runs raise
    DiskFullError, LabelError, LibraryReadOnlyError.
    """

    def __init__(
        self,
        catalog: Catalog,
        preferences: PreferenceService,
        store: LabelSetStore,
        albums: AlbumService,
        events: EventBus,
        undo: UndoStack,
    ) -> None:
        self._catalog = catalog
        self._preferences = preferences
        self._store = store
        self._albums = albums
        self._events = events
        self._undo = undo
        self._places = Places(catalog)
        self._running = threading.Lock()
        self._in_albums: frozenset[tuple[int, str]] = frozenset()

    def status(self) -> SidecarStatus:
        """How many sidecars are known, and which failed last."""
        table = self._catalog.sidecars
        return SidecarStatus(table.known_count(), tuple(table.problems()))

    def write(
        self,
        photo_ids: Collection[int] | None = None,
        *,
        only_changed: bool = False,
        token: CancelToken | None = None,
    ) -> SidecarReport:
        """Write the sidecars of all photos, or of some.

        only_changed: pass over photos of which nothing new is to be said.
        """
        with self._running:
            writer = SidecarWriter(self._catalog, self._store.load(), self._preferences.read())
            batches = self._all() if photo_ids is None else self._places.of_photos(photo_ids)
            total = self._photo_count() if photo_ids is None else len(photo_ids)

            def work(batch: Batch, sides: dict[int, OurSide], report: SidecarReport) -> None:
                writer.write(batch, sides, report, only_changed=only_changed)

            return self._run(batches, total, work, token)

    def read(
        self,
        photo_ids: Collection[int] | None = None,
        *,
        only_changed: bool = False,
        token: CancelToken | None = None,
    ) -> SidecarReport:
        """Take in what the sidecars of all photos say, or of some; one step of undo.

        only_changed: pass over sidecars that are as they were at the last look.
        """
        batches = self._all() if photo_ids is None else self._places.of_photos(photo_ids)
        total = self._photo_count() if photo_ids is None else len(photo_ids)
        return self._read(batches, total, token, only_changed=only_changed)

    def trusting(self, beside: Mapping[int, int]) -> SidecarReader:
        """What the sidecars of some files say, read as their own and not entered yet.

        beside: ids of photos by those of their files. To be called while the undo stack is held.
        """
        reader = SidecarReader(
            self._catalog,
            self._store,
            self._events,
            self._undo,
            self._preferences.read(),
            trusted=beside,
        )

        def work(batch: Batch, sides: dict[int, OurSide], report: SidecarReport) -> None:
            chosen = tuple(one for one in batch.places if one.file_id in beside)
            reader.read(replace(batch, places=chosen), sides, report)

        self._run(self._places.of_photos({*beside.values()}), len(beside), work, None)
        return reader

    def read_directories(
        self, wanted: Iterable[tuple[int, Directories]], *, token: CancelToken | None = None
    ) -> SidecarReport:
        """Take in changed sidecars of some directories (None: all) of watched folders, by id."""
        folders = {one.id: one for one in self._catalog.folders.list()}
        batches = (
            batch
            for folder_id, directories in wanted
            if folder_id in folders
            for batch in self._places.of_folder(folders[folder_id], directories)
        )
        return self._read(batches, 0, token, only_changed=True)

    def photos_in_other_albums(self) -> set[int]:
        """The photos that were put in or taken out of albums since the last question, or whose
        albums have other names. The first answer is every photo in an album."""
        now = memberships(self._catalog, self._albums.tree())
        before, self._in_albums = self._in_albums, now
        return {photo_id for photo_id, _ in now ^ before}

    def catch_up(self, token: CancelToken | None = None) -> None:
        """Read and write what has changed since the last time, as the person prefers."""
        chosen = self._preferences.read()
        if chosen.reads_sidecars:
            self.read(only_changed=True, token=token)
        if chosen.writes_sidecars:
            self.write(only_changed=True, token=token)

    def _read(
        self,
        batches: Iterable[Batch],
        total: int,
        token: CancelToken | None,
        *,
        only_changed: bool,
    ) -> SidecarReport:
        with self._running:
            reader = SidecarReader(
                self._catalog, self._store, self._events, self._undo, self._preferences.read()
            )

            def work(batch: Batch, sides: dict[int, OurSide], report: SidecarReport) -> None:
                reader.read(batch, sides, report, only_changed=only_changed)

            report = self._run(batches, total, work, token)
            reader.finish(report)
            return report

    def _run(
        self,
        batches: Iterable[Batch],
        total: int,
        work: Callable[[Batch, dict[int, OurSide], SidecarReport], None],
        token: CancelToken | None,
    ) -> SidecarReport:
        report = SidecarReport()
        library = LibrarySides(
            self._catalog, self._store.load(), self._albums.tree(), self._preferences.read()
        )
        done = 0
        for batch in batches:
            if token is not None and token.is_cancelled:
                report.was_cancelled = True
                break
            sides = {}
            if batch.names is not None:
                sides = library.sides([one.photo_id for one in batch.places])
            work(batch, sides, report)
            done += len(batch.places)
            self._events.emit(SidecarsProgressed(done, max(done, total), len(report.failures)))
        return report

    def _all(self) -> Iterator[Batch]:
        for folder in self._catalog.folders.list():
            yield from self._places.of_folder(folder, None)

    def _photo_count(self) -> int:
        return len(self._catalog.photos.present_ids())
