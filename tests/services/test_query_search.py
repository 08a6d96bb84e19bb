"""Searches in the query language, from typed text to photos."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from fakes import COLOURS, MOST_WORDS
from scenery import SAMPLES, OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.advice import Limit
from photoclip.core.errors import PictureError, QuerySyntaxError, SearchError
from photoclip.core.models import PhotoIds

SHADES = 3


@pytest.fixture
def colours(library: Library, paint: Paint, photos: Path) -> Library:
    """Three pictures of each colour; those of 2001 are red, of 2002 green, of 2003 blue."""
    for year, colour in enumerate(("red", "green", "blue"), 2001):
        for shade in range(SHADES):
            path = paint(f"{colour}/{colour}-{shade}.png", COLOURS[colour], shade)
            os.utime(path, (moment := (year - 1970) * 365.25 * 86400 + shade * 1e6, moment))
    library.index(photos)
    return library


def names(library: Library, text: str, **options: object) -> list[str]:
    return [Path(hit.path).stem for hit in library.search(text, **options).hits]


def photo_id(library: Library, name: str) -> int:
    hits = library.search(f"name:{name}").hits
    return hits[0].photo_id


def test_fields_alone_list_the_newest_first_without_a_model(colours: Library) -> None:
    found = colours.search("folder:red or folder:green")
    assert [Path(one.path).stem for one in found.hits] == [
        "green-2", "green-1", "green-0", "red-2", "red-1", "red-0"
    ]  # fmt: skip
    assert found.verdict is None
    assert {one.probability for one in found.hits} == {None}
    assert names(colours, "date:2003", limit=2) == ["blue-2", "blue-1"]
    assert names(colours, "date:1999") == []


def test_words_are_ranked_among_what_the_fields_leave(colours: Library) -> None:
    assert set(names(colours, "red", limit=3)) == {"red-0", "red-1", "red-2"}
    assert set(names(colours, "red -folder:red")) == {
        f"{colour}-{shade}" for colour in ("green", "blue") for shade in range(SHADES)
    }
    assert names(colours, "red name:green-1") == ["green-1"]


def test_either_of_two_texts_is_enough(colours: Library) -> None:
    found = names(colours, "red or blue", limit=6)
    assert {one.partition("-")[0] for one in found} == {"red", "blue"}
    assert len(set(found)) == 6
    mixed = names(colours, "(red or blue) -folder:red", limit=3)
    assert {one.partition("-")[0] for one in mixed} == {"blue"}


def test_weights_move_the_sum_towards_a_part(colours: Library) -> None:
    assert names(colours, "red blue^0.2", limit=1)[0].startswith("red")
    assert names(colours, "red^0.2 ++blue", limit=1)[0].startswith("blue")


def test_what_is_like_a_photo_is_found_by_number_and_by_path(
    colours: Library, photos: Path
) -> None:
    number = photo_id(colours, "blue-1")
    assert set(names(colours, f"like:{number}", limit=2)) == {"blue-0", "blue-2"}
    path = photos / "green" / "green-0.png"
    assert {one[:5] for one in names(colours, f'like:"{path}"', limit=3)} == {"green"}
    assert names(colours, f"like:{number} date:2001..2002", limit=9) != []
    with pytest.raises(QuerySyntaxError, match="no photo number 9999"):
        colours.search("like:9999")
    text = 'red like:"/nowhere/at all.png"'
    with pytest.raises(QuerySyntaxError, match=r"no file “/nowhere/at all\.png”") as raised:
        colours.search(text)
    assert text[slice(*raised.value.span)] == 'like:"/nowhere/at all.png"'
    (photos / "notes.jpg").write_text("no picture")
    for place, why in ((photos, "folder"), (photos / "notes.jpg", "not a picture")):
        with pytest.raises(QuerySyntaxError, match=f"{place.name}” cannot be compared with.*{why}"):
            colours.search(f'like:"{place}"')
        with pytest.raises(PictureError, match=f"“{place}” cannot be compared with.*{why}"):
            colours.search_like(place)


def test_what_is_only_left_out_is_not_judged(colours: Library) -> None:
    found = colours.search("-red", limit=9)
    assert {Path(one.path).stem[:3] for one in found.hits} == {"blu", "gre"}
    assert all(one.probability is None and one.band is None for one in found.hits)
    assert found.verdict is None


def test_a_picture_or_words_are_both_answered(colours: Library) -> None:
    number = photo_id(colours, "blue-1")
    found = names(colours, f"like:{number} or red", limit=5)
    assert {"blue-0", "blue-2"} < set(found)
    assert {one[:3] for one in found} == {"blu", "red"}
    judged = colours.search(f"like:{number} or red", limit=9).hits
    assert {one.probability is None for one in judged} == {True, False}


class Tags:
    def __init__(self, **known: list[int]) -> None:
        self.known = known

    def photo_ids(self, name: str) -> PhotoIds | None:
        ids = self.known.get(name.casefold())
        return None if ids is None else np.array(ids, np.int64)

    def names(self) -> list[str]:
        return list(self.known)


def test_tags_are_known_by_whoever_keeps_them(colours: Library) -> None:
    with pytest.raises(QuerySyntaxError, match="There is no tag named “quark”"):
        colours.search("tag:quark")
    number = photo_id(colours, "blue-1")
    colours.searches.names.register("tag", Tags(sea=[number, 12345]))
    assert names(colours, "tag:Sea") == ["blue-1"]
    assert names(colours, "red tag:sea") == ["blue-1"]
    assert len(names(colours, "-tag:sea")) == 8
    with pytest.raises(QuerySyntaxError) as caught:
        colours.search("red tag:see")
    assert (caught.value.span, caught.value.suggestion) == ((4, 11), "sea")
    with pytest.raises(QuerySyntaxError, match="no album"):
        colours.search("album:x")


def test_an_unknown_place_is_named(colours: Library) -> None:
    assert names(colours, "near:Seoul") == []
    with pytest.raises(QuerySyntaxError) as caught:
        colours.search('near:"Busn"')
    assert caught.value.suggestion == "Busan"


def test_nothing_and_too_much_are_refused_in_words(colours: Library) -> None:
    for text in ("", "  ", "rating:1 or " * 500 + "rating:2", "(a or b) " * 8):
        with pytest.raises(SearchError):
            colours.search(text)


@pytest.mark.parametrize("text", ["🏖 שלום", "\udcff red", "red " * 2500, "x" * 10_000])
def test_whatever_is_typed_is_answered(colours: Library, text: str) -> None:
    assert len(colours.search(text, limit=4).hits) == 4


def test_an_empty_library_answers_with_nothing(library: Library) -> None:
    assert library.search("a dog -cat").hits == []
    assert library.search("rating:5").hits == []
    assert library.searches.matching("a dog")[0].tolist() == []
    assert library.worker_process_id() is None


def test_all_that_match_are_found_above_the_cut_off(colours: Library) -> None:
    ids, fits = colours.searches.matching("red", cut_off=0.0)
    assert len(ids) == 9
    assert (np.diff(fits) <= 0).all()
    some, _ = colours.searches.matching("red", cut_off=float(fits[2]))
    assert set(ids[:3].tolist()) <= set(some.tolist())
    every, certain = colours.searches.matching("date:2002")
    assert len(every) == 3
    assert certain.tolist() == [1.0] * 3
    number = photo_id(colours, "blue-1")
    alike, _ = colours.searches.matching(f"like:{number} date:2003", cut_off=0.0)
    assert len(alike) == 3


def test_a_photo_that_left_takes_no_place(colours: Library, photos: Path) -> None:
    (photos / "red" / "red-0.png").unlink()
    colours.index()
    assert set(names(colours, "red", limit=2)) == {"red-1", "red-2"}
    assert names(colours, "folder:red") == ["red-2", "red-1"]


def test_recall_does_not_fall_with_selective_filters(colours: Library) -> None:
    """Every photo that a filter leaves is found, however far from the words it lies."""
    for colour in ("red", "green", "blue"):
        for shade in range(SHADES):
            assert names(colours, f"red name:{colour}-{shade}") == [f"{colour}-{shade}"]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample photos, seen by the starter model."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    with Library.open(folder) as library:
        library.index(SAMPLES)
    return folder


def test_the_starter_model_answers_combined_queries(
    samples: Path, open_library: OpenLibrary
) -> None:
    library = open_library(samples, loader=None)
    assert names(library, "beach ++sunset", limit=1)[0] in ("cc0-sunset-beach", "cc0-pier-sunset")
    both = names(library, "lemon or sunset", limit=4)
    assert {"grocery-lemon", "cc0-sunset-beach"} < set(both)
    fruit = names(library, "fruit name:grocery", limit=6)
    assert len(fruit) == 6
    assert all(one.startswith("grocery-") for one in fruit)
    with_beach, without = (names(library, text, limit=5) for text in ("sunset", "sunset -beach"))
    assert "cc0-sunset-beach" in with_beach
    assert "cc0-sunset-beach" not in without
    kitten = photo_id(library, "cc0-kitten-on-lawn")
    like_it = library.search(f"like:{kitten} bird", limit=3)
    assert {Path(one.path).stem for one in like_it.hits[:2]} <= {
        "cc0-perched-osprey", "cc0-canyon-wren", "cc0-budgie-branch"
    }  # fmt: skip
    assert like_it.verdict is None
    ids, fits = library.searches.matching("a lemon", cut_off=0.3)
    assert ids[0] == photo_id(library, "grocery-lemon")
    assert len(ids) < 10
    assert (fits >= 0.3).all()


def test_a_slash_ends_the_name_of_a_directory(colours: Library, photos: Path) -> None:
    assert set(names(colours, "folder:red/")) == {"red-0", "red-1", "red-2"}
    assert names(colours, "folder:re/") == []
    assert set(names(colours, f"folder:{photos}/red/")) == {"red-0", "red-1", "red-2"}
    assert len(names(colours, f"folder:{photos.name}/")) == 9


@pytest.mark.skipif(os.name == "nt", reason="links need a right there that few have")
def test_a_folder_is_found_by_the_name_of_a_link_to_it(
    colours: Library, photos: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(photos)
    red = {"red-0", "red-1", "red-2"}
    assert set(names(colours, f"folder:{link}/red/")) == red
    for folder in (link / "red", f"{link}/red/", photos / "red"):
        assert len(colours.search("red", folder=folder).hits) == 3
        assert len(colours.search_like(photos / "red/red-0.png", folder=folder).hits) == 3
    assert names(colours, 'folder:"/nowhere\0at all"') == []


def test_that_only_the_beginning_of_a_long_text_is_read_is_said_in_one_line(
    library: Library, photos: Path, paint: Paint
) -> None:
    paint("rose.png", (255, 0, 0))
    library.index(photos)
    assert library.search("red " * MOST_WORDS).advice is None
    long = "red " * 2_500
    for text in (long, f'red "{long}"', f"red -({long.replace('red', 'blue')})"):
        advice = library.search(text).advice
        assert advice is not None
        assert advice.limit is Limit.LENGTH
        assert advice.message.startswith(f"Searches read only the first {MOST_WORDS} words")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            '"a dog running on the beach" or (sea like:{n})',
            '(sea like:{n}) or "a dog running on the beach"',
        ),
        (
            '"a dog running on the beach" (-like:{n} "food") "dog"',
            '"dog" "food" -like:{n} "a dog running on the beach"',
        ),
        ("iso:>100 or -dog", "-dog or iso:>100"),
        ('-("dog" or "sea") type:jpeg', 'type:jpeg -"sea" -"dog"'),
        ('("dog" or "sea") type:jpeg', '("sea" type:jpeg) or ("dog" type:jpeg)'),
        ('-(-("dog" -"sea"))', '-"sea" "dog"'),
    ],
)
def test_the_order_of_the_parts_does_not_change_what_is_found(
    samples: Path, open_library: OpenLibrary, one: str, other: str
) -> None:
    """Texts of different kinds have bands of their own, on which pictures must not depend."""
    library = open_library(samples, loader=None)
    number = photo_id(library, "cc0-kitten-on-lawn")
    one, other = (text.format(n=number) for text in (one, other))
    first, second = library.searches.matching(one)[0], library.searches.matching(other)[0]
    assert set(first.tolist()) == set(second.tolist())
    found = [library.search(text, limit=100).hits for text in (one, other)]
    bands = [{hit.photo_id: hit.probability is None for hit in hits} for hits in found]
    assert bands[0] == bands[1]
