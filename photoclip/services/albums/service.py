"""Albums: what a person can do with them. Each call is one transaction, event and step of undo."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from photoclip.core.album_tree import AlbumTree, checked_name
from photoclip.core.albums import (
    Album,
    AlbumKind,
    AlbumOrder,
    AlbumState,
    arranged,
    check_rules,
    checked_labels,
)
from photoclip.core.errors import AlbumError
from photoclip.core.models import PhotoIds
from photoclip.core.query.parser import parse
from photoclip.core.query.text import words_alone
from photoclip.core.wording import Message
from photoclip.services.albums.changes import AlbumEditor
from photoclip.services.albums.contents import AlbumContent, AlbumContents
from photoclip.services.albums.merging import merged
from photoclip.services.albums.references import followed


class AlbumService:
    """Makes, fills and orders albums. Albums are named by their id; ``find`` knows paths.

    Any thread may use it, but not that of a window: what fills itself may have to be computed.
    Raises AlbumError for what cannot be.
    """

    def __init__(self, editor: AlbumEditor, contents: AlbumContents) -> None:
        self._editor = editor
        self._contents = contents

    def tree(self) -> AlbumTree:
        """All albums as they are now."""
        return self._editor.tree()

    def find(self, name_or_path: str) -> Album:
        """The album with this path, or the only one with this name. Raises AlbumError."""
        return self.tree().find(name_or_path)

    def content(self, album_id: int) -> AlbumContent:
        """The photos of an album, in its order, and how probable each is."""
        return self._contents.of(self.tree().get(album_id))

    def photo_ids(self, name: str) -> PhotoIds | None:
        """int64 (n,): the photos of an album, for queries that refer to one by name or path; None
        where there is none, or none any more.

        Raises AlbumError where several have the name, or where albums lead back to themselves.
        """
        tree = self.tree()
        return self._contents.of(tree.find(name)).photo_ids if tree.matches(name) else None

    def names(self) -> list[str]:
        """The paths of all albums, for completion."""
        tree = self.tree()
        return [tree.path(one.id) for one in tree]

    def create(
        self,
        name: str,
        kind: AlbumKind | str = AlbumKind.MANUAL,
        *,
        parent_id: int | None = None,
        query: str = "",
        labels: Iterable[str] = (),
        cut_off: float | None = None,
        photo_ids: Collection[int] = (),
    ) -> Album:
        """Make an album. photo_ids: what it holds; for one that fills itself, the first yeses.

        Raises QuerySyntaxError for a smart album whose query is not understood.
        """
        kind = AlbumKind(kind)
        name = checked_name(name)
        if kind is AlbumKind.SMART:
            parse(query)
        with self._editor.lock:
            tree = self.tree()
            if parent_id is not None:
                tree.get(parent_id)
            tree.must_not_be_too_deep(parent_id)
            tree.must_be_free(name, parent_id)
            album = replace(
                self._editor.table.new(name, kind),
                parent_id=parent_id,
                query=query.strip(),
                labels=checked_labels(labels),
                cut_off=cut_off,
                order=AlbumOrder.BY_HAND if kind is AlbumKind.MANUAL else AlbumOrder.BEST,
            )
            check_rules(album)
            known = self._editor.table.known(photo_ids)
            chosen = [one for one in dict.fromkeys(photo_ids) if one in known]
            pairs = {(album.id, one): place for place, one in enumerate(chosen)}
            rows = {album.id: album, **followed(tree, AlbumTree([*tree, album]))}
            after = AlbumState(rows, members=pairs)
            if not album.is_manual:
                after = AlbumState(rows, judgements=dict.fromkeys(pairs, True))
            before = AlbumState(
                {one: tree.get(one) if one in tree else None for one in rows},
                members=dict.fromkeys(after.members),
                judgements=dict.fromkeys(after.judgements),
            )
            self._editor.change("create-album", before, after)
        return album

    def rename(self, album_id: int, name: str) -> Album:
        """Give an album another name. Queries of smart albums that name it follow."""
        name = checked_name(name)
        with self._editor.lock:
            tree = self.tree()
            album = replace(tree.get(album_id), name=name)
            tree.must_be_free(name, album.parent_id, album_id)
            return self._called("rename-album", album)

    def move(self, album_id: int, parent_id: int | None) -> Album:
        """Put an album into another one, or to the top with None; queries follow it, too."""
        with self._editor.lock:
            tree = self.tree()
            album = replace(tree.get(album_id), parent_id=parent_id)
            tree.must_not_enclose(album_id, parent_id)
            tree.must_not_be_too_deep(parent_id, album_id)
            tree.must_be_free(album.name, parent_id, album_id)
            return self._called("move-album", album)

    def set_cover(self, album_id: int, photo_id: int | None) -> Album:
        """Choose the photo that stands for an album; None leaves it to the first one."""
        if photo_id is not None and not self._editor.table.known([photo_id]):
            raise AlbumError("This photo is not in the library any more.", "Choose another one.")
        return self._replaced("cover-album", album_id, cover_id=photo_id)

    def set_order(self, album_id: int, order: AlbumOrder | str) -> Album:
        """Sort the photos of an album."""
        return self._replaced("sort-album", album_id, order=AlbumOrder(order))

    def set_cut_off(self, album_id: int, cut_off: float | None) -> Album:
        """From which probability in [0, 1] a photo belongs; None for the usual one."""
        return self._replaced("change-album", album_id, cut_off=cut_off)

    def set_rule(
        self, album_id: int, query: str, labels: Iterable[str], cut_off: float | None
    ) -> Album:
        """Let an album that fills itself ask for something else. What the person said stays.

        Raises QuerySyntaxError for a smart album whose query is not understood.
        """
        if self.tree().get(album_id).kind is AlbumKind.SMART:
            parse(query)
        return self._replaced(
            "change-album",
            album_id,
            query=query.strip(),
            labels=checked_labels(labels),
            cut_off=cut_off,
        )

    def teach(self, album_id: int) -> Album:
        """Turn an album into a learned one: what a manual one holds becomes its first yeses.

        Raises AlbumError for a smart one whose query is more than words: its filters would be lost.
        """
        with self._editor.lock:
            album = self.tree().get(album_id)
            words = words_alone(album.query) if album.kind is AlbumKind.SMART else album.query
            if words is None:
                raise AlbumError(
                    Message("“{name}” follows its query and cannot learn.", name=album.name),
                    "Make an album from words or labels, and teach that one.",
                )
            before = self._editor.table.whole([album_id])
            learned = replace(album, kind=AlbumKind.LEARNED, query=words, order=AlbumOrder.BEST)
            members = dict.fromkeys(before.members)
            judgements = {**before.judgements, **dict.fromkeys(members, True)}
            self._editor.change(
                "teach-album",
                replace(before, judgements={**dict.fromkeys(members), **before.judgements}),
                AlbumState({album_id: learned}, members, judgements),
            )
            return learned

    def delete(self, album_ids: int | Collection[int]) -> int:
        """Delete albums and those in them; the photos stay. Returns how many albums went."""
        wanted = [album_ids] if isinstance(album_ids, int) else list(album_ids)
        with self._editor.lock:
            tree = self.tree()
            gone = {tree.get(one).id for one in wanted}
            gone |= {below.id for one in wanted for below in tree.below(one)}
            before = self._editor.table.whole(gone)
            # The children and pairs go with their albums.
            after = AlbumState(
                dict.fromkeys(gone),
                dict.fromkeys(before.members),
                dict.fromkeys(before.judgements),
            )
            self._editor.change("delete-album", before, after)
        return len(gone)

    def merge(self, source_ids: Collection[int], target_id: int) -> Album:
        """Put all that manual albums hold into another one and delete them.

        Albums in them move along; those of one name become one. Raises AlbumError where one
        fills itself, or where the target lies in a source.
        """
        with self._editor.lock:
            before, after = merged(self.tree(), self._editor.table, source_ids, target_id)
            self._editor.change("merge-albums", before, after)
            return self.tree().get(target_id)

    def add(self, album_id: int, photo_ids: Collection[int]) -> tuple[int, ...]:
        """Put photos into an album, at its end; for one that fills itself it is a yes.

        Returns those that were not in it; unknown photos and pending files are passed over.
        """
        return self._put_in(album_id, photo_ids, True)

    def remove(self, album_id: int, photo_ids: Collection[int]) -> tuple[int, ...]:
        """Take photos out of an album; for one that fills itself it is a no."""
        return self._put_in(album_id, photo_ids, False)

    def judge(
        self, album_id: int, photo_ids: Collection[int], is_in: bool | None
    ) -> tuple[int, ...]:
        """Say that photos belong in an album, or do not, or (None) take that back.

        An album of words or labels learns from then on. Returns the photos that changed.
        """
        with self._editor.lock:
            album = self.tree().get(album_id)
            if album.is_manual:
                return self._put_in(album_id, photo_ids, bool(is_in))
            table = self._editor.table
            said = table.judgements(album_id)
            known = table.known(photo_ids)
            new = [
                one
                for one in dict.fromkeys(photo_ids)
                if one in known and said.get(one) is not is_in
            ]
            if not new:
                return ()
            taught = album
            if album.kind is AlbumKind.AUTO and is_in is not None:
                taught = replace(album, kind=AlbumKind.LEARNED)
            before = AlbumState(
                {album_id: album}, judgements={(album_id, one): said.get(one) for one in new}
            )
            after = AlbumState(
                {album_id: taught}, judgements={(album_id, one): is_in for one in new}
            )
            self._editor.change("judge-album", before, after)
        return tuple(new)

    def arrange(
        self, album_id: int, photo_ids: Sequence[int], before_id: int | None = None
    ) -> bool:
        """Put photos of a manual album, in this order, before another one of it, or at the end.

        The album is ordered by hand from then on. False where nothing changed.
        """
        with self._editor.lock:
            album = self.tree().get(album_id)
            if not album.is_manual:
                raise AlbumError(
                    Message(
                        "“{name}” fills itself, so its photos cannot be ordered by hand.",
                        name=album.name,
                    ),
                    "Choose an order for it, or put its photos in an album of your own.",
                )
            order = self._editor.table.members(album_id).tolist()
            places = self._editor.table.places(album_id)
            wanted = {one: n for n, one in enumerate(arranged(order, photo_ids, before_id))}
            changed = [one for one in wanted if wanted[one] != places[one]]
            return self._editor.change(
                "arrange-album",
                AlbumState({album_id: album}, {(album_id, one): places[one] for one in changed}),
                AlbumState(
                    {album_id: replace(album, order=AlbumOrder.BY_HAND)},
                    {(album_id, one): wanted[one] for one in changed},
                ),
            )

    def holding(self, photo_id: int) -> list[Album]:
        """The albums that the person put a photo in, by hand or by a yes."""
        tree = self.tree()
        return [tree.get(one) for one in self._editor.table.holding(photo_id) if one in tree]

    def _put_in(self, album_id: int, photo_ids: Collection[int], is_in: bool) -> tuple[int, ...]:
        with self._editor.lock:
            if not self.tree().get(album_id).is_manual:
                return self.judge(album_id, photo_ids, is_in)
            table = self._editor.table
            places = table.places(album_id)
            known = table.known(photo_ids)
            new = [
                one for one in dict.fromkeys(photo_ids) if one in known and (one in places) != is_in
            ]
            end = max(places.values(), default=-1) + 1
            before = {(album_id, one): places.get(one) for one in new}
            after = {(album_id, one): end + n if is_in else None for n, one in enumerate(new)}
            name = "add-to-album" if is_in else "remove-from-album"
            self._editor.change(name, AlbumState(members=before), AlbumState(members=after))
        return tuple(new)

    def _replaced(self, action: str, album_id: int, **values: object) -> Album:
        with self._editor.lock:
            album = replace(self.tree().get(album_id), **values)  # type: ignore[arg-type]
            check_rules(album)
            self._editor.change_albums(action, {album.id: album})
            return album

    def _called(self, action: str, album: Album) -> Album:
        """Change where an album is found by name."""
        tree = self.tree()
        after = AlbumTree(album if one.id == album.id else one for one in tree)
        found = {album.id: album, **followed(tree, after)}
        self._editor.change_albums(action, found)
        return found[album.id]
