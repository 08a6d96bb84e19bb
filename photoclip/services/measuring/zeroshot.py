"""Zero-shot classification of labelled pictures, with an ensemble and with one prompt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photoclip.core.errors import LabelError
from photoclip.core.models import Vectors
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.embed.models.prompts import embed_label, load_templates, read_templates
from photoclip.embed.worker.client import WorkerClient
from photoclip.relevance.classification import ClassificationFigures, classify
from photoclip.services.measuring.labelled_pictures import (
    Progress,
    embed_folders,
    label_of_folder,
    labelled_folders,
)

SINGLE = "simple"


@dataclass(frozen=True, slots=True)
class ZeroShotReport:
    """labels: (folder, text that stands for it). templates: name and number of those used.

    figures: with all templates together. single: with "a photo of a …" alone, for comparison.
    """

    model: str
    labels: tuple[tuple[str, str], ...]
    templates: str
    template_count: int
    figures: ClassificationFigures
    single: ClassificationFigures
    skipped: tuple[str, ...]


def named_templates(resources: Path, name: str) -> tuple[str, ...]:
    """ "openai80", "simple", or the path of a file with one template a line. Raises ModelError."""
    if (resources / "prompts" / f"{name}.txt").is_file():
        return load_templates(resources, name)
    return read_templates(Path(name).expanduser(), "Use openai80, simple, or a file of your own.")


def read_label_texts(path: Path, folders: Sequence[str]) -> list[tuple[str, str]]:
    """(folder, label text) for every label of a file.

    A line is ``folder,label text``, or a label alone, which stands for the folder of that name.
    Labels without a folder take part as wrong answers. Raises LabelError when the file cannot be
    read, names a folder twice, or leaves out one that has pictures.
    """
    try:
        lines = read_small_text(path.expanduser(), MOST_LIST_BYTES).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(
            f"The labels {path} cannot be read: {error}.", "Write one label a line, in UTF-8."
        ) from error
    labels = [_label_of(line.strip(), folders) for line in lines if line.strip()]
    names = [name for name, _ in labels]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise LabelError(f"The labels {path} name “{twice}” twice.", "Remove one of the two lines.")
    missing = sorted(set(folders) - set(names))
    if missing:
        raise LabelError(
            f"The labels {path} say nothing about the folder “{missing[0]}”.",
            "Add a line “folder,label text” for each folder.",
        )
    return labels


def _label_of(line: str, folders: Sequence[str]) -> tuple[str, str]:
    # The name of a folder may have a comma too.
    name, comma, text = (line, "", "") if line in folders else line.partition(",")
    return name.strip(), text.strip() if comma and text.strip() else label_of_folder(name)


def labels_of_folders(folders: Iterable[str]) -> list[tuple[str, str]]:
    """(folder, label text) by the names of the folders alone. Raises LabelError where two folders
    stand for the same label: a picture of one would be wrong in the other."""
    owners: dict[str, str] = {}
    for name in folders:
        other = owners.setdefault(label_of_folder(name), name)
        if other != name:
            raise LabelError(
                f"The folders “{other}” and “{name}” stand for the same label.",
                "Put their pictures together, or tell them apart with --labels.",
            )
    return [(folder, text) for text, folder in owners.items()]


class ZeroShotService:
    """Classifies labelled pictures in memory; the worker embeds, no library is touched."""

    def __init__(self, client: WorkerClient, resources: Path) -> None:
        self._client = client
        self._resources = resources

    def run(
        self,
        pictures: Path,
        *,
        labels: Path | None = None,
        templates: str = "openai80",
        progress: Progress = lambda *_: None,
    ) -> ZeroShotReport:
        """Figures for the folders in ``pictures``, which are named by label.

        Raises FolderError, LabelError, ModelError, WorkerError.
        """
        chosen = named_templates(self._resources, templates)
        single = load_templates(self._resources, SINGLE)
        folders = labelled_folders(pictures)
        pairs = (
            labels_of_folders(folders)
            if labels is None
            else read_label_texts(labels, list(folders))
        )
        self._client.start()
        embedded = embed_folders(self._client, folders, progress)
        places = {name: place for place, (name, _) in enumerate(pairs)}
        truth = [places[embedded.folders[one]] for one in embedded.truth]
        figures, alone = (
            classify(embedded.vectors, truth, self._classes([text for _, text in pairs], some))
            for some in (chosen, single)
        )
        return ZeroShotReport(
            self._client.describe().keys.texts,
            tuple(pairs),
            templates,
            len(chosen),
            figures,
            alone,
            embedded.skipped,
        )

    def _classes(self, texts: Sequence[str], templates: Sequence[str]) -> Vectors:
        return np.stack([embed_label(self._client.embed_texts, text, templates) for text in texts])
