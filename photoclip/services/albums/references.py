"""Queries that name albums follow them to their new names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from photoclip.core.album_tree import SEPARATOR, AlbumTree
from photoclip.core.albums import LONGEST_QUERY, Album, AlbumKind
from photoclip.core.errors import QuerySyntaxError
from photoclip.core.query.parser import parse
from photoclip.core.query.text import to_text
from photoclip.core.query.tree import And, Filter, Named, Node, Not, Or, Query

_FIELD = "album"


def followed(
    before: AlbumTree, after: AlbumTree, into: Mapping[int, int] | None = None
) -> dict[int, Album]:
    """The smart albums of ``after`` whose query names albums that are found elsewhere now, with
    the names that these have.

    into: which album took the place of one that is gone. What named no album, several, or one
    that is simply gone stays as it was typed.
    """
    found = {}
    for album in after:
        if album.kind is not AlbumKind.SMART or f"{_FIELD}:" not in album.query.casefold():
            continue
        try:
            root = parse(album.query).root
        except QuerySyntaxError:
            continue
        changed = root and _followed(root, before, after, into or {})
        query = to_text(Query(changed))
        if changed != root and len(query) <= LONGEST_QUERY:
            found[album.id] = replace(album, query=query)
    return found


def _followed(node: Node, before: AlbumTree, after: AlbumTree, into: Mapping[int, int]) -> Node:
    if isinstance(node, And | Or):
        return replace(node, nodes=tuple(_followed(one, before, after, into) for one in node.nodes))
    if isinstance(node, Not):
        return replace(node, node=_followed(node.node, before, after, into))
    if not isinstance(node, Filter) or not isinstance(node.condition, Named):
        return node
    meant = before.matches(node.condition.name) if node.field == _FIELD else []
    if len(meant) != 1:
        return node
    album_id = meant[0].id
    while album_id in into:
        album_id = into[album_id]
    if album_id not in after or _is_found(after, node.condition.name, album_id):
        return node
    name = after.get(album_id).name
    if SEPARATOR in node.condition.name or not _is_found(after, name, album_id):
        name = after.path(album_id)
    return replace(node, value=name, condition=Named(name))


def _is_found(albums: AlbumTree, name: str, album_id: int) -> bool:
    return [one.id for one in albums.matches(name)] == [album_id]
