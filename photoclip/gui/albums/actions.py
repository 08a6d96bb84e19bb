"""What a person does with albums: done in the background, said in a toast, and undone from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from photoclip.core.album_tree import SEPARATOR, free_name
from photoclip.core.albums import Album, AlbumKind, AlbumOrder
from photoclip.gui.albums.preview import Wish, readable
from photoclip.gui.language import words

if TYPE_CHECKING:
    from photoclip.app.library import Library
    from photoclip.gui.threads.bridge import Bridge, Heard
    from photoclip.gui.widgets.toast import Toast

Said = Callable[[Any], str]


class AlbumActions(QObject):
    """Each is one step of undo. Errors that people can do something about come as toasts."""

    created = Signal(object, bool)
    """An album is there (Album); true where it waits for a name."""
    deleted = Signal(list)
    """Ids of albums that are gone."""

    def __init__(
        self, library: Library, bridge: Bridge, toast: Toast, undo: Callable[[], object]
    ) -> None:
        super().__init__(bridge)
        self._library, self._bridge, self._toast = library, bridge, toast
        self._undo = undo

    def create_empty(
        self, parent_id: int | None = None, photo_ids: list[int] | None = None
    ) -> None:
        """Make an album that is named afterwards, in its row."""
        albums, wanted = self._library.albums, self.tr("New album")
        photos = photo_ids or []

        def work() -> Album:
            tree = albums.tree()
            name = free_name(wanted, lambda one: tree.named(one, parent_id) is not None)
            return albums.create(name, parent_id=parent_id, photo_ids=photos)

        self._do("make an album", work, lambda _: "", lambda made: self.created.emit(made, True))

    def create(self, name: str, photo_ids: list[int]) -> None:
        """Make an album of this name that holds photos; “Trips/Seoul” is made in “Trips”."""
        albums = self._library.albums
        count = len(photo_ids)
        said = self.tr("%n photos are in “{album}” now", "", count)

        def work() -> Album:
            above, _, own = name.rpartition(SEPARATOR)
            parent_id = albums.find(above).id if above.strip() else None
            return albums.create(own, parent_id=parent_id, photo_ids=photo_ids)

        self._do(
            "make an album",
            work,
            lambda made: words.grouped(said, count).format(album=made.name),
            lambda made: self.created.emit(made, False),
        )

    def save_search(self, query: str, name: str = "") -> None:
        """Make an album that is filled by a search."""
        albums = self._library.albums
        wanted = name or query.replace("/", " ").strip()[:60]

        def work() -> Album:
            tree = albums.tree()
            free = free_name(wanted, lambda one: tree.named(one, None) is not None)
            return albums.create(free, AlbumKind.SMART, query=query)

        said = self.tr("“{album}” is an album now; new photos that match join by themselves")
        self._do(
            "make an album",
            work,
            lambda made: said.format(album=made.name),
            lambda made: self.created.emit(made, False),
        )

    def create_filled(
        self, name: str, wish: Wish, done: Callable[[], object], refused: Heard
    ) -> None:
        """Make an album that fills itself."""
        library, albums = self._library, self._library.albums

        def work() -> Album:
            asked = readable(library, wish)
            return albums.create(
                name, asked.kind, query=asked.query, labels=asked.labels, cut_off=asked.cut_off
            )

        def made(album: Album) -> None:
            done()
            self.created.emit(album, False)

        said = self.tr("“{album}” is an album now; new photos join by themselves")
        self._do("make an album", work, lambda one: said.format(album=one.name), made, refused)

    def change(self, album: Album, wish: Wish, done: Callable[[], object], refused: Heard) -> None:
        """Let an album look for something else."""
        library, albums = self._library, self._library.albums

        def work() -> Album:
            asked = readable(library, wish)
            return albums.set_rule(album.id, asked.query, asked.labels, asked.cut_off)

        said = self.tr("“{album}” looks for something else now")
        self._do(
            "change an album",
            work,
            lambda one: "" if one == album else said.format(album=one.name),
            lambda _: done(),
            refused,
        )

    def accept(self, work: Callable[[], Album]) -> None:
        """Make the album of a suggestion."""
        said = self.tr("“{album}” is an album now")
        self._do("accept a suggestion", work, lambda one: said.format(album=one.name))

    def dismiss(self, work: Callable[[], object]) -> None:
        """Never offer a suggestion again."""
        said = self.tr("This album is not suggested any more")
        self._do("dismiss a suggestion", work, lambda _: said)

    def rename(self, album_id: int, name: str) -> None:
        """Give an album another name."""
        albums, said = self._library.albums, self.tr("The album is called “{album}” now")
        self._do(
            "rename an album",
            lambda: albums.rename(album_id, name),
            lambda made: said.format(album=made.name),
        )

    def move(self, album_id: int, parent_id: int | None) -> None:
        """Put an album into another one, or to the top."""
        albums = self._library.albums

        def work() -> str:
            tree = albums.tree()
            if tree.get(album_id).parent_id == parent_id:
                return ""
            album = albums.move(album_id, parent_id)
            if parent_id is None:
                return self.tr("“{album}” lies at the top now").format(album=album.name)
            text = self.tr("“{album}” lies in “{parent}” now")
            return text.format(album=album.name, parent=tree.get(parent_id).name)

        self._do("move an album", work, lambda text: text)

    def delete(self, album_id: int) -> None:
        """Delete an album with those in it; the photos stay where they are."""
        albums = self._library.albums

        def work() -> tuple[str, list[int]]:
            tree = albums.tree()
            gone = [album_id, *(one.id for one in tree.below(album_id))]
            name = tree.get(album_id).name
            albums.delete(album_id)
            return name, gone

        def said(result: tuple[str, list[int]]) -> str:
            name, gone = result
            text = self.tr("“{album}” is deleted. Its photos stay.")
            if len(gone) > 1:
                text = self.tr(
                    "“{album}” and %n albums in it are deleted. The photos stay.",
                    "",
                    len(gone) - 1,
                )
            return text.format(album=name)

        self._do("delete an album", work, said, lambda result: self.deleted.emit(result[1]))

    def merge(self, source_id: int, target_id: int) -> None:
        """Put all that an album holds into another one."""
        albums = self._library.albums
        said = self.tr("The two albums are one now: “{album}”")
        self._do(
            "merge albums",
            lambda: albums.merge([source_id], target_id),
            lambda made: said.format(album=made.name),
            lambda _: self.deleted.emit([source_id]),
        )

    def add(self, album_id: int, photo_ids: list[int]) -> None:
        """Put photos into an album."""
        albums = self._library.albums

        def work() -> tuple[Album, int]:
            count = len(albums.add(album_id, photo_ids))
            return albums.tree().get(album_id), count

        self._do("add to an album", work, self._said_added, self._tell_if_there)

    def remove(self, album_id: int, photo_ids: list[int]) -> None:
        """Take photos out; for an album that fills itself it is a no."""
        albums = self._library.albums

        def work() -> tuple[Album, int]:
            count = len(albums.remove(album_id, photo_ids))
            return albums.tree().get(album_id), count

        self._do("remove from an album", work, self._said_removed)

    def set_cover(self, album_id: int, photo_id: int) -> None:
        """Let a photo stand for an album."""
        albums, said = self._library.albums, self.tr("This photo is the cover of “{album}” now")
        self._do(
            "choose a cover",
            lambda: albums.set_cover(album_id, photo_id),
            lambda made: said.format(album=made.name),
        )

    def set_order(self, album_id: int, order: AlbumOrder) -> None:
        """Sort an album. What is seen needs no word."""
        albums = self._library.albums
        self._do("sort an album", lambda: albums.set_order(album_id, order), lambda _: "")

    def arrange(self, album_id: int, photo_ids: list[int], before_id: int | None) -> None:
        """Put photos of an album before another one of it. What is seen needs no word."""
        albums = self._library.albums
        self._do(
            "arrange an album",
            lambda: albums.arrange(album_id, photo_ids, before_id),
            lambda _: "",
        )

    def set_cut_off(self, album_id: int, cut_off: float | None) -> None:
        """From which probability on a photo belongs. What is seen needs no word."""
        albums = self._library.albums
        self._do("pull the slider", lambda: albums.set_cut_off(album_id, cut_off), lambda _: "")

    def _said_added(self, result: tuple[Album, int]) -> str:
        album, count = result
        if not count:
            return ""
        text = self.tr("%n photos added to “{album}”", "", count)
        if album.kind is AlbumKind.LEARNED:
            text = self.tr("%n photos added to “{album}”, which learns from it", "", count)
        return words.grouped(text, count).format(album=album.name)

    def _tell_if_there(self, result: tuple[Album, int]) -> None:
        """Nothing was changed, so there is nothing to undo; but a person waits for a word."""
        album, count = result
        if not count:
            text = self.tr("They are in “{album}” already")
            self._toast.say(text.format(album=album.name))

    def _said_removed(self, result: tuple[Album, int]) -> str:
        album, count = result
        if not count:
            return ""
        text = self.tr("%n photos removed from “{album}”", "", count)
        if album.kind is AlbumKind.LEARNED:
            text = self.tr("%n photos do not belong in “{album}”, which learns from it", "", count)
        return words.grouped(text, count).format(album=album.name)

    def _do(
        self,
        name: str,
        work: Callable[[], Any],
        said: Said,
        then: Callable[[Any], object] = lambda _: None,
        refused: Heard | None = None,
    ) -> None:
        undo = self._library.undo

        def run(_: object) -> tuple[Any, bool]:
            before = undo.latest
            return work(), undo.latest is not before

        def done(found: tuple[Any, bool]) -> None:
            result, has_changed = found
            text = said(result)
            if text and has_changed:
                self._toast.offer_way_back(text, self.tr("Undo"), self._undo)
            elif text:
                # Where all was so already, “Undo” would take back what was done before.
                self._toast.say(text)
            then(result)

        self._bridge.run_each(name, run, done, refused)
