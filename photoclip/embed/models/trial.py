"""A short measured trial: which runtime embeds pictures fastest on this very machine."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from PIL import Image

from photoclip.core.models import Vectors
from photoclip.embed.models.model import EmbeddingModel, SpeedMeasured
from photoclip.embed.models.onnx import OnnxTowers
from photoclip.embed.models.openclip import Precision, TorchTowers
from photoclip.embed.models.preprocess import PreprocessSpec, to_pixels

log = logging.getLogger(__name__)

Backend = Literal["onnx", "torch"]

TRIAL_TEXTS = (
    "a photo of a cat",
    "boats on a lake",
    "sunset over the ocean",
    "a dog on a sofa",
    "my grandmother, 1963",
    "강아지",
)

LOSSY_PARITY = 0.995
"""Least cosine to the float32 reference that a half-precision form must keep."""

_BATCH = 8
_ROUNDS = 3
_HOPELESS = 2.0
"""A candidate this many times slower than the best, at first sight, is not measured further."""

_WORTH_TORCH = 1.25
"""How much faster torch must be than exported towers: it takes a gigabyte more, and two runs of
one trial differ by as much as this on a busy machine."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to embed pictures."""

    backend: Backend
    device: str = "cpu"
    precision: Precision = "float32"
    channels_last: bool = False

    def label(self) -> str:
        """What a person reads of it."""
        runtime = "ONNX Runtime" if self.backend == "onnx" else "torch"
        where = {"cpu": "the CPU", "cuda": "the GPU (CUDA)", "mps": "the GPU (Apple MPS)"}
        return f"{runtime} on {where.get(self.device, self.device)}, {self.precision}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the trial found, as it is remembered.

    text_backend: the exported text tower wherever there is one, since it is up in a fraction of
    a second and needs no torch. rates: pictures a second by way, 0 for one given up early.
    """

    pictures: Way
    text_backend: Backend
    notices: tuple[str, ...] = ()
    rates: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """This as an object for the cache."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: object) -> Choice | None:
        """What :meth:`to_json` wrote; None for anything else."""
        try:
            known = cast(dict[str, Any], found)
            return cls(
                pictures=Way(**known["pictures"]),
                text_backend=known["text_backend"],
                notices=tuple(known["notices"]),
                rates=dict(known["rates"]),
            )
        except (KeyError, TypeError, ValueError):
            return None


def trial_pixels(resources: Path, spec: PreprocessSpec) -> Vectors:
    """float32 (8, 3, height, width): sample photos, or painted ones where there are none."""
    pictures = [*_sample_photos(resources), *_painted_pictures()][:_BATCH]
    return np.stack([to_pixels(picture, spec) for picture in pictures])


def measure_speed(model: EmbeddingModel, resources: Path) -> SpeedMeasured:
    """How fast a loaded model is in the form in which it works here."""
    pixels, texts = trial_pixels(resources, model.preprocess), list(TRIAL_TEXTS)
    model.embed_pixels(pixels[:1])
    model.embed_texts(texts[:1])
    pictures = min(_seconds(model.embed_pixels, pixels) for _ in range(_ROUNDS))
    words = min(_seconds(model.embed_texts, texts) for _ in range(_ROUNDS))
    return SpeedMeasured(len(pixels) / pictures, len(texts) / words, model.runtime.label)


def _sample_photos(resources: Path) -> Iterator[Image.Image]:
    for path in sorted((resources / "sample-photos").glob("*.jpg"))[:_BATCH]:
        try:
            with Image.open(path) as picture:
                yield picture.convert("RGB")
        except OSError:
            log.info("the sample photo %s cannot be read", path.name)


def _painted_pictures() -> Iterator[Image.Image]:
    dice = np.random.default_rng(0)
    for _ in range(_BATCH):
        coarse = dice.integers(0, 256, (6, 8, 3), dtype=np.uint8)
        yield Image.fromarray(coarse).resize((640, 480), Image.Resampling.BICUBIC)


def run_trial(
    reference: TorchTowers, exported: OnnxTowers | None, device: str, pixels: Vectors
) -> tuple[Way, dict[str, float]]:
    """The fastest way that gives the reference's vectors, and pictures a second of each.

    reference: float32 on the CPU; afterwards it is in the form of the last torch way tried.
    device: "cpu", or the GPU to try as well. pixels: float32 (n, 3, height, width).
    """
    expected = reference.embed_pixels(pixels)
    rates: dict[str, float] = {}
    best, best_rate = Way("torch"), 0.0
    for way in _ways(exported is not None, device):
        try:
            embed = _prepare(way, reference, exported)
            rate = _measure(embed, pixels, expected, best_rate)
        except (RuntimeError, MemoryError, TypeError) as error:
            log.info("%s cannot be used: %s", way.label(), error)
            continue
        rates[way.label()] = round(rate, 1)
        is_heavier = best.backend == "onnx" and way.backend == "torch"
        if rate > best_rate * (_WORTH_TORCH if is_heavier else 1.0):
            best, best_rate = way, rate
    return best, rates


def _ways(has_export: bool, device: str) -> Iterator[Way]:
    # Half precision comes last: the cast cannot be undone in place.
    if has_export:
        yield Way("onnx")
    if device == "cpu":
        yield Way("torch", channels_last=True)
        yield Way("torch", precision="bfloat16", channels_last=True)
    else:
        yield Way("torch", device, channels_last=True)
        yield Way("torch", device, "float16", channels_last=True)


def _prepare(
    way: Way, reference: TorchTowers, exported: OnnxTowers | None
) -> Callable[[Vectors], Vectors]:
    if way.backend == "onnx" and exported is not None:
        return exported.embed_pixels
    reference.move(way.device, way.precision, channels_last=way.channels_last)
    return reference.embed_pixels


def _measure(
    embed: Callable[[Vectors], Vectors], pixels: Vectors, expected: Vectors, best: float
) -> float:
    """Pictures a second; 0 for a way that is hopelessly slow, or gives other vectors."""
    embed(pixels[:1])
    # Two looks: other programs steal time, and one stolen slice should not decide.
    if min(_seconds(embed, pixels[:2]) for _ in range(2)) * best > 2 * _HOPELESS:
        return 0.0
    fastest = min(_seconds(embed, pixels) for _ in range(_ROUNDS))
    parity = float((embed(pixels) * expected).sum(axis=1).min())
    return len(pixels) / fastest if parity >= LOSSY_PARITY else 0.0


def _seconds(embed: Callable[[Any], Vectors], batch: Any) -> float:
    started = time.perf_counter()
    embed(batch)
    return time.perf_counter() - started
