"""Text vectors of labels, embedded once by the worker and kept in a cache that may be deleted."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from photoclip.core.models import Vectors
from photoclip.core.own_files import make_folder, make_private
from photoclip.embed.models.prompts import EmbedTexts, embed_label
from photoclip.embed.worker.messages import ModelReady
from photoclip.services.search.vector_file import (
    KnownTexts,
    merge_vectors,
    read_vectors,
    write_vectors,
)

log = logging.getLogger(__name__)

SAVE_EVERY = 64

Progress = Callable[[int, int], None]


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
        self._known = merge_vectors(filter(None, map(read_vectors, self._paths)))

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
