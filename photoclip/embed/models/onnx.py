"""Exported towers, run by ONNX Runtime: no torch, half a second from nothing to a text's vector."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.core.wording import Message
from photoclip.embed.models.graph_files import check_graph
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.tokenize import TextTokenizer, TokenizerSpec, Tokens
from photoclip.embed.models.weights import read_json

IMAGE_FILE = "image.onnx"
TEXT_FILE = "text.onnx"
TOKENIZER_FILE = "tokenizer.json"
META_FILE = "meta.json"

_REINSTALL = "Delete the folder; it is made again at the next start."


@dataclass(frozen=True, slots=True)
class TowersMeta:
    """What a folder of exported towers says of itself.

    logit_scale: natural logarithm of the factor on a cosine. dim: length of a vector.
    model: registry key. versions: of what exported it, for the curious. sizes: bytes by file.
    """

    model: str
    dim: int
    logit_scale: float
    logit_bias: float
    preprocess: PreprocessSpec
    tokenizer: TokenizerSpec
    versions: Mapping[str, str]
    sizes: Mapping[str, int]

    def to_json(self) -> dict[str, object]:
        """This as an object for meta.json."""
        return {
            "model": self.model,
            "dim": self.dim,
            "logit_scale": self.logit_scale,
            "logit_bias": self.logit_bias,
            "preprocess": self.preprocess.to_config(),
            "tokenizer": self.tokenizer.to_config(),
            "versions": dict(self.versions),
            "sizes": dict(self.sizes),
        }

    @classmethod
    def read(cls, folder: Path) -> TowersMeta:
        """What meta.json in a folder says.

        Raises ModelError when it is missing or broken, or another file is not whole.
        """
        found: dict[str, Any] = dict(read_json(folder / META_FILE))
        try:
            for name, size in found["sizes"].items():
                if (folder / name).stat().st_size != size:
                    raise ValueError(name)
            return cls(
                model=str(found["model"]),
                dim=int(found["dim"]),
                logit_scale=float(found["logit_scale"]),
                logit_bias=float(found["logit_bias"]),
                preprocess=PreprocessSpec.from_config(found["preprocess"]),
                tokenizer=TokenizerSpec.from_config(found["tokenizer"]),
                versions=found["versions"],
                sizes=found["sizes"],
            )
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(
                Message("The exported model in {folder} is damaged.", folder=folder), _REINSTALL
            ) from error


class OnnxTowers:
    """Both towers of an exported model on the CPU, each loaded when it is first asked."""

    def __init__(self, folder: Path, threads: int) -> None:
        """folder: one that export.py made. Raises ModelError when its meta.json is broken."""
        self.folder = folder
        self.meta = TowersMeta.read(folder)
        self._threads = threads
        self._sessions: dict[str, Any] = {}
        self._tokenizer: TextTokenizer | None = None
        self._lock = threading.Lock()

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        """float32 (n, d), unit length, of pixels float32 (n, 3, height, width)."""
        return self._run(IMAGE_FILE, np.ascontiguousarray(pixels, dtype=np.float32))

    def embed_tokens(self, tokens: Tokens) -> Vectors:
        """float32 (n, d), unit length, of tokens int64 (n, context_length)."""
        return self._run(TEXT_FILE, np.ascontiguousarray(tokens, dtype=np.int64))

    def tokenize(self, texts: Sequence[str]) -> Tokens:
        """int64 (n, context_length): what embed_tokens takes."""
        return self.tokenizer(texts)

    @property
    def tokenizer(self) -> TextTokenizer:
        """The model's tokenizer, read when it is first asked for."""
        with self._lock:
            if self._tokenizer is None:
                path = self.folder / TOKENIZER_FILE
                self._tokenizer = TextTokenizer.from_file(path, self.meta.tokenizer)
            return self._tokenizer

    def _run(self, name: str, batch: Vectors | Tokens) -> Vectors:
        session = self._session(name)
        result: Vectors = session.run(None, {session.get_inputs()[0].name: batch})[0]
        return result

    def _session(self, name: str) -> Any:
        with self._lock:
            if name not in self._sessions:
                self._sessions[name] = _open_session(self.folder / name, self._threads)
            return self._sessions[name]


def _open_session(path: Path, threads: int) -> Any:
    check_graph(path)
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
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own kinds, which it does not export
        raise ModelError(
            Message("The exported model {path} cannot be loaded: {error}.", path=path, error=error),
            _REINSTALL,
        ) from error
