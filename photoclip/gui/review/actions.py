"""How an album comes to learn: the review, and yes and no in the grid of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from photoclip.core.albums import Album, AlbumKind
from photoclip.core.errors import PhotoClipError
from photoclip.core.query.text import words_alone
from photoclip.gui.language import words
from photoclip.gui.review.page import ReviewPage
from photoclip.gui.widgets.parts import label
from photoclip.gui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from photoclip.gui.actions.context import ActionContext
    from photoclip.gui.pages.photo_page import PhotoPage

WIDTH = 440


class TeachSheet(Sheet):
    """Says what teaching an album does, before it does. Accepted when the person wants it."""

    def __init__(self, window: QWidget, album: Album) -> None:
        super().__init__(window, self.tr("Teach “{album}”").format(album=album.name), WIDTH)
        if album.is_manual:
            first = self.tr(
                "From now on the album fills itself. The photos in it are your first yeses, and "
                "they stay in it."
            )
        else:
            first = self.tr("From now on the album follows your answers as well as its words.")
        how = self.tr(
            "You are shown one photo after the other and press Y if it belongs or N if it does "
            "not. The photos that teach most come first; ten answers make a difference that you "
            "can see. What you say always counts more than what the album has learned."
        )
        for text in (first, how):
            self.body.addWidget(label(text, "quiet", wraps=True))
        self.add_button(self.tr("Cancel"), self.reject)
        self.deed = self.add_button(self.tr("Teach this album"), self.accept, "primary")
        self.deed.setDefault(True)
        self.deed.setFocus()
        self.resize(WIDTH, self.minimumHeight())
        self.shrink()


class ReviewActions(QObject):
    """Everything a person does to teach an album; the album's page asks for it."""

    def __init__(self, context: ActionContext, page: PhotoPage) -> None:
        super().__init__(context.parent)
        self._window, self._library, self._grid = context.parent, context.library, page.grid
        self._bridge, self._toast = context.bridge, context.toast
        self._album: Album | None = None
        self.sheet: TeachSheet | None = None
        self.page = ReviewPage(context)
        self._grid.keys.judgement_wanted.connect(self.judge)

    def show_album(self, album: Album | None) -> None:
        """Which album's page is on show: Y and N judge the chosen photos only where it learns."""
        self._album = album if album is not None and can_be_judged(album) else None
        self._grid.set_judging(self._album is not None)

    def add_to(self, menu: QMenu, album: Album) -> None:
        """The entry in the menu of an album, where it learns or can be taught to."""
        if album.kind is AlbumKind.LEARNED:
            text = self.tr("Review…")
        elif can_be_taught(album):
            text = self.tr("Teach this album…")
        else:
            return
        entry = QAction(text, menu)
        entry.triggered.connect(lambda: self.start(album.id))
        # Beside the other entries on what is in it, away from “Delete”.
        below = next((one for one in menu.actions() if one.isSeparator()), None)
        if below is None:
            menu.addAction(entry)
        else:
            menu.insertAction(below, entry)

    def start(self, album_id: int) -> None:
        """Open the review of an album; one that does not learn yet is explained first."""
        albums = self._library.albums
        self._bridge.run("look up an album", lambda _: albums.tree().get(album_id), self._begin)

    def teach(self, album: Album) -> None:
        """Turn an album into one that learns, and open its review."""
        albums = self._library.albums
        self._bridge.run_each("teach an album", lambda _: albums.teach(album.id), self.page.start)

    def judge(self, ids: list[int], belongs: bool) -> None:
        """The person's word on photos of the album on show."""
        album, albums = self._album, self._library.albums
        if album is None:
            return
        count = len(ids)
        if belongs:
            text = self.tr("%n photos belong in “{album}”", "", count)
        else:
            text = self.tr("%n photos do not belong in “{album}”", "", count)
        said = words.grouped(text, count).format(album=album.name)

        def done(changed: tuple[int, ...]) -> None:
            if changed:
                self._toast.offer_way_back(said, self.tr("Undo"), self._undo)

        self._bridge.run_each("judge photos", lambda _: albums.judge(album.id, ids, belongs), done)

    def _begin(self, album: Album) -> None:
        if album.kind is AlbumKind.LEARNED:
            self.page.start(album)
            return
        sheet = TeachSheet(self._window, album)
        sheet.accepted.connect(lambda: self.teach(album))
        sheet.destroyed.connect(self._forget_sheet)
        self.sheet = sheet
        sheet.open()

    def _forget_sheet(self) -> None:
        self.sheet = None

    def _undo(self) -> None:
        undo = self._library.undo
        self._bridge.run_each("undo", lambda _: undo.undo(), lambda _: None)


def can_be_judged(album: Album) -> bool:
    """Whether yes and no make sense for an album: it learns, or does so with the first answer."""
    return album.kind in (AlbumKind.LEARNED, AlbumKind.AUTO)


def can_be_taught(album: Album) -> bool:
    """Whether “Teach this album…” makes sense: one of words or of photos, no saved filters."""
    if album.kind is not AlbumKind.SMART:
        return True
    try:
        return words_alone(album.query) is not None
    except PhotoClipError:
        return False
