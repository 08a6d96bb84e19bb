"""The app's end of the worker: starts it, feeds it, and starts it again when it dies.

Bulk work is for one thread at a time (``submit`` and ``collect``); queries may come from any
thread and are answered ahead of bulk work.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import wait

from photoclip.core.errors import CancelledError, PictureError, WorkerError
from photoclip.core.models import PendingFile, Problem, Vectors
from photoclip.core.wording import Message
from photoclip.embed.models.model import SpeedMeasured
from photoclip.embed.worker.crashes import CrashGuard
from photoclip.embed.worker.messages import (
    EmbedFile,
    EmbedPicture,
    EmbedTexts,
    ExportRequest,
    FileFailed,
    FileOutcome,
    MakePreview,
    MeasureSpeed,
    MeasureText,
    ModelReady,
    QueryVectors,
    TextMeasured,
    WorkerSetup,
)
from photoclip.embed.worker.process import ANSWER_TIMEOUT_S, WorkerProcess, answer_of, held

log = logging.getLogger(__name__)

MAX_RESTARTS_A_QUERY = 2

READ_BY_ALL = 40
"""A text of so few bytes (UTF-8) fits into the context of every model of the registry."""

DEATHS_A_PICTURE = 2


class WorkerClient:
    """Embeds files, texts and pictures in the worker, across its crashes."""

    def __init__(
        self,
        setup: WorkerSetup,
        *,
        window: int | None = None,
        on_notice: Callable[[str], None] = log.info,
        on_restart: Callable[[str], None] = log.warning,
    ) -> None:
        self._setup = setup
        self._batch_size = setup.batch_size
        self._guard = CrashGuard(window or 4 * setup.batch_size)
        self._on_notice = on_notice
        self._on_restart = on_restart
        self._life: WorkerProcess | None = None
        self._bulk_life: WorkerProcess | None = None
        self._life_lock = threading.RLock()
        self._query_lock = threading.RLock()
        self._picture_lock = threading.Lock()
        self._under_way: dict[int, PendingFile] = {}
        self._last_answer = time.monotonic()
        self._is_closed = False
        self._was_renewed = False

    def start(self) -> None:
        """Spawn the worker if none runs; returns at once, the model loads meanwhile."""
        self._current()

    @property
    def process_id(self) -> int | None:
        """The worker's process id, None while there is none."""
        life = self._life
        return life.process.pid if life else None

    @property
    def free_places(self) -> int:
        """How many more files may be submitted now."""
        return max(0, self._guard.window - len(self._under_way) - self._guard.waiting)

    @property
    def under_way(self) -> frozenset[int]:
        """Ids of the files that were submitted and have no outcome yet."""
        return frozenset(self._under_way) | self._guard.suspects

    def describe(self, is_cancelled: Callable[[], bool] = lambda: False) -> ModelReady:
        """Wait until the model is loaded, which takes up to minutes where it is prepared first.

        is_cancelled: asked all the while. Raises ModelError, WorkerError, and CancelledError where
        it says yes.
        """
        with held(self._query_lock, is_cancelled):
            for _ in range(MAX_RESTARTS_A_QUERY + 1):
                life = self._current()
                try:
                    ready = life.await_ready(self._on_notice, is_cancelled)
                    if not self._should_renew(ready):
                        return ready
                    self._renew(life)
                except (EOFError, OSError):
                    self._bury(life)
        raise WorkerError(
            "The helper process that reads photos ended before its model was loaded.",
            "Run “photoclip doctor” to see why.",
        )

    def embed_texts(self, texts: Sequence[str], *, is_typed: bool = False) -> Vectors:
        """float32 (n, d), unit length. Raises ModelError or WorkerError.

        is_typed: a person types; pictures give way for a moment, since more will follow.
        """
        return self._ask_vectors(EmbedTexts(tuple(texts), is_typed))

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text the model reads; None where it reads all.

        Raises ModelError or WorkerError.
        """
        if len(text.encode("utf-8", "replace")) <= READ_BY_ALL:
            return None
        answer = self._ask(MeasureText(text))
        if not isinstance(answer, TextMeasured):
            raise _unexpected(answer)
        return answer.words

    def embed_picture(self, path: str) -> Vectors:
        """float32 (d,), unit length. Raises PictureError, ModelError or WorkerError."""
        row: Vectors = self._ask_vectors(EmbedPicture(path))[0]
        return row

    def make_preview(self, request: MakePreview) -> None:
        """Have a preview written, beside all other work. Raises PictureError or WorkerError."""
        with self._picture_lock:
            for _ in range(DEATHS_A_PICTURE):
                life = self._current()
                try:
                    life.pictures.send(request)
                    answer_of(life.pictures)
                    return
                except (EOFError, OSError):
                    self._bury(life)
        raise PictureError(Problem.CRASHED, "Reading this file makes the picture decoder crash.")

    def ask_for_copy(self, request: ExportRequest) -> object:
        """The answer on the export channel; None when the worker died of the request.

        Raises what the worker names as the reason.
        """
        life = self._current()
        try:
            life.exports.send(request)
            return answer_of(life.exports)
        except (EOFError, OSError):
            self._bury(life)
            return None

    def measure_speed(self) -> SpeedMeasured:
        """Measure the loaded model, in a second or so. Raises ModelError or WorkerError."""
        answer = self._ask(MeasureSpeed(self._setup.resources))
        if not isinstance(answer, SpeedMeasured):
            raise _unexpected(answer)
        return answer

    def submit(self, file: PendingFile) -> None:
        """Hand out one file. Call only while ``free_places`` is above zero."""
        self._send(file)

    def collect(self, timeout_s: float) -> list[FileOutcome]:
        """Outcomes that arrived, waiting up to ``timeout_s`` for the first."""
        life = self._current()
        if life is not self._bulk_life:
            return self._resume(life)
        self._hand_out_again()
        if not self._under_way:
            return []
        try:
            return self._receive(life, timeout_s)
        except (EOFError, OSError):
            self._bury(life)
            return self._resume(self._current())

    def close(self) -> None:
        """End the worker for good."""
        with self._life_lock:
            self._is_closed = True
            if self._life is not None:
                self._life.end()
                self._life = None

    def _current(self) -> WorkerProcess:
        with self._life_lock:
            if self._is_closed:
                raise WorkerError("PhotoClip is closing; the request came too late.")
            if self._life is None:
                self._life = WorkerProcess(replace(self._setup, batch_size=self._batch_size))
            if self._bulk_life is None:
                self._bulk_life = self._life
            return self._life

    def _should_renew(self, ready: ModelReady) -> bool:
        return ready.has_leftovers and not self._was_renewed and not self._under_way

    def _renew(self, life: WorkerProcess) -> None:
        """Put a fresh worker in place of one that has no work and too much in memory."""
        with self._life_lock:
            self._was_renewed = True
            life.end()
            self._life = self._bulk_life = None

    def _bury(self, life: WorkerProcess) -> None:
        """Take note of a death; the first of the two channels to see it does the work."""
        with self._life_lock:
            if self._life is not life:
                return
            how = life.end()
            self._life = None
            self._batch_size = max(1, self._batch_size // 2)
        self._on_restart(how)

    def _resume(self, life: WorkerProcess) -> list[FileOutcome]:
        """Bulk work goes on in a new worker with what the last one left behind."""
        culprit = self._guard.died(self._under_way.values())
        self._under_way.clear()
        self._bulk_life = life
        self._last_answer = time.monotonic()
        if self._guard.is_hopeless:
            raise WorkerError(
                "The helper process that reads photos keeps ending by itself.",
                "Run “photoclip doctor” to see why; what is done so far is kept.",
            )
        self._hand_out_again()
        if culprit is None:
            return []
        message = "Reading this file makes the picture decoder crash; it is left out from now on."
        return [FileFailed(culprit.id, Problem.CRASHED, message)]

    def _hand_out_again(self) -> None:
        while self._guard.waiting and len(self._under_way) < self._guard.window:
            file = self._guard.next_again()
            if file is not None:
                self._send(file)

    def _send(self, file: PendingFile) -> None:
        if not self._under_way:
            self._last_answer = time.monotonic()
        self._under_way[file.id] = file
        self._current()
        life = self._bulk_life
        if life is not None:
            # A broken pipe shows in the next ``collect``, where all that was under way is resumed.
            with contextlib.suppress(OSError):
                life.bulk.send(EmbedFile(file))

    def _receive(self, life: WorkerProcess, timeout_s: float) -> list[FileOutcome]:
        outcomes: list[FileOutcome] = []
        if not wait([life.bulk], timeout_s):
            self._check_for_stall(life)
            return outcomes
        while life.bulk.poll():
            try:
                message = life.bulk.recv()
            except (EOFError, OSError):
                if outcomes:
                    # What arrived counts; the death shows again at the next call.
                    break
                raise
            if isinstance(message, FileOutcome):
                self._under_way.pop(message.file_id, None)
                self._guard.finished(message.file_id)
                outcomes.append(message)
        self._last_answer = time.monotonic()
        return outcomes

    def _check_for_stall(self, life: WorkerProcess) -> None:
        if life.ready is None:
            self._look_for_model(life)
        elif time.monotonic() - self._last_answer > ANSWER_TIMEOUT_S:
            log.error("the worker gave no answer for %d s and is restarted", ANSWER_TIMEOUT_S)
            self._bury(life)

    def _look_for_model(self, life: WorkerProcess) -> None:
        """Take note of a model that has come; does not wait for it, nor for one who waits for it.

        It may be exported and measured for a minute at its first load.
        """
        with contextlib.suppress(CancelledError), held(self._query_lock, lambda: True):
            life.await_ready(self._on_notice, lambda: True)
        self._last_answer = time.monotonic()

    def _ask_vectors(self, request: object) -> Vectors:
        answer = self._ask(request)
        if not isinstance(answer, QueryVectors):
            raise _unexpected(answer)
        return answer.vectors

    def _ask(self, request: object) -> object:
        with self._query_lock:
            for _ in range(MAX_RESTARTS_A_QUERY + 1):
                self.describe()
                life = self._current()
                try:
                    life.queries.send(request)
                    return answer_of(life.queries)
                except (EOFError, OSError):
                    self._bury(life)
        raise WorkerError(
            "The helper process that reads photos died several times on this request.",
            "Try again; if it happens again, run “photoclip doctor”.",
        )


def _unexpected(answer: object) -> WorkerError:
    return WorkerError(
        Message("The worker gave an unexpected answer: {name}.", name=type(answer).__name__)
    )
