"""Broken, hostile and misnamed pictures: one clear sentence each, and never anything else."""

from __future__ import annotations

import contextlib
import errno
import mmap
import os
import random
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import bomb_png, dng, encoded, photo, plain_tiff, png_chunk, png_start
from PIL import Image
from test_file_reading import ordinary_user
from test_picture_decoding import heic

from photoclip.core.errors import PassingError, PictureError
from photoclip.core.models import Problem
from photoclip.media import raster
from photoclip.media.decode import decode

FILES = {
    "JPEG": encoded(photo(200, 150), "JPEG"),
    "progressive": encoded(photo(200, 150), "JPEG", progressive=True),
    "PNG": encoded(photo(200, 150), "PNG"),
    "WEBP": encoded(photo(200, 150), "WEBP"),
    "GIF": encoded(photo(200, 150), "GIF"),
    "BMP": encoded(photo(200, 150), "BMP"),
    "TIFF": encoded(photo(200, 150), "TIFF"),
    "LZW": encoded(photo(200, 150), "TIFF", compression="tiff_lzw"),
    "JPEG2000": encoded(photo(200, 150), "JPEG2000"),
    "AVIF": encoded(photo(200, 150), "AVIF"),
    "HEIF": heic(photo(200, 150)),
}


def problem_with(source: bytes | str, name: str = "photo.jpg", **options: int) -> Problem:
    with pytest.raises(PictureError) as caught:
        decode(source, name, **{"min_edge": 32, **options})
    error = caught.value
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    assert "\n" not in str(error)
    return error.problem


def raising(failure: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise failure

    return fail


@pytest.mark.parametrize("kind", ["JPEG", "progressive", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_picture_that_is_cut_short_is_called_so(kind: str, share: float) -> None:
    data = FILES[kind]
    assert problem_with(data[: int(len(data) * share)]) is Problem.TRUNCATED


@pytest.mark.parametrize("kind", ["LZW", "JPEG2000", "AVIF", "HEIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_picture_without_its_end_is_not_shown(kind: str, share: float) -> None:
    data = FILES[kind]
    problem = problem_with(data[: int(len(data) * share)])
    assert problem in {Problem.TRUNCATED, Problem.UNREADABLE}


def test_a_picture_of_which_only_the_start_is_there_is_cut_short() -> None:
    for kind in ("JPEG", "PNG"):
        assert problem_with(FILES[kind][:20]) is Problem.TRUNCATED


def test_a_truncated_picture_on_disk_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES["JPEG"][:1500])
    assert problem_with(str(path)) is Problem.TRUNCATED


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.heic", "a.cr2", "a.dng", "a.cr3"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"\0" * 5000, b"hello, this is text", b"%PDF-1.7 ...", b"%!PS-Adobe-3.0 EPSF-3.0"],
)
def test_what_is_no_picture_is_called_so(content: bytes, name: str) -> None:
    assert problem_with(content, name) is Problem.NOT_A_PICTURE


def test_a_film_named_like_a_picture_is_no_picture() -> None:
    film = struct.pack(">I4s4sI", 24, b"ftyp", b"isom", 512) + b"isommp41" + bytes(500)
    assert problem_with(film) is Problem.NOT_A_PICTURE


def test_a_picture_of_50000_by_50000_pixels_is_refused_by_its_header() -> None:
    bomb = bomb_png(50_000)
    assert len(bomb) < 10_000
    tracemalloc.start()
    try:
        with pytest.raises(PictureError, match=r"50000 x 50000 pixels") as caught:
            decode(bomb, "bomb.png", min_edge=32)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    assert caught.value.problem is Problem.TOO_LARGE


def test_bombs_of_other_formats_are_refused_by_their_header() -> None:
    jpeg = bytearray(FILES["JPEG"])
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = struct.pack(">HH", 50_000, 50_000)
    gif = bytearray(FILES["GIF"])
    gif[6:10] = struct.pack("<HH", 50_000, 50_000)
    bmp = bytearray(FILES["BMP"])
    bmp[18:26] = struct.pack("<II", 50_000, 50_000)
    for data in (jpeg, gif, bmp):
        assert problem_with(bytes(data)) is Problem.TOO_LARGE


def test_the_limit_counts_pixels_of_the_whole_picture() -> None:
    data = encoded(photo(200, 100), "PNG")
    assert decode(data, "a.png", min_edge=32, max_pixels=20_000).metadata.width == 200
    assert problem_with(data, max_pixels=19_999) is Problem.TOO_LARGE


def test_a_jpeg_that_is_decoded_small_may_be_somewhat_larger() -> None:
    plain = encoded(photo(800, 600), "JPEG")
    progressive = encoded(photo(800, 600), "JPEG", progressive=True)
    allowed = 800 * 600 // raster.JPEG_ALLOWANCE
    assert decode(plain, "a.jpg", min_edge=75, max_pixels=allowed).image.size == (100, 75)
    assert problem_with(plain, max_pixels=allowed - 1, min_edge=75) is Problem.TOO_LARGE
    # Nothing is saved where all of it must be held, or where all pixels are wanted.
    assert problem_with(progressive, max_pixels=allowed, min_edge=75) is Problem.TOO_LARGE
    assert problem_with(plain, max_pixels=allowed, min_edge=400) is Problem.TOO_LARGE


def test_a_broken_picture_gives_the_reason() -> None:
    data = bytearray(FILES["PNG"])
    at = data.index(b"IDAT") + 40
    data[at : at + 200] = bytes(200)
    with pytest.raises(PictureError, match=r"damaged or of an unusual kind \(.+\)") as caught:
        decode(bytes(data), "a.png", min_edge=32)
    assert caught.value.problem is Problem.UNREADABLE


def test_a_tiff_of_an_unknown_kind_is_not_called_no_picture() -> None:
    data = plain_tiff(np.zeros((4, 4, 7), "<f8"), 32844)
    assert problem_with(data, "a.tif") is Problem.UNREADABLE


@pytest.mark.parametrize(
    "failure",
    [SyntaxError("broken"), struct.error("short"), ValueError("x"), KeyError()],
)
def test_whatever_a_decoder_raises_becomes_one_sentence(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "to_eight_bits", raising(failure))
    assert problem_with(FILES["PNG"]) is Problem.UNREADABLE


NO_MEMORY = [MemoryError(), OSError("out of memory error when reading image file")]


@pytest.mark.parametrize("failure", NO_MEMORY)
def test_a_picture_is_not_blamed_for_a_machine_that_is_short_of_memory(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "to_eight_bits", raising(failure))
    monkeypatch.setattr(mmap, "mmap", raising(OSError(errno.ENOMEM, "Cannot allocate memory")))
    with pytest.raises(PassingError, match="not enough memory now"):
        decode(FILES["PNG"], "a.png", min_edge=32)


@pytest.mark.parametrize("failure", NO_MEMORY)
def test_a_picture_that_asks_for_more_memory_than_there_is_at_all_is_too_large(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "to_eight_bits", raising(failure))
    assert problem_with(FILES["PNG"]) is Problem.TOO_LARGE


def test_a_picture_that_failed_while_others_had_the_memory_is_tried_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, calls = raster.to_eight_bits, []

    def fail_once(image: Image.Image) -> Image.Image:
        calls.append(image)
        if len(calls) == 1:
            raise MemoryError
        return whole(image)

    monkeypatch.setattr(raster, "to_eight_bits", fail_once)
    assert decode(FILES["PNG"], "a.png", min_edge=32).metadata.width == 200


def test_paths_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    assert problem_with(str(tmp_path / "gone.jpg")) is Problem.VANISHED
    for directory in (tmp_path, *tmp_path.parents[:3]):
        directory.chmod(directory.stat().st_mode | 0o055)
    path = tmp_path / "secret.jpg"
    path.write_bytes(FILES["JPEG"])
    path.chmod(0)
    with ordinary_user():
        assert problem_with(str(path)) is Problem.PERMISSION


def test_a_zip_bomb_in_the_comment_of_a_png_is_refused() -> None:
    packed = zlib.compress(bytes(200_000_000), 9)
    data = png_start(8, 8, 0, 8) + png_chunk(b"zTXt", b"Comment\0\0" + packed)
    problem = problem_with(data + png_chunk(b"IEND", b""))
    assert problem is Problem.UNREADABLE


def only_known_errors(data: bytes, name: str) -> None:
    """Anything but a PictureError fails the test by itself."""
    with contextlib.suppress(PictureError):
        picture = decode(data, name, min_edge=32, max_pixels=1_000_000)
        assert picture.image.mode == "RGB"
        assert 0 < picture.metadata.width * picture.metadata.height <= 1_000_000


@given(st.binary(max_size=400), st.sampled_from(["a.jpg", "a.dng", "a.nef"]))
@settings(max_examples=150, deadline=None)
def test_random_bytes_only_ever_give_a_known_error(data: bytes, name: str) -> None:
    only_known_errors(data, name)


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=60))
@settings(max_examples=150, deadline=None)
def test_a_true_start_and_a_random_rest_only_ever_give_a_known_error(
    kind: str, rest: bytes
) -> None:
    only_known_errors(FILES[kind][:40] + rest, "a.jpg")


@given(
    st.sampled_from(["JPEG", "progressive", "PNG", "GIF", "BMP", "TIFF", "LZW", "WEBP"]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12),
    st.floats(0, 1),
)
@settings(max_examples=300, deadline=None)
def test_corrupted_pictures_are_shown_or_give_a_known_error(
    kind: str, changes: list[tuple[float, int]], kept: float
) -> None:
    data = bytearray(FILES[kind])
    for place, value in changes:
        data[int(place * len(data))] = value
    only_known_errors(bytes(data[: max(1, int(kept * len(data)))]), "a.jpg")


@given(st.integers(0, 2**32), st.sampled_from(["JPEG", "TIFF", "PNG", "WEBP"]))
@settings(max_examples=150, deadline=None)
def test_corrupted_headers_and_metadata_are_passed_over_or_give_a_known_error(
    seed: int, kind: str
) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera"
    exif.get_ifd(0x8769)[0x9003] = "2020:01:02 03:04:05"
    exif.get_ifd(0x8825)[2] = (1.0, 2.0, 3.0)
    data = bytearray(encoded(photo(40, 30), kind, exif=exif.tobytes()))
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(min(len(data), 300))] = chance.randrange(256)
    only_known_errors(bytes(data), "a.jpg")


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_corrupted_raw_files_are_shown_or_give_a_known_error(seed: int) -> None:
    data = bytearray(dng(encoded(photo(64, 48), "JPEG"), orientation=6))
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    only_known_errors(bytes(data[: chance.randint(1, len(data))]), "a.dng")


def test_nothing_was_left_behind_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(FILES["JPEG"])
    before = path.stat()
    decode(str(path), "photo.jpg", min_edge=32)
    assert os.listdir(tmp_path) == ["photo.jpg"]
    assert path.stat().st_mtime_ns == before.st_mtime_ns
