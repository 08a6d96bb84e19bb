"""Names that the tests share: where things lie, and what the common fixtures give."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from photoclip.app.library import Library

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "sample-photos"

Paint = Callable[..., Path]
OpenLibrary = Callable[..., Library]


def wait_until(is_true: Callable[[], object], timeout_s: float = 60.0) -> None:
    """Look again and again until something outside this process has happened."""
    pause = threading.Event()
    until = time.monotonic() + timeout_s
    while not is_true():
        assert time.monotonic() < until, "it did not happen in time"
        pause.wait(0.01)
