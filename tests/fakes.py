"""A deterministic embedder for speed: pictures and words lie near each other by colour."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.core.models import FileStat
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.model import InTurn, RuntimeInfo
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.worker.messages import WorkerSetup

SIZE = 32
MOST_WORDS = 20
GRID = 4
COLOURS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "black": (0, 0, 0),
    "white": (255, 255, 255),
}
DEADLY = (255, 0, 255)
"""A picture of this colour kills the worker that embeds it, as a crashing decoder would."""


@dataclass(frozen=True)
class ColourModel:
    """float32 (n, 3, 32, 32) to the mean colours of a 4 x 4 grid: float32 (n, 49)."""

    keys: ModelKeys = field(default_factory=lambda: ModelKeys("colours", "colours"))
    dim: int = 3 * GRID * GRID + 1
    logit_scale: float = 1.0
    logit_bias: float | None = None
    embeds_texts_apart: bool = False
    may_be_faster: bool = False
    preprocess: PreprocessSpec = field(
        default_factory=lambda: PreprocessSpec(
            size=(SIZE, SIZE), mean=(0.5,) * 3, std=(0.5,) * 3, resize_mode="squash"
        )
    )
    runtime: RuntimeInfo = field(
        default_factory=lambda: RuntimeInfo("fake", "cpu", "float32", 1, "colours on the CPU", ())
    )

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        step = SIZE // GRID
        cells = pixels.reshape(len(pixels), 3, GRID, step, GRID, step).mean(axis=(3, 5))
        flat = cells.reshape(len(pixels), -1)
        vectors = np.concatenate([flat, np.full((len(flat), 1), 0.1)], axis=1)
        result: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return result.astype(np.float32)

    def embed_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        pixels = np.zeros((len(texts), 3, SIZE, SIZE), np.float32)
        for row, text in enumerate(texts):
            colour = next((rgb for name, rgb in COLOURS.items() if name in text), (128, 128, 128))
            pixels[row] = np.asarray(colour, np.float32)[:, None, None] / 127.5 - 1.0
        return self.embed_pixels(pixels)

    def find_faster(self, in_turn: InTurn) -> None:
        """Nothing is faster."""

    def words_read(self, text: str) -> int | None:
        words = len(text.split())
        return MOST_WORDS if words > MOST_WORDS else None


class DeadlyModel(ColourModel):
    """Dies, without a word, on a picture of the deadly colour."""

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        means = (pixels.mean(axis=(2, 3)) + 1.0) * 127.5
        if (np.abs(means - np.asarray(DEADLY)).max(axis=1) < 8).any():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_pixels(pixels)


class NarrowModel(ColourModel):
    """Has memory for three pictures at a time, as a small GPU might."""

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        if len(pixels) > 3:
            raise MemoryError
        return super().embed_pixels(pixels)


class StarvedModel(ColourModel):
    """Has no memory at all."""

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        raise MemoryError


class BrokenModel(ColourModel):
    """Fails on every picture, as a broken driver does."""

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        raise RuntimeError("device lost")


def load_narrow(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return NarrowModel()


def load_starved(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return StarvedModel()


def load_broken(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return BrokenModel()


def load_colours(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return ColourModel()


def load_deadly(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return DeadlyModel()


def load_speechless(_setup: WorkerSetup, _report: Callable[[str], None]) -> object:
    """A model that cannot say what it is."""
    return object()


def load_nothing(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    raise RuntimeError("the weights are torn")


def load_and_die(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def load_and_hold(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    """As code in C that does not let other threads of Python run."""
    ctypes.PyDLL(None).sleep(60)
    raise AssertionError("unreachable")


def load_and_tell(setup: WorkerSetup, report: Callable[[str], None]) -> ColourModel:
    """The same, as a model that is prepared for minutes; the file that $LOADING names says who."""
    Path(os.environ["LOADING"]).write_text(f"{os.getpid()}\n")
    return load_and_hold(setup, report)


def load_on_a_bad_disk(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    """A disk that fails to read "never…" until "mended" lies beside it, and "once…" at first."""
    from photoclip.embed.worker import preparing
    from photoclip.media.fingerprint import picture_error_of

    read, seen = preparing.read_stable, set()

    def read_or_fail(path: str, expected: FileStat | None) -> object:
        folder, name = os.path.split(path)
        is_bad = name.startswith("never") and not os.path.exists(os.path.join(folder, "mended"))
        if is_bad or (name.startswith("once") and path not in seen):
            seen.add(path)
            raise picture_error_of(OSError(errno.EIO, "Input/output error"))
        return read(path, expected)

    preparing.read_stable = read_or_fail  # type: ignore[assignment]
    return ColourModel()


@dataclass(frozen=True)
class TaggingColours(ColourModel):
    """Sure of a colour when it sees one: trained, so to say, with a pairwise sigmoid loss."""

    keys: ModelKeys = field(default_factory=lambda: ModelKeys("sure-colours", "sure-colours"))
    logit_scale: float = 3.0
    logit_bias: float | None = -15.0


def load_tagging_colours(_setup: WorkerSetup, _report: Callable[[str], None]) -> ColourModel:
    return TaggingColours()
