"""What the commands print and how: the only place that writes to the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any


def prepare_streams() -> None:
    """Let names that are no valid text through as the bytes they are."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="surrogateescape")


def say(line: str = "") -> None:
    """One line of result, to standard output."""
    print(line, flush=True)


def note(line: str) -> None:
    """One line about the work, to standard error."""
    print(line, file=sys.stderr, flush=True)


def say_json(value: Mapping[str, Any]) -> None:
    """One JSON object, ASCII only: bytes of a name that are no text stand as \\udcXX."""
    print(json.dumps(value, ensure_ascii=True), flush=True)


def is_json_asked(words: Sequence[str]) -> bool:
    """Whether a command line asks for JSON; what stands behind “--” is no option."""
    options = words[: words.index("--")] if "--" in words else words
    return "--json" in options


def printable(path: str) -> str:
    """A path on one line: control characters are shown as escapes, everything else as it is."""
    if path.isprintable():
        return path
    return "".join(
        one
        if one.isprintable() or "\udc80" <= one <= "\udcff" or one == "\u200d"
        else one.encode("unicode_escape").decode("ascii")
        for one in path
    )


def counted(count: int, word: str) -> str:
    """A number with its noun: 1 photo, 2 photos."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def size_text(size: float) -> str:
    """Bytes for people."""
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"
        size /= 1024
    return f"{size:,.1f} GiB"


def duration_text(seconds: float) -> str:
    """A duration for people: 45 s, 3 min, 2 h 5 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
