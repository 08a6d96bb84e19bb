"""Ctrl+C, whenever it comes: no traceback, exit code 130. And scripts that fail with a library
open end by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from fakes import load_colours
from PIL import Image
from scenery import ROOT, SAMPLES, wait_until

from photoclip import Library
from photoclip.core.albums import AlbumKind

COMMANDS = {"index": ("index", str(SAMPLES)), "search": ("search", "lemon")}


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's")
@pytest.mark.parametrize("pauses_s", [(0.1, 0.02), (0.3, 0.3), (0.7, 0.1), (1.2, 0.6), (1.9, 0.1)])
@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_twice_is_an_end_without_a_traceback(
    tmp_path: Path, name: str, pauses_s: tuple[float, float]
) -> None:
    words = [sys.executable, "-m", "photoclip", "--library", str(tmp_path / "library")]
    with subprocess.Popen(
        [*words, *COMMANDS[name]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        for pause_s in pauses_s:
            # When it comes is the point: the program is somewhere in its start, or at work.
            threading.Event().wait(pause_s)
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert "Traceback" not in err + out
    assert "KeyboardInterrupt" not in err + out
    # A search in a new library may be over before.
    assert running.returncode in ((130,) if name == "index" else (130, 1)), err


WITH_A_SLOW_MODEL = """
import sys
from dataclasses import replace
sys.path.insert(0, {tests!r})
from fakes import load_and_tell
from photoclip.embed.worker.client import WorkerClient
make = WorkerClient.__init__
def make_slow(client, setup, **options):
    make(client, replace(setup, loader=load_and_tell), **options)
WorkerClient.__init__ = make_slow
# The files of the starter say nothing of the model that is loaded here.
from photoclip.services.models import ModelService
ModelService.keys = lambda self: None
from photoclip.cli.main import run
run()
"""

WAITING = {
    "index": ("index",),
    "index a folder": ("index", "PHOTOS"),
    "search": ("search", "lemon"),
    "search by a picture": ("search", "--like", "PHOTOS/0.png"),
    "doctor": ("doctor",),
    "tag": ("tag",),
    "evaluate": ("evaluate", "--pictures", "PHOTOS"),
    "zeroshot": ("zeroshot", "--pictures", "LABELLED"),
    "an album of words": ("albums", "show", "Lemons"),
    "an album that learns": ("albums", "review", "Lemons"),
}
"""Every way to wait for the model on the shell."""

SOON_S = 2.0


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of a few photos, one of them new, and an album of words."""
    place = tmp_path_factory.mktemp("known")
    labelled = place / "labelled" / "lemon"
    for folder in (place / "photos", labelled):
        folder.mkdir(parents=True)
        for number in range(3):
            Image.new("RGB", (40, 30), (255, 80 * number, 0)).save(folder / f"{number}.png")
    with Library.open(place / "library", loader=load_colours) as library:
        library.index(place / "photos")
        library.albums.create("Lemons", AlbumKind.AUTO, query="lemon")
    Image.new("RGB", (40, 30), (0, 0, 255)).save(place / "photos" / "new.png")
    return place


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's")
@pytest.mark.parametrize("name", WAITING)
def test_one_ctrl_c_is_enough_while_the_model_is_prepared(
    known: Path, tmp_path: Path, name: str
) -> None:
    script = WITH_A_SLOW_MODEL.format(tests=str(ROOT / "tests"))
    places = {"PHOTOS": str(known / "photos"), "LABELLED": str(known / "labelled")}
    words = ["--library", str(known / "library"), *WAITING[name]]
    for short, place in places.items():
        words = [one.replace(short, place) for one in words]
    loading = tmp_path / "loading"
    with subprocess.Popen(
        [sys.executable, "-c", script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A cache of its own: where another test embedded all labels, tagging loads no model.
        env={
            **os.environ,
            "LOADING": str(loading),
            "PHOTOCLIP_CACHE_DIR": str(tmp_path / "cache"),
        },
    ) as running:
        wait_until(lambda: loading.exists() and loading.read_text().endswith("\n"), 30.0)
        assert running.poll() is None, "it does not wait for the model"
        worker = psutil.Process(int(loading.read_text()))
        pressed = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=30)
        took_s = time.monotonic() - pressed
    assert running.returncode == 130, err
    assert took_s < SOON_S
    assert "Traceback" not in err + out
    if name.startswith("index"):
        assert "Stopping; what is done is kept." in err
        assert "Stopped with 1 still to do; run the command again to go on." in out
    # Its exit is waited for by whoever inherited it, where the command was ended at once.
    gone, alive = psutil.wait_procs([worker], timeout=SOON_S)
    assert gone, alive


SCRIPT = """
import sys
sys.path.insert(0, {tests!r})
from fakes import load_colours
from photoclip.app.library import Library
library = Library.open({folder!r}, loader=load_colours)
library.add_folder({photos!r})
library.background.start()
library.model()
raise RuntimeError("a slip in a script")
"""


def test_a_script_that_fails_with_a_library_open_ends(tmp_path: Path) -> None:
    photos, place = tmp_path / "photos", tmp_path / "library"
    photos.mkdir()
    script = SCRIPT.format(tests=str(ROOT / "tests"), folder=str(place), photos=str(photos))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("RuntimeError: a slip in a script")
    assert (place / "catalog.sqlite3.seal").read_text() != "in use", "it was closed in peace"
