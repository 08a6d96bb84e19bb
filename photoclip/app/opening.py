"""Opens a library's catalog under its lock, mended where it was damaged, and sets its worker up."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from photoclip.app.leftovers import sweep
from photoclip.app.paths import cache_folder, resources_folder
from photoclip.app.permissions import keep_private
from photoclip.catalog.backups.backups import restore_if_corrupt
from photoclip.catalog.backups.seal import break_seal, seal
from photoclip.catalog.database import Catalog
from photoclip.catalog.format.suspicion import mark_suspect, meaning_of
from photoclip.core.config import Preferences, Settings
from photoclip.core.errors import (
    CatalogCorruptError,
    LibraryError,
    LibraryReadOnlyError,
    PhotoClipError,
)
from photoclip.core.own_files import make_folder, temporary_folder
from photoclip.core.wording import Message
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import ModelLoader, WorkerSetup
from photoclip.services.lock import WriterLock

CATALOG_NAME = "catalog.sqlite3"
BACKUPS_NAME = "backups"
BATCH_SIZE = 16


@dataclass(frozen=True, slots=True)
class OpenedCatalog:
    """lock: None for a reader. restored: what was done about a damaged catalog, for the person."""

    folder: Path
    catalog: Catalog
    lock: WriterLock | None
    restored: str | None

    def close(self, *, in_peace: bool = False) -> None:
        """Close the catalog, and let others write.

        in_peace: no damage was met, so the next start need not read all of it.
        """
        close_catalog(self.catalog, self.lock, in_peace=in_peace)


def close_catalog(catalog: Catalog, lock: WriterLock | None, *, in_peace: bool = True) -> None:
    """Close a catalog, seal it where it was left in peace by its writer, and let others write."""
    catalog.close()
    if lock is not None:
        if in_peace:
            seal(catalog.path)
        lock.release()


def open_catalog(folder: str | os.PathLike[str], *, read_only: bool) -> OpenedCatalog:
    """Open or make the catalog in ``folder``. Raises the LibraryErrors of ``Library.open``."""
    place = Path(os.path.abspath(os.path.expanduser(folder)))
    path = place / CATALOG_NAME
    if read_only:
        if not path.exists():
            raise LibraryError(
                Message("There is no library in {place}.", place=place),
                "Index a folder first: photoclip index.",
            )
        return OpenedCatalog(place, Catalog.open(path, read_only=True), None, None)
    lock = _lock(place)
    try:
        keep_private(place, cache_folder())
        sweep(place, cache_folder())
        catalog, restored = _open_whole(path, place / BACKUPS_NAME)
        if restored is not None:
            # The index was made from a later catalog, whose numbers may mean other photos now.
            shutil.rmtree(place / "cache" / "index", ignore_errors=True)
    except BaseException:
        lock.release()
        raise
    return OpenedCatalog(place, catalog, lock, restored)


def _open_whole(path: Path, backups: Path) -> tuple[Catalog, str | None]:
    """The catalog, and what was done about damage. What a first look overlooks shows when it is
    opened; then everything is read."""
    restored = restore_if_corrupt(path, backups)
    break_seal(path)
    try:
        return Catalog.open(path), restored
    except Exception as error:
        if isinstance(error, PhotoClipError) and not isinstance(error, CatalogCorruptError):
            raise
        restored = restore_if_corrupt(path, backups, thorough=True)
        if restored is None:
            raise
        return Catalog.open(path), restored


def damage_behind(error: Exception, catalog: Catalog) -> PhotoClipError | None:
    """What an unforeseen error means when the catalog turns out to be damaged; else None."""
    if isinstance(error, PhotoClipError):
        return None
    meaning = meaning_of(error, catalog.path)
    if isinstance(meaning, CatalogCorruptError) and not catalog.is_read_only:
        mark_suspect(catalog.path)
    return meaning


def with_preferences(settings: Settings, preferences: Preferences) -> Settings:
    """Settings in which what the start left open is as the person prefers it."""
    return replace(
        settings,
        model=settings.model or preferences.model,
        device=settings.device or preferences.device,
    )


def worker_setup(settings: Settings, thumbnails: Path) -> WorkerSetup:
    """What the worker of a library needs, for this machine."""
    cores = os.cpu_count() or 2
    return WorkerSetup(
        model=settings.model,
        device=settings.device,
        resources=str(resources_folder()),
        cache=str(cache_folder()),
        thumbnails=str(thumbnails),
        thumbnail_edge=settings.thumbnail_edge,
        decode_threads=max(2, min(cores, 16)),
        batch_size=BATCH_SIZE,
        decode_memory_mb=settings.decode_memory_mb,
    )


def _lock(place: Path) -> WriterLock:
    try:
        make_folder(place)
    except OSError as error:
        raise LibraryReadOnlyError(
            Message(
                "No library can be made in {place}: {strerror}.",
                place=place,
                strerror=error.strerror,
            ),
            "Choose another place with --library.",
        ) from error
    lock = WriterLock(place)
    lock.acquire()
    return lock


@contextlib.contextmanager
def worker_without_library(
    settings: Settings, on_notice: Callable[[str], None], loader: ModelLoader | None = None
) -> Iterator[WorkerClient]:
    """A worker for measuring: what it writes goes to a temporary folder and away at the end."""
    with temporary_folder("photoclip-") as folder:
        setup = worker_setup(with_preferences(settings, Preferences()), folder)
        client = WorkerClient(replace(setup, loader=loader), on_notice=on_notice)
        try:
            yield client
        finally:
            client.close()
