"""While a model is loaded, which may take minutes, nothing else has to wait for it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from fakes import load_and_hold
from scenery import OpenLibrary, Paint, wait_until

from photoclip.app.library import Library
from photoclip.core.errors import WorkerError
from photoclip.services.tasks import CancelToken

SOON_S = 2.0


@pytest.fixture
def waiting(open_library: OpenLibrary, photos: Path, paint: Paint) -> Library:
    """A library with a new photo, and a model that never comes."""
    paint("rose.png")
    library = open_library(loader=load_and_hold)
    library.add_folder(photos)
    return library


def test_indexing_is_cancelled_though_a_search_waits_for_the_model_too(waiting: Library) -> None:
    refused: list[Exception] = []

    def ask() -> None:
        try:
            waiting.model()
        except WorkerError as error:
            refused.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    wait_until(waiting.worker_process_id)
    token = CancelToken()
    threading.Timer(0.5, token.cancel).start()
    began = time.monotonic()
    report = waiting.index(token=token)
    took_s = time.monotonic() - began

    assert (report.was_cancelled, report.found, report.remaining) == (True, 1, 1)
    assert 0.5 <= took_s < 0.5 + SOON_S
    assert asking.is_alive(), "nobody took the model from who still wants it"
    waiting.close()
    asking.join(SOON_S)
    assert len(refused) == 1


def test_a_folder_is_removed_while_background_work_waits_for_the_model(
    waiting: Library, photos: Path
) -> None:
    waiting.background.start()
    wait_until(waiting.worker_process_id)
    began = time.monotonic()
    waiting.remove_folder(photos)
    assert time.monotonic() - began < SOON_S
    assert waiting.folders() == []
