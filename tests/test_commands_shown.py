"""Every command that the README shows, as it stands there, on a small library."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from scenery import ROOT, SAMPLES

FOUND_NOTHING = 1
NOT_HERE = {
    "bench": "measured in tests/test_benchmarks.py",
    "--open": "opens another program on the person's desktop",
}


def shown() -> list[str]:
    """The commands of the README, without the remarks behind them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    found = [re.sub(r"\s+#.*", "", one) for one in lines if one.startswith("photoclip ")]
    return [one for one in found if not any(word in one.split() for word in NOT_HERE)]


@dataclass(frozen=True)
class Home:
    """A person's home with photos in it, and a folder of pictures named by label."""

    place: Path

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        words = shlex.split(command.replace("DIR", "labelled"))
        words = [one.replace("~", str(self.place)) for one in words]
        return subprocess.run(
            [sys.executable, "-m", "photoclip", *words[1:]],
            cwd=self.place,
            env={
                **os.environ,
                "HOME": str(self.place),
                "PYTHONPATH": str(ROOT),
                "XDG_DATA_HOME": str(self.place / "data"),
            },
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    place = tmp_path_factory.mktemp("home")
    pictures = sorted(SAMPLES.glob("*.jpg"))[::12]
    for folder in ("Pictures/2023", "labelled/fruit", "labelled/bird"):
        (place / folder).mkdir(parents=True)
    for picture in pictures:
        shutil.copy(picture, place / "Pictures" / "2023")
    for name in ("grocery-lemon", "grocery-banana"):
        shutil.copy(SAMPLES / f"{name}.jpg", place / "labelled" / "fruit")
    for name in ("cc0-canyon-wren", "cc0-perched-osprey"):
        shutil.copy(SAMPLES / f"{name}.jpg", place / "labelled" / "bird")
    shutil.copy(pictures[0], place / "holiday.jpg")
    made = Home(place)
    indexed = made.run("photoclip index ~/Pictures")
    assert indexed.returncode == 0, indexed.stderr
    return made


def test_the_readme_shows_commands() -> None:
    assert len(shown()) > 10


@pytest.mark.parametrize("command", shown())
def test_a_command_of_the_readme_runs(home: Home, command: str) -> None:
    done = home.run(command)

    allowed = (0, FOUND_NOTHING) if command.startswith("photoclip search") else (0,)
    assert done.returncode in allowed, done.stderr
    assert "Traceback" not in done.stderr
    assert "photoclip:" not in done.stderr
    assert (done.stdout + done.stderr).strip()


def test_the_object_that_the_readme_shows_has_the_keys_of_a_real_one(home: Home) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    real = home.run("photoclip search --json --limit 3 a")
    keys = [set(re.findall(r'"(\w+)":', one)) for one in (example, real.stdout)]
    assert keys[0] <= keys[1]
