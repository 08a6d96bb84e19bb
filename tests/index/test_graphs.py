"""Two libraries make graphs. Each reads its own files, and nothing but speed tells them apart."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from index_setup import DIM, MemorySource, unit_vectors
from scenery import ROOT

from photoclip.index import cache_files
from photoclip.index.graphs import choice
from photoclip.index.graphs.graph import Graph, release_of
from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
from photoclip.index.graphs.usearch_graph import UsearchGraph
from photoclip.index.library_index import LibraryIndex

COUNT = 1500
IDS = np.arange(1, COUNT + 1)
VECTORS = unit_vectors(COUNT)
HALVES = VECTORS.astype(np.float16)
QUERY = unit_vectors(1, seed=50)[0]


def made(graphs: type[Graph], count: int = COUNT) -> Graph:
    graph = graphs.make(DIM, count)
    graph.add(np.arange(count), HALVES[:count], 1)
    return graph


def saved(graph: Graph, path: Path) -> Path:
    path.touch()
    graph.save(path)
    return path


def test_the_nearest_rows_come_first(graphs: type[Graph]) -> None:
    rows = made(graphs).nearest(QUERY, 10, 400)
    assert rows is not None
    assert rows.dtype == np.int64
    assert rows[:10].tolist() == np.argsort(-(VECTORS @ QUERY), kind="stable")[:10].tolist()


def test_a_graph_says_when_it_has_fewer_rows_than_asked_for(graphs: type[Graph]) -> None:
    assert made(graphs, 5).nearest(QUERY, 6, 50) is None
    assert graphs.make(DIM, 10).nearest(QUERY, 1, 50) is None


def test_a_saved_graph_comes_back_as_it_was(graphs: type[Graph], tmp_path: Path) -> None:
    graph = made(graphs)
    path = saved(graph, tmp_path / "graph")
    assert path.stat().st_size == graph.file_size
    again = graphs.load(path, DIM, COUNT + 10)
    assert len(again) == COUNT
    before, after = graph.nearest(QUERY, 10, 200), again.nearest(QUERY, 10, 200)
    assert before is not None
    assert after is not None
    assert after.tolist() == before.tolist()
    again.add(np.arange(COUNT, COUNT + 10), unit_vectors(10, seed=3).astype(np.float16), 1)
    assert len(again) == COUNT + 10


def test_usearch_saves_where_names_have_no_letters(tmp_path: Path) -> None:
    """Names are bytes; and on Windows usearch opens none with letters beyond the code page."""
    folder = tmp_path / os.fsdecode(b"fotos-\xff-\xed\x95\x9c")
    folder.mkdir()
    path = saved(made(UsearchGraph, 50), folder / "graph")
    assert len(UsearchGraph.load(path, DIM, 50)) == 50


def test_hnswlib_says_where_it_cannot_save(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"fotos-\xff")
    folder.mkdir()
    with pytest.raises(OSError, match="cannot write"):
        saved(made(HnswlibGraph, 50), folder / "graph")


@pytest.mark.parametrize("content", [b"", b"\0" * 200, b"usearch" * 40, os.urandom(5000)])
def test_usearch_refuses_what_is_no_graph(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "graph").write_bytes(content)
    with pytest.raises((OSError, RuntimeError, ValueError)):
        UsearchGraph.load(tmp_path / "graph", DIM, 10)


def test_usearch_refuses_a_graph_of_another_shape(tmp_path: Path) -> None:
    path = saved(made(UsearchGraph, 50), tmp_path / "graph")
    with pytest.raises(ValueError, match="another shape"):
        UsearchGraph.load(path, DIM * 2, 50)


def test_hnswlib_is_asked_once_more_to_look_further() -> None:
    """nmslib/hnswlib #321: queries raise after many removals."""
    asked: list[int] = []

    class Torn:
        def set_ef(self, ef: int) -> None:
            asked.append(ef)

        def knn_query(self, *_: object, **__: object) -> None:
            raise RuntimeError("Cannot return the results in a contiguous 2D array.")

    assert HnswlibGraph(Torn()).nearest(QUERY, 10, 200) is None
    assert asked[1] > asked[0]


def test_a_release_is_named_by_its_first_two_numbers() -> None:
    assert release_of("2.26.6") == release_of("2.26.1.post2") == "2.26"
    assert release_of("0.8.0") == "0.8"
    assert release_of("unknown") == "unknown"


# ---------------------------------------------------------------- in turns


def opened(source: MemorySource, directory: Path) -> LibraryIndex:
    return LibraryIndex.open(source, directory, dim=DIM, model_key="m1")


def use(monkeypatch: pytest.MonkeyPatch, graphs: type[Graph]) -> None:
    monkeypatch.setattr(choice, "graph_class", lambda: graphs)


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def test_two_libraries_in_turns_keep_their_graphs_beside_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = MemorySource(IDS, VECTORS)
    both = (HnswlibGraph, UsearchGraph)
    for graphs in both:
        use(monkeypatch, graphs)
        index = opened(source, tmp_path)
        assert index.kind == "exact"
        assert index.build_hnsw()
    assert len(names(tmp_path)) == 8
    for turn in range(3):
        for graphs in both:
            use(monkeypatch, graphs)
            source.rows_loaded = 0
            index = opened(source, tmp_path)
            assert index.kind == "hnsw"
            assert source.rows_loaded <= 1, "what the other library saved meanwhile"
            assert index.search(QUERY, 20)[0].tolist() == source.nearest(QUERY, 20)
            source.remove([20 + turn])
            fresh = unit_vectors(1, seed=900 + turn)
            source.put([7000 + turn], fresh)
            index.add(np.array([7000 + turn]), fresh)
            assert index.save()
    assert len(names(tmp_path)) == 8


@pytest.mark.parametrize("maker", [HnswlibGraph, UsearchGraph], ids=lambda one: one.LIBRARY)
def test_a_file_under_the_name_of_the_other_library_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maker: type[Graph]
) -> None:
    other = UsearchGraph if maker is HnswlibGraph else HnswlibGraph
    source = MemorySource(IDS, VECTORS)
    use(monkeypatch, maker)
    assert opened(source, tmp_path).build_hnsw()
    cache_files.description(tmp_path, maker.LIBRARY).rename(
        cache_files.description(tmp_path, other.LIBRARY)
    )
    use(monkeypatch, other)
    index = opened(source, tmp_path)
    assert index.kind == "exact"
    assert index.search(QUERY, 20)[0].tolist() == source.nearest(QUERY, 20)


def test_what_was_written_before_there_were_two_libraries_is_made_again_and_goes(
    tmp_path: Path, graphs: type[Graph]
) -> None:
    source = MemorySource(IDS, VECTORS)
    assert opened(source, tmp_path).build_hnsw()
    cache_files.description(tmp_path, graphs.LIBRARY).rename(tmp_path / "index.json")
    before = names(tmp_path)
    index = opened(source, tmp_path)
    assert index.kind == "exact"
    assert index.build_hnsw()
    assert not before & names(tmp_path)


def test_the_graph_of_a_library_that_nobody_uses_any_more_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = MemorySource(IDS, VECTORS)
    for graphs in (HnswlibGraph, UsearchGraph):
        use(monkeypatch, graphs)
        assert opened(source, tmp_path).build_hnsw()
    long_ago = time.time() - cache_files.FORSAKEN_S - 60
    os.utime(cache_files.description(tmp_path, "hnswlib"), (long_ago, long_ago))
    os.utime(cache_files.description(tmp_path, "usearch"), (long_ago, long_ago))
    source.put([7000], unit_vectors(1, seed=9))
    index = opened(source, tmp_path)
    assert index.kind == "hnsw"
    assert index.save()
    assert len(names(tmp_path)) == 4
    assert not [name for name in names(tmp_path) if "hnswlib" in name]


# ---------------------------------------------------------------- without hnswlib

SEARCHES = """
import json, sys
sys.path.insert(0, sys.argv[1])
if sys.argv[3] == "blocked":
    sys.modules["hnswlib"] = None
from pathlib import Path
import numpy as np
from index_setup import DIM, MemorySource, unit_vectors
from photoclip.index.graphs.choice import graph_class
from photoclip.index.hnsw import HnswIndex
from photoclip.index.library_index import LibraryIndex

source = MemorySource(np.arange(1, 4001), unit_vectors(4000))
def opened():
    return LibraryIndex.open(source, Path(sys.argv[2]), dim=DIM, model_key="m1")
assert opened().build_hnsw()
def refuse(*_):
    raise AssertionError("searched exactly")
HnswIndex._exactly = refuse
index = opened()
found = [index.search(query, 10) for query in unit_vectors(20, seed=21)]
print(json.dumps({
    "library": graph_class().LIBRARY,
    "loaded": sorted({"hnswlib", "usearch"} & {name for name, one in sys.modules.items() if one}),
    "kind": index.kind,
    "ids": [ids.tolist() for ids, _ in found],
    "scores": [scores.tolist() for _, scores in found],
}))
"""


def searched(folder: Path, how: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SEARCHES, str(Path(__file__).parent), str(folder), how],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def test_without_hnswlib_the_same_is_found_by_usearch(tmp_path: Path) -> None:
    by_hnswlib, by_usearch = searched(tmp_path, "free"), searched(tmp_path, "blocked")
    assert (by_hnswlib["library"], by_hnswlib["loaded"]) == ("hnswlib", ["hnswlib"])
    assert (by_usearch["library"], by_usearch["loaded"]) == ("usearch", ["usearch"])
    assert by_hnswlib["kind"] == by_usearch["kind"] == "hnsw"
    assert by_usearch["ids"] == by_hnswlib["ids"]
    assert by_usearch["scores"] == by_hnswlib["scores"]


def test_a_small_library_waits_for_neither_of_them(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from photoclip.index.library_index import *;"
        "import numpy as np\n"
        "class Source:\n"
        "    def ids(self): return np.array([1])\n"
        "    def load(self, after): yield np.array([1]), np.ones((1, 4), np.float16) / 2, 1\n"
        "index = LibraryIndex.open(Source(), Path(sys.argv[1]), 4, 'm')\n"
        "assert len(index.search(np.ones(4, np.float32) / 2, 1)[0]) == 1\n"
        "assert not index.wants_graph\n"
        "assert not {'hnswlib', 'usearch'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "none")], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_broken_hnswlib_does_not_keep_usearch_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that was compiled for another numpy."""
    (tmp_path / "hnswlib.py").write_text("raise RuntimeError('module compiled against ABI')")
    script = "from photoclip.index.graphs.choice import graph_class; print(graph_class().LIBRARY)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
    )
    assert done.stdout.strip() == "usearch", done.stderr


ADDS = """
import os, signal, sys, threading
import numpy as np
from photoclip.index.graphs.usearch_graph import UsearchGraph

graph = UsearchGraph.make(256, 0)
vectors = np.random.default_rng(0).standard_normal((40_000, 256)).astype(np.float16)
def interrupt():
    while len(graph) < 100:
        pass
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt).start()
try:
    graph.add(np.arange(len(vectors)), vectors, 1)
except KeyboardInterrupt:
    print("interrupted", len(graph) < len(vectors))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_while_usearch_works_is_ctrl_c() -> None:
    done = subprocess.run([sys.executable, "-c", ADDS], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout.strip()) == (0, "interrupted True"), done.stderr


def test_only_their_modules_and_the_contract_name_the_libraries() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert re.search(r"photoclip\.index\.graphs\.hnswlib_graph -> hnswlib", text)
    named = [
        path.name
        for path in (ROOT / "photoclip").rglob("*.py")
        if re.search(r"^\s*(import|from) (hnswlib|usearch)\b", path.read_text("utf-8"), re.M)
    ]
    assert sorted(named) == ["hnswlib_graph.py", "usearch_graph.py"]
