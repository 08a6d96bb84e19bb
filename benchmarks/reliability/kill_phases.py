"""Which phase of indexing a program is in, told to another process through a small file.

A file survives the kill of who wrote it: what stands in it then is where the program was.
"""

from __future__ import annotations

import contextlib
import functools
import mmap
import os
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from photoclip.embed.models.model import EmbeddingModel
from photoclip.embed.worker.messages import WorkerSetup

PHASES = ("model", "scan", "decode", "thumbnail", "embed", "commit", "backup", "close")
IN_WORKER = ("model", "decode", "thumbnail", "embed")
_PLACE = struct.Struct("<II")
_PID = struct.Struct("<I")
_WORKER_AT = len(PHASES) * _PLACE.size
SIZE = _WORKER_AT + _PID.size


class Phases:
    """For each phase how often it was begun, and how many are in it now; the worker's process.

    A phase belongs to one of the two processes, so each writes to places of its own.
    """

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), SIZE)
        self._lock = threading.Lock()

    @classmethod
    def new(cls, path: Path) -> Phases:
        """One in which nothing has begun."""
        path.write_bytes(bytes(SIZE))
        return cls(path)

    def read(self, phase: str) -> tuple[int, int]:
        """How often it was begun, and how many are in it now."""
        begun, inside = _PLACE.unpack_from(self._memory, PHASES.index(phase) * _PLACE.size)
        return begun, inside

    @property
    def inside(self) -> list[str]:
        """The phases that go on now, or did at the end."""
        return [one for one in PHASES if self.read(one)[1]]

    @property
    def worker(self) -> int:
        """The process id of the worker that was started last, 0 before."""
        (found,) = _PID.unpack_from(self._memory, _WORKER_AT)
        return int(found)

    @worker.setter
    def worker(self, process_id: int) -> None:
        _PID.pack_into(self._memory, _WORKER_AT, process_id)
        for phase in IN_WORKER:
            # A worker that was killed took what it was in with it.
            begun, _ = self.read(phase)
            _PLACE.pack_into(self._memory, PHASES.index(phase) * _PLACE.size, begun, 0)

    @contextlib.contextmanager
    def going_on(self, phase: str) -> Iterator[None]:
        """The phase goes on inside the block."""
        self._add(phase, 1, 1)
        try:
            yield
        finally:
            self._add(phase, 0, -1)

    def mark(
        self,
        phase: str,
        owner: Any,
        name: str,
        counts: Callable[..., object] = lambda *_args, **_names: True,
    ) -> None:
        """Note from now on when a function of a class or module runs.

        counts: whether a call does, by its arguments.
        """
        act = getattr(owner, name)

        @functools.wraps(act)
        def noted(*args: Any, **names: Any) -> Any:
            if not counts(*args, **names):
                return act(*args, **names)
            with self.going_on(phase):
                return act(*args, **names)

        setattr(owner, name, noted)

    def _add(self, phase: str, begun: int, inside: int) -> None:
        at = PHASES.index(phase) * _PLACE.size
        with self._lock:
            before = _PLACE.unpack_from(self._memory, at)
            _PLACE.pack_into(self._memory, at, before[0] + begun, before[1] + inside)


def load(noted: str, setup: WorkerSetup, report: Callable[[str], None]) -> EmbeddingModel:
    """In the worker: the model that the setup names; what the worker does is noted from now on."""
    from photoclip.embed.worker import pipeline, preparing, worker
    from photoclip.media.thumbnails import ThumbnailStore

    phases = Phases(Path(noted))
    phases.worker = os.getpid()
    phases.mark("decode", preparing, "decode")
    phases.mark("thumbnail", ThumbnailStore, "write")
    phases.mark("embed", pipeline.Pipeline, "_embed")
    with phases.going_on("model"):
        return worker.load_from_registry(setup, report)
