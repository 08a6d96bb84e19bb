"""Pictures that Pillow opens: as few pixels as the caller needs, upright, in sRGB."""

from __future__ import annotations

import contextlib
import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    ExifTags,
    GifImagePlugin,
    Image,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from photoclip.core.errors import PictureError
from photoclip.core.models import PhotoMetadata, Problem
from photoclip.core.wording import Message
from photoclip.media.color import to_eight_bits, to_srgb
from photoclip.media.memory import bound_bytes, check_memory, needed_bytes
from photoclip.media.metadata import exif_of, photo_metadata

# Imported for their entry in Pillow's table, so that no thread has to import them in the middle.
_PLUGINS = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
# Pillow knows many more; those that start other programs (EPS) or fetch nothing a camera writes
# only widen what a hostile file can reach.
_FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "BMP", "DIB", "TIFF", "JPEG2000", "AVIF"]

# The one place where Pillow's own limit is lifted: it warns at sizes that are everyday panoramas
# and counts a JPEG by its full size. ``_check_size`` takes its place.
Image.MAX_IMAGE_PIXELS = None

JPEG_ALLOWANCE = 4
"""A baseline JPEG may have this many times ``max_pixels``, as it never exists in full in memory."""

_LARGE_SHARE = 4
# What takes more than a share of the memory for one decode is decoded one at a time, whatever
# number of threads decode.
_large_one = threading.Lock()

_ANIMATED = frozenset({"GIF", "PNG", "WEBP", "AVIF"})
_heif_lock = threading.Lock()
_has_heif = False

_HEAD_BYTES = 1 << 16

_HUSHED = r"PIL\."

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class DecodedPicture:
    """image: RGB, 8 bits, sRGB, upright, reduced. metadata: width and height are the full ones."""

    image: Image.Image
    metadata: PhotoMetadata


def decode_raster(
    source: bytes | str, *, min_edge: int, max_pixels: int, orientation: int | None = None
) -> DecodedPicture:
    """Decode with Pillow. orientation: EXIF value to go by instead of the picture's own.

    Raises PictureError (TOO_LARGE), and whatever Pillow raises on a broken file.
    """
    _hush_pillow()
    with open_raster(source) as image:
        width, height = image.size
        shrink = draft(image, min_edge)
        _check_size(image, width, height, shrink, max_pixels)
        needed = _needed(image, (width, height), shrink, min_edge, source)
        check_memory(needed, (width, height), image.format or "")
        # PNG and others may keep EXIF behind the pixels, so ask only after loading.
        profile, format = image.info.get("icc_profile"), image.format or ""
        is_animated = format in _ANIMATED and bool(getattr(image, "is_animated", False))
        with _turn_of(needed):
            image.load()
            exif = exif_of(image)
            turn = orientation or _orientation(exif)
            reduced = reduce_to(to_eight_bits(image), min_edge)
        if turn >= 5:
            width, height = height, width
        metadata = photo_metadata(
            exif,
            width=width,
            height=height,
            format="JPEG" if format == "MPO" else format,
            is_animated=is_animated,
        )
        return DecodedPicture(to_srgb(turn_upright(reduced, turn), profile), metadata)


def check_pixels(width: int, height: int, max_pixels: int) -> None:
    """Raise PictureError (TOO_LARGE) where a picture has more pixels than are decoded."""
    if width * height > max_pixels:
        raise PictureError(
            Problem.TOO_LARGE,
            Message(
                "The picture is too large to open safely ({width} x {height} "
                "pixels, the limit is {max_pixels:.0f} megapixels).",
                width=width,
                height=height,
                max_pixels=max_pixels / 1000000.0,
            ),
            "Save a smaller copy, or exclude it.",
        )


def reduce_to(image: Image.Image, min_edge: int) -> Image.Image:
    """Average whole blocks of pixels, the cheapest filter without artefacts, down to ``min_edge``.

    The shorter side keeps at least ``min_edge`` pixels where it has them, and less than twice.
    """
    factor = min(image.size) // max(1, min_edge)
    return image.reduce(factor) if factor > 1 else image


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turn and mirror as EXIF orientation 1 to 8 says (CIPA DC-008, tag 274)."""
    method = _UPRIGHT.get(orientation)
    return image if method is None else image.transpose(method)


@contextlib.contextmanager
def open_raster(source: bytes | str) -> Iterator[Image.Image]:
    """A picture that Pillow knows, opened and not loaded yet."""
    file = io.BytesIO(source) if isinstance(source, bytes) else open(source, "rb")  # noqa: SIM115
    with file:
        head = file.read(64)
        formats = _FORMATS
        if head[4:8] == b"ftyp" and b"avi" not in head:
            _register_heif()
            formats = ["HEIF"]
        with Image.open(file, formats=formats) as image:
            yield image


def _register_heif() -> None:
    """libheif costs memory and time to load: only those who have such files pay."""
    global _has_heif
    with _heif_lock:
        if not _has_heif:
            import pillow_heif

            pillow_heif.register_heif_opener(thumbnails=False)
            _has_heif = True


def draft(image: Image.Image, min_edge: int) -> int:
    """Let the decoder skip pixels while it decodes: what the sides are divided by, a power of 2.

    JPEG is scaled in the DCT domain, of JPEG 2000 the finest wavelets are left out; both sides
    keep at least ``min_edge`` pixels.
    """
    if isinstance(image, Jpeg2KImagePlugin.Jpeg2KImageFile):
        return _leave_levels_out(image, min_edge)
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return 1
    width = image.size[0]
    drafted = image.draft(None, (min_edge, min_edge))
    return 1 if drafted is None else round(width / drafted[1][2])


def _leave_levels_out(image: Jpeg2KImagePlugin.Jpeg2KImageFile, min_edge: int) -> int:
    levels = 0
    while levels < _levels(image) and min(image.size) >> (levels + 1) >= max(1, min_edge):
        levels += 1
    # Pillow reads it when the picture is loaded, and changes the size then.
    image.reduce = levels
    return 1 << levels


def _levels(image: Jpeg2KImagePlugin.Jpeg2KImageFile) -> int:
    """Wavelet decompositions of a JPEG 2000 codestream (ISO 15444-1, annex A.6.1), 0 if unknown."""
    file = image.fp
    if file is None:
        return 0
    place = file.tell()
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    file.seek(place)
    at = head.find(b"\xff\x4f\xff\x51") + 2
    while at >= 2 and head[at : at + 1] == b"\xff" and len(head) > at + 9:
        if head[at + 1] == 0x52:
            return int(min(head[at + 9], 5))
        at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    return 0


def _check_size(image: Image.Image, width: int, height: int, shrink: int, max_pixels: int) -> None:
    # A progressive JPEG keeps all its coefficients in memory, so drafting saves it nothing.
    if shrink > 1 and not image.info.get("progressive"):
        check_pixels(width, height, min(JPEG_ALLOWANCE, shrink * shrink) * max_pixels)
    else:
        check_pixels(width, height, max_pixels)


def _needed(
    image: Image.Image, size: tuple[int, int], shrink: int, min_edge: int, source: bytes | str
) -> int:
    factor = max(1, min(size) // shrink // max(1, min_edge))
    held = len(source) if isinstance(source, bytes) else 0
    return needed_bytes(image, size, shrink, 1 / (factor * factor)) + held


def _turn_of(needed: int) -> AbstractContextManager[object]:
    is_large = needed > bound_bytes() // _LARGE_SHARE
    return _large_one if is_large else contextlib.nullcontext()


def _orientation(exif: Image.Exif) -> int:
    value = exif.get(ExifTags.Base.Orientation)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _hush_pillow() -> None:
    """Pillow warns of odd metadata through ``warnings``, which nobody would read.

    Looked at on every call, since test runners and others put the list of filters back.
    """
    if not any(getattr(one[3], "pattern", "") == _HUSHED for one in warnings.filters):
        warnings.filterwarnings("ignore", module=_HUSHED)
