"""Kills PhotoClip while it takes photos in, again and again: is anything lost?

    python benchmarks/reliability/kill.py --kills 200 --seed 1

`photoclip index` and the window (offscreen) take in copies of the sample photos with the real
worker. SIGKILL ends the whole process group, the app alone, or the worker alone, each in every
phase of the work in turn: ``kill_phases.py`` tells when a phase begins, and the kill comes a moment
later, within it or soon after. After each kill the catalog and its newest backup must be whole,
nothing may have been restored, no photo may count as taken in without its vector, every star must
be there, and a worker whose app is gone must end within two seconds. Where the worker was killed,
the same run takes everything in. At the end of each library every file is taken in exactly once,
with a vector and a whole thumbnail. Every third library has no prepared model to begin with.

One line of a table: kills | survived | lost, and one with the phases that were cut off. The exit
code is 1 when anything was lost. It fails when the code is broken: with
``CommitService._store`` keeping each vector back until the next photo is stored, the short form of
the tests (three kills) tells of a file without a vector with each of three seeds. A commit whose
link and vector are transactions of their own was not met in 12 kills: the gap between the two is
far below a millisecond.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kill_phases import IN_WORKER, PHASES, Phases

from photoclip import Library
from photoclip.catalog.backups.backups import latest_backup
from photoclip.catalog.format.integrity import check_file
from photoclip.core.models import FileState

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "sample-photos"
VICTIM = Path(__file__).resolve().parent / "kill_victim.py"
PHOTOS_A_KILL = 24
KILLS_A_LIBRARY = 10
LIBRARIES_A_NEW_CACHE = 3
PATIENCE_S = 300.0
LIFELINE_S = 2.0
TRIES = 5
LOOK_S = 0.0002

LONGEST_S = {"model": 1.0, "scan": 0.1, "decode": 0.1, "thumbnail": 0.02, "embed": 0.2}
LONGEST_S |= {"commit": 0.005, "backup": 0.05, "close": 0.01}
"""How long after the beginning of a phase a kill comes at the latest; mostly it is sooner."""

NEW_MODEL_S = 20.0
"""The same for a model that is exported and measured first."""

LATEST = {"decode": 20, "thumbnail": 20, "embed": 3, "commit": 3}
"""How often a phase may have begun in a run before; others begin once."""


@dataclass(frozen=True)
class Kill:
    """program: index or window. target: all, app or worker. phase: in which it is meant to come."""

    program: str
    target: str
    phase: str


EVERY_KILL = [
    *(Kill("index", target, phase) for target in ("all", "app") for phase in PHASES),
    *(Kill("index", "worker", phase) for phase in IN_WORKER),
    # The window is never closed here.
    *(Kill("window", target, one) for target in ("all", "app") for one in PHASES if one != "close"),
]


@dataclass
class Campaign:
    """What came of it. lost: a sentence each. cut_off: kills by the phases that were going on."""

    kills: int = 0
    lost: list[str] = field(default_factory=list)
    cut_off: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)


class Victim:
    """One library that is killed again and again."""

    def __init__(self, place: Path, chance: random.Random, *, has_new_cache: bool) -> None:
        self.photos, self.library = place / "photos", place / "library"
        self._noted = place / "phases"
        self._environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self._chance = chance
        self._is_new = has_new_cache
        if has_new_cache:
            self._environment["PHOTOCLIP_CACHE_DIR"] = str(place / "cache")
        self._starred: set[int] = set()
        self._count = 0

    def kill(self, kill: Kill) -> tuple[list[str], str] | None:
        """Add photos, begin to take them in, and kill. The phases that were going on and what is
        wrong then, if anything; None where the phase never came."""
        self._fill()
        phases = Phases.new(self._noted)
        running = self._start(kill.program)
        try:
            if not self._wait_for(kill.phase, phases, running):
                return None
            inside = _end(running, kill.target, phases)
            if kill.target == "worker":
                code = running.wait(PATIENCE_S)
                return inside, f"exit code {code}" if code else self.end()
        finally:
            if phases.read("model")[0] and "model" not in phases.inside:
                self._is_new = False
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        if kill.target == "app" and not _has_ended(phases.worker):
            os.kill(phases.worker, signal.SIGKILL)
            return inside, "the worker outlived the app"
        return inside, self._complaint()

    def end(self) -> str:
        """Take in what is left; what is missing or doubled then, or ""."""
        Phases.new(self._noted)
        code = self._start("index").wait(PATIENCE_S)
        if code:
            return f"exit code {code} of the last run"
        with Library.open(self.library) as library:
            states = library._catalog.files.counts()
            hashes = library._catalog.albums.hashes(_photos(library))
            torn = [one for one in hashes.values() if not _is_whole(library, one)]
        ready = states[FileState.READY]
        if ready != self._count or len(hashes) != self._count:
            return f"{ready} of {self._count} files, {len(hashes)} photos"
        return f"{len(torn)} thumbnails are missing or torn" if torn else self._complaint()

    def _start(self, program: str) -> subprocess.Popen[bytes]:
        words = [program, str(self.library), str(self.photos), str(self._noted)]
        return subprocess.Popen(
            [sys.executable, str(VICTIM), *words],
            env=self._environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _fill(self) -> None:
        samples = sorted(SAMPLES.glob("*.jpg"))
        self.photos.mkdir(parents=True, exist_ok=True)
        for _ in range(PHOTOS_A_KILL):
            sample = samples[self._count % len(samples)]
            # Bytes behind the end of the picture make it another content.
            content = sample.read_bytes() + self._count.to_bytes(4, "big")
            (self.photos / f"{self._count}.jpg").write_bytes(content)
            self._count += 1

    def _wait_for(self, phase: str, phases: Phases, running: subprocess.Popen[bytes]) -> bool:
        """Wait until a phase has begun, and a moment longer. False when it did not."""
        times = self._chance.randint(1, LATEST.get(phase, 1))
        longest_s = LONGEST_S[phase]
        if phase == "model" and self._is_new:
            longest_s = NEW_MODEL_S
        until = time.monotonic() + PATIENCE_S
        while phases.read(phase)[0] < times:
            if running.poll() is not None or time.monotonic() > until:
                return False
            time.sleep(LOOK_S)
        time.sleep(longest_s * self._chance.random() ** 3)
        return running.poll() is None

    def _complaint(self) -> str:
        """What is wrong with the library now, or ""."""
        catalog = self.library / "catalog.sqlite3"
        if not catalog.exists():
            return ""
        backup = latest_backup(self.library / "backups")
        for file in (catalog, backup):
            found = [] if file is None else list(check_file(file))
            if found:
                return f"{file}: {found[0]}"
        with Library.open(self.library) as library:
            if library.restored:
                return library.restored
            return _without_vectors(library) or self._stars(library)

    def _stars(self, library: Library) -> str:
        kept = library._catalog.marks.get(sorted(self._starred))
        if any(not one.is_favourite for one in kept.values()) or len(kept) < len(self._starred):
            return "a star is gone"
        fresh = [one for one in _photos(library) if one not in self._starred][:3]
        if fresh:
            library.marks.set_favourite(fresh, True)
            self._starred.update(fresh)
        return ""


def _end(running: subprocess.Popen[bytes], target: str, phases: Phases) -> list[str]:
    """Kill, and say what was going on."""
    if target == "worker":
        if phases.worker:
            os.kill(phases.worker, signal.SIGKILL)
        return [one for one in phases.inside if one in IN_WORKER]
    if target == "all":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()
    return phases.inside


def _has_ended(process_id: int) -> bool:
    if not process_id:
        return True
    try:
        psutil.Process(process_id).wait(LIFELINE_S)
    except psutil.NoSuchProcess:
        return True
    except psutil.TimeoutExpired:
        return False
    return True


def _photos(library: Library) -> list[int]:
    # What is below zero stands for a heading.
    return [one for one in library.browse.ids().tolist() if one > 0]


def _without_vectors(library: Library) -> str:
    with library._catalog.connections.reading() as connection:
        (count,) = connection.execute(
            "SELECT COUNT(*) FROM files f WHERE f.photo_id IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM vectors WHERE photo_id = f.photo_id)"
        ).fetchone()
    return f"{count} files count as taken in and have no vector" if count else ""


def _is_whole(library: Library, content_hash: bytes) -> bool:
    data = library.thumbnails.read(content_hash)
    if data is None:
        return False
    try:
        Image.open(io.BytesIO(data)).load()
    except OSError:
        return False
    return True


def in_turn(chance: random.Random) -> Iterator[Kill]:
    """Every kind of kill in every phase, in another order each time."""
    while True:
        yield from chance.sample(EVERY_KILL, len(EVERY_KILL))


def run(plan: Sequence[Kill], seed: int, *, with_new_caches: bool = False) -> Campaign:
    """Kill as planned, a few times in each library. with_new_caches: sometimes without a prepared
    model, which takes a while."""
    chance, campaign = random.Random(seed), Campaign()
    waiting = list(reversed(plan))
    for number in itertools.count():
        if not waiting:
            return campaign
        place = Path(tempfile.mkdtemp(prefix="photoclip-kill-"))
        has_new_cache = with_new_caches and number % LIBRARIES_A_NEW_CACHE == 0
        victim = Victim(place, chance, has_new_cache=has_new_cache)
        try:
            for _ in range(min(KILLS_A_LIBRARY, len(waiting))):
                _one(victim, waiting.pop(), campaign)
            said = victim.end()
            if said:
                campaign.lost.append(f"after kill {campaign.kills}: {said}")
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return campaign


def _one(victim: Victim, kill: Kill, campaign: Campaign) -> None:
    # A run may be through before the kill comes.
    outcome = next(filter(None, (victim.kill(kill) for _ in range(TRIES))), None)
    campaign.kills += 1
    if outcome is None:
        campaign.lost.append(f"kill {campaign.kills}: {kill} could not be done")
        return
    inside, said = outcome
    campaign.cut_off.update(inside or ["between"])
    campaign.targets[f"{kill.program}: {kill.target}"] += 1
    if said:
        campaign.lost.append(f"kill {campaign.kills} ({kill}): {said}")


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    started = time.monotonic()
    plan = list(itertools.islice(in_turn(random.Random(chosen.seed)), chosen.kills))
    campaign = run(plan, chosen.seed, with_new_caches=True)
    for line in campaign.lost:
        print(line, file=sys.stderr)
    print("kills | survived | lost | seconds")
    survived = campaign.kills - len(campaign.lost)
    seconds = time.monotonic() - started
    print(f"{campaign.kills} | {survived} | {len(campaign.lost)} | {seconds:.0f}")
    for counts in (campaign.cut_off, campaign.targets):
        print(", ".join(f"{name} {count}" for name, count in counts.most_common()))
    return 1 if campaign.lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
