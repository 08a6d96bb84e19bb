"""Photos go to the trash and come back, with everything that hangs on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.errors import LibraryReadOnlyError, TrashError
from photoclip.core.events import Event, FilesGone, NoticeGiven, PhotosAdded
from photoclip.core.listing import Marks
from photoclip.core.models import IndexReport
from photoclip.services.photos.system_trash import SystemTrash
from photoclip.services.photos.trash import TrashService


@dataclass
class FolderTrash:
    """A trash that is a plain folder. ``stuck`` names files that will not move."""

    folder: Path
    can_restore: bool = True
    stuck: set[str] = field(default_factory=set)

    def put(self, path: str) -> None:
        if os.path.basename(path) in self.stuck or not os.path.exists(path):
            raise TrashError(f"{os.path.basename(path)} will not move.")
        self.folder.mkdir(exist_ok=True)
        os.rename(path, self._place(path))

    def restore(self, path: str) -> None:
        if not os.path.exists(self._place(path)):
            raise TrashError(f"{os.path.basename(path)} is not in the trash any more.")
        os.rename(self._place(path), path)

    def _place(self, path: str) -> Path:
        return self.folder / path.replace(os.sep, "!")


@dataclass
class Thrown:
    """A library of three photos, one of them in two files, with a trash in a folder."""

    library: Library
    photos: Path
    trash: FolderTrash
    service: TrashService
    events: list[Event]

    def id_of(self, name: str) -> int:
        rows = self.library.browse.rows(self.library.browse.ids())
        return next(row.photo_id for row in rows if row.name == name)

    def names(self) -> list[str]:
        rows = self.library.browse.rows(self.library.browse.ids())
        return sorted(row.name for row in rows)


@pytest.fixture
def thrown(library: Library, photos: Path, paint: Paint, tmp_path: Path) -> Thrown:
    for shade, name in enumerate(("a.png", "b.png", "c.png")):
        paint(name, shade=shade)
    library.index(photos)
    (photos / "deep").mkdir()
    shutil.copy(photos / "c.png", photos / "deep" / "copy of c.png")
    library.index()
    trash = FolderTrash(tmp_path / "bin")
    events: list[Event] = []
    library.events.subscribe(events.append)
    service = TrashService(library._catalog, library.events, library.undo, trash)
    return Thrown(library, photos, trash, service, events)


def test_a_plan_names_copies_and_touches_nothing(thrown: Thrown) -> None:
    ids = [thrown.id_of("a.png"), thrown.id_of("c.png"), 999]

    plan = thrown.service.plan(ids)

    assert plan.photo_ids == tuple(ids[:2])
    assert sorted(one.name for one in plan.files) == ["a.png", "c.png", "copy of c.png"]
    assert [one.path for one in plan.copies] == [str(thrown.photos / "deep" / "copy of c.png")]
    assert len(list(thrown.photos.rglob("*.png"))) == 4
    assert thrown.events == []


def test_photos_leave_with_all_of_their_files_and_come_back_as_they_were(thrown: Thrown) -> None:
    ids = [thrown.id_of("a.png"), thrown.id_of("c.png")]
    thrown.library.marks.set_rating(ids, 4)
    before = [hit.photo_id for hit in thrown.library.search("red").hits]
    thrown.events.clear()

    report = thrown.service.move(thrown.service.plan(ids))

    assert (set(report.photo_ids), report.files, report.failures) == (set(ids), 3, ())
    assert report.can_undo
    assert thrown.names() == ["b.png"]
    assert [one.name for one in thrown.photos.rglob("*.png")] == ["b.png"]
    assert FilesGone(3) in thrown.events
    assert [hit.photo_id for hit in thrown.library.search("red").hits] == [thrown.id_of("b.png")]

    assert thrown.library.undo.undo()
    assert thrown.names() == ["a.png", "b.png", "c.png"]
    assert [thrown.id_of("a.png"), thrown.id_of("c.png")] == ids
    assert thrown.library.marks.get(ids) == dict.fromkeys(ids, Marks(rating=4))
    assert sorted(hit.photo_id for hit in thrown.library.search("red").hits) == sorted(before)
    assert any(
        isinstance(one, PhotosAdded) and set(one.photo_ids) == set(ids) for one in thrown.events
    )
    assert thrown.library.index().embedded == 0


def test_moving_to_the_trash_is_done_again_after_an_undo(thrown: Thrown) -> None:
    thrown.service.move(thrown.service.plan([thrown.id_of("a.png")]))
    assert thrown.library.undo.undo_name == "move-to-trash"
    thrown.library.undo.undo()

    assert thrown.library.undo.redo()
    assert thrown.names() == ["b.png", "c.png"]
    assert thrown.library.undo.undo()
    assert thrown.names() == ["a.png", "b.png", "c.png"]


def test_what_cannot_be_moved_stays_and_is_told(thrown: Thrown) -> None:
    thrown.trash.stuck = {"copy of c.png"}
    ids = [thrown.id_of("a.png"), thrown.id_of("c.png")]

    report = thrown.service.move(thrown.service.plan(ids))

    assert report.photo_ids == (ids[0],)
    assert [one.message for one in report.failures] == ["copy of c.png will not move."]
    assert thrown.names() == ["b.png", "copy of c.png"]


def test_where_nothing_can_be_moved_nothing_is_to_be_undone(thrown: Thrown) -> None:
    thrown.trash.stuck = {"a.png"}

    with pytest.raises(TrashError, match=r"a\.png will not move"):
        thrown.service.move(thrown.service.plan([thrown.id_of("a.png")]))
    assert thrown.library.undo.undo_name is None
    assert thrown.names() == ["a.png", "b.png", "c.png"]


def test_a_file_deleted_behind_the_apps_back_just_leaves(thrown: Thrown) -> None:
    photo_id = thrown.id_of("a.png")
    plan = thrown.service.plan([photo_id])
    (thrown.photos / "a.png").unlink()

    assert thrown.service.move(plan).photo_ids == (photo_id,)
    assert thrown.names() == ["b.png", "c.png"]


def test_photos_of_a_drive_that_is_away_stay(thrown: Thrown) -> None:
    photo_id = thrown.id_of("a.png")
    plan = thrown.service.plan([photo_id])
    thrown.photos.rename(thrown.photos.with_name("elsewhere"))

    assert thrown.service.plan([photo_id]).away == 1
    assert thrown.service.plan([photo_id]).files == ()
    with pytest.raises(TrashError, match="is away"):
        thrown.service.move(plan)
    assert thrown.names() == ["a.png", "b.png", "c.png"]


def test_what_left_the_trash_meanwhile_is_told_and_the_rest_comes_back(thrown: Thrown) -> None:
    thrown.service.move(thrown.service.plan([thrown.id_of("a.png"), thrown.id_of("b.png")]))
    thrown.trash._place(str(thrown.photos / "a.png")).unlink()

    assert thrown.library.undo.undo()
    assert thrown.names() == ["b.png", "c.png"]
    assert any(isinstance(one, NoticeGiven) and "a.png" in one.message for one in thrown.events)


def test_a_trash_without_a_way_back_offers_none(thrown: Thrown) -> None:
    thrown.trash.can_restore = False

    report = thrown.service.move(thrown.service.plan([thrown.id_of("a.png")]))

    assert not report.can_undo
    assert thrown.library.undo.undo_name is None
    assert thrown.names() == ["b.png", "c.png"]


def test_a_file_that_is_not_taken_in_yet_can_go_too(thrown: Thrown, paint: Paint) -> None:
    paint("new.png", shade=77)
    scans = thrown.library._indexing._scans
    folder = thrown.library.folders()[0]
    scans.rescan(folder, frozenset({""}), IndexReport())
    (pending,) = [one for one in thrown.library.browse.ids().tolist() if one < 0]

    assert thrown.service.move(thrown.service.plan([pending])).photo_ids == (pending,)
    assert thrown.names() == ["a.png", "b.png", "c.png"]
    thrown.library.undo.undo()
    assert thrown.library.index().embedded == 1
    assert "new.png" in thrown.names()


def test_a_library_that_is_open_for_looking_only_throws_nothing_away(
    thrown: Thrown, open_library: OpenLibrary
) -> None:
    reader = open_library(thrown.library.folder, read_only=True)

    with pytest.raises(LibraryReadOnlyError, match="looking only"):
        reader.trash.plan([1])


# The system's own trash


@pytest.fixture
def system_trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the real trash of this test lies."""
    import send2trash
    from send2trash import plat_other

    data = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    # The module looks at the environment once, when it is imported; and never at GIO here.
    monkeypatch.setattr(plat_other, "XDG_DATA_HOME", os.fsencode(data))
    monkeypatch.setattr(plat_other, "HOMETRASH_B", os.fsencode(data / "Trash"))
    monkeypatch.setattr(plat_other, "get_dev", lambda _path: 1)
    monkeypatch.setattr(send2trash, "send2trash", plat_other.send2trash)
    return data / "Trash"


@pytest.mark.skipif(not SystemTrash().can_restore, reason="this system's trash tells nobody")
def test_the_systems_trash_gives_back_what_it_took(thrown: Thrown, system_trash: Path) -> None:
    ids = [thrown.id_of("a.png"), thrown.id_of("c.png")]
    content = (thrown.photos / "a.png").read_bytes()
    library = thrown.library

    library.trash.move(library.trash.plan(ids))
    assert sorted(os.listdir(system_trash / "files")) == ["a.png", "c.png", "copy of c.png"]
    assert thrown.names() == ["b.png"]

    library.undo.undo()
    assert thrown.names() == ["a.png", "b.png", "c.png"]
    assert (thrown.photos / "a.png").read_bytes() == content
    assert os.listdir(system_trash / "files") == os.listdir(system_trash / "info") == []


Put = Callable[[str, bytes], Path]


@pytest.mark.skipif(not SystemTrash().can_restore, reason="this system's trash tells nobody")
@pytest.mark.parametrize(
    "name", ["a.jpg", "100% gut.jpg", "밤 바다.jpg", os.fsdecode(b"\xff\xfe.jpg")]
)
def test_the_last_of_several_files_of_one_name_comes_back(
    tmp_path: Path, system_trash: Path, name: str
) -> None:
    trash, path = SystemTrash(), tmp_path / name
    for content in (b"first", b"second"):
        path.write_bytes(content)
        os.utime(path, (1, 1))
        trash.put(str(path))
    trash.restore(str(path))
    assert path.read_bytes() == b"second"

    with pytest.raises(TrashError, match="taken its place"):
        trash.restore(str(path))
    path.unlink()
    trash.restore(str(path))
    assert path.read_bytes() == b"first"
    path.unlink()
    with pytest.raises(TrashError, match="not in the trash any more"):
        trash.restore(str(path))


def test_a_file_that_is_not_there_cannot_be_thrown_away(tmp_path: Path, system_trash: Path) -> None:
    with pytest.raises(TrashError, match="no longer there"):
        SystemTrash().put(str(tmp_path / "none.jpg"))
