"""Who goes first in the worker: what a person waits for, or the pictures."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from fakes import ColourModel
from scenery import Paint

from photoclip.core.models import FileStat, PendingFile
from photoclip.embed.worker import pipeline as module
from photoclip.embed.worker.messages import FileEmbedded, FileOutcome
from photoclip.embed.worker.niceness import IS_BY_THREAD
from photoclip.embed.worker.pipeline import Pipeline
from photoclip.embed.worker.preparing import FilePreparer
from photoclip.media.thumbnails import ThumbnailStore

PATIENCE_S = 20.0


@dataclass(frozen=True)
class SlowPictures(ColourModel):
    """Pictures take until somebody lets them go on."""

    embeds_texts_apart: bool = True
    began: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)
    niceness: list[int] = field(default_factory=list)

    def embed_pixels(self, pixels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        self.began.set()
        self.niceness.append(_niceness())
        assert self.may_end.wait(PATIENCE_S)
        return super().embed_pixels(pixels)

    def embed_texts(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.ones((len(texts), self.dim), np.float32)


def _niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@dataclass
class Line:
    """A production line that runs in a thread of this process."""

    model: SlowPictures
    pipeline: Pipeline
    outcomes: list[FileOutcome]
    arrived: threading.Semaphore


def line_of(model: SlowPictures, tmp_path: Path, nice: int = 0) -> Line:
    outcomes: list[FileOutcome] = []
    arrived = threading.Semaphore(0)

    def answer(outcome: FileOutcome) -> None:
        outcomes.append(outcome)
        arrived.release()

    preparer = FilePreparer(model.preprocess, ThumbnailStore(tmp_path / "thumbnails"), 64)
    made = Pipeline(model, preparer, answer, decode_threads=1, batch_size=4, nice=nice)
    threading.Thread(target=made.run, daemon=True).start()
    return Line(model, made, outcomes, arrived)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = line_of(SlowPictures(), tmp_path)
    yield made
    made.model.may_end.set()


def submit(line: Line, path: Path, number: int = 1) -> None:
    line.pipeline.submit(PendingFile(number, str(path), FileStat.of(path.stat())))


def test_a_text_does_not_wait_for_a_batch_of_pictures(line: Line, paint: Paint) -> None:
    submit(line, paint("rose.png"))
    assert line.model.began.wait(PATIENCE_S)

    found = line.pipeline.embed_texts(["a rose"], is_typed=True)

    assert found.shape == (1, line.model.dim)
    assert line.outcomes == [], "the pictures are still under way"
    line.model.may_end.set()
    assert line.arrived.acquire(timeout=PATIENCE_S)
    assert isinstance(line.outcomes[0], FileEmbedded)


def test_where_both_share_a_tower_the_text_has_its_turn_after_the_batch(
    tmp_path: Path, paint: Paint
) -> None:
    line = line_of(SlowPictures(embeds_texts_apart=False), tmp_path)
    submit(line, paint("rose.png"))
    assert line.model.began.wait(PATIENCE_S)
    done = threading.Event()

    def ask() -> None:
        line.pipeline.embed_texts(["a rose"], is_typed=False)
        done.set()

    threading.Thread(target=ask, daemon=True).start()
    assert not done.wait(0.05)
    line.model.may_end.set()
    assert done.wait(PATIENCE_S)


@pytest.mark.parametrize("is_typed", [True, False])
def test_only_typing_makes_the_pictures_rest(
    line: Line, is_typed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUIET_S", 1000.0)

    line.pipeline.embed_texts(["a rose"], is_typed=is_typed)

    assert line.pipeline.is_quiet is is_typed


@pytest.mark.skipif(sys.platform != "linux", reason="threads have a niceness of their own on Linux")
def test_the_pictures_give_way_and_the_text_does_not(tmp_path: Path, paint: Paint) -> None:
    assert IS_BY_THREAD
    before = _niceness()
    line = line_of(SlowPictures(), tmp_path, nice=before + 3)
    line.model.may_end.set()
    submit(line, paint("rose.png"))
    assert line.arrived.acquire(timeout=PATIENCE_S)

    assert line.model.niceness == [before + 3]
    assert _niceness() == before
