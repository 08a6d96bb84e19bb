"""Colours are those that the file means, whatever way it keeps them."""

from __future__ import annotations

import numpy as np
import pytest
from picture_files import (
    ADOBE_PRIMARIES,
    SRGB_PRIMARIES,
    SWAPPED_PRIMARIES,
    cmyk_profile,
    encoded,
    grey_profile,
    plain_tiff,
    png,
    png_chunk,
    rgb_profile,
)
from PIL import Image, ImageCms

from photoclip.media.decode import decode

ADOBE_120_150_110_IN_SRGB = (105, 151, 108)


def colour_of(data: bytes, at: tuple[int, int] = (0, 0)) -> tuple[int, ...]:
    image = decode(data, "picture", min_edge=1000).image
    assert image.mode == "RGB"
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return pixel


def near(*colour: int, by: int = 1) -> object:
    return pytest.approx(colour, abs=by)


def spread(values: list[float], dtype: str) -> np.ndarray:
    """One row of pixels, one channel."""
    return np.array(values).astype(dtype).reshape(1, -1, 1)


@pytest.mark.parametrize(
    ("colour_type", "samples", "expected"),
    [
        (0, [30000], (117, 117, 117)),
        (0, [65535], (255, 255, 255)),
        (2, [65535, 30000, 1000], (255, 117, 4)),
        (4, [30000, 65535], (117, 117, 117)),
        (4, [65535, 0], (128, 128, 128)),
        (6, [65535, 30000, 1000, 65535], (255, 117, 4)),
        (6, [65535, 30000, 1000, 0], (128, 128, 128)),
    ],
)
def test_a_16_bit_png_has_its_colours(
    colour_type: int, samples: list[int], expected: tuple[int, ...]
) -> None:
    pixels = np.broadcast_to(np.array(samples, ">u2"), (4, 4, len(samples)))
    assert colour_of(png(pixels, colour_type, 16)) == near(*expected)


def test_a_16_bit_grey_ramp_keeps_all_its_steps() -> None:
    ramp = np.repeat(np.arange(256) * 257, 4).astype(">u2").reshape(256, 4, 1)
    image = decode(png(ramp, 0, 16), "ramp.png", min_edge=1000).image
    assert np.array_equal(np.asarray(image)[:, 0, 0], np.arange(256))


@pytest.mark.parametrize(
    ("dtype", "photometric", "samples", "expected"),
    [
        ("<u2", 1, [30000], (117, 117, 117)),
        ("<u2", 0, [65535 - 30000], (117, 117, 117)),
        ("<u2", 2, [65535, 30000, 1000], (255, 117, 4)),
        ("<u1", 2, [255, 117, 4], (255, 117, 4)),
        ("<u2", 5, [0, 65535, 65535, 0], (255, 0, 0)),
        ("<u4", 1, [60000], (234, 234, 234)),
    ],
)
def test_a_deep_tiff_has_its_colours(
    dtype: str, photometric: int, samples: list[int], expected: tuple[int, ...]
) -> None:
    pixels = np.broadcast_to(np.array(samples, dtype), (4, 4, len(samples)))
    assert colour_of(plain_tiff(pixels, photometric)) == near(*expected)


def test_a_signed_16_bit_tiff_has_its_greys() -> None:
    data = plain_tiff(spread([-32768, 0, 32767], "<i2"), 1, sample_format=2)
    assert [colour_of(data, (x, 0))[0] for x in range(3)] == [0, 128, 255]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.0, 0.5, 1.0], [0, 128, 255]),
        ([0.25, 0.25, 0.25], [64, 64, 64]),
        ([-10.0, 0.0, 10.0], [0, 128, 255]),
        ([0.0, 2000.0, 4000.0], [0, 128, 255]),
        ([0.0, float("nan"), 1.0], [0, 0, 255]),
        ([0.0, float("inf"), 0.5], [0, 255, 128]),
        ([float("nan")] * 3, [0, 0, 0]),
    ],
)
def test_a_float_tiff_is_scaled_sensibly(values: list[float], expected: list[int]) -> None:
    data = plain_tiff(spread(values, "<f4"), 1, sample_format=3)
    assert [colour_of(data, (x, 0))[0] for x in range(3)] == near(*expected)


def test_a_16_bit_jpeg_2000_has_its_greys() -> None:
    grey = Image.fromarray(np.full((16, 16), 30000, np.uint16))
    assert colour_of(encoded(grey, "JPEG2000")) == near(117, 117, 117)


def test_a_line_drawing_is_black_and_white() -> None:
    drawing = Image.new("1", (16, 16), 1)
    drawing.putpixel((0, 0), 0)
    for format in ("PNG", "TIFF", "BMP", "GIF"):
        data = encoded(drawing, format)
        assert (colour_of(data), colour_of(data, (5, 5))) == ((0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_a_cmyk_picture_without_profile_has_its_colours(format: str) -> None:
    # Pillow writes JPEG inks inverted with Adobe's marker, as Photoshop does.
    for inks, expected in (
        ((0, 255, 255, 0), (255, 0, 0)),
        ((255, 0, 0, 0), (0, 255, 255)),
        ((0, 0, 0, 255), (0, 0, 0)),
        ((0, 0, 0, 0), (255, 255, 255)),
    ):
        data = encoded(Image.new("CMYK", (32, 32), inks), format)
        assert colour_of(data) == near(*expected, by=4)


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_a_cmyk_picture_goes_by_its_profile(format: str) -> None:
    profile = cmyk_profile(full_cyan=(60, 0, 0))
    cyan = Image.new("CMYK", (32, 32), (255, 0, 0, 0))
    paper = Image.new("CMYK", (32, 32), (0, 0, 0, 0))
    # L* = 60 is sRGB 145.
    assert colour_of(encoded(cyan, format, icc_profile=profile)) == near(145, 145, 145, by=3)
    assert colour_of(encoded(paper, format, icc_profile=profile)) == near(255, 255, 255, by=3)


def test_a_palette_picture_has_its_colours() -> None:
    image = Image.new("P", (16, 16), 1)
    image.putpalette([10, 20, 30, 200, 100, 50])
    for format in ("PNG", "GIF", "BMP", "TIFF"):
        assert colour_of(encoded(image, format)) == (200, 100, 50)


def test_transparent_parts_of_a_palette_picture_are_neutral_grey() -> None:
    image = Image.new("P", (16, 16), 1)
    image.putpixel((0, 0), 0)
    image.putpalette([10, 20, 30, 200, 100, 50])
    for data in (
        encoded(image, "GIF", transparency=0),
        encoded(image, "PNG", transparency=0),
        encoded(image, "PNG", transparency=b"\x00\xff"),
    ):
        assert (colour_of(data), colour_of(data, (5, 5))) == ((128, 128, 128), (200, 100, 50))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("alpha", "expected"), [(0, (128, 128, 128)), (255, (200, 100, 50)), (128, (164, 114, 89))]
)
def test_see_through_pictures_lie_on_neutral_grey(
    format: str, alpha: int, expected: tuple[int, ...]
) -> None:
    options = {"lossless": True, "exact": True} if format == "WEBP" else {}
    image = Image.new("RGBA", (16, 16), (200, 100, 50, alpha))
    assert colour_of(encoded(image, format, **options)) == near(*expected)


def test_see_through_grey_lies_on_neutral_grey() -> None:
    assert colour_of(encoded(Image.new("LA", (8, 8), (0, 128)), "PNG")) == near(64, 64, 64)
    assert colour_of(encoded(Image.new("PA", (8, 8)), "TIFF")) == (128, 128, 128)


def test_hidden_colours_of_transparent_pixels_do_not_bleed_when_reduced() -> None:
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 63, 64))
    edge = decode(encoded(image, "PNG"), "a.png", min_edge=16).image.getpixel((15, 8))
    assert edge == near(32, 32, 223, by=2)


@pytest.mark.parametrize(
    ("colour_type", "bits", "key", "pixel"),
    [(0, 8, b"\0\x07", [7]), (0, 16, b"\x12\x34", [0x1234]), (2, 8, b"\0\1\0\2\0\3", [1, 2, 3])],
)
def test_the_colour_that_a_png_declares_transparent_is_neutral_grey(
    colour_type: int, bits: int, key: bytes, pixel: list[int]
) -> None:
    samples = np.full((4, 4, len(pixel)), 200, ">u2" if bits == 16 else ">u1")
    samples[0, 0] = pixel
    data = png(samples, colour_type, bits, png_chunk(b"tRNS", key))
    assert colour_of(data) == (128, 128, 128)
    assert colour_of(data, (2, 2)) == near(*[200 >> (bits - 8)] * 3)


@pytest.mark.parametrize("format", ["PNG", "TIFF", "WEBP", "JPEG"])
def test_a_colour_profile_is_obeyed(format: str) -> None:
    options = {"lossless": True} if format == "WEBP" else {"quality": 100}
    image = Image.new("RGB", (16, 16), (200, 100, 50))
    profile = rgb_profile(SWAPPED_PRIMARIES, 2.2)
    data = encoded(image, format, icc_profile=profile, **options)
    assert colour_of(data) == near(50, 100, 200, by=6)


def test_adobe_rgb_becomes_srgb() -> None:
    data = encoded(
        Image.new("RGB", (16, 16), (120, 150, 110)),
        "PNG",
        icc_profile=rgb_profile(ADOBE_PRIMARIES, 2.2),
    )
    # By the matrices of Adobe RGB (1998) and IEC 61966-2-1.
    assert colour_of(data) == near(*ADOBE_120_150_110_IN_SRGB, by=2)


def test_transparency_survives_a_colour_profile() -> None:
    profile = rgb_profile(SWAPPED_PRIMARIES, 2.2)
    image = Image.new("RGBA", (16, 16), (255, 0, 0, 255))
    image.putpixel((0, 0), (255, 0, 0, 0))
    data = encoded(image, "PNG", icc_profile=profile)
    assert colour_of(data) == (128, 128, 128)
    assert colour_of(data, (5, 5)) == near(0, 0, 255, by=6)


def test_an_srgb_profile_changes_no_pixel() -> None:
    image = Image.effect_noise((64, 64), 90).convert("RGB")
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = decode(encoded(image, "PNG", icc_profile=own), "a.png", min_edge=1000)
    assert np.array_equal(np.asarray(picture.image), np.asarray(image))


def test_a_grey_profile_is_obeyed() -> None:
    image = Image.new("L", (16, 16), 64)
    data = encoded(image, "PNG", icc_profile=grey_profile(1.0))
    # A quarter of the light is sRGB 137.
    assert colour_of(data) == near(137, 137, 137, by=2)


def test_a_grey_picture_with_a_colour_profile_stays_grey() -> None:
    image = Image.new("L", (16, 16), 100)
    data = encoded(image, "JPEG", icc_profile=rgb_profile(SRGB_PRIMARIES, 1.0), quality=100)
    red, green, blue = colour_of(data)
    assert (red, green, blue) == near(167, 167, 167, by=2)


@pytest.mark.parametrize(
    "profile", [b"no profile at all", grey_profile(1.0), cmyk_profile((60, 0, 0)), b"\0" * 200]
)
def test_a_broken_or_foreign_profile_is_passed_over(profile: bytes) -> None:
    image = Image.new("RGB", (16, 16), (200, 100, 50))
    assert colour_of(encoded(image, "PNG", icc_profile=profile)) == (200, 100, 50)


def test_a_lab_tiff_has_its_colours() -> None:
    pixels = np.broadcast_to(np.array([153, 0, 0], "<u1"), (4, 4, 3))
    # L* = 60 is sRGB 145.
    assert colour_of(plain_tiff(pixels, 8)) == near(145, 145, 145, by=2)
