"""Several albums become one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from photoclip.catalog.albums import AlbumTable
from photoclip.core.album_tree import AlbumTree, name_key
from photoclip.core.albums import Album, AlbumState
from photoclip.core.errors import AlbumError
from photoclip.core.wording import Message
from photoclip.services.albums.references import followed


def merged(
    tree: AlbumTree, table: AlbumTable, source_ids: Collection[int], target_id: int
) -> tuple[AlbumState, AlbumState]:
    """The states before and after ``source_ids`` have gone into the album ``target_id``.

    Raises AlbumError where an album fills itself, or would have to go into itself or too deep.
    """
    merge = _Merge(tree)
    for source_id in dict.fromkeys(source_ids):
        tree.must_not_enclose(source_id, target_id)
        if source_id not in merge.into:
            merge.take(source_id, tree.get(target_id).id)
    places = {one: table.places(one) for one in {*merge.into, *merge.into.values()}}
    members: dict[tuple[int, int], int | None] = {}
    # In the order of taking, a target before what has gone into it further down.
    filled = {one: dict(found) for one, found in places.items() if one not in merge.into}
    for source_id in merge.into:
        target = filled[merge.final(source_id)]
        for photo_id in sorted(places[source_id], key=places[source_id].__getitem__):
            target.setdefault(photo_id, max(target.values(), default=-1) + 1)
        members.update({(source_id, one): None for one in places[source_id]})
    members.update({(one, photo): place for one in filled for photo, place in filled[one].items()})
    before = {(album_id, photo): places.get(album_id, {}).get(photo) for album_id, photo in members}
    changed = {pair: place for pair, place in members.items() if before[pair] != place}
    rows = merge.changed_rows()
    return (
        AlbumState({one: tree.get(one) for one in rows}, {one: before[one] for one in changed}),
        AlbumState(rows, changed),
    )


class _Merge:
    """Which album takes what which other one holds, and which albums only move."""

    def __init__(self, tree: AlbumTree) -> None:
        self._tree = tree
        self._rows: dict[int, Album] = {one.id: one for one in tree}
        self._named = {(one.parent_id, name_key(one.name)): one.id for one in tree}
        self.into: dict[int, int] = {}

    def take(self, source_id: int, target_id: int) -> None:
        """Let one album take what another one holds, and the albums in it."""
        source, target = self._rows[source_id], self._rows[target_id]
        for one in (source, target):
            if not one.is_manual:
                raise AlbumError(
                    Message("“{name}” fills itself and cannot be merged.", name=one.name),
                    "Only albums that you fill by hand can be.",
                )
        self.into[source_id] = target_id
        self._named.pop((source.parent_id, name_key(source.name)), None)
        if target.cover_id is None and source.cover_id is not None:
            self._rows[target_id] = replace(target, cover_id=source.cover_id)
        for child in self._tree.children(source_id):
            place = (target_id, name_key(child.name))
            same = self._named.get(place)
            if child.id in self.into or same == child.id:
                continue
            if same is None:
                self._tree.must_not_be_too_deep(target_id, child.id)
                self._named[place] = child.id
                self._rows[child.id] = replace(self._rows[child.id], parent_id=target_id)
            else:
                self.take(child.id, same)

    def final(self, album_id: int) -> int:
        """Where the photos of an album that goes end up."""
        while album_id in self.into:
            album_id = self.into[album_id]
        return album_id

    def changed_rows(self) -> dict[int, Album | None]:
        """The albums that are different afterwards; None for those that go."""
        rows: dict[int, Album | None] = {
            one: None if one in self.into else album for one, album in self._rows.items()
        }
        after = AlbumTree(album for album in rows.values() if album is not None)
        rows.update(followed(self._tree, after, self.into))
        return {one: album for one, album in rows.items() if album != self._tree.get(one)}
