"""The benchmarks run; what they measure is for people to read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scenery import ROOT, SAMPLES


def run(*words: str) -> dict[str, Any]:
    command = [sys.executable, str(ROOT / "benchmarks" / words[0]), *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_queries_in_a_synthetic_library() -> None:
    result = run("queries.py", "--count", "60")
    assert result["count"] == 60
    assert result["index"] == "exact"
    assert result["beyond_embedding_ms"] > 0


def test_tagging_a_synthetic_library() -> None:
    result = run("tagging.py", "--photos", "120", "--labels", "20")
    assert (result["photos"], result["labels"]) == (120, 20)
    assert result["tags"] > 0


@pytest.mark.parametrize("script", ["scale.py"])
def test_small_files_are_indexed_and_found_unchanged(script: str) -> None:
    result = run(script, "--files", "60")
    assert (result["embedded"], result["failed"]) == (60, 0)
    assert (result["rescan_embedded"], result["rescan_unchanged"]) == (0, 60)


def test_the_window_is_measured_in_a_library_of_its_own(tmp_path: Path) -> None:
    result = run("window.py", "--photos", "300", "--place", str(tmp_path), "--new", "20")
    assert result["photos"] == 300
    assert 0 < result["visible_s"] < result["first_thumbnails_s"]
    assert result["arrivals"] == 20
    assert set(result["stalls"]) == {"scroll", "sort", "select all", "search", "viewer"}
    assert result["worst_ms"] >= max(one["worst_busy_ms"] for one in result["stalls"].values()) > 0
    assert result["key_to_results_ms"] > 60


def test_an_album_is_taught_on_labelled_folders(tmp_path: Path) -> None:
    for label, names in {"bird": ("cc0-canyon-wren", "cc0-perched-osprey"), "fruit": ()}.items():
        (tmp_path / label).mkdir()
        pictures = [SAMPLES / f"{name}.jpg" for name in names]
        for picture in pictures or sorted(SAMPLES.glob("grocery-*.jpg"))[:4]:
            shutil.copy(picture, tmp_path / label)
    result = run("learned_albums.py", "--pictures", str(tmp_path), "--answers", "2")
    assert [one["label"] for one in result["albums"]["plain"]] == ["bird", "fruit"]
    assert result["summary"]["plain"]["albums"] == 2
