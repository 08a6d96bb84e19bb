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


def test_the_libraries_of_graphs_are_asked_in_turns() -> None:
    result = run("graphs.py", "--count", "1500", "--queries", "5")["1500"]
    assert set(result["made"]) == {"hnswlib", "usearch"}
    assert all(one["build"]["s"] > 0 for one in result["made"].values())
    for asked in result["by_ef"].values():
        for answers in asked.values():
            assert answers["hnswlib"]["recall"] > 0.8
            assert answers["usearch"]["recall"] > 0.8


def test_a_cold_search_is_timed_also_where_it_finds_nothing() -> None:
    result = run("cold_search.py", "--rounds", "1")
    assert 0 < result["cold_search_s"] == result["worst_s"]


@pytest.mark.alone
def test_the_shell_measures_this_machine_in_one_command() -> None:
    """``photoclip bench`` in its smallest form."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "photoclip",
            "bench",
            "--photos",
            "4",
            "--vectors",
            "1000",
            "--json",
        ],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert set(result) == {"indexing", "cold_search", "queries"}
    assert result["indexing"]["photoclip_photos_per_s"] > 0


# Each needs pictures or minutes of its own; they are run by a test of theirs, or say what is
# missing. A new script stands in one of these lists, or the test below fails.
RUN_ELSEWHERE = {
    "cold_search.py", "indexing.py", "queries.py", "tagging.py", "scale.py", "window.py",
    "learned_albums.py", "window_scenes.py", "graphs.py",
}  # fmt: skip
PARTS = {
    "__init__.py", "machine.py", "plain.py", "synthetic.py", "synthetic_library.py",
    "synthetic_vectors.py", "album_names.py",
}  # fmt: skip


def scripts() -> list[Path]:
    """Those that are run by themselves and by no other test."""
    return [
        path
        for path in sorted((ROOT / "benchmarks").glob("*.py"))
        if path.name not in RUN_ELSEWHERE | PARTS
    ]


@pytest.mark.parametrize("script", scripts(), ids=lambda one: one.name)
def test_every_other_script_says_how_it_is_used(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(script), "--help"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert script.name in done.stdout


def test_tagging_a_synthetic_library() -> None:
    result = run("tagging.py", "--photos", "120", "--labels", "20")
    assert (result["photos"], result["labels"]) == (120, 20)
    assert result["tags"] > 0


@pytest.mark.parametrize("script", ["scale.py"])
def test_small_files_are_indexed_and_found_unchanged(script: str) -> None:
    result = run(script, "--files", "60")
    assert (result["embedded"], result["failed"]) == (60, 0)
    assert (result["rescan_embedded"], result["rescan_unchanged"]) == (0, 60)


@pytest.mark.alone
def test_the_window_is_measured_in_a_library_of_its_own(tmp_path: Path) -> None:
    result = run("window.py", "--photos", "300", "--place", str(tmp_path), "--new", "20")
    assert result["photos"] == 300
    assert 0 < result["visible_s"] < result["first_thumbnails_s"]
    assert result["arrivals"] == 20
    assert set(result["stalls"]) == {"scroll", "sort", "select all", "search", "viewer"}
    assert result["worst_ms"] >= max(one["worst_busy_ms"] for one in result["stalls"].values()) > 0
    assert result["key_to_results_ms"] > 60
    assert len(result["indexing_with_a_search_on_show"]) == 3
    assert result["indexing_ratio"] > 0
    assert result["new_words_to_results_median_ms"] > 60


def test_an_album_is_taught_on_labelled_folders(tmp_path: Path) -> None:
    for label, names in {"bird": ("cc0-canyon-wren", "cc0-perched-osprey"), "fruit": ()}.items():
        (tmp_path / label).mkdir()
        pictures = [SAMPLES / f"{name}.jpg" for name in names]
        for picture in pictures or sorted(SAMPLES.glob("grocery-*.jpg"))[:4]:
            shutil.copy(picture, tmp_path / label)
    result = run("learned_albums.py", "--pictures", str(tmp_path), "--answers", "2")
    assert [one["label"] for one in result["albums"]["plain"]] == ["bird", "fruit"]
    assert result["summary"]["plain"]["albums"] == 2
