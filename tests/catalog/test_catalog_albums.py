"""Albums in the catalog, and the photos that they keep from being forgotten."""

from __future__ import annotations

import pytest
from catalog_setup import SetClock, run_sql, take_in

from photoclip.catalog.database import Catalog
from photoclip.core.albums import AlbumKind, AlbumState
from photoclip.core.listing import Marks
from photoclip.core.models import Folder


def album_of(catalog: Catalog, name: str = "Trips") -> int:
    album = catalog.albums.new(name, AlbumKind.MANUAL)
    catalog.albums.put(AlbumState({album.id: album}))
    return album.id


def forget_file(catalog: Catalog, folder: Folder, name: str) -> None:
    catalog.files.remove([catalog.files.listing(folder.id, "")[name].id])


def test_an_album_never_gets_the_number_of_one_that_is_gone(catalog: Catalog) -> None:
    first = album_of(catalog)
    catalog.albums.put(AlbumState({first: None}))
    assert album_of(catalog) == first + 1


def test_a_state_puts_back_exactly_what_it_holds(catalog: Catalog, folder: Folder) -> None:
    album_id = album_of(catalog)
    dog, cat = (take_in(catalog, folder, name) for name in ("dog.jpg", "cat.jpg"))
    catalog.albums.put(
        AlbumState(
            members={(album_id, dog): 1, (album_id, cat): 0}, judgements={(album_id, 9): True}
        )
    )
    whole = catalog.albums.whole([album_id])
    assert whole.judgements == {}, "an unknown photo is passed over"
    assert catalog.albums.members(album_id).tolist() == [cat, dog]

    catalog.albums.put(AlbumState({album_id: None}))
    assert run_sql(catalog, "SELECT * FROM album_members") == []
    catalog.albums.put(whole)
    assert catalog.albums.whole([album_id]) == whole


@pytest.mark.parametrize("word", ["favourite", "rating", "rotation", "member", "no", "cover", ""])
def test_a_photo_of_which_something_was_said_outlives_its_files(
    catalog: Catalog, folder: Folder, clock: SetClock, word: str
) -> None:
    photo_id = take_in(catalog, folder, "dog.jpg")
    album = catalog.albums.new("Dogs", AlbumKind.LEARNED)
    marks = {"favourite": Marks(True), "rating": Marks(rating=3), "rotation": Marks(rotation=90)}
    if word in marks:
        catalog.marks.put({photo_id: marks[word]})
    pair = (album.id, photo_id)
    catalog.albums.put(
        AlbumState(
            {album.id: album},
            members={pair: 0} if word == "member" else {},
            judgements={pair: False} if word == "no" else {},
        )
    )
    if word == "cover":
        run_sql(catalog, "UPDATE albums SET cover_id = ?", photo_id)
    forget_file(catalog, folder, "dog.jpg")
    clock.advance(days=90)
    assert catalog.photos.purge_orphans(clock.now()) == (0 if word else 1)
    assert (catalog.photos.metadata(photo_id) is not None) == bool(word)


def test_a_photo_is_forgotten_once_its_album_lets_it_go(
    catalog: Catalog, folder: Folder, clock: SetClock
) -> None:
    photo_id = take_in(catalog, folder, "dog.jpg")
    album_id = album_of(catalog)
    catalog.albums.put(AlbumState(members={(album_id, photo_id): 0}))
    forget_file(catalog, folder, "dog.jpg")
    clock.advance(days=90)
    catalog.albums.put(AlbumState({album_id: None}))
    assert catalog.photos.purge_orphans(clock.now()) == 1
