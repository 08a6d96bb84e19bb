"""The vectors that the starter model's makers published, to check others against."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from photoclip.embed.models.preprocess import PreprocessSpec, to_pixels
from photoclip.embed.models.registry import find_model

Rows = npt.NDArray[np.float32]

RESOURCES = Path(__file__).parents[2] / "resources"

BARE = replace(find_model("starter"), key="bare", identity="")
"""The starter model where its folder has no graphs: it has to be exported, like any other."""


def make_bare(resources: Path) -> Path:
    """A resources folder in which the starter model has no graphs."""
    folder = resources / "models" / "starter"
    folder.mkdir(parents=True)
    for path in (RESOURCES / "models" / "starter").iterdir():
        if path.suffix != ".onnx":
            shutil.copy(path, folder)
    (resources / "sample-photos").symlink_to(RESOURCES / "sample-photos")
    return resources


class Truth:
    """The vectors that reference.json gives for sample photos and texts."""

    def __init__(self, spec: PreprocessSpec) -> None:
        found = json.loads((RESOURCES / "models" / "starter" / "reference.json").read_text())
        self.texts: list[str] = list(found["texts"])
        self.text_vectors: Rows = np.array(list(found["texts"].values()), dtype=np.float32)
        self.image_vectors: Rows = np.array(list(found["images"].values()), dtype=np.float32)
        photos = [RESOURCES / "sample-photos" / name for name in found["images"]]
        self.pixels: Rows = np.stack([to_pixels(Image.open(path), spec) for path in photos])
        self.logit_scale: float = found["logit_scale"]
        self.logit_bias: float = found["logit_bias"]
