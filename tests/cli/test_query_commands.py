"""The query language on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from fakes import COLOURS
from scenery import OpenLibrary, Paint
from typer.testing import CliRunner

from photoclip.app.library import Library
from photoclip.cli import main
from photoclip.cli.search import pointed_at
from photoclip.cli.words import as_typed
from photoclip.core.errors import QuerySyntaxError


@pytest.fixture
def shell(
    open_library: OpenLibrary, paint: Paint, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> CliRunner:
    """Runs commands in a library of one red, one green and one blue picture."""
    with open_library() as library:
        for hour, colour in enumerate(("red", "green", "blue")):
            path = paint(f"{colour}.png", COLOURS[colour])
            os.utime(path, (hour * 3600, hour * 3600))
        library.index(photos)

    def open_again(*, to_write: bool) -> Library:
        return open_library()

    monkeypatch.setattr(main, "open_library", open_again)
    return CliRunner()


def found(shell: CliRunner, *words: str) -> list[str]:
    done = shell.invoke(main.app, ["search", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return [Path(line).stem for line in done.stdout.splitlines()]


def test_a_search_may_begin_with_a_minus(shell: CliRunner) -> None:
    assert found(shell, "-name:red", "-n", "5") == ["blue", "green"]
    assert found(shell, "--limit", "5", "--", "-name:red") == ["blue", "green"]
    assert found(shell, "-name:red -name:blue") == ["green"]
    assert found(shell, "red", "-name:red", "-n1")[0] in ("green", "blue")


def test_a_misspelt_field_is_pointed_at(shell: CliRunner) -> None:
    done = shell.invoke(main.app, ["search", "beach", "camra:nikon"])
    assert isinstance(done.exception, QuerySyntaxError)
    assert done.exception.suggestion == "camera:"
    assert done.stderr.splitlines() == ["  beach camra:nikon", "        ^^^^^"]


def test_nothing_found_is_said(shell: CliRunner) -> None:
    done = shell.invoke(main.app, ["search", "rating:5"])
    assert done.exit_code == 1
    assert done.stderr.strip() == "No photo fits."


def test_carets_stand_under_wide_letters_and_in_long_texts() -> None:
    assert pointed_at("여행 camra:x", (3, 8)) == ["  여행 camra:x", "       ^^^^^"]
    line, carets = pointed_at("word " * 1000 + "(x", (5000, 5001))
    assert line.startswith("  …word")
    assert line[len(carets) - 1] == "("
    assert pointed_at("", (0, 0)) == ["  ", "  ^"]


def test_options_stay_options() -> None:
    assert as_typed(["beach", "\ue000people"]) == ["beach", "-people"]


def test_a_limit_below_one_is_told_as_what_it_is(shell: CliRunner) -> None:
    for limit in ("-1", "0"):
        done = shell.invoke(main.app, ["search", "-n", limit, "red"])
        assert done.exit_code == 2
        assert "greater than or equal to" in done.stderr


def test_a_folder_that_nobody_watches_is_said(shell: CliRunner, tmp_path: Path) -> None:
    done = shell.invoke(main.app, ["search", "--folder", str(tmp_path / "not"), "red", "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["results"] == []
    assert "in no watched folder" in done.stderr
