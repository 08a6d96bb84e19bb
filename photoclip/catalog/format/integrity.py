"""Whether a catalog file is whole, and how a whole one comes into its place."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from photoclip.catalog.format.addresses import connection_uri, settled_uri
from photoclip.catalog.format.contents import content_complaints
from photoclip.catalog.format.failures import is_passing, translate, unread
from photoclip.catalog.format.schema import schema_complaints
from photoclip.core.errors import (
    DiskFullError,
    LibraryError,
    LibraryReadOnlyError,
    PhotoClipError,
    is_disk_full,
)
from photoclip.core.wording import Message

MOST_COMPLAINTS = 1000
"""More are not gathered: a file so damaged is not looked at any closer."""


def complaints_of(connection: sqlite3.Connection, *, thorough: bool) -> list[str]:
    """What SQLite finds wrong on an open connection; thorough compares the indexes too, and reads
    every value back as what it is."""
    pragma = "integrity_check" if thorough else "quick_check"
    rows = connection.execute(f"PRAGMA {pragma}({MOST_COMPLAINTS})")
    found = [str(row[0]) for row in rows if row[0] != "ok"]
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        if len(found) >= MOST_COMPLAINTS:
            return found
        found.append(f"row {row_id} of {table} points to a missing row of {parent}")
    found.extend(schema_complaints(connection))
    if thorough and not found:
        found.extend(islice(content_complaints(connection), MOST_COMPLAINTS))
    return found


def check_file(path: Path, *, in_use: bool = False) -> list[str]:
    """What is wrong with a catalog file: [] means that it can be used.

    Everything is looked at: pages, indexes, references, the schema, and each value.
    in_use: it is open, and may be written to meanwhile. Raises
    LibraryError only where the file cannot be reached now, which says nothing of its content.
    """
    try:
        uri = connection_uri(path, "ro") if in_use else settled_uri(path)
        connection = sqlite3.connect(uri, uri=True)
        try:
            return complaints_of(connection, thorough=True)
        finally:
            connection.close()
    except sqlite3.Error as error:
        if not is_passing(error):
            return [str(error) or type(error).__name__]
        known = translate(error, path)
        if known is None:
            raise
        raise known from error
    except PhotoClipError:
        raise
    except OSError as error:
        raise unread(path, error) from error
    except Exception as error:
        # Bytes that no catalog holds come up in many ways: as text that is no UTF-8 in an
        # error's own message, as rows of another shape. The file was not to be read, that is all.
        return [str(error) or type(error).__name__]


def is_damaged(path: Path) -> bool:
    """Whether a catalog in use shows damage now; False also where it cannot be looked at."""
    try:
        return bool(check_file(path, in_use=True))
    except (PhotoClipError, OSError, sqlite3.Error):
        return False


def replace_durably(source: Path, destination: Path) -> None:
    """Move a finished file into place so that a power cut leaves either the old or the new one."""
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(source, destination)
    if os.name == "posix":
        directory = os.open(destination.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


@contextlib.contextmanager
def disk_errors(directory: Path) -> Iterator[None]:
    """Turns the operating system's errors while writing into a directory into PhotoClip's."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(
                Message("The disk that holds {directory} is full.", directory=directory),
                "Free some space and try again.",
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise LibraryReadOnlyError(
                Message("Nothing can be written in {directory}.", directory=directory),
                "Choose a place that you may write to.",
            ) from error
        raise LibraryError(
            Message(
                "{directory} cannot be written ({strerror}).",
                directory=directory,
                strerror=error.strerror,
            ),
            "Check that its drive is connected and healthy.",
        ) from error
