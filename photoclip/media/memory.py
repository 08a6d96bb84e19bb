"""How much memory a decode will take, told by the header, and the bound that is set to it.

The figures are peaks of resident memory of a child process over pictures of 40 megapixels, with
Pillow 13, libwebp, libavif, openjpeg and pillow_heif 1.8, divided by their pixels: what the
decoder takes for itself, the picture, and the conversions of ``color.to_eight_bits``.
"""

from __future__ import annotations

import mmap

from PIL import Image

from photoclip.core.config import Settings
from photoclip.core.errors import PassingError, PictureError
from photoclip.core.models import Problem
from photoclip.core.wording import Message

GIB = 1 << 30
MIB = 1 << 20

# Bytes a pixel: (without, with alpha). Pillow keeps RGB in four.
_BY_FORMAT = {"WEBP": (16.2, 16.2), "AVIF": (13.0, 18.0), "HEIF": (11.0, 15.0)}
_BY_MODE = {
    "1": 2.1,
    "L": 1.1,
    "P": 5.2,
    "RGB": 4.2,
    "CMYK": 4.2,
    "YCbCr": 8.2,
    "LAB": 12.2,
    "LA": 8.2,
    "PA": 9.2,
    "La": 12.2,
    "RGBA": 8.2,
    "RGBX": 8.2,
    "RGBa": 12.2,
    "I": 31.0,
    "F": 31.0,
    "I;16": 8.2,
    "I;16B": 8.2,
    "I;16L": 8.2,
    "I;16N": 8.2,
}
_OTHER_MODE = 12.2
_ROWS_PER_STRIP, _TILE_WIDTH, _TILE_LENGTH = 278, 322, 323

_SAYS_NO_MEMORY = ("out of memory", "not enough memory", "memory allocation", "ufficient memory")

_bound = Settings().decode_memory_mb * MIB


def set_bound(megabytes: int) -> None:
    """Let a decode take so much memory from now on, in this process."""
    global _bound
    _bound = max(64, megabytes) * MIB


def bound_bytes() -> int:
    """What one decode may take."""
    return _bound


def needed_bytes(image: Image.Image, size: tuple[int, int], shrink: int, kept: float) -> int:
    """What decoding takes at its peak. image: opened, not loaded.

    size: full width and height in pixels. shrink: what the decoder divides both by on its way.
    kept: the share of the decoder's pixels that are left after averaging, for what follows.
    """
    pixels = size[0] * size[1]
    decoded = pixels / (shrink * shrink)
    bands = max(1, len(image.getbands()))
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    mode = _BY_MODE.get(image.mode, _OTHER_MODE) + (4.2 if "transparency" in image.info else 0)
    held = 0.0
    if image.format in _BY_FORMAT:
        mode = _BY_FORMAT[image.format][has_alpha]
    elif image.format == "JPEG2000":
        mode += 5.2 * bands
    elif image.format in ("JPEG", "MPO") and image.info.get("progressive"):
        # libjpeg keeps every coefficient, two bytes each, whatever it scales down to.
        held = 2.1 * bands * pixels
    elif image.format == "TIFF":
        held = _strip_bytes(image, size) * max(1.0, mode / 4)
    # Turning it upright and another colour space make a copy each.
    copies = 4.0 * (1 + ("icc_profile" in image.info)) * decoded * kept
    return round(mode * decoded + held + copies)


def _strip_bytes(image: Image.Image, size: tuple[int, int]) -> float:
    """libtiff unpacks a strip or a tile at a time, of as many rows as the file says."""
    tags = getattr(image, "tag_v2", {})
    wide, high = tags.get(_TILE_WIDTH, size[0]), tags.get(_TILE_LENGTH)
    rows = high if isinstance(high, int) else tags.get(_ROWS_PER_STRIP, size[1])
    if not isinstance(rows, int) or not isinstance(wide, int):
        rows, wide = size[1], size[0]
    return float(max(1, min(rows, size[1])) * max(1, wide) * len(image.getbands()))


def check_memory(needed: int, size: tuple[int, int], kind: str) -> None:
    """Raise PictureError (TOO_LARGE) where a decode would take more than the bound."""
    if needed > _bound:
        raise PictureError(
            Problem.TOO_LARGE,
            Message(
                "The picture needs {needed:.1f} GB of memory to open ({width} x {height} pixels, "
                "{kind}), and the limit is {limit:.1f} GB.",
                needed=needed / GIB,
                width=size[0],
                height=size[1],
                kind=kind,
                limit=_bound / GIB,
            ),
            "Save a smaller copy, or exclude it.",
        )


def lacks_memory(error: Exception) -> bool:
    """Whether a decoder failed because it got no memory, in whatever words it says so."""
    words = str(error).lower()
    return isinstance(error, MemoryError) or any(one in words for one in _SAYS_NO_MEMORY)


def no_memory() -> PictureError:
    """What it means that a decoder got no memory, though ``check_memory`` let it pass."""
    if _has_room():
        # What a decode may take is there: so it is this picture that asks for more.
        return PictureError(
            Problem.TOO_LARGE,
            "The picture asks for more memory than one may take to open.",
            "Save a smaller copy, or exclude it.",
        )
    return PassingError(
        Problem.TOO_LARGE,
        "There is not enough memory now to open this picture.",
        "Close other programs; it is tried again by itself.",
    )


def _has_room() -> bool:
    """Whether the system would give now what one decode may take; it gets it back at once."""
    try:
        mmap.mmap(-1, _bound).close()
    except (OSError, MemoryError):
        return False
    return True
