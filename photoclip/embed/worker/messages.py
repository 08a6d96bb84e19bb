"""What the app process and the worker process tell each other. Everything here can be pickled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from photoclip.core.config import Settings
from photoclip.core.errors import PhotoClipError
from photoclip.core.file_identity import FileStat, Likeness
from photoclip.core.files import ExportJob
from photoclip.core.models import (
    PendingFile,
    PhotoMetadata,
    Problem,
    StageTimes,
    StoredVectors,
    Vectors,
)
from photoclip.embed.models.identity import ModelKeys
from photoclip.embed.models.model import EmbeddingModel


@dataclass(frozen=True, slots=True)
class WorkerSetup:
    """All that a worker needs to start; plain values, so that spawning stays simple.

    model: key in the registry or a local folder. thumbnails: folder of the thumbnail store.
    decode_threads: decoders working side by side. batch_size: pictures a model call at the most.
    nice: steps by which the worker gives way to other programs (POSIX niceness).
    decode_memory_mb: what one decode may take, see core/config.py.
    log: file for what the worker and the decoders in it have to say; None: the app's stderr.
    loader: a function of some module that loads another kind of model; the registry's by default.
    """

    model: str
    device: str
    resources: str
    cache: str
    thumbnails: str
    thumbnail_edge: int
    decode_threads: int
    batch_size: int
    nice: int = 5
    decode_memory_mb: int = Settings().decode_memory_mb
    log: str | None = None
    loader: ModelLoader | None = None


ModelLoader = Callable[[WorkerSetup, Callable[[str], None]], EmbeddingModel]


@dataclass(frozen=True, slots=True)
class ModelReady:
    """The model is loaded. keys name the vectors it makes; label says what runs where.

    logit_scale (a natural logarithm) and logit_bias turn a cosine into the logit of a probability,
    as trained; the bias is None for a model that was trained with a softmax.
    has_leftovers: exporting and measuring it left torch in memory, a gigabyte for nothing; a
    fresh worker would do without.
    """

    keys: ModelKeys
    dim: int
    label: str
    notices: tuple[str, ...]
    logit_scale: float
    logit_bias: float | None
    has_leftovers: bool = False


@dataclass(frozen=True, slots=True)
class Preparing:
    """The worker is busy with something that happens once; a line for the person."""

    message: str


# Requests on the bulk channel


@dataclass(frozen=True, slots=True)
class EmbedFile:
    """Decode, thumbnail, hash and embed one file."""

    file: PendingFile


# Answers on the bulk channel


@dataclass(frozen=True, slots=True)
class FileEmbedded:
    """A new content with its vector, float16 (d,).

    likeness: to the photo that the file may have been before.
    """

    file_id: int
    content_hash: bytes
    stat: FileStat
    metadata: PhotoMetadata
    vector: StoredVectors
    times: StageTimes
    likeness: Likeness = Likeness.UNKNOWN


@dataclass(frozen=True, slots=True)
class FileRecognised:
    """The content is one of ``known_hashes`` (or was just embedded): nothing more was done."""

    file_id: int
    content_hash: bytes
    stat: FileStat
    times: StageTimes


@dataclass(frozen=True, slots=True)
class FileFailed:
    """The file could not be taken in."""

    file_id: int
    problem: Problem
    message: str


@dataclass(frozen=True, slots=True)
class FileDeferred:
    """The file could not be taken in at this moment, for a reason that says nothing of it.

    is_disk_full: the reason is a disk without room.
    """

    file_id: int
    message: str
    is_disk_full: bool = False


FileOutcome = FileEmbedded | FileRecognised | FileFailed | FileDeferred


# The query channel: one request, one answer


@dataclass(frozen=True, slots=True)
class EmbedTexts:
    """Texts to embed as they are. is_typed: a person waits, and may go on typing."""

    texts: tuple[str, ...]
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class MeasureText:
    """Ask for TextMeasured: how much of a text is read."""

    text: str


@dataclass(frozen=True, slots=True)
class TextMeasured:
    """words: how many at the beginning of the text are read, None where all are."""

    words: int | None


@dataclass(frozen=True, slots=True)
class EmbedPicture:
    """A picture file to search by."""

    path: str


@dataclass(frozen=True, slots=True)
class DescribeModel:
    """Ask for ModelReady, which waits until the model is loaded."""


@dataclass(frozen=True, slots=True)
class MeasureSpeed:
    """Ask for SpeedMeasured, with the pictures in the folder ``resources``."""

    resources: str


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """The answer to EmbedTexts (n, d) and EmbedPicture (1, d), float32."""

    vectors: Vectors


@dataclass(frozen=True, slots=True)
class RequestFailed:
    """A request could not be answered, with the known error that says why."""

    error: PhotoClipError


# The picture channel: it is open before the model is loaded, and without any


@dataclass(frozen=True, slots=True)
class MakePreview:
    """Decode a picture for looking at it, longest edge at most ``edge`` pixels; None: in full.

    target: the JPEG file to write.
    """

    path: str
    edge: int | None
    target: str


@dataclass(frozen=True, slots=True)
class PreviewMade:
    """The file is written."""


# The export channel: one request, one answer; it is served even where there is no model


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Make one copy of a picture; the answer is PictureExported or RequestFailed."""

    job: ExportJob


@dataclass(frozen=True, slots=True)
class PictureExported:
    """The copy was written whole. path: where it lies."""

    path: str
