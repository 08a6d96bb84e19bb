"""Towers as ONNX graphs, run by ONNX Runtime: no torch, and a text has its vector at once."""

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
from photoclip.embed.models.sessions import open_kept, open_session
from photoclip.embed.models.tokenize import TextTokenizer, TokenizerSpec, Tokens
from photoclip.embed.models.weights import META_FILE, read_json

IMAGE_FILE = "image.onnx"
TEXT_FILE = "text.onnx"
TOKENIZER_FILE = "tokenizer.json"

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
    """Both towers of a model on the CPU, each loaded when it is first asked."""

    def __init__(
        self, folder: Path, meta: TowersMeta, threads: int, kept: Path | None = None
    ) -> None:
        """folder: of the graphs and the tokenizer. kept: where graphs stay as ONNX Runtime has
        optimized them, None where they are optimized at each start."""
        self.folder = folder
        self.meta = meta
        self._threads = threads
        self._kept = kept
        self._sessions: dict[str, Any] = {}
        self._tokenizer: TextTokenizer | None = None
        # Apart, so that a text does not wait for the image tower to be loaded.
        self._locks = {name: threading.Lock() for name in (IMAGE_FILE, TEXT_FILE, TOKENIZER_FILE)}

    @classmethod
    def exported(cls, folder: Path, threads: int) -> OnnxTowers:
        """Those that export.py made. Raises ModelError when meta.json is missing or broken."""
        return cls(folder, TowersMeta.read(folder), threads)

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        """float32 (n, d), unit length, of pixels float32 (n, 3, height, width)."""
        return self._run(IMAGE_FILE, np.ascontiguousarray(pixels, dtype=np.float32))

    def embed_tokens(self, tokens: Tokens) -> Vectors:
        """float32 (n, d), unit length, of tokens int64 (n, length)."""
        return self._run(TEXT_FILE, np.ascontiguousarray(tokens, dtype=np.int64))

    def tokenize(self, texts: Sequence[str]) -> Tokens:
        """int64 (n, length): what embed_tokens takes."""
        return self.tokenizer(texts)

    @property
    def tokenizer(self) -> TextTokenizer:
        """The model's tokenizer, read when it is first asked for."""
        with self._locks[TOKENIZER_FILE]:
            if self._tokenizer is None:
                path = self.folder / TOKENIZER_FILE
                self._tokenizer = TextTokenizer.from_file(path, self.meta.tokenizer)
            return self._tokenizer

    def _run(self, name: str, batch: Vectors | Tokens) -> Vectors:
        session = self._session(name)
        result: Vectors = session.run(None, {session.get_inputs()[0].name: batch})[0]
        return result

    def _session(self, name: str) -> Any:
        with self._locks[name]:
            if name not in self._sessions:
                self._sessions[name] = self._open(name)
            return self._sessions[name]

    def _open(self, name: str) -> Any:
        path = self.folder / name
        if self._kept is None:
            check_graph(path)
            return open_session(path, self._threads)
        return open_kept(path, self._kept, self._threads)
