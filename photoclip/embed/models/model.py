"""What the rest of PhotoClip asks of a model, and what it is told of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from photoclip.core.models import Vectors
from photoclip.embed.models.identity import ModelKeys

if TYPE_CHECKING:
    from photoclip.embed.models.preprocess import PreprocessSpec


R = TypeVar("R")


class InTurn(Protocol):
    """Calls a function while nothing else uses the model, and gives back what it returns."""

    def __call__(self, call: Callable[[], R], /) -> R: ...


class EmbeddingModel(Protocol):
    """What the worker asks of a model, whatever runs it.

    keys: what its vectors are stored under. dim: their length. logit_scale, logit_bias: as trained;
    the bias is None for models without one.
    """

    @property
    def keys(self) -> ModelKeys: ...
    @property
    def dim(self) -> int: ...
    @property
    def preprocess(self) -> PreprocessSpec: ...
    @property
    def logit_scale(self) -> float: ...
    @property
    def logit_bias(self) -> float | None: ...
    @property
    def runtime(self) -> RuntimeInfo: ...

    @property
    def embeds_texts_apart(self) -> bool:
        """Whether texts may be embedded in one thread while another one embeds pictures."""
        ...

    @property
    def may_be_faster(self) -> bool:
        """Whether ``find_faster`` has something to measure."""
        ...

    def find_faster(self, in_turn: InTurn) -> None:
        """Measure what else could embed pictures here, and go on with the fastest."""
        ...

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> Vectors:
        """float32 (n, 3, h, w) to float32 (n, d), unit length."""
        ...

    def embed_texts(self, texts: Sequence[str]) -> Vectors:
        """Sentences to float32 (n, d), unit length."""
        ...

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text the model reads; None where it reads all."""
        ...


@dataclass(frozen=True, slots=True)
class SpeedMeasured:
    """How fast the loaded model is, without decoding: pictures and texts a second.

    label: what did the work, see RuntimeInfo.
    """

    photos_per_s: float
    texts_per_s: float
    label: str


@dataclass(frozen=True, slots=True)
class RuntimeInfo:
    """What embeds pictures, and where.

    backend: "onnx" or "torch". device: "cpu", "cuda" or "mps". threads: on the CPU.
    label: one line for a person. notices: what a person should know, such as an unusable GPU.
    """

    backend: str
    device: str
    precision: str
    threads: int
    label: str
    notices: tuple[str, ...] = ()
