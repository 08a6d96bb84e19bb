"""A loaded model: towers as graphs, torch, or one for pictures and the other for texts.

Where graphs do the work nothing of torch, open_clip, timm or transformers is imported; where torch
embeds pictures it is imported with the first picture, not for a text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.model import InTurn, RuntimeInfo
from photoclip.embed.models.onnx import OnnxTowers
from photoclip.embed.models.openclip import TorchTowers
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.tokenize import TextTokenizer
from photoclip.embed.models.trial import Choice, Way

log = logging.getLogger(__name__)

_TEXTS_AT_ONCE = 16
"""Texts embedded together: more gain nothing, and 80 prompts of a large model need the memory."""


class LoadedModel:
    """A model ready to embed. To be used by one thread at a time, texts apart from pictures
    where ``embeds_texts_apart`` says so.

    keys: under which its vectors are stored.
    dim: length of a vector. logit_scale (a natural logarithm), logit_bias: as trained, for
    probabilities (Zhai et al. 2023); the bias is 0.0 where the model has none.
    """

    def __init__(
        self,
        keys: ModelKeys,
        runtime: RuntimeInfo,
        choice: Choice,
        graphs: OnnxTowers | None,
        open_torch: Callable[[Choice], TorchTowers],
        find_faster: Callable[[InTurn], Choice] | None = None,
    ) -> None:
        """open_torch: gives the reference in a chosen form; called only when torch is needed,
        without graphs at once. find_faster: measures what else could embed pictures; None where
        that has been done, or there is nothing else.
        """
        self.keys = keys
        self.runtime = runtime
        self._choice = choice
        self._graphs = graphs
        self._open_torch = open_torch
        self._find_faster = find_faster
        self._torch: TorchTowers | None = None
        self._tokenizer: TextTokenizer | None = None
        about = graphs.meta if graphs is not None else self._reference()
        self.dim: int = about.dim
        self.preprocess: PreprocessSpec = about.preprocess
        self.logit_scale: float = about.logit_scale
        self.logit_bias: float = about.logit_bias

    @property
    def embeds_texts_apart(self) -> bool:
        """Whether texts have a graph of their own, which ONNX Runtime runs in any thread."""
        return self._graphs is not None and self._choice.text_backend == "onnx"

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        """float32 (n, d), unit length, of pixels float32 (n, 3, height, width).

        Raises MemoryError when the batch does not fit, ModelError when the model is broken.
        """
        if self._graphs is not None and self._choice.pictures.backend == "onnx":
            return self._graphs.embed_pixels(pixels)
        try:
            towers = self._reference()
        except (ModelError, RuntimeError) as error:
            if self._graphs is None:
                raise
            self._leave_torch(error)
            return self._graphs.embed_pixels(pixels)
        return towers.embed_pixels(pixels)

    def embed_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, d), unit length, one row a text, as it is (no prompt is put around it)."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        # Those of about one length together, since a batch is as long as its longest text.
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(order), _TEXTS_AT_ONCE):
            rows = order[start : start + _TEXTS_AT_ONCE]
            vectors[rows] = self._embed_few([texts[row] for row in rows])
        return vectors

    def _embed_few(self, texts: Sequence[str]) -> Vectors:
        if self._graphs is not None and self._choice.text_backend == "onnx":
            return self._graphs.embed_tokens(self._graphs.tokenize(texts))
        return self._reference().embed_tokens(self._reference_tokenizer()(texts))

    @property
    def may_be_faster(self) -> bool:
        """Whether ``find_faster`` has something to measure."""
        return self._find_faster is not None

    def find_faster(self, in_turn: InTurn) -> None:
        """Measure what else could embed pictures here, and go on with the fastest.

        in_turn: calls a function where nothing else uses the model meanwhile.
        """
        find, self._find_faster = self._find_faster, None
        if find is None:
            return
        try:
            choice = find(in_turn)
        except (ModelError, RuntimeError, MemoryError) as error:
            log.warning("nothing faster was found: %s", error)
            return
        in_turn(lambda: self._take(choice))

    def _take(self, choice: Choice) -> None:
        self._choice, self._torch = choice, None
        self.runtime = describe(choice, self.runtime.threads)

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text are read; None where all are."""
        if self._graphs is not None:
            return self._graphs.tokenizer.words_read(text)
        return self._reference_tokenizer().words_read(text)

    def _reference_tokenizer(self) -> TextTokenizer:
        if self._tokenizer is None:
            self._tokenizer = self._reference().tokenizer.load()
        return self._tokenizer

    def _reference(self) -> TorchTowers:
        if self._torch is None:
            self._torch = self._open_torch(self._choice)
        return self._torch

    def _leave_torch(self, error: Exception) -> None:
        """A GPU that went away since the trial: the graph takes over, and says so."""
        way = Way("onnx")
        notice = f"{self._choice.pictures.label()} failed ({error}). {way.label()} does the work."
        log.warning("%s", notice)
        self._choice = replace(self._choice, pictures=way)
        self.runtime = replace(
            describe(self._choice, self.runtime.threads),
            notices=(*self.runtime.notices, notice),
        )


def describe(choice: Choice, threads: int) -> RuntimeInfo:
    """A choice in the words of :class:`RuntimeInfo`."""
    way = choice.pictures
    label = way.label()
    if way.device == "cpu":
        label = f"{label}, {threads} {'thread' if threads == 1 else 'threads'}"
    if choice.text_backend != way.backend:
        label = f"{label}; texts: ONNX Runtime"
    return RuntimeInfo(way.backend, way.device, way.precision, threads, label, choice.notices)
