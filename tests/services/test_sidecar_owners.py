"""Whose a sidecar is, and what it tells of date and place."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from fakes import load_tagging_colours
from PIL import Image
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.events import OffersChanged, PhotosDescribed
from photoclip.media.sidecar import read_sidecar
from photoclip.services.sidecars.owners import content_document

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)
SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "mediapro": "http://ns.iview-multimedia.com/mediapro/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
ANOTHER = "xmp.did:503b86a3-9a6e-56c3-9461-66509730d5ee"
"""A DocumentID made of a content that no test has."""


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    return open_library(loader=load_tagging_colours)


def put(path: Path, inside: str = "", **values: object) -> Path:
    """A sidecar of another program. values: simple properties, such as xmp_Rating=3."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    given = " ".join(f'{name.replace("_", ":", 1)}="{one}"' for name, one in values.items())
    path.write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {given}>{inside}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>",
        encoding="utf-8",
    )
    return path


def bag(name: str, *values: str) -> str:
    entries = "".join(f"<rdf:li>{one}</rdf:li>" for one in values)
    return f"<{name}><rdf:Bag>{entries}</rdf:Bag></{name}>"


def photo(library: Library, path: Path) -> int:
    found = library.details.photo_at(path)
    assert found is not None
    return found


def rating(library: Library, path: Path) -> int:
    return library.marks.get([photo(library, path)])[photo(library, path)].rating


def tags(library: Library, path: Path) -> list[str]:
    return sorted(one.label.english for one in library.tags.tags_of(photo(library, path)))


def search(library: Library, query: str) -> list[str]:
    return sorted(os.path.basename(one.path) for one in library.search(query).hits)


def reading(library: Library) -> Library:
    library.preferences.change(reads_sidecars=True)
    return library


# A sidecar of another content


def test_a_sidecar_that_names_another_content_gives_nothing_but_an_offer(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("IMG_0001.png", RED)
    sidecar = put(
        photos / "IMG_0001.png.xmp",
        bag("dc:subject", "dog", "my aunt"),
        xmp_Rating=5,
        xmpMM_DocumentID=ANOTHER,
        photoshop_DateCreated="2016-03-04T05:06:07",
    )
    before = sidecar.read_bytes()
    heard: list[object] = []
    library.events.subscribe(heard.append)
    reading(library).index(photos)

    assert (rating(library, place), tags(library, place)) == (0, [])
    assert search(library, "date:2016") == []
    (problem,) = library.sidecars.status().problems
    assert problem.path == str(sidecar)
    assert "another picture" in problem.message
    (offer,) = library.offers.list()
    assert (offer.marks.rating, offer.marks.tag_names) == (5, ("dog", "my aunt"))
    assert offer.sidecar == str(sidecar)
    assert any(isinstance(one, OffersChanged) for one in heard)

    library.marks.set_favourite([photo(library, place)], True)
    library.tags.add([photo(library, place)], "cat")
    report = library.sidecars.write()
    assert [one.path for one in report.failures] == [str(sidecar)]
    assert sidecar.read_bytes() == before, "what belongs to another picture is not written over"


def test_a_given_sidecar_is_the_photos_own_from_then_on_until_it_is_undone(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("IMG_0001.png", RED)
    sidecar = put(
        photos / "IMG_0001.png.xmp",
        bag("dc:subject", "dog"),
        xmp_Rating=5,
        xmpMM_DocumentID=ANOTHER,
        photoshop_DateCreated="2016-03-04T05:06:07",
    )
    reading(library).index(photos)
    (offer,) = library.offers.list()

    library.offers.accept([offer.id])
    assert (rating(library, place), tags(library, place)) == (5, ["dog"])
    assert search(library, "date:2016") == [place.name]
    assert library.sidecars.status().problems == ()
    assert library.offers.list() == []

    assert library.undo.undo()
    assert (rating(library, place), tags(library, place)) == (0, [])
    assert search(library, "date:2016") == []
    assert [one.id for one in library.offers.list()] == [offer.id]

    assert library.undo.redo()
    library.index()
    assert rating(library, place) == 5
    library.marks.set_rating([photo(library, place)], 2)
    assert library.sidecars.write().failures == []
    assert read_sidecar(str(sidecar)).packet.rating == 2


def test_an_offer_of_a_sidecar_ends_when_the_sidecar_changes_or_goes(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("IMG_0001.png", RED)
    sidecar = put(photos / "IMG_0001.png.xmp", xmp_Rating=5, xmpMM_DocumentID=ANOTHER)
    reading(library).index(photos)
    assert library.offers.count() == 1
    library.offers.dismiss()
    library.index()
    assert library.offers.count() == 0

    put(sidecar, xmp_Rating=4, xmpMM_DocumentID=ANOTHER, xmp_Label="new")
    assert library.offers.count() == 0, "not read yet"
    library.index()
    assert [one.marks.rating for one in library.offers.list()] == [4]
    sidecar.unlink()
    assert library.offers.count() == 0
    library.index()
    assert (rating(library, place), library.sidecars.status().problems) == (0, ())


def test_the_sidecar_that_was_written_for_a_content_is_that_contents_also_after_an_edit(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("rose.png", RED)
    library.index(photos)
    library.marks.set_rating([photo(library, place)], 3)
    library.sidecars.write()
    picture = Image.open(place).convert("RGB")
    picture.putpixel((0, 0), (250, 10, 10))
    with open(place, "r+b") as file:  # the very same file, written to
        picture.save(file, format="PNG")
        file.truncate()
    library.index()
    assert rating(library, place) == 3

    put(
        photos / "rose.png.xmp",
        xmp_Rating=4,
        xmpMM_DocumentID=content_document(
            min(library._catalog.sidecars.relatives(photo(library, place)).items())[1]
        ),
    )
    library.sidecars.read()
    assert (rating(library, place), library.offers.list()) == (4, [])


def test_a_sidecar_of_an_edited_picture_is_its_own_in_a_new_library_too(
    library: Library, open_library: OpenLibrary, photos: Path, paint: Paint, tmp_path: Path
) -> None:
    place = paint("rose.png", RED)
    library.index(photos)
    library.marks.set_rating([photo(library, place)], 3)
    library.sidecars.write()
    former = (photos / "rose.png.xmp").read_bytes()
    with Image.open(place) as picture:
        edited = picture.convert("RGB")
    edited.putpixel((0, 0), (250, 10, 10))
    with open(place, "r+b") as file:
        edited.save(file, format="PNG")
        file.truncate()
    library.preferences.change(writes_sidecars=True)
    library.index()
    written = (photos / "rose.png.xmp").read_bytes()
    assert (len(written), written != former) == (len(former), True)
    library.index()
    assert (photos / "rose.png.xmp").read_bytes() == written
    library.close()

    other = reading(open_library(tmp_path / "other", loader=load_tagging_colours))
    other.index(photos)
    assert (rating(other, place), other.offers.list()) == (3, [])


@pytest.mark.parametrize("document", [{}, {"xmpMM_DocumentID": "xmp.did:F77F117407206811"}])
@pytest.mark.parametrize("is_noticed", [True, False])
def test_a_sidecar_that_was_another_photos_is_not_a_new_pictures(
    library: Library,
    photos: Path,
    paint: Paint,
    document: dict[str, str],
    is_noticed: bool,
) -> None:
    """is_noticed: the library saw that the picture was gone before another one came."""
    place = paint("IMG_0001.png", RED)
    sidecar = put(photos / "IMG_0001.png.xmp", xmp_Rating=5, **document)
    reading(library).index(photos)
    assert rating(library, place) == 5
    place.unlink()
    if is_noticed:
        library.index()
    other = paint("other.png", BLUE)
    os.rename(other, place)
    library.index()

    assert rating(library, place) == 0
    assert library.offers.count() == 1
    library.sidecars.read()
    assert rating(library, place) == 0
    before = sidecar.read_bytes()
    library.marks.set_rating([photo(library, place)], 1)
    library.sidecars.write()
    assert sidecar.read_bytes() == before, "the stars of the former picture are still in it"


@pytest.mark.parametrize("document", [{}, {"xmpMM_DocumentID": "xmp.did:F77F117407206811"}])
@pytest.mark.parametrize("there", ["Trip/IMG_0001.png", "renamed.png"])
def test_a_sidecar_that_its_picture_left_behind_is_not_a_new_pictures(
    library: Library, photos: Path, paint: Paint, document: dict[str, str], there: str
) -> None:
    place = paint("IMG_0001.png", RED)
    put(photos / "IMG_0001.png.xmp", xmp_Rating=5, xmp_CreateDate="2016-03-04", **document)
    reading(library).index(photos)
    (photos / "Trip").mkdir()
    os.rename(place, photos / there)
    library.index()
    paint("IMG_0001.png", BLUE)
    library.index()
    assert rating(library, place) == 0
    assert rating(library, photos / there) == 5
    assert [one.marks.rating for one in library.offers.list()] == [5]
    assert search(library, "date:2016") == []

    place.unlink()
    os.rename(photos / there, place)
    library.index()
    assert (rating(library, place), library.offers.list()) == (5, [])
    assert search(library, "date:2016") == [place.name]
    assert library.sidecars.status().problems == ()


def test_pictures_that_swap_their_names_do_not_swap_their_stars(
    library: Library, photos: Path, paint: Paint
) -> None:
    one, other = paint("a.png", RED), paint("b.png", BLUE)
    put(photos / "a.png.xmp", bag("dc:subject", "dog"), xmp_Rating=5)
    put(photos / "b.png.xmp", xmp_Rating=2)
    reading(library).index(photos)
    os.rename(one, photos / "c.png")
    os.rename(other, one)
    os.rename(photos / "c.png", other)
    library.index()
    library.sidecars.read()
    assert (rating(library, one), tags(library, one)) == (2, [])
    assert (rating(library, other), tags(library, other)) == (5, ["dog"])
    offered = {os.path.basename(each.path): each.marks for each in library.offers.list()}
    assert {name: marks.tag_names for name, marks in offered.items()} == {"a.png": ("dog",)}

    os.rename(photos / "a.png.xmp", photos / "c.xmp")
    os.rename(photos / "b.png.xmp", photos / "a.png.xmp")
    os.rename(photos / "c.xmp", photos / "b.png.xmp")
    library.index()
    assert (rating(library, one), rating(library, other)) == (2, 5)
    assert (library.offers.list(), library.sidecars.status().problems) == ([], ())


def test_a_sidecar_goes_with_its_picture_to_another_folder_and_back(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("a.png", RED)
    put(photos / "a.png.xmp", xmp_Rating=5, xmpMM_DocumentID="xmp.did:F77F117407206811")
    reading(library).index(photos)
    (photos / "sub").mkdir()
    for name in ("a.png", "a.png.xmp"):
        os.rename(photos / name, photos / "sub" / name)
    library.index()
    place = photos / "sub" / "a.png"
    assert (rating(library, place), library.offers.list()) == (5, [])
    library.remove_folder(photos)
    library.index(photos)
    assert (rating(library, place), library.sidecars.status().problems) == (5, ())


def test_copies_of_one_sidecar_beside_two_pictures_count_for_both(
    library: Library, photos: Path, paint: Paint
) -> None:
    for name, colour in (("a.png", RED), ("b.png", BLUE)):
        paint(name, colour)
        put(photos / f"{name}.xmp", xmp_Rating=4, xmpMM_DocumentID="xmp.did:template")
    reading(library).index(photos)
    assert [rating(library, photos / one) for one in ("a.png", "b.png")] == [4, 4]


# photo.xmp beside several pictures


@pytest.fixture
def pair(library: Library, photos: Path, paint: Paint) -> Library:
    """IMG_1.jpg and IMG_1.png, of different content."""
    paint("IMG_1.png", RED)
    with Image.open(paint("IMG_1 other.png", BLUE)) as picture:
        picture.save(photos / "IMG_1.jpg")
    (photos / "IMG_1 other.png").unlink()
    return reading(library)


@pytest.mark.parametrize(
    ("extension", "expected"),
    [("JPG", (3, 0)), (".jpeg", (3, 0)), ("png", (0, 3)), ("CR2", (0, 0))],
)
def test_an_extension_says_whose_a_shared_sidecar_is(
    pair: Library, photos: Path, extension: str, expected: tuple[int, int]
) -> None:
    put(photos / "IMG_1.xmp", xmp_Rating=3, photoshop_SidecarForExtension=extension)
    pair.index(photos)
    assert (rating(pair, photos / "IMG_1.jpg"), rating(pair, photos / "IMG_1.png")) == expected
    assert pair.sidecars.status().problems == ()
    pair.index()
    assert (rating(pair, photos / "IMG_1.jpg"), rating(pair, photos / "IMG_1.png")) == expected


def test_an_unclear_sidecar_is_listed_and_gives_nothing_until_it_is_clear(
    pair: Library, photos: Path
) -> None:
    shared = put(photos / "IMG_1.xmp", xmp_Rating=3)
    pair.index(photos)
    assert [rating(pair, photos / one) for one in ("IMG_1.jpg", "IMG_1.png")] == [0, 0]
    problems = pair.sidecars.status().problems
    assert {one.path for one in problems} == {str(shared)}
    assert "not clear" in problems[0].message
    before = shared.read_bytes()
    pair.marks.set_rating([photo(pair, photos / "IMG_1.jpg")], 1)
    pair.sidecars.write()
    assert shared.read_bytes() == before
    assert read_sidecar(str(photos / "IMG_1.jpg.xmp")).packet.rating == 1

    (photos / "IMG_1.jpg").unlink()
    pair.index()
    assert rating(pair, photos / "IMG_1.png") == 3
    assert pair.sidecars.status().problems == ()


def test_a_second_picture_of_the_name_takes_no_sidecar_from_the_first(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("IMG_1.png", RED)
    put(photos / "IMG_1.xmp", xmp_Rating=3)
    reading(library).index(photos)
    with Image.open(paint("other.png", BLUE)) as picture:
        picture.save(photos / "IMG_1.jpg")
    library.index()
    assert rating(library, photos / "IMG_1.jpg") == 0
    put(photos / "IMG_1.xmp", xmp_Rating=4, xmp_Label="more")
    library.index()
    assert [rating(library, photos / one) for one in ("IMG_1.png", "IMG_1.jpg")] == [4, 0]
    assert library.sidecars.status().problems == ()


# Keywords with levels


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (bag("lr:hierarchicalSubject", "Family|Oma"), ["Oma"]),
        (bag("digiKam:TagsList", "Family/Oma", "cat"), ["Oma", "cat"]),
        (bag("MicrosoftPhoto:LastKeywordXMP", "Family/Oma"), ["Oma"]),
        (bag("mediapro:CatalogSets", "Family|Oma"), ["Oma"]),
        (bag("dc:subject", "cat") + bag("lr:hierarchicalSubject", "Family|Oma"), ["Oma", "cat"]),
        (bag("dc:subject", "Oma") + bag("digiKam:TagsList", "Family/Oma"), ["Oma"]),
        (bag("dc:subject", "cat") + bag("digiKam:TagsList", "Albums/Sea"), ["cat"]),
    ],
)
def test_keywords_count_wherever_they_stand(
    library: Library, photos: Path, paint: Paint, inside: str, expected: list[str]
) -> None:
    place = paint("a.png", RED)
    sidecar = put(photos / "a.png.xmp", inside)
    reading(library).index(photos)
    assert tags(library, place) == expected

    library.tags.remove([photo(library, place)], expected[0])
    library.sidecars.write()
    assert expected[0] not in sidecar.read_text("utf-8"), "one that was taken out is nowhere left"
    library.sidecars.read()
    assert tags(library, place) == expected[1:]


# Date and place


def test_date_and_place_come_from_the_sidecar_where_the_file_has_none(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("a.png", RED)
    put(
        photos / "a.png.xmp",
        exif_DateTimeOriginal="2016-03-04T05:06:07.25+01:00",
        exif_GPSLatitude="48,12.5N",
        exif_GPSLongitude="16,22,12E",
    )
    heard: list[object] = []
    library.events.subscribe(heard.append)
    reading(library).index(photos)

    found = library.details.of(photo(library, place))
    assert found is not None
    told = found.metadata
    assert told.taken_at == datetime(2016, 3, 4, 5, 6, 7, 250_000)
    assert (told.latitude, told.longitude) == pytest.approx((48 + 12.5 / 60, 16.37))
    assert (told.taken_from, told.placed_from) == ("sidecar", "sidecar")
    assert search(library, "date:2016-03") == ["a.png"]
    assert search(library, "near:48.2,16.37") == ["a.png"]
    assert [one for one in heard if isinstance(one, PhotosDescribed)] == [
        PhotosDescribed((photo(library, place),))
    ]

    library.index(verify=True)
    os.utime(place, (1, 1))
    library.index()
    assert search(library, "date:2016-03") == ["a.png"], "it outlives another look at the file"

    (photos / "a.png.xmp").unlink()
    library.index()
    assert search(library, "date:2016-03") == []
    assert search(library, "near:48.2,16.37") == []
    found = library.details.of(photo(library, place))
    assert found is not None
    assert found.metadata.taken_from is None
    assert library.undo.undo_name is None, "no word of a person"


def test_the_file_itself_has_the_first_word(library: Library, photos: Path, paint: Paint) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2020:01:02 03:04:05"
    with Image.open(paint("a.png", RED)) as picture:
        picture.save(photos / "b.jpg", exif=exif)
    put(
        photos / "b.jpg.xmp",
        photoshop_DateCreated="2016-03-04",
        exif_GPSLatitude="33,51.4S",
        exif_GPSLongitude="151,12.9E",
    )
    reading(library).index(photos)
    found = library.details.of(photo(library, photos / "b.jpg"))
    assert found is not None
    assert found.metadata.taken_at == datetime(2020, 1, 2, 3, 4, 5)
    assert (found.metadata.taken_from, found.metadata.placed_from) == (None, "sidecar")
    assert found.metadata.latitude == pytest.approx(-33.8567, abs=1e-3)


def test_a_date_leaves_with_the_sidecar_that_stays_behind(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("a.png", RED)
    put(photos / "a.png.xmp", xmp_CreateDate="2016-03-04T05:06")
    reading(library).index(photos)
    (photos / "sub").mkdir()
    os.rename(photos / "a.png", photos / "sub" / "a.png")
    paint("a.png", BLUE)
    library.index()
    assert search(library, "date:2016-03") == []


def test_sidecars_that_were_read_before_dates_were_taken_are_looked_at_once(
    library: Library, photos: Path, paint: Paint
) -> None:
    place = paint("a.png", RED)
    put(photos / "a.png.xmp", xmp_Rating=4, xmp_CreateDate="2016-03-04")
    reading(library).index(photos)
    assert library.undo.undo(), "the rating was taken back and stays away"
    with library._catalog.connections.writing() as connection:
        for sql in ("UPDATE sidecars SET is_described = 0, taken_at = NULL, document = ''",):
            connection.execute(sql)
        connection.execute("UPDATE photos SET taken_at = NULL, taken_from = NULL")
    library.index()
    assert search(library, "date:2016-03") == ["a.png"]
    assert rating(library, place) == 0
