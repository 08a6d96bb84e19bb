"""The application without the extra “torch”: everything that the starter can do, with it blocked.

The packages are hidden from every process, the worker's too, as if they had never been installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scenery import SAMPLES

from photoclip.embed.models.extra import TORCH_PACKAGES

HIDDEN = (*TORCH_PACKAGES, "safetensors", "triton", "nvidia")

HIDE = f"""
import sys
from importlib.abc import MetaPathFinder


class Hidden(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {HIDDEN!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)


sys.meta_path.insert(0, Hidden())
"""

WINDOW = """
import sys
from PySide6.QtCore import QTimer
from photoclip import gui
from photoclip.gui import app
from photoclip.start import WindowRequest

def look(self=app.QApplication):
    shown = [one for one in app.QApplication.topLevelWidgets() if one.isVisible()]
    print("shown", bool(shown), flush=True)
    app.QApplication.quit()

original = app.QApplication.exec
def run(*_):
    QTimer.singleShot(1500, look)
    return original()
app.QApplication.exec = run
sys.exit(app.run_window(WindowRequest(library=None)))
"""


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a program that has none of the packages."""
    place = tmp_path_factory.mktemp("light")
    (place / "sitecustomize.py").write_text(HIDE)
    (place / "home").mkdir()
    return {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "PYTHONPATH": os.pathsep.join((str(place), os.environ.get("PYTHONPATH", ""))),
        "HOME": str(place / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    for path in sorted(SAMPLES.glob("*.jpg"))[::4]:
        shutil.copy(path, folder)
    return folder


def photoclip(light: dict[str, str], *words: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "photoclip", *words], env=light, capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def indexed(light: dict[str, str], photos: Path) -> dict[str, str]:
    photoclip(light, "index", str(photos))
    return light


def test_the_packages_are_hidden(light: dict[str, str]) -> None:
    for name in HIDDEN:
        done = subprocess.run(
            [sys.executable, "-c", f"import {name}"], env=light, capture_output=True, text=True
        )
        assert "ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize(
    ("query", "found"),
    [("an airplane", "caltech101-airplanes.jpg"), ("비행기", "caltech101-airplanes.jpg")],
)
def test_photos_are_found_in_both_languages(
    indexed: dict[str, str], query: str, found: str
) -> None:
    results = json.loads(photoclip(indexed, "search", query, "--json"))
    assert Path(results["results"][0]["path"]).name == found
    assert results["verdict"] == "found"


def test_tags_and_albums_fill_themselves(indexed: dict[str, str]) -> None:
    assert "leopard" in photoclip(indexed, "tags", "list")
    photoclip(indexed, "albums", "create", "Flying", "--query", "airplane")
    assert "caltech101-airplanes.jpg" in photoclip(indexed, "albums", "show", "Flying")


def test_doctor_says_what_is_missing_and_that_all_is_well(indexed: dict[str, str]) -> None:
    told = photoclip(indexed, "doctor")
    assert "ok    Torch: not installed" in told
    assert "photoclip[torch]" in told
    assert "ONNX Runtime on the CPU" in told


def test_a_model_without_graphs_says_what_it_needs(
    light: dict[str, str], photos: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "photoclip", "--library", str(tmp_path / "library")),
            *("--model", "random:ViT-B-32", "index", str(photos)),
        ],
        env=light,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "needs packages that are not installed: torch" in done.stderr
    assert "pip install “photoclip[torch]”" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_window_opens(indexed: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WINDOW], env=indexed, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, "shown True"), done.stderr
