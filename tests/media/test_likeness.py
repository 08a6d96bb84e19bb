"""How alike two pictures are, and when a file was made."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageOps
from scenery import SAMPLES

from photoclip.core.file_identity import Likeness
from photoclip.media.birth import birth_ns
from photoclip.media.likeness import compare_pictures

PHOTOS = sorted(SAMPLES.glob("cc0-*.jpg"))[:12]


def jpeg(picture: Image.Image) -> bytes:
    encoded = io.BytesIO()
    picture.convert("RGB").save(encoded, "JPEG", quality=82)
    return encoded.getvalue()


def opened(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        picture.thumbnail((256, 256))
        return picture.convert("RGB")


@pytest.mark.parametrize("path", PHOTOS[:6], ids=lambda one: one.stem)
def test_an_edit_looks_like_what_it_was(path: Path) -> None:
    picture = opened(path)
    edits = {
        "grey": ImageOps.grayscale(picture),
        "brighter": ImageEnhance.Brightness(picture).enhance(1.1),
        "less contrast": ImageEnhance.Contrast(picture).enhance(0.8),
        "smaller": picture.resize((picture.width // 2, picture.height // 2)),
    }
    likenesses = {name: compare_pictures(jpeg(picture), jpeg(one)) for name, one in edits.items()}
    assert likenesses == dict.fromkeys(edits, Likeness.ALIKE)
    assert compare_pictures(jpeg(picture), jpeg(picture)) is Likeness.EQUAL


def test_different_photos_are_not_alike() -> None:
    pictures = [jpeg(opened(one)) for one in PHOTOS]
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert compare_pictures(one, other) is Likeness.UNLIKE


def test_pictures_of_one_colour_are_compared_by_it() -> None:
    red, other_red, blue = (
        jpeg(Image.new("RGB", (64, 48), one)) for one in ((200, 0, 0), (205, 3, 3), (0, 0, 200))
    )
    assert compare_pictures(red, other_red) is Likeness.ALIKE
    assert compare_pictures(red, blue) is Likeness.UNLIKE


def test_what_is_no_picture_says_nothing() -> None:
    assert compare_pictures(b"torn", b"other") is Likeness.UNKNOWN


def test_a_file_has_one_birth_whatever_is_written_to_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1")
    born = birth_ns(str(path))
    if not born:
        pytest.skip("this file system does not tell when a file was made")
    os.utime(path, ns=(5, 5))
    path.write_bytes(b"22")
    path.rename(tmp_path / "b")
    assert birth_ns(str(tmp_path / "b")) == born
    with open(tmp_path / "b", "rb") as file:
        assert birth_ns(file.fileno()) == born


@pytest.mark.parametrize("place", ["nowhere", "with\0nul", "x" * 5000])
def test_what_is_not_there_has_no_birth(place: str) -> None:
    assert birth_ns(place) == 0
