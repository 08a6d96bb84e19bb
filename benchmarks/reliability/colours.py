"""A model for campaigns: embeds the mean colour of a picture, and loads at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.model import InTurn, RuntimeInfo
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.worker.messages import WorkerSetup

COLOURS = {"red": (1, -1, -1), "green": (-1, 1, -1), "blue": (-1, -1, 1)}


@dataclass(frozen=True)
class Colours:
    """float32 (n, 3, 8, 8) to the mean colour and a constant: float32 (n, 4), unit length."""

    keys: ModelKeys = field(default_factory=lambda: ModelKeys("plain-colours", "plain-colours"))
    dim: int = 4
    logit_scale: float = 1.0
    logit_bias: float | None = None
    embeds_texts_apart: bool = False
    may_be_faster: bool = False
    preprocess: PreprocessSpec = field(
        default_factory=lambda: PreprocessSpec((8, 8), (0.5,) * 3, (0.5,) * 3, "squash")
    )
    runtime: RuntimeInfo = field(
        default_factory=lambda: RuntimeInfo("plain", "cpu", "float32", 1, "plain colours", ())
    )

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return _unit(pixels.mean(axis=(2, 3)))

    def embed_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = [next((c for n, c in COLOURS.items() if n in one), (0, 0, 0)) for one in texts]
        return _unit(np.asarray(rows, np.float32).reshape(-1, 3))

    def find_faster(self, in_turn: InTurn) -> None:
        return None

    def words_read(self, text: str) -> int | None:
        return None


def _unit(colours: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    vectors = np.concatenate([colours, np.full((len(colours), 1), 0.1, np.float32)], axis=1)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / lengths, np.float32)


def load(_setup: WorkerSetup, _report: Callable[[str], None]) -> Colours:
    """A ``ModelLoader``."""
    return Colours()
