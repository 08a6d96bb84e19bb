"""Copies of photos for others: smaller, turned, without what should stay private."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Sequence
from datetime import datetime

from photoclip.catalog.database import Catalog
from photoclip.core.errors import PictureError
from photoclip.core.events import EventBus, ExportProgressed
from photoclip.core.files import ExportJob, ExportReport, ExportSettings, FileFailure, PhotoFile
from photoclip.core.own_files import writing_at
from photoclip.core.ports import PictureExporter
from photoclip.core.wording import Message
from photoclip.services.identity.file_guard import FileGuard
from photoclip.services.tasks import CancelToken


class ExportService:
    """Makes copies one after the other. Originals are only read; the library stays as it is."""

    def __init__(self, catalog: Catalog, exporter: PictureExporter, events: EventBus) -> None:
        self._catalog = catalog
        self._exporter = exporter
        self._events = events
        self._guard = FileGuard(catalog)
        self._one_at_a_time = threading.Lock()

    def run(
        self,
        photo_ids: Collection[int],
        settings: ExportSettings,
        token: CancelToken | None = None,
    ) -> ExportReport:
        """Copy photos into a folder; each copy is there whole before the next is begun.

        A photo that cannot be copied is told in the report, and the others go on. Raises
        ExportError where the folder cannot be written and DiskFullError, both of which end it;
        what was copied until then stays. Progress comes as events.
        """
        library = self._catalog.path.parent
        with self._one_at_a_time, writing_at(library, settings.folder):
            return self._run(list(dict.fromkeys(photo_ids)), settings, token)

    def _run(
        self, photo_ids: Sequence[int], settings: ExportSettings, token: CancelToken | None
    ) -> ExportReport:
        files = self._catalog.photo_files.of(photo_ids)
        rotations = self._catalog.marks.get([one for one in photo_ids if one > 0])
        paths: list[str] = []
        failures: list[FileFailure] = []
        for number, photo_id in enumerate(photo_ids):
            if token is not None and token.is_cancelled:
                return ExportReport(settings.folder, tuple(paths), tuple(failures), True)
            marks = rotations.get(photo_id)
            outcome = self._copy(
                photo_id, files.get(photo_id, []), marks.rotation if marks else 0, settings
            )
            if isinstance(outcome, FileFailure):
                failures.append(outcome)
            else:
                paths.append(outcome)
            self._events.emit(ExportProgressed(number + 1, len(photo_ids), len(failures)))
        return ExportReport(settings.folder, tuple(paths), tuple(failures))

    def _copy(
        self,
        photo_id: int,
        files: Sequence[PhotoFile],
        rotation: int,
        settings: ExportSettings,
    ) -> str | FileFailure:
        if not files:
            return FileFailure("", Message("The photo left the library before it could be copied."))
        file = next((one for one in files if os.path.exists(one.path)), files[0])
        if not os.path.isdir(file.root):
            away = Message(
                "The folder {folder} is away. Connect its drive and export again.",
                folder=file.root,
            )
            return FileFailure(file.path, away)
        refusal = self._guard.refusal(file)
        if refusal is not None:
            return FileFailure(file.path, refusal)
        stem = os.path.splitext(file.name)[0]
        if settings.dated_names:
            stem = f"{self._day(photo_id, file):%Y-%m-%d} {stem}"
        try:
            return self._exporter.export(ExportJob(file.path, stem, rotation, settings))
        except PictureError as error:
            return FileFailure(file.path, error.told)

    def _day(self, photo_id: int, file: PhotoFile) -> datetime:
        metadata = self._catalog.photos.metadata(photo_id) if photo_id > 0 else None
        if metadata is not None and metadata.taken_at is not None:
            return metadata.taken_at
        try:
            return datetime.fromtimestamp(file.stat.modified_ns / 1e9)
        except (OverflowError, OSError, ValueError):
            return datetime(1970, 1, 1)
