"""Takes away what killed processes left half done. Every start that may write begins with it.

To be called with the library's lock held: then nobody else is making what only a writer makes. All
other things are held by whoever is making them (``core/own_files.py``).
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from photoclip.core.own_files import OLD_S, UNFINISHED, discard
from photoclip.index.cache_files import named_files
from photoclip.media.whole_files import TEMPORARY, remove_leftovers

_JOURNALS = ("", "-journal", "-wal", "-shm")
_IN_FOLDERS = re.compile(
    r"\.photoclip-(?:[0-9a-f]{16}\.partial|[a-z0-9_]{8}\.tmp|share-[a-z0-9_]{8})"
)
_OF_SYSTEM = re.compile(r"photoclip-(?:evaluate-)?[a-z0-9_]{8}")
_OF_WINDOW = re.compile(r"window\.ini\.[A-Za-z]{6}")
_WITH_PROCESS = re.compile(r".+[.-](\d+)(?:\.partial)?")
_DAY_S = 86_400.0


def sweep(library: Path, cache: Path) -> None:
    """Delete what was left behind in a library, in the shared cache, and in places that were
    written to when a process was killed. Never raises for a file that stays."""
    for path in _in_library(library):
        discard(path)
    for store in ("thumbnails", "previews"):
        remove_leftovers(library / "cache" / store, age_s=0.0)
    _sweep_index(library / "cache" / "index")
    _sweep_places(library / UNFINISHED)
    for path in _in_cache(cache):
        discard(path)
    _sweep_system()


def _in_library(library: Path) -> Iterator[Path]:
    for suffix in _JOURNALS:
        yield library / f"catalog.sqlite3.partial{suffix}"
    for path in _entries(library):
        if _IN_FOLDERS.fullmatch(path.name) or _OF_WINDOW.fullmatch(path.name):
            yield path
    for path in _entries(library / "backups"):
        name = path.name
        if name.startswith("catalog-") and name.endswith((".partial", *_JOURNALS[1:])):
            yield path


def _sweep_index(folder: Path) -> None:
    """Graphs that were never named as the valid ones are as useless as half of one."""
    for model in _entries(folder):
        if model.name.endswith(TEMPORARY):
            discard(model)
            continue
        named = named_files(model)
        for path in _entries(model):
            if path.name not in named:
                discard(path)


def _sweep_places(notes: Path) -> None:
    for note in _entries(notes):
        with contextlib.suppress(OSError):
            for path in _entries(Path(os.fsdecode(note.read_bytes()))):
                if _IN_FOLDERS.fullmatch(path.name):
                    discard(path)
            note.unlink(missing_ok=True)


def _in_cache(cache: Path) -> Iterator[Path]:
    for path in _entries(cache / "towers"):
        if path.name.startswith(".draft-"):
            yield path
    drafts = [one for one in _entries(cache) if ".json." in one.name]
    drafts += [one for one in _entries(cache / "labels") if one.name.endswith(".partial")]
    yield from (one for one in drafts if _is_forsaken(one))


def _is_forsaken(path: Path) -> bool:
    """Whether the process that a name ends with has ended; after a day, whoever has the number."""
    match = _WITH_PROCESS.fullmatch(path.name)
    with contextlib.suppress(OSError):
        age_s = time.time() - path.stat().st_mtime
        return age_s > _DAY_S or (match is not None and not psutil.pid_exists(int(match[1])))
    return False


def _sweep_system() -> None:
    before = time.time() - OLD_S
    for path in _entries(Path(tempfile.gettempdir())):
        if not _OF_SYSTEM.fullmatch(path.name):
            continue
        with contextlib.suppress(OSError):
            status = path.lstat()
            is_mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if is_mine and status.st_mtime < before and path.is_dir():
                discard(path)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
