"""A search as a heading: its words first, then its other parts."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.text import PartKind, QueryPart, parts
from photoclip.gui.language import words


def search_title(text: str, picture: str = "") -> str:
    """A heading for a query. picture: path of the photo that it names by a number, if known."""
    try:
        found = parts(text)
    except QuerySyntaxError:
        return f"“{words.printable(text)}”"
    if any(one.alternative for one in found):
        return f"“{words.printable(text)}”"
    found.sort(key=lambda one: one.is_negated or one.kind is not PartKind.WORDS)
    said = " · ".join(_said(one, picture) for one in found)
    return said[:1].upper() + said[1:] if found and found[0].kind is PartKind.LIKE else said


def _said(part: QueryPart, picture: str) -> str:
    sign = "−" if part.is_negated else ""
    if part.kind is PartKind.LIKE:
        path = picture if picture and part.text.isdigit() else part.text
        said = QCoreApplication.translate("SearchTitle", "like {name}")
        return sign + said.format(name=words.printable(os.path.basename(path)))
    text = words.printable(part.text)
    return sign + (f"“{text}”" if part.kind in (PartKind.WORDS, PartKind.PHRASE) else text)
