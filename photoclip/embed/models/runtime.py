"""Loads a model in the runtime that is fastest here, measured once and remembered.

Where the exported towers do the work nothing of torch, open_clip, timm or transformers is
imported; where torch embeds pictures it is imported with the first picture, not for a text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.core.wording import Message
from photoclip.embed.models.export import export_towers, towers_folder
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.machine import default_threads, machine_fingerprint
from photoclip.embed.models.model import RuntimeInfo
from photoclip.embed.models.onnx import OnnxTowers
from photoclip.embed.models.openclip import TorchTowers, describe_devices, load_reference
from photoclip.embed.models.preprocess import PreprocessSpec
from photoclip.embed.models.registry import ModelSpec
from photoclip.embed.models.tokenize import TextTokenizer
from photoclip.embed.models.trial import TRIAL_TEXTS, Choice, Way, run_trial, trial_pixels
from photoclip.embed.models.weights import ModelFiles, locate, read_json, write_json
from photoclip.privacy import keep_compiler_files

log = logging.getLogger(__name__)

MEMORY_FILE = "runtimes.json"

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
        exported: OnnxTowers | None,
        open_torch: Callable[[], TorchTowers],
    ) -> None:
        """open_torch: gives the reference in the chosen form; called only when torch is needed.

        Without exported towers that is at once.
        """
        self.keys = keys
        self.runtime = runtime
        self._choice = choice
        self._exported = exported
        self._open_torch = open_torch
        self._torch: TorchTowers | None = None
        self._tokenizer: TextTokenizer | None = None
        about = exported.meta if exported is not None else self._reference()
        self.dim: int = about.dim
        self.preprocess: PreprocessSpec = about.preprocess
        self.logit_scale: float = about.logit_scale
        self.logit_bias: float = about.logit_bias

    @property
    def embeds_texts_apart(self) -> bool:
        """Whether texts have an exported tower of their own, which ONNX Runtime runs in any
        thread."""
        return self._exported is not None and self._choice.text_backend == "onnx"

    def embed_pixels(self, pixels: Vectors) -> Vectors:
        """float32 (n, d), unit length, of pixels float32 (n, 3, height, width).

        Raises MemoryError when the batch does not fit, ModelError when the model is broken.
        """
        if self._exported is not None and self._choice.pictures.backend == "onnx":
            return self._exported.embed_pixels(pixels)
        try:
            towers = self._reference()
        except (ModelError, RuntimeError) as error:
            if self._exported is None:
                raise
            self._leave_torch(error)
            return self._exported.embed_pixels(pixels)
        return towers.embed_pixels(pixels)

    def embed_texts(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, d), unit length, one row a text, as it is (no prompt is put around it)."""
        parts = [
            self._embed_few(texts[start : start + _TEXTS_AT_ONCE])
            for start in range(0, len(texts), _TEXTS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dim), dtype=np.float32)

    def _embed_few(self, texts: Sequence[str]) -> Vectors:
        if self._exported is not None and self._choice.text_backend == "onnx":
            return self._exported.embed_tokens(self._exported.tokenize(texts))
        return self._reference().embed_tokens(self._reference_tokenizer()(texts))

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text are read; None where all are."""
        if self._exported is not None:
            return self._exported.tokenizer.words_read(text)
        return self._reference_tokenizer().words_read(text)

    def _reference_tokenizer(self) -> TextTokenizer:
        if self._tokenizer is None:
            self._tokenizer = self._reference().tokenizer.load()
        return self._tokenizer

    def _reference(self) -> TorchTowers:
        if self._torch is None:
            self._torch = self._open_torch()
        return self._torch

    def _leave_torch(self, error: Exception) -> None:
        """A GPU that went away since the trial: the exported tower takes over, and says so."""
        way = Way("onnx")
        notice = f"{self._choice.pictures.label()} failed ({error}). {way.label()} does the work."
        log.warning("%s", notice)
        self._choice = replace(self._choice, pictures=way)
        self.runtime = replace(
            _describe(self._choice, self.runtime.threads),
            notices=(*self.runtime.notices, notice),
        )


def load_model(
    spec: ModelSpec,
    *,
    resources: Path,
    cache: Path,
    device: str = "auto",
    threads: int = 0,
    report: Callable[[str], None] = log.info,
) -> LoadedModel:
    """Load a model for this machine.

    The first time (and after a change of the machine or of a library) the towers are exported
    and every runtime is measured, some 20 seconds for a small model; ``report`` gets a line for
    each step. device: "auto", "cpu", "cuda" or "mps". threads: on the CPU, 0 for one a core.
    Raises ModelError when the model is missing, broken, or does not run here.
    """
    threads = threads or default_threads()
    keep_compiler_files(str(cache / "torch"))
    files = locate(spec, resources, cache)
    topic = f"{files.identity} {device} {threads} {machine_fingerprint()}"
    choice = Choice.from_json(read_json(cache / MEMORY_FILE).get(topic))
    exported = _open_exported(towers_folder(cache, files), threads)
    if choice is None or (exported is None and _needs_export(choice)):
        choice, exported = _find_out(spec, files, resources, cache, device, threads, report)
        write_json(cache / MEMORY_FILE, {**read_json(cache / MEMORY_FILE), topic: choice.to_json()})
    found = choice

    def open_torch() -> TorchTowers:
        towers = load_reference(spec, files, threads=threads)
        if found.pictures.backend == "torch":
            way = found.pictures
            towers.move(way.device, way.precision, channels_last=way.channels_last)
        return towers

    runtime = _describe(found, threads)
    return LoadedModel(files.keys(spec), runtime, found, exported, open_torch)


def _needs_export(choice: Choice) -> bool:
    return "onnx" in (choice.pictures.backend, choice.text_backend)


def _open_exported(folder: Path, threads: int) -> OnnxTowers | None:
    try:
        return OnnxTowers(folder, threads)
    except ModelError:
        return None


def _find_out(
    spec: ModelSpec,
    files: ModelFiles,
    resources: Path,
    cache: Path,
    device: str,
    threads: int,
    report: Callable[[str], None],
) -> tuple[Choice, OnnxTowers | None]:
    report(Message("Getting {title} ready for this computer, once: loading…", title=spec.title))
    reference = load_reference(spec, files, threads=threads)
    pixels = trial_pixels(resources, reference.preprocess)
    exported = _open_exported(towers_folder(cache, files), threads)
    problem = ""
    if exported is None:
        report(
            Message("Getting {title} ready for this computer, once: exporting…", title=spec.title)
        )
        result = export_towers(spec.key, files, reference, cache, pixels, TRIAL_TEXTS)
        problem = result.problem
        exported = _open_exported(result.folder, threads) if result.folder else None
    report(Message("Getting {title} ready for this computer, once: measuring…", title=spec.title))
    target, notices = _choose_device(device)
    way, rates = run_trial(reference, exported, target, pixels)
    log.info("%s: %s of %s pictures a second", spec.key, way.label(), rates)
    if problem:
        notices = (*notices, f"The model could not be exported ({problem}). torch does the work.")
    return Choice(way, "torch" if exported is None else "onnx", notices, rates), exported


def _choose_device(device: str) -> tuple[str, tuple[str, ...]]:
    """The device to try, and what to tell a person about others."""
    if device == "cpu":
        return device, ()
    devices = describe_devices()
    if device == "auto":
        return devices.usable[0], devices.notices
    if device in devices.usable:
        return device, ()
    absent = f"The device {device!r} is not usable here. The CPU does the work."
    return "cpu", devices.notices or (absent,)


def _describe(choice: Choice, threads: int) -> RuntimeInfo:
    way = choice.pictures
    label = way.label()
    if way.device == "cpu":
        label = f"{label}, {threads} {'thread' if threads == 1 else 'threads'}"
    if choice.text_backend != way.backend:
        label = f"{label}; texts: ONNX Runtime"
    return RuntimeInfo(way.backend, way.device, way.precision, threads, label, choice.notices)
