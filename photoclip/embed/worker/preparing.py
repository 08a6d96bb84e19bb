"""What decode threads do with one file: from the disk to the input of the model."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.core.errors import PassingError, PictureError, is_disk_full, is_passing
from photoclip.core.file_identity import FileStat, Likeness
from photoclip.core.models import PendingFile, PhotoMetadata, Problem, StageTimes
from photoclip.core.wording import Message
from photoclip.embed.models.preprocess import PreprocessSpec, to_pixels
from photoclip.embed.worker.messages import (
    FileDeferred,
    FileFailed,
    FileOutcome,
    FileRecognised,
)
from photoclip.media.decode import decode
from photoclip.media.fingerprint import read_stable
from photoclip.media.likeness import compare_pictures
from photoclip.media.thumbnails import ThumbnailStore

RECENT_HASHES = 8192


@dataclass(slots=True)
class PreparedFile:
    """A decoded file on its way to the model."""

    file: PendingFile
    content_hash: bytes
    stat: FileStat
    metadata: PhotoMetadata
    pixels: npt.NDArray[np.float32]
    times: StageTimes
    likeness: Likeness = Likeness.UNKNOWN


class _ThumbnailError(Exception):
    """A thumbnail cannot be written or read, which says nothing of its photo."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.is_disk_full = is_disk_full(error)
        self.message = Message(
            "Thumbnails cannot be kept ({reason}).", reason=error.strerror or error
        )


class RecentHashes:
    """Contents decoded a moment ago, so that a copy in the same run is not embedded twice."""

    def __init__(self, limit: int = RECENT_HASHES) -> None:
        self._limit = limit
        self._seen: OrderedDict[bytes, int] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, content_hash: bytes, file_id: int) -> bool:
        """True when no other file brought this content lately; the caller then embeds it."""
        with self._lock:
            owner = self._seen.setdefault(content_hash, file_id)
            self._seen.move_to_end(content_hash)
            if len(self._seen) > self._limit:
                self._seen.popitem(last=False)
            return owner == file_id

    def release(self, content_hash: bytes) -> None:
        """The claimed content could not be decoded: its copies try for themselves."""
        with self._lock:
            self._seen.pop(content_hash, None)


class FilePreparer:
    """One file from disk to model input: read once, hash, decode once, thumbnail, pixels."""

    def __init__(self, spec: PreprocessSpec, thumbnails: ThumbnailStore, edge: int) -> None:
        self._spec = spec
        self._thumbnails = thumbnails
        self._edge = edge
        self._recent = RecentHashes()

    def prepare(self, file: PendingFile) -> PreparedFile | FileOutcome:
        """The model input, or the outcome where no embedding is needed or possible."""
        try:
            return self._prepare(file)
        except PassingError as error:
            return FileDeferred(file.id, error.message)
        except _ThumbnailError as error:
            return FileDeferred(file.id, error.message, is_disk_full=error.is_disk_full)
        except PictureError as error:
            return FileFailed(file.id, error.problem, str(error))
        except OSError as error:
            if is_passing(error):
                reason = error.strerror or str(error)
                return FileDeferred(file.id, reason, is_disk_full=is_disk_full(error))
            return FileFailed(file.id, Problem.UNREADABLE, f"It could not be read: {error!r}.")
        except MemoryError:
            # Not in the decoder, which explains its own: what is missing says nothing of the file.
            return FileDeferred(file.id, "There was not enough memory to open this picture.")
        except Exception as error:
            # A bug or an unforeseen file: the file is set aside with its reason, the run goes on.
            return FileFailed(file.id, Problem.UNREADABLE, f"It could not be read: {error!r}.")

    def forget(self, content_hash: bytes) -> None:
        """A content got no vector after all: its copies try for themselves."""
        self._recent.release(content_hash)

    def _prepare(self, file: PendingFile) -> PreparedFile | FileOutcome:
        times = StageTimes()
        started = time.perf_counter()
        data, content_hash, stat = read_stable(file.path, None)
        times.read = time.perf_counter() - started
        is_copy = not self._recent.claim(content_hash, file.id) and not file.is_forced
        if content_hash in (*file.known_hashes, file.former_hash) or is_copy:
            return FileRecognised(file.id, content_hash, stat, times)
        try:
            return self._decode(file, data, content_hash, stat, times)
        except BaseException:
            self._recent.release(content_hash)
            raise

    def _decode(
        self,
        file: PendingFile,
        data: bytes | None,
        content_hash: bytes,
        stat: FileStat,
        times: StageTimes,
    ) -> PreparedFile:
        started = time.perf_counter()
        name = Path(file.path).name
        picture = decode(data or file.path, name, min_edge=2 * max(self._spec.size))
        decoded = time.perf_counter()
        try:
            thumbnail = self._thumbnails.write(content_hash, picture.image, self._edge)
            likeness = self._likeness(file, thumbnail)
        except OSError as error:
            if error.errno is None:  # Pillow's, about the picture, and not the system's
                raise
            raise _ThumbnailError(error) from error
        written = time.perf_counter()
        pixels = to_pixels(picture.image, self._spec)
        times.decode = decoded - started
        times.thumbnail = written - decoded
        times.prepare = time.perf_counter() - written
        return PreparedFile(file, content_hash, stat, picture.metadata, pixels, times, likeness)

    def _likeness(self, file: PendingFile, thumbnail: bytes) -> Likeness:
        if file.former_hash is None:
            return Likeness.UNKNOWN
        former = self._thumbnails.read(file.former_hash)
        return Likeness.UNKNOWN if former is None else compare_pictures(former, thumbnail)
