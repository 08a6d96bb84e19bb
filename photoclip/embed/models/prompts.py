"""Prompt ensembles: one vector for a label from many sentences about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from photoclip.core.errors import ModelError
from photoclip.core.models import Vectors
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.core.wording import Message

EmbedTexts = Callable[[Sequence[str]], Vectors]

PLACEHOLDER = "{c}"


def load_templates(resources: Path, name: str = "openai80") -> tuple[str, ...]:
    """The templates of ``prompts/NAME.txt``: one a line, the label written ``{c}``, # comments.

    Raises ModelError when the file is missing, empty, or a line names no label.
    """
    path = resources / "prompts" / f"{name}.txt"
    return read_templates(path, "Install PhotoClip again.")


def read_templates(path: Path, hint: str = "Choose another file.") -> tuple[str, ...]:
    """The same from any file; ``{}`` stands for the label as well."""
    try:
        lines = read_small_text(path, MOST_LIST_BYTES).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            Message(
                "The prompt templates {name!r} cannot be read: {error}.",
                name=path.name,
                error=error,
            ),
            hint,
        ) from error
    templates = tuple(
        line.strip().replace("{}", PLACEHOLDER)
        for line in lines
        if line.strip() and not line.startswith("#")
    )
    if not templates or any(PLACEHOLDER not in line for line in templates):
        raise ModelError(
            Message(
                "The prompt templates {name!r} must each contain {placeholder}.",
                name=path.name,
                placeholder=PLACEHOLDER,
            ),
            hint,
        )
    return templates


def embed_label(embed_texts: EmbedTexts, label: str, templates: Sequence[str]) -> Vectors:
    """float32 (d,), unit length: the mean of the unit vectors of all prompts, normalised.

    Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision",
    section 3.1.4: the ensemble is built over the embedding space, not over probabilities.
    """
    vectors = embed_texts([template.replace(PLACEHOLDER, label) for template in templates])
    mean: Vectors = vectors.mean(axis=0, dtype=np.float32)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)
