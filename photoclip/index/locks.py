"""A lock that many may share to read, and one holds alone to write."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator


class SharedLock:
    """Fair to both sides: a search waits for at most one write, a write for the searches before it.

    Readers that come while a writer waits go after it, or a program that searches without a pause
    would keep every photo out; those that waited for a write go before the next one. Not reentrant.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition(threading.Lock())
        self._readers = 0
        self._waiting_readers = 0
        self._waiting_writers = 0
        self._readers_first = 0
        self._is_written = False

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Hold it together with other readers."""
        with self._condition:
            self._waiting_readers += 1
            try:
                self._condition.wait_for(self._may_read)
            finally:
                self._waiting_readers -= 1
            self._readers_first = max(0, self._readers_first - 1)
            self._readers += 1
        try:
            yield
        finally:
            with self._condition:
                self._readers -= 1
                self._condition.notify_all()

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold it alone."""
        with self._condition:
            self._waiting_writers += 1
            try:
                self._condition.wait_for(self._may_write)
            finally:
                self._waiting_writers -= 1
            self._is_written = True
        try:
            yield
        finally:
            with self._condition:
                self._is_written = False
                self._readers_first = self._waiting_readers
                self._condition.notify_all()

    def _may_read(self) -> bool:
        return not self._is_written and (self._readers_first > 0 or not self._waiting_writers)

    def _may_write(self) -> bool:
        has_precedence = self._readers_first > 0 and self._waiting_readers > 0
        return not (self._is_written or self._readers or has_precedence)
