"""Takes a library's permissions from everybody but the person, as older PhotoClips left them."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from photoclip.core.own_files import UNFINISHED, tighten, tighten_tree

_FILES = ("catalog.sqlite3*", "catalog.damaged-*", "labels.json", "window.ini*", "library.*")
_FOLDERS = ("backups", "logs", UNFINISHED, "cache/thumbnails", "cache/previews", "cache/index")
_SHARED_FILES = ("*.json", "*.json.*")
_SHARED_FOLDERS = ("towers", "labels", "models")


def keep_private(library: Path, cache: Path) -> None:
    """Close a library and the shared cache to others. Only what PhotoClip makes is touched, should
    it have been pointed at a folder with other things in it; what may not be changed stays."""
    _close(library, _FILES, (*_FOLDERS, "cache"))
    _close(cache, _SHARED_FILES, _SHARED_FOLDERS)


def _close(place: Path, files: tuple[str, ...], folders: tuple[str, ...]) -> None:
    for pattern in files:
        for path in place.glob(pattern):
            # A damaged catalog that was a folder is kept, too.
            (tighten_tree if path.is_dir() else tighten)(path)
    for name in folders:
        tighten_tree(place / name)
    with contextlib.suppress(OSError):
        # A place for everybody, such as /tmp, stays one.
        if not os.stat(place).st_mode & stat.S_ISVTX:
            tighten(place)
