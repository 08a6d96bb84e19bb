"""The system's own trash, through Send2Trash; restoring follows the freedesktop.org rules.

Trash specification 1.0: files lie in ``files/``, and beside them ``info/NAME.trashinfo`` says
where they came from. Windows and macOS tell nobody where a file went.
"""

from __future__ import annotations

import configparser
import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from photoclip.core.errors import TrashError
from photoclip.core.wording import Message

INFO = ".trashinfo"


class SystemTrash:
    """A ports.Trash."""

    @property
    def can_restore(self) -> bool:
        """Whether the trash is one whose contents can be found again."""
        return sys.platform not in ("win32", "darwin")

    def put(self, path: str) -> None:
        """Move a file to the trash. Raises TrashError."""
        # Only those who throw something away wait for the system's trash to be loaded.
        from send2trash import TrashPermissionError, send2trash

        name = _shown(path)
        try:
            send2trash(path)
        except TrashPermissionError as error:
            raise TrashError(
                Message("The drive of {name} has no trash that you may use.", name=name),
                "The file stays; delete it in the file manager if you are sure.",
            ) from error
        except Exception as error:
            raise _refusal(name, error) from error
        if os.path.lexists(path):
            raise TrashError(
                Message("The system left {name} where it is.", name=name),
                "Try it in the file manager.",
            )

    def restore(self, path: str) -> None:
        """Bring back what was thrown away from ``path`` last. Raises TrashError."""
        name = _shown(path)
        found = max(_entries(path), key=lambda one: one[0], default=None)
        if found is None:
            raise TrashError(
                Message("{name} is not in the trash any more.", name=name),
                "Copy it again from a backup if you can.",
            )
        _, info, file = found
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            _move_without_overwriting(file, path)
        except FileExistsError as error:
            raise TrashError(
                Message("Another file named {name} has taken its place.", name=name),
                "The photo stays in the trash; the file manager can restore it elsewhere.",
            ) from error
        except OSError as error:
            raise TrashError(
                Message(
                    "{name} could not be brought back ({reason}).",
                    name=name,
                    reason=error.strerror or error,
                ),
                "It is still in the system's trash.",
            ) from error
        with contextlib.suppress(OSError):
            os.unlink(info)


def _refusal(name: str, error: Exception) -> TrashError:
    code = getattr(error, "errno", None)
    if code in (errno.ENOENT, errno.ENOTDIR):
        return TrashError(
            Message("{name} is no longer there.", name=name), "It was moved or deleted elsewhere."
        )
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return TrashError(
            Message("You have no right to move {name} to the trash.", name=name),
            "Change the rights of the file, of its folder, or of a write-protected drive.",
        )
    reason = getattr(error, "strerror", None) or error
    return TrashError(
        Message("{name} could not be moved to the trash ({reason}).", name=name, reason=reason),
        "The file stays.",
    )


def _entries(path: str) -> Iterator[tuple[tuple[str, int], Path, Path]]:
    """What lies in a trash and came from ``path``: when (to compare), info file, file."""
    stem = os.path.splitext(os.path.basename(path))[0]
    for trash, top in _trashes(path):
        with contextlib.suppress(OSError), os.scandir(trash / "info") as entries:
            for entry in entries:
                if not (entry.name.startswith(stem) and entry.name.endswith(INFO)):
                    continue
                file = trash / "files" / entry.name.removesuffix(INFO)
                came_from, when = _read_info(Path(entry.path), top)
                if came_from == os.path.abspath(path) and file.is_file():
                    yield (when, entry.stat().st_mtime_ns), Path(entry.path), file


def _trashes(path: str) -> Iterator[tuple[Path, Path]]:
    """Where files of this path may have gone, each with the directory that paths start from."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    yield data / "Trash", data
    top = Path(os.path.realpath(os.path.dirname(path)))
    while not os.path.ismount(top):
        top = top.parent
    user = os.getuid() if hasattr(os, "getuid") else 0
    yield top / ".Trash" / str(user), top
    yield top / f".Trash-{user}", top


def _read_info(info: Path, top: Path) -> tuple[str, str]:
    """Where a file came from, absolute, and when, in ISO 8601; empty where it cannot be read."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(info.read_text(encoding="utf-8", errors="surrogateescape"))
        section = parser["Trash Info"]
        came_from = os.fsdecode(unquote_to_bytes(section["Path"]))
    except (OSError, KeyError, configparser.Error):
        return "", ""
    return os.path.abspath(os.path.join(top, came_from)), section.get("DeletionDate", "")


def _move_without_overwriting(source: Path, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system: the name is looked at first.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
        os.rename(source, target)
    else:
        os.unlink(source)


def _shown(path: str) -> str:
    return os.fsencode(os.path.basename(path)).decode("utf-8", "replace")
