"""The cache on disk: whatever happened to it, every photo is found and nothing crashes."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import numpy as np
import pytest
from index_setup import DIM, MemorySource, unit_vectors

from photoclip.index import cache_files, graph_cache
from photoclip.index.graphs.graph import Graph
from photoclip.index.library_index import LibraryIndex

pytestmark = pytest.mark.usefixtures("graphs")

COUNT = 1500
IDS = np.arange(1, COUNT + 1)
VECTORS = unit_vectors(COUNT)
QUERY = unit_vectors(1, seed=50)[0]


@pytest.fixture
def source() -> MemorySource:
    return MemorySource(IDS, VECTORS)


@pytest.fixture
def cache(source: MemorySource, tmp_path: Path) -> Path:
    """The directory of an index that was built and saved."""
    directory = tmp_path / "cache" / "1"
    assert opened(source, directory).build_hnsw()
    source.rows_loaded = 0
    return directory


def opened(
    source: MemorySource, directory: Path, model: str = "m1", dim: int = DIM
) -> LibraryIndex:
    return LibraryIndex.open(source, directory, dim=dim, model_key=model)


def finds_all(index: LibraryIndex, source: MemorySource) -> bool:
    found = index.search(QUERY, COUNT + 1000)[0].tolist()
    return sorted(found) == source.ids().tolist() and found[:20] == source.nearest(QUERY, 20)


def role(directory: Path, prefix: str) -> Path:
    return next(path for path in directory.iterdir() if path.name.startswith(prefix))


def test_a_saved_graph_is_opened_without_reading_the_vectors_again(
    source: MemorySource, cache: Path
) -> None:
    index = opened(source, cache)
    assert index.kind == "hnsw"
    assert source.rows_loaded == 0
    assert finds_all(index, source)


def test_photos_that_came_after_the_save_are_topped_up(source: MemorySource, cache: Path) -> None:
    source.put(np.arange(5000, 5040), unit_vectors(40, seed=1))
    source.put([3], unit_vectors(1, seed=2))
    source.remove([10, 11, 5001])
    index = opened(source, cache)
    assert index.kind == "hnsw"
    assert source.rows_loaded == 40
    assert finds_all(index, source)


def test_a_topped_up_index_is_saved_again_and_then_up_to_date(
    source: MemorySource, cache: Path
) -> None:
    index = opened(source, cache)
    more = unit_vectors(40, seed=1)
    source.put(np.arange(5000, 5040), more)
    index.add(np.arange(5000, 5040), more)
    assert index.save()
    source.rows_loaded = 0
    again = opened(source, cache)
    assert source.rows_loaded == 0
    assert finds_all(again, source)
    assert len({path.suffix for path in cache.iterdir()}) == len(list(cache.iterdir())) == 4


def test_vectors_that_were_added_already_are_not_entered_twice(
    source: MemorySource, cache: Path, graphs: type[Graph]
) -> None:
    index = opened(source, cache)
    more = unit_vectors(700, seed=1)
    source.put(np.arange(5000, 5700), more)
    index.add(np.arange(5000, 5700), more)
    index.save()
    facts = json.loads(cache_files.description(cache, graphs.LIBRARY).read_text())
    assert facts["rows"] == COUNT + 700


@pytest.mark.parametrize("name", ["graph", "vectors", "rows", "index"])
@pytest.mark.parametrize("damage", ["deleted", "emptied", "truncated", "flipped", "lengthened"])
def test_a_damaged_cache_is_left_and_the_catalog_answers(
    source: MemorySource, cache: Path, name: str, damage: str
) -> None:
    path = role(cache, name)
    content = bytearray(path.read_bytes())
    if damage == "deleted":
        path.unlink()
    elif damage == "flipped":
        content[len(content) // 2] ^= 0x10
        path.write_bytes(content)
    else:
        size = {"emptied": 0, "truncated": len(content) // 2, "lengthened": len(content) + 9}[
            damage
        ]
        os.truncate(path, size)
    index = opened(source, cache)
    assert index.kind == "exact"
    assert finds_all(index, source)
    assert index.build_hnsw()
    assert opened(source, cache).kind == "hnsw"


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"checksum": 1}', "\x00\xff"])
def test_nonsense_in_place_of_the_description_is_left(
    source: MemorySource, cache: Path, text: str
) -> None:
    role(cache, "index").write_text(text, encoding="latin-1")
    assert finds_all(opened(source, cache), source)


def test_every_single_flipped_bit_of_the_description_is_noticed(
    cache: Path, graphs: type[Graph]
) -> None:
    path = cache_files.description(cache, graphs.LIBRARY)
    content = path.read_bytes()
    before = cache_files.read(cache, graphs.LIBRARY)
    assert before is not None
    for place in range(0, len(content), 7):
        flipped = bytearray(content)
        flipped[place] ^= 1 << (place % 8)
        path.write_bytes(flipped)
        after = cache_files.read(cache, graphs.LIBRARY)
        assert after is None or after == before


def test_the_cache_of_another_model_or_format_is_left(source: MemorySource, cache: Path) -> None:
    assert opened(source, cache, model="m2").kind == "exact"
    other = MemorySource(IDS, unit_vectors(COUNT, dim=16))
    assert opened(other, cache, dim=16).kind == "exact"


def test_the_cache_of_another_format_is_left(
    source: MemorySource, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_files, "FORMAT_VERSION", 2)
    assert opened(source, cache).kind == "exact"


def test_a_cache_of_a_catalog_that_went_back_in_time_is_left(cache: Path) -> None:
    restored = MemorySource(np.arange(1, COUNT + 5), unit_vectors(COUNT + 4))
    restored._last_seq = COUNT
    for photo_id in range(COUNT + 1, COUNT + 5):
        restored._rows[photo_id] = (COUNT - 10, restored._rows[photo_id][1])
    index = opened(restored, cache)
    assert index.kind == "exact"
    assert finds_all(index, restored)


def test_a_save_that_breaks_off_leaves_the_one_before(
    source: MemorySource, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(source, cache)
    source.put([7000], unit_vectors(1, seed=9))
    names = {path.name for path in cache.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(cache_files, "commit", full)
        index.add(np.array([7000]), unit_vectors(1, seed=9))
        assert not index.save()
    assert {path.name for path in cache.iterdir()} == names
    assert finds_all(opened(source, cache), source)
    assert index.save()


def test_a_photo_removed_in_the_middle_of_a_save_stays_removed(
    source: MemorySource, tmp_path: Path, graphs: type[Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(source, tmp_path)
    assert index.build_hnsw()
    source.put([7000], unit_vectors(1, seed=9))
    write = graphs.save

    def remove_and_write(graph: Graph, path: Path) -> None:
        source.remove([20, 21])
        index.remove(np.array([20, 21]))
        write(graph, path)

    with monkeypatch.context() as patch:
        patch.setattr(graphs, "save", remove_and_write)
        index.add(np.array([7000]), unit_vectors(1, seed=9))
        assert index.save()
    assert finds_all(index, source)
    again = opened(source, tmp_path)
    assert again.kind == "hnsw"
    assert finds_all(again, source)


def test_a_full_disk_is_noticed_before_writing(
    source: MemorySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(graph_cache.shutil, "disk_usage", lambda _: usage)
    index = opened(source, tmp_path / "cache")
    assert index.build_hnsw()
    assert index.kind == "hnsw"
    assert finds_all(index, source)
    assert not list((tmp_path / "cache").iterdir())


def test_a_disk_that_fills_up_in_the_middle_leaves_the_save_before(
    source: MemorySource, cache: Path, graphs: type[Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(source, cache)
    names = {path.name for path in cache.iterdir()}
    write = graphs.save

    def to_a_full_disk(graph: Graph, path: Path) -> None:
        path.unlink()
        path.symlink_to("/dev/full")
        write(graph, path)

    more = unit_vectors(1, seed=9)
    source.put([7000], more)
    with monkeypatch.context() as patch:
        patch.setattr(graphs, "save", to_a_full_disk)
        index.add(np.array([7000]), more)
        assert not index.save()
    assert {path.name for path in cache.iterdir()} == names
    assert finds_all(opened(source, cache), source)


@pytest.mark.parametrize("version", ["0.0.1", "99.0.0", "unknown"])
def test_the_graph_of_an_unknown_release_is_built_anew(
    source: MemorySource,
    cache: Path,
    graphs: type[Graph],
    monkeypatch: pytest.MonkeyPatch,
    version: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(graphs, "VERSION", version)
        assert opened(source, cache).kind == "exact"
        assert opened(source, cache).build_hnsw()
        assert opened(source, cache).kind == "hnsw"
    index = opened(source, cache)
    assert index.kind == "exact"
    assert finds_all(index, source)


def test_the_next_patch_of_a_release_reads_the_graph(
    source: MemorySource, cache: Path, graphs: type[Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    major, minor, *_ = graphs.VERSION.split(".")
    monkeypatch.setattr(graphs, "VERSION", f"{major}.{minor}.999")
    assert opened(source, cache).kind == "hnsw"
