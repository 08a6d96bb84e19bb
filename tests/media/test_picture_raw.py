"""Camera RAW files are shown by the preview that the camera embedded."""

from __future__ import annotations

from datetime import datetime

import pytest
from picture_files import BLUE, RED, dng, encoded, quadrants
from test_picture_decoding import corners, levels

from photoclip.core.errors import PictureError
from photoclip.core.models import Problem
from photoclip.media.decode import decode


def test_a_raw_file_is_shown_by_its_preview_and_told_in_full_size() -> None:
    preview = encoded(quadrants(128, 96), "JPEG", quality=95)
    picture = decode(dng(preview, orientation=1, width=256, height=192), "a.DNG", min_edge=48)
    assert corners(picture) == [RED, (0, 255, 0), BLUE, (255, 255, 255)]
    assert (picture.metadata.width, picture.metadata.height) == (256, 192)
    assert picture.metadata.format == "DNG"
    assert picture.metadata.camera == "Camera Works CW-1"
    assert picture.metadata.taken_at == datetime(2021, 7, 8, 9, 10, 11)


def test_a_raw_file_of_a_turned_camera_stands_upright() -> None:
    # Turned clockwise to be upright: what lies left below comes to the left top.
    preview = encoded(quadrants(128, 96), "JPEG", quality=95)
    picture = decode(dng(preview, orientation=6), "a.dng", min_edge=48)
    assert picture.image.height > picture.image.width
    assert corners(picture) == [BLUE, RED, (255, 255, 255), (0, 255, 0)]
    assert (picture.metadata.width, picture.metadata.height) == (96, 128)


def test_a_preview_that_is_upright_already_is_not_turned_again() -> None:
    preview = encoded(quadrants(96, 128), "JPEG", quality=95)
    picture = decode(dng(preview, orientation=6), "a.dng", min_edge=48)
    assert corners(picture) == [RED, (0, 255, 0), BLUE, (255, 255, 255)]


@pytest.mark.parametrize("preview", [None, encoded(quadrants(16, 12), "JPEG")])
def test_a_raw_file_without_a_useful_preview_is_developed(preview: bytes | None) -> None:
    picture = decode(dng(preview, orientation=6), "a.dng", min_edge=48)
    # Turned clockwise, the sensor's lower half lies left.
    red, green, blue = levels(picture.image)[:, :20].mean(axis=(0, 1))
    assert red > 2 * max(green, blue)
    assert picture.image.size == (48, 64)
    assert (picture.metadata.width, picture.metadata.height) == (96, 128)


@pytest.mark.parametrize("share", [0.0001, 0.1, 0.5])
def test_a_raw_file_that_is_cut_short_says_so(share: float) -> None:
    data = dng(None, orientation=1, width=1024, height=768)
    with pytest.raises(PictureError) as caught:
        decode(data[: int(len(data) * share)], "a.dng", min_edge=48)
    assert caught.value.problem is Problem.TRUNCATED


def test_a_raw_file_above_the_limit_is_refused() -> None:
    with pytest.raises(PictureError) as caught:
        decode(dng(None, orientation=1), "a.dng", min_edge=48, max_pixels=1000)
    assert caught.value.problem is Problem.TOO_LARGE


def test_text_named_raw_is_no_picture() -> None:
    with pytest.raises(PictureError) as caught:
        decode(b"just words " * 100, "a.cr2", min_edge=48)
    assert caught.value.problem is Problem.NOT_A_PICTURE
