"""Nothing is sent, and nothing is written anywhere else: PhotoClip under strace (Linux).

Runs ``index``, ``search`` and the window (offscreen) on sample photos with a fresh home, follows
every thread and process, native code too, and prints one line of a table: how many processes
were followed, which sockets of the Internet were asked for (or io_uring, which would hide them),
and which files were made, changed, renamed or deleted outside PhotoClip's own places. Ends with 1
where there is any.

    python benchmarks/reliability/network.py            # short: a prepared model is used again
    python benchmarks/reliability/network.py --long     # every sample photo, and the model is
                                                        # prepared under strace too (torch, hub)
    python benchmarks/reliability/network.py --leak     # shows that it can fail: the switch of
                                                        # ONNX Runtime's telemetry is taken away

``tests/test_privacy.py`` runs the short form.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "resources" / "sample-photos"
WINDOW = Path(__file__).resolve().parent / "network_window.py"
PATIENCE_S = 280

CALLS = (
    *("socket", "io_uring_setup", "clone", "?clone3", "?fork", "?vfork"),
    *("?open", "openat", "?openat2", "?creat", "?truncate", "?mknod", "mknodat"),
    *("?mkdir", "mkdirat", "?rename", "?renameat", "renameat2", "?link", "linkat"),
    *("?symlink", "symlinkat", "?unlink", "unlinkat", "?rmdir", "?chmod", "fchmodat", "bind"),
)
_LINE = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>-?\w+)(?:<(?P<path>.*)>)?")
_TEXT = re.compile(r"(?:(AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>, )?\"((?:[^\"\\]|\\.)*)\"")
_OCTAL = re.compile(rb"\\([0-7]{1,3}|x[0-9a-f]{2}|.)", re.DOTALL)
_FAMILIES = ("AF_INET,", "AF_INET6,", "AF_PACKET,", "AF_VSOCK,", "AF_BLUETOOTH,")
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")
_OPENING = ("open", "openat", "openat2", "creat")
_NAMED = {"n": b"\n", "t": b"\t", "r": b"\r", "v": b"\v", "f": b"\f"}

EXCEPTIONS = (
    (r"/(dev|proc)/.*", "the system's own: nothing is kept there"),
    (r"HOME/\.cache/fontconfig(/.*)?", "fontconfig keeps its list of fonts there"),
    (r"/var/cache/fontconfig/.*", "the same, where root asks"),
    (r".*/__pycache__(/.*)?", "Python keeps compiled modules beside their sources"),
    (r"HOME/\.(cache|config|local|local/share)", "made to hold PhotoClip's own folders"),
)
"""What may be written outside PhotoClip's places (HOME: the person's), and why."""


@dataclass
class Traced:
    """What was seen. sockets: calls as strace shows them. outside: paths.

    inside: how many writes where they may be, so that a trace that sees nothing is noticed.
    """

    processes: int = 0
    inside: int = 0
    sockets: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was sent and nothing written elsewhere."""
        return not self.sockets and not self.outside

    def add(self, other: Traced) -> None:
        """Count what another one saw as well."""
        self.processes += other.processes
        self.inside += other.inside
        self.sockets += other.sockets
        self.outside += other.outside

    def line(self) -> str:
        """One line of a table."""
        sockets, outside = len(self.sockets), len(self.outside)
        return f"| network | {self.processes} | {sockets} | {outside} |"


def why_not() -> str:
    """Why strace cannot be used here; "" where it can."""
    if sys.platform != "linux":
        return "strace follows processes on Linux alone"
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "true"], capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"strace may not follow: {tried.stderr.strip()[-200:]}"


def read_trace(lines: Iterable[str], own: Iterable[Path], home: Path) -> Traced:
    """Judge the lines of one thread (strace -ff -y). own: folders that PhotoClip may write to."""
    found = Traced()
    allowed = [str(one) for one in own]
    for line in lines:
        call = _LINE.match(line)
        if call is None:
            continue
        name, arguments = call["name"], call["arguments"]
        if name == "io_uring_setup" or (name == "socket" and arguments.startswith(_FAMILIES)):
            found.sockets.append(line.strip())
        elif name in ("clone", "clone3", "fork", "vfork"):
            found.processes += "CLONE_THREAD" not in arguments and not call["result"].startswith(
                "-"
            )
        elif not call["result"].startswith("-"):
            for path in _written(name, arguments, call["path"]):
                if not _may(path, allowed, str(home)):
                    found.outside.append(path)
                else:
                    found.inside += 1
    return found


def _written(name: str, arguments: str, result: str | None) -> Iterator[str]:
    if name in _OPENING:
        if name == "creat" or _WRITING.search(arguments):
            yield _decoded(result or "").removesuffix(" (deleted)")
        return
    if name == "bind" and 'sun_path="' not in arguments:
        return  # the network, which is counted already, or an abstract name, which is no file
    for _, folder, path in _TEXT.findall(arguments):
        yield os.path.normpath(os.path.join(_decoded(folder), _decoded(path)))


def _decoded(shown: str) -> str:
    def letter(match: re.Match[bytes]) -> bytes:
        code = match[1].decode("ascii")
        if code[0] == "x":
            return bytes.fromhex(code[1:])
        return bytes([int(code, 8)]) if code.isdigit() else _NAMED.get(code, match[1])

    return os.fsdecode(_OCTAL.sub(letter, shown.encode("utf-8", "surrogateescape")))


def _may(path: str, allowed: list[str], home: str) -> bool:
    if any(path == one or path.startswith(one + os.sep) for one in allowed):
        return True
    known = "HOME" + path[len(home) :] if path.startswith(home + os.sep) else path
    return any(re.fullmatch(pattern, known) for pattern, _ in EXCEPTIONS)


def trace(command: list[str], place: Path, own: list[Path], environment: dict[str, str]) -> Traced:
    """Run a command under strace and judge all its threads and processes."""
    traces = Path(tempfile.mkdtemp(prefix="trace-", dir=place))
    strace = ["strace", "-ff", "--seccomp-bpf", "-qq", "-y", "-o", str(traces / "of")]
    done = subprocess.run(
        [*strace, "-e", f"trace={','.join(CALLS)}", "-e", "signal=none", *command],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-2000:]}")
    whole = Traced(processes=1)
    for file in sorted(traces.iterdir()):
        with file.open(encoding="utf-8", errors="surrogateescape") as lines:
            found = read_trace(lines, own, Path(environment["HOME"]))
        whole.add(found)
    return whole


def run(place: Path, *, cache: Path | None, is_long: bool, leaks: bool) -> Traced:
    """Take in, search and look, with a home, a library and a temporary folder below ``place``.

    cache: of prepared models, None for a fresh one. leaks: take the telemetry switch away.
    """
    home, temporary, photos = place / "home", place / "tmp", place / "photos"
    for one in (home, temporary, photos):
        one.mkdir()
    for sample in sorted(SAMPLES.glob("*.jpg"))[: None if is_long else 6]:
        shutil.copy(sample, photos)
    library = home / ".local" / "share" / "PhotoClip"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    if cache is not None:
        environment["PHOTOCLIP_CACHE_DIR"] = str(cache)
    if leaks:
        _take_switch_away(place / "leak", environment)
    own = [library, temporary, cache or home / ".cache" / "PhotoClip"]
    whole = Traced()
    for words in (
        ["-m", "photoclip", "index", str(photos)],
        ["-m", "photoclip", "search", "an elephant"],
        [str(WINDOW), str(library), str(photos)],
    ):
        found = trace([sys.executable, *words], place, own, environment)
        whole.add(found)
    # Temporary names are for the while: what stays is written outside.
    whole.outside += [str(one) for one in temporary.iterdir()]
    return whole


def _take_switch_away(folder: Path, environment: dict[str, str]) -> None:
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import os, photoclip.privacy\nos.environ.pop('ORT_DISABLE_TELEMETRY', None)\n"
    )
    environment["PYTHONPATH"] = f"{folder}{os.pathsep}{ROOT}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--long", action="store_true", help="all samples, with a fresh cache")
    parser.add_argument("--leak", action="store_true", help="take the telemetry switch away")
    parser.add_argument("--cache", type=Path, help="prepared models; the person's own if not given")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if reason := why_not():
        raise SystemExit(reason)
    cache = options.cache
    if cache is None and not options.long:
        from_home = Path.home() / ".cache" / "PhotoClip"
        cache = Path(os.environ.get("PHOTOCLIP_CACHE_DIR") or from_home)
        cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="photoclip-network-") as folder:
        place = Path(folder).resolve()
        found = run(place, cache=cache, is_long=options.long, leaks=options.leak)
    if options.json:
        print(json.dumps(asdict(found), indent=1))
    else:
        print("| campaign | processes | sockets | files outside |\n|---|---|---|---|")
        print(found.line())
        for one in (*found.sockets, *dict.fromkeys(found.outside)):
            print(one, file=sys.stderr)
    sys.exit(0 if found.is_clean else 1)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
