"""``photoclip albums``: make, fill, look at and hand on albums."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from photoclip.cli import opening
from photoclip.cli.albums.shared import AlbumName, AsJson, say_quality
from photoclip.cli.output import counted, note, printable, say, say_json
from photoclip.core.albums import Album, AlbumKind, AlbumOrder
from photoclip.core.errors import AlbumError
from photoclip.core.wording import Message
from photoclip.services.tags.label_sets import must_find

if TYPE_CHECKING:
    from photoclip.app.library import Library


Photos = Annotated[list[Path], typer.Argument(help="Photo files of the library.")]


def list_albums(as_json: AsJson = False) -> None:
    """List all albums; those that fill themselves with what fills them."""
    with opening.open_library(to_write=False) as library:
        tree = library.albums.tree()
        if as_json:
            say_json({"albums": [_described(library, one) for one in tree]})
            return
        for album in tree:
            depth = tree.path(album.id).count("/")
            rule = "" if album.is_manual else f"  ({album.kind}: {_rule(album)})"
            say("  " * depth + printable(album.name) + printable(rule))
        if not len(tree):
            note("There are no albums yet: photoclip albums create NAME makes one.")


def show_album(name: AlbumName, as_json: AsJson = False) -> None:
    """Show the photos of an album, in its order."""
    with opening.open_library(to_write=False) as library:
        album = library.albums.find(name)
        content = library.albums.content(album.id)
        paths = library.details.paths(content.photo_ids)
        photos = [
            {"path": paths[photo_id], "probability": round(float(probability), 4)}
            for photo_id, probability in zip(
                content.photo_ids.tolist(), content.probabilities, strict=True
            )
            if photo_id in paths
        ]
        if as_json:
            say_json(
                {
                    **_described(library, album),
                    "expected_precision": content.expected_precision,
                    "photos": photos,
                }
            )
            return
        for photo in photos:
            sure = "" if album.is_manual else f"{photo['probability']:6.3f}  "
            say(f"{sure}{printable(str(photo['path']))}")
        if not photos:
            note("Nothing is in it.")


def create_album(
    name: AlbumName,
    query: Annotated[str, typer.Option(help="A smart album: this query, always alive.")] = "",
    words: Annotated[str, typer.Option(help="An album of the photos that show this.")] = "",
    label: Annotated[
        list[str] | None, typer.Option(help="The same for a label of the set; may be repeated.")
    ] = None,
    learned: Annotated[bool, typer.Option(help="One to be taught with yes and no.")] = False,
    cut_off: Annotated[
        float | None, typer.Option(help="From which probability a photo belongs.")
    ] = None,
) -> None:
    """Make an album; “Trips/Seoul” makes “Seoul” in the album “Trips”."""
    kind = AlbumKind.MANUAL
    if learned:
        kind = AlbumKind.LEARNED
    elif words or label:
        kind = AlbumKind.AUTO
    elif query:
        kind = AlbumKind.SMART
    if query and (words or label or learned):
        raise AlbumError(
            "An album follows either a query or words and labels.", "Leave one of them out."
        )
    with opening.open_library(to_write=True) as library:
        labels = [must_find(library.tags.labels(), one).english for one in label or ()]
        parent, _, own = name.rpartition("/")
        album = library.albums.create(
            own,
            kind,
            parent_id=library.albums.find(parent).id if parent else None,
            query=query or words,
            labels=labels,
            cut_off=cut_off,
        )
        say(f"Made the album {printable(library.albums.tree().path(album.id))}.")


def add_photos(name: AlbumName, photos: Photos) -> None:
    """Put photos into an album; for one that fills itself it is a yes."""
    with opening.open_library(to_write=True) as library:
        album = library.albums.find(name)
        added = library.albums.add(album.id, _ids(library, photos))
        say(f"Put {counted(len(added), 'photo')} into {printable(album.name)}.")


def remove_photos(name: AlbumName, photos: Photos) -> None:
    """Take photos out of an album; their files stay."""
    with opening.open_library(to_write=True) as library:
        album = library.albums.find(name)
        gone = library.albums.remove(album.id, _ids(library, photos))
        say(f"Took {counted(len(gone), 'photo')} out of {printable(album.name)}.")


def judge_photos(
    name: AlbumName,
    photos: Annotated[
        list[Path] | None, typer.Argument(help="Photo files; none to see what to judge next.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes/--no", help="They belong, or they do not.")] = True,
    forget: Annotated[bool, typer.Option(help="Take back what was said of them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say that photos belong in an album or do not; the album learns from it.

    Without photos: those that it is most useful to judge next.
    """
    with opening.open_library(to_write=bool(photos)) as library:
        album = library.albums.find(name)
        if photos:
            changed = library.albums.judge(album.id, _ids(library, photos), None if forget else yes)
            note(f"Judged {counted(len(changed), 'photo')}.")
            album = library.albums.find(name)
        learned = library.album_desk.learned
        asked = library.details.paths(learned.questions(album, 5))
        quality = learned.quality(album)
    if as_json:
        say_json({"ask": list(asked.values()), **asdict(quality)})
        return
    say_quality(quality)
    for path in asked.values():
        say(printable(path))


def rename_album(
    name: AlbumName, new: Annotated[str, typer.Argument(help="Its new name.")]
) -> None:
    """Give an album another name."""
    with opening.open_library(to_write=True) as library:
        album = library.albums.rename(library.albums.find(name).id, new)
        say(f"It is called {printable(library.albums.tree().path(album.id))} now.")


def move_album(
    name: AlbumName,
    into: Annotated[str | None, typer.Argument(help="Another album; none for the top.")] = None,
) -> None:
    """Put an album into another one, or to the top."""
    with opening.open_library(to_write=True) as library:
        parent = None if into is None else library.albums.find(into).id
        album = library.albums.move(library.albums.find(name).id, parent)
        say(f"It lies at {printable(library.albums.tree().path(album.id))} now.")


def sort_album(
    name: AlbumName,
    order: Annotated[AlbumOrder, typer.Argument(help="How its photos are ordered.")],
) -> None:
    """Sort the photos of an album."""
    with opening.open_library(to_write=True) as library:
        library.albums.set_order(library.albums.find(name).id, order)


def cover_album(name: AlbumName, photo: Annotated[Path, typer.Argument(help="A photo.")]) -> None:
    """Choose the photo that stands for an album."""
    with opening.open_library(to_write=True) as library:
        library.albums.set_cover(library.albums.find(name).id, _ids(library, [photo])[0])


def merge_albums(
    sources: Annotated[list[str], typer.Argument(help="Albums, and at last the one they go into.")],
) -> None:
    """Put all that albums hold into the last one named, and delete the others."""
    if len(sources) < 2:
        raise AlbumError("Only one album is named.", "Name the one that takes the others last.")
    with opening.open_library(to_write=True) as library:
        *from_ids, into = [library.albums.find(one).id for one in sources]
        album = library.albums.merge(from_ids, into)
        say(f"{printable(album.name)} holds everything now.")


def delete_albums(names: Annotated[list[str], typer.Argument(help="Albums.")]) -> None:
    """Delete albums and those in them. No photo is touched."""
    with opening.open_library(to_write=True) as library:
        count = library.albums.delete([library.albums.find(one).id for one in names])
        say(f"Deleted {counted(count, 'album')}; no photo was touched.")


def suggest_albums(
    accept: Annotated[str, typer.Option(metavar="KEY", help="Make this one.")] = "",
    dismiss: Annotated[str, typer.Option(metavar="KEY", help="Never offer it again.")] = "",
    as_json: AsJson = False,
) -> None:
    """Offer albums: trips, events, and things that recur. None is made unless you say so."""
    with opening.open_library(to_write=bool(accept or dismiss)) as library:
        suggestions = library.album_desk.suggestions
        if dismiss:
            suggestions.dismiss(dismiss)
            return
        found = suggestions.find()
        if accept:
            chosen = next((one for one in found if one.key == accept), None)
            if chosen is None:
                raise AlbumError(
                    Message("Nothing of this kind is offered: {kind}.", kind=accept),
                    "See “albums suggest”.",
                )
            say(f"Made the album {printable(suggestions.accept(chosen).name)}.")
            return
    if as_json:
        offered = [
            {"key": one.key, "kind": one.kind, "name": one.name, "photos": len(one.photo_ids)}
            for one in found
        ]
        say_json({"suggestions": offered})
        return
    for one in found:
        say(f"{one.key}  {printable(one.name)}  ({counted(len(one.photo_ids), 'photo')})")
    if not found:
        note("Nothing stands out yet.")


def _ids(library: Library, paths: list[Path]) -> list[int]:
    """The photos in these files. Raises AlbumError for one that is not in the library."""
    found = []
    for path in paths:
        photo_id = library.details.photo_at(path.expanduser())
        if photo_id is None:
            raise AlbumError(
                Message("{path} is not in the library.", path=path), "Index its folder first."
            )
        found.append(photo_id)
    return found


def _described(library: Library, album: Album) -> dict[str, object]:
    described = asdict(album)
    described["created_at"] = album.created_at.isoformat()
    described["path"] = library.albums.tree().path(album.id)
    return described


def _rule(album: Album) -> str:
    return ", ".join([*([album.query] if album.query else []), *album.labels]) or "examples"


COMMANDS = {
    "list": list_albums,
    "show": show_album,
    "create": create_album,
    "add": add_photos,
    "remove": remove_photos,
    "judge": judge_photos,
    "rename": rename_album,
    "move": move_album,
    "sort": sort_album,
    "cover": cover_album,
    "merge": merge_albums,
    "delete": delete_albums,
    "suggest": suggest_albums,
}
