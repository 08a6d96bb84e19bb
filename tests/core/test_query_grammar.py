"""The grammar in docs/query-language.md, held against the parser: what it makes is understood."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenery import ROOT

from photoclip.core.query.parser import parse
from photoclip.core.query.text import to_text
from photoclip.core.query.tree import Filter, leaves

DEEPEST = 7
SPACED = {"query", "either", "all", "words"}
"""Between the parts of these there is space; within the others there is none."""

TERMINALS = {
    "word": ("dog", "on", "the", "beach", "개", "눈", "sunset", "café"),
    "text": ("a red car", "at night", "서울의 밤", "one, two"),
    "bare": ("holiday", "2019", "바다", "x.jpg"),
    "name": ("name", "folder", "camera", "lens", "tag", "album"),
    "number": ("0.5", "2", "3.25"),
}


def grammar() -> dict[str, str]:
    """Right sides by the names of the rules, without comments."""
    text = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```ebnf\n(.*?)```", text, re.DOTALL)
    bare = re.sub(r"\(\*.*?\*\)", "", block, flags=re.DOTALL)
    rules = re.findall(r"^(\w+)\s*=\s*(.*?)\s*;\s*$", bare, re.DOTALL | re.MULTILINE)
    return dict(rules)


RULES = grammar()
TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|\w+|[(){}\[\]|,]")


class Sentences:
    """Makes queries by chance, as the rules say."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def make(self, rule: str = "query", depth: int = 0) -> str:
        if rule in TERMINALS:
            return self._chance.choice(TERMINALS[rule])
        tokens = TOKEN.findall(RULES[rule])
        made, rest = self._either(tokens, depth + 1, " " if rule in SPACED else "")
        assert rest == [], f"{rule}: {rest}"
        return made

    def _either(self, tokens: list[str], depth: int, space: str) -> tuple[str, list[str]]:
        made = []
        one, tokens = self._sequence(tokens, depth, space)
        made.append(one)
        while tokens and tokens[0] == "|":
            one, tokens = self._sequence(tokens[1:], depth, space)
            made.append(one)
        # Deep inside the first one counts, which leads no deeper.
        return (made[0] if depth > DEEPEST else self._chance.choice(made)), tokens

    def _sequence(self, tokens: list[str], depth: int, space: str) -> tuple[str, list[str]]:
        made = []
        while True:
            one, tokens = self._item(tokens, depth, space)
            made.append(one)
            if not tokens or tokens[0] != ",":
                return space.join(filter(None, made)), tokens
            tokens = tokens[1:]

    def _item(self, tokens: list[str], depth: int, space: str) -> tuple[str, list[str]]:
        first, *rest = tokens
        if first in "({[":
            made, rest = self._either(rest, depth, space)
            assert rest[0] == {"(": ")", "{": "}", "[": "]"}[first]
            times = 1 if first == "(" else self._chance.choice((0, 0, 1))
            if depth > DEEPEST and first != "(":
                times = 0
            return made * times, rest[1:]
        if first[0] in "'\"":
            return first[1:-1], rest
        if depth > DEEPEST and first == "either":
            return self.make("word"), rest
        return self.make(first, depth), rest


def test_every_rule_leads_to_rules_and_terminals_that_are_there() -> None:
    for name, right in RULES.items():
        for token in TOKEN.findall(right):
            if re.fullmatch(r"\w+", token):
                assert token in RULES or token in TERMINALS, f"{name} names {token}"


@settings(max_examples=400)
@given(st.integers(0, 2**32))
def test_what_the_grammar_makes_is_understood_and_written_again(seed: int) -> None:
    typed = Sentences(seed).make()

    query = parse(typed)

    again = parse(to_text(query))
    assert again.root == query.root or to_text(again) == to_text(query), typed


def test_the_grammar_makes_every_kind_of_part() -> None:
    made = [Sentences(seed).make() for seed in range(300)]
    kinds = {type(one).__name__ for text in made for one in leaves(parse(text).root)}
    assert {"Text", "Filter", "Like"} <= kinds
    for sign in ('"', "(", " or ", "^", "-", "+", "like:"):
        assert any(sign in one for one in made), sign


@pytest.mark.parametrize("field", TERMINALS["name"])
def test_a_field_of_the_grammar_is_a_filter(field: str) -> None:
    (found,) = leaves(parse(f"{field}:holiday").root)
    assert isinstance(found, Filter)
