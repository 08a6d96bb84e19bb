"""What a picture says of itself is read where it is sound, and passed over where it is not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import encoded, photo
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from photoclip.core.models import PhotoMetadata
from photoclip.media.decode import decode
from photoclip.media.metadata import exif_of_tiff, photo_metadata


def exif_with(
    main: dict[int, Any] | None = None,
    details: dict[int, Any] | None = None,
    position: dict[int, Any] | None = None,
) -> Image.Exif:
    exif = Image.Exif()
    exif.update(main or {})
    exif.get_ifd(IFD.Exif).update(details or {})
    exif.get_ifd(IFD.GPSInfo).update(position or {})
    return exif


def told_by(**parts: dict[int, Any]) -> PhotoMetadata:
    return photo_metadata(exif_with(**parts), width=4, height=3, format="JPEG")


FULL = exif_with(
    {Base.Make: "FUJIFILM", Base.Model: "X-T3", Base.DateTime: "2022:01:01 00:00:00"},
    {
        Base.DateTimeOriginal: "2021:08:09 10:11:12",
        Base.SubsecTimeOriginal: "25",
        Base.LensModel: "XF35mmF1.4 R",
        Base.ISOSpeedRatings: 400,
        Base.FNumber: IFDRational(28, 10),
        Base.ExposureTime: IFDRational(1, 250),
        Base.FocalLength: IFDRational(35, 1),
    },
    {
        GPS.GPSLatitudeRef: "S",
        GPS.GPSLatitude: (33.0, 51.0, 36.0),
        GPS.GPSLongitudeRef: "E",
        GPS.GPSLongitude: (151.0, 12.0, 18.0),
        GPS.GPSAltitudeRef: b"\x01",
        GPS.GPSAltitude: IFDRational(125, 10),
    },
)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_details_are_read_from_every_format_that_carries_them(format: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    data = encoded(photo(80, 60), format, exif=FULL.tobytes())
    told = decode(data, "photo", min_edge=16).metadata
    assert told.taken_at == datetime(2021, 8, 9, 10, 11, 12, 250_000)
    assert (told.camera, told.lens, told.iso) == ("FUJIFILM X-T3", "XF35mmF1.4 R", 400)
    assert told.f_number == pytest.approx(2.8)
    assert told.exposure_s == pytest.approx(1 / 250)
    assert told.focal_length_mm == pytest.approx(35)
    assert told.latitude == pytest.approx(-33.86)
    assert told.longitude == pytest.approx(151.205)
    assert told.altitude_m == pytest.approx(-12.5)
    assert (told.width, told.height) == (80, 60)


def test_the_details_in_front_of_a_raw_file_are_read() -> None:
    header = FULL.tobytes().removeprefix(b"Exif\0\0")
    for magic in (header[:4], {b"MM": b"MMOR", b"II": b"IIRO"}[header[:2]]):
        exif = exif_of_tiff(magic + header[4:])
        told = photo_metadata(exif, width=1, height=1, format="ORF")
        assert (told.camera, told.iso) == ("FUJIFILM X-T3", 400)
    assert dict(exif_of_tiff(b"FUJIFILMCCD-RAW ")) == {}
    assert dict(exif_of_tiff(b"II*\0" + b"\xff" * 20)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "",
        "yesterday",
        "2021:13:01 00:00:00",
        "2021:02:30 00:00:00",
        "0001:01:01 00:00:00",
        "\0" * 20,
    ],
)
def test_a_clock_that_was_never_set_gives_no_date(text: str) -> None:
    assert told_by(details={Base.DateTimeOriginal: text}).taken_at is None


@pytest.mark.parametrize(
    "text", ["2021:08:09 10:11:12", "2021:08:09 10:11:12\0", "2021-08-09T10:11:12+02:00"]
)
def test_dates_are_read_in_their_usual_spellings(text: str) -> None:
    told = told_by(details={Base.DateTimeOriginal: text})
    assert told.taken_at == datetime(2021, 8, 9, 10, 11, 12)


def test_a_malformed_date_leaves_the_next_best() -> None:
    told = told_by(
        main={Base.DateTime: "2022:01:02 03:04:05"},
        details={Base.DateTimeOriginal: "0000:00:00 00:00:00"},
    )
    assert told.taken_at == datetime(2022, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS R5", "Canon EOS R5"),
        ("NIKON CORPORATION", "NIKON D90", "NIKON D90"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("Apple\0", "iPhone 13 \0\0", "Apple iPhone 13"),
        ("Apple\0garbage", "  iPhone\t13", "Apple iPhone 13"),
        ("", "X100V", "X100V"),
        ("LEICA", "", "LEICA"),
        ("\0\0", "\0", None),
        (b"K\xc3\xb6nig", b"Eins", "König Eins"),
        (b"K\xf6nig", "Eins", "König Eins"),
        ("KÃ¶nig", "Eins", "König Eins"),
        (7, None, None),
    ],
)
def test_the_camera_is_named_once_and_cleanly(make: Any, model: Any, camera: str | None) -> None:
    assert told_by(main={Base.Make: make, Base.Model: model}).camera == camera


@pytest.mark.parametrize(
    "value",
    [IFDRational(0, 0), IFDRational(5, 0), float("nan"), float("inf"), 0, -1.0, "x", (), None, b""],
)
def test_impossible_numbers_are_passed_over(value: Any) -> None:
    told = told_by(
        details={
            Base.FNumber: value,
            Base.ExposureTime: value,
            Base.FocalLength: value,
            Base.ISOSpeedRatings: value,
        },
        position={GPS.GPSLatitude: (value, 1.0, 1.0), GPS.GPSLongitude: (1.0, 1.0, 1.0)},
    )
    assert (told.f_number, told.exposure_s, told.focal_length_mm, told.iso) == (None,) * 4


@pytest.mark.parametrize(
    "latitude",
    [(float("nan"), 0.0, 0.0), (91.0, 0.0, 0.0), (), None, "north", (IFDRational(1, 0),)],
)
def test_an_impossible_place_is_no_place(latitude: Any) -> None:
    told = told_by(
        position={
            GPS.GPSLatitude: latitude,
            GPS.GPSLongitude: (10.0, 0.0, 0.0),
            GPS.GPSLongitudeRef: "W",
        }
    )
    assert (told.latitude, told.longitude) == (None, None)


@pytest.mark.parametrize(("iso", "expected"), [((200, 0), 200), (65535, 102400), (0, 102400)])
def test_film_speed_is_found_where_the_camera_put_it(iso: Any, expected: int) -> None:
    details = {Base.ISOSpeedRatings: iso, Base.RecommendedExposureIndex: 102400}
    assert told_by(details=details).iso == expected


anything = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.binary(max_size=30),
    st.tuples(st.integers(0, 9), st.integers(0, 3)).map(lambda pair: IFDRational(*pair)),
)
values = st.one_of(anything, st.lists(anything, max_size=4).map(tuple))
MAIN = [Base.Make, Base.Model, Base.DateTime]
DETAILS = [
    Base.DateTimeOriginal,
    Base.SubsecTimeOriginal,
    Base.LensModel,
    Base.ISOSpeedRatings,
    Base.FNumber,
    Base.ExposureTime,
    Base.FocalLength,
]


@given(
    st.dictionaries(st.sampled_from(MAIN), values),
    st.dictionaries(st.sampled_from(DETAILS), values),
    st.dictionaries(st.sampled_from(list(GPS)[:8]), values),
)
@settings(max_examples=200, deadline=None)
def test_no_metadata_whatever_raises(
    main: dict[int, Any], details: dict[int, Any], position: dict[int, Any]
) -> None:
    told = told_by(main=main, details=details, position=position)
    assert told.latitude is None or -90 <= told.latitude <= 90
    assert told.longitude is None or -180 <= told.longitude <= 180
    assert told.f_number is None or told.f_number > 0


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_random_bytes_in_place_of_metadata_change_nothing(noise: bytes) -> None:
    data = encoded(Image.new("RGB", (8, 6)), "JPEG", exif=b"Exif\0\0II*\0" + noise)
    assert decode(data, "a.jpg", min_edge=4).metadata.width == 8
