"""Pictures for looking at them in full, where only the worker can decode the file."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.errors import PictureError
from photoclip.core.own_files import temporary_folder
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import MakePreview
from photoclip.media.previews import PreviewStore, edge_for
from photoclip.media.thumbnails import ThumbnailStore
from photoclip.services.tasks import CancelToken, TaskRunner

TRIM_EVERY = 25
"""Previews between two looks at the size of the store: it may outgrow its limit by so many."""


class PreviewService:
    """Makes previews, keeps them on disk, and cleans up behind killed workers."""

    def __init__(
        self,
        client: WorkerClient,
        store: PreviewStore,
        thumbnails: ThumbnailStore,
        tasks: TaskRunner,
        thumbnail_edge: int,
    ) -> None:
        self._client = client
        self._store = store
        self._thumbnails = thumbnails
        self._tasks = tasks
        self._thumbnail_edge = thumbnail_edge
        self._lock = threading.Lock()
        self._made = 0

    def preview(
        self,
        path: str,
        content_hash: bytes,
        pixels: int | None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Path | None:
        """A JPEG file of the upright picture in sRGB whose longest edge fills ``pixels``.

        pixels: None for the picture in full. is_wanted: asked before the work begins; None is
        returned where it says no. Takes up to seconds. Raises PictureError, WorkerError,
        DiskFullError.
        """
        edge = None if pixels is None else edge_for(pixels)
        found = self._store.find(content_hash, edge)
        if found is not None:
            return found
        # One at a time, so that what is waited for can be dropped when nobody wants it any more.
        with self._lock:
            if not is_wanted():
                return None
            target = self._store.path_for(content_hash, edge)
            self._client.make_preview(MakePreview(path, edge, str(target)))
            self._made += 1
            is_due = self._made % TRIM_EVERY == 1
        if is_due:
            self._tasks.submit("trim previews", self._trim)
        return target

    def restore_thumbnail(self, path: str, content_hash: bytes) -> None:
        """Make a thumbnail again that somebody deleted; nothing happens where it is still there.

        Takes up to seconds. Raises PictureError, WorkerError, DiskFullError.
        """
        if not self._thumbnails.has(content_hash):
            target = str(self._thumbnails.path_for(content_hash))
            self._client.make_preview(MakePreview(path, self._thumbnail_edge, target))

    def restore_thumbnails(
        self, missing: Iterable[tuple[str, bytes]], token: CancelToken | None = None
    ) -> int:
        """The same for many photos, each a path and a content hash; how many were made.

        A photo that cannot be read now keeps none. Raises WorkerError, DiskFullError.
        """
        made = 0
        for path, content_hash in missing:
            if token is not None and token.is_cancelled:
                break
            with contextlib.suppress(PictureError):
                self.restore_thumbnail(path, content_hash)
                made += 1
        return made

    def small_picture(self, path: str, edge: int) -> bytes:
        """A JPEG of any picture file, longest edge at most ``edge`` pixels; nothing is kept of it.

        Takes up to seconds. Raises PictureError, WorkerError, DiskFullError.
        """
        with temporary_folder("photoclip-") as folder:
            target = folder / "small.jpg"
            self._client.make_preview(MakePreview(path, edge, str(target)))
            return target.read_bytes()

    def clean_up(self) -> None:
        """Delete in the background what killed workers left, and previews above the limit."""
        self._tasks.submit("clean caches", self._clean)

    def _trim(self, token: CancelToken) -> int:
        return self._store.trim(lambda: token.is_cancelled)

    def _clean(self, token: CancelToken) -> None:
        self._thumbnails.clean(lambda: token.is_cancelled)
        self._trim(token)


def missing_thumbnails(catalog: Catalog, thumbnails: ThumbnailStore) -> Iterator[tuple[str, bytes]]:
    """Path and content hash of the photos whose thumbnail somebody deleted."""
    there = thumbnails.known()
    hashes = catalog.albums.hashes(catalog.photos.present_ids().tolist())
    for photo_id, content_hash in hashes.items():
        if content_hash not in there:
            for path in catalog.photos.paths_of([photo_id], None).get(photo_id, [])[:1]:
                yield path, content_hash
