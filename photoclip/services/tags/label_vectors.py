"""Text vectors of labels, embedded once by the worker and kept in a cache that may be deleted."""

from __future__ import annotations

import hashlib
import logging
import math
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from photoclip.core.models import Vectors
from photoclip.core.own_files import make_folder, make_private
from photoclip.embed.models.prompts import EmbedTexts, embed_label
from photoclip.embed.worker.messages import ModelReady

log = logging.getLogger(__name__)

SAVE_EVERY = 64

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """What is known of one model under one set of templates; scale and bias as trained."""

    vectors: dict[str, Vectors]
    logit_scale: float
    logit_bias: float | None


class LabelVectors:
    """Vectors by text, for one model and one set of templates.

    folders: where files of vectors may lie; the first is written to, the others only read. A
    broken file counts as none.
    """

    def __init__(self, folders: Sequence[Path], model_key: str, templates: Sequence[str]) -> None:
        digest = hashlib.blake2b("\n".join((model_key, *templates)).encode(), digest_size=6)
        readable = re.sub(r"[^\w.-]+", "-", model_key)[:40]
        self._templates = tuple(templates)
        self._paths = [folder / f"{readable}-{digest.hexdigest()}.npz" for folder in folders]
        self._known = _merge(filter(None, map(_read, self._paths)))

    @property
    def path(self) -> Path:
        """Where new vectors are kept."""
        return self._paths[0]

    @property
    def known(self) -> KnownTexts | None:
        """Everything that was embedded before, None where nothing was."""
        return self._known

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Those of the texts that have no vector yet."""
        vectors = {} if self._known is None else self._known.vectors
        return [one for one in dict.fromkeys(texts) if one not in vectors]

    def embed(
        self,
        texts: Iterable[str],
        model: ModelReady,
        embed_texts: EmbedTexts,
        *,
        is_cancelled: Callable[[], bool] = lambda: False,
        progress: Progress = lambda *_: None,
    ) -> bool:
        """Embed what is missing and keep it; False when it was cancelled, what is done is kept.

        Raises ModelError or WorkerError.
        """
        vectors = {} if self._known is None else dict(self._known.vectors)
        missing = self.missing(texts)
        try:
            for done, text in enumerate(missing):
                if is_cancelled():
                    return False
                progress(done, len(missing))
                vectors[text] = embed_label(embed_texts, text, self._templates)
                if done % SAVE_EVERY == SAVE_EVERY - 1:
                    self._keep(KnownTexts(vectors, model.logit_scale, model.logit_bias))
        finally:
            if missing:
                self._keep(KnownTexts(vectors, model.logit_scale, model.logit_bias))
        return True

    def matrix(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, d), unit length, of texts that are all known."""
        assert self._known is not None
        rows: Vectors = np.stack([self._known.vectors[one] for one in texts]).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    def _keep(self, known: KnownTexts) -> None:
        self._known = known if known.vectors else None
        if not known.vectors:
            return
        path = self._paths[0]
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        try:
            make_folder(path.parent)
            make_private(partial)
            write_vectors(partial, known)
            os.replace(partial, path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            log.warning("the vectors of labels are not kept: %s", error)


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


def _read(path: Path) -> KnownTexts | None:
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


def _merge(parts: Iterable[KnownTexts]) -> KnownTexts | None:
    merged: KnownTexts | None = None
    for part in parts:
        vectors = part.vectors if merged is None else part.vectors | merged.vectors
        merged = KnownTexts(vectors, part.logit_scale, part.logit_bias)
    return merged
