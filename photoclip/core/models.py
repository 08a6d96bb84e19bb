"""The nouns of the application, as frozen dataclasses without behaviour that needs I/O.

Paths are ``str`` or ``Path`` as the operating system names them; names that are not valid UTF-8
carry surrogate escapes (PEP 383), so a path always leads back to its file.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.core.advice import QueryAdvice
from photoclip.core.file_identity import FileStat

Vectors = npt.NDArray[np.float32]
"""float32 (n, d): one unit-length embedding a row, or (d,) for a single one."""

StoredVectors = npt.NDArray[np.float16]
"""float16 (n, d): embeddings as the catalog keeps them."""

PhotoIds = npt.NDArray[np.int64]
"""int64 (n,): primary keys of photos."""

Scores = npt.NDArray[np.float32]
"""float32 (n,): cosine similarities in [-1, 1]."""

Probabilities = npt.NDArray[np.float32]
"""float32 (n,): probabilities in [0, 1]."""

CONTENT_HASH_BYTES = 16
"""Length of a content hash: BLAKE2b (RFC 7693) with a 128-bit digest over the whole file."""


class FileState(enum.StrEnum):
    """Where a file stands on its way into the library."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class Problem(enum.StrEnum):
    """Why a file could not be taken in; the value is stored, so it never changes."""

    EMPTY = "empty"
    TRUNCATED = "truncated"
    NOT_A_PICTURE = "not-a-picture"
    TOO_LARGE = "too-large"
    PERMISSION = "permission"
    VANISHED = "vanished"
    CHANGING = "changing"
    CRASHED = "crashed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the person asked PhotoClip to watch."""

    id: int
    path: Path
    added_at: datetime
    is_offline: bool = False


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the catalog remembers of a file, enough to see whether it changed.

    volume: the file system on which its directory was, "" where that is not known. is_away: that
    file system was not there at the last look.
    """

    id: int
    stat: FileStat
    state: FileState
    photo_id: int | None
    volume: str = ""
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class KnownContent:
    """A file of the catalog with its content hash, None while it is not taken in.

    directory: relative to its folder.
    """

    directory: str
    name: str
    stat: FileStat
    content_hash: bytes | None


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A picture file that a scan met: directory is relative to the folder, "" for its top.

    volume: a stable name of the file system on which the directory lies, "" where it has none.
    """

    directory: str
    name: str
    stat: FileStat
    volume: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryScan:
    """The difference between one directory on disk and the same directory in the catalog.

    touched: size and time are as they were, but not all of the identity. renewed: nothing differs,
    but more is known of it now. gone, away: ids of files that are not there any more, and of those
    whose file system is not there. unchanged: how many are as they were.
    """

    directory: str
    added: tuple[FoundFile, ...] = ()
    changed: tuple[FoundFile, ...] = ()
    gone: tuple[int, ...] = ()
    unchanged: int = 0
    problems: tuple[ScanProblem, ...] = ()
    touched: tuple[FoundFile, ...] = ()
    renewed: tuple[FoundFile, ...] = ()
    away: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanProblem:
    """A directory or entry that could not be looked at, with a sentence for the person."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class PendingFile:
    """A file that waits for the worker.

    known_hashes: content hashes of photos of the very same size that already have a vector of
    the active model: if the file turns out to be one of them, reading it is enough.
    is_forced: embed it even if the worker has seen the same content a moment ago.
    former_hash: the content hash of the photo that it was, to be compared with: if it still is,
    reading it is enough too.
    """

    id: int
    path: str
    stat: FileStat
    known_hashes: tuple[bytes, ...] = ()
    is_forced: bool = False
    former_hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """What a picture says of itself. Sizes in pixels of the upright picture.

    exposure_s: seconds. focal_length_mm: millimetres. latitude, longitude: degrees (WGS 84).
    altitude_m: metres. taken_at: local time of the camera, without a zone, as EXIF 2.3 keeps it.
    taken_from, placed_from: who tells date and place: None for the file itself, or "sidecar".
    """

    width: int
    height: int
    format: str
    taken_at: datetime | None = None
    camera: str | None = None
    lens: str | None = None
    iso: int | None = None
    f_number: float | None = None
    exposure_s: float | None = None
    focal_length_mm: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    is_animated: bool = False
    taken_from: str | None = None
    placed_from: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoDetails:
    """All that is known of one photo. paths: its files, oldest first. size: bytes, None if away."""

    photo_id: int
    paths: tuple[str, ...]
    size: int | None
    metadata: PhotoMetadata


@dataclass(frozen=True, slots=True)
class ProblemFile:
    """A file that could not be taken in, for the list of problems."""

    id: int
    path: str
    problem: Problem
    message: str


class Band(enum.StrEnum):
    """How well a photo fits a query, best first. Strong and likely ones are above the fold."""

    STRONG = "strong"
    LIKELY = "likely"
    WEAK = "weak"
    NONE = "none"


class Match(enum.StrEnum):
    """Whether a search found anything that fits its query."""

    FOUND = "found"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found photo. score: cosine in [-1, 1]; probability in [0, 1] and band if calibrated."""

    photo_id: int
    path: str
    score: float
    probability: float | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Ranked photos, best first, with the query and the model that ranked them.

    verdict: whether anything matches, None where that is not judged (search by picture).
    cut_off: the probability from which a photo is above the fold.
    searched_for: what a Korean query was translated to, None where it was not.
    untranslated: words of it that nothing is known of, and that were left out.
    advice: what the model cannot do in this query.
    judged_text: the words by whose bands the hits were judged, None where they were not.
    """

    query: str
    model: str
    hits: Sequence[SearchHit]
    verdict: Match | None = None
    cut_off: float | None = None
    searched_for: str | None = None
    untranslated: tuple[str, ...] = ()
    advice: QueryAdvice | None = None
    judged_text: str | None = None


@dataclass(slots=True)
class StageTimes:
    """Seconds of work spent in each stage of indexing, summed over threads (not wall time).

    read: reading and hashing, which are one pass over the file.
    """

    read: float = 0.0
    decode: float = 0.0
    thumbnail: float = 0.0
    prepare: float = 0.0
    embed: float = 0.0
    commit: float = 0.0

    def add(self, other: StageTimes) -> None:
        """Add another tally to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What a library holds. photos: findable pictures; files: by their state."""

    folder: str
    photos: int
    files: dict[FileState, int]
    waiting: int
    folders: Sequence[FolderStatus]
    models: dict[str, int]
    catalog_bytes: int
    thumbnail_bytes: int
    last_backup: datetime | None


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """A watched folder with its files by their state."""

    folder: Folder
    files: dict[FileState, int]


@dataclass(slots=True)
class IndexReport:
    """What an indexing run did.

    found: picture files met by the scan. embedded: photos given a new vector.
    recognised: files whose content was known already, so nothing was embedded.
    moved: files found at a new place before they were read again. gone: files no longer there.
    verified: files whose content was in doubt, and is what it was.
    failed: files that could not be read, with the reason in ``problems``.
    deferred: files that could not be read now, for a reason that says nothing of them; they wait.
    """

    found: int = 0
    unchanged: int = 0
    embedded: int = 0
    recognised: int = 0
    moved: int = 0
    verified: int = 0
    gone: int = 0
    failed: int = 0
    deferred: int = 0
    remaining: int = 0
    seconds: float = 0.0
    was_cancelled: bool = False
    problems: list[ProblemFile] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    stages: StageTimes = field(default_factory=StageTimes)
