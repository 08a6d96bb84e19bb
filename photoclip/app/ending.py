"""Closes libraries that a script left open: their threads would keep the process alive for ever."""

from __future__ import annotations

import concurrent.futures.thread  # registers its own wait, which has to come after ours
import logging
import threading
from typing import Protocol

log = logging.getLogger(__name__)


class Closable(Protocol):
    """What can be closed, more than once."""

    def close(self) -> None: ...


_open: set[Closable] = set()


def close_at_exit(one: Closable) -> None:
    """Close it when the main thread comes to its end, unless that was done before."""
    _open.add(one)


def closed(one: Closable) -> None:
    """It was closed."""
    _open.discard(one)


def _close_all() -> None:
    for one in list(_open):
        try:
            one.close()
        except Exception:
            log.debug("a library could not be closed at the end", exc_info=True)


assert concurrent.futures.thread
# ``atexit`` comes too late: before it, Python waits for every thread that is no daemon, and those
# of a library end when it is closed. Called last registered first, so before the pools are joined.
threading._register_atexit(_close_all)  # type: ignore[attr-defined]
