"""What a scan leaves out, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from photoclip.core.config import Preferences
from photoclip.ingest.exclusions import Exclusions


@pytest.mark.parametrize(
    "directory",
    [
        ".cache",
        "2024/.thumbnails/large",
        "Catalog Previews.lrdata",
        "2024/Catalog Previews.lrdata/a",
        "@eaDir",
        "music/@eaDir/IMG.jpg",
        "$RECYCLE.BIN/S-1",
        "CaptureOne/Cache",
        "sessions/wedding/CaptureOne/Cache/Thumbnails",
    ],
)
def test_caches_and_hidden_folders_are_left_out(directory: str) -> None:
    assert Exclusions().excludes_directory(directory)


@pytest.mark.parametrize("directory", ["", "2024", "2024/May", "CaptureOne", "wait...", "a.b/c"])
def test_ordinary_folders_are_looked_at(directory: str) -> None:
    assert not Exclusions(Preferences().excluded).excludes_directory(directory)


def test_hidden_things_are_looked_at_on_request_but_never_resource_forks() -> None:
    rules = Exclusions(include_hidden=True)
    assert not rules.excludes_directory(".private/2024")
    assert not rules.excludes_file("", ".hidden.jpg")
    assert rules.excludes_file("2024", "._IMG_1.jpg")


def test_a_pattern_matches_each_part_whatever_its_case() -> None:
    rules = Exclusions(["raw*", "*_proof.jpg"])
    assert rules.excludes_directory("2024/RAW files/day 1")
    assert not rules.excludes_directory("2024/straw")
    assert rules.excludes_file("2024", "A_Proof.JPG")
    assert not rules.excludes_file("2024", "proof.jpg")


@pytest.mark.parametrize("pattern", ["2024/raw", "/2024/raw/", "2024\\raw"])
def test_a_pattern_with_a_slash_matches_the_path_and_all_below(pattern: str) -> None:
    rules = Exclusions([pattern])
    assert rules.excludes_directory("2024/raw")
    assert rules.excludes_directory("2024/raw/day 1")
    assert not rules.excludes_directory("2023/raw")
    assert not rules.excludes_directory("old/2024/raw")
    assert not rules.excludes_file("2024", "raw.jpg")
    assert Exclusions(["2024/*.png"]).excludes_file("2024", "a.png")


@pytest.mark.parametrize("pattern", ["", "/", " ", "[", "(", "\\"])
def test_odd_patterns_exclude_nothing_by_accident(pattern: str) -> None:
    rules = Exclusions([pattern])
    assert not rules.excludes_directory("2024")
    assert not rules.excludes_file("", "a.jpg")


def test_the_librarys_own_folder_is_left_out_where_the_watched_one_lies_around_it(
    tmp_path: Path,
) -> None:
    rules = Exclusions(own_places=[tmp_path / "home" / "data"]).within(tmp_path / "home")
    assert rules.excludes_directory("data")
    assert rules.excludes_directory("data/thumbnails")
    assert not rules.excludes_directory("database")
    elsewhere = Exclusions(own_places=[tmp_path / "home" / "data"]).within(tmp_path / "other")
    assert not elsewhere.excludes_directory("data")
