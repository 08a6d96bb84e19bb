"""How SQLite is told which catalog to open, and in which manner."""

from __future__ import annotations

from pathlib import Path

from photoclip.catalog.format.failures import is_writable
from photoclip.catalog.format.header import has_wal


def connection_uri(path: Path, mode: str) -> str:
    """The SQLite URI of a catalog; mode is "ro", "rw" or "rwc".

    A catalog on a place where nothing can be created (a read-only drive) has no room for the
    WAL's index, so SQLite must be told that nobody else can change it.
    """
    if mode == "ro" and not is_writable(path.parent):
        return settled_uri(path)
    return f"{_file_uri(path)}?mode={mode}"


def settled_uri(path: Path) -> str:
    """The URI of a catalog that nobody writes to: reading it leaves no trace beside it.

    Pages that still lie in a WAL would be overlooked then, so with a WAL the usual way is taken,
    which makes the WAL's index where there is none.
    """
    uri = f"{_file_uri(path)}?mode=ro"
    return uri if has_wal(path) else f"{uri}&immutable=1"


def _file_uri(path: Path) -> str:
    uri = path.absolute().as_uri()
    # A Windows share gives file://server/share, but SQLite takes no host, only a path.
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)
