"""Loads a model for this machine.

A model that brings graphs along is ready at once. Any other is exported and measured the first
time, which needs torch; what was chosen is remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from photoclip.core.errors import ModelError
from photoclip.core.wording import Message
from photoclip.embed.models.export import export_towers
from photoclip.embed.models.extra import INSTALL_TORCH, missing_packages, needs_torch
from photoclip.embed.models.machine import default_threads, gpu_signs, machine_fingerprint
from photoclip.embed.models.model import InTurn
from photoclip.embed.models.onnx import OnnxTowers
from photoclip.embed.models.openclip import TorchTowers, describe_devices, load_reference
from photoclip.embed.models.registry import ModelSpec
from photoclip.embed.models.runtime import LoadedModel, describe
from photoclip.embed.models.shipped import check_reference, open_shipped
from photoclip.embed.models.trial import TRIAL_TEXTS, Choice, Way, run_trial, trial_pixels
from photoclip.embed.models.weights import (
    ModelFiles,
    locate,
    read_json,
    towers_folder,
    write_json,
)
from photoclip.privacy import keep_compiler_files

log = logging.getLogger(__name__)

MEMORY_FILE = "runtimes.json"


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

    A model without graphs is exported, and every runtime measured, the first time (and after a
    change of the machine or of a library): some 20 seconds for a small one, with a line for each
    step to ``report``. One with graphs begins with them; where there is a GPU and torch,
    ``find_faster`` measures later. device: "auto", "cpu", "cuda" or "mps". threads: on the CPU, 0
    for one a core. Raises ModelError when the model is missing, broken, or does not run here.
    """
    keep_compiler_files(str(cache / "torch"))
    files = locate(spec, resources, cache)
    return _Loading(
        spec, files, resources, cache, device, threads or default_threads(), report
    ).load()


@dataclass(frozen=True)
class _Loading:
    spec: ModelSpec
    files: ModelFiles
    resources: Path
    cache: Path
    device: str
    threads: int
    report: Callable[[str], None]

    def load(self) -> LoadedModel:
        graphs = self._graphs()
        choice = self._remembered()
        find_faster: Callable[[InTurn], Choice] | None = None
        if choice is None and self.files.graphs is not None and graphs is not None:
            choice, find_faster = self._begin_with(graphs)
        elif choice is None or (graphs is None and _needs_graphs(choice)):
            choice, graphs = self._find_out()
            self._remember(choice)
        return LoadedModel(
            self.files.keys(self.spec),
            describe(choice, self.threads),
            choice,
            graphs,
            self._open_torch,
            find_faster,
        )

    def _graphs(self) -> OnnxTowers | None:
        if self.files.graphs is None:
            return _open_exported(towers_folder(self.cache, self.files), self.threads)
        kept = self.cache / "graphs" / self.files.identity / machine_fingerprint()
        is_known = bool(self.spec.identity)
        graphs = open_shipped(self.spec.key, self.files, self.threads, kept, is_known=is_known)
        if not is_known:
            self._check_stranger(graphs)
        return graphs

    def _check_stranger(self, graphs: OnnxTowers) -> None:
        """Compare what comes with a folder with its reference, once."""
        memory = self.cache / MEMORY_FILE
        topic = f"checked {self.files.identity}"
        if topic not in read_json(memory):
            check_reference(graphs)
            write_json(memory, {**read_json(memory), topic: True})

    def _begin_with(self, graphs: OnnxTowers) -> tuple[Choice, Callable[[InTurn], Choice] | None]:
        """Graphs do the work from the first picture on; a GPU is tried when there is time."""
        signs = () if self.device == "cpu" else gpu_signs()
        if self.device not in ("cpu", "auto") or signs:
            missing = missing_packages()
            if missing:
                return Choice(Way("onnx"), "onnx", (self._unused(signs),)), None
            return Choice(Way("onnx"), "onnx"), lambda in_turn: self._measure(graphs, in_turn)
        return Choice(Way("onnx"), "onnx"), None

    def _unused(self, signs: tuple[str, ...]) -> str:
        return Message(
            "{name} is not used: packages are missing ({names}). The CPU does the work. {hint}",
            name=", ".join(signs) or self.device,
            names=", ".join(missing_packages()),
            hint=INSTALL_TORCH,
        )

    def _measure(self, graphs: OnnxTowers, in_turn: InTurn) -> Choice:
        reference = load_reference(self.spec, self.files, threads=self.threads)
        pixels = trial_pixels(self.resources, reference.preprocess)
        target, notices = _choose_device(self.device)
        way, rates = in_turn(lambda: run_trial(reference, graphs, target, pixels))
        log.info("%s: %s of %s pictures a second", self.spec.key, way.label(), rates)
        choice = Choice(way, "onnx", notices, rates)
        self._remember(choice)
        return choice

    def _find_out(self) -> tuple[Choice, OnnxTowers | None]:
        """Export and measure, while somebody waits."""
        missing = missing_packages()
        if missing:
            raise needs_torch(self.spec.title, missing)
        self._tell("Getting {title} ready for this computer, once: loading…")
        reference = load_reference(self.spec, self.files, threads=self.threads)
        pixels = trial_pixels(self.resources, reference.preprocess)
        graphs = _open_exported(towers_folder(self.cache, self.files), self.threads)
        problem = ""
        if graphs is None:
            self._tell("Getting {title} ready for this computer, once: exporting…")
            made = export_towers(
                self.spec.key, self.files, reference, self.cache, pixels, TRIAL_TEXTS
            )
            problem = made.problem
            graphs = _open_exported(made.folder, self.threads) if made.folder else None
        self._tell("Getting {title} ready for this computer, once: measuring…")
        target, notices = _choose_device(self.device)
        way, rates = run_trial(reference, graphs, target, pixels)
        log.info("%s: %s of %s pictures a second", self.spec.key, way.label(), rates)
        if problem:
            failed = f"The model could not be exported ({problem}). torch does the work."
            notices = (*notices, failed)
        return Choice(way, "torch" if graphs is None else "onnx", notices, rates), graphs

    def _open_torch(self, choice: Choice) -> TorchTowers:
        missing = missing_packages()
        if missing:
            raise needs_torch(self.spec.title, missing)
        towers = load_reference(self.spec, self.files, threads=self.threads)
        way = choice.pictures
        if way.backend == "torch":
            towers.move(way.device, way.precision, channels_last=way.channels_last)
        return towers

    def _tell(self, template: str) -> None:
        self.report(Message(template, title=self.spec.title))

    @property
    def _topic(self) -> str:
        return f"{self.files.identity} {self.device} {self.threads} {machine_fingerprint()}"

    def _remembered(self) -> Choice | None:
        return Choice.from_json(read_json(self.cache / MEMORY_FILE).get(self._topic))

    def _remember(self, choice: Choice) -> None:
        memory = self.cache / MEMORY_FILE
        write_json(memory, {**read_json(memory), self._topic: choice.to_json()})


def _needs_graphs(choice: Choice) -> bool:
    return "onnx" in (choice.pictures.backend, choice.text_backend)


def _open_exported(folder: Path, threads: int) -> OnnxTowers | None:
    try:
        return OnnxTowers.exported(folder, threads)
    except ModelError:
        return None


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
