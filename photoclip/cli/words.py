"""Words on the command line that begin with a minus: what a photo must not show, no options."""

from __future__ import annotations

import re
from collections.abc import Sequence

import typer.core

# Single letters are options, and so is -n with its number; anything longer is a word.
_OPTION = re.compile(r"--.*|-[hn]?|-n=?\d+", re.DOTALL)

_MINUS = "\ue000"
"""Stands for the minus while the options are read; a code point for private use."""


class QueryCommand(typer.core.TyperCommand):
    """A command whose words may begin with a minus: ``photoclip search beach -people``."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """See click.Command."""
        hidden = [one if _OPTION.fullmatch(one) else _hidden(one) for one in args]
        return super().parse_args(ctx, hidden)


def as_typed(words: Sequence[str]) -> list[str]:
    """The words with their minus again."""
    return [f"-{one[1:]}" if one.startswith(_MINUS) else one for one in words]


def _hidden(word: str) -> str:
    return f"{_MINUS}{word[1:]}" if word.startswith("-") else word
