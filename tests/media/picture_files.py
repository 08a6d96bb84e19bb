"""Makes picture files by hand where Pillow itself cannot write them."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    """The bytes of a file that Pillow writes."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def photo(width: int = 640, height: int = 480) -> Image.Image:
    """A soft gradient with coloured shapes: compresses like a photo, and shows if it is turned."""
    x = np.linspace(0, 1, width)[None, :]
    y = np.linspace(0, 1, height)[:, None]
    red = 200 * x + 30 * y
    green = 180 * y + 40 * np.sin(6 * x)
    blue = 120 + 100 * np.cos(4 * x * y)
    levels = np.stack(np.broadcast_arrays(red, green, blue), axis=-1)
    return Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8))


def quadrants(width: int = 64, height: int = 48) -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right."""
    image = Image.new("RGB", (width, height), WHITE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def png(samples: npt.NDArray[Any], colour_type: int, bits: int, *chunks: bytes) -> bytes:
    """A PNG of any depth. samples: (h, w, channels) in the PNG's own byte order; bits a sample."""
    rows = b"".join(b"\0" + row.tobytes() for row in samples)
    height, width = samples.shape[:2]
    return b"".join(
        [
            png_start(width, height, colour_type, bits),
            *chunks,
            png_chunk(b"IDAT", zlib.compress(rows)),
            png_chunk(b"IEND", b""),
        ]
    )


def png_start(width: int, height: int, colour_type: int, bits: int) -> bytes:
    """The signature and header of a PNG."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One PNG chunk with its checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb_png(edge: int) -> bytes:
    """A PNG of edge x edge black pixels, one bit each, in a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (edge + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(min(edge, 200))) + packer.flush()
    return b"".join(
        [png_start(edge, edge, 0, 1), png_chunk(b"IDAT", data), png_chunk(b"IEND", b"")]
    )


Entry = tuple[int, int, Any]
BYTE, ASCII, SHORT, LONG, RATIONAL = 1, 2, 3, 4, 5
_WIDTHS = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8}


def tiff(*directories: list[Entry], strips: list[bytes]) -> bytes:
    """A little-endian TIFF: every directory has its own strip, the further ones are SubIFDs.

    An entry is (tag, type, values); StripOffsets and StripByteCounts are filled in.
    """
    out = bytearray(b"II*\0\0\0\0\0")
    offsets = []
    for entries, strip in reversed(list(zip(directories, strips, strict=True))):
        strip_at = len(out)
        out += strip + b"\0" * (len(strip) % 2)
        full = [*entries, (273, LONG, [strip_at]), (279, LONG, [len(strip)])]
        if entries is directories[0] and offsets:
            full.append((330, LONG, offsets))
        offsets.append(_append_directory(out, full))
    out[4:8] = struct.pack("<I", offsets[-1])
    return bytes(out)


def _append_directory(out: bytearray, entries: list[Entry]) -> int:
    rows = []
    for tag, kind, values in sorted(entries, key=lambda entry: entry[0]):
        data = _values(kind, values)
        count = len(data) // _WIDTHS[kind]
        if len(data) > 4:
            at = len(out)
            out += data + b"\0" * (len(data) % 2)
            data = struct.pack("<I", at)
        rows.append(struct.pack("<HHI", tag, kind, count) + data.ljust(4, b"\0"))
    at = len(out)
    out += struct.pack("<H", len(rows)) + b"".join(rows) + b"\0\0\0\0"
    return at


def _values(kind: int, values: Any) -> bytes:
    if kind in (BYTE, ASCII):
        return bytes(values)
    if kind == RATIONAL:
        return b"".join(struct.pack("<II", *pair) for pair in values)
    return b"".join(struct.pack("<H" if kind == SHORT else "<I", value) for value in values)


def plain_tiff(samples: npt.NDArray[Any], photometric: int, sample_format: int = 1) -> bytes:
    """An uncompressed TIFF with the samples (h, w, channels), little-endian, as they are."""
    height, width, channels = samples.shape
    bits = samples.dtype.itemsize * 8
    entries: list[Entry] = [
        (256, LONG, [width]),
        (257, LONG, [height]),
        (258, SHORT, [bits] * channels),
        (259, SHORT, [1]),
        (262, SHORT, [photometric]),
        (277, SHORT, [channels]),
        (278, LONG, [height]),
        (339, SHORT, [sample_format] * channels),
    ]
    return tiff(entries, strips=[samples.tobytes()])


def dng(preview: bytes | None, *, orientation: int, width: int = 128, height: int = 96) -> bytes:
    """A minimal DNG 1.4: a JPEG preview (if any) in front, a sensor behind.

    The sensor saw grey in its upper half and red in its lower half.
    """
    sensor = np.full((height, width), 30000, "<u2")
    sensor[height // 2 :] = 1000
    sensor[height // 2 :: 2, ::2] = 15000
    common: list[Entry] = [
        (271, ASCII, b"Camera Works\0"),
        (272, ASCII, b"CW-1\0"),
        (274, SHORT, [orientation]),
        (306, ASCII, b"2021:07:08 09:10:11\0"),
        (50706, BYTE, [1, 4, 0, 0]),
        (50707, BYTE, [1, 1, 0, 0]),
        (50708, ASCII, b"Camera Works CW-1\0"),
    ]
    cfa: list[Entry] = [
        (254, LONG, [0]),
        (256, LONG, [width]),
        (257, LONG, [height]),
        (258, SHORT, [16]),
        (259, SHORT, [1]),
        (262, SHORT, [32803]),
        (277, SHORT, [1]),
        (278, LONG, [height]),
        (33421, SHORT, [2, 2]),
        (33422, BYTE, [0, 1, 1, 2]),
    ]
    if preview is None:
        return tiff([*common, *cfa], strips=[sensor.tobytes()])
    with Image.open(io.BytesIO(preview)) as opened:
        size = opened.size
    front: list[Entry] = [
        *common,
        (254, LONG, [1]),
        (256, LONG, [size[0]]),
        (257, LONG, [size[1]]),
        (258, SHORT, [8, 8, 8]),
        (259, SHORT, [7]),
        (262, SHORT, [6]),
        (277, SHORT, [3]),
        (278, LONG, [size[1]]),
    ]
    return tiff(front, cfa, strips=[preview, sensor.tobytes()])


SRGB_PRIMARIES = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
ADOBE_PRIMARIES = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))
SWAPPED_PRIMARIES = (SRGB_PRIMARIES[2], SRGB_PRIMARIES[1], SRGB_PRIMARIES[0])


def rgb_profile(primaries: tuple[tuple[float, ...], ...], gamma: float) -> bytes:
    """A matrix profile, ICC.1:2001-04: XYZ of red, green and blue under D50, one gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    tags = {b"rXYZ": primaries[0], b"gXYZ": primaries[1], b"bXYZ": primaries[2]}
    return _profile(
        b"RGB ",
        b"XYZ ",
        {name: _xyz(value) for name, value in tags.items()}
        | {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve},
    )


def grey_profile(gamma: float) -> bytes:
    """A grey profile with one gamma."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    return _profile(b"GRAY", b"XYZ ", {b"kTRC": curve})


def cmyk_profile(full_cyan: tuple[int, int, int]) -> bytes:
    """A CMYK table of two points a channel: paper is white, full cyan is the given CIELAB.

    Any black gives black; the other inks change nothing, so the profile is unmistakable.
    """
    ramp = struct.pack(">HH", 0, 65535)
    table = bytearray()
    for corner in range(16):
        cyan, black = corner >> 3 & 1, corner & 1
        lightness, a, b = (0, 0, 0) if black else full_cyan if cyan else (100, 0, 0)
        # ICC version 2, 16 bits: L* 100 is 0xFF00, a* and b* 0 are 0x8000.
        table += struct.pack(">HHH", lightness * 0xFF00 // 100, (a + 128) << 8, (b + 128) << 8)
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft2\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + struct.pack(">HH", 2, 2)
    return _profile(b"CMYK", b"Lab ", {b"A2B0": lut + ramp * 4 + bytes(table) + ramp * 3})


def _xyz(value: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(part * 65536) for part in value))


def _profile(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    text = b"made by hand\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    tags = {b"desc": described, b"wtpt": _xyz((0.9642, 1.0, 0.8249)), **tags}
    at = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        index += name + struct.pack(">II", at + len(body), len(data))
        body += data
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI", at + len(body), b"lcms", 0x02200000) + kind + space + connection
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + index + body
