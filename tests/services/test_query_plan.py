"""A query and its alternatives say the same."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from photoclip.core.errors import SearchError
from photoclip.core.query.parser import parse
from photoclip.core.query.tree import And, Filter, Like, Node, Not, Or, Text
from photoclip.services.search.query_plan import clauses_of

LEAVES = ("cat", "dog", '"at night"', "like:1", "rating:5", "is:favorite", "type:raw")
QUERIES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' or '.join(some)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' rating:0 '.join(some)})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=10,
)


def is_true(node: Node | None, facts: set[str]) -> bool:
    """Whether a photo of which these facts are true fulfils the node."""
    if isinstance(node, Not):
        return not is_true(node.node, facts)
    if isinstance(node, And):
        return all(is_true(one, facts) for one in node.nodes)
    if isinstance(node, Or):
        return any(is_true(one, facts) for one in node.nodes)
    if isinstance(node, Filter):
        return f"{node.field}:{node.value}" in facts
    if isinstance(node, Text | Like):
        return (node.text if isinstance(node, Text) else "like:1") in facts
    return True


@given(QUERIES, st.sets(st.sampled_from([*(one.strip('"') for one in LEAVES), "rating:0"])))
def test_a_photo_fulfils_a_query_where_it_fulfils_an_alternative(
    text: str, facts: set[str]
) -> None:
    query = parse(text)
    try:
        clauses = clauses_of(query)
    except SearchError:
        assume(False)
    by_clauses = any(
        is_true(clause.filters, facts)
        and all(is_true(one, facts) for one in clause.wanted)
        and not any(is_true(one, facts) for one in clause.unwanted)
        for clause in clauses
    )
    assert by_clauses == is_true(query.root, facts)


def test_filters_beside_words_stay_in_one_piece() -> None:
    (clause,) = clauses_of(parse("cat (rating:5 or type:raw) -dog -(is:favorite rating:1)"))
    assert [one.text for one in clause.wanted if isinstance(one, Text)] == ["cat"]
    assert [one.text for one in clause.unwanted if isinstance(one, Text)] == ["dog"]
    assert isinstance(clause.filters, And)
    assert len(clause.filters.nodes) == 2


def test_the_same_alternative_is_searched_once() -> None:
    assert len(clauses_of(parse("cat or cat or dog"))) == 2
