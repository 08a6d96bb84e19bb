"""Errors that come up while a catalog is in use: known, damage that is looked for, or a bug."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

from photoclip.catalog.format.failures import damage_of, suspect_mark_of, translate
from photoclip.catalog.format.integrity import is_damaged
from photoclip.core.errors import (
    CatalogCorruptError,
    PhotoClipError,
)

_MAY_BE_DAMAGE = (
    sqlite3.Error,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    struct.error,
)
"""What code throws that is handed values of a shape that was never written."""


_NO_DAMAGE = "_photoclip_says_no_damage"


@contextlib.contextmanager
def translated(path: Path, *, may_mark: bool = False) -> Iterator[None]:
    """The one place where SQLite's errors turn into PhotoClip's.

    may_mark: leave the mark of ``suspect_mark_of`` when the catalog shows damage.
    """
    try:
        yield
    except CatalogCorruptError:
        if may_mark:
            mark_suspect(path)
        raise
    except PhotoClipError:
        raise
    except Exception as error:
        known = meaning_of(error, path)
        if known is None:
            raise
        if may_mark and isinstance(known, CatalogCorruptError):
            mark_suspect(path)
        raise known from error


def mark_suspect(path: Path) -> None:
    """Let the next start check all of a catalog."""
    with contextlib.suppress(OSError):
        suspect_mark_of(path).touch(mode=0o600)


def meaning_of(error: Exception, path: Path) -> PhotoClipError | None:
    """What an error that came up with a catalog open means to a person; None for a bug.

    An error that may come of damage has the catalog checked, once, which takes up to seconds.
    """
    known = translate(error, path) if isinstance(error, sqlite3.Error) else None
    if known is not None or not isinstance(error, _MAY_BE_DAMAGE):
        return known
    # A bug, or a value that nobody wrote: only the file itself can tell.
    if getattr(error, _NO_DAMAGE, False):
        return None
    if is_damaged(path):
        return damage_of(path)
    setattr(error, _NO_DAMAGE, True)
    return None
