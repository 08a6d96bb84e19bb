"""What went wrong with a catalog, in the person's words: passing, damage, or a bug."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryError,
    LibraryLockedError,
    LibraryReadOnlyError,
    PhotoClipError,
)
from photoclip.core.wording import Message

_ALMOST_FULL_BYTES = 1 << 20
_PRIMARY_CODE = 0xFF

_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_INTERRUPT,
    }
)


def suspect_mark_of(path: Path) -> Path:
    """A mark left beside a catalog that showed damage, so that the next start checks all of it."""
    return path.with_name(path.name + ".suspect")


def is_writable(directory: Path) -> bool:
    """May this process create files in the directory?"""
    effective = os.access in os.supports_effective_ids
    return os.access(directory, os.W_OK | os.X_OK, effective_ids=effective)


def is_passing(error: sqlite3.Error) -> bool:
    """Whether an error comes of the moment (a lock, a drive, memory), not of the file's content."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _PASSING


def damage_of(path: Path) -> CatalogCorruptError:
    """What is said of a catalog that turned out to be damaged while it was in use."""
    return CatalogCorruptError(
        Message("The catalog {path} is damaged.", path=path),
        "Start PhotoClip again: it puts the last good backup in place.",
    )


def unread(path: Path, error: OSError) -> LibraryError:
    """The catalog's file cannot be looked at."""
    return LibraryError(
        Message(
            "The catalog {path} cannot be read ({strerror}).", path=path, strerror=error.strerror
        ),
        "Check that its drive is connected and that you may read it.",
    )


def translate(error: sqlite3.Error, path: Path) -> PhotoClipError | None:
    """What an SQLite error means to a person, None where it may be a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damage_of(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryLockedError(
            Message("Another program is writing to the catalog {path}.", path=path),
            "Wait until it has finished, or close it, and try again.",
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR) and _is_full(code, path):
        return DiskFullError(
            Message("The disk that holds the catalog {path} is full.", path=path),
            "Nothing was lost: free some space and try again.",
        )
    unopened = code == sqlite3.SQLITE_CANTOPEN and not is_writable(path.parent)
    if unopened or code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return LibraryReadOnlyError(
            Message("The catalog {path} lies where nothing can be written.", path=path),
            "Make its folder writable, or open the library for reading only.",
        )
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_AUTH):
        return LibraryError(
            Message(
                "The catalog {path} cannot be read or written ({error}).", path=path, error=error
            ),
            "Check that its drive is connected and healthy.",
        )
    return None


def _is_full(code: int, path: Path) -> bool:
    if code == sqlite3.SQLITE_FULL:
        return True
    try:
        return shutil.disk_usage(path.parent).free < _ALMOST_FULL_BYTES
    except OSError:
        return False
