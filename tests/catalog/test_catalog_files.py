"""Folders and files: what a scan sees of the catalog."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from catalog_setup import PICTURE, enter, found, on_disk, orphans, pending_paths, photo_of, take_in

from photoclip.core.file_identity import FileStat
from photoclip.core.models import FileState, Problem

ODD_NAMES = [
    "with space.jpg",
    "new\nline.jpg",
    "🐕 на пляже.jpg",
    "quote'\".jpg",
    "percent%41?#.jpg",
    os.fsdecode(b"latin-\xe9\xff.jpg"),
    "a" * 255,
]


def test_a_watched_folder_is_listed_with_the_time_it_came(catalog, clock, tmp_path):
    added = catalog.folders.add(tmp_path / "photos")

    assert catalog.folders.list() == [added]
    assert added.path == tmp_path / "photos"
    assert added.added_at == clock.now()
    assert added.added_at.tzinfo is not None
    assert added.added_at.astimezone(UTC) == clock.now()


def test_adding_a_folder_twice_watches_it_once(catalog, tmp_path):
    first = catalog.folders.add(tmp_path / "photos")

    assert catalog.folders.add(tmp_path / "x" / ".." / "photos") == first
    assert len(catalog.folders.list()) == 1


@pytest.mark.parametrize("name", ODD_NAMES)
def test_any_name_leads_back_to_its_file(catalog, tmp_path, name):
    folder = catalog.folders.add(tmp_path / name)
    file = found(f"{name}/{name}")
    catalog.files.add_pending(folder.id, [file])

    assert catalog.folders.list()[0].path == tmp_path / name
    assert catalog.files.directories(folder.id) == {name}
    assert list(catalog.files.listing(folder.id, name)) == [name]
    assert pending_paths(catalog) == [on_disk(str(tmp_path), name, name, name)]


def test_a_library_may_lie_under_any_name(open_catalog, tmp_path):
    path = tmp_path / os.fsdecode(b"biblioth\xe8que 100% #1?") / "catalog.sqlite3"
    open_catalog(path).settings.set("answer", 42)

    assert open_catalog(path, read_only=True).settings.get("answer") == 42
    assert path.exists()


def test_a_listing_holds_one_directory_and_not_those_below(catalog, folder):
    for path in ("top.jpg", "a/one.jpg", "a/b/deep.jpg", "ab/other.jpg"):
        enter(catalog, folder, path)

    assert set(catalog.files.listing(folder.id, "")) == {"top.jpg"}
    assert set(catalog.files.listing(folder.id, "a")) == {"one.jpg"}
    assert catalog.files.listing(folder.id, "nowhere") == {}
    assert catalog.files.directories(folder.id) == {"", "a", "a/b", "ab"}


def test_an_unchanged_file_is_no_new_work(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", size=10, modified_ns=5, inode=7)

    assert catalog.files.add_pending(folder.id, [found("dog.jpg", 10, 5, 7)]) == 0
    known = catalog.files.listing(folder.id, "")["dog.jpg"]
    assert known.stat == FileStat(10, 5, 7)
    assert (known.state, known.photo_id) == (FileState.READY, photo_id)


def test_a_changed_file_waits_again_and_remembers_its_photo(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", size=10, modified_ns=5)

    assert catalog.files.add_pending(folder.id, [found("dog.jpg", 10, 6)]) == 1
    known = catalog.files.listing(folder.id, "")["dog.jpg"]
    assert (known.state, known.photo_id) == (FileState.PENDING, photo_id)
    assert photo_of(catalog, known.id) == photo_id
    assert orphans(catalog) == set()


@pytest.mark.parametrize("inode", [0, 1, 2**53, 2**63 - 1, 2**63, 2**64 - 1])
def test_inodes_of_any_size_are_told_apart_and_found_again(catalog, folder, inode):
    take_in(catalog, folder, "dog.jpg", size=10, modified_ns=5, inode=inode)

    assert catalog.files.listing(folder.id, "")["dog.jpg"].stat.inode == inode
    assert catalog.files.add_pending(folder.id, [found("dog.jpg", 10, 5, inode)]) == 0
    paths = [one.path for one in catalog.identities.by_inode(found("x", 10, 5, inode))]
    # Zero means that the file system has no inodes: any file might be meant.
    assert paths == ([on_disk(str(folder.path), "dog.jpg")] if inode else [])


def test_a_moved_file_is_found_by_what_it_is_and_keeps_its_photo(catalog, folder, tmp_path):
    other = catalog.folders.add(tmp_path / "other")
    photo_id = take_in(catalog, folder, "dog.jpg", size=10, modified_ns=5, inode=7)
    take_in(catalog, folder, "cat.jpg", size=10, modified_ns=5, inode=8)
    (candidate,) = catalog.identities.by_inode(found("x", 10, 5, 7))

    catalog.identities.move(candidate, other.id, found("best/dog.jpg", 10, 5, 7))

    assert set(catalog.files.listing(folder.id, "")) == {"cat.jpg"}
    known = catalog.files.listing(other.id, "best")["dog.jpg"]
    assert (known.state, known.photo_id) == (FileState.READY, photo_id)
    assert catalog.photos.paths_of([photo_id]) == {
        photo_id: [on_disk(str(other.path), "best", "dog.jpg")]
    }


def test_a_file_that_still_waits_is_no_candidate_for_a_move(catalog, folder):
    enter(catalog, folder, "dog.jpg", size=10, modified_ns=5, inode=7)

    assert catalog.identities.by_inode(found("x", 10, 5, 7)) == []


def test_a_file_moved_over_another_replaces_it(catalog, folder):
    kept = take_in(catalog, folder, "new.jpg", inode=7)
    replaced = take_in(catalog, folder, "old.jpg", inode=8)
    (candidate,) = catalog.identities.by_inode(found("new.jpg", inode=7))

    catalog.identities.move(candidate, folder.id, found("old.jpg", inode=7))

    assert {name: one.photo_id for name, one in catalog.files.listing(folder.id, "").items()} == {
        "old.jpg": kept
    }
    assert orphans(catalog) == {replaced}


def test_a_file_that_was_met_lets_no_file_of_another_drive_be_forgotten(catalog, folder):
    """Cards without births have the same low inodes, each of them."""
    for place, volume in (("a/dog.jpg", "card a"), ("b/cat.jpg", "card b")):
        take_in(catalog, folder, place, inode=7)
        catalog.files.renew(folder.id, [replace(found(place, inode=7), volume=volume)])
        directory, _, name = place.partition("/")
        catalog.files.remove([catalog.files.listing(folder.id, directory)[name].id])
    again = replace(found("a/new.jpg", inode=7), volume="card a")
    (dog,) = catalog.identities.by_inode(again)

    catalog.identities.move(dog, folder.id, again)

    on_b = replace(again, volume="card b")
    assert [one.name for one in catalog.identities.by_inode(on_b)] == ["cat.jpg"]
    assert [one.name for one in catalog.identities.by_inode(again)] == ["new.jpg"]


def test_a_file_seen_to_be_gone_stays_if_it_was_moved_meanwhile(catalog, folder):
    take_in(catalog, folder, "a/dog.jpg", inode=7)
    file_id = catalog.files.listing(folder.id, "a")["dog.jpg"].id
    catalog.identities.move(
        catalog.identities.of_file(file_id), folder.id, found("b/dog.jpg", inode=7)
    )

    assert catalog.files.remove([file_id], only_in=(folder.id, "a")) == 0
    assert catalog.files.remove([file_id], only_in=(folder.id, "b")) == 1


def test_the_last_file_of_a_photo_makes_it_an_orphan(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", content="dog")
    assert take_in(catalog, folder, "copy.jpg", content="dog") == photo_id
    ids = {name: one.id for name, one in catalog.files.listing(folder.id, "").items()}

    catalog.files.remove([ids["dog.jpg"]])
    assert orphans(catalog) == set()
    catalog.files.remove([ids["copy.jpg"]])
    assert orphans(catalog) == {photo_id}
    assert catalog.vectors.count(1) == 1, "the vector waits for the file to come back"


def test_a_removed_folder_takes_its_files_but_no_photo_that_lies_elsewhere(
    catalog, folder, tmp_path
):
    other = catalog.folders.add(tmp_path / "other")
    shared = take_in(catalog, folder, "dog.jpg", content="dog")
    take_in(catalog, other, "dog.jpg", content="dog")
    only_here = take_in(catalog, folder, "cat.jpg")
    enter(catalog, folder, "waiting.jpg")

    catalog.folders.remove(folder.id)

    assert [one.id for one in catalog.folders.list()] == [other.id]
    assert orphans(catalog) == {only_here}
    assert catalog.photos.present_ids().tolist() == [shared]
    assert catalog.files.folder_counts().keys() == {other.id}


def test_a_problem_says_where_and_why_and_is_retried_on_request(catalog, folder):
    name = os.fsdecode(b"torn\xff.jpg")
    file_id = enter(catalog, folder, name)
    catalog.files.fail(file_id, Problem.TRUNCATED, f"{name} ends early", FileStat(3, 4, 5))

    (problem,) = catalog.files.problems()
    assert (problem.id, problem.problem) == (file_id, Problem.TRUNCATED)
    assert problem.path == on_disk(str(folder.path), name)
    assert problem.message == "torn\\udcff.jpg ends early"
    assert catalog.files.problem_count() == 1
    assert pending_paths(catalog) == []
    assert catalog.files.add_pending(folder.id, [found(name, 3, 4, 5)]) == 0, "not at each scan"

    assert catalog.files.retry_failed([Problem.PERMISSION]) == 0
    assert catalog.files.retry_failed() == 1
    assert catalog.files.problems() == []
    assert pending_paths(catalog) == [on_disk(str(folder.path), name)]


def test_problems_come_in_pages(catalog, folder):
    ids = [enter(catalog, folder, f"{n}.jpg") for n in range(5)]
    for file_id in ids:
        catalog.files.fail(file_id, Problem.EMPTY, "is empty", None)

    pages = [catalog.files.problems(2, offset) for offset in (0, 2, 4, 6)]
    assert [[one.id for one in page] for page in pages] == [ids[:2], ids[2:4], ids[4:], []]


def test_a_failed_photo_that_can_be_read_again_is_the_photo_it_was(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", content="dog")
    file_id = catalog.files.listing(folder.id, "")["dog.jpg"].id
    catalog.files.fail(file_id, Problem.PERMISSION, "may not be read", None)
    assert catalog.photos.present_ids().tolist() == []
    assert orphans(catalog) == set()

    catalog.files.link(file_id, photo_id, found("dog.jpg").stat)
    assert catalog.photos.present_ids().tolist() == [photo_id]
    assert catalog.files.problems() == []


def test_counts_tell_each_folder_and_state(catalog, folder, tmp_path):
    other = catalog.folders.add(tmp_path / "other")
    take_in(catalog, folder, "dog.jpg")
    enter(catalog, folder, "cat.jpg")
    enter(catalog, folder, "bird.jpg")
    catalog.files.fail(enter(catalog, folder, "torn.jpg"), Problem.EMPTY, "is empty", None)

    here = {FileState.PENDING: 2, FileState.READY: 1, FileState.FAILED: 1}
    assert catalog.files.counts() == here
    assert catalog.files.folder_counts() == {
        folder.id: here,
        other.id: dict.fromkeys(FileState, 0),
    }


def test_a_result_for_a_file_removed_meanwhile_changes_nothing(catalog, folder):
    file_id = enter(catalog, folder, "dog.jpg")
    catalog.files.remove([file_id])
    with catalog.transaction():
        photo_id = catalog.photos.store(b"x" * 16, 1, PICTURE)
        catalog.files.link(file_id, photo_id, FileStat(1, 1))

    assert catalog.photos.present_ids().tolist() == []
    assert orphans(catalog) == {photo_id}
    assert catalog.files.path_of(file_id) is None


def test_a_file_linked_to_another_photo_leaves_the_first_an_orphan(catalog, folder):
    before = take_in(catalog, folder, "dog.jpg", content="before")
    after = take_in(catalog, folder, "dog.jpg", content="after", modified_ns=9)

    assert orphans(catalog) == {before}
    assert catalog.photos.present_ids().tolist() == [after]


def test_relative_folders_are_kept_as_absolute_ones(catalog, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert catalog.folders.add(Path("photos")).path == tmp_path / "photos"
