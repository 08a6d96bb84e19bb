"""``photoclip albums share|export|import``: albums leave the library and come back."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from photoclip.cli import opening
from photoclip.cli.albums.shared import AlbumName, AsJson
from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.errors import AlbumError
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.core.wording import Message


def share_album(
    name: AlbumName,
    folder: Annotated[Path, typer.Argument(help="Where the new folder is made.")],
    links: Annotated[bool, typer.Option("--links", help="Links in place of copies.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a folder with copies of an album's photos, or links to them."""
    with opening.open_library(to_write=False) as library:
        album = library.albums.find(name)
        how = "links" if links else "copies"
        shared = library.album_desk.sharing.share(album.id, folder.expanduser(), how)
    if as_json:
        say_json(
            {"folder": str(shared.path), "photos": shared.written, "missing": list(shared.missing)}
        )
        return
    say(f"{counted(shared.written, 'photo')} in {printable(str(shared.path))}.")
    for path in shared.missing:
        note(f"It is away, so it was left out: {printable(path)}")


def export_albums(
    names: Annotated[list[str] | None, typer.Argument(help="Albums; all if none.")] = None,
    to: Annotated[Path | None, typer.Option(help="A new file, instead of the output.")] = None,
) -> None:
    """Write albums as JSON that another library with the same photos understands."""
    with opening.open_library(to_write=False) as library:
        ids = [library.albums.find(one).id for one in names or []]
        exchange = library.album_desk.exchange
        if to is None:
            say(exchange.export(ids))
            return
        try:
            if os.path.lexists(to):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            exchange.write(to, ids)
        except OSError as error:
            raise AlbumError(
                Message("{path} cannot be written: {error}.", path=to, error=error.strerror),
                "Choose another name; nothing was overwritten.",
            ) from error


def _typed() -> str:
    text = sys.stdin.read(MOST_LIST_BYTES + 1)
    if len(text) > MOST_LIST_BYTES:
        raise AlbumError("The input is too large to be a list of albums.", "Choose another file.")
    return text


def import_albums(
    file: Annotated[Path, typer.Argument(help="What “albums export” wrote; - for the input.")],
    as_json: AsJson = False,
) -> None:
    """Take in albums that another library exported; what is here already stays."""
    try:
        text = _typed() if str(file) == "-" else read_small_text(file, MOST_LIST_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        raise AlbumError(
            Message("{path} cannot be read: {error}.", path=file, error=error),
            "Choose another file.",
        ) from error
    with opening.open_library(to_write=True) as library:
        report = library.album_desk.exchange.import_albums(text)
    if as_json:
        say_json(
            {
                "made": report.made,
                "merged": report.merged,
                "renamed": [{"path": path, "here": here} for path, here in report.renamed],
                "contradicted": report.contradicted,
                "missing": report.missing,
            }
        )
        return
    say(f"New: {counted(len(report.made), 'album')}; filled up: {len(report.merged)}.")
    for path, here in report.renamed:
        note(f"{printable(path)} is another album here, so the new one is {printable(here)}.")
    if report.contradicted:
        note(f"You said the opposite here of {counted(report.contradicted, 'photo')}, which stays.")
    if report.missing:
        note(f"Not in this library: {counted(report.missing, 'photo')}.")


COMMANDS = {
    "share": share_album,
    "export": export_albums,
    "import": import_albums,
}
