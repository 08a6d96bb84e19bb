"""The worker process: started with ``spawn``, it decodes, makes thumbnails and embeds.

Four pipes lead to it: bulk work, queries, pictures to look at, and copies to export. When the app
process ends, for whatever reason, the operating system closes the pipes and the worker ends itself
at once.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from photoclip.core.errors import ModelError, PhotoClipError
from photoclip.core.own_files import make_folder, private_opener
from photoclip.core.wording import Message
from photoclip.embed.models.loading import load_model
from photoclip.embed.models.model import EmbeddingModel
from photoclip.embed.models.preprocess import to_pixels
from photoclip.embed.models.registry import find_model
from photoclip.embed.models.trial import measure_speed
from photoclip.embed.worker.exporting import serve_exports
from photoclip.embed.worker.messages import (
    DescribeModel,
    EmbedFile,
    EmbedPicture,
    EmbedTexts,
    FileOutcome,
    MeasureSpeed,
    MeasureText,
    ModelReady,
    Preparing,
    QueryVectors,
    RequestFailed,
    TextMeasured,
    WorkerSetup,
)
from photoclip.embed.worker.niceness import give_way, give_way_as_process
from photoclip.embed.worker.pipeline import Pipeline
from photoclip.embed.worker.preparing import FilePreparer
from photoclip.embed.worker.previewing import serve_previews
from photoclip.media.decode import decode
from photoclip.media.fingerprint import read_stable
from photoclip.media.memory import set_bound
from photoclip.media.thumbnails import ThumbnailStore

log = logging.getLogger(__name__)

MAX_LOG_BYTES = 2**20


class AnswerPipe:
    """Sends from several threads; a broken pipe means that the app is gone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Send, or end the process when nobody listens any more."""
        try:
            with self._lock:
                self._connection.send(message)
        except (BrokenPipeError, ConnectionError, OSError):
            os._exit(0)


def serve(
    setup: WorkerSetup,
    bulk: Connection,
    queries: Connection,
    pictures: Connection,
    exports: Connection,
) -> None:
    """Entry point of the child process. Never returns while the app lives."""
    # Ctrl+C in a shell reaches the whole process group; the app decides when the worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _redirect_errors(setup.log)
    # Pillow warns of oddities in files, which are no news to anyone.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    give_way_as_process(setup.nice)
    set_bound(setup.decode_memory_mb)
    answers, replies = AnswerPipe(bulk), AnswerPipe(queries)
    # Photos can be looked at and exported while the model loads, and without any model.
    threading.Thread(target=serve_previews, args=(pictures,), daemon=True).start()
    threading.Thread(target=_export, args=(exports, setup.nice), daemon=True).start()
    try:
        load = setup.loader or load_from_registry
        model = load(setup, lambda line: replies.send(Preparing(line)))
        ready = _describe(model)
    except PhotoClipError as error:
        _refuse_everything(error, queries, replies)
    except Exception as error:
        log.exception("the model could not be loaded")
        wrapped = ModelError(
            Message(
                "The model “{model}” could not be loaded: {error}.", model=setup.model, error=error
            ),
            "Run “photoclip doctor”, or choose another model.",
        )
        _refuse_everything(wrapped, queries, replies)
    else:
        _work(setup, model, ready, bulk, queries, answers, replies)


def _export(exports: Connection, nice: int) -> None:
    give_way(nice)
    serve_exports(exports)


def _redirect_errors(path: str | None) -> None:
    """Decoders written in C complain on stderr; a person's terminal is no place for that."""
    if path is None:
        return
    try:
        make_folder(Path(path).parent)
        is_long = os.path.exists(path) and os.path.getsize(path) > MAX_LOG_BYTES
        mode = "w" if is_long else "a"
        with open(path, mode, encoding="utf-8", opener=private_opener) as file:
            os.dup2(file.fileno(), 2)
    except OSError as error:
        log.debug("no log can be written to %s: %s", path, error)
        return
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def load_from_registry(setup: WorkerSetup, report: Callable[[str], None]) -> EmbeddingModel:
    """The model that the setup names, in the runtime that is fastest here."""
    return load_model(
        find_model(setup.model),
        resources=Path(setup.resources),
        cache=Path(setup.cache),
        device=setup.device,
        report=report,
    )


def _refuse_everything(error: PhotoClipError, queries: Connection, replies: AnswerPipe) -> None:
    """Tell the app why there is no model, once, and wait for its end: it can browse without."""
    replies.send(RequestFailed(error))
    while True:
        _receive(queries)


def _work(
    setup: WorkerSetup,
    model: EmbeddingModel,
    ready: ModelReady,
    bulk: Connection,
    queries: Connection,
    answers: AnswerPipe,
    replies: AnswerPipe,
) -> None:
    preparer = FilePreparer(
        model.preprocess, ThumbnailStore(Path(setup.thumbnails)), setup.thumbnail_edge
    )
    send_outcome: Callable[[FileOutcome], None] = answers.send
    pipeline = Pipeline(
        model,
        preparer,
        send_outcome,
        decode_threads=setup.decode_threads,
        batch_size=setup.batch_size,
        nice=setup.nice,
    )
    replies.send(ready)
    threading.Thread(target=_take_files, args=(bulk, pipeline), daemon=True).start()
    threading.Thread(
        target=_take_queries, args=(queries, pipeline, model, replies), daemon=True
    ).start()
    pipeline.run()


def _take_files(bulk: Connection, pipeline: Pipeline) -> None:
    while True:
        request = _receive(bulk)
        if isinstance(request, EmbedFile):
            pipeline.submit(request.file)


def _take_queries(
    queries: Connection, pipeline: Pipeline, model: EmbeddingModel, replies: AnswerPipe
) -> None:
    while True:
        request = _receive(queries)
        try:
            replies.send(_answer(request, pipeline, model))
        except PhotoClipError as error:
            replies.send(RequestFailed(error))
        except Exception as error:
            log.exception("a query failed")
            replies.send(
                RequestFailed(
                    ModelError(Message("The model failed on this query: {error}.", error=error))
                )
            )


def _answer(request: object, pipeline: Pipeline, model: EmbeddingModel) -> object:
    if isinstance(request, DescribeModel):
        return _describe(model)
    if isinstance(request, MeasureSpeed):
        resources = Path(request.resources)
        return pipeline.query(lambda: measure_speed(model, resources)).result()
    if isinstance(request, MeasureText):
        return TextMeasured(model.words_read(request.text))
    if isinstance(request, EmbedTexts):
        vectors = pipeline.embed_texts(list(request.texts), is_typed=request.is_typed)
    elif isinstance(request, EmbedPicture):
        spec = model.preprocess
        data, _, _ = read_stable(request.path, None)
        name = Path(request.path).name
        image = decode(data or request.path, name, min_edge=2 * max(spec.size)).image
        pixels = to_pixels(image, spec)[np.newaxis]
        vectors = pipeline.query(lambda: model.embed_pixels(pixels)).result()
    else:
        raise ModelError(
            Message("The worker does not know the request {name}.", name=type(request).__name__)
        )
    return QueryVectors(np.asarray(vectors, dtype=np.float32))


def _describe(model: EmbeddingModel) -> ModelReady:
    runtime = model.runtime
    return ModelReady(
        model.keys,
        model.dim,
        runtime.label,
        runtime.notices,
        model.logit_scale,
        # Towers that were exported without a bias say 0.0, which no training ever arrives at.
        model.logit_bias or None,
        has_leftovers=runtime.backend == "onnx" and "torch" in sys.modules,
    )


def _receive(connection: Connection) -> object:
    try:
        return connection.recv()
    except (EOFError, OSError):
        # The app is gone: nothing that this process could still do would be of use to anyone.
        os._exit(0)
