"""Copies of pictures: what changes, what stays, and what is never touched."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import IFD, Base

from photoclip.core.errors import DiskFullError, ExportError, PictureError
from photoclip.core.files import ExportFormat, ExportJob, ExportSettings, Strip
from photoclip.core.models import Problem
from photoclip.media import export, fingerprint
from photoclip.media.export import export_picture
from photoclip.media.jpeg_segments import without_metadata

CAMERA = "Canon"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Lisboa</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photo(path: Path, *, orientation: int = 1, format: str = "JPEG") -> Path:
    """A picture of 120 x 80 with a red left half, a camera, a place, a profile and a comment."""
    pixels = np.full((80, 120, 3), 255, np.uint8)
    pixels[:, :60] = (220, 10, 10)
    exif = Image.Exif()
    exif[Base.Make] = CAMERA
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2021:05:03 14:22:10"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (38.0, 43.0, 0.0), 3: "W", 4: (9.0, 8.0, 0.0)})
    more = {"comment": b"at home", "xmp": XMP} if format == "JPEG" else {}
    image = Image.fromarray(pixels)
    image.save(path, format, exif=exif.tobytes(), icc_profile=PROFILE, **more)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out" / "deep"


def job(source: Path, out: Path, *, rotation: int = 0, **settings: object) -> ExportJob:
    chosen = ExportSettings(str(out), **settings)  # type: ignore[arg-type]
    return ExportJob(str(source), source.stem, rotation, chosen)


def pixels_of(path: str | Path) -> object:
    with Image.open(path) as image:
        return np.asarray(image)


def says(path: str | Path) -> tuple[str | None, bool]:
    """The camera that a picture names, and whether it names a place."""
    with Image.open(path) as image:
        exif = image.getexif()
        return exif.get(Base.Make), bool(exif.get_ifd(IFD.GPSInfo))


def test_a_copy_with_nothing_to_change_is_the_very_same_file(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path / "a.jpeg")

    copy = Path(export_picture(job(source, out)))

    assert copy == out / "a.jpeg"
    assert copy.read_bytes() == source.read_bytes()
    assert copy.stat().st_mtime == 1_600_000_000
    assert [one.name for one in out.iterdir()] == ["a.jpeg"]


def test_a_very_large_file_is_copied_in_pieces(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "IN_MEMORY_LIMIT", 10)
    source = photo(tmp_path / "a.jpg")

    assert Path(export_picture(job(source, out))).read_bytes() == source.read_bytes()
    assert says(export_picture(job(source, out, strip=Strip.ALL))) == (None, False)


def test_a_copy_never_takes_the_place_of_another_file(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    out.mkdir(parents=True)
    (out / "a.jpg").write_bytes(b"mine")

    copies = [export_picture(job(source, out)) for _ in range(2)]

    assert [os.path.basename(one) for one in copies] == ["a (2).jpg", "a (3).jpg"]
    assert (out / "a.jpg").read_bytes() == b"mine"


@pytest.mark.parametrize("strip", list(Strip))
@pytest.mark.parametrize("long_side", [None, 60])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_copy_says_of_itself_only_what_it_may(
    tmp_path: Path, out: Path, format: str, long_side: int | None, strip: Strip
) -> None:
    source = photo(tmp_path / f"a.{format.lower()}", format=format)
    before = hashlib.sha256(source.read_bytes()).digest()

    copy = export_picture(job(source, out, long_side=long_side, strip=strip))

    kept = {Strip.NOTHING: (CAMERA, True), Strip.PLACE: (CAMERA, False), Strip.ALL: (None, False)}
    assert says(copy) == kept[strip]
    data = Path(copy).read_bytes()
    if strip is not Strip.NOTHING:
        assert b"Lisboa" not in data
        assert b"at home" not in data
    with Image.open(copy) as image:
        assert image.format == format
        assert image.size == ((60, 40) if long_side else (120, 80))
        assert image.info["icc_profile"] == PROFILE
    assert hashlib.sha256(source.read_bytes()).digest() == before


def test_a_jpeg_that_only_loses_metadata_keeps_every_pixel(tmp_path: Path, out: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    noise = np.random.default_rng(1).integers(0, 255, (97, 61, 3), np.uint8)
    with Image.open(source) as image:
        Image.fromarray(noise).save(source, quality=80, exif=image.getexif(), icc_profile=PROFILE)
    source.write_bytes(source.read_bytes() + b"a film after the picture")

    for strip in (Strip.ALL, Strip.PLACE):
        copy = export_picture(job(source, out, strip=strip))
        assert np.array_equal(pixels_of(copy), pixels_of(source))
        assert Path(copy).read_bytes().endswith(b"\xff\xd9")


def test_progressive_jpegs_lose_only_their_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    noise = np.random.default_rng(1).integers(0, 255, (97, 61, 3), np.uint8)
    Image.fromarray(noise).save(path, progressive=True, comment=b"secret", restart_marker_rows=1)

    bare = without_metadata(path.read_bytes(), b"")

    assert bare is not None
    assert b"secret" not in bare
    (tmp_path / "b.jpg").write_bytes(bare)
    assert np.array_equal(pixels_of(path), pixels_of(tmp_path / "b.jpg"))


def test_a_jpeg_without_an_end_is_no_case_for_cutting(tmp_path: Path) -> None:
    data = photo(tmp_path / "a.jpg").read_bytes()

    assert without_metadata(data[:-2], b"") is None
    assert without_metadata(data[:30], b"") is None
    assert without_metadata(b"no picture", b"") is None


@pytest.mark.parametrize(
    ("orientation", "rotation", "size", "corner"),
    [
        (1, 90, (80, 120), "top"),
        (1, 180, (120, 80), "right"),
        (6, 0, (80, 120), "top"),
        (6, 90, (120, 80), "right"),
        (8, 90, (120, 80), "left"),
    ],
)
def test_turns_of_camera_and_person_are_in_the_pixels(
    tmp_path: Path, out: Path, orientation: int, rotation: int, size: tuple[int, int], corner: str
) -> None:
    source = photo(tmp_path / "a.jpg", orientation=orientation)

    copy = export_picture(job(source, out, rotation=rotation, strip=Strip.ALL))

    with Image.open(copy) as image:
        assert image.size == size
        assert image.getexif().get(Base.Orientation, 1) == 1
        width, height = size
        places = {"left": (3, height // 2), "right": (width - 4, height // 2)}
        place = places.get(corner, (width // 2, 3))
        assert image.getpixel(place)[1] < 90  # type: ignore[index]
        far = (width - 1 - place[0], height - 1 - place[1])
        assert image.getpixel(far)[1] > 200  # type: ignore[index]


def test_what_is_no_jpeg_can_become_one(tmp_path: Path, out: Path) -> None:
    Image.new("RGBA", (40, 30), (0, 0, 255, 0)).save(tmp_path / "clear.png")
    Image.new("P", (40, 30), 3).save(tmp_path / "few.gif")
    Image.fromarray(np.full((30, 40), 30000, np.uint16)).save(tmp_path / "deep.png")

    for name in ("clear.png", "few.gif", "deep.png"):
        copy = export_picture(job(tmp_path / name, out, format=ExportFormat.JPEG, quality=70))
        with Image.open(copy) as image:
            assert (image.format, image.size) == ("JPEG", (40, 30))
    with Image.open(out / "clear.jpg") as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_heic_becomes_jpeg_when_it_is_changed(tmp_path: Path, out: Path) -> None:
    import pillow_heif

    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(tmp_path / "a.heic")

    copy = export_picture(job(tmp_path / "a.heic", out, long_side=32))

    with Image.open(copy) as image:
        assert (image.format, image.size) == ("JPEG", (32, 24))
    assert export_picture(job(tmp_path / "a.heic", out)).endswith("a.heic")


def test_a_small_picture_is_never_enlarged(tmp_path: Path, out: Path) -> None:
    copy = export_picture(job(photo(tmp_path / "a.jpg"), out, long_side=4096))

    with Image.open(copy) as image:
        assert image.size == (120, 80)


def test_pictures_that_cannot_be_read_are_named(tmp_path: Path, out: Path) -> None:
    (tmp_path / "a.jpg").write_text("no picture")
    frames = [Image.new("RGB", (9, 9), one) for one in ("red", "blue")]
    frames[0].save(tmp_path / "b.gif", save_all=True, append_images=frames[1:])
    expected = {"a.jpg": Problem.NOT_A_PICTURE, "b.gif": Problem.UNREADABLE}
    expected["c.jpg"] = Problem.VANISHED

    for name, problem in expected.items():
        with pytest.raises(PictureError) as caught:
            export_picture(job(tmp_path / name, out, long_side=5))
        assert caught.value.problem is problem
    assert export_picture(job(tmp_path / "b.gif", out)).endswith("b.gif")


def test_a_full_disk_and_a_place_that_is_no_folder_are_told(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = photo(tmp_path / "a.jpg")
    with pytest.raises(ExportError, match="cannot be written"):
        export_picture(job(source, source / "below"))

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(export.os, "replace", full)
    with pytest.raises(DiskFullError, match="No room"):
        export_picture(job(source, out))
    assert list(out.iterdir()) == []
