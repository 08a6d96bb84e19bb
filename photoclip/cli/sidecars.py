"""``photoclip sidecars``: what is shared with other programs through XMP files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.errors import SidecarError
from photoclip.core.files import FileFailure
from photoclip.core.sidecars import SidecarReport
from photoclip.core.wording import Message

if TYPE_CHECKING:
    from photoclip.app.library import Library

app = typer.Typer(
    help="Share tags, ratings and albums with other programs through XMP sidecars.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Photos = Annotated[
    list[Path] | None, typer.Argument(help="Photos, by their files; all of them if none.")
]
HOLDS = ("sidecar_tags", "sidecar_model_tags", "sidecar_ratings", "sidecar_albums")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show what is written and read, and which sidecars could not be."""
    with _library(to_write=False) as library:
        chosen, found = library.preferences.read(), library.sidecars.status()
    holds = {name.removeprefix("sidecar_"): getattr(chosen, name) for name in HOLDS}
    if as_json:
        say_json(
            {
                "writes": chosen.writes_sidecars,
                "reads": chosen.reads_sidecars,
                "adobe_names": chosen.sidecar_adobe_names,
                "holds": holds,
                "known": found.known,
                "problems": _failure_data(found.problems),
            }
        )
        return
    say(f"Written by themselves: {_yes(chosen.writes_sidecars)}")
    say(f"Read by themselves:    {_yes(chosen.reads_sidecars)}")
    held = [name.replace("_", " ") for name, is_held in holds.items() if is_held]
    say(f"They hold:             {', '.join(held) or 'nothing'}")
    say(f"Known:                 {counted(found.known, 'sidecar')}")
    _note_failures(found.problems)


@app.command()
def write(photos: Photos = None, as_json: AsJson = False) -> None:
    """Write sidecars now, whether or not they are written by themselves."""
    with _library(to_write=True) as library:
        report = library.sidecars.write(_photo_ids(library, photos))
    _tell(report, as_json, f"{counted(report.written, 'sidecar')} written, {report.made:,} new")


@app.command()
def read(photos: Photos = None, as_json: AsJson = False) -> None:
    """Take in ratings and keywords from sidecars now."""
    with _library(to_write=True) as library:
        report = library.sidecars.read(_photo_ids(library, photos))
    changed = f"{counted(report.imported, 'photo')} changed"
    _tell(report, as_json, f"{counted(report.read, 'sidecar')} read, {changed}")


def _tell(report: SidecarReport, as_json: bool, sentence: str) -> None:
    if as_json:
        say_json(
            {
                "photos": report.photos,
                "written": report.written,
                "made": report.made,
                "read": report.read,
                "imported": report.imported,
                "away": report.away,
                "skipped_keywords": report.skipped,
                "failures": _failure_data(report.failures),
            }
        )
    else:
        say(f"{sentence}.")
        if report.away:
            note(f"{counted(report.away, 'photo')} away with their drive.")
        if report.skipped:
            note(f"{counted(report.skipped, 'keyword')} cannot be names of tags.")
        _note_failures(report.failures)
    if report.failures:
        raise typer.Exit(1)


def _failure_data(failures: Sequence[FileFailure]) -> list[dict[str, Any]]:
    return [{"path": one.path, "message": one.message} for one in failures]


def _note_failures(failures: Sequence[FileFailure]) -> None:
    for one in failures:
        note(printable(f"{one.path}: {one.message}"))


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _photo_ids(library: Library, photos: Sequence[Path] | None) -> list[int] | None:
    if not photos:
        return None
    found = []
    for path in photos:
        photo_id = library.details.photo_at(os.path.abspath(path.expanduser()))
        if photo_id is None:
            raise SidecarError(
                Message("{path} is no photo of this library.", path=path),
                "Index its folder first: photoclip index.",
            )
        found.append(photo_id)
    return found


def _library(*, to_write: bool) -> Library:
    from photoclip.cli.opening import open_library

    return open_library(to_write=to_write)
