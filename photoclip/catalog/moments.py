"""Moments in time as the catalog keeps them."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


def encode_moment(moment: datetime) -> str:
    """ISO 8601 in UTC with a fixed number of digits, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def decode_moment(text: str) -> datetime:
    """The moment that ``encode_moment`` wrote, with its zone."""
    return datetime.fromisoformat(text)
