"""Sessions of ONNX Runtime, and what it made of a graph, kept for the next start.

Half of the time of a cold query goes into optimizing a graph: float16 weights become float32,
batch normalisations melt into convolutions. ONNX Runtime can write the result down; it holds for
this version and this processor, and its numbers are mapped into memory instead of computed.
Measured for the starter on 2 cores: 0.14 s instead of 0.56 s for the text tower, 0.03 s instead of
0.25 s for the image tower.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path
from typing import Any

from photoclip.core.errors import ModelError
from photoclip.core.own_files import discard, held_folder, make_folder, tighten
from photoclip.core.wording import Message

log = logging.getLogger(__name__)

_REINSTALL = "Delete the folder; it is made again at the next start."
_DRAFT_PREFIX = ".draft-"


def open_kept(path: Path, kept: Path, threads: int) -> Any:
    """A session for a graph, from what is kept of it or else from the graph, which is then kept.

    kept: folder of the cache for this machine and version, in one for the model. A cache that
    cannot be read or written is no error. Raises ModelError for a graph that is broken.
    """
    made = kept / path.stem / path.name
    if made.is_file():
        try:
            return _open_optimized(made, threads)
        except ModelError as error:
            log.info("what was kept of %s is made again: %s", path.name, error)
            discard(made.parent)
    try:
        make_folder(kept)
        _sweep(kept)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT_PREFIX, dir=kept))
    except OSError as error:
        log.info("%s is not kept: %s", path.name, error)
        return open_session(path, threads)
    try:
        with held_folder(draft):
            return _open_and_keep(path, draft, made.parent, threads)
    finally:
        discard(draft)


def _sweep(kept: Path) -> None:
    """What a process that was killed left behind, and what another version or machine made."""
    others = [one for one in kept.parent.iterdir() if one != kept]
    for one in (*kept.glob(f"{_DRAFT_PREFIX}*"), *others):
        discard(one)


def _write_through(path: Path) -> None:
    """Have a file on the disk before its name says that it is whole: numbers are not checked when
    they are mapped, and after a power failure a file may be full of zeros."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _open_optimized(made: Path, threads: int) -> Any:
    import onnxruntime

    options = session_options(threads)
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return make_session(made, options)


def _open_and_keep(path: Path, draft: Path, target: Path, threads: int) -> Any:
    try:
        session = open_session(path, threads, optimized=draft / path.name)
    except ModelError:
        # A full disk looks like a broken graph: what counts is whether it loads without.
        return open_session(path, threads)
    try:
        for file in draft.iterdir():
            tighten(file)
            _write_through(file)
        draft.replace(target)
    except OSError as error:
        log.info("%s is not kept: %s", path.name, error)
    return session


def open_session(path: Path, threads: int, *, optimized: Path | None = None) -> Any:
    """An onnxruntime.InferenceSession for a graph. Raises ModelError.

    optimized: where to write the graph as it was optimized, its numbers beside it as ``.data``.
    """
    options = session_options(threads)
    if optimized is not None:
        options.optimized_model_filepath = str(optimized)
        for name, value in (("file_name", f"{optimized.name}.data"), ("min_size_in_bytes", "1024")):
            options.add_session_config_entry(
                f"session.optimized_model_external_initializers_{name}", value
            )
    return make_session(path, options)


def session_options(threads: int) -> Any:
    """onnxruntime.SessionOptions for a tower on the CPU."""
    # Deferred: the app process imports this module for its names, and must stay light.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads sleep instead of spinning. Measured on 2 cores, starter model, batches of 8:
    # spinning wins a tenth on an idle machine, and loses a sixth of the pictures beside a thread
    # that decodes, which is how a library is indexed.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def make_session(path: Path, options: Any) -> Any:
    """An onnxruntime.InferenceSession. Raises ModelError."""
    import onnxruntime

    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own kinds, which it does not export
        raise ModelError(
            Message("The exported model {path} cannot be loaded: {error}.", path=path, error=error),
            _REINSTALL,
        ) from error
