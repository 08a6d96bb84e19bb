"""Text vectors in a file: by text, for one model, with its scale and bias."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from photoclip.core.models import Vectors

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """What is known of one model under one set of templates; scale and bias as trained."""

    vectors: dict[str, Vectors]
    logit_scale: float
    logit_bias: float | None


def write_vectors(path: Path, known: KnownTexts) -> None:
    """Write vectors as float16 with the model's scale and bias (NaN for none)."""
    bias = math.nan if known.logit_bias is None else known.logit_bias
    with path.open("wb") as file:
        np.savez(
            file,
            texts=np.array(list(known.vectors), dtype=np.str_),
            vectors=np.stack(list(known.vectors.values())).astype(np.float16),
            logits=np.array([known.logit_scale, bias]),
        )


def read_vectors(path: Path) -> KnownTexts | None:
    """What a file holds; None where there is none, or a broken one."""
    try:
        # Opened here, since numpy leaves a file open that turns out to be no archive.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
            texts, vectors, logits = data["texts"].tolist(), data["vectors"], data["logits"]
        scale, bias = (float(one) for one in logits)
        is_whole = vectors.ndim == 2 and 0 < len(texts) == len(vectors)
        # A row of zeros has no direction, so no cosine either.
        if not (is_whole and np.isfinite(vectors).all() and vectors.any(axis=1).all()):
            raise ValueError("its parts do not fit together")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        log.warning("%s is passed over: %s", path, error)
        return None
    rows = vectors.astype(np.float32)
    return KnownTexts(
        dict(zip(texts, rows, strict=True)), scale, None if math.isnan(bias) else bias
    )


def merge_vectors(parts: Iterable[KnownTexts]) -> KnownTexts | None:
    """All of them as one; the first that has a text counts."""
    merged: KnownTexts | None = None
    for part in parts:
        vectors = part.vectors if merged is None else part.vectors | merged.vectors
        merged = KnownTexts(vectors, part.logit_scale, part.logit_bias)
    return merged
