"""Whatever a person does to a folder, the catalog follows."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.core.file_identity import FileStat
from photoclip.core.models import DirectoryScan, FileState, KnownFile
from photoclip.ingest.drives import DriveJudge
from photoclip.ingest.exclusions import Exclusions
from photoclip.ingest.mounts import Mounts
from photoclip.ingest.scanner import scan, scan_directory

DIRECTORIES = ["", "a", "b", "a/c", "a/c/d", ".hidden", "raw"]
NAMES = ["1.jpg", "2.png", "x.txt", "\udcff.jpg", "new\nline.jpg"]

places = st.tuples(st.sampled_from(DIRECTORIES), st.sampled_from(NAMES))
edits = st.one_of(
    st.tuples(st.just("write"), places, st.integers(1, 9)),
    st.tuples(st.just("delete"), places, st.none()),
    st.tuples(st.just("rename"), places, places),
    st.tuples(st.just("move folder"), st.sampled_from(DIRECTORIES[1:]), st.sampled_from("xyz")),
    st.tuples(st.just("delete folder"), st.sampled_from(DIRECTORIES[1:]), st.none()),
)
clock = itertools.count(1_700_000_000_000_000_000, 1_000_000_000)

Catalog = dict[str, dict[str, KnownFile]]


def edit(root: Path, kind: str, what: object, how: object) -> None:
    if kind == "write":
        path = root.joinpath(*what)  # type: ignore[misc]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * how)  # type: ignore[operator]
        stamp = next(clock)
        os.utime(path, ns=(stamp, stamp))
    elif kind == "delete":
        root.joinpath(*what).unlink(missing_ok=True)  # type: ignore[misc]
    elif kind == "rename":
        source, target = root.joinpath(*what), root.joinpath(*how)  # type: ignore[misc]
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    elif kind == "move folder":
        if (root / str(what)).exists() and not (root / str(how)).exists():
            (root / str(what)).rename(root / str(how))
    else:
        shutil.rmtree(root / str(what), ignore_errors=True)


def on_disk(root: Path) -> dict[str, dict[str, FileStat]]:
    """The truth, found in the plainest way."""
    found: dict[str, dict[str, FileStat]] = {}
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        is_excluded = any(part.startswith(".") or part == "raw" for part in relative.parts)
        if path.is_file() and path.suffix != ".txt" and not is_excluded:
            directory = "/".join(relative.parts[:-1])
            found.setdefault(directory, {})[path.name] = FileStat.of(path.stat())
    return found


def apply(catalog: Catalog, step: DirectoryScan, ids: itertools.count[int]) -> None:
    here = catalog.setdefault(step.directory, {})
    for name in [name for name, known in here.items() if known.id in step.gone]:
        del here[name]
    for one in (*step.added, *step.changed):
        assert (one.name in here) == (one in step.changed)
        here[one.name] = KnownFile(next(ids), one.stat, FileState.PENDING, None)
    if not here:
        del catalog[step.directory]


def known_stats(catalog: Catalog) -> dict[str, dict[str, tuple[int, int]]]:
    return {
        directory: {name: (one.stat.size, one.stat.modified_ns) for name, one in files.items()}
        for directory, files in catalog.items()
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(edits, max_size=8), min_size=1, max_size=4), st.booleans())
def test_applying_what_a_scan_says_gives_what_is_on_disk(
    rounds: list[list[tuple[str, object, object]]], by_directory: bool
) -> None:
    catalog: Catalog = {}
    ids = itertools.count(1)
    rules = Exclusions(["raw"])
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        # Never quite empty: an emptied folder counts as offline, which has its own tests.
        (root / "anchor.txt").touch()
        drives = DriveJudge(root, Mounts.read, lambda volume, limit: [], lambda one: None)
        for edits_of_round in rounds:
            for one in edits_of_round:
                edit(root, *one)

            def listing(directory: str) -> dict[str, KnownFile]:
                return dict(catalog.get(directory, {}))

            if by_directory:
                wanted = {*catalog, *on_disk(root)}
                steps = [
                    scan_directory(root, one, listing, rules, time.time_ns, drives)
                    for one in sorted(wanted)
                ]
            else:
                steps = list(scan(root, listing, list(catalog), rules, time.time_ns, drives))
            for step in steps:
                apply(catalog, step, ids)
            expected = {
                directory: {name: (one.size, one.modified_ns) for name, one in files.items()}
                for directory, files in on_disk(root).items()
            }
            assert known_stats(catalog) == expected
