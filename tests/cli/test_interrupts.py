"""Ctrl+C, whenever it comes: no traceback, exit code 130. And scripts that fail with a library
open end by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from scenery import ROOT, SAMPLES

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
