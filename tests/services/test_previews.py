"""Pictures that only the worker can decode, for looking at them in full."""

from __future__ import annotations

import io
import os
import signal
import time
from pathlib import Path

import pillow_heif
import pytest
from fakes import load_nothing
from PIL import Image, ImageCms
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.errors import PictureError
from photoclip.core.models import Problem

CONTENT = b"\7" * 16


def save_heic(path: Path, colour: tuple[int, int, int], size: tuple[int, int]) -> Path:
    """A real HEIC file of one colour."""
    pillow_heif.from_pillow(Image.new("RGB", size, colour)).save(path, quality=95)
    return path


def read_back(path: Path | None) -> Image.Image:
    assert path is not None
    with Image.open(path) as image:
        image.load()
        return image


def test_a_heic_is_shown_at_the_size_of_the_screen_and_in_full(
    library: Library, photos: Path
) -> None:
    path = str(save_heic(photos / "phone.heic", (200, 40, 40), (2000, 1500)))

    screen = read_back(library.previews.preview(path, CONTENT, 1200))
    full = read_back(library.previews.preview(path, CONTENT, None))

    assert screen.size == (1600, 1200)
    assert full.size == (2000, 1500)
    assert full.getpixel((1000, 700)) == pytest.approx((200, 40, 40), abs=6)


def test_any_file_is_made_small_and_nothing_is_kept_of_it(library: Library, photos: Path) -> None:
    path = save_heic(photos / "phone.heic", (200, 40, 40), (300, 200))

    with Image.open(io.BytesIO(library.previews.small_picture(str(path), 60))) as small:
        assert small.size == (60, 40)

    assert list((library.folder / "cache" / "previews").rglob("*.jpg")) == []
    with pytest.raises(PictureError):
        library.previews.small_picture(str(photos / "nowhere.png"), 60)


def test_a_preview_is_made_once(library: Library, photos: Path) -> None:
    path = save_heic(photos / "phone.heic", (200, 40, 40), (300, 200))
    made = library.previews.preview(str(path), CONTENT, 1200)
    path.unlink()

    assert library.previews.preview(str(path), CONTENT, 1500) == made


def test_colours_of_another_space_come_out_as_srgb(library: Library, photos: Path) -> None:
    lab = Image.new("LAB", (40, 30), (150, 190, 120))
    expected = ImageCms.profileToProfile(
        lab,
        ImageCms.createProfile("LAB"),  # type: ignore[arg-type]
        ImageCms.createProfile("sRGB"),  # type: ignore[arg-type]
        outputMode="RGB",
    )
    lab.save(photos / "lab.tif")

    seen = read_back(library.previews.preview(str(photos / "lab.tif"), CONTENT, 800))

    assert expected is not None
    assert seen.getpixel((20, 15)) == pytest.approx(expected.getpixel((20, 15)), abs=4)


def test_a_file_that_is_gone_or_broken_says_so(library: Library, photos: Path) -> None:
    (photos / "torn.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(200))
    for name, problems in (
        ("gone.heic", {Problem.VANISHED}),
        ("torn.heic", {Problem.UNREADABLE, Problem.TRUNCATED}),
    ):
        with pytest.raises(PictureError) as raised:
            library.previews.preview(str(photos / name), CONTENT, 800)
        assert raised.value.problem in problems


def test_nobody_waits_for_the_model(open_library: OpenLibrary, photos: Path) -> None:
    library = open_library(loader=load_nothing)
    path = save_heic(photos / "phone.heic", (200, 40, 40), (300, 200))

    assert read_back(library.previews.preview(str(path), CONTENT, 800)).size == (300, 200)


def test_a_preview_does_not_wait_behind_a_batch(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(300):
        paint(f"{number}.png", shade=number)
    path = save_heic(photos.parent / "phone.heic", (200, 40, 40), (300, 200))
    indexing = library.tasks.submit("index", lambda token: library.index(photos, token=token))

    wait_until(lambda: library.worker_process_id() is not None)
    made = library.previews.preview(str(path), CONTENT, 800)

    assert not indexing.is_done, "all photos were taken in before the preview was made"
    assert read_back(made).size == (300, 200)
    assert indexing.result(60).embedded == 300


def test_a_preview_survives_the_death_of_the_worker(library: Library, photos: Path) -> None:
    path = save_heic(photos / "phone.heic", (200, 40, 40), (300, 200))
    library.model()
    pid = library.worker_process_id()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    assert read_back(library.previews.preview(str(path), CONTENT, 800)).size == (300, 200)


def test_what_nobody_wants_any_more_is_not_made(library: Library, photos: Path) -> None:
    path = save_heic(photos / "phone.heic", (200, 40, 40), (300, 200))

    assert library.previews.preview(str(path), CONTENT, 800, lambda: False) is None
    assert library.worker_process_id() is None


def test_leftovers_are_cleaned_in_the_background(library: Library) -> None:
    left = library.thumbnails.path_for(CONTENT).parent / "tmpabc.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    then = time.time() - 7200
    os.utime(left, (then, then))

    library.previews.clean_up()
    wait_until(lambda: not left.exists())


def test_a_deleted_thumbnail_is_made_again_from_the_file(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("rose.png", (250, 10, 10))
    library.index(photos)
    row = library.browse.rows(library.browse.ids())[0]
    first = library.thumbnails.read(row.content_hash)
    library.thumbnails.clear()
    assert not library.thumbnails.has(row.content_hash)

    library.previews.restore_thumbnail(str(path), row.content_hash)

    again = read_back(library.thumbnails.path_for(row.content_hash))
    assert first is not None
    assert again.getpixel((5, 5)) == pytest.approx((250, 10, 10), abs=6)
