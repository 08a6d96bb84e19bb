"""A person's pictures come out upright, small enough and right in every format."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pillow_heif
import pytest
from picture_files import BLUE, GREEN, RED, WHITE, encoded, photo, quadrants
from PIL import Image

from photoclip.core.models import PhotoMetadata
from photoclip.media.decode import DecodedPicture, decode

ORIENTATION = 0x0112


def levels(image: Image.Image) -> npt.NDArray[np.int16]:
    return np.asarray(image, np.int16)


def difference(one: Image.Image, other: Image.Image) -> float:
    return float(np.abs(levels(one) - levels(other)).mean())


def corners(picture: DecodedPicture) -> list[tuple[int, int, int]]:
    """The pure colour nearest to each quadrant: top left, top right, bottom left, bottom right."""
    image = picture.image
    width, height = image.size
    found = []
    for x, y in ((1, 1), (3, 1), (1, 3), (3, 3)):
        pixel = image.getpixel((x * width // 4, y * height // 4))
        assert isinstance(pixel, tuple)
        found.append(
            min(
                (RED, GREEN, BLUE, WHITE),
                key=lambda colour: sum(abs(a - b) for a, b in zip(pixel, colour, strict=True)),
            )
        )
    return found


def heic(image: Image.Image, **options: object) -> bytes:
    pillow_heif.register_heif_opener()
    return encoded(image, "HEIF", **options)


@pytest.mark.parametrize(
    ("format", "name", "options", "tolerance"),
    [
        ("JPEG", "a.jpg", {"quality": 92}, 2.0),
        ("JPEG", "progressive.jpg", {"quality": 92, "progressive": True}, 2.0),
        ("PNG", "a.png", {}, 0.0),
        ("WEBP", "a.webp", {"lossless": True}, 0.0),
        ("WEBP", "lossy.webp", {"quality": 92}, 3.0),
        ("BMP", "a.bmp", {}, 0.0),
        ("TIFF", "a.tif", {}, 0.0),
        ("TIFF", "packed.tif", {"compression": "tiff_lzw"}, 0.0),
        ("JPEG2000", "a.jp2", {"irreversible": False}, 0.0),
        ("GIF", "a.gif", {}, 12.0),
        ("AVIF", "a.avif", {"quality": 90}, 3.0),
    ],
)
def test_a_picture_looks_the_same_in_every_format(
    format: str, name: str, options: dict[str, object], tolerance: float
) -> None:
    original = photo(160, 120)
    picture = decode(encoded(original, format, **options), name, min_edge=1000)
    assert picture.image.mode == "RGB"
    assert difference(picture.image, original) <= tolerance
    assert picture.metadata == PhotoMetadata(160, 120, format)


def test_a_phone_picture_in_heic_is_shown() -> None:
    original = photo(160, 120)
    picture = decode(heic(original, quality=90), "IMG_0001.HEIC", min_edge=1000)
    assert difference(picture.image, original) < 3
    assert (picture.metadata.width, picture.metadata.height) == (160, 120)
    assert picture.metadata.format == "HEIF"


def test_a_picture_named_wrongly_is_shown_all_the_same() -> None:
    original = photo(80, 60)
    for name in ("photo.jpg", "photo.dng", "photo.heic", "photo"):
        picture = decode(encoded(original, "PNG"), name, min_edge=100)
        assert difference(picture.image, original) == 0
        assert picture.metadata.format == "PNG"
    assert decode(heic(original), "photo.jpg", min_edge=100).metadata.format == "HEIF"


def test_a_picture_can_be_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "früh\nam 🌅.png"
    photo(80, 60).save(path)
    assert decode(str(path), path.name, min_edge=10).metadata.width == 80


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_a_picture_taken_with_a_turned_camera_stands_upright(format: str, orientation: int) -> None:
    undo = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }[orientation]
    stored = quadrants(96, 64)
    for method in undo:
        stored = stored.transpose(method)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if format == "HEIF":
        pillow_heif.register_heif_opener()
    picture = decode(encoded(stored, format, exif=exif.tobytes()), "turned", min_edge=16)
    assert corners(picture) == [RED, GREEN, BLUE, WHITE]
    assert picture.image.width > picture.image.height
    assert (picture.metadata.width, picture.metadata.height) == (96, 64)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(1600, 1200), (1207, 1611), (521, 4000), (300, 200)])
def test_a_large_picture_is_reduced_but_never_below_what_is_needed(
    format: str, size: tuple[int, int]
) -> None:
    picture = decode(encoded(photo(*size), format), "large", min_edge=200)
    short = min(picture.image.size)
    assert 200 <= short < 400
    assert picture.image.width / picture.image.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert (picture.metadata.width, picture.metadata.height) == size


def test_a_reduced_picture_looks_like_the_full_one() -> None:
    original = photo(2000, 1500)
    for format in ("JPEG", "PNG"):
        picture = decode(encoded(original, format), "large", min_edge=520)
        small = picture.image.resize((260, 195), Image.Resampling.BICUBIC)
        assert difference(small, original.resize((260, 195), Image.Resampling.BICUBIC)) < 1


@pytest.mark.parametrize("format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_an_animation_is_shown_by_its_first_frame(format: str) -> None:
    first, second = Image.new("RGB", (64, 48), RED), Image.new("RGB", (64, 48), BLUE)
    data = encoded(first, format, save_all=True, append_images=[second], duration=100)
    picture = decode(data, "moving", min_edge=16)
    assert corners(picture) == [RED] * 4
    assert picture.metadata.is_animated


def test_a_phone_picture_with_a_second_image_inside_is_a_still_jpeg() -> None:
    first, second = Image.new("RGB", (64, 48), RED), Image.new("RGB", (64, 48), BLUE)
    data = encoded(first, "MPO", save_all=True, append_images=[second])
    picture = decode(data, "depth.jpg", min_edge=16)
    assert corners(picture) == [RED] * 4
    assert picture.image.size == (64 // 2, 48 // 2)
    assert (picture.metadata.format, picture.metadata.is_animated) == ("JPEG", False)


def test_pages_of_a_scan_are_no_animation() -> None:
    pages = [Image.new("RGB", (64, 48), RED), Image.new("RGB", (64, 48), BLUE)]
    data = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert not decode(data, "scan.tif", min_edge=16).metadata.is_animated


def test_many_pictures_at_once_come_out_as_one_by_one() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    files = [
        encoded(photo(300, 200 + extra), format, exif=exif)
        for extra in range(0, 60, 20)
        for format in ("JPEG", "PNG", "WEBP", "TIFF")
    ]
    alone = [levels(decode(data, "x", min_edge=50).image) for data in files]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda data: decode(data, "x", min_edge=50).image, files * 4))
    for number, image in enumerate(together):
        assert np.array_equal(levels(image), alone[number % len(files)])
