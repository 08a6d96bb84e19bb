"""Short ways to fill a catalog, as a scan and a worker would."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from photoclip.catalog.database import Catalog
from photoclip.core.file_identity import FileStat
from photoclip.core.models import Folder, FoundFile, PhotoMetadata

DIM = 8
MODEL = "starter"
PICTURE = PhotoMetadata(64, 48, "PNG")


class SetClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 3, 5, 14, 3, 21, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


def content_hash(content: object) -> bytes:
    return hashlib.blake2b(repr(content).encode(), digest_size=16).digest()


def found(path: str, size: int = 100, modified_ns: int = 1, inode: int = 0) -> FoundFile:
    directory, _, name = path.rpartition("/")
    return FoundFile(directory, name, FileStat(size, modified_ns, inode))


def vector(seed: int) -> np.ndarray:
    values = np.random.default_rng(seed).normal(size=DIM).astype(np.float32)
    return values / np.linalg.norm(values)


def model_of(catalog: Catalog, key: str = MODEL) -> int:
    return catalog.models.id_of(key, DIM)


def enter(catalog: Catalog, folder: Folder, path: str, **stat: int) -> int:
    """A scan meets a file; its id."""
    file = found(path, **stat)
    catalog.files.add_pending(folder.id, [file])
    return catalog.files.listing(folder.id, file.directory)[file.name].id


def take_in(
    catalog: Catalog, folder: Folder, path: str, content: object = None, **stat: int
) -> int:
    """A scan meets a file and the worker embeds it; the photo's id."""
    file_id = enter(catalog, folder, path, **stat)
    key = content_hash(path if content is None else content)
    status = found(path, **stat).stat
    with catalog.transaction():
        photo_id = catalog.photos.store(key, status.size, PICTURE)
        catalog.vectors.put(model_of(catalog), [photo_id], vector(photo_id)[None])
        catalog.files.link(file_id, photo_id, status)
    return photo_id


def remove_below(catalog: Catalog, folder: Folder, directory: str = "") -> int:
    """A scan finds that a directory is gone with all below it; how many files were known."""
    gone = [
        known.id
        for one in catalog.files.directories(folder.id)
        if not directory or f"{one}/".startswith(f"{directory}/")
        for known in catalog.files.listing(folder.id, one).values()
    ]
    return catalog.files.remove(gone)


def photo_of(catalog: Catalog, file_id: int) -> int | None:
    """The photo that a file holds or held before it changed."""
    (row,) = run_sql(catalog, "SELECT photo_id FROM files WHERE id = ?", file_id)
    return row[0]


def run_sql(catalog: Catalog, sql: str, *values: object) -> list[tuple]:
    with catalog.connections.reading() as connection:
        return connection.execute(sql, values).fetchall()


def orphans(catalog: Catalog) -> set[int]:
    rows = run_sql(catalog, "SELECT id FROM photos WHERE orphaned_at IS NOT NULL")
    return {row[0] for row in rows}


def everything_in(directory: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in directory.iterdir() if one.is_file()}


def pending_paths(catalog: Catalog, **options: object) -> list[str]:
    options.setdefault("model_id", model_of(catalog))
    options.setdefault("limit", 100)
    return [one.path for one in catalog.files.pending(**options)]


def on_disk(*parts: str) -> str:
    return os.path.join(*parts)
