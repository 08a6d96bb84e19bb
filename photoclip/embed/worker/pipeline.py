"""The worker's production line: decode threads fill a queue, one thread feeds the model.

Pictures to search by go ahead of bulk work: the model thread looks at them before each batch. A
model whose text tower stands apart embeds texts beside the pictures, without waiting for a batch.
The look-ahead is bounded, so memory stays flat however many files wait.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

import numpy as np

from photoclip.core.models import PendingFile, Problem, Vectors
from photoclip.embed.models.model import EmbeddingModel
from photoclip.embed.worker.messages import (
    FileDeferred,
    FileEmbedded,
    FileFailed,
    FileOutcome,
)
from photoclip.embed.worker.niceness import give_way
from photoclip.embed.worker.preparing import FilePreparer, PreparedFile

QUIET_S = 0.8
"""Seconds after a query in which bulk work takes small bites: the next key is pressed by then."""

FIRST_RESULTS = 64
"""Pictures that are embedded before it is measured whether a GPU would be faster."""


QueryCall = Callable[[], None]
R = TypeVar("R")


class Pipeline:
    """Decode threads, a batcher and the model thread, which is the one that calls ``run``."""

    def __init__(
        self,
        model: EmbeddingModel,
        preparer: FilePreparer,
        answer: Callable[[FileOutcome], None],
        *,
        decode_threads: int,
        batch_size: int,
        nice: int = 0,
    ) -> None:
        """nice: steps by which decoding and pictures give way to other programs."""
        self._model = model
        self._nice = nice
        self._preparer = preparer
        self._answer = answer
        self._batch_size = batch_size
        self._jobs: queue.SimpleQueue[PendingFile] = queue.SimpleQueue()
        self._ready: queue.Queue[PreparedFile] = queue.Queue(maxsize=2 * batch_size)
        self._queries: queue.SimpleQueue[QueryCall] = queue.SimpleQueue()
        self._wake = threading.Semaphore(0)
        self._quiet_until = 0.0
        self._embedded = 0
        self._is_measuring = False
        for number in range(decode_threads):
            threading.Thread(target=self._decode_loop, name=f"decode-{number}", daemon=True).start()

    def submit(self, file: PendingFile) -> None:
        """Queue one file; its outcome goes to ``answer`` in any order."""
        self._jobs.put(file)

    @property
    def is_quiet(self) -> bool:
        """Whether bulk work gives way to somebody who types."""
        return self._quiet_until > time.monotonic()

    def embed_texts(self, texts: list[str], *, is_typed: bool) -> Vectors:
        """float32 (n, d), in the thread that asks where the model allows it.

        is_typed: a person types, and the next key may follow: bulk work takes small bites.
        """
        if is_typed:
            self._quiet_until = time.monotonic() + QUIET_S
        if self._model.embeds_texts_apart:
            return self._model.embed_texts(texts)
        return self.query(lambda: self._model.embed_texts(texts)).result()

    def query(self, call: Callable[[], R]) -> Future[R]:
        """Run ``call`` in the model thread ahead of all bulk work."""
        future: Future[R] = Future()

        def run() -> None:
            try:
                future.set_result(call())
            except BaseException as error:
                future.set_exception(error)

        self._queries.put(run)
        self._wake.release()
        return future

    def run(self) -> None:
        """Serve for ever; the process ends from outside."""
        give_way(self._nice)
        while True:
            self._wake.acquire()
            self._serve_queries()
            batch = self._collect()
            if batch:
                self._embed(batch)

    def _decode_loop(self) -> None:
        give_way(self._nice)
        while True:
            file = self._jobs.get()
            self._give_way()
            result = self._preparer.prepare(file)
            if isinstance(result, PreparedFile):
                self._ready.put(result)
                self._wake.release()
            else:
                self._answer(result)

    def _give_way(self) -> None:
        """Leave the processor to somebody who types."""
        while (rest := self._quiet_until - time.monotonic()) > 0:
            time.sleep(rest)

    def _serve_queries(self) -> None:
        while True:
            try:
                call = self._queries.get_nowait()
            except queue.Empty:
                return
            call()

    def _collect(self) -> list[PreparedFile]:
        """What is ready now, a batch at the most: waiting for more would only add delay."""
        batch: list[PreparedFile] = []
        while len(batch) < (1 if self.is_quiet else self._batch_size):
            try:
                batch.append(self._ready.get_nowait())
            except queue.Empty:
                break
        return batch

    def _find_faster(self) -> None:
        give_way(self._nice)
        self._model.find_faster(lambda call: self.query(call).result())

    def _embed_in_halves(self, batch: list[PreparedFile]) -> None:
        """Where the memory does not suffice for a batch it may for a part of it."""
        if len(batch) == 1:
            self._preparer.forget(batch[0].content_hash)
            message = "There was not enough memory to look at this picture."
            # All pictures are of one size by now, so it is none of this one's making.
            self._answer(FileDeferred(batch[0].file.id, message))
            return
        half = len(batch) // 2
        self._batch_size = half
        self._embed(batch[:half])
        self._embed(batch[half:])

    def _fail(self, one: PreparedFile, problem: Problem, message: str) -> None:
        self._preparer.forget(one.content_hash)
        self._answer(FileFailed(one.file.id, problem, message))

    def _embed(self, batch: list[PreparedFile]) -> None:
        started = time.perf_counter()
        try:
            vectors = self._model.embed_pixels(np.stack([one.pixels for one in batch]))
        except MemoryError:
            self._embed_in_halves(batch)
            return
        self._embedded += len(batch)
        if self._model.may_be_faster and self._embedded >= FIRST_RESULTS and not self._is_measuring:
            self._is_measuring = True
            threading.Thread(target=self._find_faster, name="measure", daemon=True).start()
        share = (time.perf_counter() - started) / len(batch)
        for one, vector in zip(batch, vectors, strict=True):
            one.times.embed = share
            if not np.isfinite(vector).all():
                message = "The model gave no usable numbers for this picture."
                self._fail(one, Problem.UNREADABLE, message)
                continue
            stored = vector.astype(np.float16)
            self._answer(
                FileEmbedded(
                    one.file.id,
                    one.content_hash,
                    one.stat,
                    one.metadata,
                    stored,
                    one.times,
                    one.likeness,
                )
            )
