"""Where suggestions come from, besides what was searched for lately. For background threads."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from photoclip.core.errors import LabelError
from photoclip.core.query.fields import FIELDS
from photoclip.core.query.text import parts, value_text
from photoclip.gui.browse.place import Kind, Place
from photoclip.gui.language import tags as tag_words
from photoclip.gui.language import words
from photoclip.gui.search.suggestions import Source, Suggestion

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.services.search.completion import Candidate

LEAST_TYPED = 2
FOLDERS_AT_MOST = 4
LIMIT = 12
NAMES_A_LABEL = 10
"""So many may lead to the same suggestion."""

TAG = "tag:"

_ICONS = {
    "folder": "folder",
    "name": "image",
    "date": "calendar",
    "before": "calendar",
    "after": "calendar",
    "camera": "camera",
    "lens": "camera",
    "rating": "star",
    "tag": "tag",
    "album": "images",
    "near": "map-pin",
    "like": "image",
}


def completions_of(library: Library) -> Source:
    """Ways to go on with a field: its name, and the values that the library holds."""

    def suggest(text: str, cursor: int) -> list[Suggestion]:
        found = library.completion.complete(text, cursor, NAMES_A_LABEL * LIMIT)
        made: dict[str, Suggestion] = {}
        for one in found:
            part = _tag(library, text, one) or _part(text, one)
            made.setdefault(part.text, part)
            if len(made) == LIMIT:
                break
        return list(made.values())

    return suggest


def _tag(library: Library, text: str, one: Candidate) -> Suggestion | None:
    """A tag by its name in the window's language, whichever of its names fits; None for others.

    Its other names lead to the same one: it is offered once.
    """
    found = [] if one.is_field else parts(one.text)
    if len(found) != 1 or not found[0].text.startswith(TAG):
        return None
    typed = found[0].text.removeprefix(TAG)
    try:
        label = library.tags.labels().find(typed)
    except LabelError:
        return None
    if label is None:
        return None
    name = label.korean if tag_words.is_korean() and label.korean else label.english
    part = _part(text, replace(one, text=f"{TAG}{value_text(name)}"))
    note = tag_words.other_name(label) if typed == name else words.printable(typed)
    return replace(part, note=note)


def _part(text: str, one: Candidate) -> Suggestion:
    before, after = text[: one.start], text[one.end :]
    name = one.text.partition(":")[0]
    # A field waits for its value; a value is finished, and what follows is another part.
    added = one.text if one.is_field else f"{one.text} "
    after = after if one.is_field else after.lstrip()
    example = FIELDS[name].example.partition(" or ")[0] if one.is_field else ""
    return Suggestion(
        words.printable(one.text),
        before + added + after,
        icon=_ICONS.get(name, "list-filter"),
        note=example,
        is_part=True,
        cursor=len(before + added),
    )


def folders_of(library: Library) -> Source:
    """Folders with photos whose name begins with what is typed, or has a word that does."""

    def suggest(text: str, _cursor: int) -> list[Suggestion]:
        typed = text.strip().casefold()
        if len(typed) < LEAST_TYPED:
            return []
        tree = library.folder_tree()
        places = [
            os.path.join(folder.path, directory)
            for folder in library.folders()
            for directory in ("", *tree.get(folder.id, ()))
        ]
        fitting = [one for one in dict.fromkeys(places) if _fits(os.path.basename(one), typed)]
        return [_folder(one) for one in sorted(fitting, key=len)[:FOLDERS_AT_MOST]]

    return suggest


def _fits(name: str, typed: str) -> bool:
    folded = name.casefold()
    return folded.startswith(typed) or any(f"{mark}{typed}" in folded for mark in " -_.")


def _folder(path: str) -> Suggestion:
    return Suggestion(
        words.printable(os.path.basename(path)),
        "",
        icon="folder",
        note=QCoreApplication.translate("Suggestions", "Folder in {parent}").format(
            parent=words.printable(os.path.basename(os.path.dirname(path)))
        ),
        place=Place(Kind.FOLDER, Path(path)),
    )
