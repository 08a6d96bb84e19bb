"""Sidecar files: which one belongs to a photo, and how it is read and replaced safely.

Two ways to name them are in use: digiKam, darktable and others append to the whole name
(``photo.jpg.xmp``), Adobe's programs replace the extension (``photo.xmp``). The first names its
photo beyond doubt, so it wins where both are there, and it is the form of new sidecars unless
the person prefers the other one.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass

from photoclip.core.errors import (
    DiskFullError,
    SidecarChangedError,
    SidecarError,
    UnfitFileError,
    is_disk_full,
)
from photoclip.core.small_files import check_small
from photoclip.core.wording import Message
from photoclip.media.formats import is_picture_name, is_raw_name
from photoclip.media.xmp import XmpPacket

LARGEST_BYTES = 4 << 20
"""Larger files are not read: real sidecars have some kilobytes, with many masks a few megabytes."""

EXTENSION = ".xmp"
_ALIKE = {
    **dict.fromkeys(("jpg", "jpeg", "jpe", "jfif"), "jpg"),
    **dict.fromkeys(("tif", "tiff"), "tif"),
    **dict.fromkeys(("heic", "heif"), "heic"),
}
"""Extensions of one format: a picture renamed from one to the other keeps its sidecar."""

_PARTIAL = re.compile(r"\.photoclip-[0-9a-f]{16}\.partial")
_LEFTOVER_AGE_S = 3600.0
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file is still the one that was read. modified_ns: its time."""

    modified_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as it was read."""

    path: str
    packet: XmpPacket
    stamp: Stamp


class Standing(enum.Enum):
    """How sure a name is that a sidecar is a photo's.

    OWN: the name says so. ALONE: no other picture may be meant. RIVAL: the only RAW is meant
    before this one. OPEN: several may be meant.
    """

    OWN = enum.auto()
    ALONE = enum.auto()
    RIVAL = enum.auto()
    OPEN = enum.auto()


class SidecarNames:
    """Which files of one directory are sidecars of which photos. names: all of the directory."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._sidecars = {
            one.lower(): one for one in sorted(self._names) if one.lower().endswith(EXTENSION)
        }
        self._pictures: dict[str, list[str]] = {}
        for one in sorted(self._names):
            if is_picture_name(one):
                self._pictures.setdefault(_stem(one), []).append(one)

    @property
    def leftovers(self) -> list[str]:
        """What a process that was killed while it wrote may have left here."""
        return sorted(one for one in self._names if _PARTIAL.fullmatch(one))

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def find(self, photo: str) -> str | None:
        """The name of what is a photo's sidecar by the names alone, None where it has none."""
        found = self.candidate(photo)
        is_sure = found is not None and found[1] in (Standing.OWN, Standing.ALONE)
        return found[0] if found is not None and is_sure else None

    def candidate(self, photo: str) -> tuple[str, Standing] | None:
        """The name of what may be a photo's sidecar, None where there is none."""
        own = self._sidecars.get((photo + EXTENSION).lower())
        if own is not None:
            return own, Standing.OWN
        shared = self._sidecars.get(_stem(photo) + EXTENSION)
        return None if shared is None else (shared, self._standing(photo))

    def is_meant(self, photo: str, extension: str) -> bool | None:
        """Whether ``photo.xmp`` that names an extension means this photo, None where it is open.

        extension: lower case, without its dot (photoshop:SidecarForExtension).
        """
        pictures = self._pictures.get(_stem(photo), [])
        meant = [one for one in pictures if _extension(one) == extension]
        if not meant:
            kind = _ALIKE.get(extension, extension)
            meant = [one for one in pictures if _ALIKE.get(_extension(one)) == kind]
        if photo not in meant:
            return False
        return True if len(meant) == 1 else None

    def new(self, photo: str, *, is_adobe: bool) -> str:
        """The name of a sidecar to be made. is_adobe: ``photo.xmp``, where that is beyond doubt."""
        shared = os.path.splitext(photo)[0] + EXTENSION
        is_free = shared.lower() not in self._sidecars
        if is_adobe and is_free and self._standing(photo) is Standing.ALONE:
            return shared
        return photo + EXTENSION

    def _standing(self, photo: str) -> Standing:
        """What ``photo.xmp`` is to this one: it means the only picture of its stem, or the only
        RAW."""
        pictures = self._pictures.get(_stem(photo), [])
        raws = [one for one in pictures if is_raw_name(one)]
        if len(pictures) == 1 or raws == [photo]:
            return Standing.ALONE
        return Standing.RIVAL if len(raws) == 1 else Standing.OPEN


def _stem(name: str) -> str:
    return os.path.splitext(name)[0].lower()


def possible_names(photo: str) -> tuple[str, str]:
    """What a photo's sidecar may be called, in lower case."""
    return (photo + EXTENSION).lower(), _stem(photo) + EXTENSION


def _extension(name: str) -> str:
    return os.path.splitext(name)[1].lower().removeprefix(".")


def look(path: str) -> Stamp | None:
    """The stamp of a file, None where there is none. Raises SidecarError."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unread(path, error) from error
    return Stamp(status.st_mtime_ns, status.st_size)


def read_sidecar(path: str) -> Sidecar:
    """Read and understand a sidecar. Raises SidecarError, and touches nothing."""
    what = os.path.basename(path)
    try:
        check_small(path, os.stat(path))
        # Not blocking: somebody may have put a pipe there meanwhile.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _binary())
        with open(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise SidecarError(
                    Message("{what} is no file.", what=what), "Move it away, or leave it."
                )
            stored = file.read(LARGEST_BYTES + 1)
    except UnfitFileError as error:
        raise SidecarError(error.message, "Move it away, or leave it.") from error
    except OSError as error:
        raise _unread(path, error) from error
    if len(stored) > LARGEST_BYTES:
        raise SidecarError(
            Message(
                "The sidecar {what} is larger than {limit} MiB.",
                what=what,
                limit=LARGEST_BYTES >> 20,
            ),
            "It was left as it is; look whether it is a sidecar at all.",
        )
    stamp = Stamp(status.st_mtime_ns, len(stored))
    return Sidecar(path, XmpPacket.read(stored, what), stamp)


def replace_sidecar(path: str, packet: XmpPacket, seen: Stamp | None) -> Stamp:
    """Put a packet in the place of a sidecar, whole or not at all; its new stamp.

    seen: what it was when it was read, None where there was none. Raises SidecarChangedError when
    another program has written it since, SidecarError where it cannot be written, DiskFullError.
    """
    target = os.path.realpath(path)  # a link stays a link
    partial = None
    try:
        status = None if seen is None else os.stat(target)
        if status is not None and not os.access(target, os.W_OK):
            # A rename would go through, but who protects a file means its content.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        partial = _written_beside(target, packet.stored(), status)
        if look(target) != seen:
            raise SidecarChangedError(
                Message("Another program has just written {path}.", path=path),
                "It was left as it is; try again.",
            )
        # Of the copy: a moment after the rename the place may hold another program's work.
        stamp = look(partial)
        assert stamp is not None, "it was written a moment ago"
        _put(partial, target, is_new=seen is None)
        partial = None
        _flush_directory(os.path.dirname(target))
    except FileExistsError as error:
        raise SidecarChangedError(
            Message("Another program has just written {path}.", path=path),
            "It was left as it is; try again.",
        ) from error
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        if partial is not None:
            with contextlib.suppress(OSError):
                os.unlink(partial)
    return stamp


def remove_leftovers(directory: str, names: SidecarNames) -> None:
    """Take away half-written copies of ours, unless they may be in the making."""
    before = time.time() - _LEFTOVER_AGE_S
    for name in names.leftovers:
        path = os.path.join(directory, name)
        with contextlib.suppress(OSError):
            if os.lstat(path).st_mtime < before:
                os.unlink(path)


def _written_beside(target: str, stored: bytes, status: os.stat_result | None) -> str:
    """A complete copy in the same directory, with the permissions of what it replaces."""
    name = f".photoclip-{secrets.token_hex(8)}.partial"
    partial = os.path.join(os.path.dirname(target), name)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _binary(), 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(stored)
            file.flush()
            os.fsync(file.fileno())
        if status is not None:
            os.chmod(partial, stat.S_IMODE(status.st_mode))
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise
    return partial


def _put(partial: str, target: str, *, is_new: bool) -> None:
    if is_new:
        try:
            # Unlike a rename, a link never replaces what another program made meanwhile.
            os.link(partial, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            pass
        else:
            os.unlink(partial)
            return
    os.replace(partial, target)


def _flush_directory(directory: str) -> None:
    """Make the new name outlive a loss of power, where directories can be flushed."""
    with contextlib.suppress(OSError):
        descriptor = os.open(directory or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _binary() -> int:
    return getattr(os, "O_BINARY", 0)


def _unread(path: str, error: OSError) -> SidecarError:
    return SidecarError(
        Message(
            "The sidecar {path} cannot be read ({reason}).",
            path=path,
            reason=error.strerror or error,
        ),
        "Check that its drive is connected and that you may read it.",
    )


def _unwritten(path: str, error: OSError) -> SidecarError | DiskFullError:
    if is_disk_full(error):
        return DiskFullError(
            Message("The disk is full, so {path} could not be written.", path=path),
            "Nothing was lost: free some space and try again.",
        )
    said = Message(
        "The sidecar {path} cannot be written ({reason}).",
        path=path,
        reason=error.strerror or error,
    )
    if error.errno in _REFUSED:
        return SidecarError(said, "Check that you may write there; nothing was changed.")
    return SidecarError(said, "Check that its drive is connected and healthy.")
