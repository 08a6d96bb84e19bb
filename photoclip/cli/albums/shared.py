"""What the commands of albums have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoclip.cli.output import note

if TYPE_CHECKING:
    from photoclip.services.albums.learning import LearnedQuality


AlbumName = Annotated[str, typer.Argument(help="The path or name of an album.")]


AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def say_quality(quality: LearnedQuality) -> None:
    """How good a learned album is, where enough is known."""
    if quality.precision is not None:
        note(
            f"Of {quality.counted} judged photos that it would take by itself, "
            f"{quality.precision:.0%} belong."
        )
