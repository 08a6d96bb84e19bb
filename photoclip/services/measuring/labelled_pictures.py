"""Pictures in folders named by what they show, embedded in memory: no library is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from photoclip.core.errors import FolderError
from photoclip.core.file_identity import FileStat
from photoclip.core.models import PendingFile, Vectors
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import FileEmbedded, FileFailed
from photoclip.media.formats import is_picture_name

COLLECT_WAIT_S = 0.2

Progress = Callable[[int, int], None]
"""Told how many pictures are done, of how many."""


@dataclass(frozen=True, slots=True)
class LabelledPictures:
    """folders: their names, in order. truth: int64 (n,), a place in ``folders``.

    vectors: float32 (n, d), unit length, in the order of ``paths``. skipped: sentences about
    files that could not be read.
    """

    folders: tuple[str, ...]
    paths: tuple[str, ...]
    truth: tuple[int, ...]
    vectors: Vectors
    skipped: tuple[str, ...] = field(default=())


def label_of_folder(name: str) -> str:
    """The label that a folder's name stands for, the same for every measurement.

    Underscores and hyphens are spaces and capitals count for nothing: "Polar_Bear" and
    "polar-bear" are both "polar bear".
    """
    return " ".join(name.replace("_", " ").replace("-", " ").lower().split())


def labelled_folders(root: Path) -> dict[str, list[str]]:
    """Pictures by the folder right below ``root`` that holds them, at any depth; none is empty.

    Raises FolderError where there is no such folder, or no picture in any.
    """
    if root.exists() and not root.is_dir():
        raise FolderError(
            f"{root} is a file, not a folder.", f"Choose the folder that holds it: {root.parent}"
        )
    if not root.is_dir():
        raise FolderError(f"The folder {root} does not exist.", "Check its name.")
    found = {
        one.name: sorted(_pictures(one))
        for one in sorted(root.iterdir())
        if one.is_dir() and not one.name.startswith(".")
    }
    found = {name: paths for name, paths in found.items() if paths}
    if not found:
        raise FolderError(
            f"There are no folders with pictures in {root}.",
            "Put the pictures of each label in a folder of its name.",
        )
    return found


def _pictures(folder: Path) -> Iterator[str]:
    for place, directories, names in os.walk(folder):
        directories[:] = [one for one in directories if not one.startswith(".")]
        yield from (os.path.join(place, name) for name in names if is_picture_name(name))


def embed_folders(
    client: WorkerClient, folders: dict[str, list[str]], progress: Progress = lambda *_: None
) -> LabelledPictures:
    """Embed every picture once. Raises ModelError, WorkerError, and FolderError when none can."""
    wanted = [(path, place) for place, paths in enumerate(folders.values()) for path in paths]
    waiting = list(range(len(wanted)))[::-1]
    vectors: dict[int, Vectors] = {}
    skipped: list[str] = []
    while waiting or client.under_way:
        while waiting and client.free_places:
            number = waiting.pop()
            # Forced: two copies of a picture count twice, as they lie there.
            client.submit(PendingFile(number, wanted[number][0], FileStat(0, 0), is_forced=True))
        for outcome in client.collect(COLLECT_WAIT_S):
            if isinstance(outcome, FileEmbedded):
                vectors[outcome.file_id] = outcome.vector.astype(np.float32)
            elif isinstance(outcome, FileFailed):
                skipped.append(f"{wanted[outcome.file_id][0]}: {outcome.message}")
        progress(len(vectors) + len(skipped), len(wanted))
    if not vectors:
        raise FolderError(f"None of the {len(wanted):,} pictures could be read.", skipped[0])
    order = sorted(vectors)
    return LabelledPictures(
        tuple(folders),
        tuple(wanted[one][0] for one in order),
        tuple(wanted[one][1] for one in order),
        np.stack([vectors[one] for one in order]),
        tuple(skipped),
    )
