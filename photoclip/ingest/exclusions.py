"""What is not looked at: hidden things, caches of other programs, PhotoClip's own data."""

from __future__ import annotations

import enum
import fnmatch
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

OTHER_PROGRAMS = (
    "@eaDir",  # Synology: thumbnails and extended attributes
    "@__thumb",  # QNAP: thumbnails
    "@Recycle",
    "#recycle",
    "#snapshot",
    "$RECYCLE.BIN",
    "System Volume Information",
    "lost+found",
    "*.lrdata",  # Lightroom: previews and smart previews
    "*.lrcat-data",
    "*.cosessiondb",  # Capture One
    "iPod Photo Cache",
    "__MACOSX",
)
"""Folders that hold copies, previews or deleted things, never somebody's photos."""

OTHER_PROGRAMS_BELOW = ("CaptureOne/Cache", "*/CaptureOne/Cache")
"""The same, where only the path tells them from a person's own folder."""

_APPLE_DOUBLE = "._"
"""macOS keeps resource forks on foreign disks in files that carry the picture's own ending."""


class PatternProblem(enum.StrEnum):
    """Why a pattern makes no sense."""

    EMPTY = "empty"
    EVERYTHING = "everything"
    ABSOLUTE = "absolute"
    UNCLOSED = "unclosed"


def problem_of(pattern: str) -> PatternProblem | None:
    """What is wrong with a pattern before it is used; None for a good one.

    EVERYTHING: no photo would be left. ABSOLUTE: it begins at the disk, but patterns begin at
    the watched folder. UNCLOSED: a "[" without "]", which fnmatch takes for the character itself.
    """
    cleaned = pattern.replace("\\", "/").strip().strip("/")
    if not cleaned:
        return PatternProblem.EMPTY
    if pattern.strip().startswith("/") or re.match(r"[A-Za-z]:[\\/]", pattern.strip()):
        return PatternProblem.ABSOLUTE
    if re.search(r"\[[^\]]*$", cleaned):
        return PatternProblem.UNCLOSED
    rules = Exclusions([pattern])
    if rules.excludes_file("", "Ω 1.jpg") and rules.excludes_file("x", "b.heic"):
        return PatternProblem.EVERYTHING
    return None


def is_marked_hidden(status: os.stat_result) -> bool:
    """Whether Windows or macOS marks the file or folder as hidden (needs no further call)."""
    attributes: int = getattr(status, "st_file_attributes", 0)
    flags: int = getattr(status, "st_flags", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN or flags & stat.UF_HIDDEN)


class Exclusions:
    """Decides by name what a scan and a watch leave out.

    patterns: fnmatch patterns, upper and lower case alike. One without "/" is matched against
    each part of a path, one with "/" against the path from the watched folder down; what lies
    below an excluded folder is excluded too. include_hidden: look at dot names and at what the
    system marks as hidden. own_places: absolute folders (the library's data, its thumbnails)
    that are left out wherever a watched folder lies around them; see :meth:`within`.
    """

    def __init__(
        self,
        patterns: Sequence[str] = (),
        include_hidden: bool = False,
        own_places: Sequence[Path] = (),
    ) -> None:
        self.include_hidden = include_hidden
        self._patterns = tuple(patterns)
        self._own_places = tuple(own_places)
        self._own_directories: tuple[str, ...] = ()
        cleaned = [one.replace("\\", "/").strip("/") for one in patterns]
        names = [*OTHER_PROGRAMS, *(one for one in cleaned if one and "/" not in one)]
        self._name = _any_of(names)
        self._path = _any_of([*OTHER_PROGRAMS_BELOW, *(one for one in cleaned if "/" in one)])

    def within(self, root: Path) -> Exclusions:
        """The same exclusions, with own places given relative to a watched folder."""
        result = Exclusions(self._patterns, self.include_hidden, self._own_places)
        top = os.path.realpath(root)
        own = []
        for place in self._own_places:
            try:
                relative = os.path.relpath(os.path.realpath(place), top)
            except ValueError:  # another drive, on Windows
                continue
            own.append(relative.replace(os.sep, "/"))
        result._own_directories = tuple(
            one for one in own if one.partition("/")[0] not in ("", "..")
        )
        return result

    def excludes_directory(self, relative: str) -> bool:
        """Whether a folder, by its path from the watched folder ("" is the top), is left out."""
        if not relative:
            return False
        if any(relative == own or relative.startswith(own + "/") for own in self._own_directories):
            return True
        parts = relative.split("/")
        # A folder is left out with everything on the way down to it.
        paths = ("/".join(parts[:end]) for end in range(1, len(parts) + 1))
        return any(map(self._excludes_name, parts)) or any(map(self._path.match, paths))

    def excludes_file(self, directory: str, name: str) -> bool:
        """Whether a file is left out, given that its folder ``directory`` is not."""
        if self._excludes_name(name) or name.startswith(_APPLE_DOUBLE):
            return True
        return self._path.match(f"{directory}/{name}" if directory else name) is not None

    def _excludes_name(self, name: str) -> bool:
        if name.startswith(".") and not self.include_hidden:
            return True
        return self._name.match(name) is not None


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for all patterns: a name is tried once, not once a pattern."""
    return re.compile("|".join(f"(?:{fnmatch.translate(one)})" for one in patterns), re.IGNORECASE)
