"""Reads what a person typed into the search bar: a recursive-descent parser over characters.

Nothing here depends on a library: whether a tag or a place exists is seen when it is searched.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.fields import FIELDS, make_filter, near_field
from photoclip.core.query.letters import QUOTES, SIGNS, narrow
from photoclip.core.query.tree import (
    MAX_WEIGHT,
    MIN_WEIGHT,
    Like,
    Node,
    Query,
    Span,
    Text,
    conjunction,
    disjunction,
    negation,
    weighted,
)
from photoclip.core.wording import Message

MAX_DEPTH = 40
"""Brackets within brackets; nobody means more, and Python's own stack is not endless."""
MAX_LENGTH = 20_000
"""Characters; more is a text that was pasted by mistake, and would be looked at for minutes."""

_WEIGHT = re.compile(r"\^(\d{1,6}(?:\.\d{1,17})?)$", re.ASCII)
_WEIGHT_HERE = re.compile(r"\^(\d{1,6}(?:\.\d{1,17})?)(?=[\s)]|$)", re.ASCII)
_NO_WEIGHT = re.compile(r"\^([+-]?\.?\d[\d.,e+-]*)(?=[\s)]|$)", re.ASCII | re.IGNORECASE)
_FIELD = re.compile(r"([A-Za-z]+):")


@lru_cache(maxsize=256)
def parse(text: str) -> Query:
    """The query in ``text``, read once for all who ask. Raises QuerySyntaxError with its place."""
    if len(text) > MAX_LENGTH:
        said = Message("A search has at most {most} characters.", most=f"{MAX_LENGTH:,}")
        raise QuerySyntaxError(
            said, "Write less, or drop a picture that shows what you mean.", (MAX_LENGTH, len(text))
        )
    return _Parser(text).query()


class _Parser:
    def __init__(self, text: str) -> None:
        self._typed = text
        self._text = narrow(text)  # what is looked at; what is found is taken from the typed
        self._end = len(text)
        self._at = 0
        self._depth = 0

    def query(self) -> Query:
        self._skip_space()
        if self._at == self._end:
            return Query()
        root = self._alternatives()
        if self._at < self._end:
            raise QuerySyntaxError(
                "There is no opening bracket for this one.",
                "Take it away, or put the words in quotation marks.",
                (self._at, self._at + 1),
            )
        return Query(root)

    def _alternatives(self) -> Node:
        start = self._at
        found = [self._all_of(is_first=True)]
        while (word := self._or_here()) is not None:
            self._at = word[1]
            found.append(self._all_of(is_first=False, after=word))
        return disjunction(found, (start, self._at))

    def _all_of(self, *, is_first: bool, after: Span | None = None) -> Node:
        """Everything up to an ``or``, a closing bracket or the end."""
        self._skip_space()
        start = self._at
        found: list[Node] = []
        can_grow = False
        while self._at < self._end and self._text[self._at] != ")" and not self._or_here():
            node, is_plain = self._item()
            if node is not None and is_plain and can_grow:
                found[-1] = _joined(found[-1], node)
            elif node is not None:
                found.append(node)
            can_grow = is_plain
            end = self._at
            self._skip_space()
        if not found:
            raise self._nothing_here(start, after if not is_first else self._or_here())
        return conjunction(found, (start, end))

    def _nothing_here(self, start: int, word: Span | None) -> QuerySyntaxError:
        if word is not None:
            return QuerySyntaxError(
                "“or” needs something on both sides.",
                "Complete it, or put it in quotation marks to search for the word.",
                word,
            )
        return QuerySyntaxError(
            "There is nothing to search for here.",
            "Write something or take it away.",
            (max(0, start - 1), min(self._end, start + 1)),
        )

    def _item(self) -> tuple[Node | None, bool]:
        """The next part, None where it is empty; and whether it is a bare word, which joins its
        neighbours."""
        start = self._at
        signs = self._signs()
        if self._at == self._end or self._text[self._at].isspace() or self._text[self._at] == ")":
            dash = self._typed[start : self._at]
            return Text(dash, span=(start, self._at)), True  # a dash between words
        node, is_word = self._operand()
        if node is None:
            return None, False
        factor = float(max(1, signs.count("+")))
        weight = self._weight() if not is_word else None
        if is_word and isinstance(node, Text):
            bare = _WEIGHT.search(narrow(node.text))
            odd = _NO_WEIGHT.search(narrow(node.text))
            if bare is None and odd and odd.start():
                start = self._at - len(node.text) + odd.start()
                raise _no_such_weight((start, start + len(odd[0])))
            if bare and bare.start():
                weight = self._weight_of(bare[1], self._at - len(bare[0]))
                node = replace(node, text=node.text[: bare.start()])
        span = (start, self._at)
        node = replace(weighted(node, factor * (weight or 1.0)), span=span)
        if "-" in signs:
            return negation(replace(node, span=(start + len(signs), self._at)), span), False
        return node, is_word and not signs and weight is None

    def _operand(self) -> tuple[Node | None, bool]:
        letter = self._text[self._at]
        if letter == "(":
            return self._group(), False
        if letter in QUOTES:
            start = self._at
            text = " ".join(self._quoted().split())
            return (Text(text, 1.0, True, (start, self._at)) if text else None), False
        known = self._field()
        if known is not None:
            return known, False
        start = self._at
        return Text(self._word(), span=(start, self._at)), True

    def _group(self) -> Node:
        start = self._at
        if self._depth == MAX_DEPTH:
            raise QuerySyntaxError(
                Message(
                    "More than {max_depth} brackets within each other are not understood.",
                    max_depth=MAX_DEPTH,
                ),
                "Take some away.",
                (start, start + 1),
            )
        self._depth += 1
        self._at += 1
        self._skip_space()
        node = self._alternatives() if self._at < self._end else None
        if node is None or self._at == self._end:
            raise QuerySyntaxError(
                "This bracket is never closed.",
                "Close it, or put the words in quotation marks.",
                (start, start + 1),
            )
        self._depth -= 1
        self._at += 1
        return replace(node, span=(start, self._at))

    def _field(self) -> Node | None:
        """The field that starts here, None where it is ordinary text."""
        start = self._at
        match = _FIELD.match(self._text, start)
        if match is None:
            return None
        name = match[1].lower()
        place = (start, match.end() - 1)
        after = self._text[match.end() : match.end() + 1]
        if name not in FIELDS:
            is_text = not after or after.isspace() or after in "/:)" or len(name) < 3
            suggestion = None if is_text else near_field(name)
            if suggestion is None:
                return None
            raise QuerySyntaxError(
                Message("There is no field “{name}:”.", name=name),
                Message(
                    "Did you mean “{field}:”? Put it in quotation marks to search for the words.",
                    field=suggestion,
                ),
                place,
                suggestion=f"{suggestion}:",
            )
        self._at = match.end()
        value = self._value(can_weigh=name == "like")
        span = (start, self._at)
        if not value.strip():
            raise QuerySyntaxError(
                Message("“{name}:” needs a value right after the colon.", name=name),
                Message("For example {example}", example=FIELDS[name].example),
                span,
            )
        if name == "like":
            number = narrow(value)
            return Like(number if Like(number).photo_id is not None else value, span=span)
        return make_filter(name, value, span, (match.end(), self._at))

    def _value(self, *, can_weigh: bool) -> str:
        """A field's value: quoted and bare stretches in any order, up to a space."""
        pieces = []
        while self._at < self._end:
            letter = self._text[self._at]
            if letter in QUOTES:
                pieces.append(self._quoted())
                continue
            stretch = self._word()
            if not stretch:
                break
            weight = _WEIGHT.search(narrow(stretch)) if can_weigh else None
            if weight:
                self._at -= len(weight[0])
                stretch = stretch[: weight.start()]
            pieces.append(stretch)
            if weight:
                break
        return "".join(pieces)

    def _word(self) -> str:
        """Up to a space, a quotation mark that opens, or a bracket whose other half is outside."""
        start = at = self._at
        while at < self._end:
            letter = self._text[at]
            if letter.isspace() or letter == ")":
                break
            if letter in QUOTES and (at == start or self._text[at - 1] == ":"):
                break
            if letter == "(":
                close = self._closing_in_word(at)
                if close is None:
                    break
                at = close
            at += 1
        self._at = at
        return self._typed[start:at]

    def _closing_in_word(self, start: int) -> int | None:
        """Where the bracket at ``start`` is closed, None if a space comes first."""
        depth = 0
        for at in range(start, self._end):
            letter = self._text[at]
            if letter.isspace():
                break
            depth += (letter == "(") - (letter == ")")
            if not depth:
                return at
        return None

    def _quoted(self) -> str:
        """Up to the closing mark or the end of the text; two marks in a row stand for one."""
        self._at += 1
        letters = []
        while self._at < self._end:
            letter = self._typed[self._at]
            self._at += 1
            if letter in QUOTES:
                if self._at == self._end or self._text[self._at] not in QUOTES:
                    break
                self._at += 1
            letters.append(letter)
        return "".join(letters)

    def _weight(self) -> float | None:
        match = _WEIGHT_HERE.match(self._text, self._at)
        if match is None:
            if odd := _NO_WEIGHT.match(self._text, self._at):
                raise _no_such_weight(odd.span())
            return None
        self._at = match.end()
        return self._weight_of(match[1], match.start())

    def _weight_of(self, text: str, start: int) -> float:
        weight = float(text)
        if not MIN_WEIGHT <= weight <= MAX_WEIGHT:
            raise _no_such_weight((start, start + 1 + len(text)))
        return weight

    def _signs(self) -> str:
        start = self._at
        while self._at < self._end and self._text[self._at] in SIGNS:
            self._at += 1
        return self._text[start : self._at]

    def _or_here(self) -> Span | None:
        end = self._at + 2
        is_word = self._text[self._at : end].lower() == "or" and (
            end == self._end or self._text[end].isspace() or self._text[end] in "()"
        )
        return (self._at, end) if is_word else None

    def _skip_space(self) -> None:
        while self._at < self._end and self._text[self._at].isspace():
            self._at += 1


def _no_such_weight(place: Span) -> QuerySyntaxError:
    return QuerySyntaxError(
        Message(
            "A weight lies between {min_weight:g} and {max_weight:g}.",
            min_weight=MIN_WEIGHT,
            max_weight=MAX_WEIGHT,
        ),
        "For example sunset^0.5; a minus before a word shuts it out: -sunset.",
        place,
    )


def _joined(first: Node, second: Node) -> Node:
    assert isinstance(first, Text)
    assert isinstance(second, Text)
    span = (first.span[0], second.span[1])
    return replace(first, text=f"{first.text} {second.text}", span=span)
