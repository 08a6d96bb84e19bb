"""Thumbnails are small, whole, and a cache that may go at any moment."""

from __future__ import annotations

import errno
import io
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from picture_files import photo
from PIL import Image

from photoclip.media import thumbnails
from photoclip.media.thumbnails import ThumbnailStore, make_thumbnail

HASH = bytes.fromhex("abcd" + "00" * 14)


@pytest.fixture
def store(tmp_path: Path) -> ThumbnailStore:
    return ThumbnailStore(tmp_path / "cache" / "thumbnails")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), (512, 384)),
        ((600, 900), (341, 512)),
        ((512, 512), (512, 512)),
        ((100, 50), (100, 50)),
        ((5000, 2), (512, 1)),
    ],
)
def test_a_thumbnail_fits_and_is_never_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert make_thumbnail(Image.new("RGB", size), 512).size == expected


def test_a_thumbnail_looks_like_its_picture(store: ThumbnailStore) -> None:
    store.write(HASH, photo(1000, 750), 200)
    data = store.read(HASH)
    assert data is not None
    with Image.open(io.BytesIO(data)) as kept:
        assert (kept.format, kept.size) == ("JPEG", (200, 150))
        small = photo(1000, 750).resize((200, 150), Image.Resampling.LANCZOS)
        pairs = zip(kept.tobytes(), small.tobytes(), strict=True)
        assert sum(abs(one - other) for one, other in pairs) / (200 * 150 * 3) < 3


def test_thumbnails_are_found_again_and_can_be_removed(
    store: ThumbnailStore, tmp_path: Path
) -> None:
    assert store.path_for(HASH).relative_to(tmp_path).as_posix() == (
        f"cache/thumbnails/ab/{HASH.hex()}.jpg"
    )
    assert (store.has(HASH), store.read(HASH), store.size_bytes()) == (False, None, 0)
    store.write(HASH, photo(64, 48), 32)
    assert store.has(HASH)
    assert store.size_bytes() == store.path_for(HASH).stat().st_size > 0
    store.remove(HASH)
    store.remove(HASH)
    assert (store.has(HASH), store.read(HASH), store.size_bytes()) == (False, None, 0)


def test_the_cache_may_be_deleted_at_any_moment(store: ThumbnailStore, tmp_path: Path) -> None:
    store.write(HASH, photo(64, 48), 32)
    shutil.rmtree(tmp_path / "cache")
    assert store.read(HASH) is None
    store.write(HASH, photo(64, 48), 32)
    assert store.has(HASH)


def test_readers_never_see_half_a_thumbnail(store: ThumbnailStore) -> None:
    shades = [Image.new("RGB", (400, 300), (shade, 0, 0)) for shade in range(0, 200, 20)]

    def rewrite(image: Image.Image) -> None:
        store.write(HASH, image, 300)

    def look(_: int) -> None:
        data = store.read(HASH)
        assert data is not None
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert image.size == (300, 225)

    rewrite(shades[0])
    with ThreadPoolExecutor(6) as pool:
        writers = [pool.submit(rewrite, image) for image in shades * 4]
        readers = [pool.submit(look, number) for number in range(80)]
        for future in writers + readers:
            future.result()
    assert os.listdir(store.path_for(HASH).parent) == [f"{HASH.hex()}.jpg"]


def test_a_full_disk_is_reported_and_leaves_nothing_half_done(
    store: ThumbnailStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write(HASH, photo(64, 48), 32)
    before = store.read(HASH)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(thumbnails.os, "replace", full)
    with pytest.raises(OSError, match="No space left") as caught:
        store.write(HASH, photo(32, 24), 32)
    assert caught.value.errno == errno.ENOSPC
    assert store.read(HASH) == before
    assert os.listdir(store.path_for(HASH).parent) == [f"{HASH.hex()}.jpg"]
