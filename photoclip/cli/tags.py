"""``photoclip tags`` and ``photoclip tag``: what photos show, derived and decided."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photoclip.cli.output import note, printable, say, say_json
from photoclip.core.errors import LabelError
from photoclip.core.labels import Label
from photoclip.core.tagging import SIDECAR, PhotoTag, TaggingReport
from photoclip.core.wording import Message

if TYPE_CHECKING:
    from photoclip.app.library import Library

app = typer.Typer(help="Show, correct and add tags of photos.", no_args_is_help=True)
labels_app = typer.Typer(help="The labels that photos are tagged with.", no_args_is_help=True)
app.add_typer(labels_app, name="labels")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Tag = Annotated[str, typer.Argument(help="A tag's English or Korean name.")]
Photos = Annotated[list[Path], typer.Argument(help="Photos, by their files.")]


def run_tag(library: Library, *, as_json: bool) -> None:
    """Tag every photo anew, with figures."""
    report = library.tags.retag(progress=_progress)
    assert report is not None, "nobody cancels here"
    if as_json:
        say_json(_report_data(report))
        return
    say(
        f"{report.photos:,} photos tagged with {report.labels:,} labels: {report.tags:,} tags "
        f"({report.seconds:.1f} s, of which {report.embedding_s:.1f} s for the labels' texts)."
    )


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\rPreparing labels: {done:,} of {total:,}", end="", file=sys.stderr, flush=True)
        if done + 1 == total:
            print(file=sys.stderr)


def _report_data(report: TaggingReport) -> dict[str, Any]:
    return {
        "photos": report.photos,
        "labels": report.labels,
        "tags": report.tags,
        "seconds": round(report.seconds, 3),
        "embedding_s": round(report.embedding_s, 3),
    }


@app.command("list")
def list_tags(as_json: AsJson = False) -> None:
    """List the tags that photos have, the most frequent first."""
    with _library(to_write=False) as library:
        counts = library.tags.counts()
        groups = {one.id: one.english for one in library.tags.labels().groups}
    if as_json:
        rows = [
            {
                "id": one.label.id,
                "english": one.label.english,
                "korean": one.label.korean,
                "group": one.label.group,
                "photos": one.photos,
                "decided": one.decided,
            }
            for one in counts
        ]
        say_json({"tags": rows})
        return
    for one in counts:
        say(f"{one.photos:8,}  {printable(_names(one.label))}  · {groups[one.label.group]}")
    if not counts:
        note("No photo has a tag yet; “photoclip tag” tags what is indexed.")


@app.command("show")
def show_tags(
    photo: Annotated[Path, typer.Argument(help="A photo, by its file.")], as_json: AsJson = False
) -> None:
    """Show the tags of one photo with their probability and origin."""
    with _library(to_write=False) as library:
        tags = library.tags.tags_of(_photo_ids(library, [photo])[0], with_rejected=True)
    if as_json:
        say_json({"photo": str(photo), "tags": [_tag_data(one) for one in tags]})
        return
    for one in tags:
        say(_tag_line(one))
    if not tags:
        note("This photo has no tags.")


def _names(label: Label) -> str:
    return f"{label.english} ({label.korean})" if label.korean else label.english


def _tag_data(tag: PhotoTag) -> dict[str, Any]:
    origin = tag.stored.origin
    return {
        "id": tag.label.id,
        "english": tag.label.english,
        "korean": tag.label.korean,
        "probability": tag.stored.probability,
        "decision": tag.stored.decision,
        "source": tag.stored.source if tag.stored.decision else None,
        "model": origin.model_key if origin else None,
        "label_set": origin.label_version if origin else None,
        "prompts": origin.prompts if origin else None,
    }


def _tag_line(tag: PhotoTag) -> str:
    said, origin = tag.stored.decision, tag.stored.origin
    parts = [_names(tag.label)]
    if said is not None:
        by = "by a sidecar" if tag.stored.source == SIDECAR else "by you"
        parts.append(f"{said.value} {by}")
    if origin is not None and tag.stored.probability is not None:
        parts.append(f"{tag.stored.probability:.0%} by {origin.model_key}, {origin.prompts}")
    return printable("  · ".join(parts))


@app.command("photos")
def list_photos(tag: Tag, as_json: AsJson = False) -> None:
    """List the photos that have a tag."""
    with _library(to_write=False) as library:
        paths = [
            paths[0] for paths in library.details.paths_of(library.tags.photos_with(tag)).values()
        ]
    if as_json:
        say_json({"tag": tag, "photos": paths})
        return
    for path in paths:
        say(printable(path))


@app.command("add")
def add_tag(tag: Tag, photos: Photos) -> None:
    """Give photos a tag by hand; a new name becomes a label of your own."""
    with _library(to_write=True) as library:
        _say_changed(len(library.tags.add(_photo_ids(library, photos), tag)), len(photos))


@app.command("remove")
def remove_tag(tag: Tag, photos: Photos) -> None:
    """Take a tag off photos; no model gives it to them again."""
    with _library(to_write=True) as library:
        _say_changed(len(library.tags.remove(_photo_ids(library, photos), tag)), len(photos))


@app.command("confirm")
def confirm_tag(tag: Tag, photos: Photos) -> None:
    """Say that a tag of photos is right."""
    with _library(to_write=True) as library:
        _say_changed(len(library.tags.confirm(_photo_ids(library, photos), tag)), len(photos))


@app.command("reject")
def reject_tag(tag: Tag, photos: Photos) -> None:
    """Say that a tag of photos is wrong."""
    with _library(to_write=True) as library:
        _say_changed(len(library.tags.reject(_photo_ids(library, photos), tag)), len(photos))


def _say_changed(changed: int, asked: int) -> None:
    say(f"{changed:,} of {asked:,} photos changed.")


@labels_app.command("list")
def list_labels(as_json: AsJson = False) -> None:
    """List all labels by their groups."""
    with _library(to_write=False) as library:
        labels = library.tags.labels()
    if as_json:
        rows = [
            {
                "id": one.id,
                "group": one.group,
                "english": one.english,
                "korean": one.korean,
                "also": [list(pair) for pair in one.also],
                "scored": one.is_scored,
            }
            for one in labels.labels
        ]
        say_json({"version": labels.version, "labels": rows})
        return
    for group in labels.groups:
        say(f"{group.english}{' (one of these)' if group.is_exclusive else ''}")
        for one in labels.labels:
            if one.group == group.id:
                say(f"  {printable(', '.join(one.names()))}")


@labels_app.command("add")
def add_label(
    name: Annotated[str, typer.Argument(help="English name.")],
    korean: Annotated[str, typer.Option(help="Korean name.")] = "",
    group: Annotated[str, typer.Option(help="Group of the label set.")] = "own",
) -> None:
    """Add a label; photos are tagged with it at once."""
    with _library(to_write=True) as library:
        label = library.tags.add_label(name, korean, group)
        _follow(library, f"“{label.english}” is a label now")


@labels_app.command("rename")
def rename_label(
    name: Tag,
    english: Annotated[str | None, typer.Option(help="New English name.")] = None,
    korean: Annotated[str | None, typer.Option(help="New Korean name.")] = None,
) -> None:
    """Give a label other names; what you decided about it stays."""
    if english is None and korean is None:
        raise LabelError("There is no new name.", "Say --english or --korean.")
    with _library(to_write=True) as library:
        label = library.tags.rename_label(name, english, korean)
        _follow(library, f"The label is “{label.english}” now")


@labels_app.command("remove")
def remove_label(name: Tag) -> None:
    """Take a label out of use; what you decided about it is kept for its return."""
    with _library(to_write=True) as library:
        label = library.tags.remove_label(name)
        _follow(library, f"“{label.english}” is no label any more")


@labels_app.command("synonym")
def add_synonym(
    name: Tag,
    english: Annotated[str, typer.Option(help="English name.")] = "",
    korean: Annotated[str, typer.Option(help="Korean name.")] = "",
    remove: Annotated[str, typer.Option(help="A further name that goes.")] = "",
) -> None:
    """Give a label a further name, for searching and for translating Korean, or take one away."""
    with _library(to_write=True) as library:
        if remove:
            label = library.tags.remove_synonym(name, remove)
        if english or korean or not remove:
            label = library.tags.add_synonym(name, english, korean)
        say(printable(f"{label.english}: {', '.join(label.names())}"))


@labels_app.command("reset")
def reset_labels() -> None:
    """Go back to the labels that come with PhotoClip."""
    with _library(to_write=True) as library:
        library.tags.reset_labels()
        _follow(library, "The built-in labels are in use")


def _follow(library: Library, sentence: str) -> None:
    """Bring the tags in line with a changed label set."""
    report = library.tags.tag_new()
    tagged = f"; {report.photos:,} photos tagged anew" if report and report.photos else ""
    say(printable(f"{sentence}{tagged}."))


def _library(*, to_write: bool) -> Library:
    from photoclip.cli.opening import open_library

    return open_library(to_write=to_write)


def _photo_ids(library: Library, paths: Sequence[Path]) -> list[int]:
    found = []
    for path in paths:
        photo_id = library.details.photo_at(os.path.abspath(path.expanduser()))
        if photo_id is None:
            raise LabelError(
                Message("{path} is no photo of this library.", path=path),
                "Index its folder first: photoclip index.",
            )
        found.append(photo_id)
    return found
