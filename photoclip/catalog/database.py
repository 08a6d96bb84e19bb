"""The catalog: one SQLite file that holds everything a library knows."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from types import TracebackType

from photoclip.catalog.albums import AlbumTable
from photoclip.catalog.browsing import BrowsingTable
from photoclip.catalog.connection import BUSY_TIMEOUT_S, Connections
from photoclip.catalog.files.files import FileTable
from photoclip.catalog.files.folders import FolderTable
from photoclip.catalog.files.identities import IdentityTable
from photoclip.catalog.files.photo_files import PhotoFileTable
from photoclip.catalog.filters import FilterTable
from photoclip.catalog.format.failures import unread
from photoclip.catalog.format.header import CatalogHeader, FileKind, read_header
from photoclip.catalog.format.integrity import (
    check_file,
    complaints_of,
    disk_errors,
    replace_durably,
)
from photoclip.catalog.format.migrations import APPLICATION_ID, MIGRATIONS, NEWEST_VERSION
from photoclip.catalog.format.suspicion import translated
from photoclip.catalog.mark_offers import OfferTable
from photoclip.catalog.marks import MarkTable
from photoclip.catalog.models import ModelTable
from photoclip.catalog.moments import SystemClock
from photoclip.catalog.photos import PhotoTable
from photoclip.catalog.settings import SettingTable
from photoclip.catalog.sidecars import SidecarTable
from photoclip.catalog.succession import SuccessionTable
from photoclip.catalog.tags import TagTable
from photoclip.catalog.vectors import VectorTable
from photoclip.core.errors import (
    CatalogCorruptError,
    LibraryError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from photoclip.core.own_files import make_folder
from photoclip.core.ports import Clock
from photoclip.core.wording import Message

_OLDEST_SQLITE = (3, 37, 0)
_PAGE_BYTES = 8192
_PAGES_A_STEP = 1024


class Catalog:
    """One open catalog. Any thread may use it; each gets its own connection.

    The tables raise LibraryReadOnlyError, DiskFullError, LibraryLockedError and
    CatalogCorruptError where the file or its disk does not let them do their work.
    """

    folders: FolderTable
    files: FileTable
    photos: PhotoTable
    vectors: VectorTable
    models: ModelTable
    settings: SettingTable
    browsing: BrowsingTable
    marks: MarkTable
    filters: FilterTable
    tags: TagTable
    albums: AlbumTable
    photo_files: PhotoFileTable
    sidecars: SidecarTable
    identities: IdentityTable
    succession: SuccessionTable
    offers: OfferTable

    def __init__(self, connections: Connections, clock: Clock) -> None:
        """Use ``Catalog.open``."""
        self.connections = connections
        self.path = connections.path
        self.is_read_only = connections.read_only
        self.folders = FolderTable(connections, clock)
        self.files = FileTable(connections, clock)
        self.photos = PhotoTable(connections, clock)
        self.vectors = VectorTable(connections)
        self.models = ModelTable(connections)
        self.settings = SettingTable(connections)
        self.browsing = BrowsingTable(connections)
        self.marks = MarkTable(connections)
        self.filters = FilterTable(connections)
        self.tags = TagTable(connections, clock)
        self.albums = AlbumTable(connections, clock)
        self.photo_files = PhotoFileTable(connections, self.files)
        self.sidecars = SidecarTable(connections)
        self.identities = IdentityTable(connections, self.files, clock)
        self.succession = SuccessionTable(connections, clock)
        self.offers = OfferTable(connections, clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
        timeout_s: float = BUSY_TIMEOUT_S,
    ) -> Catalog:
        """Open a catalog, create it where none is, bring an older one up to date.

        timeout_s: how long a writer waits for another one.
        Raises LibraryNewerError for the catalog of a newer PhotoClip and LibraryError for the
        database of another program, both left untouched to the byte; CatalogCorruptError,
        LibraryReadOnlyError, LibraryLockedError, DiskFullError as their names say.
        """
        header = _inspect(path, read_only)
        if header.kind is FileKind.ABSENT and not read_only:
            with disk_errors(path.parent):
                make_folder(path.parent)
                # SQLite gives the WAL and its index the permissions of the file itself.
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        connections = Connections(path, read_only=read_only, timeout_s=timeout_s)
        try:
            if read_only:
                _expect_current(connections)
            else:
                is_new = header.kind in (FileKind.ABSENT, FileKind.EMPTY)
                _prepare(connections, is_new)
        except BaseException:
            connections.close()
            raise
        return cls(connections, clock or SystemClock())

    def transaction(self) -> contextlib.AbstractContextManager[object]:
        """All changes made inside, by this thread, become one: all or nothing.

        May be nested: an inner one belongs to the outer one, and when an error leaves the inner
        one, only its part is undone. Other threads' writes wait meanwhile.
        """
        return self.connections.writing()

    def backup(self, destination: Path) -> None:
        """Write a complete, checked copy to ``destination``, which appears only when it is whole.

        The library may be used meanwhile; the copy is the state at the start. Raises
        CatalogCorruptError when the copy does not pass its check, DiskFullError.
        """
        partial = destination.with_name(destination.name + ".partial")
        try:
            with disk_errors(destination.parent), translated(destination):
                self._copy_to(partial)
            complaints = check_file(partial)
            if complaints:
                raise CatalogCorruptError(
                    Message(
                        "The catalog {path} is damaged ({complaints}).",
                        path=self.path,
                        complaints=complaints[0],
                    ),
                    "Start PhotoClip again: it puts the last good backup in place.",
                )
            with disk_errors(destination.parent):
                replace_durably(partial, destination)
        finally:
            with contextlib.suppress(OSError):
                partial.unlink()

    def check(self, thorough: bool = False) -> list[str]:
        """What is wrong with the file, in SQLite's words; an empty list means nothing is.

        thorough: compare indexes with tables too, which takes several times longer.
        """
        try:
            with self.connections.snapshot() as connection:
                return complaints_of(connection, thorough=thorough)
        except CatalogCorruptError as error:
            return [str(error.__cause__ or error)]

    def close(self) -> None:
        """Close all connections. Waits for transactions that other threads are in."""
        self.connections.close()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _copy_to(self, partial: Path) -> None:
        partial.unlink(missing_ok=True)
        # SQLite gives a journal the permissions of its file.
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        # A connection of its own, with a snapshot held open: without it, SQLite starts the copy
        # anew at every commit, and with the thread's own it would copy an unfinished transaction.
        source = Connections(self.path, read_only=True)
        try:
            with source.snapshot() as connection:
                connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
                target = sqlite3.connect(partial)
                try:
                    connection.backup(target, pages=_PAGES_A_STEP, sleep=0)
                    # One self-contained file, readable also from a place that cannot be written.
                    target.execute("PRAGMA journal_mode = DELETE")
                finally:
                    target.close()
        finally:
            source.close()


def _inspect(path: Path, read_only: bool) -> CatalogHeader:
    """Refuse, before SQLite opens it, whatever this PhotoClip must not touch."""
    try:
        header = read_header(path)
    except OSError as error:
        raise unread(path, error) from error
    if header.kind is FileKind.OTHER_DATABASE:
        raise LibraryError(
            Message("{path} is a database of another program.", path=path),
            "Choose another folder for the library; the file was left as it is.",
        )
    if header.kind is FileKind.FOLDER:
        raise CatalogCorruptError(
            Message("The catalog {path} cannot be read: it is a folder.", path=path),
            "Move it elsewhere, or choose another folder for the library.",
        )
    if header.kind is FileKind.NO_DATABASE:
        raise CatalogCorruptError(
            Message("{path} is damaged or no catalog at all.", path=path),
            "Restore a backup, or choose another folder for the library.",
        )
    if header.version > NEWEST_VERSION:
        raise LibraryNewerError(
            Message(
                "The library was last used by a newer PhotoClip (catalog version "
                "{version}, this one knows {newest_version}).",
                version=header.version,
                newest_version=NEWEST_VERSION,
            ),
            "Update PhotoClip; the library was left as it is.",
        )
    if read_only and header.kind in (FileKind.ABSENT, FileKind.EMPTY):
        raise LibraryError(
            Message("There is no library at {parent}.", parent=path.parent),
            "Index a folder of photos first.",
        )
    return header


def _prepare(connections: Connections, is_new: bool) -> None:
    """Identity, journal mode, version; and proof that the catalog can be written."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LibraryError(
            Message("SQLite {sqlite_version} is too old.", sqlite_version=sqlite3.sqlite_version),
            "PhotoClip needs 3.37 or newer.",
        )
    with connections.reading() as connection:
        if is_new:
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            # Before the WAL exists, so that it stands in the file itself from its first byte.
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        # Where the file system has no shared memory, SQLite keeps another mode, and works.
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        _migrate(connections, connection)
    with connections.writing():
        pass  # asks for the write lock: a catalog that cannot be written is refused now


def _migrate(connections: Connections, connection: sqlite3.Connection) -> None:
    if _version(connection) == NEWEST_VERSION:
        return
    # Takes effect outside transactions only.
    connection.execute("PRAGMA foreign_keys = OFF")
    while (version := _version(connection)) < NEWEST_VERSION:
        with connections.writing():
            if _version(connection) != version:
                continue  # another process has just done it
            for statement in MIGRATIONS[version]:
                connection.execute(statement)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise CatalogCorruptError(
                    Message(
                        "The catalog {path} could not be brought up to date.", path=connections.path
                    ),
                    "It was left at its version; restore a backup and try again.",
                )
            connection.execute(f"PRAGMA user_version = {version + 1}")
    connection.execute("PRAGMA foreign_keys = ON")


def _expect_current(connections: Connections) -> None:
    with connections.reading() as connection:
        if _version(connection) < NEWEST_VERSION:
            raise LibraryReadOnlyError(
                "The library was last used by an older PhotoClip and has to be brought up to date.",
                "Open it once where it can be written.",
            )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
