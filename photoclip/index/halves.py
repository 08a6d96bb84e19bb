"""float16 to float32 several times faster than numpy's own conversion, and exactly the same.

A half and a float differ in the widths of exponent and fraction (IEEE 754-2019, section 3.6).
Shifted into a float's place, a half's bits read as the same number times 2**-112, subnormal ones
included; one multiplication by a power of two then restores it without rounding.
"""

from __future__ import annotations

import numpy as np

from photoclip.core.models import StoredVectors, Vectors

SHIFTED_SCALE = np.float32(2.0**112)
"""What the numbers given by ``shift_halves`` have to be multiplied by."""

_SIGN_AND_VALUE = np.int32(-0x70002000)  # 0x8fffe000: the sign, and the 15 bits below it
_ROWS_IN_CACHE = 256
_EXPONENT = np.uint16(0x7C00)


def shift_halves(halves: StoredVectors, out: Vectors) -> None:
    """Write ``halves`` times 2**-112 into ``out``, a C-contiguous float32 array of their shape.

    Only for finite numbers. Whoever multiplies by a query anyway can put the scale into that.
    """
    bits = out.view(np.int32)
    np.copyto(bits, halves.view(np.int16))
    np.left_shift(bits, 13, out=bits)
    np.bitwise_and(bits, _SIGN_AND_VALUE, out=bits)


def to_single(halves: StoredVectors) -> Vectors:
    """float16 (n, d) as float32 (n, d). Infinities and not-a-numbers stay what they are."""
    out = np.empty(halves.shape, np.float32)
    for start in range(0, len(halves), _ROWS_IN_CACHE):
        piece = halves[start : start + _ROWS_IN_CACHE]
        target = out[start : start + _ROWS_IN_CACHE]
        if (piece.view(np.uint16) & _EXPONENT == _EXPONENT).any():
            target[...] = piece
        else:
            shift_halves(piece, target)
            np.multiply(target, SHIFTED_SCALE, out=target)
    return out
