"""Copies of pictures, made in the worker beside its other work."""

from __future__ import annotations

import threading

from photoclip.core.errors import PictureError, WorkerError
from photoclip.core.files import ExportJob
from photoclip.core.models import Problem
from photoclip.core.wording import Message
from photoclip.embed.worker.client import WorkerClient
from photoclip.embed.worker.messages import ExportRequest, PictureExported

TRIES = 2


class WorkerExporter:
    """A ports.PictureExporter: one copy at a time, from any thread."""

    def __init__(self, client: WorkerClient) -> None:
        self._client = client
        self._lock = threading.Lock()

    def export(self, job: ExportJob) -> str:
        """Make one copy and return its path. A file that ends the worker twice is given up."""
        with self._lock:
            for _ in range(TRIES):
                answer = self._client.ask_for_copy(ExportRequest(job))
                if isinstance(answer, PictureExported):
                    return answer.path
                if answer is not None:
                    raise WorkerError(
                        Message(
                            "The worker gave an odd answer: {kind}.", kind=type(answer).__name__
                        )
                    )
        raise PictureError(
            Problem.CRASHED,
            "Reading this file makes the picture decoder crash.",
            "Export it at its original size, in its own format, with everything kept.",
        )
