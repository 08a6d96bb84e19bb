"""What a change of mounts means for one watched folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from photoclip.ingest.mounts import Mounts
from photoclip.ingest.walk import Listing, is_below, join, place_of


def volumes_in(root: Path, links: Iterable[str], mounts: Mounts) -> dict[str, str]:
    """The volume of a watched folder ("") and of every place in it where another one may begin.

    links: relative paths of links in the folder, whose targets may lie on drives of their own.
    Places are relative directories; they need not be there.
    """
    volumes = {}
    for base in ("", *links):
        real = os.path.realpath(place_of(root, base))
        volumes[base] = mounts.volume_of(real)
        for point in mounts.points_below(real):
            inner = os.path.relpath(point, real).replace(os.sep, "/")
            if inner != ".":
                volumes[join(base, inner)] = mounts.volume_of(point)
    return volumes


def places_changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Places where something was mounted or unmounted between two of :func:`volumes_in`."""
    places = before.keys() | after.keys()
    return {one for one in places if before.get(one) != after.get(one)}


def topmost(places: Collection[str]) -> Iterator[str]:
    """Those of some relative directories that lie in no other of them."""
    last: str | None = None
    # By parts, so that what lies in a directory stands right behind it.
    for place in sorted(places, key=lambda one: one.split("/")):
        if last is None or not is_below(place, last):
            last = place
            yield place


def links_in(found: Listing) -> Iterator[str]:
    """Relative paths of what may be a link to a directory, also where nothing is mounted yet."""
    yield from found.links
    for name, _ in found.blocked:
        yield join(found.directory, name)
