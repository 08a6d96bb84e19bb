"""Albums that learn from yes and no."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from fakes import load_tagging_colours
from scenery import SAMPLES, OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.albums import AlbumKind
from photoclip.core.errors import AlbumError

SHADES = {"red": (255, 0, 0), "orange": (255, 120, 0), "blue": (0, 0, 255), "navy": (0, 0, 90)}


@pytest.fixture
def folders(library: Library, paint: Paint) -> dict[int, str]:
    return paint_shades(library, paint)


def paint_shades(library: Library, paint: Paint) -> dict[int, str]:
    """Twelve photos each of four colours: the colour of each photo."""
    for name, colour in SHADES.items():
        for number in range(12):
            paint(f"{name}/{number}.png", (*colour[:2], max(colour[2] - 3 * number, 0)), number)
    library.index(paint("red/0.png", SHADES["red"]).parent.parent)
    rows = library.browse.rows(library.browse.ids())
    return {row.photo_id: row.path.split("/")[-2] for row in rows}


def answer(library: Library, album_id: int, belongs: dict[int, bool], count: int) -> list[int]:
    """Answer what the review asks, one after the other."""
    asked = []
    for _ in range(count):
        album = library.albums.tree().get(album_id)
        (photo_id,) = library.album_desk.learned.questions(album).tolist()
        asked.append(photo_id)
        library.albums.judge(album_id, [photo_id], belongs[photo_id])
    return asked


def test_an_album_learns_what_its_name_does_not_say(
    library: Library, folders: dict[int, str]
) -> None:
    album = library.albums.create("Evenings", "learned")
    wanted = {one: colour == "navy" for one, colour in folders.items()}
    answer(library, album.id, wanted, 24)
    found = set(library.albums.content(album.id).photo_ids.tolist())
    assert found == {one for one, is_navy in wanted.items() if is_navy}
    quality = library.album_desk.learned.quality(library.albums.find("Evenings"))
    assert quality.yes + quality.no == 24
    assert quality.precision is not None
    assert quality.precision > 0.8


@pytest.mark.parametrize("words", ["", "red"])
def test_an_album_of_an_empty_library_learns_nothing_and_asks_nothing(
    library: Library, paint: Paint, words: str
) -> None:
    # The model is known from a search, before any photo was taken in.
    library.search_like(paint("red.png", SHADES["red"]))
    album = library.albums.create("Evenings", "learned", query=words)
    assert library.albums.content(album.id).photo_ids.tolist() == []
    review = library.album_desk.learned.review(album, 3, (), {})
    assert (review.questions.tolist(), review.unsure) == ([], 0)

    library.index(paint("red.png", SHADES["red"]).parent)
    assert len(library.album_desk.learned.questions(album, 3)) == 1


def test_no_photo_is_asked_about_twice_until_all_are_judged(
    library: Library, folders: dict[int, str]
) -> None:
    album = library.albums.create("Reds", "auto", query="red")
    ahead = library.album_desk.learned.questions(album, 8).tolist()
    assert len(set(ahead)) == 8
    asked = answer(library, album.id, dict.fromkeys(folders, True), len(folders))
    assert sorted(asked) == sorted(folders)
    learned = library.albums.tree().get(album.id)
    assert learned.kind is AlbumKind.LEARNED
    assert library.album_desk.learned.questions(learned).tolist() == []


def test_the_person_is_right_even_where_the_classifier_is_sure(
    library: Library, folders: dict[int, str]
) -> None:
    album = library.albums.create("Reds", "learned", query="red")
    reds = [one for one, colour in folders.items() if colour == "red"]
    blues = [one for one, colour in folders.items() if colour == "blue"]
    library.albums.judge(album.id, [*reds[1:], blues[0]], True)
    library.albums.judge(album.id, [reds[0], *blues[1:]], False)
    found = library.albums.content(album.id).photo_ids.tolist()
    assert blues[0] in found
    assert reds[0] not in found
    library.albums.judge(album.id, [reds[0]], None)
    assert reds[0] in library.albums.content(album.id).photo_ids.tolist()


def test_what_an_album_holds_can_be_its_first_lesson(
    library: Library, folders: dict[int, str]
) -> None:
    blues = sorted(one for one, colour in folders.items() if colour == "blue")
    album = library.albums.create("Sea", photo_ids=blues[:3])
    library.albums.teach(album.id)
    found = library.albums.content(album.id).photo_ids.tolist()
    assert set(blues[:3]) <= set(found)
    assert {folders[one] for one in found} <= {"blue", "navy"}
    library.undo.undo()
    assert library.albums.content(album.id).photo_ids.tolist() == blues[:3]


def test_nothing_is_asked_of_an_empty_library(library: Library) -> None:
    album = library.albums.create("Reds", "learned", query="red")
    assert library.album_desk.learned.questions(album).tolist() == []
    assert library.albums.content(album.id).photo_ids.tolist() == []
    assert library.album_desk.learned.quality(album).precision is None


def test_ten_answers_teach_the_starter_model_what_a_vague_name_means(
    open_library: OpenLibrary,
) -> None:
    library = open_library(loader=None)
    library.index(SAMPLES)
    with open(SAMPLES / "photos.csv", encoding="utf-8", newline="") as file:
        captions = {row["file"]: row["caption"] for row in csv.DictReader(file)}
    food = re.compile(r"lemon|apple|food|cake|pizza|tomato|fruit|plate|onion|carrot|orange")
    paths = library.details.paths(library.browse.ids())
    wanted = {one: bool(food.search(captions[Path(path).name])) for one, path in paths.items()}
    album = library.albums.create("Saturday", "learned", query="shopping", cut_off=0.0)

    def share_of_right_ones() -> float:
        best = library.albums.content(album.id).photo_ids[: sum(wanted.values())]
        return sum(wanted[one] for one in best.tolist()) / sum(wanted.values())

    before = share_of_right_ones()
    answer(library, album.id, wanted, 10)
    assert share_of_right_ones() > before


def test_a_review_measures_the_album_before_and_after_on_the_same_photos(
    open_library: OpenLibrary, paint: Paint
) -> None:
    library = open_library(loader=load_tagging_colours)
    colours = paint_shades(library, paint)
    album = library.albums.create("Reds", "learned", query="yellow")
    learned = library.album_desk.learned
    answer(library, album.id, {one: colour == "red" for one, colour in colours.items()}, 20)
    album = library.albums.tree().get(album.id)
    review = learned.review(album, 3, [], {})
    assert review.before.yes + review.before.no == review.now.yes + review.now.no == 20
    assert review.now == learned.quality(album)
    assert review.before.precision is not None
    assert review.now.precision is not None
    assert review.now.precision > review.before.precision


def test_before_and_after_are_the_same_where_nothing_was_said_since(
    library: Library, folders: dict[int, str]
) -> None:
    album = library.albums.create("Evenings", "learned")
    answer(library, album.id, {one: colour == "navy" for one, colour in folders.items()}, 12)
    learned = library.album_desk.learned
    album = library.albums.tree().get(album.id)
    review = learned.review(album, 1, [], learned.judgements(album))
    assert review.before == review.now


def test_passed_over_photos_are_not_asked_about(library: Library, folders: dict[int, str]) -> None:
    album = library.albums.create("Reds", "learned", query="red")
    learned = library.album_desk.learned
    skipped = learned.questions(album, 5).tolist()
    asked = learned.questions(album, len(folders), skipped).tolist()
    assert sorted(asked + skipped) == sorted(folders)


def test_a_smart_album_of_words_alone_can_be_taught(
    library: Library, folders: dict[int, str]
) -> None:
    plain = library.albums.create("Reds", "smart", query='"red boats"')
    learned = library.albums.teach(plain.id)
    assert (learned.kind, learned.query) == (AlbumKind.LEARNED, "red boats")
    library.undo.undo()
    assert library.albums.tree().get(plain.id) == plain
    for query in ("red date:2019", "red -boats", "red or blue", "boats ++red"):
        filtered = library.albums.create(query, "smart", query=query)
        with pytest.raises(AlbumError, match="cannot learn"):
            library.albums.teach(filtered.id)


def test_no_answer_brings_a_rejected_photo_back_or_loses_a_confirmed_one(
    library: Library, folders: dict[int, str]
) -> None:
    album = library.albums.create("Reds", "learned", query="red", cut_off=0.05)
    reds = sorted(one for one, colour in folders.items() if colour == "red")
    blues = sorted(one for one, colour in folders.items() if colour == "blue")
    library.albums.judge(album.id, [reds[0]], False)
    library.albums.judge(album.id, [blues[0]], True)
    for red, blue in zip(reds[1:6], blues[1:6], strict=True):
        library.albums.judge(album.id, [red], True)
        library.albums.judge(album.id, [blue], False)
        found = library.albums.content(album.id).photo_ids.tolist()
        assert reds[0] not in found
        assert blues[0] in found
