"""The bank of background prompts: general phrases that tell what an arbitrary text reaches."""

from __future__ import annotations

from pathlib import Path

from photoclip.core.errors import ModelError


def load_prompts(resources: Path) -> tuple[str, ...]:
    """The lines of ``relevance/background.txt``; those with # are comments.

    Raises ModelError when the file is missing or empty.
    """
    return load_lines(resources / "relevance" / "background.txt")


def load_lines(path: Path) -> tuple[str, ...]:
    """The lines of a text file that say something. Raises ModelError when there are none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error}.", "Install PhotoClip again.") from error
    found = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    if not found:
        raise ModelError(f"{path} holds no line of text.", "Install PhotoClip again.")
    return found
