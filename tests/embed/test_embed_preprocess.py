"""A picture reaches the model exactly as open_clip would hand it over."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photoclip.embed.models.openclip import quiet_imports
from photoclip.embed.models.preprocess import PreprocessSpec, ResizeMode, to_pixels

with quiet_imports():
    import open_clip

ODD_SIZES = [(333, 500), (500, 333), (301, 301), (97, 1013), (1013, 97), (40, 31), (224, 224)]


def painted(width: int, height: int) -> Image.Image:
    dice = np.random.default_rng(width * 10_000 + height)
    return Image.fromarray(dice.integers(0, 256, (height, width, 3), dtype=np.uint8))


def by_open_clip(image: Image.Image, spec: PreprocessSpec) -> np.ndarray:
    size = spec.size[0] if spec.size[0] == spec.size[1] else spec.size
    transform = open_clip.image_transform(
        size,
        is_train=False,
        mean=spec.mean,
        std=spec.std,
        resize_mode=spec.resize_mode,
        interpolation=spec.interpolation,
        fill_color=spec.fill,
    )
    return transform(image).numpy()


@pytest.mark.parametrize("mode", ["shortest", "longest", "squash"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
@pytest.mark.parametrize(("width", "height"), ODD_SIZES)
def test_every_odd_shape_gives_the_pixels_of_open_clip(
    width: int, height: int, interpolation: str, mode: ResizeMode
) -> None:
    config = {"size": 224, "interpolation": interpolation, "resize_mode": mode, "fill_color": 7}
    spec = PreprocessSpec.from_config(config)
    image = painted(width, height)
    assert np.array_equal(to_pixels(image, spec), by_open_clip(image, spec))


@pytest.mark.parametrize("mode", ["shortest", "longest", "squash"])
@pytest.mark.parametrize("interpolation", ["bicubic", "bilinear"])
def test_a_model_that_looks_at_oblong_pictures_gets_them(
    mode: ResizeMode, interpolation: str
) -> None:
    spec = PreprocessSpec.from_config(
        {"size": (160, 224), "resize_mode": mode, "interpolation": interpolation}
    )
    for width, height in ODD_SIZES:
        image = painted(width, height)
        assert np.array_equal(to_pixels(image, spec), by_open_clip(image, spec))


@settings(max_examples=40, deadline=None)
@given(
    width=st.integers(1, 400),
    height=st.integers(1, 400),
    mode=st.sampled_from(["shortest", "squash"]),
)
def test_any_size_agrees_with_open_clip(width: int, height: int, mode: ResizeMode) -> None:
    spec = PreprocessSpec(size=(64, 64), resize_mode=mode)
    image = painted(width, height)
    assert np.array_equal(to_pixels(image, spec), by_open_clip(image, spec))


def test_a_hairline_picture_is_padded_where_open_clip_would_give_up() -> None:
    spec = PreprocessSpec(size=(64, 64), resize_mode="longest")
    pixels = to_pixels(painted(1000, 1), spec)
    assert pixels.shape == (3, 64, 64)
    assert np.isfinite(pixels).all()


def test_a_grey_picture_is_seen_as_grey_in_all_channels() -> None:
    spec = PreprocessSpec(size=(8, 8), mean=(0.5,) * 3, std=(0.5,) * 3)
    pixels = to_pixels(Image.new("L", (20, 10), 255), spec)
    assert pixels.dtype == np.float32
    assert pixels.flags.c_contiguous
    assert (pixels == 1.0).all()


def test_what_a_configuration_leaves_out_is_what_open_clip_assumes() -> None:
    spec = PreprocessSpec.from_config({"size": [224, 224], "interpolation": "random", "mean": 0.5})
    assert spec.interpolation == "bicubic"
    assert spec.resize_mode == "shortest"
    assert spec.mean == (0.5, 0.5, 0.5)
    assert PreprocessSpec.from_config(spec.to_config()) == spec


@pytest.mark.parametrize("wrong", [{"interpolation": "nearest"}, {"resize_mode": "crop"}])
def test_an_unknown_way_to_resize_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="unknown"):
        PreprocessSpec.from_config({"size": 224, **wrong})
