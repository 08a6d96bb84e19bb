"""What sidecars tell of date, place and owner."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.core.sidecars import NO_FACTS, SidecarFacts
from photoclip.media.sidecar import SidecarNames, Standing
from photoclip.media.xmp import XmpPacket
from photoclip.media.xmp_facts import (
    angle_of,
    document_of,
    documents_of,
    extension_of,
    facts_of,
    moment_of,
)


def packet(inside: str = "", **values: str) -> XmpPacket:
    given = " ".join(f'{name.replace("_", ":", 1)}="{one}"' for name, one in values.items())
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:e="http://ns.adobe.com/exif/1.0/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:x="http://ns.adobe.com/xap/1.0/" xmlns:m="http://ns.adobe.com/xap/1.0/mm/">'
        f"<rdf:Description {given}>{inside}</rdf:Description></rdf:RDF>"
    )
    return XmpPacket.read(text.encode(), "a.xmp")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-03-04T05:06:07.5+01:00", datetime(2016, 3, 4, 5, 6, 7, 500_000)),
        ("2016-03-04T05:06:07Z", datetime(2016, 3, 4, 5, 6, 7)),
        ("2016-03-04T05:06-0330", datetime(2016, 3, 4, 5, 6)),
        (" 2016-03-04 ", datetime(2016, 3, 4)),
        ("2016-03", datetime(2016, 3, 1)),
        ("1931", datetime(1931, 1, 1)),
        ("2016:03:04 05:06:07", datetime(2016, 3, 4, 5, 6, 7)),
        ("2016-12-31T23:59:60", datetime(2016, 12, 31, 23, 59, 59)),
        ("0000-00-00T00:00:00", None),
        ("2016-00-04", None),
        ("2016-02-30", None),
        ("1601-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
        ("٢٠١٦-٠٣-٠٤", None),
    ],
)
def test_dates_as_programs_write_them(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("48,12.5N", 48 + 12.5 / 60),
        ("48,12,30N", 48 + 12.5 / 60),
        ("33,51.4s", -(33 + 51.4 / 60)),
        ("48.2083", 48.2083),
        ("-33.8568", -33.8568),
        ("90,0N", 90.0),
        ("90,1N", None),
        ("48,61N", None),
        ("48,12.5E", None),
        ("N", None),
        ("48;12.5N", None),
        ("9" * 500 + "N", None),
    ],
)
def test_latitudes_as_programs_write_them(text: str, degrees: float | None) -> None:
    found = angle_of(text, "NS", 90)
    assert found == (None if degrees is None else pytest.approx(degrees))


@given(st.text(max_size=40))
def test_nonsense_is_nothing_and_no_fault(text: str) -> None:
    moment_of(text)
    angle_of(text, "EW", 180)


def test_the_date_of_taking_comes_first_and_nonsense_is_passed_over() -> None:
    dates = {"p_DateCreated": "2016-03-04", "x_CreateDate": "2017-01-01"}
    assert facts_of(packet(e_DateTimeOriginal="2015-01-02", **dates)).taken_at == datetime(
        2015, 1, 2
    )
    assert facts_of(packet(e_DateTimeOriginal="0000-00-00", **dates)).taken_at == datetime(
        2016, 3, 4
    )
    inside = "<p:DateCreated>2018-05-06</p:DateCreated>"
    assert facts_of(packet(inside)) == SidecarFacts(datetime(2018, 5, 6))


@pytest.mark.parametrize(
    "values",
    [
        {"e_GPSLatitude": "0,0.0N", "e_GPSLongitude": "0,0.0E"},
        {"e_GPSLatitude": "0,0S", "e_GPSLongitude": "0,0W"},
        {"e_GPSLatitude": "48,12.5N"},
        {"e_GPSLongitude": "16,22.4E"},
        {"e_GPSLatitude": "48,12.5N", "e_GPSLongitude": "nowhere"},
    ],
)
def test_half_a_place_and_zero_are_no_place(values: dict[str, str]) -> None:
    assert facts_of(packet(**values)) == NO_FACTS


def test_zero_is_a_place_where_only_one_half_is_zero() -> None:
    found = facts_of(packet(e_GPSLatitude="0,0N", e_GPSLongitude="6,30E"))
    assert (found.latitude, found.longitude) == (0, 6.5)


def test_whose_a_sidecar_says_that_it_is() -> None:
    assert document_of(packet()) == ""
    assert document_of(packet(m_OriginalDocumentID="b")) == "b"
    both = packet(m_DocumentID=" a ", m_OriginalDocumentID="b")
    assert (document_of(both), documents_of(both)) == ("a", ("a", "b"))
    assert extension_of(packet(p_SidecarForExtension=".JPG")) == "jpg"
    assert extension_of(packet()) == ""


@pytest.mark.parametrize(
    ("names", "photo", "expected"),
    [
        (["a.jpg", "a.xmp"], "a.jpg", ("a.xmp", Standing.ALONE)),
        (["a.jpg", "a.jpg.xmp", "a.xmp"], "a.jpg", ("a.jpg.xmp", Standing.OWN)),
        (["a.jpg", "a.cr2", "a.xmp"], "a.cr2", ("a.xmp", Standing.ALONE)),
        (["a.jpg", "a.cr2", "a.xmp"], "a.jpg", ("a.xmp", Standing.RIVAL)),
        (["a.jpg", "a.png", "a.xmp"], "a.png", ("a.xmp", Standing.OPEN)),
        (["a.cr2", "a.dng", "a.xmp"], "a.dng", ("a.xmp", Standing.OPEN)),
        (["a.jpg", "b.xmp"], "a.jpg", None),
    ],
)
def test_how_sure_a_name_is(
    names: list[str], photo: str, expected: tuple[str, Standing] | None
) -> None:
    assert SidecarNames(names).candidate(photo) == expected


@pytest.mark.parametrize(
    ("extension", "meant"),
    [
        ("jpg", {"a.jpg": True, "a.png": False}),
        ("jpeg", {"a.jpg": True, "a.png": False}),
        ("cr2", {"a.jpg": False, "a.png": False}),
    ],
)
def test_which_picture_an_extension_means(extension: str, meant: dict[str, bool]) -> None:
    names = SidecarNames([*meant, "a.xmp"])
    assert {one: names.is_meant(one, extension) for one in meant} == meant


def test_an_extension_that_two_pictures_have_leaves_it_open() -> None:
    names = SidecarNames(["a.jpg", "a.JPG", "a.xmp"])
    assert names.is_meant("a.jpg", "jpg") is None
    assert SidecarNames(["a.jpg", "a.jpeg"]).is_meant("a.jpg", "jpg") is True
