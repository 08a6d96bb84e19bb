"""The worker dies when it must, and nobody notices when it should not have."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from fakes import load_and_die, load_broken, load_narrow, load_nothing, load_speechless
from hypothesis import given
from hypothesis import strategies as st
from scenery import ROOT, OpenLibrary, Paint, wait_until

from photoclip.core.errors import ModelError, PictureError, WorkerError
from photoclip.core.events import Event, PhotosAdded, WorkerRestarted
from photoclip.core.file_identity import FileStat
from photoclip.core.models import PendingFile
from photoclip.embed.worker.crashes import CrashGuard


def test_a_worker_killed_in_the_middle_costs_no_photo(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    library = open_library()
    for number in range(300):
        paint(f"{number}.png", shade=number)
    seen: list[int] = []
    kills: list[int] = []

    def kill_twice(event: Event) -> None:
        if isinstance(event, PhotosAdded):
            seen.extend(event.photo_ids)
            pid = library.worker_process_id()
            if pid is not None and len(kills) < 2 and len(seen) > 50 * len(kills):
                kills.append(pid)
                os.kill(pid, signal.SIGKILL)

    library.events.subscribe(kill_twice)
    report = library.index(photos)

    assert len(set(kills)) == 2
    assert (report.embedded, report.failed, report.remaining) == (300, 0, 0)
    assert len(seen) == len(set(seen)) == 300


def test_a_query_survives_the_death_of_the_worker(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    library = open_library()
    paint("rose.png")
    library.index(photos)
    pid = library.worker_process_id()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)

    assert len(library.search("red").hits) == 1
    assert library.worker_process_id() != pid


def test_queries_are_answered_while_photos_are_embedded(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    library = open_library()
    for number in range(300):
        paint(f"{number}.png", shade=number)
    found: list[int] = []
    searched = threading.Event()

    def search() -> None:
        found.append(len(library.search("red", limit=500).hits))
        searched.set()

    threads: list[threading.Thread] = []

    def search_once(event: Event) -> None:
        if isinstance(event, PhotosAdded) and not threads:
            threads.append(threading.Thread(target=search))
            threads[0].start()
            assert searched.wait(60)

    library.events.subscribe(search_once)
    library.index(photos)
    threads[0].join()

    assert 0 < found[0] < 300


def test_a_model_that_does_not_load_is_told_and_the_library_stays_open(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    library = open_library(loader=load_nothing)
    paint("rose.png")

    with pytest.raises(ModelError, match="the weights are torn"):
        library.index(photos)
    with pytest.raises(ModelError, match="the weights are torn"):
        library.search("red")
    assert library.status().waiting == 1


def test_a_model_that_cannot_say_what_it_is_keeps_nobody_waiting(
    open_library: OpenLibrary,
) -> None:
    library = open_library(loader=load_speechless)
    with pytest.raises(ModelError, match="could not be loaded"):
        library.model()


def test_a_worker_that_dies_at_every_start_is_given_up(open_library: OpenLibrary) -> None:
    library = open_library(loader=load_and_die)
    with pytest.raises(WorkerError):
        library.model()


def test_a_picture_to_search_by_that_is_none_is_told(
    open_library: OpenLibrary, tmp_path: Path
) -> None:
    (tmp_path / "note.jpg").write_text("a note")
    library = open_library()
    with pytest.raises(PictureError):
        library.search_like(tmp_path / "note.jpg")
    assert len(library.search("red").hits) == 0


def test_a_batch_too_large_for_the_memory_is_split(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    for number in range(40):
        paint(f"{number}.png", shade=number)
    library = open_library(loader=load_narrow)
    restarts: list[Event] = []
    library.events.subscribe(
        lambda event: restarts.append(event) if isinstance(event, WorkerRestarted) else None
    )

    report = library.index(photos)

    assert (report.embedded, report.failed, restarts) == (40, 0, [])


def test_a_model_that_fails_on_everything_is_not_blamed_on_the_photos(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    for number in range(60):
        paint(f"{number}.png", shade=number)
    library = open_library(loader=load_broken)

    with pytest.raises(WorkerError):
        library.index(photos)

    assert library.status().waiting == 60
    assert library.problems() == []


CHILD = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
import fakes
from photoclip.app.library import Library
if __name__ == "__main__":
    library = Library.open(Path({folder!r}), loader=fakes.{loader})
    library._client.start()
    print(library.worker_process_id(), flush=True)
    {then}
    sys.stdin.read()
"""

MOST_S = 2.0
"""Seconds that a worker may live on without its app."""


@pytest.mark.parametrize(
    ("loader", "then", "pause_s"),
    [
        ("load_colours", "", 0.0),
        ("load_colours", "", 0.15),
        ("load_colours", "", 0.4),
        ("load_colours", "library.model(); print(flush=True)", 0.0),
        # Code in C that keeps Python's lock, as exporting and measuring a model does.
        ("load_and_hold", "", 1.5),
    ],
    ids=["at once", "in its imports", "later in them", "at rest", "deaf"],
)
def test_the_worker_dies_with_its_parent(
    tmp_path: Path, loader: str, then: str, pause_s: float
) -> None:
    if loader == "load_and_hold" and sys.platform != "linux":
        pytest.skip("only Linux ends a process that does not listen")
    script = tmp_path / "parent.py"
    script.write_text(
        CHILD.format(
            tests=str(ROOT / "tests"), folder=str(tmp_path / "library"), loader=loader, then=then
        )
    )
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        if then:
            parent.stdout.readline()
        threading.Event().wait(pause_s)  # how far it gets with its imports is left to chance
        parent.kill()
        parent.wait()
        try:
            wait_until(lambda: is_dead(worker), timeout_s=MOST_S)
        finally:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()


def is_dead(process: psutil.Process) -> bool:
    """A process of no parent may stay in the list where nobody collects it."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def file(number: int) -> PendingFile:
    return PendingFile(number, f"{number}.jpg", FileStat(1, 1))


@given(
    count=st.integers(1, 200),
    limit=st.integers(1, 100),
    culprits=st.sets(st.integers(0, 199), max_size=3),
)
def test_every_culprit_is_found_and_every_other_file_done_once(
    count: int, limit: int, culprits: set[int]
) -> None:
    guard = CrashGuard(limit)
    fresh = [file(number) for number in range(count)]
    done: list[int] = []
    found: set[int] = set()
    while fresh or guard.waiting:
        group: list[PendingFile] = []
        while len(group) < guard.window:
            again = guard.next_again()
            if again is not None:
                group.append(again)
            elif not guard.suspects and fresh:
                group.append(fresh.pop(0))
            else:
                break
        assert group, "nothing is under way although files wait"
        if culprits & {one.id for one in group}:
            culprit = guard.died(group)
            if culprit is not None:
                found.add(culprit.id)
            assert not guard.is_hopeless
        else:
            for one in group:
                guard.finished(one.id)
                done.append(one.id)
    assert found == {number for number in culprits if number < count}
    assert sorted(done) == sorted(set(range(count)) - culprits)


def test_vectors_come_back_as_they_were_made(open_library: OpenLibrary) -> None:
    library = open_library()
    vectors = library._client.embed_texts(["red", "blue"])
    assert vectors.shape == (2, 49)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0])
