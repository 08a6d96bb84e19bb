"""Offers how a half-typed query may go on: fields, and the values that the library holds."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from photoclip.catalog.database import Catalog
from photoclip.core.query.fields import FIELDS
from photoclip.core.query.letters import QUOTES, SIGNS, narrow
from photoclip.core.query.text import value_text
from photoclip.services.search.query_names import NAMED_FIELDS, QueryNames

LIMIT = 12

_TOKEN = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to go on. text: what takes the place of the typed text from start to end.

    is_field: a field's name with its colon, after which its values can be asked for.
    """

    text: str
    start: int
    end: int
    is_field: bool


@dataclass(frozen=True, slots=True)
class _Values:
    """Values of one field with the form in which they are looked through."""

    values: Sequence[str]
    folded: Sequence[str] = field(default=())

    @classmethod
    def of(cls, values: Iterable[str]) -> _Values:
        kept = tuple(dict.fromkeys(values))
        return cls(kept, tuple(one.casefold() for one in kept))

    def fitting(self, typed: str, limit: int) -> list[str]:
        """Those that begin with what is typed, then those with a word that does."""
        key = typed.casefold()
        begins: list[str] = []
        inside: list[str] = []
        for value, folded in zip(self.values, self.folded, strict=True):
            if folded.startswith(key):
                begins.append(value)
                if len(begins) == limit:
                    break
            elif len(inside) < limit and any(f"{one}{key}" in folded for one in " /-_"):
                inside.append(value)
        return (begins + inside)[:limit]


class CompletionService:
    """Answers from memory. ``refresh`` asks the library anew; call it in the background."""

    def __init__(self, catalog: Catalog, names: QueryNames) -> None:
        self._catalog = catalog
        self._names = names
        self._lock = threading.Lock()
        self._values: dict[str, _Values] | None = None

    def refresh(self) -> None:
        """Read cameras, lenses, folders, years, tags, albums and places again."""
        filters = self._catalog.filters
        found = {name: _Values.of(spec.values) for name, spec in FIELDS.items() if spec.values}
        years = [str(one) for one in filters.years()]
        found["date"] = _Values.of([*FIELDS["date"].values, *years])
        found["before"] = found["after"] = _Values.of(years)
        found["rating"] = _Values.of([">=4", "5", "4", "3", "2", "1", "0"])
        found["camera"] = _Values.of(filters.values_of("camera"))
        found["lens"] = _Values.of(filters.values_of("lens"))
        found["folder"] = _Values.of(filters.directories())
        for name in NAMED_FIELDS:
            found[name] = _Values.of(self._names.names(name))
        with self._lock:
            self._values = found

    def complete(self, text: str, cursor: int, limit: int = LIMIT) -> list[Candidate]:
        """At most ``limit`` ways to go on at ``cursor`` (characters before it), likely ones first.

        Nothing where a word of ordinary text is typed that is no beginning of a field.
        """
        cursor = max(0, min(cursor, len(text)))
        asked, text = text, narrow(text)
        start, is_quoted = _token_start(text, cursor)
        while start < cursor and text[start] in SIGNS:
            start += 1
        token = text[start:cursor]
        end = _token_end(text, cursor, is_quoted)
        match = _TOKEN.fullmatch(token)
        if match is None:
            if not token or is_quoted:
                return []
            fields = [f"{one}:" for one in FIELDS if one.startswith(token.lower())]
            return [Candidate(one, start, end, True) for one in fields[:limit]]
        name, typed = match[1].lower(), asked[start + match.start(2) : cursor].lstrip(QUOTES)
        return [
            Candidate(f"{name}:{value_text(one)}", start, end, False)
            for one in self._fitting(name, typed, limit)
        ]

    def _fitting(self, name: str, typed: str, limit: int) -> list[str]:
        if name == "near":
            return self._names.gazetteer.starting_with(typed, limit) if typed else []
        with self._lock:
            values = self._values
        if values is None:
            self.refresh()
            return self._fitting(name, typed, limit)
        return values[name].fitting(typed, limit) if name in values else []


def _token_start(text: str, cursor: int) -> tuple[int, bool]:
    """Where the part begins in which the cursor stands, and whether within quotation marks."""
    start, is_quoted = 0, False
    for at in range(cursor):
        letter, before = text[at], text[at - 1] if at > start else " "
        if letter in QUOTES and (is_quoted or before.isspace() or before in f":{SIGNS}"):
            is_quoted = not is_quoted
        elif not is_quoted and (letter.isspace() or letter in "()"):
            start = at + 1
    return start, is_quoted


def _token_end(text: str, cursor: int, is_quoted: bool) -> int:
    for at in range(cursor, len(text)):
        if is_quoted and text[at] in QUOTES:
            return at + 1
        if not is_quoted and (text[at].isspace() or text[at] in "()"):
            return at
    return cursor if is_quoted else len(text)
