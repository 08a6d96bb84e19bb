"""Camera RAW: the preview that the camera itself embedded, which is what the photographer saw."""

from __future__ import annotations

import dataclasses
import io
import logging
from datetime import datetime
from typing import Any

import numpy as np
import rawpy
from PIL import Image

from photoclip.core.errors import PictureError
from photoclip.core.models import PhotoMetadata, Problem
from photoclip.media.memory import check_memory
from photoclip.media.metadata import exif_of_tiff, photo_metadata
from photoclip.media.raster import (
    DecodedPicture,
    check_pixels,
    decode_raster,
    reduce_to,
    turn_upright,
)

log = logging.getLogger(__name__)

# LibRaw's "flip" (what it turns by) to EXIF orientation.
_ORIENTATIONS = {0: 1, 3: 3, 5: 8, 6: 6}
_SIDEWAYS = frozenset({6, 8})
_SIGNATURES = (b"II", b"MM", b"FUJIFILM", b"FOVb", b"\0MRM")
_HEAD_BYTES = 2 * 1024 * 1024


def decode_raw(
    source: bytes | str, name: str, *, min_edge: int, max_pixels: int
) -> DecodedPicture | None:
    """The embedded preview, or a half-size development where there is none of enough pixels.

    None where LibRaw does not know the file as RAW. Raises PictureError (TOO_LARGE, TRUNCATED),
    and what LibRaw and Pillow raise on a broken file.
    """
    with io.BytesIO(source) if isinstance(source, bytes) else open(source, "rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        try:
            with rawpy.imread(file) as raw:
                return _decode_opened(raw, head, name, min_edge, max_pixels)
        except rawpy.LibRawFileUnsupportedError:
            return None
        except rawpy.LibRawIOError as error:
            if not head.startswith(_SIGNATURES) and head[4:12] != b"ftypcrx ":
                return None  # too short to be anything
            raise PictureError(
                Problem.TRUNCATED,
                "The picture is cut short: its end is missing.",
                "Copy it again from the camera or from a backup.",
            ) from error


def _decode_opened(
    raw: Any, head: bytes, name: str, min_edge: int, max_pixels: int
) -> DecodedPicture:
    width, height = raw.sizes.width, raw.sizes.height
    check_pixels(max(width, raw.sizes.raw_width), max(height, raw.sizes.raw_height), max_pixels)
    orientation = _ORIENTATIONS.get(raw.sizes.flip, 1)
    if orientation in _SIDEWAYS:
        width, height = height, width
    preview = _preview(raw, orientation, height > width, min_edge, max_pixels)
    # A development at half size is slow: only where it has clearly more to give.
    if preview is not None and _short_side(preview) >= min(min_edge, min(width, height) // 2):
        image = preview.image
    else:
        # The sensor's values, the half-size picture in four colours, and what is made of it.
        check_memory(8 * raw.sizes.raw_width * raw.sizes.raw_height, (width, height), "RAW")
        image = _develop(raw, preview, min_edge)
    metadata = _metadata(raw, head, preview, width, height, name)
    return DecodedPicture(image, metadata)


def _short_side(picture: DecodedPicture) -> int:
    return min(picture.metadata.width, picture.metadata.height)


def _preview(
    raw: Any, orientation: int, is_portrait: bool, min_edge: int, max_pixels: int
) -> DecodedPicture | None:
    try:
        thumbnail = raw.extract_thumb()
        if thumbnail.format != rawpy.ThumbFormat.JPEG:
            # LibRaw owns the array's memory, and gives it back with the file.
            bitmap = Image.fromarray(np.array(thumbnail.data)).convert("RGB")
            upright = turn_upright(reduce_to(bitmap, min_edge), orientation)
            return DecodedPicture(upright, PhotoMetadata(*bitmap.size, format="RAW"))
        # Not the preview's own word: where it has none, LibRaw writes one into it.
        found = decode_raster(
            thumbnail.data, min_edge=min_edge, max_pixels=max_pixels, orientation=orientation
        )
        if orientation in _SIDEWAYS and (found.image.height > found.image.width) != is_portrait:
            # Turned once too often: the camera had stored this preview upright.
            found = decode_raster(
                thumbnail.data, min_edge=min_edge, max_pixels=max_pixels, orientation=1
            )
        return found
    except Exception as error:
        # There may be none, or a broken one: the sensor's own data are still to be had.
        log.debug("no use of the embedded preview: %s", error)
        return None


def _develop(raw: Any, preview: DecodedPicture | None, min_edge: int) -> Image.Image:
    try:
        pixels = raw.postprocess(half_size=True, use_camera_wb=True, output_bps=8)
    except rawpy.LibRawError:
        if preview is None:
            raise
        return preview.image
    return reduce_to(Image.fromarray(pixels).convert("RGB"), min_edge)


def _metadata(
    raw: Any, head: bytes, preview: DecodedPicture | None, width: int, height: int, name: str
) -> PhotoMetadata:
    format = name.rpartition(".")[2].upper()
    metadata = photo_metadata(exif_of_tiff(head), width=width, height=height, format=format)
    if metadata.taken_at is None and metadata.camera is None and preview is not None:
        metadata = dataclasses.replace(
            preview.metadata, width=width, height=height, format=format, is_animated=False
        )
    return metadata if metadata.taken_at is not None else _completed(metadata, raw)


def _completed(metadata: PhotoMetadata, raw: Any) -> PhotoMetadata:
    """What LibRaw knows of formats without readable EXIF, such as Canon's CR3."""
    try:
        # LibRaw took the camera's clock for this machine's local time; undo just that.
        moment = datetime.fromtimestamp(raw.other.timestamp.timestamp())
        return dataclasses.replace(
            metadata,
            taken_at=moment if moment.year >= 1990 else None,
            iso=metadata.iso or round(raw.other.iso_speed) or None,
            f_number=metadata.f_number or raw.other.aperture or None,
            exposure_s=metadata.exposure_s or raw.other.shutter_speed or None,
            focal_length_mm=metadata.focal_length_mm or raw.other.focal_length or None,
        )
    except Exception as error:  # older versions of rawpy do not tell
        log.debug("LibRaw told no details: %s", error)
        return metadata
