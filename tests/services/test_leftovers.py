"""What kills leave behind goes at the next start; what somebody is making stays. And what is
PhotoClip's own is for its person only."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.own_files import hold, is_held, writing_at
from photoclip.media.whole_files import write_whole

NO_PROCESS = 2**22 + 1
LEFT = (
    "catalog.sqlite3.partial",
    "catalog.sqlite3.partial-journal",
    "backups/catalog-000009-20240101-000000.sqlite3.partial",
    "backups/catalog-000009-20240101-000000.sqlite3.partial-journal",
    "backups/catalog-000009-20240101-000000.sqlite3.partial-wal",
    "backups/catalog-20240101-000000.sqlite3-journal",
    ".photoclip-0123456789abcdef.partial",
    "cache/thumbnails/ab/tmpx1y2z3.tmp",
    "cache/previews/ab/tmpx1y2z3.tmp",
    "cache/index/colours/index.json",
    "cache/index/colours/index-usearch.json",
    "cache/index/colours/index-usearch.json.partial",
    "cache/index/colours/graph-01234567.hnsw",
    "cache/index/colours/graph-01234567.usearch",
    "cache/index/colours/some.tmp",
    "window.ini.AbCdEf",
)
LEFT_IN_CACHE = (
    "towers/.draft-abc/model.onnx",
    f"labels/colours.npz.{NO_PROCESS}.partial",
    f"weights.json.host-{NO_PROCESS}",
    f"runtimes.json.host-{NO_PROCESS}",
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("PHOTOCLIP_CACHE_DIR", str(folder))
    return folder


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    return path


def test_what_a_killed_process_left_goes_at_the_next_start(
    open_library: OpenLibrary, cache: Path, tmp_path: Path
) -> None:
    open_library().close()
    place = tmp_path / "library"
    left = [put(place / name) for name in LEFT] + [put(cache / name) for name in LEFT_IN_CACHE]
    own = [put(place / "notes.txt"), put(place / "backups" / "holiday.partial")]

    open_library()

    assert [one for one in left if one.exists()] == []
    assert not (cache / "towers" / ".draft-abc").exists()
    assert all(one.exists() for one in own), "what others put there is theirs"


def test_what_a_living_process_makes_stays(
    open_library: OpenLibrary, cache: Path, tmp_path: Path
) -> None:
    open_library().close()
    thumbnail = put(tmp_path / "library/cache/thumbnails/ab/tmpmaking.tmp")
    draft = put(cache / "towers/.draft-abc/model.onnx").parent
    labels = put(cache / f"labels/colours.npz.{os.getpid()}.partial")
    code = (
        "import os, sys; from photoclip.core.own_files import hold\n"
        "for one in sys.argv[1:]: hold(os.open(one, os.O_RDONLY))\n"
        "print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(thumbnail), str(draft)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as maker:
        assert maker.stdout is not None
        maker.stdout.readline()
        assert is_held(thumbnail)
        open_library().close()
        assert thumbnail.exists()
        assert draft.exists()
        assert labels.exists()
        maker.kill()
    open_library()
    assert not thumbnail.exists()
    assert not draft.exists()


def test_a_kill_in_the_middle_of_writing_to_the_persons_folders_leaves_nothing_there(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    open_library().close()
    abroad = tmp_path / "exports"
    left = [
        put(abroad / ".photoclip-0123456789abcdef.partial"),
        put(abroad / ".photoclip-abcd_123.tmp"),
        put(abroad / ".photoclip-share-abcd_123" / "a.jpg").parent,
    ]
    theirs = [put(abroad / "a.jpg"), put(abroad / ".photoclip-notes"), put(abroad / "a.partial")]
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from photoclip.core.own_files import writing_at\n"
        "with writing_at(Path(sys.argv[1]), sys.argv[2]): os.kill(os.getpid(), 9)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library"), str(abroad)], check=False
    )

    library = open_library()

    assert [one for one in left if one.exists()] == []
    assert all(one.exists() for one in theirs)
    assert list((library.folder / "unfinished").iterdir()) == []


def test_nothing_is_noted_of_what_was_finished(tmp_path: Path) -> None:
    with writing_at(tmp_path, "somewhere"):
        assert len(list((tmp_path / "unfinished").iterdir())) == 1
    assert list((tmp_path / "unfinished").iterdir()) == []


def test_a_file_that_is_being_written_is_held_until_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    real = os.replace
    monkeypatch.setattr(
        "os.replace", lambda one, other: (seen.append(is_held(Path(one))), real(one, other))
    )
    write_whole(tmp_path / "a" / "b.jpg", b"whole")
    assert seen == [True]
    assert not is_held(tmp_path / "a" / "b.jpg")


def test_old_folders_in_the_systems_place_go_and_young_ones_stay(
    open_library: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "system"
    old, young = place / "photoclip-abcd1234", place / "photoclip-abcd1235"
    put(old / "small.jpg"), put(young / "small.jpg")
    other = put(place / "photoclip-notes.txt")
    then = time.time() - 7200
    os.utime(old, (then, then))
    os.utime(other, (then, then))
    monkeypatch.setattr("tempfile.tempdir", str(place))
    open_library()
    assert not old.exists()
    assert young.exists()
    assert other.exists()


def test_deleted_thumbnails_are_made_again_by_indexing(
    library: Library, photos: Path, paint: Paint
) -> None:
    for number in range(4):
        paint(f"{number}.png", shade=number)
    library.index(photos)
    made = library.thumbnails.known()
    assert len(made) == 4
    shutil.rmtree(library.folder / "cache" / "thumbnails")

    library.index()

    assert library.thumbnails.known() == made


# Permissions


@contextmanager
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def modes_of(folder: Path) -> dict[str, int]:
    return {
        str(one.relative_to(folder)): stat.S_IMODE(one.lstat().st_mode)
        for one in [folder, *folder.rglob("*")]
        if stat.S_IMODE(one.lstat().st_mode) != (0o700 if one.is_dir() else 0o600)
    }


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_all_that_is_photoclips_own_is_for_its_person_only_whatever_the_umask(
    open_library: OpenLibrary, cache: Path, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    with open_umask():
        library = open_library()
        library.index(photos)
        library.search("red")
        library.back_up()
        assert (library.folder / "catalog.sqlite3-wal").exists()
        assert modes_of(library.folder) == {}
        library.close()
    assert modes_of(library.folder) == {}
    assert not cache.exists() or modes_of(cache) == {}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_an_old_library_is_closed_to_others_when_it_is_opened(
    open_library: OpenLibrary, cache: Path, photos: Path, paint: Paint
) -> None:
    paint("rose.png")
    library = open_library()
    library.index(photos)
    library.close()
    put(cache / "towers" / "model" / "text.onnx")
    put(library.folder / "window.ini")
    put(library.folder / "labels.json")
    for top in (library.folder, cache):
        for one in [top, *top.rglob("*")]:
            one.chmod(0o777 if one.is_dir() else 0o666)
    theirs = put(library.folder / "holiday" / "list.txt")
    theirs.chmod(0o644)
    theirs.parent.chmod(0o755)
    (library.folder / "labels.json").write_text("{}")

    open_library().close()

    left = modes_of(library.folder)
    assert set(left) == {"holiday", "holiday/list.txt"}, "what is not PhotoClip's stays as it is"
    assert modes_of(cache) == {}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_graph_and_exported_models_are_for_the_person_only(tmp_path: Path) -> None:
    import numpy as np

    from photoclip.embed.models.weights import write_json
    from photoclip.index import graph_cache
    from photoclip.index.graphs.hnswlib_graph import HnswlibGraph
    from photoclip.index.graphs.usearch_graph import UsearchGraph
    from photoclip.index.store import RowStore

    halves, rows = np.eye(4, dtype=np.float16), np.arange(4)
    store = RowStore(4, np.float16)
    store.append(halves)
    with open_umask():
        for graphs in (HnswlibGraph, UsearchGraph):
            graph = graphs.make(4, 8)
            graph.add(rows, halves, 1)
            graph_cache.save(
                tmp_path / "own" / "index", graph, store, rows, np.ones(4, bool), {"model": "x"}
            )
        write_json(tmp_path / "own" / "runtimes.json", {"a": 1})
    assert modes_of(tmp_path / "own") == {}


def test_hold_does_no_harm_to_what_cannot_be_held() -> None:
    reading, writing = os.pipe()
    hold(reading)
    os.close(reading)
    os.close(writing)
