"""Whether two pictures show the same: an edit, or the same pixels.

A difference hash (N. Krawetz, "Kind of like that", 2013): the picture as 9 by 8 grey values, each
of the 64 bits saying whether a value is brighter than the one to its right. It stays through
changes of size, brightness, contrast and colour.
"""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt

from photoclip.core.file_identity import Likeness

ALIKE_BITS = 10
"""Bits of 64 in which the hashes of a picture and an edit of it differ at most, as Krawetz has it;
two unrelated pictures differ in 32 on average."""

FLAT = 6.0
"""Standard deviation of grey values (of 255) below which a hash is made of noise."""

NEAR = 12.0
"""Mean difference of colours (of 255) of two flat pictures that show the same."""


def compare_pictures(former: bytes, later: bytes) -> Likeness:
    """How alike two pictures are, given as JPEG files that were made in the same way."""
    if former == later:
        return Likeness.EQUAL
    try:
        one, other = _small(former), _small(later)
    except (OSError, ValueError):
        return Likeness.UNKNOWN
    grey, other_grey = one.mean(axis=2), other.mean(axis=2)
    if min(float(grey.std()), float(other_grey.std())) < FLAT:
        is_alike = float(np.abs(one - other).mean()) <= NEAR
    else:
        is_alike = int((_bits(grey) != _bits(other_grey)).sum()) <= ALIKE_BITS
    return Likeness.ALIKE if is_alike else Likeness.UNLIKE


def _small(picture: bytes) -> npt.NDArray[np.float64]:
    """float64 (8, 9, 3), 0 to 255."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        small = opened.convert("RGB").resize((9, 8), Image.Resampling.BOX)
    return np.asarray(small, np.float64)


def _bits(grey: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """bool (8, 8)."""
    return grey[:, :-1] > grey[:, 1:]
