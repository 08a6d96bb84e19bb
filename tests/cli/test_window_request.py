"""What is typed decides between the window and the shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoclip.cli.main import app
from photoclip.start import COMMANDS, WindowRequest, has_display, window_request


def test_every_command_is_known_before_the_shell_is_loaded() -> None:
    named = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback}
    groups = {one.name for one in app.registered_groups}
    assert named | groups == COMMANDS


def test_nothing_typed_opens_the_window() -> None:
    assert window_request([]) == WindowRequest()


def test_folders_open_the_window_on_them(tmp_path: Path) -> None:
    wanted = window_request(["--library", "elsewhere", "-v", str(tmp_path)])
    assert wanted == WindowRequest(Path("elsewhere"), folders=(tmp_path,), is_verbose=True)


@pytest.mark.parametrize(
    "typed", [["index", "x"], ["--help"], ["--library", "x", "status"], ["serach"], ["--library"]]
)
def test_commands_and_mistakes_stay_on_the_shell(typed: list[str]) -> None:
    assert window_request(typed) is None


def test_a_machine_without_display_says_so_and_stays_on_the_shell(tmp_path: Path) -> None:
    assert not has_display({}, "linux")
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_display({}, "darwin")
    bare = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in bare}
    command = [sys.executable, "-m", "photoclip", "--library", str(tmp_path / "library")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "There is no display here" in done.stderr
    assert "Traceback" not in done.stderr
    assert "index" in done.stdout
