"""Thumbnails on disk: a cache by content hash, which may be deleted at any moment."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip.media.whole_files import remove_leftovers, write_whole

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 82


def make_thumbnail(image: Image.Image, edge: int) -> Image.Image:
    """``image`` with its longest edge at most ``edge`` pixels, never enlarged."""
    # The app process, which only looks up where thumbnails lie, need not load Pillow for that.
    from PIL import Image

    longest = max(image.size)
    if longest <= edge:
        return image
    size = tuple(max(1, round(side * edge / longest)) for side in image.size)
    # The gap lets a cheap box filter do the first part; at 2 no difference is seen.
    return image.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=2.0)


class ThumbnailStore:
    """JPEG files under ``directory``, in 256 subdirectories so that none grows too large.

    Safe from any number of threads and processes: a file appears whole or not at all.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def path_for(self, content_hash: bytes) -> Path:
        """Where the thumbnail of this content lies, or would lie."""
        name = content_hash.hex()
        return self._directory / name[:2] / f"{name}.jpg"

    def has(self, content_hash: bytes) -> bool:
        """Whether there is a thumbnail of this content."""
        return self.path_for(content_hash).is_file()

    def known(self) -> set[bytes]:
        """The content hashes of all thumbnails that are there."""
        found = set()
        for _, _, names in os.walk(self._directory):
            for name in names:
                with contextlib.suppress(ValueError):
                    found.add(bytes.fromhex(name.removesuffix(".jpg")))
        return found

    def write(self, content_hash: bytes, image: Image.Image, edge: int) -> bytes:
        """Store a thumbnail of an RGB ``image``, longest edge at most ``edge`` pixels.

        Returns what was written, a JPEG file. Raises OSError as it comes: ENOSPC means that the
        disk is full.
        """
        encoded = io.BytesIO()
        make_thumbnail(image, edge).save(encoded, "JPEG", quality=QUALITY)
        write_whole(self.path_for(content_hash), encoded.getvalue())
        return encoded.getvalue()

    def read(self, content_hash: bytes) -> bytes | None:
        """The JPEG file's bytes, None where there is no thumbnail."""
        try:
            return self.path_for(content_hash).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, content_hash: bytes) -> None:
        """Delete the thumbnail; none is fine."""
        self.path_for(content_hash).unlink(missing_ok=True)

    def clear(self) -> None:
        """Delete all thumbnails. Views have them made again, one by one."""
        for directory, _, names in os.walk(self._directory):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(os.path.join(directory, name))

    def clean(self, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Delete what a worker that was killed in the middle left; how many files."""
        return remove_leftovers(self._directory, is_stopped=is_stopped)

    def size_bytes(self) -> int:
        """Bytes that all thumbnails take, left-over temporary files included."""
        total = 0
        for directory, _, names in os.walk(self._directory):
            for name in names:
                with contextlib.suppress(FileNotFoundError):
                    total += os.stat(os.path.join(directory, name)).st_size
        return total
