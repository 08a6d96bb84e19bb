"""A model for campaigns whose worker meets errors of the disk, as a file tells it to.

The file is named by the variable PHOTOCLIP_FAULTS and is written by :func:`order`. Errors are
raised where the system would: in the middle of reading a file, in the decoder, and while a
thumbnail is put in its place.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import colours

from photoclip.embed.worker.messages import WorkerSetup

ORDERS = "PHOTOCLIP_FAULTS"


@dataclass(frozen=True)
class Order:
    """What fails. reading, decoding, writing: the name of an error ("EIO"), "" for none.

    is_cutting: files lose their second half when their reading begins, each file once.
    one_in: of so many files one is met.
    """

    reading: str = ""
    decoding: str = ""
    writing: str = ""
    is_cutting: bool = False
    one_in: int = 1


def order(chosen: Order | None) -> None:
    """From now on this fails, or nothing does."""
    path = Path(os.environ[ORDERS])
    if chosen is None:
        path.unlink(missing_ok=True)
        return
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(asdict(chosen)))
    draft.replace(path)


def was_met() -> bool:
    """Whether anything failed since this was last asked."""
    try:
        _mark().unlink()
    except FileNotFoundError:
        return False
    return True


def load(setup: WorkerSetup, report: Callable[[str], None]) -> colours.Colours:
    """A ``ModelLoader``: also puts the errors in their places, in the worker's process."""
    from photoclip.embed.worker import preparing
    from photoclip.media import fingerprint, thumbnails

    opened, decode, write = fingerprint._opened, preparing.decode, thumbnails.write_whole
    cut: set[str] = set()

    def opened_or_fail(path: str, read: Callable[..., Any]) -> Any:
        def read_or_fail(file: Any, status: os.stat_result) -> Any:
            now = _order_for(path)
            _fail(now.reading)
            if now.is_cutting and path not in cut:
                cut.add(path)
                _mark().touch()
                os.truncate(path, status.st_size // 2)
            return read(file, status)

        return opened(path, read_or_fail)

    def decode_or_fail(source: Any, name: str, **options: Any) -> Any:
        _fail(_order_for(name).decoding)
        return decode(source, name, **options)

    def write_or_fail(path: Path, data: bytes) -> None:
        _fail(_order_for(path.name).writing)
        write(path, data)

    fingerprint._opened = opened_or_fail
    preparing.decode = decode_or_fail
    thumbnails.write_whole = write_or_fail  # type: ignore[assignment]
    return colours.load(setup, report)


def _mark() -> Path:
    return Path(os.environ[ORDERS]).with_suffix(".met")


def _order_for(name: str) -> Order:
    with contextlib.suppress(FileNotFoundError):
        now = Order(**json.loads(Path(os.environ[ORDERS]).read_text()))
        if zlib.crc32(os.fsencode(os.path.basename(name))) % now.one_in == 0:
            return now
    return Order()


def _fail(name: str) -> None:
    if name:
        _mark().touch()
        code = getattr(errno, name)
        raise OSError(code, os.strerror(code))
