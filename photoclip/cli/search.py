"""``photoclip search``: ranked paths, as text or as JSON."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip.cli.language import language_of, said
from photoclip.cli.output import note, printable, say, say_json
from photoclip.core.errors import QuerySyntaxError, SearchError
from photoclip.core.models import Band, Match, SearchHit, SearchResults
from photoclip.core.wording import Message

if TYPE_CHECKING:
    from photoclip.app.library import Library


_AROUND = 30


def run_search(
    library: Library,
    text: str,
    *,
    like: Path | None,
    folder: Path | None,
    limit: int,
    as_json: bool,
    open_first: bool,
    cut_off: float | None = None,
) -> int:
    """Search and print; the exit code is 0 when something was found, 1 otherwise.

    cut_off: the probability from which a photo counts as found, this once; None for the usual.
    """
    if (like is None) == (not text.strip()):
        raise SearchError(
            "Say what to look for: either words or --like with a picture, not both.",
            'For example: photoclip search "a dog on a sofa"',
        )
    place = Path(os.path.realpath(folder.expanduser())) if folder else None
    if like is not None:
        results = library.search_like(like, folder=place, limit=limit)
    else:
        try:
            results = library.search(text, folder=place, limit=limit)
        except QuerySyntaxError as error:
            for line in pointed_at(text, error.span):
                note(line)
            raise
    if place is not None and not results.hits and not _is_watched(library, place):
        elsewhere = "{place} is in no watched folder: photoclip folders list shows them."
        note(printable(said(Message(elsewhere, place=place), language_of(text))))
    if cut_off is not None and results.verdict is not None:
        results = library.relevance.with_cut_off(results, cut_off, text=results.judged_text)
    if as_json:
        say_json(as_dictionary(results))
    else:
        has_photos = bool(results.hits) or library.status().photos > 0
        for notice in _notices(results, has_photos=has_photos):
            note(printable(said(notice, language_of(text))))
        for hit in results.hits:
            say(f"{hit.score:6.3f}  {_fit(hit)}{printable(hit.path)}")
    if results.advice is not None:
        note(printable(said(results.advice.message, language_of(text))))
    if open_first and results.hits:
        open_with_system(results.hits[0].path)
    return 0 if results.hits and results.verdict is not Match.NOTHING else 1


def as_dictionary(results: SearchResults) -> dict[str, object]:
    """The documented JSON form: query, model, verdict, cut-off, advice, and what is known of each
    hit."""
    translated: dict[str, object] = {
        "searched_for": results.searched_for,
        "untranslated": list(results.untranslated),
    }
    return (translated if any(translated.values()) else {}) | {
        "query": results.query,
        "model": results.model,
        "verdict": results.verdict,
        "cut_off": None if results.cut_off is None else round(results.cut_off, 4),
        "advice": None if results.advice is None else results.advice.message,
        "results": [
            {
                "path": hit.path,
                "score": round(hit.score, 6),
                "probability": None if hit.probability is None else round(hit.probability, 4),
                "band": hit.band,
            }
            for hit in results.hits
        ],
    }


def _is_watched(library: Library, place: Path) -> bool:
    return any(
        place.is_relative_to(one.path) or one.path.is_relative_to(place)
        for one in library.folders()
    )


def _notices(results: SearchResults, *, has_photos: bool) -> Iterator[str]:
    """What there is to say of a search before its photos."""
    if results.searched_for:
        yield Message("searched for: {words}", words=results.searched_for)
    if results.untranslated:
        yield Message(
            "This model knows English only; left out, since no label translates it: {words}.",
            words=", ".join(results.untranslated),
        )
        yield Message("The model “starter” reads Korean, and models of many languages do.")
    elif not results.hits and has_photos:
        yield Message("No photo fits.")
    elif not results.hits:
        yield Message("There are no photos to search in yet: photoclip index FOLDER takes some in.")
    if results.verdict is Match.NOTHING:
        yield Message("Nothing in your library matches; the closest are below.")


def pointed_at(text: str, span: tuple[int, int]) -> list[str]:
    """The typed text around a place in it, and a line with carets under that place."""
    start, end = span
    shown = [one if one.isprintable() else " " for one in text]
    first = max(0, start - _AROUND)
    last = min(len(text), max(end, start + 1) + _AROUND)
    head, place = "".join(shown[first:start]), "".join(shown[start:end])
    before = "…" if first else ""
    after = "…" if last < len(text) else ""
    line = f"{before}{head}{place}{''.join(shown[end:last])}{after}"
    return [f"  {line}", f"  {' ' * _columns(before + head)}{'^' * max(1, _columns(place))}"]


def _columns(text: str) -> int:
    """How wide a terminal shows a text: letters of East Asia take two columns (UAX 11)."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )


def _fit(hit: SearchHit) -> str:
    """The probability in percent and the band, in columns; nothing where it is not judged."""
    if hit.probability is None or hit.band is None:
        return ""
    band = "" if hit.band is Band.NONE else hit.band
    return f"{hit.probability:4.0%}  {band:6}  "


def open_with_system(path: str) -> None:
    """Show a file in the program that the person uses for it."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        subprocess.Popen(
            [program, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=True
        )
    except OSError as error:
        raise SearchError(
            Message(
                "The photo cannot be opened: {program} is not there ({error}).",
                program=program,
                error=error.strerror,
            ),
            "Open it from your file manager.",
        ) from error
