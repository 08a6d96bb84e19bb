"""Automatic backups of the catalog, and the return to one after damage."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from photoclip.catalog.backups.generations import (
    KEY,
    Backup,
    backup_moment,
    backups_in,
    is_due,
    latest_backup,
    name_of,
    newer_than,
    next_number,
    superfluous,
)
from photoclip.catalog.backups.mending import is_index_damage, mended_copy
from photoclip.catalog.backups.seal import is_sealed, was_interrupted, was_ours
from photoclip.catalog.database import Catalog
from photoclip.catalog.format.addresses import settled_uri
from photoclip.catalog.format.failures import is_passing, suspect_mark_of
from photoclip.catalog.format.header import (
    CatalogHeader,
    FileKind,
    read_header,
    shm_of,
    wal_of,
)
from photoclip.catalog.format.integrity import check_file, disk_errors, replace_durably
from photoclip.catalog.format.migrations import NEWEST_VERSION
from photoclip.catalog.format.schema import FARTHEST_VERSION, schema_complaints
from photoclip.catalog.format.suspicion import mark_suspect
from photoclip.catalog.moments import SystemClock
from photoclip.core.errors import CatalogCorruptError, LibraryError
from photoclip.core.own_files import make_folder
from photoclip.core.ports import Clock
from photoclip.core.wording import Message

__all__ = ["backup_moment", "is_due", "latest_backup", "make_backup", "restore_if_corrupt"]

_STAMP = "%Y%m%d-%H%M%S"


def make_backup(catalog: Catalog, directory: Path, keep: int, clock: Clock | None = None) -> Path:
    """Back the catalog up as ``catalog-NUMBER-YYYYMMDD-HHMMSS.sqlite3`` (UTC); returns the file.

    keep: how many of the newest stay whatever room they take, at least this one; which older ones
    stay tells ``generations.superfluous``. They go once the new one is whole and checked. Raises
    CatalogCorruptError (and keeps every older backup) when the catalog is damaged, which the
    next start then mends.
    """
    now = (clock or SystemClock()).now().astimezone(UTC)
    with disk_errors(directory):
        make_folder(directory)
        number = next_number(backups_in(directory))
        backup = directory / name_of(number, now)
    try:
        catalog.settings.set(KEY, {"number": number})
        catalog.backup(backup)
    except CatalogCorruptError:
        mark_suspect(catalog.path)
        raise
    with disk_errors(directory):
        for old in superfluous(backups_in(directory), max(keep, 1), _is_good(backup)):
            old.path.unlink(missing_ok=True)
    return backup


def restore_if_corrupt(
    path: Path, backups: Path, *, thorough: bool = False, clock: Clock | None = None
) -> str | None:
    """Put the newest valid backup in place of a damaged catalog; what was done, for the person.

    None means that nothing was wrong or nothing is there. To be called before the catalog is
    opened, by the process that holds the library's lock. What costs little is always looked at
    (header, length, schema, the first row of each table); everything is read unless the catalog is
    as it was left by a clean end (its seal), when damage was met in use, or when ``thorough``.
    Where only indexes lack entries they are made anew, and nothing is lost. The damaged file is
    kept as ``catalog.damaged-<time>.sqlite3``. Raises CatalogCorruptError when no backup is
    valid; then nothing has been changed.
    """
    try:
        header = read_header(path)
    except OSError:
        return None  # opening it will say why
    if header.kind is FileKind.EMPTY and latest_backup(backups) is None:
        return None  # a library that was never used
    complaints = _damage(path, header, thorough)
    if not complaints and header.kind is FileKind.CATALOG and was_interrupted(path):
        complaints = _loss(path, backups)
    if not complaints:
        with contextlib.suppress(OSError):
            suspect_mark_of(path).unlink(missing_ok=True)
        return None
    now = (clock or SystemClock()).now()
    with disk_errors(path.parent):
        if is_index_damage(complaints):
            kept = _put_in_place(path, now, lambda partial: mended_copy(path, partial))
            if kept is not None:
                return Message(
                    "The catalog was damaged in a part that could be made anew from the rest; "
                    "nothing is lost. The damaged file is kept as {damaged}.",
                    damaged=kept,
                )
        return _restored(path, backups, complaints[0], now)


def _restored(path: Path, backups: Path, complaint: str, now: datetime) -> str:
    backup = _newest_valid(backups)
    if backup is None:
        raise CatalogCorruptError(
            Message(
                "The catalog {path} is damaged ({complaint}) and there is no backup of it.",
                path=path,
                complaint=complaint,
            ),
            "Move that file elsewhere and index your folders again; your photos are untouched.",
        )

    def copy(partial: Path) -> bool:
        shutil.copyfile(backup, partial)
        return True

    damaged = _put_in_place(path, now, copy)
    made = backup_moment(backup).astimezone().strftime("%Y-%m-%d %H:%M")
    return Message(
        "The catalog was damaged, so the backup of {made} took its place; "
        "what came later is found again by the next scan. The damaged file is kept as {damaged}.",
        made=made,
        damaged=damaged,
    )


def _damage(path: Path, header: CatalogHeader, thorough: bool) -> list[str]:
    """What is wrong with a catalog; nothing also where opening it is refused for another reason."""
    odd = _odd_shape(path, header)
    if odd is not None:
        return [odd]
    if header.kind is not FileKind.CATALOG or header.version > NEWEST_VERSION:
        return []
    try:
        if thorough or not is_sealed(path) or suspect_mark_of(path).exists():
            return check_file(path)
        return _quick_damage(path)
    except (LibraryError, sqlite3.Error):
        return []  # locked, unreachable: opening it will say so


def _loss(path: Path, backups: Path) -> list[str]:
    """Whether a sound catalog lost what a backup still has."""
    with contextlib.suppress(OSError):
        if any(_is_usable(one.path) for one in newer_than(path, backups)):
            return ["its latest changes are lost"]
    return []


def _odd_shape(path: Path, header: CatalogHeader) -> str | None:
    """What can be seen without SQLite."""
    if header.kind is FileKind.FOLDER:
        return "it is a folder"
    if header.kind is FileKind.EMPTY:
        return "it is empty"
    if header.kind is FileKind.NO_DATABASE:
        return "its first bytes are not those of a catalog"
    if header.kind is FileKind.OTHER_DATABASE and was_ours(path):
        return "it does not say any more that it is a catalog"
    if header.kind is FileKind.CATALOG and not 0 <= header.version <= FARTHEST_VERSION:
        return "its version makes no sense"
    if header.kind is FileKind.CATALOG and not header.is_whole:
        return "its end is cut off"
    if any(one.exists() and not one.is_file() for one in (wal_of(path), shm_of(path))):
        return "a folder stands where its latest changes belong"
    return None


def _quick_damage(path: Path) -> list[str]:
    connection = sqlite3.connect(settled_uri(path), uri=True)
    try:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            connection.execute(f'SELECT * FROM "{table}" LIMIT 1').fetchone()
        return list(schema_complaints(connection))
    except sqlite3.Error as error:
        if is_passing(error):
            raise
        return [str(error)]
    except (ValueError, TypeError) as error:
        return [str(error)]
    finally:
        connection.close()


def _is_good(fresh: Path) -> Callable[[Backup], bool]:
    """Whether a backup is whole; the one that was made and checked just now is."""
    return lambda one: one.path == fresh or _is_usable(one.path)


def _is_usable(backup: Path) -> bool:
    with contextlib.suppress(OSError, LibraryError, sqlite3.Error):
        header = read_header(backup)
        is_ours = header.kind is FileKind.CATALOG and 0 <= header.version <= NEWEST_VERSION
        return is_ours and header.is_whole and not check_file(backup)
    return False


def _newest_valid(backups: Path) -> Path | None:
    return next((one.path for one in backups_in(backups) if _is_usable(one.path)), None)


def _put_in_place(path: Path, now: datetime, make: Callable[[Path], bool]) -> Path | None:
    """Swap the damaged catalog for what ``make`` writes; a cut at any point loses neither.

    Returns where the damaged file lies now; None, with nothing changed, where ``make`` says no.
    """
    mark_suspect(path)
    partial = path.with_name(path.name + ".partial")
    try:
        _make_private(partial)
        if not make(partial):
            return None
        damaged = _free_name(path, now.astimezone(UTC).strftime(_STAMP))
        # A WAL left beside the restored file would be replayed into it.
        for sibling, kept in ((wal_of(path), wal_of(damaged)), (shm_of(path), shm_of(damaged))):
            if sibling.exists():
                os.replace(sibling, kept)
        _keep(path, damaged)
        replace_durably(partial, path)
        suspect_mark_of(path).unlink(missing_ok=True)
    finally:
        partial.unlink(missing_ok=True)
    return damaged


def _make_private(partial: Path) -> None:
    """An empty file that nobody else may read, whatever it is filled with."""
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _keep(path: Path, damaged: Path) -> None:
    if path.is_dir():
        os.replace(path, damaged)
        return
    try:
        os.link(path, damaged)
    except OSError:
        shutil.copyfile(path, damaged)  # a file system without hard links


def _free_name(path: Path, stamp: str) -> Path:
    number = 1
    while True:
        tail = stamp if number == 1 else f"{stamp}-{number}"
        candidate = path.with_name(f"{path.stem}.damaged-{tail}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
