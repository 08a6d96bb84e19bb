"""Previews are kept on disk within a limit, and nothing half-written stays for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PIL import Image

from photoclip.media.previews import PreviewStore, edge_for, encode_preview
from photoclip.media.thumbnails import ThumbnailStore
from photoclip.media.whole_files import write_whole

HOUR_S = 3600


def store_one(store: PreviewStore, number: int, size: int, age_s: float) -> bytes:
    """A preview of ``size`` bytes that was looked at so long ago."""
    content = number.to_bytes(16, "big")
    path = store.path_for(content, 1600)
    write_whole(path, bytes(size))
    then = time.time() - age_s
    os.utime(path, (then, then))
    return content


def test_what_was_not_looked_at_for_longest_goes_first(tmp_path: Path) -> None:
    store = PreviewStore(tmp_path, limit_bytes=250)
    contents = [store_one(store, number, 100, age_s=100 - number) for number in range(4)]
    assert store.find(contents[0], 1600) is not None, "looked at just now"

    assert store.trim() == 2
    assert store.size_bytes() == 200
    left = [one for one in contents if store.path_for(one, 1600).exists()]
    assert left == [contents[0], contents[3]]


def test_a_preview_of_another_size_is_another_file(tmp_path: Path) -> None:
    store = PreviewStore(tmp_path)
    content = store_one(store, 1, 10, 0)

    assert store.find(content, None) is None
    assert [edge_for(pixels) for pixels in (800, 1600, 1601, 3840, 5000)] == [
        *(1600, 1600, 2560, 3840),
        None,
    ]


def test_colours_keep_their_full_resolution(tmp_path: Path) -> None:
    stripes = Image.new("RGB", (64, 64))
    stripes.putdata([(255, 0, 0) if x % 2 else (0, 0, 255) for _ in range(64) for x in range(64)])
    path = tmp_path / "stripes.jpg"
    path.write_bytes(encode_preview(stripes))

    red, _, blue = Image.open(path).getpixel((31, 31))  # type: ignore[misc]
    assert red > 180 > 75 > blue


def test_leftovers_of_a_killed_worker_are_deleted_and_files_in_the_making_stay(
    tmp_path: Path,
) -> None:
    thumbnails = ThumbnailStore(tmp_path)
    thumbnails.write(b"\1" * 16, Image.new("RGB", (8, 8)), 8)
    folder = thumbnails.path_for(b"\1" * 16).parent
    old, young = folder / "tmpold.tmp", folder / "tmpyoung.tmp"
    for path in (old, young):
        path.write_bytes(b"half")
    then = time.time() - 2 * HOUR_S
    os.utime(old, (then, then))

    assert thumbnails.clean() == 1
    assert not old.exists()
    assert young.exists()
    assert thumbnails.has(b"\1" * 16)
