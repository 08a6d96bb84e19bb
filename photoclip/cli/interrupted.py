"""Ends commands that are cut off the way other Unix programs end."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import typer
import typer.core

from photoclip.interrupts import STOPPED

UNREAD = 128 + 13
"""What a shell reports of a program that SIGPIPE ended."""


class Commands(typer.core.TyperGroup):
    """All commands. One whose reader goes away or that is stopped by Ctrl+C ends without a word;
    click would report both as errors."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """See click.Command; prints the help too."""
        with _ending_quietly():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """See click.Group; runs the command within."""
        with _ending_quietly():
            return super().invoke(ctx)


@contextlib.contextmanager
def _ending_quietly() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        leave_unread()
    except SystemExit as ending:
        # rich, which prints the help, makes an exit of a broken pipe by itself.
        if isinstance(ending.__context__, BrokenPipeError):
            leave_unread()
        raise
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None


def leave_unread() -> NoReturn:
    """The reader of our output has gone, as with “| head”: nothing is left to say."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        # What is left in the buffer would be written, and fail, when the interpreter ends.
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    raise SystemExit(UNREAD) from None
