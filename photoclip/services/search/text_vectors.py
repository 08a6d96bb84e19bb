"""Vectors of texts, each embedded once: what was asked a moment ago is known by heart."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from photoclip.core.models import Vectors
from photoclip.core.own_files import make_folder, make_private
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import ModelReady
from photoclip.services.search.vector_file import KnownTexts, read_vectors, write_vectors

log = logging.getLogger(__name__)

KEPT = 2048
"""Texts that are kept in memory: 4 MiB of vectors of 512 numbers."""

KEPT_PICTURES = 16
LABELS_AT_ONCE = 32

K = TypeVar("K")
V = TypeVar("V")


class TextVectors:
    """What one model makes of texts; any thread may ask.

    folder: where the vectors of label names are kept for the next start; a cache that may be
    deleted. Two threads that ask for the same new text at once may both have it embedded.
    """

    def __init__(self, client: WorkerClient, folder: Path) -> None:
        self._client = client
        self._folder = folder
        self._lock = threading.Lock()
        self._texts: OrderedDict[tuple[str, str], Vectors] = OrderedDict()
        self._words_read: OrderedDict[tuple[str, str], int | None] = OrderedDict()
        self._pictures: OrderedDict[tuple[object, ...], Vectors] = OrderedDict()
        self._names: dict[str, dict[str, Vectors]] = {}

    def embed(self, texts: Sequence[str], *, is_typed: bool = False) -> Vectors:
        """float32 (n, d), unit length; those not known yet in one call of the worker.

        is_typed: a person waits for it, so pictures give way. Raises ModelError, WorkerError.
        """
        ready = self._client.describe()
        key = ready.keys.texts
        with self._lock:
            found = {one: self._texts.get((key, one)) for one in texts}
        new = [one for one, vector in found.items() if vector is None]
        if new:
            made = self._client.embed_texts(new, is_typed=is_typed)
            found.update(zip(new, made, strict=True))
        rows = [one for one in (found[text] for text in texts) if one is not None]
        with self._lock:
            for text, row in zip(texts, rows, strict=True):
                _keep(self._texts, (key, text), row, KEPT)
        return np.stack(rows) if rows else np.empty((0, ready.dim), np.float32)

    def embed_names(self, names: Sequence[str]) -> Vectors:
        """The same for many names of labels, which are kept on the disk as well."""
        ready = self._client.describe()
        known = self._known_names(ready.keys.texts)
        new = [one for one in dict.fromkeys(names) if one not in known]
        # In portions, so that a search in between does not wait for all of them.
        for start in range(0, len(new), LABELS_AT_ONCE):
            some = new[start : start + LABELS_AT_ONCE]
            known = {**known, **dict(zip(some, self._client.embed_texts(some), strict=True))}
        if new:
            with self._lock:
                self._names[ready.keys.texts] = known
            self._write_names(ready, known)
        return np.stack([known[one] for one in names])

    def words_read(self, text: str) -> int | None:
        """How many words at the beginning of a text the model reads; None where it reads all."""
        key = (self._client.describe().keys.texts, text)
        with self._lock:
            if key in self._words_read:
                return self._words_read[key]
        found = self._client.words_read(text)
        with self._lock:
            _keep(self._words_read, key, found, KEPT)
        return found

    def embed_picture(self, path: str) -> Vectors:
        """float32 (d,), unit length, of a picture file; read again when the file has changed.

        Raises PictureError, ModelError, WorkerError.
        """
        key = (self._client.describe().keys.pictures, path, *_stat(path))
        with self._lock:
            known = self._pictures.get(key)
        if known is None:
            known = self._client.embed_picture(path)
            with self._lock:
                _keep(self._pictures, key, known, KEPT_PICTURES)
        return known

    def _known_names(self, key: str) -> dict[str, Vectors]:
        with self._lock:
            known = self._names.get(key)
        if known is None:
            kept = read_vectors(self._path(key))
            known = {} if kept is None else kept.vectors
            with self._lock:
                self._names[key] = known
        return known

    def _write_names(self, ready: ModelReady, known: dict[str, Vectors]) -> None:
        path = self._path(ready.keys.texts)
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        try:
            make_folder(path.parent)
            make_private(partial)
            write_vectors(partial, KnownTexts(known, ready.logit_scale, ready.logit_bias))
            os.replace(partial, path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            log.warning("the vectors of label names are not kept: %s", error)

    def _path(self, key: str) -> Path:
        digest = hashlib.blake2b(key.encode(), digest_size=6).hexdigest()
        readable = re.sub(r"[^\w.-]+", "-", key)[:40]
        return self._folder / f"names-{readable}-{digest}.npz"


def _keep(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > most:
        kept.popitem(last=False)


def _stat(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return (0, 0)
    return status.st_size, status.st_mtime_ns
