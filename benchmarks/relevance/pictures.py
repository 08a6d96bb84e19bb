"""The labelled pictures, the sample photos and the cut-outs, with their vectors and captions."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.views import original_of
from photoclip import Library

RESOURCES = Path(__file__).parent.parent.parent / "resources"
SAMPLES = RESOURCES / "sample-photos"

FOLDERS = ("things", "rooms", "weather", "captioned", "samples")
VIEWS = "views"
"""Cut-outs of all folders: more pictures of the same kinds, to make a library large."""

Vectors = npt.NDArray[np.float32]


@dataclass
class Pictures:
    """All pictures. names: "folder/label/file" or "captioned/file". captions: by name.

    originals: (n,), of each picture the name that a cut-out has in common with its original.
    """

    names: list[str]
    vectors: Vectors
    captions: dict[str, list[str]]
    said: dict[str, tuple[str, npt.NDArray[np.int64]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folders = np.array([name.split("/")[0] for name in self.names])
        self.labels = np.array([name.split("/")[1] for name in self.names])
        self.originals = np.array([original_of(name.split("/")[-1]) for name in self.names])


def load_pictures(library: Library, labelled: Path, views: Path) -> Pictures:
    """Take the folders in (what is known already costs nothing) and read the vectors."""
    library.index([labelled, SAMPLES, views])
    (model,) = library._catalog.models.list()
    batch = library._catalog.vectors.load(model.id)
    paths = library._catalog.photos.paths_of(batch.photo_ids.tolist(), None)
    names = [_name(Path(paths[one][0]), labelled, views) for one in batch.photo_ids.tolist()]
    captions: dict[str, list[str]] = defaultdict(list)
    for path, prefix in ((labelled / "captions.csv", ""), (SAMPLES / "photos.csv", "samples//")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                captions[prefix + row["file"]].append(row["caption"])
    return Pictures(names, batch.vectors.astype(np.float32), captions)


def _name(path: Path, labelled: Path, views: Path) -> str:
    if path.is_relative_to(labelled):
        return path.relative_to(labelled).as_posix()
    return f"{VIEWS if path.is_relative_to(views) else 'samples'}//{path.name}"
