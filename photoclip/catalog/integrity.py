"""Whether a catalog file is whole, and how a whole one comes into its place."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from photoclip.catalog.connection import settled_uri, translated
from photoclip.core.errors import (
    CatalogCorruptError,
    DiskFullError,
    LibraryError,
    LibraryReadOnlyError,
    is_disk_full,
)
from photoclip.core.wording import Message


def complaints_of(connection: sqlite3.Connection, *, thorough: bool) -> list[str]:
    """What SQLite finds wrong on an open connection; thorough compares the indexes too."""
    pragma = "integrity_check" if thorough else "quick_check"
    found = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}") if row[0] != "ok"]
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        found.append(f"row {row_id} of {table} points to a missing row of {parent}")
    return found


def check_file(path: Path) -> list[str]:
    """What is wrong with a catalog file that is not open: [] means that it can be used."""
    try:
        with translated(path):
            connection = sqlite3.connect(settled_uri(path), uri=True)
            try:
                return complaints_of(connection, thorough=False)
            finally:
                connection.close()
    except CatalogCorruptError as error:
        return [str(error.__cause__ or error)]


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
