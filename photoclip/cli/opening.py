"""The library that the options before the command choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip.cli import output

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.core.config import Settings


@dataclass
class Choices:
    """The global options."""

    library: Path | None = None
    model: str | None = None
    device: str = ""


choices = Choices()


def settings() -> Settings:
    """The settings that the global options ask for."""
    from photoclip.core.config import Settings

    return Settings(model=choices.model or "", device=choices.device)


def open_library(*, to_write: bool) -> Library:
    """The chosen library. A reader stands aside for nobody and hinders nobody."""
    from photoclip.app.library import Library

    opening = Library.open if to_write else Library.open_to_look
    library = opening(choices.library, settings=settings())
    if library.restored:
        output.note(library.restored)
    return library
