"""JPEG files without their metadata, their pixels untouched (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
import struct

_EOI, _SOS, _APP0, _APP2, _APP14, _APP15, _COM = (
    *(0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF),
    0xFE,
)
# In a scan 0xFF is followed by zero (a data byte) or a restart marker; anything else ends it.
_SCAN_END = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def without_metadata(data: bytes, exif: bytes) -> bytes | None:
    """``data`` saying of itself only ``exif``: b"" for nothing, else TIFF after an "Exif" head.

    Colour profile, JFIF and Adobe's colour transform stay, since pixels mean nothing without
    them. XMP, IPTC, comments, previews and whatever follows the picture go. None where the file is
    not built as a JPEG should be.
    """
    if data[:2] != b"\xff\xd8" or len(exif) > 0xFFFF - 2:
        return None
    parts = [data[:2]]
    at, has_exif = 2, not exif
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 2 > len(data) or data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == _EOI:
            parts.append(data[at : at + 2])
            return b"".join(parts)
        if at + 4 > len(data):
            return None
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        at += 2 + length
        if not has_exif and marker != _APP0:
            parts.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
            has_exif = True
        if _is_kept(marker, segment[4:]):
            parts.append(segment)
        if marker == _SOS:
            end = _SCAN_END.search(data, at)
            if end is None:
                return None
            parts.append(data[at : end.start()])
            at = end.end() - 2


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == _COM:
        return False
    if not _APP0 <= marker <= _APP15:
        return True
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 or (marker == _APP0 and body.startswith(b"JFIF\0"))
