"""Previews on disk: pictures that only the worker can decode, for looking at them in full.

A cache by content hash like the thumbnails, but bounded: the ones that were looked at least
recently go first.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip.media.whole_files import remove_leftovers

if TYPE_CHECKING:
    from PIL import Image

LIMIT_BYTES = 500 << 20
QUALITY = 92
EDGES = (1600, 2560, 3840)
"""Longest edges in pixels: few, so that a window of another size finds what is there."""


def edge_for(pixels: int) -> int | None:
    """The edge that fills ``pixels`` of a screen, None where only the full picture does."""
    return next((edge for edge in EDGES if edge >= pixels), None)


def encode_preview(image: Image.Image) -> bytes:
    """``image`` (RGB, sRGB) as JPEG with full colour resolution, without a visible loss."""
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=QUALITY, subsampling=0)
    return encoded.getvalue()


class PreviewStore:
    """JPEG files under ``directory``. Safe from any number of threads and processes."""

    def __init__(self, directory: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._directory = directory
        self._limit = limit_bytes

    def path_for(self, content_hash: bytes, edge: int | None) -> Path:
        """Where the preview of this edge (None: in full size) lies, or would lie."""
        size = "full" if edge is None else str(edge)
        name = content_hash.hex()
        return self._directory / name[:2] / f"{name}-{size}.jpg"

    def find(self, content_hash: bytes, edge: int | None) -> Path | None:
        """The preview's file, None where there is none. It counts as looked at now."""
        path = self.path_for(content_hash, edge)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def trim(self, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Bring the store below its limit and delete leftovers; how many previews were deleted."""
        remove_leftovers(self._directory, is_stopped=is_stopped)
        kept = sorted(self._files(), reverse=True)
        room, removed = self._limit, 0
        for _, size, path in kept:
            room -= size
            if room < 0 and not is_stopped():
                with contextlib.suppress(OSError):
                    os.unlink(path)
                    removed += 1
        return removed

    def size_bytes(self) -> int:
        """Bytes that all previews take."""
        return sum(size for _, size, _ in self._files())

    def _files(self) -> list[tuple[float, int, str]]:
        """When each was last looked at, its bytes, and where it lies."""
        found = []
        for folder, _, names in os.walk(self._directory):
            for name in names:
                path = os.path.join(folder, name)
                with contextlib.suppress(OSError):
                    status = os.stat(path)
                    found.append((status.st_mtime, status.st_size, path))
        return found
