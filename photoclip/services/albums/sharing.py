"""Albums as folders that anybody can open: copies of the photos, or links to them."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from photoclip.catalog.database import Catalog
from photoclip.core.albums import Album, ShareAs
from photoclip.core.errors import AlbumError, DiskFullError, is_disk_full
from photoclip.core.own_files import held_folder, writing_at
from photoclip.core.wording import Message
from photoclip.services.albums.service import AlbumService
from photoclip.services.identity.file_guard import FileGuard


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """What was written. missing: files that cannot be reached now, or hold something else."""

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
        self._guard = FileGuard(catalog)

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
        is ever overwritten: where the name is taken, the folder gets a number. What a killed
        process left half done there is removed after a day. Raises AlbumError
        where the destination cannot be written or holds no such links, or where every photo is
        away, DiskFullError, and what filling the album raises.
        """
        how = ShareAs(how)
        album = self._albums.tree().get(album_id)
        plan = self._plan(album)
        total = sum(len(ids) for _, ids in plan)
        written, missing = 0, []
        _remove_leftovers(destination)
        with _errors_of(destination, how):
            partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=destination))
            partial.chmod(0o755)
        in_use = contextlib.ExitStack()
        try:
            in_use.enter_context(writing_at(self._catalog.path.parent, destination))
            in_use.enter_context(held_folder(partial))
            for folder, photo_ids in plan:
                with _errors_of(destination, how):
                    (partial / folder).mkdir(parents=True, exist_ok=True)
                names = _Names()
                paths = self._catalog.photos.paths_of(photo_ids)
                for photo_id in photo_ids:
                    if is_cancelled():
                        raise AlbumError("Sharing was stopped.", "No folder was made.")
                    known = paths.get(photo_id, [])
                    with _errors_of(destination, how):
                        sure = (one for one in known if not self._guard.refusal_at(photo_id, one))
                        if any(_put(one, partial / folder, names, how) for one in sure):
                            written += 1
                        else:
                            missing.extend(known[:1])
                    progress(written + len(missing), total)
            if missing and not written:
                raise AlbumError(
                    Message(
                        "No photo of “{name}” can be read now, so no folder was made.",
                        name=album.name,
                    ),
                    "Connect the drive that they lie on, or index their folder anew.",
                )
            with _errors_of(destination, how):
                final = _take_name(partial, destination, file_name(album.name))
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        finally:
            in_use.close()
        return SharedFolder(final, written, tuple(missing))

    def _plan(self, album: Album) -> list[tuple[Path, list[int]]]:
        """The folders to make, each before those in it, with their photos."""
        tree, plan = self._albums.tree(), []
        waiting = [(album, Path())]
        while waiting:
            one, place = waiting.pop()
            plan.append((place, self._albums.content(one.id).photo_ids.tolist()))
            names = _Names()
            inside = [
                (each, place / names.free(file_name(each.name))) for each in tree.children(one.id)
            ]
            waiting.extend(inside[::-1])
        return plan


def file_name(name: str) -> str:
    """A name that every file system takes (Windows' rules are the narrowest)."""
    cleaned = _FORBIDDEN.sub("_", name).rstrip(". ") or "_"
    cleaned = f"_{cleaned}" if _RESERVED.match(cleaned) else cleaned
    while len(os.fsencode(cleaned)) > _LONGEST:
        cleaned = cleaned[:-1]
    return cleaned


_LONGEST, _LONGEST_FILE = 200, 255
"""Bytes of the name of a folder, which leaves room for a number, and of a file."""

_PARTIAL = ".photoclip-share-"
_LEFTOVER_AGE_S = 24 * 3600.0


class _Names:
    """Names that are not taken yet, in a folder that may not tell upper from lower case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """The name, or with a number before its ending; never too long for a file system."""
        stem, ending = os.path.splitext(name)
        chosen, number = name, 2
        while chosen.casefold() in self._taken:
            ending_now, number = f" ({number}){ending}", number + 1
            kept = stem
            while len(os.fsencode(kept + ending_now)) > _LONGEST_FILE and kept:
                kept = kept[:-1]
            chosen = kept + ending_now
        self._taken.add(chosen.casefold())
        return chosen


def _put(source: str, folder: Path, names: _Names, how: ShareAs) -> bool:
    """Share one file; False where it cannot be read. Raises OSError where it cannot be written."""
    if not os.access(source, os.R_OK):
        return False
    name = os.path.basename(source)
    target = folder / names.free(name)
    try:
        _write(source, target, how)
    except OSError as error:
        suiting = file_name(name)
        if error.errno in (errno.EINVAL, errno.EILSEQ) and suiting != name:
            # Sticks and cards know neither ":" nor bytes that are no text.
            _write(source, folder / names.free(suiting), how)
            return True
        is_of_source = error.filename == source and error.filename2 is None
        if error.errno != errno.EIO and not is_of_source:
            raise
        # It went away a moment ago, or its disk is failing.
        target.unlink(missing_ok=True)
        return False
    return True


def _write(source: str, target: Path, how: ShareAs) -> None:
    if how is ShareAs.COPIES:
        shutil.copyfile(source, target)
        # Times and permissions are not worth an error where the file system has none.
        with contextlib.suppress(OSError):
            shutil.copystat(source, target)
        return
    original = os.path.realpath(source)
    try:
        os.symlink(original, target)
    except (OSError, NotImplementedError):
        # Windows without the developer mode, or a file system without symbolic links; a hard
        # link is the photo itself under another name, so it needs the same disk.
        os.link(original, target)


def _remove_leftovers(destination: Path) -> None:
    """Take away folders that a process which was killed has begun here."""
    before = time.time() - _LEFTOVER_AGE_S
    with contextlib.suppress(OSError), os.scandir(destination) as found:
        for one in found:
            if (
                one.name.startswith(_PARTIAL)
                and one.is_dir(follow_symlinks=False)
                and one.stat(follow_symlinks=False).st_mtime < before
            ):
                shutil.rmtree(one.path, ignore_errors=True)


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
def _errors_of(destination: Path, how: ShareAs) -> Iterator[None]:
    """What the file system refuses, in a person's words."""
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(
                Message("The disk that holds {directory} is full.", directory=destination),
                "Free some space; no folder was made.",
            ) from error
        no_links = (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.ENOSYS)
        if how is ShareAs.LINKS and error.errno in no_links:
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
