"""Which folders can be watched, and what to say about those that cannot."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from photoclip.core.errors import FolderError
from photoclip.core.models import Folder
from photoclip.core.wording import Message


def normalise(path: str | os.PathLike[str]) -> Path:
    """The one way to write a folder's path: absolute, "~" and links resolved, no trailing slash.

    Links are resolved so that a folder given twice by different ways is recognised, and so that
    "lies inside" can be read off the path. A folder that does not exist is no error here.
    Raises FolderError for what can be no path at all.
    """
    text = os.fspath(path)
    if not text.strip() or "\0" in text:
        raise FolderError("This is not the path of a folder.", "Give the path of a folder.")
    return Path(os.path.realpath(os.path.expanduser(text)))


def check_new_folder(
    path: Path, existing: Sequence[Folder], own_places: Sequence[Path] = ()
) -> tuple[Folder, ...]:
    """Make sure that a folder can be watched, and say which watched folders it would swallow.

    path: as :func:`normalise` gives it. own_places: the library's data and its caches; a folder
    around them is fine, since every scan leaves them out, one inside them is not.
    Returns the watched folders that lie inside the new one: their photos would be met twice, so
    they have to become a part of it. Raises FolderError with the reason, in a person's words.
    """
    _check_readable(path)
    for place in own_places:
        if _is_inside(path, normalise(place)):
            raise FolderError(
                Message("The folder {path} belongs to PhotoClip itself.", path=path),
                "Choose a folder with your own photos.",
            )
    for folder in existing:
        watched = normalise(folder.path)
        if watched == path or _is_same(watched, path):
            raise FolderError(Message("The folder {path} is watched already.", path=path))
        if _is_inside(path, watched):
            raise FolderError(
                Message(
                    "The folder {path} lies inside {watched}, which is watched already.",
                    path=path,
                    watched=folder.path,
                ),
                "Its photos are covered; there is nothing to add.",
            )
    return tuple(folder for folder in existing if _is_inside(normalise(folder.path), path))


def _check_readable(path: Path) -> None:
    if not os.path.lexists(path):
        raise FolderError(
            Message("The folder {path} does not exist.", path=path), "Check how it is spelled."
        )
    if not path.is_dir():
        raise FolderError(
            Message("{path} is a file, not a folder.", path=path),
            Message("Add the folder that it lies in: {parent}", parent=path.parent),
        )
    hint = "Change its permissions, or choose another folder."
    try:
        with os.scandir(path) as entries:
            first = next(entries, None)
        if first is not None:
            os.lstat(first.path)
    except FileNotFoundError:  # the entry vanished since: the folder itself was readable
        return
    except OSError as error:
        raise FolderError(
            Message(
                "The folder {path} cannot be read: {strerror}.", path=path, strerror=error.strerror
            ),
            hint,
        ) from error


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is the folder or lies in it, also where case does not matter."""
    inner, outer = Path(os.path.normcase(path)), Path(os.path.normcase(folder))
    return inner.is_relative_to(outer) or any(_is_same(one, outer) for one in inner.parents)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two spellings lead to one folder, as upper and lower case do on macOS."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
