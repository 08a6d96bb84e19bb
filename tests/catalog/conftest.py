from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from catalog_setup import SetClock

from photoclip.catalog.database import Catalog
from photoclip.core.models import Folder

NOBODY = 65534


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the catalog lies."""
    return tmp_path / "library" / "catalog.sqlite3"


@pytest.fixture
def open_catalog(place: Path, clock: SetClock) -> Iterator[Callable[..., Catalog]]:
    opened: list[Catalog] = []

    def open_it(path: Path | None = None, **options: object) -> Catalog:
        options.setdefault("clock", clock)
        catalog = Catalog.open(path or place, **options)
        opened.append(catalog)
        return catalog

    yield open_it
    for catalog in opened:
        catalog.close()


@pytest.fixture
def catalog(open_catalog: Callable[..., Catalog]) -> Catalog:
    return open_catalog()


@pytest.fixture
def folder(catalog: Catalog, tmp_path: Path) -> Folder:
    return catalog.folders.add(tmp_path / "photos")


@pytest.fixture
def shared_directory() -> Iterator[Path]:
    """A directory that another user can reach (those of pytest are closed to others)."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        directory.chmod(0o755)
        yield directory
        directory.chmod(0o755)


@pytest.fixture
def as_ordinary_user() -> Iterator[Callable[[], None]]:
    """Call it to go on without root's power to write everywhere."""
    is_root = os.name == "posix" and os.geteuid() == 0

    def become() -> None:
        if is_root:
            os.seteuid(NOBODY)

    yield become
    if is_root:
        os.seteuid(0)
