"""Photos of an album are put in order by hand: with keys, or from their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from photoclip.core.albums import Album, AlbumOrder, arranged

if TYPE_CHECKING:
    from photoclip.gui.albums.actions import AlbumActions
    from photoclip.gui.pages.photo_page import PhotoPage


class AlbumArranging(QObject):
    """Moves the chosen photos of the album on show, where it is one ordered by hand."""

    def __init__(self, page: PhotoPage, actions: AlbumActions) -> None:
        super().__init__(page)
        self._grid, self._model, self._actions = page.grid, page.model, actions
        self._album: Album | None = None
        self._grid.keys.arrangement_wanted.connect(self.move)

    def show_album(self, album: Album | None) -> None:
        """Which album is on show, None where there is none."""
        is_ours = album is not None and album.is_manual and album.order is AlbumOrder.BY_HAND
        self._album = album if is_ours else None
        self._grid.set_arranging(is_ours)

    def add_to(self, menu: QMenu, ids: list[int]) -> None:
        """The entries in the menu of some photos."""
        if self._album is None:
            return
        steps = (
            (self.tr("Move back in the album"), "Alt+Left", -1),
            (self.tr("Move on in the album"), "Alt+Right", 1),
        )
        for text, keys, step in steps:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{text}\t{shown}")
            action.triggered.connect(lambda _=False, step=step: self.move(ids, step))
            action.setEnabled(self._place(ids, step) is not None)

    def move(self, ids: list[int], step: int) -> None:
        """So many places on, or back, as one; to the first or last place at most."""
        place = self._place(ids, step)
        if self._album is None or place is None:
            return
        moved, before_id = place
        self._actions.arrange(self._album.id, moved, before_id)

    def _place(self, ids: list[int], step: int) -> tuple[list[int], int | None] | None:
        """The photos in their order and the one that follows them then; None where nothing
        would change."""
        order = [int(one) for one in self._model.ids]
        chosen = set(ids)
        moved = [one for one in order if one in chosen]
        if not moved:
            return None
        rest = [one for one in order if one not in chosen]
        at = max(order.index(moved[0]) + step, 0)
        before_id = rest[at] if at < len(rest) else None
        return None if arranged(order, moved, before_id) == order else (moved, before_id)
