"""Renames, swaps, copies, edits and card imports: is every mark on the photo that it was given to?

    python benchmarks/reliability/marks.py --deeds 1000 --seed 1

Random deeds are done to a folder of pictures, as people and other programs do them, while a shadow
keeps account of which content is starred by the rule of
``services/identity/succession.py``. After every few deeds the folder is indexed, in half of the
rounds as a watch does it (each directory by itself), otherwise as after a start. Then each file
must have a star if the shadow says so and no star otherwise. All pictures are of the same size in
bytes and most of the same time, so that nothing but what a file is tells it from another.

One line of a table: deeds | looks at a file | lost | on a wrong photo. The exit code is 1 when
either is not 0. It fails when the code is broken: with ``Recognition._find`` giving None, or with
``Succession._is_successor`` saying yes to every name, marks are on wrong photos within 40 deeds;
with ``leave_former`` doing nothing, a former content that comes back has lost its star.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

import colours

from photoclip import Library
from photoclip.core.models import IndexReport

FOLDERS = ("Import", "Trip", "Trip/best", "Album")
NAMES = tuple(f"IMG_{number:04}.bmp" for number in range(1, 7))
NOON = 1_600_000_000_000_000_000
SHOWN = 20


@dataclass(frozen=True)
class Picture:
    """What is in a file. scene: pictures of one scene look alike; version: tells edits apart."""

    scene: int
    version: int

    def draw(self, path: Path) -> None:
        """Write it into a file, into the one that is there if there is one."""
        chance = np.random.default_rng(self.scene)
        small = chance.integers(0, 256, (4, 4, 3), np.uint8)
        pixels = np.kron(small, np.ones((8, 8, 1), np.uint8))
        # Small enough that it looks the same, large enough that it is not taken for the same.
        tells = np.random.default_rng(10**6 + self.version)
        pixels[:2, :2] = tells.integers(0, 256, (2, 2, 3), np.uint8)
        Image.fromarray(pixels).save(path)


@dataclass
class File:
    """One file, wherever it lies. seen: what was in it when it was last indexed."""

    now: Picture
    seen: Picture | None = None


@dataclass
class Shadow:
    """What should be: files by path, and which contents have a star.

    named: by path, what lay there since the last look and the file that did, to judge by names.
    """

    files: dict[str, File] = field(default_factory=dict)
    starred: set[Picture] = field(default_factory=set)
    known: set[Picture] = field(default_factory=set)
    last: dict[str, tuple[File, Picture]] = field(default_factory=dict)

    def look(self, is_watched: bool) -> None:
        """An index run: what the rule makes of all that happened since the last one."""
        old_stars = set(self.starred)
        there = {id(one) for one in self.files.values()}
        for path, file in self.files.items():
            fresh = file.now not in self.known
            if file.seen is not None and file.seen != file.now and fresh:
                # The very same file was written to.
                self._pass_on(file.seen, file.now, old_stars)
            elif file.seen is None and fresh and path in self.last:
                former, content = self.last[path]
                is_alike = content.scene == file.now.scene
                if is_watched and is_alike and id(former) not in there:
                    self._pass_on(content, file.now, old_stars)
        for file in self.files.values():
            file.seen = file.now
            self.known.add(file.now)
        self.last = {path: (file, file.now) for path, file in self.files.items()}

    def _pass_on(self, former: Picture, now: Picture, stars: set[Picture]) -> None:
        if former in stars:
            self.starred.add(now)


class Campaign:
    """Does deeds to a folder and looks what became of the stars."""

    def __init__(self, place: Path, seed: int) -> None:
        self._root = place / "photos"
        self._root.mkdir()
        self._chance = random.Random(seed)
        self._shadow = Shadow()
        self._scenes = 0
        self._versions = 0
        self._library = Library.open(place / "library", loader=colours.load)
        self._deeds: list[Callable[[], str]] = [
            self.create, self.create, self.rename, self.rename, self.rename_folder, self.swap,
            self.copy, self.edit, self.edit, self.replace, self.save_anew, self.delete,
            self.import_card, self.touch, self.overwrite, self.bring_back, self.circle,
        ]  # fmt: skip
        self._trash: list[Picture] = []
        self.log: list[str] = []
        self.looks = 0
        self.lost: list[str] = []
        self.wrong: list[str] = []

    def run(self, deeds: int) -> None:
        """Do so many deeds, a few between two looks."""
        with self._library:
            for _ in range(6):
                self.create()
            self.index(is_watched=False)
            done = 0
            while done < deeds:
                is_watched = self._chance.random() < 0.5
                # A watch looks within a second, so few deeds fall between two of its looks.
                for _ in range(1 if is_watched else self._chance.randint(1, 6)):
                    self.log.append(self._chance.choice(self._deeds)())
                    done += 1
                self.index(is_watched=is_watched)
                self.star_some()

    # deeds

    def create(self) -> str:
        path = self._free_path()
        if path is None:
            return "nothing"
        self._new_file(path, self._new_scene())
        return f"create {path}"

    def rename(self) -> str:
        source, target = self._some_path(), self._free_path()
        if source is None or target is None:
            return "nothing"
        self._at(target).parent.mkdir(parents=True, exist_ok=True)
        os.rename(self._at(source), self._at(target))
        self._shadow.files[target] = self._shadow.files.pop(source)
        return f"rename {source} to {target}"

    def rename_folder(self) -> str:
        here = sorted({one.rpartition("/")[0] for one in self._shadow.files})
        free = [one for one in FOLDERS if not (self._root / one).exists()]
        if not here or not free:
            return "nothing"
        source, target = self._chance.choice(here), self._chance.choice(free)
        if target.startswith(source + "/"):
            return "nothing"
        (self._root / target).parent.mkdir(parents=True, exist_ok=True)
        os.rename(self._root / source, self._root / target)
        for path in [one for one in self._shadow.files if one.startswith(source + "/")]:
            self._shadow.files[target + path[len(source) :]] = self._shadow.files.pop(path)
        return f"rename folder {source} to {target}"

    def swap(self) -> str:
        """Two files change names."""
        one, other = self._some_path(), self._some_path()
        if one is None or other is None or one == other:
            return "nothing"
        files = self._shadow.files
        aside = self._root / "aside.tmp"
        os.rename(self._at(one), aside)
        os.rename(self._at(other), self._at(one))
        os.rename(aside, self._at(other))
        files[one], files[other] = files[other], files[one]
        return f"swap {one} and {other}"

    def circle(self) -> str:
        """Every file of a folder gets the name of the next one."""
        folder = self._chance.choice(FOLDERS)
        paths = sorted(one for one in self._shadow.files if one.rpartition("/")[0] == folder)
        if len(paths) < 3:
            return "nothing"
        aside = self._root / "aside.tmp"
        os.rename(self._at(paths[-1]), aside)
        for source, target in reversed(list(itertools.pairwise(paths))):
            os.rename(self._at(source), self._at(target))
        os.rename(aside, self._at(paths[0]))
        files = [self._shadow.files[one] for one in paths]
        for path, file in zip(paths, [files[-1], *files[:-1]], strict=True):
            self._shadow.files[path] = file
        return f"circle in {folder}"

    def copy(self) -> str:
        source, target = self._some_path(), self._free_path()
        if source is None or target is None:
            return "nothing"
        self._at(target).parent.mkdir(parents=True, exist_ok=True)
        self._chance.choice([shutil.copy, shutil.copy2])(self._at(source), self._at(target))
        self._shadow.files[target] = File(self._shadow.files[source].now)
        return f"copy {source} to {target}"

    def edit(self) -> str:
        """A program writes into the file; what it shows may be anything."""
        path = self._some_path()
        if path is None:
            return "nothing"
        file = self._shadow.files[path]
        scene = file.now.scene if self._chance.random() < 0.7 else self._new_scene().scene
        file.now = self._edited(scene)
        file.now.draw(self._at(path))
        self._set_time(path)
        return f"edit {path}"

    def replace(self) -> str:
        """Another picture is put in the place of a file, as a new file."""
        path = self._some_path()
        if path is None:
            return "nothing"
        self._put_over(path, self._new_scene())
        return f"replace {path}"

    def save_anew(self) -> str:
        """An editor writes a new file that looks like the old one, and renames it into place."""
        path = self._some_path()
        if path is None:
            return "nothing"
        self._put_over(path, self._edited(self._shadow.files[path].now.scene))
        return f"save anew {path}"

    def delete(self) -> str:
        path = self._some_path()
        if path is None:
            return "nothing"
        self._trash.append(self._shadow.files.pop(path).now)
        os.unlink(self._at(path))
        return f"delete {path}"

    def bring_back(self) -> str:
        """A content that was deleted comes back from a backup, in some place."""
        target = self._free_path()
        if not self._trash or target is None:
            return "nothing"
        picture = self._trash.pop(self._chance.randrange(len(self._trash)))
        self._new_file(target, picture)
        return f"bring back to {target}"

    def import_card(self) -> str:
        """A folder is renamed, and a card with the same file names goes into a new one."""
        said = self.rename_folder()
        if said == "nothing":
            return said
        source = said.split()[2]
        for name in NAMES[:4]:
            self._new_file(f"{source}/{name}", self._new_scene())
        return f"{said}, and a card into {source}"

    def touch(self) -> str:
        path = self._some_path()
        if path is None:
            return "nothing"
        os.chmod(self._at(path), self._chance.choice([0o644, 0o600]))
        if self._chance.random() < 0.5:
            self._set_time(path)
        return f"touch {path}"

    def overwrite(self) -> str:
        """A known picture is copied over another file, which stays the same inode."""
        source, target = self._some_path(), self._some_path()
        if source is None or target is None or source == target:
            return "nothing"
        picture = self._shadow.files[source].now
        if picture not in self._shadow.known:
            return "nothing"
        shutil.copyfile(self._at(source), self._at(target))
        self._shadow.files[target].now = picture
        return f"copy {source} over {target}"

    # looks

    def star_some(self) -> None:
        """Give or take a star now and then."""
        for path in sorted(self._shadow.files):
            if self._chance.random() < 0.15:
                picture = self._shadow.files[path].now
                is_starred = self._chance.random() < 0.8
                photo_id = self._library._catalog.photos.at_path(self._at(path))
                assert photo_id is not None, f"{path} is not in the library"
                self._library.marks.set_favourite([photo_id], is_starred)
                (self._shadow.starred.add if is_starred else self._shadow.starred.discard)(picture)

    def index(self, *, is_watched: bool) -> None:
        """Bring library and shadow up to date, and compare them."""
        library = self._library
        if is_watched:
            (folder,) = library.folders()
            known = library._catalog.files.directories(folder.id)
            here = {one.rpartition("/")[0] for one in self._shadow.files}
            order = sorted(known | here)
            self._chance.shuffle(order)
            scans = library._indexing._scans
            scans.rescan(folder, frozenset(order), IndexReport())
            library._indexing.run([])
        else:
            library.index(self._root)
        self._shadow.look(is_watched)
        for path, file in sorted(self._shadow.files.items()):
            self._compare(path, file, is_watched)

    def _compare(self, path: str, file: File, is_watched: bool) -> None:
        self.looks += 1
        photo_id = self._library._catalog.photos.at_path(self._at(path))
        marks = {} if photo_id is None else self._library._catalog.marks.get([photo_id])
        has_star = any(one.is_favourite for one in marks.values())
        should_have = file.now in self._shadow.starred
        if has_star == should_have and photo_id is not None:
            return
        recent = "; ".join(self.log[-6:])
        said = f"{path} ({'watched' if is_watched else 'started'}) after: {recent}"
        (self.lost if should_have or photo_id is None else self.wrong).append(said)
        # Counted once: from here on the shadow takes it as it is.
        (self._shadow.starred.add if has_star else self._shadow.starred.discard)(file.now)

    # files

    def _at(self, path: str) -> Path:
        return self._root / path

    def _new_scene(self) -> Picture:
        self._scenes += 1
        return self._edited(self._scenes)

    def _edited(self, scene: int) -> Picture:
        self._versions += 1
        return Picture(scene, self._versions)

    def _new_file(self, path: str, picture: Picture) -> None:
        self._at(path).parent.mkdir(parents=True, exist_ok=True)
        picture.draw(self._at(path))
        self._set_time(path)
        self._shadow.files[path] = File(picture)

    def _put_over(self, path: str, picture: Picture) -> None:
        beside = self._root.parent / "beside.bmp"
        picture.draw(beside)
        os.replace(beside, self._at(path))
        self._set_time(path)
        self._shadow.files[path] = File(picture)

    def _set_time(self, path: str) -> None:
        """A whole second, the same for most files, as cards and zip files have it."""
        moment = NOON + self._chance.choice([0, 0, 0, 1_000_000_000])
        os.utime(self._at(path), ns=(moment, moment))

    def _some_path(self) -> str | None:
        paths = sorted(self._shadow.files)
        return self._chance.choice(paths) if paths else None

    def _free_path(self) -> str | None:
        paths = [f"{folder}/{name}" for folder in FOLDERS for name in NAMES]
        free = [one for one in paths if one not in self._shadow.files]
        return self._chance.choice(free) if free else None


def run(place: Path, deeds: int, seed: int) -> Campaign:
    """Do so many deeds in an empty folder."""
    campaign = Campaign(place, seed)
    campaign.run(deeds)
    return campaign


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deeds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        campaign = run(Path(place), chosen.deeds, chosen.seed)
    for line in (*campaign.lost[:SHOWN], *campaign.wrong[:SHOWN]):
        print(line, file=sys.stderr)
    print("deeds | looks at a file | lost | on a wrong photo")
    print(f"{chosen.deeds} | {campaign.looks} | {len(campaign.lost)} | {len(campaign.wrong)}")
    return 1 if campaign.lost or campaign.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
