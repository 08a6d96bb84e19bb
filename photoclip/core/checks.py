"""What the doctor says."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Verdict(enum.StrEnum):
    """How one check of the doctor came out."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of the doctor: what was looked at, what was seen, and what to do about it."""

    name: str
    verdict: Verdict
    message: str
    advice: str = ""
