"""Makes a library of any size without embedding anything: catalog rows, vectors, files, thumbnails.

    python benchmarks/synthetic_library.py FOLDER --count 100000 --files --thumbnails

FOLDER/library is opened by PhotoClip as any other (``photoclip --library FOLDER/library search …``
answers, with photos that mean nothing); FOLDER/photos holds tiny JPEGs that fit its rows, with
--files. Without --files the rows name files that do not exist, for measuring searches alone.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

from synthetic import FILES_A_FOLDER, write_tiny_photos
from synthetic_vectors import PhotoSpace

from photoclip import Library
from photoclip.app.opening import CATALOG_NAME
from photoclip.catalog.database import Catalog
from photoclip.core.file_identity import FileStat
from photoclip.core.models import CONTENT_HASH_BYTES, FoundFile, PhotoMetadata
from photoclip.media.thumbnails import ThumbnailStore
from photoclip.services.search.modelkeys import remember_model

ROWS_A_TRANSACTION = 4096
THUMBNAIL_KINDS = 64
FIRST_DAY = datetime(2004, 1, 1)


def make_library(
    folder: Path, count: int, *, files: bool = False, thumbnails: bool = False, seed: int = 0
) -> None:
    """A library of ``count`` photos in folder/library, with vectors of the starter model."""
    photos, place = folder / "photos", folder / "library"
    photos.mkdir(parents=True, exist_ok=True)
    if files:
        write_tiny_photos(photos, count, seed)
    with Library.open(place) as library:
        name, ready = library.settings.model, library.model()
    with Catalog.open(place / CATALOG_NAME) as catalog:
        model_id = remember_model(catalog, name, ready)
        folder_id = catalog.folders.add(photos).id
        space = PhotoSpace.make(count, ready.dim, seed)
        for start in range(0, count, ROWS_A_TRANSACTION):
            found = _found(photos, start, min(start + ROWS_A_TRANSACTION, count), files)
            vectors = space.photos(len(found), seed=start + 1).astype(np.float16)
            with catalog.transaction():
                catalog.files.add_pending(folder_id, found)
                pending = catalog.files.pending(len(found), model_id=model_id)
                ids = _enter(catalog, [(one.id, one.path, one.stat) for one in pending], seed)
                catalog.vectors.put(model_id, ids, vectors)
    if thumbnails:
        _write_thumbnails(ThumbnailStore(place / "cache" / "thumbnails"), count, seed)


def content_hash(seed: int, number: int) -> bytes:
    """A made-up content hash for photo ``number``, counted from 0."""
    return hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=CONTENT_HASH_BYTES).digest()


def _found(photos: Path, start: int, stop: int, files: bool) -> list[FoundFile]:
    """The rows' files, named as write_tiny_photos names them."""
    found = []
    for number in range(start, stop):
        directory, name = f"{number // FILES_A_FOLDER:05}", f"IMG_{number:07}.jpg"
        stat = FileStat(4_000_000, 1_700_000_000_000_000_000 + number, number + 1)
        if files:
            stat = FileStat.of((photos / directory / name).stat())
        found.append(FoundFile(directory, name, stat))
    return found


def _enter(catalog: Catalog, files: Sequence[tuple[int, str, FileStat]], seed: int) -> list[int]:
    """Photos for pending files, linked to them; their ids in the same order."""
    ids = []
    for file_id, path, stat in files:
        number = int(Path(path).stem.removeprefix("IMG_"))
        taken_at = FIRST_DAY + timedelta(minutes=97 * number)
        metadata = PhotoMetadata(4000, 3000, "JPEG", taken_at, "Synthetic Camera")
        photo_id = catalog.photos.store(content_hash(seed, number), stat.size, metadata)
        catalog.files.link(file_id, photo_id, stat)
        ids.append(photo_id)
    return ids


def _write_thumbnails(store: ThumbnailStore, count: int, seed: int) -> None:
    """Thumbnails of 512 pixels. A few dozen pictures take turns: encoding is what takes time.

    They are hard links, so that half a million of them fit on any disk.
    """
    kinds: list[Path] = []
    for number in range(count):
        path = store.path_for(content_hash(seed, number))
        if len(kinds) < THUMBNAIL_KINDS:
            store.write(content_hash(seed, number), _picture(number + seed), 512)
            kinds.append(path)
        elif not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.hardlink_to(kinds[number % THUMBNAIL_KINDS])


def _picture(seed: int) -> Image.Image:
    colours = np.random.default_rng(seed).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    return Image.fromarray(colours).resize((512, 384), Image.Resampling.BICUBIC)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--files", action="store_true", help="tiny JPEGs that fit the rows")
    parser.add_argument("--thumbnails", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    started = time.perf_counter()
    make_library(
        options.folder,
        options.count,
        files=options.files,
        thumbnails=options.thumbnails,
        seed=options.seed,
    )
    print(f"{options.count:,} photos in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
