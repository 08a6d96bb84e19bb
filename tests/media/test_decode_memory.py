"""A decode stays within its memory: what needs more is read reduced, or refused by its header."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image

from photoclip.core.errors import PictureError
from photoclip.core.files import ExportFormat, ExportJob, ExportSettings
from photoclip.core.models import Problem
from photoclip.media import memory
from photoclip.media.decode import decode
from photoclip.media.export import export_picture

WIDE, HIGH = 3200, 2600
PIXELS = WIDE * HIGH
EDGE = 500
CASES = {
    "colour.png": ("RGB", {"compress_level": 1}),
    "alpha.png": ("RGBA", {"compress_level": 1}),
    "deep.png": ("I;16", {"compress_level": 1}),
    "palette.png": ("P", {"compress_level": 1}),
    "lossy.webp": ("RGB", {"method": 0}),
    "one.gif": ("P", {}),
    "strip.tif": ("RGB", {"compression": "tiff_deflate", "tiffinfo": {278: HIGH}}),
    "float.tif": ("F", {}),
    "inks.tif": ("CMYK", {"compression": "tiff_lzw"}),
    "plain.bmp": ("RGB", {}),
    "baseline.jpg": ("RGB", {}),
    "progressive.jpg": ("RGB", {"progressive": True, "subsampling": 0}),
    "wavelets.jp2": ("RGB", {}),
    "small.avif": ("RGB", {"speed": 10}),
    "phone.heic": ("RGB", {"quality": 20}),
}
PROBE = """
import ctypes, gc, json, sys
from PIL import Image
from photoclip.core.errors import PictureError
from photoclip.media import memory, raster
from photoclip.media.decode import decode
raster._register_heif()
needs, check = [], raster.check_memory
def noted(needed, *rest):
    needs.append(needed)
    check(needed, *rest)
raster.check_memory = noted
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return [int(one.split()[1]) << 10 for one in lines if one.startswith(("VmHWM", "VmRSS"))]
memory.set_bound(int(sys.argv[1]))
found = {}
for path in sys.argv[2:]:
    gc.collect()
    Image.core.clear_cache()
    ctypes.CDLL(None).malloc_trim(0)
    open("/proc/self/clear_refs", "w").write("5")  # forgets the peak so far
    before = peak()[1]
    try:
        refused = not decode(path, path, min_edge=500)
    except PictureError as error:
        refused = str(error)
    found[path.rpartition("/")[2]] = (peak()[0] - before, needs[-1], refused)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pillow_heif.register_heif_opener()
    folder = tmp_path_factory.mktemp("large")
    for name, (mode, options) in CASES.items():
        Image.new(mode, (WIDE, HIGH)).save(folder / name, **options)
    return folder


@pytest.fixture
def bound() -> Iterator[None]:
    before = memory.bound_bytes() // memory.MIB
    yield
    memory.set_bound(before)


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are read and forgotten by /proc")
def test_a_decode_takes_no_more_than_was_told(large: Path) -> None:
    paths = [str(large / name) for name in CASES]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "1024", *paths], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    slack = 16 * memory.MIB  # libraries that are loaded on the way
    for name, (peak, needed, refused) in json.loads(done.stdout).items():
        assert refused is False, name
        assert peak <= needed + slack, (name, peak / PIXELS, needed / PIXELS)
        assert needed <= 3 * peak + slack, (name, peak / PIXELS, needed / PIXELS)


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are read and forgotten by /proc")
def test_what_would_take_too_much_is_refused_before_any_is_taken(large: Path) -> None:
    names = ["lossy.webp", "float.tif", "small.avif", "phone.heic"]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "64", *(str(large / one) for one in names)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for name, (peak, _, refused) in json.loads(done.stdout).items():
        assert "of memory to open (3200 x 2600 pixels" in str(refused), name
        assert peak < 16 * memory.MIB, name


@pytest.mark.parametrize("name", ["baseline.jpg", "wavelets.jp2"])
@pytest.mark.usefixtures("bound")
def test_what_can_be_read_reduced_is_not_refused(large: Path, name: str) -> None:
    memory.set_bound(64)
    picture = decode((large / name).read_bytes(), name, min_edge=EDGE)
    assert (picture.metadata.width, picture.metadata.height) == (WIDE, HIGH)
    assert EDGE <= min(picture.image.size) < 2 * EDGE
    with pytest.raises(PictureError) as caught:
        decode((large / name).read_bytes(), name, min_edge=HIGH)
    assert caught.value.problem is Problem.TOO_LARGE
    assert "3200 x 2600 pixels" in caught.value.message
    assert caught.value.hint


def test_reduced_wavelets_show_the_same_picture(tmp_path: Path) -> None:
    path = tmp_path / "halves.jp2"
    picture = Image.new("RGB", (640, 480), (250, 10, 10))
    picture.paste((10, 10, 250), (320, 0, 640, 480))
    picture.save(path, num_resolutions=3)
    for edge in (100, 200, 400, 480):
        image = decode(str(path), path.name, min_edge=edge).image
        assert edge <= min(image.size) < 2 * edge
        left, right = image.getpixel((5, 5)), image.getpixel((image.width - 5, 5))
        assert max(abs(a - b) for a, b in zip(left, (250, 10, 10), strict=True)) < 12
        assert max(abs(a - b) for a, b in zip(right, (10, 10, 250), strict=True)) < 12


def exported(source: Path, folder: Path, **settings: Any) -> Path:
    folder.mkdir(exist_ok=True)
    chosen = ExportSettings(str(folder), **settings)
    return Path(export_picture(ExportJob(str(source), source.stem, 0, chosen)))


@pytest.mark.usefixtures("bound")
def test_a_small_copy_of_a_large_picture_is_made_within_the_bound(
    large: Path, tmp_path: Path
) -> None:
    memory.set_bound(64)
    for name in ("baseline.jpg", "wavelets.jp2"):
        copy = exported(large / name, tmp_path / "out", long_side=800, format=ExportFormat.JPEG)
        with Image.open(copy) as image:
            assert image.size == (800, 650)
    with pytest.raises(PictureError, match="of memory to open"):
        exported(large / "lossy.webp", tmp_path / "out", long_side=800)
    assert len(list((tmp_path / "out").iterdir())) == 2
