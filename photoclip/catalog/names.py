"""Names and stats of files as the catalog keeps them: any name that a file system allows survives.

SQLite text must be valid UTF-8, but a file name on POSIX is any run of bytes, so names are stored
as BLOB in the encoding of PEP 383 (``os.fsencode``). Directories use "/" on every system.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from photoclip.core.file_identity import FileStat
from photoclip.core.models import PhotoIds

_ALL_BITS = (1 << 64) - 1

STAT = ("size", "modified_ns", "inode", "changed_ns", "born_ns")
"""The columns of a file's identity, in the order of ``encode_stat``."""


def encode_name(name: str) -> bytes:
    """The bytes of a file name or an absolute path."""
    return os.fsencode(name)


def decode_name(stored: bytes) -> str:
    """The name, with surrogate escapes where it is not valid UTF-8."""
    return os.fsdecode(stored)


def encode_directory(directory: str) -> bytes:
    """A directory relative to its watched folder, "" for the top, with "/" between the parts."""
    if os.sep != "/":
        # Only where the backslash separates: on POSIX it is a letter like any other.
        directory = directory.replace(os.sep, "/")
    return os.fsencode(directory.strip("/"))


def full_path(folder: bytes, directory: bytes, name: bytes) -> str:
    """The absolute path of a file from its three stored parts."""
    parts = os.fsdecode(directory).split("/") if directory else []
    return os.path.join(os.fsdecode(folder), *parts, os.fsdecode(name))


def absolute(path: Path) -> Path:
    """The path as the catalog keeps it: absolute and without "..", links left as they are."""
    return Path(os.path.abspath(path))


def clean_text(text: str) -> str:
    """Text that SQLite can keep: a name that is not valid UTF-8 in a message is written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def encode_stat(stat: FileStat) -> tuple[int, int, int, int, int | None]:
    """Values for ``STAT`` in SQLite, whose integers are signed: an inode that needs all 64 bits
    (ReFS, some network drives) is kept as its two's complement."""
    inode = stat.inode & _ALL_BITS
    signed = inode - (1 << 64) if inode >> 63 else inode
    return stat.size, stat.modified_ns, signed, stat.changed_ns, stat.born_ns


def qualified_stat(alias: str) -> str:
    """The columns of ``STAT`` for a SELECT, of a table that goes by an alias."""
    return ", ".join(f"{alias}.{name}" for name in STAT)


def decode_stat(
    size: int, modified_ns: int, inode: int, changed_ns: int, born_ns: int | None
) -> FileStat:
    """The stat that ``encode_stat`` wrote."""
    return FileStat(size, modified_ns, inode & _ALL_BITS, changed_ns, born_ns)


def id_array(text: str | None) -> PhotoIds:
    """int64 (n,): numbers that SQLite joined with commas (``group_concat``), None for none.

    One row with a long text instead of many rows: SQLite makes it without Python's lock, and no
    Python object is made for each of a million ids.
    """
    return np.fromstring(text, np.int64, sep=",") if text else np.empty(0, np.int64)


def id_list(ids: Iterable[int]) -> str:
    """Ids for ``json_each(?)``: one bound value however many there are."""
    return json.dumps([int(one) for one in ids])
