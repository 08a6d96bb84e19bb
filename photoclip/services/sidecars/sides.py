"""The two sides of a sidecar: what the library says of a photo, and what the file says."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from photoclip.catalog.database import Catalog
from photoclip.core.album_tree import AlbumTree
from photoclip.core.config import Preferences
from photoclip.core.labels import LabelSet, plain
from photoclip.core.models import FileState, Folder
from photoclip.core.sidecars import ALBUMS, SidecarRecord, album_keyword, levels
from photoclip.media.sidecar import SidecarNames
from photoclip.media.xmp import SUBJECT, TREES, XmpPacket

AT_ONCE = 500
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PhotoPlace:
    """A photo's file, by its name in a directory."""

    file_id: int
    photo_id: int
    directory: str
    name: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Photos of one directory. names: everything in the directory; None where it is away."""

    places: tuple[PhotoPlace, ...]
    names: SidecarNames | None


@dataclass(frozen=True, slots=True)
class OurSide:
    """What the library says of a photo.

    person: names of tags by their key (keyword_key), as a person gave them. tags: those and, where
    wanted, the model's. decided_at: by key, rejections included. rating: 0 to 5.
    """

    rating: int
    rated_at: datetime
    person: dict[str, str]
    tags: dict[str, str]
    decided_at: dict[str, datetime]
    derived: frozenset[str]
    albums: tuple[str, ...]


def keyword_key(labels: LabelSet, keyword: str) -> str:
    """What is alike for all names of a label, in whatever case they are written."""
    label = labels.find(keyword)
    return f"name {plain(keyword)}" if label is None else f"label {label.id}"


class LibrarySides:
    """Gathers what the catalog says, many photos at once."""

    def __init__(
        self, catalog: Catalog, labels: LabelSet, albums: AlbumTree, chosen: Preferences
    ) -> None:
        self._catalog = catalog
        self._labels = labels
        self._albums = albums
        self._chosen = chosen

    def sides(self, photo_ids: Collection[int]) -> dict[int, OurSide]:
        """Our side of each known photo among these."""
        tags = self._catalog.tags.of(photo_ids)
        rated_at = self._catalog.sidecars.rated_at(photo_ids)
        moments: dict[int, dict[str, datetime]] = {}
        for (photo_id, label), moment in self._catalog.sidecars.decided_at(photo_ids).items():
            moments.setdefault(photo_id, {})[f"label {label}"] = moment
        sides = {}
        for photo_id, marks in self._catalog.marks.get(photo_ids).items():
            person: dict[str, str] = {}
            derived: dict[str, str] = {}
            for one in tags.get(photo_id, ()):
                label_of = self._labels.by_id.get(one.label_id)
                if label_of is not None and one.holds:
                    name = label_of.english
                    (derived if one.decision is None else person)[f"label {one.label_id}"] = name
            with_model = self._chosen.sidecar_model_tags
            sides[photo_id] = OurSide(
                marks.rating,
                rated_at.get(photo_id, LONG_AGO),
                person,
                {**person, **derived} if with_model else person,
                moments.get(photo_id, {}),
                frozenset(f"label {t.label_id}" for t in tags.get(photo_id, ()) if t.origin),
                self._albums_of(photo_id),
            )
        return sides

    def _albums_of(self, photo_id: int) -> tuple[str, ...]:
        """What the person put it in; what an album finds by itself changes too often."""
        if not self._chosen.sidecar_albums:
            return ()
        held = self._catalog.albums.holding(photo_id)
        return tuple(sorted(keyword_of(self._albums, one) for one in held if one in self._albums))


def keyword_of(albums: AlbumTree, album_id: int) -> str:
    """An album as a hierarchical keyword."""
    names: list[str] = []
    at: int | None = album_id
    while at is not None and at in albums:
        names.insert(0, albums.get(at).name)
        at = albums.get(at).parent_id
    return album_keyword(names)


def memberships(catalog: Catalog, albums: AlbumTree) -> frozenset[tuple[int, str]]:
    """Every photo that the person put in an album, with the album's keyword."""
    found: set[tuple[int, str]] = set()
    for album in albums:
        keyword = keyword_of(albums, album.id)
        found.update((int(one), keyword) for one in catalog.albums.members(album.id))
        said = catalog.albums.judgements(album.id)
        found.update((one, keyword) for one, is_in in said.items() if is_in)
    return frozenset(found)


def keywords_of(
    packet: XmpPacket, record: SidecarRecord, ours: OurSide, labels: LabelSet
) -> dict[str, str]:
    """The keywords of a file by their key, also those that stand in hierarchical properties only.
    Names of our albums, which other programs flatten into dc:subject, are none."""
    trees = [levels(one, between) for name, between in TREES for one in packet.items(name)]
    leaves = (one[-1] for one in trees if one and one[0] != ALBUMS)
    found = (*packet.items(SUBJECT), *leaves)
    keys = {keyword_key(labels, one): one for one in reversed(found)}
    in_albums = {name for one in trees if one[:1] == [ALBUMS] for name in one}
    elsewhere = {name for one in trees if one[:1] != [ALBUMS] for name in one}
    hidden = {keyword_key(labels, one) for one in in_albums - elsewhere}
    hidden -= {keyword_key(labels, one) for one in record.keywords} | set(ours.tags)
    return {key: one for key, one in keys.items() if key not in hidden}


class Places:
    """Finds the photos' files by directory, so that each is listed once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def of_photos(self, photo_ids: Collection[int]) -> Iterator[Batch]:
        """All files of some photos."""
        by_directory: dict[str, list[PhotoPlace]] = {}
        roots: dict[str, str] = {}
        for photo_id, files in self._catalog.photo_files.of(photo_ids).items():
            for one in files:
                if photo_id > 0:
                    directory = os.path.dirname(one.path)
                    place = PhotoPlace(one.file_id, photo_id, directory, one.name)
                    by_directory.setdefault(directory, []).append(place)
                    roots[directory] = one.root
        for directory, places in by_directory.items():
            yield from _batches(roots[directory], directory, places)

    def of_folder(self, folder: Folder, directories: Collection[str] | None) -> Iterator[Batch]:
        """All photos of a watched folder, or of some of its directories."""
        files = self._catalog.files
        for relative in sorted(
            files.directories(folder.id) if directories is None else directories
        ):
            root = os.fspath(folder.path)
            directory = os.path.join(root, *relative.split("/")) if relative else root
            places = [
                PhotoPlace(one.id, one.photo_id, directory, name)
                for name, one in files.listing(folder.id, relative).items()
                if one.photo_id is not None and one.state is FileState.READY
            ]
            if places:
                yield from _batches(root, directory, places)


def _batches(root: str, directory: str, places: list[PhotoPlace]) -> Iterator[Batch]:
    try:
        names = SidecarNames(os.listdir(directory)) if os.path.isdir(root) else None
    except OSError:
        names = None
    if names is not None:
        # A photo that has vanished gets no sidecar; the next scan takes it out.
        places = [one for one in places if one.name in names]
    for first in range(0, len(places), AT_ONCE):
        yield Batch(tuple(places[first : first + AT_ONCE]), names)


def is_later(moment: datetime, modified_ns: int) -> bool:
    """Whether a person's word is later than a file."""
    return moment.timestamp() > modified_ns / 1e9
