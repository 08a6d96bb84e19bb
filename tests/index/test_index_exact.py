"""Exact search finds what is nearest, whatever was added, replaced or removed before."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from index_setup import DIM, unit_vectors

from photoclip.index.exact import ExactIndex
from photoclip.index.halves import to_single
from photoclip.index.locks import SharedLock
from photoclip.index.store import BLOCK_ROWS


def index_of(count: int) -> tuple[ExactIndex, np.ndarray, np.ndarray]:
    ids = np.arange(count) * 3 + 7
    vectors = unit_vectors(count)
    index = ExactIndex(DIM)
    index.add(ids, vectors)
    return index, ids, vectors


def test_every_half_becomes_the_same_single_as_with_numpy() -> None:
    halves = np.arange(65536, dtype=np.uint16).view(np.float16)
    finite = np.isfinite(halves)
    regular = halves[finite].reshape(-1, 64)
    assert to_single(regular).tobytes() == regular.astype(np.float32).tobytes()
    special = halves[~finite].reshape(-1, 64)
    np.testing.assert_array_equal(to_single(special), special.astype(np.float32))


def test_the_nearest_photos_come_first_with_their_cosines() -> None:
    index, ids, vectors = index_of(2 * BLOCK_ROWS + 100)
    query = unit_vectors(1, seed=5)[0]
    found, scores = index.search(query, 50)
    cosines = vectors.astype(np.float64) @ query
    order = np.argsort(-cosines, kind="stable")[:50]
    assert found.tolist() == ids[order].tolist()
    np.testing.assert_allclose(scores, cosines[order], atol=1e-6)
    assert found.dtype == np.int64
    assert scores.dtype == np.float32


def test_half_precision_vectors_are_taken_as_they_are() -> None:
    index, ids, vectors = index_of(300)
    halves = ExactIndex(DIM)
    halves.add(ids, vectors.astype(np.float16))
    np.testing.assert_array_equal(halves.vectors_of(ids)[1], index.vectors_of(ids)[1])


def test_copies_of_a_picture_come_in_the_order_of_their_ids() -> None:
    index, _, _ = index_of(BLOCK_ROWS + 50)
    twin = unit_vectors(1, seed=8)[0]
    copies = np.array([900_004, 900_001, 900_003, 900_002])
    for copy in copies:
        index.add(np.array([copy]), twin[None])
    assert index.search(twin, 4)[0].tolist() == sorted(copies.tolist())
    assert index.search(twin, 2)[0].tolist() == [900_001, 900_002]


@pytest.mark.parametrize("share", [0.01, 0.2, 0.6, 1.0])
def test_a_filter_of_any_size_gives_the_nearest_inside_it(share: float) -> None:
    index, ids, vectors = index_of(6000)
    chosen = np.sort(np.random.default_rng(3).choice(ids, int(share * len(ids)), replace=False))
    query = unit_vectors(1, seed=6)[0]
    found, _ = index.search(query, 20, np.concatenate([chosen, [10**9]]))
    inside = np.isin(ids, chosen)
    order = np.argsort(-(vectors[inside] @ query), kind="stable")[:20]
    assert found.tolist() == ids[inside][order].tolist()


def test_a_removed_photo_is_in_no_later_answer_and_the_others_stay() -> None:
    index, ids, vectors = index_of(5000)
    gone = ids[::3]
    index.remove(np.concatenate([gone, gone[:5], [-4, 10**12]]))
    assert len(index) == 5000 - len(gone)
    found, scores = index.search(vectors[0], len(ids))
    assert not np.isin(gone, found).any()
    assert len(found) == len(index)
    kept = dict(zip(ids.tolist(), vectors, strict=True))
    np.testing.assert_allclose(
        scores, [kept[one] @ vectors[0] for one in found.tolist()], atol=1e-6
    )


def test_a_replaced_vector_is_the_one_that_counts() -> None:
    index, ids, _ = index_of(100)
    fresh = unit_vectors(2, seed=77)
    index.add(np.array([ids[4], ids[4]]), fresh)
    assert len(index) == 100
    assert index.search(fresh[1], 1)[0].tolist() == [ids[4]]
    assert index.search(fresh[1], 1)[1][0] == pytest.approx(1, abs=1e-3)


def test_an_empty_index_and_an_empty_filter_answer_nothing() -> None:
    assert len(ExactIndex(DIM).search(unit_vectors(1)[0], 5)[0]) == 0
    index, _, vectors = index_of(10)
    assert len(index.search(vectors[0], 5, np.empty(0, np.int64))[0]) == 0
    assert len(index.search(vectors[0], 0)[0]) == 0


def test_shapes_that_do_not_fit_are_refused() -> None:
    index = ExactIndex(DIM)
    with pytest.raises(ValueError, match="do not make"):
        index.add(np.array([1, 2]), unit_vectors(3))
    with pytest.raises(ValueError, match="dimensions"):
        index.search(np.zeros(DIM + 1, np.float32), 3)


def test_a_search_in_one_thread_never_sees_an_add_in_another_half_done() -> None:
    index, ids, vectors = index_of(500)
    failures: list[str] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            found, scores = index.search(vectors[3], 40)
            if len(set(found.tolist())) != 40 or found[0] != ids[3] or scores[0] < 0.99:
                failures.append(str(found))

    thread = threading.Thread(target=look)
    thread.start()
    extra = unit_vectors(2000, seed=4)
    for start in range(0, 2000, 50):
        new = np.arange(start, start + 50) + 100_000
        index.add(new, extra[start : start + 50])
        index.remove(new[::2])
    done.set()
    thread.join()
    assert not failures


def test_a_writer_waits_for_readers_that_already_wait() -> None:
    lock = SharedLock()
    order: list[str] = []
    second_write_starts = threading.Event()

    def read() -> None:
        with lock.shared():
            order.append("read")

    with lock.exclusive():
        reader = threading.Thread(target=read)
        reader.start()
        while not lock._waiting_readers:
            second_write_starts.wait(0.001)
    with lock.exclusive():
        order.append("write")
    reader.join()
    assert order == ["read", "write"]
