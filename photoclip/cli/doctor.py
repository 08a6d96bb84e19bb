"""``photoclip doctor``: one line a check, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from photoclip.cli.output import printable, say
from photoclip.core.checks import Verdict

if TYPE_CHECKING:
    from photoclip.app.library import Library

MARKS = {Verdict.GOOD: "ok  ", Verdict.WARNING: "note", Verdict.BAD: "BAD "}


def run_doctor(library: Library) -> int:
    """Print each check as it finishes; exit code 1 when one is bad."""
    worst = 0
    for result in library.doctor():
        say(f"{MARKS[result.verdict]}  {result.name}: {printable(result.message)}")
        if result.advice:
            say(f"      → {printable(result.advice)}")
        worst = max(worst, int(result.verdict is Verdict.BAD))
    return worst
