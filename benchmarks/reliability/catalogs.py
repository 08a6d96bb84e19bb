"""Damages the catalog of a library in many ways, starts PhotoClip, and looks at what is left.

    python benchmarks/reliability/catalogs.py --rounds 480 --seed 1

A round survives when every start and every command gives an answer or one known sentence, the
library that is there at the end passes ``integrity_check`` and every other check, answers
``status()`` and a search, is no older than the newest backup that was whole, and no whole backup
is gone. One line of a table a kind of damage; the exit code is 1 when anything was lost.

It fails when the code is broken, which was tried: with ``integrity_check`` turned back into
``quick_check`` in ``catalog/format/integrity.py`` "index lacks rows" and "table lacks rows" are
lost, and with ``_loss`` in ``catalog/backups/backups.py`` that finds nothing, a part of "WAL".
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

import colours
from damages import DAMAGES, PAGE

from photoclip import Library, PhotoClipError
from photoclip.app.opening import BACKUPS_NAME, CATALOG_NAME
from photoclip.catalog.format.integrity import check_file
from photoclip.core.albums import AlbumKind

PHOTOS = 48
STARTS = 4
TEXT_SEARCH_EVERY = 6


@dataclass
class Tally:
    """What became of the rounds of one kind of damage."""

    tried: int = 0
    survived: int = 0
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Base:
    """A library to damage copies of. place: closed in peace. crashed: as a kill leaves it."""

    place: Path
    crashed: Path


def make_base(folder: Path) -> Base:
    """A library with photos, an album, marks, free pages, and two backups of two stages."""
    photos, place, crashed = folder / "photos", folder / "library", folder / "crashed"
    photos.mkdir(parents=True)
    for number in range(PHOTOS):
        colour = (number * 5 % 256, number * 37 % 256, 255 - number * 5 % 256)
        Image.new("RGB", (24, 16), colour).save(photos / f"{number:03d}.png")
    with Library.open(place, loader=colours.load) as library:
        library.index(photos)
        album = library.albums.create("Colours", AlbumKind.MANUAL)
        library.albums.add(album.id, library._catalog.photos.present_ids().tolist()[:9])
        catalog = library._catalog
        for stage in (1, 2):
            catalog.settings.set("stage", stage)
            library.back_up()
        catalog.settings.set("ballast", "x" * 40 * PAGE)
        catalog.settings.set("ballast", "")  # leaves free pages
        catalog.settings.set("stage", 3)
        for number in range(20):
            catalog.settings.set(f"late {number}", "x" * 3000)
        shutil.copytree(place, crashed)
    return Base(place, crashed)


def run(rounds: int, seed: int, folder: Path, kinds: list[str] | None = None) -> dict[str, Tally]:
    """Try ``rounds`` damages, kind after kind; what became of them."""
    base = make_base(folder)
    chosen = kinds or list(DAMAGES)
    tallies = {kind: Tally() for kind in chosen}
    for number in range(rounds):
        kind = chosen[number % len(chosen)]
        dice = Random(f"{seed} {number}")
        tally = tallies[kind]
        tally.tried += 1
        place = folder / "round"
        shutil.copytree(base.crashed if kind == "WAL" else base.place, place, symlinks=True)
        trouble = one_round(place, kind, dice, asks_worker=number % TEXT_SEARCH_EVERY == 0)
        if trouble is None:
            tally.survived += 1
        else:
            tally.lost.append(f"round {number}: {trouble}")
        shutil.rmtree(place)
    return tallies


def one_round(place: Path, kind: str, dice: Random, *, asks_worker: bool) -> str | None:
    """Damage, start, look; what was lost, None for nothing."""
    catalog, backups = place / CATALOG_NAME, place / BACKUPS_NAME
    floor = 2
    whole = {one.name: one.read_bytes() for one in sorted(backups.iterdir())}
    if dice.random() < 0.3:
        newest = max(backups.iterdir())
        DAMAGES["zeroed range"](newest, Random(0))
        if check_file(newest):
            floor = 1
            del whole[newest.name]
    DAMAGES[kind](catalog, dice)
    try:
        for _ in range(STARTS):
            if is_calm_start(place, asks_worker=asks_worker):
                break
        else:
            return "no start succeeds"
    except Exception as error:
        return f"an error that nobody foresaw: {type(error).__name__}: {error}"
    return _what_is_missing(catalog, backups, floor, whole)


def is_calm_start(place: Path, *, asks_worker: bool) -> bool:
    """Use the library; False where it refused with a sentence. Other errors come through."""
    try:
        with Library.open(place, loader=colours.load) as library:
            library.status()
            library.problems()
            library.folder_tree()
            library.albums.tree()
            for photo_id in library._catalog.photos.present_ids().tolist()[:2]:
                library.search_like_photo(photo_id)
            if asks_worker:
                library.search("red")
            library.back_up()
    except PhotoClipError:
        return False
    return True


def _what_is_missing(
    catalog: Path, backups: Path, floor: int, whole: dict[str, bytes]
) -> str | None:
    connection = sqlite3.connect(catalog)
    try:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        stages = connection.execute("SELECT value FROM settings WHERE key = 'stage'").fetchall()
        (photos,) = connection.execute("SELECT COUNT(*) FROM photos").fetchone()
    finally:
        connection.close()
    if verdict != "ok" or check_file(catalog):
        return f"the catalog is damaged at the end: {verdict}"
    stage = int(stages[0][0]) if stages else 0
    if stage < floor or photos < PHOTOS:
        return f"stage {stage} instead of {floor} or later, {photos} photos"
    # Making a backup may push out those beyond the two newest of a day, never the only whole one.
    left = [one for one in backups.iterdir() if not check_file(one)]
    if len(left) < 2:
        return f"{len(left)} whole backups are left"
    newest = max(whole, default="")
    if newest and not any(one.name >= newest for one in left):
        return f"the backup {newest} is gone"
    return None


def table_of(tallies: dict[str, Tally]) -> Iterator[str]:
    """The rows of a table: kind, tried, survived, lost."""
    yield "| damage | tried | survived | lost |"
    yield "|---|---:|---:|---:|"
    for kind, one in tallies.items():
        yield f"| {kind} | {one.tried} | {one.survived} | {len(one.lost)} |"
    tried = sum(one.tried for one in tallies.values())
    survived = sum(one.survived for one in tallies.values())
    yield f"| all | {tried} | {survived} | {tried - survived} |"


def main() -> int:
    """Run the campaign; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3 * len(DAMAGES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kind", action="append", choices=list(DAMAGES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tallies = run(options.rounds, options.seed, Path(folder), options.kind)
    print("\n".join(table_of(tallies)))
    lost = [f"{kind}, {one}" for kind, tally in tallies.items() for one in tally.lost]
    for one in lost:
        print(one, file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
