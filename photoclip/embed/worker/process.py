"""One life of the worker process. The only module that creates processes."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from types import ModuleType

from photoclip.core.errors import CancelledError, PhotoClipError
from photoclip.core.wording import Message
from photoclip.embed.worker.entry import run_worker
from photoclip.embed.worker.messages import ModelReady, Preparing, RequestFailed, WorkerSetup

CONTEXT = multiprocessing.get_context("spawn")
"""The only way that all systems have, and that takes nothing of the app's threads along."""

ANSWER_TIMEOUT_S = 120.0
LOAD_TIMEOUT_S = 900.0

LOOK_UP_S = 0.1
"""Seconds between two looks, while the model loads, whether that is still wanted."""


class WorkerProcess:
    """One life of the worker: the process and the app's ends of its four pipes."""

    def __init__(self, setup: WorkerSetup) -> None:
        context = CONTEXT
        self.bulk, bulk_end = context.Pipe()
        self.queries, queries_end = context.Pipe()
        self.pictures, pictures_end = context.Pipe()
        self.exports, exports_end = context.Pipe()
        life_end, self._life = context.Pipe(duplex=False)
        self.process = context.Process(
            target=run_worker,
            args=(setup, bulk_end, queries_end, pictures_end, exports_end, life_end),
            name="photoclip-worker",
            daemon=True,
        )
        with _main_module_aside(), _deaf_to_interrupts():
            self.process.start()
        # Our copies of the child's ends must go, or its death would never show as end of file.
        for end in (bulk_end, queries_end, pictures_end, exports_end, life_end):
            end.close()
        self.ready: ModelReady | None = None
        self.refusal: PhotoClipError | None = None
        self._heard_at = time.monotonic()

    def await_ready(
        self, on_notice: Callable[[str], None], is_cancelled: Callable[[], bool]
    ) -> ModelReady:
        """Wait until the model is loaded. For one thread at a time.

        Raises EOFError when the worker ends, why it cannot be loaded, and CancelledError.
        """
        while self.ready is None:
            if self.refusal is not None:
                raise self.refusal
            if not self.queries.poll(LOOK_UP_S):
                if time.monotonic() - self._heard_at > LOAD_TIMEOUT_S:
                    raise EOFError("the model did not load in time")
                if is_cancelled():
                    raise CancelledError
                continue
            message = self.queries.recv()
            self._heard_at = time.monotonic()
            if isinstance(message, ModelReady):
                self.ready = message
            elif isinstance(message, RequestFailed):
                self.refusal = message.error
            elif isinstance(message, Preparing):
                on_notice(message.message)
        return self.ready

    def end(self) -> str:
        """Stop it if it still runs; says how it ended."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        code = self.process.exitcode
        for connection in (
            self.bulk,
            self.queries,
            self.pictures,
            self.exports,
            self._life,
        ):
            with contextlib.suppress(OSError):
                connection.close()
        if code == -9:
            return Message("it was ended by the system, perhaps for want of memory")
        if code is not None and code < 0:
            return Message("it crashed with signal {number}", number=-code)
        return Message("it ended with code {code}", code=code)


@contextlib.contextmanager
def _main_module_aside() -> Iterator[None]:
    """Spawn runs the main module again in the child, and a script that uses the library with it.

    The worker needs nothing of it, and not every script guards its lines by its name.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl+C in a shell reaches the whole process group; the app decides when the worker ends.

    A child inherits which signals wait, so it is deaf from its first moment, imports included.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started by the first spawn otherwise, and it would unblock the signal again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def held(lock: threading.RLock, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Hold a lock that somebody else may hold as long as a model loads. Raises CancelledError."""
    while not lock.acquire(timeout=LOOK_UP_S):
        if is_cancelled():
            raise CancelledError
    try:
        yield
    finally:
        lock.release()


def answer_of(connection: Connection) -> object:
    """The answer to a request. Raises EOFError where none comes, and the error that it names."""
    if not connection.poll(ANSWER_TIMEOUT_S):
        raise EOFError("no answer in time")
    answer = connection.recv()
    if isinstance(answer, RequestFailed):
        raise answer.error
    return answer
