"""What the commands of albums have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from photoclip.cli.output import note

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.albums.learning import LearnedQuality


albums_app = typer.Typer(
    help="Make, fill and hand on albums. An album is named by its path, as in “Trips/Seoul”, "
    "or by its name where only one has it.",
    no_args_is_help=True,
)


AlbumName = Annotated[str, typer.Argument(help="The path or name of an album.")]


AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def open_it(*, to_write: bool) -> Library:
    """The library that the options before the command choose."""
    from photoclip.cli.opening import open_library

    return open_library(to_write=to_write)


def say_quality(quality: LearnedQuality) -> None:
    """How good a learned album is, where enough is known."""
    if quality.precision is not None:
        note(
            f"Of {quality.counted} judged photos that it would take by itself, "
            f"{quality.precision:.0%} belong."
        )
