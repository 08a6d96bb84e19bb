"""A picture file to pixels, whatever its format: small enough, upright, in sRGB, or a clear error.

Everything here may be called from many threads at once.
"""

from __future__ import annotations

import os

from photoclip.core.errors import PictureError
from photoclip.media.failures import explain
from photoclip.media.fingerprint import check_regular
from photoclip.media.formats import is_raw_name
from photoclip.media.memory import lacks_memory
from photoclip.media.raster import DecodedPicture, decode_raster

__all__ = ["MAX_PIXELS", "DecodedPicture", "decode"]

MAX_PIXELS = 400_000_000
"""Pixels of the largest picture that is decoded; memory.py bounds what that may take."""


def decode(
    source: bytes | str, name: str, *, min_edge: int, max_pixels: int = MAX_PIXELS
) -> DecodedPicture:
    """Decode ``source``: the file's bytes, or its path where it is too large to hold.

    name: the file's name, which tells RAW files from others; all else is told by content.
    min_edge: pixels that the shorter side of the image has at least, where the original has them;
    pass twice the model's input, which changes vectors no more than a full decode's rounding.
    Raises PictureError: TOO_LARGE, mostly by the header alone (see memory.py), TRUNCATED,
    NOT_A_PICTURE, UNREADABLE; for a path also VANISHED and PERMISSION. PassingError where it may
    succeed another time. Nothing else is raised for any content.
    """
    try:
        return _decode(source, name, min_edge, max_pixels)
    except PictureError:
        raise
    except Exception as error:
        if not lacks_memory(error):
            raise explain(error, source) from error
    try:
        # What other threads held a moment ago may be free by now.
        return _decode(source, name, min_edge, max_pixels)
    except Exception as error:
        raise explain(error, source) from error


def _decode(source: bytes | str, name: str, min_edge: int, max_pixels: int) -> DecodedPicture:
    if isinstance(source, str):
        check_regular(os.stat(source))
    if is_raw_name(name):
        # LibRaw costs memory to load, which those without RAW files need not pay.
        from photoclip.media.raw import decode_raw

        picture = decode_raw(source, name, min_edge=min_edge, max_pixels=max_pixels)
        if picture is not None:
            return picture
    return decode_raster(source, min_edge=min_edge, max_pixels=max_pixels)
