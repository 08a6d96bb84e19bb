"""What a person dropped or pasted, understood off the window's thread."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QUrl

from photoclip.core.errors import FolderError
from photoclip.core.models import Folder
from photoclip.gui.language import words
from photoclip.media.formats import is_picture_name

if TYPE_CHECKING:
    from photoclip.app.library import Library

LOOKED_AT = 20_000
URL_LIST = "text/uri-list"


@dataclass(frozen=True, slots=True)
class Dropped:
    """folders: directories. picture_folders: where dropped pictures lie, the most common first."""

    folders: tuple[Path, ...] = ()
    picture_folders: tuple[Path, ...] = ()
    picture_count: int = 0
    others: int = 0
    is_remote: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of folders that were to be watched.

    covered: (folder, watched folder that holds it or is it). swallowed: watched folders that
    became a part of a new one. refused: sentences of folders that cannot be watched.
    """

    folders: tuple[Folder, ...] = ()
    covered: tuple[tuple[Path, Path], ...] = ()
    swallowed: tuple[Path, ...] = ()
    refused: tuple[str, ...] = ()


def url_list(data: QMimeData) -> bytes:
    """The URLs of a drop as they were sent (RFC 2483), to be read off the window's thread."""
    return bytes(data.data(URL_LIST).data())


def paths_in(urls: bytes, at_most: int = LOOKED_AT) -> list[str]:
    """Paths of this computer in a list of URLs. For any thread: ten thousand take 10 ms."""
    found = []
    for line in urls.splitlines():
        url = QUrl.fromEncoded(QByteArray(line.strip()))
        if not line.startswith(b"#") and url.isLocalFile():
            found.append(url.toLocalFile())
            if len(found) == at_most:
                break
    return found


def first_path(data: QMimeData) -> str:
    """The first path of this computer in a drop, "" without one."""
    return next(iter(paths_in(url_list(data), 1)), "")


def has_remote(data: QMimeData) -> bool:
    """Whether a drop begins with something on the web."""
    first = url_list(data).lstrip().split(b"\n", 1)[0].strip()
    return bool(first) and not QUrl.fromEncoded(QByteArray(first)).isLocalFile()


def understand(urls: bytes) -> Dropped:
    """Sort what was dropped. Looks at the disk."""
    folders: dict[Path, None] = {}
    parents: Counter[Path] = Counter()
    pictures = others = 0
    for path in paths_in(urls):
        if os.path.isdir(path):
            folders[Path(path)] = None
        elif is_picture_name(os.path.basename(path)) and os.path.exists(path):
            pictures += 1
            parents[Path(path).parent] += 1
        else:
            others += 1
    order = tuple(one for one, _ in parents.most_common())
    return Dropped(tuple(folders), order, pictures, others)


def add_folders(library: Library, paths: list[Path]) -> Added:
    """Watch folders and begin to take them in; what is covered already is told apart."""
    added: list[Folder] = []
    covered: list[tuple[Path, Path]] = []
    swallowed: list[Path] = []
    refused: list[str] = []
    # Outer folders first, so that an inner one of the same drop is found to be covered.
    for path in sorted(paths, key=lambda one: len(one.parts)):
        before = library.folders()
        place = Path(os.path.realpath(path))
        holder = next((one for one in before if place.is_relative_to(one.path)), None)
        if holder is not None:
            covered.append((path, holder.path))
            continue
        try:
            folder = library.add_folder(path)
        except FolderError as error:
            refused.append(words.told(error))
            continue
        added.append(folder)
        swallowed.extend(one.path for one in before if one.path.is_relative_to(folder.path))
    if added:
        library.background.index(added)
    return Added(tuple(added), tuple(covered), tuple(swallowed), tuple(refused))
