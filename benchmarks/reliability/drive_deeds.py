"""Drives that come and go: does any photo lose its place in the library, or its star?

    python benchmarks/reliability/drive_deeds.py --deeds 300 --seed 1

Two drives, one watched at its mount point and one mounted below a watched folder, are unplugged
and plugged in again; while they are away something else may lie in their place, their files are
added to, renamed, moved about and deleted, or the whole drive is copied to another one that takes
its place. After each deed the library scans, or a watch that runs has to notice by itself. Then
each file that was seen on a drive that is away must be known and marked as away, each one that is
there must be there, and each content must have the star that it was given, and no other.
Needs Linux and a user who may mount (bind mounts in a folder of its own, taken away at the end).

One line of a table: deeds | looks at a file | lost | wrong | slowest notice. The exit code is 1
when something was lost or wrong, or a watch needed more than 3 s to notice a drive. It fails when
the code is broken, which was tried: with ``DriveJudge.is_here`` saying yes to everything, files
of drives that are away are lost after the first deeds; with ``MountWatch.changed`` giving
nothing, drives are not noticed while watching.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))

import colours

from photoclip import Library
from photoclip.media.fingerprint import read_stable

NOTICED_S = 3.0
PATIENCE_S = 20.0
NAMES = tuple(f"IMG_{number:04}.bmp" for number in range(1, 9))
FOLDERS = ("", "2020", "2020/05")


@dataclass
class Drive:
    """content: where what is on it lies. point: where it is mounted while it is plugged in."""

    content: Path
    point: Path
    is_plugged: bool = False
    seen: dict[str, bytes] = field(default_factory=dict)
    """Relative path to content, of what the library saw there last."""
    copies: int = 0


class Campaign:
    """Does deeds with drives and looks what the library makes of them."""

    def __init__(self, place: Path, seed: int) -> None:
        self._place = place
        self._chance = random.Random(seed)
        self._pictures = 0
        self._home = place / "photos"
        self._drives = [
            Drive(place / "card", place / "mnt"),
            Drive(place / "stick", self._home / "usb" / "stick"),
        ]
        self._starred: dict[bytes, bool] = {}
        self._deeds: list[Callable[[Drive], str]] = [
            *(self.plug, self.unplug, self.plug, self.unplug, self.leave_behind),
            *(self.add, self.add, self.rename, self.move, self.delete, self.copy_drive),
        ]
        self.log: list[str] = []
        self.looks = 0
        self.lost: list[str] = []
        self.wrong: list[str] = []
        self.slowest_s = 0.0

    def run(self, deeds: int) -> None:
        """Half of the deeds between scans, half while a watch runs."""
        for drive in self._drives:
            drive.point.mkdir(parents=True)
            drive.content.mkdir()
            for _ in range(4):
                self.add(drive)
            self.plug(drive)
        self._paint(self._home / "home.bmp")
        try:
            self._between_scans(deeds - deeds // 2)
            self._while_watching(deeds // 2)
        finally:
            for drive in self._drives:
                if drive.is_plugged:
                    subprocess.run(["umount", "-l", str(drive.point)], check=False)

    def _between_scans(self, deeds: int) -> None:
        with self._open() as library:
            for drive in self._drives:
                is_inside = drive.point.is_relative_to(self._home)
                library.add_folder(self._home if is_inside else drive.point)
            library.index()
            for drive in self._drives:
                self._note(drive, library)
            for _ in range(deeds):
                self._do_something()
                library.index()
                self._compare_all(library)
                self._star_some(library)

    def _while_watching(self, deeds: int) -> None:
        with self._open() as library:
            library.preferences.change(slows_when_busy=False, slows_on_battery=False)
            library.background.start()
            self._await(library)
            for _ in range(deeds):
                self._do_something()
                self._await(library)
                self._compare_all(library)
                self._star_some(library)

    def _open(self) -> Library:
        return Library.open(self._place / "library", loader=colours.load)

    # deeds

    def _do_something(self) -> None:
        drive = self._chance.choice(self._drives)
        self.log.append(self._chance.choice(self._deeds)(drive))

    def plug(self, drive: Drive) -> str:
        if drive.is_plugged:
            return "nothing"
        drive.point.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", str(drive.content), str(drive.point)], check=True)
        drive.is_plugged = True
        return f"plug {drive.point.name}"

    def unplug(self, drive: Drive) -> str:
        if not drive.is_plugged:
            return "nothing"
        subprocess.run(["umount", "-l", str(drive.point)], check=True)
        drive.is_plugged = False
        return f"unplug {drive.point.name}"

    def leave_behind(self, drive: Drive) -> str:
        """Something lies in the empty mount point: a note, or a picture of a known name."""
        if drive.is_plugged:
            return "nothing"
        name = self._chance.choice(["note.txt", *NAMES[:2]])
        path = drive.point / name
        if path.exists():
            path.unlink()
            return f"take {name} out of the empty {drive.point.name}"
        self._paint(path) if name.endswith(".bmp") else path.write_text("a note")
        return f"leave {name} in the empty {drive.point.name}"

    def add(self, drive: Drive) -> str:
        path = self._free(drive)
        if path is None:
            return "nothing"
        self._paint(path)
        return f"add {path.name} to {drive.point.name}"

    def rename(self, drive: Drive) -> str:
        source, target = self._some(drive), self._free(drive)
        if source is None or target is None:
            return "nothing"
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        return f"rename {source.name} to {target.name} on {drive.point.name}"

    def move(self, drive: Drive) -> str:
        """From the drive to the folder at home."""
        source = self._some(drive)
        target = self._home / f"moved {self._pictures}.bmp"
        if source is None or target.exists():
            return "nothing"
        shutil.move(source, target)
        return f"move {source.name} from {drive.point.name} to {target.name}"

    def delete(self, drive: Drive) -> str:
        path = self._some(drive)
        if path is None:
            return "nothing"
        path.unlink()
        return f"delete {path.name} on {drive.point.name}"

    def copy_drive(self, drive: Drive) -> str:
        """All that is on it goes to another drive, which is used from then on."""
        if drive.is_plugged:
            return "nothing"
        drive.copies += 1
        copy = self._place / f"{drive.point.name} {drive.copies}"
        shutil.copytree(drive.content, copy)
        shutil.rmtree(drive.content)
        drive.content = copy
        return f"copy {drive.point.name} to a larger drive"

    # looks

    def _await(self, library: Library) -> None:
        """Give the watch its time, and take it when a drive came or went."""
        started = time.monotonic()
        is_drive = bool(self.log) and self.log[-1].startswith(("plug", "unplug"))
        while time.monotonic() - started < PATIENCE_S:
            if not self._complaints(library):
                break
            time.sleep(0.02)
        if is_drive:
            self.slowest_s = max(self.slowest_s, time.monotonic() - started)

    def _complaints(self, library: Library) -> list[tuple[bool, str]]:
        """What is not as it should be: whether it is a loss, and a sentence."""
        found: list[tuple[bool, str]] = []
        files = self._known(library)
        for path, content in self._there().items():
            known, is_away = files.get(path, (b"", False))
            if known != content and is_away:
                continue  # a file that is away keeps its place, and this one waits
            if known != content:
                found.append((True, f"{path} is not known"))
            elif is_away:
                found.append((False, f"{path} is there and counts as away"))
        for drive in self._drives:
            if not drive.is_plugged:
                for name, content in drive.seen.items():
                    path = str(drive.point / name)
                    known, is_away = files.get(path, (b"", False))
                    if known != content:
                        found.append((True, f"{path}, which is away, is forgotten"))
                    elif not is_away:
                        found.append((False, f"{path} is away and counts as there"))
        stars = self._stars(library)
        for content, should in self._starred.items():
            if content not in stars:
                found.append((True, f"the photo of {content.hex()[:8]} is gone"))
            elif stars[content] != should:
                found.append((should, f"the star of {content.hex()[:8]}"))
        return found

    def _compare_all(self, library: Library) -> None:
        self.looks += len(self._there()) + sum(len(one.seen) for one in self._drives)
        for is_loss, said in self._complaints(library):
            whole = f"{said} after: {'; '.join(self.log[-5:])}"
            (self.lost if is_loss else self.wrong).append(whole)
        for drive in self._drives:
            self._note(drive, library)

    def _star_some(self, library: Library) -> None:
        files = self._known(library)
        for path, content in self._there().items():
            if files.get(path, (b"", False))[0] == content and self._chance.random() < 0.1:
                photo_id = library._catalog.photos.at_path(Path(path))
                if photo_id is not None:
                    library.marks.set_favourite([photo_id], True)
                    self._starred[content] = True

    def _note(self, drive: Drive, library: Library) -> None:
        if drive.is_plugged:
            files = self._known(library)
            drive.seen = {
                name: content
                for name, content in self._files_in(drive.point).items()
                if files.get(str(drive.point / name), (b"", True)) == (content, False)
            }

    def _there(self) -> dict[str, bytes]:
        """Path to content of everything that lies in a watched folder now."""
        found = {str(self._home / one): c for one, c in self._files_in(self._home).items()}
        mnt = self._drives[0].point
        return found | {str(mnt / one): c for one, c in self._files_in(mnt).items()}

    def _files_in(self, folder: Path) -> dict[str, bytes]:
        paths = [one for one in folder.rglob("*.bmp") if one.is_file()]
        return {str(one.relative_to(folder)): read_stable(str(one), None)[1] for one in paths}

    def _known(self, library: Library) -> dict[str, tuple[bytes, bool]]:
        with library._catalog.connections.reading() as connection:
            rows = connection.execute(
                "SELECT f.path, directory, name, content_hash, is_away OR f.is_offline FROM files"
                " JOIN folders f ON f.id = folder_id JOIN photos p ON p.id = photo_id"
            ).fetchall()
        return {
            os.fsdecode(b"/".join(part for part in row[:3] if part)): (row[3], bool(row[4]))
            for row in rows
        }

    def _stars(self, library: Library) -> dict[bytes, bool]:
        with library._catalog.connections.reading() as connection:
            rows = connection.execute("SELECT content_hash, is_favourite FROM photos").fetchall()
        return {bytes(content): bool(star) for content, star in rows}

    # files

    def _paint(self, path: Path) -> None:
        self._pictures += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        chance = np.random.default_rng(self._pictures)
        small = chance.integers(0, 256, (4, 4, 3), np.uint8)
        Image.fromarray(np.kron(small, np.ones((8, 8, 1), np.uint8))).save(path)
        # Cards keep whole seconds, and all pictures have the same size in bytes.
        os.utime(path, (1_600_000_000, 1_600_000_000))

    def _some(self, drive: Drive) -> Path | None:
        paths = sorted(one for one in drive.content.rglob("*.bmp"))
        return self._chance.choice(paths) if paths else None

    def _free(self, drive: Drive) -> Path | None:
        paths = [drive.content / folder / name for folder in FOLDERS for name in NAMES]
        free = [one for one in paths if not one.exists()]
        return self._chance.choice(free) if free else None


def run(place: Path, deeds: int, seed: int) -> Campaign:
    """Do so many deeds in an empty folder. Raises CalledProcessError where mounts are refused."""
    campaign = Campaign(place, seed)
    campaign.run(deeds)
    return campaign


def main() -> int:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--deeds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        campaign = run(Path(place), chosen.deeds, chosen.seed)
    for line in (*campaign.lost[:20], *campaign.wrong[:20]):
        print(line, file=sys.stderr)
    print("deeds | looks at a file | lost | wrong | slowest notice")
    counts = f"{campaign.looks} | {len(campaign.lost)} | {len(campaign.wrong)}"
    print(f"{chosen.deeds} | {counts} | {campaign.slowest_s:.1f} s")
    return 1 if campaign.lost or campaign.wrong or campaign.slowest_s > NOTICED_S else 0


if __name__ == "__main__":
    raise SystemExit(main())
