"""Programs that open pictures, from the desktop entries of a Linux system."""

from __future__ import annotations

import configparser
import mimetypes
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_GROUP = "Desktop Entry"
# Python's own table does not know these.
_KINDS = {
    ".heic": "image/heic",
    ".heif": "image/heif",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".dng": "image/x-adobe-dng",
    ".cr2": "image/x-canon-cr2",
    ".nef": "image/x-nikon-nef",
    ".arw": "image/x-sony-arw",
}


@dataclass(frozen=True, slots=True)
class Program:
    """One program. command: its Exec line. kinds: MIME types that it says it opens."""

    name: str
    command: str
    kinds: frozenset[str]


def kind_of(path: str) -> str:
    """The MIME type that the name of a picture stands for."""
    extension = os.path.splitext(path)[1].lower()
    return _KINDS.get(extension) or mimetypes.guess_type(f"a{extension}")[0] or "image/jpeg"


def programs_for(programs: Sequence[Program], paths: Sequence[str]) -> list[Program]:
    """Those that open all of these files, by name."""
    kinds = {kind_of(one) for one in paths}
    return [one for one in programs if kinds <= one.kinds]


def find_programs(language: str) -> list[Program]:
    """Every program that opens pictures, by name; none outside Linux and the like.

    language: two letters, for the names. Reads some hundred small files: for a background thread.
    """
    mimetypes.init()
    if sys.platform in ("darwin", "win32"):
        return []
    found: dict[str, Program | None] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*.desktop")):
            # The first folder that knows an entry decides, also when it hides it.
            entry = path.relative_to(folder).as_posix().replace("/", "-")
            if entry not in found:
                found[entry] = _program(path, language)
    named = {one.name: one for one in found.values() if one is not None}
    return sorted(named.values(), key=lambda one: one.name.casefold())


def _folders() -> Iterator[Path]:
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    system = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    for place in [home, *system.split(":")]:
        if place:
            yield Path(place) / "applications"


def _program(path: Path, language: str) -> Program | None:
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(path.read_text(encoding="utf-8"))
        entry = parser[_GROUP]
    except (OSError, UnicodeDecodeError, KeyError, configparser.Error):
        return None
    kinds = frozenset(one for one in entry.get("MimeType", "").split(";") if one)
    command = entry.get("Exec", "")
    is_hidden = "true" in (entry.get("NoDisplay", ""), entry.get("Hidden", ""))
    needs = entry.get("TryExec", "")
    is_ours = "photoclip" in command
    if is_hidden or is_ours or not command or not any(one.startswith("image/") for one in kinds):
        return None
    if entry.get("Terminal", "") == "true" or (needs and shutil.which(needs) is None):
        return None
    name = entry.get(f"Name[{language}]") or entry.get("Name") or path.stem
    return Program(name, command, kinds)
