"""Albums that leave the library, as folders or as JSON, and come back."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.album_tree import AlbumTree
from photoclip.core.errors import AlbumError
from photoclip.services.albums import sharing as album_sharing
from photoclip.services.albums.sharing import file_name

Ids = list[int]


@pytest.fixture
def ids(library: Library, paint: Paint) -> Ids:
    """Three photos called "same.png" in three folders, by folder."""
    for number in range(3):
        paint(f"{number}/same.png", (80 * number, 0, 0))
    library.index(paint("0/same.png", (0, 0, 0)).parent.parent)
    return library.browse.ids("name").tolist()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def content_of(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))


def test_an_album_becomes_a_folder_of_copies(library: Library, ids: Ids, target: Path) -> None:
    album = library.albums.create("Trip: 1", photo_ids=ids[:2])
    library.albums.create("Best", parent_id=album.id, photo_ids=ids[2:])
    shared = library.album_desk.sharing.share(album.id, target)
    assert shared.path == target / "Trip_ 1"
    assert (shared.written, shared.missing) == (3, ())
    assert content_of(shared.path) == ["Best", "Best/same.png", "same (2).png", "same.png"]
    paths = library.details.paths(ids)
    assert (shared.path / "same.png").read_bytes() == Path(paths[ids[0]]).read_bytes()
    assert not (shared.path / "same.png").is_symlink()


def test_a_folder_that_is_there_is_left_alone(library: Library, ids: Ids, target: Path) -> None:
    album = library.albums.create("Trip", photo_ids=ids[:1])
    (target / "Trip").mkdir()
    first = library.album_desk.sharing.share(album.id, target)
    second = library.album_desk.sharing.share(album.id, target)
    assert [one.path.name for one in (first, second)] == ["Trip (2)", "Trip (3)"]
    assert content_of(target / "Trip") == []


def test_links_lead_to_the_photos(library: Library, ids: Ids, target: Path) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    shared = library.album_desk.sharing.share(album.id, target, "links")
    paths = {os.path.realpath(one) for one in library.details.paths(ids).values()}
    assert {os.path.realpath(one) for one in shared.path.iterdir()} == paths


def test_where_no_symbolic_link_can_be_a_hard_link_is_made(
    library: Library, ids: Ids, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError(1, "no privilege")

    album = library.albums.create("Trip", photo_ids=ids[:1])
    monkeypatch.setattr(album_sharing.os, "symlink", refuse)
    shared = library.album_desk.sharing.share(album.id, target, "links")
    original = library.details.paths(ids)[ids[0]]
    assert os.path.samefile(shared.path / "same.png", original)
    monkeypatch.setattr(album_sharing.os, "link", refuse)
    with pytest.raises(AlbumError, match="cannot hold links"):
        library.album_desk.sharing.share(album.id, target, "links")
    assert content_of(target) == ["Trip", "Trip/same.png"]


def test_what_goes_wrong_leaves_nothing_behind(library: Library, ids: Ids, target: Path) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    with pytest.raises(AlbumError, match="cannot be written"):
        library.album_desk.sharing.share(album.id, target / "nowhere")
    with pytest.raises(AlbumError, match="stopped"):
        library.album_desk.sharing.share(
            album.id, target, is_cancelled=lambda: bool(list(target.rglob("*.png")))
        )
    assert content_of(target) == []


def test_a_photo_that_is_away_is_named(library: Library, ids: Ids, target: Path) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    path = library.details.paths(ids)[ids[1]]
    Path(path).unlink()
    shared = library.album_desk.sharing.share(album.id, target)
    assert (shared.written, shared.missing) == (2, (path,))


@pytest.mark.parametrize(
    ("name", "kept"),
    [("a:b?", "a_b_"), ("con", "_con"), ("end. ", "end"), ("...", "_"), ("여행", "여행")],
)
def test_names_of_folders_suit_every_system(name: str, kept: str) -> None:
    assert file_name(name) == kept
    assert len(os.fsencode(file_name("여" * 200))) <= 200


def filled(library: Library, ids: Ids) -> AlbumTree:
    trips = library.albums.create("Trips", photo_ids=ids[:2])
    sea = library.albums.create("Sea", "auto", parent_id=trips.id, labels=["sea"], cut_off=0.7)
    library.albums.judge(sea.id, ids[:1], True)
    library.albums.judge(sea.id, ids[1:2], False)
    library.albums.set_cover(trips.id, ids[2])
    library.albums.create("Reds", "smart", query="red")
    return library.albums.tree()


def test_another_library_with_the_same_photos_gets_the_same_albums(
    library: Library, ids: Ids, open_library: OpenLibrary, tmp_path: Path, paint: Paint
) -> None:
    filled(library, ids)
    text = library.album_desk.exchange.export()
    other = open_library(tmp_path / "other")
    other.index(paint("0/same.png", (0, 0, 0)).parent.parent)
    report = other.album_desk.exchange.import_albums(text)
    assert report.made == ("Reds", "Trips", "Trips/Sea")
    assert (report.missing, report.contradicted) == (0, 0)
    assert json.loads(other.album_desk.exchange.export()) == json.loads(text)
    again = other.album_desk.exchange.import_albums(text)
    assert (again.made, again.merged) == ((), report.made)
    other.undo.undo()
    assert len(other.albums.tree()) == 0


def test_what_is_here_is_kept_and_conflicts_are_named(library: Library, ids: Ids) -> None:
    filled(library, ids)
    text = library.album_desk.exchange.export()
    find = library.albums.find
    library.albums.judge(find("Sea").id, ids[:1], False)
    library.albums.remove(find("Trips").id, ids[:1])
    library.albums.set_rule(find("Reds").id, "dark red", (), None)
    report = library.album_desk.exchange.import_albums(text)
    assert report.renamed == (("Reds", "Reds 2"),)
    assert report.contradicted == 1
    assert library.albums.content(find("Trips").id).photo_ids.tolist() == [ids[1], ids[0]]
    assert find("Reds").query == "dark red"


def test_photos_that_this_library_lacks_are_counted(library: Library, ids: Ids) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    found = json.loads(library.album_desk.exchange.export([album.id]))
    found["albums"][0]["photos"].append("00" * 16)
    library.albums.delete(album.id)
    report = library.album_desk.exchange.import_albums(json.dumps(found))
    assert report.missing == 1
    assert library.albums.content(library.albums.find("Trip").id).photo_ids.tolist() == ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"photoclip-albums": 1, "albums": [{"path": []}]}',
        '{"photoclip-albums": 1, "albums": 7}',
        '{"photoclip-albums": 1, "albums": [{"path": ["a"], "kind": "smart", "query": "", '
        '"created_at": "2024-01-01T00:00:00+00:00"}]}',
        '{"photoclip-albums": 1, "albums": [{"path": ["a"], "kind": "manual", "photos": ["xy"], '
        '"created_at": "2024-01-01T00:00:00+00:00"}]}',
        '{"photoclip-albums": 2, "albums": []}',
        "[" * 100_000,
    ],
)
def test_what_is_no_list_of_albums_changes_nothing(library: Library, ids: Ids, text: str) -> None:
    with pytest.raises(AlbumError):
        library.album_desk.exchange.import_albums(text)
    assert len(library.albums.tree()) == 0


def test_a_long_value_in_what_is_no_list_of_albums_is_not_quoted_in_full(library: Library) -> None:
    album = {"path": ["a"], "kind": "x" * 10_000, "created_at": "2024-01-01T00:00:00+00:00"}
    with pytest.raises(AlbumError) as caught:
        library.album_desk.exchange.import_albums(
            json.dumps({"photoclip-albums": 1, "albums": [album]})
        )
    assert len(caught.value.message) < 500


def test_ten_thousand_albums_travel(library: Library) -> None:
    albums = [
        {
            "path": ["Top", f"Album {number}"] if number else ["Top"],
            "kind": "manual",
            "created_at": "2024-01-01T00:00:00+00:00",
        }
        for number in range(10_000)
    ]
    text = json.dumps({"photoclip-albums": 1, "albums": albums})
    assert len(library.album_desk.exchange.import_albums(text).made) == 10_000
    assert library.albums.find("Top/Album 9999").parent_id == library.albums.find("Top").id


def test_where_every_photo_is_away_no_folder_is_made(
    library: Library, ids: Ids, target: Path
) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    for path in library.details.paths(ids).values():
        Path(path).unlink()
    with pytest.raises(AlbumError, match="No photo of “Trip” can be read"):
        library.album_desk.sharing.share(album.id, target)
    assert list(target.iterdir()) == []


def test_albums_with_a_byte_order_mark_are_read(library: Library, ids: Ids, tmp_path: Path) -> None:
    library.albums.create("Trip", photo_ids=ids)
    path = tmp_path / "albums.json"
    library.album_desk.exchange.write(path)
    library.albums.delete(library.albums.find("Trip").id)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert library.album_desk.exchange.read(path).made == ("Trip",)


def test_an_export_that_fails_leaves_the_file_as_it_was(
    library: Library, ids: Ids, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.albums.create("Trip", photo_ids=ids)
    path = tmp_path / "albums.json"
    path.write_text("the only copy of last year's albums")
    path.chmod(0o640)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(OSError, match="full"):
            library.album_desk.exchange.write(path)
    assert path.read_text() == "the only copy of last year's albums"
    assert list(tmp_path.glob(".photoclip-*")) == []

    library.album_desk.exchange.write(path)
    assert json.loads(path.read_text())["albums"][0]["path"] == ["Trip"]
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_import_that_brings_nothing_new_is_no_step_of_undo(library: Library, ids: Ids) -> None:
    filled(library, ids)
    text = library.album_desk.exchange.export()
    latest = library.undo.latest
    assert not library.album_desk.exchange.import_albums(text).has_changed
    assert library.undo.latest is latest


def test_two_photos_with_the_longest_name_are_both_shared(
    library: Library, paint: Paint, target: Path
) -> None:
    name = "사" * 83 + ".png"  # 253 bytes
    for number in range(2):
        paint(f"{number}/{name}", (80 * number, 0, 0))
    library.index(paint(f"0/{name}", (0, 0, 0)).parent.parent)
    album = library.albums.create("Long", photo_ids=library.browse.ids().tolist())
    shared = library.album_desk.sharing.share(album.id, target)
    assert shared.written == 2
    assert sorted(one.name for one in shared.path.iterdir()) == sorted(
        [name, "사" * 82 + " (2).png"]
    )


def test_a_photo_that_goes_away_meanwhile_is_left_out(
    library: Library, ids: Ids, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album = library.albums.create("Trip", photo_ids=ids)
    gone = library.details.paths(ids)[ids[1]]
    look = os.access

    def access(path: str, mode: int) -> bool:
        found = look(path, mode)
        if path == gone:
            Path(gone).unlink()
        return found

    monkeypatch.setattr(os, "access", access)
    shared = library.album_desk.sharing.share(album.id, target)
    assert (shared.written, shared.missing) == (2, (gone,))


def test_a_place_that_keeps_no_permissions_takes_copies(
    library: Library, ids: Ids, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(album_sharing.shutil, "copystat", refuse)
    album = library.albums.create("Trip", photo_ids=ids)
    assert library.album_desk.sharing.share(album.id, target).written == 3


def test_names_that_a_stick_cannot_hold_are_changed_for_it(
    library: Library, paint: Paint, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.index(paint("at 12:30.png", (0, 0, 0)).parent)
    copy = album_sharing.shutil.copyfile

    def copy_to_stick(source: str, to: Path) -> object:
        if ":" in to.name:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), source, None, str(to))
        return copy(source, to)

    monkeypatch.setattr(album_sharing.shutil, "copyfile", copy_to_stick)
    album = library.albums.create("Noon", photo_ids=library.browse.ids().tolist())
    shared = library.album_desk.sharing.share(album.id, target)
    assert content_of(shared.path) == ["at 12_30.png"]


def test_what_a_killed_process_left_goes_after_a_day(
    library: Library, ids: Ids, target: Path
) -> None:
    old, fresh = (target / f".photoclip-share-{name}" for name in ("old", "fresh"))
    mine = target / ".photoclip-notes"
    for one in (old, fresh, mine):
        one.mkdir()
        (one / "half.png").touch()
    for one in (old, mine):
        os.utime(one, (0, 0))
    album = library.albums.create("Trip", photo_ids=ids)
    library.album_desk.sharing.share(album.id, target)
    assert sorted(one.name for one in target.iterdir()) == [
        ".photoclip-notes",
        ".photoclip-share-fresh",
        "Trip",
    ]


def deep(count: int) -> str:
    path = [str(number) for number in range(count)]
    created_at = "2024-01-01T00:00:00+00:00"
    albums = [
        {"path": path[: depth + 1], "kind": "manual", "created_at": created_at}
        for depth in range(count)
    ]
    return json.dumps({"photoclip-albums": 1, "albums": albums})


def test_albums_lie_in_one_another_only_as_deep_as_they_can_be_handled(
    library: Library, target: Path
) -> None:
    albums, exchange = library.albums, library.album_desk.exchange
    with pytest.raises(AlbumError, match="64 deep"):
        exchange.import_albums(deep(1500))
    exchange.import_albums(deep(64))
    deepest = albums.find("63")
    with pytest.raises(AlbumError, match="64 deep"):
        albums.create("below", parent_id=deepest.id)
    more = albums.create("Trips")
    albums.create("Seoul", parent_id=more.id)
    with pytest.raises(AlbumError, match="64 deep"):
        albums.move(more.id, albums.find("62").id)
    with pytest.raises(AlbumError, match="64 deep"):
        albums.merge([more.id], deepest.id)

    albums.move(more.id, albums.find("61").id)
    shared = library.album_desk.sharing.share(albums.find("0").id, target)
    assert len(content_of(shared.path)) == 65
    albums.delete(albums.find("0").id)
    library.undo.undo()
    assert len(albums.tree()) == 66
