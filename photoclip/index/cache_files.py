"""Cache files that are whole or count as absent.

A description (index-MAKER.json) names the files that belong together, with their sizes and
checksums, and carries a checksum itself. It is put in place last and in one step, so that whatever
happens in between, it tells of the files before or of the new ones. Makers leave each other's
files alone, until one has not been at work for so long that nobody seems to use it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import secrets
import time
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from photoclip.core.own_files import private_opener

log = logging.getLogger(__name__)

FORMAT_VERSION = 1
FORSAKEN_S = 60 * 86_400
"""Seconds after which the files of another maker go."""

_DESCRIPTIONS = "index-*.json"
_CHUNK = 1 << 22


def description(directory: Path, maker: str) -> Path:
    """The file that tells which files of a maker are valid."""
    return directory / _DESCRIPTIONS.replace("*", maker)


def new_token() -> str:
    """A part of file names that no earlier save used: open files are never written over."""
    return secrets.token_hex(4)


def checksum_of(path: Path) -> int:
    """CRC-32 (ITU-T V.42) of a file. Raises OSError."""
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def commit(
    directory: Path, maker: str, files: Mapping[str, Path], facts: Mapping[str, Any]
) -> None:
    """Make ``files`` (by role, inside directory) the valid ones, and delete those before them.

    facts: what else the description tells, as JSON takes it. Raises OSError.
    """
    described = {
        role: {"name": path.name, "size": path.stat().st_size, "crc32": checksum_of(path)}
        for role, path in files.items()
    }
    body: dict[str, Any] = {"format": FORMAT_VERSION, **facts, "files": described}
    target = description(directory, maker)
    partial = target.with_name(target.name + ".partial")
    with open(partial, "w", encoding="utf-8", opener=private_opener) as file:
        file.write(json.dumps({**body, "checksum": _checksum(body)}, indent=1))
    os.replace(partial, target)
    own = {target.name, *(path.name for path in files.values())}
    delete_all_but(directory, own | named_files(directory, since=time.time() - FORSAKEN_S))


def read(directory: Path, maker: str) -> tuple[dict[str, Any], dict[str, Path]] | None:
    """The description and the files by role; None, and the reason in the log, if any is damaged.

    Every byte is checked, since libraries of graphs trust what they read and a damaged file can
    end the process.
    """
    try:
        body = _read(description(directory, maker))
        files = {role: directory / entry["name"] for role, entry in body["files"].items()}
        for role, entry in body["files"].items():
            _expect_whole(files[role], entry["size"], entry["crc32"])
    except FileNotFoundError as error:
        log.info("no index cache in %s: %s is missing", directory, Path(error.filename).name)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("the index cache in %s is not used: %s", directory, error)
    else:
        return body, files
    return None


def named_files(directory: Path, since: float = 0.0) -> set[str]:
    """The names of the files of all makers that are valid, and were written after ``since``."""
    named = set()
    for path in directory.glob(_DESCRIPTIONS):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            body = _read(path)
            if path.stat().st_mtime >= since:
                named |= {path.name, *(str(one["name"]) for one in body["files"].values())}
    return named


def delete_all_but(directory: Path, kept: set[str]) -> None:
    """Delete the other files of a cache directory; those that are still open elsewhere stay."""
    with contextlib.suppress(OSError):
        for path in directory.iterdir():
            if path.name not in kept and path.is_file():
                with contextlib.suppress(OSError):
                    path.unlink()


def _read(path: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(path.read_text("utf-8"))
    checksum = body.pop("checksum")
    if body["format"] != FORMAT_VERSION:
        raise ValueError(f"its format is {body['format']}")
    if checksum != _checksum(body):
        raise ValueError("its description is damaged")
    return body


def _expect_whole(path: Path, size: int, checksum: int) -> None:
    if path.stat().st_size != size:
        raise ValueError(f"{path.name} has the wrong size")
    if checksum_of(path) != checksum:
        raise ValueError(f"{path.name} is damaged")


def _checksum(body: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(body, sort_keys=True).encode())
