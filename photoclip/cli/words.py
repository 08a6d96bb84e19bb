"""Words on the command line that begin with a minus: what a photo must not show, no options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import typer.core

# Single letters are options, and so is -n with its number; anything longer is a word.
_OPTION = re.compile(r"--.*|-[hn]?|-n=?\d+", re.DOTALL)

_TAKE_A_VALUE = frozenset(("--limit", "-n", "--like", "--folder"))

_MINUS = "\ue000"
"""Stands for the minus while the options are read; a code point for private use."""


class QueryCommand(typer.core.TyperCommand):
    """A command whose words may begin with a minus: ``photoclip search beach -people``."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """See click.Command."""
        hidden = [
            one if _OPTION.fullmatch(one) or before in _TAKE_A_VALUE else _hidden(one)
            for before, one in pairwise(["", *args])
        ]
        return super().parse_args(ctx, hidden)


def as_typed(words: Sequence[str]) -> list[str]:
    """The words with their minus again."""
    return [f"-{one[1:]}" if one.startswith(_MINUS) else one for one in words]


def _hidden(word: str) -> str:
    return f"{_MINUS}{word[1:]}" if word.startswith("-") else word
