"""Albums as a person makes, fills, nests, merges and undoes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scenery import SAMPLES, Paint

from photoclip.app.library import Library
from photoclip.core.albums import Album, AlbumKind, AlbumOrder, AlbumState
from photoclip.core.errors import AlbumError, QuerySyntaxError, SearchError
from photoclip.core.events import AlbumsChanged, DayBegan, Event

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


@pytest.fixture
def colours(library: Library, paint: Paint) -> dict[str, list[int]]:
    """A library with three red, two green and two blue photos: their ids by colour."""
    wanted = {"red": (RED, 3), "green": (GREEN, 2), "blue": (BLUE, 2)}
    for name, (colour, count) in wanted.items():
        for number in range(count):
            paint(f"{name}/{number}.png", colour, shade=number)
    library.index(paint("red/0.png").parent.parent)
    return {name: sorted(ids) for name, ids in ids_by_folder(library).items()}


def ids_by_folder(library: Library) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in library.browse.rows(library.browse.ids("name")):
        found.setdefault(row.path.split("/")[-2], []).append(row.photo_id)
    return found


def held(library: Library, album: Album) -> list[int]:
    return library.albums.content(album.id).photo_ids.tolist()


def heard(library: Library) -> list[AlbumsChanged]:
    events: list[AlbumsChanged] = []

    def listen(event: Event) -> None:
        if isinstance(event, AlbumsChanged):
            events.append(event)

    library.events.subscribe(listen)
    return events


def test_what_is_put_in_is_in_it_in_that_order(library: Library, colours: dict) -> None:
    red, green, blue = colours["red"][0], colours["green"][0], colours["blue"][0]
    album = library.albums.create("Best of", photo_ids=[blue, red])

    assert library.albums.add(album.id, [red, green, green]) == (green,)
    assert held(library, album) == [blue, red, green]
    assert library.albums.remove(album.id, [red]) == (red,)
    assert held(library, album) == [blue, green]
    library.albums.arrange(album.id, [green], before_id=blue)
    assert held(library, album) == [green, blue]


def test_photos_are_dragged_to_a_place_among_the_others(library: Library, colours: dict) -> None:
    first, second, third, fourth = [*colours["red"], colours["green"][0]]
    stranger = colours["blue"][0]
    album = library.albums.create("Best of", photo_ids=[first, second, third, fourth])

    library.albums.arrange(album.id, [fourth, stranger, first, fourth], before_id=third)
    assert held(library, album) == [second, fourth, first, third]
    # The place may be one of the photos that move: it stays, and the others come before it.
    library.albums.arrange(album.id, [third, second], before_id=third)
    assert held(library, album) == [fourth, first, second, third]
    library.albums.arrange(album.id, [fourth])
    assert held(library, album) == [first, second, third, fourth]
    assert not library.albums.arrange(album.id, [fourth], before_id=stranger)


def test_every_change_is_told_once_and_can_be_taken_back(library: Library, colours: dict) -> None:
    album = library.albums.create("Trips")
    events = heard(library)
    library.albums.rename(album.id, "Journeys")
    library.albums.add(album.id, colours["red"])
    library.albums.set_cover(album.id, colours["red"][1])
    library.albums.set_order(album.id, AlbumOrder.NEWEST)
    assert [one.album_ids for one in events] == [(album.id,)] * 4

    while library.undo.undo_name != "create-album":
        assert library.undo.undo()
    assert library.albums.tree().get(album.id) == album
    assert held(library, album) == []
    while library.undo.redo():
        pass
    again = library.albums.find("Journeys")
    assert (again.cover_id, again.order) == (colours["red"][1], AlbumOrder.NEWEST)
    assert sorted(held(library, again)) == sorted(colours["red"])


def test_a_change_to_what_is_already_so_is_no_change(library: Library, colours: dict) -> None:
    album = library.albums.create("Red", photo_ids=colours["red"])
    events = heard(library)
    library.albums.rename(album.id, "Red")
    library.albums.add(album.id, colours["red"])
    library.albums.move(album.id, None)
    assert events == []
    assert library.undo.undo_name == "create-album"


def test_a_deleted_album_comes_back_with_all_that_lay_in_it(
    library: Library, colours: dict
) -> None:
    outer = library.albums.create("Trips")
    inner = library.albums.create("Sea", parent_id=outer.id, photo_ids=colours["blue"])
    taught = library.albums.create("Meadows", "auto", parent_id=inner.id, query="green")
    library.albums.judge(taught.id, colours["green"][:1], False)

    assert library.albums.delete(outer.id) == 3
    assert len(library.albums.tree()) == 0
    with pytest.raises(AlbumError, match="not there"):
        library.albums.content(inner.id)
    library.undo.undo()
    assert library.albums.tree().path(taught.id) == "Trips/Sea/Meadows"
    assert held(library, inner) == colours["blue"]
    assert colours["green"][0] not in held(library, library.albums.find("Meadows"))


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\nb", "x" * 201])
def test_a_name_that_cannot_be_is_refused(library: Library, name: str) -> None:
    with pytest.raises(AlbumError):
        library.albums.create(name)
    assert len(library.albums.tree()) == 0


def test_two_albums_in_one_place_have_different_names(library: Library) -> None:
    album = library.albums.create("Café")
    with pytest.raises(AlbumError, match="already"):
        library.albums.create("CAFE\u0301 ")
    inside = library.albums.create("Café", parent_id=album.id)
    with pytest.raises(AlbumError, match="already"):
        library.albums.move(inside.id, None)
    with pytest.raises(AlbumError, match=r"Several.*Café, Café/Café|no album"):
        library.albums.find("nowhere")
    assert library.albums.find("café/café") == inside


def test_an_album_cannot_be_put_into_itself(library: Library) -> None:
    outer = library.albums.create("Outer")
    inner = library.albums.create("Inner", parent_id=outer.id)
    for parent in (outer.id, inner.id):
        with pytest.raises(AlbumError, match="into itself"):
            library.albums.move(outer.id, parent)
    with pytest.raises(AlbumError, match="into itself"):
        library.albums.merge([outer.id], inner.id)


@pytest.mark.parametrize(
    "rules",
    [
        {"kind": "manual", "query": "red"},
        {"kind": "smart"},
        {"kind": "smart", "query": "red", "labels": ["red"]},
        {"kind": "auto"},
        {"kind": "auto", "query": "red", "cut_off": 1.5},
        {"kind": "smart", "query": "r" * 10_001},
    ],
)
def test_rules_that_conflict_are_refused(library: Library, rules: dict) -> None:
    with pytest.raises(AlbumError):
        library.albums.create("Album", **rules)


def test_a_smart_album_takes_new_photos_in_by_itself(
    library: Library, colours: dict, paint: Paint
) -> None:
    album = library.albums.create("Reds", "smart", query="red")
    assert sorted(held(library, album)) == colours["red"]
    events = heard(library)
    paint("blue/new.png", BLUE, shade=99)
    new = paint("red/new.png", RED, shade=99)
    library.index()
    assert (album.id,) in [one.album_ids for one in events]
    assert len(held(library, album)) == len(colours["red"]) + 1
    new.unlink()
    library.index()
    assert sorted(held(library, album)) == colours["red"]


def test_the_word_of_the_person_beats_the_query(library: Library, colours: dict) -> None:
    album = library.albums.create("Reds", "auto", labels=["red"])
    red, blue = colours["red"], colours["blue"]
    library.albums.remove(album.id, red[:1])
    library.albums.add(album.id, blue[:1])
    found = held(library, album)
    assert red[0] not in found
    assert blue[0] in found
    assert library.albums.tree().get(album.id).kind is AlbumKind.LEARNED
    library.undo.undo()
    library.undo.undo()
    assert library.albums.tree().get(album.id) == album
    assert sorted(held(library, album)) == red


def test_a_preview_shows_who_is_in_and_what_the_slider_would_do(
    library: Library, colours: dict
) -> None:
    preview = library.album_desk.auto.preview(labels=["red", "green"])
    assert sorted(preview.inside.tolist()) == sorted(colours["red"] + colours["green"])
    assert not set(colours["blue"]) & set(preview.inside.tolist())
    assert preview.expected_precision is not None
    assert [one.count for one in preview.steps] == sorted(
        (one.count for one in preview.steps), reverse=True
    )
    with pytest.raises(AlbumError, match="nothing to look for"):
        library.album_desk.auto.preview("  ")


def test_photos_stay_in_their_album_when_their_files_move(
    library: Library, colours: dict, paint: Paint
) -> None:
    album = library.albums.create("Red", photo_ids=colours["red"])
    place = paint("elsewhere/x.png", BLUE, shade=50).parent
    old = place.parent / "red"
    for file in old.iterdir():
        file.rename(place / f"moved-{file.name}")
    library.index()
    assert held(library, album) == colours["red"]


def test_a_photo_whose_file_is_away_keeps_its_place(library: Library, colours: dict) -> None:
    (row,) = library.browse.rows(colours["red"][1:2])
    album = library.albums.create("Red", photo_ids=colours["red"])
    with open(row.path, "rb") as file:
        content = file.read()
    Path(row.path).unlink()
    library.index()
    assert held(library, album) == [colours["red"][0], colours["red"][2]]
    with open(row.path, "wb") as file:
        file.write(content)
    library.index()
    assert held(library, album) == colours["red"]


def test_merging_keeps_every_photo_once_and_joins_albums_of_one_name(
    library: Library, colours: dict
) -> None:
    make = library.albums.create
    target = make("2023", photo_ids=colours["red"][:2])
    source = make("2024", photo_ids=colours["red"][1:])
    sea = make("Sea", parent_id=target.id, photo_ids=colours["blue"][:1])
    make("sea", parent_id=source.id, photo_ids=colours["blue"])
    make("Wood", parent_id=source.id, photo_ids=colours["green"])
    whole = library.albums.tree()
    everything = {one.id: held(library, one) for one in whole}

    library.albums.merge([source.id], target.id)
    paths = [library.albums.tree().path(one.id) for one in library.albums.tree()]
    assert paths == ["2023", "2023/Sea", "2023/Wood"]
    assert held(library, target) == colours["red"]
    assert held(library, sea) == colours["blue"]
    library.undo.undo()
    assert list(library.albums.tree()) == list(whole)
    assert {one.id: held(library, one) for one in whole} == everything


def test_an_album_that_fills_itself_is_not_merged(library: Library, colours: dict) -> None:
    target = library.albums.create("Mine")
    smart = library.albums.create("Reds", "smart", query="red")
    with pytest.raises(AlbumError, match="fills itself"):
        library.albums.merge([smart.id], target.id)


def test_albums_that_lead_back_to_themselves_say_so(library: Library, colours: dict) -> None:
    class Following:
        """A query language with nothing but ``album:``."""

        def matching(self, query: str, cut_off: float | None = None):  # type: ignore[no-untyped-def]
            name = query.removeprefix("album:")
            found = library.albums.photo_ids(name)
            if found is None:
                raise SearchError(f"There is no album {name}.")
            return found, np.ones(len(found))

    library.album_desk.contents.matcher = Following()
    first = library.albums.create("First", "smart", query="album:Second")
    library.albums.create("Second", "smart", query="album:First")
    with pytest.raises(AlbumError, match="leads back to itself"):
        library.albums.content(first.id)
    library.albums.delete(library.albums.find("Second").id)
    with pytest.raises(SearchError, match="no album Second"):
        library.albums.content(first.id)
    library.albums.create("Second", photo_ids=colours["red"])
    assert held(library, first) == colours["red"]
    library.albums.add(library.albums.find("Second").id, colours["blue"])
    assert held(library, first) == colours["red"] + colours["blue"]
    assert library.albums.names() == ["First", "Second"]


def test_ten_thousand_albums_are_found_by_path(library: Library) -> None:
    made = library.album_desk.contents._catalog.albums.new("x", AlbumKind.MANUAL)
    albums = {
        number: Album(number, f"Album {number}", AlbumKind.MANUAL, made.created_at, number // 10)
        for number in range(10, 10_010)
    }
    tops = {
        number: Album(number, f"Top {number}", AlbumKind.MANUAL, made.created_at)
        for number in range(1, 10)
    }
    library.album_desk.contents._catalog.albums.put(AlbumState({**albums, **tops}))
    assert len(library.albums.tree()) == 10_009
    deep = library.albums.find("Album 10009")
    assert library.albums.tree().path(deep.id) == "Top 1/Album 10/Album 100/Album 1000/Album 10009"
    library.albums.rename(deep.id, "Last")
    assert library.albums.find("Top 1/Album 10/Album 100/Album 1000/last").id == deep.id


def test_a_smart_album_follows_the_query_language(library: Library, colours: dict) -> None:
    best = library.albums.create("Best", "smart", query="is:favorite -album:Blues")
    library.albums.create("Blues", photo_ids=colours["blue"])
    assert held(library, best) == []
    library.marks.set_favourite([colours["red"][0], colours["blue"][0]], True)
    assert held(library, best) == [colours["red"][0]]
    library.albums.delete(library.albums.find("Blues").id)
    with pytest.raises(SearchError, match="no album named “Blues”"):
        held(library, best)
    with pytest.raises(QuerySyntaxError, match=r"“Best” cannot be filled.*named “Blues”") as caught:
        library.search("name:r album:Best")
    assert caught.value.span == (7, 17)
    with pytest.raises(QuerySyntaxError, match="There is no album named “Blues”"):
        library.search("album:Blues")
    loop = library.albums.create("Loop", "smart", query="album:Loop")
    with pytest.raises(AlbumError, match="leads back to itself"):
        held(library, loop)


def test_a_query_that_nobody_understands_makes_no_album(library: Library) -> None:
    with pytest.raises(QuerySyntaxError, match="no opening bracket"):
        library.albums.create("Dogs", AlbumKind.SMART, query="dog))")
    assert len(library.albums.tree()) == 0
    album = library.albums.create("Dogs", AlbumKind.SMART, query="dog")
    with pytest.raises(QuerySyntaxError, match="0 to 5"):
        library.albums.set_rule(album.id, "rating:9", (), None)
    assert library.albums.find("Dogs").query == "dog"


def test_korean_words_fill_an_album_like_english_ones(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.index(SAMPLES)
        english = library.albums.create("Cats", AlbumKind.AUTO, query="cat")
        korean = library.albums.create("고양이", AlbumKind.AUTO, query="고양이")
        learned = library.albums.create("배움", AlbumKind.LEARNED, labels=["고양이"])
        assert set(held(library, korean)) & set(held(library, english))
        assert held(library, learned) != []


def test_on_a_new_day_albums_by_date_are_filled_anew_and_others_stay(
    library: Library, colours: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    dated = library.albums.create("New ones", AlbumKind.SMART, query="after:2020 folder:red")
    holding = library.albums.create("Both", AlbumKind.SMART, query=f'album:"{dated.name}"')
    plain = library.albums.create("Blue", AlbumKind.SMART, query="folder:blue")
    for one in (dated, holding, plain):
        library.albums.content(one.id)
    events = heard(library)

    library.events.emit(DayBegan())

    assert events == [AlbumsChanged((dated.id, holding.id))]
    contents = library.album_desk.contents
    monkeypatch.setattr(
        type(contents.matcher),
        "matching",
        lambda *_: (np.empty(0, np.int64), np.empty(0, np.float32)),
    )
    assert held(library, dated) == []
