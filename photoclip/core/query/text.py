"""Writes a query as text, and shows it as parts that can be taken away."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from itertools import pairwise

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.letters import QUOTES, narrow
from photoclip.core.query.parser import parse
from photoclip.core.query.tree import (
    And,
    Filter,
    Like,
    Node,
    Not,
    Or,
    Query,
    Text,
    conjunction,
    disjunction,
)


class PartKind(enum.StrEnum):
    """What a part of a query is."""

    WORDS = "words"
    PHRASE = "phrase"
    LIKE = "like"
    FIELD = "field"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class QueryPart:
    """One part of a query, as a chip shows it.

    text: without its sign and weight. start, end: where it stands in the typed text, sign and
    weight included. alternative: which side of the outermost ``or`` it belongs to, from 0.
    """

    kind: PartKind
    text: str
    start: int
    end: int
    is_negated: bool = False
    weight: float = 1.0
    alternative: int = 0


def to_text(query: Query) -> str:
    """The query in one canonical spelling: ``parse(to_text(query)) == query``."""
    return "" if query.root is None else _written(query.root)


def parts(text: str | Query) -> list[QueryPart]:
    """The parts of a typed text, in its order. Raises QuerySyntaxError.

    What stands in brackets is one part. A Query given here must come from ``parse``.
    """
    query = text if isinstance(text, Query) else parse(text)
    return [_part(one, number) for number, items in enumerate(_items(query)) for one in items]


def words_alone(text: str) -> str | None:
    """What a query that is one text and nothing else says, None for any other.

    Raises QuerySyntaxError for one that cannot be read.
    """
    root = parse(text).root
    return root.text if isinstance(root, Text) and root.weight == 1.0 else None


def remove_part(text: str, part: QueryPart) -> str:
    """The text of the query without a part of ``parts(text)``."""
    sides: list[Node] = []
    for items in _items(parse(text)):
        kept = [one for one in items if one.span != (part.start, part.end)]
        if kept:
            sides.append(conjunction(kept, (0, 0)))
    return to_text(Query(disjunction(sides, (0, 0)) if sides else None))


def _items(query: Query) -> list[list[Node]]:
    """The parts of each alternative."""
    if query.root is None:
        return []
    sides = query.root.nodes if isinstance(query.root, Or) else (query.root,)
    return [list(one.nodes) if isinstance(one, And) else [one] for one in sides]


def _part(node: Node, alternative: int) -> QueryPart:
    inner = node.node if isinstance(node, Not) else node
    kind, text, weight = PartKind.GROUP, "", 1.0
    if isinstance(inner, Text):
        kind = PartKind.PHRASE if inner.is_phrase else PartKind.WORDS
        text, weight = inner.text, inner.weight
    elif isinstance(inner, Like):
        kind, text, weight = PartKind.LIKE, inner.target, inner.weight
    elif isinstance(inner, Filter):
        kind, text = PartKind.FIELD, f"{inner.field}:{inner.value}"
    else:
        text = _written(inner)
    return QueryPart(kind, text, *node.span, isinstance(node, Not), weight, alternative)


def _written(node: Node) -> str:
    if isinstance(node, Or):
        return " or ".join(_written(one) for one in node.nodes)
    if isinstance(node, And):
        first, *_ = node.nodes
        rest = [_after(before, one) for before, one in pairwise(node.nodes)]
        return " ".join([_inside(first), *rest])
    return _inside(node)


def _after(before: Node, node: Node) -> str:
    """A node beside another one; plain words must not run together."""
    if _is_plain(before) and _is_plain(node):
        assert isinstance(node, Text)
        return _spelling(node, (f"+{node.text}", f"({node.text})"))
    return _inside(node)


def _inside(node: Node) -> str:
    """A node within a conjunction or under a minus."""
    if isinstance(node, And | Or):
        return f"({_written(node)})"
    if isinstance(node, Not):
        return _negated(node.node)
    if isinstance(node, Filter):
        return f"{node.field}:{value_text(node.value)}"
    if isinstance(node, Like):
        return f"like:{value_text(node.target)}{_weight(node.weight)}"
    if node.is_phrase:
        return f"{_quoted(node.text)}{_weight(node.weight)}"
    weight = _weight(node.weight)
    if weight:
        return _spelling(node, (f"{node.text}{weight}", f"({node.text}){weight}"))
    return _spelling(node, (node.text, f"+{node.text}", f"{node.text}^1", f"({node.text})"))


def _negated(node: Node) -> str:
    if isinstance(node, Text) and not node.is_phrase:
        weight = _weight(node.weight)
        forms = (f"-{node.text}{weight}", f"-{node.text}^1", f"-({node.text}){weight}")
        return _spelling(Not(node), forms)
    return f"-{_inside(node)}"


def _spelling(node: Node, forms: tuple[str, ...]) -> str:
    """The first spelling that reads as the node, and as nothing else beside its neighbours.

    Words that no spelling keeps (they were made by a program) become a phrase.
    """
    for form in forms:
        try:
            if parse(form).root == node:
                return form
        except QuerySyntaxError:
            continue
    inner = node.node if isinstance(node, Not) else node
    assert isinstance(inner, Text)
    sign = "-" if isinstance(node, Not) else ""
    return f"{sign}{_quoted(inner.text)}{_weight(inner.weight)}"


def _is_plain(node: Node) -> bool:
    return isinstance(node, Text) and not node.is_phrase and node.weight == 1.0


def _weight(weight: float) -> str:
    return "" if weight == 1.0 else f"^{weight!r}".removesuffix(".0")


def value_text(value: str) -> str:
    """A field's value as it is typed after the colon, in quotation marks where it needs them."""
    letters = narrow(value)
    is_bare = value and not any(one.isspace() or one in QUOTES or one in "()^" for one in letters)
    return value if is_bare else _quoted(value)


def _quoted(text: str) -> str:
    doubled = "".join(one * 2 if one in QUOTES else one for one in text)
    return f'"{doubled}"'
