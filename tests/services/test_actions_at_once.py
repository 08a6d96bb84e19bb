"""Two things that a person does at the same time, in two threads: neither may undo the other."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from scenery import Paint, wait_until

from photoclip.app.library import Library
from photoclip.catalog.albums import AlbumTable
from photoclip.catalog.marks import MarkTable
from photoclip.catalog.tags import TagTable
from photoclip.core.listing import Marks
from photoclip.services.search.cutoffs import CutOffMemory
from photoclip.services.tags.label_sets import LabelSetStore

RED = (255, 0, 0)


@pytest.fixture
def photo(library: Library, paint: Paint) -> int:
    library.index(paint("red.png", RED).parent)
    return int(library.browse.ids()[0])


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """``meanwhile(owner, name, act)``: when owner's method has read what is there for the first
    time, another thread gets the chance to act before the first one goes on."""

    def arrange(owner: type, name: str, act: Callable[[], object]) -> None:
        read = getattr(owner, name)
        other = threading.Thread(target=act)

        def read_and_wait(*arguments: Any) -> Any:
            found = read(*arguments)
            if other.ident is None:
                other.start()
                other.join(0.2)
            return found

        monkeypatch.setattr(owner, name, read_and_wait)
        threads.append(other)

    threads: list[threading.Thread] = []
    yield arrange
    for one in threads:
        one.join()


def test_a_rating_and_a_favourite_at_once_both_stay(
    library: Library, photo: int, meanwhile: Callable[..., None]
) -> None:
    meanwhile(MarkTable, "get", lambda: library.marks.set_rating([photo], 4))
    library.marks.set_favourite([photo], True)
    wait_until(lambda: library.marks.get([photo])[photo].rating == 4)
    assert library.marks.get([photo]) == {photo: Marks(True, 4, 0)}


def test_two_cut_offs_at_once_are_both_remembered(
    library: Library, meanwhile: Callable[..., None]
) -> None:
    memory = library.relevance.cut_offs
    meanwhile(CutOffMemory, "all", lambda: memory.learn("a dog", 0.2))
    memory.learn("a cat", 0.6)
    wait_until(lambda: "a dog" in memory.all())
    assert memory.all() == {"a cat": 0.6, "a dog": 0.2}


def test_two_new_labels_at_once_are_both_kept(
    library: Library, meanwhile: Callable[..., None]
) -> None:
    meanwhile(LabelSetStore, "edited", lambda: library.tags.add_label("zeppelin"))
    library.tags.add_label("theremin")
    wait_until(lambda: library.tags.labels().find("zeppelin") is not None)
    assert library.tags.labels().find("theremin") is not None


def test_an_undo_waits_for_the_change_that_is_under_way(
    library: Library, photo: int, meanwhile: Callable[..., None]
) -> None:
    album = library.albums.create("Trips")
    library.albums.rename(album.id, "Journeys")
    meanwhile(AlbumTable, "places", library.undo.undo)
    library.albums.add(album.id, [photo])
    wait_until(lambda: library.undo.redo_name is not None)
    # The last action was the photo, so this is what was taken back.
    assert library.undo.redo_name == "add-to-album"
    assert library.albums.find("Journeys").id == album.id


@pytest.mark.parametrize(("owner", "method"), [(TagTable, "decide"), (LabelSetStore, "write")])
def test_a_new_tag_that_cannot_be_entered_leaves_neither_label_nor_decision(
    library: Library, photo: int, monkeypatch: pytest.MonkeyPatch, owner: type, method: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no room")

    labels = library.folder / "labels.json"
    with monkeypatch.context() as broken:
        broken.setattr(owner, method, refuse)
        with pytest.raises(OSError, match="no room"):
            library.tags.add([photo], "zeppelin")
    assert not labels.exists()
    assert library.tags.counts() == []
    assert library.undo.undo_name is None

    library.tags.add([photo], "zeppelin")
    assert [one.label.english for one in library.tags.counts()] == ["zeppelin"]
    assert json.loads(labels.read_text("utf-8"))["labels"][0]["english"] == "zeppelin"
