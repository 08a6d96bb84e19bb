"""A lock that many may share to read, and one holds alone to write."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator


class SharedLock:
    """Readers go first: a search never waits for more than the write that is under way.

    Not reentrant.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition(threading.Lock())
        self._readers = 0
        self._waiting_readers = 0
        self._is_written = False

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        """Hold it together with other readers."""
        with self._condition:
            self._waiting_readers += 1
            self._condition.wait_for(lambda: not self._is_written)
            self._waiting_readers -= 1
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
            self._condition.wait_for(self._is_free)
            self._is_written = True
        try:
            yield
        finally:
            with self._condition:
                self._is_written = False
                self._condition.notify_all()

    def _is_free(self) -> bool:
        return not (self._is_written or self._readers or self._waiting_readers)
