"""Whatever a person does with albums: they stay a tree, and undo brings back every step."""

from __future__ import annotations

from pathlib import Path

from catalog_rows import photos_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoclip.catalog.database import Catalog
from photoclip.core.albums import AlbumState
from photoclip.core.errors import AlbumError
from photoclip.core.events import EventBus
from photoclip.services.albums.changes import AlbumEditor
from photoclip.services.albums.contents import AlbumContents
from photoclip.services.albums.service import AlbumService
from photoclip.services.photos.browsing import BrowseService
from photoclip.services.undo import UndoStack

PHOTOS = 6
NAMES = st.sampled_from(["Sea", "sea", "Wood", "Trips", "2024", "여행"])
PICK = st.integers(0, 20)
SOME = st.lists(st.integers(1, PHOTOS), max_size=4)
ACTS = st.one_of(
    st.tuples(st.just("create"), NAMES, PICK, SOME),
    st.tuples(st.just("rename"), PICK, NAMES),
    st.tuples(st.just("move"), PICK, PICK),
    st.tuples(st.just("delete"), PICK),
    st.tuples(st.just("merge"), PICK, PICK, PICK),
    st.tuples(st.just("add"), PICK, SOME),
    st.tuples(st.just("remove"), PICK, SOME),
    st.tuples(st.just("arrange"), PICK, SOME, st.integers(1, PHOTOS)),
    st.tuples(st.just("judge"), PICK, SOME, st.sampled_from([True, False, None])),
    st.tuples(st.just("teach"), PICK),
)


class Desk:
    """The services over a catalog of six photos, without worker."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        events = EventBus()
        self.undo = UndoStack(events)
        editor = AlbumEditor(catalog, events, self.undo)
        contents = AlbumContents(
            catalog,
            BrowseService(catalog),
            events,
            matcher=None,  # type: ignore[arg-type]
            auto=lambda _album: None,  # type: ignore[arg-type, return-value]
            learned=lambda _album: None,  # type: ignore[arg-type, return-value]
        )
        self.albums = AlbumService(editor, contents)

    def state(self) -> AlbumState:
        return self.catalog.albums.whole(one.id for one in self.catalog.albums.list())

    def pick(self, number: int) -> int | None:
        """One of the albums there are, or none."""
        ids = [one.id for one in self.catalog.albums.list()]
        return ids[number % len(ids)] if ids and number % 5 else None

    def act(self, act: tuple) -> None:  # type: ignore[type-arg]
        name, *rest = act
        if name == "create":
            own, parent, photos = rest
            self.albums.create(own, parent_id=self.pick(parent), photo_ids=photos)
            return
        album_id = self.pick(rest[0])
        if album_id is None:
            return
        if name == "move":
            self.albums.move(album_id, self.pick(rest[1]))
        elif name == "merge":
            sources = [one for one in map(self.pick, rest[1:]) if one is not None]
            self.albums.merge(sources, album_id)
        else:
            getattr(self.albums, name)(album_id, *rest[1:])


def is_sound(desk: Desk) -> bool:
    """Each album is reached once from the top, and no two share a place."""
    tree = desk.albums.tree()
    paths = [tree.path(one.id).casefold() for one in tree]
    return len(paths) == len(set(paths)) == len(desk.catalog.albums.list())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=14))
def test_every_step_can_be_taken_back_and_done_again(acts: list, tmp_path_factory: object) -> None:
    with Catalog.open(Path(tmp_path_factory.mktemp("c")) / "catalog.sqlite3") as catalog:  # type: ignore[attr-defined]
        photos_of(catalog, PHOTOS)
        desk = Desk(catalog)
        states = [desk.state()]
        for act in acts:
            try:
                desk.act(act)
            except AlbumError:
                assert desk.state() == states[-1], "what is refused changes nothing"
            if desk.state() != states[-1]:
                states.append(desk.state())
            assert is_sound(desk)
        for state in states[-2::-1]:
            assert desk.undo.undo()
            assert desk.state() == state
        assert not desk.undo.undo()
        for state in states[1:]:
            assert desk.undo.redo()
            assert desk.state() == state


@settings(max_examples=40, deadline=None)
@given(groups=st.lists(SOME, min_size=2, max_size=5))
def test_merging_loses_no_photo_and_doubles_none(groups: list, tmp_path_factory: object) -> None:
    with Catalog.open(Path(tmp_path_factory.mktemp("c")) / "catalog.sqlite3") as catalog:  # type: ignore[attr-defined]
        photos_of(catalog, PHOTOS)
        desk = Desk(catalog)
        made = [
            desk.albums.create(f"Album {number}", photo_ids=photos)
            for number, photos in enumerate(groups)
        ]
        target, *sources = [one.id for one in made]
        desk.albums.merge(sources, target)
        held = catalog.albums.members(target).tolist()
        assert held == list(dict.fromkeys(photo for photos in groups for photo in photos))
        assert [one.id for one in catalog.albums.list()] == [target]
