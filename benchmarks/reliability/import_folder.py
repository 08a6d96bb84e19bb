"""Import is renamed Trip, and a new card with the same file names goes into a new Import.

    python benchmarks/reliability/import_folder.py --sizes 3 150 5000
    python benchmarks/reliability/import_folder.py --sizes 50000 --cases plain

Each case begins with a folder Import in the library, every photo of which is a favourite and has a
rating and a place in an album. Then the folders are changed, mostly while PhotoClip is closed, and
the next start indexes them. Each photo of the first card must have its marks and its place where
it lies now, and nothing else may have any, but for files that hold the very same content.

One line of a table for each case and size: case | files | stars kept | album places kept | wrong |
seconds. Wrong: files with a mark or a place that is not theirs, and files that the library does not
know. Seconds: what the last look took. The exit code is 1 when something is lost or wrong.

It fails when the code is broken, which was tried: with ``Recognition._find`` giving None and
``Succession._is_successor`` saying yes to every name, the new Import has the marks in every case
but the circle; with ``Recognition._enter`` that asks for an inode only where the place was empty,
and ``_compare`` that passes over what was only touched, all of "folders in a circle" is lost and
wrong. Neither half of the first is enough, since inode and content guard the marks both.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import colours

from photoclip import Library
from photoclip.core.albums import AlbumKind
from photoclip.core.events import Activity, DirectoriesScanned, Event

SIZES = (3, 150, 5000)
SIDE = 32
NOON = 1_600_000_000_000_000_000
SECOND = 1_000_000_000
SETTLED_S = 600.0
SHOWN = 10
ALBUM = "Best"
COMPOSED, DECOMPOSED = "\u00c9t\u00e9 \ud55c", "E\u0301te\u0301 \u1112\u1161\u11ab"

_HEADER = (
    b"BM"
    + (54 + 3 * SIDE * SIDE).to_bytes(4, "little")
    + bytes(4)
    + b"".join(one.to_bytes(4, "little") for one in (54, 40, SIDE, SIDE))
    + b"\1\0\x18\0"
    + bytes(24)
)
"""Of a BMP file of SIDE x SIDE pixels of 24 bits."""


def picture(scene: str, version: str) -> bytes:
    """A BMP file. Those of one scene look alike, the version tells them apart."""
    small = np.frombuffer(hashlib.shake_128(scene.encode()).digest(48), np.uint8)
    pixels = np.kron(small.reshape(4, 4, 3), np.ones((8, 8, 1), np.uint8))
    tells = hashlib.shake_128(f"{scene} {version}".encode()).digest(12)
    pixels[:2, :2] = np.frombuffer(tells, np.uint8).reshape(2, 2, 3)
    return _HEADER + pixels.tobytes()


def name_of(number: int) -> str:
    """As cameras name their files, over and over the same."""
    return f"IMG_{number:05}.bmp"


@dataclass
class Result:
    """What a case came to. lost, wrong: what went wrong, in words."""

    files: int = 0
    expected: int = 0
    stars: int = 0
    places: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.wrong


class Scene:
    """A library, its photos, and which photo of the first card should lie where."""

    def __init__(self, place: Path, count: int) -> None:
        self.root = place / "photos"
        self.root.mkdir(parents=True)
        self.count = count
        self.library_place = place / "library"
        self.library = Library.open(self.library_place, loader=colours.load)
        self._is_open = True
        self.expected: dict[str, int] = {}
        """By path in the folder: the number of the photo of the first card that lies there."""
        self.others: set[str] = set()
        """Paths of files that have nothing of the first card."""

    def close(self) -> None:
        if self._is_open:
            self.library.close()
        self._is_open = False

    def start(self) -> float:
        """Open the library where it is closed, and index; what the looking took, in seconds."""
        if not self._is_open:
            self.library = Library.open(self.library_place, loader=colours.load)
            self._is_open = True
        began = time.monotonic()
        self.library.index(self.root)
        return time.monotonic() - began

    def card(
        self,
        folder: str,
        card: str,
        *,
        name: Callable[[int], str] = name_of,
        later_ns: int = 0,
        is_alike: bool = False,
    ) -> None:
        """Put a card into a folder. is_alike: each looks as the first card's of its name does."""
        (self.root / folder).mkdir()
        for number in range(self.count):
            scene = f"scene {number}" if is_alike else f"{card} {number}"
            path = f"{folder}/{name(number)}"
            self.write(path, picture(scene, card), number, later_ns)
            self.others.add(path)

    def write(self, path: str, data: bytes, number: int, later_ns: int = 0) -> None:
        """A file with a time as the camera gives it, a whole second."""
        (self.root / path).write_bytes(data)
        moment = NOON + number // 2 * 2 * SECOND + later_ns
        os.utime(self.root / path, ns=(moment, moment))

    def first_card(self, folder: str, *, name: Callable[[int], str] = name_of) -> None:
        """The card that gets all marks."""
        self.card(folder, "first", name=name, is_alike=True)
        for number in range(self.count):
            path = f"{folder}/{name(number)}"
            self.others.discard(path)
            self.expected[path] = number

    def mark(self) -> None:
        """Take everything in, and give every photo of the first card its marks and its place."""
        self.start()
        ids = [self.photo_at(one) for one in sorted(self.expected, key=self._back_to_front)]
        known = [one for one in ids if one is not None]
        assert len(known) == self.count, "a photo of the first card was not taken in"
        self.library.marks.set_favourite(known, True)
        for rating in range(1, 6):
            rated = [known[-1 - n] for n in range(self.count) if rating_of(n) == rating]
            if rated:
                self.library.marks.set_rating(rated, rating)
        # From the last to the first, which no other order gives by chance.
        album = self.library.albums.create(ALBUM, AlbumKind.MANUAL)
        self.library.albums.add(album.id, known)

    def _back_to_front(self, path: str) -> int:
        return -self.expected[path]

    def photo_at(self, path: str) -> int | None:
        return self.library._catalog.photos.at_path(self.root / path)

    def rename_folder(self, source: str, target: str) -> None:
        os.rename(self.root / source, self.root / target)
        before = source + "/"
        for path in [one for one in self.expected if one.startswith(before)]:
            self.expected[target + path[len(source) :]] = self.expected.pop(path)
        for path in [one for one in self.others if one.startswith(before)]:
            self.others.remove(path)
            self.others.add(target + path[len(source) :])

    def rename_file(self, source: str, target: str) -> None:
        os.rename(self.root / source, self.root / target)
        self.expected[target] = self.expected.pop(source)

    def is_told_apart(self, one: str, other: str) -> bool:
        """Whether the file system here takes two names for two, not for one spelt otherwise."""
        (self.root / one).touch()
        is_other = not (self.root / other).exists()
        (self.root / one).unlink()
        return is_other

    def judge(self, seconds: float) -> Result:
        """Compare what every file has with what it should have."""
        result = Result(len(self.expected) + len(self.others), len(self.expected), seconds=seconds)
        photos = {path: self.photo_at(path) for path in (*self.expected, *self.others)}
        marks = self.library._catalog.marks.get([one for one in photos.values() if one is not None])
        album = next(one for one in self.library.albums.tree() if one.name == ALBUM)
        order = self.library.albums.content(album.id).photo_ids.tolist()
        places = {photo_id: place for place, photo_id in enumerate(order)}
        if len(order) != self.count:
            result.wrong.append(f"the album holds {len(order)} photos instead of {self.count}")
        for path, photo_id in sorted(photos.items()):
            if photo_id is None:
                result.wrong.append(f"{path} is not in the library")
                continue
            own = marks.get(photo_id)
            has = (own.is_favourite, own.rating) if own is not None else (False, 0)
            number = self.expected.get(path)
            if number is None:
                if has != (False, 0) or photo_id in places:
                    result.wrong.append(f"{path} has {has}, place {places.get(photo_id)}")
                continue
            is_starred = has == (True, rating_of(number))
            is_placed = places.get(photo_id) == self.count - 1 - number
            result.stars += is_starred
            result.places += is_placed
            if not (is_starred and is_placed):
                result.lost.append(f"{path} has {has}, place {places.get(photo_id)}")
        return result


def rating_of(number: int) -> int:
    """Which rating a photo of the first card has, 1 to 5."""
    return number % 5 + 1


def plain(scene: Scene) -> float:
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second", later_ns=3600 * SECOND)
    return scene.start()


def same_sizes_and_times(scene: Scene) -> float:
    """The new files look alike too, so nothing but the content tells them apart."""
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second", is_alike=True)
    return scene.start()


def two_cards(scene: Scene) -> float:
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second")
    scene.rename_folder("Import", "Trip 2")
    scene.card("Import", "third")
    return scene.start()


def two_cards_with_a_start(scene: Scene) -> float:
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second")
    scene.start()
    scene.close()
    scene.rename_folder("Import", "Trip 2")
    scene.card("Import", "third")
    return scene.start()


def circle(scene: Scene) -> float:
    """Three folders with the same file names, each of which gets the name of the next."""
    scene.first_card("Import")
    scene.card("Trip", "second")
    scene.card("Old", "third")
    scene.mark()
    scene.close()
    scene.rename_folder("Old", "aside")
    scene.rename_folder("Trip", "Old")
    scene.rename_folder("Import", "Trip")
    scene.rename_folder("aside", "Import")
    return scene.start()


def watched(scene: Scene) -> float:
    """While PhotoClip runs and watches, with pictures that look like those before."""
    scene.first_card("Import")
    scene.mark()
    library = scene.library
    scans: list[Event] = []
    library.events.subscribe(
        lambda event: scans.append(event) if isinstance(event, DirectoriesScanned) else None
    )
    library.background.start()
    until = time.monotonic() + SETTLED_S
    _wait(lambda: scans and library.background.activity is Activity.IDLE, until)
    began = time.monotonic()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second", is_alike=True)
    _wait(lambda: _is_all_in(scene), until)
    seconds = time.monotonic() - began
    scene.close()
    scene.start()
    return seconds


def partly_the_same(scene: Scene) -> float:
    """A third of the new card is of the first card, another third too, under other names."""
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "Trip")
    scene.card("Import", "second")
    for number in range(scene.count):
        of_first = {0: number, 1: (number + 1) % scene.count}.get(number % 3)
        if of_first is not None:
            path = f"Import/{name_of(number)}"
            scene.write(path, picture(f"scene {of_first}", "first"), number)
            scene.others.remove(path)
            scene.expected[path] = of_first
    return scene.start()


def other_case(scene: Scene) -> float:
    """Folder and files are renamed in nothing but upper and lower case."""
    scene.first_card("Import")
    scene.mark()
    scene.close()
    scene.rename_folder("Import", "import")
    for path in list(scene.expected):
        folder, _, name = path.partition("/")
        scene.rename_file(path, f"{folder}/{name.swapcase()}")
    if scene.is_told_apart("a", "A"):
        scene.card("Import", "second")
        # And the old names beside the new ones.
        for number in range(scene.count):
            path = f"import/{name_of(number)}"
            scene.write(path, picture(f"third {number}", "third"), number)
            scene.others.add(path)
    return scene.start()


def other_form(scene: Scene) -> float:
    """Names in the composed form of Unicode become names in the decomposed one."""
    scene.first_card(f"Import {COMPOSED}", name=lambda number: f"{COMPOSED} {name_of(number)}")
    scene.mark()
    scene.close()
    scene.rename_folder(f"Import {COMPOSED}", f"Import {DECOMPOSED}")
    for path in list(scene.expected):
        scene.rename_file(path, path.replace(COMPOSED, DECOMPOSED))
    if scene.is_told_apart(COMPOSED, DECOMPOSED):
        named = lambda number: f"{COMPOSED} {name_of(number)}"  # noqa: E731
        scene.card(f"Import {COMPOSED}", "second", name=named)
        for number in range(scene.count):
            path = f"Import {DECOMPOSED}/{named(number)}"
            scene.write(path, picture(f"third {number}", "third"), number)
            scene.others.add(path)
    return scene.start()


CASES: dict[str, Callable[[Scene], float]] = {
    "plain": plain,
    "same sizes and times": same_sizes_and_times,
    "two cards in a row": two_cards,
    "two cards, a start between": two_cards_with_a_start,
    "folders in a circle": circle,
    "renamed while watching": watched,
    "partly the same": partly_the_same,
    "upper and lower case": other_case,
    "Unicode composed and decomposed": other_form,
}


def _is_all_in(scene: Scene) -> bool:
    status = scene.library.status()
    paths = (*scene.expected, *scene.others)
    is_busy = scene.library.background.activity is not Activity.IDLE
    if is_busy or status.waiting or sum(status.files.values()) != len(paths):
        return False
    return all(scene.photo_at(one) is not None for one in paths)


def _wait(is_true: Callable[[], object], until: float) -> None:
    while not is_true():
        if time.monotonic() > until:
            return  # what is missing is told by the comparison
        time.sleep(0.2)


def run(place: Path, case: str, count: int) -> Result:
    """Play one case with so many files on a card, in a folder that is not there yet."""
    scene = Scene(place, count)
    try:
        return scene.judge(CASES[case](scene))
    finally:
        scene.close()


def row_of(case: str, result: Result) -> str:
    """The line of a table."""
    kept = f"{result.stars:,} of {result.expected:,} | {result.places:,} of {result.expected:,}"
    return f"{case} | {result.files:,} | {kept} | {len(result.wrong)} | {result.seconds:.1f}"


def run_all(cases: Collection[str], sizes: Iterable[int]) -> bool:
    """Play and print; whether nothing was lost or wrong."""
    print("case | files | stars kept | album places kept | wrong | seconds")
    is_good = True
    for count in sizes:
        for case in cases:
            with tempfile.TemporaryDirectory() as place:
                result = run(Path(place) / "case", case, count)
            print(row_of(case, result), flush=True)
            for line in (*result.lost[:SHOWN], *result.wrong[:SHOWN]):
                print(f"{case}: {line}", file=sys.stderr)
            is_good = is_good and result.is_good
    return is_good


def main() -> int:
    """Parse, run; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--cases", nargs="+", choices=list(CASES), default=list(CASES))
    chosen = parser.parse_args()
    return 0 if run_all(chosen.cases, chosen.sizes) else 1


if __name__ == "__main__":
    raise SystemExit(main())
