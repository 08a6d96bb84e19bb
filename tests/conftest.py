"""What all tests share: real pictures, real libraries, and a look for leftovers after each."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from drives import Drives
from fakes import load_colours
from hypothesis import HealthCheck, settings
from PIL import Image
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.embed.worker import process

# How fast examples are made and tried says something of the machine, nothing of the code.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Exported models: made once for all tests, never in the person's own cache."""
    chosen = os.environ.get("PHOTOCLIP_CACHE_DIR")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOCLIP_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def workers_begin_quickly() -> Iterator[None]:
    """Workers of libraries in this process are forked off a server that has imported what they
    need, which takes a third of a second less than a new interpreter each. The program itself,
    which many tests run, and those of ``tests/reliability`` spawn them as ever."""
    if not sys.platform.startswith("linux"):
        yield
        return
    multiprocessing.set_forkserver_preload(["photoclip.embed.worker.worker"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "CONTEXT", multiprocessing.get_context("forkserver"))
        yield


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """No thread and no child process outlives a test."""
    before = set(threading.enumerate())
    yield
    assert not multiprocessing.active_children(), "a worker outlived its test"
    left = [one for one in threading.enumerate() if one not in before and not one.daemon]
    assert not left, f"threads outlived their test: {left}"


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """An empty folder for photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def paint(photos: Path) -> Paint:
    """Makes a picture file of one colour; ``shade`` makes contents differ."""

    def make(
        name: str, colour: tuple[int, int, int] = (255, 0, 0), shade: int = 0, kind: str = "PNG"
    ) -> Path:
        path = photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.new("RGB", (64, 48), colour)
        picture.putpixel((0, 0), (shade % 256, shade // 256 % 256, 7))
        picture.save(path, kind)
        return path

    return make


@pytest.fixture
def open_library(tmp_path: Path) -> Iterator[OpenLibrary]:
    """Opens libraries in a temporary folder with the colour model, and closes them."""
    opened: list[Library] = []

    def open_it(folder: Path | None = None, **options: object) -> Library:
        options.setdefault("loader", load_colours)
        library = Library.open(folder or tmp_path / "library", **options)  # type: ignore[arg-type]
        opened.append(library)
        return library

    yield open_it
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: OpenLibrary) -> Library:
    """An empty library."""
    return open_library()


@pytest.fixture
def drives(tmp_path: Path) -> Iterator[Drives]:
    """Real mounts; the test is skipped where they are not permitted."""
    if sys.platform != "linux":
        pytest.skip("mounts are made in the way of Linux here")
    made = Drives(tmp_path)
    probe = tmp_path / "may-it-mount"
    try:
        made.mount(probe)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting file systems is not permitted to this user")
    made.unmount(probe)
    probe.rmdir()
    yield made
    made.unmount_all()
