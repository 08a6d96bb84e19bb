"""A search as a tree of frozen parts. ``query_parser`` makes it of text, ``query_text`` text of it.

The grammar is written down in docs/query-language.md. A place in the typed text (``span``: start
and end, in characters) never decides whether two parts are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as data_field
from datetime import datetime

MIN_WEIGHT = 0.01
MAX_WEIGHT = 100.0

Span = tuple[int, int]


def _nowhere() -> Span:
    return (0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """Words that the model sees as one sentence. is_phrase: they stood in quotation marks.

    A phrase is a sentence of its own, whatever stands beside it; that is all it differs in.
    """

    text: str
    weight: float = 1.0
    is_phrase: bool = False
    span: Span = data_field(default_factory=_nowhere, compare=False)


@dataclass(frozen=True, slots=True)
class Like:
    """A picture in place of words. target: a photo's number in the library, or a path."""

    target: str
    weight: float = 1.0
    span: Span = data_field(default_factory=_nowhere, compare=False)

    @property
    def photo_id(self) -> int | None:
        """The photo's number, None where the target is a path."""
        is_number = self.target.isascii() and self.target.isdigit() and len(self.target) < 19
        return int(self.target) if is_number else None


@dataclass(frozen=True, slots=True)
class Contains:
    """A name or text in which ``text`` occurs, upper and lower case alike; * stands for anything.

    With a * the whole must fit the pattern, as in a shell.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers from low to high, both included; None is no limit. quantity: what is compared."""

    quantity: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Dates:
    """Moments from start up to and without end, local time; None is no limit."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Months:
    """Months of any year, 1 to 12."""

    months: frozenset[int]


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some fixed values: a picture format, an orientation, a mark."""

    value: str


@dataclass(frozen=True, slots=True)
class Named:
    """The one thing of this name: a tag, an album."""

    name: str


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``radius_km`` kilometres of a place: its name, or degrees (WGS 84)."""

    place: str | None
    latitude: float
    longitude: float
    radius_km: float


Condition = Contains | Between | Dates | Months | OneOf | Named | Near


@dataclass(frozen=True, slots=True)
class Filter:
    """A field with a value, which a photo fulfils or not. value: as typed, without quotes."""

    field: str
    value: str
    condition: Condition
    span: Span = data_field(default_factory=_nowhere, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What a photo must not be or show."""

    node: Node
    span: Span = data_field(default_factory=_nowhere, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more nodes, none of them an And."""

    nodes: tuple[Node, ...]
    span: Span = data_field(default_factory=_nowhere, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more nodes, none of them an Or."""

    nodes: tuple[Node, ...]
    span: Span = data_field(default_factory=_nowhere, compare=False)


Node = Text | Like | Filter | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole search; root is None where nothing was typed."""

    root: Node | None = None

    @property
    def needs_model(self) -> bool:
        """Whether words or pictures are asked for, not only fields."""
        return any(isinstance(one, Text | Like) for one in leaves(self.root))


def leaves(node: Node | None) -> Iterator[Text | Like | Filter]:
    """Every text, picture and field, in the order of the typed text."""
    if isinstance(node, And | Or):
        for one in node.nodes:
            yield from leaves(one)
    elif isinstance(node, Not):
        yield from leaves(node.node)
    elif node is not None:
        yield node


def wanted_texts(node: Node | None, *, is_wanted: bool = True) -> Iterator[Text]:
    """Every text that a photo should fit, without those that a minus shuts out."""
    if isinstance(node, And | Or):
        for one in node.nodes:
            yield from wanted_texts(one, is_wanted=is_wanted)
    elif isinstance(node, Not):
        yield from wanted_texts(node.node, is_wanted=not is_wanted)
    elif isinstance(node, Text) and is_wanted:
        yield node


def conjunction(nodes: list[Node], span: Span) -> Node:
    """All of one or more nodes, in the one form that such a thing has."""
    flat = [inner for one in nodes for inner in (one.nodes if isinstance(one, And) else (one,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat), span)


def disjunction(nodes: list[Node], span: Span) -> Node:
    """Any of one or more nodes, in the one form that such a thing has."""
    flat = [inner for one in nodes for inner in (one.nodes if isinstance(one, Or) else (one,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat), span)


def negation(node: Node, span: Span) -> Node:
    """The contrary of a node; that of a contrary is the node itself."""
    return replace(node.node, span=span) if isinstance(node, Not) else Not(node, span)


def weighted(node: Node, factor: float) -> Node:
    """The node with the weight of every wanted text and picture in it multiplied."""
    if isinstance(node, Text | Like):
        return replace(node, weight=min(max(node.weight * factor, MIN_WEIGHT), MAX_WEIGHT))
    if isinstance(node, And | Or):
        return replace(node, nodes=tuple(weighted(one, factor) for one in node.nodes))
    return node
