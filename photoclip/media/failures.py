"""From what a decoder throws to what a person reads."""

from __future__ import annotations

import struct

from PIL import UnidentifiedImageError

from photoclip.core.errors import PictureError, is_passing
from photoclip.core.models import Problem
from photoclip.core.wording import Message
from photoclip.media.fingerprint import picture_error_of
from photoclip.media.memory import lacks_memory, no_memory

_TAIL = 1024
_HEAD = 64

_SAYS_CUT_SHORT = (
    "truncated",
    "unexpected end",
    "unexpected eof",
    "end of file",
    "not enough data",
    "no enough data",
    "no more data",
)

_SIGNATURES: tuple[tuple[bytes, int, str], ...] = (
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"GIF8", 0, "GIF"),
    (b"WEBP", 8, "WebP"),
    (b"II*\0", 0, "TIFF"),
    (b"MM\0*", 0, "TIFF"),
    (b"II+\0", 0, "TIFF"),
    (b"MM\0+", 0, "TIFF"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", 0, "JPEG 2000"),
    (b"\xff\x4f\xff\x51", 0, "JPEG 2000"),
    (b"ftypheic", 4, "HEIC"),
    (b"ftypheix", 4, "HEIC"),
    (b"ftypmif1", 4, "HEIF"),
    (b"ftypmsf1", 4, "HEIF"),
    (b"ftypavif", 4, "AVIF"),
    (b"ftypavis", 4, "AVIF"),
)


def signature_of(head: bytes) -> str | None:
    """The format that a file's first bytes announce, None where they announce none we know."""
    for magic, offset, name in _SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return name
    return "BMP" if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" else None


def explain(error: Exception, source: bytes | str) -> PictureError:
    """The PictureError for whatever a decoder raised on ``source`` (bytes or path)."""
    if isinstance(error, PictureError):
        return error
    # Of bytes in memory the system can only say what says nothing of them.
    if (
        isinstance(error, OSError)
        and error.errno is not None
        and (isinstance(source, str) or is_passing(error))
    ):
        return picture_error_of(error)
    if lacks_memory(error):
        return no_memory()
    try:
        head, tail, size = _ends(source)
    except OSError as unread:
        return picture_error_of(unread)
    kind = signature_of(head)
    if kind is None and isinstance(error, UnidentifiedImageError):
        return PictureError(
            Problem.NOT_A_PICTURE,
            "The file is not a picture, or of a kind that cannot be shown.",
            "Rename it to what it is, or exclude it.",
        )
    if _says_cut_short(error) or _is_cut_short(kind, head, tail, size):
        return PictureError(
            Problem.TRUNCATED,
            "The picture is cut short: its end is missing.",
            "Copy it again from the camera or from a backup.",
        )
    return PictureError(
        Problem.UNREADABLE,
        Message(
            "The picture is damaged or of an unusual kind ({error}).", error=_reason(error, kind)
        ),
        "Open it in another program and save it anew, or restore it from a backup.",
    )


def _reason(error: Exception, kind: str | None) -> str:
    if isinstance(error, UnidentifiedImageError):
        return f"it starts like {kind} but does not go on like it"
    text = error.args[0] if error.args else ""
    if isinstance(text, bytes):  # rawpy hands on what LibRaw says as bytes
        text = text.decode("utf-8", "replace")
    words = " ".join(str(text).split())[:200]
    return words.rstrip(".") or type(error).__name__


def _says_cut_short(error: Exception) -> bool:
    words = _reason(error, None).lower()
    return isinstance(error, EOFError) or any(phrase in words for phrase in _SAYS_CUT_SHORT)


def _ends(source: bytes | str) -> tuple[bytes, bytes, int]:
    if isinstance(source, bytes):
        return source[:_HEAD], source[-_TAIL:], len(source)
    with open(source, "rb") as file:
        head = file.read(_HEAD)
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        return head, file.read(_TAIL), size


def _is_cut_short(kind: str | None, head: bytes, tail: bytes, size: int) -> bool:
    """Whether the end that the format prescribes is missing. Asked only after a failure."""
    if kind == "JPEG":
        return b"\xff\xd9" not in tail
    if kind == "PNG":
        return b"IEND" not in tail
    if kind == "GIF":
        return not tail.rstrip(b"\0").endswith(b";")
    try:
        if kind == "WebP":
            return int(struct.unpack_from("<I", head, 4)[0]) + 8 > size
        if kind == "TIFF":
            order = "<" if head[:2] == b"II" else ">"
            return int(struct.unpack_from(order + "I", head, 4)[0]) + 2 > size
        if kind == "BMP":
            return int(struct.unpack_from("<I", head, 2)[0]) > size
    except struct.error:
        return True
    return False
