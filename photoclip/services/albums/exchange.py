"""Albums as JSON that another library with the same photos understands.

Version 1: {"photoclip-albums": 1, "albums": [...]}, each album with its path, kind, query,
labels, cut_off, order and created_at, and photos, yes, no and cover as content hashes
(hexadecimal, 128 bits of BLAKE2b over the file; RFC 7693), so that names and places do not
matter. Albums stand before those in them. Unknown keys are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from photoclip.core.album_tree import (
    SEPARATOR,
    AlbumTree,
    check_depth,
    checked_name,
    free_name,
    name_key,
)
from photoclip.core.albums import Album, AlbumKind, AlbumOrder, AlbumState, check_rules
from photoclip.core.errors import AlbumError, PhotoClipError, QuerySyntaxError
from photoclip.core.models import CONTENT_HASH_BYTES
from photoclip.core.query.parser import parse
from photoclip.core.small_files import MOST_LIST_BYTES, read_small_text
from photoclip.core.wording import Message
from photoclip.media.whole_files import write_document
from photoclip.services.albums.changes import AlbumEditor

VERSION = 1
_MARK = "photoclip-albums"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. All are paths, except missing.

    made: albums that are new. merged: that were there, of the same kind and rule, and took what
    was not in them. renamed: new ones that stand beside another album of their name, as (their
    path in the file, their path here). contradicted: how many judgements were left out because
    the person said the opposite here. missing: how many photos of the file this library lacks.
    has_changed: whether anything is different now, so that there is something to undo.
    """

    made: tuple[str, ...]
    merged: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    contradicted: int
    missing: int
    has_changed: bool


class AlbumExchange:
    """Writes and reads albums as JSON."""

    def __init__(self, editor: AlbumEditor) -> None:
        self._editor = editor

    def export(self, album_ids: Collection[int] = ()) -> str:
        """The JSON of some albums with those in them, of all albums by default."""
        tree = self._editor.tree()
        chosen = {below.id for one in album_ids for below in (tree.get(one), *tree.below(one))}
        albums = [one for one in tree if not album_ids or one.id in chosen]
        state = self._editor.table.whole(one.id for one in albums)
        photo_ids = {photo for _, photo in (*state.members, *state.judgements)}
        photo_ids |= {one.cover_id for one in albums if one.cover_id is not None}
        hashes = {one: found.hex() for one, found in self._editor.table.hashes(photo_ids).items()}
        held: dict[int, list[tuple[int, str]]] = {}
        for (album_id, photo), place in state.members.items():
            held.setdefault(album_id, []).append((place or 0, hashes[photo]))
        said: dict[tuple[int, bool], list[str]] = {}
        for (album_id, photo), is_in in state.judgements.items():
            said.setdefault((album_id, bool(is_in)), []).append(hashes[photo])
        described = [
            {
                "path": tree.path(one.id).split(SEPARATOR),
                "kind": one.kind.value,
                "query": one.query,
                "labels": list(one.labels),
                "cut_off": one.cut_off,
                "order": one.order.value,
                "created_at": one.created_at.isoformat(),
                "cover": None if one.cover_id is None else hashes.get(one.cover_id),
                "photos": [found for _, found in sorted(held.get(one.id, []))],
                "yes": sorted(said.get((one.id, True), [])),
                "no": sorted(said.get((one.id, False), [])),
            }
            for one in albums
        ]
        return json.dumps({_MARK: VERSION, "albums": described}, ensure_ascii=False, indent=1)

    def write(self, path: Path, album_ids: Collection[int] = ()) -> None:
        """Write ``export`` into a file, which is whole or as it was. Raises OSError as it comes."""
        write_document(path, (self.export(album_ids) + "\n").encode())

    def read(self, path: Path) -> ImportReport:
        """``import_albums`` from a file, with or without a byte order mark.

        Raises UnfitFileError for what is no file or too large to be one of albums, OSError as it
        comes.
        """
        return self.import_albums(read_small_text(path, MOST_LIST_BYTES, errors="replace"))

    def import_albums(self, text: str) -> ImportReport:
        """Take in the albums of a JSON text, as one change that can be undone.

        An album that is here already takes what it lacks, and nothing of it is taken away. Where
        it is of another kind or follows another rule, the new one stands beside it under another
        name. Raises AlbumError for what is no such text; then nothing was changed.
        """
        found = _parsed(text)
        with self._editor.lock:
            table = self._editor.table
            wanted = {one for album in found for one in album.hashes}
            merge = _Import(self._editor.tree(), table.by_hashes(wanted))
            first = table.new("first", AlbumKind.MANUAL)
            for number, album in enumerate(found):
                merge.take(album, replace(album.album, id=first.id + number))
            known = {one.id for one in self._editor.tree()}
            before = table.whole(set(merge.albums) & known)
            after = merge.state(before)
            past = AlbumState(
                {one: before.albums.get(one) for one in after.albums},
                {pair: before.members.get(pair) for pair in after.members},
                {pair: before.judgements.get(pair) for pair in after.judgements},
            )
            has_changed = self._editor.change("import-albums", past, after)
            return merge.report(len(wanted), has_changed)


@dataclass(frozen=True, slots=True)
class _Described:
    """One album of a file. album: with neither id nor parent yet."""

    path: tuple[str, ...]
    album: Album
    cover: bytes | None
    photos: tuple[bytes, ...]
    judgements: Mapping[bytes, bool]

    @property
    def hashes(self) -> Iterable[bytes]:
        """Every photo that it names."""
        return (*self.photos, *self.judgements, *([self.cover] if self.cover else []))


class _Import:
    """Which album of the file becomes which one here."""

    def __init__(self, tree: AlbumTree, photos: Mapping[bytes, int]) -> None:
        self._tree = tree
        self._photos = photos
        self._ids: dict[tuple[str, ...], int] = {}
        self._sources: dict[int, _Described] = {}
        self._contradicted = 0
        self.albums: dict[int, Album] = {}
        self._named = {(one.parent_id, name_key(one.name)): one for one in tree}
        self._made: list[int] = []
        self._renamed: list[tuple[str, int]] = []

    def take(self, source: _Described, fresh: Album) -> None:
        """Find its album here, or let ``fresh``, with an id of its own, become it."""
        keys = tuple(map(name_key, source.path))
        parent_id = self._ids.get(keys[:-1])
        if len(keys) > 1 and parent_id is None:
            parent_id = self._here(source.path[:-1])
        known = self._named.get((parent_id, keys[-1]))
        if known is None or known.id in self._sources or not _same_rule(known, source.album):
            own = source.path[-1]
            name = free_name(own, lambda one: (parent_id, name_key(one)) in self._named)
            cover = None if source.cover is None else self._photos.get(source.cover)
            known = replace(fresh, name=name, parent_id=parent_id, cover_id=cover)
            self._named[parent_id, name_key(name)] = known
            self._made.append(known.id)
            if name != own:
                self._renamed.append((SEPARATOR.join(source.path), known.id))
        self._ids.setdefault(keys, known.id)
        self._sources[known.id] = source
        self.albums[known.id] = known

    def _here(self, path: tuple[str, ...]) -> int | None:
        """An album of the library that the file names only as the place of another one."""
        album: Album | None = None
        for name in path:
            album = self._tree.named(name, album.id if album else None)
            if album is None:
                return None
        return album.id if album else None

    def state(self, before: AlbumState) -> AlbumState:
        """How it is afterwards, as far as that is different."""
        ends: dict[int, int] = {}
        for (album_id, _), place in before.members.items():
            ends[album_id] = max(ends.get(album_id, 0), (place or 0) + 1)
        members: dict[tuple[int, int], int | None] = {}
        judgements: dict[tuple[int, int], bool | None] = {}
        for album_id, source in self._sources.items():
            for found in source.photos:
                pair = (album_id, self._photos.get(found, 0))
                if pair[1] and pair not in before.members and pair not in members:
                    members[pair] = ends.get(album_id, 0)
                    ends[album_id] = ends.get(album_id, 0) + 1
            for found, is_in in source.judgements.items():
                pair = (album_id, self._photos.get(found, 0))
                if pair[1] and pair not in before.judgements:
                    judgements[pair] = is_in
                elif pair[1] and before.judgements[pair] is not is_in:
                    self._contradicted += 1
        return AlbumState({one: self.albums[one] for one in self._made}, members, judgements)

    def report(self, wanted: int, has_changed: bool) -> ImportReport:
        """What was done; ask after ``state``."""
        tree = AlbumTree([*self._tree, *(self.albums[one] for one in self._made)])
        made = set(self._made)
        return ImportReport(
            tuple(tree.path(one) for one in self._made),
            tuple(tree.path(one) for one in self.albums if one not in made),
            tuple((path, tree.path(one)) for path, one in self._renamed),
            self._contradicted,
            wanted - len(self._photos),
            has_changed,
        )


def _same_rule(one: Album, other: Album) -> bool:
    return (one.kind, one.query, one.labels) == (other.kind, other.query, other.labels)


def _parsed(text: str) -> list[_Described]:
    """Raises AlbumError for everything that is not such a file from end to end."""
    try:
        found = json.loads(text)
        version = found[_MARK]
        if isinstance(version, int) and version > VERSION:
            raise AlbumError(
                Message(
                    "The albums were written by a newer PhotoClip (version {version}, this one "
                    "knows {known}).",
                    version=version,
                    known=VERSION,
                ),
                "Update PhotoClip and try again.",
            )
        return [_described(one) for one in found["albums"]]
    except PhotoClipError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise AlbumError(
            Message(
                "This is no list of albums ({kind}: {reason}).",
                kind=type(error).__name__,
                reason=error,
            ),
            "Choose a file that “albums export” wrote; nothing was changed.",
        ) from error


def _described(found: Mapping[str, Any]) -> _Described:
    path = tuple(checked_name(one) for one in found["path"])
    check_depth(len(path))
    created_at = datetime.fromisoformat(found["created_at"])
    if not path or created_at.tzinfo is None:
        raise ValueError("an album without a name, or a moment without a zone")
    album = Album(
        0,
        path[-1],
        AlbumKind(found["kind"]),
        created_at,
        query=str(found.get("query", "")),
        labels=tuple(str(one) for one in found.get("labels", ())),
        cut_off=found.get("cut_off"),
        order=AlbumOrder(found.get("order", AlbumOrder.BY_HAND.value)),
    )
    check_rules(album)
    _check_query(album)
    said = dict.fromkeys(map(_hash, found.get("yes", ())), True)
    said |= dict.fromkeys(map(_hash, found.get("no", ())), False)
    cover = found.get("cover")
    return _Described(
        path,
        album,
        None if cover is None else _hash(cover),
        tuple(map(_hash, found.get("photos", ()))),
        said,
    )


def _check_query(album: Album) -> None:
    if album.kind is not AlbumKind.SMART:
        return
    try:
        parse(album.query)
    except QuerySyntaxError as error:
        start, end = error.span
        raise AlbumError(
            Message(
                "The query of the album “{name}” is not understood at “{place}”: {reason}",
                name=album.name,
                place=album.query[start:end] or album.query,
                reason=error.message,
            ),
            "Mend the query in the file and import it again; nothing was changed.",
        ) from error


def _hash(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != CONTENT_HASH_BYTES:
        raise ValueError(f"{text!r} is no content hash")
    return found
