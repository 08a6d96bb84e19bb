"""Takes a query apart into alternatives that can each be searched in one go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from photoclip.core.errors import SearchError
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
    leaves,
    negation,
)

MAX_PARTS = 400
"""SQLite refuses conditions nested 1000 deep, and a row of conditions is nested."""

MAX_ALTERNATIVES = 64
MAX_EMBEDDED = 64

Seen = Text | Like
"""What the model is asked about."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One alternative: photos that fulfil the filters, show all that is wanted and nothing that
    is unwanted. filters: a node without words and pictures, None for all photos."""

    wanted: tuple[Seen, ...] = ()
    unwanted: tuple[Seen, ...] = ()
    filters: Node | None = None

    @property
    def only_text(self) -> Text | None:
        """The text where nothing else is asked for."""
        is_alone = len(self.wanted) == 1 and not self.unwanted and self.filters is None
        return self.wanted[0] if is_alone and isinstance(self.wanted[0], Text) else None


def clauses_of(query: Query) -> list[Clause]:
    """The query in disjunctive normal form over words and pictures; filters stay as they are.

    Raises SearchError where nothing is asked for, or too much.
    """
    if query.root is None:
        raise SearchError("There is nothing to search for.", "Type what the photo shows.")
    parts = list(leaves(query.root))
    if len(parts) > MAX_PARTS or sum(not isinstance(one, Filter) for one in parts) > MAX_EMBEDDED:
        raise _too_much()
    return list(dict.fromkeys(_clauses(query.root, is_wanted=True)))


def _clauses(node: Node, *, is_wanted: bool) -> list[Clause]:
    if all(isinstance(one, Filter) for one in leaves(node)):
        return [Clause(filters=node if is_wanted else negation(node, node.span))]
    if isinstance(node, Not):
        return _clauses(node.node, is_wanted=not is_wanted)
    if isinstance(node, And | Or):
        inner = [_clauses(one, is_wanted=is_wanted) for one in node.nodes]
        # De Morgan: not (a or b) is neither.
        if isinstance(node, And) == is_wanted:
            return _together(inner)
        return [one for some in inner for one in some]
    assert isinstance(node, Text | Like)
    return [Clause(wanted=(node,)) if is_wanted else Clause(unwanted=(node,))]


def _together(inner: list[list[Clause]]) -> list[Clause]:
    count = 1
    for some in inner:
        count *= len(some)
        if count > MAX_ALTERNATIVES:
            raise _too_much()
    return [_merged(one) for one in product(*inner)]


def _merged(clauses: tuple[Clause, ...]) -> Clause:
    filters = [one.filters for one in clauses if one.filters is not None]
    return Clause(
        tuple(seen for one in clauses for seen in one.wanted),
        tuple(seen for one in clauses for seen in one.unwanted),
        conjunction(filters, (0, 0)) if filters else None,
    )


def _too_much() -> SearchError:
    return SearchError("This search has too many parts.", "Leave some of them away.")
