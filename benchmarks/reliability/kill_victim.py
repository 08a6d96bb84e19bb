"""The program that ``kill.py`` kills: PhotoClip's own, which notes in a file what it is about.

    python kill_victim.py index|window LIBRARY PHOTOS PHASES

Every run backs the catalog up, which it would do once a day otherwise.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kill_phases import Phases, load

from photoclip.app import library as library_module
from photoclip.cli.main import run
from photoclip.embed.worker import client
from photoclip.embed.worker.messages import WorkerSetup
from photoclip.services.indexing.commits import CommitService
from photoclip.services.indexing.indexing import IndexingService


def note(noted: str) -> None:
    """Have the program and its worker note what they are about."""
    phases = Phases(Path(noted))
    phases.mark("scan", IndexingService, "_scan_slice")
    phases.mark("commit", CommitService, "commit", lambda *args: args[2])
    phases.mark("backup", library_module, "make_backup")
    phases.mark("close", library_module, "close_catalog")
    library_module.BACKUP_EVERY = timedelta(0)
    make = client.WorkerClient.__init__

    def make_noting(self: Any, setup: WorkerSetup, **options: Any) -> None:
        make(self, replace(setup, loader=partial(load, noted)), **options)

    client.WorkerClient.__init__ = make_noting  # type: ignore[method-assign]


def main() -> int:
    kind, library, photos, noted = sys.argv[1:]
    note(noted)
    if kind == "window":
        from photoclip.gui.app import run_window
        from photoclip.start import WindowRequest

        return run_window(WindowRequest(library=Path(library), folders=(Path(photos),)))
    sys.argv[1:] = ["--library", library, "index", photos]
    run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
