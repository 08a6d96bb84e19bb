"""The line under the heading of an album: what it holds, and its slider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from photoclip.core.albums import AlbumKind
from photoclip.gui.albums.slider import AlbumSlider
from photoclip.gui.browse.album import AlbumShown
from photoclip.gui.language import albums as album_words
from photoclip.gui.look.theme import SPACE, SPACE_LARGE
from photoclip.gui.widgets.parts import ElidedLabel, IconLabel, button

if TYPE_CHECKING:
    from photoclip.services.albums.previews import SliderStep


class AlbumStrip(QWidget):
    """Shown over the grid while it shows an album."""

    told = Signal(str)
    """How many photos, and how sure that is: for the line beside the heading."""
    change_asked = Signal()
    review_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        """Whether anybody answers when a review is asked for."""
        self._shown: AlbumShown | None = None
        self._count = 0
        self._icons = {name: IconLabel(name, 16) for name in ("album", "search", "sparkles")}
        self.rule = ElidedLabel(kind="quiet")
        self.slider = AlbumSlider()
        self.slider.pulled.connect(self._tell)
        self.change = button(self.tr("Change…"), self.change_asked.emit, "link")
        self.review = button(self.tr("Review…"), self.review_asked.emit, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_LARGE, 0, SPACE_LARGE, SPACE)
        row.setSpacing(SPACE)
        for one in self._icons.values():
            row.addWidget(one)
        row.addWidget(self.rule, 1)
        row.addWidget(self.slider)
        row.addWidget(self.change)
        row.addWidget(self.review)
        self.hide()

    def show_album(self, shown: AlbumShown, count: int) -> None:
        """Show what is known of an album; the steps of the slider follow."""
        is_other = self._shown is None or self._shown.album.id != shown.album.id
        self._shown = shown
        album = shown.album
        for name, one in self._icons.items():
            one.setVisible(name == album_words.ICONS[album.kind])
        rule = album_words.rule_of(album, shown.labels)
        place = f"{shown.path.replace('/', ' › ')} · " if shown.path else ""
        self.rule.set_text(f"{place}{rule}")
        self.rule.setAccessibleName(f"{album_words.kind_name(album.kind)}: {place}{rule}")
        self._count = count
        self.change.setVisible(not album.is_manual)
        learns = album.kind in (AlbumKind.AUTO, AlbumKind.LEARNED)
        self.review.setVisible(learns)
        if is_other:
            self.show_steps(())
        self.slider.show_cut_off(shown.cut_off)
        self._tell()
        self.show()

    def show_steps(self, steps: Sequence[SliderStep]) -> None:
        """What each place of the slider would give."""
        self.slider.show_steps(steps)
        self.slider.setVisible(self._is_uncertain())
        self._tell()

    def _is_uncertain(self) -> bool:
        """Whether a cut-off means anything: a search may only filter."""
        kind = AlbumKind.MANUAL if self._shown is None else self._shown.album.kind
        return kind in (AlbumKind.AUTO, AlbumKind.LEARNED) or (
            kind is AlbumKind.SMART and self.slider.decides
        )

    def _tell(self) -> None:
        assert self._shown is not None
        if self.slider.is_moving:
            self.told.emit(self.slider.said)
            return
        parts = [album_words.photos(self._count)]
        if self._is_uncertain() and self._count:
            parts.append(album_words.precision(self._shown.expected_precision))
        self.told.emit(" · ".join(parts))
