"""The work that waits, in the right order and at a price that does not grow with the library."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from catalog_setup import (
    DIM,
    content_hash,
    enter,
    found,
    model_of,
    on_disk,
    pending_paths,
    remove_below,
    run_sql,
    take_in,
    vector,
)

from photoclip.catalog.database import Catalog
from photoclip.core.models import Problem


def names(catalog: Catalog, **options: object) -> list[str]:
    return [path.rpartition("/")[2] for path in pending_paths(catalog, **options)]


def test_new_files_wait_in_the_order_they_were_found(catalog, folder):
    for name in ("c.jpg", "a.jpg", "b.jpg"):
        enter(catalog, folder, name)

    assert names(catalog) == ["c.jpg", "a.jpg", "b.jpg"]
    assert names(catalog, limit=2) == ["c.jpg", "a.jpg"]
    assert catalog.files.pending_count(model_of(catalog)) == 3
    assert catalog.files.has_pending()


def test_files_in_work_are_not_given_out_again(catalog, folder):
    ids = [enter(catalog, folder, f"{n}.jpg") for n in range(5)]

    assert names(catalog, exclude=ids[:3]) == ["3.jpg", "4.jpg"]
    assert names(catalog, exclude=set(ids)) == []


def test_files_of_several_folders_are_merged_by_age(catalog, folder, tmp_path):
    other = catalog.folders.add(tmp_path / "other")
    for number in range(6):
        enter(catalog, (folder, other)[number % 2], f"{number}.jpg")

    assert names(catalog, limit=4) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]


def test_a_folder_that_is_away_waits_and_comes_back(catalog, folder):
    model = model_of(catalog)
    take_in(catalog, folder, "ready.jpg")
    enter(catalog, folder, "new.jpg")
    catalog.folders.set_offline(folder.id, True)
    assert catalog.folders.list()[0].is_offline
    later = model_of(catalog, "larger")

    for one in (model, later):
        assert names(catalog, model_id=one) == []
        assert catalog.files.pending_count(one) == 0

    catalog.folders.set_offline(folder.id, False)
    assert names(catalog, model_id=model) == ["new.jpg"]
    assert names(catalog, model_id=later) == ["new.jpg", "ready.jpg"]


def test_a_new_model_wants_every_photo_once_after_the_new_files(catalog, folder):
    take_in(catalog, folder, "dog.jpg", content="dog")
    take_in(catalog, folder, "copy.jpg", content="dog")
    take_in(catalog, folder, "cat.jpg")
    enter(catalog, folder, "new.jpg")
    larger = model_of(catalog, "larger")

    assert names(catalog) == ["new.jpg"]
    assert names(catalog, model_id=larger) == ["new.jpg", "dog.jpg", "cat.jpg"]
    assert catalog.files.pending_count(larger) == 3
    assert names(catalog, model_id=larger, limit=2) == ["new.jpg", "dog.jpg"]


def test_a_photo_in_work_is_not_given_out_by_its_copy(catalog, folder):
    take_in(catalog, folder, "dog.jpg", content="dog")
    take_in(catalog, folder, "copy.jpg", content="dog")
    larger = model_of(catalog, "larger")
    (first,) = catalog.files.pending(10, model_id=larger)

    assert names(catalog, model_id=larger, exclude=[first.id]) == []


def test_a_copy_steps_in_where_the_first_file_is_away_or_broken(catalog, folder, tmp_path):
    drive = catalog.folders.add(tmp_path / "drive")
    take_in(catalog, drive, "dog.jpg", content="dog")
    take_in(catalog, folder, "broken.jpg", content="dog")
    take_in(catalog, folder, "good.jpg", content="dog")
    broken = catalog.files.listing(folder.id, "")["broken.jpg"].id
    catalog.folders.set_offline(drive.id, True)
    larger = model_of(catalog, "larger")
    assert names(catalog, model_id=larger) == ["broken.jpg"]

    catalog.files.fail(broken, Problem.TRUNCATED, "ends early", None)
    assert names(catalog, model_id=larger) == ["good.jpg"]


def test_a_file_brought_from_a_drive_that_is_away_is_embedded_for_the_new_model(
    catalog, folder, tmp_path
):
    drive = catalog.folders.add(tmp_path / "drive")
    take_in(catalog, drive, "dog.jpg", inode=7)
    catalog.folders.set_offline(drive.id, True)
    larger = model_of(catalog, "larger")
    (moved,) = catalog.identities.by_inode(found("dog.jpg", inode=7))
    assert names(catalog, model_id=larger) == []

    catalog.identities.move(moved, folder.id, found("dog.jpg", inode=7))
    assert names(catalog, model_id=larger) == ["dog.jpg"]


def test_a_photo_that_got_its_vector_waits_no_longer_until_it_loses_it(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg")
    larger = model_of(catalog, "larger")
    catalog.vectors.put(larger, [photo_id], vector(1)[None])
    assert names(catalog, model_id=larger) == []
    catalog.vectors.put(larger, [photo_id], vector(2)[None])
    assert names(catalog, model_id=larger) == []

    assert catalog.vectors.remove(larger, [photo_id]) == 1
    assert names(catalog, model_id=larger) == ["dog.jpg"]


def test_a_photo_without_files_is_no_work(catalog, folder):
    take_in(catalog, folder, "dog.jpg")
    remove_below(catalog, folder)

    assert names(catalog, model_id=model_of(catalog, "larger")) == []


def test_a_file_linked_before_its_vector_is_there_waits_for_it(catalog, folder):
    photo_id = take_in(catalog, folder, "dog.jpg", content="dog")
    catalog.vectors.remove(model_of(catalog), [photo_id])
    file_id = enter(catalog, folder, "copy.jpg")
    catalog.files.link(file_id, photo_id, found("copy.jpg").stat)

    assert names(catalog) == ["dog.jpg"]
    assert catalog.files.pending_count(model_of(catalog)) == 1


def test_known_contents_of_the_same_size_come_with_a_file(catalog, folder):
    take_in(catalog, folder, "same.jpg", size=500)
    take_in(catalog, folder, "other.jpg", size=501)
    larger = model_of(catalog, "larger")
    enter(catalog, folder, "new.jpg", size=500)

    (pending,) = catalog.files.pending(10, model_id=model_of(catalog))
    assert pending.known_hashes == (content_hash("same.jpg"),)
    assert pending.stat == found("new.jpg", size=500).stat
    # Nothing has a vector of the larger model yet: reading alone would not be enough.
    assert all(one.known_hashes == () for one in catalog.files.pending(10, model_id=larger))


def test_an_orphan_is_recognised_when_its_file_comes_back(catalog, folder):
    take_in(catalog, folder, "dog.jpg", content="dog", size=500)
    remove_below(catalog, folder)
    enter(catalog, folder, "back.jpg", size=500)

    (pending,) = catalog.files.pending(10, model_id=model_of(catalog))
    assert pending.known_hashes == (content_hash("dog"),)


def test_thousands_of_equal_sizes_do_not_make_a_message_of_megabytes(catalog, folder):
    fill(catalog, folder.id, 1000, size=77)
    enter(catalog, folder, "new.bmp", size=77)

    (pending,) = catalog.files.pending(10, model_id=model_of(catalog))
    assert len(pending.known_hashes) == 256


def test_a_pending_path_is_the_one_on_disk(catalog, folder):
    enter(catalog, folder, "a/b/dog.jpg")

    assert pending_paths(catalog) == [on_disk(str(folder.path), "a", "b", "dog.jpg")]


# How much work SQLite does, in thousands of its instructions: unlike seconds, the same each time.


def fill(catalog: Catalog, folder_id: int, count: int, size: int | None = None) -> None:
    """``count`` ready files with photos and vectors, quickly."""
    model = model_of(catalog)
    base = run_sql(catalog, "SELECT COALESCE(MAX(id), 0) FROM photos")[0][0]
    numbers = range(base + 1, base + count + 1)
    with catalog.connections.writing() as connection:
        connection.executemany(
            """INSERT INTO photos (id, content_hash, size, width, height, format, added_at)
               VALUES (?, ?, ?, 1, 1, 'PNG', '2024')""",
            [(n, content_hash(n), n if size is None else size) for n in numbers],
        )
        connection.executemany(
            """INSERT INTO files (folder_id, directory, name, size, modified_ns, inode, state,
                                  photo_id, found_at)
               VALUES (?, ?, ?, ?, ?, ?, 'ready', ?, '2024')""",
            [(folder_id, b"%d" % (n // 100), b"%d" % n, size or n, n, n, n) for n in numbers],
        )
        blank = np.zeros((count, DIM), np.float16)
        catalog.vectors.put(model, list(numbers), blank)


def effort(catalog: Catalog, work: Callable[[], object]) -> int:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with catalog.connections.reading() as connection:
        connection.set_progress_handler(count, 100)
        try:
            work()
        finally:
            connection.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize(
    "question",
    [
        lambda c, m: c.files.pending(64, range(300), model_id=m),
        lambda c, m: c.files.pending_count(m),
        lambda c, m: c.files.has_pending(),
        lambda c, m: c.files.problems(10),
        lambda c, m: c.files.listing(1, "1"),
        lambda c, m: c.identities.by_inode(found("x", 5, 5, 5)),
        lambda c, m: c.photos.by_hash(content_hash(5)),
        lambda c, m: c.photos.paths_of([1, 2, 3]),
        lambda c, m: c.vectors.get(m, [1, 2, 3]),
        lambda c, m: c.files.remove([9]),
    ],
)
def test_the_price_of_a_question_does_not_grow_with_the_library(catalog, folder, question):
    model = model_of(catalog)
    fill(catalog, folder.id, 500)
    for name in ("new", "newer"):
        enter(catalog, folder, name, size=20)
    small = effort(catalog, lambda: question(catalog, model))
    fill(catalog, folder.id, 10_000)
    large = effort(catalog, lambda: question(catalog, model))

    assert large <= small * 1.5 + 5
