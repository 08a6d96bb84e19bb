"""``photoclip marks``: marks that may belong to other photos, to be given or dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from photoclip.cli.output import counted, printable, say, say_json
from photoclip.core.errors import OfferError
from photoclip.core.offers import MarkOffer, OfferedMarks

if TYPE_CHECKING:
    from photoclip.app.library import Library

app = typer.Typer(
    help="Give marks to photos, or dismiss them, where nothing tells for certain whose they are.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Ids = Annotated[list[int] | None, typer.Argument(help="Offers, by their numbers.", metavar="ID…")]
All = Annotated[bool, typer.Option("--all", help="Every open offer.")]


@app.command()
def offered(as_json: AsJson = False) -> None:
    """List marks that are offered, with what would be given and why it was not."""
    with _library(to_write=False) as library:
        offers = library.offers.list()
    if as_json:
        say_json({"offers": [_data(one) for one in offers]})
        return
    for one in offers:
        say(printable(f"{one.id:>5}  {one.path}"))
        say(printable(f"       {_text(one.marks)}"))
        say(printable(f"       {one.reason}" + (f" {one.sidecar}" if one.sidecar else "")))
    if not offers:
        say("No marks are offered.")


@app.command()
def accept(ids: Ids = None, everything: All = False, as_json: AsJson = False) -> None:
    """Give what is offered to the photos."""
    chosen = _chosen(ids, is_all=everything)
    with _library(to_write=True) as library:
        photo_ids = library.offers.accept(chosen)
    _tell(photo_ids, as_json, f"Marks given to {counted(len(photo_ids), 'photo')}.")


@app.command()
def dismiss(ids: Ids = None, everything: All = False, as_json: AsJson = False) -> None:
    """Never ask about these again."""
    chosen = _chosen(ids, is_all=everything)
    with _library(to_write=True) as library:
        photo_ids = library.offers.dismiss(chosen)
    _tell(photo_ids, as_json, f"Offers for {counted(len(photo_ids), 'photo')} dismissed.")


def _tell(photo_ids: Sequence[int], as_json: bool, sentence: str) -> None:
    if as_json:
        say_json({"photos": len(photo_ids)})
    else:
        say(sentence)


def _chosen(ids: list[int] | None, *, is_all: bool) -> list[int] | None:
    if bool(ids) == is_all:
        raise OfferError(
            "Say which offers are meant: their numbers, or --all.",
            "See which there are with: photoclip marks offered.",
        )
    return ids or None


def _text(marks: OfferedMarks) -> str:
    parts = ["★" * marks.rating, "favourite" if marks.is_favourite else ""]
    parts += [f"turned by {marks.rotation}°" if marks.rotation else ""]
    parts += [f"album {one}" for one in marks.albums]
    parts += [f"tag {one}" for one in marks.tag_names]
    return ", ".join(one for one in parts if one)


def _data(offer: MarkOffer) -> dict[str, Any]:
    marks = offer.marks
    return {
        "id": offer.id,
        "path": offer.path,
        "photo": offer.picture.photo_id,
        "former_photo": None if offer.former is None else offer.former.photo_id,
        "sidecar": offer.sidecar or None,
        "reason": offer.reason,
        "rating": marks.rating,
        "favourite": marks.is_favourite,
        "rotation": marks.rotation,
        "albums": list(marks.albums),
        "tags": list(marks.tag_names),
    }


def _library(*, to_write: bool) -> Library:
    from photoclip.cli.opening import open_library

    return open_library(to_write=to_write)
