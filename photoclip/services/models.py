"""Which models and devices can be chosen here, and how fast the present choice is."""

from __future__ import annotations

import enum
import importlib.metadata
from dataclasses import dataclass
from pathlib import Path

from photoclip.core.config import Settings
from photoclip.core.errors import ModelError
from photoclip.embed.models.extra import missing_packages, needs_torch
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.machine import gpu_signs
from photoclip.embed.models.model import SpeedMeasured
from photoclip.embed.models.registry import MODELS, ModelSpec, find_model, folder_model
from photoclip.embed.models.weights import check_weights, is_here, is_ready, locate
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import ModelReady


class Absence(enum.StrEnum):
    """Why a device cannot be chosen."""

    NO_GPU = "no-gpu"
    TORCH_FOR_CPU = "torch-for-cpu"
    NO_APPLE_GPU = "no-apple-gpu"
    NO_TORCH = "no-torch"


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A device by its key ("auto", "cpu", "cuda", "mps"). absence: None where it is there."""

    key: str
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """The loaded model. spec: None for one that is in no registry."""

    spec: ModelSpec | None
    ready: ModelReady
    speed: SpeedMeasured


class ModelService:
    """What the settings tell of models. Every call may take a while: for background threads."""

    def __init__(
        self, client: WorkerClient, settings: Settings, resources: Path, cache: Path
    ) -> None:
        self._client = client
        self._resources = resources
        self._cache = cache
        self.model = settings.model
        """Key of the model that runs; a preference for another holds from the next start."""
        self.device = settings.device

    def keys(self) -> ModelKeys | None:
        """What the vectors of the model that runs are stored under, by its files; None where they
        are missing or broken. Needs no worker."""
        try:
            spec = find_model(self.model)
            return locate(spec, self._resources, self._cache).keys(spec)
        except ModelError:
            return None

    def choices(self, *also: str) -> list[ModelSpec]:
        """The models whose files are on this machine, and those of ``also`` that can be read."""
        found = [one for one in MODELS if is_here(one, self._resources, self._cache)]
        for key in dict.fromkeys((self.model, *also)):
            if key not in [one.key for one in found]:
                found.extend(_known(key))
        return found

    def from_folder(self, folder: Path) -> ModelSpec:
        """The model in a folder, in the form of the starter.

        Raises ModelError with the reason, also where it could not run with what is installed.
        """
        spec = folder_model(folder)
        check_weights(spec, self._resources, self._cache)
        missing = missing_packages()
        if missing and not is_ready(spec, self._resources, self._cache):
            raise needs_torch(spec.title, missing)
        return spec

    @property
    def lacks_torch(self) -> bool:
        """Whether models without graphs, and GPUs, need packages that are not installed."""
        return bool(missing_packages())

    def devices(self) -> list[DeviceChoice]:
        """Every device with whether it is there. Whether it works shows when it is used."""
        signs = " ".join(gpu_signs())
        cuda, mps = None, None
        if "NVIDIA" not in signs and "AMD" not in signs:
            cuda = Absence.NO_GPU
        elif missing_packages():
            cuda = Absence.NO_TORCH
        elif _torch_version().endswith("+cpu"):
            cuda = Absence.TORCH_FOR_CPU
        if "Apple" not in signs:
            mps = Absence.NO_APPLE_GPU
        elif missing_packages():
            mps = Absence.NO_TORCH
        return [
            DeviceChoice("auto"),
            DeviceChoice("cpu"),
            DeviceChoice("cuda", cuda),
            DeviceChoice("mps", mps),
        ]

    def measure(self) -> ModelInUse:
        """Measure the model that runs, once it is loaded. Raises ModelError, WorkerError."""
        speed = self._client.measure_speed()
        return ModelInUse(next(iter(_known(self.model)), None), self._client.describe(), speed)


def _known(key: str) -> list[ModelSpec]:
    try:
        return [find_model(key)]
    except ModelError:
        return []


def _torch_version() -> str:
    try:
        return importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        return ""
