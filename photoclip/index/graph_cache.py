"""The files of a graph index: the graph as hnswlib writes it, the vectors, whose each row is."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hnswlib
import numpy as np
import numpy.typing as npt

from photoclip.core.models import PhotoIds
from photoclip.core.own_files import make_folder, make_private
from photoclip.index import cache_files
from photoclip.index.store import RowStore

log = logging.getLogger(__name__)

_HALF = np.dtype("<f2")
_ID = np.dtype("<i8")


@dataclass(frozen=True)
class LoadedGraph:
    """graph: hnswlib.Index, its labels are rows. ids: int64 (rows,). belongs: bool (rows,), False
    for rows that no photo has any more. store: the vectors, memory-mapped from their file."""

    graph: Any
    store: RowStore
    ids: PhotoIds
    belongs: npt.NDArray[np.bool_]
    facts: dict[str, Any]


def save(
    directory: Path,
    graph: Any,
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
        "graph": directory / f"graph-{token}.hnsw",
        "vectors": directory / f"vectors-{token}.f16",
        "rows": directory / f"rows-{token}.bin",
    }
    _expect_space(directory, graph.index_file_size() + len(ids) * (store.dim * 2 + 9))
    try:
        for path in files.values():
            make_private(path)
        _save_graph(graph, files["graph"])
        with files["vectors"].open("wb") as file:
            for block in store.blocks():
                file.write(np.ascontiguousarray(block, _HALF).data)
        with files["rows"].open("wb") as file:
            file.write(np.ascontiguousarray(ids, _ID).tobytes())
            file.write(belongs.tobytes())
        cache_files.commit(
            directory, files, {**facts, "dim": store.dim, "rows": len(ids), "links": graph.M}
        )
    except BaseException:
        for path in files.values():
            path.unlink(missing_ok=True)
        raise
    return _mapped(files["vectors"], len(ids), store.dim)


def load(directory: Path, dim: int, expected: Mapping[str, Any], spare: int) -> LoadedGraph | None:
    """What ``save`` wrote, or None. spare: rows to make room for beyond those."""
    found = cache_files.read(directory)
    if found is None:
        return None
    facts, files = found
    for name, value in {**expected, "dim": dim}.items():
        if facts.get(name) != value:
            log.info("the index cache in %s is of another %s", directory, name)
            return None
    try:
        return _load(facts, files, dim, spare)
    except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
        log.warning("the index cache in %s cannot be loaded: %s", directory, error)
        return None


def _load(facts: dict[str, Any], files: dict[str, Path], dim: int, spare: int) -> LoadedGraph:
    rows = int(facts["rows"])
    raw = files["rows"].read_bytes()
    ids = np.frombuffer(raw, _ID, rows).astype(np.int64)
    belongs = np.frombuffer(raw, np.bool_, rows, offset=rows * _ID.itemsize)
    graph = hnswlib.Index(space="ip", dim=dim)
    graph.load_index(str(files["graph"]), max_elements=rows + spare)
    if graph.get_current_count() != rows:
        raise ValueError(f"{graph.get_current_count()} rows in the graph, {rows} beside it")
    return LoadedGraph(graph, _mapped(files["vectors"], rows, dim), ids, belongs, facts)


def _mapped(path: Path, rows: int, dim: int) -> RowStore:
    if not rows:
        return RowStore(dim, np.float16)
    return RowStore.over(np.memmap(path, _HALF, mode="r", shape=(rows, dim)))


def _save_graph(graph: Any, path: Path) -> None:
    try:
        graph.save_index(str(path))
    except (RuntimeError, UnicodeEncodeError) as error:
        raise OSError(f"hnswlib cannot write {path}: {error}") from error
    # hnswlib does not look whether its writes succeed.
    if path.stat().st_size != graph.index_file_size():
        raise OSError(f"{path} was not written as a whole")


def _expect_space(directory: Path, size: int) -> None:
    if shutil.disk_usage(directory).free < size:
        raise OSError(f"{directory} has no room for an index of {size // 1_000_000} MB")
