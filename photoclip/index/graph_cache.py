"""The files of a graph index: the graph as its library writes it, the vectors, whose each row is.

Each library has files of its own beside those of the other, so that two installations may use a
photo library in turns; what an unknown release of a library wrote is not read.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds
from photoclip.core.own_files import make_folder, make_private
from photoclip.index import cache_files
from photoclip.index.graphs.graph import LINKS, Graph, release_of
from photoclip.index.store import RowStore

log = logging.getLogger(__name__)

_HALF = np.dtype("<f2")
_ID = np.dtype("<i8")


@dataclass(frozen=True)
class LoadedGraph:
    """ids: int64 (rows,). belongs: bool (rows,), False for rows that no photo has any more. store:
    the vectors, memory-mapped from their file."""

    graph: Graph
    store: RowStore
    ids: PhotoIds
    belongs: npt.NDArray[np.bool_]
    facts: dict[str, Any]


def save(
    directory: Path,
    graph: Graph,
    store: RowStore,
    ids: PhotoIds,
    belongs: npt.NDArray[np.bool_],
    facts: Mapping[str, Any],
) -> RowStore:
    """Write all files anew, then make them the valid ones; the same vectors, memory-mapped.

    The graph must not grow meanwhile. Raises OSError: disk full, read-only.
    """
    make_folder(directory)
    token = cache_files.new_token()
    files = {
        "graph": directory / f"graph-{token}.{graph.LIBRARY}",
        "vectors": directory / f"vectors-{token}.f16",
        "rows": directory / f"rows-{token}.bin",
    }
    _expect_space(directory, graph.file_size + len(ids) * (store.dim * 2 + 9))
    try:
        for path in files.values():
            make_private(path)
        graph.save(files["graph"])
        with files["vectors"].open("wb") as file:
            for block in store.blocks():
                file.write(np.ascontiguousarray(block, _HALF).data)
        with files["rows"].open("wb") as file:
            file.write(np.ascontiguousarray(ids, _ID).tobytes())
            file.write(belongs.tobytes())
        made = {"dim": store.dim, "rows": len(ids), "links": LINKS, **_maker(type(graph))}
        cache_files.commit(directory, graph.LIBRARY, files, {**facts, **made})
    except BaseException:
        for path in files.values():
            path.unlink(missing_ok=True)
        raise
    return _mapped(files["vectors"], len(ids), store.dim)


def load(
    directory: Path, graphs: type[Graph], dim: int, expected: Mapping[str, Any], spare: int
) -> LoadedGraph | None:
    """What ``save`` wrote of a graph of ``graphs``, or None. spare: rows to make room for beyond
    those."""
    found = cache_files.read(directory, graphs.LIBRARY)
    if found is None:
        return None
    facts, files = found
    for name, value in {**expected, **_maker(graphs), "dim": dim}.items():
        if facts.get(name) != value:
            log.info("the index cache in %s is of another %s", directory, name)
            return None
    try:
        return _load(facts, files, graphs, dim, spare)
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        log.warning("the index cache in %s cannot be loaded: %s", directory, error)
        return None


def _load(
    facts: dict[str, Any], files: dict[str, Path], graphs: type[Graph], dim: int, spare: int
) -> LoadedGraph:
    rows = int(facts["rows"])
    raw = files["rows"].read_bytes()
    ids = np.frombuffer(raw, _ID, rows).astype(np.int64)
    belongs = np.frombuffer(raw, np.bool_, rows, offset=rows * _ID.itemsize)
    graph = graphs.load(files["graph"], dim, rows + spare)
    if len(graph) != rows:
        raise ValueError(f"{len(graph)} rows in the graph, {rows} beside it")
    return LoadedGraph(graph, _mapped(files["vectors"], rows, dim), ids, belongs, facts)


def _maker(graphs: type[Graph]) -> dict[str, str]:
    return {"library": graphs.LIBRARY, "release": release_of(graphs.VERSION)}


def _mapped(path: Path, rows: int, dim: int) -> RowStore:
    if not rows:
        return RowStore(dim, np.float16)
    return RowStore.over(np.memmap(path, _HALF, mode="r", shape=(rows, dim)))


def _expect_space(directory: Path, size: int) -> None:
    if shutil.disk_usage(directory).free < size:
        raise OSError(f"{directory} has no room for an index of {size // 1_000_000} MB")
