"""Any pixel layout to 8-bit sRGB: depths, palettes, inks, alpha and colour profiles."""

from __future__ import annotations

import io
import logging
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

log = logging.getLogger(__name__)

NEUTRAL_GREY = 128
"""What shines through transparent pixels: no cast, and neither black nor white lettering drowns."""

_SIXTEEN_BIT = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})
_WITH_ALPHA = frozenset({"LA", "RGBA"})
_MODES_OF_SPACE = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}
# Differences that rounding alone brings when a profile already is sRGB.
_SAME_COLOUR = 2

TIFF_BITS_PER_SAMPLE = 258
TIFF_PHOTOMETRIC = 262


def to_eight_bits(image: Image.Image) -> Image.Image:
    """``image``, loaded, in one of the modes L, LA, RGB, RGBA, CMYK: 8 bits a channel."""
    mode = image.mode
    if mode in {"L", "RGB"}:
        return _with_colour_key(image)
    if mode in {"LA", "RGBA", "CMYK"}:
        return image
    if mode == "LAB":
        # Not later: Pillow keeps a* and b* in two's complement, so pixels cannot be averaged.
        return _lab_transform().apply(image)
    if mode in _SIXTEEN_BIT or mode in {"I", "F"}:
        return _from_deep(image)
    if mode in {"P", "PA"}:
        has_alpha = mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if has_alpha else "RGB")
    return image.convert({"1": "L", "La": "LA", "RGBa": "RGBA"}.get(mode, "RGB"))


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB in sRGB from what ``to_eight_bits`` gives; alpha is laid on neutral grey.

    profile: the ICC profile that the file carries. One that is broken or belongs to other
    channels is passed over, as browsers do.
    """
    alpha = image.getchannel("A") if image.mode in _WITH_ALPHA else None
    if image.mode in _WITH_ALPHA:
        image = image.convert(image.mode[:-1])
    colours = _apply_profile(image, profile)
    if alpha is None:
        return colours
    ground = Image.new("RGB", colours.size, (NEUTRAL_GREY,) * 3)
    ground.paste(colours, mask=alpha)
    return ground


def _with_colour_key(image: Image.Image) -> Image.Image:
    """PNG may name one colour that is transparent; Pillow knows it by 8-bit values only."""
    key = image.info.get("transparency")
    parts = key if isinstance(key, tuple) else (key,)
    if all(isinstance(part, int) and 0 <= part <= 255 for part in parts):
        return image.convert("LA" if image.mode == "L" else "RGBA")
    return image


def _from_deep(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    if image.mode == "F":
        levels = _float_levels(values)
    elif image.mode == "I":
        levels = _int_levels(values)
    else:
        bits = _declared_bits(image)
        levels = np.minimum(values >> (bits - 8), 255).astype(np.uint8)
    if image.mode in _SIXTEEN_BIT and _tag(image, TIFF_PHOTOMETRIC) == 0:
        # "White is zero": Pillow inverts it for 8 bits and fewer only.
        levels = 255 - levels
    grey = Image.fromarray(levels)
    key = image.info.get("transparency")
    if isinstance(key, int):
        grey.putalpha(Image.fromarray(np.where(values == key, 0, 255).astype(np.uint8)))
    return grey


def _tag(image: Image.Image, tag: int) -> Any:
    value = getattr(image, "tag_v2", {}).get(tag)
    return value[0] if isinstance(value, tuple) and value else value


def _declared_bits(image: Image.Image) -> int:
    """Bits a sample of a 16-bit mode: 12-bit scanner and microscope files come in it too."""
    bits = _tag(image, TIFF_BITS_PER_SAMPLE)
    return bits if isinstance(bits, int) and 8 <= bits <= 16 else 16


def _int_levels(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """int32 (h, w) to 0..255: 16 bits unless the values need more, signed ones lifted to zero."""
    lowest, highest = int(values.min()), int(values.max())
    if lowest >= 0:
        shift = 8 if highest <= 0xFFFF else 23
        return (values >> shift).astype(np.uint8)
    if lowest >= -0x8000 and highest < 0x8000:
        return ((values + 0x8000) >> 8).astype(np.uint8)
    return ((values.astype(np.int64) + 0x8000_0000) >> 24).astype(np.uint8)


def _float_levels(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """float32 (h, w) to 0..255: 0..1 is full range, anything else is spread from end to end."""
    finite = np.isfinite(values)
    lowest = float(values.min(where=finite, initial=np.inf))
    highest = float(values.max(where=finite, initial=-np.inf))
    if not lowest <= highest:
        return np.zeros(values.shape, np.uint8)
    if lowest >= 0.0 and highest <= 1.0:
        lowest, highest = 0.0, 1.0
    span = (highest - lowest) or 1.0
    scaled = np.nan_to_num((values.astype(np.float64) - lowest) / span, posinf=1.0, neginf=0.0)
    return (np.clip(scaled, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)


def _apply_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    source, transform = _transform(profile) if profile else ("", None)
    if transform is not None and (image.mode, source) == ("L", "RGB"):
        # A grey JPEG with an RGB profile is common; any other mismatch means nothing.
        image = image.convert("RGB")
    if transform is None or source != image.mode:
        return image.convert("RGB")
    try:
        return transform.apply(image)
    except (ImageCms.PyCMSError, ValueError) as error:
        log.debug("a colour profile could not be applied: %s", error)
        return image.convert("RGB")


@lru_cache(maxsize=64)
def _transform(profile: bytes) -> tuple[str, ImageCms.ImageCmsTransform | None]:
    """The mode that the profile is for and its way to sRGB, None where it changes nothing."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _MODES_OF_SPACE.get(opened.profile.xcolor_space)
        if mode is None:
            return "", None
        transform = _build(opened, mode)
        return mode, None if _is_srgb(transform, mode) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        log.debug("a colour profile was passed over: %s", error)
        return "", None


@lru_cache(maxsize=1)
def _lab_transform() -> ImageCms.ImageCmsTransform:
    return _build(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "LAB")


def _build(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    # Without lcms2's one-pixel cache a transform may be used by many threads at once.
    return ImageCms.buildTransform(
        profile,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.PERCEPTUAL,
        flags=ImageCms.Flags.NOCACHE,
    )


def _is_srgb(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Asked of the colours themselves: the names of profiles say little."""
    if mode not in {"RGB", "L"}:
        return False
    steps = np.linspace(0, 255, 9 if mode == "RGB" else 256).astype(np.uint8)
    if mode == "RGB":
        cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(9, 81, 3)
        patches = Image.fromarray(cube)
    else:
        patches = Image.fromarray(steps[None, :])
    before = np.asarray(patches.convert("RGB"), np.int16)
    after = np.asarray(transform.apply(patches), np.int16)
    return int(np.abs(after - before).max()) <= _SAME_COLOUR
