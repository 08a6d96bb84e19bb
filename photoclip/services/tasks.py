"""Background work with cancel and result: the only place in the app that makes threads."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class CancelToken:
    """Asked by long work now and then, set by whoever wants it to stop."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at the next good moment."""
        self._event.set()

    def wait(self, timeout_s: float) -> bool:
        """Rest so long, or until a stop is asked for; whether it was."""
        return self._event.wait(timeout_s)

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked for a stop."""
        return self._event.is_set()


class Task(Generic[Result]):
    """One piece of background work."""

    def __init__(self, name: str, future: Future[Result], token: CancelToken) -> None:
        self.name = name
        self._future = future
        self._token = token

    def cancel(self) -> None:
        """Ask it to stop; it ends at its next good moment."""
        self._token.cancel()
        self._future.cancel()

    @property
    def is_done(self) -> bool:
        """Whether it has ended, by itself, by an error or by a cancel."""
        return self._future.done()

    def wait(self, timeout_s: float) -> bool:
        """Wait for its end, at most so long; whether it has ended."""
        wait([self._future], timeout_s)
        return self.is_done

    def result(self, timeout_s: float | None = None) -> Result:
        """Wait for the result; raises what the work raised."""
        return self._future.result(timeout_s)

    def when_done(self, callback: Callable[[Task[Result]], None]) -> None:
        """Call back once it has ended, in the thread that ended it."""
        self._future.add_done_callback(lambda _: callback(self))


class TaskRunner:
    """Runs tasks in a few threads; ``close`` asks all of them to stop and waits."""

    def __init__(self, threads: int = 4) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="photoclip-task")
        self._lock = threading.Lock()
        self._tokens: set[CancelToken] = set()
        self._is_closed = False

    def submit(self, name: str, work: Callable[[CancelToken], Result]) -> Task[Result]:
        """Start ``work``; it is handed the token that tells it to stop.

        Raises RuntimeError once ``close`` was called.
        """
        token = CancelToken()

        def run() -> Result:
            try:
                return work(token)
            except Exception:
                log.debug("the task %s ended with an error", name, exc_info=True)
                raise
            finally:
                with self._lock:
                    self._tokens.discard(token)

        with self._lock:
            # A task that slipped in behind ``close`` would never be told to stop.
            if self._is_closed:
                raise RuntimeError(f"the task {name} comes after the end")
            self._tokens.add(token)
            return Task(name, self._pool.submit(run), token)

    def close(self) -> None:
        """Ask every task to stop and wait until all have."""
        with self._lock:
            self._is_closed = True
            for token in self._tokens:
                token.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
