"""The worker's production line: decode threads fill a queue, one thread feeds the model.

Pictures to search by go ahead of bulk work: the model thread looks at them before each batch. A
model whose text tower stands apart embeds texts beside the pictures, without waiting for a batch.
The look-ahead is bounded, so memory stays flat however many files wait.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from photoclip.core.errors import PassingError, PictureError, is_disk_full, is_passing
from photoclip.core.file_identity import FileStat, Likeness
from photoclip.core.models import PendingFile, PhotoMetadata, Problem, StageTimes, Vectors
from photoclip.core.wording import Message
from photoclip.embed.models.model import EmbeddingModel
from photoclip.embed.models.preprocess import PreprocessSpec, to_pixels
from photoclip.embed.worker.messages import (
    FileDeferred,
    FileEmbedded,
    FileFailed,
    FileOutcome,
    FileRecognised,
)
from photoclip.embed.worker.niceness import give_way
from photoclip.media.decode import decode
from photoclip.media.fingerprint import read_stable
from photoclip.media.likeness import compare_pictures
from photoclip.media.thumbnails import ThumbnailStore

RECENT_HASHES = 8192

QUIET_S = 0.8
"""Seconds after a query in which bulk work takes small bites: the next key is pressed by then."""


@dataclass(slots=True)
class PreparedFile:
    """A decoded file on its way to the model."""

    file: PendingFile
    content_hash: bytes
    stat: FileStat
    metadata: PhotoMetadata
    pixels: npt.NDArray[np.float32]
    times: StageTimes
    likeness: Likeness = Likeness.UNKNOWN


class _ThumbnailError(Exception):
    """A thumbnail cannot be written or read, which says nothing of its photo."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.is_disk_full = is_disk_full(error)
        self.message = Message(
            "Thumbnails cannot be kept ({reason}).", reason=error.strerror or error
        )


class RecentHashes:
    """Contents decoded a moment ago, so that a copy in the same run is not embedded twice."""

    def __init__(self, limit: int = RECENT_HASHES) -> None:
        self._limit = limit
        self._seen: OrderedDict[bytes, int] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, content_hash: bytes, file_id: int) -> bool:
        """True when no other file brought this content lately; the caller then embeds it."""
        with self._lock:
            owner = self._seen.setdefault(content_hash, file_id)
            self._seen.move_to_end(content_hash)
            if len(self._seen) > self._limit:
                self._seen.popitem(last=False)
            return owner == file_id

    def release(self, content_hash: bytes) -> None:
        """The claimed content could not be decoded: its copies try for themselves."""
        with self._lock:
            self._seen.pop(content_hash, None)


class FilePreparer:
    """One file from disk to model input: read once, hash, decode once, thumbnail, pixels."""

    def __init__(self, spec: PreprocessSpec, thumbnails: ThumbnailStore, edge: int) -> None:
        self._spec = spec
        self._thumbnails = thumbnails
        self._edge = edge
        self._recent = RecentHashes()

    def prepare(self, file: PendingFile) -> PreparedFile | FileOutcome:
        """The model input, or the outcome where no embedding is needed or possible."""
        try:
            return self._prepare(file)
        except PassingError as error:
            return FileDeferred(file.id, error.message)
        except _ThumbnailError as error:
            return FileDeferred(file.id, error.message, is_disk_full=error.is_disk_full)
        except PictureError as error:
            return FileFailed(file.id, error.problem, str(error))
        except OSError as error:
            if is_passing(error):
                reason = error.strerror or str(error)
                return FileDeferred(file.id, reason, is_disk_full=is_disk_full(error))
            return FileFailed(file.id, Problem.UNREADABLE, f"It could not be read: {error!r}.")
        except MemoryError:
            # Not in the decoder, which explains its own: what is missing says nothing of the file.
            return FileDeferred(file.id, "There was not enough memory to open this picture.")
        except Exception as error:
            # A bug or an unforeseen file: the file is set aside with its reason, the run goes on.
            return FileFailed(file.id, Problem.UNREADABLE, f"It could not be read: {error!r}.")

    def forget(self, content_hash: bytes) -> None:
        """A content got no vector after all: its copies try for themselves."""
        self._recent.release(content_hash)

    def _prepare(self, file: PendingFile) -> PreparedFile | FileOutcome:
        times = StageTimes()
        started = time.perf_counter()
        data, content_hash, stat = read_stable(file.path, None)
        times.read = time.perf_counter() - started
        is_copy = not self._recent.claim(content_hash, file.id) and not file.is_forced
        if content_hash in (*file.known_hashes, file.former_hash) or is_copy:
            return FileRecognised(file.id, content_hash, stat, times)
        try:
            return self._decode(file, data, content_hash, stat, times)
        except BaseException:
            self._recent.release(content_hash)
            raise

    def _decode(
        self,
        file: PendingFile,
        data: bytes | None,
        content_hash: bytes,
        stat: FileStat,
        times: StageTimes,
    ) -> PreparedFile:
        started = time.perf_counter()
        name = Path(file.path).name
        picture = decode(data or file.path, name, min_edge=2 * max(self._spec.size))
        decoded = time.perf_counter()
        try:
            thumbnail = self._thumbnails.write(content_hash, picture.image, self._edge)
            likeness = self._likeness(file, thumbnail)
        except OSError as error:
            if error.errno is None:  # Pillow's, about the picture, and not the system's
                raise
            raise _ThumbnailError(error) from error
        written = time.perf_counter()
        pixels = to_pixels(picture.image, self._spec)
        times.decode = decoded - started
        times.thumbnail = written - decoded
        times.prepare = time.perf_counter() - written
        return PreparedFile(file, content_hash, stat, picture.metadata, pixels, times, likeness)

    def _likeness(self, file: PendingFile, thumbnail: bytes) -> Likeness:
        if file.former_hash is None:
            return Likeness.UNKNOWN
        former = self._thumbnails.read(file.former_hash)
        return Likeness.UNKNOWN if former is None else compare_pictures(former, thumbnail)


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
