"""Kills `photoclip index` in the middle, again and again: is anything lost?

    python benchmarks/reliability/kill.py --kills 200 --seed 1

The whole process group, the worker with it, is ended by SIGKILL after a random time, in a library
that takes in copies of the sample photos with the real worker. After each kill the catalog must be
whole, a star that was given before must still be there, and the next run goes on; at the end of
each library every file is taken in exactly once.

One line of a table: kills | survived | lost. The exit code is 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from photoclip import Library
from photoclip.catalog.format.integrity import check_file
from photoclip.core.models import FileState

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "sample-photos"
COPIES = 3
KILLS_A_LIBRARY = 10
LONGEST_S = 6.0


def fill(photos: Path) -> int:
    """Copies of the sample photos, each with a content of its own; how many."""
    count = 0
    for number in range(COPIES):
        folder = photos / f"card {number}"
        folder.mkdir(parents=True)
        for sample in sorted(SAMPLES.glob("*.jpg")):
            # Bytes behind the end of the picture make it another content.
            (folder / sample.name).write_bytes(sample.read_bytes() + bytes([number]))
            count += 1
    return count


def kill_once(library: Path, photos: Path, after_s: float) -> bool:
    """Begin to index, and end all of it after a while. False when it was through before."""
    words = [sys.executable, "-m", "photoclip", "--library", str(library), "index", str(photos)]
    running = subprocess.Popen(
        words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        running.wait(after_s)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def complaint(place: Path, starred: set[int]) -> str:
    """What is wrong with a library after a kill, or ""."""
    if not (place / "catalog.sqlite3").exists():
        return ""
    found = list(check_file(place / "catalog.sqlite3"))
    if found:
        return found[0]
    with Library.open(place) as library:
        kept = library._catalog.marks.get(sorted(starred))
        if any(not one.is_favourite for one in kept.values()) or len(kept) < len(starred):
            return "a star is gone"
        fresh = [int(one) for one in library.browse.ids() if one > 0][:3]
        if fresh:
            library.marks.set_favourite(fresh, True)
            starred.update(fresh)
    return ""


def finish(place: Path, photos: Path, count: int) -> str:
    """Go on to the end; what is missing or doubled then, or ""."""
    with Library.open(place) as library:
        library.index(photos)
        states = library._catalog.files.counts()
        with library._catalog.connections.reading() as connection:
            (without,) = connection.execute(
                "SELECT COUNT(*) FROM photos p WHERE NOT EXISTS"
                " (SELECT 1 FROM vectors WHERE photo_id = p.id)"
            ).fetchone()
    if states[FileState.READY] != count or without:
        return f"{states[FileState.READY]} of {count} files, {without} photos without a vector"
    return ""


def run(kills: int, seed: int) -> list[str]:
    """So many kills; what was lost, a sentence each."""
    chance, lost, done = random.Random(seed), [], 0
    while done < kills:
        place = Path(tempfile.mkdtemp(prefix="photoclip-kill-"))
        try:
            count, starred = fill(place / "photos"), set[int]()
            for _ in range(min(KILLS_A_LIBRARY, kills - done)):
                after_s = chance.uniform(0.1, LONGEST_S)
                if not kill_once(place / "library", place / "photos", after_s):
                    break
                done += 1
                said = complaint(place / "library", starred)
                if said:
                    lost.append(f"kill {done}: {said}")
            said = finish(place / "library", place / "photos", count)
            if said:
                lost.append(f"after kill {done}: {said}")
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return lost


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    started = time.monotonic()
    lost = run(chosen.kills, chosen.seed)
    for line in lost:
        print(line, file=sys.stderr)
    print("kills | survived | lost | seconds")
    survived = chosen.kills - len(lost)
    print(f"{chosen.kills} | {survived} | {len(lost)} | {time.monotonic() - started:.0f}")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
