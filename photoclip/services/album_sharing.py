"""Albums as folders that anybody can open: copies of the photos, or links to them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.albums import Album, ShareAs
from photoclip.core.errors import AlbumError, DiskFullError, is_disk_full
from photoclip.core.wording import Message
from photoclip.services.albums import AlbumService


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """What was written. missing: photos whose file cannot be reached now."""

    path: Path
    written: int
    missing: tuple[str, ...]


Progress = Callable[[int, int], None]
"""(photos done, photos in all)"""

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class AlbumSharing:
    """Writes the photos of albums into new folders. Originals are only read."""

    def __init__(self, catalog: Catalog, albums: AlbumService) -> None:
        self._catalog = catalog
        self._albums = albums

    def share(
        self,
        album_id: int,
        destination: Path,
        how: ShareAs | str = ShareAs.COPIES,
        *,
        progress: Progress = lambda done, total: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> SharedFolder:
        """Make a folder named like the album in ``destination``, with the albums in it inside.

        The folder appears when it is whole: an error or a cancel leaves nothing behind. Nothing
        is ever overwritten: where the name is taken, the folder gets a number. Raises AlbumError
        where the destination cannot be written or holds no such links, or where every photo is
        away, DiskFullError, and what filling the album raises.
        """
        how = ShareAs(how)
        tree = self._albums.tree()
        album = tree.get(album_id)
        plan: list[tuple[Path, list[int]]] = []
        self._collect(album, Path(), plan)
        total = sum(len(ids) for _, ids in plan)
        written, missing = 0, []
        with _errors_of(destination):
            partial = Path(tempfile.mkdtemp(prefix=".photoclip-", dir=destination))
            partial.chmod(0o755)
        try:
            for folder, photo_ids in plan:
                with _errors_of(destination):
                    (partial / folder).mkdir(parents=True, exist_ok=True)
                names = _Names()
                paths = self._catalog.photos.paths_of(photo_ids)
                for photo_id in photo_ids:
                    if is_cancelled():
                        raise AlbumError("Sharing was stopped.", "No folder was made.")
                    known = paths.get(photo_id, [])
                    source = next((one for one in known if os.access(one, os.R_OK)), None)
                    if source is None:
                        missing.extend(known[:1])
                        continue
                    target = partial / folder / names.free(os.path.basename(source))
                    with _errors_of(destination):
                        _write(source, target, how)
                    written += 1
                    progress(written + len(missing), total)
            if missing and not written:
                raise AlbumError(
                    Message(
                        "No photo of “{name}” can be read now, so no folder was made.",
                        name=album.name,
                    ),
                    "Connect the drive that they lie on, or index their folder anew.",
                )
            with _errors_of(destination):
                final = _take_name(partial, destination, file_name(album.name))
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        return SharedFolder(final, written, tuple(missing))

    def _collect(self, album: Album, place: Path, plan: list[tuple[Path, list[int]]]) -> None:
        plan.append((place, self._albums.content(album.id).photo_ids.tolist()))
        names = _Names()
        for child in self._albums.tree().children(album.id):
            self._collect(child, place / names.free(file_name(child.name)), plan)


def file_name(name: str) -> str:
    """A name that every file system takes (Windows' rules are the narrowest)."""
    cleaned = _FORBIDDEN.sub("_", name).rstrip(". ") or "_"
    cleaned = f"_{cleaned}" if _RESERVED.match(cleaned) else cleaned
    while len(os.fsencode(cleaned)) > _LONGEST:
        cleaned = cleaned[:-1]
    return cleaned


_LONGEST = 200


class _Names:
    """Names that are not taken yet, in a folder that may not tell upper from lower case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """The name, or with a number before its ending."""
        stem, ending = os.path.splitext(name)
        chosen, number = name, 2
        while chosen.casefold() in self._taken:
            chosen, number = f"{stem} ({number}){ending}", number + 1
        self._taken.add(chosen.casefold())
        return chosen


def _write(source: str, target: Path, how: ShareAs) -> None:
    if how is ShareAs.COPIES:
        shutil.copy2(source, target)
        return
    original = os.path.realpath(source)
    try:
        os.symlink(original, target)
    except (OSError, NotImplementedError):
        # Windows without the developer mode, or a file system without symbolic links; a hard
        # link is the photo itself under another name, so it needs the same disk.
        os.link(original, target)


def _take_name(partial: Path, destination: Path, name: str) -> Path:
    """Give the finished folder the first name that is free, without ever taking one away."""
    number = 1
    while True:
        final = destination / (name if number == 1 else f"{name} ({number})")
        number += 1
        try:
            # A rename would silently replace an empty directory of this name.
            final.mkdir()
        except FileExistsError:
            continue
        if os.name == "nt":
            final.rmdir()
        partial.rename(final)
        return final


@contextlib.contextmanager
def _errors_of(destination: Path) -> Iterator[None]:
    """What the file system refuses, in a person's words."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(
                Message("The disk that holds {directory} is full.", directory=destination),
                "Free some space; no folder was made.",
            ) from error
        if error.errno in (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            raise AlbumError(
                Message(
                    "{folder} cannot hold links to the photos ({reason}).",
                    folder=destination,
                    reason=error.strerror,
                ),
                "Share copies instead.",
            ) from error
        raise AlbumError(
            Message(
                "{folder} cannot be written ({reason}).",
                folder=destination,
                reason=error.strerror,
            ),
            "Choose a folder that is there and that you may write to; no folder was made.",
        ) from error
