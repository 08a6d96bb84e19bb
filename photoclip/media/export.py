"""Copies of pictures: resized, turned, without what should stay private. Originals are only read.

A copy appears whole or not at all, and never takes the place of a file that is there.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import shutil
import tempfile
from typing import Any

from PIL import Image

from photoclip.core.errors import (
    DiskFullError,
    ExportError,
    PhotoClipError,
    PictureError,
    is_disk_full,
)
from photoclip.core.files import ExportFormat, ExportJob, ExportSettings, Strip
from photoclip.core.models import Problem
from photoclip.core.own_files import hold
from photoclip.core.wording import Message
from photoclip.media.color import to_eight_bits
from photoclip.media.decode import MAX_PIXELS, decode
from photoclip.media.failures import explain
from photoclip.media.fingerprint import read_stable
from photoclip.media.formats import is_raw_name
from photoclip.media.jpeg_segments import without_metadata
from photoclip.media.memory import bound_bytes, check_memory, needed_bytes
from photoclip.media.metadata import exif_of, exif_of_tiff
from photoclip.media.private import ORIENTATION, kept_exif
from photoclip.media.raster import check_pixels, draft, open_raster, turn_upright

_EXTENSIONS = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "WEBP": ".webp",
    "TIFF": ".tif",
    "GIF": ".gif",
    "BMP": ".bmp",
}
_WITH_ALPHA = frozenset({"LA", "RGBA", "PA", "La", "RGBa"})
_JPEG_MODES = frozenset({"L", "RGB", "CMYK"})
_WITH_XMP = frozenset({"JPEG", "WEBP"})
# Modes whose colours mean the same after ``to_eight_bits``, so that their profile still holds.
_SAME_COLOURS = frozenset({"L", "LA", "RGB", "RGBA", "CMYK", "P", "PA", "I;16", "RGBX", "RGBa"})

KEPT_QUALITY = 92
"""Of a JPEG or WebP that has to be encoded again to stay in its format."""

_TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def export_picture(job: ExportJob) -> str:
    """Make one copy; its path.

    The copy is the very bytes of the original where nothing about them is to change; a JPEG that
    only loses metadata keeps its pixels bit by bit. Raises PictureError where the original cannot
    be read, ExportError where the folder cannot be written, DiskFullError.
    """
    source, settings = job.source, job.settings
    data, _, _ = read_stable(source, None)
    folder = _usable(settings.folder)
    if _is_plain_copy(job):
        return _place(folder, job.stem, os.path.splitext(source)[1], source, data)
    try:
        extension, made = _changed_copy(job, data)
    except PictureError:
        raise
    except Exception as error:
        raise explain(error, data or source) from error
    return _place(folder, job.stem, extension, source, made)


def _is_plain_copy(job: ExportJob) -> bool:
    settings = job.settings
    return (
        settings.long_side is None
        and settings.format is ExportFormat.KEEP
        and settings.strip is Strip.NOTHING
        and job.rotation % 360 == 0
    )


def _changed_copy(job: ExportJob, data: bytes | None) -> tuple[str, bytes]:
    """The extension with its dot, and the encoded copy."""
    source, settings, name = job.source, job.settings, os.path.basename(job.source)
    if is_raw_name(name):
        # A RAW file is no picture yet: what is exported is its development, in sRGB.
        picture = decode(data or source, name, min_edge=1 << 20)
        turned = _turned(_fitted(picture.image, settings.long_side), job.rotation)
        exif = exif_of_tiff(data) if data else Image.Exif()
        return _encoded(turned, "JPEG", settings, exif, {})
    with open_raster(data or source) as image:
        check_pixels(*image.size, MAX_PIXELS)
        if getattr(image, "is_animated", False) and image.format != "MPO":
            raise PictureError(
                Problem.UNREADABLE,
                "The picture moves, so it can only be copied as it is.",
                "Export it at its original size, in its own format, with everything kept.",
            )
        lossless = _lossless(image, job, data)
        if lossless is not None:
            return os.path.splitext(source)[1], lossless
        _keep_small(image, settings.long_side)
        image.load()
        return _redrawn(image, job)


def _keep_small(image: Image.Image, long_side: int | None) -> None:
    """Stay within the memory of a decode. Raises PictureError (TOO_LARGE) where that cannot be.

    The decoder skips pixels only where it must: a copy made from all of them is a little sharper.
    """
    size, shrink = image.size, 1
    needed = needed_bytes(image, size, shrink, 1.0)
    if needed > bound_bytes() and long_side is not None and long_side < max(size):
        shrink = draft(image, math.ceil(long_side * min(size) / max(size)))
        needed = needed_bytes(image, size, shrink, 1.0)
    check_memory(needed, size, image.format or "")


def _lossless(image: Image.Image, job: ExportJob, data: bytes | None) -> bytes | None:
    """A JPEG of which only metadata go; None where pixels have to be touched."""
    settings = job.settings
    keeps = settings.long_side is None and settings.format is ExportFormat.KEEP
    if image.format != "JPEG" or not keeps or job.rotation % 360 or data is None:
        return None
    exif = exif_of(image)
    if settings.strip is Strip.ALL:
        # Where EXIF turns the picture, its pixels must be turned before EXIF may go.
        return None if exif.get(ORIENTATION, 1) != 1 else without_metadata(data, b"")
    return without_metadata(data, kept_exif(exif, settings.strip).tobytes())


def _redrawn(image: Image.Image, job: ExportJob) -> tuple[str, bytes]:
    settings = job.settings
    format = "JPEG" if image.format == "MPO" else image.format or ""
    if settings.format is ExportFormat.JPEG or format not in _EXTENSIONS:
        format = "JPEG"
    exif = exif_of(image)
    profile = image.info.get("icc_profile") if image.mode in _SAME_COLOURS else None
    xmp = image.info.get("xmp") if settings.strip is Strip.NOTHING else None
    upright = turn_upright(image, exif.get(ORIENTATION, 1))
    pixels = _turned(_fitted(upright, settings.long_side), job.rotation)
    extra: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if xmp and format in _WITH_XMP:
        extra["xmp"] = xmp
    return _encoded(pixels, format, settings, exif, extra)


def _encoded(
    pixels: Image.Image,
    format: str,
    settings: ExportSettings,
    exif: Image.Exif,
    extra: dict[str, Any],
) -> tuple[str, bytes]:
    if format == "JPEG":
        pixels = _without_alpha(pixels)
        is_chosen = settings.format is ExportFormat.JPEG
        extra["quality"] = settings.quality if is_chosen else KEPT_QUALITY
    elif format == "WEBP":
        extra["quality"] = KEPT_QUALITY
    kept = kept_exif(exif, settings.strip, size=pixels.size)
    if len(kept) and format not in ("GIF", "BMP"):
        extra["exif"] = kept.tobytes()
    # Pillow writes some of what it read before without being asked: a copy knows nothing of it.
    pixels = pixels.copy()
    transparency = pixels.info.get("transparency")
    pixels.info = {} if transparency is None else {"transparency": transparency}
    made = io.BytesIO()
    pixels.save(made, format, **extra)
    return _EXTENSIONS[format], made.getvalue()


def _fitted(image: Image.Image, long_side: int | None) -> Image.Image:
    longest = max(image.size)
    if long_side is None or longest <= long_side:
        return image
    size = [max(1, round(side * long_side / longest)) for side in image.size]
    smooth = to_eight_bits(image)
    return smooth.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _turned(image: Image.Image, degrees: int) -> Image.Image:
    method = _TURNS.get(degrees % 360)
    return image if method is None else image.transpose(method)


def _without_alpha(image: Image.Image) -> Image.Image:
    """JPEG knows no transparency: white paper shines through."""
    if image.mode in _WITH_ALPHA or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    image = to_eight_bits(image)
    return image if image.mode in _JPEG_MODES else image.convert("RGB")


# Writing


def _usable(folder: str) -> str:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise _refusal(folder, error) from error
    return folder


def _place(folder: str, stem: str, extension: str, source: str, data: bytes | None) -> str:
    """Write under a name that is free; without ``data``, the bytes of a very large ``source``."""
    try:
        descriptor, partial = tempfile.mkstemp(".tmp", ".photoclip-", folder)
        try:
            with open(descriptor, "wb") as file:
                hold(descriptor)
                if data is None:
                    with open(source, "rb") as original:
                        shutil.copyfileobj(original, file, 1 << 20)
                else:
                    file.write(data)
            with contextlib.suppress(OSError):
                os.chmod(partial, 0o666 & ~_umask())
                status = os.stat(source)
                os.utime(partial, ns=(status.st_atime_ns, status.st_mtime_ns))
            return _named(partial, folder, stem, extension)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(partial)
            raise
    except OSError as error:
        raise _refusal(folder, error) from error


def _named(partial: str, folder: str, stem: str, extension: str) -> str:
    """Give a written file its name; its path."""
    path = _claimed(folder, stem, extension)
    try:
        os.replace(partial, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise
    return path


def _claimed(folder: str, stem: str, extension: str) -> str:
    """An empty file of the first free name among "stem", "stem (2)", "stem (3)" and so on."""
    number = 1
    while True:
        name = stem + (f" ({number})" if number > 1 else "") + extension
        path = os.path.join(folder, name)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            return path
        number += 1


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _refusal(folder: str, error: OSError) -> PhotoClipError:
    if is_disk_full(error):
        return DiskFullError(
            Message("No room is left on the disk of {folder}.", folder=folder),
            "Make room or choose another folder; the copies made so far are complete.",
        )
    return ExportError(
        Message(
            "The folder {folder} cannot be written ({reason}).",
            folder=folder,
            reason=error.strerror or error,
        ),
        "Choose another folder, or give your user account the right to write there.",
    )
