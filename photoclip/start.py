"""What a start asks for: the window, or a command on the shell. Imports next to nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMMANDS = frozenset(
    {
        *("index", "search", "status", "folders", "doctor", "bench", "marks"),
        *("tag", "tags", "albums", "zeroshot", "evaluate", "sidecars"),
    }
)
"""Every command of the shell; a folder of the same name is given as ./NAME."""

_WITH_VALUE = ("--library", "--model", "--device")
_FLAGS = ("--verbose", "-v")


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """A start that wants the window. library: None for the person's own."""

    library: Path | None = None
    model: str | None = None
    device: str = ""
    folders: tuple[Path, ...] = ()
    is_verbose: bool = False


def window_request(arguments: Sequence[str]) -> WindowRequest | None:
    """The window that ``arguments`` ask for; None when they are for the shell.

    Without a command, and with folders in its place, it is the window.
    """
    values: dict[str, str] = {}
    folders: list[str] = []
    is_verbose = False
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name in _WITH_VALUE and (equals or rest):
            values[name] = value if equals else rest.pop(0)
        elif word in _FLAGS:
            is_verbose = True
        elif word.startswith("-") or (not folders and word in COMMANDS) or not os.path.isdir(word):
            return None
        else:
            folders.append(word)
    library = values.get("--library")
    return WindowRequest(
        library=Path(library) if library else None,
        model=values.get("--model"),
        device=values.get("--device", ""),
        folders=tuple(Path(one) for one in folders),
        is_verbose=is_verbose,
    )


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Whether a window can be shown here at all."""
    known = os.environ if environment is None else environment
    if platform in ("darwin", "win32"):
        return True
    return any(known.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
