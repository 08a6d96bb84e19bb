"""Settings as data with a type and a default, in one place."""

from __future__ import annotations

from dataclasses import dataclass

STARTER_MODEL = "starter"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can choose for one library.

    model: key in the model registry. device: "auto", "cpu", "cuda" or "mps".
    excluded: patterns (fnmatch, matched against each path part) that are not looked at.
    thumbnail_edge: longest edge of a thumbnail in pixels.
    """

    model: str = STARTER_MODEL
    device: str = "auto"
    excluded: tuple[str, ...] = (
        "@eaDir",
        "#recycle",
        "$RECYCLE.BIN",
        "*.photoslibrary",
        "node_modules",
    )
    thumbnail_edge: int = 512
    backups_kept: int = 2
