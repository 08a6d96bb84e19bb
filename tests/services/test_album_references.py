"""Smart albums whose query names another album, when that is called otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from photoclip.app.library import Library
from photoclip.core.albums import Album

Deed = Callable[[Library, Album], object]

DEEDS: list[tuple[Deed, str]] = [
    (lambda library, one: library.albums.rename(one.id, "Korea"), 'album:Korea -"x"'),
    (
        lambda library, one: library.albums.rename(one.id, "My “K” trip"),
        'album:"My ““K”” trip" -"x"',
    ),
    (lambda library, one: library.albums.rename(one.id, "SEOUL"), 'album:seoul -"x"'),
    (
        lambda library, one: library.albums.merge([one.id], library.albums.find("Rome").id),
        'album:Rome -"x"',
    ),
    (lambda library, one: library.albums.move(one.id, None), 'album:seoul -"x"'),
    (lambda library, one: library.albums.delete(one.id), 'album:seoul -"x"'),
]


@pytest.mark.parametrize(("deed", "query"), DEEDS)
def test_a_query_follows_the_album_that_it_names(library: Library, deed: Deed, query: str) -> None:
    trips = library.albums.create("Trips")
    library.albums.create("Rome")
    seoul = library.albums.create("Seoul", parent_id=trips.id)
    smart = library.albums.create("Best", "smart", query='album:seoul -"x"')
    steps = library.undo.latest
    deed(library, seoul)
    assert library.albums.tree().get(smart.id).query == query

    library.undo.undo()
    assert library.albums.tree().get(smart.id) == smart
    assert library.undo.latest is steps


def test_a_path_follows_the_album_above(library: Library) -> None:
    trips = library.albums.create("Trips")
    seoul = library.albums.create("Seoul", parent_id=trips.id)
    by_path = library.albums.create("One", "smart", query="(album:trips/seoul or red) iso:100")
    by_name = library.albums.create("Two", "smart", query="-album:Seoul")
    library.albums.rename(trips.id, "Far away")
    tree = library.albums.tree()
    assert tree.get(by_path.id).query == '(album:"Far away/Seoul" or red) iso:100'
    assert tree.get(by_name.id) == by_name

    # Another album takes the name: what is meant is said by its path from now on.
    library.albums.create("Seoul")
    assert library.albums.tree().get(by_name.id).query == '-album:"Far away/Seoul"'
    assert library.albums.find("Far away/Seoul").id == seoul.id


def test_an_album_that_names_itself_can_be_renamed(library: Library) -> None:
    album = library.albums.create("Round", "smart", query="album:round or album:nowhere")
    library.albums.rename(album.id, "Circle")
    assert library.albums.find("Circle").query == "album:Circle or album:nowhere"
