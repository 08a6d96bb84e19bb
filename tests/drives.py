"""Real file systems for tests, mounted in the test's own folder and taken away after it."""

from __future__ import annotations

import subprocess
from pathlib import Path


class Drives:
    """Mounts and unmounts below a folder."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._mounted: list[Path] = []

    def mount(self, point: Path) -> Path:
        """Put a new, empty file system there."""
        return self._do(["-t", "tmpfs", "-o", "size=4m", "photoclip-test"], point)

    def bind(self, source: Path, point: Path) -> Path:
        """Show a directory at another place as well."""
        return self._do(["--bind", str(source)], point)

    def unmount(self, point: Path, *, is_lazy: bool = False) -> None:
        """Take the last file system away that was put there."""
        subprocess.run(["umount", *(["-l"] if is_lazy else []), str(point)], check=True)
        self._mounted.remove(point)

    def unmount_all(self) -> None:
        """Whatever is left, in any state."""
        for point in reversed(self._mounted):
            subprocess.run(["umount", "-l", str(point)], check=False, capture_output=True)
        self._mounted.clear()

    def _do(self, what: list[str], point: Path) -> Path:
        assert point.is_relative_to(self._place)
        point.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *what, str(point)], check=True, capture_output=True)
        self._mounted.append(point)
        return point
