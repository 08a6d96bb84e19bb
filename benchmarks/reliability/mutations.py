"""What fuzz.py feeds to PhotoClip: whole files of every kind, and many ways to spoil them."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "media"))

import pillow_heif
from picture_files import dng, encoded, photo, png_chunk
from xmp_samples import DIGIKAM, LIGHTROOM, ODD

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "sample-photos"
SMALL_SAMPLES = ("clothing-hat.jpg", "coco-58636.jpg", "caltech101-watch.jpg")
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)
HEAD = 300
"""Bytes at a file's beginning in which most sizes stand."""


def picture_seeds() -> dict[str, bytes]:
    """By file name: a small picture of every format and of the kinds of it that differ inside."""
    pillow_heif.register_heif_opener()
    image, second = photo(160, 120), photo(120, 160)
    exif = Image.Exif()
    exif.update({0x10F: "Camera Works", 0x110: "CW-1", 0x112: 6, 0x132: "2021:07:08 09:10:11"})
    frames: dict[str, Any] = {"save_all": True, "append_images": [second.resize(image.size)]}
    sixteen = Image.new("I;16", (40, 30), 30_000)
    seeds = {
        "plain.jpg": encoded(image, "JPEG", exif=exif.tobytes()),
        "progressive.jpg": encoded(image, "JPEG", progressive=True),
        "cmyk.jpg": encoded(image.convert("CMYK"), "JPEG"),
        "two.mpo": encoded(image, "MPO", **frames),
        "plain.png": encoded(image, "PNG", exif=exif.tobytes()),
        "palette.png": encoded(image.quantize(64), "PNG", transparency=3),
        "sixteen.png": encoded(sixteen, "PNG"),
        "frames.apng": encoded(image, "PNG", **frames),
        "lossy.webp": encoded(image, "WEBP", exif=exif.tobytes()),
        "lossless.webp": encoded(image.convert("RGBA"), "WEBP", lossless=True),
        "frames.webp": encoded(image, "WEBP", **frames),
        "plain.gif": encoded(image, "GIF"),
        "frames.gif": encoded(image, "GIF", **frames),
        "plain.bmp": encoded(image, "BMP"),
        "palette.bmp": encoded(image.quantize(16), "BMP"),
        "plain.tif": encoded(image, "TIFF", exif=exif),
        "wavelets.jp2": encoded(image, "JPEG2000"),
        "plain.avif": encoded(image, "AVIF"),
        "plain.heic": encoded(image, "HEIF", exif=exif.tobytes()),
        "raw.dng": dng(encoded(image, "JPEG"), orientation=6),
        "bare.dng": dng(None, orientation=1),
    }
    for packing in ("tiff_lzw", "jpeg", "tiff_adobe_deflate", "packbits", "group4"):
        inked = image.convert("1") if packing == "group4" else image
        seeds[f"{packing}.tif"] = encoded(inked, "TIFF", compression=packing)
    return seeds | {name: (SAMPLES / name).read_bytes() for name in SMALL_SAMPLES}


# Ways to spoil bytes


def flip_bits(data: bytes, dice: Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(dice.choice([1, 3, 20, 200])):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def cut_short(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def overwrite(data: bytes, dice: Random) -> bytes:
    at, size = dice.randrange(len(data)), dice.choice([1, 4, 64, 1000])
    filling = dice.choice([bytes(size), b"\xff" * size, dice.randbytes(size)])
    return data[:at] + filling + data[at + size :]


def insert(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.choice([1, 2, 7, 300])) + data[at:]


def swap_ranges(data: bytes, dice: Random) -> bytes:
    """Two pieces change places, as when the blocks of a drive are mixed up."""
    a, b, c = sorted(dice.randrange(len(data)) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def repeat_range(data: bytes, dice: Random) -> bytes:
    a, b = sorted(dice.randrange(len(data)) for _ in range(2))
    times = dice.choice([1, 3, 100]) if b - a < 5000 else 1
    return data[:b] + data[a:b] * times + data[b:]


def extreme_number(data: bytes, dice: Random) -> bytes:
    """Numbers in the header become the smallest and largest: sizes, counts, places."""
    spoilt = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 4])):
        width = dice.choice([1, 2, 4])
        at = dice.randrange(max(1, min(HEAD, len(data) - width)))
        value = dice.choice(EXTREMES) % (1 << 8 * width)
        spoilt[at : at + width] = value.to_bytes(width, dice.choice(["big", "little"]))
    return bytes(spoilt)


def huge_size(data: bytes, dice: Random) -> bytes:
    """The header promises a picture of up to four billion pixels."""
    width, height = (dice.choice([1, 30_000, 50_000, 65_000]) for _ in range(2))
    wide = struct.pack(">II", width, height)
    for mark, offset, size in (
        (b"IHDR", 4, wide),
        (b"\xff\xc0", 5, struct.pack(">HH", height, width)),
        (b"\xff\xc2", 5, struct.pack(">HH", height, width)),
        (b"\xff\x4f\xff\x51", 8, wide),
        (b"ispe", 8, wide),
        (b"GIF8", 6, struct.pack("<HH", width, height)),
        (b"BM", 18, struct.pack("<II", width, height)),
        (b"VP8X", 12, width.to_bytes(3, "little") + height.to_bytes(3, "little")),
        (b"VP8 ", 14, struct.pack("<HH", width & 0x3FFF, height & 0x3FFF)),
    ):
        at = data.find(mark)
        if at >= 0 and at + offset + len(size) <= len(data):
            data = data[: at + offset] + size + data[at + offset + len(size) :]
    return with_right_sums(data)


def with_right_sums(data: bytes) -> bytes:
    """A PNG with the checksums that its chunks should have, so that more than those is tried."""
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data
    out, at = data[:8], 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if at + 12 + size > len(data):
            break
        out += png_chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + size])
        at += 12 + size
    return out + data[at:]


def swap_chunks(data: bytes, dice: Random) -> bytes:
    """The chunks of a PNG or the segments of a JPEG in another order, or twice."""
    parts = chunks_of(data)
    if len(parts) < 3:
        return swap_ranges(data, dice)
    one, other = (dice.randrange(1, len(parts)) for _ in range(2))
    parts[one], parts[other] = parts[other], dice.choice([parts[one], parts[other]])
    return b"".join(parts)


def chunks_of(data: bytes) -> list[bytes]:
    """The pieces of a file: chunks of PNG and RIFF, segments of JPEG, boxes of HEIF and others."""
    forms: tuple[tuple[bytes, int, Callable[[bytes, int], int]], ...] = (
        (b"\x89PNG", 8, lambda d, at: 12 + int.from_bytes(d[at : at + 4], "big")),
        (
            b"RIFF",
            12,
            lambda d, at: 8 + (int.from_bytes(d[at + 4 : at + 8], "little") + 1) // 2 * 2,
        ),
        (b"\xff\xd8", 2, lambda d, at: 2 + int.from_bytes(d[at + 2 : at + 4], "big")),
        (b"\0\0\0", 0, lambda d, at: max(8, int.from_bytes(d[at : at + 4], "big"))),
    )
    for mark, at, size_at in forms:
        if data.startswith(mark):
            parts = [data[:at]]
            while at < len(data) and not data.startswith(b"\xff\xda", at):
                size = size_at(data, at)
                parts.append(data[at : at + size])
                at += size
            return [*parts, data[at:]]
    return [data]


def odd_exif(data: bytes, dice: Random) -> bytes:
    """A JPEG or PNG whose EXIF, profile or comment is garbage, whole in all else."""
    exif = Image.Exif()
    exif.update({0x10F: "x" * 500, 0x112: dice.choice([0, 9, 65_535]), 0x132: "0000:99:99 99"})
    garbage = b"Exif\0\0" + dice.choice(SPOILERS[:7])(exif.tobytes()[6:], dice)
    if data.startswith(b"\xff\xd8"):
        kind, said = dice.choice([(0xE1, garbage), (0xE2, b"ICC_PROFILE\0\1\1" + garbage)])
        said = dice.choice([said, b"http://ns.adobe.com/xap/1.0/\0" + garbage, b"MPF\0" + garbage])
        return data[:2] + bytes([0xFF, kind]) + struct.pack(">H", len(said) + 2) + said + data[2:]
    if data.startswith(b"\x89PNG"):
        packed = zlib.compress(garbage * dice.choice([1, 1000]))
        kind, said = dice.choice(
            [(b"eXIf", garbage), (b"iCCP", b"x\0\0" + packed), (b"zTXt", b"x\0\0" + packed)]
        )
        return data[:33] + png_chunk(kind, said) + data[33:]
    return extreme_number(data, dice)


Spoiler = Callable[[bytes, Random], bytes]
SPOILERS: Sequence[Spoiler] = (
    *(flip_bits, cut_short, overwrite, insert, swap_ranges, repeat_range, extreme_number),
    *(extreme_number, huge_size, swap_chunks, odd_exif),
)


def spoilt(data: bytes, dice: Random, spoilers: Sequence[Spoiler] = SPOILERS) -> bytes:
    """Bytes after one to three mutations."""
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        data = dice.choice(spoilers)(data, dice) if data else data
    return with_right_sums(data) if dice.random() < 0.7 else data


def spoilt_picture(seeds: Mapping[str, bytes], dice: Random) -> tuple[str, bytes]:
    """A file name and what lies under it."""
    name = dice.choice(sorted(seeds))
    data = spoilt(seeds[name], dice)
    if dice.random() < 0.1:
        other = seeds[dice.choice(sorted(seeds))]
        data = data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other)) :]
    if dice.random() < 0.1:
        name = "named" + dice.choice([".cr2", ".nef", ".cr3", ".raf", ".tif", ".heic", ".jpg"])
    return name, data


# Sidecars

_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'


def described(inside: str, more: str = "") -> str:
    """A packet with something in its description."""
    return f"<rdf:RDF {_RDF} {_DC}><rdf:Description {more}>{inside}</rdf:Description></rdf:RDF>"


def spoilt_sidecar(dice: Random) -> bytes:
    """Bytes of a file that is called a sidecar."""
    text = dice.choice([DIGIKAM, LIGHTROOM, ODD])
    size = dice.choice([10, 1000, 100_000])
    items = "".join(f"<rdf:li>{n}</rdf:li>" for n in range(size))
    odd = dice.choice(["1e999", "-1", "5" * 5000, "NaN", "\u0665", "", "3.5", "0x5", "\u221e"])
    whole = dice.choice(
        [
            lambda: text,
            lambda: text.replace("</", "<", 1),
            lambda: f"<!DOCTYPE x [{_BOMB}]>" + described("&e11;"),
            lambda: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + described("&e;"),
            lambda: described("<a>" * size + "</a>" * size),
            lambda: described(f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>"),
            lambda: described("", " ".join(f'a{n}="{n}"' for n in range(size))),
            lambda: described("", " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(size))),
            lambda: described("", f'xmp:Rating="{odd}"'),
            lambda: described(f"<xmp:Rating>{odd}</xmp:Rating>"),
            lambda: described(f"<dc:subject><rdf:Bag><rdf:li>{'x' * size}</rdf:li></rdf:Bag>"),
            lambda: described("x" * (5 << 20)),
            lambda: described(f"<!--{'-x' * size}--><?x {'y' * size}?><![CDATA[{'z' * size}]]>"),
        ]
    )()
    encoding = dice.choice(["utf-8", "utf-8", "utf-8", "utf-16", "utf-16-be", "utf-32", "cp949"])
    stored = whole.encode(encoding, "replace")
    if dice.random() < 0.2:
        claimed = dice.choice(["utf-16", "latin-1", "utf-7", "ebcdic", "klingon", ""])
        stored = f'<?xml version="1.0" encoding="{claimed}"?>'.encode() + stored
    if dice.random() < 0.5 and len(stored) < 1_000_000:
        stored = spoilt(stored, dice, SPOILERS[:7])
    return stored


# JSON

ODD_VALUES: Sequence[Any] = (
    *(None, True, -1, 0, 10**30, 1e308, float("nan"), "", " ", "x" * 3000, "\0", "\ud800", "/"),
    *("..", "\u202e\u05d0", "한글", "a\nb", [], {}, [[]], [None], {"": None}, ["x"] * 3000),
    *("0" * 32, "g" * 32, "9999-99-99T00:00:00+00:00", "0001-01-01T00:00:00+23:59", "(" * 2000),
)


def spoilt_json(value: Any, dice: Random) -> str:
    """JSON text of a value in which a few parts are others, or whose bytes are spoilt."""
    for _ in range(dice.choice([0, 1, 1, 2, 5])):
        value = _with_odd_part(value, dice)
    text = json.dumps(value, ensure_ascii=dice.random() < 0.7)
    if dice.random() < 0.3:
        text = spoilt(text.encode("utf-8", "replace"), dice, SPOILERS[:7]).decode(
            "utf-8", "replace"
        )
    if dice.random() < 0.05:
        text = dice.choice(["[" * 200_000, '{"a":' * 100_000, "9" * 6000, "[1" + ",1" * 500_000])
    return text


def _with_odd_part(value: Any, dice: Random) -> Any:
    if dice.random() < 0.25 or not isinstance(value, dict | list) or not value:
        return dice.choice(ODD_VALUES)
    if isinstance(value, list):
        at = dice.randrange(len(value))
        return [_with_odd_part(one, dice) if n == at else one for n, one in enumerate(value)]
    name = dice.choice(sorted(value))
    if dice.random() < 0.2:
        return {key: one for key, one in value.items() if key != name} | {"odd": value[name]}
    return {key: _with_odd_part(one, dice) if key == name else one for key, one in value.items()}


# Queries

WORDS = (
    *("beach", "red", "green dog", "강아지", "바다에서 노는 아이", "שלום", "مرحبا", "🏖", "e\u0301"),
    *("-", "+", "++", "--", "(", ")", '"', "“", "or", "OR", "^", "^2", "^0.5", ":", "..", "*", "%"),
    *(
        "date:",
        "date:2019..2021",
        "date:99999",
        "rating:>=4",
        "rating:9e9",
        "near:",
        "like:",
        "is:x",
    ),
    *(
        'near:"Seoul",10km',
        "size:>10MB",
        "size:" + "9" * 400,
        "folder:",
        "tag:x",
        "album:y",
        "type:",
    ),
    *(
        "\0",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\x7f",
        "\r\n",
        "\t",
        "　",
        "：（）",
    ),
    *(
        "like:/dev/zero",
        "like:/proc/self/mem",
        "like:..",
        "'; DROP TABLE photos; --",
        "{path}",
        "%s",
    ),
)


def odd_query(dice: Random) -> str:
    """What somebody may type or paste into the search."""
    kind = dice.random()
    if kind < 0.15:
        return "".join(chr(dice.randrange(0x11_0000)) for _ in range(dice.choice([1, 10, 200])))
    if kind < 0.25:
        return dice.choice(WORDS) * dice.choice([100, 2000, 30_000])
    joint = dice.choice(["", " ", " "])
    return joint.join(dice.choice(WORDS) for _ in range(dice.choice([1, 3, 8, 60])))
