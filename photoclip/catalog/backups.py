"""Automatic backups of the catalog, and the return to one after damage."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from photoclip.catalog.connection import settled_uri, suspect_mark_of
from photoclip.catalog.database import Catalog
from photoclip.catalog.header import (
    CatalogHeader,
    FileKind,
    has_wal,
    read_header,
    shm_of,
    wal_of,
)
from photoclip.catalog.integrity import check_file, disk_errors, replace_durably
from photoclip.catalog.migrations import NEWEST_VERSION
from photoclip.catalog.moments import SystemClock
from photoclip.core.errors import CatalogCorruptError, LibraryError
from photoclip.core.ports import Clock
from photoclip.core.wording import Message

_NAME = re.compile(r"catalog-(\d{8}-\d{6})\.sqlite3")
_STAMP = "%Y%m%d-%H%M%S"


def make_backup(catalog: Catalog, directory: Path, keep: int, clock: Clock | None = None) -> Path:
    """Back the catalog up as ``catalog-YYYYMMDD-HHMMSS.sqlite3`` (UTC); returns the file.

    keep: how many backups stay, at least this one; older ones go once the new one is whole and
    checked. Raises CatalogCorruptError (and keeps every older backup) when the catalog is damaged.
    """
    now = (clock or SystemClock()).now().astimezone(UTC)
    with disk_errors(directory):
        directory.mkdir(parents=True, exist_ok=True)
        backup = directory / f"catalog-{now.strftime(_STAMP)}.sqlite3"
        catalog.backup(backup)
        others = [one for one in _backups(directory) if one != backup]
        for old in others[max(keep, 1) - 1 :]:
            old.unlink(missing_ok=True)
    return backup


def latest_backup(directory: Path) -> Path | None:
    """The newest backup, None where there is none."""
    return next(iter(_backups(directory)), None)


def backup_moment(backup: Path) -> datetime:
    """When a backup was made, by its name. Raises ValueError for a file that is no backup."""
    match = _NAME.fullmatch(backup.name)
    if match is None:
        raise ValueError(f"{backup.name} is not the name of a backup")
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)


def restore_if_corrupt(
    path: Path, backups: Path, *, thorough: bool = False, clock: Clock | None = None
) -> str | None:
    """Put the newest valid backup in place of a damaged catalog; what was done, for the person.

    None means that nothing was wrong or nothing is there. To be called before the catalog is
    opened, by the process that holds the library's lock. What costs little is always looked at
    (header, length, schema, the first row of each table); every page is read only after an
    unclean end (a WAL was left), after damage was met in use, or when ``thorough``.
    The damaged file is kept as ``catalog.damaged-<time>.sqlite3``. Raises CatalogCorruptError
    when no backup is valid; then nothing has been changed.
    """
    try:
        header = read_header(path)
    except OSError:
        return None  # opening it will say why
    if header.kind is FileKind.EMPTY and latest_backup(backups) is None:
        return None  # a library that was never used
    complaint = _damage(path, header, thorough)
    mark = suspect_mark_of(path)
    if complaint is None:
        with contextlib.suppress(OSError):
            mark.unlink(missing_ok=True)
        return None
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
    with disk_errors(path.parent):
        damaged = _put_in_place(path, backup, clock or SystemClock())
        mark.unlink(missing_ok=True)
    made = backup_moment(backup).astimezone().strftime("%Y-%m-%d %H:%M")
    return Message(
        "The catalog was damaged, so the backup of {made} took its place; "
        "what came later is found again by the next scan. The damaged file is kept as {damaged}.",
        made=made,
        damaged=damaged,
    )


def _damage(path: Path, header: CatalogHeader, thorough: bool) -> str | None:
    """What is wrong with a catalog; None also where opening it is refused for another reason."""
    if header.kind is FileKind.EMPTY:
        return "it is empty"
    if header.kind is FileKind.NO_DATABASE:
        return "its first bytes are not those of a catalog"
    if header.kind is not FileKind.CATALOG or header.version > NEWEST_VERSION:
        return None
    if not header.is_whole:
        return "its end is cut off"
    try:
        if thorough or has_wal(path) or suspect_mark_of(path).exists():
            return next(iter(check_file(path)), None)
        return _schema_damage(path)
    except (LibraryError, sqlite3.Error):
        return None  # locked, unreachable: opening it will say so


def _schema_damage(path: Path) -> str | None:
    connection = sqlite3.connect(settled_uri(path), uri=True)
    try:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for (table,) in tables.fetchall():
            connection.execute(f'SELECT * FROM "{table}" LIMIT 1').fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return str(error)
        raise
    finally:
        connection.close()
    return None


def _backups(directory: Path) -> list[Path]:
    """Newest first."""
    if not directory.is_dir():
        return []
    found = [one for one in directory.iterdir() if _NAME.fullmatch(one.name)]
    return sorted(found, key=lambda one: one.name, reverse=True)


def _newest_valid(backups: Path) -> Path | None:
    for backup in _backups(backups):
        with contextlib.suppress(OSError, LibraryError):
            header = read_header(backup)
            is_usable = header.kind is FileKind.CATALOG and header.version <= NEWEST_VERSION
            if is_usable and header.is_whole and not check_file(backup):
                return backup
    return None


def _put_in_place(path: Path, backup: Path, clock: Clock) -> Path:
    """Swap the damaged catalog for a copy of the backup; a cut at any point loses neither."""
    suspect_mark_of(path).touch()
    partial = path.with_name(path.name + ".partial")
    try:
        shutil.copyfile(backup, partial)
        damaged = _free_name(path, clock.now().astimezone(UTC).strftime(_STAMP))
        # A WAL left beside the restored file would be replayed into it.
        for sibling, kept in ((wal_of(path), wal_of(damaged)), (shm_of(path), shm_of(damaged))):
            if sibling.exists():
                os.replace(sibling, kept)
        try:
            os.link(path, damaged)
        except OSError:
            shutil.copyfile(path, damaged)  # a file system without hard links
        replace_durably(partial, path)
    finally:
        partial.unlink(missing_ok=True)
    return damaged


def _free_name(path: Path, stamp: str) -> Path:
    number = 1
    while True:
        tail = stamp if number == 1 else f"{stamp}-{number}"
        candidate = path.with_name(f"{path.stem}.damaged-{tail}{path.suffix}")
        if not candidate.exists():
            return candidate
        number += 1
