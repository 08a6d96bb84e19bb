"""How albums lie in one another: paths, and what may not be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from photoclip.core.albums import Album
from photoclip.core.errors import AlbumError
from photoclip.core.wording import Message

SEPARATOR = "/"
LONGEST_NAME = 200
DEEPEST = 64
"""How many albums may lie in one another: folders and foreign keys know an end, too."""


class AlbumTree:
    """All albums of a library at one moment. Names are compared without regard to case."""

    def __init__(self, albums: Iterable[Album]) -> None:
        self._by_id = {one.id: one for one in albums}
        self._children: dict[int | None, list[Album]] = {}
        for album in self._by_id.values():
            self._children.setdefault(album.parent_id, []).append(album)
        for siblings in self._children.values():
            siblings.sort(key=lambda one: (name_key(one.name), one.id))
        self._named = {(one.parent_id, name_key(one.name)): one for one in self._by_id.values()}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, album_id: int) -> bool:
        return album_id in self._by_id

    def __iter__(self) -> Iterator[Album]:
        """Every album, each before those in it, siblings by name."""
        return self.below(None)

    def get(self, album_id: int) -> Album:
        """The album with this id. Raises AlbumError where it is gone."""
        album = self._by_id.get(album_id)
        if album is None:
            raise AlbumError("This album is not there any more.", "Choose another one.")
        return album

    def children(self, parent_id: int | None) -> list[Album]:
        """The albums that lie directly in another one, or at the top; by name."""
        return list(self._children.get(parent_id, ()))

    def below(self, album_id: int | None) -> Iterator[Album]:
        """Every album inside of another one, however deep, each before those in it."""
        waiting = self.children(album_id)[::-1]
        while waiting:
            album = waiting.pop()
            yield album
            waiting.extend(self._children.get(album.id, ())[::-1])

    def named(self, name: str, parent_id: int | None) -> Album | None:
        """The album with this name directly in ``parent_id``."""
        return self._named.get((parent_id, name_key(name)))

    def path(self, album_id: int) -> str:
        """Where an album lies: the names from the top down, with "/" between."""
        names = []
        step: int | None = album_id
        while step is not None:
            album = self.get(step)
            names.append(album.name)
            step = album.parent_id
        return SEPARATOR.join(reversed(names))

    def matches(self, name_or_path: str) -> list[Album]:
        """The album at a path from the top, or else all with this name anywhere."""
        parts = [part for part in name_or_path.split(SEPARATOR) if part.strip()]
        album: Album | None = None
        for part in parts:
            album = self.named(part, album.id if album else None)
            if album is None:
                break
        if album is not None:
            return [album]
        if len(parts) != 1:
            return []
        key = name_key(parts[0])
        return [one for one in self._by_id.values() if name_key(one.name) == key]

    def find(self, name_or_path: str) -> Album:
        """The album at a path from the top, or the only one with this name anywhere.

        Raises AlbumError where there is none, or where several have this name.
        """
        found = self.matches(name_or_path)
        name = name_or_path.strip()
        if not found:
            raise AlbumError(
                Message("There is no album “{name}”.", name=name),
                "It may have been renamed or deleted.",
            )
        if len(found) > 1:
            paths = ", ".join(sorted(self.path(one.id) for one in found)[:3])
            raise AlbumError(
                Message("Several albums are called “{name}”.", name=name),
                Message("Say which: {paths}.", paths=paths),
            )
        return found[0]

    def must_be_free(self, name: str, parent_id: int | None, but: int | None = None) -> None:
        """Raises AlbumError where another album in ``parent_id`` has this name already."""
        other = self.named(name, parent_id)
        if other is not None and other.id != but:
            raise AlbumError(
                Message("There is an album “{name}” here already.", name=other.name),
                "Choose another name, or merge the two.",
            )

    def must_not_enclose(self, album_id: int, parent_id: int | None) -> None:
        """Raises AlbumError where ``parent_id`` is the album itself or lies in it."""
        step = parent_id
        while step is not None:
            if step == album_id:
                raise AlbumError(
                    Message("“{name}” cannot be put into itself.", name=self.get(album_id).name),
                    "Choose an album outside of it.",
                )
            step = self.get(step).parent_id

    def must_not_be_too_deep(self, parent_id: int | None, album_id: int | None = None) -> None:
        """Raises AlbumError where an album, with those in it, has no room below ``parent_id``."""
        depth = 0 if parent_id is None else self.depth(parent_id)
        height = 1
        if album_id is not None:
            deepest = max((self.depth(one.id) for one in self.below(album_id)), default=0)
            height = max(1, deepest - self.depth(album_id) + 1)
        check_depth(depth + height)

    def depth(self, album_id: int) -> int:
        """How many albums lead to this one, itself included."""
        return self.path(album_id).count(SEPARATOR) + 1


def check_depth(depth: int) -> None:
    """Raises AlbumError where too many albums would lie in one another."""
    if depth > DEEPEST:
        raise AlbumError(
            Message("Albums can lie {most} deep in one another, not deeper.", most=DEEPEST),
            "Choose an album further up.",
        )


def name_key(name: str) -> str:
    """What two names share that a person takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name.strip()).casefold())


def checked_name(name: str) -> str:
    """The name as it is kept: without blanks around it, composed (NFC).

    Raises AlbumError for one that is empty, too long, or has "/" or control characters in it.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise AlbumError("An album needs a name.", "Type one.")
    if len(name) > LONGEST_NAME:
        raise AlbumError(
            Message(
                "The name has {count} characters, but {most} is the most.",
                count=len(name),
                most=LONGEST_NAME,
            ),
            "Choose a shorter one.",
        )
    if SEPARATOR in name:
        raise AlbumError(
            "The name of an album cannot contain “/”, which stands between nested albums.",
            "Choose another sign.",
        )
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in name):
        raise AlbumError("The name has characters that cannot be shown.", "Type it anew.")
    return name


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or with the first number behind it that makes it a free one."""
    chosen, number = name, 2
    while is_taken(chosen):
        ending = f" {number}"
        chosen, number = name[: LONGEST_NAME - len(ending)] + ending, number + 1
    return chosen
