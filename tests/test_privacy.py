"""Nothing is sent and nothing is written elsewhere: the whole program, seen by the system."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from scenery import ROOT

from photoclip.privacy import SWITCHES

SCRIPT = ROOT / "benchmarks" / "reliability" / "network.py"


@pytest.fixture(scope="module")
def network() -> ModuleType:
    spec = importlib.util.spec_from_file_location("network", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["network"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def strace(network: ModuleType) -> None:
    if reason := network.why_not():
        pytest.skip(reason)


@pytest.mark.usefixtures("strace")
def test_no_byte_is_sent_and_no_file_is_written_elsewhere(cache_of_their_own: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--json", "--cache", str(cache_of_their_own)],
        capture_output=True,
        text=True,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert (found["sockets"], found["outside"]) == ([], [])
    # The shell, the window and their workers were seen, with what they write in their own places.
    assert found["processes"] >= 6
    assert found["inside"] >= 30
    assert done.returncode == 0


@pytest.mark.usefixtures("strace")
def test_a_program_that_calls_out_is_seen(network: ModuleType, tmp_path: Path) -> None:
    home = tmp_path / "home"
    own = home / "library"
    own.mkdir(parents=True)
    lines = (
        "import os, socket, subprocess, sys",
        "for family in (socket.AF_INET, socket.AF_INET6):",
        "    try: socket.socket(family, socket.SOCK_DGRAM)",
        "    except OSError: pass",
        f"open({str(own / 'fine')!r}, 'w').close()",
        f"home = {str(home)!r}; os.mkdir(home + '/d\u00e9vice')",
        "open(home + '/d\u00e9vice/id', 'w').close(); os.chdir(home)",
        "os.rename('d\u00e9vice/id', 'd\u00e9vice/it')",
        "subprocess.run([sys.executable, '-c', 'open(\"child\", \"w\")'], check=True)",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    found = network.trace(command, tmp_path, [own], environment)
    assert [one.partition(",")[0] for one in found.sockets] == [
        "socket(AF_INET",
        "socket(AF_INET6",
    ]
    absolute = {str(home / one) for one in ("dévice", "dévice/id", "child")}
    # Where a plain rename was called with names that hang on the working directory, they are told.
    assert set(found.outside) == {*absolute, "dévice/id", "dévice/it"}
    assert found.processes == 2
    assert found.inside >= 1


@pytest.mark.parametrize(
    ("line", "is_bad"),
    [
        ("socket(AF_INET, SOCK_DGRAM, IPPROTO_IP) = 7<UDP:[1]>", True),
        ("socket(AF_INET6, SOCK_STREAM, 0) = -1 EAFNOSUPPORT (Address family)", True),
        ("io_uring_setup(8, {flags=0}) = 9<anon_inode:[io_uring]>", True),
        ("socket(AF_UNIX, SOCK_STREAM, 0) = 7<UNIX:[1]>", False),
        ('openat(AT_FDCWD</x>, "/etc/passwd", O_RDONLY) = 3</etc/passwd>', False),
        ('openat(AT_FDCWD</x>, "/etc/new", O_WRONLY|O_CREAT, 0666) = 3</etc/new>', True),
        ('openat(AT_FDCWD</x>, "/etc/new", O_WRONLY|O_CREAT, 0666) = -1 EACCES (No)', False),
        ('openat(AT_FDCWD</x>, "/dev/null", O_RDWR) = 3</dev/null>', False),
        ('openat(AT_FDCWD</x>, "a", O_RDWR|O_CREAT, 0600) = 3</x/a (deleted)>', True),
        ('renameat2(5</lib>, "a", AT_FDCWD</x>, "b", 0) = 0', True),
        ('rename("/lib/a", "/lib/../etc/b") = 0', True),
        ('mkdir("/library-2", 0777) = 0', True),
        ('bind(5<UNIX:[1]>, {sa_family=AF_UNIX, sun_path="/tmp/s"}, 110) = 0', True),
        ('bind(5<UNIX:[1]>, {sa_family=AF_UNIX, sun_path=@"hid"}, 110) = 0', False),
        (
            'openat(5</home>, ".cache/fontconfig/a", O_RDWR) = 3</home/.cache/fontconfig/a>',
            False,
        ),
        ('openat(5</home>, ".cache/Other/a", O_RDWR|O_CREAT) = 3</home/.cache/Other/a>', True),
    ],
)
def test_a_line_of_the_trace_is_judged(network: ModuleType, line: str, is_bad: bool) -> None:
    found = network.read_trace([line + "\n"], [Path("/lib")], Path("/home"))
    assert found.is_clean is not is_bad


@pytest.mark.parametrize("asked", ["0", "", "false"])
def test_the_switches_hold_against_the_environment(asked: str) -> None:
    probe = (
        "import os, photoclip.core.errors\n"
        "names = os.environ['ASKED'].split()\n"
        "print([os.environ[one] for one in names])\n"
    )
    names = " ".join(SWITCHES)
    environment = {**os.environ, **dict.fromkeys(SWITCHES, asked), "ASKED": names}
    done = subprocess.run(
        [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(["1"] * len(SWITCHES))


def test_readme_names_this_test() -> None:
    assert "tests/test_privacy.py" in (ROOT / "README.md").read_text(encoding="utf-8")
