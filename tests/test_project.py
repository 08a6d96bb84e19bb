"""What the project promises of itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scenery import ROOT


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout
    return [ROOT / os.fsdecode(name) for name in listed.split(b"\0") if name]


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example)
    (tmp_path / "resources").symlink_to(ROOT / "resources")

    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    first, *hits = done.stdout.splitlines()
    assert first == "89 photos taken in, 0 skipped"
    assert hits[0].endswith("grocery-lemon.jpg")


def test_the_working_tree_stays_small() -> None:
    assert sum(path.lstat().st_size for path in tracked()) < 120 * 2**20


def test_modules_stay_short() -> None:
    long = {
        path.name: count
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "photoclip")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 330
    }
    assert long == {}


@pytest.mark.parametrize("name", ["start.sh", "test.sh"])
def test_the_commands_of_the_readme_are_there(name: str) -> None:
    assert f"bash packaging/{name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "packaging" / name).is_file()


def test_every_test_that_is_named_is_there() -> None:
    """Claims name the test that holds them: in the README, on the pages, in texts of the window."""
    named = {
        (path.name, name)
        for path in tracked()
        if path.suffix in (".md", ".py") and not path.is_relative_to(ROOT / "tests")
        for name in re.findall(r"tests/[\w/]+\.py", path.read_text(encoding="utf-8"))
    }
    assert ("README.md", "tests/test_privacy.py") in named
    assert [one for one in sorted(named) if not (ROOT / one[1]).is_file()] == []


def test_every_claim_on_reliability_names_a_test() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = page.split("| claim | test |")[1].strip().splitlines()[1:]
    assert len(rows) > 10
    assert [one for one in rows if not re.search(r"`tests/[\w/]+\.py` \|$", one)] == []


def test_ci_runs_the_test_command() -> None:
    assert "bash packaging/test.sh" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
