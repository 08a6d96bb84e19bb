"""Names of files and directories as bytes: any name that a file system allows survives.

SQLite text must be valid UTF-8, but a file name on POSIX is any run of bytes, so names are stored
as BLOB in the encoding of PEP 383 (``os.fsencode``). Directories use "/" on every system.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path


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


def id_list(ids: Iterable[int]) -> str:
    """Ids for ``json_each(?)``: one bound value however many there are."""
    return json.dumps([int(one) for one in ids])
