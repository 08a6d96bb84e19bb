"""A query as a search bar holds it: finished parts as chips, and the words still being typed.

The chips come first and all of them count for the words as well, so a query of chips and words
is the chips' texts in a row and then the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.letters import QUOTES, narrow
from photoclip.core.query.parser import parse
from photoclip.core.query.text import (
    PartKind,
    QueryPart,
    parts,
    remove_part,
    to_text,
    value_text,
)
from photoclip.core.query.tree import Like, Not, Or, Query, Span, Text, negation

MOST_CHIPS = 30
LONGEST = 2000
"""Characters that are taken apart; a longer query is shown as the text it is."""

WEIGHTS = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Those that the keys of a chip go through."""

_MARKS = f":-+^(){QUOTES}"
_VALUE = re.compile(r"[+-]*[A-Za-z]+:", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pieces:
    """chips: the text of each finished part. words: the rest. cursor: its place in the rest."""

    chips: tuple[str, ...]
    words: str
    cursor: int = 0


def joined(chips: Sequence[str], words: str) -> str:
    """The whole query of some chips and words."""
    return (
        words_prefix(chips, words) + words.strip() + (")" if _needs_bracket(chips, words) else "")
    )


def words_prefix(chips: Sequence[str], words: str) -> str:
    """What stands before the words in ``joined``: a place in the query is that much further."""
    typed = " ".join(written(chips, words))
    before = typed + " " if chips and words.strip() else typed
    return before + ("(" if _needs_bracket(chips, words) else "")


def written(chips: Sequence[str], words: str = "") -> list[str]:
    """Each chip as it stands in ``joined``: brackets only around words that others would join."""
    inner = [None, *map(_words_in, chips), words.strip() or None]
    return [
        chip if plain is None or left is not None or right is not None else plain
        for chip, (left, plain, right) in zip(
            chips, zip(inner, inner[1:], inner[2:], strict=False), strict=True
        )
    ]


def split(text: str) -> Pieces:
    """Every part that can be a chip as one; words that stand alone, or the last such, stay words.

    ``joined`` of the pieces asks for the same. What is not understood, and what has an ``or``
    that no bracket holds, is left as text.
    """
    if len(text) > LONGEST:
        return Pieces((), text, len(text))
    try:
        found = parts(text)
    except QuerySyntaxError:
        return Pieces((), text, len(text))
    if len(found) > MOST_CHIPS or any(one.alternative for one in found):
        return Pieces((), text, len(text))
    bare = [one for one in found if _is_bare(text, one)]
    chips = [_chip(text, one) for one in found if one not in bare[-1:]]
    words = text[bare[-1].start : bare[-1].end] if bare else ""
    return Pieces(tuple(chips), words, len(words))


def finished(words: str, cursor: int) -> Pieces | None:
    """The parts before the cursor that a space ends, as chips; None where there is none.

    Words without sign, weight or quotation marks are finished by a part of another kind after
    them, which ends the sentence; until then another word may follow.
    """
    if len(words) > LONGEST or not any(one in _MARKS for one in narrow(words)):
        return None
    try:
        found = parts(words)
    except QuerySyntaxError:
        return None
    if len(found) > MOST_CHIPS or any(one.alternative for one in found):
        return None
    ended = [one for one in found if one.end < cursor and words[one.end].isspace()]
    while ended and _is_bare(words, ended[-1]):
        ended.pop()
    rest = words
    for one in reversed(ended):
        rest = rest[: one.start] + rest[one.end + 1 :]
        cursor -= one.end + 1 - one.start
    chips = tuple(_chip(words, one) for one in ended)
    return Pieces(chips, rest, cursor) if chips else None


def negated(chip: str) -> str:
    """A chip's text with what was wanted unwanted, or the other way round."""
    root = parse(chip).root
    if root is None:
        return chip
    return _held(to_text(Query(negation(root, (0, len(chip))))))


def reweighted(chip: str, step: int) -> str | None:
    """A chip's text with the next higher weight (step 1) or lower one (-1) of ``WEIGHTS``.

    None where it has no weight, as a field, or none that is higher or lower.
    """
    root = parse(chip).root
    inner = root.node if isinstance(root, Not) else root
    if not isinstance(inner, Text | Like):
        return None
    others = [one for one in WEIGHTS if (one - inner.weight) * step > 0]
    if not others:
        return None
    weight = min(others) if step > 0 else max(others)
    changed = replace(inner, weight=weight)
    return _held(to_text(Query(Not(changed) if isinstance(root, Not) else changed)))


def part_of(chip: str) -> QueryPart:
    """What a chip's text asks for."""
    found = parts(chip)
    if len(found) == 1:
        return found[0]
    return QueryPart(PartKind.GROUP, to_text(parse(chip)), 0, len(chip))


def as_text(chip: str, rest: str) -> str:
    """A chip as words to be changed, before the rest of what is typed."""
    return f"{chip} {rest}" if rest.strip() else _words_in(chip) or chip


def picture_of(text: str) -> Like | None:
    """The one picture that is all a query asks for."""
    try:
        root = parse(text).root
    except QuerySyntaxError:
        return None
    return root if isinstance(root, Like) else None


def reworded(text: str, words: str, better: str) -> str | None:
    """The query with other words in the place of ``words``, None where they are no part of it."""
    for one in parts(text):
        if one.text == words and one.kind in (PartKind.WORDS, PartKind.PHRASE):
            if better:
                return f"{text[: one.start]}{better}{text[one.end :]}"
            return remove_part(text, one)
    return None


def mended(text: str, error: QuerySyntaxError) -> str | None:
    """The text with the error's suggestion where the error is, None where there is none."""
    (start, end), better = error.span, error.suggestion
    if not better or not 0 <= start <= end <= len(text):
        return None
    if better.endswith(":"):
        end += narrow(text[end : end + 1]) == ":"
    else:
        better = value_text(better)
        name = _VALUE.match(narrow(text), start, end)
        start = name.end() if name else start
    return text[:start] + better + text[end:]


def place_in_words(span: Span, chips: Sequence[str], words: str) -> Span | None:
    """A place in ``joined`` as one in the words, None where it is in a chip."""
    shift = len(words_prefix(chips, words)) - (len(words) - len(words.lstrip()))
    start, end = span[0] - shift, span[1] - shift
    return (max(start, 0), min(end, len(words))) if end > 0 else None


def _needs_bracket(chips: Sequence[str], words: str) -> bool:
    if not chips or "or" not in words.lower():
        return False
    try:
        return isinstance(parse(words).root, Or)
    except QuerySyntaxError:
        return False


def _is_bare(text: str, one: QueryPart) -> bool:
    """Whether these are words as they are, which others could join."""
    is_plain = one.kind is PartKind.WORDS and not one.is_negated and one.weight == 1.0
    return is_plain and " ".join(text[one.start : one.end].split()) == one.text


def _held(text: str) -> str:
    """A chip's text: several parts, or words that others could join, are held together."""
    found = parts(text)
    return f"({text})" if len(found) > 1 or _is_bare(text, found[0]) else text


def _words_in(chip: str) -> str | None:
    """The words of a chip that are bracketed only to keep others away, None for any other."""
    if not (chip.startswith("(") and chip.endswith(")")):
        return None
    inner = chip[1:-1]
    try:
        found = parts(inner)
    except QuerySyntaxError:
        return None
    return inner if len(found) == 1 and _is_bare(inner, found[0]) else None


def _chip(text: str, one: QueryPart) -> str:
    """The part as it was typed, or in another spelling where that would change its neighbours."""
    typed = text[one.start : one.end]
    if _is_bare(text, one):
        typed = f"({typed})"
    try:
        asked = parse(typed)
        if len(parts(f"{typed} x")) == 2:
            return typed
    except QuerySyntaxError:
        asked = parse(text[one.start :])
    return to_text(Query(asked.root))
