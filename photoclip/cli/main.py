"""The commands. Each imports what it needs when it runs, so that every one starts fast."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from photoclip.cli import marks, output, sidecars, tags
from photoclip.cli.albums.app import albums_app
from photoclip.cli.interrupted import Commands, leave_unread
from photoclip.cli.language import language_of, said
from photoclip.cli.opening import choices, open_library, settings
from photoclip.cli.words import QueryCommand, as_typed
from photoclip.core.errors import PhotoClipError
from photoclip.interrupts import call_once, end_at_once, leave, was_interrupted

app = typer.Typer(
    name="photoclip",
    cls=Commands,
    help="Find and organize the photos on your own computer by what they show. "
    "Everything stays on this computer. Without a command, or with a folder in its place, "
    "the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
folders_app = typer.Typer(help="Add, remove or list watched folders.", no_args_is_help=True)
app.add_typer(folders_app, name="folders")
app.add_typer(tags.app, name="tags")
app.add_typer(albums_app, name="albums")
app.add_typer(sidecars.app, name="sidecars")
app.add_typer(marks.app, name="marks")


@app.callback()
def options(
    library: Annotated[
        Path | None, typer.Option(help="Use the library in this folder instead of your own.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="Use this model instead of the library's.")
    ] = None,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")] = False,
) -> None:
    """Options for every command come before it: photoclip --library DIR COMMAND."""
    choices.library, choices.model, choices.device = library, model, device
    level = logging.DEBUG if verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")


@app.command()
def index(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders to take in; all watched ones if none.")
    ] = None,
    retry: Annotated[bool, typer.Option(help="Try files again that could not be read.")] = False,
    verify: Annotated[bool, typer.Option(help="Read every file again and compare it.")] = False,
) -> None:
    """Scan folders and embed what is new or changed. Ctrl+C stops; the next run goes on."""
    from photoclip.cli.index import run_index

    with open_library(to_write=True) as library:
        code = run_index(library, folders or [], retry=retry, verify=verify)
    raise typer.Exit(code)


@app.command(cls=QueryCommand)
def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="What the photo shows: beach -people date:2019..2021 rating:>=4"),
    ] = None,
    like: Annotated[Path | None, typer.Option(help="Search by this picture.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Only photos in this folder.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at the most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    open_first: Annotated[bool, typer.Option("--open", help="Open the first result.")] = False,
    cut_off: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="What fits at least this well counts as found."),
    ] = None,
) -> None:
    """Find photos by words or by another picture, best first."""
    from photoclip.cli.search import run_search

    with open_library(to_write=False) as library:
        code = run_search(
            library,
            " ".join(as_typed(words or [])),
            like=like,
            folder=folder,
            limit=limit,
            as_json=as_json,
            open_first=open_first,
            cut_off=cut_off,
        )
    raise typer.Exit(code)


@app.command()
def status(
    problems: Annotated[bool, typer.Option(help="List the files that could not be read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what the library holds."""
    from photoclip.cli.status import run_status

    with open_library(to_write=False) as library:
        run_status(library, with_problems=problems, as_json=as_json)


@folders_app.command("add")
def folders_add(paths: Annotated[list[Path], typer.Argument(help="Folders to watch.")]) -> None:
    """Watch folders; “photoclip index” then takes in what they hold."""
    with open_library(to_write=True) as library:
        for path in paths:
            output.say(f"Watching {output.printable(str(library.add_folder(path).path))}")


@folders_app.command("remove")
def folders_remove(paths: Annotated[list[Path], typer.Argument(help="Watched folders.")]) -> None:
    """Stop watching folders. The files in them are not touched."""
    with open_library(to_write=True) as library:
        for path in paths:
            gone = library.remove_folder(path).path
            output.say(f"No longer watching {output.printable(str(gone))}; no file was touched.")


@folders_app.command("list")
def folders_list() -> None:
    """List the watched folders."""
    with open_library(to_write=False) as library:
        for folder in library.folders():
            away = "  (away)" if folder.is_offline else ""
            output.say(output.printable(str(folder.path)) + away)


@app.command()
def doctor() -> None:
    """Check the library, the model and this machine, and say what to do."""
    from photoclip.cli.doctor import run_doctor

    with open_library(to_write=False) as library:
        code = run_doctor(library)
    raise typer.Exit(code)


@app.command()
def evaluate(
    pictures: Annotated[Path, typer.Option(help="Pictures in directories named by label.")],
    captions: Annotated[
        Path | None, typer.Option(help="CSV with the columns file and caption.")
    ] = None,
    k: Annotated[int, typer.Option(help="For recall@k.", min=1)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure searches on labelled pictures of your own. Your library is not touched."""
    from photoclip.cli.evaluate import run_evaluate

    code = run_evaluate(pictures, captions=captions, k=k, settings=settings(), as_json=as_json)
    raise typer.Exit(code)


BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
"""Not part of a packaged application."""


@app.command(hidden=not BENCHMARKS.is_dir())
def bench(
    photos: Annotated[int, typer.Option(help="12-megapixel photos to index.", min=4)] = 48,
    model: Annotated[
        str, typer.Option(help="starter, or random:NAME for an open_clip architecture.")
    ] = "starter",
    vectors: Annotated[int, typer.Option(help="Vectors for the query times.", min=1000)] = 100_000,
    gui: Annotated[
        bool, typer.Option("--gui", help="Measure the window instead: start, stalls, memory.")
    ] = False,
    library_size: Annotated[
        int, typer.Option(help="Photos in the library of --gui.", min=200)
    ] = 100_000,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure this machine: indexing against the plain way, and query times."""
    from photoclip.cli.bench import run_bench, run_window_bench

    if gui:
        run_window_bench(photos=library_size, as_json=as_json)
        return
    run_bench(photos=photos, model=model, vectors=vectors, as_json=as_json)


@app.command()
def tag(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Tag all photos anew with the labels in use; what you decided stays."""
    with open_library(to_write=True) as library:
        tags.run_tag(library, as_json=as_json)


@app.command()
def zeroshot(
    pictures: Annotated[Path, typer.Option(help="A folder with one folder a label.")],
    labels: Annotated[
        Path | None, typer.Option(help="Labels, one a line, or “folder,label text”.")
    ] = None,
    templates: Annotated[
        str, typer.Option(help="Prompts: openai80, simple, or a file with {c} in each line.")
    ] = "openai80",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Classify labelled pictures by words alone: top-1, top-5 and a confusion matrix."""
    from photoclip.cli.zeroshot import run_zeroshot

    run_zeroshot(settings(), pictures, labels=labels, templates=templates, as_json=as_json)


def stay_on_the_shell() -> int:
    """Say that no window can be shown here, and what else can be done; the exit code."""
    output.note("There is no display here, so the window cannot open. On the shell:")
    app(["--help"], standalone_mode=False)
    return 1


def run() -> None:
    """Run the typed command. A known error is one or two lines and exit code 1; with --json also
    an object on the output, so that it is JSON whatever happens."""
    output.prepare_streams()
    call_once()
    try:
        app()
    except PhotoClipError as error:
        if output.is_json_asked(sys.argv[1:]):
            output.say_json({"error": error.message, "hint": error.hint})
        language = language_of(" ".join(sys.argv[1:]))
        output.note(f"photoclip: {output.printable(said(error.message, language))}")
        if error.hint:
            output.note(output.printable(said(error.hint, language)))
        sys.exit(1)
    except BrokenPipeError:
        leave_unread()
    finally:
        end_at_once()
        if was_interrupted():
            # Whatever came of the interrupt: what was open is closed, and nothing is left to say.
            leave()
