"""Spoilt inputs of every kind that PhotoClip reads: is anything but a plain sentence the answer?

    python benchmarks/reliability/fuzz.py --rounds 3000 --seed 1
    python benchmarks/reliability/fuzz.py --rounds 20000 --kinds pictures queries

Kinds: pictures (decoded as the worker does), folders (whole folders of spoilt pictures with good
ones among them, taken in by a library and its worker; then searched by), queries (parsed, and
searched for in a library), sidecars (read, and written to), albums (JSON that is imported), labels,
and models (the files of a model folder that say what it is). Each kind has a process of its own.

An input is lost when the process dies, when another error than a PhotoClipError comes through, when
what is said is no plain sentence, when it takes more than 20 seconds, when a file of the person is
no longer as it was, or when something good beside it is not taken in. A process that takes more
than 1.5 GB is lost too.

One line of a table a kind: kind | tried | taken in | refused | lost | slowest, s | most memory, MB.
The exit code is 1 when anything was lost; --keep FOLDER keeps the inputs.

It fails when the code is broken, which was tried: with ``decode`` that hands on what decoders
raise, half of the pictures are lost. What it found at first
is mended: entries of label files that are no object, messages that quote whole files or control
characters, and a search of 300,000 characters that took 37 s.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import fuzz_kinds
from fuzz_kinds import Lost

SILENT_S = 60.0
"""So long a process may try one input before it counts as hanging."""
SHOWN = 20


@dataclass
class Tally:
    """What became of the inputs of one kind."""

    taken: int = 0
    refused: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0
    lost: list[Lost] = field(default_factory=list)

    @property
    def tried(self) -> int:
        return self.taken + self.refused


def run(kind: str, rounds: int, seed: int, place: Path) -> Tally:
    """Try so many inputs of a kind in a child process, in an empty folder."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=fuzz_kinds.work, args=(kind, rounds, seed, place, theirs))
    child.start()
    theirs.close()
    try:
        return _listen(ours, place)
    finally:
        if child.is_alive():
            child.join(SILENT_S / 6)
        if child.is_alive():
            child.kill()
        child.join()
        ours.close()


def _listen(ours: Connection, place: Path) -> Tally:
    """Take account of what the child tells before and after each input."""
    tally, name = Tally(), "the beginning"
    while True:
        try:
            if not ours.poll(SILENT_S):
                return _ended(tally, name, "it hangs", place)
            told = ours.recv()
        except EOFError:
            return _ended(tally, name, "the process died", place)
        match told:
            case ("begin", str(name)):
                pass
            case ("done", int(taken), int(refused), float(seconds)):
                tally.taken += taken
                tally.refused += refused
                tally.slowest_s = max(tally.slowest_s, seconds)
            case ("lost", Lost() as lost):
                tally.lost.append(lost)
            case ("end", int(peak_mb)):
                tally.peak_mb = peak_mb
                if peak_mb > fuzz_kinds.MOST_MB:
                    tally.lost.append(Lost("all", f"the process took {peak_mb} MB", b""))
                return tally


def _ended(tally: Tally, name: str, what: str, place: Path) -> Tally:
    now, told = place / fuzz_kinds.NOW, place / fuzz_kinds.STDERR
    if told.exists():
        what = f"{what}: {told.read_text(errors='replace')[-1500:]}"
    tally.lost.append(Lost(name, what, now.read_bytes() if now.exists() else b""))
    return tally


def row_of(kind: str, tally: Tally) -> str:
    """The line of a table."""
    counts = (tally.tried, tally.taken, tally.refused, len(tally.lost))
    said = " | ".join(f"{one:,}" for one in counts)
    return f"{kind} | {said} | {tally.slowest_s:.1f} | {tally.peak_mb:,}"


def run_all(kinds: Collection[str], rounds: int, seed: int) -> Iterator[tuple[str, Tally]]:
    """Each kind with what became of it."""
    for kind in kinds:
        with tempfile.TemporaryDirectory() as place:
            yield kind, run(kind, rounds, seed, Path(place))


def main() -> int:
    """Parse, run, print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--kinds", nargs="+", choices=list(fuzz_kinds.KINDS), default=list(fuzz_kinds.KINDS)
    )
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    began, is_good = time.monotonic(), True
    print("kind | tried | taken in | refused | lost | slowest, s | most memory, MB")
    for kind, tally in run_all(chosen.kinds, chosen.rounds, chosen.seed):
        print(row_of(kind, tally), flush=True)
        for number, lost in enumerate(tally.lost):
            is_good = False
            if number < SHOWN:
                print(f"{kind}, {lost.name}: {lost.what}", file=sys.stderr)
            if chosen.keep is not None:
                chosen.keep.mkdir(parents=True, exist_ok=True)
                (chosen.keep / f"{kind}-{number}-{lost.name[:40]}").write_bytes(lost.data)
    print(f"{time.monotonic() - began:.0f} seconds", file=sys.stderr)
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
