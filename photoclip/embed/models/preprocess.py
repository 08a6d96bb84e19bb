"""From a decoded picture to the numbers a model looks at, with Pillow and numpy alone.

The steps and their rounding are those of ``open_clip.image_transform(is_train=False)``, which is
built on torchvision; importing torchvision costs seconds, these few lines cost nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

import numpy as np
from PIL import Image

from photoclip.core.models import Vectors

Interpolation = Literal["bicubic", "bilinear"]
ResizeMode = Literal["shortest", "longest", "squash"]

OPENAI_MEAN = (0.48145466, 0.4578275, 0.40821073)
OPENAI_STD = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True, slots=True)
class PreprocessSpec:
    """How a model wants its pictures.

    size: (height, width) in pixels. mean, std: per channel, of values in [0, 1].
    resize_mode: "shortest" scales the short edge to the size and crops the centre, "longest"
    scales the long edge and pads with ``fill`` (0 to 255), "squash" ignores the aspect ratio.
    """

    size: tuple[int, int]
    mean: tuple[float, float, float] = OPENAI_MEAN
    std: tuple[float, float, float] = OPENAI_STD
    interpolation: Interpolation = "bicubic"
    resize_mode: ResizeMode = "shortest"
    fill: int = 0

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> PreprocessSpec:
        """The spec that an open_clip ``preprocess_cfg`` with a ``size`` describes.

        Keys that are missing or None take open_clip's defaults. Raises ValueError for a value
        that open_clip would not accept either.
        """
        interpolation = config.get("interpolation") or "bicubic"
        resize_mode = config.get("resize_mode") or "shortest"
        if interpolation not in ("bicubic", "bilinear", "random"):
            raise ValueError(f"unknown interpolation {interpolation!r}")
        if resize_mode not in ("shortest", "longest", "squash"):
            raise ValueError(f"unknown resize mode {resize_mode!r}")
        return cls(
            size=_pair(config["size"]),
            mean=_triple(config.get("mean") or OPENAI_MEAN),
            std=_triple(config.get("std") or OPENAI_STD),
            # "random" is a training choice; open_clip takes bicubic for it when it only looks.
            interpolation="bilinear" if interpolation == "bilinear" else "bicubic",
            resize_mode=cast(ResizeMode, resize_mode),
            fill=int(config.get("fill_color") or 0),
        )

    def to_config(self) -> dict[str, Any]:
        """The open_clip ``preprocess_cfg`` of this spec, ready for JSON."""
        config = asdict(self)
        config["fill_color"] = config.pop("fill")
        return config


def to_pixels(image: Image.Image, spec: PreprocessSpec) -> Vectors:
    """float32 (3, height, width): what the image tower takes for one picture.

    image: upright and in sRGB; another mode than RGB is converted by Pillow's plain rule.
    """
    fitted = _fit(image if image.mode == "RGB" else image.convert("RGB"), spec)
    channels = np.asarray(fitted).transpose(2, 0, 1)
    pixels = np.ascontiguousarray(channels, dtype=np.float32)
    pixels /= np.float32(255)
    pixels -= np.asarray(spec.mean, dtype=np.float32)[:, None, None]
    pixels /= np.asarray(spec.std, dtype=np.float32)[:, None, None]
    return pixels


def _fit(image: Image.Image, spec: PreprocessSpec) -> Image.Image:
    height, width = spec.size
    bilinear, bicubic = Image.Resampling.BILINEAR, Image.Resampling.BICUBIC
    filter_ = bilinear if spec.interpolation == "bilinear" else bicubic
    if spec.resize_mode == "squash":
        return _resize(image, width, height, filter_)
    if spec.resize_mode == "longest":
        ratio = max(image.height / height, image.width / width)
        scaled = _scale(image, ratio, filter_)
        return _crop_or_pad(scaled, width, height, spec.fill)
    if height == width:
        short, long = sorted(image.size)
        # torchvision cuts the long edge down to a whole pixel, it does not round.
        far = int(height * long / short)
        portrait = image.width <= image.height
        scaled = _resize(image, *((height, far) if portrait else (far, height)), filter_)
    else:
        # open_clip leaves its own default, bicubic, in force here whatever the model asks for.
        ratio = min(image.height / height, image.width / width)
        scaled = _scale(image, ratio, bicubic)
    return _crop_or_pad(scaled, width, height, 0)


def _scale(image: Image.Image, ratio: float, filter_: Image.Resampling) -> Image.Image:
    return _resize(image, round(image.width / ratio), round(image.height / ratio), filter_)


def _resize(image: Image.Image, width: int, height: int, filter_: Image.Resampling) -> Image.Image:
    # A panorama a thousand times as wide as it is high would shrink to nothing.
    target = (max(1, width), max(1, height))
    return image if image.size == target else image.resize(target, filter_)


def _crop_or_pad(image: Image.Image, width: int, height: int, fill: int) -> Image.Image:
    if width > image.width or height > image.height:
        canvas_size = (max(width, image.width), max(height, image.height))
        canvas = Image.new("RGB", canvas_size, (fill,) * 3)
        left = max(0, width - image.width) // 2
        top = max(0, height - image.height) // 2
        canvas.paste(image, (left, top))
        image = canvas
    if image.size == (width, height):
        return image
    left = round((image.width - width) / 2)
    top = round((image.height - height) / 2)
    return image.crop((left, top, left + width, top + height))


def _pair(size: int | Sequence[int]) -> tuple[int, int]:
    if isinstance(size, int):
        return size, size
    height, width = (size[0], size[0]) if len(size) == 1 else size[-2:]
    return int(height), int(width)


def _triple(values: float | Sequence[float]) -> tuple[float, float, float]:
    if isinstance(values, (int, float)):
        return float(values), float(values), float(values)
    red, green, blue = values
    return float(red), float(green), float(blue)
