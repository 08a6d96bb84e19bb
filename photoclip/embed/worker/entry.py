"""Where the worker process begins, kept apart: the app never imports what the worker needs."""

from __future__ import annotations

from multiprocessing.connection import Connection

from photoclip.embed.worker.lifeline import end_with
from photoclip.embed.worker.messages import WorkerSetup


def run_worker(
    setup: WorkerSetup,
    bulk: Connection,
    queries: Connection,
    pictures: Connection,
    exports: Connection,
    life: Connection,
) -> None:
    """Import the worker in the child process alone, and serve. life: see ``lifeline``."""
    end_with(life)
    from photoclip.embed.worker.worker import serve

    serve(setup, bulk, queries, pictures, exports)
